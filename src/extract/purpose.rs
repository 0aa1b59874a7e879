//! Infinitives beside a verb, which tell what a deed was for or what came of it, and clauses that tell in what case the rest is so.

use super::clause::Clause;
use super::control;
use super::lexicon;
use super::modality::{self, Context};
use super::polarity;
use super::relative;
use super::reporting;
use super::tree::Tree;
use super::verb_group::Kind;
use crate::model::{Modality, Polarity};

/// Whether the infinitive at `i` tells what those who act in the clause above mean to do. They must be such as mean something, and
/// do, or be about to do, what that clause says; of `sent a nurse to help` the nurse may be meant.
pub(super) fn is_meant(tree: &Tree, above: Option<&Clause>, i: usize) -> bool {
    let Some(above) = above.filter(|a| matches!(a.group.kind, Kind::Active | Kind::Passive)) else { return false };
    let verb = above.group.head;
    let context = above.frame.context;
    let done = match context.modality {
        Modality::Actual => !control::infinitive(tree, verb),
        modality => modality == Modality::Planned,
    };
    let other = tree.child(verb, &["obj", "iobj"]).is_some_and(|o| acts(tree, o) && !meant(tree, i));
    let aim = tree.tokens[i].xpos == "VB" && tree.tokens[i].upos == "VERB" && context.polarity == Polarity::Affirmed;
    // `returned to dance`: what is taken up anew is a fact, or a noun.
    let resumed = tree.is(verb, &["return"]) && i == verb + 2 && tree.borders(i) == (verb + 1, i);
    aim && done && !other && !resumed && above.surface_subjects.iter().any(|s| acts(tree, *s))
}

/// Whether a noun stands for people, a body of people or somebody with a name.
fn acts(tree: &Tree, noun: usize) -> bool {
    match tree.tokens[noun].upos {
        "PROPN" => true,
        "PRON" => tree.is(noun, &["i", "we", "you", "he", "she", "they", "who"]),
        _ => relative::are_people(tree, noun),
    }
}

/// What a needed thing is needed for: `the proof they need to win`, `the votes needed to win`.
pub(super) fn of_need(tree: &Tree, i: usize, verb: usize) -> bool {
    let gap = tree.tokens[verb].relation() == "acl" && tree.is(verb, &["need", "require"]);
    let own = tree.related(verb, "obj").all(|o| relative::relative_pronoun(tree, o));
    let thing = tree.tokens[verb].deprel == "acl" || tree.child(i, &["obj", "ccomp"]).is_some();
    gap && own && thing && control::infinitive(tree, i)
}

/// How an infinitive is put that tells what came about, or what did not because nobody was there: `went on to win`, `grew to include
/// miners`, `came home only to find it empty`, `was not there to vote`. None where it tells an aim.
pub(super) fn reached(tree: &Tree, above: &Clause, i: usize, verb: usize) -> Option<Context> {
    if !control::infinitive(tree, i) || verb > i || meant(tree, i) {
        return None;
    }
    if above.group.kind == Kind::Copular {
        let absent = tree.is(verb, &["there", "here", "around"]) && polarity::negated(tree, verb);
        return absent.then(|| Context::PLAIN.negated());
    }
    let onward = tree.is(verb, &["go", "come"])
        && tree.children(verb).any(|c| verb < c && c < i && tree.is(c, &["on", "back"]) && c + 2 >= tree.borders(i).0);
    let found = lexicon::listed("comes_to", &tree.lemma(verb)) && near(tree, verb, i);
    let holds = onward && near(tree, verb, i) || found || ironic(tree, i) || covers(tree, i);
    let holds = holds || speaks(tree, verb, i) || is_used(tree, above, verb);
    holds.then_some(above.frame.context)
}

/// `the gun he used to shoot Otto`, `used drones to hit the depot`: what a tool was used for was done with it.
fn is_used(tree: &Tree, above: &Clause, verb: usize) -> bool {
    let past = tree.tokens[verb].xpos == "VBD" || tree.related(verb, "aux").any(|a| tree.is(a, &["have"]));
    let done = above.frame.context == Context::PLAIN && above.group.kind == Kind::Active;
    tree.is(verb, &["use"]) && past && done
}

/// `called to say that it was late`, `chimed in to argue that it was`: what one speaks for is said.
fn speaks(tree: &Tree, verb: usize, i: usize) -> bool {
    let says = |v: usize| reporting::reports(&tree.lemma(v), reporting::Frame::Quote);
    let calls = lexicon::listed("speaks_out", &tree.lemma(verb));
    tree.child(i, &["ccomp"]).is_some() && says(i) && (calls || says(verb))
}

/// `in order to win`, `so as to win`
fn meant(tree: &Tree, i: usize) -> bool {
    tree.related(i, "mark").any(|m| tree.is(m, &["in", "so"]))
}

/// Whether at most an adverb stands between a verb and its infinitive.
fn near(tree: &Tree, verb: usize, i: usize) -> bool {
    tree.borders(i).0 <= verb + 2 && tree.child(verb, &["obj"]).is_none()
}

/// `only to lose`, `only for it to burst`
fn ironic(tree: &Tree, i: usize) -> bool {
    let first = tree.borders(i).0;
    let only = |w: usize| tree.is(w, &["only"]) && tree.is(w + 1, &["to", "for"]);
    first + 1 < i && (only(first) || first > 0 && only(first - 1))
}

/// `expanded to include miners`: what it has come to take in.
fn covers(tree: &Tree, i: usize) -> bool {
    tree.is(i, &["include", "encompass"])
}

/// Whether a clause tells in what case the rest holds: `in cases where the list fails`, `in the event that it rains`.
pub(super) fn in_case(tree: &Tree, clause: usize, noun: usize) -> bool {
    let within = tree.related(noun, "case").any(|c| tree.is(c, &["in"]));
    let plain = !tree.related(noun, "det").any(|d| tree.is(d, &["the"])) || tree.is(noun, &["event"]);
    clause > noun && within && plain && tree.is(noun, &["case", "event", "instance", "situation"])
}

/// `whenever we hear that it is safe`: of any time.
pub(super) fn whenever(tree: &Tree, verb: usize) -> bool {
    modality::in_present(tree, verb) && tree.children(verb).any(|w| w < verb && tree.is(w, &["whenever"]))
}

/// `It was not until May that she left`: she did leave.
pub(super) fn not_until(tree: &Tree, clause: usize, verb: usize) -> bool {
    let until = |c: usize| c < clause && tree.children(c).any(|m| tree.is(m, &["until", "till"]));
    tree.is(verb, &["be"]) && polarity::negated(tree, verb) && tree.children(verb).any(until)
}
