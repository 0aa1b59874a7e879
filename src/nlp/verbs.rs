//! The verbs of English, for lemmas: those of Princeton WordNet 3.0 (Fellbaum 1998) and of the lexicon's frames.

use std::collections::HashSet;
use std::sync::LazyLock;

/// The table of WordNet's words, made by `training/wordnet.py`; `ontology/wordnet/LICENSE` holds for it.
pub(crate) static TABLE: LazyLock<String> = LazyLock::new(|| {
    let bytes = zstd::decode_all(&include_bytes!("../../ontology/wordnet/words.tsv.zst")[..]).unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
});

static VERBS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let verb = |line: &'static str| line.strip_prefix("s\tv\t")?.split('\t').next();
    TABLE.lines().filter_map(verb).chain(framed()).collect()
});

/// The verbs of the frames in `ontology/lexicon/verbs.tsv`, the first word of each.
fn framed() -> impl Iterator<Item = &'static str> {
    let rows = include_str!("../../ontology/lexicon/verbs.tsv").lines().filter(|line| !line.starts_with('#'));
    let frames = rows.filter_map(|row| row.split('\t').nth(1)).flat_map(|cell| cell.split(','));
    frames.filter_map(|frame| frame.split_whitespace().next())
}

/// Whether this is the dictionary form of a verb. Lower case.
pub fn is_verb(word: &str) -> bool {
    VERBS.contains(word)
}

/// The verb that a regular form belongs to: `alleging` → `allege`, `pitted` → `pit`. Lower case.
///
/// Where both `hop` and `hope` are verbs, a single consonant behind a single vowel speaks for the silent `e`, as `hop` would
/// double it.
pub fn base(form: &str) -> Option<String> {
    let in_y = form.strip_suffix("ied").map(|stem| format!("{stem}y")).filter(|verb| is_verb(verb));
    if in_y.is_some() {
        return in_y;
    }
    let stem = ["ing", "ed"].into_iter().find_map(|ending| form.strip_suffix(ending)).filter(|s| s.len() >= 2)?;
    let silent = format!("{stem}e");
    let mut options = if single(stem) { [silent.as_str(), stem] } else { [stem, silent.as_str()] }.into_iter();
    let undoubled = || super::lemma::undoubled(stem).filter(|s| is_verb(s));
    options.find(|s| is_verb(s)).or_else(undoubled).map(str::to_owned)
}

/// Whether a stem ends in one consonant behind one vowel: `hop`, but not `heed` or `halt`.
fn single(stem: &str) -> bool {
    let vowel = |c: Option<&u8>| c.is_some_and(|c| b"aeiou".contains(c));
    let mut back = stem.as_bytes().iter().rev();
    !vowel(back.next()) && vowel(back.next()) && !vowel(back.next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_forms_have_their_verb() {
        let forms = [
            "alleging",
            "traversed",
            "hoped",
            "hopped",
            "heeding",
            "applauded",
            "pitted",
            "walked",
            "stopped",
            "intensified",
        ];
        let verbs: Vec<_> = forms.iter().filter_map(|f| base(f)).collect();
        assert_eq!(verbs, ["allege", "traverse", "hope", "hop", "heed", "applaud", "pit", "walk", "stop", "intensify"]);
        assert_eq!(base("hailing"), Some("hail".into()), "a verb that only the frames have");
        assert_eq!(base("glorp"), None);
        assert_eq!(base("zzorking"), None);
    }
}
