//! Words as numbers: a million claims share few words.

use std::collections::HashMap;

/// A word, known by its number.
pub type Symbol = u32;

/// The words met so far.
#[derive(Clone, Debug, Default)]
pub struct Symbols {
    numbers: HashMap<String, Symbol>,
    words: Vec<String>,
}

impl Symbols {
    /// The number of a word.
    pub fn number(&mut self, word: &str) -> Symbol {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = self.words.len() as Symbol;
        self.words.push(word.to_owned());
        self.numbers.insert(word.to_owned(), number);
        number
    }

    /// The word of a number.
    pub fn word(&self, number: Symbol) -> &str {
        self.words.get(number as usize).map_or("", String::as_str)
    }
}
