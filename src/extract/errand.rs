//! Who is sent, asked or kept from doing what an infinitive or gerund says: `sent a clerk to count them`, `called on Peru to act`.

use super::control::{infinitive, prepositional};
use super::lexicon::{self, Signature};
use super::relative::{antecedent, are_people};
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
    let to_whom = |o: &usize| tree.related(*o, "case").any(|c| tree.is(c, &["on", "upon", "with", "to", "for"]));
    (demands && infinitive(tree, i)).then(|| tree.related(verb, "obl").filter(between).find(to_whom)).flatten()
}
