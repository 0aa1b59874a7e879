//! From clauses to propositions: which phrase is the object, what the predicate is called, what the other phrases do.

use super::arguments::{self, Oblique};
use super::clause::Clause;
use super::control::{self, Source};
use super::coordination::{conjuncts, noun_phrase, noun_phrase_before, whole};
use super::lexicon::{self, Complement, Light};
use super::tree::Tree;
use super::verb_group::Kind;
use super::{Phrase, Proposition, polarity};
use crate::model::{Role, Sentence};

/// What a clause says of its subject: the predicate's name and words, its objects, its other phrases.
struct Saying {
    name: String,
    words: (usize, usize),
    objects: Vec<Phrase>,
    arguments: Vec<(Role, Phrase)>,
    subjects: Option<Vec<usize>>,
    rule: &'static str,
    /// The word of intent that the clause's verb is, when the saying is of the event that is its object.
    intent: Option<&'static Complement>,
}

/// One clause in its sentence.
struct View<'a> {
    tree: &'a Tree<'a>,
    sentence: &'a Sentence,
    text: &'a str,
    clause: &'a Clause,
}

/// Adds the propositions of all clauses of a sentence, in text order of their predicates.
pub fn propositions(
    tree: &Tree,
    sentence: &Sentence,
    text: &str,
    clauses: &[Option<Clause>],
    found: &mut Vec<Proposition>,
) {
    let question = question(tree);
    for clause in clauses.iter().flatten() {
        let head = clause.group.head;
        if clause.folded || clause.surface_subjects.is_empty() && tree.child(head, &["obl:agent"]).is_none() {
            continue;
        }
        if question
            .is_some_and(|q| q == head || tree.parent(head) == Some(q) && tree.tokens[head].relation() != "advcl")
        {
            continue;
        }
        if compares(tree, head) {
            continue;
        }
        let view = View { tree, sentence, text, clause };
        if let Some(saying) = view.saying() {
            view.distribute(saying, found);
        }
    }
}

/// `as it was`, `than they have`: the other side of a comparison says nothing by itself.
fn compares(tree: &Tree, head: usize) -> bool {
    let marked = |words: &[&str]| tree.related(head, "mark").any(|m| tree.is(m, words));
    let degree = tree.parent(head).is_some_and(|p| matches!(tree.tokens[p].upos, "ADJ" | "ADV"));
    tree.tokens[head].relation() == "advcl" && (marked(&["than"]) || degree && marked(&["as"]))
}

/// The head of the question that the sentence asks, if it asks one.
fn question(tree: &Tree) -> Option<usize> {
    let mark = (0..tree.len()).rev().take(3).find(|i| tree.tokens[*i].lemma == "?")?;
    let asked = tree.parent(mark)?;
    let root = tree.tokens[asked].head == 0;
    let quoted = (0..tree.len()).any(|i| matches!(tree.tokens[i].xpos, ":" | "``") && i > asked);
    (!(root && quoted)).then_some(asked)
}

impl View<'_> {
    fn saying(&self) -> Option<Saying> {
        match self.clause.group.kind {
            Kind::Copular => self.copular(),
            Kind::Existential => self.existential(),
            Kind::Passive => self.passive(),
            Kind::Active => self.active(),
        }
    }

    fn head(&self) -> usize {
        self.clause.group.head
    }

    /// The verb with its particle, in dictionary form: `carry_out`.
    fn verb(&self) -> String {
        let lemma = snake(&self.tree.lemma(self.head()));
        match self.clause.group.particle {
            Some(p) => format!("{lemma}_{}", snake(&self.tree.lemma(p))),
            None => lemma,
        }
    }

    fn obliques(&self) -> Vec<Oblique> {
        let mut all = arguments::obliques(self.tree, &self.sentence.names, self.head());
        let asks = |o: &Oblique| question_word(self.tree, o.head) && control::antecedent(self.tree, o.head) == o.head;
        all.retain(|o| !asks(o));
        for o in &mut all {
            let antecedent = control::antecedent(self.tree, o.head);
            if antecedent != o.head {
                o.role = arguments::role(self.tree, &self.sentence.names, antecedent, &o.preposition);
                o.head = antecedent;
            }
        }
        all
    }

    /// The phrase that joins the verb: one behind it, or the antecedent of a relative clause.
    fn folded(&self, obliques: &[Oblique]) -> Option<usize> {
        let (tree, head) = (self.tree, self.head());
        let may_join = |o: &Oblique| o.head > head || tree.within(head, o.head);
        let joining: Vec<usize> = (0..obliques.len()).filter(|i| may_join(&obliques[*i])).collect();
        let options: Vec<Oblique> = joining.iter().map(|i| obliques[*i].clone()).collect();
        arguments::folded(&tree.lemma(head), &options, 0).map(|at| joining[at])
    }

    fn words(&self) -> (usize, usize) {
        (self.clause.first, self.clause.group.last)
    }

    /// Words of the predicate up to the preposition, if nothing but the predicate stands between.
    fn words_with(&self, oblique: &Oblique) -> (usize, usize) {
        let (first, last) = self.words();
        match oblique.case {
            Some((start, end)) if start > last && (last + 1..start).all(|w| self.tree.tokens[w].upos == "ADV") => {
                (first, end)
            }
            _ => (first, last),
        }
    }

    /// `X is ready`, `X is the mayor`, `X is in Paris`.
    fn copular(&self) -> Option<Saying> {
        let (tree, head) = (self.tree, self.head());
        let nominals: Vec<usize> =
            conjuncts(tree, head).into_iter().filter(|c| *c == head || is_second_predicate(tree, head, *c)).collect();
        let (first, last) = self.words();
        let mut obliques = self.obliques();
        let mut rule = "clause.copula";
        let (name, words, objects) = match (tree.tokens[head].upos, arguments::preposition(tree, head)) {
            ("ADJ", _) if let Some(o) = adjective_object(tree, head, &obliques) => {
                let oblique = obliques.remove(o);
                rule = "clause.adjective";
                let name = format!("be_{}_{}", snake(&tree.lemma(head)), oblique.preposition);
                let last = oblique.case.map_or(head, |c| c.1);
                (name, (first, last), self.phrases(oblique.head))
            }
            // `where we are as a country`, `not as on board`
            (_, (preposition, Some(_))) if preposition.starts_with("as") => return None,
            (_, (preposition, Some(case))) => {
                (format!("be_{preposition}"), (first, case.1.max(last)), self.phrases(head))
            }
            _ => {
                let behind = |n: &usize| {
                    let phrase = noun_phrase(tree, *n);
                    let from = if last < head { last as u32 + 1 } else { phrase.first };
                    Phrase { first: phrase.first.max(from), ..phrase }
                };
                ("be".to_owned(), (first, last), nominals.iter().map(behind).collect())
            }
        };
        if words.0 == head && tree.child(head, &["cop"]).is_none() {
            rule = "clause.headline";
        }
        let arguments = self.remaining(&obliques, None);
        Some(Saying { name, words, objects, arguments, subjects: None, rule, intent: None })
    }

    /// `There is X in Y`.
    fn existential(&self) -> Option<Saying> {
        let arguments = self.remaining(&self.obliques(), None);
        Some(Saying {
            name: "exist".into(),
            words: self.words(),
            objects: Vec::new(),
            arguments,
            subjects: None,
            rule: "clause.existential",
            intent: None,
        })
    }

    fn passive(&self) -> Option<Saying> {
        let (tree, head) = (self.tree, self.head());
        let obliques = self.obliques();
        let agent = tree.child(head, &["obl:agent"]).map(|a| control::antecedent(tree, a));
        if let Some(agent) = agent {
            let objects: Vec<Phrase> = self.clause.surface_subjects.iter().map(|s| self.subject_phrase(*s)).collect();
            if objects.is_empty() {
                return None;
            }
            let arguments = self.remaining(&obliques, None);
            let subjects = Some(conjuncts(tree, agent));
            return Some(Saying {
                name: self.verb(),
                words: self.words(),
                objects,
                arguments,
                subjects,
                rule: "clause.agent",
                intent: None,
            });
        }
        let mut name = format!("be_{}", self.participle());
        let mut words = self.words();
        let mut objects: Vec<Phrase> = tree.child(head, &["obj"]).map(|o| self.phrases(o)).unwrap_or_default();
        let mut rest = obliques;
        if objects.is_empty()
            && self.complements(head).is_empty()
            && let Some(at) = self.folded(&rest)
        {
            let oblique = rest.remove(at);
            name = format!("{name}_{}", oblique.preposition);
            words = self.words_with(&oblique);
            objects = self.phrases(oblique.head);
        }
        let mut arguments = self.remaining(&rest, None);
        if objects.is_empty() {
            objects = self.complements(head).into_iter().map(|(_, p)| p).take(1).collect();
        } else {
            arguments.extend(self.complements(head));
        }
        Some(Saying { name, words, objects, arguments, subjects: None, rule: "clause.passive", intent: None })
    }

    /// The participle as written, with its particle.
    fn participle(&self) -> String {
        let form = snake(self.tree.tokens[self.head()].span.of(self.text));
        match self.clause.group.particle {
            Some(p) => format!("{form}_{}", snake(&self.tree.lemma(p))),
            None => form,
        }
    }

    fn active(&self) -> Option<Saying> {
        let tree = self.tree;
        let object = self
            .own_object()
            .map(|o| control::antecedent(tree, o))
            .or_else(|| self.gap())
            .or_else(|| self.shared_object());
        match object {
            Some(object) if question_word(tree, object) => None,
            Some(object) => {
                Some(self.light(object).or_else(|| self.naming(object)).unwrap_or_else(|| self.transitive(object)))
            }
            None => self.intransitive(),
        }
    }

    /// The object in the clause, one that is no relative pronoun rather than one that is.
    fn own_object(&self) -> Option<usize> {
        let objects = || self.tree.related(self.head(), "obj").filter(|o| !set_off(self.tree, self.head(), *o));
        objects().find(|o| !control::relative_pronoun(self.tree, *o)).or_else(|| objects().next())
    }

    /// The antecedent of a relative clause with a subject of its own and no object: `the deal (that) he signed`.
    fn gap(&self) -> Option<usize> {
        let (tree, head) = (self.tree, self.head());
        let relative = |i: usize| tree.tokens[i].deprel == "acl:relcl";
        let top = if relative(head) {
            head
        } else {
            Some(head)
                .filter(|h| tree.tokens[*h].relation() == "xcomp")
                .and_then(|h| tree.parent(h))
                .filter(|p| relative(*p))?
        };
        let taken = tree.children(head).any(|c| matches!(tree.tokens[c].relation(), "ccomp" | "xcomp" | "obj"))
            || tree
                .children(top)
                .any(|c| tree.tokens[c].relation() == "advmod" && tree.is(c, &["where", "when", "why", "how"]))
            || tree.related(head, "obl").any(|o| {
                control::antecedent(tree, o) != o
                    || tree.related(o, "case").next().is_none() && !arguments::is_time(tree, o)
            });
        let subject = tree.child(top, &["nsubj"])?;
        let noun = tree.parent(top)?;
        // `the reason that prices fell`
        let taken =
            taken || tree.is(noun, &["reason", "way", "time", "day", "moment", "place", "year", "fact", "idea"]);
        let taken = taken || tree.related(subject, "nmod").any(|p| tree.is(p, &["whose", "who"]));
        (!taken && control::antecedent(tree, subject) == subject).then(|| tree.parent(top)).flatten()
    }

    /// The first conjunct's object, when it stands behind this verb: `captured and held the town`.
    fn shared_object(&self) -> Option<usize> {
        let (tree, head) = (self.tree, self.head());
        let first = tree.parent(head).filter(|_| self.clause.source == Source::Shared)?;
        let object = tree.child(first, &["obj"]).filter(|o| *o > head)?;
        let bare = !tree.children(head).any(|c| matches!(tree.tokens[c].relation(), "obl" | "ccomp" | "xcomp"));
        bare.then_some(object)
    }

    /// `called them thugs`, `labelled the plan unacceptable`: what is named, and what it is named.
    fn naming(&self, object: usize) -> Option<Saying> {
        let (tree, head) = (self.tree, self.head());
        let named = tree.child(head, &["iobj"]);
        let described = named.is_some()
            || tree.related(head, "xcomp").any(|c| tree.tokens[c].upos != "VERB" || tree.tokens[c].xpos == "VBN");
        if !described || !tree.is(head, &["call", "name", "dub", "label", "brand", "term", "style"]) {
            return None;
        }
        let mut arguments = self.remaining(&self.obliques(), Some(object));
        arguments.extend(self.complements(head));
        let objects = match named {
            Some(named) => {
                arguments.push((Role::Other, noun_phrase(tree, object)));
                self.phrases(named)
            }
            None => self.phrases(object),
        };
        Some(Saying {
            name: "label".into(),
            words: self.words(),
            objects,
            arguments,
            subjects: None,
            rule: "clause.object",
            intent: None,
        })
    }

    fn transitive(&self, object: usize) -> Saying {
        let (tree, head) = (self.tree, self.head());
        let mut arguments = self.remaining(&self.obliques(), Some(object));
        arguments
            .extend(tree.child(head, &["iobj"]).map(|r| (Role::Recipient, arguments::coordinated_phrase(tree, r))));
        arguments.extend(self.complements(head));
        if let Some(event) = self.event_object(object) {
            return Saying { arguments, ..event };
        }
        Saying {
            name: self.verb(),
            words: self.words(),
            objects: self.phrases(object),
            arguments,
            subjects: None,
            rule: "clause.object",
            intent: None,
        }
    }

    /// A verb of intent with an event noun: `plans call with X` → `plans_call_with`.
    fn event_object(&self, object: usize) -> Option<Saying> {
        let tree = self.tree;
        let event = lexicon::event_noun(&tree.lemma(object))?;
        let intent = lexicon::complement(&tree.lemma(self.head()), "v", "inf")
            .filter(|c| c.prefix.is_some() && c.modality == "planned")?;
        let partner = arguments_of_noun(tree, self.sentence, object).find(|o| o.preposition == "with")?;
        let name = format!("{}_{}", event.predicate, partner.preposition);
        let last = partner.case.map_or(object, |c| c.1);
        let (words, objects) = ((self.clause.first, last), self.phrases(partner.head));
        Some(Saying {
            name,
            words,
            objects,
            arguments: Vec::new(),
            subjects: None,
            rule: "clause.event",
            intent: Some(intent),
        })
    }

    /// A light verb with its noun: `launched a strike on X` → `strike`.
    fn light(&self, object: usize) -> Option<Saying> {
        let tree = self.tree;
        let light = lexicon::light(&tree.lemma(self.head()), &tree.lemma(object))?;
        let mut obliques = self.obliques();
        let noun_args: Vec<Oblique> = arguments_of_noun(tree, self.sentence, object).collect();
        let carried = carried(light, &noun_args).map(|i| noun_args[i].clone());
        let target = carried.or_else(|| carried_by_verb(light, &obliques).map(|i| obliques.remove(i)));
        let Some(target) = target else { return self.light_clause(light, object) };
        let mut name = light.predicate.to_owned();
        if !light.drops.contains(&target.preposition.as_str()) {
            name = format!("{name}_{}", target.preposition);
        }
        let last = target.case.map_or(object, |c| c.1);
        let arguments = self.remaining(&obliques, None);
        let words = (self.clause.first, last.max(object));
        Some(Saying {
            name,
            words,
            objects: self.phrases(target.head),
            arguments,
            subjects: None,
            rule: "clause.light",
            intent: None,
        })
    }

    /// `expressed hope that …`, `made demands for troops to leave`.
    fn light_clause(&self, light: &Light, object: usize) -> Option<Saying> {
        let tree = self.tree;
        let clause = tree.children(object).chain(tree.children(self.head())).find(|c| {
            *c > object && matches!(tree.tokens[*c].deprel, "acl" | "ccomp") && tree.tokens[*c].xpos != "VBN"
        })?;
        let words = (self.clause.first, object);
        let arguments = self.remaining(&self.obliques(), None);
        let objects = vec![whole(tree, clause)];
        Some(Saying {
            name: light.predicate.to_owned(),
            words,
            objects,
            arguments,
            subjects: None,
            rule: "clause.light",
            intent: None,
        })
    }

    fn intransitive(&self) -> Option<Saying> {
        let (tree, head) = (self.tree, self.head());
        let mut obliques = self.obliques();
        let clause = tree.child(head, &["ccomp"]);
        if let Some(clause) = clause {
            let mut arguments = self.remaining(&obliques, None);
            arguments.extend(tree.child(head, &["iobj"]).map(|r| (Role::Recipient, noun_phrase(tree, r))));
            return Some(Saying {
                name: self.verb(),
                words: self.words(),
                objects: vec![whole(tree, clause)],
                arguments,
                subjects: None,
                rule: "clause.report",
                intent: None,
            });
        }
        if let Some(quote) = self.quotation() {
            let arguments = self.remaining(&obliques, None);
            return Some(Saying {
                name: self.verb(),
                words: self.words(),
                objects: vec![quote],
                arguments,
                subjects: None,
                rule: "clause.report",
                intent: None,
            });
        }
        if let Some((_, predicate)) = self.complements(head).into_iter().next() {
            let arguments = self.remaining(&obliques, None);
            return Some(Saying {
                name: self.verb(),
                words: self.words(),
                objects: vec![predicate],
                arguments,
                subjects: None,
                rule: "clause.complement",
                intent: None,
            });
        }
        // `is resulting in over 100 deaths` parsed as a particle and a bare phrase.
        let bare = obliques.iter().position(|o| {
            self.clause.group.particle.is_some_and(|p| p < o.head)
                && o.preposition.is_empty()
                && o.role == Role::Other
                && !arguments::is_manner(tree, o.head, "in")
        });
        if let Some(oblique) = bare.map(|at| obliques.remove(at)) {
            let arguments = self.remaining(&obliques, None);
            return Some(Saying {
                name: self.verb(),
                words: self.words(),
                objects: self.phrases(oblique.head),
                arguments,
                subjects: None,
                rule: "clause.oblique",
                intent: None,
            });
        }
        if let Some(at) = self.folded(&obliques) {
            let oblique = obliques.remove(at);
            let name = format!("{}_{}", self.verb(), oblique.preposition);
            let words = self.words_with(&oblique);
            let arguments = self.remaining(&obliques, None);
            return Some(Saying {
                name,
                words,
                objects: self.phrases(oblique.head),
                arguments,
                subjects: None,
                rule: "clause.oblique",
                intent: None,
            });
        }
        let arguments = self.remaining(&obliques, None);
        // `as the minister said`: the report is what matters, and attribution has it.
        let reports = lexicon::complement(&tree.lemma(head), "v", "that").is_some();
        let empty = reports
            || matches!(self.verb().as_str(), "be" | "do" | "have" | "go" | "get" | "seem" | "become")
                && arguments.is_empty();
        (!empty).then(|| Saying {
            name: self.verb(),
            words: self.words(),
            objects: Vec::new(),
            arguments,
            subjects: None,
            rule: "clause.intransitive",
            intent: None,
        })
    }

    /// What is quoted before or around a verb of saying: `"We won", she said`.
    fn quotation(&self) -> Option<Phrase> {
        let (tree, head) = (self.tree, self.head());
        if tree.tokens[head].relation() != "parataxis" || lexicon::complement(&tree.lemma(head), "v", "that").is_none()
        {
            return None;
        }
        let root = tree.parent(head)?;
        let (first, last) = tree.borders(root);
        // `The bill, she said, was late`: what is said stands on both sides.
        let before = (first..head).any(|i| tree.tokens[i].upos != "PUNCT" && !tree.within(i, head));
        if root > head && before {
            return None;
        }
        let (start, end) = tree.borders(head);
        let (first, last) = if root < head { (first, start.saturating_sub(1)) } else { (end + 1, last) };
        let word = |i: &usize| tree.tokens[*i].upos != "PUNCT";
        let first = self.opening_mark(first, last).unwrap_or(first);
        let first = (first..=last).find(word)?;
        let last = (first..=last).rev().find(word)?;
        (first <= root && root <= last).then(|| tree.phrase(root, first, last))
    }

    /// Where the quotation opens that closes the words `first..=last`.
    fn opening_mark(&self, first: usize, last: usize) -> Option<usize> {
        let mark = |i: usize, of: &str| self.tree.tokens[i].xpos == of;
        let closed = (first..=last).rev().take(2).find(|i| mark(*i, "''"))?;
        (first..closed).rev().find(|i| mark(*i, "``"))
    }

    /// Predicates of the object or subject (`called them weak`, `remained silent`), and infinitives that the object is to do.
    fn complements(&self, head: usize) -> Vec<(Role, Phrase)> {
        let tree = self.tree;
        tree.children(head)
            .filter_map(|c| {
                let as_phrase = || tree.related(c, "mark").chain(tree.related(c, "case")).any(|m| tree.is(m, &["as"]));
                match tree.tokens[c].relation() {
                    "xcomp" if tree.tokens[c].upos == "VERB" => Some((Role::Purpose, whole(tree, c))),
                    "xcomp" => Some((Role::Other, whole_nominal(tree, c))),
                    "advcl" if as_phrase() && tree.tokens[c].upos != "VERB" => {
                        Some((Role::Other, whole_nominal(tree, c)))
                    }
                    _ => None,
                }
            })
            .collect()
    }

    /// The phrases that stay arguments, with clauses of purpose, condition and time, in text order.
    fn remaining(&self, obliques: &[Oblique], object: Option<usize>) -> Vec<(Role, Phrase)> {
        let mut all: Vec<(Role, Phrase)> =
            obliques.iter().filter(|o| Some(o.head) != object).map(|o| arguments::argument(self.tree, o)).collect();
        all.extend(arguments::clausal(self.tree, self.head()));
        all.sort_by_key(|(_, p)| (p.first, p.last));
        all
    }

    /// The conjuncts of a phrase, each on its own; an antecedent alone and without this clause.
    fn phrases(&self, head: usize) -> Vec<Phrase> {
        if let Some(below) = self.own_clause_below(head) {
            return vec![noun_phrase_before(self.tree, head, Some(below))];
        }
        conjuncts(self.tree, head).into_iter().map(|h| noun_phrase(self.tree, h)).collect()
    }

    /// One proposition for each subject and object.
    fn distribute(&self, saying: Saying, found: &mut Vec<Proposition>) {
        let tree = self.tree;
        let Saying { name, words, objects, arguments, subjects, rule, intent } = saying;
        let frame = intent.map_or_else(|| self.clause.frame.clone(), |word| self.clause.frame_below(word));
        // What an adjective says is a property; other relations follow from the predicate (`relation::fill`).
        let property = name == "be" && tree.tokens[self.head()].upos == "ADJ";
        let marks = frame.marks.iter().copied().map(str::to_owned);
        let predicate = marks.chain([name]).collect::<Vec<_>>().join("_");
        let heads = subjects.as_ref().unwrap_or(&self.clause.surface_subjects);
        let rule = if subjects.is_none() { rule_of(rule, self.clause.source) } else { rule };
        for &s in heads.iter().filter(|s| !generic(tree, **s)) {
            let subject = self.subject_phrase(s);
            let options: Vec<Option<Phrase>> =
                if objects.is_empty() { vec![None] } else { objects.iter().copied().map(Some).collect() };
            for object in options {
                if object.is_some_and(|o| o.head == subject.head) {
                    continue;
                }
                found.push(Proposition {
                    subject,
                    predicate: predicate.clone(),
                    predicate_phrase: tree.phrase(self.head(), words.0, words.1),
                    relation: property.then(|| "has_property".to_owned()),
                    object,
                    arguments: arguments
                        .iter()
                        .filter(|(_, p)| !object.is_some_and(|o| inside(p, &o)) && !inside(p, &subject))
                        .copied()
                        .collect(),
                    polarity: frame.context.polarity,
                    modality: frame.context.modality,
                    rule,
                });
            }
        }
    }

    /// The child of `head` that holds this clause: `infection` is not part of what `caused by` says of it.
    fn own_clause_below(&self, head: usize) -> Option<usize> {
        let mut at = self.head();
        for _ in 0..8 {
            match self.tree.parent(at) {
                Some(p) if p == head => return Some(at),
                Some(p) => at = p,
                None => return None,
            }
        }
        None
    }

    fn subject_phrase(&self, head: usize) -> Phrase {
        if self.tree.tokens[head].relation() == "csubj" {
            return whole(self.tree, head);
        }
        noun_phrase_before(self.tree, head, self.own_clause_below(head))
    }
}

/// Whether a conjunct is said by the copula before `head` too: `is cold and wet`, but not `is a poet and has won prizes`.
fn is_second_predicate(tree: &Tree, head: usize, conjunct: usize) -> bool {
    let own = tree.child(conjunct, &["cop", "nsubj", "aux", "obj", "xcomp", "ccomp"]).is_some();
    let finite = matches!(tree.tokens[conjunct].xpos, "VBD" | "VBZ" | "VBP" | "VB");
    let placed = |i: usize| tree.related(i, "case").next().is_some();
    !own && !finite && (placed(head) || !placed(conjunct))
}

/// Whether a comma, one alone, parts a phrase from the word that it hangs from: what comments is no object.
fn set_off(tree: &Tree, head: usize, phrase: usize) -> bool {
    let first = tree.borders(phrase).0;
    let comma = |i: usize| tree.tokens[i].lemma == ",";
    first > head + 1 && comma(first - 1) && (head + 1..first - 1).all(|i| !comma(i))
}

/// Whether one phrase lies within the other.
fn inside(inner: &Phrase, outer: &Phrase) -> bool {
    outer.first <= inner.first && inner.last <= outer.last
}

/// A predicate nominal or adjective with what hangs from it, without its mark.
fn whole_nominal(tree: &Tree, head: usize) -> Phrase {
    let phrase = noun_phrase(tree, head);
    let last = conjuncts(tree, head).into_iter().map(|c| noun_phrase(tree, c).last).max().unwrap_or(phrase.last);
    Phrase { last: last.max(phrase.last), ..phrase }
}

/// The phrase that completes an adjective: `responsible for the attack`.
fn adjective_object(tree: &Tree, head: usize, obliques: &[Oblique]) -> Option<usize> {
    obliques
        .iter()
        .position(|o| {
            o.head > head
                && !o.preposition.is_empty()
                && !matches!(o.role, Role::Time | Role::Place | Role::Cause)
                && !set_off(tree, head, o.head)
        })
        .filter(|_| tree.related(head, "xcomp").next().is_none())
}

/// The prepositional phrases of a noun.
fn arguments_of_noun<'a>(
    tree: &'a Tree<'a>,
    sentence: &'a Sentence,
    noun: usize,
) -> impl Iterator<Item = Oblique> + 'a {
    tree.related(noun, "nmod")
        .filter(move |c| *c > noun)
        .map(|c| arguments::oblique(tree, &sentence.names, c))
        .filter(|o| !o.preposition.is_empty())
}

/// The phrase that is the light noun's object, by the preposition that the table drops or the predicate governs.
fn carried(light: &Light, options: &[Oblique]) -> Option<usize> {
    let drops = |o: &Oblique| light.drops.contains(&o.preposition.as_str());
    let usual = |o: &Oblique| {
        matches!(
            o.preposition.as_str(),
            "with" | "to" | "on" | "against" | "for" | "about" | "over" | "of" | "in" | "into"
        )
    };
    options
        .iter()
        .position(drops)
        .or_else(|| options.iter().position(|o| lexicon::governs(light.predicate, &o.preposition)))
        .or_else(|| options.iter().position(|o| usual(o) && !matches!(o.role, Role::Time | Role::Place)))
}

/// Phrases of the verb join the noun only where the table or the predicate asks for them.
fn carried_by_verb(light: &Light, options: &[Oblique]) -> Option<usize> {
    options.iter().position(|o| {
        let p = o.preposition.as_str();
        !matches!(o.role, Role::Time)
            && (light.drops.contains(&p)
                || p != "with" && lexicon::governs(light.predicate, p)
                || p == "with" && o.role == Role::Partner)
    })
}

/// `what` in `what they did`.
fn question_word(tree: &Tree, head: usize) -> bool {
    tree.tokens[head].upos == "PRON" && tree.is(head, &["what", "whatever", "who", "whom", "which"])
}

/// Subjects that stand for nobody in particular, and question words.
fn generic(tree: &Tree, head: usize) -> bool {
    let pronoun = tree.tokens[head].upos == "PRON" || tree.tokens[head].xpos == "WRB";
    let nobody =
        tree.is(head, &["you", "one", "there", "whoever", "how", "where", "why", "when"]) || question_word(tree, head);
    pronoun && nobody && !polarity::negative_phrase(tree, head)
}

/// The rule's name, marked where the subject is understood.
fn rule_of(rule: &'static str, source: Source) -> &'static str {
    if source == Source::Explicit {
        return rule;
    }
    match rule {
        "clause.object" => "clause.object.understood",
        "clause.oblique" => "clause.oblique.understood",
        "clause.passive" => "clause.passive.understood",
        "clause.copula" => "clause.copula.understood",
        "clause.intransitive" => "clause.intransitive.understood",
        "clause.light" => "clause.light.understood",
        "clause.report" => "clause.report.understood",
        "clause.complement" => "clause.complement.understood",
        other => other,
    }
}

/// Lower case letters and digits, `_` for everything between.
pub fn snake(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.ends_with('_') && c != '\'' && c != '’' {
            out.push('_');
        }
    }
    out.trim_matches('_').to_owned()
}
