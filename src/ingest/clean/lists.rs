//! Clutter that no single line gives away: repeated headlines, lists of other articles, navigation, furniture
//! between clutter. Judged by shape, position and neighbourhood.

use super::Line;
use super::rules::{self, bare};
use crate::ingest::blocks::{ends_sentence, folded, is_heading_shape, is_title_case};
use crate::model::BlockKind;
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Marks repetitions: a headline that stood before, or a whole paragraph again.
pub(super) fn mark_repetitions(lines: &mut [Line]) {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for line in lines.iter_mut().filter(|l| l.reason.is_none()) {
        let words = line.words();
        let key = folded(without_site(line.piece.words()));
        let is_headline = words >= 3 && is_heading_shape(line.piece.words());
        if !is_headline && words < 8 || key.is_empty() {
            continue;
        }
        if !seen.insert(key) {
            line.reason = Some(if is_headline { "repeated headline" } else { "repeated paragraph" });
        }
    }
}

/// A headline without the site's name that page titles carry: `Port Strike Ends | Harbour Gazette`.
fn without_site(text: &str) -> &str {
    [" | ", " - ", " – ", " — "]
        .iter()
        .find_map(|mark| text.rsplit_once(mark))
        .filter(|(head, site)| head.split_whitespace().count() >= 4 && site.split_whitespace().count() <= 4)
        .map_or(text, |(head, _)| head)
}

/// What a line looks like to whoever looks for lists of other articles.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    /// `3 hours ago`, `May 17, 2025`
    Stamp,
    /// `Ministers Agree on Quotas 3 hours ago`
    StampedHeadline,
    /// `Ministers Agree on Quotas`
    Headline,
    /// `Most read`
    Cue,
    /// `Energy`, under a heading such as `Related topics`
    Label,
    /// Already known for clutter.
    Dropped,
    /// Anything else.
    Other,
}

fn look(line: &Line) -> Look {
    static STAMP: LazyLock<Option<Regex>> = LazyLock::new(|| {
        rules::whole(r"(?:(?:updated|published|posted)?:?\s*(?:{date}|{time}|{ago})[ ,|@•·–-]*)+(?:[\w ]{2,20})?")
    });
    static STAMPED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        rules::whole(
            r"(?:{date}|{time}|{ago})(?: |\s*[|@•·]\s*)[\p{L}\d“‘]\S*(?: \S+){2,20}|\S+(?: \S+){2,20}(?:\s*[|@•·–—(]\s*(?:{date}(?:[ ,|]*{time})?|{time})\)?|\s*[|@•·–—(,-]?\s*{ago}\)?)",
        )
    });
    let full = line.piece.words();
    let text = bare(full);
    match line.reason {
        Some("list heading") => return Look::Cue,
        Some("time stamp") => return Look::Stamp,
        Some(_) => return Look::Dropped,
        None => {}
    }
    let words = line.words();
    if words > 24 || ends_sentence(full) && !full.ends_with(['?', '’', '\'', '”']) && !is_clock(full) {
        return Look::Other;
    }
    if words <= 8 && STAMP.as_ref().is_some_and(|s| s.is_match(text)) {
        Look::Stamp
    } else if STAMPED.as_ref().is_some_and(|s| s.is_match(text)) {
        Look::StampedHeadline
    } else if words >= 3 && line.piece.kind != Some(BlockKind::Paragraph) && is_list_headline(text) {
        Look::Headline
    } else if words < 3 && is_list_headline(text) {
        Look::Label
    } else {
        Look::Other
    }
}

/// Whether the text ends in `p.m.`, whose stop ends no sentence.
fn is_clock(text: &str) -> bool {
    text.ends_with("m.") && text.split_whitespace().count() <= 8
}

fn is_list_headline(text: &str) -> bool {
    !text.starts_with(char::is_lowercase) && !text.ends_with([',', ';', ':'])
}

/// Marks lists of other articles: runs of headlines that carry times, that follow a heading such as `Most read`, or
/// that stand after the article's end.
pub(super) fn mark_headline_lists(lines: &mut [Line]) {
    let mut looks: Vec<Look> = lines.iter().map(look).collect();
    let is_prose: Vec<bool> = lines.iter().map(|l| l.reason.is_none() && l.is_prose()).collect();
    let Some(last_prose) = is_prose.iter().rposition(|p| *p) else { return };
    // Within the article a lone word is a name or a heading.
    looks[..last_prose].iter_mut().filter(|l| **l == Look::Label).for_each(|l| *l = Look::Other);
    let mut at = 0;
    while at < lines.len() {
        if looks[at] == Look::Other {
            at += 1;
            continue;
        }
        let end = (at..lines.len()).find(|i| looks[*i] == Look::Other).unwrap_or(lines.len());
        let run = at..end;
        // The headline directly before a paragraph is that paragraph's own.
        let before_prose = is_prose.get(end).copied().unwrap_or(false);
        let own = before_prose.then(|| own_headline(&looks, &run)).flatten();
        if let Some(from) = list_start(&looks, &run, at > last_prose) {
            for i in (from..end).filter(|i| own != Some(*i)) {
                lines[i].reason.get_or_insert("headline list");
            }
        }
        at = end;
    }
}

/// The last headline of a run that stands before a paragraph, if no list heading comes between.
fn own_headline(looks: &[Look], run: &std::ops::Range<usize>) -> Option<usize> {
    let last = run.clone().rev().find(|i| matches!(looks[*i], Look::Headline | Look::Cue))?;
    (looks[last] == Look::Headline && (last + 1 == run.end || run.start == 0)).then_some(last)
}

/// Where the list of other articles begins within a run, if there is one.
fn list_start(looks: &[Look], run: &std::ops::Range<usize>, after_end: bool) -> Option<usize> {
    let count = |from: usize, wanted: &[Look]| looks[from..run.end].iter().filter(|l| wanted.contains(l)).count();
    let headlines = count(run.start, &[Look::Headline, Look::StampedHeadline]);
    let stamps = count(run.start, &[Look::Stamp, Look::StampedHeadline]);
    if headlines >= 2 && stamps >= 2 {
        return Some(run.start);
    }
    if let Some(cue) = run.clone().find(|i| looks[*i] == Look::Cue)
        && count(cue, &[Look::Headline, Look::StampedHeadline, Look::Label]) >= 1
    {
        return Some(cue);
    }
    (after_end && headlines >= 3).then_some(run.start)
}

/// How many lines of labels a page has before its headline.
const LABELS: usize = 3;

/// Marks what readers wrote: everything after a line such as `Join the conversation` when buttons and times follow it.
pub(super) fn mark_comments(lines: &mut [Line]) {
    let is_widget = |l: &Line| matches!(l.reason, Some("time stamp" | "share buttons" | "comments"));
    let starts =
        |i: &usize| lines[*i].reason == Some("comments") && lines[i + 1..].iter().filter(|l| is_widget(l)).count() >= 2;
    let Some(start) = (0..lines.len()).find(starts) else { return };
    for line in &mut lines[start..] {
        line.reason.get_or_insert("comments");
    }
}

/// Marks what belongs to the clutter before it: the office of the one named in a byline (`Environment correspondent`),
/// the caption under a photograph's credit.
pub(super) fn mark_followers(lines: &mut [Line]) {
    const OFFICES: &[&str] = &[
        "correspondent",
        "reporter",
        "editor",
        "producer",
        "columnist",
        "writer",
        "bureau",
        "analyst",
        "desk",
        "journalist",
    ];
    for i in 1..lines.len() {
        let before = lines[i - 1].reason;
        let line = &mut lines[i];
        if line.reason.is_some() || ends_sentence(line.piece.words()) {
            continue;
        }
        let text = line.piece.words().to_lowercase();
        let mut words = text.split(|c: char| !c.is_alphanumeric());
        line.reason = match before {
            Some("byline") if line.words() <= 7 && words.any(|w| OFFICES.contains(&w)) => Some("byline"),
            Some("photo credit") if (6..=40).contains(&line.words()) && !is_title_case(line.piece.words()) => {
                Some("photo caption")
            }
            _ => None,
        };
    }
}

/// Marks single words before the headline (`news`, `Ukraine war`), and short capitalised lines that stand between
/// clutter after the article's end (`Harbour Gazette International`).
pub(super) fn mark_furniture(lines: &mut [Line]) {
    let first_prose = lines.iter().position(|l| l.reason.is_none() && l.is_prose());
    let last_prose = lines.iter().rposition(|l| l.reason.is_none() && l.is_prose());
    let (Some(first), Some(last)) = (first_prose, last_prose) else { return };
    let headline = lines[..first].iter().rposition(|l| l.reason.is_none() && l.words() >= 4);
    let before = headline.unwrap_or(0).min(LABELS);
    for line in
        lines[..before].iter_mut().filter(|l| l.reason.is_none() && l.words() <= 3 && !l.piece.text.ends_with(';'))
    {
        line.reason = Some("section label");
    }
    for i in last + 1..lines.len() {
        let after_clutter = i > last + 1 && lines[i - 1].reason.is_some();
        let before_clutter = lines.get(i + 1).is_none_or(|l| l.reason.is_some());
        let line = &mut lines[i];
        if line.reason.is_none()
            && after_clutter
            && before_clutter
            && line.words() <= 10
            && is_capitalised(line.piece.words())
        {
            line.reason = Some("page furniture");
        }
    }
}

/// Whether every word that could be a verb is capitalised, so that the line names something and says nothing.
fn is_capitalised(text: &str) -> bool {
    const SMALL: &[&str] = &["and", "of", "the", "for", "in", "at", "by", "with", "to", "on", "a", "an"];
    text.split_whitespace().all(|w| !w.starts_with(char::is_lowercase) || SMALL.contains(&w))
}
