//! Stances: who asserts, denies, doubts, accepts or rejects what; and who denies whom.

use super::proposition::{Proposition, Propositions};
use super::symbol::Symbol;
use super::term::Key;
use super::{ClaimPlace, event};
use crate::extract::relation;
use std::collections::BTreeMap;

/// How an actor stands to a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stand {
    /// Says that it is so.
    Asserts,
    /// Says that it is not so.
    Denies,
    /// Is not sure that it is so.
    Doubts,
    /// Agrees to it or supports it.
    Accepts,
    /// Is against it.
    Rejects,
}

impl Stand {
    /// How it reads, and its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Stand::Asserts => "asserts",
            Stand::Denies => "denies",
            Stand::Doubts => "doubts",
            Stand::Accepts => "accepts",
            Stand::Rejects => "rejects",
        }
    }
}

/// One cell of the table: an actor's stand to a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The actor.
    pub actor: String,
    /// How the actor stands to it.
    pub stand: Stand,
    /// The claims that say so, sorted.
    pub claims: Vec<ClaimPlace>,
}

/// What is disputed, or spoken of, with the stands of all actors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// The statement in words, affirmed where anybody affirms it.
    pub statement: String,
    /// Who stands how to it, by actor and stand.
    pub cells: Vec<Cell>,
}

/// Somebody denies what somebody else asserts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Denial {
    /// Who denies.
    pub denier: String,
    /// Who asserts.
    pub asserter: String,
    /// How many statements.
    pub statements: u32,
}

/// What a stand is to: a proposition, its truth set aside, or a thing.
type About = (Symbol, Option<&'static str>, Key, Key);

/// The stands of all actors. With `all` also statements that one actor alone asserts. Sorted by the number of actors, then by words.
pub fn topics(propositions: &Propositions, all: bool) -> Vec<Topic> {
    let mut gathered: BTreeMap<About, BTreeMap<(Symbol, Stand), Vec<&Proposition>>> = BTreeMap::new();
    for p in &propositions.all {
        if let Some((about, actor, stand)) = said(p).or_else(|| taken(p)) {
            gathered.entry(about).or_default().entry((actor, stand)).or_default().push(p);
        }
    }
    let mut topics: Vec<Topic> = gathered.into_values().map(|cells| topic(propositions, cells)).collect();
    topics.retain(|topic| all || topic.cells.len() > 1 || topic.cells.iter().any(|cell| cell.stand != Stand::Asserts));
    topics.sort_by(|a, b| b.cells.len().cmp(&a.cells.len()).then_with(|| a.statement.cmp(&b.statement)));
    topics
}

fn topic(propositions: &Propositions, cells: BTreeMap<(Symbol, Stand), Vec<&Proposition>>) -> Topic {
    let plain = |p: &&&Proposition| p.standing.affirmed && !p.standing.denied;
    let spoken = cells.values().flatten().find(plain).or_else(|| cells.values().flatten().next());
    let statement = spoken.map(|p| propositions.symbols.word(p.clause).to_owned()).unwrap_or_default();
    let mut cells: Vec<Cell> = cells
        .into_iter()
        .map(|((actor, stand), claims)| {
            let mut claims: Vec<ClaimPlace> = claims.iter().map(|p| p.place).collect();
            claims.sort_unstable();
            Cell { actor: propositions.symbols.word(actor).to_owned(), stand, claims }
        })
        .collect();
    cells.sort_by(|a, b| (&a.actor, a.stand).cmp(&(&b.actor, b.stand)));
    Topic { statement, cells }
}

/// What a speaker says of a proposition.
fn said(p: &Proposition) -> Option<(About, Symbol, Stand)> {
    let voice = p.speaker.filter(|voice| !voice.third_party)?;
    let stand = match (p.standing.affirmed, p.standing.weak) {
        (_, true) if p.standing.doubted => Stand::Doubts,
        (_, true) => return None,
        (true, false) => Stand::Asserts,
        (false, false) => Stand::Denies,
    };
    Some((about(p)?, voice.label, stand))
}

/// What somebody accepts or rejects: `rejected the plan`.
fn taken(p: &Proposition) -> Option<(About, Symbol, Stand)> {
    let relation = p.relation?;
    let is = |ancestors: &[&str]| ancestors.iter().any(|ancestor| relation::is_a(relation, ancestor));
    let stand =
        match (is(&["accept", "approve", "support"]), is(&["reject", "oppose", "veto"]), is(&["deny"]), is(&["doubt"]))
        {
            (true, ..) => Stand::Accepts,
            (_, true, ..) => Stand::Rejects,
            (_, _, true, _) => Stand::Denies,
            (.., true) => Stand::Doubts,
            _ => return None,
        };
    let firm = p.standing.affirmed && !p.standing.weak;
    let actor = p.agent.as_ref().filter(|agent| firm && agent.name.is_some())?;
    let object = event::key(&p.patient).filter(|key| *key != Key::None)?;
    Some(((Symbol::MAX, None, Key::None, object), actor.label, stand))
}

fn about(p: &Proposition) -> Option<About> {
    let (agent, patient) = (event::key(&p.agent)?, event::key(&p.patient)?);
    let named =
        |term: &Option<super::term::Term>| term.as_ref().is_some_and(|t| t.name.is_some() || !t.anchors.is_empty());
    (named(&p.agent) || named(&p.patient)).then_some((p.predicate, p.relation, agent, patient))
}

/// Who denies what whom asserts, most often first.
pub fn denials(topics: &[Topic]) -> Vec<Denial> {
    let mut counts: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    for topic in topics {
        let of = |stand: Stand| topic.cells.iter().filter(move |cell| cell.stand == stand);
        for denier in of(Stand::Denies) {
            for asserter in of(Stand::Asserts).filter(|asserter| asserter.actor != denier.actor) {
                *counts.entry((&denier.actor, &asserter.actor)).or_default() += 1;
            }
        }
    }
    let denial = |((denier, asserter), statements): ((&str, &str), u32)| Denial {
        denier: denier.to_owned(),
        asserter: asserter.to_owned(),
        statements,
    };
    let mut denials: Vec<Denial> = counts.into_iter().map(denial).collect();
    denials.sort_by(|a, b| {
        b.statements.cmp(&a.statements).then_with(|| (&a.denier, &a.asserter).cmp(&(&b.denier, &b.asserter)))
    });
    denials
}
