//! Objects, recipients and open complements.

use super::Change;
use super::nouns::mark_before;
use crate::extract::arguments::is_time;
use crate::extract::control;
use crate::extract::lexicon;
use crate::extract::relative::relative_pronoun;
use crate::extract::reporting::{self, Frame};
use crate::extract::tree::Tree;

/// `Trump fired Comey`: what stands right behind a verb that has no object is no address.
pub(super) fn addressed(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    if tree.tokens[i].relation() != "vocative" {
        return None;
    }
    let right_behind =
        tree.borders(i).0 == verb + 1 && mark_before(tree, i).is_none() && tree.tokens[i].upos == "PROPN";
    let open = tree.tokens[verb].upos == "VERB" && tree.child(verb, &["obj", "ccomp", "xcomp"]).is_none();
    let acts = tree.child(verb, &["nsubj"]).is_some();
    (right_behind && open && acts).then(|| Change::relation(tree, i, verb, "obj"))
}

/// `gave the rebels a week to leave`: the time is what is given, and the deed is what it is given for.
pub(super) fn respite(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    if !matches!(tree.tokens[i].relation(), "obl" | "xcomp") {
        return None;
    }
    let time = tree.child(verb, &["obl:unmarked"]).filter(|t| *t > verb && is_time(tree, *t))?;
    let given = tree.child(verb, &["iobj"]).is_some_and(|r| r < time) && tree.child(verb, &["obj"]).is_none();
    let deed = tree.related(verb, "xcomp").find(|x| control::infinitive(tree, *x) && tree.borders(*x).0 == time + 1)?;
    match i {
        _ if !given => None,
        _ if i == time => Some(Change::relation(tree, i, verb, "obj")),
        _ if i == deed => Some(Change::relation(tree, i, time, "acl")),
        _ => None,
    }
}

/// `charged the banker with fraud`: without an object beside it no recipient, but the object; not so of verbs of telling, nor in
/// `the letter he sent Roth`.
pub(super) fn lone_recipient(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    let behind = tree.tokens[i].deprel == "iobj" && i > verb;
    if !behind {
        return None;
    }
    let says = reporting::reports(&tree.lemma(verb), Frame::That);
    let told = says && !tree.is(verb, &["charge"]);
    let alone = tree.child(verb, &["obj", "ccomp", "xcomp"]).is_none();
    let change = Change::relation(tree, i, verb, "obj");
    (alone && !told && !tells_of_object(tree, verb)).then_some(change)
}

/// `the letter he sent Roth`: whom something is given is its recipient, where the clause has its object in what it tells of.
pub(super) fn recipient(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    let gives = lexicon::listed("gives", &tree.lemma(verb));
    let gap = tells_of_object(tree, verb) && tree.child(verb, &["iobj"]).is_none();
    let named = matches!(tree.tokens[i].upos, "PROPN" | "PRON") && i > verb && tree.tokens[i].deprel == "obj";
    (gives && gap && named).then(|| Change::relation(tree, i, verb, "iobj"))
}

/// `granted the clerks access`: of two nouns behind a verb of giving the second is what is given.
pub(super) fn given(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    let thing = |w: usize| tree.tokens[w].upos == "NOUN" && tree.tokens[w].deprel == "xcomp";
    let bare = |w: usize| tree.child(w, &["case", "mark", "cop", "nsubj"]).is_none();
    let gift = tree.children(verb).find(|w| *w > verb && thing(*w) && bare(*w))?;
    let taker = tree.child(verb, &["obj"]).filter(|o| *o > verb && tree.borders(*o).1 + 1 == tree.borders(gift).0)?;
    let gives = lexicon::listed("gives", &tree.lemma(verb)) && tree.child(verb, &["iobj"]).is_none();
    match i {
        _ if !gives => None,
        _ if i == gift => Some(Change::relation(tree, i, verb, "obj")),
        _ if i == taker => Some(Change::relation(tree, i, verb, "iobj")),
        _ => None,
    }
}

/// `rejected renewed pressure`: a participle between a verb and a bare noun describes the noun.
pub(super) fn described(tree: &Tree, i: usize, head: usize) -> Option<Change> {
    let between = |p: usize| {
        let verb = tree.parent(p).filter(|v| *v + 1 == p && tree.tokens[*v].upos == "VERB")?;
        let bare = tree.tokens[p].xpos == "VBN" && tree.tokens[p].deprel == "xcomp" && tree.borders(p).0 == p;
        let takes =
            lexicon::listed("names_so", &tree.lemma(verb)) || tree.is(verb, &["get", "have", "see", "feel", "become"]);
        let noun = tree.child(p, &["obj"]).filter(|o| *o > p && tree.borders(*o).0 == p + 1)?;
        (bare && !takes && tree.child(verb, &["obj"]).is_none()).then_some((verb, noun))
    };
    if let Some((_, noun)) = between(i) {
        return Some(Change::relation(tree, i, noun, "amod"));
    }
    let (verb, noun) = between(head)?;
    if i == noun {
        return Some(Change::relation(tree, i, verb, "obj"));
    }
    // What stands behind the noun hung from the participle.
    (i > noun).then(|| Change::under(tree, i, verb))
}

/// `voted 51 to 49 to leave`: a count of votes is no object, and the second number belongs to the first.
pub(super) fn tally(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    let number = |w: usize| tree.tokens[w].upos == "NUM" || tree.is(w, &["vote"]) && tree.tokens[w].upos == "NOUN";
    let votes = number(i) && i > verb && tree.is(verb, &["vote", "pass", "approve", "adopt", "elect"]);
    let against = tree.related(i, "case").any(|c| tree.is(c, &["to"]));
    let first = tree.children(verb).find(|w| votes && against && *w > verb && *w < i && number(*w));
    if let Some(first) = first.filter(|f| tree.borders(*f).1 + 1 == tree.borders(i).0) {
        return Some(Change::relation(tree, i, first, "nmod"));
    }
    let counted = votes && tree.tokens[i].upos == "NUM" && tree.tokens[i].deprel == "obj" && tree.is(verb, &["vote"]);
    counted.then(|| Change::relation(tree, i, verb, "obl:unmarked"))
}

/// Whether a relative clause has a subject of its own, so that it may tell of its object: `the letter he sent`.
fn tells_of_object(tree: &Tree, verb: usize) -> bool {
    let own = |s: usize| !relative_pronoun(tree, s);
    tree.tokens[verb].deprel == "acl:relcl" && tree.child(verb, &["nsubj"]).is_some_and(own)
}

/// `met for an hour with Roth`, `declined for years to leave`: what follows a time hangs from the verb.
pub(super) fn behind_time(tree: &Tree, i: usize, time: usize) -> Option<Change> {
    let timed = i > time && tree.tokens[time].relation() == "obl" && is_time(tree, time);
    let after = tree.related(time, "case").any(|c| tree.is(c, &["after", "before", "since", "until"]));
    let verb = tree.parent(time).filter(|v| timed && !after && *v < time && tree.tokens[*v].upos == "VERB")?;
    match tree.tokens[i].relation() {
        "nmod" if !is_time(tree, i) && tree.related(i, "case").any(|c| tree.is(c, &["with", "against", "about"])) => {
            Some(Change::relation(tree, i, verb, "obl"))
        }
        "acl" if control::infinitive(tree, i) && tree.child(verb, &["obj", "xcomp", "ccomp"]).is_none() => {
            lexicon::complement(&tree.lemma(verb), "v", "inf").map(|_| Change::relation(tree, i, verb, "xcomp"))
        }
        _ => None,
    }
}

/// `threatened twice in May to leave`: what is agreed, threatened or refused is no purpose.
pub(super) fn late_infinitive(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    let behind = tree.tokens[i].relation() == "advcl" && i > verb && control::infinitive(tree, i);
    let commits = behind && lexicon::listed("commits", &tree.lemma(verb));
    let first = tree.borders(i).0;
    let timed = |w: usize| {
        let time = |o: usize| is_time(tree, o) || tree.is(o, &["time"]);
        tree.related(verb, "obl").any(|o| tree.within(w, o) && time(o)) || tree.tokens[w].xpos == "RB"
    };
    let bare = tree.child(verb, &["obj", "xcomp", "ccomp"]).is_none();
    (commits && bare && (verb + 1..first).all(timed)).then(|| Change::relation(tree, i, verb, "xcomp"))
}

/// `requires those who own it to pay`: what somebody is to do, right behind them, is no purpose of whoever demands it.
pub(super) fn demanded(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    let behind = tree.tokens[i].relation() == "advcl" && control::infinitive(tree, i);
    let word = lexicon::complement(&tree.lemma(verb), "v", "obj").filter(|_| behind)?;
    // `was ordered to pay`
    let hard = verb.checked_sub(1).is_some_and(|w| tree.tokens[w].xpos == "HYPH");
    let passive = tree.child(verb, &["aux:pass"]).is_some() && tree.borders(i).0 == verb + 1 && !hard;
    if passive && word.modality == "demanded" && tree.child(verb, &["xcomp"]).is_none() {
        return Some(Change::relation(tree, i, verb, "xcomp"));
    }
    let object = tree.child(verb, &["obj"]).filter(|o| *o > verb && tree.borders(*o).1 + 1 == tree.borders(i).0)?;
    let clause = tree.related(object, "acl").next().is_some() && tree.child(verb, &["xcomp"]).is_none();
    (word.modality == "demanded" && clause).then(|| Change::relation(tree, i, verb, "xcomp"))
}

/// `told the clerks of Bergen its price`, `renewed in May the old pact`: a noun without preposition behind one with it is the object.
pub(super) fn shifted(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    let noun = tree.tokens[i].relation() == "obl" && matches!(tree.tokens[i].upos, "NOUN" | "PROPN");
    let bare = tree.child(i, &["case"]).is_none() && tree.borders(i).0 > verb && !is_time(tree, i);
    let object = tree.child(verb, &["obj", "ccomp", "xcomp", "nsubj:pass"]).is_some();
    let before =
        |o: usize| o > verb && tree.borders(o).1 + 1 == tree.borders(i).0 && tree.child(o, &["case"]).is_some();
    let behind = noun && bare && !object && tree.tokens[verb].upos == "VERB" && tree.related(verb, "obl").any(before);
    let definite = tree.children(i).any(|c| c < i && matches!(tree.tokens[c].deprel, "det" | "nmod:poss"));
    (behind && definite).then(|| Change::relation(tree, i, verb, "obj"))
}

/// `Asked whether it rained, Roth nodded`: who is asked, not who asks.
pub(super) fn asked(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    let opens = i == 0 && verb > i && tree.tokens[i].relation() == "advcl" && tree.tokens[i].xpos == "VBD";
    let bare = tree.related(i, "nsubj").chain(tree.related(i, "obj")).next().is_none();
    let asks = tree.is(i, &["ask", "press", "question", "quiz", "tell", "remind"]);
    (opens && bare && asks).then(|| Change { deprel: "advcl", xpos: "VBN", ..Change::under(tree, i, verb) })
}

/// `risks losing the town`: a gerund right behind a verb that takes one is its object.
pub(super) fn gerund(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    let follows = i == verb + 1 && tree.tokens[i].xpos == "VBG" && tree.tokens[i].relation() == "advcl";
    let takes = || lexicon::complement(&tree.lemma(verb), "v", "ing").is_some() && tree.child(verb, &["obj"]).is_none();
    (follows && takes()).then(|| Change::relation(tree, i, verb, "xcomp"))
}

/// `kept the town by paying`: how something is done hangs from the verb, not from its object.
pub(super) fn means(tree: &Tree, i: usize, object: usize) -> Option<Change> {
    let verb = tree.parent(object).filter(|_| tree.tokens[object].relation() == "obj")?;
    let by = tree.related(i, "mark").any(|m| tree.is(m, &["by"]));
    let behind = tree.tokens[i].relation() == "acl" && tree.tokens[i].xpos == "VBG";
    (by && behind).then(|| Change::relation(tree, i, verb, "advcl"))
}

#[cfg(test)]
mod tests {
    use crate::extract::repair::tests::set_right;

    #[test]
    fn a_recipient_alone_is_an_object() {
        let done = |verb: &str| {
            format!(
                "They they PRON PRP 2 nsubj
                 {verb} {verb} VERB VBD 0 root
                 Roth Roth PROPN NNP 2 iobj person:1"
            )
        };
        assert_eq!(set_right(&done("convict")), ["Roth 2 obj NNP"]);
        assert!(set_right(&done("tell")).is_empty());
    }

    #[test]
    fn whom_a_thing_is_sent_receives_it() {
        let found = set_right(
            "letters letter NOUN NNS 0 root
             Ida Ida PROPN NNP 3 nsubj person:1
             sent send VERB VBD 1 acl:relcl
             Roth Roth PROPN NNP 3 obj person:1",
        );
        assert_eq!(found, ["Roth 3 iobj NNP"]);
    }

    #[test]
    fn who_is_asked_asks_nobody() {
        let found = set_right(
            "Asked ask VERB VBD 6 advcl
             about about ADP IN 3 case
             rain rain NOUN NN 1 obl
             , , PUNCT , 1 punct
             Roth Roth PROPN NNP 6 nsubj person:1
             nodded nod VERB VBD 0 root",
        );
        assert_eq!(found, ["Asked 6 advcl VBN"]);
    }

    #[test]
    fn a_gerund_is_the_object_of_a_verb_that_takes_one() {
        let found = set_right(
            "Roth Roth PROPN NNP 2 nsubj person:1
             risks risk VERB VBZ 0 root
             losing lose VERB VBG 2 advcl
             Hilltown Hilltown PROPN NNP 3 obj place:1",
        );
        assert_eq!(found, ["losing 2 xcomp VBG"]);
    }

    #[test]
    fn how_a_thing_is_done_hangs_from_the_verb() {
        let found = set_right(
            "Ida Ida PROPN NNP 2 nsubj person:1
             kept keep VERB VBD 0 root
             boats boat NOUN NNS 2 obj
             by by SCONJ IN 5 mark
             paying pay VERB VBG 3 acl",
        );
        assert_eq!(found, ["paying 2 advcl VBG"]);
    }

    #[test]
    fn a_name_right_behind_a_verb_is_its_object() {
        let fired = |mark: &str| {
            format!(
                "Ida Ida PROPN NNP 2 nsubj person:1
                 fired fire VERB VBD 0 root
                 {mark}Otto Otto PROPN NNP 2 vocative person:1"
            )
        };
        assert_eq!(set_right(&fired("")), ["Otto 2 obj NNP"]);
        assert!(set_right(&fired(", , PUNCT , 4 punct\n")).is_empty());
    }

    #[test]
    fn a_time_that_is_given_is_the_object() {
        let found = set_right(
            "They they PRON PRP 2 nsubj
             gave give VERB VBD 0 root
             rebels rebel NOUN NNS 2 iobj
             weeks week NOUN NNS 2 obl:unmarked
             to to PART TO 6 mark
             leave leave VERB VB 2 xcomp",
        );
        assert_eq!(found, ["weeks 2 obj NNS", "leave 4 acl VB"]);
    }

    #[test]
    fn what_follows_a_time_hangs_from_the_verb() {
        let met = |verb: &str, last: &str| {
            format!(
                "Ida Ida PROPN NNP 2 nsubj person:1
                 {verb} VERB VBD 0 root
                 for for ADP IN 4 case
                 days day NOUN NNS 2 obl
                 {last}"
            )
        };
        let with = "with with ADP IN 6 case\nOtto Otto PROPN NNP 4 nmod person:1";
        assert_eq!(set_right(&met("met meet", with)), ["Otto 2 obl NNP"]);
        let to = "to to PART TO 6 mark\nleave leave VERB VB 4 acl";
        assert_eq!(set_right(&met("refused refuse", to)), ["leave 2 xcomp VB"]);
        assert!(set_right(&met("ran run", to)).is_empty());
    }

    #[test]
    fn an_object_may_stand_behind_a_phrase() {
        let paid = |noun: &str| {
            format!(
                "Ida Ida PROPN NNP 2 nsubj person:1
                 paid pay VERB VBD 0 root
                 to to ADP IN 4 case
                 clerks clerk NOUN NNS 2 obl
                 the the DET DT 6 det
                 {noun} NOUN NN 2 obl"
            )
        };
        assert_eq!(set_right(&paid("fee fee")), ["fee 2 obj NN"]);
        assert!(set_right(&paid("week week")).is_empty());
    }

    #[test]
    fn what_is_threatened_later_in_the_sentence_is_no_purpose() {
        let late = |verb: &str| {
            format!(
                "Ida Ida PROPN NNP 2 nsubj person:1
                 {verb} VERB VBD 0 root
                 twice twice ADV RB 2 advmod
                 to to PART TO 5 mark
                 leave leave VERB VB 2 advcl"
            )
        };
        assert_eq!(set_right(&late("threatened threaten")), ["leave 2 xcomp VB"]);
        assert!(set_right(&late("came come")).is_empty());
    }

    #[test]
    fn what_those_are_to_do_of_whom_it_is_demanded_is_no_purpose() {
        let found = set_right(
            "It it PRON PRP 2 nsubj
             requires require VERB VBZ 0 root
             clerks clerk NOUN NNS 2 obj
             who who PRON WP 5 nsubj
             left leave VERB VBD 3 acl:relcl
             to to PART TO 7 mark
             pay pay VERB VB 2 advcl",
        );
        assert_eq!(found, ["pay 2 xcomp VB"]);
    }

    #[test]
    fn who_is_given_something_has_it_behind_them() {
        let done = |verb: &str| {
            format!(
                "Ida Ida PROPN NNP 2 nsubj person:1
                 {verb} VERB VBD 0 root
                 clerks clerk NOUN NNS 2 obj
                 access access NOUN NN 2 xcomp"
            )
        };
        assert_eq!(set_right(&done("granted grant")), ["clerks 2 iobj NNS", "access 2 obj NN"]);
        assert!(set_right(&done("called call")).is_empty());
    }

    #[test]
    fn a_count_of_votes_is_no_object() {
        let found = set_right(
            "They they PRON PRP 2 nsubj
             voted vote VERB VBD 0 root
             51 51 NUM CD 2 obj
             to to ADP IN 5 case
             49 49 NUM CD 2 obl",
        );
        assert_eq!(found, ["51 2 obl:unmarked CD", "49 3 nmod CD"]);
    }

    #[test]
    fn a_participle_before_a_bare_noun_describes_it() {
        let found = set_right(
            "Ida Ida PROPN NNP 2 nsubj person:1
             rejected reject VERB VBD 0 root
             renewed renew VERB VBN 2 xcomp
             pressure pressure NOUN NN 3 obj",
        );
        assert_eq!(found, ["renewed 4 amod VBN", "pressure 2 obj NN"]);
    }

    #[test]
    fn what_one_is_ordered_to_do_is_no_purpose() {
        let found = set_right(
            "Ida Ida PROPN NNP 3 nsubj:pass person:1
             was be AUX VBD 3 aux:pass
             ordered order VERB VBN 0 root
             to to PART TO 5 mark
             leave leave VERB VB 3 advcl",
        );
        assert_eq!(found, ["leave 3 xcomp VB"]);
    }
}
