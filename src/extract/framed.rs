//! Speech whose speaker stands in a sentence beside it: introduced by the one before (`Roth added:`), or signed with a name
//! behind a dash (`“We will rebuild.” — Ana Roth`).

use super::quotation::{self, Quotation};
use super::relative::are_people;
use super::reporting::{self, Frame, Part};
use super::source;
use super::tree::Tree;
use super::{Phrase, Proposition, Report};
use crate::model::{Annotation, Document, Modality, Polarity, Sentence, Span, Stance};

/// The most words of a signature.
const LONGEST_SIGNATURE: usize = 12;

/// Adds the reports of sentences that end in a colon after a verb of saying and report nothing themselves: the quotation that
/// follows, or else the paragraph.
pub(super) fn introduced(
    document: &Document,
    annotation: &Annotation,
    quotations: &[Quotation],
    reports: &mut Vec<Report>,
) {
    let mut found = Vec::new();
    for (index, pair) in annotation.sentences.windows(2).enumerate() {
        let [sentence, next] = pair else { continue };
        let mark = sentence.tokens.last().map_or("", |t| t.span.of(&document.text));
        // `Roth told the crowd,` and a new sentence in quotation marks
        let quoted = || quotations.iter().any(|q| q.span.start == next.span.start);
        // `Roth went on with her remarks.` and a quotation that nobody else is said to have said
        let untold = || {
            let taken = |r: &Report| r.source.is_some() && r.content.iter().any(|c| c.overlaps(next.span));
            // `“It rains,” Roth said.` has been said.
            let before = document.text.get(..sentence.span.start as usize).unwrap_or_default().trim_end();
            let tag = before.ends_with(['"', '\u{201D}', '\u{2019}', '\'']);
            next.block <= sentence.block + 1 && !tag && !reports.iter().any(taken)
        };
        let waits = match mark {
            ":" => true,
            "," => quoted(),
            "." => quoted() && untold(),
            _ => false,
        };
        if !waits {
            continue;
        }
        let tree = Tree::new(index as u32, sentence);
        let found_saying = match mark {
            "." => main_saying(&tree),
            _ => last_saying(&tree).or_else(|| headline_saying(&tree, &document.text)),
        };
        let Some((verb, subject)) = found_saying else { continue };
        if reports.iter().any(|r| r.cue.sentence == index as u32 && r.cue.head == verb as u32) {
            continue;
        }
        let Some(content) = following(document, quotations, sentence, next) else { continue };
        found.push(Report {
            source: Some(source::phrase(&tree, subject, verb)),
            cue: tree.phrase(verb, verb, verb),
            verb: spoken(&tree, verb).replace(' ', "_"),
            stance: Stance::States,
            content: vec![content],
        });
    }
    reports.retain(|r| !found.iter().any(|f| r.content.iter().any(|s| f.content.contains(s)) && r.source.is_none()));
    reports.extend(found);
}

/// Who says what stands in the next paragraph, as a claim of their own: `Roth added:`. The clauses tell of none, for they have no object.
pub(super) fn told(annotation: &Annotation, reports: &[Report], clauses: &[Proposition]) -> Vec<Proposition> {
    let known = |cue: &Phrase| {
        let at = |p: &Proposition| (p.predicate_phrase.sentence, p.predicate_phrase.head) == (cue.sentence, cue.head);
        clauses.iter().any(at)
    };
    let says = |r: &&Report| reporting::reports(&r.verb, Frame::Quote) && r.stance == Stance::States;
    let opens = |r: &Report| {
        let number = r.cue.sentence + 1;
        let next = annotation.sentences.get(number as usize)?;
        let head = next.tokens.iter().position(|t| t.head == 0)? as u32;
        let content = r.content.first().filter(|c| next.span.start <= c.start && c.overlaps(next.span))?;
        (content.contains(next.tokens[head as usize].span)).then_some(Phrase {
            sentence: number,
            head,
            first: 0,
            last: next.tokens.len() as u32 - 1,
        })
    };
    let told = |r: &Report| {
        Some(Proposition {
            subject: r.source?,
            predicate: r.verb.clone(),
            predicate_phrase: r.cue,
            relation: None,
            object: Some(opens(r)?),
            arguments: Vec::new(),
            polarity: Polarity::Affirmed,
            modality: Modality::Actual,
            rule: "clause.report",
        })
    };
    reports.iter().filter(says).filter(|r| !known(&r.cue)).filter_map(told).collect()
}

/// The last verb of a sentence, where it introduces speech, and its subject.
fn last_saying(tree: &Tree) -> Option<(usize, usize)> {
    let clausal = |i: &usize| tree.tokens[*i].upos == "VERB" && tree.tokens[*i].relation() != "amod";
    let verb = (0..tree.len()).rev().find(clausal)?;
    let entry = reporting::entry(Part::Verb, &tree.lemma(verb));
    let quotes = entry.is_some_and(|e| e.stance(Frame::Quote).is_some());
    // `released a statement:`, `posted this message:`
    let speech = || tree.related(verb, "obj").any(|o| reporting::is_venue(&tree.lemma(o)));
    (quotes || speech()).then_some(())?;
    Some((verb, source::subject(tree, verb)?))
}

/// The main verb of a sentence, where it tells that somebody speaks and not yet what they say, and its subject: `Roth fired back.`,
/// `Roth continued her remarks.`
fn main_saying(tree: &Tree) -> Option<(usize, usize)> {
    let verb = (0..tree.len()).find(|i| tree.tokens[*i].head == 0 && tree.tokens[*i].upos == "VERB")?;
    let speaks = reporting::reports(&spoken(tree, verb), Frame::Quote);
    let speech =
        |o: usize| reporting::entry(Part::Noun, &tree.lemma(o)).is_some() || reporting::is_venue(&tree.lemma(o));
    let open = tree.child(verb, &["ccomp", "xcomp"]).is_none() && tree.related(verb, "obj").all(speech);
    (speaks && open).then_some(())?;
    Some((verb, source::subject(tree, verb)?))
}

/// A verb of speech as the table has it, with the particle right behind it if that makes it one: `fire back`.
fn spoken(tree: &Tree, verb: usize) -> String {
    let lemma = tree.lemma(verb);
    let with_particle = tree.children(verb).find(|c| *c == verb + 1).map(|c| format!("{lemma} {}", tree.lemma(c)));
    with_particle.filter(|key| reporting::reports(key, Frame::Quote)).unwrap_or(lemma)
}

/// A line that only names who reports what follows, its verb read as a noun: `The Herald reports:`
fn headline_saying(tree: &Tree, text: &str) -> Option<(usize, usize)> {
    let verb = tree.len().checked_sub(2).filter(|v| *v > 0 && tree.tokens[*v].head == 0)?;
    let says = ["reports", "writes", "says", "states", "notes"].contains(&tree.tokens[verb].span.of(text));
    (says && tree.tokens[verb - 1].upos == "PROPN" && tree.tokens.get(verb + 1)?.lemma == ":")
        .then_some((verb, verb - 1))
}

/// What a colon at the end of `sentence` introduces.
fn following(document: &Document, quotations: &[Quotation], sentence: &Sentence, next: &Sentence) -> Option<Span> {
    let after = sentence.span.end;
    let quoted = quotations.iter().find(|q| q.span.start >= after && q.span.start <= next.span.start);
    let paragraph = || {
        let block = document.blocks.get(next.block as usize)?.span;
        let alone = next.block == sentence.block + 1 && document.blocks.get(sentence.block as usize)?.span.end == after;
        alone.then_some(block)
    };
    quoted.map(|q| q.span).or_else(paragraph)
}

/// Adds the reports of sentences that begin with the speaker of the quotation right before them: `“Is it late?” Roth asked
/// the crowd.`
pub(super) fn tagged(
    document: &Document,
    annotation: &Annotation,
    quotations: &[Quotation],
    reports: &mut Vec<Report>,
) {
    for (index, sentence) in annotation.sentences.iter().enumerate() {
        let until = quotations.partition_point(|q| q.span.end <= sentence.span.start);
        let Some(last) = until.checked_sub(1).map(|i| quotations[i].span) else { continue };
        let between = document.text.get(last.end as usize..sentence.span.start as usize).unwrap_or("-");
        if !between.chars().all(|c| c == ' ') || is_taken(annotation, reports, last) {
            continue;
        }
        let tree = Tree::new(index as u32, sentence);
        let Some((verb, subject)) = first_saying(&tree) else { continue };
        if reports.iter().any(|r| r.cue.sentence == index as u32 && r.cue.head == verb as u32) {
            continue;
        }
        reports.push(Report {
            source: Some(source::phrase(&tree, subject, verb)),
            cue: tree.phrase(verb, verb, verb),
            verb: tree.lemma(verb),
            stance: Stance::States,
            content: vec![last],
        });
    }
}

/// Gives what is spoken within a quotation to whom its speaker has speaking: `“She said, ‘Thank you. We waited.’”`
pub(super) fn within(
    document: &Document,
    annotation: &Annotation,
    quotations: &[Quotation],
    reports: &mut Vec<Report>,
) {
    for spoken in quotation::nested(&document.text, quotations) {
        let index = annotation.sentences.partition_point(|s| s.span.end <= spoken.start);
        let Some(sentence) = annotation.sentences.get(index).filter(|s| s.span.start < spoken.start) else { continue };
        let tree = Tree::new(index as u32, sentence);
        let until = sentence.tokens.iter().take_while(|t| t.span.end <= spoken.start).count();
        let Some((verb, subject)) = reciting(&tree, until).filter(|(v, _)| v + LONGEST_LEAD >= until) else { continue };
        let cue = tree.phrase(verb, verb, verb);
        if let Some(known) = reports.iter_mut().find(|r| (r.cue.sentence, r.cue.head) == (cue.sentence, cue.head)) {
            known.content = vec![spoken];
            continue;
        }
        let (source, verb) = (Some(source::phrase(&tree, subject, verb)), tree.lemma(verb));
        reports.push(Report { source, cue, verb, stance: Stance::States, content: vec![spoken] });
    }
}

/// The most words from a verb of speech to the mark behind it: `said to me, ‘`.
const LONGEST_LEAD: usize = 6;

/// Whether a report whose words stand outside a quotation has it.
fn is_taken(annotation: &Annotation, reports: &[Report], quotation: Span) -> bool {
    let outside = |r: &&Report| !quotation.contains(r.cue.span(annotation));
    reports.iter().filter(outside).any(|r| r.content.iter().any(|s| s.overlaps(quotation)))
}

/// The root of a sentence that begins with its subject, where it is a verb of speech.
fn first_saying(tree: &Tree) -> Option<(usize, usize)> {
    let verb = tree.top_down().next().filter(|v| tree.tokens[*v].upos == "VERB")?;
    reporting::entry(Part::Verb, &tree.lemma(verb))?.stance(Frame::Quote)?;
    let subject = source::subject(tree, verb)?;
    let begins = tree.borders(subject).0.min(verb) == 0;
    let idle = tree.child(verb, &["ccomp", "obj", "xcomp"]).is_none_or(|c| tree.tokens[c].relation() == "obj");
    (begins && idle).then_some((verb, subject))
}

/// Adds the reports of quotations that nobody is said to speak so far and that stand behind a colon or behind a few words of
/// assent: `Roth was sorry for the delay: “We were late.”`, `Lind agreed. “We were late.”`
pub(super) fn opened(
    document: &Document,
    annotation: &Annotation,
    quotations: &[Quotation],
    reports: &mut Vec<Report>,
) {
    for quotation in quotations {
        if !speaks(annotation, quotation.span) || is_taken(annotation, reports, quotation.span) {
            continue;
        }
        let Some(report) = opening(document, annotation, quotation.span) else { continue };
        reports.push(report);
    }
}

/// Whether a quotation has a verb and a few words.
fn speaks(annotation: &Annotation, quotation: Span) -> bool {
    let first = annotation.sentences.partition_point(|s| s.span.end <= quotation.start);
    let sentences = annotation.sentences[first..].iter().take_while(|s| s.span.start < quotation.end).take(2);
    let words = || sentences.clone().flat_map(|s| &s.tokens).filter(|t| quotation.contains(t.span));
    words().count() > 5 && words().any(|t| matches!(t.upos, "VERB" | "AUX"))
}

/// The report of a quotation by who acts in the words before it.
fn opening(document: &Document, annotation: &Annotation, quotation: Span) -> Option<Report> {
    let before = document.text.get(..quotation.start as usize)?.trim_end();
    let end = before.len() as u32;
    let index = annotation.sentences.partition_point(|s| s.span.end < end);
    let sentence = annotation.sentences.get(index).filter(|s| s.span.start < end)?;
    let tree = Tree::new(index as u32, sentence);
    let until = sentence.tokens.iter().take_while(|t| t.span.end <= end).count();
    let block = document.blocks.get(sentence.block as usize)?.span;
    let (verb, subject) = reciting(&tree, until).or_else(|| (0..until).rev().find_map(|v| acting(&tree, v)))?;
    let assents = || {
        let entry = reporting::entry(Part::Verb, &tree.lemma(verb));
        until <= LONGEST_ASSENT && block.contains(quotation) && entry.is_some() && tree.tokens[verb].head == 0
    };
    // `Roth was short with the crowd, “We were late.”`
    let spoken = || {
        let words = quotation.of(&document.text).trim_start_matches(|c: char| !c.is_alphanumeric());
        words.starts_with(char::is_uppercase) && tree.tokens[verb].head == 0
    };
    let introduced = before.ends_with(':') && until > 2 || before.ends_with(',') && spoken();
    (introduced || before.ends_with('.') && assents()).then(|| Report {
        source: Some(source::phrase(&tree, subject, verb)),
        cue: tree.phrase(verb, verb, verb),
        verb: tree.lemma(verb),
        stance: Stance::States,
        content: vec![quotation],
    })
}

/// The most words of a sentence that only says that somebody agrees or answers.
const LONGEST_ASSENT: usize = 8;

/// A verb or predicate with the subject before it that may speak.
fn acting(tree: &Tree, verb: usize) -> Option<(usize, usize)> {
    let predicate = tree.tokens[verb].upos == "VERB" || tree.child(verb, &["cop"]).is_some();
    let subject = tree.child(verb, &["nsubj"]).filter(|s| *s < verb && predicate)?;
    may_speak(tree, subject).then_some((verb, subject))
}

/// The last verb of saying before word `until`, with whoever goes on in it: `told how he left and recites the line: “…”`
fn reciting(tree: &Tree, until: usize) -> Option<(usize, usize)> {
    let says = |v: usize| {
        let quotes = tree.tokens[v].upos == "VERB" && reporting::reports(&tree.lemma(v), Frame::Quote);
        let subject = source::subject(tree, v).filter(|_| quotes)?;
        (subject < v && may_speak(tree, subject)).then_some((v, subject))
    };
    (0..until).rev().find_map(says)
}

/// Somebody, a body of people, a statement.
fn may_speak(tree: &Tree, subject: usize) -> bool {
    match tree.tokens[subject].upos {
        "PROPN" => true,
        "PRON" => tree.is(subject, &["he", "she", "they", "i", "we"]),
        _ => are_people(tree, subject) || reporting::is_venue(&tree.lemma(subject)),
    }
}

/// Adds the reports of quotations at the end of a paragraph that a dash and a name follow.
pub(super) fn signed(
    document: &Document,
    annotation: &Annotation,
    quotations: &[Quotation],
    reports: &mut Vec<Report>,
) {
    for (index, sentence) in annotation.sentences.iter().enumerate() {
        let Some((cue, source)) = signature(index as u32, sentence, document) else { continue };
        let dash = sentence.tokens[cue].span.start;
        let until = quotations.partition_point(|q| q.span.end <= dash);
        let Some(last) = until.checked_sub(1).map(|i| quotations[i].span) else { continue };
        let between = Span { start: last.end, end: dash }.of(&document.text);
        if !between.trim().is_empty() || is_taken(annotation, reports, last) {
            continue;
        }
        let cue = Phrase { sentence: index as u32, head: cue as u32, first: cue as u32, last: cue as u32 };
        let verb = "say".to_owned();
        reports.push(Report { source: Some(source), cue, verb, stance: Stance::States, content: vec![last] });
    }
}

/// The dash and the name behind it that end a sentence, where nothing else does: `— Ana Roth, mayor`.
fn signature(index: u32, sentence: &Sentence, document: &Document) -> Option<(usize, Phrase)> {
    let text = |i: usize| sentence.tokens[i].span.of(&document.text);
    let from = sentence.tokens.len().saturating_sub(LONGEST_SIGNATURE);
    let dash =
        (from..sentence.tokens.len()).find(|i| matches!(text(*i), "\u{2014}" | "\u{2013}" | "\u{2015}" | "--"))?;
    let block = document.blocks.get(sentence.block as usize)?;
    let ends = block.span.end <= sentence.span.end;
    let words = dash + 1..sentence.tokens.len();
    let bare = words.clone().all(|i| !matches!(sentence.tokens[i].upos, "VERB" | "AUX"));
    let first = sentence.tokens.get(dash + 1)?;
    let last = words.rev().find(|i| sentence.tokens[*i].upos != "PUNCT")?;
    let phrase = Phrase { sentence: index, head: dash as u32 + 1, first: dash as u32 + 1, last: last as u32 };
    (ends && bare && first.upos == "PROPN").then_some((dash, phrase))
}

#[cfg(test)]
mod tests {
    use super::super::attribution;
    use crate::extract::sample;

    fn reports(table: &str) -> Vec<String> {
        let (document, annotation) = sample::annotated(table);
        let text = |s: crate::model::Span| s.of(&document.text).to_owned();
        let line = |r: &super::Report| {
            let source = r.source.map_or("-".to_owned(), |p| text(p.span(&annotation)));
            format!("{source} | {}", r.content.iter().map(|s| text(*s)).collect::<Vec<_>>().join(" / "))
        };
        attribution::find(&document, &annotation).iter().map(line).collect()
    }

    #[test]
    fn a_colon_introduces_the_quotation_of_the_next_sentence() {
        let found = reports(
            "Roth Roth PROPN NNP 2 nsubj person:1
             added add VERB VBD 0 root
             : : PUNCT : 2 punct

             “ “ PUNCT `` 3 punct
             We we PRON PRP 3 nsubj
             waited wait VERB VBD 0 root
             . . PUNCT . 3 punct
             ” ” PUNCT '' 3 punct",
        );
        assert_eq!(found, ["Roth | “ We waited . ”"]);
    }

    #[test]
    fn who_fires_back_says_the_paragraph_that_follows() {
        let quoted = |first: &str| {
            reports(&format!(
                "Roth Roth PROPN NNP 2 nsubj person:1
                 {first}
                 . . PUNCT . 2 punct

                 “ “ PUNCT `` 3 punct
                 Rain rain NOUN NN 3 nsubj
                 fell fall VERB VBD 0 root
                 . . PUNCT . 3 punct
                 ” ” PUNCT '' 3 punct"
            ))
        };
        assert_eq!(quoted("hit hit VERB VBD 0 root\nback back ADV RB 2 advmod"), ["Roth | “ Rain fell . ”"]);
        assert!(quoted("came come VERB VBD 0 root\nback back ADV RB 2 advmod").is_empty());
    }

    #[test]
    fn a_quotation_that_its_own_speaker_follows_is_not_that_of_the_sentence_before() {
        let found = reports(
            "Roth Roth PROPN NNP 2 nsubj person:1
             spoke speak VERB VBD 0 root
             . . PUNCT . 2 punct

             “ “ PUNCT `` 3 punct
             Rain rain NOUN NN 3 nsubj
             fell fall VERB VBD 0 root
             ? ? PUNCT . 3 punct
             ” ” PUNCT '' 3 punct

             Lind Lind PROPN NNP 2 nsubj person:2
             asked ask VERB VBD 0 root
             them they PRON PRP 2 obj
             . . PUNCT . 2 punct",
        );
        assert_eq!(found, ["Lind | “ Rain fell ? ”"]);
    }

    #[test]
    fn speech_within_speech_is_that_of_the_inner_speaker() {
        let found = reports(
            "“ “ PUNCT `` 3 punct
             She she PRON PRP 3 nsubj
             said say VERB VBD 0 root
             , , PUNCT , 3 punct
             ‘Thank thank VERB VB 3 ccomp
             you you PRON PRP 5 obj
             . . PUNCT . 3 punct

             We we PRON PRP 2 nsubj
             waited.’ wait VERB VBD 0 root
             ” ” PUNCT '' 2 punct
             Roth Roth PROPN NNP 5 nsubj person:1
             said say VERB VBD 2 parataxis",
        );
        assert!(found.contains(&"She | ‘Thank you . We waited.’".to_owned()), "{found:?}");
    }

    #[test]
    fn a_line_that_names_a_paper_introduces_what_it_reports() {
        let found = reports(
            "The the DET DT 2 det
             Herald Herald PROPN NNP 3 compound organization:1
             reports report NOUN NNS 0 root
             : : PUNCT : 3 punct

             “ “ PUNCT `` 3 punct
             We we PRON PRP 3 nsubj
             waited wait VERB VBD 0 root
             . . PUNCT . 3 punct
             ” ” PUNCT '' 3 punct",
        );
        assert_eq!(found, ["The Herald | “ We waited . ”"]);
    }

    #[test]
    fn who_acts_before_a_comma_speaks_the_sentence_behind_it() {
        let found = reports(
            "Roth Roth PROPN NNP 2 nsubj person:1
             shared share VERB VBD 0 root
             doubts doubt NOUN NNS 2 obj
             , , PUNCT , 2 punct
             “ “ PUNCT `` 8 punct
             We we PRON PRP 8 nsubj
             may may AUX MD 8 aux
             wait wait VERB VB 2 parataxis
             for for ADP IN 10 case
             rain rain NOUN NN 8 obl
             . . PUNCT . 8 punct
             ” ” PUNCT '' 8 punct",
        );
        assert_eq!(found, ["Roth | “ We may wait for rain . ”"]);
    }

    #[test]
    fn who_acts_before_a_colon_speaks_behind_it() {
        let found = reports(
            "Roth Roth PROPN NNP 2 nsubj person:1
             apologized apologize VERB VBD 0 root
             : : PUNCT : 2 punct
             “ “ PUNCT `` 9 punct
             We we PRON PRP 9 nsubj
             were be AUX VBD 9 cop
             very very ADV RB 9 advmod
             much much ADV RB 9 advmod
             late late ADJ JJ 2 dep
             . . PUNCT . 9 punct
             ” ” PUNCT '' 9 punct",
        );
        assert_eq!(found, ["Roth | “ We were very much late . ”"]);
    }

    #[test]
    fn a_name_behind_a_dash_signs_a_quotation() {
        let found = reports(
            "“ “ PUNCT `` 3 punct
             We we PRON PRP 3 nsubj
             waited wait VERB VBD 0 root
             . . PUNCT . 3 punct
             ” ” PUNCT '' 3 punct
             — — PUNCT : 7 punct
             Ana Ana PROPN NNP 3 parataxis person:2
             Roth Roth PROPN NNP 7 flat",
        );
        assert_eq!(found, ["Ana Roth | “ We waited . ”"]);
    }
}
