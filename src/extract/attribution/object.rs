//! Reported phrases: infinitives, objects and what is said of them, prepositional objects, and raised or promoted subjects.

use super::{Found, Reader, Source};
use crate::extract::reporting::{self, Entry, Frame};
use crate::extract::{arguments, content, control, mentions, source};
use crate::model::Stance;

/// Markers of phrases and clauses that tell of the object before them.
const TELLING: [&str; 14] =
    ["for", "of", "as", "on", "against", "over", "about", "from", "between", "in", "to", "with", "by", "into"];

impl Reader<'_> {
    /// A subject with an infinitive or predicate: `She is expected to come`, `It seems late`.
    pub(super) fn raised(&self, v: usize, entry: &Entry, frames: &[Frame], subject: &str) -> Option<Found> {
        let tree = self.tree;
        let stance = entry.any(frames)?;
        let predicate = tree.related(v, "xcomp").next().or_else(|| self.as_phrase(v))?;
        // `seemed to blame the weather`, `is expected to endorse her`: the report is that of the verb below.
        if tree.tokens[predicate].upos == "VERB" && self.by_verb(predicate).is_some() {
            return None;
        }
        let mut words = match tree.child(v, &[subject]) {
            Some(s) => self.joined(&[s, predicate]),
            None => self.joined(&[predicate]),
        };
        // `is seen as a danger`: the words of the report are `seen as`.
        words.retain(|w| tree.parent(*w) != Some(predicate) || *w < v || !tree.is(*w, &["as"]));
        let source = if subject == "nsubj" { Source::Nobody } else { Source::Agent };
        Some(Found { words, stance, source })
    }

    /// `The plan was rejected by the board`; without an agent nobody is quoted.
    pub(super) fn promoted_object(&self, v: usize, entry: &Entry) -> Option<Found> {
        let stance = entry.stance(Frame::Object)?;
        let agent = source::agent(self.tree, v)?;
        let words = match self.tree.child(v, &["nsubj:pass"]) {
            Some(s) => self.joined(&[s]),
            None => self.antecedent(v)?,
        };
        Some(Found { words, stance, source: Source::At(agent) })
    }

    /// `urged him to come`, `called her a coward`, `described it as a farce`.
    pub(super) fn object_with_predicate(&self, v: usize, entry: &Entry) -> Option<Found> {
        let tree = self.tree;
        let object = tree.child(v, &["obj", "iobj"]).or_else(|| self.called_upon(v))?;
        // `found herself locked out`: that is how it was.
        if tree.is(v, &["find"]) && control::reflexive(tree, object) {
            return None;
        }
        let infinitive = tree.related(v, "xcomp").next().filter(|x| *x > v).or_else(|| self.to_do(v, object, entry));
        let frames = [Frame::ObjectInfinitive, Frame::Predicate];
        let (predicate, stance) = match infinitive {
            Some(x) => (x, entry.any(&frames)?),
            None => {
                let stance = entry.stance(Frame::Predicate)?;
                (self.as_phrase(v).or_else(|| self.name_given(v, object, entry))?, stance)
            }
        };
        let mut words = self.joined(&[object, predicate]);
        words.retain(|w| tree.tokens[*w].relation() != "case" || tree.parent(*w) != Some(object) || *w > object);
        Some(Found { words, stance, source: Source::Subject })
    }

    /// What somebody is to do, which the parse takes for a purpose: `called on her to stay`, `urged them in May not to stay`.
    fn to_do(&self, v: usize, object: usize, entry: &Entry) -> Option<usize> {
        let tree = self.tree;
        let asks =
            tree.tokens[object].relation() != "obl" && entry.stance(Frame::ObjectInfinitive) == Some(Stance::Asks);
        let behind = |c: &usize| asks && *c > object || tree.borders(*c).0 == tree.borders(object).1 + 1;
        let marked = |c: &usize| tree.related(*c, "mark").any(|m| tree.is(m, &["to"]));
        let upon = tree.tokens[object].relation() == "obl";
        tree.related(v, "advcl").filter(|_| upon || asks).filter(behind).find(marked)
    }

    /// What a verb of naming calls its object, whatever relation the parse gives it: `called her “late”`.
    fn name_given(&self, v: usize, object: usize, entry: &Entry) -> Option<usize> {
        let tree = self.tree;
        let end = tree.borders(object).1;
        let names = entry.stance(Frame::Quote).is_some() && entry.stance(Frame::That).is_none();
        let bare = |c: &usize| {
            let first = tree.borders(*c).0;
            first == end + 1 && !matches!(tree.tokens[first].upos, "ADP" | "SCONJ" | "CCONJ" | "ADV" | "PART")
        };
        let given = |c: &usize| matches!(tree.tokens[*c].relation(), "obj" | "obl" | "dep" | "ccomp" | "parataxis");
        // `calls the plan ‘mad’`, where the parse has one phrase
        let quoted = || {
            let (first, last) = tree.borders(object);
            (first + 1..=last).find(|i| tree.tokens[*i].xpos == "``").map(|i| i + 1).filter(|i| *i <= last)
        };
        tree.children(v).filter(|_| names).filter(given).find(bare).or_else(|| quoted().filter(|_| names))
    }

    /// The object of `call on`, `call upon`.
    pub(super) fn called_upon(&self, v: usize) -> Option<usize> {
        let tree = self.tree;
        tree.is(v, &["call"]).then_some(())?;
        tree.related(v, "obl").find(|o| tree.related(*o, "case").any(|c| tree.is(c, &["on", "upon"])))
    }

    /// `as a farce` after its verb.
    pub(super) fn as_phrase(&self, v: usize) -> Option<usize> {
        let tree = self.tree;
        let marked = |c: &usize| {
            *c > v
                && tree
                    .children(*c)
                    .any(|m| m < *c && matches!(tree.tokens[m].relation(), "case" | "mark") && tree.is(m, &["as"]))
        };
        tree.children(v).filter(|c| matches!(tree.tokens[*c].relation(), "obl" | "advcl" | "xcomp")).find(marked)
    }

    /// `promised to come`, `considered leaving`.
    pub(super) fn infinitive(&self, v: usize, entry: &Entry) -> Option<Found> {
        let stance = entry.stance(Frame::Infinitive)?;
        let tree = self.tree;
        let clause = tree.related(v, "xcomp").next().filter(|x| *x > v && tree.tokens[*x].upos != "ADJ")?;
        // `refused to say whether it rained`: that is all that is denied.
        if stance == Stance::Denies && self.by_verb(clause).is_some() {
            return None;
        }
        let words = content::subtree(tree, clause, &self.finite_conjuncts(clause));
        let words = content::without_comment(tree, words);
        Some(Found { words, stance, source: Source::Subject })
    }

    /// Finite clauses that the parse joins to an infinitive: `plans to stay and would have left`.
    fn finite_conjuncts(&self, infinitive: usize) -> Vec<usize> {
        let tree = self.tree;
        let finite = |i: usize| matches!(tree.tokens[i].xpos, "VBD" | "VBZ" | "MD");
        let helped =
            |c: usize| tree.children(c).any(|a| matches!(tree.tokens[a].relation(), "aux" | "cop") && finite(a));
        let own = |c: usize| tree.child(c, &["nsubj", "nsubj:pass"]).is_some();
        tree.related(infinitive, "conj").filter(|c| own(*c) || finite(*c) || helped(*c)).collect()
    }

    /// `praised the plan`, `blamed him for the delay`, and the object left out of a relative clause.
    pub(super) fn object(&self, v: usize, entry: &Entry) -> Option<Found> {
        let stance = entry.stance(Frame::Object)?;
        let tree = self.tree;
        let accused = || tree.child(v, &["iobj"]).filter(|_| self.accusation(v).is_some());
        let words = match tree.child(v, &["obj"]).or_else(accused) {
            Some(object) => {
                let mut heads = vec![object];
                heads.extend(self.as_phrase(v));
                content::without_comment(tree, self.with_phrases_behind(v, self.joined(&heads)))
            }
            // `the plan she wants`: what somebody wants or believes is told of the thing in passing.
            None => self.antecedent(v).filter(|_| !matches!(stance, Stance::Hopes | Stance::Claims))?,
        };
        Some(Found { words, stance, source: Source::Subject })
    }

    /// What somebody is accused of: `accused her of leaving`.
    fn accusation(&self, v: usize) -> Option<usize> {
        let of = |c: &usize| self.tree.related(*c, "mark").any(|m| self.tree.is(m, &["of"]));
        self.tree.children(v).filter(|c| *c > v && self.tree.tokens[*c].upos != "NOUN").find(of)
    }

    /// Words with the phrases that stand right behind them, hang from the verb and tell of them: `blamed him for the delay`,
    /// `pointed to his record in office`.
    fn with_phrases_behind(&self, v: usize, mut words: Vec<usize>) -> Vec<usize> {
        for c in self.tree.children(v) {
            if words.last().is_some_and(|last| self.tree.borders(c).0 == last + 1) && self.tells_of_object(c) {
                words.extend(content::subtree(self.tree, c, &[]));
            }
        }
        words
    }

    /// Whether a phrase or clause of the verb is as much part of what is reported as the object before it: no date, no
    /// circumstance (`as prices rose`), and not where the words were said (`in an interview`).
    fn tells_of_object(&self, c: usize) -> bool {
        let tree = self.tree;
        let token = &tree.tokens[c];
        let marked = |m: usize| tree.is(m, &TELLING) && matches!(tree.tokens[m].relation(), "case" | "mark");
        let dated = matches!(token.upos, "PROPN" | "NUM") && mentions::is_calendar(&token.lemma);
        let told = dated || arguments::is_time(tree, c) || reporting::is_venue(&tree.lemma(c));
        // `mentioned it to me`: whom it was said to.
        let told = told || token.upos == "PRON" && tree.related(c, "case").any(|m| tree.is(m, &["to", "with"]));
        let that = || tree.related(c, "mark").any(|m| tree.is(m, &["that"]));
        match token.relation() {
            "obl" => !told && tree.children(c).any(|m| m < c && marked(m)),
            "advcl" | "xcomp" => {
                tree.child(c, &["nsubj", "nsubj:pass"]).is_none() && tree.children(c).any(|m| m < c && marked(m))
            }
            "ccomp" if tree.child(c, &["nsubj", "nsubj:pass"]).is_none() => {
                tree.children(c).any(|m| m < c && marked(m))
            }
            "ccomp" | "acl" => that(),
            _ => false,
        }
    }

    /// The noun that a relative or participial clause without its own object stands at: `the plan she backs`.
    pub(super) fn antecedent(&self, v: usize) -> Option<Vec<usize>> {
        let tree = self.tree;
        if tree.tokens[v].relation() != "acl" {
            return None;
        }
        let noun = tree.parent(v).filter(|n| *n < v)?;
        let relative = |c: usize| matches!(tree.tokens[c].xpos, "WDT" | "WP");
        if tree.children(v).any(relative) {
            return None;
        }
        let later: Vec<usize> = tree
            .children(noun)
            .filter(|c| {
                matches!(
                    tree.tokens[*c].relation(),
                    "acl" | "appos" | "case" | "cop" | "nsubj" | "conj" | "parataxis" | "aux" | "advcl"
                )
            })
            .collect();
        Some(content::subtree(tree, noun, &later))
    }

    /// `called for an inquiry`, `warned of delays`, `talked about leaving`.
    pub(super) fn prepositional(&self, v: usize, entry: &Entry) -> Option<Found> {
        entry.prepositions().find_map(|(preposition, stance)| {
            let mut words = self.object_of(v, preposition)?;
            words.extend(self.infinitive_behind(v, *words.last()?));
            let words = self.with_phrases_behind(v, words);
            Some(Found { words, stance, source: Source::Subject })
        })
    }

    /// What the object of a preposition is to do: `called for the council to meet`.
    pub(super) fn infinitive_behind(&self, v: usize, last: usize) -> Vec<usize> {
        let tree = self.tree;
        let behind = |c: &usize| {
            matches!(tree.tokens[*c].relation(), "xcomp" | "advcl" | "acl")
                && tree.borders(*c).0 == last + 1
                && tree.is(last + 1, &["to"])
        };
        tree.children(v).find(behind).map(|c| content::subtree(tree, c, &[])).unwrap_or_default()
    }

    /// The words of the phrase or clause that hangs from `head` by `preposition`, without it.
    pub(super) fn object_of(&self, head: usize, preposition: &str) -> Option<Vec<usize>> {
        let tree = self.tree;
        tree.children(head).filter(|c| *c > head).find_map(|c| {
            matches!(tree.tokens[c].relation(), "obl" | "nmod" | "advcl" | "acl").then_some(())?;
            let marks =
                |m: &usize| matches!(tree.tokens[*m].relation(), "case" | "mark") && tree.is(*m, &[preposition]);
            let marker = tree.children(c).find(|m| *m < c && marks(m));
            // `called for the hall to be closed`: the parse may hang the preposition from the subject.
            let first = || Some(tree.borders(c).0).filter(|m| preposition == "for" && *m < c && marks(m));
            let marker = marker.or_else(first)?;
            Some(content::subtree(tree, c, &[marker]))
        })
    }

    pub(super) fn joined(&self, heads: &[usize]) -> Vec<usize> {
        let mut words: Vec<usize> = heads.iter().flat_map(|h| content::subtree(self.tree, *h, &[])).collect();
        words.sort_unstable();
        words.dedup();
        words
    }
}
