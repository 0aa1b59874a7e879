//! Attribution: who says, thinks or wants what the text reports.
//!
//! A reporting word (`ontology/lexicon/reporting.tsv`) opens frames; the first frame that the parse fills gives the
//! content. The source is its subject, understood subject, agent or possessor. Quotations that stand alone after a
//! report in the same paragraph go on with its speaker.

mod clause;
#[cfg(test)]
mod examples;
mod object;
#[cfg(test)]
mod scope_examples;

use super::content;
use super::lexicon::{self, Signature};
use super::polarity;
use super::quotation::{self, Quotation};
use super::relative;
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
    super::framed::tagged(document, annotation, &quotations, &mut reports);
    super::framed::introduced(document, annotation, &quotations, &mut reports);
    super::framed::signed(document, annotation, &quotations, &mut reports);
    super::framed::opened(document, annotation, &quotations, &mut reports);
    super::turns::headings(document, annotation, &mut reports);
    super::turns::carry_on(document, annotation, &quotations, &mut reports);
    super::framed::within(document, annotation, &quotations, &mut reports);
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

    /// `As reported by the paper, it rained`, `as stated in her letter`: who says so stands in the participle's phrase.
    fn as_participle(&self, v: usize) -> Option<Report> {
        let tree = self.tree;
        let host = tree.parent(v).filter(|_| tree.tokens[v].xpos == "VBN" && tree.tokens[v].relation() == "advcl")?;
        let (verb, entry) = self.verb_entry(v)?;
        let stance = entry.stance(Frame::That)?;
        let as_is = tree.borders(v).0 + 1 == v && tree.is(v - 1, &["as"]);
        let told = |o: &usize| *o > v && tree.related(*o, "case").any(|c| tree.is(c, &["by", "in"]));
        let source = tree.related(v, "obl").find(told).filter(|_| as_is && self.is_set_off(v))?;
        let words = content::subtree(tree, self.sentence_clause(host), &[v]);
        self.build(v, verb, Found { words, stance, source: Source::At(source) })
    }

    fn by_verb(&self, v: usize) -> Option<Report> {
        if let Some(report) = self.as_participle(v) {
            return Some(report);
        }
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

    /// Within a quotation only what others are said to have said or to believe is a report of its own; what the speaker thinks or
    /// wants is part of what is quoted.
    fn is_thought_in_quotation(&self, v: usize, entry: &Entry) -> bool {
        // `You said it was late`, but `you know it is late`.
        let told = self.tree.tokens[v].xpos == "VBD" && entry.stance(Frame::Quote).is_some();
        let by_speaker = || {
            let speakers: &[&str] = if told { &["i", "we"] } else { &["i", "we", "you"] };
            source::subject(self.tree, v).is_none_or(|s| self.tree.is(s, speakers))
        };
        let believed = || entry.stance(Frame::That) == Some(Stance::Claims) && self.tree.child(v, &["ccomp"]).is_some();
        let judged = || entry.stance(Frame::Predicate).is_some() && self.as_phrase(v).is_some();
        self.is_quoted(v) && (entry.stance(Frame::Quote).is_none() && !believed() && !judged() || by_speaker())
    }

    /// Particles and what stands like one: `point out`, `make clear`, `call on somebody`.
    fn particles(&self, v: usize) -> impl Iterator<Item = usize> + '_ {
        let near = self.tree.children(v).filter(move |c| *c > v && *c <= v + 3);
        let own = near.filter(|c| {
            self.tree.tokens[*c].deprel == "compound:prt"
                || matches!(self.tree.tokens[*c].upos, "ADP" | "ADV" | "ADJ")
                    && matches!(self.tree.tokens[*c].relation(), "advmod" | "xcomp")
        });
        // `called her a clown on the radio` calls on nobody.
        let alone = self.tree.child(v, &["obj"]).is_none();
        let phrases = self.tree.related(v, "obl").filter(move |o| alone && *o > v);
        let cases = phrases.filter_map(|o| self.tree.related(o, "case").next());
        // `as she put it`
        let it = self.tree.related(v, "obj").filter(|o| self.tree.is(*o, &["it"]));
        own.chain(cases).chain(it)
    }

    fn is_quoted(&self, i: usize) -> bool {
        content::touching(self.quotations, self.tree.tokens[i].span).next().is_some()
    }

    fn is_passive(&self, v: usize) -> bool {
        let token = &self.tree.tokens[v];
        self.tree.child(v, &["nsubj:pass", "aux:pass", "csubj:pass"]).is_some()
            || token.xpos == "VBN" && (token.deprel == "acl" || token.deprel == "advcl" && !self.has_helper(v))
    }

    fn has_helper(&self, v: usize) -> bool {
        self.tree.related(v, "aux").next().is_some()
    }

    fn active(&self, v: usize, entry: &Entry) -> Option<Found> {
        self.tagged(v, entry)
            .or_else(|| self.around(v, entry))
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
            .find(|c| *c > n && (tree.tokens[*c].deprel != "acl:relcl" || relative::said_of_noun(tree, *c)));
        let clause = clause.or_else(|| self.clause_astray(n));
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
        let holder = || source::of_person(tree, n).filter(|o| !words.contains(o));
        let source = source::of_noun(tree, n).or_else(holder)?;
        self.build(n, noun, Found { words, stance, source: Source::At(source) })
    }

    /// The clause with `that` right behind a noun whose parse hangs it from a word above that reports nothing: `seized on her claim
    /// that it rained`.
    fn clause_astray(&self, n: usize) -> Option<usize> {
        let tree = self.tree;
        let behind = |c: &usize| {
            let that = tree.related(*c, "mark").find(|m| tree.is(*m, &["that"]));
            *c > n && tree.borders(*c).0 == n + 1 && that == Some(n + 1)
        };
        let above = std::iter::successors(tree.parent(n), |i| tree.parent(*i)).take(3);
        let silent = |i: &usize| {
            let entry = self.verb_entry(*i).filter(|_| tree.tokens[*i].upos == "VERB");
            entry.is_none_or(|(_, e)| e.any(&[Frame::That, Frame::Quote]).is_none())
        };
        above.take_while(silent).find_map(|i| tree.children(i).find(behind))
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
        // `voted according to their conscience`
        if lexicon::listed("norm", &tree.lemma(source)) {
            return None;
        }
        let out = if tree.within(source, i) { i } else { source };
        let top = self.sentence_clause(clause);
        let mut except = self.other_tellers(top, i);
        except.push(out);
        let mut words = content::subtree(tree, top, &except);
        // `But according to …`: the conjunction joins the sentences.
        if i == 1 && tree.tokens[0].upos == "CCONJ" {
            words.retain(|w| *w > 0);
        }
        words.extend(self.resumed(source, i));
        let found = Found { words, stance: Stance::States, source: Source::At(source) };
        self.build(i, "according_to".to_owned(), found)
    }

    /// Clauses behind a source that are told by somebody else: `…, according to the mayor, while the clerk put it at ten`.
    fn other_tellers(&self, top: usize, cue: usize) -> Vec<usize> {
        let tree = self.tree;
        let own = |c: usize| tree.child(c, &["nsubj", "nsubj:pass"]).is_some();
        let contrasts = |c: usize| tree.related(c, "mark").any(|m| tree.is(m, &["while", "whereas"]));
        let reports = |c: usize| tree.child(c, &["ccomp"]).is_some() && self.verb_entry(c).is_some();
        let other = |c: &usize| match tree.tokens[*c].relation() {
            "advcl" => own(*c) && contrasts(*c),
            "conj" => own(*c) && reports(*c),
            _ => false,
        };
        let first = |c: usize| tree.children(c).find(|w| tree.tokens[*w].upos != "PUNCT").unwrap_or(c);
        (cue + 1..tree.len()).filter(|c| tree.within(*c, top) && first(*c) > cue).filter(other).collect()
    }

    /// Words behind a source that the parse hangs from it, though they go on with what it vouches for: `It paid,
    /// according to the books, becoming the owner`.
    fn resumed(&self, source: usize, cue: usize) -> Vec<usize> {
        let last = source::phrase(self.tree, source, cue).last as usize;
        let behind = |w: &usize| *w > last + 1;
        let comma = self.tree.tokens.get(last + 1).is_some_and(|t| t.lemma == ",");
        // `according to Roth, who owns it`: that is told of her.
        let relative: Vec<usize> =
            self.tree.related(source, "acl").filter(|c| self.tree.tokens[*c].deprel == "acl:relcl").collect();
        let words = content::subtree(self.tree, source, &relative);
        words.into_iter().filter(|w| comma && behind(w)).collect()
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
        let words = content::without_vouchers(tree, words, cue);
        let words = content::without_aside(tree, words, self.quotations);
        let mut content = content::spans(tree, self.text, &words, (self.quotations, &outside));
        self.add_rest(cue, &mut content);
        self.stay_within(cue, &mut content);
        // `did not say when`: that it will be is not in doubt.
        let question = words.iter().min().is_some_and(|w| lexicon::listed("question", &tree.lemma(*w)));
        // `did not deny that`, though what is denied in vain is so.
        let conceded = found.stance == Stance::Denies && polarity::negated(tree, cue);
        let withheld = conceded || !question && self.is_withheld(cue);
        let stance = if withheld { withheld_stance(found.stance) } else { found.stance };
        (!content.is_empty()).then(|| Report { source, cue: self.cue(cue), verb, stance, content })
    }

    /// Whether nobody is said to say so: `did not say that`, `nobody said that`, `declined to say that`, `if you say that`. What
    /// is known or confirmed holds all the same.
    fn is_withheld(&self, cue: usize) -> bool {
        let tree = self.tree;
        let pos = |i: usize| match tree.tokens[i].upos {
            "VERB" => "v",
            "ADJ" => "a",
            _ => "n",
        };
        let complement = |i: usize, frame| lexicon::complement(&tree.lemma(i), pos(i), frame);
        if complement(cue, "that").is_some_and(|word| word.negated == Signature::Holds) {
            return false;
        }
        let nobody = || source::subject(tree, cue).is_some_and(|s| polarity::negative_phrase(tree, s));
        let refused = || {
            let above = tree.parent(cue).filter(|_| matches!(tree.tokens[cue].relation(), "xcomp" | "acl"));
            above.and_then(|i| complement(i, "inf")).is_some_and(|word| word.affirmed == Signature::Fails)
        };
        // `when you say that he is small`: whoever says so.
        let anybody = || {
            let generic = source::subject(tree, cue).is_some_and(|s| tree.is(s, &["you"])) && !self.is_quoted(cue);
            generic && tree.related(cue, "mark").chain(tree.related(cue, "advmod")).any(|m| tree.is(m, &["if", "when"]))
        };
        tree.tokens[cue].upos == "VERB" && (polarity::negated(tree, cue) || nobody() || refused() || anybody())
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
                && (before.ends_with([',', ':']) || before.len() as u32 == cue.end)
                && q.span.of(self.text).contains(' ')
                && !self.has_quoting_verb(cue.end, q.span.start)
        });
        content.extend(resumed.map(|q| q.span));
    }

    /// What is said to be said within a quotation does not reach out of it.
    fn stay_within(&self, cue: usize, content: &mut Vec<Span>) {
        let Some(quotation) = content::touching(self.quotations, self.tree.tokens[cue].span).next() else { return };
        content.retain(|s| s.overlaps(quotation.span));
        for span in content {
            *span = span.within(quotation.span);
        }
    }

    /// Whether another verb of speech stands in that stretch of the text: `he said, adding: “…”`.
    fn has_quoting_verb(&self, from: u32, to: u32) -> bool {
        let tokens = self.tree.tokens.iter().filter(|t| t.upos == "VERB" && t.span.start >= from && t.span.end <= to);
        tokens.into_iter().any(|t| reporting::reports(&t.lemma, Frame::Quote))
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

/// The stance of who does not say, or does not deny.
fn withheld_stance(stance: Stance) -> Stance {
    match stance {
        Stance::Denies => Stance::Claims,
        _ => Stance::Doubts,
    }
}

/// A verb with a particle means something else: `back`, `back up`.
fn stands_alone(tree: &Tree, v: usize) -> bool {
    tree.child(v, &["compound:prt"]).is_none()
}
