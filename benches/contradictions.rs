//! How finding contradictions grows with the number of claims: `cargo run --release --example contradictions -- 1000000`.
//!
//! Makes that many claims between actors whose fame follows Zipf's law, over two years, in documents of twenty claims, and prints one line a size:
//! claims, statements, seconds to gather, seconds to find, contradictions, peak memory in MB.

use claimgraph::contradict::{self, proposition::Propositions};
use claimgraph::model::{
    Bound, Claim, Document, DocumentClaims, EntityType, LocalEntity, Mention, MentionKind, Modality, Polarity,
    Quantity, Slot, Span, Value,
};
use claimgraph::resolve::{self, DocumentNames, Statements};
use std::io::Write;
use std::time::Instant;

const CLAIMS: u32 = 20;
const VERBS: [(&str, &str); 12] = [
    ("attack", "attack"),
    ("accept", "accept"),
    ("reject", "reject"),
    ("meet", "meet"),
    ("visit", "visit"),
    ("approve", "approve"),
    ("support", "support"),
    ("oppose", "oppose"),
    ("kill", "kill"),
    ("sign", "sign_agreement"),
    ("arrest", "arrest"),
    ("release", "release"),
];

/// A small generator of numbers (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % end
    }

    /// Few actors are named often, many seldom: Zipf's law with exponent 1, by the inverse of its continuous form.
    fn actor(&mut self, actors: u64) -> u64 {
        const STEPS: u64 = 1 << 53;
        let uniform = self.below(STEPS) as f64 / STEPS as f64;
        (((actors + 1) as f64).powf(uniform) as u64 - 1).min(actors - 1)
    }
}

/// A document with its claims, the same for the same number.
fn document(number: u32, actors: u64) -> DocumentClaims {
    let mut numbers = Numbers(u64::from(number));
    let mut made = DocumentClaims { words: 20 * CLAIMS, ..DocumentClaims::default() };
    let day = jiff::civil::date(2023, 1, 1).checked_add(jiff::Span::new().days(numbers.below(730) as i64));
    made.document = Document {
        id: blake3::hash(&number.to_le_bytes()).to_hex()[..32].to_owned(),
        date: day.ok(),
        ..Document::default()
    };
    for _ in 0..CLAIMS {
        add_claim(&mut made, &mut numbers, actors);
    }
    made
}

fn add_claim(made: &mut DocumentClaims, numbers: &mut Numbers, actors: u64) {
    let start = made.document.text.len();
    let subject = add_actor(made, numbers.actor(actors));
    let (verb, relation) = VERBS[numbers.below(VERBS.len() as u64) as usize];
    let predicate = add_text(made, verb);
    let object = match relation {
        "kill" => {
            let value = numbers.below(40) as f64;
            let span = add_text(made, &format!("{value} soldiers"));
            let unit = Some("soldier".to_owned());
            Slot { span, value: Value::Quantity(Quantity { value, upper: None, unit, bound: Bound::Exact, per: None }) }
        }
        _ => add_actor(made, numbers.actor(actors)),
    };
    let negated = numbers.below(12) == 0;
    made.sentences.push(Span::new(start, made.document.text.len()));
    made.claims.push(Claim {
        sentence: made.sentences.len() as u32 - 1,
        subject,
        predicate: if negated { format!("not_{verb}") } else { verb.to_owned() },
        predicate_span: predicate,
        relation: Some(relation.to_owned()),
        object: Some(object),
        arguments: Vec::new(),
        polarity: if negated { Polarity::Negated } else { Polarity::Affirmed },
        modality: if numbers.below(6) == 0 { Modality::Planned } else { Modality::Actual },
        attribution: Vec::new(),
        confidence: 0.9,
        rule: "clause.object".to_owned(),
    });
}

fn add_text(made: &mut DocumentClaims, words: &str) -> Span {
    let start = made.document.text.len();
    made.document.text += words;
    made.document.text.push(' ');
    Span::new(start, start + words.len())
}

fn add_actor(made: &mut DocumentClaims, actor: u64) -> Slot {
    let label = format!("Actor{actor} Party");
    let span = add_text(made, &label);
    let mention = Mention { span, head: span, sentence: made.sentences.len() as u32, kind: MentionKind::Name };
    made.entities.push(LocalEntity {
        label,
        kind: EntityType::Organization,
        aliases: Vec::new(),
        descriptions: Vec::new(),
        named: true,
        mentions: vec![mention],
    });
    Slot { span, value: Value::Entity(made.entities.len() as u32 - 1) }
}

/// The most memory that the process has had, in MB, where the system tells.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or_default() / 1024
}

fn measure(claims: u32) -> String {
    let (documents, actors) = (claims / CLAIMS, u64::from(claims / 50).max(10));
    let names = (0..documents).map(|n| DocumentNames::from(&document(n, actors))).collect();
    let resolution = resolve::resolve(names, &resolve::Knowledge::default());
    let start = Instant::now();
    let (mut propositions, mut statements) = (Propositions::default(), Statements::default());
    for number in 0..documents {
        let document = document(number, actors);
        let resolved = resolve::claims(&document, &resolution);
        statements.add(number, number, &resolved);
        propositions.add(number, number, &resolved, &resolution);
    }
    let gathered = start.elapsed();
    let start = Instant::now();
    let found = contradict::find(&propositions, contradict::DEFAULT_SCORE, false);
    let (gather, find) = (gathered.as_secs_f64(), start.elapsed().as_secs_f64());
    let count = found.contradictions.len();
    format!("{claims}\t{}\t{gather:.1}\t{find:.1}\t{count}\t{}", statements.all.len(), peak())
}

fn main() -> std::io::Result<()> {
    let sizes: Vec<u32> = std::env::args().skip(1).filter_map(|size| size.parse().ok()).collect();
    let mut out = std::io::stdout();
    writeln!(out, "claims\tstatements\tgather_s\tfind_s\tcontradictions\tpeak_mb")?;
    for size in if sizes.is_empty() { vec![100_000, 1_000_000] } else { sizes } {
        writeln!(out, "{}", measure(size))?;
    }
    Ok(())
}
