//! Who is sent, asked or kept from doing what an infinitive or gerund says: `sent a clerk to count them`, `called on Peru to act`.

use super::control::{infinitive, prepositional};
use super::coordination::conjuncts;
use super::lexicon::{self, Complement, Signature};
use super::relative::{antecedent, are_people, someone};
use super::tree::Tree;

/// Who is sent, hired or won over to do what an infinitive behind the object says: `sent a clerk to count them`.
pub(super) fn errand(tree: &Tree, verb: usize, i: usize) -> Option<usize> {
    let person = |o: &usize| match tree.tokens[*o].upos {
        "PROPN" => true,
        "PRON" => !tree.is(*o, &["it", "this", "that"]),
        _ => are_people(tree, *o),
    };
    let sends = infinitive(tree, i) && lexicon::listed("sends", &tree.lemma(verb));
    let object = tree.child(verb, &["obj"]).filter(|o| sends && *o < i)?;
    Some(antecedent(tree, object)).filter(person)
}

/// Whether a verb tells that somebody is to do what an infinitive says.
pub(super) fn sent(tree: &Tree, verb: usize) -> bool {
    let lemma = tree.lemma(verb);
    let asks = lexicon::complement(&lemma, "v", "obj").is_some_and(|c| c.affirmed == Signature::Open);
    asks || lexicon::listed("sends", &lemma) || tree.is(verb, &["call"])
}

/// The verb that asks for the infinitive at `i`, where the parse hangs it from a participle behind the verb's object:
/// `allows people in an area hit by a storm to call home`.
pub(super) fn awaiting(tree: &Tree, i: usize) -> Option<usize> {
    kept_from(tree, i).or_else(|| asked_of(tree, i))
}

/// The verb whose object is kept from what the gerund at `i` says, where the parse hangs it from a clause behind the object:
/// `barred miners who were ill from entering`.
fn kept_from(tree: &Tree, i: usize) -> Option<usize> {
    let from =
        |v: usize| lexicon::complement(&tree.lemma(v), "v", "prep").and_then(|c| c.prefix)?.strip_suffix("_from");
    let marked = prepositional(tree, i) && tree.related(i, "mark").any(|m| tree.is(m, &["from"]));
    let mut at = tree.parent(i).filter(|p| marked && from(*p).is_none())?;
    while matches!(tree.tokens[at].relation(), "acl" | "nmod" | "obl" | "advcl" | "xcomp") {
        at = tree.parent(at)?;
    }
    let verb = tree.parent(at).filter(|v| tree.tokens[at].relation() == "obj" && *v < at && at < i)?;
    from(verb).map(|_| verb)
}

/// The verb that asks, where the infinitive hangs below that of a noun: `urged the board with the power to act to approve it`.
fn asked_of(tree: &Tree, i: usize) -> Option<usize> {
    let below = tree.parent(i).filter(|_| tree.tokens[i].relation() == "advcl" && infinitive(tree, i))?;
    let noun = tree.parent(below).filter(|_| tree.tokens[below].deprel == "acl")?;
    let mut at = noun;
    while matches!(tree.tokens[at].relation(), "nmod" | "obl" | "obj" | "iobj") {
        at = tree.parent(at)?;
    }
    let free = tree.child(at, &["obj", "iobj"]).is_some() && tree.child(at, &["xcomp"]).is_none();
    let asks = lexicon::complement(&tree.lemma(at), "v", "obj").is_some_and(|c| c.affirmed == Signature::Open);
    let purpose = tree.related(i, "mark").any(|m| tree.is(m, &["in", "so"]));
    (free && asks && !purpose && at < noun).then_some(at)
}

/// Whom a demand is put to behind a preposition: `called on Peru to act`, `pleaded with him to stay`.
pub(super) fn addressee(tree: &Tree, verb: usize, i: usize) -> Option<usize> {
    let demands = lexicon::complement(&tree.lemma(verb), "v", "obj").is_some_and(|c| c.modality == "demanded");
    let between = |o: &usize| verb < *o && *o < i;
    let passive = tree.related(i, "aux").any(|a| tree.tokens[a].deprel == "aux:pass");
    // `called for a vote to settle it`: a vote is asked for, and nothing of it.
    let to_whom = |o: &usize| {
        let marked = |words: &[&str]| tree.related(*o, "case").any(|c| tree.is(c, words));
        marked(&["on", "upon", "with", "to"]) || marked(&["for"]) && (someone(tree, *o) || passive)
    };
    (demands && infinitive(tree, i)).then(|| tree.related(verb, "obl").filter(between).find(to_whom)).flatten()
}

/// Whether an infinitive tells what a verb asks of others, of whom none is named: `urged for stronger laws to stop it`.
pub(super) fn asked_of_nobody(tree: &Tree, verb: usize, i: usize) -> bool {
    let frame = |f| lexicon::complement(&tree.lemma(verb), "v", f);
    let asks = frame("obj").is_some_and(|c| c.modality == "demanded") && frame("inf").is_none();
    let alone = tree.child(verb, &["obj", "iobj"]).is_none() && tree.tokens[verb].deprel != "acl:relcl";
    asks && alone && infinitive(tree, i)
}

/// The plan or offer that an infinitive or gerund belongs to, where other words part them: `has no plan, he says, to resign`,
/// `exchanged terms for ending it`.
pub(super) fn intended(tree: &Tree, i: usize, verb: usize) -> Option<usize> {
    let there = tree.related(verb, "expl").next().is_some();
    let roles: &[&str] = if there { &["nsubj"] } else { &["obj"] };
    let object = tree.child(verb, roles).filter(|o| *o < i)?;
    let frame = if infinitive(tree, i) { "inf" } else { "prep" };
    let marked = infinitive(tree, i) || prepositional(tree, i) && tree.related(i, "mark").any(|m| tree.is(m, &["for"]));
    let bare = tree.related(object, "acl").next().is_none();
    (marked && bare && lexicon::complement(&tree.lemma(object), "n", frame).is_some()).then_some(object)
}

/// What a verb makes of the deed that it asks for: `pressed for the council to act`.
pub(super) fn asked_for(tree: &Tree, i: usize, verb: usize) -> Option<&'static Complement> {
    let whose = infinitive(tree, i) && tree.child(i, &["nsubj", "nsubj:pass"]).is_some_and(|s| s < i);
    let marked = whose && tree.related(i, "mark").any(|m| tree.is(m, &["for"]));
    lexicon::complement(&tree.lemma(verb), "v", "prep").filter(|c| marked && c.modality == "demanded")
}

/// Whether a gerund tells what somebody is asked about: `was asked about closing the mine`.
pub(super) fn asked_about(tree: &Tree, i: usize, verb: usize) -> bool {
    let about = tree.related(i, "mark").any(|m| tree.is(m, &["about"]));
    about && tree.tokens[i].xpos == "VBG" && tree.is(verb, &["ask", "press", "question", "quiz", "grill"])
}

/// On whom a demand lies: `pressure on Chad to act`, `a call for miners to return`.
pub(super) fn pressed(tree: &Tree, noun: usize) -> Vec<usize> {
    let to_whom = |o: &usize| tree.related(*o, "case").any(|c| tree.is(c, &["on", "upon", "to", "for"]));
    let own = tree.related(noun, "nmod").find(to_whom);
    let of_verb = || {
        let verb = tree.parent(noun).filter(|_| tree.tokens[noun].relation() == "obj")?;
        tree.related(verb, "obl").filter(|o| *o > noun).find(to_whom)
    };
    own.or_else(of_verb).map(|o| conjuncts(tree, o)).unwrap_or_default()
}
