//! What services answered, kept in the graph directory as it comes: `reconciled.jsonl`, a line for each answer.

use super::{Candidate, Question};
use crate::store::{Directory, StoreError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::PathBuf;

const FILE: &str = "reconciled.jsonl";

/// One answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The address of the service.
    pub service: String,
    /// What was asked.
    pub question: Question,
    /// What it proposed, best first.
    pub candidates: Vec<Candidate>,
}

/// The answers of all services so far. Of two answers to one question the later one counts.
#[derive(Debug)]
pub struct Answers {
    path: PathBuf,
    known: BTreeMap<(String, Question), Vec<Candidate>>,
    /// Lines that do not read, as after a run that was killed while writing.
    pub unreadable: usize,
}

impl Answers {
    /// Reads the answers kept in the directory.
    ///
    /// # Errors
    /// File system errors.
    pub fn open(directory: &Directory) -> Result<Self, StoreError> {
        let path = directory.root().join(FILE);
        let text = match std::fs::read(&path) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
            Err(error) => return Err(StoreError::io(&path)(error)),
        };
        let mut answers = Self { path, known: BTreeMap::new(), unreadable: 0 };
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            match serde_json::from_str::<Answer>(line) {
                Ok(answer) => drop(answers.known.insert((answer.service, answer.question), answer.candidates)),
                Err(_) => answers.unreadable += 1,
            }
        }
        Ok(answers)
    }

    /// What a service answered to a question.
    pub fn get(&self, service: &str, question: &Question) -> Option<&[Candidate]> {
        self.known.get(&(service.to_owned(), question.clone())).map(Vec::as_slice)
    }

    /// All answers to a name, by service.
    pub fn to_name<'a>(&'a self, name: &'a str) -> impl Iterator<Item = (&'a str, &'a [Candidate])> {
        let fits = self.known.iter().filter(move |((_, question), _)| question.name == name);
        fits.map(|((service, _), candidates)| (service.as_str(), candidates.as_slice()))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Keeps the answers to a batch, on the disk before this returns.
    ///
    /// # Errors
    /// File system errors.
    pub fn keep(&mut self, batch: Vec<Answer>) -> Result<(), StoreError> {
        let io = || StoreError::io(&self.path);
        let mut file = OpenOptions::new().create(true).append(true).open(&self.path).map_err(io())?;
        let mut lines = if ends_within_a_line(&self.path) { "\n".to_owned() } else { String::new() };
        for answer in &batch {
            lines += &serde_json::to_string(answer).unwrap_or_default();
            lines.push('\n');
        }
        file.write_all(lines.as_bytes()).and_then(|()| file.sync_all()).map_err(io())?;
        self.known.extend(batch.into_iter().map(|answer| ((answer.service, answer.question), answer.candidates)));
        Ok(())
    }
}

/// Whether the file ends in half a line, which a run that was killed left.
fn ends_within_a_line(path: &std::path::Path) -> bool {
    use std::io::{Read, Seek, SeekFrom};
    let last = || -> std::io::Result<u8> {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::End(-1))?;
        let mut byte = [0];
        file.read_exact(&mut byte)?;
        Ok(byte[0])
    };
    last().is_ok_and(|byte| byte != b'\n')
}
