//! Prints, for each line of standard input, the segmenter's features of its words: for `training/segmenter.py`.

use claimgraph::nlp::segment::features::dump;
use std::io::{BufRead, Write};

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        for (f, end) in dump(&line?) {
            write!(out, "{} {} {} {} {end}\t", f.word, f.ending, f.shape, f.flags)?;
        }
        writeln!(out)?;
    }
    Ok(())
}
