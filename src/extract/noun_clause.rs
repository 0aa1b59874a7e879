//! Clauses that hang from a noun: what the noun and the words around it make of a relative clause, a participle, an infinitive.

use super::clause::{Clause, Frame};
use super::control::{self, Source};
use super::host::{Link, announces};
use super::lexicon::{self, Complement, Signature};
use super::modality::Context;
use super::participle;
use super::polarity;
use super::reporting::{self, Part};
use super::source;
use super::specific;
use super::tree::Tree;
use super::verb_group::Kind;
use crate::model::{Modality, Polarity, Stance};

/// A relative clause: of somebody in particular it tells a fact, of anybody who may come (`a mayor who builds roads`) what the
/// clause around it leaves open, and of all who do so nothing.
pub(super) fn relative(tree: &Tree, clauses: &[Option<Clause>], i: usize, noun: usize, source: Source) -> Link {
    if specific::universal(tree, noun, i) || specific::generic(tree, noun, i) || polarity::turned_down(tree, noun) {
        return Link::silent();
    }
    if tree.tokens[i].deprel == "acl:relcl" && specific::denied(tree, clauses, i, noun) {
        return Link::silent();
    }
    let Some(context) = specific::host(tree, clauses, i, noun) else { return Link::plain(Context::PLAIN) };
    // `will name a man they know`: they may know him already.
    let own_subject = source == Source::Explicit;
    match context.polarity {
        Polarity::Affirmed if !own_subject => Link::plain(context),
        _ => Link::silent(),
    }
}

/// A participle behind a noun: what it says of `a bridge linking two towns` that somebody would build is as open as the building, and
/// of those whom a ban keeps from it nothing.
pub(super) fn participial(tree: &Tree, clauses: &[Option<Clause>], i: usize, noun: usize) -> Link {
    if barred(tree, noun) {
        return Link::silent();
    }
    if clauses[noun].is_some() {
        Link::plain(Context::PLAIN)
    } else {
        relative(tree, clauses, i, noun, Source::Modified)
    }
}

/// Whether a noun is a ban, or what one is on.
fn barred(tree: &Tree, noun: usize) -> bool {
    let bars = |n: usize| lexicon::listed("bars", &tree.lemma(n));
    bars(noun) || tree.tokens[noun].relation() == "nmod" && tree.parent(noun).is_some_and(bars)
}

/// A clause below a noun: `plans to build`, `a demand that they leave`.
pub(super) fn below_noun(tree: &Tree, clauses: &[Option<Clause>], i: usize, noun: usize) -> Link {
    // `a ban on miners from entering the hall`
    if tree.related(i, "mark").any(|m| tree.is(m, &["from"])) && barred(tree, noun) {
        return Link::silent();
    }
    let own_subject = tree.related(i, "nsubj").next().is_some() || participle::imagined(tree, i).is_some();
    let Some(word) = noun_word(tree, i, noun) else {
        let open = control::infinitive(tree, i);
        return Link::plain(if open { Context::PLAIN.put(Modality::Possible) } else { Context::PLAIN });
    };
    if asserted(tree, i, noun) {
        return Link::plain(Context::PLAIN);
    }
    let around = around(tree, clauses, noun, word);
    // `rejected the claim that it rained`: to whoever does so it did not.
    let that = tree.related(i, "mark").any(|m| tree.is(m, &["that"]));
    if that && word.modality == "possible" && around == Context::PLAIN.negated() && turned_down(tree, noun) {
        return Link::plain(around);
    }
    let base = Frame::of(around);
    let mut frame = base.under(&Frame::of(Context::PLAIN), word);
    if own_subject || word.modality == "demanded" {
        frame = Frame::of(frame.context);
    }
    let verb = Some(noun).filter(|n| tree.tokens[*n].relation() == "obj").and_then(|n| tree.parent(n));
    let owned = tree.child(noun, &["nmod:poss"]).is_some() || word.modality == "demanded";
    Link::of(frame, verb.filter(|v| !own_subject && !owned && announces(tree, *v) && clauses[*v].is_some()))
}

/// The noun right before a clause that tells what it says, though the parse hangs both from one word: `The idea that it is safe is new`.
pub(super) fn told_by(tree: &Tree, i: usize, above: usize) -> Option<usize> {
    let that = tree.related(i, "mark").find(|m| tree.is(*m, &["that"]) && *m == tree.borders(i).0)?;
    let noun = tree.related(above, "nsubj").find(|s| s + 1 == that && i < above && tree.tokens[*s].upos == "NOUN")?;
    lexicon::complement(&tree.lemma(noun), "n", "that").map(|_| noun)
}

/// What the table says of a noun above a clause of this form.
fn noun_word(tree: &Tree, i: usize, noun: usize) -> Option<&'static Complement> {
    let frames: &[&str] = if control::infinitive(tree, i) {
        &["inf", "that"]
    } else if control::gerund_with_to(tree, i) {
        &["prep", "inf", "that"]
    } else if control::prepositional(tree, i) || participle::imagined(tree, i).is_some() {
        &["prep", "that"]
    } else {
        &["that"]
    };
    let lemma = if due(tree, noun) { "necessity".to_owned() } else { tree.lemma(noun) };
    frames.iter().find_map(|f| lexicon::complement(&lemma, "n", f))
}

/// `It is time that she left`, `it is time to leave`: what has yet to be done.
pub(super) fn due(tree: &Tree, noun: usize) -> bool {
    let it = tree.child(noun, &["nsubj", "expl"]).is_some_and(|s| tree.is(s, &["it"]));
    tree.is(noun, &["time"]) && tree.child(noun, &["cop"]).is_some() && it
}

/// `her claim that the ships sank`: whose claim it is says that they did.
fn asserted(tree: &Tree, i: usize, noun: usize) -> bool {
    let stance = || reporting::entry(Part::Noun, &tree.lemma(noun))?.any(&[reporting::Frame::That]);
    let that = tree.related(i, "mark").any(|m| tree.is(m, &["that"]));
    let owned = tree.child(noun, &["nmod:poss"]).is_some() || source::of_person(tree, noun).is_some();
    let by = |o: usize| tree.related(o, "case").any(|c| tree.is(c, &["by"]));
    let owned = owned || tree.related(noun, "nmod").any(by);
    that && owned && matches!(stance(), Some(Stance::States | Stance::Claims))
}

/// How a noun that takes a clause is itself put: by the verb whose object it is, by its own `no`, by being rejected.
fn around(tree: &Tree, clauses: &[Option<Clause>], noun: usize, word: &Complement) -> Context {
    let Some(verb) = tree.parent(noun) else { return Context::PLAIN };
    // `dismissed efforts by others to close it`: they go on.
    let by = |o: usize| tree.related(o, "case").any(|c| tree.is(c, &["by"]));
    let others = tree.related(noun, "nmod").any(by);
    let rejects = !others && lexicon::listed("rejects", &tree.lemma(verb));
    let own = polarity::negative_phrase(tree, noun) || polarity::scant(tree, noun);
    match (tree.tokens[noun].relation(), clauses[verb].as_ref()) {
        ("obj", Some(above)) => {
            let rejects = rejects
                || lexicon::complement(&tree.lemma(verb), "v", "ing").is_some_and(|c| c.affirmed == Signature::Fails);
            let context = above.frame.context.negated_if(rejects);
            // What is not thought of may well be so; of what there is none is not.
            let passed_over = word.modality == "possible" && !own && !rejects && !accepts(tree, verb);
            if passed_over { Context { polarity: Polarity::Affirmed, ..context } } else { context }
        }
        ("nsubj", Some(above)) if above.group.kind == Kind::Copular && lexicon::listed("untrue", &tree.lemma(verb)) => {
            Context::PLAIN.negated_if(above.frame.context.polarity == Polarity::Affirmed)
        }
        ("nsubj", Some(above)) if rejects && above.group.kind == Kind::Passive => Context::PLAIN.negated(),
        (_, Some(above)) if own => Context { modality: above.frame.context.modality, ..Context::PLAIN.negated() },
        _ => Context::PLAIN.negated_if(own),
    }
}

/// Whether somebody rejects what a noun says.
fn turned_down(tree: &Tree, noun: usize) -> bool {
    let verb = tree.parent(noun).filter(|_| tree.tokens[noun].relation() == "obj");
    verb.is_some_and(|v| {
        reporting::entry(Part::Verb, &tree.lemma(v)).and_then(|e| e.stance(reporting::Frame::Object))
            == Some(Stance::Denies)
    })
}

/// Verbs of having, sharing or finding, whose denial denies what the noun names: `sees no chance`, `does not share the view`.
fn accepts(tree: &Tree, verb: usize) -> bool {
    announces(tree, verb) || lexicon::listed("accepts", &tree.lemma(verb))
}
