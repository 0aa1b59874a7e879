//! Text in XML.

/// `text` as XML character data, in elements and in attributes. Characters that XML 1.0 forbids are replaced by U+FFFD.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // A reader makes a space of a bare one in an attribute.
            '\t' | '\n' | '\r' => out.push_str(&format!("&#{};", letter as u32)),
            letter => out.push(if is_allowed(letter) { letter } else { char::REPLACEMENT_CHARACTER }),
        }
    }
    out
}

fn is_allowed(letter: char) -> bool {
    !matches!(letter, '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}
