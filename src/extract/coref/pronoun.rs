//! Pronouns: speakers of quotations for `I` and `we`, and for the others the nearest fitting mention, subjects first
//! (after Hobbs 1978, as simplified by Lee et al. 2013). `This`, `that` and `you` are left alone.

use super::clusters::Clusters;
use super::features::Features;
use super::{Context, nominal};
use crate::extract::tree::Tree;
use crate::extract::{Phrase, lexicon, places, quotation};
use crate::model::{EntityType, MentionKind, Span};

/// How many sentences back a pronoun's antecedent may stand.
const REACH: u32 = 3;

/// What a pronoun asks of its antecedent.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Person {
    First,
    He,
    It,
    They,
}

/// Resolves all pronouns, in text order.
pub(super) fn resolve(context: &Context, clusters: &mut Clusters) {
    let speakers = Speakers::new(context);
    let mut spoken = Vec::new();
    for sentence in 0..context.annotation.sentences.len() {
        let tree = Tree::new(sentence as u32, &context.annotation.sentences[sentence]);
        for mention in context.ranges[sentence].clone() {
            let speaker = speakers.of(context, mention);
            let antecedent = match person(context, mention) {
                Some(Person::First) => {
                    spoken.extend(speaker.map(|s| (s, mention)));
                    None
                }
                Some(kind) => antecedent(context, clusters, &tree, (mention, kind), speaker),
                None => standing_for(context, clusters, &tree, mention),
            };
            if let Some(antecedent) = antecedent {
                clusters.merge(antecedent, mention);
            }
        }
    }
    for (speaker, mention) in spoken {
        clusters.merge(speaker, mention);
    }
}

fn form(context: &Context, mention: usize) -> String {
    let candidate = &context.candidates[mention];
    let tokens = &context.annotation.sentences[candidate.phrase.sentence as usize].tokens;
    tokens[candidate.phrase.head as usize].span.of(&context.document.text).to_lowercase()
}

fn person(context: &Context, mention: usize) -> Option<Person> {
    if context.candidates[mention].kind != MentionKind::Pronoun {
        return None;
    }
    Some(match form(context, mention).as_str() {
        "i" | "me" | "my" | "mine" | "myself" | "we" | "us" | "our" | "ours" | "ourselves" => Person::First,
        "he" | "him" | "his" | "himself" | "she" | "her" | "hers" | "herself" => Person::He,
        "it" | "its" | "itself" => Person::It,
        "they" | "them" | "their" | "theirs" | "themselves" => Person::They,
        _ => return None,
    })
}

/// The nearest fitting mention before the pronoun: in its own sentence, then sentence by sentence back.
fn antecedent(
    context: &Context,
    clusters: &mut Clusters,
    tree: &Tree,
    (mention, kind): (usize, Person),
    speaker: Option<usize>,
) -> Option<usize> {
    let here = context.candidates[mention].phrase;
    let wanted = context.features[mention];
    let not_speaker = speaker.map(|s| clusters.find(s));
    let possessive = tree.tokens[here.head as usize].deprel == "nmod:poss";
    let reflexive = form(context, mention).contains("sel");
    // What the other arguments of its clause refer to, it does not.
    let beside =
        |m: &usize| *m != mention && same_clause(tree, context.candidates[*m].phrase.head as usize, here.head as usize);
    let range = context.ranges[here.sentence as usize].clone();
    let others: Vec<usize> = range.filter(beside).filter(|_| !possessive && !reflexive).collect();
    let others: Vec<usize> = others.into_iter().map(|m| clusters.find(m)).collect();
    let fits = |m: usize, clusters: &mut Clusters| {
        let cluster = clusters.find(m);
        !overlaps(context, m, mention)
            && suits(context, clusters.features(m), m, kind, wanted)
            && Some(cluster) != not_speaker
            && !others.contains(&cluster)
    };
    let mut own: Vec<usize> = context.ranges[here.sentence as usize]
        .clone()
        .filter(|m| *m < mention && context.candidates[*m].phrase.head < here.head)
        .collect();
    own.retain(|m| {
        possessive || reflexive || !same_clause(tree, context.candidates[*m].phrase.head as usize, here.head as usize)
    });
    // Who speaks is not named in what is said: `Mr. Roth was late, he said`.
    let said = contents_of(context, here);
    let span = |m: usize| context.candidates[m].phrase.span(context.annotation);
    own.retain(|m| !said.iter().any(|s| s.contains(span(*m))));
    // `They` are several people rather than things or a body, where both stand by.
    let thing = |m: usize, clusters: &mut Clusters| {
        let features = clusters.features(m);
        let people = matches!(features.kind, Some(EntityType::Person | EntityType::Group));
        usize::from(kind == Person::They && !(people && features.plural == Some(true)))
    };
    own.sort_by_cached_key(|m| {
        let (role, distance) = rank(context, tree, *m, here.head as usize);
        (role + thing(*m, clusters), distance)
    });
    for m in own {
        // What several names joined by `and` do together, no one of them does alone.
        if kind == Person::They && is_coordinated(context, tree, m) {
            return None;
        }
        if fits(m, clusters) {
            return Some(m);
        }
    }
    let object = depth_of_role(context, tree, mention) == 1;
    let reach = if kind == Person::He { REACH } else { 1 };
    for sentence in (here.sentence.saturating_sub(reach)..here.sentence).rev() {
        let other = Tree::new(sentence, &context.annotation.sentences[sentence as usize]);
        let mut earlier: Vec<usize> = context.ranges[sentence as usize].clone().collect();
        earlier.sort_by_key(|m| (depth_of_role(context, &other, *m), *m));
        if kind != Person::He {
            // An object takes up an object, where there is one, a subject a subject.
            earlier.retain(|m| depth_of_role(context, &other, *m) <= usize::from(object));
            earlier.sort_by_key(|m| depth_of_role(context, &other, *m) != usize::from(object));
        }
        if kind == Person::They {
            earlier.retain(|m| clusters.features(*m).plural == Some(true));
        }
        if let Some(found) = earlier.into_iter().find(|m| fits(*m, clusters)) {
            return Some(found);
        }
    }
    None
}

/// What is reported of the phrase as its source.
fn contents_of<'a>(context: &Context<'a>, source: Phrase) -> &'a [Span] {
    let from = context.reports.partition_point(|r| r.cue.sentence < source.sentence);
    let here = context.reports[from..].iter().take_while(|r| r.cue.sentence == source.sentence);
    let of = |s: Phrase| s.sentence == source.sentence && s.head == source.head;
    let mut found = here.filter(|r| r.source.is_some_and(of));
    found.next().map(|r| r.content.as_slice()).unwrap_or_default()
}

/// Whether the mention is the first of several singular ones joined as a subject: `Oslo and Rome`.
fn is_coordinated(context: &Context, tree: &Tree, m: usize) -> bool {
    let head = context.candidates[m].phrase.head as usize;
    context.features[m].plural == Some(false)
        && tree.tokens[head].relation() == "nsubj"
        && tree.related(head, "conj").next().is_some()
}

fn overlaps(context: &Context, a: usize, b: usize) -> bool {
    let (a, b) = (context.candidates[a].phrase, context.candidates[b].phrase);
    a.sentence == b.sentence && a.first <= b.head && b.head <= a.last
}

/// Whether mention `m` can be what a pronoun of this kind stands for.
fn suits(context: &Context, features: Features, m: usize, kind: Person, wanted: Features) -> bool {
    let candidate = &context.candidates[m];
    // A relative pronoun is what it relates to: `the deal, which was late when it came`.
    let relates = || is_relative(context, m) && features.kind.is_some();
    if candidate.kind == MentionKind::Pronoun && person(context, m) != Some(kind) && !relates() {
        return false;
    }
    let adjective =
        candidate.kind == MentionKind::Name && candidate.entity_type == EntityType::Group && kind != Person::They;
    match kind {
        Person::He => {
            !is_bare(context, m)
                && !is_anybody(context, m)
                && features.is_person()
                && (features.gender.is_none() || features.gender == wanted.gender)
        }
        Person::It => {
            !adjective
                && is_noun(context, m)
                && features.plural != Some(true)
                && features.kind != Some(EntityType::Person)
                && !is_time(context, m)
        }
        Person::They => {
            let body = matches!(features.kind, Some(EntityType::Organization | EntityType::Group));
            !is_time(context, m)
                && (features.plural == Some(true)
                    || body && features.plural != Some(false)
                    || candidate.kind == MentionKind::Pronoun)
        }
        Person::First => false,
    }
}

fn is_relative(context: &Context, m: usize) -> bool {
    let phrase = context.candidates[m].phrase;
    let head = &context.annotation.sentences[phrase.sentence as usize].tokens[phrase.head as usize];
    matches!(head.xpos, "WDT" | "WP")
}

/// A role without an article: `as president`.
fn is_bare(context: &Context, m: usize) -> bool {
    let candidate = &context.candidates[m];
    candidate.kind == MentionKind::Nominal && candidate.phrase.first == candidate.phrase.head
}

/// `every voter`, `your child`: nobody in particular.
fn is_anybody(context: &Context, m: usize) -> bool {
    let phrase = context.candidates[m].phrase;
    let first = &context.annotation.sentences[phrase.sentence as usize].tokens[phrase.first as usize];
    context.candidates[m].kind == MentionKind::Nominal
        && ["every", "any", "each", "no", "your"].contains(&first.lemma.to_lowercase().as_str())
}

/// Whether the mention's head is a noun or pronoun: nothing refers back to `the little`.
fn is_noun(context: &Context, m: usize) -> bool {
    let phrase = context.candidates[m].phrase;
    let head = &context.annotation.sentences[phrase.sentence as usize].tokens[phrase.head as usize];
    matches!(head.upos, "NOUN" | "PROPN" | "PRON")
}

/// Days, years and amounts are not referred to by pronouns.
fn is_time(context: &Context, m: usize) -> bool {
    let candidate = &context.candidates[m];
    let token =
        &context.annotation.sentences[candidate.phrase.sentence as usize].tokens[candidate.phrase.head as usize];
    token.upos == "NUM"
        || token.upos == "SYM"
        || ["day", "week", "month", "year", "time", "hour", "percent", "morning", "night", "today", "yesterday"]
            .contains(&token.lemma.to_lowercase().as_str())
}

/// Whether both are arguments of one verb, so that a plain pronoun cannot mean the other.
fn same_clause(tree: &Tree, a: usize, b: usize) -> bool {
    let clause = |mut i: usize| {
        while let Some(p) = tree.parent(i) {
            if matches!(tree.tokens[i].relation(), "nsubj" | "obj" | "iobj" | "obl" | "csubj") {
                return Some(p);
            }
            if matches!(tree.tokens[i].relation(), "nmod" | "conj" | "flat" | "appos" | "compound") {
                i = p;
            } else {
                return Some(i);
            }
        }
        Some(i)
    };
    clause(a) == clause(b)
}

/// Order of the mentions before a pronoun in its own sentence: the subjects of the clauses above it first, nearest first.
fn rank(context: &Context, tree: &Tree, m: usize, pronoun: usize) -> (usize, usize) {
    let head = context.candidates[m].phrase.head as usize;
    let commands = tree.parent(head).is_some_and(|p| tree.within(pronoun, p));
    let role = depth_of_role(context, tree, m);
    if is_blamed(tree, head, pronoun) {
        return (0, 0);
    }
    (role + usize::from(!commands && role == 0) * 2, pronoun - head.min(pronoun))
}

/// `mocked Ana because she …`: some verbs have their reason in their object (implicit causality: Garvey and Caramazza 1974).
fn is_blamed(tree: &Tree, head: usize, pronoun: usize) -> bool {
    let object = matches!(tree.tokens[head].relation(), "obj" | "nsubj:pass");
    let Some(verb) = tree.parent(head).filter(|v| object && lexicon::listed("blames", &tree.lemma(*v))) else {
        return false;
    };
    let reason = |c: &usize| tree.related(*c, "mark").any(|m| tree.is(m, &["because"]));
    let subject = tree.tokens[pronoun].relation() == "nsubj";
    let clause = tree.parent(pronoun).filter(reason);
    subject && clause.is_some_and(|clause| tree.within(clause, verb))
}

/// 0 for a subject, 1 for an object, 2 for what hangs lower.
fn depth_of_role(context: &Context, tree: &Tree, m: usize) -> usize {
    match tree.tokens[context.candidates[m].phrase.head as usize].relation() {
        "nsubj" | "root" => 0,
        "obj" | "iobj" | "parataxis" => 1,
        "obl" => 2,
        _ => 3,
    }
}

/// `the company`, `the country`: the only named one of its kind in this and the two sentences before.
fn standing_for(context: &Context, clusters: &mut Clusters, tree: &Tree, mention: usize) -> Option<usize> {
    let candidate = &context.candidates[mention];
    let head = candidate.phrase.head as usize;
    let definite = tree.child(head, &["det"]).is_some_and(|d| tree.is(d, &["the"]));
    if candidate.kind != MentionKind::Nominal
        || candidate.phrase.last != candidate.phrase.head
        || candidate.phrase.first + 1 != candidate.phrase.head
        || !definite
    {
        return None;
    }
    let token = &tree.tokens[head];
    let kind = nominal::stands_for(&tree.lemma(head)).filter(|_| token.xpos == "NN")?;
    let country = kind == EntityType::Place;
    let from = context.ranges[(candidate.phrase.sentence as usize).saturating_sub(2)].start;
    let named = |m: &usize| {
        let other = &context.candidates[*m];
        let core = core_text(context, *m);
        let is_country = places::of_name(core).is_some_and(|p| p.kind == "country");
        other.kind == MentionKind::Name && if country { is_country } else { other.entity_type == kind && !is_country }
    };
    let mut owners: Vec<usize> = (from..mention).filter(named).map(|m| clusters.find(m)).collect();
    owners.sort_unstable();
    owners.dedup();
    match owners[..] {
        [one] => Some(one),
        _ => None,
    }
}

fn core_text<'a>(context: &Context<'a>, mention: usize) -> &'a str {
    let candidate = &context.candidates[mention];
    let tokens = &context.annotation.sentences[candidate.phrase.sentence as usize].tokens;
    tokens[candidate.core.0 as usize].span.cover(tokens[candidate.core.1 as usize].span).of(&context.document.text)
}

/// Who speaks in each quotation.
struct Speakers {
    /// Quotations in text order with the mention that speaks them.
    quoted: Vec<(Span, usize)>,
}

impl Speakers {
    fn new(context: &Context) -> Self {
        let mut quoted = Vec::new();
        let quotations = quotation::find(context.document);
        for report in context.reports {
            let Some(source) = report.source.and_then(|s| context.at(s.sentence, s.head)) else { continue };
            for content in &report.content {
                let from = quotations.partition_point(|q| q.span.end <= content.start);
                let inside = quotations[from..].iter().take_while(|q| q.span.start < content.end);
                quoted.extend(inside.filter(|q| content.contains(q.span)).map(|q| (q.span, source)));
            }
        }
        quoted.sort_unstable();
        Self { quoted }
    }

    /// The speaker of the quotation that mention `m` stands in; of several reports, the first in the text.
    fn of(&self, context: &Context, m: usize) -> Option<usize> {
        let candidate = &context.candidates[m];
        let at = context.annotation.sentences[candidate.phrase.sentence as usize].tokens
            [candidate.phrase.head as usize]
            .span;
        let until = self.quoted.partition_point(|(q, _)| q.start <= at.start);
        let mut holding = self.quoted[..until].iter().rev().take(8).filter(|(q, s)| q.contains(at) && *s != m);
        holding.next_back().map(|(_, speaker)| *speaker)
    }
}
