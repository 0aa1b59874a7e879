//! Where words go: results to standard output, progress and diagnostics to standard error.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

/// Standard output, buffered. A reader that went away shows as [`io::ErrorKind::BrokenPipe`] on write or flush.
pub fn results() -> BufWriter<StdoutLock<'static>> {
    BufWriter::new(io::stdout().lock())
}

/// Whether somebody closed our standard output (`claimgraph … | head`), which is no failure.
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let is_broken = |e: &io::Error| e.kind() == io::ErrorKind::BrokenPipe;
    let in_table =
        |cause: &(dyn std::error::Error + 'static)| match cause.downcast_ref::<csv::Error>().map(csv::Error::kind) {
            Some(csv::ErrorKind::Io(e)) => is_broken(e),
            _ => false,
        };
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(is_broken) || in_table(cause))
}

/// Says on standard error why the command could not run, causes included.
pub fn complain(error: &anyhow::Error) {
    note(&format!("claimgraph: {error:#}"));
}

/// A line on standard error. A closed standard error is no reason to stop.
pub fn note(line: &str) {
    let _closed = writeln!(io::stderr(), "{line}");
}

/// A progress bar on standard error; hidden when `quiet` or when that is no terminal.
/// Without `total` it counts only.
pub fn progress(what: &'static str, total: Option<u64>, quiet: bool) -> ProgressBar {
    let target = match quiet || !io::stderr().is_terminal() {
        true => ProgressDrawTarget::hidden(),
        false => ProgressDrawTarget::stderr_with_hz(5),
    };
    let (bar, template) = match total {
        Some(_) => (ProgressBar::with_draw_target(total, target), "{msg} [{bar:30}] {pos}/{len} {per_sec} {eta}"),
        None => (ProgressBar::with_draw_target(None, target), "{spinner} {msg} {pos} {per_sec}"),
    };
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.with_style(style).with_message(what)
}

/// A progress bar over so many bytes, with the time that is left; hidden when standard error is no terminal.
pub fn progress_bytes(what: &'static str, total: u64) -> ProgressBar {
    let bar = progress(what, Some(total), false);
    let template = "{msg} [{bar:30}] {bytes}/{total_bytes} {bytes_per_sec} {eta} left";
    bar.with_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// `12,345`
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `1 entity`, `2 entities`.
pub fn count(number: impl Into<u64>, what: &str) -> String {
    let number = number.into();
    let what = match what.strip_suffix('y') {
        _ if number == 1 => what.to_owned(),
        Some(stem) => format!("{stem}ies"),
        None => format!("{what}s"),
    };
    format!("{} {what}", thousands(number))
}

/// A table for people, as wide as the terminal.
pub fn table(head: &[String], rows: Vec<Vec<String>>) -> comfy_table::Table {
    let mut table = comfy_table::Table::new();
    table.load_style(comfy_table::presets::UTF8_HORIZONTAL_ONLY);
    table.set_content_arrangement(comfy_table::ContentArrangement::Dynamic);
    table.set_header(head);
    table.add_rows(rows);
    table
}

/// Writes rows as a table for people, or as CSV.
pub fn write_rows(
    head: &[&str],
    rows: Vec<Vec<String>>,
    format: super::args::TableFormat,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    if format == super::args::TableFormat::Table {
        let head: Vec<String> = head.iter().map(|&column| column.to_owned()).collect();
        return Ok(writeln!(out, "{}", table(&head, rows))?);
    }
    let mut table = csv::Writer::from_writer(out);
    table.write_record(head)?;
    rows.into_iter().try_for_each(|row| table.write_record(row))?;
    Ok(table.flush()?)
}
