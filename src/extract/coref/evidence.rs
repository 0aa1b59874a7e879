//! What speaks for a mention as the antecedent of a pronoun, and how much (`ontology/lexicon/antecedents.tsv`).

use super::clusters::Clusters;
use super::pronoun::{Person, Scene};
use super::{preference, referent};
use crate::extract::tree::Tree;
use crate::extract::{lexicon, source};
use crate::model::{EntityType, MentionKind, Span, Stance};
use std::sync::LazyLock;

/// How many kinds of evidence there are.
const KINDS: usize = 36;

/// The kinds of evidence by name, in the order of the table.
const NAMES: [&str; KINDS] = [
    // How far back it stands, in sentences.
    "same",
    "one_back",
    "two_back",
    "three_back",
    // Its role, and whether the pronoun has the same.
    "subject",
    "object",
    "possessor",
    "oblique",
    "both_subject",
    "both_other",
    // Its clause is above that of the pronoun; it does something to what is the pronoun's; its verb has its reason in it; it
    // says what the pronoun stands in; it spoke last, and the pronoun speaks; both are what successive sentences are about.
    "above",
    "owner",
    "blamed",
    "sayer",
    "speaks_on",
    "parallel",
    // How it refers.
    "name",
    "indefinite",
    "pronoun",
    "relative",
    // What is known of it: whether a name is among its mentions, its kind, gender and number.
    "known",
    "unknown_kind",
    "place",
    "body",
    "gender",
    "plural_people",
    "plural_things",
    // How often it is mentioned, whether in the sentence before or at the start of the document.
    "mentions",
    "once",
    "early",
    // Only one of the two stands in a quotation.
    "quoted",
    "unquoted",
    // How many mentions that fit stand between.
    "nearest",
    "between",
    "joined",
    "nested",
];

/// Where `speaks_on` stands among them.
const SPEAKS_ON: usize = 14;

/// Weights of the evidence for `he`, `it` and `they`, and of no antecedent: alone, for a possessive, in a quotation.
struct Weights {
    evidence: [f32; KINDS],
    none: [f32; 3],
    least: f32,
}

static WEIGHTS: LazyLock<[Weights; 3]> = LazyLock::new(|| [0, 1, 2].map(weights));

fn weights(column: usize) -> Weights {
    let table = include_str!("../../../ontology/lexicon/antecedents.tsv");
    let cell = |name: &str| {
        let row = table.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('\t'));
        row.and_then(|r| r.split('\t').nth(column)?.parse().ok()).unwrap_or(0.0)
    };
    Weights {
        evidence: NAMES.map(cell),
        none: ["none", "none_possessive", "none_quoted"].map(cell),
        least: cell("least"),
    }
}

fn of(person: Person) -> &'static Weights {
    match person {
        Person::I | Person::He => &WEIGHTS[0],
        Person::It => &WEIGHTS[1],
        Person::They => &WEIGHTS[2],
    }
}

/// The share of all weight from which an entity is taken.
pub(super) fn least(person: Person) -> f32 {
    of(person).least
}

/// The weight of no antecedent.
pub(super) fn none(scene: &Scene, (mention, person): (usize, Person)) -> f32 {
    let weights = of(person).none;
    let (tree, head) = scene.place(mention);
    let possessive = if tree.tokens[head].deprel == "nmod:poss" { weights[1] } else { 0.0 };
    // `Its prime minister` is that of somebody.
    let possessive = if person == Person::It && referent::of_body(tree, head) { OF_BODY } else { possessive };
    let quoted = if scene.speakers.of(scene.context, mention).is_some() { weights[2] } else { 0.0 };
    weights[0] + possessive + quoted
}

/// What no antecedent weighs for `its`, where only a body or a state can be meant.
const OF_BODY: f32 = -1.5;

/// The weight of each of some mentions, in text order, as the antecedent.
pub(super) fn weigh(
    scene: &Scene,
    clusters: &mut Clusters,
    pronoun: (usize, Person),
    mentions: &[usize],
) -> Vec<(usize, f32)> {
    let weights = &of(pronoun.1).evidence;
    let mut weighed = Vec::with_capacity(mentions.len());
    let mut turn = None;
    let quoted = |m: usize| scene.speakers.of(scene.context, m).is_some();
    // Whom somebody quoted speaks of does not stand between the writer's own words.
    let (mut all, mut own) = (0, 0);
    for m in mentions.iter().rev() {
        let between = if quoted(*m) || quoted(pronoun.0) { all } else { own };
        all += 1;
        own += usize::from(!quoted(*m));
        let around = [
            f32::from(between == 0),
            (1.0 + between as f32).ln(),
            f32::from(is_joined(scene, *m)),
            f32::from(is_nested(scene, *m)),
        ];
        let mut shown = shown(scene, clusters, pronoun.0, *m);
        let entity = clusters.find(*m);
        if shown[SPEAKS_ON] > 0.0 {
            let (owner, spoke) = *turn.get_or_insert((entity, true));
            // Who spoke before another did does not go on; before another was written of, only maybe.
            shown[SPEAKS_ON] = if owner == entity { 1.0 } else { f32::from(!spoke) * INTERRUPTED };
        } else if turn.is_none() && !quoted(*m) && takes_over(scene, pronoun.0, *m) {
            turn = Some((entity, false));
        }
        let evidence = shown.into_iter().chain(around);
        weighed.push((*m, evidence.zip(weights).map(|(e, w)| e * w).sum()));
    }
    weighed
}

/// How much it still counts that somebody spoke, where another has been written of since.
const INTERRUPTED: f32 = 0.3;

/// `Ana spoke. Ida came. She said …`: whether a sentence in between is about the mention.
fn takes_over(scene: &Scene, pronoun: usize, m: usize) -> bool {
    let (tree, head) = scene.place(m);
    scene.speakers.back(scene.context, (m, pronoun)) > 0 && leads(tree, head)
}

/// What a mention shows by itself.
fn shown(scene: &Scene, clusters: &mut Clusters, pronoun: usize, m: usize) -> Vec<f32> {
    let context = scene.context;
    let back = scene.speakers.back(context, (m, pronoun));
    let known = clusters.features(m);
    let plural = known.plural == Some(true);
    let mut ties = ties(scene, pronoun, m);
    // `The deficits grew, and the office said they …`: one body that speaks is not they.
    ties[SAYER] &= plural || scene.person(pronoun) != Some(Person::They);
    let distance = (0..4).map(|d| back == d);
    let all = distance.chain(roles(scene, pronoun, m)).chain(ties).chain(forms(scene, m));
    let mut all: Vec<f32> = all.map(f32::from).collect();
    let people = matches!(known.kind, Some(EntityType::Person | EntityType::Group));
    let size = clusters.size(m);
    let early = context.candidates[clusters.find(m)].phrase.sentence < 2;
    let what = [
        known.named,
        known.kind.is_none(),
        matches!(known.kind, Some(EntityType::Place | EntityType::Facility)),
        matches!(known.kind, Some(EntityType::Organization)),
        known.gender.is_some(),
        plural && people,
        plural && !people,
    ];
    all.extend(what.map(f32::from));
    all.extend([(size as f32).ln(), f32::from(size == 1), f32::from(early)]);
    let quoted = |m: usize| scene.speakers.of(context, m).is_some();
    all.extend([quoted(m) && !quoted(pronoun), quoted(pronoun) && !quoted(m)].map(f32::from));
    all
}

/// Subject, object, possessor, oblique; whether the pronoun has the same role.
fn roles(scene: &Scene, pronoun: usize, m: usize) -> [bool; 6] {
    let role = |m: usize| {
        let (tree, head) = scene.place(m);
        match (tree.tokens[head].relation(), tree.tokens[head].deprel) {
            ("nsubj" | "root", _) => 0,
            ("obj" | "iobj", _) => 1,
            (_, "nmod:poss") => 2,
            ("obl", _) => 3,
            _ => 4,
        }
    };
    let (own, other) = (role(m), role(pronoun));
    [own == 0, own == 1, own == 2, own == 3, own == 0 && other == 0, own == other && own != 0]
}

/// Where it stands among the ties that the mention says what the pronoun stands in.
const SAYER: usize = 3;

/// What ties the mention to the pronoun.
fn ties(scene: &Scene, pronoun: usize, m: usize) -> [bool; 6] {
    let ((tree, head), (_, at)) = (scene.place(m), scene.place(pronoun));
    let phrase = scene.context.candidates[m].phrase;
    if phrase.sentence != scene.context.candidates[pronoun].phrase.sentence {
        let next = scene.speakers.back(scene.context, (m, pronoun)) == 1;
        let parallel = next && leads(tree, head) && (leads(scene.place(pronoun).0, at) || speaks(scene, pronoun));
        return [false, false, false, false, speaks(scene, m) && speaks(scene, pronoun), parallel];
    }
    let above = tree.parent(head).is_some_and(|p| tree.within(at, p));
    let span = tree.tokens[at].span;
    // `asked Otto whether he …`, `praised Ida, saying she …`: of somebody else, as like as not.
    let says = |r: &crate::extract::Report| {
        let own = tree.parent(head) == Some(r.cue.head as usize) && r.stance != Stance::Asks;
        own && r.content.iter().any(|c| c.contains(span))
    };
    let sayer = claims(tree, head, at) || preference::reports_by(scene.context, phrase).any(says);
    [above, is_owner(tree, head, at), is_blamed(tree, head, at), sayer, false, false]
}

/// `Otto took his bag`: whether the mention is the subject of the clause in which something is the pronoun's.
fn is_owner(tree: &Tree, head: usize, pronoun: usize) -> bool {
    let Some(noun) = tree.parent(pronoun).filter(|_| tree.tokens[pronoun].deprel == "nmod:poss") else { return false };
    let subject = tree.tokens[head].relation() == "nsubj" && head < pronoun && !tree.within(noun, head);
    subject && tree.parent(head) == Some(referent::clause(tree, noun))
}

/// Whether a word is the subject of the sentence's main verb, or of one joined to it.
fn leads(tree: &Tree, head: usize) -> bool {
    let main = |v: usize| match tree.tokens[v].relation() {
        "root" => true,
        "conj" => tree.parent(v).is_some_and(|first| tree.tokens[first].relation() == "root"),
        _ => false,
    };
    tree.tokens[head].relation() == "nsubj" && tree.parent(head).is_some_and(main)
}

/// `Norway made clear that it …`: whether the mention is the subject of the verb whose complement the pronoun stands in.
fn claims(tree: &Tree, head: usize, pronoun: usize) -> bool {
    let clause = referent::clause(tree, pronoun);
    let Some(mut verb) = tree.parent(clause).filter(|_| tree.tokens[clause].relation() == "ccomp") else {
        return false;
    };
    while tree.tokens[verb].relation() == "xcomp" {
        let Some(above) = tree.parent(verb) else { return false };
        verb = above;
    }
    source::subject(tree, verb) == Some(head)
}

/// Whether the mention is the source of a report that nobody else is said to make: of `Ana says Otto fears rain` Ana's.
fn speaks(scene: &Scene, m: usize) -> bool {
    let phrase = scene.context.candidates[m].phrase;
    let told = |cue: Span| {
        preference::reports(scene.context, phrase.sentence).any(|r| r.content.iter().any(|c| c.contains(cue)))
    };
    preference::reports_by(scene.context, phrase).any(|r| !told(r.cue.span(scene.context.annotation)))
}

/// How the mention refers.
fn forms(scene: &Scene, m: usize) -> [bool; 4] {
    let candidate = &scene.context.candidates[m];
    let (tree, head) = scene.place(m);
    let nominal = candidate.kind == MentionKind::Nominal;
    let definite = tree
        .children(head)
        .any(|c| tree.tokens[c].deprel == "nmod:poss" || tree.is(c, &["the", "this", "that", "these", "those"]));
    let relative = matches!(tree.tokens[head].xpos, "WDT" | "WP");
    let pronoun = candidate.kind == MentionKind::Pronoun && !relative;
    [candidate.kind == MentionKind::Name, nominal && !definite, pronoun, relative]
}

/// One of several joined by `and`.
fn is_joined(scene: &Scene, m: usize) -> bool {
    let (tree, head) = scene.place(m);
    tree.tokens[head].relation() == "conj" || tree.related(head, "conj").next().is_some()
}

/// Within another noun phrase.
fn is_nested(scene: &Scene, m: usize) -> bool {
    let (tree, head) = scene.place(m);
    matches!(tree.tokens[head].relation(), "nmod" | "compound" | "amod" | "appos")
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
