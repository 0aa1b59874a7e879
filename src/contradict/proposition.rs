//! Claims in the form that they are compared in.
//!
//! `The agreement was extended` and `Russia extended the agreement` have the agreement in one slot: a passive's subject is what is acted on.

use super::ClaimPlace;
use super::office::{self, Office};
use super::quantity;
use super::standing::{self, Standing};
use super::symbol::{Symbol, Symbols};
use super::term::Term;
use crate::extract::relation;
use crate::model::{
    Attribution, BlockKind, DocumentClaims, EntityId, EntityType, Polarity, Quantity, Role, Slot, Stance, TimeKind,
};
use crate::resolve::{Node, Resolution, ResolvedClaim};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Words by which a reader sees that a clause is negated.
const NEGATIONS: [&str; 14] = [
    "not", "no", "never", "nothing", "nobody", "none", "neither", "nor", "without", "failed", "fails", "refused",
    "refuses", "denied",
];

/// A claim, ready to be compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposition {
    /// Which claim.
    pub place: ClaimPlace,
    /// The claim's id.
    pub id: String,
    /// The group of near-identical documents that it stands in.
    pub group: u32,
    /// Who acts; none in a passive that does not say.
    pub agent: Option<Term>,
    /// What is acted on.
    pub patient: Option<Term>,
    /// The verb, or the readable predicate where there is none, without modality.
    pub predicate: Symbol,
    /// The relation that it expresses.
    pub relation: Option<&'static str>,
    /// Affirmed or not, and how it is put.
    pub standing: Standing,
    /// Who says so, innermost, and how many stand between.
    pub speaker: Option<Voice>,
    /// First and last day of the event, as days since 1970, where the claim itself says.
    pub days: Option<(i32, i32)>,
    /// Day of publication.
    pub date: Option<i32>,
    /// How long.
    pub duration: Option<Quantity>,
    /// Where, where it is a named place.
    pub location: Option<Term>,
    /// What else tells one event from another: topic, recipient, partner.
    pub others: Vec<(Role, Term)>,
    /// Roles that narrow what is said: why, what for, with what. A negation may be of these alone.
    pub narrowing: Vec<Role>,
    /// Before or after what.
    pub order: Option<(Order, Term)>,
    /// Whether it stands in the document's title, which sums up what the text says.
    pub in_title: bool,
    /// Whether it is said by a noun (`her support for the plan`), not by a clause.
    pub nominal: bool,
    /// The office that a person is said to hold.
    pub office: Option<Office>,
    /// How often such a claim is right.
    pub confidence: f32,
    /// The words of the claim: subject, predicate, object.
    pub clause: Symbol,
}

/// Which comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// `before the vote`
    Before,
    /// `after the vote`
    After,
}

/// Who says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Voice {
    /// The speaker: a symbol of the entity's or phrase's key.
    pub key: Symbol,
    /// How the speaker is called.
    pub label: Symbol,
    /// Whether another speaker reports what this one merely claims, hopes or doubts.
    pub third_party: bool,
}

/// The propositions of a corpus, gathered one document at a time.
#[derive(Clone, Debug, Default)]
pub struct Propositions {
    /// All that can be compared.
    pub all: Vec<Proposition>,
    /// Their words.
    pub symbols: Symbols,
    /// Which named place the corpus says to lie in which.
    pub within: BTreeSet<(EntityId, EntityId)>,
}

impl Propositions {
    /// Adds the claims of the `document`-th document, which belongs to the `group`-th group of near-identical ones.
    pub fn add(&mut self, document: u32, group: u32, claims: &[ResolvedClaim], resolution: &Resolution) {
        for (index, claim) in (0..).zip(claims) {
            self.note_containment(claim);
            if let Some(proposition) = self.read((document, index), group, claim, resolution) {
                self.all.push(proposition);
            }
        }
    }

    fn note_containment(&mut self, claim: &ResolvedClaim) {
        let inside = claim.claim.relation.as_deref().is_some_and(|r| relation::is_a(r, "located_in"));
        if let (true, Node::Entity(a), Some(Node::Entity(b))) =
            (inside && claim.is_asserted(), &claim.subject, &claim.object)
        {
            self.within.insert((*a, *b));
        }
    }

    fn read(
        &mut self,
        place: ClaimPlace,
        group: u32,
        resolved: &ResolvedClaim,
        resolution: &Resolution,
    ) -> Option<Proposition> {
        let claim = resolved.claim;
        // What is said is claimed by itself; that it is said is no matter of dispute here.
        if matches!(resolved.object, Some(Node::Claim { .. })) || matches!(resolved.subject, Node::Claim { .. }) {
            return None;
        }
        let document = &resolved.document.document;
        let subject = self.term(&claim.subject, &resolved.subject, resolved.document, resolution);
        let object = claim.object.as_ref().zip(resolved.object.as_ref());
        let object = object.map(|(slot, node)| self.term(slot, node, resolved.document, resolution));
        let own_relation = claim.relation.as_deref().and_then(relation::get).map(|r| r.name);
        let passive = claim
            .rule
            .contains("passive")
            .then(|| resolved.bare.strip_prefix("be_"))
            .flatten()
            .filter(|_| object.is_none());
        let (agent, patient, predicate, relation) = match passive {
            Some(participle) => {
                let object = self.symbols.word(subject.head).to_owned();
                let verb = verb_of(participle, &object);
                let relation = own_relation.or_else(|| relation::of(&verb, Some(&object)));
                (None, Some(subject), verb, relation)
            }
            None => (Some(subject), object, resolved.bare.to_owned(), own_relation),
        };
        let institution = patient.as_ref().filter(|p| p.name.is_none()).map(|p| self.symbols.word(p.text).to_owned());
        let office = office::read(resolved.bare, relation, institution.as_deref(), &mut self.symbols);
        let speaker = self.voice(resolved, resolution);
        let mut proposition = Proposition {
            place,
            id: resolved.id.clone(),
            group,
            agent,
            patient,
            predicate: self.symbols.number(&predicate),
            relation,
            standing: stand(resolved),
            speaker,
            days: resolved.days().map(|(from, to)| (day_number(from), day_number(to))),
            date: document.date.map(day_number),
            duration: None,
            location: None,
            others: Vec::new(),
            narrowing: Vec::new(),
            order: None,
            in_title: in_title(resolved),
            nominal: claim.rule.starts_with("nominal"),
            office,
            confidence: claim.confidence,
            clause: self.clause(resolved, resolution),
        };
        self.read_roles(&mut proposition, resolved, resolution);
        Some(proposition)
    }

    fn read_roles(&mut self, proposition: &mut Proposition, resolved: &ResolvedClaim, resolution: &Resolution) {
        let document = resolved.document;
        let object = resolved.object.as_ref().zip(resolved.claim.object.as_ref());
        if let Some((Node::Time(time, _), _)) = object {
            proposition.duration = quantity::of_duration(time);
        }
        for ((role, slot), (_, node)) in resolved.claim.arguments.iter().zip(&resolved.arguments) {
            match role {
                Role::Cause | Role::Purpose | Role::Instrument | Role::Topic | Role::Other | Role::Quantity => {
                    proposition.narrowing.push(*role);
                }
                // `during the war`
                Role::Time if matches!(node, Node::Entity(_)) => proposition.narrowing.push(*role),
                // `if …`, `unless …`
                Role::Condition => proposition.standing.weak = true,
                _ => {}
            }
            match (role, node) {
                (Role::Time, Node::Entity(_)) if proposition.order.is_none() => {
                    let term = self.term(slot, node, document, resolution);
                    proposition.order = order(&document.document.text, slot).map(|order| (order, term));
                }
                (Role::Time, Node::Time(time, _)) if time.kind == TimeKind::Duration => {
                    proposition.duration = quantity::of_duration(time);
                }
                (Role::Place, Node::Entity(id)) => {
                    let is_place = resolution.entity(*id).is_some_and(|e| e.named && e.kind == EntityType::Place);
                    let term = self.term(slot, node, document, resolution);
                    proposition.location = proposition.location.take().or(is_place.then_some(term));
                }
                (Role::Topic | Role::Recipient | Role::Partner | Role::Other, Node::Entity(_)) => {
                    let term = self.term(slot, node, document, resolution);
                    proposition.others.push((*role, term));
                }
                _ => {}
            }
        }
    }

    fn term(&mut self, slot: &Slot, node: &Node, document: &DocumentClaims, resolution: &Resolution) -> Term {
        Term::read(slot, node, document, resolution, &mut self.symbols)
    }

    fn voice(&mut self, resolved: &ResolvedClaim, resolution: &Resolution) -> Option<Voice> {
        let innermost = resolved.speakers.last()?;
        let outermost = resolved.speakers.first()?;
        let loose = |a: &Attribution| !matches!(a.stance, Stance::States | Stance::Denies);
        Some(Voice {
            key: self.symbols.number(&innermost.node.key(resolution)),
            label: self.symbols.number(&innermost.node.label(resolution)),
            third_party: outermost.node != innermost.node && loose(innermost.attribution),
        })
    }

    /// Subject, predicate and object as written, long ones cut.
    fn clause(&mut self, resolved: &ResolvedClaim, resolution: &Resolution) -> Symbol {
        const LONGEST: usize = 60;
        let claim = resolved.claim;
        let text = &resolved.document.document.text;
        let cut = |words: &str| {
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            match words.char_indices().nth(LONGEST) {
                Some((end, _)) => format!("{}…", words[..end].trim_end()),
                None => words,
            }
        };
        let as_written = |slot: &Slot, node: &Node| match office::is_office(claim.relation.as_deref()) {
            true => node.label(resolution),
            false => cut(slot.span.of(text)),
        };
        let object = claim.object.as_ref().zip(resolved.object.as_ref()).map(|(slot, node)| as_written(slot, node));
        let role = office::is_office(claim.relation.as_deref());
        let predicate = if role { claim.predicate.replace('_', " ") } else { cut(claim.predicate_span.of(text)) };
        let subject = as_written(&claim.subject, &resolved.subject);
        let mut parts: Vec<String> = [Some(subject), Some(predicate), object].into_iter().flatten().collect();
        let negation = |part: &String| {
            part.to_lowercase()
                .split(' ')
                .any(|word| NEGATIONS.contains(&word) || word.ends_with("n't") || word.ends_with("n’t"))
        };
        if claim.polarity == Polarity::Negated && !parts.iter().any(negation) {
            parts.insert(0, "not:".to_owned());
        }
        self.symbols.number(&parts.join(" "))
    }
}

/// How a claim is put; what a clause without a finite verb or an indirect question speaks of is not asserted.
fn stand(resolved: &ResolvedClaim) -> Standing {
    let claim = resolved.claim;
    let text = &resolved.document.document.text;
    let predicate = claim.predicate_span.of(text);
    let first = predicate.split_whitespace().next().unwrap_or_default();
    let question =
        matches!(word_before(text, claim.subject.span.start), "whether" | "if" | "unless" | "Whether" | "If");
    let mut standing = standing::of(claim);
    standing.weak |= question || first.ends_with("ing") && first == predicate;
    standing
}

fn word_before(text: &str, at: u32) -> &str {
    text.get(..at as usize).and_then(|before| before.split_whitespace().next_back()).unwrap_or_default()
}

fn order(text: &str, slot: &Slot) -> Option<Order> {
    let first = slot.span.of(text).split_whitespace().next().unwrap_or_default();
    [word_before(text, slot.span.start), first].into_iter().find_map(|word| match word {
        "before" => Some(Order::Before),
        "after" => Some(Order::After),
        _ => None,
    })
}

fn in_title(resolved: &ResolvedClaim) -> bool {
    let sentence = resolved.document.sentences.get(resolved.claim.sentence as usize);
    let title = resolved.document.document.blocks.iter().find(|block| block.kind == BlockKind::Title);
    title.zip(sentence).is_some_and(|(title, sentence)| title.span.contains(*sentence))
}

/// Days since 1970.
pub fn day_number(date: Date) -> i32 {
    let epoch = Date::constant(1970, 1, 1);
    epoch.until(date).map_or(0, |span| span.get_days())
}

/// The verb that a participle is of, by its ending: preferably one that a relation knows with this object.
fn verb_of(participle: &str, object: &str) -> String {
    let (word, rest) = participle.split_once('_').map_or((participle, ""), |(word, rest)| (word, rest));
    let join = |verb: &str| if rest.is_empty() { verb.to_owned() } else { format!("{verb}_{rest}") };
    let stem = word.strip_suffix("ed").unwrap_or(word);
    let doubled = stem.len() > 2 && stem.as_bytes()[stem.len() - 1] == stem.as_bytes()[stem.len() - 2];
    let candidates = [
        word.strip_suffix("ied").map(|stem| format!("{stem}y")),
        Some(stem.to_owned()),
        Some(format!("{stem}e")),
        doubled.then(|| stem.get(..stem.len() - 1).unwrap_or_default().to_owned()),
    ];
    let known = |verb: &String| word.ends_with("ed") && relation::of(verb, Some(object)).is_some();
    let regular = if word.ends_with("ed") { join(stem) } else { participle.to_owned() };
    candidates.into_iter().flatten().find(known).map_or(regular, |verb| join(&verb))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn participles_become_verbs() {
        assert_eq!(verb_of("extended", "agreement"), "extend");
        assert_eq!(verb_of("invited_to", "guest"), "invite_to");
        assert_eq!(verb_of("held", "meeting"), "held");
    }

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(day_number(Date::constant(1970, 1, 2)), 1);
        assert_eq!(day_number(Date::constant(2000, 3, 1)) - day_number(Date::constant(2000, 2, 28)), 2);
    }
}
