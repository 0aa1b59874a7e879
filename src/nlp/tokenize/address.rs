//! Internet addresses, e-mail addresses and file names: one token each.

use super::Chunk;
use super::chars::is_word;
use super::lexicon::lexicon;

/// Longest local part of an e-mail address (RFC 5321), and farthest that an address is looked for.
const LONGEST_LOCAL_PART: usize = 64;

/// The end of the address that begins at `i`; `begins` where nothing but an opening mark stands before it.
pub(super) fn scan(chunk: &Chunk, i: usize, begins: bool) -> Option<usize> {
    if begins && chunk.at(i) == '.' && chunk.is_word(i + 1) {
        let end = (i + 1..=chunk.chars.len()).find(|&j| !chunk.is_word(j))?;
        return lexicon().is("file", &chunk.slice(i + 1, end).to_ascii_lowercase()).then_some(end);
    }
    if begins && has_scheme(chunk, i) {
        return Some(trim(chunk, i, chunk.chars.len()));
    }
    let first = chunk.is_word(i) && (i == 0 || !chunk.is_word(i - 1));
    if !first {
        return None;
    }
    let email = if chunk.at_sign { email(chunk, i) } else { None };
    email.or_else(|| if chunk.stop { host_or_file(chunk, i) } else { None })
}

fn has_scheme(chunk: &Chunk, i: usize) -> bool {
    if !matches!(chunk.at(i), 'h' | 'H' | 'f' | 'F' | 'm' | 'M' | 'w' | 'W') {
        return false;
    }
    let start: String = (i..i + 8).map(|j| chunk.at(j).to_ascii_lowercase()).collect();
    ["http://", "https://", "ftp://", "mailto:", "www."].iter().any(|s| start.starts_with(s))
}

/// Where an address that may reach to `end` stops: before closing quotes, brackets without partner, and stops.
fn trim(chunk: &Chunk, start: usize, end: usize) -> usize {
    let quoted = |c| matches!(c, '"' | '“' | '”' | '<' | '>' | '«' | '»' | '’' | '…');
    let mut end = (start..end).find(|&j| quoted(chunk.at(j))).unwrap_or(end);
    let count = |end: usize, c: char| (start..end).filter(|&j| chunk.at(j) == c).count();
    while end > start + 1 {
        let closes = match chunk.at(end - 1) {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '|' => true,
            ')' => count(end, '(') < count(end, ')'),
            ']' => count(end, '[') < count(end, ']'),
            _ => false,
        };
        if !closes {
            break;
        }
        end -= 1;
    }
    end
}

/// `carol.st.clair@example.com`, `Mann@ENRON`, also shortened: `mayur...@example.com`
fn email(chunk: &Chunk, i: usize) -> Option<usize> {
    let local = |c| is_word(c) || matches!(c, '.' | '_' | '%' | '+' | '-');
    let at = (i..i + LONGEST_LOCAL_PART).find(|&j| !local(chunk.at(j)))?;
    if chunk.at(at) != '@' || !chunk.is_word(at + 1) {
        return None;
    }
    let domain = |c| is_word(c) || matches!(c, '.' | '_' | '-');
    let end = (at + 1..=chunk.chars.len()).find(|&j| !domain(chunk.at(j)))?;
    Some(trim(chunk, i, end))
}

/// `example.com/page`, `report.doc`, `alt.animals.cat`: labels divided by stops, the last one telling.
fn host_or_file(chunk: &Chunk, i: usize) -> Option<usize> {
    let mut end = i;
    let mut labels = 0;
    let mut last = i;
    loop {
        let label = |c| is_word(c) || matches!(c, '_' | '-');
        let stop = (end..end + LONGEST_LOCAL_PART).find(|&j| !label(chunk.at(j)))?;
        if stop == end {
            break;
        }
        (last, end, labels) = (end, stop, labels + 1);
        if chunk.at(stop) != '.' || !chunk.is_word(stop + 1) {
            break;
        }
        end = stop + 1;
    }
    let ending = chunk.slice(last, end);
    let lower = ending.to_ascii_lowercase();
    let same_case = ending == lower || ending == ending.to_ascii_uppercase();
    let alphabetic = chunk.at(i).is_alphabetic() || chunk.at(last).is_alphabetic();
    if labels < 2 || !same_case || !alphabetic {
        return None;
    }
    let host = lexicon().is("domain", &lower);
    if host && chunk.at(end) == '/' {
        return Some(trim(chunk, i, chunk.chars.len()));
    }
    (host || lexicon().is("file", &lower) || is_newsgroup(chunk.slice(i, end), labels)).then_some(end)
}

/// Three and more words in small letters, none of a single letter.
fn is_newsgroup(name: &str, labels: usize) -> bool {
    labels > 2 && name.split('.').all(|l| l.len() > 1 && l.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'))
}
