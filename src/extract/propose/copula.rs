//! What copulas, existentials and passives say.

use super::{Saying, View, question_word, snake};
use crate::extract::Phrase;
use crate::extract::arguments::{self, Oblique};
use crate::extract::coordination::{conjuncts, noun_phrase, whole};
use crate::extract::fixed;
use crate::extract::lexicon::{self, Effect};
use crate::extract::relative;
use crate::extract::tree::Tree;
use crate::model::{Polarity, Role};

impl View<'_> {
    /// `X is ready`, `X is the mayor`, `X is in Paris`.
    pub(super) fn copular(&self) -> Option<Saying> {
        let (tree, head) = (self.tree, self.head());
        // `who the next mayor will be`, `where she is`
        if question_word(tree, head) || tree.tokens[head].xpos == "WRB" || says_nothing(tree, head) || shows(tree, head)
        {
            return None;
        }
        let mut nominals: Vec<usize> =
            conjuncts(tree, head).into_iter().filter(|c| *c == head || is_second_predicate(tree, head, *c)).collect();
        // `The passengers are women and children`: all of them together are both.
        let together = nominals.len() > 1 && nominals.iter().all(|n| tree.tokens[*n].xpos == "NNS");
        if together {
            nominals.truncate(1);
        }
        let (first, last) = self.words();
        let mut obliques = self.obliques();
        // `is 63 years old`
        let extent = extent(tree, head);
        obliques.retain(|o| Some(o.head) != extent);
        let mut rule = "clause.copula";
        // `The trouble is that it rains`: what follows is a clause.
        let clausal = tree.tokens[head].upos == "VERB" || tree.child(head, &["nsubj", "nsubj:pass"]).is_some();
        if clausal && tree.child(head, &["nsubj:outer"]).is_some() {
            // `The truth is that it never rained`: what is denied is the clause.
            if self.clause.frame.context.polarity == Polarity::Negated {
                return None;
            }
            let words = tree.child(head, &["cop"]).map_or((first, last), |c| (c, c));
            let object = whole(tree, head);
            let from = object.first.max(words.1 as u32 + 1);
            let object = Phrase { first: from, ..object };
            return Some(Saying::new("clause.copula", "be".to_owned(), words, vec![object]));
        }
        let (name, words, objects) = match (tree.tokens[head].upos, arguments::preposition(tree, head)) {
            ("ADJ", _) if let Some(o) = adjective_object(tree, head, &obliques) => {
                let oblique = obliques.remove(o);
                rule = "clause.adjective";
                let degree = degree(tree, head).map(|d| format!("{}_", tree.lemma(d))).unwrap_or_default();
                let quality = if oblique.preposition == "than" { self.compared() } else { snake(&tree.lemma(head)) };
                let name = format!("be_{degree}{quality}_{}", oblique.preposition);
                let last = oblique.case.map_or(head, |c| c.1);
                (name, (first, last), self.phrases(oblique.head))
            }
            // `where we are as a country`, `not as on board`
            (_, (preposition, Some(_))) if preposition.starts_with("as") => return None,
            // `the pills that she is on`
            ("ADP", _) if let Some(noun) = stranded(tree, head) => {
                (format!("be_{}", tree.lemma(head)), (first, last), self.phrases(noun))
            }
            (_, (_, Some(case))) if let Some(idiom) = fixed::idiom(tree, "be", head) => {
                (format!("be_{idiom}"), (first, case.1.max(last)), Vec::new())
            }
            (_, (preposition, Some(case))) => {
                (format!("be_{preposition}"), (first, case.1.max(last)), self.phrases(head))
            }
            _ => {
                let behind = |n: &usize| {
                    let phrase = if together { arguments::coordinated_phrase(tree, *n) } else { noun_phrase(tree, *n) };
                    let from = if last < head { last as u32 + 1 } else { phrase.first };
                    let first = extent.filter(|_| *n == head).map_or(phrase.first, |e| tree.borders(e).0 as u32);
                    let last = restriction(tree, *n).map_or(phrase.last, |clause| whole(tree, clause).last);
                    let first = behind_focus(tree, first.max(from), phrase.head);
                    Phrase { first, last: last.max(phrase.last), ..phrase }
                };
                let name = if listed_out(tree, head, &nominals) { "include" } else { "be" };
                (name.to_owned(), (first, last), nominals.iter().map(behind).collect())
            }
        };
        if words.0 == head && tree.child(head, &["cop"]).is_none() {
            rule = "clause.headline";
        }
        let arguments = self.remaining(&obliques, None);
        Some(Saying::new(rule, name, words, objects).with(arguments))
    }

    /// The adjective of a comparison: `larger`, `more_important`.
    fn compared(&self) -> String {
        let (tree, head) = (self.tree, self.head());
        let more = tree.related(head, "advmod").any(|a| tree.is(a, &["more"]) && tree.tokens[a].xpos == "RBR");
        format!("{}{}", if more { "more_" } else { "" }, snake(tree.tokens[head].span.of(self.text)))
    }

    /// `There is X in Y`.
    pub(super) fn existential(&self) -> Option<Saying> {
        let arguments = self.remaining(&self.obliques(), None);
        Some(Saying::new("clause.existential", "exist".into(), self.words(), Vec::new()).with(arguments))
    }

    pub(super) fn passive(&self) -> Option<Saying> {
        let (tree, head) = (self.tree, self.head());
        let obliques = self.obliques();
        let agent = tree.child(head, &["obl:agent"]).or_else(|| later_agent(tree, head));
        let agent = agent.map(|a| relative::antecedent(tree, a)).filter(|a| tree.tokens[*a].upos != "ADP");
        // `wants to be questioned by the court`: the wish is not the court's.
        let meant = self.clause.frame.marks.iter().any(|m| lexicon::listed("meant_by_subject", m));
        if let Some(agent) = agent.filter(|_| meant) {
            let name = format!("be_{}_by", self.participle());
            let arguments = self.remaining(&obliques, None);
            return Some(Saying::new("clause.passive", name, self.words(), self.phrases(agent)).with(arguments));
        }
        if let Some(agent) = agent {
            let objects: Vec<Phrase> = self.clause.surface_subjects.iter().map(|s| self.subject_phrase(*s)).collect();
            if objects.is_empty() {
                return None;
            }
            let mut arguments = self.remaining(&obliques, None);
            let subjects = Some(conjuncts(tree, agent));
            let result = self.resultative(head);
            if result.is_none() {
                arguments.extend(self.complements(head));
            }
            let name = result.map_or_else(|| self.verb(), |(_, name)| name);
            let saying = Saying::new("clause.agent", name, self.words(), objects).with(arguments);
            return Some(Saying { subjects, ..saying });
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
        if objects.is_empty()
            && tree.child(head, &["ccomp", "xcomp"]).is_none()
            && let Some((preposition, clause)) = self.governed()
        {
            name = format!("{name}_{preposition}");
            objects = vec![clause];
        }
        let mut arguments = self.remaining(&rest, None);
        if objects.is_empty() {
            // `was asked whether it rained`
            let told = tree.child(head, &["ccomp"]).filter(|c| *c > head).map(|c| whole(tree, c));
            objects = told.into_iter().chain(self.complements(head).into_iter().map(|(_, p)| p)).take(1).collect();
        } else {
            arguments.extend(self.complements(head));
        }
        // `was considered`: as what has been missed.
        let bare = objects.is_empty() && arguments.is_empty() && self.manner().is_none();
        // `was not informed` tells something.
        let denied = self.clause.frame.context.polarity == Polarity::Negated;
        if bare && !denied && lexicon::listed("needs_more", &tree.lemma(head)) {
            return None;
        }
        Some(Saying::new("clause.passive", name, words, objects).with(arguments))
    }

    /// The participle as written, with its particle.
    pub(super) fn participle(&self) -> String {
        let form = snake(self.tree.tokens[self.head()].span.of(self.text));
        self.with_companions(form)
    }
}

/// The first word of a predicate without what only weighs it against another: `proud` in `not only proud`, `also proud`.
fn behind_focus(tree: &Tree, first: u32, head: u32) -> u32 {
    let word = first as usize;
    let only = tree.is(word, &["only", "just", "merely", "simply"]) && word > 0 && tree.is(word - 1, &["not"]);
    if first < head && (only || tree.is(word, &["also"])) { first + 1 } else { first }
}

/// `is another`, `is that`: words that stand for something told elsewhere, or for nothing (`or not`).
fn says_nothing(tree: &Tree, head: usize) -> bool {
    let stands_in = tree.is(head, &["another", "other", "that", "this", "these", "those", "so", "such", "it", "not"]);
    let bare =
        |c: usize| matches!(tree.tokens[c].relation(), "nsubj" | "cop" | "aux" | "punct" | "advmod" | "mark" | "cc");
    stands_in && tree.tokens[head].upos != "NOUN" && tree.children(head).all(bare)
}

/// `Here are five lessons`: what is shown to the reader is no property of it.
fn shows(tree: &Tree, head: usize) -> bool {
    tree.is(head, &["here"]) && tree.child(head, &["nsubj"]).is_some_and(|s| s > head)
}

/// The noun whose place a preposition at the end of its relative clause leaves empty: `the pills that she is on`.
fn stranded(tree: &Tree, preposition: usize) -> Option<usize> {
    let relative = tree.tokens[preposition].deprel == "acl:relcl";
    tree.parent(preposition).filter(|noun| relative && !question_word(tree, *noun))
}

/// The measure before an adjective: `63 years` in `63 years old`.
fn extent(tree: &Tree, head: usize) -> Option<usize> {
    let adjective = tree.tokens[head].upos == "ADJ";
    let measure = |m: &usize| arguments::is_measure(tree, *m) && tree.borders(*m).1 + 1 == head;
    tree.related(head, "obl").find(|m| adjective && measure(m))
}

/// The clause that says which kind of thing is meant: `a man who keeps his word`.
pub(super) fn restriction(tree: &Tree, noun: usize) -> Option<usize> {
    let kind = tree.tokens[noun].upos == "NOUN"
        && (tree.tokens[noun].xpos == "NNS" || tree.related(noun, "det").any(|d| tree.is(d, &["a", "an"])));
    let mark = |w: usize| tree.tokens[w].upos == "PUNCT";
    let plain = |c: &usize| {
        let first = tree.borders(*c).0;
        !mark(first) && !first.checked_sub(1).is_some_and(mark)
    };
    tree.child(noun, &["acl:relcl"]).filter(|c| kind && *c > noun && plain(c))
}

/// `The members are Peru and Chile`: names that together are what a plural stands for.
fn listed_out(tree: &Tree, head: usize, nominals: &[usize]) -> bool {
    let plural = |s: usize| matches!(tree.tokens[s].xpos, "NNS" | "NNPS") && tree.related(s, "conj").next().is_none();
    let named = nominals.len() > 1 && nominals.iter().all(|n| tree.tokens[*n].upos == "PROPN");
    named && tree.child(head, &["nsubj"]).is_some_and(plural)
}

/// Whether a conjunct is said by the copula before `head` too: `is cold and wet`, but not `is a poet and has won prizes`.
fn is_second_predicate(tree: &Tree, head: usize, conjunct: usize) -> bool {
    let own = tree.child(conjunct, &["cop", "nsubj", "aux", "obj", "xcomp", "ccomp"]).is_some();
    let finite = matches!(tree.tokens[conjunct].xpos, "VBD" | "VBZ" | "VBP" | "VB");
    let placed = |i: usize| tree.related(i, "case").next().is_some();
    // `is the winner or not`, `is clever and not cruel`: what alone is denied
    let not = |i: usize| tree.related(i, "advmod").any(|a| tree.is(a, &["not", "never"]));
    let left_out = tree.is(conjunct, &["not"]) || not(conjunct) && !not(head);
    !own && !finite && !left_out && (placed(head) || !placed(conjunct))
}

/// The adverb that takes from what an adjective says: `less likely`, `too big`.
fn degree(tree: &Tree, head: usize) -> Option<usize> {
    tree.related(head, "advmod").find(|a| *a < head && lexicon::adverb(&tree.lemma(*a)) == Some(Effect::Degree))
}

/// The phrase that completes an adjective: `responsible for the attack`.
fn adjective_object(tree: &Tree, head: usize, obliques: &[Oblique]) -> Option<usize> {
    obliques
        .iter()
        .position(|o| {
            o.head > head
                && !o.preposition.is_empty()
                && !matches!(o.role, Role::Time | Role::Place | Role::Cause)
                && !super::object::set_off(tree, head, o.head)
        })
        .filter(|_| tree.related(head, "xcomp").next().is_none())
}

/// The agent that stands behind the last of several passives and is that of all: `written and directed by Roth`.
fn later_agent(tree: &Tree, head: usize) -> Option<usize> {
    let bare = |v: usize| {
        tree.children(v).all(|c| c < v || matches!(tree.tokens[c].relation(), "conj" | "cc" | "punct" | "advmod"))
    };
    let next = |v: usize| {
        let passive =
            |c: &usize| tree.tokens[*c].xpos == "VBN" && tree.child(*c, &["nsubj", "nsubj:pass", "aux"]).is_none();
        tree.related(v, "conj").find(passive).filter(|_| bare(v))
    };
    let mut later = std::iter::successors(next(head), |v| next(*v));
    later.find_map(|v| tree.child(v, &["obl:agent"]))
}
