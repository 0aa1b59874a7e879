//! The span of a name as a reader would mark it: with a capital article, and told apart from a part of a longer name.

use crate::extract::mentions;
use crate::model::{EntityType, Span};
use crate::resolve::name;

/// The span with `The` before it where that is written like a part of the name: in the middle of a sentence.
pub(super) fn with_article(text: &str, span: Span) -> Span {
    let before = &text[..span.start as usize];
    let Some(rest) = before.strip_suffix("The ") else { return span };
    let is_inside =
        rest.strip_suffix(' ').is_some_and(|rest| rest.ends_with(|c: char| c.is_alphanumeric() || c == ','));
    if is_inside { Span { start: span.start - 4, ..span } } else { span }
}

/// A person's name with the form of address before it: `Mr Lee`, `Dr. Holt`.
pub(super) fn with_title(text: &str, span: Span, kind: EntityType) -> Option<Span> {
    const ADDRESS: [&str; 8] = ["Mr", "Mrs", "Ms", "Miss", "Dr", "Sir", "Dame", "Madame"];
    let before = text[..span.start as usize].strip_suffix(' ').filter(|_| kind == EntityType::Person)?;
    let word = before.rsplit(|c: char| !c.is_alphanumeric() && c != '.').next()?;
    ADDRESS.contains(&word.trim_end_matches('.')).then(|| Span::new(before.len() - word.len(), span.end as usize))
}

/// Whether a name is only a part of a longer one that was not read as a whole: `Norwich` in `Duke of Norwich`, `Elm` in
/// `Elm Films`. `names` are the spans of all names of the document.
pub(super) fn is_part(text: &str, span: Span, names: &[Span]) -> bool {
    let (before, after) = (&text[..span.start as usize], &text[span.end as usize..]);
    follows_noun_of_name(before)
        || follows_name(before, names)
        || is_in_parentheses_of_name(text, span, names)
        || (!is_headline(text, span) && leads_name(after, span, names))
}

/// `Duke of │`, `the Centre for Therapy of │`: a capitalised noun that does not begin the sentence.
fn follows_noun_of_name(before: &str) -> bool {
    let Some(rest) = before.strip_suffix(" of ") else { return false };
    let noun = rest.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
    let lead = rest[..rest.len() - noun.len()].trim_end_matches(' ');
    let begins = lead.is_empty() || lead.ends_with(['.', '!', '?', ':', '\n', '"', '\u{201d}', '\u{201c}']);
    noun.starts_with(char::is_uppercase) && noun.chars().any(char::is_lowercase) && !begins
}

/// In parentheses that hold nothing but names, after a name: `Elm Council (Elmland and Oakland)`.
fn is_in_parentheses_of_name(text: &str, span: Span, names: &[Span]) -> bool {
    let Some(open) = text[..span.start as usize].rfind('(') else { return false };
    let Some(close) = text[span.end as usize..].find(')').map(|at| at + span.end as usize) else { return false };
    let inside = &text[open + 1..close];
    let is_name = |word: &str| word == "and" || word.starts_with(char::is_uppercase);
    let follows = names.iter().any(|name| name.end as usize + 1 == open);
    follows && inside.contains(" and ") && inside.split([' ', ',']).filter(|word| !word.is_empty()).all(is_name)
}

/// Another name stands directly before, but no place that a comma parts from it.
fn follows_name(before: &str, names: &[Span]) -> bool {
    let Some(rest) = before.strip_suffix(' ') else { return false };
    let is_word = rest.ends_with(|c: char| c.is_lowercase());
    is_word && names.iter().any(|name| name.end as usize == rest.len())
}

/// A capitalised word that is in no name, no title and no day follows: `│ Films`, `│'s Best Dentists`.
fn leads_name(after: &str, span: Span, names: &[Span]) -> bool {
    let possessive = after.strip_prefix("'s ").or_else(|| after.strip_prefix("\u{2019}s "));
    let Some(rest) = possessive.or_else(|| after.strip_prefix(' ')) else { return false };
    let start = span.end as usize + after.len() - rest.len();
    let words: Vec<&str> = rest.split([' ', '\n']).take(if possessive.is_some() { 2 } else { 1 }).collect();
    let mut place = start;
    let is_of_name = |word: &&str| {
        let free = !names.iter().any(|name| (name.start as usize..name.end as usize).contains(&place));
        place += word.len() + 1;
        let plain = word.trim_matches(|c: char| !c.is_alphanumeric());
        let known = name::is_title(&plain.to_lowercase()) || mentions::is_calendar(plain);
        let capital = word.starts_with(char::is_uppercase) && plain.chars().skip(1).any(char::is_lowercase);
        free && capital && !known
    };
    words.iter().all(is_of_name)
}

/// Whether most of the longer words of its line are capitalised, so that capitals tell nothing.
fn is_headline(text: &str, span: Span) -> bool {
    const LONG: usize = 4;
    let start = text[..span.start as usize].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.end as usize..].find('\n').map_or(text.len(), |at| span.end as usize + at);
    let long = || text[start..end].split_whitespace().filter(|word| word.chars().count() >= LONG);
    let capital = long().filter(|word| word.starts_with(|c: char| !c.is_lowercase())).count();
    2 * capital > long().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(text: &str, piece: &str) -> Span {
        let start = text.find(piece).expect("there") as u32;
        Span { start, end: start + piece.len() as u32 }
    }

    fn part(text: &str, piece: &str, names: &[&str]) -> bool {
        let names: Vec<Span> = names.iter().map(|name| span(text, name)).collect();
        is_part(text, span(text, piece), &names)
    }

    #[test]
    fn parts_of_longer_names_are_told_apart() {
        assert!(part("They met the Duke of Elmford there.", "Elmford", &["Elmford"]));
        assert!(part("It will be seen on Elm Films tonight.", "Elm", &["Elm"]));
        assert!(part("The head of Oak Buses Elmland spoke of it at last.", "Elmland", &["Oak Buses", "Elmland"]));
        assert!(part("She is among Elmford's Best Dentists again this year.", "Elmford", &["Elmford"]));
    }

    #[test]
    fn names_in_parentheses_after_a_name_are_parts_of_it() {
        let names = ["Elm Aid", "Elmland", "Oakland"];
        assert!(part("He works for Elm Aid (Elmland and Oakland) now.", "Oakland", &names));
        assert!(!part("He met Elm Aid (in Elmland and Oakland) now.", "Oakland", &names));
    }

    #[test]
    fn a_form_of_address_belongs_to_a_person() {
        let text = "Then Mr Lee met Mrs. Holt and President Berg.";
        let found = |name| with_title(text, span(text, name), EntityType::Person).map(|span| span.of(text));
        assert_eq!((found("Lee"), found("Holt"), found("Berg")), (Some("Mr Lee"), Some("Mrs. Holt"), None));
        assert_eq!(with_title(text, span(text, "Lee"), EntityType::Place), None);
    }

    #[test]
    fn names_beside_titles_days_and_names_stand_alone() {
        assert!(!part("They met the mayor of Elmford there.", "Elmford", &["Elmford"]));
        assert!(!part("They came to Elmford Monday and left it later.", "Elmford", &["Elmford"]));
        assert!(!part("Then Elmland President Ann Lee spoke about it.", "Elmland", &["Elmland", "Ann Lee"]));
        assert!(!part("Elmford Council Votes Against Trams", "Elmford", &["Elmford"]));
    }

    #[test]
    fn a_capital_article_belongs_to_the_name_unless_it_begins_a_sentence() {
        let text = "The Elm Post and The Oak Post agree.";
        assert_eq!(with_article(text, span(text, "Oak Post")).of(text), "The Oak Post");
        assert_eq!(with_article(text, span(text, "Elm Post")).of(text), "Elm Post");
    }
}
