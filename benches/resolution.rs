//! How resolution and linking grow with the number of documents: `cargo run --release --example resolution -- 2500 20000`.
//!
//! Makes that many documents of ten names each (well-known items of the built-in gazetteer, invented persons by full name
//! or surname, invented organisations; some named often, most seldom) and prints one line a size: documents, mentions,
//! entities, linked entities, seconds without and with linking, seconds to open the gazetteer, peak memory in MB.

use claimgraph::model::EntityType;
use claimgraph::resolve::gazetteer::{Entry, Gazetteer};
use claimgraph::resolve::{DocumentNames, Knowledge, LocalName, resolve};
use std::io::Write;
use std::time::Instant;

const NAMES: usize = 10;

/// A small generator of numbers (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % end.max(1) as u64) as usize
    }

    /// Few are named often, many seldom.
    fn fame(&mut self, end: usize) -> usize {
        let (a, b, c) = (self.below(end), self.below(end), self.below(end));
        a.min(b).min(c)
    }
}

/// An invented word that is the same for the same number.
fn word(mut number: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["ba", "do", "fen", "gir", "hul", "jam", "kel", "lor", "mi", "nat", "pre", "quo", "ras", "sil", "tov", "wen"];
    let mut word = String::new();
    for _ in 0..3 {
        word += SYLLABLES[number % SYLLABLES.len()];
        number /= SYLLABLES.len();
    }
    word[..1].to_uppercase() + &word[1..]
}

fn named(label: String, kind: EntityType, description: &str) -> LocalName {
    let descriptions = Some(description.to_owned()).filter(|words| !words.is_empty()).into_iter().collect();
    LocalName {
        label,
        kind,
        aliases: Vec::new(),
        descriptions,
        named: true,
        mentions: 1,
        within: Vec::new(),
        beside: None,
        gender: None,
        located: false,
    }
}

fn name(numbers: &mut Numbers, known: &[Entry], people: usize) -> LocalName {
    let person = numbers.fame(people);
    let full = format!("{} {}", word(person * 7 + 3), word(person % 1_500));
    match numbers.below(10) {
        0..4 => {
            let entry = &known[numbers.fame(known.len())];
            named(entry.label.to_owned(), entry.kind.entity_type(), "")
        }
        4..7 => named(full, EntityType::Person, "foreign minister"),
        7 | 8 => named(word(person % 1_500), EntityType::Person, ""),
        _ => named(format!("{} Association", word(numbers.fame(people))), EntityType::Organization, ""),
    }
}

fn documents(count: usize, known: &[Entry]) -> Vec<DocumentNames> {
    let document = |number: usize| {
        let mut numbers = Numbers(number as u64);
        let names = (0..NAMES).map(|_| name(&mut numbers, known, count)).collect();
        let id = format!("{number:032x}");
        DocumentNames { document: id, date: Some(jiff::civil::date(2024, 5, 1)), names }
    };
    (0..count).map(document).collect()
}

/// The most memory that the process has had, in MB, where the system tells.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or_default() / 1024
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let sizes: Vec<usize> = std::env::args().skip(1).filter_map(|size| size.parse().ok()).collect();
    let start = Instant::now();
    let gazetteer = Gazetteer::embedded().map_err(ToString::to_string)?;
    let open = start.elapsed().as_secs_f64();
    let mut known: Vec<Entry> = gazetteer.entries().collect();
    known.sort_by(|a, b| b.prior.cmp(&a.prior).then(a.item.cmp(&b.item)));
    let mut out = std::io::stdout();
    writeln!(out, "documents\tmentions\tentities\tlinked\tresolve_s\twith_links_s\topen_s\tpeak_mb")?;
    for size in if sizes.is_empty() { vec![2_500, 5_000, 10_000, 20_000] } else { sizes } {
        let names = documents(size, &known);
        let start = Instant::now();
        resolve(names.clone(), &Knowledge::default());
        let plain = start.elapsed().as_secs_f64();
        let start = Instant::now();
        let found = resolve(names, &Knowledge { gazetteer: Some(gazetteer), decisions: None });
        let linking = start.elapsed().as_secs_f64();
        let linked = found.entities.iter().filter(|entity| entity.wikidata.is_some()).count();
        let (mentions, entities) = (size * NAMES, found.entities.len());
        writeln!(out, "{size}\t{mentions}\t{entities}\t{linked}\t{plain:.2}\t{linking:.2}\t{open:.3}\t{}", peak())?;
    }
    Ok(())
}
