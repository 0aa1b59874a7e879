//! Events that a noun names, with their arguments: `Russia's invasion of Ukraine`, `talks between A and B`,
//! `a Russian drone strike in Sumy`, `the arrest of X by Y`.

use super::arguments::{self, Oblique};
use super::clause::{self, Clause};
use super::control;
use super::coordination::{conjuncts, noun_phrase, whole};
use super::event_noun::{self, EventNoun, Part};
use super::title::Reader;
use super::tree::Tree;
use super::{Phrase, Proposition, event_context, lexicon, places, relation, relative};
use crate::model::{Annotation, Document, EntityType, Role};

/// Finds the events that nouns name.
pub fn find(document: &Document, annotation: &Annotation) -> Vec<Proposition> {
    let mut found = Vec::new();
    for (number, sentence) in annotation.sentences.iter().enumerate() {
        let tree = Tree::new(number as u32, sentence);
        let reader = Reader { tree: &tree, names: &sentence.names, text: &document.text };
        let clauses = clause::clauses(&tree);
        for noun in 0..tree.len() {
            if let Some(event) = Event::read(&reader, noun) {
                event.propositions(&reader, &clauses, &mut found);
            }
        }
    }
    found
}

/// An event noun with the phrases around it.
struct Event {
    noun: usize,
    first: usize,
    name: String,
    reading: &'static EventNoun,
    agents: Vec<Phrase>,
    patients: Vec<Phrase>,
    places: Vec<Phrase>,
    /// The preposition that marks the patient.
    preposition: Option<String>,
    others: Vec<(Role, Phrase)>,
    /// Whether a genitive names the agent or patient.
    owned: bool,
}

impl Event {
    fn read(reader: &Reader, noun: usize) -> Option<Event> {
        let tree = reader.tree;
        if tree.tokens[noun].upos != "NOUN" || tree.tokens[noun].relation() == "compound" {
            return None;
        }
        let (name, first) = event_name(tree, noun)?;
        let phrases: Vec<Oblique> = tree
            .related(noun, "nmod")
            .chain(beside(tree, noun))
            .filter(|c| *c > noun)
            .map(|c| arguments::oblique(tree, reader.names, c))
            .filter(|o| !o.preposition.is_empty())
            .collect();
        let marked = |r: &&EventNoun| phrases.iter().any(|o| r.patient.contains(&o.preposition.as_str()));
        let readings = event_noun::readings(&name);
        let reading = readings.iter().find(marked).or(readings.first())?;
        let mut event = Event {
            noun,
            first,
            name,
            reading,
            agents: Vec::new(),
            patients: Vec::new(),
            places: Vec::new(),
            preposition: None,
            others: Vec::new(),
            owned: false,
        };
        event.before(reader);
        for phrase in &phrases {
            event.after(reader, phrase);
        }
        event.asked_for(tree);
        Some(event)
    }

    /// `her demand to close the mine`: what is asked for is a deed, whoever is to do it.
    fn asked_for(&mut self, tree: &Tree) {
        let asks = matches!(self.reading.relation, "demand" | "request") && self.owned && self.patients.is_empty();
        let deed = tree.related(self.noun, "acl").find(|c| control::infinitive(tree, *c));
        self.patients.extend(deed.filter(|_| asks).map(|deed| whole(tree, deed)));
    }

    /// The genitive, and the adjective of a people or name of a body before the noun.
    fn before(&mut self, reader: &Reader) {
        let tree = reader.tree;
        let noun = self.noun;
        for child in tree.children(noun).filter(|c| *c < noun) {
            let token = &tree.tokens[child];
            let named = || reader.names.iter().any(|n| (n.first..=n.last).contains(&(child as u32)));
            if token.deprel == "nmod:poss" && arguments::is_time(tree, child) && !named() {
                self.others.push((Role::Time, without_case(tree, child)));
            } else if token.deprel == "nmod:poss" {
                self.owned = true;
                for c in conjuncts(tree, relative::antecedent(tree, child)) {
                    let phrase = without_case(tree, c);
                    self.put(self.reading.possessive, phrase);
                }
            } else if matches!(token.relation(), "amod" | "compound" | "nmod")
                && child < self.first
                && tree.related(child, "case").next().is_none()
                && let Some((part, phrase)) = self.modifier(reader, child)
            {
                self.put(part, phrase);
            }
        }
    }

    /// What a name before the noun is to the event: `a Russian strike`, `US sanctions`, `the Iraq war`.
    fn modifier(&self, reader: &Reader, child: usize) -> Option<(Part, Phrase)> {
        let tree = reader.tree;
        let name = reader.names.iter().find(|n| (n.first..=n.last).contains(&(child as u32)));
        let (first, last) = name.map_or((child, child), |n| (n.first as usize, n.last as usize));
        if last >= self.first {
            return None;
        }
        let words = tree.tokens[first].span.cover(tree.tokens[last].span).of(reader.text);
        let people = places::of_demonym(words).is_some();
        let state = words.chars().all(|c| c.is_uppercase() || c == '.') && places::of_name(words).is_some();
        let body = matches!(name.map(|n| n.kind), Some(EntityType::Organization | EntityType::Group));
        let phrase = tree.phrase(child, first, last);
        match name.map(|n| n.kind) {
            // `their league clash`: the league is not who clashes.
            _ if people || state || body => (!self.owned).then_some((self.reading.possessive, phrase)),
            Some(EntityType::Place | EntityType::Facility) => Some((Part::Place, phrase)),
            _ => None,
        }
    }

    fn after(&mut self, reader: &Reader, phrase: &Oblique) {
        let tree = reader.tree;
        let preposition = phrase.preposition.as_str();
        let heads = conjuncts(tree, phrase.head);
        let phrases: Vec<Phrase> = heads.iter().map(|h| noun_phrase(tree, *h)).collect();
        let listed = self.reading.patient.contains(&preposition);
        if phrase.role == Role::Time {
            self.others.push(arguments::argument(tree, phrase));
        } else if matches!(preposition, "between" | "among") && phrases.len() > 1 {
            self.preposition = Some("with".to_owned());
            self.agents.push(phrases[0]);
            self.patients.extend(&phrases[1..]);
        } else if preposition == "by" {
            self.agents.extend(phrases);
        } else if preposition == "of" {
            match self.reading.of {
                Some(part) if part != Part::Topic => phrases.into_iter().for_each(|p| self.put(part, p)),
                _ => self.others.push((Role::Topic, arguments::argument(tree, phrase).1)),
            }
        } else if listed && !(phrase.role == Role::Place && preposition == "in" && self.acts()) {
            self.preposition = Some(preposition.to_owned());
            self.patients.extend(phrases);
        } else if phrase.role == Role::Place {
            self.places.extend(phrases);
        } else {
            self.others.push(arguments::argument(tree, phrase));
        }
    }

    /// Deeds of force and protest have their place with `in`, and an adjective names who does them (`Russian strikes in Sumy`);
    /// other events have their object with `in` (`a rise in prices`), and `a European summit` is not held by Europe.
    fn acts(&self) -> bool {
        ["assault", "protest", "mobilize", "coerce"].iter().any(|r| relation::is_a(self.reading.relation, r))
    }

    fn put(&mut self, part: Part, phrase: Phrase) {
        match part {
            Part::Agent => self.agents.push(phrase),
            Part::Patient => self.patients.push(phrase),
            Part::Place => self.places.push(phrase),
            Part::Topic => self.others.push((Role::Topic, phrase)),
        }
    }

    fn propositions(self, reader: &Reader, clauses: &[Option<Clause>], found: &mut Vec<Proposition>) {
        let tree = reader.tree;
        if self.said_by_verb(tree) {
            return;
        }
        let context = event_context::of(tree, clauses, self.noun);
        let alone = self.patients.is_empty() && !self.places.is_empty();
        // `his duties in the town`
        let imposed = lexicon::listed("imposed", &tree.lemma(self.noun));
        // `their meeting in Lima`: Lima is where, and nobody that was met.
        let mutual = relation::get(self.reading.relation).is_some_and(|r| r.symmetric);
        if alone && (!self.owned && !self.acts() || imposed || mutual) {
            return;
        }
        let (objects, name) = match alone {
            true => (&self.places, format!("{}_in", self.predicate(None))),
            false => (&self.patients, self.predicate(self.preposition.as_deref())),
        };
        let marks =
            context.prefix().into_iter().chain((context.polarity == crate::model::Polarity::Negated).then_some("not"));
        let predicate = marks.map(str::to_owned).chain([name]).collect::<Vec<_>>().join("_");
        let mut arguments = self.others.clone();
        if !alone {
            arguments.extend(self.places.iter().map(|p| (Role::Place, *p)));
        }
        arguments.sort_by_key(|(_, p)| (p.first, p.last));
        for &subject in &self.agents {
            for &object in objects.iter().filter(|o| o.head != subject.head) {
                found.push(Proposition {
                    subject,
                    predicate: predicate.clone(),
                    predicate_phrase: tree.phrase(self.noun, self.first, self.noun),
                    relation: Some(self.reading.relation.to_owned()),
                    object: Some(object),
                    arguments: arguments.clone(),
                    polarity: context.polarity,
                    modality: context.modality,
                    rule: if alone { "nominal.place" } else { "nominal.event" },
                });
            }
        }
    }

    /// Whether a light verb says the event already: `Germany launched a strike on …`.
    fn said_by_verb(&self, tree: &Tree) -> bool {
        let object = tree.tokens[self.noun].relation() == "obj";
        let verb = tree.parent(self.noun).filter(|_| object).map(|v| tree.lemma(v));
        verb.is_some_and(|v| lexicon::light(&v, &tree.lemma(self.noun)).is_some() && self.agents.is_empty())
    }

    /// The event as a predicate, named as a light verb with the noun would be: `strike`, `talk_with`, `invade`.
    fn predicate(&self, preposition: Option<&str>) -> String {
        let noun = self.name.rsplit(' ').next().unwrap_or(&self.name);
        // `tariffs on tin`
        if lexicon::listed("imposed", noun) {
            return format!("impose_{noun}_{}", preposition.unwrap_or("on"));
        }
        let light = lexicon::event_noun(noun)
            .filter(|l| relation::of(l.predicate, None).is_some_and(|r| relation::is_a(self.reading.relation, r)));
        let kept = preposition.filter(|p| !light.is_some_and(|l| l.drops.contains(p)));
        let verb = match light {
            Some(light) => light.predicate,
            None if relation::of_verb(noun).is_some_and(|r| {
                relation::is_a(self.reading.relation, r) || relation::is_a(r, self.reading.relation)
            }) =>
            {
                noun
            }
            None => self.reading.relation,
        };
        match kept {
            Some(p @ ("with" | "for")) => format!("{}_{p}", verb.replace(' ', "_")),
            _ => verb.replace(' ', "_"),
        }
    }
}

/// Phrases that belong to an event but hang from a verb: who does it, and against whom, in `a challenge filed by Roth against the bank`;
/// what it goes into, in `faces a probe by the bank into leaks`.
fn beside(tree: &Tree, noun: usize) -> Vec<usize> {
    let done = tree.child(noun, &["acl"]).filter(|v| {
        let verb = tree.lemma(*v);
        let set_up = ["carries_event", "sets_up"].iter().any(|list| lexicon::listed(list, &verb));
        tree.tokens[*v].xpos == "VBN" && set_up && tree.child(*v, &["obl:agent"]).is_some()
    });
    let marked = |c: &usize, words: &[&str]| tree.related(*c, "case").any(|k| tree.is(k, words));
    if let Some(verb) = done {
        return tree.related(verb, "obl").filter(|c| marked(c, &["by", "against", "on", "into"])).collect();
    }
    let object = tree.tokens[noun].relation() == "obj";
    let verb = tree.parent(noun).filter(|_| object && tree.related(noun, "nmod").all(|c| !marked(&c, &["into"])));
    verb.map(|v| tree.related(v, "obl").filter(|c| *c > noun && marked(c, &["into"])).collect()).unwrap_or_default()
}

/// The longest event noun that ends in word `noun`, in dictionary form, and its first word.
fn event_name(tree: &Tree, noun: usize) -> Option<(String, usize)> {
    (0..=2).rev().find_map(|before| {
        let first = noun.checked_sub(before)?;
        let joined = (first..noun).all(|i| matches!(tree.tokens[i].relation(), "compound" | "amod"));
        let words: Vec<String> = (first..=noun).map(|i| tree.lemma(i)).collect();
        let name = words.join(" ");
        (joined && !event_noun::readings(&name).is_empty()).then_some((name, first))
    })
}

/// A possessor without its `'s`.
fn without_case(tree: &Tree, head: usize) -> Phrase {
    let phrase = noun_phrase(tree, head);
    let case = tree.related(head, "case").find(|c| *c > head);
    case.map_or(phrase, |c| Phrase { last: phrase.last.min(c as u32 - 1), ..phrase })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::sample;

    fn events(table: &str) -> Vec<String> {
        let (document, annotation) = sample::annotated(table);
        sample::lines(&document, &annotation, &find(&document, &annotation))
    }

    #[test]
    fn agents_and_patients() {
        let table = "Rome Rome PROPN NNP 3 nmod:poss place:1
             's 's PART POS 1 case
             invasion invasion NOUN NN 6 nsubj
             of of ADP IN 5 case
             Gaul Gaul PROPN NNP 3 nmod place:1
             failed fail VERB VBD 0 root";
        assert_eq!(events(table), ["Rome | invade | invade | Gaul"]);
        let table = "The the DET DT 2 det
             arrest arrest NOUN NN 6 nsubj
             of of ADP IN 4 case
             Soto Soto PROPN NNP 2 nmod person:1
             yesterday yesterday NOUN NN 2 nmod:unmarked
             surprised surprise VERB VBD 0 root";
        assert!(events(table).is_empty(), "no agent, no claim");
    }

    #[test]
    fn both_sides_of_talks() {
        let table = "Talks talk NOUN NNS 6 nsubj
             between between ADP IN 3 case
             Peru Peru PROPN NNP 1 nmod place:1
             and and CCONJ CC 5 cc
             Chile Chile PROPN NNP 3 conj place:1
             stalled stall VERB VBD 0 root";
        assert_eq!(events(table), ["Peru | talk_with | negotiate | Chile"]);
    }

    #[test]
    fn the_adjective_of_a_people_acts_where_force_is_used() {
        let table = "A a DET DT 4 det
             Chilean Chilean ADJ JJ 4 amod group:1
             air air NOUN NN 4 compound
             raid raid NOUN NN 7 nsubj
             in in ADP IN 6 case
             Lima Lima PROPN NNP 4 nmod place:1
             began begin VERB VBD 0 root";
        assert_eq!(events(table), ["Chilean | bomb_in | bomb | Lima"]);
        let table = "A a DET DT 3 det
             Chilean Chilean ADJ JJ 3 amod group:1
             summit summit NOUN NN 6 nsubj
             in in ADP IN 5 case
             Lima Lima PROPN NNP 3 nmod place:1
             began begin VERB VBD 0 root";
        assert!(events(table).is_empty());
    }

    #[test]
    fn who_does_it_may_be_told_by_a_participle() {
        let table = "A a DET DT 2 det
             lawsuit lawsuit NOUN NN 8 nsubj
             filed file VERB VBN 2 acl
             by by ADP IN 5 case
             Soto Soto PROPN NNP 3 obl:agent person:1
             against against ADP IN 7 case
             Peru Peru PROPN NNP 3 obl place:1
             failed fail VERB VBD 0 root";
        assert_eq!(events(table), ["Soto | sue | sue | Peru"]);
        let table = "Peru Peru PROPN NNP 3 nmod:poss place:1
             's 's PART POS 1 case
             tariffs tariff NOUN NNS 6 nsubj
             on on ADP IN 5 case
             tin tin NOUN NN 3 nmod
             held hold VERB VBD 0 root";
        assert_eq!(events(table), ["Peru | impose_tariff_on | sanction | tin"]);
    }

    #[test]
    fn what_is_feared_is_not_so() {
        let table = "They they PRON PRP 2 nsubj
             fear fear VERB VBP 0 root
             a a DET DT 5 det
             Chilean Chilean ADJ JJ 5 amod group:1
             attack attack NOUN NN 2 obj
             on on ADP IN 7 case
             Lima Lima PROPN NNP 5 nmod place:1";
        assert_eq!(events(table), ["Chilean | may_attack | attack | Lima"]);
    }
}
