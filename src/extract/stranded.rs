//! Prepositions that stand without their noun: `the face they look for`, `the bills were paid for`.

use super::tree::Tree;

/// A preposition behind a verb whose noun stands elsewhere.
pub(super) struct Stranded {
    /// The preposition.
    pub preposition: usize,
    /// What it governs, where that is the noun of a relative clause.
    pub noun: Option<usize>,
}

/// The preposition that the verb leaves behind without its noun.
pub(super) fn find(tree: &Tree, verb: usize) -> Option<Stranded> {
    let noun = relative_noun(tree, verb);
    let hangs = |c: &usize| *c > verb && tree.tokens[*c].upos == "ADP" && tree.children(*c).next().is_none();
    let bare = tree.related(verb, "obl").find(hangs);
    // It may hang from the relative pronoun, or from the noun whose place that takes.
    let pronoun = tree.related(verb, "obl").find(|o| *o < verb && tree.tokens[*o].upos == "PRON");
    let of = |word: usize| tree.related(word, "case").find(|c| *c > verb);
    let placed = |o: &usize| tree.related(*o, "case").any(|c| c < verb);
    let end = tree.related(verb, "obj").chain([verb]).map(|o| tree.borders(o).1).max().unwrap_or(verb);
    let near = |c: &usize| *c <= end + 2;
    let of_noun = || noun.and_then(of).filter(near);
    let far = || match pronoun {
        Some(o) if placed(&o) => None,
        Some(o) => of(o).or_else(of_noun),
        None => of_noun(),
    };
    let preposition = bare.or_else(far)?;
    Some(Stranded { preposition, noun })
}

/// The noun of the relative clause that the verb stands in, where the clause has a subject of its own.
fn relative_noun(tree: &Tree, verb: usize) -> Option<usize> {
    let relative = |i: &usize| tree.tokens[*i].deprel == "acl:relcl";
    let above = || tree.parent(verb).filter(|_| tree.tokens[verb].relation() == "xcomp");
    let top = [Some(verb), above()].into_iter().flatten().find(relative)?;
    let noun = tree.parent(top)?;
    let subject = tree.child(top, &["nsubj", "nsubj:pass"])?;
    let own = super::relative::antecedent(tree, subject) == subject;
    (own && matches!(tree.tokens[noun].upos, "NOUN" | "PROPN")).then_some(noun)
}
