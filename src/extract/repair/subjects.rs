//! Who does what: subjects that hang from the wrong verb, or that are none.

use super::Change;
use super::nouns::mark_before;
use crate::extract::mentions::is_calendar;
use crate::extract::nominals;
use crate::extract::relative::relative_pronoun;
use crate::extract::reporting::{self, Frame};
use crate::extract::tree::Tree;

/// `said half of the drop came from taxes`: what stands between a verb of saying and a finite clause without subject is the
/// clause's subject.
pub(super) fn own_subject(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    let token = &tree.tokens[i];
    if !matches!(token.deprel, "obj" | "iobj" | "nsubj") {
        return None;
    }
    let lemma = tree.lemma(verb);
    let says = || reporting::reports(&lemma, Frame::That);
    let nominal = matches!(token.upos, "NOUN" | "PROPN" | "PRON" | "NUM" | "ADJ") && !token.xpos.starts_with('W');
    let clause = tree.child(verb, &["ccomp"]).filter(|c| nominal && *c > i && lacks_subject(tree, *c))?;
    let other = tree.related(verb, "nsubj").any(|s| s != i && (s < i || s > clause));
    // `Roth, she said, “lies”`: the speaker stands between the subject and the verb of saying.
    let inner = tree.related(verb, "nsubj").any(|s| i < s && s < verb && mark_before(tree, s).is_some());
    let between = match token.deprel {
        "obj" | "iobj" => verb < i && !reporting::addresses(&lemma),
        "nsubj" => other && (verb < i || clause < verb) || inner && i < verb && verb < clause,
        _ => false,
    };
    let deprel = if tree.child(clause, &["aux:pass"]).is_some() { "nsubj:pass" } else { "nsubj" };
    (between && says()).then(|| Change::relation(tree, i, clause, deprel))
}

/// Whether a finite clause has nobody who does it.
fn lacks_subject(tree: &Tree, clause: usize) -> bool {
    let none = |c: usize| !matches!(tree.tokens[c].relation(), "nsubj" | "csubj" | "expl" | "mark" | "conj");
    tree.finite(clause).is_some() && tree.children(clause).filter(|c| *c < clause).all(none)
}

/// `Kane, Roth said, had paid`: what stands right before a verb of saying that is set in behind the subject is who says so, neither
/// a second subject nor what the first is called.
pub(super) fn teller(tree: &Tree, i: usize, head: usize) -> Option<Change> {
    let last = tree.borders(i).1;
    let clause = match tree.tokens[i].relation() {
        "nsubj" => head,
        "appos" | "flat" => tree.parent(head)?,
        _ => return None,
    };
    let set_in = |v: &usize| *v > last && (last + 1..*v).all(|w| tree.parent(w) == Some(*v)) && lacks_subject(tree, *v);
    let verb = tree.related(clause, "parataxis").find(|v| mark_before(tree, i).is_some() && set_in(v))?;
    let second = tree.related(clause, "nsubj").any(|s| s < i);
    let says = reporting::reports(&tree.lemma(verb), Frame::Quote);
    (says && second).then(|| Change::relation(tree, i, verb, "nsubj"))
}

/// `A teacher by training, she left`: before the comma stands what the subject behind it is.
pub(super) fn forerunner(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    let subject = |w: usize| matches!(tree.tokens[w].deprel, "nsubj" | "nsubj:pass");
    let role = nominals::is_person(&tree.lemma(i)) && tree.related(i, "det").any(|d| tree.is(d, &["a", "an"]));
    let comma = |w: usize| {
        tree.borders(w).0.checked_sub(1).is_some_and(|c| tree.tokens[c].lemma == "," && c >= tree.borders(i).1)
    };
    let who = |w: usize| matches!(tree.tokens[w].upos, "PROPN" | "PRON") && tree.tokens[w].xpos != "WP";
    let other = tree.children(verb).find(|w| *w > i && *w < verb && subject(*w) && who(*w) && comma(*w));
    other.filter(|_| role && subject(i)).map(|s| Change::relation(tree, i, s, "appos"))
}

/// `The council on Friday rejected the plan`: a day between those who act and their verb is when they act.
pub(super) fn dated(tree: &Tree, i: usize, subject: usize) -> Option<Change> {
    let day = is_calendar(&tree.lemma(i)) || tree.is(i, &["yesterday", "today"]);
    let deprel = match tree.tokens[i].deprel {
        "nmod" => "obl",
        "nmod:unmarked" => "obl:unmarked",
        _ => return None,
    };
    let verb = tree.parent(subject).filter(|_| tree.tokens[subject].deprel == "nsubj" && subject < i)?;
    let acts = tree.tokens[subject].upos == "PROPN" || nominals::is_person(&tree.lemma(subject));
    let group = |w: usize| w == verb || tree.parent(w) == Some(verb) && matches!(tree.tokens[w].upos, "AUX" | "ADV");
    let before = (tree.borders(i).1 + 1..=verb).all(group) && i < verb;
    let does = tree.tokens[verb].upos == "VERB";
    (day && acts && before && does).then(|| Change::relation(tree, i, verb, deprel))
}

/// `Nobody will pay`: what stands before a finite verb without subject, called to or set in front in the parse, is its subject; so
/// is an object at the start of its clause.
pub(super) fn set_in_front(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    let opens = || {
        let passed = |w: usize| matches!(tree.tokens[w].upos, "PUNCT" | "CCONJ" | "SCONJ");
        (tree.borders(verb).0..tree.borders(i).0).all(passed) && !tree.tokens[i].xpos.starts_with('W')
    };
    let front = match tree.tokens[i].relation() {
        "vocative" | "dislocated" => true,
        "obj" => tree.tokens[i].upos != "PRON" && opens(),
        _ => false,
    };
    let nominal = matches!(tree.tokens[i].upos, "NOUN" | "PROPN" | "PRON" | "NUM");
    let told = tree.finite(verb).is_some_and(|form| form != "VBP" || tree.tokens[i].deprel == "obj");
    let subject = front && i < verb && nominal && told && tree.tokens[verb].relation() != "conj";
    (subject && lacks_subject(tree, verb)).then(|| Change::relation(tree, i, verb, "nsubj"))
}

/// `The hall closed, with Roth calling it a shame`: who stands between `with` and a clause without subject is its subject.
pub(super) fn accompanies(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    let first = tree.borders(i).0;
    let with = first.checked_sub(1).filter(|w| tree.tokens[i].relation() == "nsubj" && tree.is(*w, &["with"]))?;
    let clause = tree.parent(with).filter(|c| *c > i && tree.parent(*c) == Some(verb))?;
    let open = tree.tokens[clause].relation() == "advcl" && tree.child(clause, &["nsubj", "nsubj:pass"]).is_none();
    open.then(|| Change::relation(tree, i, clause, "nsubj"))
}

/// `The hall closed, with its head, Ida Roth, calling it a shame`: the same, where a name or a comma stands between.
pub(super) fn accompanied(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    let with = tree.tokens[i].relation() == "obl" && tree.related(i, "case").any(|c| tree.is(c, &["with"]));
    let set_off = |name: usize| mark_before(tree, name).is_some_and(|m| tree.tokens[m].lemma == ",");
    let named = tree.child(i, &["appos"]).is_some_and(set_off);
    let next = tree.borders(i).1 + 1;
    let comma = tree.tokens.get(next).is_some_and(|t| t.lemma == ",");
    let follows = |c: &usize| tree.tokens[*c].xpos == "VBG" && tree.borders(*c).0 == next;
    let clause = tree.related(verb, "advcl").find(|c| with && named && comma && follows(c))?;
    let open = tree.child(clause, &["nsubj", "nsubj:pass", "mark"]).is_none();
    open.then(|| Change::relation(tree, i, clause, "nsubj"))
}

/// `Roth's party, which grew, won`: of two subjects side by side the first, with its `'s`, only owns the second.
pub(super) fn owner(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    let mark = tree.related(i, "case").find(|c| tree.tokens[*c].xpos == "POS" && tree.tokens[i].deprel == "nsubj")?;
    let owned = tree.related(verb, "nsubj").find(|s| *s > mark && tree.borders(*s).0 == mark + 1)?;
    Some(Change::relation(tree, i, owned, "nmod:poss"))
}

/// `Whether they sign it is unclear`: a pronoun right behind a verb that is the subject's is its object, no second subject.
pub(super) fn signed(tree: &Tree, i: usize, head: usize) -> Option<Change> {
    let pronoun = tree.tokens[i].deprel == "nsubj" && tree.is(i, &["it", "them", "him", "her", "us", "me"]);
    let clause = tree.related(head, "csubj").find(|c| pronoun && c + 1 == i && tree.tokens[*c].upos == "VERB")?;
    tree.child(clause, &["obj", "ccomp", "xcomp"]).is_none().then(|| Change::relation(tree, i, clause, "obj"))
}

/// `Roth watches Otto win`: of two subjects the one behind the verb is its object, who does what follows.
pub(super) fn watched(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    let behind = tree.tokens[i].deprel == "nsubj" && i > verb && tree.tokens[verb].upos == "VERB";
    let other = tree.related(verb, "nsubj").any(|s| s < verb);
    let open = tree.child(verb, &["obj", "iobj", "ccomp"]).is_none();
    let deed = tree.related(verb, "xcomp").any(|x| tree.borders(x).0 == tree.borders(i).1 + 1);
    (behind && other && open && deed).then(|| Change::relation(tree, i, verb, "obj"))
}

/// `he sucker-punched Otto`: what a hyphen joins to a verb is part of it.
pub(super) fn hyphened(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    let joined = i + 2 == verb && tree.tokens[i + 1].xpos == "HYPH" && tree.tokens[i].deprel == "nsubj";
    let touching = joined && tree.tokens[i].span.end + 1 == tree.tokens[verb].span.start;
    let other = tree.related(verb, "nsubj").any(|s| s < i);
    (touching && other).then(|| Change { upos: "NOUN", ..Change::relation(tree, i, verb, "compound") })
}

/// `the bill which analysts doubt`: a relative pronoun right before another subject is what that one's deed is done to.
pub(super) fn done_to(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    let before = tree.tokens[i].deprel == "nsubj" && relative_pronoun(tree, i);
    let other = tree.related(verb, "nsubj").any(|s| s > i && s < verb && tree.borders(s).0 == i + 1);
    let open = tree.tokens[verb].upos == "VERB" && tree.child(verb, &["obj", "ccomp", "xcomp"]).is_none();
    (before && other && open).then(|| Change::relation(tree, i, verb, "obj"))
}

/// `after the talks ended`, its conjunction misread as a preposition: the words of the clause find their verb.
pub(super) fn opened(tree: &Tree, i: usize, head: usize) -> Option<Change> {
    if let Some(verb) = opening(tree, i) {
        let deprel = if tree.child(verb, &["aux:pass"]).is_some() { "nsubj:pass" } else { "nsubj" };
        return Some(Change::relation(tree, i, verb, deprel));
    }
    let verb = opening(tree, head)?;
    if tree.tokens[i].relation() == "case" {
        return Some(Change { deprel: "mark", upos: "SCONJ", ..Change::under(tree, i, verb) });
    }
    let above = tree.parent(head).filter(|_| i == verb)?;
    let deprel = if tree.tokens[above].upos == "VERB" { "advcl" } else { "acl" };
    Some(Change::relation(tree, i, above, deprel))
}

/// The verb whose subject a noun behind `after` is: above it, beside it or below it, finite and without subject.
fn opening(tree: &Tree, noun: usize) -> Option<usize> {
    let above = tree.parent(noun).filter(|_| matches!(tree.tokens[noun].deprel, "obl" | "nmod"))?;
    let (first, last) = tree.borders(noun);
    let opens = matches!(tree.tokens[noun].upos, "NOUN" | "PROPN")
        && tree.related(noun, "case").any(|c| c == first && tree.is(c, &["as", "after", "before", "since", "until"]));
    let bare =
        |v: usize| tree.finite(v).is_some() && lacks_subject(tree, v) && tree.related(v, "mark").next().is_none();
    if !opens {
        return None;
    }
    let clause = |v: usize| tree.tokens[v].deprel == "advcl" && v > noun && bare(v);
    let own = Some(above).filter(|v| clause(*v) && tree.borders(*v).0 == first);
    let beside = || tree.children(above).find(|v| clause(*v) && tree.borders(*v).0 == last + 1);
    let below =
        || tree.children(noun).find(|v| tree.tokens[*v].deprel == "acl" && tree.tokens[*v].xpos == "VBD" && bare(*v));
    own.or_else(beside).or_else(below)
}

#[cfg(test)]
mod tests {
    use crate::extract::repair::tests::set_right;

    #[test]
    fn what_is_said_has_its_own_subject() {
        let said = |verb: &str| {
            format!(
                "Roth Roth PROPN NNP 2 nsubj person:1
                 {verb} VERB VBD 0 root
                 taxes tax NOUN NNS 2 obj
                 fell fall VERB VBD 2 ccomp"
            )
        };
        assert_eq!(set_right(&said("said say")), ["taxes 4 nsubj NNS"]);
        assert!(set_right(&said("told tell")).is_empty());
        let found = set_right(
            "Taxes tax NOUN NNS 5 nsubj
             fell fall VERB VBD 5 ccomp
             , , PUNCT , 2 punct
             Roth Roth PROPN NNP 5 nsubj person:1
             said say VERB VBD 0 root",
        );
        assert_eq!(found, ["Taxes 2 nsubj NNS"]);
    }

    #[test]
    fn a_day_before_the_verb_is_when_it_was_done() {
        let left = |noun: &str| {
            format!(
                "{noun} 4 nsubj
                 on on ADP IN 3 case
                 Friday Friday PROPN NNP 1 nmod
                 left leave VERB VBD 0 root"
            )
        };
        assert_eq!(set_right(&left("Roth Roth PROPN NNP")), ["Friday 4 obl NNP"]);
        assert!(set_right(&left("Talks talk NOUN NNS")).is_empty());
    }

    #[test]
    fn a_conjunction_opens_a_clause() {
        let found = set_right(
            "Roth Roth PROPN NNP 2 nsubj person:1
             left leave VERB VBD 0 root
             after after ADP IN 4 case
             talks talk NOUN NNS 2 obl
             failed fail VERB VBD 4 acl",
        );
        assert_eq!(found, ["after 5 mark IN", "talks 5 nsubj NNS", "failed 2 advcl VBD"]);
    }

    #[test]
    fn what_stands_in_front_of_a_verb_is_its_subject() {
        let found = set_right("Deals deal NOUN NNS 2 obj\nlast last VERB VBP 0 root");
        assert_eq!(found, ["Deals 2 nsubj NNS"]);
        let found = set_right("Nobody nobody PRON NN 3 vocative\nwill will AUX MD 3 aux\npay pay VERB VB 0 root");
        assert_eq!(found, ["Nobody 3 nsubj NN"]);
    }

    #[test]
    fn who_stands_behind_with_acts_in_its_clause() {
        let found = set_right(
            "Halls hall NOUN NNS 2 nsubj
             closed close VERB VBD 0 root
             with with SCONJ IN 5 mark
             Roth Roth PROPN NNP 2 nsubj person:1
             calling call VERB VBG 2 advcl
             for for ADP IN 7 case
             help help NOUN NN 5 obl",
        );
        assert_eq!(found, ["Roth 5 nsubj NNP"]);
    }

    #[test]
    fn what_somebody_doubts_does_not_doubt() {
        let found = set_right(
            "bill bill NOUN NN 0 root
             which which PRON WDT 4 nsubj
             analysts analyst NOUN NNS 4 nsubj
             doubt doubt VERB VBP 1 acl:relcl",
        );
        assert_eq!(found, ["which 4 obj WDT"]);
    }

    #[test]
    fn who_says_so_in_between_is_no_second_subject() {
        let found = set_right(
            "Kane Kane PROPN NNP 7 nsubj person:1
             , , PUNCT , 4 punct
             Roth Roth PROPN NNP 7 nsubj person:1
             said say VERB VBD 7 parataxis
             , , PUNCT , 7 punct
             has have AUX VBZ 7 aux
             paid pay VERB VBN 0 root",
        );
        assert_eq!(found, ["Roth 4 nsubj NNP"]);
    }

    #[test]
    fn what_she_is_stands_before_her() {
        let found = set_right(
            "A a DET DT 2 det
             teacher teacher NOUN NN 7 nsubj
             by by ADP IN 4 case
             training training NOUN NN 2 nmod
             , , PUNCT , 7 punct
             she she PRON PRP 7 nsubj
             left leave VERB VBD 0 root",
        );
        assert_eq!(found, ["teacher 6 appos NN"]);
    }

    #[test]
    fn who_is_watched_is_the_object() {
        let found = set_right(
            "Ida Ida PROPN NNP 2 nsubj person:1
             watches watch VERB VBZ 0 root
             Otto Otto PROPN NNP 2 nsubj person:1
             win win VERB VB 2 xcomp",
        );
        assert_eq!(found, ["Otto 2 obj NNP"]);
    }

    #[test]
    fn who_is_named_behind_with_does_what_follows() {
        let found = set_right(
            "hall hall NOUN NN 2 nsubj
             closed close VERB VBD 0 root
             , , PUNCT , 5 punct
             with with ADP IN 5 case
             head head NOUN NN 2 obl
             , , PUNCT , 7 punct
             Roth Roth PROPN NNP 5 appos person:1
             , , PUNCT , 9 punct
             praising praise VERB VBG 2 advcl
             Peru Peru PROPN NNP 9 obj place:1",
        );
        assert_eq!(found, ["head 9 nsubj NN"]);
    }

    #[test]
    fn what_a_subject_clause_is_about_is_its_object() {
        let found = set_right(
            "Whether whether SCONJ IN 3 mark
             they they PRON PRP 3 nsubj
             sign sign VERB VBP 6 csubj
             it it PRON PRP 6 nsubj
             is be AUX VBZ 6 cop
             unclear unclear ADJ JJ 0 root",
        );
        assert_eq!(found, ["it 3 obj PRP"]);
    }

    #[test]
    fn who_owns_the_subject_is_none() {
        let found = set_right(
            "Roth Roth PROPN NNP 10 nsubj person:1
             's 's PART POS 1 case
             party party NOUN NN 10 nsubj
             , , PUNCT , 6 punct
             a a DET DT 6 det
             group group NOUN NN 3 appos
             that that PRON WDT 8 nsubj
             grew grow VERB VBD 6 acl:relcl
             , , PUNCT , 1 punct
             won win VERB VBD 0 root",
        );
        assert_eq!(found, ["Roth 3 nmod:poss NNP"]);
    }
}
