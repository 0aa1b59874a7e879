//! Joins what the parts of extraction found into claims: phrases become slots, reports become chains of attribution,
//! rules become confidence.

mod continued;
mod reported;
mod voucher;

use super::confidence::{self, Unresolved};
use super::coordination::noun_phrase;
use super::coref::Entities;
use super::quantity;
use super::quotation::{self, Quotation};
use super::relative;
use super::reporting::{self, Frame};
use super::source;
use super::time::{self, TimeExpression};
use super::tree::Tree;
use super::{Candidate, Phrase, Proposition, Report};
use crate::model::{
    Annotation, Attribution, Claim, Document, DocumentClaims, LocalEntityId, MentionKind, Modality, Polarity, Role,
    Sentence, Slot, Span, Stance, Token, Value,
};
use crate::nlp::quantity::QuantityExpression;
use std::collections::{BTreeMap, BTreeSet};

/// Everything that was found in one document.
pub struct Findings {
    /// Mentions.
    pub candidates: Vec<Candidate>,
    /// The entities that they refer to.
    pub entities: Entities,
    /// Who reports what.
    pub reports: Vec<Report>,
    /// Who does what.
    pub propositions: Vec<Proposition>,
}

/// Builds the claims of a document: in text order, none twice.
pub fn assemble(document: &Document, annotation: &Annotation, findings: Findings) -> DocumentClaims {
    let joiner = Joiner::new(document, annotation, &findings);
    let mut drafts: Vec<Draft> = findings.propositions.iter().flat_map(|p| joiner.of_each(p)).collect();
    drafts.extend(joiner.said_on(&drafts));
    drafts.sort_by(|a, b| a.order().cmp(&b.order()).then(b.claim.confidence.total_cmp(&a.claim.confidence)));
    drafts.dedup_by(|later, first| later.order() == first.order());
    let claims = linked(drafts);
    DocumentClaims {
        document: document.clone(),
        sentences: annotation.sentences.iter().map(|s| s.span).collect(),
        words: annotation.sentences.iter().map(|s| s.tokens.len() as u32).sum(),
        entities: findings.entities.entities,
        claims,
    }
}

/// A claim whose object may still turn out to be another claim.
#[derive(Clone)]
struct Draft {
    claim: Claim,
    head: Phrase,
    object_head: Option<Phrase>,
}

impl Draft {
    fn order(&self) -> impl Ord {
        let c = &self.claim;
        let negated = c.polarity == crate::model::Polarity::Negated;
        let object = c.object.as_ref();
        let entities = [Some(&c.subject), object].map(|slot| slot.and_then(Slot::entity));
        (c.sentence, c.predicate_span, c.subject.span, object.map(|o| o.span), &c.predicate, negated, entities)
    }
}

impl Draft {
    fn about(mut self, entity: LocalEntityId) -> Self {
        self.claim.subject.value = Value::Entity(entity);
        self
    }

    fn with_object(mut self, entity: LocalEntityId) -> Self {
        self.claim.object.iter_mut().for_each(|o| o.value = Value::Entity(entity));
        self
    }
}

/// Replaces an object that is the text of another claim's clause by that claim.
fn linked(drafts: Vec<Draft>) -> Vec<Claim> {
    let mut by_head: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for (i, draft) in drafts.iter().enumerate() {
        by_head.entry((draft.head.sentence, draft.head.head)).or_insert(i as u32);
    }
    drafts
        .into_iter()
        .enumerate()
        .map(|(i, mut draft)| {
            let target = draft.object_head.and_then(|p| by_head.get(&(p.sentence, p.head))).filter(|t| **t != i as u32);
            if let (Some(object), Some(target)) = (draft.claim.object.as_mut(), target)
                && object.value == Value::Text
            {
                object.value = Value::Claim(*target);
            }
            draft.claim
        })
        .collect()
}

/// Whether the nearest speaker is one who judges: what somebody holds a thing to be is never told without them.
fn is_held(attribution: &[Attribution]) -> bool {
    attribution.last().is_some_and(|a| reporting::reports(&a.verb, Frame::Predicate))
}

struct Joiner<'a> {
    text: &'a str,
    annotation: &'a Annotation,
    findings: &'a Findings,
    /// For each sentence and word, the mention that it heads.
    headed: Vec<Vec<Option<u32>>>,
    times: Vec<Vec<TimeExpression>>,
    quantities: Vec<Vec<QuantityExpression>>,
    /// Reports by sentence of their content.
    reports: Vec<Vec<u32>>,
    /// Reports by the sentence and head of their cue.
    cues: BTreeMap<(u32, u32), u32>,
    /// The clauses of reporting verbs, by sentence and head.
    tellers: BTreeMap<(u32, u32), &'a Proposition>,
    quotations: Vec<Quotation>,
}

impl<'a> Joiner<'a> {
    fn new(document: &'a Document, annotation: &'a Annotation, findings: &'a Findings) -> Self {
        let times: Vec<Vec<TimeExpression>> =
            annotation.sentences.iter().map(|s| time::find(&document.text, s, document.date)).collect();
        let quantities =
            annotation.sentences.iter().zip(&times).map(|(s, t)| quantity::find(&document.text, s, t)).collect();
        let headed = headed(annotation, &findings.candidates);
        let reports = reports_by_sentence(annotation, &findings.reports);
        let cues = (findings.reports.iter().zip(0..)).map(|(r, i)| ((r.cue.sentence, r.cue.head), i)).collect();
        let tells = |p: &&Proposition| p.rule.starts_with("clause.report");
        let teller = |p: &'a Proposition| {
            let at = (p.predicate_phrase.sentence, p.predicate_phrase.head);
            (at, p)
        };
        let tellers = findings.propositions.iter().filter(tells).map(teller).collect();
        let quotations = quotation::find(document);
        Self {
            text: &document.text,
            annotation,
            findings,
            headed,
            times,
            quantities,
            reports,
            cues,
            tellers,
            quotations,
        }
    }

    /// The claims of a proposition: one, or one of each whom its subject or object stands for together (`both men left`).
    fn of_each(&self, p: &Proposition) -> Vec<Draft> {
        let Some(draft) = self.draft(p) else { return Vec::new() };
        if let Some(members) = self.several(p.subject) {
            return members.iter().map(|e| draft.clone().about(*e)).collect();
        }
        let members = p.object.filter(|_| draft.claim.object.as_ref().is_some_and(|o| o.value != Value::Text));
        match members.and_then(|o| self.several(o)) {
            Some(members) => members.iter().map(|e| draft.clone().with_object(*e)).collect(),
            None => vec![draft],
        }
    }

    /// The entities that a phrase stands for together, if it stands for several.
    fn several(&self, phrase: Phrase) -> Option<&[LocalEntityId]> {
        let candidate = (*self.headed.get(phrase.sentence as usize)?.get(phrase.head as usize)?)?;
        self.findings.entities.several.get(&(candidate as usize)).map(Vec::as_slice)
    }

    fn draft(&self, p: &Proposition) -> Option<Draft> {
        let report = self.report(p);
        let subject = self.slot(self.sayer(p, report), false);
        let mut object = p.object.map(|o| match p.rule {
            "clause.report" | "clause.report.understood" => self.reported(report, o),
            _ if p.relation.as_deref() == Some("has_role") => {
                Slot { span: o.span(self.annotation), value: Value::Text }
            }
            _ => self.slot(o, true),
        });
        // Nothing is related to itself: a description in apposition, or a name within one, stays the words that it is.
        let is_subject = |slot: &Slot| matches!(slot.value, Value::Entity(_)) && slot.value == subject.value;
        if let Some((slot, phrase)) = object.as_mut().zip(p.object)
            && (self.is_open(slot, phrase) || is_subject(slot))
        {
            slot.value = Value::Text;
        }
        // `His predecessor, Ida Roth,`: whose is not known.
        let owner = |phrase: &Phrase, slot: &Slot| {
            let token = &self.annotation.sentences[phrase.sentence as usize].tokens[phrase.head as usize];
            token.xpos == "PRP$" && p.rule.starts_with("roles.") && !self.resolved(slot)
        };
        let empty = |phrase: &Phrase, slot: &Slot| self.empty_reference(phrase, slot) || owner(phrase, slot);
        if empty(&p.subject, &subject) || p.object.zip(object.as_ref()).is_some_and(|(o, slot)| empty(&o, slot)) {
            return None;
        }
        let mut arguments: Vec<(Role, Slot)> =
            p.arguments.iter().map(|(role, phrase)| self.argument(*role, *phrase)).collect();
        arguments.dedup();
        let attribution = self.attribution(p);
        let denies = |a: &Attribution| a.stance == Stance::Denies && p.polarity == Polarity::Negated;
        let rumoured = attribution.last().is_some_and(|a| !denies(a)) && self.is_rumoured(p);
        if rumoured || p.rule == "clause.held" && !is_held(&attribution) {
            return None;
        }
        let confidence = confidence::of(p, &self.features(p, attribution.len()));
        if confidence < confidence::LEAST {
            return None;
        }
        let claim = Claim {
            sentence: p.predicate_phrase.sentence,
            subject,
            predicate: p.predicate.clone(),
            predicate_span: p.predicate_phrase.span(self.annotation),
            relation: p.relation.clone(),
            object,
            arguments,
            polarity: p.polarity,
            modality: p.modality,
            attribution,
            confidence,
            rule: p.rule.to_owned(),
        };
        Some(Draft { claim, head: p.predicate_phrase, object_head: p.object })
    }

    fn argument(&self, role: Role, phrase: Phrase) -> (Role, Slot) {
        let tokens = &self.annotation.sentences[phrase.sentence as usize].tokens;
        // `to be a witness` is what is to be, no witness.
        if tokens[phrase.first as usize].xpos == "TO" {
            return (role, Slot { span: phrase.span(self.annotation), value: Value::Text });
        }
        let slot = self.slot(phrase, true);
        match (&slot.value, role) {
            (
                Value::Time(_),
                Role::Place | Role::Quantity | Role::Other | Role::Recipient | Role::Purpose | Role::Topic,
            ) => (Role::Time, slot),
            _ => (role, slot),
        }
    }

    /// What a phrase stands for. Numbers that count a noun matter in objects and arguments, not in subjects.
    fn slot(&self, phrase: Phrase, counts: bool) -> Slot {
        let span = phrase.span(self.annotation);
        let value = self.time(phrase).or_else(|| self.quantity(phrase, counts)).or_else(|| self.entity(phrase));
        Slot { span, value: value.unwrap_or(Value::Text) }
    }

    fn entity(&self, phrase: Phrase) -> Option<Value> {
        // `what they have to say` names nothing.
        let word = &self.annotation.sentences[phrase.sentence as usize].tokens[phrase.head as usize];
        if self.is_clause(phrase) || word.xpos == "WP" && word.lemma == "what" {
            return None;
        }
        let candidate = (*self.headed.get(phrase.sentence as usize)?.get(phrase.head as usize)?)?;
        self.findings.entities.of.get(candidate as usize).map(|e| Value::Entity(*e))
    }

    /// `that she is a lawyer`: the words of a clause are no mention of its predicate.
    fn is_clause(&self, phrase: Phrase) -> bool {
        let tokens = &self.annotation.sentences[phrase.sentence as usize].tokens;
        let own = |i: &u32| *i != phrase.head && tokens[*i as usize].head == phrase.head + 1;
        (phrase.first..=phrase.last)
            .filter(own)
            .any(|i| matches!(tokens[i as usize].relation(), "cop" | "nsubj" | "csubj"))
    }

    fn candidate(&self, phrase: Phrase) -> Option<&Candidate> {
        let i = (*self.headed.get(phrase.sentence as usize)?.get(phrase.head as usize)?)?;
        self.findings.candidates.get(i as usize)
    }

    fn time(&self, phrase: Phrase) -> Option<Value> {
        let expression =
            self.times[phrase.sentence as usize].iter().find(|t| (t.first..=t.last).contains(&phrase.head))?;
        // A longer phrase that merely has a time as its head word (`the day of the vote`) is no time expression.
        let reaches = phrase.last <= expression.last + 1;
        reaches.then(|| Value::Time(expression.time.clone()))
    }

    fn quantity(&self, phrase: Phrase, counts: bool) -> Option<Value> {
        let sentence = &self.annotation.sentences[phrase.sentence as usize];
        let found = self.quantities[phrase.sentence as usize]
            .iter()
            .find(|q| q.number == phrase.head || counts && counted(sentence, q) == Some(phrase.head))?;
        // `$105 billion more than the plan` is a difference, not an amount.
        let compared = |i: u32| sentence.tokens.get(i as usize).is_some_and(|t| matches!(t.xpos, "JJR" | "RBR"));
        if (found.last + 1..=phrase.last + 1).any(compared) {
            return None;
        }
        let named = self.candidate(phrase).is_some_and(|c| c.kind != MentionKind::Nominal);
        (!named && !definite(sentence, phrase)).then(|| Value::Quantity(found.quantity.clone()))
    }

    /// A pronoun that stands for nothing in the document (`this`, `it` without antecedent).
    fn empty_reference(&self, phrase: &Phrase, slot: &Slot) -> bool {
        let token = &self.annotation.sentences[phrase.sentence as usize].tokens[phrase.head as usize];
        let vague = matches!(
            token.lemma.to_lowercase().as_str(),
            "this" | "that" | "these" | "those" | "it" | "which" | "what" | "such"
        );
        // `those who left` says who.
        let alone = phrase.first == phrase.last;
        token.upos == "PRON" && vague && alone && !self.resolved(slot)
    }

    fn resolved(&self, slot: &Slot) -> bool {
        match slot.value {
            Value::Entity(e) => self
                .findings
                .entities
                .entities
                .get(e as usize)
                .is_some_and(|e| e.mentions.iter().any(|m| m.kind != MentionKind::Pronoun)),
            _ => false,
        }
    }

    /// The reports around the predicate, outermost first.
    fn attribution(&self, p: &Proposition) -> Vec<Attribution> {
        let sentence = &self.annotation.sentences[p.predicate_phrase.sentence as usize];
        let head = sentence.tokens[p.predicate_phrase.head as usize].span;
        let mut around: Vec<(usize, &Report)> = self.reports[p.predicate_phrase.sentence as usize]
            .iter()
            .map(|r| &self.findings.reports[*r as usize])
            .filter(|r| r.content.iter().any(|c| c.contains(head)) && !self.folded_into(r, p))
            .filter(|r| !self.is_aside(p, head) && !self.is_presupposed(r, p, head) && !self.is_anybody(r))
            .filter(|r| !self.is_side_event(r, p) && !self.is_unspoken(r) && !self.is_judged(r, p))
            .filter(|r| !self.is_timed_by(r, p) && !self.is_remote(r, p, head))
            .map(|r| (r.content.iter().map(Span::len).sum(), r))
            .collect();
        around.sort_by_key(|(length, r)| (std::cmp::Reverse(*length), r.cue));
        self.outermost_first(&mut around);
        let mut chain: Vec<Attribution> = around.into_iter().filter_map(|(_, r)| self.speaker(r)).collect();
        // `said …, saying that …` says it once.
        chain.dedup_by(|inner, outer| {
            matches!(inner.speaker.value, Value::Entity(_))
                && inner.speaker.value == outer.speaker.value
                && inner.stance == outer.stance
        });
        chain
    }

    /// Puts a report before those whose words it reports, however long what they report is.
    fn outermost_first(&self, around: &mut [(usize, &Report)]) {
        let reports = |a: &Report, b: &Report| {
            let cue = b.cue.span(self.annotation);
            a.content.iter().any(|c| c.contains(cue))
        };
        for i in 1..around.len() {
            let outer = |e: &(usize, &Report)| reports(around[i].1, e.1) && !reports(e.1, around[i].1);
            if let Some(first) = around[..i].iter().position(outer) {
                around[first..=i].rotate_right(1);
            }
        }
    }

    fn speaker(&self, report: &Report) -> Option<Attribution> {
        let source = report.source.or_else(|| self.teller(report))?;
        let tree = Tree::new(source.sentence, &self.annotation.sentences[source.sentence as usize]);
        let author = source::author(&tree, source.head as usize, report.cue.head as usize);
        let antecedent = author.unwrap_or_else(|| relative::antecedent(&tree, source.head as usize));
        let source = if antecedent == source.head as usize { source } else { noun_phrase(&tree, antecedent) };
        let mut speaker = self.slot(source, false);
        // Of several who say so together the first stands for all.
        speaker.value = self.several(source).and_then(|s| s.first()).map_or(speaker.value, |e| Value::Entity(*e));
        // `It is up to Roth to make sure that …`
        if tree.tokens[source.head as usize].relation() == "expl" {
            return None;
        }
        // `That only shows that it is late`: nobody says so.
        if !tree.is(source.head as usize, &["it"]) && self.empty_reference(&source, &speaker) {
            return None;
        }
        Some(Attribution {
            speaker,
            cue: report.cue.span(self.annotation),
            verb: report.verb.clone(),
            stance: report.stance,
        })
    }

    /// The subject that the clause of a reporting verb was found to have.
    fn teller(&self, report: &Report) -> Option<Phrase> {
        let told = self.tellers.get(&(report.cue.sentence, report.cue.head))?;
        (told.modality == Modality::Actual && told.predicate == report.verb).then_some(told.subject)
    }

    /// `called it absurd`, `those who left`: whether a pronoun that stands for nobody known has words behind it that tell of it.
    fn is_open(&self, slot: &Slot, phrase: Phrase) -> bool {
        let pronoun = self.candidate(phrase).is_some_and(|c| c.kind == MentionKind::Pronoun);
        let told = phrase.first != phrase.last && slot.entity().is_some();
        pronoun && told && !self.resolved(slot) && self.several(phrase).is_none()
    }

    /// The kind of pronoun that a phrase is, where nobody that is named or described is known to be meant.
    fn unresolved(&self, phrase: Phrase) -> Option<Unresolved> {
        let token = &self.annotation.sentences[phrase.sentence as usize].tokens[phrase.head as usize];
        let pronoun = matches!(token.xpos, "PRP" | "WP") || token.lemma.eq_ignore_ascii_case("both");
        let speaks = ["i", "we", "you"].contains(&token.lemma.to_lowercase().as_str());
        let known = || self.resolved(&self.slot(phrase, false)) || self.several(phrase).is_some();
        match speaks {
            _ if !pronoun || known() => None,
            true => Some(Unresolved::Speaker),
            false => Some(Unresolved::Other),
        }
    }

    fn features(&self, p: &Proposition, sources: usize) -> confidence::Features {
        let named = |phrase: Phrase| self.candidate(phrase).is_some_and(|c| c.kind == MentionKind::Name);
        let tokens = &self.annotation.sentences[p.predicate_phrase.sentence as usize].tokens;
        let chance = |word: &usize| (f32::from(tokens[*word].certainty.max(3)) / 100.0).ln();
        let object = p.object.map(|o| &self.annotation.sentences[o.sentence as usize].tokens[o.head as usize]);
        confidence::Features {
            named_subject: named(p.subject),
            pronoun: self.unresolved(p.subject),
            pronoun_object: object.is_some_and(|o| o.xpos == "PRP"),
            words: tokens.len(),
            quoted: tokens.iter().any(|t| matches!(t.xpos, "``" | "''")),
            distance: p.subject.head.abs_diff(p.predicate_phrase.head) as usize,
            // `barred them from entering`: what is demanded is no circumstance.
            adverbial: tokens[p.predicate_phrase.head as usize].relation() == "advcl"
                && p.modality != Modality::Demanded,
            sources,
            certainty: bearing(tokens, p).iter().map(chance).sum(),
        }
    }
}

/// The words that a proposition rests on: those of its predicate, those between its subject and its predicate in the tree, and the
/// head of its object. What the predicate itself hangs from matters little, as does which word of a name and its title is the head.
fn bearing(tokens: &[Token], p: &Proposition) -> BTreeSet<usize> {
    let up = |word: u32| -> BTreeSet<usize> {
        let above = |word: &usize| tokens[*word].parent();
        std::iter::successors(Some(word as usize), above).take(tokens.len()).collect()
    };
    let here = |phrase: &Phrase| phrase.sentence == p.predicate_phrase.sentence;
    let predicate = up(p.predicate_phrase.head);
    let subject = Some(p.subject).filter(here).map_or_else(|| predicate.clone(), |s| up(s.head));
    let mut words: BTreeSet<usize> = subject.symmetric_difference(&predicate).copied().collect();
    words.extend(p.predicate_phrase.first as usize..=p.predicate_phrase.last as usize);
    words.extend(p.object.filter(here).map(|o| o.head as usize));
    words.retain(|word| *word != p.predicate_phrase.head as usize && tokens[*word].upos != "PROPN");
    words
}

/// For each word of each sentence, the mention whose head or name it is.
fn headed(annotation: &Annotation, candidates: &[Candidate]) -> Vec<Vec<Option<u32>>> {
    let mut headed: Vec<Vec<Option<u32>>> = annotation.sentences.iter().map(|s| vec![None; s.tokens.len()]).collect();
    let mut fill = |sentence: u32, word: u32, i: usize| {
        if let Some(slot) = headed.get_mut(sentence as usize).and_then(|s| s.get_mut(word as usize)) {
            slot.get_or_insert(i as u32);
        }
    };
    for (i, c) in candidates.iter().enumerate() {
        fill(c.phrase.sentence, c.phrase.head, i);
    }
    for (i, c) in candidates.iter().enumerate() {
        (c.core.0..=c.core.1).for_each(|word| fill(c.phrase.sentence, word, i));
    }
    headed
}

/// Indices of the reports whose content touches each sentence; both are in text order, so this is linear.
fn reports_by_sentence(annotation: &Annotation, reports: &[Report]) -> Vec<Vec<u32>> {
    let mut by_sentence = vec![Vec::new(); annotation.sentences.len()];
    for (i, report) in reports.iter().enumerate() {
        for content in &report.content {
            let first = annotation.sentences.partition_point(|s| s.span.end <= content.start);
            for (offset, sentence) in annotation.sentences[first..].iter().enumerate() {
                if sentence.span.start >= content.end {
                    break;
                }
                let list: &mut Vec<u32> = &mut by_sentence[first + offset];
                if list.last() != Some(&(i as u32)) {
                    list.push(i as u32);
                }
            }
        }
    }
    by_sentence
}

/// The noun that a quantity counts.
fn counted(sentence: &Sentence, quantity: &QuantityExpression) -> Option<u32> {
    let number = sentence.tokens.get(quantity.number as usize)?;
    (number.relation() == "nummod").then(|| number.parent().map(|p| p as u32)).flatten()
}

/// `the two leaders` are known ones, not a count.
fn definite(sentence: &Sentence, phrase: Phrase) -> bool {
    sentence.tokens.get(phrase.first as usize).is_some_and(|t| {
        matches!(
            t.lemma.to_lowercase().as_str(),
            "the" | "these" | "those" | "this" | "that" | "both" | "its" | "their" | "his" | "her"
        )
    })
}
