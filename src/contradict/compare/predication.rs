//! What every clause, copula, apposition and event noun of the two texts says of whom: wider than the claims, which leave out what
//! no graph could use.

use super::reading::{Reading, Word};
use crate::extract::clause::Clause;
use crate::extract::control::Source;
use crate::extract::coordination::conjuncts;
use crate::extract::modality::Context;
use crate::extract::polarity;
use crate::extract::relative;
use crate::extract::role_noun;
use crate::extract::tree::Tree;
use crate::extract::verb_group::Kind as Voice;
use crate::model::{Modality, Polarity};

/// What kind of word says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A verb.
    Verb,
    /// A noun or adjective said of the subject: by a copula, in apposition, as a title.
    State,
    /// A noun that names an event.
    Noun,
}

/// The part that an argument plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Who does it, of whom it is said.
    Subject,
    /// Who undergoes it.
    Object,
    /// Behind a preposition, or where and when.
    Oblique,
    /// A genitive or modifier of an event noun: subject or object.
    Either,
}

/// An argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// Its part.
    pub part: Part,
    /// Its head word.
    pub word: Word,
    /// Its preposition; empty where it has none.
    pub preposition: String,
}

/// A predicate with its arguments.
#[derive(Clone, Debug, PartialEq)]
pub struct Predication {
    /// The word that says it.
    pub word: Word,
    /// Its lemma with the verb's particle: `carry_out`.
    pub name: String,
    /// What kind of word it is.
    pub sort: Sort,
    /// Polarity and modality.
    pub context: Context,
    /// Subject, object and the rest.
    pub arguments: Vec<Argument>,
}

impl Predication {
    /// The arguments that play a part.
    pub fn part(&self, part: Part) -> impl Iterator<Item = &Argument> {
        self.arguments.iter().filter(move |a| a.part == part)
    }

    /// Whether it is denied.
    pub fn negated(&self) -> bool {
        self.context.polarity == Polarity::Negated
    }

    /// Whether it is put as a fact or a plan, without a hedge or condition.
    pub fn certain(&self) -> bool {
        matches!(self.context.modality, Modality::Actual | Modality::Planned)
    }
}

/// All predications, in text order.
pub fn all(reading: &Reading) -> Vec<Predication> {
    let mut found = Vec::new();
    for sentence in 0..reading.trees.len() {
        for index in 0..reading.trees[sentence].len() {
            Finder { reading, word: Word { sentence, index } }.find(&mut found);
        }
    }
    found
}

struct Finder<'a> {
    reading: &'a Reading<'a>,
    word: Word,
}

impl Finder<'_> {
    fn tree(&self) -> &Tree<'_> {
        self.reading.tree(self.word)
    }

    fn at(&self, index: usize) -> Word {
        Word { index, ..self.word }
    }

    fn find(&self, found: &mut Vec<Predication>) {
        let before = found.len();
        let clause = self.reading.clauses[self.word.sentence][self.word.index].as_ref();
        match clause {
            Some(clause) if clause.group.kind == Voice::Copular => found.push(self.copular(clause)),
            Some(clause) => found.push(self.verbal(clause)),
            None => {}
        }
        if self.reading.upos(self.word) == "NOUN" && clause.is_none_or(|c| c.group.kind == Voice::Copular) {
            found.extend(self.noun());
        }
        found.extend(self.predicative());
        found.extend(self.described());
        found.extend(self.attribute());
        found.extend(self.movement());
        let members: Vec<Predication> = found[before..].iter().filter_map(|p| self.membership(p)).collect();
        found.extend(members);
    }

    /// `is a member of the team`: is in the team.
    fn membership(&self, p: &Predication) -> Option<Predication> {
        let member = matches!(p.name.as_str(), "member" | "part") && p.sort == Sort::State;
        let group = p.arguments.iter().find(|a| member && a.part == Part::Oblique && a.preposition == "of")?;
        let finder = Finder { reading: self.reading, word: group.word };
        let mut arguments: Vec<Argument> = p.part(Part::Subject).cloned().collect();
        arguments.extend(finder.obliques(group.word.index));
        arguments.extend(finder.owners());
        Some(finder.predication(Sort::State, p.context, arguments))
    }

    fn predication(&self, sort: Sort, context: Context, arguments: Vec<Argument>) -> Predication {
        let name = self.reading.lemma(self.word).to_owned();
        Predication { word: self.word, name, sort, context, arguments }
    }

    fn argument(&self, part: Part, index: usize) -> Argument {
        Argument { part, word: self.at(relative::antecedent(self.tree(), index)), preposition: String::new() }
    }

    fn several(&self, part: Part, heads: &[usize]) -> Vec<Argument> {
        heads.iter().map(|h| self.argument(part, *h)).collect()
    }

    /// A verb with subject and object in their logical places.
    fn verbal(&self, clause: &Clause) -> Predication {
        let tree = self.tree();
        let head = self.word.index;
        let passive = clause.group.kind == Voice::Passive;
        let mut arguments = self.several(if passive { Part::Object } else { Part::Subject }, &clause.surface_subjects);
        for child in tree.children(head) {
            match tree.tokens[child].deprel {
                "obj" | "iobj" => arguments.extend(self.several(Part::Object, &conjuncts(tree, child))),
                "obl:agent" => arguments.extend(self.several(Part::Subject, &conjuncts(tree, child))),
                "xcomp" if matches!(tree.tokens[child].upos, "NOUN" | "PROPN" | "ADJ") => {
                    arguments.push(Argument { part: Part::Oblique, word: self.at(child), preposition: "as".into() });
                }
                _ => {}
            }
        }
        arguments.extend(self.obliques(head));
        let mut predication = self.predication(Sort::Verb, clause.frame.context, arguments);
        let modified = matches!(clause.source, Source::Modified | Source::Relative);
        if modified && clause.surface_subjects.iter().any(|s| polarity::negative_phrase(tree, *s)) {
            predication.context = predication.context.negated();
        }
        if clause.group.kind == Voice::Existential {
            let subjects: Vec<usize> = tree.related(head, "nsubj").collect();
            let negative = subjects.iter().any(|s| polarity::negative_phrase(tree, *s));
            predication.context = predication.context.negated_if(negative && !clause_negated(clause));
        }
        if let Some(particle) = clause.group.particle {
            predication.name = format!("{}_{}", predication.name, tree.lemma(particle));
        }
        predication
    }

    fn obliques(&self, head: usize) -> Vec<Argument> {
        let tree = self.tree();
        let relations = ["obl", "nmod", "advmod"];
        let mut found = Vec::new();
        for child in tree.children(head).filter(|c| relations.contains(&tree.tokens[*c].relation())) {
            let noun = matches!(tree.tokens[child].upos, "NOUN" | "PROPN" | "NUM" | "PRON" | "SYM");
            if !noun || matches!(tree.tokens[child].deprel, "obl:agent" | "nmod:poss" | "nmod:desc") {
                continue;
            }
            let preposition = tree.related(child, "case").next().map(|c| tree.lemma(c)).unwrap_or_default();
            for conjunct in conjuncts(tree, child) {
                let argument = self.argument(Part::Oblique, conjunct);
                found.push(Argument { preposition: preposition.clone(), ..argument });
            }
        }
        found
    }

    /// A noun, adjective or place said of the subject.
    fn copular(&self, clause: &Clause) -> Predication {
        let mut arguments = self.several(Part::Subject, &clause.surface_subjects);
        arguments.extend(self.obliques(self.word.index));
        arguments.extend(self.owners());
        self.predication(Sort::State, clause.frame.context, arguments)
    }

    /// Genitives and names before a noun: `Saddam's circle`, `the Sudan mission`.
    fn owners(&self) -> Vec<Argument> {
        let tree = self.tree();
        let owner = |c: &usize| match tree.tokens[*c].deprel {
            "nmod:poss" => true,
            "compound" | "amod" | "nmod" | "nmod:desc" => *c < self.word.index && self.reading.named(self.at(*c)),
            _ => false,
        };
        let owners: Vec<usize> = tree.children(self.word.index).filter(owner).collect();
        self.several(Part::Either, &owners)
    }

    /// An event noun: a noun that has arguments and derives from a verb, or merely has arguments.
    fn noun(&self) -> Option<Predication> {
        let tree = self.tree();
        let mut arguments = self.owners();
        for mut argument in self.obliques(self.word.index) {
            argument.part = match argument.preposition.as_str() {
                "of" => Part::Either,
                "by" => Part::Subject,
                _ => Part::Oblique,
            };
            arguments.push(argument);
        }
        // What a light verb says of the noun is the noun's: `suffered a defeat`.
        let verb = tree.parent(self.word.index).filter(|_| tree.tokens[self.word.index].relation() == "obj");
        let clause = verb.and_then(|v| self.reading.clauses[self.word.sentence][v].as_ref());
        if let Some(clause) = clause.filter(|c| c.group.kind == Voice::Active) {
            arguments.extend(self.several(Part::Subject, &clause.surface_subjects));
        }
        let denied = polarity::negative_phrase(tree, self.word.index);
        let context = clause.map_or(Context::PLAIN.negated_if(denied), |c| c.frame.context);
        (!arguments.is_empty()).then(|| self.predication(Sort::Noun, context, arguments))
    }

    /// `considered a member`, `became king`: said of the object, or of the subject where there is none.
    fn predicative(&self) -> Option<Predication> {
        let tree = self.tree();
        let token = &tree.tokens[self.word.index];
        if token.relation() != "xcomp" || !matches!(token.upos, "NOUN" | "ADJ" | "PROPN") {
            return None;
        }
        let verb = tree.parent(self.word.index)?;
        let clause = self.reading.clauses[self.word.sentence][verb].as_ref()?;
        let objects: Vec<usize> = tree.related(verb, "obj").collect();
        let mut arguments =
            self.several(Part::Subject, if objects.is_empty() { &clause.surface_subjects } else { &objects });
        arguments.extend(self.obliques(self.word.index));
        arguments.extend(self.owners());
        Some(self.predication(Sort::State, clause.frame.context, arguments))
    }

    /// `Aziz, a member of …`; `the mayor, Evans Paul`; `President Lind`: a description in apposition or before a name.
    fn described(&self) -> Option<Predication> {
        let tree = self.tree();
        let token = &tree.tokens[self.word.index];
        let parent = tree.parent(self.word.index)?;
        let noun = |i: usize| tree.tokens[i].upos == "NOUN";
        let (description, bearer) = match token.deprel {
            "appos" if noun(self.word.index) => (self.word.index, parent),
            "appos" if noun(parent) && self.reading.named(self.word) => (parent, self.word.index),
            "appos" if role_noun::get(self.reading.lemma(self.at(parent))).is_some() => (parent, self.word.index),
            "nmod:desc" if !self.reading.lemma(self.word).ends_with('.') => (self.word.index, parent),
            "compound" if noun(self.word.index) && tree.tokens[parent].upos == "PROPN" => (self.word.index, parent),
            _ => return None,
        };
        let finder = Finder { reading: self.reading, word: self.at(description) };
        let mut arguments = self.several(Part::Subject, &[bearer]);
        arguments.extend(finder.obliques(description).into_iter().filter(|a| a.word.index != bearer));
        arguments.extend(finder.owners().into_iter().filter(|a| a.word.index != bearer));
        Some(finder.predication(Sort::State, Context::PLAIN, arguments))
    }

    /// `closed at $90, down 28 cents`: in which direction, of what the clause is about.
    fn movement(&self) -> Option<Predication> {
        let tree = self.tree();
        let next = tree.tokens.get(self.word.index + 1)?;
        let amount = next.upos == "NUM" || next.upos == "SYM";
        if !amount || !matches!(self.reading.lemma(self.word), "up" | "down") {
            return None;
        }
        let clauses = &self.reading.clauses[self.word.sentence];
        let above = std::iter::successors(tree.parent(self.word.index), |i| tree.parent(*i));
        let clause = above.filter_map(|i| clauses[i].as_ref()).find(|c| !c.surface_subjects.is_empty())?;
        let subjects = self.several(Part::Subject, &clause.surface_subjects);
        Some(self.predication(Sort::State, Context::PLAIN, subjects))
    }

    /// What a denied participle before a noun says of it: `not a registered ship`, `an unsigned contract`; and an adjective of what
    /// the noun is said of: `was a liberal minister`.
    fn attribute(&self) -> Option<Predication> {
        let tree = self.tree();
        let token = &tree.tokens[self.word.index];
        let noun = tree.parent(self.word.index).filter(|_| token.deprel == "amod")?;
        let clause = self.reading.clauses[self.word.sentence][noun].as_ref();
        let denied = polarity::negative_phrase(tree, noun) || clause.is_some_and(clause_negated);
        if token.xpos == "VBN" && denied {
            return Some(self.predication(Sort::Verb, Context::PLAIN.negated(), self.several(Part::Object, &[noun])));
        }
        let lemma = self.reading.lemma(self.word);
        // `previously undiscovered` holds no longer.
        let lasting = tree.related(self.word.index, "advmod").next().is_none();
        if lasting && lemma.starts_with("un") && (lemma.ends_with("ed") || lemma.ends_with("en")) {
            let context = Context::PLAIN.negated_if(denied);
            return Some(self.predication(Sort::State, context, self.several(Part::Subject, &[noun])));
        }
        let said = clause.filter(|c| c.group.kind == Voice::Copular && !denied)?;
        let plain = token.xpos == "JJ" && role_noun::modifier(lemma).is_none();
        let subjects = self.several(Part::Subject, &said.surface_subjects);
        plain.then(|| self.predication(Sort::State, said.frame.context, subjects))
    }
}

fn clause_negated(clause: &Clause) -> bool {
    clause.frame.context.polarity == Polarity::Negated
}
