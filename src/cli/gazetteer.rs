//! `gazetteer`: makes the list of names that entities are linked by, and says what is in one.

use super::args::{GazetteerCommand, TextFormat};
use super::{Outcome, output};
use anyhow::{Context, bail};
use claimgraph::resolve::gazetteer::wikidata::{self, Classes, Filter, Item};
use claimgraph::resolve::gazetteer::{self, Builder, Gazetteer, Record};
use indicatif::ProgressBar;
use rayon::prelude::*;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::Path;

/// Lines of a dump parsed in parallel at a time: some tens of megabytes.
const BATCH: usize = 2_000;
/// So many bad lines are reported one by one.
const REPORTED: u64 = 20;

/// Runs one of the `gazetteer` commands.
pub fn run(command: &GazetteerCommand, quiet: bool) -> anyhow::Result<Outcome> {
    match command {
        GazetteerCommand::Build { sources, output, date, min_sitelinks, classes, alone } => {
            let (mut builder, filter) = (Builder::new(date), filter(*min_sitelinks, classes)?);
            if !alone && sources.iter().any(|source| is_table(source)) {
                built_in()?.records().for_each(|record| builder.add(record));
            }
            let mut bad = 0;
            for source in sources {
                bad += match is_table(source) {
                    true => read_table(source, &mut builder)?,
                    false => read_dump(source, &mut builder, &filter, quiet)?,
                };
            }
            write(builder, output)?;
            Ok(if bad == 0 { Outcome::Good } else { Outcome::Partial })
        }
        GazetteerCommand::Info { file, format } => info(file.as_deref(), *format),
    }
}

fn is_table(source: &Path) -> bool {
    source.extension().is_some_and(|extension| extension == "tsv")
}

fn filter(sitelinks: usize, classes: &[String]) -> anyhow::Result<Filter> {
    let number = |class: &String| {
        let number = class.strip_prefix('Q').and_then(|number| number.parse().ok());
        number.with_context(|| format!("--class {class}: a class is an item like Q43229"))
    };
    Ok(Filter { sitelinks, classes: classes.iter().map(number).collect::<Result<_, _>>()? })
}

fn read_table(source: &Path, builder: &mut Builder) -> anyhow::Result<u64> {
    let mut bad = 0;
    let input = BufReader::new(File::open(source).with_context(|| source.display().to_string())?);
    gazetteer::table(
        source,
        input,
        |record| builder.add(record),
        |line, reason| report(source, line, reason, &mut bad),
    )?;
    summarise(source, bad);
    Ok(bad)
}

/// Reads a dump twice: classes, countries and offices first, then the records.
fn read_dump(source: &Path, builder: &mut Builder, filter: &Filter, quiet: bool) -> anyhow::Result<u64> {
    let mut classes = Classes::default();
    let gather = |items: Vec<Item>| {
        let fold = |mut classes: Classes, item: &Item| {
            classes.add(item);
            classes
        };
        items.par_iter().fold(Classes::default, fold).reduce(Classes::default, |mut a, b| {
            a.extend(b);
            a
        })
    };
    let bad = read_items(source, "classes", quiet, true, |items| classes.extend(gather(items)))?;
    if classes.items == 0 {
        bail!("{}: no item of Wikidata in it; a dump is a JSON array with one item a line", source.display());
    }
    read_items(source, "names", quiet, false, |items| {
        let records: Vec<Record> = items.par_iter().filter_map(|item| classes.record(item, filter)).collect();
        records.into_iter().for_each(|record| builder.add(record));
    })?;
    Ok(bad)
}

/// Shows the items of a dump to `take`, some thousands at a time; answers how many lines were none.
fn read_items(
    source: &Path,
    what: &'static str,
    quiet: bool,
    complain: bool,
    mut take: impl FnMut(Vec<Item>),
) -> anyhow::Result<u64> {
    let file = File::open(source).with_context(|| source.display().to_string())?;
    let bar = if quiet { ProgressBar::hidden() } else { output::progress_bytes(what, file.metadata()?.len()) };
    let mut input = unpacked(source, bar.wrap_read(file))?;
    let (mut line, mut bad) = (0_u64, 0_u64);
    loop {
        let (lines, end) = batch(&mut input);
        let parsed: Vec<Result<Option<Item>, String>> = lines.par_iter().map(|line| wikidata::parse(line)).collect();
        let mut items = Vec::with_capacity(parsed.len());
        for item in parsed {
            line += 1;
            match item {
                Ok(item) => items.extend(item),
                Err(reason) if complain => report(source, line, &reason, &mut bad),
                Err(_) => bad += 1,
            }
        }
        take(items);
        match end {
            End::NotYet => {}
            End::Whole => break,
            End::Cut(cause) => {
                bad += 1;
                if complain {
                    output::note(&format!(
                        "{}: cut off after line {line} ({cause}); what comes before is used",
                        source.display()
                    ));
                }
                break;
            }
        }
    }
    bar.finish_and_clear();
    if complain {
        summarise(source, bad);
    }
    Ok(bad)
}

enum End {
    NotYet,
    Whole,
    Cut(std::io::Error),
}

/// The next lines, and whether the input ends with them.
fn batch(input: &mut impl BufRead) -> (Vec<Vec<u8>>, End) {
    let mut lines = Vec::new();
    while lines.len() < BATCH {
        let mut line = Vec::new();
        match input.read_until(b'\n', &mut line) {
            Ok(0) => return (lines, End::Whole),
            Ok(_) => lines.push(line),
            Err(cause) => return (lines, End::Cut(cause)),
        }
    }
    (lines, End::NotYet)
}

/// The input as it was before it was packed, by its first bytes.
fn unpacked<'r>(path: &Path, packed: impl Read + 'r) -> anyhow::Result<Box<dyn BufRead + 'r>> {
    const BUFFER: usize = 1 << 20;
    let mut packed = BufReader::with_capacity(BUFFER, packed);
    let start = packed.fill_buf().with_context(|| path.display().to_string())?;
    let kind = [start.first(), start.get(1), start.get(2)].map(|byte| byte.copied().unwrap_or_default());
    Ok(match kind {
        [0x1f, 0x8b, _] => Box::new(BufReader::with_capacity(BUFFER, flate2::bufread::MultiGzDecoder::new(packed))),
        [b'B', b'Z', b'h'] => Box::new(BufReader::with_capacity(BUFFER, bzip2::bufread::MultiBzDecoder::new(packed))),
        [0x28, 0xb5, 0x2f] => {
            Box::new(BufReader::with_capacity(BUFFER, zstd::stream::read::Decoder::with_buffer(packed)?))
        }
        _ => Box::new(packed),
    })
}

fn report(source: &Path, line: u64, reason: &str, bad: &mut u64) {
    *bad += 1;
    if *bad <= REPORTED {
        output::note(&format!("{}, line {line}: left out: {reason}", source.display()));
    }
}

fn summarise(source: &Path, bad: u64) {
    if bad > REPORTED {
        output::note(&format!("{}: {bad} lines left out in all", source.display()));
    }
}

/// Writes the gazetteer beside its place, and moves it there.
fn write(builder: Builder, target: &Path) -> anyhow::Result<()> {
    const LEVEL: i32 = 19;
    let name = || target.display().to_string();
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut beside = tempfile::NamedTempFile::new_in(folder).with_context(name)?;
    let mut out = BufWriter::new(beside.as_file_mut());
    let items = if target.extension().is_some_and(|extension| extension == "zst") {
        let mut packer = zstd::Encoder::new(&mut out, LEVEL).with_context(name)?;
        let items = builder.write(&mut packer)?;
        packer.finish().with_context(name)?;
        items
    } else {
        builder.write(&mut out)?
    };
    out.flush().with_context(name)?;
    drop(out);
    beside.as_file().sync_all().with_context(name)?;
    let bytes = beside.as_file().metadata().with_context(name)?.len();
    beside.persist(target).with_context(name)?;
    output::note(&format!("{}: {items} items, {bytes} bytes", target.display()));
    Ok(())
}

fn built_in() -> anyhow::Result<&'static Gazetteer> {
    Gazetteer::embedded().map_err(|error| anyhow::anyhow!("{error}"))
}

fn info(file: Option<&Path>, format: TextFormat) -> anyhow::Result<Outcome> {
    let opened = file.map(Gazetteer::open).transpose()?;
    let gazetteer = match &opened {
        Some(gazetteer) => gazetteer,
        None => built_in()?,
    };
    let info = &gazetteer.info;
    let mut out = output::results();
    if format == TextFormat::Json {
        writeln!(out, "{}", serde_json::to_string_pretty(info)?)?;
        return Ok(Outcome::Good);
    }
    writeln!(out, "items    {}", info.items)?;
    writeln!(out, "names    {}", info.names)?;
    writeln!(out, "date     {}", if info.date.is_empty() { "not given" } else { &info.date })?;
    for (source, items) in info.sources.iter().zip(&info.items_by_source) {
        writeln!(out, "source   {source}: {items} items")?;
    }
    out.flush()?;
    Ok(Outcome::Good)
}
