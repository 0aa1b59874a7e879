//! Text of any length in pieces that fit in memory, every character kept.

use super::decode;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};

/// Bytes of a piece. What is shorter comes whole.
const PIECE: usize = 8 << 20;

/// Reads a file, or standard input for `-`, as text in any encoding, in pieces that end at a blank line, or else at
/// a line's end, or else at a space. Together they are the whole text.
///
/// # Errors
/// When the file cannot be opened; the items are errors of reading.
pub fn text_pieces(input: &str) -> io::Result<impl Iterator<Item = io::Result<String>>> {
    let file: Box<dyn BufRead> = match input {
        "-" => Box::new(io::stdin().lock()),
        path => Box::new(BufReader::with_capacity(64 << 10, File::open(path)?)),
    };
    Ok(pieces(decode::utf8_stream(file)?, PIECE))
}

fn pieces(mut text: impl Read, size: usize) -> impl Iterator<Item = io::Result<String>> {
    let mut buffer = Vec::new();
    std::iter::from_fn(move || {
        let wanted = size.saturating_sub(buffer.len()) as u64;
        if let Err(error) = text.by_ref().take(wanted).read_to_end(&mut buffer) {
            return Some(Err(error));
        }
        let end = if buffer.len() < size { buffer.len() } else { cut(&buffer) };
        let rest = buffer.split_off(end);
        let piece = std::mem::replace(&mut buffer, rest);
        (!piece.is_empty()).then(|| Ok(String::from_utf8_lossy(&piece).into_owned()))
    })
}

/// Where to end a piece, never within a character.
fn cut(bytes: &[u8]) -> usize {
    let after = |end: &[u8]| bytes.windows(end.len()).rposition(|part| part == end).map(|at| at + end.len());
    let blank = after(b"\n\n").max(after(b"\n\r\n"));
    let line = || bytes.iter().rposition(|b| *b == b'\n').map(|at| at + 1);
    let space = || bytes.iter().rposition(|b| *b == b' ').map(|at| at + 1);
    let character = || bytes.iter().rposition(|b| b & 0xC0 != 0x80).filter(|at| *at > 0).unwrap_or(bytes.len());
    blank.or_else(line).or_else(space).unwrap_or_else(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut_up(text: &str, size: usize) -> Vec<String> {
        pieces(text.as_bytes(), size).map(|piece| piece.expect("memory reads")).collect()
    }

    #[test]
    fn pieces_end_where_the_text_allows_it() {
        assert_eq!(cut_up("ab\n\ncd\nef gh", 9), ["ab\n\n", "cd\nef gh"]);
        assert_eq!(cut_up("ab\ncd ef gh", 6), ["ab\n", "cd ef ", "gh"]);
        assert_eq!(cut_up("", 5), [""; 0]);
    }

    #[test]
    fn no_character_is_cut() {
        let text = "ééééé";
        assert_eq!(cut_up(text, 5).concat(), text);
        assert!(cut_up(text, 5).iter().all(|piece| piece.chars().all(|c| c == 'é')));
    }
}
