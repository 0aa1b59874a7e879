//! Whether a clause is affirmed or denied by its own words: `not`, `never`, `no longer`, `neither … nor`, `no`, `nobody`, `without`.

use super::lexicon::{self, Effect};
use super::modality;
use super::reporting::{self, Frame};
use super::tree::Tree;

/// Whether the words of the clause at `head` negate it; an even number of negations affirms.
pub fn negated(tree: &Tree, head: usize) -> bool {
    // Said twice for emphasis (`never, never`), it denies once.
    let mut adverbs: Vec<String> = tree
        .children(head)
        .filter(|c| *c < modality::outermost(tree, head))
        .filter(|c| denies(tree, *c) && !within_infinitive(tree, head, *c))
        .map(|c| tree.lemma(c))
        .collect();
    adverbs.sort_unstable();
    adverbs.dedup();
    let phrases = tree.related(head, "obl").filter(|o| on_no_account(tree, *o)).count();
    // `so as not to wake her`
    let aims = tree.related(head, "mark").filter(|m| tree.is(*m, &["so", "in"]));
    let fixed = aims.flat_map(|m| tree.related(m, "fixed")).any(|w| tree.is(w, &["not"]));
    let counts =
        [without(tree, head), fixed, predicate_denied(tree, head), no_differently(tree, head)].map(usize::from);
    (adverbs.len() + phrases + counts.iter().sum::<usize>()) % 2 == 1
}

/// The first of two alternatives that are denied together: `never sent or received mail`.
pub(super) fn neither(tree: &Tree, i: usize) -> Option<usize> {
    let first = tree.parent(i).filter(|_| tree.tokens[i].relation() == "conj" && is_alternative(tree, i))?;
    let bare = tree.child(i, &["nsubj", "nsubj:pass", "aux", "cop"]).is_none();
    // `did not answer or passed on a note`: what is finite by itself is not what `did not` denies.
    let finite = tree.tokens[first].xpos == "VB" && matches!(tree.tokens[i].xpos, "VBD" | "VBN");
    (bare && !finite && negated(tree, first)).then_some(first)
}

/// `or fall` in `will rise or fall`: one of the two holds.
pub(super) fn is_alternative(tree: &Tree, conjunct: usize) -> bool {
    tree.related(conjunct, "cc").any(|c| tree.is(c, &["or"]))
}

/// `pleaded not guilty`, `remained not convinced`
fn predicate_denied(tree: &Tree, head: usize) -> bool {
    let bare = |x: &usize| tree.tokens[*x].upos == "ADJ" && tree.child(*x, &["mark", "cop", "nsubj", "obj"]).is_none();
    let denied = |x: usize| tree.related(x, "advmod").any(|n| n < x && tree.is(n, &["not", "never"]) && !only(tree, n));
    tree.child(head, &["obj"]).is_none() && tree.related(head, "xcomp").filter(bare).any(denied)
}

/// `acted no differently`
fn no_differently(tree: &Tree, head: usize) -> bool {
    let no = |a: usize| tree.children(a).any(|n| n + 1 == a && tree.is(n, &["no"]));
    tree.related(head, "advmod").any(|a| a > head && tree.lemma(a).ends_with("ly") && no(a))
}

/// `is yet to be found`
pub fn awaited(tree: &Tree, word: usize) -> bool {
    if word >= tree.len() {
        return false;
    }
    let verb = tree.parent(word);
    let helped = verb.is_some_and(|v| tree.children(v).any(|c| c + 1 == word && tree.is(c, &["be", "remain", "have"])));
    tree.is(word, &["yet"]) && helped && tree.tokens.get(word + 1).is_some_and(|t| t.xpos == "TO")
}

/// `in no way`, `by no means`, `under no circumstances`.
fn on_no_account(tree: &Tree, phrase: usize) -> bool {
    tree.is(phrase, &["way", "means", "mean", "circumstance", "account", "point", "time", "case", "sense"])
        && tree.related(phrase, "det").any(|d| tree.is(d, &["no"]))
        && tree.related(phrase, "case").any(|c| tree.is(c, &["in", "by", "under", "on", "at"]))
}

/// Whether a child of the clause's head is an adverb or conjunction that denies the clause.
fn denies(tree: &Tree, word: usize) -> bool {
    match tree.tokens[word].relation() {
        "advmod" if tree.is(word, &["long", "longer", "anymore"]) => {
            tree.related(word, "advmod").any(|n| tree.is(n, &["no"]))
        }
        // `was little changed`
        "advmod" if tree.is(word, &["little"]) => {
            tree.parent(word) == Some(word + 1)
                && tree.tokens[word + 1].xpos == "VBN"
                && tree.children(word).next().is_none()
        }
        "advmod" | "cc" | "det" | "discourse" if tree.tokens[word].relation() != "discourse" => {
            let effect = lexicon::adverb(&tree.lemma(word));
            // `almost fell` did not fall; what is almost white is a shade of it.
            let measured = |p: usize| lexicon::adverb(&tree.lemma(p)) == Some(Effect::Scale);
            let verb = || tree.parent(word).is_some_and(|p| tree.tokens[p].upos == "VERB" && !measured(p));
            // `not nearly as big`: the adverb strengthens the denial.
            let strengthens = || word > 0 && tree.is(word - 1, &["not", "n't"]);
            let fails = || effect == Some(Effect::Fails) && verb() && !strengthens();
            // `left, but not before she had paid`: she had.
            let early = tree
                .parent(word)
                .is_some_and(|p| tree.related(p, "mark").any(|m| m == word + 1 && tree.is(m, &["before", "after"])));
            !early && (effect == Some(Effect::Negated) || fails() || awaited(tree, word)) && !only(tree, word)
        }
        _ => false,
    }
}

/// Whether a second conjunct is what the first is chosen over: `stay rather than leave`, `a tax on cars, not on homes`.
pub fn turned_down(tree: &Tree, conjunct: usize) -> bool {
    let over = |c: usize| tree.is(c, &["rather", "instead"]) && tree.related(c, "fixed").next().is_some();
    tree.related(conjunct, "cc").any(over)
        || tree.tokens[conjunct].relation() == "obl" && tree.related(conjunct, "case").any(over)
}

/// Whether a phrase is what holds in place of what is denied: `is not a wall but a bridge`.
pub fn holds_instead(tree: &Tree, conjunct: usize) -> bool {
    tree.tokens[conjunct].relation() == "conj"
        && tree.related(conjunct, "cc").any(|c| tree.is(c, &["but"]))
        && !tree.children(conjunct).any(|c| tree.is(c, &["not", "never", "no"]))
}

/// The `not` of an infinitive that is said to be so, where no verb above it is denied: `the policy is not to comment`.
fn within_infinitive(tree: &Tree, head: usize, word: usize) -> bool {
    let copula = tree.child(head, &["cop"]).is_some_and(|c| c < word);
    copula && tree.is(word, &["not"]) && tree.related(head, "mark").any(|m| m == word + 1 && tree.is(m, &["to"]))
}

/// `not only`, `not just`: the clause holds, and more; `did not lightly leave`: it was done.
fn only(tree: &Tree, word: usize) -> bool {
    let more = &["only", "just", "merely", "least", "solely", "lightly", "exclusively"];
    tree.is(word, &["not", "n't"]) && tree.is(word + 1, more)
}

/// `without giving details`, `instead of`, `rather than`.
fn without(tree: &Tree, head: usize) -> bool {
    instead_of(tree, head) || marked(tree, head, &["without"])
}

/// `instead of leaving`, `rather than leave`: what is not done for what is.
pub(super) fn instead_of(tree: &Tree, head: usize) -> bool {
    marked(tree, head, &["instead", "rather"])
}

/// Whether an adverbial clause opens with one of some words.
fn marked(tree: &Tree, head: usize, words: &[&str]) -> bool {
    let marker = |c: usize| matches!(tree.tokens[c].relation(), "mark" | "case") && tree.is(c, words);
    tree.tokens[head].relation() == "advcl" && tree.children(head).any(marker)
}

/// Whether a noun phrase denies its clause: `no timeline`, `neither side`, `nobody`, `none of them`, `no one's fault`; not
/// `nothing but praise`.
pub fn negative_phrase(tree: &Tree, head: usize) -> bool {
    let but = tree.is(head + 1, &["but"]);
    !but && tree.is(head, &["nobody", "none", "nothing", "neither", "no-one"])
        || negative_determiner(tree, head).is_some()
        || (tree.is(head, &["one"]) && head > 0 && tree.is(head - 1, &["no"]))
        || tree.child(head, &["nmod:poss"]).is_some_and(|p| negative_phrase(tree, p))
}

/// `little doubt`, `few signs`, `scant evidence`: as good as none; not `a little doubt`.
pub fn scant(tree: &Tree, head: usize) -> bool {
    let some = tree.related(head, "det").any(|d| tree.is(d, &["a", "some", "the"]));
    !some && tree.related(head, "amod").any(|a| tree.is(a, &["little", "few", "scant"]))
}

/// The `no` or `neither` of a noun phrase.
pub fn negative_determiner(tree: &Tree, head: usize) -> Option<usize> {
    tree.children(head).find(|c| {
        matches!(tree.tokens[*c].relation(), "det" | "advmod" | "cc")
            && tree.is(*c, &["no", "neither", "nor", "not"])
            && !only(tree, *c)
            && !not_all(tree, *c)
            && *c < head
    })
}

/// `not all members`, `not every clause`: some did.
pub(super) fn not_all(tree: &Tree, word: usize) -> bool {
    tree.is(word, &["not"]) && tree.is(word + 1, &["all", "every", "everyone", "everybody", "everything", "both"])
}

/// Words that nobody should say: `It is not fair to say that …`, `it would be wrong to claim that …`.
pub(super) fn disowned(tree: &Tree, verb: usize) -> bool {
    let speaks = || reporting::reports(&tree.lemma(verb), Frame::That);
    let impersonal = |a: &usize| tree.related(*a, "expl").any(|e| tree.is(e, &["it"]));
    let bare = tree.tokens[verb].xpos == "VB" && tree.child(verb, &["nsubj"]).is_none();
    let judged = tree.parent(verb).filter(|a| bare && tree.tokens[*a].upos == "ADJ").filter(impersonal);
    judged.is_some_and(|a| speaks() && (negated(tree, a) || lexicon::listed("untrue", &tree.lemma(a))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::sample;

    fn root_is_negated(table: &str) -> bool {
        let (_, annotation) = sample::annotated(table);
        let tree = Tree::new(0, &annotation.sentences[0]);
        let root = tree.top_down().next().expect("a root");
        negated(&tree, root)
    }

    #[test]
    fn adverbs_negate() {
        assert!(root_is_negated("He he PRON PRP 3 nsubj\nnever never ADV RB 3 advmod\nleft leave VERB VBD 0 root"));
        assert!(root_is_negated(
            "She she PRON PRP 4 nsubj\nno no DET DT 3 advmod\nlonger long ADV RBR 4 advmod\nworks work VERB VBZ 0 root"
        ));
        assert!(!root_is_negated("He he PRON PRP 3 nsubj\noften often ADV RB 3 advmod\nleft leave VERB VBD 0 root"));
    }

    #[test]
    fn what_should_not_be_said_is_disowned() {
        let says = |adverb: &str| {
            let table = format!(
                "It it PRON PRP 4 expl\nis be AUX VBZ 4 cop\n{adverb} ADV RB 4 advmod\nfair fair ADJ JJ 0 root
                 to to PART TO 6 mark\nsay say VERB VB 4 csubj\nOslo Oslo PROPN NNP 8 nsubj\nfell fall VERB VBD 6 ccomp"
            );
            let (_, annotation) = sample::annotated(&table);
            disowned(&Tree::new(0, &annotation.sentences[0]), 5)
        };
        assert!(says("not not"));
        assert!(!says("only only"));
    }

    #[test]
    fn all_but_what_is_named_is_denied() {
        let denies = |next: &str| {
            let table =
                format!("They they PRON PRP 2 nsubj\nhad have VERB VBD 0 root\nnothing nothing PRON NN 2 obj\n{next}");
            let (_, annotation) = sample::annotated(&table);
            negative_phrase(&Tree::new(0, &annotation.sentences[0]), 2)
        };
        assert!(denies(". . PUNCT . 2 punct"));
        assert!(!denies("but but ADP IN 5 case\nrain rain NOUN NN 3 nmod"));
    }

    #[test]
    fn phrases_negate() {
        assert!(root_is_negated(
            "Rates rate NOUN NNS 6 nsubj:pass\nare be AUX VBP 6 aux:pass\nin in ADP IN 5 case\nno no DET DT 5 det\nway way NOUN NN 6 obl\nlinked link VERB VBN 0 root"
        ));
    }

    #[test]
    fn not_only_affirms() {
        assert!(!root_is_negated(
            "They they PRON PRP 4 nsubj\nnot not PART RB 4 advmod\nonly only ADV RB 4 advmod\nwon win VERB VBD 0 root"
        ));
    }

    #[test]
    fn no_and_nobody_deny_their_clause() {
        let (_, annotation) = sample::annotated(
            "No no DET DT 2 det\nplan plan NOUN NN 3 nsubj\nexists exist VERB VBZ 0 root\n\nNobody nobody PRON NN 2 nsubj\ncame come VERB VBD 0 root",
        );
        assert!(negative_phrase(&Tree::new(0, &annotation.sentences[0]), 1));
        assert!(negative_phrase(&Tree::new(1, &annotation.sentences[1]), 0));
    }

    #[test]
    fn almost_denies_what_happens_and_not_what_is() {
        assert!(root_is_negated("He he PRON PRP 3 nsubj\nalmost almost ADV RB 3 advmod\nfell fall VERB VBD 0 root"));
        assert!(!root_is_negated(
            "It it PRON PRP 4 nsubj\nis be AUX VBZ 4 cop\nalmost almost ADV RB 4 advmod\nwhite white ADJ JJ 0 root"
        ));
    }
}
