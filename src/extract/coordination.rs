//! Coordinated phrases, one by one: `Ukraine and Russia`, `killed nine people and injured seven`.

use super::polarity::{self, turned_down};
use super::tree::Tree;
use super::{Phrase, lexicon};

/// At most so many conjuncts of one phrase are told apart; longer lists stay whole.
const MANY: usize = 8;

/// The heads of the coordinated phrases that start with `head`; `head` alone where nothing is coordinated.
pub fn conjuncts(tree: &Tree, head: usize) -> Vec<usize> {
    if let Some(names) = named_apart(tree, head) {
        return names;
    }
    let mut heads = vec![head];
    let mut next = 0;
    while let Some(&h) = heads.get(next) {
        heads.extend(tree.related(h, "conj").filter(|c| *c > h && !stands_apart(tree, h, *c)));
        next += 1;
    }
    // `Ann Lee, a farmer and former mayor, left`: what follows a name and its comma tells who she is.
    if tree.tokens[head].upos == "PROPN" && heads.iter().any(|c| described(tree, head, *c)) {
        heads.retain(|c| tree.tokens[*c].upos == "PROPN");
    }
    if heads.len() > MANY {
        heads.truncate(1);
    }
    heads.sort_unstable();
    heads
}

/// The names behind a plural noun that tell who is meant: `two clerks, Ida Roth and Otto Lind, left`.
fn named_apart(tree: &Tree, head: usize) -> Option<Vec<usize>> {
    let named = |i: &usize| tree.tokens[*i].upos == "PROPN";
    let first = tree.related(head, "appos").find(named).filter(|_| tree.tokens[head].xpos == "NNS")?;
    let behind = first > head && (head + 1..first).any(|i| tree.tokens[i].lemma == ",");
    let names: Vec<usize> = std::iter::once(first).chain(tree.related(first, "conj")).collect();
    let all = names.iter().all(named) && tree.related(head, "conj").next().is_none();
    (behind && all && (2..=MANY).contains(&names.len())).then_some(names)
}

/// Whether a conjunct says something by itself, of something else, or together with the head.
fn stands_apart(tree: &Tree, head: usize, conjunct: usize) -> bool {
    clause_like(tree, conjunct)
        || names_on(tree, head, conjunct)
        || is_exception(tree, head, conjunct)
        || turned_down(tree, conjunct)
        || shares_complement(tree, head, conjunct)
}

/// `all but Otto left`, `nobody but Ida`: who is left out.
fn is_exception(tree: &Tree, head: usize, conjunct: usize) -> bool {
    let but = tree.related(conjunct, "cc").any(|c| tree.is(c, &["but"]));
    let set_off = tree.borders(conjunct).0 > 0 && tree.tokens[tree.borders(conjunct).0 - 1].lemma == ",";
    but && !set_off
        && tree.is(
            head,
            &["all", "everyone", "everybody", "everything", "anyone", "anything", "nobody", "nothing", "none"],
        )
}

/// A noun for one thing, without a determiner, behind a name and a comma: no second bearer of the predicate.
fn described(tree: &Tree, name: usize, conjunct: usize) -> bool {
    let bare = tree.children(conjunct).all(|c| match tree.tokens[c].deprel {
        "det" | "nmod:poss" | "nummod" => false,
        // `Ann Lee, Bob Ray and mayor Cy Poe`
        "flat" | "appos" => tree.tokens[c].upos != "PROPN",
        _ => true,
    });
    tree.tokens[conjunct].xpos == "NN" && bare && (name..conjunct).any(|i| tree.tokens[i].lemma == ",")
}

/// Two nouns under one determiner whose complement stands behind the second: `the health and safety of the miners`.
fn shares_complement(tree: &Tree, head: usize, conjunct: usize) -> bool {
    let noun = |i: usize| tree.tokens[i].upos == "NOUN";
    let determined = |i: usize| tree.children(i).any(|c| c < i && matches!(tree.tokens[c].deprel, "det" | "nmod:poss"));
    let of = |c: usize| tree.related(c, "case").any(|k| tree.is(k, &["of"]));
    let behind = |i: usize| tree.related(i, "nmod").any(|c| c > conjunct && of(c));
    let joined = conjunct > head && (head + 1..conjunct).all(|i| tree.tokens[i].upos != "PUNCT" && !noun(i));
    let complement = behind(head) || behind(conjunct);
    noun(head) && noun(conjunct) && joined && complement && determined(head) && !determined(conjunct)
}

/// A name behind names that hang from a common noun goes on with those: `voters in Ohio and Iowa`.
fn names_on(tree: &Tree, head: usize, conjunct: usize) -> bool {
    let named = |i: usize| tree.tokens[i].upos == "PROPN";
    let before =
        tree.related(conjunct, "cc").next().and_then(|cc| (0..cc).rev().find(|i| tree.tokens[*i].lemma != ","));
    let below = before.filter(|b| named(*b) && *b > head && tree.within(*b, head));
    tree.tokens[head].upos == "NOUN" && named(conjunct) && below.is_some()
}

/// A conjunct with its own subject is a clause that was attached to a noun; so is a finite verb: `is a teacher and writes`.
fn clause_like(tree: &Tree, i: usize) -> bool {
    let copular = |p: usize| tree.tokens[p].upos != "VERB" && tree.child(p, &["cop"]).is_some();
    let verb = || tree.tokens[i].upos == "VERB" && tree.parent(i).is_some_and(copular) && tree.finite(i).is_some();
    tree.child(i, &["nsubj", "nsubj:pass", "cop"]).is_some() || verb()
}

/// The noun phrase of `head` alone: without its conjuncts, its preposition, and clauses set off by a comma.
pub fn noun_phrase(tree: &Tree, head: usize) -> Phrase {
    noun_phrase_before(tree, head, None)
}

/// Those of whom something is denied: the clerks in `none of the clerks`.
fn denied_of(tree: &Tree, head: usize) -> Option<usize> {
    let of = |n: &usize| *n > head && tree.related(*n, "case").any(|c| tree.is(c, &["of"]));
    tree.related(head, "nmod").find(of).filter(|_| tree.is(head, &["none", "neither"]))
}

/// The same, ending before the clause `without`, which says something of the phrase.
pub fn noun_phrase_before(tree: &Tree, head: usize, without: Option<usize>) -> Phrase {
    let head = denied_of(tree, head).unwrap_or(head);
    let (mut first, mut last) = (head, head);
    // `Most generous is the plan`: what stands before the copula is no part of what stands behind it.
    let copula = tree.related(head, "cop").rfind(|c| *c < head);
    for child in tree.children(head) {
        if copula.is_some_and(|c| child < c) {
            continue;
        }
        if child < head {
            if !stands_before(tree, child, head) && !before_case(tree, child, head) {
                first = first.min(tree.borders(child).0);
            }
        } else if tree.tokens[child].relation() == "case" {
            continue;
        } else if cuts(tree, child) || Some(child) == without {
            break;
        } else {
            last = last.max(right_edge(tree, child));
        }
    }
    // `sugar-free`, its first part taken for a word of its own
    let joined =
        |i: usize| tree.tokens[i - 1].xpos == "HYPH" && tree.tokens[i - 2].span.end == tree.tokens[i - 1].span.start;
    while first > 1 && joined(first) {
        first -= 2;
    }
    if first > 0 && opens(tree, first - 1) && tree.parent(first - 1) == Some(head) {
        first -= 1;
    }
    let last = balanced_end(tree, head, first, last);
    // `the “Long Road,”`, but not `“a farce.”`, which does without its marks
    let last = closed(tree, first + 1, last, tree.len() - 1);
    tree.phrase(head, balanced_start(tree, head, first, last), last)
}

/// Last word of a modifier, without what is set off at its own end: appositions, relative clauses behind a comma.
fn right_edge(tree: &Tree, top: usize) -> usize {
    let mut at = top;
    for _ in 0..DEEP {
        let mut next = None;
        for child in tree.children(at).filter(|c| *c > at) {
            let aside = match tree.tokens[child].relation() {
                "appos" | "parataxis" | "list" | "dep" => true,
                "acl" => set_off(tree, child),
                // `talks with Peru as the rain stopped`
                "advcl" => set_off(tree, child) || own_time(tree, child),
                "punct" => false,
                _ => false,
            };
            if aside {
                break;
            }
            if tree.tokens[child].upos != "PUNCT" || closes(tree, child) {
                next = Some(child);
            }
        }
        match next {
            Some(child) => at = child,
            None => return at.max(top),
        }
    }
    tree.borders(top).1
}

/// Whether an adverbial clause has a subject and a verb of its own, so that it cannot belong to a noun.
fn own_time(tree: &Tree, clause: usize) -> bool {
    let mark =
        tree.related(clause, "mark").any(|m| tree.is(m, &["as", "because", "while", "although", "though", "since"]));
    // `at a time when it rained` needs the clause.
    let noun = tree.parent(clause).is_some_and(|n| lexicon::listed("clause_noun", &tree.lemma(n)));
    let when = !noun && tree.related(clause, "advmod").any(|m| tree.is(m, &["when"]));
    (mark || when) && tree.child(clause, &["nsubj", "nsubj:pass"]).is_some()
}

/// How far down the right edge of a phrase is followed.
const DEEP: usize = 40;

/// Whether a word stands before the preposition of the phrase, and so belongs to the whole: `only to miners`.
fn before_case(tree: &Tree, child: usize, head: usize) -> bool {
    tree.related(head, "case").any(|c| child < c && c < head)
}

/// Words before the head that are no part of the phrase.
fn stands_before(tree: &Tree, child: usize, _head: usize) -> bool {
    matches!(
        tree.tokens[child].relation(),
        "case"
            | "mark"
            | "cc"
            | "punct"
            | "nsubj"
            | "cop"
            | "aux"
            | "advcl"
            | "discourse"
            | "parataxis"
            | "expl"
            | "obl"
            | "csubj"
            | "dep"
    ) || (tree.tokens[child].relation() == "advmod" && tree.child(_head, &["cop"]).is_some_and(|c| child < c))
        || (tree.tokens[child].relation() == "det" && tree.is(child, &["no", "neither"]))
        || (tree.tokens[child].relation() == "advmod" && tree.is(child, &["not"]) && !polarity::not_all(tree, child))
}

/// Where the phrase ends: at its conjuncts, appositions, and clauses set off by a comma or dash.
fn cuts(tree: &Tree, child: usize) -> bool {
    match tree.tokens[child].relation() {
        "conj" => tree.parent(child).is_none_or(|head| !shares_complement(tree, head, child)),
        // `the term “miners”`
        "appos" => !quoted(tree, child),
        "cc" | "parataxis" | "list" | "dep" | "nsubj" | "cop" | "discourse" | "orphan" => true,
        "advcl" => !completes(tree, child),
        // `white, according to a poll`
        "obl" | "nmod" => tree.related(child, "case").any(|c| tree.is(c, &["according", "accord"])),
        "punct" => !matches!(tree.tokens[child].xpos, "''" | "-RRB-" | "HYPH" | "``"),
        "acl" => set_off(tree, child) || tree.tokens[child].deprel == "acl:relcl" && !needed(tree, child),
        "advmod" => set_off(tree, child),
        _ => false,
    }
}

/// Whether a phrase stands in quotation marks right behind its noun: what the noun is a word or name for.
fn quoted(tree: &Tree, child: usize) -> bool {
    let first = tree.borders(child).0;
    let marked = |i: usize| tree.tokens[i].xpos == "``";
    let from = if marked(first) { first } else { first.saturating_sub(1) };
    from > 0 && marked(from) && tree.parent(child) == Some(from - 1)
}

/// Whether a gerund or infinitive completes the adjective before it: `devoted to helping`, `keen to leave`.
fn completes(tree: &Tree, clause: usize) -> bool {
    let described = tree.parent(clause).is_some_and(|p| matches!(tree.tokens[p].xpos, "JJ" | "VBN"));
    let open = tree.related(clause, "mark").any(|m| tree.is(m, &["to", "about", "for", "of", "at", "with"]));
    described && open && !set_off(tree, clause) && tree.child(clause, &["nsubj"]).is_none()
}

/// Whether a noun says nothing without its relative clause: `those who left`, `the way she left`.
fn needed(tree: &Tree, clause: usize) -> bool {
    let noun = tree.parent(clause).map(|n| tree.lemma(n)).unwrap_or_default();
    ["needs_clause", "clause_noun"].into_iter().any(|list| lexicon::listed(list, &noun))
}

fn set_off(tree: &Tree, child: usize) -> bool {
    let first = tree.borders(child).0;
    tree.tokens[first].upos == "PUNCT" || (first > 0 && tree.tokens[first - 1].upos == "PUNCT")
}

/// Leaves out an opening quotation mark or bracket that nothing closes.
fn balanced_start(tree: &Tree, head: usize, mut first: usize, last: usize) -> usize {
    while first < head
        && tree.tokens[first].upos == "PUNCT"
        && !(opens(tree, first) && (first..=last).any(|i| closes(tree, i)))
    {
        first += 1;
    }
    first
}

/// Leaves out punctuation at the end, and a closing mark that nothing opens.
fn balanced_end(tree: &Tree, head: usize, first: usize, mut last: usize) -> usize {
    while last > head
        && tree.tokens[last].upos == "PUNCT"
        && !(closes(tree, last)
            && (first..last).any(|i| opens(tree, i) || tree.tokens[i].xpos == tree.tokens[last].xpos))
    {
        last -= 1;
    }
    last
}

fn closes(tree: &Tree, i: usize) -> bool {
    matches!(tree.tokens[i].xpos, "''" | "-RRB-")
}

fn opens(tree: &Tree, i: usize) -> bool {
    matches!(tree.tokens[i].xpos, "``" | "-LRB-")
}

/// The whole subtree of `head` as a phrase, without punctuation at its ends and a conjunction at its start.
pub fn whole(tree: &Tree, head: usize) -> Phrase {
    let (first, last) = tree.borders(head);
    let first = (first..head).find(|i| !matches!(tree.tokens[*i].upos, "PUNCT" | "CCONJ")).unwrap_or(head);
    let last = gloss(tree, head, last).map_or(last, |g| g.max(head));
    let end = last;
    let last = (head..=last).rev().find(|i| tree.tokens[*i].upos != "PUNCT").unwrap_or(head);
    tree.phrase(head, first, closed(tree, first, last, end))
}

/// The mark up to `end` that closes a quotation or bracket opened in the words `first..=last`; `last` where none is open:
/// `calls them “thugs”`.
fn closed(tree: &Tree, first: usize, last: usize, end: usize) -> usize {
    let count = |mark: &dyn Fn(&Tree, usize) -> bool| (first..=last).filter(|i| mark(tree, *i)).count();
    let open = count(&opens) > count(&closes);
    (last + 1..=end)
        .take(2)
        .take_while(|i| tree.tokens[*i].upos == "PUNCT")
        .find(|i| open && closes(tree, *i))
        .unwrap_or(last)
}

/// The dash before what the writer adds at the end of a clause: `to leave the hall — a wish that was not heeded`.
fn gloss(tree: &Tree, head: usize, last: usize) -> Option<usize> {
    let dash = |i: usize| matches!(tree.tokens[i].lemma.as_str(), "--" | "\u{2014}" | "\u{2013}");
    let aside =
        |c: &usize| matches!(tree.tokens[*c].relation(), "appos" | "parataxis") && tree.borders(*c).1 + 1 >= last;
    let start = (head + 1..=last).filter(aside).find(|c| tree.within(*c, head)).map(|c| tree.borders(c).0)?;
    let before = if dash(start) { start } else { start.checked_sub(1)? };
    before.checked_sub(1).filter(|_| dash(before))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::sample;

    const COALITION: &str = "France France PROPN NNP 6 nsubj
        , , PUNCT , 3 punct
        Spain Spain PROPN NNP 1 conj
        and and CCONJ CC 5 cc
        Malta Malta PROPN NNP 1 conj
        objected object VERB VBD 0 root
        to to ADP IN 9 case
        the the DET DT 9 det
        plan plan NOUN NN 6 obl
        , , PUNCT , 12 punct
        which which PRON WDT 12 nsubj
        failed fail VERB VBD 9 acl:relcl";

    #[test]
    fn each_conjunct_is_its_own_phrase() {
        let (document, annotation) = sample::annotated(COALITION);
        let tree = Tree::new(0, &annotation.sentences[0]);
        let texts: Vec<&str> = conjuncts(&tree, 0)
            .into_iter()
            .map(|h| noun_phrase(&tree, h).span(&annotation).of(&document.text))
            .collect();
        assert_eq!(texts, ["France", "Spain", "Malta"]);
    }

    #[test]
    fn names_behind_a_plural_stand_for_it() {
        let (_, annotation) = sample::annotated(
            "clerks clerk NOUN NNS 7 nsubj
             , , PUNCT , 3 punct
             Roth Roth PROPN NNP 1 appos
             and and CCONJ CC 5 cc
             Lind Lind PROPN NNP 3 conj
             , , PUNCT , 1 punct
             left leave VERB VBD 0 root",
        );
        assert_eq!(conjuncts(&Tree::new(0, &annotation.sentences[0]), 0), [2, 4]);
    }

    #[test]
    fn names_that_hang_from_a_noun_are_no_conjuncts_of_it() {
        let (_, annotation) = sample::annotated(
            "Voters voter NOUN NNS 6 nsubj
             in in ADP IN 3 case
             Ohio Ohio PROPN NNP 1 nmod
             and and CCONJ CC 5 cc
             Iowa Iowa PROPN NNP 1 conj
             stayed stay VERB VBD 0 root",
        );
        assert_eq!(conjuncts(&Tree::new(0, &annotation.sentences[0]), 0), [0]);
    }

    #[test]
    fn a_phrase_leaves_out_preposition_and_clause_set_off() {
        let (document, annotation) = sample::annotated(COALITION);
        let tree = Tree::new(0, &annotation.sentences[0]);
        assert_eq!(noun_phrase(&tree, 8).span(&annotation).of(&document.text), "the plan");
    }

    #[test]
    fn adverbs_before_the_preposition_stay_outside() {
        let (document, annotation) = sample::annotated(
            "given give VERB VBN 0 root
             only only ADV RB 4 advmod
             to to ADP IN 4 case
             miners miner NOUN NNS 1 obl",
        );
        let tree = Tree::new(0, &annotation.sentences[0]);
        assert_eq!(noun_phrase(&tree, 3).span(&annotation).of(&document.text), "miners");
    }

    #[test]
    fn what_the_writer_adds_behind_a_dash_is_left_out() {
        let (document, annotation) = sample::annotated(
            "to to PART TO 2 mark
             leave leave VERB VB 0 root
             town town NOUN NN 2 obj
             — — PUNCT : 6 punct
             a a DET DT 6 det
             wish wish NOUN NN 3 appos",
        );
        let tree = Tree::new(0, &annotation.sentences[0]);
        assert_eq!(whole(&tree, 1).span(&annotation).of(&document.text), "to leave town");
    }

    #[test]
    fn a_finite_verb_is_no_second_noun() {
        let (_, annotation) = sample::annotated(
            "Roth Roth PROPN NNP 4 nsubj person:1
             is be AUX VBZ 4 cop
             a a DET DT 4 det
             teacher teacher NOUN NN 0 root
             and and CCONJ CC 6 cc
             writes write VERB VBZ 4 conj",
        );
        assert_eq!(conjuncts(&Tree::new(0, &annotation.sentences[0]), 3), [3]);
    }

    #[test]
    fn a_phrase_begins_behind_its_copula() {
        let (document, annotation) = sample::annotated(
            "Best good ADJ JJS 4 amod
             is be AUX VBZ 4 cop
             the the DET DT 4 det
             plan plan NOUN NN 0 root",
        );
        let phrase = noun_phrase(&Tree::new(0, &annotation.sentences[0]), 3);
        assert_eq!(phrase.span(&annotation).of(&document.text), "the plan");
    }
}
