//! Surface features of words, which the uncased encoder does not see. Mirrors `training/features.py`.

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// FNV-1a, 32 bit, over several parts as if they were one text.
fn hash(parts: &[&str]) -> u32 {
    let bytes = parts.iter().flat_map(|part| part.bytes());
    bytes.fold(0x811C_9DC5, |value, byte| (value ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || !c.is_ascii() && c.general_category_group() == GeneralCategoryGroup::Letter
}

fn is_alphanumeric(c: char) -> bool {
    is_letter(c) || c.general_category_group() == GeneralCategoryGroup::Number
}

/// `McDonald` → `XxXxxx`: classes of the characters, runs cut to three, at most ten.
pub fn shape(word: &str) -> String {
    let mut out = String::with_capacity(10);
    let (mut last, mut run, mut length) = ('\0', 0, 0);
    for c in word.chars() {
        let class = match c {
            _ if c.is_uppercase() => 'X',
            _ if c.is_lowercase() => 'x',
            _ if c.is_ascii_digit() => 'd',
            _ if is_alphanumeric(c) => 'o',
            _ => c,
        };
        run = if class == last { run + 1 } else { 1 };
        last = class;
        if run <= 3 {
            out.push(class);
            length += 1;
        }
        if length == 10 {
            break;
        }
    }
    out
}

/// How a whole sentence is written.
fn sentence_case(words: &[&str]) -> &'static str {
    let alphabetic = || words.iter().filter(|w| !w.is_empty() && w.chars().all(is_letter));
    let longer_than = |least| alphabetic().filter(move |w| w.chars().nth(least).is_some());
    // At least seven in ten, without rounding.
    let most = |part: usize, whole: usize| 10 * part >= 7 * whole;
    let upper = longer_than(1).filter(|w| w.chars().all(char::is_uppercase)).count();
    let long = longer_than(1).count();
    if long > 0 && most(upper, long) {
        return "upper";
    }
    let longer = longer_than(3).count();
    if longer >= 3 && most(longer_than(3).filter(|w| w.starts_with(char::is_uppercase)).count(), longer) {
        return "title";
    }
    if words.iter().any(|w| w.contains(char::is_uppercase)) { "mixed" } else { "lower" }
}

/// Computes rows of the model's tables.
pub struct Features {
    /// Rows of the table of shapes.
    pub shapes: u32,
    /// Rows of the table of features.
    pub rows: u32,
}

impl Features {
    /// The row of the table of shapes for a word of this [`shape`].
    pub fn shape_row(&self, shape: &str) -> u32 {
        hash(&[shape]) % self.shapes
    }

    /// The feature of the sentence as a whole, which every word has.
    pub fn case_row(&self, words: &[&str]) -> u32 {
        self.row(&["c:", sentence_case(words)])
    }

    /// Appends the rows of one word: all but [`Features::case_row`], in a fixed order.
    pub fn word_rows(&self, word: &str, shape: &str, first: bool, out: &mut Vec<u32>) {
        out.push(self.row(&["w:", shape]));
        let mut buffer = [0; 4];
        let start = word.chars().next().map(|c| &*c.encode_utf8(&mut buffer));
        out.push(self.row(&["p1:", start.unwrap_or_default()]));
        let lower = word.to_lowercase();
        let suffixes = lower.char_indices().rev().map(|(at, _)| &lower[at..]);
        out.extend(["s1:", "s2:", "s3:", "s4:"].iter().zip(suffixes).map(|(name, suffix)| self.row(&[name, suffix])));
        let length = word.chars().take(12).count();
        out.push(self.row(&["l:", &length.to_string()]));
        if first {
            out.push(self.row(&["f"]));
        }
    }

    fn row(&self, parts: &[&str]) -> u32 {
        hash(parts) % self.rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        assert_eq!(shape("McDonald"), "XxXxxx");
        assert_eq!(shape("U.S.-backed2024京é"), "X.X.-xxxdd");
        assert_eq!(shape("京2000½"), "odddo");
        assert_eq!(shape(""), "");
    }

    #[test]
    fn case_of_the_sentence() {
        let case = |text: &str| sentence_case(&text.split(' ').collect::<Vec<_>>());
        assert_eq!(case("MINISTERS MEET IN Oslo ."), "upper");
        assert_eq!(case("Ministers Meet Again in Oslo"), "title");
        assert_eq!(case("they met in 2024 ."), "lower");
        assert_eq!(case("They met in Oslo ."), "mixed");
        assert_eq!(case(""), "lower");
    }

    #[test]
    fn suffixes_only_as_long_as_the_word() {
        let mut rows = Vec::new();
        let features = Features { shapes: 512, rows: 4096 };
        features.word_rows("of", "xx", true, &mut rows);
        // Shape, first character, two suffixes, length, first word.
        assert_eq!(rows.len(), 6);
    }
}
