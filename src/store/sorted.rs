//! Sorts more lines than fit into memory: sorted runs on disk, then one merge without repetitions.

use super::StoreError;
use rayon::prelude::*;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

/// Bytes of lines held in memory before a run is written.
const RUN_BYTES: usize = 256 << 20;
/// Level of the final file, which is read far more often than written.
const LEVEL: i32 = 6;
/// Threads that compress the final file, in blocks that are the same however many there are.
const WORKERS: u32 = 2;
/// Level of the runs.
const RUN_LEVEL: i32 = 1;

/// Collects lines and writes them sorted by their bytes, each once.
pub struct LineSorter<'a> {
    folder: &'a Path,
    text: String,
    lines: Vec<(usize, usize)>,
    runs: Vec<std::path::PathBuf>,
    run_bytes: usize,
}

type Run<'a> = Box<dyn Iterator<Item = std::io::Result<Cow<'a, str>>> + 'a>;

impl<'a> LineSorter<'a> {
    /// Runs are written to `folder` and deleted at the end.
    pub fn new(folder: &'a Path) -> Self {
        Self { folder, text: String::new(), lines: Vec::new(), runs: Vec::new(), run_bytes: RUN_BYTES }
    }

    /// Adds lines.
    ///
    /// # Errors
    /// File system errors when a run is written.
    pub fn push(&mut self, lines: &str) -> Result<(), StoreError> {
        for line in lines.lines() {
            let start = self.text.len();
            self.text.push_str(line);
            self.lines.push((start, self.text.len()));
        }
        if self.text.len() >= self.run_bytes {
            self.write_run()?;
        }
        Ok(())
    }

    fn sort(&mut self) {
        let text = self.text.as_bytes();
        self.lines.par_sort_unstable_by(|a, b| text[a.0..a.1].cmp(&text[b.0..b.1]));
    }

    fn write_run(&mut self) -> Result<(), StoreError> {
        self.sort();
        let path = self.folder.join(format!("run{}.zst", self.runs.len()));
        let io = || StoreError::io(&path);
        let mut out = zstd::Encoder::new(File::create(&path).map_err(io())?, RUN_LEVEL).map_err(io())?;
        for (start, end) in self.lines.drain(..) {
            writeln!(out, "{}", &self.text[start..end]).map_err(io())?;
        }
        out.finish().map_err(io())?;
        self.text.clear();
        self.runs.push(path);
        Ok(())
    }

    /// Writes all lines, sorted and each once, compressed and synced; answers how many.
    ///
    /// # Errors
    /// File system errors.
    pub fn finish(mut self, path: &Path) -> Result<u64, StoreError> {
        let io = || StoreError::io(path);
        self.sort();
        let mut runs: Vec<Run> = vec![Box::new(self.lines.iter().map(|(a, b)| Ok(Cow::Borrowed(&self.text[*a..*b]))))];
        for run in &self.runs {
            let file = File::open(run).map_err(StoreError::io(run))?;
            let lines = BufReader::new(zstd::Decoder::new(file).map_err(StoreError::io(run))?).lines();
            runs.push(Box::new(lines.map(|line| line.map(Cow::Owned))));
        }
        let mut out = zstd::Encoder::new(BufWriter::new(File::create(path).map_err(io())?), LEVEL).map_err(io())?;
        out.multithread(WORKERS).map_err(io())?;
        let (out, count) = merge(runs, out).map_err(io())?;
        let file = out.finish().and_then(|out| out.into_inner().map_err(|e| e.into_error())).map_err(io())?;
        file.sync_all().map_err(io())?;
        for run in &self.runs {
            std::fs::remove_file(run).map_err(StoreError::io(run))?;
        }
        Ok(count)
    }
}

fn merge<W: Write>(mut runs: Vec<Run<'_>>, mut out: W) -> std::io::Result<(W, u64)> {
    let mut heap = BinaryHeap::new();
    for (i, run) in runs.iter_mut().enumerate() {
        if let Some(line) = run.next() {
            heap.push(Reverse((line?, i)));
        }
    }
    let (mut last, mut count) = (None, 0);
    while let Some(Reverse((line, i))) = heap.pop() {
        if let Some(next) = runs[i].next() {
            heap.push(Reverse((next?, i)));
        }
        if last.as_ref() != Some(&line) {
            out.write_all(line.as_bytes())?;
            out.write_all(b"\n")?;
            count += 1;
            last = Some(line);
        }
    }
    Ok((out, count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_on_disk_give_the_same_file_as_memory() {
        let folder = tempfile::tempdir().expect("a folder");
        let lines: Vec<String> = (0..500u32).map(|i| format!("line {}", i.wrapping_mul(7919) % 331)).collect();
        let file = |run_bytes: usize, name: &str| {
            let mut sorter = LineSorter { run_bytes, ..LineSorter::new(folder.path()) };
            lines.iter().for_each(|line| sorter.push(line).expect("written"));
            let path = folder.path().join(name);
            assert_eq!(sorter.finish(&path).expect("written"), 331);
            std::fs::read(path).expect("read")
        };
        assert_eq!(file(usize::MAX, "a"), file(100, "b"));
        let runs_left = std::fs::read_dir(folder.path()).expect("listed").count();
        assert_eq!(runs_left, 2);
    }
}
