//! Free relatives: what only somebody's words for it name (`spoke about what she sees as greed`, `struck what it called a camp`).

use crate::extract::Phrase;
use crate::extract::coordination::{noun_phrase, whole};
use crate::extract::lexicon;
use crate::extract::tree::Tree;

/// The phrase of a free relative, told by the clause above at `verb`: all its words, headed by what the thing is said to be, if told.
pub(super) fn relative(tree: &Tree, what: usize, verb: usize) -> Option<Phrase> {
    let clause = clause(tree, what)?;
    match named(tree, clause, verb) {
        Some(noun) => Some(tree.phrase(noun, what, noun_phrase(tree, noun).last as usize)),
        None => Some(tree.phrase(what, what, whole(tree, clause).last as usize)),
    }
}

/// The same where it names a thing: `what it said were nine depots`.
pub(super) fn thing(tree: &Tree, what: usize, verb: usize) -> Option<Phrase> {
    relative(tree, what, verb).filter(|phrase| phrase.head as usize != what)
}

/// Whether a clause only names what the clause above tells of: `what he called a long night`.
pub(super) fn names(tree: &Tree, clause: usize) -> bool {
    let above =
        tree.parent(clause).filter(|p| tree.tokens[clause].deprel == "acl:relcl" && self::clause(tree, *p).is_some());
    let verb = above.and_then(|what| tree.parent(what));
    verb.is_some_and(|verb| named(tree, clause, verb).is_some())
}

fn clause(tree: &Tree, what: usize) -> Option<usize> {
    let pronoun = tree.tokens[what].xpos == "WP" && tree.is(what, &["what"]);
    tree.child(what, &["acl:relcl"]).filter(|c| pronoun && *c > what)
}

/// The noun that the thing is called by, which the parse may hang from the verb above: `struck what it said were nine depots`.
fn named(tree: &Tree, clause: usize, verb: usize) -> Option<usize> {
    let noun = |n: &usize| *n > clause && matches!(tree.tokens[*n].upos, "NOUN" | "PROPN");
    let as_case = |n: usize| tree.related(n, "case").any(|c| tree.is(c, &["as"]));
    let own = |n: &usize| match tree.tokens[*n].relation() {
        "obj" | "xcomp" | "ccomp" => true,
        "obl" => tree.tokens[*n].deprel == "obl:unmarked" || as_case(*n),
        _ => false,
    };
    let said =
        |n: &usize| tree.tokens[*n].relation() == "ccomp" && tree.child(*n, &["cop"]).is_some_and(|c| c > clause);
    let calls = tree.child(clause, &["nsubj"]).is_some() && lexicon::listed("names_so", &tree.lemma(clause));
    let mut nouns = tree.children(clause).filter(own).chain(tree.children(verb).filter(said)).filter(noun);
    nouns.next().filter(|_| calls)
}
