//! The source of a report: the subject of the reporting word, understood where it is not written, its agent, or its possessor.

use super::Phrase;
use super::content;
use super::control;
use super::lexicon;
use super::relative::are_people;
use super::reporting::{self, Frame, Part};
use super::tree::Tree;

/// The longest chain of verbs that a subject is understood over.
const STEPS: usize = 8;

/// The head of the subject of `v`, its own or the one understood from the verb it depends on.
pub(super) fn subject(tree: &Tree, v: usize) -> Option<usize> {
    let mut at = v;
    // `welcomed the choice not to sell while voicing concern`: the subject is that of the whole, whatever the clause hangs from.
    let meanwhile = tree.tokens[v].xpos == "VBG" && tree.related(v, "mark").any(|m| tree.is(m, &["while"]));
    for _ in 0..STEPS {
        if let Some(s) = own_subject(tree, at).or_else(|| inverted(tree, at)) {
            return Some(s);
        }
        let parent = tree.parent(at)?;
        if let Some(verb) = control::reporting_above(tree, parent, at).filter(|_| tree.tokens[at].relation() == "advcl")
        {
            at = verb;
            continue;
        }
        if let Some(verb) = content::speaks_on(tree, at) {
            at = verb;
            continue;
        }
        // `quoted Roth as saying that …`
        let as_is = || tree.tokens[at].xpos == "VBG" && tree.related(at, "mark").any(|m| tree.is(m, &["as"]));
        if let Some(quoted) = tree.child(parent, &["obj"]).filter(|o| *o < at && as_is()) {
            return Some(quoted);
        }
        match tree.tokens[at].relation() {
            _ if meanwhile => {}
            "xcomp" => {
                // `had this to say`: the object is what is said.
                let said = |o: usize| tree.is(parent, &["have"]) && tree.tokens[o].upos == "PRON";
                if let Some(object) = tree.child(parent, &["obj", "iobj"]).filter(|o| *o < at && !said(*o)) {
                    return Some(object);
                }
            }
            "conj" | "advcl" | "ccomp" | "cop" | "parataxis" | "obl" => {}
            "acl" if is_active_participle(tree, at) => return Some(parent),
            // `had this to say`
            "acl" if tree.tokens[parent].relation() == "obj" && tree.tokens[parent].upos == "PRON" => {
                at = tree.parent(parent).filter(|v| tree.is(*v, &["have"]))?;
                continue;
            }
            "acl" => {
                at = control::earned_for(tree, parent, at)?;
                continue;
            }
            _ => return None,
        }
        if tree.tokens[at].relation() == "ccomp" && is_finite(tree, at) {
            return None;
        }
        at = parent;
    }
    None
}

fn own_subject(tree: &Tree, v: usize) -> Option<usize> {
    let subjects = |c: &usize| matches!(tree.tokens[*c].deprel, "nsubj" | "nsubj:pass" | "nsubj:outer");
    let all: Vec<usize> = tree.children(v).filter(subjects).collect();
    // `“Is it late?” said Roth`: what stands before the mark is quoted.
    let quoted = v > 0 && tree.tokens[v - 1].xpos == "''";
    let behind = || all.iter().copied().find(|s| quoted && *s > v);
    // `The driver was tired, a report says`: the nearest is its own.
    let nearest = || all.iter().copied().rfind(|s| *s < v);
    behind().or_else(nearest).or(all.first().copied())
}

/// The speaker after the verb of a clause set into a quotation, which the parse may take for its object: `…, said Ana Roth`.
pub(super) fn inverted(tree: &Tree, v: usize) -> Option<usize> {
    if own_subject(tree, v).is_some() {
        return None;
    }
    if let Some(speaker) = behind_mark(tree, v) {
        return Some(speaker);
    }
    // `The bill, say clerks, is late`: the tag may be that of an infinitive.
    let bare = tree.tokens[v].xpos == "VB" && tree.related(v, "mark").next().is_none();
    if !is_finite(tree, v) && !bare {
        return None;
    }
    let set_in = tree.tokens[v].relation() == "parataxis";
    let named = |o: &usize| set_in && *o > v && *o <= v + 4 && tree.tokens[*o].upos == "PROPN";
    tree.child(v, &["obj"]).filter(named).or_else(|| beyond(tree, v))
}

/// Who stands right behind a verb that a closing mark precedes: `“It rains,” read one`, `… ,” added her lawyer Ana Roth`.
fn behind_mark(tree: &Tree, v: usize) -> Option<usize> {
    let marked = v > 0 && tree.tokens[v - 1].xpos == "''";
    let verb = matches!(tree.tokens[v].xpos, "VBD" | "VBZ" | "VBP" | "VB") && tree.related(v, "mark").next().is_none();
    let main = matches!(tree.tokens[v].relation(), "root" | "parataxis" | "ccomp");
    let nominal = |o: &usize| matches!(tree.tokens[*o].upos, "NOUN" | "PROPN" | "PRON" | "NUM");
    let behind = |o: &usize| *o > v && tree.borders(*o).0 == v + 1 && nominal(o);
    tree.children(v)
        .filter(|_| marked && verb && main)
        .filter(behind)
        .find(|o| matches!(tree.tokens[*o].relation(), "obj" | "iobj"))
}

/// The noun phrase right behind the verb that the parse gives to what is said: `“We want answers,” said a clerk`, `The bill, say
/// clerks, is late`.
fn beyond(tree: &Tree, v: usize) -> Option<usize> {
    let set_in = v > 0 && tree.tokens[v - 1].lemma == ",";
    let quoted = tree.related(v, "ccomp").filter(|c| *c < v || set_in);
    let behind = |o: &usize| tree.borders(*o).0 == v + 1 && matches!(tree.tokens[*o].upos, "NOUN" | "PROPN" | "PRON");
    let nominal = |o: &usize| matches!(tree.tokens[*o].relation(), "obj" | "nsubj" | "obl" | "appos" | "parataxis");
    quoted.flat_map(|c| tree.children(c)).filter(nominal).find(behind)
}

/// Whether the clause has a finite verb, and so would have a subject of its own.
fn is_finite(tree: &Tree, v: usize) -> bool {
    let finite = |i: usize| matches!(tree.tokens[i].xpos, "VBD" | "VBZ" | "VBP" | "MD");
    finite(v) || tree.children(v).any(|c| matches!(tree.tokens[c].relation(), "aux" | "cop") && finite(c))
}

fn is_active_participle(tree: &Tree, v: usize) -> bool {
    tree.tokens[v].xpos == "VBG" && tree.tokens[v].deprel == "acl" && tree.related(v, "mark").next().is_none()
}

/// The head of the agent of a passive: `by the board`.
pub(super) fn agent(tree: &Tree, v: usize) -> Option<usize> {
    let by = |o: &usize| tree.related(*o, "case").any(|c| tree.is(c, &["by"]));
    // `By contrast, it was welcomed by nurses`
    tree.related(v, "obl").filter(by).max_by_key(|o| (*o > v, std::cmp::Reverse(*o)))
}

/// The source that a reporting noun has: its possessor, its `by` or `from` phrase, or the subject of the verb that carries it.
pub(super) fn of_noun(tree: &Tree, n: usize) -> Option<usize> {
    let prepositional = |o: &usize| tree.related(*o, "case").any(|c| tree.is(c, &["by", "from", "among"]));
    tree.child(n, &["nmod:poss"])
        .or_else(|| tree.related(n, "nmod").find(prepositional))
        .or_else(|| tree.related(n, "compound").find(|c| tree.tokens[*c].upos == "PROPN"))
        .or_else(|| {
            let verb = tree
                .parent(n)
                .filter(|v| tree.tokens[n].deprel == "obj" && lexicon::listed("lends_subject", &tree.lemma(*v)))?;
            subject(tree, verb)
        })
}

/// Who says what a noun of speech says in a participle behind it: `issued a statement saying that it rained`, `her letter asking why`.
pub(super) fn author(tree: &Tree, noun: usize, cue: usize) -> Option<usize> {
    let entry = reporting::entry(Part::Verb, &tree.lemma(cue))?;
    let told =
        tree.parent(cue) == Some(noun) && is_active_participle(tree, cue) && entry.stance(Frame::Quote).is_some();
    if !told || !reporting::is_venue(&tree.lemma(noun)) {
        return None;
    }
    // `In a letter explaining that it rained, she …`
    let within = || tree.related(noun, "case").any(|c| tree.is(c, &["in"]));
    let made = || {
        let verb = tree.parent(noun).filter(|v| tree.tokens[*v].upos == "VERB")?;
        let hers = match tree.tokens[noun].relation() {
            "obj" => lexicon::listed("lends_subject", &tree.lemma(verb)),
            "obl" => within() && noun < verb,
            _ => false,
        };
        hers.then(|| subject(tree, verb))?
    };
    tree.child(noun, &["nmod:poss"]).or_else(made)
}

/// Whose a noun is that somebody behind `of` holds: `the claim of Ana Roth that it is late`.
pub(super) fn of_person(tree: &Tree, n: usize) -> Option<usize> {
    let of = |o: &usize| tree.related(*o, "case").any(|c| tree.is(c, &["of"]));
    let person = |o: &usize| tree.tokens[*o].upos == "PROPN" || are_people(tree, *o);
    tree.related(n, "nmod").filter(of).find(person)
}

/// The whole phrase of a source with its appositions and relative clauses, without the reporting words.
pub(super) fn phrase(tree: &Tree, head: usize, cue: usize) -> Phrase {
    let (mut first, mut last) = extent(tree, head, cue);
    let strip = |i: usize| {
        let token = &tree.tokens[i];
        token.upos == "PUNCT"
            || token.xpos == "POS"
            || i != head && matches!(token.relation(), "case" | "mark" | "cc" | "fixed")
    };
    while first < head && strip(first) {
        first += 1;
    }
    while last > head && strip(last) && !closes_bracket(tree, first, last) {
        last -= 1;
    }
    tree.phrase(head, first, last)
}

/// First and last word of what hangs from the head, up to the cue.
fn extent(tree: &Tree, head: usize, cue: usize) -> (usize, usize) {
    let (mut first, mut last) = (head, head);
    for c in tree.children(head).filter(|c| !tree.within(cue, *c)) {
        let token = &tree.tokens[c];
        let own_mark = matches!(token.relation(), "case" | "mark" | "cop" | "aux" | "nsubj" | "advcl")
            || token.deprel == "advmod:emph";
        if own_mark
            || token.deprel == "acl:relcl" && tree.tokens[head].upos == "PROPN" && is_set_off(tree, c)
            || token.relation() == "parataxis" && tree.tokens[c].upos == "VERB"
            || token.deprel == "acl" && token.xpos == "VBG" && c > cue && cue < head && is_set_off(tree, c)
        {
            continue;
        }
        let (from, to) = tree.borders(c);
        first = first.min(from);
        last = last.max(to);
    }
    match () {
        () if cue < head => (first.max(cue + 1).min(head), last),
        () if cue > head => (first, last.min(cue - 1).max(head)),
        () => (first, last),
    }
}

/// Whether a clause stands after a comma, and so comments on a name rather than telling who is meant.
fn is_set_off(tree: &Tree, clause: usize) -> bool {
    let first = tree.borders(clause).0;
    first > 0 && (tree.tokens[first].lemma == "," || tree.tokens[first - 1].lemma == ",")
}

fn closes_bracket(tree: &Tree, first: usize, last: usize) -> bool {
    matches!(tree.tokens[last].lemma.as_str(), ")" | "]")
        && tree.tokens[first..last].iter().any(|t| matches!(t.lemma.as_str(), "(" | "["))
}
