//! From clauses to propositions: which phrase is the object, what the predicate is called, what the other phrases do.

mod copula;
mod free;
mod held;
mod intransitive;
mod light;
mod members;
mod object;

use super::arguments::{self, Oblique};
use super::clause::Clause;
use super::control::{self, Source};
use super::coordination::{conjuncts, noun_phrase, noun_phrase_before, whole};
use super::fixed;
use super::lexicon::{self, Complement};
use super::relative;
use super::specific;
use super::stranded;
use super::tree::Tree;
use super::verb_group::Kind;
use super::{Phrase, Proposition, polarity};
use crate::model::{Polarity, Role, Sentence};
use crate::nlp::verbs::is_verb;

/// What a clause says of its subject: the predicate's name and words, its objects, its other phrases.
struct Saying {
    name: String,
    words: (usize, usize),
    objects: Vec<Phrase>,
    arguments: Vec<(Role, Phrase)>,
    subjects: Option<Vec<usize>>,
    /// Whether each subject has the others for its objects.
    mutual: bool,
    rule: &'static str,
    /// The word of intent that the clause's verb is, when the saying is of the event that is its object.
    intent: Option<&'static Complement>,
}

impl Saying {
    fn new(rule: &'static str, name: String, words: (usize, usize), objects: Vec<Phrase>) -> Self {
        Self { name, words, objects, arguments: Vec::new(), subjects: None, mutual: false, rule, intent: None }
    }

    fn with(self, arguments: Vec<(Role, Phrase)>) -> Self {
        Self { arguments, ..self }
    }
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
        if clause.folded
            || clause.silent
            || clause.surface_subjects.is_empty() && tree.child(head, &["obl:agent"]).is_none()
        {
            continue;
        }
        if question.is_some_and(|q| is_asked(tree, q, head)) {
            continue;
        }
        let silent = compares(tree, head)
            || discourse(tree, head)
            || goes_on(tree, head)
            || centres_on(tree, clause)
            || dates(tree, clause)
            || asks_who(tree, clause)
            || sentential(tree, clause)
            || mindless(tree, clause);
        if silent || clause.surface_subjects.iter().any(|s| nobody(tree, *s)) {
            continue;
        }
        let view = View { tree, sentence, text, clause };
        if let Some(saying) = view.saying() {
            view.distribute(saying, found);
        }
        view.held(found);
    }
}

/// Whether a clause is the question, stands right below it or in what it asks about: `Do you think that it should rain?`
fn is_asked(tree: &Tree, question: usize, head: usize) -> bool {
    let mut at = head;
    while at != question {
        let Some(above) = tree.parent(at) else { return false };
        let asked = match tree.tokens[at].relation() {
            "ccomp" | "xcomp" | "conj" => true,
            // What goes with an act that is asked about is as open as that.
            "advcl" => above != question && tree.child(at, &["nsubj", "nsubj:pass"]).is_none(),
            _ => above == question,
        };
        if !asked {
            return false;
        }
        at = above;
    }
    true
}

/// `as it was`, `than they have`, `compared to May`: the other side of a comparison says nothing by itself.
fn compares(tree: &Tree, head: usize) -> bool {
    if tree.is(head, &["compare"]) && tree.tokens[head].xpos == "VBN" && tree.tokens[head].relation() == "advcl" {
        return true;
    }
    let marked = |words: &[&str]| tree.related(head, "mark").any(|m| tree.is(m, words));
    let degree = tree.parent(head).is_some_and(|p| matches!(tree.tokens[p].upos, "ADJ" | "ADV"));
    tree.tokens[head].relation() == "advcl" && (marked(&["than"]) || degree && marked(&["as"]))
}

/// `the weeks that followed`, `the days leading up to May`: when something was, and no deed.
fn dates(tree: &Tree, clause: &Clause) -> bool {
    let understood = matches!(clause.source, Source::Relative | Source::Modified);
    let runs = tree.is(clause.group.head, &["follow", "lead", "precede", "ensue", "pass", "come", "go", "remain"]);
    understood && runs && clause.surface_subjects.iter().all(|s| arguments::is_time(tree, *s))
}

/// `The riddle - who stole it - remains`: what is asked about somebody is not told of the thing before it.
fn asks_who(tree: &Tree, clause: &Clause) -> bool {
    let who = tree.child(clause.group.head, &["nsubj", "nsubj:pass"]).filter(|s| *s > 0 && tree.is(*s, &["who"]));
    let dash = who.is_some_and(|s| matches!(tree.tokens[s - 1].lemma.as_str(), "-" | "–" | "—" | "--" | ":"));
    let thing = |n: &usize| tree.tokens[*n].xpos == "NN" && !relative::are_people(tree, *n);
    dash && clause.source == Source::Relative && clause.surface_subjects.iter().all(thing)
}

/// `They close the mines, which pleases Peru`: a verb in the singular tells of the whole clause, not of the plural before it.
fn sentential(tree: &Tree, clause: &Clause) -> bool {
    let head = clause.group.head;
    let which = tree.child(head, &["nsubj", "nsubj:pass"]).filter(|s| *s > 0 && tree.is(*s, &["which"]));
    let set_off = which.is_some_and(|s| tree.tokens[s - 1].lemma == ",");
    let plural = |s: &usize| tree.tokens[*s].xpos == "NNS" && tree.child(*s, &["nummod"]).is_none();
    let singular = relative::number(tree, head) == Some(false);
    set_off && singular && clause.source == Source::Relative && clause.surface_subjects.iter().all(plural)
}

/// `The harm was done, perhaps after reading it`: what only people can do, understood of a thing, is done by somebody not named.
fn mindless(tree: &Tree, clause: &Clause) -> bool {
    let head = clause.group.head;
    let participle = tree.tokens[head].xpos == "VBG" && clause.source == Source::Controlled;
    let mind = || {
        let lemma = tree.lemma(head);
        lexicon::listed("needs_mind", &lemma)
            || matches!(lemma.as_str(), "read" | "hear" | "watch" | "listen" | "learn")
    };
    let thing = |s: &usize| tree.tokens[*s].xpos == "NN" && crate::extract::nominals::noun(&tree.lemma(*s)).is_none();
    participle && clause.group.kind == Kind::Active && mind() && clause.surface_subjects.iter().all(thing)
}

/// `Nobody came`, `no one knows`: of whom nothing is told.
fn nobody(tree: &Tree, subject: usize) -> bool {
    let alone = tree.related(subject, "nmod").next().is_none();
    let no_one = tree.is(subject, &["one"]) && subject > 0 && tree.is(subject - 1, &["no"]);
    alone && (no_one || tree.is(subject, &["nobody", "nothing", "no-one", "none"]))
}

/// `The focus is on winning`, `the call will focus on ending the war`: what it is about, not what it does.
fn centres_on(tree: &Tree, clause: &Clause) -> bool {
    let head = clause.group.head;
    let marks =
        |words: &[&str]| tree.children(head).any(|m| m < head && tree.is(m, words) && tree.tokens[m].xpos == "IN");
    let thing = |s: &usize| tree.tokens[*s].upos == "NOUN" && !relative::are_people(tree, *s);
    let is_on = tree.children(head).any(|c| c < head && tree.is(c, &["be"])) && marks(&["on"]);
    let focuses = |v| tree.is(v, &["focus", "center", "centre", "concentrate", "revolve", "turn"]);
    let about = tree.parent(head).is_some_and(focuses) && marks(&["on", "about", "around", "upon"]);
    tree.tokens[head].xpos == "VBG" && (is_on || about) && clause.surface_subjects.iter().any(thing)
}

/// `went on to win`: what came next says all.
fn goes_on(tree: &Tree, head: usize) -> bool {
    let on = tree.children(head).any(|c| c == head + 1 && tree.is(c, &["on"]));
    let next = |c: usize| matches!(tree.tokens[c].relation(), "advcl" | "xcomp") && control::infinitive(tree, c);
    on && tree.is(head, &["go"]) && tree.children(head).any(next)
}

/// `I mean, it rained`, `let me be clear`, `as we speak`: words that go with what is said.
fn discourse(tree: &Tree, head: usize) -> bool {
    let speaker = |i: usize| tree.is(i, &["i", "me", "we", "us"]);
    let means = || tree.is(head, &["mean"]) && tree.tokens[head].xpos == "VBP";
    let let_us = || tree.parent(head).filter(|p| tree.is(*p, &["let"]) && tree.child(*p, &["nsubj"]).is_none());
    let now = || tree.is(head, &["speak"]) && tree.related(head, "mark").any(|m| tree.is(m, &["as"]));
    // `said an aide, speaking on condition of anonymity`
    let unnamed =
        tree.is(head, &["speak"]) && tree.related(head, "obl").any(|o| tree.is(o, &["condition", "anonymity"]));
    if unnamed {
        return true;
    }
    (means() || now()) && tree.child(head, &["nsubj"]).is_some_and(speaker)
        || let_us().is_some_and(|p| {
            tree.children(p).chain(tree.children(head)).any(|i| speaker(i) || i == p + 1 && tree.is(i, &["'s"]))
        })
}

/// The head of the question that the sentence asks, if it asks one.
fn question(tree: &Tree) -> Option<usize> {
    let mark = (0..tree.len()).rev().take(3).find(|i| tree.tokens[*i].lemma == "?")?;
    let asked = tree.parent(mark)?;
    let root = tree.tokens[asked].head == 0;
    let quoted = (0..tree.len()).any(|i| matches!(tree.tokens[i].xpos, ":" | "``") && i > asked);
    // `She asked: “Why do they say: enough?”`
    let opening = (0..asked).rev().find(|i| tree.tokens[*i].xpos == "``");
    let within = |at: &usize| tree.parent(*at).filter(|above| opening.is_some_and(|o| *above > o));
    let asked = std::iter::successors(Some(asked), within).last()?;
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
        let lemma = self.base_form().unwrap_or_else(|| snake(&self.tree.lemma(self.head())));
        self.with_companions(lemma)
    }

    /// The verb with its particle and with the phrase or the lone preposition that is part of what it says: `set_on_fire`.
    fn with_companions(&self, verb: String) -> String {
        let (tree, head) = (self.tree, self.head());
        let alone = tree.child(head, &["obj"]).is_none();
        let lone = stranded::find(tree, head).filter(|s| alone && s.noun.is_none()).map(|s| s.preposition);
        let words = self.clause.group.particle.into_iter().chain(lone).map(|w| snake(&tree.lemma(w)));
        let idiom = self.idioms().into_iter().next().map(|(_, words)| words);
        let words = words.chain(self.manner());
        [verb].into_iter().chain(words).chain(idiom).collect::<Vec<_>>().join("_")
    }

    /// The phrases that are part of what the verb says, by their nouns: `on_fire`.
    fn idioms(&self) -> Vec<(usize, String)> {
        let (tree, head) = (self.tree, self.head());
        let nouns = tree
            .related(head, "obl")
            .chain(tree.child(head, &["obj"]).into_iter().flat_map(|o| tree.related(o, "nmod")));
        nouns.filter(|n| *n > head).filter_map(|n| Some((n, fixed::idiom(tree, &tree.lemma(head), n)?))).collect()
    }

    /// The verb as written where its form, which looks past, is the bare infinitive: `helped found the school`.
    fn base_form(&self) -> Option<String> {
        let (tree, head) = (self.tree, self.head());
        let past = matches!(tree.tokens[head].xpos, "VBD" | "VBN") && tree.tokens[head].relation() == "xcomp";
        let bare = tree.related(head, "mark").next().is_none() && tree.related(head, "aux").next().is_none();
        let helped = tree.parent(head).is_some_and(|p| tree.is(p, &["help"]) && tree.child(p, &["obj"]).is_none());
        let form = tree.tokens[head].span.of(self.text).to_lowercase();
        (past && bare && helped && is_verb(&form)).then_some(form)
    }

    fn obliques(&self) -> Vec<Oblique> {
        let mut all = arguments::obliques(self.tree, &self.sentence.names, self.head());
        let told = |what: usize| free::relative(self.tree, what, self.head()).is_some();
        let asks = |o: &Oblique| {
            question_word(self.tree, o.head) && relative::antecedent(self.tree, o.head) == o.head && !told(o.head)
        };
        let (idioms, stranded) = (self.idioms(), stranded::find(self.tree, self.head()));
        let lone = |o: &Oblique| stranded.as_ref().is_some_and(|s| s.preposition == o.head);
        // `ended with no deal`: it did not end with one.
        let no = |o: &Oblique| self.tree.related(o.head, "det").any(|d| self.tree.is(d, &["no"]));
        let none = |o: &Oblique| o.preposition == "with" && no(o);
        all.retain(|o| !asks(o) && !lone(o) && !none(o) && idioms.iter().all(|(noun, _)| *noun != o.head));
        if let Some((noun, p)) = stranded.and_then(|s| Some((s.noun?, s.preposition))) {
            all.retain(|o| relative::antecedent(self.tree, o.head) != noun);
            let preposition = self.tree.lemma(p);
            let role = arguments::role(self.tree, &self.sentence.names, noun, &preposition);
            all.push(Oblique { head: noun, preposition, case: Some((p, p)), role });
        }
        for o in &mut all {
            let antecedent = relative::antecedent(self.tree, o.head);
            if antecedent != o.head {
                o.role = arguments::role(self.tree, &self.sentence.names, antecedent, &o.preposition);
                o.head = antecedent;
            }
            // `went after the thieves`, `resulted in five years of jail`
            let verb = self.tree.lemma(self.head());
            let span = || lexicon::listed("takes_times", &verb) || !arguments::is_time(self.tree, o.head);
            if o.role == Role::Time && lexicon::governs(&verb, &o.preposition) && span() {
                o.role = Role::Other;
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

    /// Predicates of the object or subject (`called them weak`, `remained silent`), and infinitives of what the object is to do
    /// or to be.
    fn complements(&self, head: usize) -> Vec<(Role, Phrase)> {
        let tree = self.tree;
        tree.children(head)
            .filter_map(|c| {
                // `named him as heir`, but not `As in Peru, …`
                let marks = || tree.related(c, "mark").chain(tree.related(c, "case"));
                let as_phrase = || marks().any(|m| tree.is(m, &["as"])) && marks().count() == 1;
                match tree.tokens[c].relation() {
                    // `accused Peru of lying`
                    "xcomp" if let Some((_, deed)) = arguments::governed_clause(tree, c) => Some((Role::Topic, deed)),
                    "xcomp" if tree.tokens[c].upos == "VERB" || tree.child(c, &["cop"]).is_some() => {
                        Some((Role::Purpose, whole(tree, c)))
                    }
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
        if let Some(phrase) = free::relative(self.tree, head, self.head()) {
            return vec![phrase];
        }
        // `ranges between six and nine`: neither number alone.
        if self.tree.related(head, "case").any(|c| self.tree.is(c, &["between"])) {
            return vec![arguments::coordinated_phrase(self.tree, head)];
        }
        let heads = conjuncts(self.tree, head);
        // `fair and equal treatment`, its first adjective taken for the object
        let adjective = |i: usize| self.tree.tokens[i].xpos == "JJ" && self.tree.children(i).all(|c| c > i);
        if let [first, second] = heads[..]
            && adjective(first)
            && self.tree.tokens[second].upos == "NOUN"
            && self.tree.related(second, "det").next().is_none()
        {
            return vec![Phrase { first: noun_phrase(self.tree, first).first, ..noun_phrase(self.tree, second) }];
        }
        heads.into_iter().map(|h| self.narrowed(noun_phrase(self.tree, h))).collect()
    }

    /// A bare plural with the clause that says which are meant, for without it more is said than is told: `lost files that were old`.
    fn narrowed(&self, phrase: Phrase) -> Phrase {
        let bare = specific::bare_plural(self.tree, phrase.head as usize);
        Phrase { last: self.restricted(&phrase).filter(|_| bare).unwrap_or(phrase.last), ..phrase }
    }

    /// One proposition for each subject and object.
    fn distribute(&self, saying: Saying, found: &mut Vec<Proposition>) {
        let tree = self.tree;
        let Saying { name, words, objects, arguments, subjects, mutual, rule, intent } = saying;
        let frame = intent.map_or_else(|| self.clause.frame.clone(), |word| self.clause.frame_below(word));
        // What an adjective says is a property; other relations follow from the predicate (`relation::fill`).
        let clausal = tree.child(self.head(), &["nsubj:outer"]).is_some();
        let property = name == "be" && tree.tokens[self.head()].upos == "ADJ" && !clausal;
        let joined = |marks: &[&str]| marks.iter().copied().chain([name.as_str()]).collect::<Vec<_>>().join("_");
        let predicate = joined(&frame.marks);
        // `not a wall but a bridge`
        let denied = frame.context.polarity == Polarity::Negated && frame.marks.contains(&"not");
        let affirmed: Vec<&str> = frame.marks.iter().copied().filter(|m| *m != "not").collect();
        let heads = subjects.as_ref().unwrap_or(&self.clause.surface_subjects);
        let rule = if subjects.is_none() { rule_of(rule, self.clause.source) } else { rule };
        let parts = heads.iter().flat_map(|s| members::named(tree, *s));
        let all: Vec<usize> = heads.iter().copied().chain(parts).collect();
        for &s in all.iter().filter(|s| !generic(tree, **s)) {
            let subject = self.subject_phrase(s);
            let others = || heads.iter().filter(|o| **o != s && !generic(tree, **o)).map(|o| self.subject_phrase(*o));
            let options: Vec<Option<Phrase>> = match objects[..] {
                [] if mutual => others().map(Some).collect(),
                [] => vec![None],
                // `Peru and Chile blame each other`
                [only] if members::each_other(tree, only.head as usize) && heads.len() > 1 => {
                    others().map(Some).collect()
                }
                _ => objects.iter().copied().map(Some).collect(),
            };
            for object in options {
                if object.is_some_and(|o| o.head == subject.head) {
                    continue;
                }
                let instead =
                    |o: Phrase| o.head as usize != self.head() && polarity::holds_instead(tree, o.head as usize);
                let instead = denied && object.is_some_and(instead);
                found.push(Proposition {
                    subject,
                    predicate: if instead { joined(&affirmed) } else { predicate.clone() },
                    predicate_phrase: tree.phrase(self.head(), words.0, words.1),
                    relation: property.then(|| "has_property".to_owned()),
                    object,
                    arguments: arguments
                        .iter()
                        .filter(|(_, p)| !object.is_some_and(|o| inside(p, &o)) && !inside(p, &subject))
                        .copied()
                        .collect(),
                    polarity: frame.context.negated_if(instead).polarity,
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
        // What a clause brings about has the clause for its subject.
        if self.clause.source == Source::Modified && self.tree.tokens[head].upos == "VERB" {
            let end = self.tree.borders(self.head()).0;
            let all = whole(self.tree, head);
            return Phrase { last: all.last.min(end.saturating_sub(1).max(head) as u32), ..all };
        }
        let below = self.own_clause_below(head);
        let phrase = noun_phrase_before(self.tree, head, below);
        // `members of the party, who voted`: the clause hangs from the party.
        let noun = below.filter(|n| *n != self.head() && self.tree.tokens[*n].relation() == "nmod");
        let part = noun.map(|n| noun_phrase_before(self.tree, n, self.own_clause_below(n)).last);
        let last = self.restricted(&phrase).or(part).unwrap_or(phrase.last);
        Phrase { last: last.max(phrase.last), ..phrase }
    }
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

/// `what` in `what they did`, and the noun of `which side they took`.
fn question_word(tree: &Tree, head: usize) -> bool {
    let asked = tree.related(head, "det").any(|d| matches!(tree.tokens[d].xpos, "WDT" | "WP"));
    // `how many voters`, `how much`
    let how = |word: usize| {
        let amount = tree.is(word, &["much", "many", "few", "little"]);
        amount && tree.related(word, "advmod").any(|a| tree.is(a, &["how"]))
    };
    let amount = how(head) || tree.children(head).any(how);
    asked || amount || tree.tokens[head].upos == "PRON" && tree.is(head, &["what", "whatever", "who", "whom", "which"])
}

/// Subjects that stand for nobody in particular, and question words.
fn generic(tree: &Tree, head: usize) -> bool {
    let pronoun = tree.tokens[head].upos == "PRON" || tree.tokens[head].xpos == "WRB";
    let nobody = tree.is(head, &["you", "one", "there", "whoever", "how", "where", "why", "when"]);
    question_word(tree, head) || pronoun && nobody && !polarity::negative_phrase(tree, head)
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
