//! Conjuncts that were joined to the wrong word.

use super::Change;
use super::nouns::mark_before;
use crate::extract::lexicon;
use crate::extract::nominals;
use crate::extract::relative::is_plural;
use crate::extract::reporting::{self, Frame};
use crate::extract::tree::Tree;

/// `said it rains but stayed`: a second verb in the past like that of saying, and unlike what is said, is the speaker's.
pub(super) fn second_statement(tree: &Tree, i: usize, first: usize) -> Option<Change> {
    let verb = tree.parent(first).filter(|_| tree.tokens[first].relation() == "ccomp" && first < i)?;
    let says = reporting::reports(&tree.lemma(verb), Frame::That);
    let past = |v: usize| tree.tokens[v].xpos == "VBD";
    let own = tree.children(i).any(|c| matches!(tree.tokens[c].relation(), "nsubj" | "mark" | "expl"));
    if tree.tokens[i].relation() != "conj" || own || !says || !past(verb) || verb > first {
        return None;
    }
    let finite = |v: usize| tree.related(v, "aux").chain(tree.related(v, "cop")).chain([v]).min().unwrap_or(v);
    // `said it will be cleared and returned`
    let participle = tree.tokens[first].xpos == "VBN";
    let speakers =
        past(i) && finite(i) == i && !participle && matches!(tree.tokens[finite(first)].xpos, "VBZ" | "VBP" | "MD");
    (speakers || withholds(tree, i) || says_on(tree, i, first)).then(|| Change::under(tree, i, verb))
}

/// `said the firm met nobody and said it would stay`: who speaks goes on to, not the thing that is spoken of.
fn says_on(tree: &Tree, i: usize, first: usize) -> bool {
    let thing = |s: usize| match tree.tokens[s].upos {
        "NOUN" => !nominals::is_person(&tree.lemma(s)),
        "PROPN" => tree.related(s, "det").next().is_some(),
        _ => false,
    };
    let says = tree.is(i, &["say", "add"]) && tree.tokens[i].xpos == "VBD" && tree.child(i, &["ccomp"]).is_some();
    says && tree.child(first, &["nsubj", "nsubj:pass"]).is_some_and(thing)
}

/// `urged them to sell the mine, to leave and to pay`: an infinitive behind a comma that others are joined to is joined to the first.
pub(super) fn listed_deed(tree: &Tree, i: usize, first: usize) -> Option<Change> {
    let to = |v: usize| tree.related(v, "mark").any(|m| tree.is(m, &["to"]));
    let listed = tree.tokens[i].relation() == "advcl" && i > first && to(i) && to(first);
    let comma = mark_before(tree, i).is_some_and(|m| tree.tokens[m].lemma == ",");
    let more = tree.related(i, "conj").any(|c| to(c) && tree.child(c, &["cc"]).is_some());
    let deed = tree.tokens[first].relation() == "xcomp";
    (listed && comma && more && deed).then(|| Change::relation(tree, i, first, "conj"))
}

/// `thanked Roth, who had come, and praised Peru`: what follows a relative clause between commas goes on with the clause around it.
pub(super) fn behind_aside(tree: &Tree, i: usize, first: usize) -> Option<Change> {
    let comma = |w: Option<usize>| w.is_some_and(|w| tree.tokens[w].lemma == ",");
    let joined = tree.tokens[i].relation() == "conj" && tree.tokens[i].upos == "VERB";
    let whose = |s: usize| tree.children(s).any(|c| tree.tokens[c].xpos == "WP$");
    let relative =
        || tree.tokens[first].deprel == "acl:relcl" || tree.child(first, &["nsubj", "nsubj:pass"]).is_some_and(whose);
    let and = tree.related(i, "cc").next().filter(|_| joined && relative())?;
    let own =
        tree.children(i).any(|c| matches!(tree.tokens[c].relation(), "nsubj" | "csubj" | "expl" | "mark" | "aux"));
    let aside =
        (comma(mark_before(tree, first)) || tree.tokens[first].relation() == "ccomp") && comma(and.checked_sub(1));
    let mut verb = tree.parent(first).filter(|_| aside && !own)?;
    while tree.tokens[verb].upos != "VERB" {
        verb = tree.parent(verb)?;
    }
    let same = verb < first && tree.tokens[verb].xpos == tree.tokens[i].xpos && tree.finite(verb) == tree.finite(i);
    (same && tree.child(verb, &["nsubj"]).is_some_and(|s| s < verb)).then(|| Change::under(tree, i, verb))
}

/// `answered by saying that it rains, and that it will snow`: a second clause with `that` goes on with the one that is said.
pub(super) fn second_content(tree: &Tree, i: usize, first: usize) -> Option<Change> {
    let marked = |c: usize| tree.related(c, "mark").any(|m| tree.is(m, &["that"]));
    let joined = tree.tokens[i].relation() == "conj" && marked(i) && tree.child(i, &["cc"]).is_some();
    let open = joined && tree.child(first, &["ccomp"]).is_none() && !marked(first) && tree.tokens[first].upos == "VERB";
    let says = |v: usize| reporting::reports(&tree.lemma(v), Frame::That) && tree.within(v, first);
    let content = |v: usize| tree.related(v, "ccomp").find(|c| *c > v && tree.borders(*c).1 < i);
    let said = (first + 1..i).rev().filter(|v| open && says(*v)).find_map(content)?;
    Some(Change::under(tree, i, said))
}

/// `but would not say more`, `but declined to name him`: what a speaker does not tell.
fn withholds(tree: &Tree, i: usize) -> bool {
    let told = |v: usize| lexicon::listed("withheld", &tree.lemma(v));
    if tree.is(i, &["decline", "refuse"]) {
        return tree.child(i, &["xcomp"]).is_some_and(told);
    }
    let not = tree.related(i, "advmod").any(|a| tree.is(a, &["not"]));
    let modal = tree.related(i, "aux").any(|a| tree.is(a, &["would", "could", "do"]));
    let but = tree.related(i, "cc").any(|c| tree.is(c, &["but"]));
    told(i) && not && modal && but
}

/// `Roth, mayor of Lund and a teacher, left`: what is joined to an apposition is a second one rather than somebody beside the name.
pub(super) fn second_role(tree: &Tree, i: usize, name: usize) -> Option<Change> {
    let and = tree.related(i, "cc").next().filter(|_| tree.tokens[i].relation() == "conj")?;
    let first = tree.related(name, "appos").find(|a| tree.borders(*a).1 + 1 == and)?;
    let role = |w: usize| tree.tokens[w].upos == "NOUN" && nominals::is_person(&tree.lemma(w));
    let set_off = tree.tokens.get(tree.borders(i).1 + 1).is_none_or(|t| t.upos == "PUNCT");
    let described = tree.tokens[name].upos == "PROPN" && role(first) && role(i) && !is_plural(tree, i);
    (described && set_off).then(|| Change::relation(tree, i, name, "appos"))
}

/// `did not rule out raids or closing the mine`: a gerund joined to a verb of another form is a second object of it.
pub(super) fn second_gerund(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    if tree.tokens[i].relation() != "conj" || tree.tokens[i].xpos != "VBG" {
        return None;
    }
    let gerund = tree.child(i, &["nsubj", "aux", "cop"]).is_none();
    let other = tree.tokens[verb].upos == "VERB" && tree.tokens[verb].xpos != "VBG";
    let takes = lexicon::complement(&tree.lemma(verb), "v", "ing").is_some();
    let opening = tree.related(i, "cc").next().filter(|_| gerund && other && takes)?;
    let object = tree.child(verb, &["obj"]).filter(|o| *o > verb && tree.tokens[*o].upos == "NOUN")?;
    (tree.borders(object).1 + 1 == opening).then(|| Change::under(tree, i, object))
}

/// `tried to leave and went home`: a finite verb without subject goes on with the finite verb above an infinitive or gerund.
pub(super) fn finite_conjunct(tree: &Tree, i: usize, first: usize) -> Option<Change> {
    let token = &tree.tokens[i];
    let bare =
        tree.children(i).all(|c| !matches!(tree.tokens[c].relation(), "nsubj" | "aux" | "mark" | "expl" | "cop"));
    let changed = (token.span.end - token.span.start) as usize != token.lemma.len();
    let conjunct = token.relation() == "conj" && token.upos == "VERB" && matches!(token.xpos, "VBZ" | "VBD");
    let open = matches!(tree.tokens[first].xpos, "VB" | "VBG") && tree.finite(first).is_none();
    let applies = conjunct && bare && changed && open;
    if !applies {
        return None;
    }
    let mut at = first;
    while matches!(tree.tokens[at].relation(), "xcomp" | "advcl" | "acl" | "ccomp" | "conj" | "obj") {
        at = tree.parent(at)?;
        if let Some(form) = tree.finite(at) {
            let subject = tree.child(at, &["nsubj", "nsubj:pass"]).is_some();
            // `The law helps clerks who want to leave, and bans fees`: not in number with what is nearest.
            if (form, token.xpos) == ("VBP", "VBZ") {
                continue;
            }
            return (form == token.xpos && subject && at < first).then(|| Change::under(tree, i, at));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::extract::repair::tests::set_right;

    #[test]
    fn what_is_joined_to_an_apposition_is_a_second_one() {
        let found = set_right(
            "Roth Roth PROPN NNP 7 nsubj person:1
             , , PUNCT , 3 punct
             mayor mayor NOUN NN 1 appos
             and and CCONJ CC 5 cc
             teacher teacher NOUN NN 1 conj
             , , PUNCT , 1 punct
             left leave VERB VBD 0 root",
        );
        assert_eq!(found, ["teacher 1 appos NN"]);
    }

    #[test]
    fn what_the_speaker_did_is_not_said() {
        let said = |second: &str| {
            format!(
                "Roth Roth PROPN NNP 2 nsubj person:1
                 said say VERB VBD 0 root
                 it it PRON PRP 4 nsubj
                 rains rain VERB VBZ 2 ccomp
                 but but CCONJ CC 6 cc
                 {second} VERB {} 4 conj",
                if second.ends_with("stay") { "VBD" } else { "VBZ" }
            )
        };
        assert_eq!(set_right(&said("stayed stay")), ["stayed 2 conj VBD"]);
        assert!(set_right(&said("clears clear")).is_empty());
    }

    #[test]
    fn a_gerund_beside_an_object_is_a_second_one() {
        let found = set_right(
            "Ida Ida PROPN NNP 2 nsubj person:1
             considered consider VERB VBD 0 root
             flight flight NOUN NN 2 obj
             or or CCONJ CC 5 cc
             hiding hide VERB VBG 2 conj",
        );
        assert_eq!(found, ["hiding 3 conj VBG"]);
    }

    #[test]
    fn a_finite_verb_goes_on_with_a_finite_verb() {
        let went = |form: &str| {
            format!(
                "Roth Roth PROPN NNP 2 nsubj person:1
                 hoped hope VERB VBD 0 root
                 to to PART TO 4 mark
                 rest rest VERB VB 2 xcomp
                 and and CCONJ CC 6 cc
                 {form} 4 conj"
            )
        };
        assert_eq!(set_right(&went("returned return VERB VBD")), ["returned 2 conj VBD"]);
        assert!(set_right(&went("return return VERB VB")).is_empty());
    }

    #[test]
    fn one_who_bans_is_not_those_who_want() {
        let found = set_right(
            "Law law NOUN NN 2 nsubj
             helps help VERB VBZ 0 root
             clerks clerk NOUN NNS 2 obj
             who who PRON WP 5 nsubj
             want want VERB VBP 3 acl:relcl
             to to PART TO 7 mark
             leave leave VERB VB 5 xcomp
             and and CCONJ CC 9 cc
             bans ban VERB VBZ 7 conj",
        );
        assert_eq!(found, ["bans 2 conj VBZ"]);
    }

    #[test]
    fn a_second_clause_goes_on_with_what_is_said() {
        let found = set_right(
            "Roth Roth PROPN NNP 2 nsubj person:1
             responded respond VERB VBD 0 root
             saying say VERB VBG 2 advcl
             clerks clerk NOUN NNS 5 nsubj
             left leave VERB VBD 3 ccomp
             and and CCONJ CC 9 cc
             that that SCONJ IN 9 mark
             banks bank NOUN NNS 9 nsubj
             closed close VERB VBD 2 conj",
        );
        assert_eq!(found, ["closed 5 conj VBD"]);
    }

    #[test]
    fn who_speaks_of_a_thing_goes_on_to_speak() {
        let said = |subject: &str| {
            format!(
                "Roth Roth PROPN NNP 2 nsubj person:1
                 said say VERB VBD 0 root
                 {subject} 4 nsubj
                 met meet VERB VBD 2 ccomp
                 and and CCONJ CC 6 cc
                 said say VERB VBD 4 conj
                 it it PRON PRP 8 nsubj
                 rained rain VERB VBD 6 ccomp"
            )
        };
        assert_eq!(set_right(&said("firms firm NOUN NNS")), ["said 2 conj VBD"]);
        assert!(set_right(&said("she she PRON PRP")).is_empty());
    }

    #[test]
    fn what_follows_an_aside_goes_on_with_the_clause_around_it() {
        let thanked = |mark: &str| {
            format!(
                "Ida Ida PROPN NNP 2 nsubj person:1
                 thanked thank VERB VBD 0 root
                 Otto Otto PROPN NNP 2 obj person:1
                 , , PUNCT , 6 punct
                 who who PRON WP 6 nsubj
                 came come VERB VBD 3 acl:relcl
                 {mark}
                 and and CCONJ CC 9 cc
                 praised praise VERB VBD 6 conj"
            )
        };
        assert_eq!(set_right(&thanked(", , PUNCT , 9 punct")), ["praised 2 conj VBD"]);
        assert!(set_right(&thanked("late late ADV RB 6 advmod")).is_empty());
    }

    #[test]
    fn listed_infinitives_are_joined() {
        let found = set_right(
            "Ida Ida PROPN NNP 2 nsubj person:1
             urged urge VERB VBD 0 root
             Peru Peru PROPN NNP 2 obj place:1
             to to PART TO 5 mark
             sell sell VERB VB 2 xcomp
             , , PUNCT , 8 punct
             to to PART TO 8 mark
             leave leave VERB VB 5 advcl
             and and CCONJ CC 11 cc
             to to PART TO 11 mark
             pay pay VERB VB 8 conj",
        );
        assert_eq!(found, ["leave 5 conj VB"]);
    }
}
