//! Near-identical copies: one agency report printed by many papers is many documents but one independent source.
//!
//! MinHash (Broder 1997) over word 5-grams with locality-sensitive banding: [`HASHES`] minima estimate the Jaccard
//! similarity of two texts with a standard error of at most 0.044; two documents that share a band of [`ROWS`] minima
//! are compared, and those with an estimate of [`THRESHOLD`] or more belong together. With 32 bands of 4, a pair at the
//! threshold is compared with a probability of 0.99. Groups are the connected components, so neither order nor number
//! of threads matters.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Minima of a signature.
pub const HASHES: usize = 128;
/// Minima that a band takes.
const ROWS: usize = 4;
/// Words of a shingle.
const SHINGLE: usize = 5;
/// Least share of common shingles for two documents to count as copies. A report cut by a quarter, or with a new
/// headline and first sentence, still has 0.7; two reports of one event by different hands have less than 0.1.
pub const THRESHOLD: f64 = 0.6;

/// A document's fingerprint; small enough to be cached with its claims.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature(Vec<u32>);

impl Signature {
    /// The fingerprint of a text; case, punctuation and spaces do not count.
    pub fn of(text: &str) -> Self {
        let words: Vec<u64> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(|w| {
                w.chars()
                    .flat_map(char::to_lowercase)
                    .fold(0xcbf2_9ce4_8422_2325, |h, c| mix(h ^ u64::from(u32::from(c))))
            })
            .collect();
        let mut minima = vec![u32::MAX; HASHES];
        let width = SHINGLE.min(words.len().max(1));
        for shingle in words.windows(width) {
            let base = shingle.iter().fold(0, |h, w| mix(h ^ w));
            // Double hashing gives as many hash functions as wanted (Kirsch & Mitzenmacher 2006).
            let step = mix(base ^ 0x9e37_79b9_7f4a_7c15) | 1;
            let mut hash = base;
            for least in &mut minima {
                *least = (*least).min((hash >> 32) as u32);
                hash = hash.wrapping_add(step);
            }
        }
        Self(minima)
    }

    /// Estimated Jaccard similarity, 0 to 1.
    pub fn similarity(&self, other: &Self) -> f64 {
        let same = self.0.iter().zip(&other.0).filter(|(a, b)| a == b).count();
        same as f64 / HASHES as f64
    }
}

/// A strong 64-bit mixer (the finaliser of SplitMix64).
fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// For each document the index of the first one of its group (its own where it stands alone).
pub fn groups(signatures: &[Signature]) -> Vec<usize> {
    let mut parent: Vec<usize> = (0..signatures.len()).collect();
    for band in 0..HASHES / ROWS {
        let rows = band * ROWS..(band + 1) * ROWS;
        let mut buckets: BTreeMap<&[u32], Vec<usize>> = BTreeMap::new();
        for (document, signature) in signatures.iter().enumerate() {
            if let Some(key) = signature.0.get(rows.clone()).filter(|key| key.iter().any(|v| *v != u32::MAX)) {
                buckets.entry(key).or_default().push(document);
            }
        }
        for bucket in buckets.values() {
            join_similar(bucket, signatures, &mut parent);
        }
    }
    (0..signatures.len()).map(|document| root(&mut parent, document)).collect()
}

/// Joins the documents of a bucket that are similar enough. Those already joined are not compared again, so that a
/// bucket of a thousand copies costs a thousand comparisons.
fn join_similar(bucket: &[usize], signatures: &[Signature], parent: &mut [usize]) {
    let mut clusters: Vec<Vec<usize>> = Vec::new();
    for &document in bucket {
        let own = root(parent, document);
        if let Some(known) = clusters.iter_mut().find(|c| root(parent, c[0]) == own) {
            known.push(document);
            continue;
        }
        let similar = |other: &usize| signatures[document].similarity(&signatures[*other]) >= THRESHOLD;
        let (joined, mut apart): (Vec<_>, Vec<_>) = clusters.into_iter().partition(|c| c.iter().any(similar));
        let mut cluster = vec![document];
        for other in joined {
            join(parent, document, other[0]);
            cluster.extend(other);
        }
        apart.push(cluster);
        clusters = apart;
    }
}

fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}

/// The smaller index becomes the root, so that a group is named by its first document.
fn join(parent: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(parent, a), root(parent, b));
    parent[a.max(b)] = a.min(b);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of `n` different words that begin with `seed`.
    fn text(seed: &str, n: usize) -> Vec<String> {
        (0..n).map(|i| format!("{seed}{i}")).collect()
    }

    fn grouped(texts: &[Vec<String>]) -> Vec<usize> {
        groups(&texts.iter().map(|t| Signature::of(&t.join(" "))).collect::<Vec<_>>())
    }

    #[test]
    fn copies_belong_together_and_others_do_not() {
        let original = text("a", 300);
        let mut new_headline = text("h", 8);
        new_headline.extend(original.clone());
        let shortened = original[..230].to_vec();
        let mut renamed = original.clone();
        for i in (0..300).step_by(60) {
            renamed[i] = format!("name{i}");
        }
        let other = text("b", 300);
        let mut half = original[..150].to_vec();
        half.extend(text("c", 150));
        assert_eq!(grouped(&[other, original, half, new_headline, shortened, renamed]), [0, 1, 2, 1, 1, 1]);
    }

    #[test]
    fn punctuation_and_case_do_not_count() {
        let (a, b) =
            (Signature::of("The pilots, all nine, walked out."), Signature::of("THE PILOTS — all nine — walked out"));
        assert_eq!(a, b);
    }

    #[test]
    fn short_and_empty_texts_are_no_copies_of_each_other() {
        assert_eq!(groups(&["", "", "yes", "no"].map(Signature::of)), [0, 1, 2, 3]);
    }

    #[test]
    fn order_does_not_matter() {
        let mut texts: Vec<Vec<String>> = (0..6).map(|i| [text("a", 100 + i), text("b", 9 * i)].concat()).collect();
        let sizes = |groups: Vec<usize>| {
            let mut sizes: Vec<usize> =
                (0..6).map(|g| groups.iter().filter(|x| **x == g).count()).filter(|n| *n > 0).collect();
            sizes.sort_unstable();
            sizes
        };
        let forward = sizes(grouped(&texts));
        texts.reverse();
        assert_eq!(sizes(grouped(&texts)), forward);
    }
}
