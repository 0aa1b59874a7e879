//! Sorts more pairs of key and value than fit into memory: sorted runs on disk, then one merge. Pairs of one key keep the
//! order in which they came.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{BufReader, BufWriter, Error, Read, Seek, Write};

/// Bytes of pairs held in memory before a run is written.
const RUN_BYTES: usize = 64 << 20;

/// A key and its value.
pub(super) type Pair = (Vec<u8>, Vec<u8>);

/// Collects pairs, and gives them back sorted by key.
#[derive(Debug)]
pub(super) struct Spill {
    pairs: Vec<Pair>,
    bytes: usize,
    run_bytes: usize,
    runs: Vec<File>,
}

impl Default for Spill {
    fn default() -> Self {
        Self::with_run_of(RUN_BYTES)
    }
}

impl Spill {
    fn with_run_of(run_bytes: usize) -> Self {
        Self { pairs: Vec::new(), bytes: 0, run_bytes, runs: Vec::new() }
    }

    /// Adds a pair; a run is written to an unnamed temporary file once enough came together.
    pub fn push(&mut self, key: Vec<u8>, value: Vec<u8>) -> Result<(), Error> {
        self.bytes += key.len() + value.len() + 2 * size_of::<Vec<u8>>();
        self.pairs.push((key, value));
        if self.bytes >= self.run_bytes { self.write_run() } else { Ok(()) }
    }

    fn write_run(&mut self) -> Result<(), Error> {
        self.pairs.sort_by(|a, b| a.0.cmp(&b.0));
        let mut out = BufWriter::new(tempfile::tempfile()?);
        for (key, value) in self.pairs.drain(..) {
            for part in [key, value] {
                out.write_all(&(part.len() as u32).to_le_bytes())?;
                out.write_all(&part)?;
            }
        }
        let mut file = out.into_inner().map_err(std::io::IntoInnerError::into_error)?;
        file.rewind()?;
        self.runs.push(file);
        self.bytes = 0;
        Ok(())
    }

    /// All pairs, sorted by key.
    pub fn sorted(mut self) -> Result<Sorted, Error> {
        self.pairs.sort_by(|a, b| a.0.cmp(&b.0));
        let mut runs: Vec<Run> = self.runs.into_iter().map(|file| Run::Disk(BufReader::new(file))).collect();
        runs.push(Run::Memory(self.pairs.into_iter()));
        let mut sorted = Sorted { heap: BinaryHeap::new(), runs };
        for index in 0..sorted.runs.len() {
            sorted.pull(index)?;
        }
        Ok(sorted)
    }
}

#[derive(Debug)]
enum Run {
    Disk(BufReader<File>),
    Memory(std::vec::IntoIter<Pair>),
}

impl Run {
    fn next(&mut self) -> Result<Option<Pair>, Error> {
        match self {
            Run::Memory(pairs) => Ok(pairs.next()),
            Run::Disk(input) => match read_part(input)? {
                Some(key) => Ok(Some((key, read_part(input)?.unwrap_or_default()))),
                None => Ok(None),
            },
        }
    }
}

fn read_part(input: &mut impl Read) -> Result<Option<Vec<u8>>, Error> {
    let mut length = [0; 4];
    match input.read_exact(&mut length) {
        Err(cause) if cause.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let mut part = vec![0; u32::from_le_bytes(length) as usize];
    input.read_exact(&mut part)?;
    Ok(Some(part))
}

/// Key, number of the run, which decides between pairs of one key, and value.
type Head = (Vec<u8>, usize, Vec<u8>);

/// The pairs of all runs in order.
#[derive(Debug)]
pub(super) struct Sorted {
    /// The first pair of each run.
    heap: BinaryHeap<Reverse<Head>>,
    runs: Vec<Run>,
}

impl Sorted {
    fn pull(&mut self, index: usize) -> Result<(), Error> {
        if let Some((key, value)) = self.runs.get_mut(index).map_or(Ok(None), Run::next)? {
            self.heap.push(Reverse((key, index, value)));
        }
        Ok(())
    }

    fn next(&mut self) -> Result<Option<Pair>, Error> {
        let Some(Reverse((key, index, value))) = self.heap.pop() else { return Ok(None) };
        self.pull(index)?;
        Ok(Some((key, value)))
    }

    /// The next pairs that agree in the first part of their key, as `prefix` cuts it; empty at the end.
    pub fn group(&mut self, prefix: impl Fn(&[u8]) -> usize) -> Result<Vec<Pair>, Error> {
        let mut group: Vec<Pair> = self.next()?.into_iter().collect();
        while let (Some(Reverse(ahead)), Some(first)) = (self.heap.peek(), group.first())
            && ahead.0[..prefix(&ahead.0)] == first.0[..prefix(&first.0)]
        {
            group.extend(self.next()?);
        }
        Ok(group)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_come_back_sorted_and_in_groups_however_many_runs_there_are() {
        for run_bytes in [1, 200, 1 << 20] {
            let mut spill = Spill::with_run_of(run_bytes);
            for (i, key) in ["b1", "a2", "a1", "c1", "a1"].iter().enumerate() {
                spill.push(key.as_bytes().to_vec(), vec![i as u8]).expect("written");
            }
            let mut sorted = spill.sorted().expect("read");
            let mut group = || sorted.group(|_| 1).expect("read").into_iter().map(|(_, v)| v[0]).collect::<Vec<_>>();
            assert_eq!([group(), group(), group(), group()], [vec![2, 4, 1], vec![0], vec![3], vec![]]);
        }
    }
}
