//! Who does what a participle says that hangs from a noun which does nothing: `had no problem finding it`, `her days growing up in
//! Ghent`, `counsel for the group suing Peru`.

use super::arguments;
use super::lexicon::{self, Complement};
use super::nominals;
use super::relative::{are_people, is_plural, name_behind};
use super::tree::Tree;
use crate::model::EntityType;

/// Where the subject of a participle is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doer {
    /// At this word.
    Word(usize),
    /// It is that of the clause at this word.
    Clause(usize),
}

/// Who does what the participle at `i` says, where it is not the noun that it hangs from.
pub(super) fn doer(tree: &Tree, noun: usize, i: usize) -> Option<Doer> {
    if !bare(tree, i) || noun > i {
        return None;
    }
    let lived = experience(tree, i).and(tree.parent(noun)).map(Doer::Clause);
    lived
        .or_else(|| while_it_lasted(tree, noun))
        .or_else(|| minded(tree, noun, i))
        .or_else(|| by_means_of(tree, noun, i))
        .or_else(|| client(tree, noun, i))
}

/// Whether the clause at `i` is an active participle right behind its noun, without mark or auxiliary.
pub(super) fn bare(tree: &Tree, i: usize) -> bool {
    tree.tokens[i].deprel == "acl" && tree.tokens[i].xpos == "VBG" && tree.borders(i).0 == i
}

/// What the noun that stands for how an action goes makes of it: `had trouble finding it`, `had no qualms selling it`.
pub(super) fn experience(tree: &Tree, i: usize) -> Option<&'static Complement> {
    let noun = tree.parent(i).filter(|n| *n < i && tree.tokens[i].deprel == "acl" && tree.tokens[i].xpos == "VBG")?;
    let verb = tree.parent(noun).filter(|_| tree.tokens[noun].relation() == "obj")?;
    let has = tree.is(verb, &["have", "experience", "face", "report", "encounter", "find"]);
    lexicon::complement(&tree.lemma(noun), "n", "ing").filter(|_| has)
}

/// Whose time or work it was: `her days growing up`, `her role leading the board`, `spent years working abroad`, `spent the last
/// days of May working`.
fn while_it_lasted(tree: &Tree, noun: usize) -> Option<Doer> {
    let time = arguments::is_time(tree, noun) || lexicon::listed("lived_through", &tree.lemma(noun));
    let owner = || tree.child(noun, &["nmod:poss"]).map(Doer::Word);
    let whole =
        tree.parent(noun).filter(|w| tree.tokens[noun].relation() == "nmod" && tree.tokens[*w].relation() == "obj");
    let spends = |v: &usize| tree.is(*v, &["spend", "waste", "devote", "pass"]);
    let clause = || tree.parent(whole.unwrap_or(noun)).filter(spends).map(Doer::Clause);
    if time || whole.is_some() { owner().filter(|_| time).or_else(clause) } else { None }
}

/// Who thinks or tries what a thing cannot: `entered the talks believing it`, `faces a hard task trying to win`.
fn minded(tree: &Tree, noun: usize, i: usize) -> Option<Doer> {
    let thing = tree.tokens[noun].upos == "NOUN" && !are_people(tree, noun) && !is_plural(tree, noun);
    let verb = tree.parent(noun).filter(|v| tree.tokens[*v].upos == "VERB")?;
    let beside = matches!(tree.tokens[noun].relation(), "obj" | "obl");
    (beside && thing && lexicon::listed("needs_mind", &tree.lemma(i))).then_some(Doer::Clause(verb))
}

/// `looked for fame using lies`: who acts uses the means.
fn by_means_of(tree: &Tree, noun: usize, i: usize) -> Option<Doer> {
    let mut at = noun;
    while tree.tokens[at].relation() == "nmod" {
        at = tree.parent(at)?;
    }
    let verb = tree.parent(at).filter(|v| tree.tokens[*v].upos == "VERB")?;
    let goal = matches!(tree.tokens[at].relation(), "obj" | "obl") && !are_people(tree, noun);
    (goal && tree.is(i, &["use"])).then_some(Doer::Clause(verb))
}

/// For whom those speak who speak for others: `lawyers for the miners suing Peru`.
fn client(tree: &Tree, noun: usize, i: usize) -> Option<Doer> {
    let speaks = lexicon::listed("speaks_for", &tree.lemma(noun));
    let near = |c: &usize| *c < i && tree.borders(*c).1 + 1 == i;
    let body = |c: &usize| tree.tokens[*c].upos == "PROPN" || are_people(tree, *c);
    tree.related(noun, "nmod").filter(|_| speaks).filter(near).find(body).map(Doer::Word)
}

/// What is needed for a deed does not do it: `the votes needed to win`.
pub(super) fn is_means(tree: &Tree, participle: usize) -> bool {
    let needed = tree.is(participle, &["need", "require"]) && tree.tokens[participle].xpos == "VBN";
    needed && tree.tokens[participle].deprel == "acl" && tree.related(participle, "nsubj").next().is_none()
}

/// The people right before a participle that hangs from the noun above them: `a ban on tourists entering the park`.
pub(super) fn people_before(tree: &Tree, noun: usize, i: usize) -> Option<usize> {
    let active = tree.tokens[i].xpos == "VBG" && tree.borders(i).0 == i;
    let near = |c: &usize| *c < i && tree.borders(*c).1 + 1 == i && is_plural(tree, *c);
    tree.related(noun, "nmod")
        .filter(|_| active && !are_people(tree, noun))
        .find(near)
        .filter(|c| are_people(tree, *c) || tree.tokens[*c].upos == "PROPN")
}

/// The body of people, or the text, right before a participle that the parse hangs from the verb above: `gave it to a group backing
/// Peru`, `sent a letter to Roth asking for it`.
pub(super) fn body_before(tree: &Tree, parent: usize, i: usize) -> Option<usize> {
    let noun = i.checked_sub(1).filter(|n| *n > parent && tree.tokens[*n].upos == "NOUN")?;
    let direct = tree.tokens[i].xpos == "VBG" && tree.borders(i).0 == i;
    let body = nominals::noun(&tree.lemma(noun))
        .is_some_and(|n| matches!(n.kind, EntityType::Group | EntityType::Organization | EntityType::Place));
    let indefinite = tree.related(noun, "det").any(|d| tree.is(d, &["a", "an"]));
    let beside = matches!(tree.tokens[noun].relation(), "obj" | "obl" | "nmod");
    (direct && beside && body && indefinite).then_some(noun)
}

/// What is divided, where a participle hangs from the part: `two thirds of the money spent by the town`.
pub(super) fn part_of(tree: &Tree, part: usize, i: usize) -> Option<usize> {
    let near = |c: &usize| *c < i && tree.borders(*c).1 + 1 == tree.borders(i).0;
    let of = |c: &usize| tree.related(*c, "case").any(|k| tree.is(k, &["of"]));
    let divides = tree.lemma(part).split('-').any(|word| lexicon::listed("part", word));
    tree.related(part, "nmod").filter(|_| divides).filter(of).find(near)
}

/// The name right before `also known as`, where the parse hangs it from a noun further up: `gains against Norvia, known as …`.
pub(super) fn bearer(tree: &Tree, chosen: usize, i: usize) -> Option<usize> {
    let named = tree.is(i, &["know", "call", "name", "dub", "abbreviate"]) && tree.tokens[i].xpos == "VBN";
    let before = (chosen + 1..tree.borders(i).0).rev().find(|w| tree.tokens[*w].upos != "PUNCT").filter(|_| named)?;
    name_behind(tree, chosen, before)
}

/// Who acts in what a noun only imagines or shows: `the prospect of Peru leaving`, `a picture of Ana Roth rowing`.
pub(super) fn imagined(tree: &Tree, i: usize) -> Option<usize> {
    let noun = tree.parent(i).filter(|_| tree.tokens[i].deprel == "acl" && tree.tokens[i].xpos == "VBG")?;
    let lemma = tree.lemma(noun);
    let told = ["prep", "that"].iter().any(|f| lexicon::complement(&lemma, "n", f).is_some());
    let open = told || lexicon::listed("depicts", &lemma);
    let of = |c: &usize| tree.related(*c, "case").any(|k| tree.is(k, &["of", "about"]));
    let near = |c: &usize| *c < i && tree.borders(*c).1 + 1 == tree.borders(i).0;
    tree.related(noun, "nmod").filter(|_| open).filter(of).find(near)
}

/// Whether a participle tells what came of a deed: `handing Peru a victory`, `sending shares down`.
pub(super) fn upshot(tree: &Tree, i: usize) -> bool {
    let object = tree.child(i, &["obj"]).map(|o| tree.lemma(o)).unwrap_or_default();
    match tree.lemma(i).as_str() {
        "hand" | "deal" | "give" | "deliver" => lexicon::listed("upshot", &object),
        "send" => lexicon::listed("moved", &object),
        verb => lexicon::listed("brings_about", verb),
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::sample;

    #[test]
    fn who_has_trouble_acts() {
        let had = |what: &str| {
            format!(
                "Roth Roth PROPN NNP 2 nsubj\nhad have VERB VBD 0 root\n{what}
                 finding find VERB VBG 4 acl\na a DET DT 7 det\njob job NOUN NN 5 obj"
            )
        };
        assert_eq!(
            sample::told(&had("no no DET DT 4 det\ntrouble trouble NOUN NN 2 obj")),
            ["Roth | not_have", "Roth | find"]
        );
        assert_eq!(
            sample::told(&had("some some DET DT 4 det\ntrouble trouble NOUN NN 2 obj")),
            ["Roth | have", "Roth | may_find"]
        );
    }

    #[test]
    fn who_is_shown_acts() {
        assert_eq!(
            sample::told(
                "Peru Peru PROPN NNP 2 nsubj
             saw see VERB VBD 0 root
             photos photo NOUN NNS 2 obj
             of of ADP IN 5 case
             Roth Roth PROPN NNP 3 nmod person:1
             stealing steal VERB VBG 3 acl
             boats boat NOUN NNS 6 obj"
            ),
            ["Peru | see", "Roth | steal"]
        );
    }

    #[test]
    fn things_have_no_mind() {
        let entered = |participle: &str| {
            format!(
                "Roth Roth PROPN NNP 2 nsubj person:1\nfaced face VERB VBD 0 root\na a DET DT 4 det\ntask task NOUN NN 2 obj
                 {participle} VERB VBG 4 acl\nboats boat NOUN NNS 5 obj"
            )
        };
        assert_eq!(sample::told(&entered("seeking seek")), ["Roth | face", "Roth | seek"]);
        assert_eq!(sample::told(&entered("involving involve")), ["Roth | face", "a task | involve"]);
    }

    #[test]
    fn a_role_is_played_by_its_holder() {
        let spent = |what: &str| format!("{what}\nleading lead VERB VBG 4 acl\ntalks talk NOUN NNS 5 obj");
        let role = "Roth Roth PROPN NNP 2 nsubj person:1\npraised praise VERB VBD 0 root
                    Ida Ida PROPN NNP 4 nmod:poss person:1\nrole role NOUN NN 2 obj";
        assert_eq!(sample::told(&spent(role)), ["Roth | praise", "Ida | lead"]);
    }

    #[test]
    fn a_body_right_before_a_participle_acts() {
        let gave = |whom: &str| {
            format!(
                "Roth Roth PROPN NNP 2 nsubj person:1\ngave give VERB VBD 0 root\nboats boat NOUN NNS 2 obj\nto to ADP IN 6 case
                 a a DET DT 6 det\n{whom} NOUN NN 2 obl\nbacking back VERB VBG 2 advcl\nPeru Peru PROPN NNP 7 obj"
            )
        };
        assert_eq!(sample::told(&gave("club club")), ["Roth | give", "a club | back"]);
        assert_eq!(sample::told(&gave("nephew nephew")), ["Roth | give", "Roth | back"]);
    }

    #[test]
    fn those_whom_others_speak_for_act() {
        assert_eq!(
            sample::told(
                "Lawyers lawyer NOUN NNS 7 nsubj
             for for ADP IN 4 case
             the the DET DT 4 det
             miners miner NOUN NNS 1 nmod
             suing sue VERB VBG 1 acl
             Peru Peru PROPN NNP 5 obj
             left leave VERB VBD 0 root"
            ),
            ["the miners | sue", "Lawyers for the miners suing Peru | leave"]
        );
    }

    #[test]
    fn what_is_needed_for_a_deed_does_not_do_it() {
        assert_eq!(
            sample::told(
                "Roth Roth PROPN NNP 2 nsubj
             lost lose VERB VBD 0 root
             the the DET DT 4 det
             proof proof NOUN NN 2 obj
             they they PRON PRP 6 nsubj
             need need VERB VBP 4 acl:relcl
             to to PART TO 8 mark
             win win VERB VB 6 xcomp
             trials trial NOUN NNS 8 obj"
            ),
            ["Roth | lose", "they | need"]
        );
    }

    #[test]
    fn a_judged_deed_was_done() {
        let judged = |be: &str| {
            format!(
                "It it PRON PRP 4 expl\n{be}
                 foolish foolish ADJ JJ 0 root
                 of of ADP IN 6 case
                 Roth Roth PROPN NNP 4 obl
                 to to PART TO 8 mark
                 sell sell VERB VB 4 csubj
                 ships ship NOUN NNS 8 obj"
            )
        };
        assert_eq!(sample::told(&judged("so so ADV RB 4 advmod\nwas be AUX VBD 4 cop")), ["Roth | sell"]);
        assert_eq!(sample::told(&judged("would would AUX MD 4 aux\nbe be AUX VB 4 cop")), ["Roth | would_sell"]);
    }

    #[test]
    fn whoever_complains_asks() {
        assert_eq!(
            sample::told(
                "Many many ADJ JJ 2 nsubj
             grumbled grumble VERB VBD 0 root
             that that SCONJ IN 7 mark
             rooms room NOUN NNS 7 nsubj
             had have AUX VBD 7 aux
             been be AUX VBN 7 cop
             cold cold ADJ JJ 2 ccomp
             and and CCONJ CC 9 cc
             asked ask VERB VBD 7 conj
             why why ADV WRB 12 advmod
             clerks clerk NOUN NNS 12 nsubj
             slept sleep VERB VBD 9 ccomp"
            ),
            ["Many | grumble", "rooms | be", "Many | ask", "clerks | may_sleep"]
        );
    }

    #[test]
    fn what_one_used_to_do_is_so() {
        let would = |time: &str| {
            format!("Roth Roth PROPN NNP 3 nsubj\nwould would AUX MD 3 aux\nwalk walk VERB VB 0 root\n{time}")
        };
        assert_eq!(sample::told(&would("often often ADV RB 3 advmod")), ["Roth | walk"]);
        assert_eq!(sample::told(&would("home home ADV RB 3 advmod")), ["Roth | would_walk_home"]);
    }
}
