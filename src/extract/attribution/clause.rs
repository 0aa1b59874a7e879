//! Reported clauses and quotations: complement clauses, clauses that the reporting clause is set into or interrupts, and
//! quotations beside the verb.

use super::{Found, Reader, Source};
use crate::extract::content;
use crate::extract::quotation::Quotation;
use crate::extract::reporting::{self, Entry, Frame, Part};
use crate::extract::source;
use crate::extract::tree::Tree;
use crate::model::Stance;

impl Reader<'_> {
    /// The quotation that opens the sentence and closes right before the reporting clause, whatever the parse makes of it:
    /// `“Is it late?” said Roth.`
    pub(super) fn tagged(&self, v: usize, entry: &Entry) -> Option<Found> {
        let tree = self.tree;
        let stance = entry.stance(Frame::Quote)?;
        let subject = source::subject(tree, v).filter(|s| tree.parent(*s) == Some(v) || *s > v)?;
        let first = if subject < v { tree.borders(subject).0 } else { v };
        let closing = first.checked_sub(1).filter(|i| tree.tokens[*i].xpos == "''")?;
        let quotation = content::touching(self.quotations, tree.tokens[closing].span).next()?;
        let opening = (0..closing).find(|i| tree.tokens[*i].span.end > quotation.span.start)?;
        // `It was late on Elm St. “We wait,” she said.`
        let begins = opening == 0 || tree.tokens[opening - 1].span.of(self.text).ends_with('.');
        let whole = begins && quotation.span.end <= tree.tokens[first].span.start;
        (whole && closing > opening + 1).then(|| {
            let words = (opening..=closing).collect();
            Found { words, stance, source: Source::Subject }
        })
    }

    /// The clause that a reporting clause between commas interrupts, whatever the parse makes of the two:
    /// `The bill, she said, was late.`
    pub(super) fn around(&self, v: usize, entry: &Entry) -> Option<Found> {
        let stance = entry.stance(Frame::Quote)?;
        let (before, after) = content::interruption(self.tree, v, source::subject(self.tree, v)?)?;
        let words: Vec<usize> = before.chain(after).collect();
        Some(Found { words, stance, source: Source::Subject })
    }

    /// A complement clause, a clause or quotation beside the verb.
    pub(super) fn clause(&self, v: usize, entry: &Entry) -> Option<Found> {
        self.complement(v, entry).or_else(|| {
            let stance = entry.any(&[Frame::Quote, Frame::That])?;
            let words = self.beside(v).or_else(|| {
                entry.stance(Frame::Quote)?;
                self.following(v).or_else(|| self.quoted(v))
            })?;
            Some(Found { words, stance, source: Source::Subject })
        })
    }

    /// `that it rained`, `whether it rained`, `it rained`.
    pub(super) fn complement(&self, v: usize, entry: &Entry) -> Option<Found> {
        let tree = self.tree;
        let question = |c: &usize| tree.related(*c, "mark").any(|m| tree.is(m, &["if", "whether"]));
        let asked = || {
            tree.related(v, "advcl")
                .filter(|c| *c > v)
                .find(question)
                .filter(|_| entry.stance(Frame::Question).is_some())
        };
        let marked = |c: &usize| *c > v && tree.related(*c, "mark").any(|m| tree.is(m, &["that"]));
        // `made clear that it rained`
        let clear = || tree.related(v, "xcomp").filter(|x| tree.tokens[*x].upos == "ADJ");
        let clauses = || tree.related(v, "ccomp").chain(clear().flat_map(|x| tree.related(x, "ccomp")));
        let clause = clauses().find(marked).or_else(|| clauses().next()).or_else(asked)?;
        let frames = if question(&clause) {
            [Frame::Question, Frame::That, Frame::Quote]
        } else {
            [Frame::That, Frame::Quote, Frame::Question]
        };
        // `must decide whether it is late`: nobody says that it is.
        let stance = match entry.any(&frames)? {
            Stance::States | Stance::Claims if question(&clause) => Stance::Asks,
            stance => stance,
        };
        let mut out = content::second_reports(tree, clause, v);
        out.retain(|c| self.is_quoted(v) || !self.is_quoted(*c));
        out.push(v);
        let mut words = content::subtree(tree, clause, &out);
        content::begin_at_clause(tree, v, clause, &mut words);
        words.extend(self.other_complements(v, clause, &out));
        words.sort_unstable();
        if clause > v && !words.iter().any(|w| self.is_quoted(*w)) {
            words = content::without_gloss(tree, words);
        }
        words.extend(self.subject_astray(v, clause));
        words.extend(self.clause_openers(v, clause, &words));
        words.extend(words.last().map(|last| self.infinitive_behind(v, *last)).unwrap_or_default());
        words.extend(content::before_interruption(tree, v, source::subject(tree, v)));
        if tree.child(clause, &["nsubj", "nsubj:pass", "csubj"]).is_none() {
            words.extend(self.antecedent(v).unwrap_or_default());
        }
        words.sort_unstable();
        words.dedup();
        Some(Found { words, stance, source: Source::Subject })
    }

    /// The subject of a complement clause that the parse hangs from the reporting verb, as a second subject or an object.
    fn subject_astray(&self, v: usize, clause: usize) -> Vec<usize> {
        let tree = self.tree;
        if tree.child(clause, &["nsubj", "nsubj:pass", "csubj", "expl"]).is_some() {
            return Vec::new();
        }
        let first = tree.borders(clause).0;
        let own = source::subject(tree, v);
        let object = tree.child(v, &["obj"]).filter(|o| tree.borders(*o).1 + 1 == first);
        let object = object.filter(|_| clause > v && !reporting::addresses(&tree.lemma(v)));
        let other = || tree.related(v, "nsubj").find(|s| Some(*s) != own && tree.borders(*s).1 < first && clause < v);
        object.or_else(other).map(|s| content::subtree(tree, s, &[])).unwrap_or_default()
    }

    /// Further clauses that the verb has beside its complement: `said that it rained but that the sun would come`.
    fn other_complements(&self, v: usize, clause: usize, out: &[usize]) -> Vec<usize> {
        let tree = self.tree;
        let marked = |c: usize| tree.related(c, "mark").any(|m| tree.is(m, &["that"]));
        let later =
            tree.children(v).filter(|c| *c > clause && clause > v).filter(|c| match tree.tokens[*c].relation() {
                "ccomp" => true,
                "conj" => marked(*c),
                _ => false,
            });
        later.flat_map(|c| content::subtree(tree, c, out)).collect()
    }

    /// Words of a complement clause that the parse hangs from the verb: a question word before it, and the relative
    /// pronoun of `which she said was late`.
    pub(super) fn clause_openers(&self, v: usize, clause: usize, words: &[usize]) -> Vec<usize> {
        let tree = self.tree;
        let subjectless = tree.child(clause, &["nsubj", "nsubj:pass"]).is_none();
        let Some(&first) = words.first() else { return Vec::new() };
        let question = (v + 1..first).filter(|i| first - i <= 3).find(|i| tree.tokens[*i].xpos.starts_with('W'));
        if let Some(from) = question {
            return (from..first).collect();
        }
        let opens = |c: &usize| {
            let token = &tree.tokens[*c];
            let before = *c + 1 == first && token.relation() == "mark";
            let relative = *c < v && matches!(token.xpos, "WDT" | "WP") && Some(*c) != source::subject(tree, v);
            before || subjectless && relative
        };
        tree.children(v).filter(opens).collect()
    }

    /// The clause that the reporting clause is set into: `It rained, she said`, `As she put it, …`.
    pub(super) fn beside(&self, v: usize) -> Option<Vec<usize>> {
        let tree = self.tree;
        let relation = tree.tokens[v].relation();
        let host = tree.parent(v)?;
        let as_clause = || relation == "advcl" && tree.children(v).any(|c| c < v && tree.is(c, &["as"]));
        let says = || self.verb_entry(v).is_some_and(|(_, e)| e.stance(Frame::That).is_some()) && self.is_set_off(v);
        let set_in = relation == "parataxis" && (host < v || tree.borders(host).0 < v) || as_clause() && says();
        let has_subject = tree.related(v, "nsubj").next().is_some() || source::inverted(tree, v).is_some();
        let lemma = tree.lemma(v);
        // `courts are ordering a recount`
        let acts =
            || !reporting::addresses(&lemma) && tree.child(v, &["obj"]).is_some_and(|o| o > v && common(tree, o));
        // `as I write, it rains`
        let now = as_clause() && tree.is(v, &["write"]) && tree.tokens[v].xpos == "VBP";
        // `as the war continues, prices rise`
        let goes_on = as_clause() && tree.is(v, &["continue"]);
        // `(Roth reported daily to Lind)`: to whom one answers is no speech.
        let answers = self.tree.is(v, &["report"]) && self.object_of(v, "to").is_some();
        let own_content =
            now || goes_on || answers || as_clause() && self.has_own_content(v) || relation == "parataxis" && acts();
        // `He was late - as usual, she said, “he slept” - but left`
        let speech_behind =
            || tree.tokens.get(v + 2).is_some_and(|t| t.xpos == "``") && !self.is_quoted(host) && host < v;
        if !set_in || !has_subject || self.begins_anew(host, v) || own_content || speech_behind() {
            return None;
        }
        let top = if tree.tokens[host].relation() == "conj" && relation == "parataxis" {
            self.top_conjunct(host)
        } else {
            host
        };
        // `It rained, she said; the clerks left`
        let parted = |c: &usize| *c > v && self.begins_anew(v, *c) && !self.is_quoted(*c);
        let mut out: Vec<usize> = tree.related(top, "parataxis").filter(parted).collect();
        out.push(v);
        let mut words = content::subtree(tree, top, &out);
        if words.first() == Some(&1) && tree.tokens[0].upos == "CCONJ" {
            words.insert(0, 0);
        }
        Some(words)
    }

    /// Whether a mark or the start of the sentence stands before a clause: `It rained, as she said`, but `smiled as she replied`.
    pub(super) fn is_set_off(&self, clause: usize) -> bool {
        let first = self.tree.borders(clause).0;
        let opens = |i: usize| matches!(self.tree.tokens[i].upos, "PUNCT" | "CCONJ");
        opens(first) || first.checked_sub(1).is_none_or(opens)
    }

    /// `as she called for calm`: the verb has what it reports beside it.
    pub(super) fn has_own_content(&self, v: usize) -> bool {
        let governed = || {
            let entry = reporting::entry(Part::Verb, &self.tree.lemma(v))?;
            entry.prepositions().find_map(|(p, _)| self.object_of(v, p))
        };
        let object = self.tree.child(v, &["obj", "xcomp", "ccomp"]).filter(|o| !self.tree.is(*o, &["it"]));
        object.is_some() || governed().is_some()
    }

    /// Whether a full stop, colon or semicolon outside quotation marks parts the clause of `v` from its host: then neither reports the other.
    pub(super) fn begins_anew(&self, host: usize, v: usize) -> bool {
        let first = self.tree.borders(v).0;
        let first = if matches!(self.tree.tokens[first].lemma.as_str(), ";" | ":") { first + 1 } else { first };
        let Some(before) = first.checked_sub(1).filter(|_| host < first) else { return false };
        let text = self.tree.tokens[before].span.of(self.text);
        let closing = ["\"", "\u{201D}", "''", "\u{2019}"].contains(&text);
        let stop =
            if closing { before.checked_sub(1).map_or("", |b| self.tree.tokens[b].span.of(self.text)) } else { text };
        matches!(stop, "." | ";" | ":")
    }

    /// A reporting clause at the end of coordinated clauses reports them all.
    pub(super) fn top_conjunct(&self, mut i: usize) -> usize {
        while self.tree.tokens[i].relation() == "conj" {
            match self.tree.parent(i) {
                Some(p) if p < i && self.tree.tokens[p].upos == self.tree.tokens[i].upos => i = p,
                _ => break,
            }
        }
        i
    }

    /// What follows the verb after a colon or comma: `She said: "It rains."`
    pub(super) fn following(&self, v: usize) -> Option<Vec<usize>> {
        let tree = self.tree;
        let after: Vec<usize> = tree.related(v, "parataxis").filter(|p| *p > v).collect();
        let first = after.first().map(|p| tree.borders(*p).0)?;
        // `“They said no; they left,” said Roth`: one quotation of verb and all is Roth's.
        let apart = |q: &Quotation| !q.span.contains(tree.tokens[v].span);
        let quoted = content::touching(self.quotations, tree.tokens[first].span).any(apart);
        let colon = tree.tokens.get(v..first).unwrap_or_default().iter().any(|t| t.lemma == ":");
        (quoted || colon).then(|| {
            let mut words: Vec<usize> = after.iter().flat_map(|p| content::subtree(tree, *p, &[])).collect();
            words.sort_unstable();
            words
        })
    }

    /// Quotations of the sentence that stand beside the verb, whatever the parse makes of them.
    pub(super) fn quoted(&self, v: usize) -> Option<Vec<usize>> {
        let tree = self.tree;
        source::subject(tree, v)?;
        let verb = tree.tokens[v].span;
        let inside = |q: &&Quotation| !q.span.overlaps(verb);
        let mut words: Vec<usize> = Vec::new();
        for q in content::touching(self.quotations, self.span).filter(inside) {
            let held: Vec<usize> = (0..tree.len()).filter(|i| q.span.contains(tree.tokens[*i].span)).collect();
            let (Some(first), Some(last)) = (held.first(), held.last()) else { continue };
            let opens = *first > v
                && tree.tokens[v + 1..*first]
                    .iter()
                    .all(|t| t.relation() != "nsubj" || t.upos == "PRON" || t.upos == "PROPN")
                && *first <= v + 8
                && tree.tokens[first.saturating_sub(1)].upos != "DET"
                && (*first == v + 1 || matches!(tree.tokens[first - 1].lemma.as_str(), "," | ":"));
            let closes = *last < v
                && q.span.start <= self.span.start
                && matches!(tree.tokens[*last].lemma.as_str(), "\"" | "\u{201D}" | "''" | "\u{2019}" | "'");
            // `she told them, reciting a verse`: the quotation is what she told.
            let closes = closes && !self.has_quoting_verb(q.span.end, verb.start);
            if (opens || closes) && held.len() > 2 {
                words.extend(held);
            }
        }
        (!words.is_empty()).then_some(words)
    }
}

/// Whether a word heads a noun phrase that names nobody.
fn common(tree: &Tree, word: usize) -> bool {
    tree.tokens[word].upos == "NOUN"
}
