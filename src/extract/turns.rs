//! Speech over more than one sentence: quotations that go on with the last speaker, and turns headed by a name.

use super::content;
use super::lexicon;
use super::quotation::Quotation;
use super::reporting::{self, Frame};
use super::{Phrase, Report};
use crate::model::{Annotation, BlockKind, Document, EntityType, Sentence, Span, Stance};

/// A name this many words long at most heads a turn: `Mayor Holt: We will rebuild.`
const LONGEST_HEADING: usize = 5;

/// The most bytes that may stand between the start of a sentence and a quotation that goes on in it.
const LONGEST_LEAD: usize = 12;

/// Gives quotations that stand alone after a quoting report to its speaker: later in the same paragraph, and in the next
/// one where the quotation broke off without a closing mark or is all that stands there.
pub(super) fn carry_on(document: &Document, annotation: &Annotation, quotations: &[Quotation], reports: &mut [Report]) {
    reports.sort_by_key(|r| (r.cue.sentence, r.cue.head));
    let mut taken: Vec<Span> = reports.iter().flat_map(|r| r.content.iter().copied()).collect();
    taken.sort_unstable();
    let speaking = speaking(annotation, quotations, reports);
    let turns = turns(document, annotation, reports);
    let mut next = 0;
    let mut speaker: Option<(usize, u32)> = None;
    let mut broken_off = false;
    for quotation in quotations {
        while let Some(&(report, end)) =
            speaking.get(next).filter(|(r, _)| starts(annotation, &reports[*r]) <= quotation.span.start)
        {
            speaker = Some((report, end));
            next += 1;
        }
        let block = block_of(document, quotation.span.start);
        let is_free = !is_reported(&taken, quotation.span);
        let Some((report, its_block)) = speaker else { continue };
        let whole = block.is_some_and(|b| document.blocks[b].span == quotation.span);
        let next_to =
            |b: usize| b == its_block as usize + 1 || b == its_block as usize + 2 && transcribes(document, b - 1);
        let same = block == Some(its_block as usize) || (broken_off || whole) && block.is_some_and(next_to);
        let same = same && block.is_none_or(|b| b == its_block as usize || turns.binary_search(&(b as u32)).is_err());
        let words = quotation.span.of(&document.text);
        let is_free =
            is_free && (!is_single(words) || block == Some(its_block as usize) || broken_off || speaks(words));
        let cue = reports[report].cue.sentence;
        let begun = sentence_start(document, annotation, quotation.span.start, cue);
        if let Some(start) = begun.filter(|_| is_free && same) {
            reports[report].content.push(Span { start, end: quotation.span.end });
            reports[report].content = content::union(std::mem::take(&mut reports[report].content));
            speaker = block.map(|b| (report, b as u32));
        }
        broken_off = quotation.open;
    }
}

/// Whether a block only says that the words follow: `Transcript as follows:`.
fn transcribes(document: &Document, block: usize) -> bool {
    let text = document.blocks[block].span.of(&document.text);
    let mut words = text.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase);
    text.len() <= LONGEST_LABEL && text.ends_with(':') && words.any(|w| lexicon::listed("transcript", &w))
}

/// The most bytes of a line that says that a transcript follows.
const LONGEST_LABEL: usize = 60;

/// The blocks that begin with the name of who speaks in them, in order: nobody else goes on there.
fn turns(document: &Document, annotation: &Annotation, reports: &[Report]) -> Vec<u32> {
    let headed = |r: &&Report| r.cue.span(annotation).of(&document.text) == ":";
    reports.iter().filter(headed).map(|r| annotation.sentences[r.cue.sentence as usize].block).collect()
}

/// The reports of speech, in text order, without those within another or by the same words for the speaker, each with the block it stands in.
fn speaking(annotation: &Annotation, quotations: &[Quotation], reports: &[Report]) -> Vec<(usize, u32)> {
    let speaks = |r: &Report| reporting::reports(&r.verb.replace('_', " "), Frame::Quote);
    // What is said within a quotation, cue and all, is nobody's turn.
    let quoted = |r: &Report, s: Span| {
        let cue = r.cue.span(annotation);
        content::touching(quotations, s).any(|q| q.span.start <= s.start && !q.span.contains(cue))
    };
    let quotes = |r: &Report| r.content.iter().any(|s| quoted(r, *s));
    // `must have admitting privileges`: a participle or infinitive that quotes nothing is nobody's turn.
    let finite = |r: &Report| {
        let tokens = &annotation.sentences[r.cue.sentence as usize].tokens;
        let loose = matches!(tokens[r.cue.head as usize].relation(), "xcomp" | "acl" | "amod");
        !loose || tokens[r.cue.head as usize].deprel == "acl:relcl"
    };
    let mut kept: Vec<usize> = Vec::new();
    // `They told me it was late`, within a speech
    let within = |r: &Report| content::touching(quotations, r.cue.span(annotation)).next().is_some();
    for i in (0..reports.len()).filter(|i| {
        reports[*i].source.is_some()
            && !within(&reports[*i])
            && !is_denied(annotation, &reports[*i])
            && (speaks(&reports[*i]) && finite(&reports[*i]) || quotes(&reports[*i]))
    }) {
        let cue = reports[i].cue.span(annotation);
        let goes_on = kept.last().is_some_and(|k| {
            let last = &reports[*k];
            let aside = last.cue.sentence == reports[i].cue.sentence && quotes(last) && !quotes(&reports[i]);
            aside || last.source == reports[i].source || last.content.iter().any(|s| s.contains(cue))
        });
        if !goes_on {
            kept.push(i);
        }
    }
    let block = |i: usize| annotation.sentences[reports[i].cue.sentence as usize].block;
    kept.into_iter().map(|i| (i, block(i))).collect()
}

/// `She did not say that …`: nothing of hers goes on.
fn is_denied(annotation: &Annotation, report: &Report) -> bool {
    let tokens = &annotation.sentences[report.cue.sentence as usize].tokens;
    tokens[report.cue.first as usize..=report.cue.last as usize]
        .iter()
        .any(|t| matches!(t.lemma.as_str(), "not" | "never"))
}

fn starts(annotation: &Annotation, report: &Report) -> u32 {
    let cue = report.cue.span(annotation).start;
    report.content.first().map_or(cue, |s| s.start.min(cue))
}

fn block_of(document: &Document, at: u32) -> Option<usize> {
    let index = document.blocks.partition_point(|b| b.span.end <= at);
    document.blocks.get(index).filter(|b| b.span.start <= at).map(|_| index)
}

/// Whether a quotation ends in a full stop, as speech does and a heading does not.
fn speaks(quotation: &str) -> bool {
    quotation.trim_end_matches(['\'', '\u{2019}']).ends_with(['.', '?', '!'])
}

/// Whether a quotation has single marks: alone on its line it may be a heading rather than speech.
fn is_single(quotation: &str) -> bool {
    let marks = quotation.chars().take_while(|c| matches!(c, '\'' | '\u{2018}' | '`')).count();
    marks == 1
}

/// Whether a report from outside the quotation has it; what is reported within it begins after its mark.
fn is_reported(contents: &[Span], quotation: Span) -> bool {
    let until = contents.partition_point(|s| s.start <= quotation.start);
    contents[..until].iter().rev().take(40).any(|s| s.overlaps(quotation))
}

/// Where the sentence begins that a quotation opens, or opens after a word or two: `Now, “we wait.”` The quotation itself, where
/// only a full stop that also ends an abbreviation keeps it in the sentence of its speaker, number `speaks`: `… on Elm St. “We wait.”`
fn sentence_start(document: &Document, annotation: &Annotation, at: u32, speaks: u32) -> Option<u32> {
    let index = annotation.sentences.partition_point(|s| s.span.end <= at);
    let start = annotation.sentences.get(index)?.span.start;
    let before = Span { start, end: at }.of(&document.text);
    let stopped = before.trim_end().ends_with(['.', '?', '!']) && index as u32 == speaks;
    let begun = if before.len() <= LONGEST_LEAD { Some(start) } else { stopped.then_some(at) };
    begun.filter(|_| start <= at)
}

/// Reads `Name: what they say` at the start of a block; in running text the whole block is the turn.
pub(super) fn headings(document: &Document, annotation: &Annotation, reports: &mut Vec<Report>) {
    let mut last_block = None;
    for (index, sentence) in annotation.sentences.iter().enumerate() {
        if last_block.replace(sentence.block) == Some(sentence.block) {
            continue;
        }
        let Some((source, colon)) = heading(index as u32, sentence, document) else { continue };
        let Some(block) = document.blocks.get(sentence.block as usize) else { continue };
        let end = if block.kind == BlockKind::Title { sentence.span.end } else { block.span.end };
        let Some(first) = sentence.tokens.get(colon + 1) else { continue };
        let content = trimmed(&document.text, Span { start: first.span.start, end });
        reports.retain(|r| r.source.map(|s| (s.sentence, s.head)) != Some((source.sentence, source.head)));
        let cue = Phrase { sentence: index as u32, head: colon as u32, first: colon as u32, last: colon as u32 };
        reports.push(Report {
            source: Some(source),
            cue,
            verb: "say".into(),
            stance: Stance::States,
            content: vec![content],
        });
    }
}

/// The name before a colon at the start of a sentence, if that is all that stands there.
fn heading(index: u32, sentence: &Sentence, document: &Document) -> Option<(Phrase, usize)> {
    let colon = sentence.tokens.iter().take(LONGEST_HEADING + 1).position(|t| t.span.of(&document.text) == ":")?;
    let last = colon.checked_sub(1)?;
    // `"HOLT: We wait.`: each paragraph of a printed interview opens a mark.
    let from = usize::from(matches!(sentence.tokens[0].span.of(&document.text), "\"" | "\u{201C}" | "''") && last > 0);
    let words = &sentence.tokens[from..colon];
    // `A: We wait.` tells that somebody answers, not who.
    if words.iter().all(|t| t.span.len() == 1) {
        return None;
    }
    // `VIDEO: Berg leaves the hall` tells what follows.
    if lexicon::listed("rubric", &sentence.tokens[last].span.of(&document.text).to_lowercase()) {
        return None;
    }
    let speaker = |k: EntityType| matches!(k, EntityType::Person | EntityType::Organization);
    let named = sentence.names.iter().any(|n| n.last as usize == last && speaker(n.kind));
    let shouted =
        words.iter().all(|t| t.span.of(&document.text).chars().all(|c| c.is_uppercase() || c == '.')) && colon <= 3;
    let survey = |w: &str| {
        ["poll", "study", "report", "survey", "sources", "source", "police"].contains(&w.to_lowercase().as_str())
    };
    // `Anger at police: …` is a heading.
    let heads = sentence.tokens[last].parent().is_none_or(|p| p >= colon);
    let surveyed = heads && survey(sentence.tokens[last].span.of(&document.text));
    let spoken = sentence.tokens.get(colon + 1..)?.iter().any(|t| matches!(t.upos, "VERB" | "AUX" | "INTJ"));
    ((named || shouted || surveyed) && spoken).then(|| {
        let head = (from..colon).find(|i| sentence.tokens[*i].parent().is_none_or(|p| p >= colon)).unwrap_or(last);
        (Phrase { sentence: index, head: head as u32, first: from as u32, last: last as u32 }, colon)
    })
}

/// A span without a final full stop and the blanks around it.
fn trimmed(text: &str, span: Span) -> Span {
    let kept = span.of(text).trim_end().trim_end_matches('.').trim_end();
    Span { start: span.start, end: span.start + kept.len() as u32 }
}
