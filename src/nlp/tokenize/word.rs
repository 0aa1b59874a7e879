//! Words with the marks inside them, and how they come apart.

use super::chars::{is_apostrophe, is_word};
use super::lexicon::{Abbreviation, lexicon};
use super::{Chunk, Word};

/// Adds the word at `i` (one token or several), gives the index behind it.
pub(super) fn scan_word(chunk: &Chunk, i: usize, words: &mut Vec<Word>, quotation: &mut Option<usize>) -> usize {
    let mut end = extent(chunk, i);
    if stop_belongs(chunk, i, end) {
        return chunk.push(i, end + 1, false, words);
    }
    if chunk.at(end) == '$' && lexicon().is("currency", chunk.slice(i, end)) {
        return chunk.push(i, end + 1, false, words);
    }
    if chunk.at(end) == '+' && chunk.at(end + 1) == '+' && end == i + 1 {
        end += 2;
    }
    if plus_belongs(chunk, i, end) {
        return chunk.push(i, end + 1, false, words);
    }
    if let Some(unit) = unit(chunk, i, end) {
        chunk.push(i, unit, false, words);
        return push_unit(chunk, unit, end, words);
    }
    divide(chunk, i, end, words, quotation)
}

/// `OPEC+`, `Disney+`: the sign ends a name, and nothing is added.
fn plus_belongs(chunk: &Chunk, i: usize, end: usize) -> bool {
    let name = end > i + 1 && chunk.at(i).is_uppercase() && chunk.slice(i, end).chars().all(char::is_alphabetic);
    name && chunk.at(end) == '+' && !chunk.is_word(end + 1) && chunk.at(end + 1) != '+'
}

/// The unit of a number without a space between them, with its stop (`2p.m.`).
fn push_unit(chunk: &Chunk, unit: usize, end: usize, words: &mut Vec<Word>) -> usize {
    let end = end + usize::from(stop_belongs(chunk, unit, end));
    chunk.push(unit, end, false, words)
}

/// The end of the word at `i`: letters and digits, and the marks between them that do not divide.
fn extent(chunk: &Chunk, i: usize) -> usize {
    let mut end = i + usize::from(!chunk.is_word(i));
    loop {
        while chunk.is_word(end) {
            end += 1;
        }
        match connector(chunk, i, end) {
            0 => return end,
            length => end += length,
        }
    }
}

/// How many characters at `j` connect the word begun at `i` with what follows; 0 if it ends here.
fn connector(chunk: &Chunk, i: usize, j: usize) -> usize {
    let mark = chunk.at(j);
    if mark == '*' {
        return censored(chunk, i, j);
    }
    if !chunk.is_word(j + 1) {
        let kept = mark == '-' && j > i && hyphen_is_kept(chunk, i, j);
        return usize::from(kept);
    }
    let (before, after) = (chunk.at(j.saturating_sub(1)), chunk.at(j + 1));
    let digits = before.is_ascii_digit() && after.is_ascii_digit();
    let connects = match mark {
        '_' => true,
        c if is_apostrophe(c) => before.is_alphanumeric(),
        '.' => digits || stop_connects(chunk, i, j),
        ',' => digits && groups_thousands(chunk, j),
        ':' => digits,
        '/' => slash_connects(chunk, i, j, digits),
        '&' => ampersand_connects(chunk, i, j),
        '-' => hyphen_connects(chunk, i, j),
        '@' | '#' => before.is_alphabetic() && after.is_alphabetic(),
        _ => false,
    };
    usize::from(connects)
}

/// Stars that stand for letters: `sh*t`, `b****`
fn censored(chunk: &Chunk, i: usize, j: usize) -> usize {
    let end = (j..=chunk.chars.len()).find(|&k| chunk.at(k) != '*').unwrap_or(j);
    let inside = j > i && chunk.at(j - 1).is_alphabetic() && chunk.at(end).is_alphabetic();
    if inside || (j == i + 1 && end - j > 2) { end - j } else { 0 }
}

/// The number of letters and digits from `j` on.
fn run_length(chunk: &Chunk, j: usize) -> usize {
    (j..=chunk.chars.len()).take_while(|&k| chunk.is_word(k)).count()
}

/// Where the run of letters and digits that ends before `j` begins, not before `i`.
fn run_start(chunk: &Chunk, i: usize, j: usize) -> usize {
    (i..j).rev().take_while(|&k| chunk.is_word(k)).last().unwrap_or(j)
}

/// `U.S`, `i.e`, `Ph.D`, `M.Sc`, `EI.London`: a stop between short pieces.
fn stop_connects(chunk: &Chunk, i: usize, j: usize) -> bool {
    let left = chunk.slice(run_start(chunk, i, j), j);
    let right = chunk.slice(j + 1, j + 1 + run_length(chunk, j + 1));
    let alphabetic = |s: &str| s.chars().all(char::is_alphabetic);
    if !alphabetic(left) || !alphabetic(right) {
        return left.chars().all(|c| c.is_ascii_digit()) && right.len() == 1;
    }
    match (left.chars().count(), right.chars().count()) {
        (1, 1) => true,
        (1, 2) => {
            right.chars().all(char::is_uppercase) || left.chars().all(char::is_uppercase) && chunk.at(j + 3) == '.'
        }
        (2, 1) => left.starts_with(char::is_uppercase) && right.chars().all(char::is_uppercase),
        _ => false,
    }
}

/// Exactly three digits follow the comma at `j`.
fn groups_thousands(chunk: &Chunk, j: usize) -> bool {
    (j + 1..j + 4).all(|k| chunk.at(k).is_ascii_digit()) && !chunk.at(j + 4).is_ascii_digit()
}

/// `9/11`, `1/2`, `503/464-7927`, `w/o`, `b/t`; but not `and/or`.
fn slash_connects(chunk: &Chunk, i: usize, j: usize, digits: bool) -> bool {
    if digits {
        return true;
    }
    let left = chunk.slice(run_start(chunk, i, j), j);
    let right = run_length(chunk, j + 1);
    let letters = chunk.at(j - 1).is_alphabetic() && chunk.at(j + 1).is_alphabetic();
    let ends = chunk.at(j + 1 + right) != '/' && run_start(chunk, 0, j) == i && (i == 0 || chunk.at(i - 1) != '/');
    letters
        && ends
        && (left.chars().count() == 1 && right == 1 || left == "w" && chunk.slice(j + 1, j + 1 + right) == "out")
}

/// `AT&T`, `R&D`; but not `Law&Order`.
fn ampersand_connects(chunk: &Chunk, i: usize, j: usize) -> bool {
    j - run_start(chunk, i, j) <= 3 && run_length(chunk, j + 1) <= 3
}

/// Whether the hyphen at `j` stays within the word: telephone numbers, prefixes, suffixes, interjections.
fn hyphen_connects(chunk: &Chunk, i: usize, j: usize) -> bool {
    if let Some(number) = numeric_groups(chunk, j) {
        return number;
    }
    let start = run_start(chunk, i, j);
    if start > i && chunk.at(start - 1) != '-' || i > 0 && chunk.at(i - 1) == '-' {
        return false;
    }
    let right_end = j + 1 + run_length(chunk, j + 1);
    let (left, right) = (chunk.slice(start, j).to_lowercase(), chunk.slice(j + 1, right_end).to_lowercase());
    let single = start == i && chunk.at(right_end) != '-';
    lexicon().is("whole", &format!("{left}-{right}"))
        || single && lexicon().is("suffix", &right)
        || start == i && lexicon().is("prefix", &left) && (single || !matches!(left.as_str(), "over" | "up"))
}

/// A word cut off (`th- th- that`) or a prefix alone (`pre- and post-war`) keeps its final hyphen.
fn hyphen_is_kept(chunk: &Chunk, i: usize, j: usize) -> bool {
    let start = run_start(chunk, i, j);
    let left = chunk.slice(start, j);
    let cut_off = j - start <= 2 && left.chars().all(char::is_alphabetic);
    start == i
        && i == 0
        && !matches!(chunk.at(j + 1), '-' | '>')
        && (cut_off || lexicon().is("prefix", &left.to_lowercase()))
}

/// For a hyphen between digits: whether its groups are a telephone number, a postal code or a date
/// rather than a range. None if a letter takes part.
fn numeric_groups(chunk: &Chunk, j: usize) -> Option<bool> {
    let part = |c: char| c.is_ascii_digit() || c == '-';
    let start = (0..j).rev().take_while(|&k| part(chunk.at(k))).last()?;
    let end = (j..=chunk.chars.len()).find(|&k| !part(chunk.at(k)))?;
    let letter = |k: usize| chunk.at(k).is_alphabetic();
    if !chunk.at(j + 1).is_ascii_digit() || letter(end) || start > 0 && letter(start - 1) {
        return None;
    }
    let groups: Vec<usize> = chunk.slice(start, end).split('-').map(str::len).collect();
    Some(matches!(
        groups.as_slice(),
        [3, 4] | [5, 4] | [3, 3, 4] | [1 | 2, 3, 3, 4] | [2 | 4, 2, 2 | 4] | [_, _, _, _, ..]
    ))
}

/// Whether the stop at `end` belongs to the word: an abbreviation, an initial, an acronym.
fn stop_belongs(chunk: &Chunk, i: usize, end: usize) -> bool {
    let ellipsis = chunk.at(end + 1) == '.' && (chunk.at(end + 2) == '.' || !chunk.slice(i, end).contains('.'));
    if chunk.at(end) != '.' || ellipsis || chunk.is_word(end + 1) && chunk.at(end + 1).is_lowercase() {
        return false;
    }
    let word = chunk.slice(i, end);
    let next = next_mark(chunk, end + 1);
    let mut letters = word.chars();
    if let (Some(initial), None) = (letters.next(), letters.next()) {
        return initial_has_stop(initial, next);
    }
    if word.contains('.') && word.chars().all(|c| c == '.' || c.is_alphabetic()) {
        return true;
    }
    match lexicon().abbreviation(word) {
        None => false,
        Some(Abbreviation::Number) => next.is_ascii_digit() || matches!(next, '#' | '('),
        Some(Abbreviation::Calendar) => next.is_alphanumeric() || matches!(next, ',' | ')' | '-' | '–'),
        Some(Abbreviation::Title | Abbreviation::Name | Abbreviation::Other) => true,
    }
}

/// `J. Smith`, `c. 1800`, `Holm v. Norway`; the pronoun `I` and a letter before a small letter only where it is in capitals.
fn initial_has_stop(initial: char, next: char) -> bool {
    if initial == 'I' {
        return false;
    }
    let versus = initial == 'v' && next.is_uppercase();
    initial.is_uppercase() || versus || initial.is_lowercase() && next.is_ascii_digit()
}

/// The first character behind `j` that is no space, opening marks passed over.
fn next_mark(chunk: &Chunk, j: usize) -> char {
    let rest = (j..chunk.chars.len()).map(|k| chunk.at(k));
    rest.chain(chunk.following().chars().take(40)).find(|c| !c.is_whitespace()).unwrap_or(' ')
}

/// Where the unit begins in `35mm`, `7pm`, `1.5bn`.
fn unit(chunk: &Chunk, i: usize, end: usize) -> Option<usize> {
    if !chunk.at(i).is_ascii_digit() {
        return None;
    }
    let digit = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ':');
    let start = (i..end).find(|&k| !digit(chunk.at(k)))?;
    let currency = i > 0 && matches!(chunk.at(i - 1), '$' | '£' | '€' | '¥');
    let amount = currency && matches!(chunk.slice(start, end), "K" | "M" | "B" | "m" | "T" | "Mn" | "Bn");
    (amount || lexicon().is("unit", chunk.slice(start, end))).then_some(start)
}

/// Divides contractions: `do|n't`, `Macron|'s`, `parties|'`, `gon|na`.
fn divide(chunk: &Chunk, i: usize, end: usize, words: &mut Vec<Word>, quotation: &mut Option<usize>) -> usize {
    if let Some(lengths) = lexicon().contraction(chunk.slice(i, end)) {
        let mut at = i;
        for length in lengths {
            at = chunk.push(at, at + length, at > i, words);
        }
        return at;
    }
    let mut cuts = Vec::new();
    let mut rest = end;
    while let Some(cut) = clitic(chunk, i, rest) {
        cuts.push(cut);
        rest = cut;
    }
    let possessive = cuts.is_empty() && plural_possessive(chunk, i, end, *quotation);
    let elided = !possessive && cuts.is_empty() && is_elided(chunk, i, end, *quotation);
    let whole = end + usize::from(elided);
    let mut at = i;
    for cut in cuts.into_iter().rev().chain([whole]) {
        at = chunk.push(at, cut, at > i, words);
    }
    if possessive { chunk.push(end, end + 1, true, words) } else { at }
}

/// Where the last clitic of the word begins: `'s`, `'ll`, `n't`.
fn clitic(chunk: &Chunk, i: usize, end: usize) -> Option<usize> {
    let mark = (i + 1..end).rev().find(|&k| is_apostrophe(chunk.at(k)))?;
    let before = chunk.at(mark - 1);
    match chunk.slice(mark + 1, end).to_ascii_lowercase().as_str() {
        "t" if matches!(before, 'n' | 'N') && mark > i + 1 => Some(mark - 1),
        "s" if before == '0' && mark - i >= 2 && chunk.at(mark - 2).is_ascii_digit() => None,
        "s" | "m" | "d" | "ll" | "re" | "ve" => is_word(before).then_some(mark),
        _ => None,
    }
}

/// `the parties' leaders`, not `the 'parties'`.
fn plural_possessive(chunk: &Chunk, i: usize, end: usize, quotation: Option<usize>) -> bool {
    let apostrophe = is_apostrophe(chunk.at(end)) && !is_apostrophe(chunk.at(end + 1)) && chunk.at(end) != '`';
    let plural = matches!(chunk.at(end - 1), 's' | 'S' | 'x' | 'z' | 'Z') && end > i + 1;
    apostrophe && plural && !chunk.is_word(end + 1) && !chunk.within_quotation(i, quotation)
}

/// `cookin'`, `ol'`: the apostrophe stands for a letter.
fn is_elided(chunk: &Chunk, i: usize, end: usize, quotation: Option<usize>) -> bool {
    let word = chunk.slice(i, end);
    let apostrophe = is_apostrophe(chunk.at(end)) && !chunk.is_word(end + 1);
    let verb = word.len() > 4 && word.ends_with("in") && word.bytes().all(|b| b.is_ascii_alphabetic());
    apostrophe && (verb || matches!(word, "ol" | "o" | "n" | "y")) && !chunk.within_quotation(i, quotation)
}
