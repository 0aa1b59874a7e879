//! Classes of characters that the tokeniser distinguishes.

/// White space and invisible characters that belong to no word: controls, zero-width space, direction marks.
pub(super) fn is_gap(c: char) -> bool {
    c.is_whitespace()
        || (c.is_control() && c != '\u{92}')
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Letters, digits, and marks that modify them.
pub(super) fn is_word(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() || is_mark(c) }
}

/// Combining marks and joiners: soft hyphen, zero-width (non-)joiner, viramas.
fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}'
        | '\u{64b}'..='\u{65f}' | '\u{93c}' | '\u{94d}' | '\u{9cd}' | '\u{a4d}' | '\u{acd}' | '\u{b4d}' | '\u{bcd}'
        | '\u{c4d}' | '\u{ccd}' | '\u{d4d}' | '\u{dca}' | '\u{e38}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Apostrophes, straight, curly and mistaken; `\u{92}` is what Windows-1252 leaves when read as Latin-1.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '`' | '´' | 'ʼ' | '＇' | '\u{92}')
}

/// Marks that open a quotation or bracket, or stand before a word.
pub(super) fn is_opener(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '<' | '"' | '“' | '„' | '«' | '‘' | '‚' | '‹' | '\'' | '`' | '¿' | '¡')
}

/// Symbols of which a run is one token (`---`, `***`, `>>`).
pub(super) fn is_run(c: char) -> bool {
    matches!(c, '-' | '=' | '*' | '_' | '~' | '<' | '>' | '#' | '+' | '|' | '—' | '–' | '^' | '•' | '·' | '…' | '\\')
}

/// Sentence-final marks, of which any mixture is one token (`?!`, `...`).
pub(super) fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?')
}

/// A pictograph that may take modifiers.
pub(super) fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{2190}'..='\u{21ff}')
}

/// What modifies the pictograph before it: variation selector, skin tone, keycap, tag.
pub(super) fn is_emoji_modifier(c: char) -> bool {
    matches!(c, '\u{fe0e}' | '\u{fe0f}' | '\u{20e3}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}')
}
