//! What must hold of sentence boundaries whatever the network says.

use super::blocks;
use crate::model::Span;
use crate::nlp::tokenize::{self, Word};

/// Words that begin sentences and are no surnames: after an initial they show that a sentence ended there.
const STARTERS: &[&str] = &[
    "A", "After", "All", "Also", "An", "And", "As", "At", "Both", "But", "By", "For", "From", "He", "Her", "His",
    "How", "However", "I", "If", "In", "It", "Its", "Many", "Most", "My", "No", "Not", "Now", "On", "One", "Our",
    "She", "Since", "So", "Some", "That", "The", "Their", "Then", "There", "These", "They", "This", "Those", "To",
    "We", "What", "When", "Where", "While", "Who", "Why", "With", "You",
];

/// Whether a sentence may end after word `i`, which is not the last.
pub(super) fn may_end(text: &str, words: &[Word], i: usize) -> bool {
    let next = words[i + 1];
    let attached = words[i].span.end == next.span.start;
    let closes = attached && (closes(next.span.of(text)) || closes_quotation(text, words, i + 1));
    let name =
        tokenize::is_title(words[i].span.of(text)) || is_initial_of_name(text, words, i) || is_versus(text, words, i);
    !(next.joined || closes || name || goes_on(text, words, i))
}

/// Marks that belong to the word before them.
fn closes(form: &str) -> bool {
    form.chars().all(|c| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '”' | '’' | '»' | '%' | '…'))
}

/// Whether word `i`, attached to the one before it, is a straight quotation mark that closes.
fn closes_quotation(text: &str, words: &[Word], i: usize) -> bool {
    let straight = matches!(words[i].span.of(text), "\"" | "''" | "'");
    straight && words.get(i + 1).is_none_or(|w| words[i].span.end < w.span.start || closes(w.span.of(text)))
}

/// Whether word `i` is a stop, a colon or a dash, or closes a quotation or bracket.
pub(super) fn stops(text: &str, words: &[Word], i: usize) -> bool {
    let form = words[i].span.of(text);
    form.ends_with(['.', '!', '?', ':', ';', '…']) || !form.contains(char::is_alphanumeric)
}

/// Whether word `i` is a mark that belongs to the word after it: an opening quotation mark or bracket, a sign.
pub(super) fn opens(text: &str, words: &[Word], i: usize) -> bool {
    let form = words[i].span.of(text);
    let attached = words.get(i + 1).is_some_and(|w| w.span.start == words[i].span.end);
    let spaced = i == 0 || words[i - 1].span.end < words[i].span.start;
    let always = matches!(form, "(" | "[" | "{" | "“" | "‘" | "«" | "„" | "$" | "£" | "€" | "#");
    attached && (always || spaced && matches!(form, "\"" | "''" | "'" | "``" | "`"))
}

/// `“Why?” she asked`: a small letter behind a closed quotation carries the sentence on.
fn goes_on(text: &str, words: &[Word], i: usize) -> bool {
    let closed = matches!(words[i].span.of(text), "”" | "\"" | "''" | "’" | "'");
    let stopped = i > 0 && words[i - 1].span.of(text).ends_with(['.', '!', '?', ',']);
    closed && stopped && words[i + 1].span.of(text).starts_with(char::is_lowercase)
}

/// `Stephen K. Holm`: an initial between two names.
fn is_initial_of_name(text: &str, words: &[Word], i: usize) -> bool {
    let form = words[i].span.of(text);
    let next = words[i + 1].span.of(text);
    let initial = form.len() == 2 && form.ends_with('.') && form.starts_with(|c: char| c.is_ascii_uppercase());
    let capital = |form: &str| form.starts_with(char::is_uppercase);
    let before = i == 0 || capital(words[i - 1].span.of(text));
    initial && before && capital(next) && !STARTERS.contains(&next)
}

/// `Holm v. Norway`: the parties of a case or a match.
fn is_versus(text: &str, words: &[Word], i: usize) -> bool {
    let capital = |i: usize| words[i].span.of(text).starts_with(char::is_uppercase);
    matches!(words[i].span.of(text), "v." | "vs.") && i > 0 && capital(i - 1) && capital(i + 1)
}

/// Whether a blank line, or a line that begins with a bullet mark, follows word `i`, which is not the last, or it is the social network.
pub(super) fn must_end(text: &str, words: &[Word], i: usize) -> bool {
    let gap = Span { start: words[i].span.end, end: words[i + 1].span.start }.of(text);
    let lines = gap.matches('\n').count();
    // `wrote on X. The call had ended.`
    let form = |i: usize| words[i].span.of(text);
    let network = i > 0 && form(i) == "X." && form(i - 1) == "on" && form(i + 1).starts_with(char::is_uppercase);
    network || lines > 1 || lines == 1 && blocks::is_bullet(form(i + 1))
}
