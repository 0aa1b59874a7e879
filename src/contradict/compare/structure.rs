//! The same said with the parts exchanged: `A acquired B`, `B acquired A`.

use super::align::{self, Predicates};
use super::predication::{Part, Predication};
use super::reading::Word;
use super::{Pair, Suspicion};
use crate::contradict::Kind;

/// Who acts in one undergoes in the other. Predicates that hold both ways are left out.
pub fn find(pair: &Pair) -> Option<Suspicion> {
    let (p, q) = (pair.p, pair.q);
    let Predicates::Alike(alike) = align::predicates(pair.reading, p, q) else { return None };
    if alike < 0.8 || p.negated() || q.negated() || mutual(p) || mutual(q) {
        return None;
    }
    let crossed = named(pair, p, Part::Subject)
        .iter()
        .any(|a| named(pair, q, Part::Object).iter().any(|b| align::words(pair.reading, *a, *b) >= 0.85))
        && named(pair, p, Part::Object)
            .iter()
            .any(|a| named(pair, q, Part::Subject).iter().any(|b| align::words(pair.reading, *a, *b) >= 0.85));
    let reason = format!("“{}” and “{}” exchange who acts and who undergoes.", pair.words(p), pair.words(q));
    crossed.then(|| Suspicion::elsewhere(Kind::Opposite, alike * pair.coverage(&[]), reason))
}

fn named(pair: &Pair, p: &Predication, part: Part) -> Vec<Word> {
    let words = p.part(part).map(|a| a.word);
    words.filter(|w| pair.reading.named(*w)).collect()
}

/// `meet`, `marry`, `border`, `agree`: what one does with another, the other does with the one.
fn mutual(p: &Predication) -> bool {
    const MUTUAL: [&str; 14] = [
        "meet",
        "marry",
        "border",
        "agree",
        "join",
        "fight",
        "talk",
        "negotiate",
        "resemble",
        "face",
        "contact",
        "know",
        "equal",
        "be",
    ];
    MUTUAL.contains(&p.name.as_str())
}
