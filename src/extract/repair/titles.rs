//! Titles that the parser set beside the name behind them, or above it, rather than below: `ex-minister Roth`, `his colleagues Ida
//! Roth and Otto Lind`.

use super::Change;
use super::nouns::mark_before;
use crate::extract::tree::Tree;
use crate::extract::{nominals, role_noun};
use crate::model::{EntityType, Name};

/// What word `i` should have been: a title hangs from its name, and so does what belongs to both.
pub(super) fn change(tree: &Tree, names: &[Name], i: usize, parent: usize) -> Option<Change> {
    if let Some(holder) = holder(tree, names, i, parent).or_else(|| nearest_title(tree, names, i, parent)) {
        return Some(Change::relation(tree, i, holder, "appos"));
    }
    if let Some(title) = tree.parent(parent).filter(|t| *t < i && called_of(tree, names, *t) == Some(parent)) {
        let field = tree.tokens[i].deprel == "nmod:desc" && i + 1 == parent;
        return field.then(|| Change::relation(tree, i, title, "nmod"));
    }
    if tree.tokens[i].deprel == "flat" && i.checked_sub(1).is_some_and(|title| called_beside(tree, title) == Some(i)) {
        return Some(Change::relation(tree, i, parent, "conj"));
    }
    let below = |title: usize| called_below(tree, names, title).or_else(|| called_of(tree, names, title));
    let titled = |title: usize| called_beside(tree, title).or_else(|| below(title));
    let title = |title: usize, name: usize| Change::relation(tree, title, name, "nmod:desc");
    if let Some(name) = titled(i) {
        return Some(title(i, name));
    }
    let name = titled(parent)?;
    if i == name {
        return raised(tree, i, parent);
    }
    // The preposition before the title, and what is told behind the name.
    let joins = matches!(tree.tokens[i].relation(), "case" | "cc" | "mark") || i > name;
    joins.then(|| Change::under(tree, i, name))
}

/// Who is named behind a role and what it is of: `the mayor of Bergen, Ida Roth, left`; `one of the clerks, Ida Roth, left`.
fn holder(tree: &Tree, names: &[Name], i: usize, below: usize) -> Option<usize> {
    let person =
        |w: usize| names.iter().any(|n| (n.first..=n.last).contains(&(w as u32)) && n.kind == EntityType::Person);
    let comma = |w: Option<&crate::model::Token>| w.is_some_and(|t| t.lemma == ",");
    let aside = matches!(tree.tokens[i].relation(), "appos" | "conj") && tree.related(i, "cc").next().is_none();
    let set_off = i > 0 && comma(tree.tokens.get(i - 1)) && comma(tree.tokens.get(tree.borders(i).1 + 1));
    let role = tree.parent(below).filter(|r| *r < below && tree.tokens[below].deprel == "nmod")?;
    let clerk = nominals::is_person(&tree.lemma(below));
    let one = tree.is(role, &["one"]) && clerk;
    // `Ida Roth, editor of the paper, the Bergen Post,` has her name already.
    let free = tree.tokens[role].relation() != "appos";
    let held = !clerk && free && tree.tokens[role].xpos == "NN" && is_title(tree, role);
    // No office is that of a person, whatever the name below it looks like.
    let office = || role_noun::get(&tree.lemma(role)).is_some_and(|r| r.kind == role_noun::Kind::Office);
    let apart = !person(below) || held && office();
    (aside && set_off && person(i) && apart && (one || held)).then_some(role)
}

/// The role right before a person's name that hangs from a thing above it: `the party of the mayor, Ida Roth`.
fn nearest_title(tree: &Tree, names: &[Name], i: usize, thing: usize) -> Option<usize> {
    let person = names.iter().any(|n| n.first as usize == i && n.kind == EntityType::Person);
    let apposed = tree.tokens[i].relation() == "appos" && person;
    let common = tree.tokens[thing].upos == "NOUN" && !nominals::is_person(&tree.lemma(thing));
    let role = mark_before(tree, i)?.checked_sub(1).filter(|_| apposed && common)?;
    (role != thing && tree.within(role, thing) && is_title(tree, role)).then_some(role)
}

/// A name below its title takes the title's place in the sentence.
fn raised(tree: &Tree, name: usize, title: usize) -> Option<Change> {
    Some(Change { deprel: tree.tokens[title].deprel, ..Change::under(tree, name, tree.parent(title)?) })
}

/// The name that a title stands right before and beside: `between ex-minister Roth and others`.
fn called_beside(tree: &Tree, title: usize) -> Option<usize> {
    let (first, last) = tree.borders(title);
    let name = last + 1;
    let whole = (first..=last).all(|w| tree.tokens[w].upos != "PUNCT");
    let same = |n: usize| {
        // `Lind and adviser Roth`, the name flat below the first
        let stray = tree.tokens[n].deprel == "flat" && tree.tokens[title].deprel == "conj";
        tree.parent(n) == tree.parent(title) && (tree.tokens[n].deprel == tree.tokens[title].deprel || stray)
    };
    let beside = name < tree.len() && same(name) && tree.tokens[name].upos == "PROPN";
    (beside && whole && tree.borders(name).0 == name && is_title(tree, title)).then_some(name)
}

/// The name in apposition right behind its title: `met ex-minister Roth`.
fn called_below(tree: &Tree, names: &[Name], title: usize) -> Option<usize> {
    // `Chief of Staff Roth`
    let of = tree.related(title, "nmod").find(|c| tree.related(*c, "case").any(|k| k == title + 1));
    let behind = of.map_or(title, |c| tree.borders(c).1) + 1;
    // `a pupil of Mayor Roth` is no Roth.
    let office = role_noun::get(&tree.lemma(title)).is_some_and(|r| r.kind == role_noun::Kind::Office);
    let uncased = |n: &usize| office && of.is_some() && tree.child(*n, &["case"]).is_none();
    let bare = tree.related(title, "nmod").filter(uncased);
    let name = tree.related(title, "appos").chain(bare).find(|n| *n == behind && tree.tokens[*n].upos == "PROPN")?;
    let person = names.iter().find(|n| n.first as usize == name && n.kind == EntityType::Person)?;
    // `the clerks Roth hired`
    let hires = tree.related(title, "acl").any(|c| c == person.last as usize + 1);
    (!hires && is_title(tree, title)).then_some(name)
}

/// The name below its title to which what the title is of was given: `Minister for Health Roth`.
fn called_of(tree: &Tree, names: &[Name], title: usize) -> Option<usize> {
    let led = |field: usize| tree.related(field, "case").any(|k| k == title + 1 && tree.is(k, &["of", "for"]));
    let field = |n: usize| tree.children(n).any(|c| c + 1 == n && tree.tokens[c].deprel == "nmod:desc" && led(c));
    let person = |n: usize| names.iter().any(|p| p.first as usize == n && p.kind == EntityType::Person);
    let name = tree.related(title, "nmod").find(|n| person(*n) && field(*n))?;
    role_noun::get(&tree.lemma(title)).map(|_| name)
}

/// Whether a word is a noun for people, where it takes part in the clause.
fn is_title(tree: &Tree, i: usize) -> bool {
    let token = &tree.tokens[i];
    let nominal = matches!(token.relation(), "nsubj" | "obj" | "iobj" | "obl" | "nmod" | "conj" | "appos")
        && token.deprel != "nmod:desc";
    let role = || role_noun::get(&tree.lemma(i)).is_some();
    // `met Secretary of State Roth`
    let office = || token.xpos == "NNP" && tree.related(i, "nmod").any(|c| tree.related(c, "case").any(|k| k == i + 1));
    nominal && (token.upos == "NOUN" && (role() || nominals::is_person(&tree.lemma(i))) || office() && role())
}

#[cfg(test)]
mod tests {
    use crate::extract::repair::tests::set_right;
    use crate::extract::{repair, sample};

    fn heads(table: &str) -> Vec<String> {
        let (document, annotation) = sample::annotated(table);
        let tokens = repair::repaired(&document, &annotation).sentences[0].tokens.clone();
        tokens.iter().map(|t| format!("{} {} {}", t.span.of(&document.text), t.head, t.deprel)).collect()
    }

    #[test]
    fn who_is_named_behind_a_role_holds_it() {
        let found = heads(
            "mayor mayor NOUN NN 7 nsubj
             of of ADP IN 3 case
             Bergen Bergen PROPN NNP 1 nmod place:1
             , , PUNCT , 5 punct
             Roth Roth PROPN NNP 3 conj person:1
             , , PUNCT , 1 punct
             left leave VERB VBD 0 root",
        );
        assert_eq!(found[4], "Roth 1 appos");
    }

    #[test]
    fn a_title_hangs_from_its_name() {
        let met = |name: &str| {
            format!(
                "met meet VERB VBD 0 root
                 with with ADP IN 3 case
                 minister minister NOUN NN 1 obl
                 Roth Roth PROPN NNP {name} person:1"
            )
        };
        let right = ["met 0 root", "with 4 case", "minister 4 nmod:desc", "Roth 1 obl"];
        assert_eq!(heads(&met("1 obl")), right);
        assert_eq!(heads(&met("3 appos")), right);
    }

    #[test]
    fn what_a_title_is_of_stays_with_it() {
        let found = |below: &str, name: &str| {
            set_right(&format!(
                "Minister minister NOUN NN 5 nsubj
                 of of ADP IN 3 case
                 Health health NOUN NN {below}
                 Roth Roth PROPN NNP {name} person:1
                 left leave VERB VBD 0 root"
            ))
        };
        assert_eq!(found("1 nmod", "1 appos"), ["Minister 4 nmod:desc NN", "Roth 5 nsubj NNP"]);
        assert_eq!(found("4 nmod:desc", "1 nmod"), ["Minister 4 nmod:desc NN", "Health 1 nmod NN", "Roth 5 nsubj NNP"]);
    }

    #[test]
    fn a_title_is_no_second_subject() {
        let found = set_right(
            "mayor mayor NOUN NN 3 nsubj
             Roth Roth PROPN NNP 3 nsubj person:1
             left leave VERB VBD 0 root",
        );
        assert_eq!(found, ["mayor 2 nmod:desc NN"]);
        let found = set_right(
            "Kane Kane PROPN NNP 5 nsubj person:1
             and and CCONJ CC 3 cc
             mayor mayor NOUN NN 1 conj
             Roth Roth PROPN NNP 1 conj person:1
             left leave VERB VBD 0 root",
        );
        assert_eq!(found, ["and 4 cc CC", "mayor 4 nmod:desc NN"]);
        // `a clerk of the court, a man from Lund, Roth left` is no title.
        let found = set_right(
            "clerk clerk NOUN NN 5 nsubj
             , , PUNCT , 1 punct
             envoy envoy NOUN NN 1 appos
             Roth Roth PROPN NNP 5 nsubj person:1
             left leave VERB VBD 0 root",
        );
        assert!(found.is_empty());
    }

    #[test]
    fn a_name_joined_to_another_takes_its_title() {
        let found = heads(
            "Lind Lind PROPN NNP 5 nsubj person:1
             and and CCONJ CC 3 cc
             adviser adviser NOUN NN 1 conj
             Roth Roth PROPN NNP 1 flat person:1
             left leave VERB VBD 0 root",
        );
        assert_eq!(found[2..4], ["adviser 4 nmod:desc", "Roth 1 conj"]);
    }

    #[test]
    fn a_name_behind_a_role_is_not_that_of_the_thing_above() {
        let found = heads(
            "party party NOUN NN 6 nsubj
             of of ADP IN 3 case
             mayor mayor NOUN NN 1 nmod
             , , PUNCT , 5 punct
             Roth Roth PROPN NNP 1 appos person:1
             won win VERB VBD 0 root",
        );
        assert_eq!(found[4], "Roth 3 appos");
    }
}
