//! Titles: a role noun with the words that qualify it and the institution that it belongs to.
//!
//! `former U.S. Treasury secretary`, `spokesman for the ministry`, `Ukraine's lead negotiator`, `his wife`.

use super::coordination::{conjuncts, noun_phrase};
use super::role_noun::{self, Effect, Kind, RoleNoun};
use super::tree::Tree;
use super::{Phrase, lexicon, nominals, places};
use crate::model::{EntityType, Name};

/// A role noun in its phrase.
#[derive(Clone, Debug)]
pub struct Title {
    /// The noun, or its last word.
    pub head: usize,
    /// First word of the role with its qualifiers and institution.
    pub first: usize,
    /// Last word of the role's own name (`secretary of state`).
    pub last: usize,
    /// What the noun means.
    pub noun: &'static RoleNoun,
    /// What it says of its bearer, one for each institution.
    pub ties: Vec<Tie>,
    /// The country or place named before an occupation: `a German painter`, `an Ohio lawyer`.
    pub nationality: Option<Phrase>,
    /// Whether it is held now.
    status: Status,
    /// `acting`, `deputy`
    marks: Vec<String>,
    /// The role as predicates write it.
    name: String,
    /// Whether it is confined to a part of the institution: `army chief`.
    field: bool,
}

/// What a title says of its bearer and one institution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// `former_foreign_minister_of`
    pub predicate: String,
    /// The relation of the ontology.
    pub relation: &'static str,
    /// The institution, place or person.
    pub object: Phrase,
}

/// Whether the role is held, was held or will be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    Held,
    Former,
    /// With the word for it: `incoming`, `potential`.
    Future(&'static str),
}

/// What stands before a role noun.
struct Before {
    first: usize,
    status: Status,
    marks: Vec<String>,
    parts: Vec<String>,
    institution: Option<(usize, usize)>,
}

/// A sentence with its names.
pub struct Reader<'a> {
    /// The tree.
    pub tree: &'a Tree<'a>,
    /// The names in it.
    pub names: &'a [Name],
    /// The document's text.
    pub text: &'a str,
}

impl Reader<'_> {
    /// The title whose noun is word `head`, if that is a role noun.
    pub fn title(&self, head: usize) -> Option<Title> {
        if !matches!(self.tree.tokens[head].upos, "NOUN" | "PROPN") {
            return None;
        }
        let (noun, start, last, mut status) = self.noun(head)?;
        let mut before = self.before(head, start, noun);
        if before.status != Status::Held {
            status = before.status;
        }
        let (portfolio, after) = self.after(head, last, noun);
        self.owned_body(head, &mut before);
        let name = role_name(noun, &before, portfolio.as_deref());
        let field = portfolio.is_some() || before.parts.iter().any(|part| !lexicon::listed("whole", part));
        let marks = before.marks.clone();
        let mut title = Title {
            head,
            first: before.first,
            last,
            noun,
            ties: Vec::new(),
            nationality: None,
            status,
            marks,
            name,
            field,
        };
        let mut objects: Vec<(Phrase, &str)> = after;
        // `a Broadway composer` is of no place.
        let trade = |(first, last): &(usize, usize)| {
            let words = self.tree.tokens[*first].span.cover(self.tree.tokens[*last].span).of(self.text);
            noun.kind == Kind::Job && lexicon::listed("trade_place", &words.to_lowercase())
        };
        // `her Senate colleague`: where they work together, not whose colleague he is.
        let kin = noun.kind == Kind::Kin;
        if let Some((first, last)) = before.institution.filter(|i| !trade(i) && !kin) {
            let phrase = self.tree.phrase(last, first, last);
            // `the White House physician` serves there and comes from anywhere.
            let words = self.tree.tokens[first].span.cover(self.tree.tokens[last].span).of(self.text);
            let somewhere = self.is_place(phrase) && super::places::of_seat(words).is_none();
            // `a German painter`, `an Ohio lawyer`, but `the U.S. attorney`
            let state = super::places::of_name(words).is_some_and(|p| p.kind == "country");
            let origin = super::places::of_demonym(words).is_some() || !state;
            if noun.kind == Kind::Job && somewhere && origin {
                title.nationality = Some(phrase);
            } else if self.is_party(phrase) && !leads(noun) {
                title.ties.push(Tie { predicate: "member_of".to_owned(), relation: "party_member_of", object: phrase });
            } else {
                objects.insert(0, (phrase, "of"));
            }
        }
        let own_word = |o: &Phrase| (start..=last).contains(&(o.head as usize));
        objects.retain(|(object, _)| !own_word(object) && (noun.kind != Kind::Place || self.is_place(*object)));
        let ties: Vec<Tie> =
            objects.into_iter().map(|(object, preposition)| self.tie(&title, preposition, object)).collect();
        title.ties.extend(ties);
        Some(title)
    }

    /// `Peru's army chief`: a body in small letters that belongs to somebody is part of the role.
    fn owned_body(&self, head: usize, before: &mut Before) {
        let owned = self.tree.child(head, &["nmod:poss"]).is_some();
        let small = |i: usize| self.tree.tokens[i].span.of(self.text).starts_with(char::is_lowercase);
        let common = |(first, last): &(usize, usize)| (*first..=*last).all(small);
        if let Some((first, last)) = before.institution.filter(|i| owned && common(i)) {
            let words = (first..=last).map(|i| super::propose::snake(&self.form(i)));
            before.parts.splice(0..0, words);
            before.institution = None;
        }
    }

    /// The role noun that ends in word `head` (and `of …` after it): its meaning, first and last word.
    fn noun(&self, head: usize) -> Option<(&'static RoleNoun, usize, usize, Status)> {
        let word = |i: usize| self.form(i).trim_end_matches("'s").to_owned();
        let lemma = self.tree.lemma(head);
        if head + 2 < self.tree.len() {
            let longer = [
                format!("{lemma} {} {}", word(head + 1), word(head + 2)),
                format!("{lemma}-{}-{}", word(head + 1), word(head + 2)),
            ];
            if let Some(noun) = longer.iter().find_map(|l| role_noun::get(l)) {
                return Some((noun, head, head + 2, Status::Held));
            }
        }
        // `Attorney General`, in which the first word may be the head
        let below = |i: usize| self.tree.parent(i) == Some(head);
        if let Some(noun) = Some(head + 1)
            .filter(|i| *i < self.tree.len() && below(*i))
            .and_then(|i| role_noun::get(&format!("{lemma} {}", word(i))))
        {
            return Some((noun, head, head + 1, Status::Held));
        }
        // `Secretary General`, read where it ends
        let longer = self.tree.parent(head) == Some(head + 1);
        if longer && role_noun::get(&format!("{lemma} {}", word(head + 1))).is_some() {
            return None;
        }
        for length in (1..=3).rev() {
            let Some(start) = (head + 1).checked_sub(length) else { continue };
            let above = self.tree.parent(head).is_some_and(|p| (start..head).contains(&p));
            let mut words: Vec<String> = (start..head).map(word).collect();
            for last in [lemma.clone(), word(head)] {
                words.push(last);
                if let Some(noun) = role_noun::get(&words.join(" ").replace(" - ", "-")) {
                    return (!above).then(|| (noun, start, head, self.elect(head)));
                }
                words.pop();
            }
        }
        let bare = lemma.strip_prefix("ex-").map(|b| (b, Status::Former));
        let bare = bare.or_else(|| lemma.strip_suffix("-elect").map(|b| (b, Status::Future("incoming"))));
        bare.and_then(|(b, status)| Some((role_noun::get(b)?, head, head, status)))
    }

    /// `president-elect`, as one word or three.
    fn elect(&self, head: usize) -> Status {
        let after = (head + 1..self.tree.len().min(head + 3)).map(|i| self.form(i)).find(|w| w != "-");
        match after.as_deref() {
            Some("elect" | "designate") => Status::Future("incoming"),
            _ => Status::Held,
        }
    }

    fn form(&self, i: usize) -> String {
        self.tree.tokens[i].span.of(self.text).to_lowercase()
    }

    /// Reads the words before the noun, from right to left: parts of the role, then the institution, with marks anywhere.
    fn before(&self, head: usize, start: usize, noun: &RoleNoun) -> Before {
        let mut before =
            Before { first: start, status: Status::Held, marks: Vec::new(), parts: Vec::new(), institution: None };
        let words = self.qualifiers(head, start);
        before.first = words.first().copied().unwrap_or(start);
        let mut rest = words.as_slice();
        while let Some((&i, left)) = rest.split_last() {
            if let Some(institution) = self.institution(left, i, noun) {
                before.institution = Some(institution);
                rest = &left[..left.iter().filter(|w| **w < institution.0).count()];
                continue;
            }
            self.qualify((i, start), &mut before);
            rest = left;
        }
        before.parts.reverse();
        before.marks.reverse();
        // `the former mayor and father of three`
        if before.status == Status::Held && noun.kind != Kind::Kin && self.shares_former(before.first) {
            before.status = Status::Former;
        }
        before
    }

    /// Whether a role that begins at `first` is joined to one that is over: `former prosecutor and mayor Ann Lee`.
    fn shares_former(&self, first: usize) -> bool {
        const FARTHEST: usize = 5;
        let Some(and) = first.checked_sub(1).filter(|i| self.form(*i) == "and") else { return false };
        let current = (first..self.tree.len()).take(2).any(|i| self.form(i) == "current");
        let noun = |i: &usize| matches!(self.tree.tokens[*i].upos, "ADJ" | "NOUN" | "PROPN");
        let run: Vec<usize> = (0..and).rev().take(FARTHEST).take_while(noun).collect();
        let bare = run.iter().all(|i| self.tree.tokens[*i].upos != "PROPN" || self.form(*i) == "former");
        let over = |i: &usize| matches!(role_noun::modifier(&self.form(*i)), Some((Effect::Former, _)));
        !current && bare && run.iter().any(over)
    }

    /// Reads word `i` of those before the role noun, which begins at `start`.
    fn qualify(&self, (i, start): (usize, usize), before: &mut Before) {
        let word = self.form(i);
        let lower_noun = self.tree.tokens[i].upos == "NOUN" && before.institution.is_none();
        match role_noun::modifier(&word) {
            // `former rival Governor Lee`: a rival no more.
            Some((Effect::Former, _)) if i + 1 < start && self.is_person(i + 1) => {}
            Some((Effect::Former, _)) => before.status = Status::Former,
            Some((Effect::Future, written)) => before.status = Status::Future(written.unwrap_or("incoming")),
            Some((Effect::Mark, written)) => before.marks.push(written.unwrap_or(&word).to_owned()),
            Some((Effect::Part, _)) if before.institution.is_none() => before.parts.push(super::propose::snake(&word)),
            // `17-year-old daughter`: an age is no kind of daughter.
            None if lower_noun && !super::arguments::is_time(self.tree, i) => {
                before.parts.push(super::propose::snake(&word))
            }
            _ => {}
        }
    }

    /// Whether a word names a person and is no part of a role: `rival`.
    fn is_person(&self, i: usize) -> bool {
        let word = self.form(i);
        nominals::is_person(&word) && role_noun::modifier(&word).is_none()
    }

    /// The unbroken run of adjectives and nouns before the role noun that hang from it or from its bearer.
    fn qualifiers(&self, head: usize, start: usize) -> Vec<usize> {
        let tree = self.tree;
        let top = tree.parent(head).filter(|p| *p > head && tree.tokens[*p].upos == "PROPN").unwrap_or(head);
        let mut words = Vec::new();
        for i in (0..start).rev() {
            let token = &tree.tokens[i];
            let hyphen = token.upos == "PUNCT" && matches!(self.form(i).as_str(), "-" | "\u{2010}" | "\u{2011}");
            let part = matches!(token.upos, "ADJ" | "NOUN" | "PROPN")
                || token.upos == "VERB" && token.relation() == "amod"
                // `a former two-term governor`
                || token.upos == "NUM" && words.last().is_some_and(|next| next - i == 2)
                || self.form(i) == "then"
                || self.form(i) == "ex";
            if hyphen {
                continue;
            }
            let bearer = matches!(token.relation(), "appos" | "conj") || tree.related(i, "case").any(|c| c > i);
            // `the Gazette analyst Judge Roth` bears two titles.
            let called = token.deprel == "nmod:desc" && self.is_person(i);
            // `army chief General Roth` bears two, too.
            let headed = token.deprel == "nmod:desc" && role_noun::get(&tree.lemma(i)).is_some();
            let other = called || headed && tree.child(i, &["compound", "nmod:poss"]).is_some();
            if !part || bearer || other || !tree.within(i, top) {
                break;
            }
            words.push(i);
        }
        words.reverse();
        words
    }

    /// The institution that ends in word `i`, with what belongs to it on the left.
    fn institution(&self, left: &[usize], i: usize, noun: &RoleNoun) -> Option<(usize, usize)> {
        let reach = |j: usize| left.first().is_some_and(|f| *f <= j) || j == i;
        let word = self.form(i);
        let known = role_noun::modifier(&word);
        // `the Nobel-winning novelist`: part of another word.
        let hyphened = self.tree.tokens.get(i + 1).is_some_and(|t| t.xpos == "HYPH");
        if hyphened || known.is_some_and(|(e, _)| e != Effect::Part) {
            return None;
        }
        // `a University of Ohio lawyer`: the institution begins before the words that stand alone.
        let body =
            |n: &&Name| n.last as usize == i && matches!(n.kind, EntityType::Organization | EntityType::Facility);
        if let Some(name) = self.names.iter().find(body).filter(|n| !reach(n.first as usize)) {
            return Some((name.first as usize, i));
        }
        if let Some(two) = i.checked_sub(1).filter(|j| reach(*j)).filter(|j| self.place_words(*j, i)) {
            return Some((two, i));
        }
        if self.place_words(i, i) && word != "turkey" {
            return Some((i, i));
        }
        if let Some(name) = self
            .names
            .iter()
            .find(|n| n.last as usize == i && n.kind != EntityType::Person && n.kind != EntityType::Event)
        {
            let first = self.trim(name.first as usize, i);
            let whole_title = known.is_some() && first == i;
            if reach(first) && !whole_title {
                return Some((first, i));
            }
        }
        let organisation = self.tree.tokens[i].upos != "ADJ"
            && super::nominals::noun(&self.tree.lemma(i)).is_some_and(|n| n.kind == EntityType::Organization);
        let proper = self.tree.tokens[i].upos == "PROPN";
        let part = known.is_some() && !(organisation && noun.kind == Kind::Office && ends_institution(&word));
        let trade = organisation && !proper && noun.kind == Kind::Job;
        if part || trade || !(organisation || proper) || noun.kind == Kind::Kin {
            return None;
        }
        let start = left.iter().rev().take_while(|j| self.belongs(**j, organisation)).last().copied().unwrap_or(i);
        Some((start, i))
    }

    /// Former and similar words at the start of a name are not part of the institution.
    fn trim(&self, first: usize, last: usize) -> usize {
        (first..last)
            .find(|j| role_noun::modifier(&self.form(*j)).is_none_or(|(e, _)| e == Effect::Part))
            .unwrap_or(last)
    }

    fn belongs(&self, j: usize, organisation: bool) -> bool {
        let word = self.form(j);
        let mark = role_noun::modifier(&word).is_some_and(|(e, _)| e != Effect::Part);
        !mark && (self.tree.tokens[j].upos == "PROPN" || organisation)
    }

    /// Whether the words from `first` to `last` are a place or a demonym by the tables.
    fn place_words(&self, first: usize, last: usize) -> bool {
        let span = self.tree.tokens[first].span.cover(self.tree.tokens[last].span);
        let words = span.of(self.text);
        places::of_modifier(words).is_some()
            || places::of_seat(words).is_some_and(|_| self.tree.tokens[last].upos == "PROPN")
    }

    /// What stands after the noun: a portfolio (`of defence`), and institutions with the preposition that the predicate keeps.
    fn after(&self, head: usize, last: usize, noun: &RoleNoun) -> (Option<String>, Vec<(Phrase, &'static str)>) {
        let tree = self.tree;
        let (mut portfolio, mut objects) = (None, Vec::new());
        for child in tree.children(head) {
            let token = &tree.tokens[child];
            if token.deprel == "nmod:poss" && (child < head) {
                objects.extend(conjuncts(tree, child).into_iter().map(|c| (self.possessor(c), "of")));
                continue;
            }
            if token.relation() != "nmod" || child <= last || token.upos == "NUM" {
                continue;
            }
            let Some(case) = tree.related(child, "case").next() else { continue };
            let case = self.form(case);
            let Some(written) = noun.preposition(&case) else { continue };
            // `Minister for Health`
            let field = case == "of" || case == "for" && noun.name == "minister";
            if field && self.is_portfolio(child, noun) {
                portfolio = Some(super::propose::snake(tree.tokens[child].span.of(self.text)));
                objects.extend(self.institution_below(child));
                continue;
            }
            if (noun.kind == Kind::Job && case != "of" || case == "with") && !self.is_body(child) {
                continue;
            }
            let own_title = |c: &usize| *c != child && role_noun::get(&tree.lemma(*c)).is_some();
            objects.extend(
                conjuncts(tree, child).into_iter().filter(|c| !own_title(c)).map(|c| (noun_phrase(tree, c), written)),
            );
        }
        (portfolio, objects)
    }

    /// Whether a noun names an organisation or place, or is a proper noun: `a professor at the university`, not `with a gift`.
    fn is_body(&self, i: usize) -> bool {
        let kind = super::nominals::noun(&self.tree.lemma(i)).map(|n| n.kind);
        self.tree.tokens[i].span.of(self.text).starts_with(char::is_uppercase)
            || matches!(kind, Some(EntityType::Organization | EntityType::Place | EntityType::Facility))
    }

    /// `minister of foreign affairs of Peru`, `head of research at Acme`: the institution hangs from the portfolio.
    fn institution_below(&self, portfolio: usize) -> Option<(Phrase, &'static str)> {
        let tree = self.tree;
        let of = |k: usize| matches!(self.form(k).as_str(), "of" | "at" | "for" | "with");
        let below = tree.related(portfolio, "nmod").find(|c| tree.related(*c, "case").any(of))?;
        Some((noun_phrase(tree, below), "of"))
    }

    /// The possessor without its `'s`.
    fn possessor(&self, head: usize) -> Phrase {
        let phrase = noun_phrase(self.tree, head);
        let case = self.tree.related(head, "case").find(|c| *c > head);
        case.map_or(phrase, |c| Phrase { last: phrase.last.min(c as u32 - 1), ..phrase })
    }

    fn is_portfolio(&self, child: usize, noun: &RoleNoun) -> bool {
        let common = self.tree.tokens[child].upos == "NOUN" && self.tree.child(child, &["det", "nmod:poss"]).is_none();
        let ministry = matches!(
            noun.name,
            "minister" | "secretary" | "undersecretary" | "director" | "professor" | "chief" | "head"
        );
        let listed = role_noun::modifier(&self.form(child)).is_some_and(|(e, _)| e == Effect::Part);
        ministry && (listed || common && super::nominals::noun(&self.tree.lemma(child)).is_none())
    }

    /// Whether a phrase is a state or another place: by the tables, by its name's kind, or by its head noun.
    pub fn is_place(&self, phrase: Phrase) -> bool {
        let (first, last) = (phrase.first as usize, phrase.last as usize);
        let named = |n: &Name| n.last as usize >= first && n.first as usize <= last && n.last >= phrase.head;
        let kind = self.names.iter().find(|n| named(n)).map(|n| n.kind);
        let start = (first..=last).find(|i| self.tree.tokens[*i].upos != "DET").unwrap_or(first);
        self.place_words(start, last)
            || matches!(kind, Some(EntityType::Place))
            || kind.is_none()
                && super::nominals::noun(&self.tree.lemma(phrase.head as usize))
                    .is_some_and(|n| n.kind == EntityType::Place)
    }

    /// Whether a word before a role is that of a party: `the Republican senator`.
    fn is_party(&self, phrase: Phrase) -> bool {
        phrase.first == phrase.last && is_party(&self.form(phrase.first as usize))
    }

    /// What the title says of its bearer and one institution.
    pub(super) fn tie(&self, title: &Title, preposition: &str, object: Phrase) -> Tie {
        let Title { noun, status, marks, name, field, .. } = title;
        let (noun, status, name) = (*noun, *status, name.as_str());
        let held = if self.is_place(object) { noun.to_place } else { noun.to_other };
        let lesser = marks.iter().any(|m| matches!(m.as_str(), "deputy" | "vice" | "assistant"));
        let relation = match status {
            Status::Former if noun.kind != Kind::Kin => "held_role",
            Status::Future(_) if noun.kind != Kind::Kin => "future_role",
            _ if preposition == "to" && noun.to_place == "diplomat_of" => "diplomat_to",
            _ if held == "candidate_for" => held,
            _ if lesser && noun.unique => "deputy_head_of",
            _ if lesser => "works_for",
            // `the bank's research chief` does not lead the bank.
            _ if *field && matches!(noun.name, "chief" | "head" | "boss") => "executive_of",
            _ => held,
        };
        let status = match status {
            Status::Held => None,
            Status::Former => Some("former"),
            Status::Future(written) => Some(written),
        };
        let predicate = match noun.kind {
            Kind::Place if noun.name != "capital" => "located_in".to_owned(),
            Kind::Thing if self.is_place(object) => "based_in".to_owned(),
            _ => {
                let words = status.into_iter().chain(marks.iter().map(String::as_str)).chain([name, preposition]);
                words.collect::<Vec<_>>().join("_")
            }
        };
        Tie { predicate, relation, object }
    }
}

/// Whether a word in lower case is the adjective of a party.
pub(super) fn is_party(word: &str) -> bool {
    lexicon::listed("of_party", word)
}

/// Roles that are held in a party rather than by a member of it.
fn leads(noun: &RoleNoun) -> bool {
    matches!(noun.to_other, "leader_of" | "candidate_for" | "executive_of" | "spokesperson_of" | "deputy_head_of")
}

/// Nouns that end the name of a body: `the Foreign Ministry spokeswoman`, but `the cabinet minister`.
fn ends_institution(word: &str) -> bool {
    !lexicon::listed("no_body", word)
}

/// The role as the predicate writes it: `foreign_minister`, `secretary_of_state`, `defence_minister` for `minister of defence`.
fn role_name(noun: &RoleNoun, before: &Before, portfolio: Option<&str>) -> String {
    let mut words: Vec<String> = before.parts.clone();
    let own = noun.name.trim_end_matches('.').replace([' ', '-'], "_");
    match portfolio {
        Some("state") => words.push(format!("{own}_of_state")),
        Some(portfolio) => words.extend([portfolio.to_owned(), own]),
        None => words.push(own),
    }
    words.join("_")
}
