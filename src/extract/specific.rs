//! Whether a noun phrase stands for somebody in particular: what a relative clause says of `a mayor who builds roads` is a fact only
//! if there is such a mayor, and of `anyone who leaves` it says nothing at all.

use super::clause::Clause;
use super::lexicon;
use super::modality::{self, Context};
use super::tree::Tree;
use crate::model::{Modality, Polarity};

/// Whether the noun stands for all of a kind, which the relative clause at `clause` narrows: `anyone who`, `every town that`.
pub(super) fn universal(tree: &Tree, noun: usize, clause: usize) -> bool {
    let all = lexicon::listed("universal", &tree.lemma(noun)) && tree.related(noun, "nmod").next().is_none();
    let each = tree.related(noun, "det").any(|d| tree.is(d, &["every", "any", "each", "no", "whatever", "whichever"]));
    (all || each) && !tree.is(noun, &["time"]) && !set_off(tree, clause)
}

/// Whether a bare plural stands for whoever or whatever does as the relative clause at `clause` says in the present: `people who smoke`.
pub(super) fn generic(tree: &Tree, noun: usize, clause: usize) -> bool {
    let present = modality::in_present(tree, clause) && modality::own(tree, clause) == Modality::Actual;
    present && lexicon::listed("kind", &tree.lemma(noun)) && bare_plural(tree, noun) && !set_off(tree, clause)
}

/// The context that a relative clause takes over from around the noun that it narrows; none where the noun is somebody in
/// particular, or where what is around is a plain fact.
pub(super) fn host(tree: &Tree, clauses: &[Option<Clause>], clause: usize, noun: usize) -> Option<Context> {
    let context = around(tree, clauses, noun)?;
    let conditional = context.modality == Modality::Conditional;
    // `There may be files that are secret`
    let exists = tree.parent(noun).is_some_and(|v| tree.related(v, "expl").any(|e| tree.is(e, &["there"])));
    let open = indefinite(tree, noun) || (conditional || exists) && bare_plural(tree, noun);
    let participle = tree.tokens[clause].deprel == "acl";
    let behind =
        || (0..DEEP).try_fold(noun, |at, _| if clauses[at].is_some() { Err(at) } else { tree.parent(at).ok_or(at) });
    // `a man living here would win`: he lives here.
    if participle && behind().is_err_and(|verb| noun < verb) {
        return None;
    }
    let present = modality::in_present(tree, clause) || participle;
    let timely = present && modality::own(tree, clause) == Modality::Actual || conditional;
    (open && timely && !set_off(tree, clause) && context != Context::PLAIN).then_some(context)
}

/// Whether the clause around a noun denies it, and so what the relative clause says of it: `sent no files`, `did not send files that
/// were secret`.
pub(super) fn denied(tree: &Tree, clauses: &[Option<Clause>], clause: usize, noun: usize) -> bool {
    let object = tree.tokens[noun].relation() == "obj" || clauses[noun].is_some();
    let around = around(tree, clauses, noun).is_some_and(|c| c.polarity == Polarity::Negated);
    object && around && (indefinite(tree, noun) || bare_plural(tree, noun)) && !set_off(tree, clause)
}

/// How the clause is put that a noun belongs to, or what the noun is of: `the notion of a tax`.
fn around(tree: &Tree, clauses: &[Option<Clause>], noun: usize) -> Option<Context> {
    let mut at = noun;
    for _ in 0..DEEP {
        if let Some(clause) = &clauses[at] {
            return Some(clause.frame.context).filter(|_| !clause.surface_subjects.is_empty());
        }
        let parent = tree.parent(at).filter(|_| tree.tokens[at].relation() != "appos")?;
        let of = tree.tokens[at].relation() == "nmod" && tree.related(at, "case").any(|c| tree.is(c, &["of", "for"]));
        let word = ["prep", "that"].iter().find_map(|f| lexicon::complement(&tree.lemma(parent), "n", f));
        if let Some(word) = word.filter(|w| of && modality::by_name(w.modality) != Modality::Actual) {
            return Some(Context { polarity: Polarity::Affirmed, modality: modality::by_name(word.modality) });
        }
        at = parent;
    }
    None
}

/// How far up from a noun its clause is looked for.
const DEEP: usize = 6;

/// `a mayor`, `some town`, `someone`, `one`: whichever it may be.
fn indefinite(tree: &Tree, noun: usize) -> bool {
    tree.related(noun, "det").any(|d| tree.is(d, &["a", "an", "some", "another"]))
        || tree.is(noun, &["someone", "somebody", "something", "one"])
}

/// `roads`, `old roads`
pub(super) fn bare_plural(tree: &Tree, noun: usize) -> bool {
    tree.tokens[noun].xpos == "NNS"
        && !tree.children(noun).any(|c| matches!(tree.tokens[c].deprel, "det" | "nmod:poss" | "nummod"))
}

/// Whether a comma stands before a clause, which then adds to what is known already.
fn set_off(tree: &Tree, clause: usize) -> bool {
    let first = tree.borders(clause).0;
    tree.tokens[first].lemma == "," || first > 0 && tree.tokens[first - 1].lemma == ","
}
