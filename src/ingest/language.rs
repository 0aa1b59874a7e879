//! Which language a text is in. What is not English is skipped, so a wrong answer loses an article: the candidates are
//! the languages that news comes in, and English function words overrule a guess made on little text.

use whatlang::{Detector, Lang, Script};

/// Fewer letters than this tell nothing.
const LEAST_LETTERS: usize = 40;
/// So much of a long text is looked at, in bytes.
const SAMPLE: usize = 20_000;
/// In English text, at least this share of the words are function words; in others that share some of them
/// (`in`, `was`, `an`), far fewer.
const ENGLISH_SHARE: f64 = 0.18;

/// Latin-script languages that are told apart (a free choice among 69 took headlines for Esperanto or Zulu).
const CANDIDATES: [Lang; 20] = [
    Lang::Eng,
    Lang::Spa,
    Lang::Fra,
    Lang::Deu,
    Lang::Por,
    Lang::Ita,
    Lang::Nld,
    Lang::Swe,
    Lang::Dan,
    Lang::Nob,
    Lang::Fin,
    Lang::Pol,
    Lang::Ces,
    Lang::Slk,
    Lang::Hun,
    Lang::Ron,
    Lang::Tur,
    Lang::Ind,
    Lang::Hrv,
    Lang::Vie,
];

/// What is known of a text's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    /// English.
    English,
    /// Another one, by its English name.
    Other(&'static str),
    /// Too little text to tell.
    Unknown,
}

/// Identifies the language of `text`.
pub(super) fn identify(text: &str) -> Language {
    let end = (SAMPLE.min(text.len())..=text.len()).find(|i| text.is_char_boundary(*i)).unwrap_or(text.len());
    let sample = &text[..end];
    if sample.chars().filter(|c| c.is_alphabetic()).count() < LEAST_LETTERS {
        return Language::Unknown;
    }
    let free = Detector::new().detect(sample);
    if let Some(info) = free.filter(|info| info.script() != Script::Latin) {
        return Language::Other(info.lang().eng_name());
    }
    if function_words(sample) >= ENGLISH_SHARE {
        return Language::English;
    }
    match Detector::with_allowlist(CANDIDATES.to_vec()).detect(sample) {
        Some(info) if info.lang() == Lang::Eng => Language::English,
        Some(info) if info.is_reliable() => Language::Other(info.lang().eng_name()),
        _ => Language::Unknown,
    }
}

/// The share of words that are English function words.
fn function_words(text: &str) -> f64 {
    const WORDS: &[&str] = &[
        "a", "after", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from", "had", "has", "have", "he",
        "her", "his", "in", "is", "it", "its", "not", "of", "on", "or", "she", "that", "the", "their", "they", "this",
        "to", "was", "were", "which", "who", "will", "with", "would",
    ];
    let (mut known, mut all) = (0usize, 0usize);
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        all += 1;
        known += usize::from(WORDS.binary_search(&word.to_lowercase().as_str()).is_ok());
    }
    known as f64 / all.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_kept_in_prose_and_in_headlines() {
        assert_eq!(identify("The pilots of the port walked out on Sunday, their union said."), Language::English);
        for text in [
            "The harbour pilots of the northern port walked out on Sunday, their union said.",
            "Harbour Pilots Walk Out as Union Rejects Latest Pay Offer From Port",
            "PILOTS WALK OUT; PORT CLOSED UNTIL FURTHER NOTICE, SAYS AUTHORITY",
        ] {
            assert!(!matches!(identify(text), Language::Other(_)), "{text}");
        }
    }

    #[test]
    fn other_languages_are_named() {
        for (text, name) in [
            ("Le gouvernement a annoncé mardi de nouvelles mesures pour soutenir les pêcheurs de la côte.", "French"),
            ("Die Regierung hat am Dienstag neue Maßnahmen zur Unterstützung der Fischer angekündigt.", "German"),
            ("El gobierno anunció el martes nuevas medidas para apoyar a los pescadores de la costa.", "Spanish"),
            ("Правительство объявило во вторник о новых мерах поддержки рыбаков побережья.", "Russian"),
        ] {
            assert_eq!(identify(text), Language::Other(name), "{text}");
        }
    }

    #[test]
    fn too_little_text_tells_nothing() {
        assert_eq!(identify("Oslo 2024"), Language::Unknown);
        assert_eq!(identify(""), Language::Unknown);
    }
}
