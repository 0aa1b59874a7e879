//! Relative and participial clauses.

use super::Change;
use super::nouns::mark_before;
use crate::extract::lexicon;
use crate::extract::nominals;
use crate::extract::relative::relative_pronoun;
use crate::extract::reporting::{self, Frame, Part};
use crate::extract::tree::Tree;
use crate::model::Stance;

/// `the pact between Peru and Ida Roth, who owns it, failed`: `who` is said of the person right before it, not of a thing before that.
pub(super) fn nearest_person(tree: &Tree, i: usize, noun: usize) -> Option<Change> {
    if tree.tokens[i].deprel != "acl:relcl" {
        return None;
    }
    let first = tree.borders(i).0;
    let pronoun = if tree.tokens[first].upos == "PUNCT" { first + 1 } else { first };
    let who = tree.is(pronoun, &["who", "whom", "whose"]);
    let thing = tree.tokens[noun].xpos == "NN" && !nominals::is_person(&tree.lemma(noun));
    let last = first.checked_sub(1).filter(|w| who && thing && *w > noun)?;
    let name =
        |w: &usize| tree.tokens[*w].upos == "PROPN" && !matches!(tree.tokens[*w].relation(), "flat" | "compound");
    let person = (noun + 1..=last).rev().filter(|w| tree.within(last, *w)).find(name)?;
    tree.within(person, noun).then(|| Change::under(tree, i, person))
}

/// `two clerks, both of whom left`: all of whom the clause speaks are its subject, and it hangs from the noun before them.
pub(super) fn all_of_whom(tree: &Tree, i: usize, head: usize) -> Option<Change> {
    let whom = |all: usize| {
        let of = |n: &usize| tree.related(*n, "case").any(|c| tree.is(c, &["of"])) && relative_pronoun(tree, *n);
        tree.related(all, "nmod").any(|n| of(&n)) && tree.tokens[all].relation() == "appos"
    };
    let clause = |all: usize| tree.related(all, "acl").find(|v| tree.tokens[*v].deprel == "acl:relcl");
    let open = |v: usize| tree.child(v, &["nsubj", "nsubj:pass"]).is_none();
    if let Some(verb) = clause(i).filter(|v| whom(i) && open(*v)) {
        return Some(Change::relation(tree, i, verb, "nsubj"));
    }
    let own = clause(head) == Some(i) && whom(head) && open(i);
    tree.parent(head).filter(|_| own).map(|noun| Change::under(tree, i, noun))
}

/// `said that it would rain, without giving details`: who says so gives none.
pub(super) fn without_details(tree: &Tree, i: usize, said: usize) -> Option<Change> {
    if tree.tokens[i].relation() != "advcl" || tree.tokens[i].xpos != "VBG" {
        return None;
    }
    let without = tree.related(i, "mark").any(|m| tree.is(m, &["without"]));
    let comma = mark_before(tree, i).is_some_and(|m| tree.tokens[m].lemma == ",");
    let speaks = |v: usize| reporting::entry(Part::Verb, &tree.lemma(v)).is_some();
    let details = tree.related(i, "obj").any(|o| lexicon::listed("told_more", &tree.lemma(o))) || speaks(i);
    let verb = tree.parent(said).filter(|v| tree.tokens[said].relation() == "ccomp" && *v < said && speaks(*v))?;
    (without && comma && details).then(|| Change::under(tree, i, verb))
}

/// `the war, which Roth says costs lives`: of two relative clauses with one pronoun, the later is what the earlier one reports.
pub(super) fn told_within(tree: &Tree, i: usize, noun: usize) -> Option<Change> {
    let relative = |c: usize| tree.tokens[c].deprel == "acl:relcl";
    let pronoun = tree.related(i, "nsubj").find(|s| relative(i) && *s < i && relative_pronoun(tree, *s))?;
    let reports = |v: usize| {
        reporting::reports(&tree.lemma(v), Frame::That)
            && tree.child(v, &["nsubj"]).is_some_and(|s| s > pronoun)
            && tree.child(v, &["ccomp", "obj"]).is_none()
    };
    let verb = tree.children(noun).find(|v| relative(*v) && *v > pronoun && *v < i && reports(*v))?;
    Some(Change::relation(tree, i, verb, "ccomp"))
}

/// `rules that they say have hurt Roth`: a finite relative clause without subject that has its object has the pronoun for its subject.
pub(super) fn pronoun_acts(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    let pronoun = tree.tokens[i].relation() == "obj" && i < verb && relative_pronoun(tree, i);
    let clause = tree.tokens[verb].deprel == "acl:relcl" && tree.finite(verb).is_some();
    let bare = tree.child(verb, &["nsubj", "nsubj:pass", "csubj", "expl", "xcomp", "ccomp"]).is_none();
    let object = || tree.related(verb, "obj").any(|o| o > verb);
    (pronoun && clause && bare && object()).then(|| Change::relation(tree, i, verb, "nsubj"))
}

/// `It rained, she said; the clerks left`: what follows a semicolon is no more said than what stands before the verb.
pub(super) fn behind_semicolon(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    let clause = tree.parent(verb).filter(|c| *c < verb && verb < i && tree.tokens[verb].relation() == "parataxis")?;
    let parted = mark_before(tree, i).is_some_and(|mark| tree.tokens[mark].lemma == ";");
    let told = tree.tokens[i].relation() == "ccomp" && tree.child(i, &["nsubj", "nsubj:pass"]).is_some();
    let says = tree.child(verb, &["nsubj"]).is_some() && reporting::reports(&tree.lemma(verb), Frame::Quote);
    (told && parted && says).then(|| Change::relation(tree, i, clause, "parataxis"))
}

/// `The town, Roth said, was lost`: between marks and without a relative pronoun, a verb of saying with its subject tells who says
/// all of it.
pub(super) fn told_aside(tree: &Tree, i: usize, noun: usize) -> Option<Change> {
    let says = || reporting::reports(&tree.lemma(i), Frame::Quote);
    let (first, last) = tree.borders(i);
    let mark = |w: usize| tree.tokens.get(w).is_none_or(|t| t.upos == "PUNCT");
    let bare = tree.child(i, &["ccomp", "obj", "xcomp", "mark"]).is_none();
    let own = |s: usize| tree.tokens[s].upos != "PRON" || !relative_pronoun(tree, s);
    let asks = (first..i).any(|w| matches!(tree.tokens[w].xpos, "WP" | "WDT" | "WRB" | "WP$"));
    let aside = (tree.tokens[i].deprel == "acl:relcl" || told_below(tree, i, noun))
        && mark_before(tree, i).is_some()
        && (mark(last) || mark(last + 1))
        && bare
        && !asks;
    if !aside || !tree.child(i, &["nsubj"]).is_some_and(own) || !says() {
        return None;
    }
    let clause = std::iter::successors(Some(noun), |at| tree.parent(*at)).find(|at| tree.finite(*at).is_some())?;
    Some(Change::relation(tree, i, clause, "parataxis"))
}

/// `The town, Roth said, was lost`: told aside of the noun before it, which stands in a clause behind.
fn told_below(tree: &Tree, i: usize, noun: usize) -> bool {
    let subject = tree.tokens[noun].relation() == "nsubj" && tree.parent(noun).is_some_and(|clause| clause > i);
    tree.tokens[i].deprel == "parataxis" && subject
}

/// `the war, which Roth says costs lives`: who says so stands between the pronoun and the verb, and tells all that the clause does.
pub(super) fn told_between(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    let between = tree.tokens[i].deprel == "advcl:relcl" && tree.tokens[verb].deprel == "acl:relcl" && i < verb;
    let pronoun =
        tree.child(verb, &["nsubj", "nsubj:pass"]).filter(|s| between && *s < i && relative_pronoun(tree, *s))?;
    let own = tree.child(i, &["nsubj"]).is_some_and(|s| s > pronoun);
    let says = reporting::reports(&tree.lemma(i), Frame::That) && tree.child(i, &["ccomp", "obj"]).is_none();
    (own && says).then(|| Change::relation(tree, i, verb, "parataxis"))
}

/// `sick of Roth lying about it`: what stands between `of` and a gerund right behind it does what the gerund says.
pub(super) fn gerund_of(tree: &Tree, i: usize, head: usize) -> Option<Change> {
    let bare = tree.tokens[i].xpos == "VBG" && tree.tokens[i].relation() == "advcl" && tree.borders(i).0 == i;
    let of = |o: usize| tree.related(o, "case").any(|c| tree.is(c, &["of"]));
    let doer = tree.related(head, "obl").find(|o| bare && of(*o) && tree.borders(*o).1 + 1 == i)?;
    Some(Change::relation(tree, i, doer, "acl"))
}

/// `said that the army had left, stressing that nobody was hurt`: behind a comma, who speaks stresses more.
pub(super) fn stresses(tree: &Tree, i: usize, said: usize) -> Option<Change> {
    let bare = tree.child(i, &["mark", "nsubj", "aux"]).is_none() && tree.tokens[i].xpos == "VBG";
    let behind = bare && tree.tokens[i].relation() == "advcl" && said < i && tree.tokens[i - 1].lemma == ",";
    let that = tree.related(said, "mark").any(|m| tree.is(m, &["that"]));
    let content = matches!(tree.tokens[said].relation(), "ccomp" | "acl") && that;
    let above = tree.parent(said).filter(|v| behind && content && *v < said)?;
    // `voiced hope that it would end, stressing …`
    let verb = if tree.tokens[above].upos == "NOUN" { tree.parent(above)? } else { above };
    let speaks = reporting::entry(Part::Verb, &tree.lemma(verb)).filter(|_| tree.tokens[verb].upos == "VERB")?;
    // `rejected the claim that it had ended, arguing …`
    let denies =
        speaks.stance(Frame::Object) == Some(Stance::Denies) && reporting::reports(&tree.lemma(i), Frame::That);
    (denies || lexicon::listed("stresses", &tree.lemma(i))).then(|| Change::under(tree, i, verb))
}

/// `fears one of the choices: leaving the pact`: a gerund behind a colon says what the noun before it is.
pub(super) fn named_choice(tree: &Tree, i: usize, head: usize) -> Option<Change> {
    let clause = matches!(tree.tokens[i].relation(), "advcl" | "parataxis" | "conj") && head < i;
    let bare = tree.tokens[i].xpos == "VBG" && tree.child(i, &["nsubj", "aux", "cop", "mark"]).is_none();
    let first = tree.borders(i).0;
    let colon = (first == i || tree.tokens[first].lemma == ":") && clause && bare;
    let colon = mark_before(tree, i).filter(|m| colon && tree.tokens[*m].lemma == ":")?;
    let noun = (head..colon).rev().find(|w| tree.tokens[*w].upos == "NOUN")?;
    Some(Change::relation(tree, i, noun, "appos"))
}

/// `accused her of lying, describing it as cruel`, `vowed to stay, calling the order void`: behind a comma, a participle of saying goes on
/// with who speaks, not with what is spoken of.
pub(super) fn goes_on_to_say(tree: &Tree, i: usize, deed: usize) -> Option<Change> {
    let bare = tree.child(i, &["mark", "nsubj", "aux"]).is_none();
    let behind = deed < i && i > 0 && tree.tokens[i - 1].lemma == ",";
    let participle = tree.tokens[i].relation() == "advcl" && tree.tokens[i].xpos == "VBG" && bare && behind;
    let opener = |m: &usize| tree.is(*m, &["of", "to", "for"]) && *m < deed;
    let open =
        matches!(tree.tokens[deed].relation(), "xcomp" | "advcl") && tree.related(deed, "mark").any(|m| opener(&m));
    if !participle || !open || !reporting::reports(&tree.lemma(i), Frame::Quote) {
        return None;
    }
    let verb = tree.parent(deed).filter(|v| *v < deed && tree.finite(*v).is_some())?;
    let speaks = reporting::entry(Part::Verb, &tree.lemma(verb)).is_some();
    speaks.then(|| Change::under(tree, i, verb))
}

#[cfg(test)]
mod tests {
    use crate::extract::repair::tests::set_right;

    #[test]
    fn who_stands_between_of_and_a_gerund_does_it() {
        let found = set_right(
            "They they PRON PRP 3 nsubj
             are be AUX VBP 3 cop
             sick sick ADJ JJ 0 root
             of of ADP IN 5 case
             Roth Roth PROPN NNP 3 obl person:1
             lying lie VERB VBG 3 advcl",
        );
        assert_eq!(found, ["lying 5 acl VBG"]);
    }

    #[test]
    fn a_pronoun_may_act_in_its_clause() {
        let found = set_right(
            "rules rule NOUN NNS 0 root
             that that PRON WDT 5 obj
             they they PRON PRP 4 nsubj
             say say VERB VBP 1 acl:relcl
             hurt hurt VERB VBD 1 acl:relcl
             Roth Roth PROPN NNP 5 obj person:1",
        );
        assert_eq!(found, ["that 5 nsubj WDT", "hurt 4 ccomp VBD"]);
    }

    #[test]
    fn what_follows_a_semicolon_stands_alone() {
        let found = set_right(
            "Rain rain NOUN NN 2 nsubj
             fell fall VERB VBD 0 root
             , , PUNCT , 5 punct
             Roth Roth PROPN NNP 5 nsubj person:1
             said say VERB VBD 2 parataxis
             ; ; PUNCT , 8 punct
             clerks clerk NOUN NNS 8 nsubj
             left leave VERB VBD 5 ccomp",
        );
        assert_eq!(found, ["left 2 parataxis VBD"]);
    }

    #[test]
    fn who_accuses_goes_on_to_speak() {
        let accused = |last: &str| {
            format!(
                "Roth Roth PROPN NNP 2 nsubj person:1
                 accused accuse VERB VBD 0 root
                 clerks clerk NOUN NNS 2 obj
                 of of SCONJ IN 5 mark
                 lying lie VERB VBG 2 advcl
                 , , PUNCT , 7 punct
                 {last} VERB VBG 5 advcl
                 it it PRON PRP 7 obj"
            )
        };
        assert_eq!(set_right(&accused("describing describe")), ["describing 2 advcl VBG"]);
        assert!(set_right(&accused("causing cause")).is_empty());
    }

    #[test]
    fn who_says_so_aside_tells_nothing_of_the_noun() {
        let wrote = |mark: &str| {
            format!(
                "deal deal NOUN NN 6 nsubj
                 {mark} {mark} PUNCT , 4 punct
                 Roth Roth PROPN NNP 4 nsubj person:1
                 wrote write VERB VBD 1 acl:relcl
                 {mark} {mark} PUNCT , 4 punct
                 failed fail VERB VBD 0 root"
            )
        };
        assert_eq!(set_right(&wrote(",")), ["wrote 6 parataxis VBD"]);
        assert!(set_right(&wrote(",").replace("PUNCT ,", "ADV RB")).is_empty());
    }

    #[test]
    fn who_is_said_of_the_nearest_person() {
        let found = set_right(
            "Peace peace NOUN NN 0 root
             with with ADP IN 3 case
             Otto Otto PROPN NNP 1 nmod person:1
             who who PRON WP 5 nsubj
             left leave VERB VBD 1 acl:relcl",
        );
        assert_eq!(found, ["left 3 acl:relcl VBD"]);
    }

    #[test]
    fn who_says_so_gives_no_details() {
        let found = set_right(
            "Ida Ida PROPN NNP 2 nsubj person:1
             said say VERB VBD 0 root
             rain rain NOUN NN 4 nsubj
             fell fall VERB VBD 2 ccomp
             , , PUNCT , 7 punct
             without without SCONJ IN 7 mark
             giving give VERB VBG 4 advcl
             details detail NOUN NNS 7 obj",
        );
        assert_eq!(found, ["giving 2 advcl VBG"]);
    }

    #[test]
    fn a_gerund_behind_a_colon_says_what_is_meant() {
        let fears = |mark: &str| {
            format!(
                "Ida Ida PROPN NNP 2 nsubj person:1
                 fears fear VERB VBZ 0 root
                 choice choice NOUN NN 2 obj
                 {mark} {mark} PUNCT : 5 punct
                 leaving leave VERB VBG 2 advcl"
            )
        };
        assert_eq!(set_right(&fears(":")), ["leaving 3 appos VBG"]);
        assert!(set_right(&fears(",")).is_empty());
    }

    #[test]
    fn all_of_whom_a_clause_speaks_are_its_subject() {
        let found = set_right(
            "clerks clerk NOUN NNS 0 root
             both both DET DT 1 appos
             of of ADP IN 4 case
             whom who PRON WP 2 nmod
             left leave VERB VBD 2 acl:relcl",
        );
        assert_eq!(found, ["both 5 nsubj DT", "left 1 acl:relcl VBD"]);
    }

    #[test]
    fn who_says_so_behind_the_subject_tells_all_of_it() {
        let found = set_right(
            "deal deal NOUN NN 6 nsubj
             , , PUNCT , 4 punct
             Roth Roth PROPN NNP 4 nsubj person:1
             said say VERB VBD 1 parataxis
             , , PUNCT , 4 punct
             failed fail VERB VBD 0 root",
        );
        assert_eq!(found, ["said 6 parataxis VBD"]);
    }

    #[test]
    fn who_says_so_between_pronoun_and_verb_tells_the_clause() {
        let found = set_right(
            "war war NOUN NN 0 root
             which which PRON WDT 5 nsubj
             Roth Roth PROPN NNP 4 nsubj person:1
             says say VERB VBZ 5 advcl:relcl
             costs cost VERB VBZ 1 acl:relcl
             lives life NOUN NNS 5 obj",
        );
        assert_eq!(found, ["says 5 parataxis VBZ"]);
    }

    #[test]
    fn who_speaks_stresses_more() {
        let said = |verb: &str, last: &str| {
            format!(
                "Ida Ida PROPN NNP 2 nsubj person:1
                 {verb} VERB VBD 0 root
                 that that SCONJ IN 5 mark
                 rain rain NOUN NN 5 nsubj
                 fell fall VERB VBD 2 ccomp
                 , , PUNCT , 7 punct
                 {last} VERB VBG 5 advcl"
            )
        };
        assert_eq!(set_right(&said("said say", "stressing stress")), ["stressing 2 advcl VBG"]);
        assert_eq!(set_right(&said("denied deny", "arguing argue")), ["arguing 2 advcl VBG"]);
        assert!(set_right(&said("said say", "wetting wet")).is_empty());
    }
}
