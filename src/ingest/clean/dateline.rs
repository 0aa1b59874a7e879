//! The dateline before the first paragraph: `ISTANBUL, May 16 (Agency) — `. It says where and when the report was
//! filed, and is no part of its first sentence.

use super::Line;
use crate::ingest::blocks::Piece;
use regex::Regex;
use std::sync::LazyLock;

/// How many paragraphs from the top a dateline may stand.
const SEARCHED: usize = 3;

/// Parts the dateline from its paragraph.
pub(super) fn part(lines: &mut Vec<Line>) {
    let paragraphs = lines.iter().enumerate().filter(|(_, l)| l.reason.is_none() && l.is_prose()).map(|(i, _)| i);
    let Some((at, end)) = paragraphs.take(SEARCHED).find_map(|i| Some((i, length(&lines[i].piece.text)?))) else {
        return;
    };
    let piece = lines[at].piece.clone();
    let (head, rest) = piece.text.split_at(end);
    lines[at].piece = Piece { text: rest.trim_start().to_owned(), ..piece.clone() };
    lines.insert(at, Line { piece: Piece::new(head.trim_end()), reason: Some("dateline") });
}

/// The length of the dateline at the start of `text`, its dash and spaces included.
fn length(text: &str) -> Option<usize> {
    static PATTERN: LazyLock<Option<Regex>> = LazyLock::new(|| {
        // In small letters only before a known agency: `Bergen (AFP) – `.
        let place = r"\p{Lu}[\p{Lu} .'’/-]{2,30}|\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){0,2}(?: ?\((?:AP|AFP|UPI|Reuters|dpa|TASS|Xinhua|ANI|EFE)\))";
        let region = r"(?:, ?\p{Lu}[\p{L}. ]{1,24})?";
        let day = r"(?:, ?(?:\p{Lu}\p{Ll}{2,8}\.? \d{1,2}|\d{1,2} \p{Lu}\p{Ll}{2,8}\.?)(?:,? \d{4})?)?";
        let agency = r"(?: ?[(/\[](?:\p{Lu}[\p{L}. &/-]{1,30})[)/\]])?";
        Regex::new(&format!(r#"^(?:({place}){region}({day})({agency})(?: ?(?:—|–|―)| --?) ?|\((\p{{Lu}}[\p{{L}}.&]+(?: \p{{Lu}}[\p{{L}}.&]+)?)\) ?(?:—|–|--|-)? ?)["“‘'\p{{Lu}}\d]"#)).ok()
    });
    let found = PATTERN.as_ref()?.captures(text)?;
    let end = found.get(0)?.end();
    let (last, _) = text[..end].char_indices().next_back()?;
    let Some(place) = found.get(1) else { return Some(last) };
    // A lone short name in capitals before a dash may be an acronym: `NATO – Russia relations`.
    let bare = found.get(2).is_none_or(|m| m.is_empty()) && found.get(3).is_none_or(|m| m.is_empty());
    let region = text[place.end()..].starts_with(',');
    (!bare || region || place.as_str().chars().filter(|c| c.is_alphabetic()).count() >= 5).then_some(last)
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn datelines_of_agencies() {
        for (text, rest) in [
            ("BERGEN, May 16, 2025 (Harbour News) — The pilots walked out.", "The pilots walked out."),
            ("BERGEN, Norway (AP) — “We stay ashore,” she said.", "“We stay ashore,” she said."),
            ("BERGEN - Pilots walked out.", "Pilots walked out."),
            ("UNITED NATIONS ― The council met.", "The council met."),
            ("Bergen (AFP) – The pilots walked out.", "The pilots walked out."),
            ("(Reuters) - The pilots walked out.", "The pilots walked out."),
            ("(CNN)The pilots walked out.", "The pilots walked out."),
        ] {
            assert_eq!(length(text).map(|n| &text[n..]), Some(rest), "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_one() {
        for text in [
            "UPDATE: The pilots walked out.",
            "LUND--The pilots walked out.",
            "NATO – Russia relations are cold.",
            "Bergen – The pilots walked out.",
            "The pilots – all nine – walked out.",
            "(The pilots walked out.) He said so.",
        ] {
            assert_eq!(length(text), None, "{text}");
        }
    }
}
