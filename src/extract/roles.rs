//! Roles and other standing facts that noun phrases state: who is what, of which institution.
//!
//! `Kremlin spokesman Dmitry Peskov`; `Umerov, Ukraine's lead negotiator`; `his wife Jill`; `X is the mayor of Y`; `X serves as …`.

use super::bare_title;
use super::clause::{self, Clause};
use super::coordination::{conjuncts, noun_phrase};
use super::facts;
use super::modality::Context;
use super::nominals;
use super::places;
use super::role_noun::Kind;
use super::title::{Reader, Tie, Title};
use super::tree::Tree;
use super::{Phrase, Proposition};
use crate::model::{Annotation, Document, EntityType, Name, Polarity};

/// Finds the roles and standing facts of all sentences.
pub fn find(document: &Document, annotation: &Annotation) -> Vec<Proposition> {
    let mut found = Vec::new();
    let mut bare = bare_title::Told::new(document, annotation);
    for (number, sentence) in annotation.sentences.iter().enumerate() {
        let tree = Tree::new(number as u32, sentence);
        let reader = Reader { tree: &tree, names: &sentence.names, text: &document.text };
        let clauses = clause::clauses(&tree);
        let mut here = Vec::new();
        for head in 0..tree.len() {
            if let Some(title) = reader.title(head) {
                borne(&reader, &clauses, &title, &mut here);
            }
        }
        facts::find(&reader, &mut here);
        found.extend(here.into_iter().filter(|p| bare.tells(&reader, p)));
    }
    found
}

/// The roles that the noun phrase with head `head` ascribes to whoever it describes: `president of Chile` → (`president_of`,
/// `head_of_state_of`, `Chile`).
pub fn of_phrase(reader: &Reader, head: usize) -> Vec<Tie> {
    reader.title(head).map(|t| t.ties).unwrap_or_default()
}

/// How a title comes to its bearer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    /// `Chancellor Merz`
    Title,
    /// `Merz, the chancellor`
    Apposition,
    /// `Merz is the chancellor`, `served as chancellor`
    Predicate,
}

impl Link {
    fn rule(self) -> &'static str {
        match self {
            Link::Title => "roles.title",
            Link::Apposition => "roles.apposition",
            Link::Predicate => "roles.copula",
        }
    }
}

fn borne(reader: &Reader, clauses: &[Option<Clause>], title: &Title, found: &mut Vec<Proposition>) {
    let Some((first, link, context)) = bearer(reader, clauses, title) else { return };
    for bearer in all(reader, title, first) {
        of_bearer(reader, title, (bearer, link, context), found);
    }
}

/// Whoever bears a title of many: `the ministers Roth and Lind`, `Roth and Lind, both ministers`.
fn all(reader: &Reader, title: &Title, first: Phrase) -> Vec<Phrase> {
    let tree = reader.tree;
    // `the Faroe Islands and Peru`: the title is part of the name.
    let own = (first.first..=first.last).contains(&(title.head as u32));
    if own || !matches!(tree.tokens[title.head].xpos, "NNS" | "NNPS") {
        return vec![first];
    }
    let named = |h: usize| name_at(reader, h).map(|n| phrase(tree, n)).filter(|p| !overlap(*p, first));
    let others = conjuncts(tree, first.head as usize).into_iter().filter(|h| !tree.within(title.head, *h));
    std::iter::once(first).chain(others.filter_map(named)).collect()
}

fn of_bearer(
    reader: &Reader,
    title: &Title,
    (bearer, link, context): (Phrase, Link, Context),
    found: &mut Vec<Proposition>,
) {
    let tree = reader.tree;
    let predicate_phrase = tree.phrase(title.head, title.first.min(title.head), title.last);
    let mut add = |predicate: &str, relation: &str, object: Phrase| {
        if overlap(object, bearer) {
            return;
        }
        found.push(Proposition {
            subject: bearer,
            predicate: if context.polarity == Polarity::Negated {
                format!("not_{predicate}")
            } else {
                predicate.to_owned()
            },
            predicate_phrase,
            relation: Some(relation.to_owned()),
            object: Some(object),
            arguments: Vec::new(),
            polarity: context.polarity,
            modality: context.modality,
            rule: link.rule(),
        });
    };
    let mut ties = if title.ties.is_empty() { shared(reader, title) } else { title.ties.clone() };
    if ties.is_empty() && link == Link::Title {
        ties.extend(seat(reader, title, bearer));
    }
    let office = matches!(title.noun.kind, Kind::Office | Kind::Job) && context == Context::PLAIN;
    let past = link == Link::Predicate && office && was(tree, title.head);
    for tie in &ties {
        let ended = past && !matches!(tie.relation, "held_role" | "future_role" | "party_member_of");
        let predicate = if ended { format!("former_{}", tie.predicate) } else { tie.predicate.clone() };
        add(&predicate, if ended { "held_role" } else { tie.relation }, tie.object);
    }
    if let Some(origin) = title.nationality {
        let words = tree.tokens[origin.first as usize].span.cover(tree.tokens[origin.last as usize].span);
        let people = places::of_demonym(words.of(reader.text)).is_some();
        // `an Ohio lawyer` lives there.
        let (predicate, relation) = if people { ("citizen_of", "citizen_of") } else { ("be_from", "resides_in") };
        add(predicate, relation, origin);
    }
    let indefinite = tree.related(title.head, "det").any(|d| tree.is(d, &["a", "an"]));
    let says = title.nationality.is_some() || !ties.is_empty();
    if link == Link::Apposition && !says && (indefinite && is_person(title) || bare_title::is_described(reader, title))
    {
        add("be", "is_a", noun_phrase(tree, title.head));
    } else if link == Link::Apposition && !says && office && is_beside(tree, title, bearer) {
        // `The mayor, Ida Roth,`: of what is not told.
        let whole = noun_phrase(tree, title.head);
        let article = u32::from(tree.tokens[whole.first as usize].upos == "DET");
        add("be", "is_a", Phrase { first: whole.first + article, ..whole });
    } else if link == Link::Title && !says && bare_title::is_described(reader, title) {
        // `the advocacy group Acme`
        add("be", "is_a", tree.phrase(title.head, title.first, title.last));
    } else if link == Link::Title && !says {
        found.extend(bare_title::find(reader, title, bearer));
    }
}

/// `Senator Ted Cruz of Texas`: the place hangs from the name.
fn seat(reader: &Reader, title: &Title, bearer: Phrase) -> Option<Tie> {
    let tree = reader.tree;
    let of = |c: &usize| tree.related(*c, "case").any(|k| tree.is(k, &["of"]));
    let below = tree.related(bearer.head as usize, "nmod").chain(tree.related(title.head, "nmod"));
    let place = below
        .filter(|c| *c > bearer.last as usize)
        .find(of)
        .map(|c| noun_phrase(tree, c))
        .filter(|p| reader.is_place(*p))?;
    (title.noun.kind == Kind::Office).then(|| reader.tie(title, "of", place))
}

/// Whether the role is told in the past: `was the mayor`, `had served as mayor`. What is reported may still be so
/// (`said that he was the mayor`).
fn was(tree: &Tree, head: usize) -> bool {
    let copula = tree.child(head, &["cop"]);
    let verb = copula.or_else(|| governing_verb(tree, head).filter(|v| tree.is(*v, &["serve", "act", "work"])));
    let Some(verb) = verb else { return false };
    let had = |i: usize| tree.related(i, "aux").any(|a| tree.tokens[a].xpos == "VBD" && tree.is(a, &["have"]));
    let past = tree.tokens[verb].xpos == "VBD" || had(if copula.is_some() { head } else { verb });
    let reported = std::iter::successors(Some(head), |i| tree.parent(*i)).any(|i| tree.tokens[i].relation() == "ccomp");
    past && !reported
}

fn overlap(a: Phrase, b: Phrase) -> bool {
    a.first <= b.last && b.first <= a.last
}

/// `founder and chief executive of X`: a title without an institution takes that of the title it is coordinated with.
fn shared(reader: &Reader, title: &Title) -> Vec<Tie> {
    let tree = reader.tree;
    let above = Some(title.head).filter(|h| tree.tokens[*h].relation() == "conj").and_then(|h| tree.parent(h));
    let below = tree.related(title.head, "conj");
    let other = above.into_iter().chain(below).find_map(|o| reader.title(o).filter(|t| !t.ties.is_empty()));
    let Some(other) = other.filter(|o| o.noun.kind == title.noun.kind) else { return Vec::new() };
    let own = title.noun.name.trim_end_matches('.').replace([' ', '-'], "_");
    let renamed = |tie: Tie| {
        let relation = if reader.is_place(tie.object) { title.noun.to_place } else { title.noun.to_other };
        Tie { predicate: format!("{own}_of"), relation, ..tie }
    };
    other.ties.into_iter().map(renamed).collect()
}

/// Whether a title for one person and its bearer stand side by side with only a mark between them.
fn is_beside(tree: &Tree, title: &Title, bearer: Phrase) -> bool {
    let whole = noun_phrase(tree, title.head);
    let behind = bearer.last + 2 == whole.first && tree.parent(title.head) == Some(bearer.head as usize);
    let before = whole.last + 2 == bearer.first && tree.parent(bearer.head as usize) == Some(title.head);
    matches!(tree.tokens[title.head].xpos, "NN" | "NNP") && (behind || before)
}

/// Whether the title is a person's.
fn is_person(title: &Title) -> bool {
    !matches!(title.noun.kind, Kind::Place | Kind::Part | Kind::Thing)
}

/// Who bears a title, how it is linked, and in what context.
fn bearer(reader: &Reader, clauses: &[Option<Clause>], title: &Title) -> Option<(Phrase, Link, Context)> {
    let person = is_person(title);
    if let Some(name) = described(reader, title, person) {
        return Some((name, Link::Title, Context::PLAIN));
    }
    if let Some(name) = apposed(reader, title.head, person) {
        return Some((name, Link::Apposition, Context::PLAIN));
    }
    predicated(reader, clauses, title)
}

/// The name right behind the title: `Foreign Minister David Lammy`, `the city of Ghent`, `Sumy region`.
fn described(reader: &Reader, title: &Title, person: bool) -> Option<Phrase> {
    let tree = reader.tree;
    let mut next = title.last + 1 + usize::from(tree.tokens.get(title.last + 1).is_some_and(|t| t.lemma == "."));
    // `ex-director Gen. Roth`: another title may stand between.
    while person && next + 1 < tree.len() && tree.tokens[next].deprel == "nmod:desc" && name_at(reader, next).is_none()
    {
        next += 1;
    }
    let joined = |i: usize| {
        i < tree.len()
            && tree.tokens[i].upos == "PROPN"
            && (tree.within(i, title.head) || tree.within(title.head, top(tree, i)))
    };
    if person {
        let described = tree.parent(title.head).filter(|_| tree.tokens[title.head].deprel == "nmod:desc");
        // `Minister of Defence Ida Roth`
        let behind = described.map(|_| tree.borders(title.head).1 + 1);
        let at = Some(next).into_iter().chain(behind).find(|n| joined(*n))?;
        return person_name(reader, at).or_else(|| described.map(|p| flat(tree, p, at)));
    }
    let of = tree.related(title.head, "nmod").find(|c| {
        tree.tokens[*c].upos == "PROPN"
            && tree.related(*c, "case").any(|k| tree.is(k, &["of"]))
            && title.noun.name != "capital"
    });
    let behind = Some(next).filter(|n| joined(*n) && name_at(reader, *n).is_some());
    if let Some(at) = of.or(behind) {
        return Some(name_at(reader, at).map_or_else(|| noun_phrase(tree, at), |n| phrase(tree, n)));
    }
    region(reader, title)
}

/// `Sumy region`: the name of the place is the noun with the proper nouns before it.
fn region(reader: &Reader, title: &Title) -> Option<Phrase> {
    let tree = reader.tree;
    let first = (title.first..title.head).rev().take_while(|i| proper(reader, *i)).last()?;
    (title.noun.kind == Kind::Place).then(|| tree.phrase(title.head, first, title.head))
}

/// A capitalised proper noun in a compound.
fn proper(reader: &Reader, i: usize) -> bool {
    let token = &reader.tree.tokens[i];
    let capital = token.span.of(reader.text).starts_with(char::is_uppercase);
    token.upos == "PROPN" && token.relation() == "compound" && capital
}

/// The topmost proper noun above `i`.
fn top(tree: &Tree, i: usize) -> usize {
    let mut at = i;
    for _ in 0..tree.len() {
        match tree
            .parent(at)
            .filter(|p| tree.tokens[*p].upos == "PROPN" && matches!(tree.tokens[at].relation(), "flat" | "compound"))
        {
            Some(p) => at = p,
            None => break,
        }
    }
    at
}

/// A name without an entry of the name finder: its head and what is flat below it.
fn flat(tree: &Tree, head: usize, first: usize) -> Phrase {
    let last = tree.related(head, "flat").max().unwrap_or(head).max(head);
    tree.phrase(head, first.min(head), last)
}

fn name_at<'a>(reader: &Reader<'a>, i: usize) -> Option<&'a Name> {
    reader.names.iter().find(|n| n.first as usize <= i && i <= n.last as usize)
}

fn person_name(reader: &Reader, i: usize) -> Option<Phrase> {
    let name = name_at(reader, i).filter(|n| n.kind == EntityType::Person)?;
    let mut phrase = phrase(reader.tree, name);
    phrase.first = phrase.first.max(i as u32);
    phrase.head = phrase.head.max(phrase.first);
    Some(phrase)
}

fn phrase(tree: &Tree, name: &Name) -> Phrase {
    let (first, last) = (name.first as usize, name.last as usize);
    let head = (first..=last).find(|i| tree.parent(*i).is_none_or(|p| p < first || p > last)).unwrap_or(first);
    tree.phrase(head, first, last)
}

/// The name in apposition: `Lammy, the foreign minister`, `Ukraine's negotiator, Rustem Umerov`.
fn apposed(reader: &Reader, head: usize, person: bool) -> Option<Phrase> {
    let tree = reader.tree;
    let fits = |name: &Name| person == (name.kind == EntityType::Person) && name.kind != EntityType::Group;
    let whole = |option: usize| name_at(reader, option).filter(|n| fits(n)).map(|n| phrase(tree, n));
    let apart = |name: &Phrase| !(name.first as usize..=name.last as usize).contains(&head);
    if let Some(own) = tree.related(head, "appos").find_map(whole).filter(apart) {
        return Some(own);
    }
    let mut at = head;
    // `founder and chief executive`: the second title hangs from the first.
    while tree.tokens[at].relation() == "conj" {
        // `his wife, Ida, and three sisters`
        let others = tree.child(at, &["nummod"]).is_some() || matches!(tree.tokens[at].xpos, "NNS" | "NNPS");
        at = tree.parent(at).filter(|p| !others && reader.title(*p).is_some() && *p < at)?;
    }
    let above = tree.parent(at).filter(|_| tree.tokens[at].relation() == "appos");
    // `one of the ministers, Ida Roth, left`
    let one = tree.parent(at).filter(|p| tree.is(*p, &["one"]) && tree.tokens[at].relation() == "nmod");
    let behind = one.into_iter().flat_map(|o| tree.related(o, "appos"));
    let options = above.into_iter().chain(tree.related(at, "appos")).chain(behind);
    options.filter_map(whole).find(apart)
}

/// Verbs that make their subject, or their object, bear the role that follows.
const SUBJECT_VERBS: [&str; 7] = ["become", "remain", "serve", "stay", "act", "work", "return"];
const OBJECT_VERBS: [&str; 8] = ["appoint", "name", "elect", "choose", "select", "install", "promote", "hire"];

/// `X is the mayor`, `X became mayor`, `X served as mayor`, `they elected X mayor`.
fn predicated(reader: &Reader, clauses: &[Option<Clause>], title: &Title) -> Option<(Phrase, Link, Context)> {
    let (tree, head) = (reader.tree, title.head);
    let mut at = head;
    while tree.tokens[at].relation() == "conj" && tree.child(at, &["cop"]).is_none() {
        at = tree.parent(at)?;
    }
    let copula = tree.child(at, &["cop"]).is_some();
    let verb = if copula { at } else { governing_verb(tree, at)? };
    let clause = clauses[verb].as_ref()?;
    let object = tree.child(verb, &["obj"]).filter(|o| *o != at);
    let bearer = match (copula, object) {
        (false, Some(object)) if tree.is(verb, &OBJECT_VERBS) => object,
        (false, _) if tree.is(verb, &OBJECT_VERBS) => tree.child(verb, &["nsubj:pass"])?,
        _ => *clause.surface_subjects.first()?,
    };
    let expletive = tree.is(bearer, &["it", "there", "that", "this", "who", "which", "what"]);
    // `The concern is the next judge`: no concern holds an office.
    let noun = tree.tokens[bearer].upos == "NOUN";
    let thing = noun && is_person(title) && nominals::noun(&tree.lemma(bearer)).is_none_or(|n| !acts(n.kind));
    (!expletive && !thing).then(|| (noun_phrase(tree, bearer), Link::Predicate, clause.frame.context))
}

fn acts(kind: EntityType) -> bool {
    matches!(kind, EntityType::Person | EntityType::Group | EntityType::Organization | EntityType::Place)
}

/// The verb that predicates the title: directly, or through `as`.
fn governing_verb(tree: &Tree, at: usize) -> Option<usize> {
    let verb = tree.parent(at)?;
    let as_phrase = tree.related(at, "case").chain(tree.related(at, "mark")).any(|c| tree.is(c, &["as"]));
    let direct = matches!(tree.tokens[at].relation(), "xcomp" | "obj") && tree.is(verb, &["become", "remain"])
        || matches!(tree.tokens[at].relation(), "xcomp") && tree.is(verb, &OBJECT_VERBS);
    let oblique = as_phrase && (tree.is(verb, &SUBJECT_VERBS) || tree.is(verb, &OBJECT_VERBS));
    (direct || oblique).then_some(verb)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::sample;

    fn facts(table: &str) -> Vec<String> {
        let (document, annotation) = sample::annotated(table);
        sample::lines(&document, &annotation, &find(&document, &annotation))
    }

    #[test]
    fn a_people_tells_nationality_and_a_town_where_one_lives() {
        let is = |modifier: &str| {
            facts(&format!(
                "Ida Ida PROPN NNP 5 nsubj person:1
                 is be AUX VBZ 5 cop
                 a a DET DT 5 det
                 {modifier} {modifier} PROPN NNP 5 compound place:1
                 painter painter NOUN NN 0 root"
            ))
        };
        assert!(is("German").iter().any(|f| f.contains("citizen_of")), "{:?}", is("German"));
        assert!(is("Ohio").iter().any(|f| f.contains("resides_in")), "{:?}", is("Ohio"));
        assert!(!is("Germany").iter().any(|f| f.contains("citizen_of")));
    }

    #[test]
    fn no_thing_holds_an_office() {
        let found = facts(
            "The the DET DT 2 det
             concern concern NOUN NN 6 nsubj
             is be AUX VBZ 6 cop
             Oslo Oslo PROPN NNP 6 nmod:poss place:1
             's 's PART POS 4 case
             mayor mayor NOUN NN 0 root",
        );
        assert!(found.is_empty(), "{found:?}");
    }

    #[test]
    fn a_list_of_places_puts_none_in_another() {
        let places = |last: &str| {
            facts(&format!(
                "Lima Lima PROPN NNP 0 root place:1
                 , , PUNCT , 3 punct
                 Quito Quito PROPN NNP 1 appos place:1
                 {last} {last} CCONJ CC 5 cc
                 Bogota Bogota PROPN NNP 1 conj place:1"
            ))
        };
        assert!(places("and").is_empty(), "{:?}", places("and"));
        assert_eq!(places("near"), ["Lima | located_in | located_in | Quito"]);
        let beside = "States state NOUN NNS 0 root
             like like ADP IN 3 case
             Ohio Ohio PROPN NNP 1 nmod place:1
             , , PUNCT , 5 punct
             Texas Texas PROPN NNP 3 appos place:1";
        assert!(facts(beside).is_empty(), "{:?}", facts(beside));
    }

    #[test]
    fn titles_before_names() {
        let table = "Former former ADJ JJ 3 amod
             Chilean Chilean ADJ JJ 3 amod group:1
             President President PROPN NNP 4 nmod:desc
             Ana Ana PROPN NNP 6 nsubj person:2
             Soto Soto PROPN NNP 4 flat
             spoke speak VERB VBD 0 root";
        assert_eq!(facts(table), ["Ana Soto | former_president_of | held_role | Chilean"]);
        let table = "Norsk Norsk PROPN NNP 2 compound organization:1
             spokeswoman spokeswoman NOUN NN 3 nmod:desc
             Ida Ida PROPN NNP 5 nsubj person:2
             Berg Berg PROPN NNP 3 flat
             declined decline VERB VBD 0 root";
        assert_eq!(facts(table), ["Ida Berg | spokesperson_of | spokesperson_of | Norsk"]);
    }

    #[test]
    fn appositions_on_either_side() {
        let table = "Peru Peru PROPN NNP 4 nmod:poss place:1
             's 's PART POS 1 case
             foreign foreign ADJ JJ 4 amod
             minister minister NOUN NN 8 nsubj
             , , PUNCT , 6 punct
             Luis Luis PROPN NNP 4 appos person:1
             , , PUNCT , 6 punct
             left leave VERB VBD 0 root";
        assert_eq!(facts(table), ["Luis | foreign_minister_of | minister_of | Peru"]);
        let table = "Mara Mara PROPN NNP 7 nsubj person:1
             , , PUNCT , 3 punct
             mayor mayor NOUN NN 1 appos
             of of ADP IN 5 case
             Ghent Ghent PROPN NNP 3 nmod place:1
             , , PUNCT , 3 punct
             won win VERB VBD 0 root";
        assert_eq!(facts(table), ["Mara | mayor_of | governor_of | Ghent"]);
    }

    #[test]
    fn roles_in_predicates_keep_negation() {
        let table = "Mara Mara PROPN NNP 5 nsubj person:1
             is be AUX VBZ 5 cop
             not not PART RB 5 advmod
             the the DET DT 5 det
             owner owner NOUN NN 0 root
             of of ADP IN 7 case
             Acme Acme PROPN NNP 5 nmod organization:1";
        assert_eq!(facts(table), ["Mara | not_owner_of | owner_of | Acme"]);
    }

    #[test]
    fn a_relative_has_its_own_name() {
        let table = "His his PRON PRP$ 2 nmod:poss
             wife wife NOUN NN 3 nmod:desc
             Jill Jill PROPN NNP 4 nsubj person:1
             sang sing VERB VBD 0 root";
        assert_eq!(facts(table), ["Jill | wife_of | spouse_of | His"]);
    }

    #[test]
    fn a_party_before_a_name_is_its_own() {
        let table = "Democrat Democrat PROPN NNP 2 nmod:desc
             Soto Soto PROPN NNP 3 nsubj person:1
             spoke speak VERB VBD 0 root";
        assert_eq!(facts(table), ["Soto | member_of | party_member_of | Democrat"]);
    }

    #[test]
    fn ages_places_and_abbreviations() {
        let table = "Soto Soto PROPN NNP 5 nsubj person:1
             , , PUNCT , 3 punct
             54 54 NUM CD 1 appos
             , , PUNCT , 3 punct
             left leave VERB VBD 0 root
             Lima Lima PROPN NNP 5 obj place:1
             , , PUNCT , 8 punct
             Peru Peru PROPN NNP 6 appos place:1";
        assert_eq!(facts(table), ["Soto | has_age | has_age | 54", "Lima | located_in | located_in | Peru"]);
        let table = "World World PROPN NNP 2 compound organization:2
             Bank Bank PROPN NNP 0 root
             ( ( PUNCT -LRB- 4 punct
             WB WB PROPN NNP 2 appos
             ) ) PUNCT -RRB- 4 punct";
        assert_eq!(facts(table), ["World Bank | also_known_as | same_as | WB"]);
    }
}
