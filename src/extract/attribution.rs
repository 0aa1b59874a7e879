//! Attribution: who says, thinks or wants what the text reports.
//!
//! A reporting word (`ontology/lexicon/reporting.tsv`) opens frames; the first frame that the parse fills gives the
//! content. The source is its subject, understood subject, agent or possessor. Quotations that stand alone after a
//! report in the same paragraph go on with its speaker.

use super::content;
use super::quotation::{self, Quotation};
use super::reporting::{self, Entry, Frame, Part};
use super::source;
use super::tree::Tree;
use super::{Phrase, Report};
use crate::model::{Annotation, Document, Span, Stance};

/// Finds the reports of a document, in text order.
pub fn find(document: &Document, annotation: &Annotation) -> Vec<Report> {
    let quotations = quotation::find(document);
    let mut reports = Vec::new();
    for (index, sentence) in annotation.sentences.iter().enumerate() {
        let tree = Tree::new(index as u32, sentence);
        let reader = Reader { tree: &tree, text: &document.text, span: sentence.span, quotations: &quotations };
        reports.extend((0..tree.len()).filter_map(|i| reader.report(i)));
    }
    super::framed::introduced(document, annotation, &quotations, &mut reports);
    super::framed::signed(document, annotation, &quotations, &mut reports);
    super::turns::headings(document, annotation, &mut reports);
    super::turns::carry_on(document, annotation, &quotations, &mut reports);
    reports
}

/// Reads the reports of one sentence.
struct Reader<'a> {
    tree: &'a Tree<'a>,
    text: &'a str,
    span: Span,
    quotations: &'a [Quotation],
}

/// The words that are reported, and how the source stands to them.
struct Found {
    words: Vec<usize>,
    stance: Stance,
    source: Source,
}

/// Where to look for the source.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    /// The subject, understood if need be.
    Subject,
    /// The agent of a passive.
    Agent,
    /// This noun phrase.
    At(usize),
    /// Nobody is named.
    Nobody,
}

impl Reader<'_> {
    /// The report that word `i` opens, if any.
    fn report(&self, i: usize) -> Option<Report> {
        let token = &self.tree.tokens[i];
        match token.upos {
            "VERB" if token.lemma == "accord" || token.lemma == "according" => self.according_to(i),
            "VERB" => self.by_verb(i),
            "ADP" | "SCONJ" | "ADV" if token.lemma.eq_ignore_ascii_case("according") => self.according_to(i),
            "NOUN" => self.by_noun(i),
            "ADJ" => self.by_adjective(i),
            _ => None,
        }
    }

    fn by_verb(&self, v: usize) -> Option<Report> {
        if matches!(self.tree.tokens[v].relation(), "amod" | "compound" | "case" | "fixed" | "mark") {
            return None;
        }
        let (verb, entry) = self.verb_entry(v)?;
        if self.is_thought_in_quotation(v, entry) {
            return None;
        }
        let found = if self.is_passive(v) { self.passive(v, entry) } else { self.active(v, entry) }?;
        self.build(v, verb, found)
    }

    /// The lexicon entry of a verb, with its particle where the table has it so.
    fn verb_entry(&self, v: usize) -> Option<(String, &'static Entry)> {
        let lemma = self.tree.lemma(v);
        let alone = stands_alone(self.tree, v);
        let with_particle = self.particles(v).find_map(|p| {
            let key = format!("{lemma} {}", self.tree.lemma(p));
            reporting::entry(Part::Verb, &key).map(|e| (key, e))
        });
        with_particle
            .map(|(key, entry)| (key.replace(' ', "_"), entry))
            .or_else(|| reporting::entry(Part::Verb, &lemma).filter(|_| alone).map(|e| (lemma, e)))
    }

    /// Within a quotation only what others are said to have said is a report of its own; what the speaker thinks or wants
    /// is part of what is quoted.
    fn is_thought_in_quotation(&self, v: usize, entry: &Entry) -> bool {
        let by_speaker = || source::subject(self.tree, v).is_none_or(|s| self.tree.is(s, &["i", "we", "you"]));
        self.is_quoted(v) && (entry.stance(Frame::Quote).is_none() || by_speaker())
    }

    /// Particles and what stands like one: `point out`, `make clear`, `call on somebody`.
    fn particles(&self, v: usize) -> impl Iterator<Item = usize> + '_ {
        let near = self.tree.children(v).filter(move |c| *c > v && *c <= v + 3);
        let own = near.filter(|c| {
            self.tree.tokens[*c].deprel == "compound:prt"
                || matches!(self.tree.tokens[*c].upos, "ADP" | "ADV" | "ADJ")
                    && matches!(self.tree.tokens[*c].relation(), "advmod" | "xcomp")
        });
        let cases =
            self.tree.related(v, "obl").filter(move |o| *o > v).filter_map(|o| self.tree.related(o, "case").next());
        own.chain(cases)
    }

    fn is_quoted(&self, i: usize) -> bool {
        content::touching(self.quotations, self.tree.tokens[i].span).next().is_some()
    }

    fn is_passive(&self, v: usize) -> bool {
        let token = &self.tree.tokens[v];
        self.tree.child(v, &["nsubj:pass", "aux:pass", "csubj:pass"]).is_some()
            || token.deprel == "acl" && token.xpos == "VBN"
    }

    fn active(&self, v: usize, entry: &Entry) -> Option<Found> {
        self.around(v, entry)
            .or_else(|| self.clause(v, entry))
            .or_else(|| self.raised(v, entry, &[Frame::Raised], "nsubj"))
            .or_else(|| self.object_with_predicate(v, entry))
            .or_else(|| self.infinitive(v, entry))
            .or_else(|| self.object(v, entry))
            .or_else(|| self.prepositional(v, entry))
    }

    fn passive(&self, v: usize, entry: &Entry) -> Option<Found> {
        let source = Source::Agent;
        let clause = self.complement(v, entry).map(|found| Found { source, ..found });
        let raising = [Frame::Raised, Frame::ObjectInfinitive, Frame::That, Frame::Predicate];
        clause.or_else(|| self.raised(v, entry, &raising, "nsubj:pass")).or_else(|| self.promoted_object(v, entry))
    }

    /// The clause that a reporting clause between commas interrupts, whatever the parse makes of the two:
    /// `The bill, she said, was late.`
    fn around(&self, v: usize, entry: &Entry) -> Option<Found> {
        let stance = entry.stance(Frame::Quote)?;
        let (before, after) = content::interruption(self.tree, v, source::subject(self.tree, v)?)?;
        let words: Vec<usize> = before.chain(after).collect();
        Some(Found { words, stance, source: Source::Subject })
    }

    /// A complement clause, a clause or quotation beside the verb.
    fn clause(&self, v: usize, entry: &Entry) -> Option<Found> {
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
    fn complement(&self, v: usize, entry: &Entry) -> Option<Found> {
        let tree = self.tree;
        let question = |c: &usize| tree.related(*c, "mark").any(|m| tree.is(m, &["if", "whether"]));
        let asked = || {
            tree.related(v, "advcl")
                .filter(|c| *c > v)
                .find(question)
                .filter(|_| entry.stance(Frame::Question).is_some())
        };
        let marked = |c: &usize| *c > v && tree.related(*c, "mark").any(|m| tree.is(m, &["that"]));
        let clauses = || tree.related(v, "ccomp");
        let clause = clauses().find(marked).or_else(|| clauses().next()).or_else(asked)?;
        let frames = if question(&clause) {
            [Frame::Question, Frame::That, Frame::Quote]
        } else {
            [Frame::That, Frame::Quote, Frame::Question]
        };
        let stance = entry.any(&frames)?;
        let mut out = content::second_reports(tree, clause, v);
        out.retain(|c| self.is_quoted(v) || !self.is_quoted(*c));
        out.push(v);
        let mut words = content::subtree(tree, clause, &out);
        words.extend(self.clause_openers(v, &words));
        words.extend(words.last().map(|last| self.infinitive_behind(v, *last)).unwrap_or_default());
        words.extend(content::before_interruption(tree, v, source::subject(tree, v)));
        if tree.child(clause, &["nsubj", "nsubj:pass", "csubj"]).is_none() {
            words.extend(self.antecedent(v).unwrap_or_default());
        }
        words.sort_unstable();
        words.dedup();
        Some(Found { words, stance, source: Source::Subject })
    }

    /// Words of a complement clause that the parse hangs from the verb: a question word before it, and the relative
    /// pronoun of `which she said was late`.
    fn clause_openers(&self, v: usize, words: &[usize]) -> Vec<usize> {
        let tree = self.tree;
        let Some(&first) = words.first() else { return Vec::new() };
        let question = (v + 1..first).filter(|i| first - i <= 3).find(|i| tree.tokens[*i].xpos.starts_with('W'));
        if let Some(from) = question {
            return (from..first).collect();
        }
        let opens = |c: &usize| {
            let token = &tree.tokens[*c];
            let before = *c + 1 == first && token.relation() == "mark";
            before || *c < v && matches!(token.xpos, "WDT" | "WP") && Some(*c) != source::subject(tree, v)
        };
        tree.children(v).filter(opens).collect()
    }

    /// The clause that the reporting clause is set into: `It rained, she said`, `As she put it, …`.
    fn beside(&self, v: usize) -> Option<Vec<usize>> {
        let tree = self.tree;
        let relation = tree.tokens[v].relation();
        let host = tree.parent(v)?;
        let as_clause = || relation == "advcl" && tree.children(v).any(|c| c < v && tree.is(c, &["as"]));
        let says = || reporting::entry(Part::Verb, &tree.lemma(v)).is_some_and(|e| e.stance(Frame::That).is_some());
        let set_in = relation == "parataxis" && (host < v || tree.borders(host).0 < v) || as_clause() && says();
        let has_subject = tree.related(v, "nsubj").next().is_some() || source::inverted(tree, v).is_some();
        if !set_in || !has_subject || self.begins_anew(host, v) || as_clause() && self.has_own_content(v) {
            return None;
        }
        let top = if tree.tokens[host].relation() == "conj" && relation == "parataxis" {
            self.top_conjunct(host)
        } else {
            host
        };
        let mut words = content::subtree(tree, top, &[v]);
        if words.first() == Some(&1) && tree.tokens[0].upos == "CCONJ" {
            words.insert(0, 0);
        }
        Some(words)
    }

    /// `as she called for calm`: the verb has what it reports beside it.
    fn has_own_content(&self, v: usize) -> bool {
        let governed = || {
            let entry = reporting::entry(Part::Verb, &self.tree.lemma(v))?;
            entry.prepositions().find_map(|(p, _)| self.object_of(v, p))
        };
        self.tree.related(v, "obj").next().is_some() || governed().is_some()
    }

    /// Whether a full stop, colon or semicolon outside quotation marks parts the clause of `v` from its host: then neither reports the other.
    fn begins_anew(&self, host: usize, v: usize) -> bool {
        let first = self.tree.borders(v).0;
        let Some(before) = first.checked_sub(1).filter(|_| host < first) else { return false };
        let text = self.tree.tokens[before].span.of(self.text);
        let closing = ["\"", "\u{201D}", "''", "\u{2019}"].contains(&text);
        let stop =
            if closing { before.checked_sub(1).map_or("", |b| self.tree.tokens[b].span.of(self.text)) } else { text };
        matches!(stop, "." | ";" | ":")
    }

    /// A reporting clause at the end of coordinated clauses reports them all.
    fn top_conjunct(&self, mut i: usize) -> usize {
        while self.tree.tokens[i].relation() == "conj" {
            match self.tree.parent(i) {
                Some(p) if p < i && self.tree.tokens[p].upos == self.tree.tokens[i].upos => i = p,
                _ => break,
            }
        }
        i
    }

    /// What follows the verb after a colon or comma: `She said: "It rains."`
    fn following(&self, v: usize) -> Option<Vec<usize>> {
        let tree = self.tree;
        let after: Vec<usize> = tree.related(v, "parataxis").filter(|p| *p > v).collect();
        let first = after.first().map(|p| tree.borders(*p).0)?;
        let quoted = content::touching(self.quotations, tree.tokens[first].span).next().is_some();
        let colon = tree.tokens.get(v..first).unwrap_or_default().iter().any(|t| t.lemma == ":");
        (quoted || colon).then(|| {
            let mut words: Vec<usize> = after.iter().flat_map(|p| content::subtree(tree, *p, &[])).collect();
            words.sort_unstable();
            words
        })
    }

    /// Quotations of the sentence that stand beside the verb, whatever the parse makes of them.
    fn quoted(&self, v: usize) -> Option<Vec<usize>> {
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

    /// A subject with an infinitive or predicate: `She is expected to come`, `It seems late`.
    fn raised(&self, v: usize, entry: &Entry, frames: &[Frame], subject: &str) -> Option<Found> {
        let tree = self.tree;
        let stance = entry.any(frames)?;
        let predicate = tree.related(v, "xcomp").next().or_else(|| self.as_phrase(v))?;
        let words = match tree.child(v, &[subject]) {
            Some(s) => self.joined(&[s, predicate]),
            None => self.joined(&[predicate]),
        };
        let source = if subject == "nsubj" { Source::Nobody } else { Source::Agent };
        Some(Found { words, stance, source })
    }

    /// `The plan was rejected by the board`; without an agent nobody is quoted.
    fn promoted_object(&self, v: usize, entry: &Entry) -> Option<Found> {
        let stance = entry.stance(Frame::Object)?;
        let agent = source::agent(self.tree, v)?;
        let words = match self.tree.child(v, &["nsubj:pass"]) {
            Some(s) => self.joined(&[s]),
            None => self.antecedent(v)?,
        };
        Some(Found { words, stance, source: Source::At(agent) })
    }

    /// `urged him to come`, `called her a coward`, `described it as a farce`.
    fn object_with_predicate(&self, v: usize, entry: &Entry) -> Option<Found> {
        let tree = self.tree;
        let object = tree.child(v, &["obj", "iobj"]).or_else(|| self.called_upon(v))?;
        let infinitive = tree.related(v, "xcomp").next().filter(|x| *x > v);
        let frames = [Frame::ObjectInfinitive, Frame::Predicate];
        let (predicate, stance) = match infinitive {
            Some(x) => (x, entry.any(&frames)?),
            None => (self.as_phrase(v)?, entry.stance(Frame::Predicate)?),
        };
        let mut words = self.joined(&[object, predicate]);
        words.retain(|w| tree.tokens[*w].relation() != "case" || tree.parent(*w) != Some(object) || *w > object);
        Some(Found { words, stance, source: Source::Subject })
    }

    /// The object of `call on`, `call upon`.
    fn called_upon(&self, v: usize) -> Option<usize> {
        let tree = self.tree;
        tree.is(v, &["call"]).then_some(())?;
        tree.related(v, "obl").find(|o| tree.related(*o, "case").any(|c| tree.is(c, &["on", "upon"])))
    }

    /// `as a farce` after its verb.
    fn as_phrase(&self, v: usize) -> Option<usize> {
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
    fn infinitive(&self, v: usize, entry: &Entry) -> Option<Found> {
        let stance = entry.stance(Frame::Infinitive)?;
        let tree = self.tree;
        let clause = tree.related(v, "xcomp").next().filter(|x| *x > v && tree.tokens[*x].upos != "ADJ")?;
        let mut words = content::without_comment(tree, self.joined(&[clause]));
        if tree.child(clause, &["obj", "ccomp", "xcomp"]).is_none() {
            words.extend(self.antecedent(v).unwrap_or_default());
            words.sort_unstable();
        }
        Some(Found { words, stance, source: Source::Subject })
    }

    /// `praised the plan`, `blamed him for the delay`, and the object left out of a relative clause.
    fn object(&self, v: usize, entry: &Entry) -> Option<Found> {
        let stance = entry.stance(Frame::Object)?;
        let tree = self.tree;
        let words = match tree.child(v, &["obj"]) {
            Some(object) => {
                let mut heads = vec![object];
                heads.extend(self.as_phrase(v));
                let mut end = tree.borders(object).1;
                for c in tree.children(v).filter(|c| *c > object) {
                    let (first, last) = tree.borders(c);
                    if first == end + 1 && self.tells_of_object(c) {
                        heads.push(c);
                        end = last;
                    }
                }
                content::without_comment(tree, self.joined(&heads))
            }
            None => self.antecedent(v)?,
        };
        Some(Found { words, stance, source: Source::Subject })
    }

    /// What follows an object and is as much part of what is reported: `blamed him for the delay`, `backs the bid for office`.
    fn tells_of_object(&self, c: usize) -> bool {
        let tree = self.tree;
        let markers = tree.related(c, "case").chain(tree.related(c, "mark"));
        let dated =
            matches!(tree.tokens[c].upos, "PROPN" | "NUM") && super::mentions::is_calendar(&tree.tokens[c].lemma);
        // `backed the plan as prices rose`: a circumstance.
        let circumstance = tree.tokens[c].relation() == "advcl" && tree.child(c, &["nsubj", "nsubj:pass"]).is_some();
        matches!(tree.tokens[c].relation(), "obl" | "advcl" | "xcomp")
            && !circumstance
            && !dated
            && markers
                .into_iter()
                .any(|m| tree.is(m, &["for", "of", "as", "on", "against", "over", "about", "from", "between"]))
    }

    /// The noun that a relative or participial clause without its own object stands at: `the plan she backs`.
    fn antecedent(&self, v: usize) -> Option<Vec<usize>> {
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
    fn prepositional(&self, v: usize, entry: &Entry) -> Option<Found> {
        entry.prepositions().find_map(|(preposition, stance)| {
            let mut words = self.object_of(v, preposition)?;
            words.extend(self.infinitive_behind(v, *words.last()?));
            Some(Found { words, stance, source: Source::Subject })
        })
    }

    /// What the object of a preposition is to do: `called for the council to meet`.
    fn infinitive_behind(&self, v: usize, last: usize) -> Vec<usize> {
        let tree = self.tree;
        let behind = |c: &usize| {
            matches!(tree.tokens[*c].relation(), "xcomp" | "advcl" | "acl")
                && tree.borders(*c).0 == last + 1
                && tree.is(last + 1, &["to"])
        };
        tree.children(v).find(behind).map(|c| content::subtree(tree, c, &[])).unwrap_or_default()
    }

    /// The words of the phrase or clause that hangs from `head` by `preposition`, without it.
    fn object_of(&self, head: usize, preposition: &str) -> Option<Vec<usize>> {
        let tree = self.tree;
        tree.children(head).filter(|c| *c > head).find_map(|c| {
            matches!(tree.tokens[c].relation(), "obl" | "nmod" | "advcl" | "acl").then_some(())?;
            let marker = tree.children(c).find(|m| {
                *m < c && matches!(tree.tokens[*m].relation(), "case" | "mark") && tree.is(*m, &[preposition])
            })?;
            Some(content::subtree(tree, c, &[marker]))
        })
    }

    fn joined(&self, heads: &[usize]) -> Vec<usize> {
        let mut words: Vec<usize> = heads.iter().flat_map(|h| content::subtree(self.tree, *h, &[])).collect();
        words.sort_unstable();
        words.dedup();
        words
    }

    fn by_noun(&self, n: usize) -> Option<Report> {
        let tree = self.tree;
        if self.is_quoted(n) {
            return None;
        }
        let noun = tree.lemma(n);
        let entry = reporting::entry(Part::Noun, &noun)?;
        let clause = tree
            .related(n, "acl")
            .chain(tree.related(n, "ccomp"))
            .find(|c| *c > n && tree.tokens[*c].deprel != "acl:relcl");
        let marked = |c: usize, mark: &str| tree.related(c, "mark").any(|m| tree.is(m, &[mark]));
        let by_clause = clause.and_then(|c| {
            let frame = if marked(c, "that") { Frame::That } else { Frame::Infinitive };
            (frame == Frame::That || marked(c, "to")).then_some(())?;
            let opener = tree.related(c, "mark").find(|m| tree.is(*m, &["for"]));
            let out: Vec<usize> = opener.into_iter().collect();
            entry.stance(frame).map(|stance| (content::subtree(tree, c, &out), stance))
        });
        let (words, stance) = by_clause.or_else(|| {
            entry.prepositions().find_map(|(p, stance)| self.object_of(n, p).map(|words| (words, stance)))
        })?;
        let source = source::of_noun(tree, n)?;
        self.build(n, noun, Found { words, stance, source: Source::At(source) })
    }

    fn by_adjective(&self, a: usize) -> Option<Report> {
        let tree = self.tree;
        if self.is_quoted(a) {
            return None;
        }
        let adjective = tree.lemma(a);
        let entry = reporting::entry(Part::Adjective, &adjective)?;
        let subject = source::subject(tree, a)?;
        let clause = tree.related(a, "ccomp").next().and_then(|c| Some((c, entry.stance(Frame::That)?)));
        let infinitive = || tree.related(a, "xcomp").next().and_then(|c| Some((c, entry.stance(Frame::Infinitive)?)));
        let (words, stance) =
            clause.or_else(infinitive).map(|(c, stance)| (self.joined(&[c]), stance)).or_else(|| {
                entry.prepositions().find_map(|(p, stance)| self.object_of(a, p).map(|words| (words, stance)))
            })?;
        self.build(a, adjective, Found { words, stance, source: Source::At(subject) })
    }

    /// `according to the mayor`: the source hangs from the clause that it vouches for.
    fn according_to(&self, i: usize) -> Option<Report> {
        let tree = self.tree;
        if !tree.tokens.get(i + 1).is_some_and(|t| t.lemma.eq_ignore_ascii_case("to")) {
            return None;
        }
        let oblique = || tree.related(i, "obl").find(|o| *o > i);
        let (source, clause) = match (tree.tokens[i].relation(), oblique()) {
            ("case" | "mark" | "fixed", None) => (tree.parent(i)?, tree.parent(tree.parent(i)?)?),
            (_, Some(o)) => (o, tree.parent(i)?),
            _ => return None,
        };
        let out = if tree.within(source, i) { i } else { source };
        let top = self.sentence_clause(clause);
        let mut words = content::subtree(tree, top, &[out]);
        // `But according to …`: the conjunction joins the sentences.
        if i == 1 && tree.tokens[0].upos == "CCONJ" {
            words.retain(|w| *w > 0);
        }
        let found = Found { words, stance: Stance::States, source: Source::At(source) };
        self.build(i, "according_to".to_owned(), found)
    }

    /// The outermost clause that `i` belongs to without leaving a reporting clause.
    fn sentence_clause(&self, mut i: usize) -> usize {
        while let Some(p) = self.tree.parent(i) {
            i = p;
        }
        i
    }

    fn build(&self, cue: usize, verb: String, found: Found) -> Option<Report> {
        let tree = self.tree;
        let source = match found.source {
            Source::Subject => source::subject(tree, cue),
            Source::Agent => source::agent(tree, cue),
            Source::At(i) => Some(i),
            Source::Nobody => None,
        };
        let source = source.map(|s| source::phrase(tree, s, cue));
        let outside: Vec<usize> = std::iter::once(cue).chain(source.map(|s| s.head as usize)).collect();
        let whole_source = |w: usize| {
            found.source == Source::Subject && source.is_some_and(|s| (s.first as usize..=s.last as usize).contains(&w))
        };
        let words: Vec<usize> =
            found.words.iter().copied().filter(|w| !outside.contains(w) && !whole_source(*w)).collect();
        let words = content::without_aside(tree, words, self.quotations);
        let mut content = content::spans(tree, self.text, &words, (self.quotations, &outside));
        self.add_rest(cue, &mut content);
        (!content.is_empty()).then(|| Report { source, cue: self.cue(cue), verb, stance: found.stance, content })
    }

    /// The rest of a quotation that the reporting words interrupt: `“We waited,” she said, “and then we left.”`
    fn add_rest(&self, cue: usize, content: &mut Vec<Span>) {
        let (Some(first), Some(last)) = (content.first(), content.last()) else { return };
        let cue = self.tree.tokens[cue].span;
        let direct = content::touching(self.quotations, *first).next().is_some_and(|q| q.span.end <= cue.start);
        if !direct || last.start > cue.start {
            return;
        }
        let after = Span { start: cue.end, end: self.span.end };
        let resumed = content::touching(self.quotations, after).find(|q| {
            let before = self.text.get(..q.span.start as usize).unwrap_or_default().trim_end();
            q.span.start > cue.end
                && before.ends_with([',', ':'])
                && q.span.of(self.text).contains(' ')
                && !self.has_quoting_verb(cue.end, q.span.start)
        });
        content.extend(resumed.map(|q| q.span));
    }

    /// Whether another verb of speech stands in that stretch of the text: `he said, adding: “…”`.
    fn has_quoting_verb(&self, from: u32, to: u32) -> bool {
        let tokens = self.tree.tokens.iter().filter(|t| t.upos == "VERB" && t.span.start >= from && t.span.end <= to);
        tokens
            .into_iter()
            .any(|t| reporting::entry(Part::Verb, &t.lemma).is_some_and(|e| e.stance(Frame::Quote).is_some()))
    }

    /// The reporting word with its auxiliaries, negation and particle.
    fn cue(&self, i: usize) -> Phrase {
        let tree = self.tree;
        let own = |c: &usize| {
            matches!(tree.tokens[*c].deprel, "aux" | "aux:pass" | "cop" | "compound:prt" | "fixed")
                || tree.is(*c, &["not", "never"])
        };
        let near = |c: &usize| c.abs_diff(i) <= 4;
        let parts = || tree.children(i).filter(own).filter(near);
        let first = parts().min().unwrap_or(i).min(i);
        let last = parts().max().unwrap_or(i).max(i);
        tree.phrase(i, first, last)
    }
}

/// A verb with a particle means something else: `back`, `back up`.
fn stands_alone(tree: &Tree, v: usize) -> bool {
    tree.child(v, &["compound:prt"]).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::sample;

    /// `source | verb stance | content`, one line a report.
    fn reports(table: &str) -> Vec<String> {
        let (document, annotation) = sample::annotated(table);
        let text = |s: Span| s.of(&document.text).to_owned();
        find(&document, &annotation)
            .iter()
            .map(|r| {
                let source = r.source.map_or("-".to_owned(), |p| text(p.span(&annotation)));
                let content: Vec<String> = r.content.iter().map(|s| text(*s)).collect();
                format!("{source} | {} {:?} | {}", r.verb, r.stance, content.join(" / "))
            })
            .collect()
    }

    #[test]
    fn indirect_speech_with_an_apposition() {
        let found = reports(
            "Ana Ana PROPN NNP 7 nsubj person:2
             Roth Roth PROPN NNP 1 flat
             , , PUNCT , 5 punct
             the the DET DT 5 det
             mayor mayor NOUN NN 1 appos
             , , PUNCT , 5 punct
             denied deny VERB VBD 0 root
             that that SCONJ IN 10 mark
             taxes tax NOUN NNS 10 nsubj
             rose rise VERB VBD 7 ccomp
             . . PUNCT . 7 punct",
        );
        assert_eq!(found, ["Ana Roth , the mayor | deny Denies | that taxes rose"]);
    }

    #[test]
    fn an_interrupted_quotation_goes_on_in_the_paragraph() {
        let found = reports(
            "“ “ PUNCT `` 3 punct
             We we PRON PRP 3 nsubj
             waited wait VERB VBD 0 root
             , , PUNCT , 3 punct
             ” ” PUNCT '' 3 punct
             said say VERB VBD 3 parataxis
             Roth Roth PROPN NNP 6 nsubj person:1
             . . PUNCT . 3 punct

             “ “ PUNCT `` 3 punct
             They they PRON PRP 3 nsubj
             left leave VERB VBD 0 root
             . . PUNCT . 3 punct
             ” ” PUNCT '' 3 punct",
        );
        assert_eq!(found, ["Roth | say States | “ We waited , ” / “ They left . ”"]);
    }

    #[test]
    fn according_to_and_passives() {
        let found = reports(
            "Prices price NOUN NNS 2 nsubj
             fell fall VERB VBD 0 root
             , , PUNCT , 7 punct
             according accord VERB VBG 7 case
             to to ADP IN 4 fixed
             two two NUM CD 7 nummod
             brokers broker NOUN NNS 2 obl
             . . PUNCT . 2 punct

             The the DET DT 2 det
             plan plan NOUN NN 4 nsubj:pass
             was be AUX VBD 4 aux:pass
             rejected reject VERB VBN 0 root
             by by ADP IN 7 case
             the the DET DT 7 det
             board board NOUN NN 4 obl:agent",
        );
        assert_eq!(found, ["two brokers | according_to States | Prices fell", "the board | reject Denies | The plan"]);
    }

    #[test]
    fn a_chain_of_speakers_and_an_understood_subject() {
        let found = reports(
            "Sources source NOUN NNS 2 nsubj
             said say VERB VBD 0 root
             Holt Holt PROPN NNP 4 nsubj person:1
             agreed agree VERB VBD 2 ccomp
             to to PART TO 6 mark
             resign resign VERB VB 4 xcomp
             , , PUNCT , 8 punct
             adding add VERB VBG 2 advcl
             she she PRON PRP 10 nsubj
             regretted regret VERB VBD 8 ccomp
             it it PRON PRP 10 obj",
        );
        assert_eq!(
            found,
            [
                "Sources | say States | Holt agreed to resign",
                "Holt | agree Hopes | to resign",
                "Sources | add States | she regretted it",
            ]
        );
    }

    #[test]
    fn possessors_and_objects_with_a_predicate() {
        let found = reports(
            "Roth Roth PROPN NNP 3 nmod:poss person:1
             's 's PART POS 1 case
             claim claim NOUN NN 7 nsubj
             that that SCONJ IN 6 mark
             crime crime NOUN NN 6 nsubj
             fell fall VERB VBD 3 acl
             surprised surprise VERB VBD 0 root
             Holt Holt PROPN NNP 7 obj person:1

             Holt Holt PROPN NNP 2 nsubj person:1
             called call VERB VBD 0 root
             the the DET DT 4 det
             vote vote NOUN NN 2 obj
             a a DET DT 6 det
             farce farce NOUN NN 2 xcomp",
        );
        assert_eq!(found, ["Roth | claim Claims | that crime fell", "Holt | call Claims | the vote a farce"]);
    }

    #[test]
    fn what_reports_nothing() {
        let found = reports(
            "She she PRON PRP 2 nsubj
             called call VERB VBD 0 root
             the the DET DT 4 det
             office office NOUN NN 2 obj
             and and CCONJ CC 6 cc
             left leave VERB VBD 2 conj

             The the DET DT 3 det
             alleged allege VERB VBN 3 amod
             thief thief NOUN NN 4 nsubj
             ran run VERB VBD 0 root",
        );
        assert_eq!(found, Vec::<String>::new());
    }

    #[test]
    fn a_name_before_a_colon_heads_a_turn() {
        let found = reports(
            "Holt Holt PROPN NNP 4 dep person:1
             : : PUNCT : 1 punct
             We we PRON PRP 4 nsubj
             won win VERB VBD 0 root
             . . PUNCT . 4 punct",
        );
        assert_eq!(found, ["Holt | say States | We won"]);
    }
}
