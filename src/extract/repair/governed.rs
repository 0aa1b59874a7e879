//! What a verb governs, hung where it belongs: whom one asks, what one tells, what is yet to be.

use super::Change;
use super::nouns::mark_before;
use crate::extract::control::{infinitive, prepositional};
use crate::extract::errand::addressee;
use crate::extract::lexicon;
use crate::extract::nominals;
use crate::extract::participle::upshot;
use crate::extract::relative::{relative_pronoun, someone};
use crate::extract::reporting::{self, Frame};
use crate::extract::tree::Tree;

/// The right relation of the word at `i` to the verb that governs it.
pub(super) fn set_right(tree: &Tree, i: usize, parent: usize) -> Option<Change> {
    asked(tree, i, parent)
        .or_else(|| told(tree, i, parent))
        .or_else(|| whether(tree, i, parent))
        .or_else(|| called_for(tree, i, parent))
        .or_else(|| called_upon(tree, i, parent))
        .or_else(|| is_to(tree, i, parent))
        .or_else(|| need_not(tree, i, parent))
        .or_else(|| reached_by(tree, i, parent))
        .or_else(|| verdict(tree, i, parent))
}

/// `asked the court to force a sale`, `accused Peru of lying`: whom one asks or accuses is the object.
fn asked(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    let asked = tree.tokens[i].deprel == "iobj" && i > verb && !relative_pronoun(tree, i);
    let alone = tree.child(verb, &["obj", "ccomp"]).is_none();
    let takes = |frame| lexicon::complement(&tree.lemma(verb), "v", frame).is_some();
    let deed = |c: usize| {
        let behind = c > i && matches!(tree.tokens[c].relation(), "xcomp" | "advcl");
        behind && (infinitive(tree, c) && takes("obj") || prepositional(tree, c) && takes("prep"))
    };
    (asked && alone && tree.children(verb).any(deed)).then(|| Change::relation(tree, i, verb, "obj"))
}

/// `told the hall that it rained`, `“It rains,” she told the hall`: whom one tells hears what is told.
fn told(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    let that = |c: usize| c > i && tree.related(c, "mark").any(|m| tree.is(m, &["that"]));
    let hears = tree.tokens[i].deprel == "obj" && i > verb && reporting::addresses(&tree.lemma(verb));
    // The quotation may come before, or behind a colon.
    let end = tree.borders(i).1 + 1;
    let colon = end + 1 == tree.len() && tree.is(end, &[":"]) && nominals::noun(&tree.lemma(i)).is_some();
    let said = tree.related(verb, "ccomp").any(|c| that(c) || c < verb) || colon;
    (hears && said && tree.child(verb, &["iobj"]).is_none()).then(|| Change::relation(tree, i, verb, "iobj"))
}

/// `asked her if it rained`, `weighed whether to leave`: what one asks or weighs is no circumstance.
fn whether(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    if tree.tokens[i].deprel != "advcl" || i < verb {
        return None;
    }
    let (first, last) = tree.borders(i);
    let asks = || reporting::reports(&tree.lemma(verb), Frame::Question) || tree.is(verb, &["weigh", "mull"]);
    let asked = tree.is(first, &["whether"]) || tree.is(first, &["if"]) && tree.is(verb, &["ask", "wonder", "inquire"]);
    let alone = tree.child(verb, &["ccomp", "xcomp"]).is_none() && mark_before(tree, i).is_none();
    // `will ask them, whether or not it rains`
    let either = first < i && tree.is(first + 1, &["or"]) || tree.is(last, &["not"]);
    let thing = tree.child(verb, &["obj"]).is_some_and(|o| !reporting::addresses(&tree.lemma(verb)) || o > i);
    (asked && alone && !either && !thing && asks()).then(|| Change::relation(tree, i, verb, "ccomp"))
}

/// `called for Peru to act`: who is to act is the subject of what is called for.
fn called_for(tree: &Tree, i: usize, parent: usize) -> Option<Change> {
    let asks = |verb: usize| {
        let prefix = lexicon::complement(&tree.lemma(verb), "v", "prep").and_then(|c| c.prefix);
        prefix.is_some_and(|p| p.ends_with("s_for")) && tree.child(verb, &["obj", "iobj"]).is_none()
    };
    let marked = |who: usize| tree.related(who, "case").find(|c| tree.is(*c, &["for"]) && *c == tree.borders(who).0);
    // The infinitive that follows the phrase of `who`.
    let deed = |who: usize| {
        let host = tree.parent(who).filter(|_| matches!(tree.tokens[who].relation(), "obl" | "iobj"))?;
        let beside =
            || tree.children(host).find(|c| *c > who && matches!(tree.tokens[*c].relation(), "xcomp" | "advcl"));
        let verb = if asks(host) { host } else { tree.parent(host).filter(|v| asks(*v) && *v < who)? };
        let deed = if verb == host { beside()? } else { host };
        let to = tree.related(deed, "mark").find(|m| tree.is(*m, &["to"]) && *m == tree.borders(who).1 + 1)?;
        // `called for room for miners to rest`
        let other = tree.related(verb, "obl").any(|o| o < who && marked(o).is_some());
        let meant = someone(tree, who) || tree.related(deed, "aux").any(|a| tree.tokens[a].deprel == "aux:pass");
        (to < deed && meant && !other && tree.child(deed, &["nsubj", "nsubj:pass"]).is_none()).then_some(deed)
    };
    if let Some(deed) = deed(i).filter(|_| marked(i).is_some()) {
        return Some(Change::relation(tree, i, deed, "nsubj"));
    }
    if let Some(deed) = deed(parent).filter(|_| marked(parent) == Some(i)) {
        return Some(Change::relation(tree, i, deed, "mark"));
    }
    // `called for pressure on Peru to act`: what the pressure is for.
    let thing = |w: &usize| marked(*w).is_some() && tree.tokens[*w].relation() == "obl" && !someone(tree, *w);
    let aim = || tree.children(parent).filter(thing).find(|w| tree.borders(*w).1 + 1 == tree.borders(i).0);
    if let Some(noun) = aim().filter(|_| tree.tokens[i].relation() == "xcomp" && infinitive(tree, i) && asks(parent)) {
        return Some(Change::relation(tree, i, noun, "acl"));
    }
    let called = matches!(tree.tokens[i].relation(), "xcomp" | "advcl" | "ccomp") && i > parent && asks(parent);
    if called && infinitive(tree, i) && tree.related(i, "mark").any(|m| tree.is(m, &["for"])) {
        return Some(Change::relation(tree, i, parent, "advcl"));
    }
    let who = tree.children(parent).chain(tree.children(i)).find(|w| marked(*w).is_some() && deed(*w) == Some(i));
    who.filter(|_| called).map(|_| Change::relation(tree, i, parent, "advcl"))
}

/// `called on Peru to act`: what those are to do who are called upon is governed, too.
fn called_upon(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    let asked = tree.tokens[i].deprel == "advcl" && tree.child(verb, &["xcomp"]).is_none();
    (asked && addressee(tree, verb, i).is_some()).then(|| Change::relation(tree, i, verb, "xcomp"))
}

/// `The club is to open`, `They are due to meet`, `The vote is to be held`: what is to be is a plan, not what somebody is.
fn is_to(tree: &Tree, i: usize, parent: usize) -> Option<Change> {
    // `due to`, read as one preposition
    let verb = if tree.is(parent, &["due"]) { tree.parent(parent)? } else { parent };
    let be =
        tree.child(verb, &["cop"]).filter(|b| *b < verb && tree.is(*b, &["be"]) && tree.tokens[*b].xpos != "VBG")?;
    let due = (be + 1..verb).find(|w| tree.is(*w, &["due"]) && tree.parent(*w) == Some(verb));
    let to =
        (be + 1..verb).find(|w| tree.is(*w, &["to"]) && (tree.parent(*w) == Some(verb) || tree.parent(*w) == due))?;
    let subject = tree.child(verb, &["nsubj", "nsubj:pass", "nsubj:outer"]).filter(|s| *s < be)?;
    let passive = tree.tokens[verb].xpos == "VBN" && tree.related(verb, "aux").any(|a| a > to && tree.is(a, &["be"]));
    let aim = || {
        lexicon::complement(&tree.lemma(subject), "n", "inf").is_some() || lexicon::listed("task", &tree.lemma(subject))
    };
    let done = tree.tokens[verb].xpos == "VB" && someone(tree, subject) || passive && !aim();
    let bare = done || due.is_some_and(|d| d < to) && matches!(tree.tokens[verb].xpos, "VB" | "VBN");
    let relation = match i {
        _ if !bare => return None,
        i if i == be => "aux",
        i if i == to => "mark",
        i if Some(i) == due => "advmod",
        i if i == subject && passive => "nsubj:pass",
        i if i == subject => "nsubj",
        _ => return None,
    };
    (relation != tree.tokens[i].deprel || verb != parent).then(|| Change::relation(tree, i, verb, relation))
}

/// `need not resign`: the need is denied.
fn need_not(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    let need = tree.parent(verb).filter(|n| tree.is(*n, &["need"]) && tree.tokens[verb].relation() == "xcomp")?;
    let bare = !infinitive(tree, verb) && need < i && i < verb;
    (bare && tree.is(i, &["not", "n't"])).then(|| Change::under(tree, i, need))
}

/// `Reached by phone, she said …`: what people are reached by reaches nobody.
fn reached_by(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    let means = tree.is(i, &["phone", "telephone", "email", "e-mail", "text", "mail", "letter"]);
    let bare = means && tree.related(i, "det").next().is_none() && tree.tokens[i].deprel == "obl:agent";
    (bare && tree.is(verb, &["reach", "contact"])).then(|| Change::relation(tree, i, verb, "obl"))
}

/// `ruled that the firm must pay, handing the town a victory`: what the ruling brings about is no part of it.
fn verdict(tree: &Tree, i: usize, host: usize) -> Option<Change> {
    let effect = tree.tokens[i].deprel == "advcl" && tree.tokens[i].xpos == "VBG" && upshot(tree, i);
    let comma = effect && mark_before(tree, i).is_some_and(|m| tree.tokens[m].lemma == ",");
    let mut at = host;
    while matches!(tree.tokens[at].relation(), "xcomp" | "conj") {
        at = tree.parent(at)?;
    }
    let verb = tree.parent(at).filter(|v| tree.tokens[at].relation() == "ccomp" && *v < at && at < i)?;
    (comma && tree.is(verb, &["rule", "decide", "vote", "find"])).then(|| Change::under(tree, i, verb))
}

#[cfg(test)]
mod tests {
    use crate::extract::{clause, repair, sample};

    /// What the clauses of a table tell once its relations are set right.
    #[track_caller]
    fn check(table: &str, expected: &[&str]) {
        let (document, annotation) = sample::annotated(table);
        let annotation = repair::repaired(&document, &annotation);
        let found = clause::find(&document, &annotation);
        assert_eq!(sample::lines(&document, &annotation, &found), expected);
    }

    #[test]
    fn whom_one_asks_is_the_object() {
        check(
            "Roth Roth PROPN NNP 2 nsubj
             urged urge VERB VBD 0 root
             clerks clerk NOUN NNS 2 iobj
             to to PART TO 5 mark
             sing sing VERB VB 2 xcomp",
            &["Roth | urge | - | clerks", "clerks | urged_to_sing | - | "],
        );
    }

    #[test]
    fn what_is_asked_is_no_circumstance() {
        check(
            "Roth Roth PROPN NNP 2 nsubj
             asked ask VERB VBD 0 root
             Ida Ida PROPN NNP 2 iobj
             if if SCONJ IN 6 mark
             it it PRON PRP 6 nsubj
             rained rain VERB VBD 2 advcl",
            &["Roth | ask | - | if it rained", "it | may_rain | - | "],
        );
    }

    #[test]
    fn who_is_called_for_to_act_acts() {
        check(
            "Roth Roth PROPN NNP 2 nsubj
             called call VERB VBD 0 root
             for for ADP IN 4 case
             clerks clerk NOUN NNS 2 obl
             to to PART TO 6 mark
             sing sing VERB VB 2 xcomp
             songs song NOUN NNS 6 obj",
            &["Roth | call_for | - | clerks to sing songs", "clerks | asked_to_sing | - | songs"],
        );
    }

    #[test]
    fn what_is_to_be_is_planned() {
        check(
            "Clerks clerk NOUN NNS 5 nsubj
             are be AUX VBP 5 cop
             due due ADJ JJ 5 case
             to to PART TO 3 fixed
             sing sing VERB VB 0 root",
            &["Clerks | will_sing | - | "],
        );
        check(
            "Peru Peru PROPN NNP 4 nsubj
             is be AUX VBZ 4 cop
             to to PART TO 4 mark
             pay pay VERB VB 0 root",
            &["Peru | will_pay | - | "],
        );
        check(
            "The the DET DT 2 det
             aim aim NOUN NN 5 nsubj:outer
             is be AUX VBZ 5 cop
             to to PART TO 5 mark
             win win VERB VB 0 root
             seats seat NOUN NNS 5 obj",
            &["The aim | be | - | to win seats"],
        );
    }

    #[test]
    fn a_need_is_denied() {
        check(
            "Roth Roth PROPN NNP 2 nsubj
             need need VERB VBP 0 root
             not not PART RB 4 advmod
             resign resign VERB VB 2 xcomp",
            &["Roth | not_have_to_resign | - | "],
        );
    }

    #[test]
    fn what_a_ruling_brings_about_is_not_ruled() {
        check(
            "Courts court NOUN NNS 2 nsubj
             ruled rule VERB VBD 0 root
             Peru Peru PROPN NNP 5 nsubj
             must must AUX MD 5 aux
             pay pay VERB VB 2 ccomp
             , , PUNCT , 7 punct
             dealing deal VERB VBG 5 advcl
             Lima Lima PROPN NNP 7 iobj
             a a DET DT 10 det
             blow blow NOUN NN 7 obj",
            &[
                "Courts | rule | - | Peru must pay",
                "Peru | must_pay | - | ",
                "Courts ruled Peru must pay | deal | - | a blow",
            ],
        );
    }

    #[test]
    fn whom_one_tells_a_quotation_hears_it() {
        check(
            "Rain rain NOUN NN 2 nsubj
             fell fall VERB VBD 4 ccomp
             Roth Roth PROPN NNP 4 nsubj person:1
             told tell VERB VBD 0 root
             meeting meeting NOUN NN 4 obj",
            &["Rain | fall | - | ", "Roth | tell | - | Rain fell"],
        );
    }

    #[test]
    fn pressure_that_is_called_for_has_an_aim() {
        check(
            "Roth Roth PROPN NNP 2 nsubj
             called call VERB VBD 0 root
             for for ADP IN 4 case
             pressure pressure NOUN NN 2 obl
             to to PART TO 6 mark
             end end VERB VB 2 xcomp
             raids raid NOUN NNS 6 obj",
            &["Roth | call_for | - | pressure to end raids"],
        );
    }
}
