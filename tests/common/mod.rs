//! A toy language, so that the graph can be tested without the language engine: each sentence is
//! `[Speaker says that ]Subject predicate words Object.`, where names are capitalised words.
//!
//! `plans to …` is planned, `never …` is negated, `denies that` makes a speaker deny; an object that is no name
//! is a thing of its document, and `9 houses` is a quantity.
#![allow(dead_code, reason = "each test program uses a part")]

pub mod server;

use claimgraph::ingest::{self, Options};
use claimgraph::model::{
    Attribution, Bound, Claim, Document, DocumentClaims, EntityType, LocalEntity, Mention, MentionKind, Modality,
    Polarity, Quantity, Role, Slot, Span, Stance, Time, TimeKind, Value,
};
use claimgraph::pipeline::{self, Mapper, Report};
use claimgraph::store::Directory;
use std::path::Path;

/// Claims of a document in the toy language.
pub fn extract(document: &Document) -> DocumentClaims {
    let mut toy = Toy { claims: DocumentClaims { document: document.clone(), ..DocumentClaims::default() } };
    let mut start = 0;
    for piece in document.text.split_inclusive(". ").flat_map(|piece| piece.split_inclusive('\n')) {
        let sentence = piece.trim_end_matches([' ', '\n', '.']);
        if !sentence.is_empty() {
            toy.sentence(start, sentence);
        }
        start += piece.len();
    }
    toy.claims.words = document.text.split_whitespace().count() as u32;
    toy.claims
}

struct Toy {
    claims: DocumentClaims,
}

impl Toy {
    fn sentence(&mut self, start: usize, sentence: &str) {
        self.claims.sentences.push(Span::new(start, start + sentence.len()));
        let mut attribution = Vec::new();
        let mut rest = Span::new(start, start + sentence.len());
        for (cue, stance) in [(" says that ", Stance::States), (" denies that ", Stance::Denies)] {
            if let Some((speaker, content)) = sentence.split_once(cue) {
                let end = start + speaker.len();
                let speaker = self.slot(Span::new(start, end));
                let verb = cue.split_whitespace().next().unwrap_or_default().to_owned();
                attribution.push(Attribution { speaker, cue: Span::new(end + 1, end + 1 + verb.len()), verb, stance });
                rest = Span::new(start + sentence.len() - content.len(), start + sentence.len());
            }
        }
        self.clause(rest, attribution);
    }

    fn clause(&mut self, span: Span, attribution: Vec<Attribution>) {
        let text = span.of(&self.claims.document.text).to_owned();
        let (text, arguments) = match text.split_once(" on ") {
            Some((clause, day)) => {
                let at = span.end as usize - day.len();
                let time = Time { kind: TimeKind::Date, value: Some(day.to_owned()), bound: Bound::Exact };
                let slot = Slot { span: Span::new(at, span.end as usize), value: Value::Time(time) };
                (clause.to_owned(), vec![(Role::Time, slot)])
            }
            None => (text, Vec::new()),
        };
        let words: Vec<&str> = text.split(' ').collect();
        let subject = words.iter().take_while(|word| is_name(word)).count();
        let object = words.len() - words.iter().rev().take_while(|word| is_name(word) || is_number(word)).count();
        let object = if object == words.len() { words.len() - 1 } else { object };
        let object = if is_number(words[object.saturating_sub(1)]) { object - 1 } else { object };
        if subject == 0 || object <= subject {
            return;
        }
        let at = |word: usize| span.start as usize + words[..word].iter().map(|w| w.len() + 1).sum::<usize>();
        let predicate = words[subject..object].join("_").replace("plans_to", "will").replace("never", "not");
        let claim = Claim {
            sentence: self.claims.sentences.len() as u32 - 1,
            subject: self.slot(Span::new(at(0), at(subject) - 1)),
            predicate_span: Span::new(at(subject), at(object) - 1),
            relation: predicate.contains("met").then(|| "consult".to_owned()),
            object: Some(self.slot(Span::new(at(object), span.start as usize + text.len()))),
            arguments,
            polarity: if predicate.starts_with("not") { Polarity::Negated } else { Polarity::Affirmed },
            modality: if predicate.starts_with("will") { Modality::Planned } else { Modality::Actual },
            attribution,
            confidence: 0.9,
            rule: "toy".to_owned(),
            predicate,
        };
        self.claims.claims.push(claim);
    }

    fn slot(&mut self, span: Span) -> Slot {
        let text = span.of(&self.claims.document.text).to_owned();
        if let Some((number, unit)) = text.split_once(' ').filter(|(number, _)| is_number(number)) {
            let (value, unit) = (number.parse().unwrap_or_default(), Some(unit.to_owned()));
            let quantity = Quantity { value, upper: None, unit, bound: Bound::AtLeast, per: None };
            return Slot { span, value: Value::Quantity(quantity) };
        }
        let known = self.claims.entities.iter().position(|entity| entity.label == text);
        let id = known.unwrap_or_else(|| {
            self.claims.entities.push(entity(&text));
            self.claims.entities.len() - 1
        });
        let sentence = self.claims.sentences.len() as u32 - 1;
        let kind = if is_name(&text) { MentionKind::Name } else { MentionKind::Nominal };
        self.claims.entities[id].mentions.push(Mention { span, head: span, sentence, kind });
        Slot { span, value: Value::Entity(id as u32) }
    }
}

fn entity(label: &str) -> LocalEntity {
    let named = is_name(label);
    let kind = match named {
        true if label.ends_with("land") || label.starts_with('U') => EntityType::Place,
        true if label.contains("Union") || label.contains("Corp") => EntityType::Organization,
        true => EntityType::Person,
        false => EntityType::Thing,
    };
    LocalEntity { label: label.to_owned(), kind, aliases: vec![], descriptions: vec![], named, mentions: vec![] }
}

fn is_name(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

/// Three small articles with differing accounts.
pub const ARTICLES: [(&str, &str); 3] = [
    (
        "ferry.txt",
        "Mayor Ida Holm met with Bo Lind on 2031-04-02. Ida Holm plans to visit Norland. Bo Lind says that Ida Holm promised ferries. \
         Bo Lind never met with Tor Aas. Storm Corp destroyed 9 houses.",
    ),
    (
        "bridge.txt",
        "Ida Holm met with Bo Lind. Ms Holm opened bridge. Tor Aas denies that Ida Holm met with Bo Lind. \
         Norland joined Harbour Union. Holm likes \u{201c}Überland\u{201d}.",
    ),
    ("quiet.txt", "Åse Dahl met with Bo Lind. Åse Dahl plans to join Harbour Union. Norland left Harbour Union."),
];

/// Writes files into a folder.
pub fn write(folder: &Path, files: &[(&str, &str)]) {
    std::fs::create_dir_all(folder).expect("a folder");
    for (name, text) in files {
        std::fs::write(folder.join(name), text).expect("a file");
    }
}

/// The toy language as a map stage.
pub fn with_mapper<T>(run: impl FnOnce(&Mapper) -> T) -> T {
    run(&Mapper { version: "toy-1".to_owned(), map: &extract })
}

/// Builds a graph of files in the toy language.
pub fn build(graph: &Path, inputs: &[String]) -> Report {
    let options = Options { any_language: true, verbatim: true, ..Options::default() };
    let pending = ingest::pending(inputs, options).expect("inputs");
    with_mapper(|mapper| pipeline::build(&Directory::new(graph), pending, mapper, &|| ())).expect("built")
}

/// Adds files in the toy language to a graph.
pub fn add(graph: &Path, inputs: &[String]) -> Report {
    let options = Options { any_language: true, verbatim: true, ..Options::default() };
    let pending = ingest::pending(inputs, options).expect("inputs");
    with_mapper(|mapper| pipeline::add(&Directory::new(graph), pending, mapper, &|| ())).expect("added")
}

/// A graph of [`ARTICLES`] in a fresh folder.
pub fn sample() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(&folder.path().join("in"), &ARTICLES);
    build(&folder.path().join("kg"), &[folder.path().join("in").display().to_string()]);
    folder
}

/// The program, run in `folder` on the graph `kg` there.
pub fn claimgraph(folder: &Path, arguments: &[&str]) -> assert_cmd::assert::Assert {
    let mut command = assert_cmd::Command::cargo_bin("claimgraph").expect("the program");
    command.current_dir(folder).args(arguments).assert()
}

/// What the program writes to standard output, when all is good.
pub fn output(folder: &Path, arguments: &[&str]) -> String {
    let good = claimgraph(folder, arguments).success();
    String::from_utf8(good.get_output().stdout.clone()).expect("UTF-8")
}
