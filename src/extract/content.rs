//! From words to spans: what exactly is reported, with its quotation marks and without stray punctuation.

use super::lexicon;
use super::nominals;
use super::quotation::Quotation;
use super::relative::are_people;
use super::reporting::{self, Frame, Part};
use super::tree::Tree;
use crate::model::{EntityType, Span, Stance};
use std::ops::Range;

/// All words of the subtree of `head` without the subtrees of `except`, in text order.
pub(super) fn subtree(tree: &Tree, head: usize, except: &[usize]) -> Vec<usize> {
    let mut words = Vec::new();
    let mut stack = vec![head];
    while let Some(i) = stack.pop() {
        if except.contains(&i) || words.len() > tree.len() {
            continue;
        }
        words.push(i);
        stack.extend(tree.children(i));
    }
    words.sort_unstable();
    words
}

/// Clauses within the content `clause` of verb `v` that report anew for the speaker of `v`, though the parse hangs them deeper:
/// `said that rates would fall and warned that …`, `said it was late, adding that …`.
pub(super) fn second_reports(tree: &Tree, clause: usize, v: usize) -> Vec<usize> {
    let reports = |c: usize| {
        let entry = reporting::entry(Part::Verb, &tree.lemma(c));
        let speaks = entry.is_some_and(|e| e.any(&[Frame::Quote, Frame::That]).is_some());
        let that = tree.related(c, "mark").any(|m| tree.is(m, &["that", "whether", "if"]));
        speaks && tree.child(c, &["ccomp"]).is_some() && !that
    };
    let own_subject = |c: usize| tree.child(c, &["nsubj", "nsubj:pass"]).is_some();
    let starts = |c: usize| {
        let (token, parent) = (&tree.tokens[c], tree.parent(c).unwrap_or(clause));
        let unlike = tree.tokens[parent].xpos != token.xpos
            || tree.children(parent).any(|a| matches!(tree.tokens[a].relation(), "aux" | "cop"));
        match token.relation() {
            "conj" => {
                let alike = token.xpos == tree.tokens[v].xpos && matches!(token.xpos, "VBD" | "VBZ" | "VBP");
                alike && (unlike || own_subject(c))
            }
            "advcl" if own_subject(c) => {
                tree.related(c, "mark").any(|m| tree.is(m, &["while", "though", "although", "whereas"]))
            }
            "advcl" => token.xpos == "VBG" && behind_comma(tree, c),
            _ => false,
        }
    };
    // `said it was late, citing the weather`
    let cites = |c: usize| {
        let speaks = reporting::reports(&tree.lemma(c), Frame::Quote);
        let refers = lexicon::listed("cites", &tree.lemma(c)) && tree.child(c, &["obl"]).is_some();
        tree.tokens[c].relation() == "advcl" && (refers || speaks && tree.child(c, &["obj"]).is_some())
    };
    // `said that it had been late but rejected the blame`
    let turns = |c: usize| {
        let speaks = reporting::reports(&tree.lemma(c), Frame::Object);
        let joined = |words: &[&str]| tree.related(c, "cc").any(|m| tree.is(m, words));
        // `said it was wrong, and accused him`: what was wrong accuses nobody.
        let anew = || {
            let set_off = tree.related(c, "cc").any(|m| behind_comma(tree, m));
            set_off && tree.parent(c).is_some_and(|first| tree.tokens[first].upos == "ADJ")
        };
        let but = joined(&["but"]) || joined(&["and"]) && anew();
        speaks && but && !own_subject(c) && tree.child(c, &["obj"]).is_some()
    };
    // `said it would be late and blamed the weather`
    let resumes = |c: usize| {
        let past = |i: usize| tree.tokens[i].xpos == "VBD";
        let ahead = |p: usize| tree.related(p, "aux").any(|a| tree.tokens[a].xpos == "MD");
        let helper = |i: usize| tree.children(i).any(|a| matches!(tree.tokens[a].relation(), "aux" | "cop"));
        let plain = tree.tokens[c].relation() == "conj" && past(c) && past(v) && !own_subject(c) && !helper(c);
        // `would be freed and returned`: two participles
        let passive = |p: usize| tree.child(p, &["aux:pass"]).is_some();
        // `denied that they had shot and blamed others`
        let earlier = |p: usize| {
            let had = tree.related(p, "aux").any(|a| tree.tokens[a].xpos == "VBD" && tree.is(a, &["have"]));
            had && reporting::reports(&tree.lemma(c), Frame::Object)
        };
        plain && tree.parent(c).is_some_and(|p| (ahead(p) || earlier(p)) && !passive(p))
    };
    // `said the gates were old and asked for money`: no thing asks
    let asks = |c: usize| {
        let place = |s: usize| nominals::noun(&tree.lemma(s)).is_some_and(|n| n.kind == EntityType::Place);
        let thing = |s: usize| tree.tokens[s].upos == "NOUN" && !are_people(tree, s) && !place(s);
        let of_thing = tree.parent(c).and_then(|p| tree.child(p, &["nsubj"])).is_some_and(thing);
        let speaks = || reporting::reports(&tree.lemma(c), Frame::Quote);
        tree.tokens[c].relation() == "conj" && !own_subject(c) && of_thing && speaks()
    };
    // `said it was late, while the clerks accused her of lying`: a clause of its own
    let contrasts = |c: usize| {
        let set_off = tree.related(c, "mark").any(|m| behind_comma(tree, m) && tree.is(m, &["while", "whereas"]));
        let entry = reporting::entry(Part::Verb, &tree.lemma(c));
        let speaks = entry.is_some_and(|e| {
            matches!(e.any(&[Frame::Quote, Frame::Object]), Some(Stance::States | Stance::Claims | Stance::Denies))
        });
        let told = tree.child(c, &["obj", "iobj"]).is_some();
        tree.tokens[c].relation() == "advcl"
            && set_off
            && own_subject(c)
            && speaks
            && told
            && tree.tokens[c].xpos == tree.tokens[v].xpos
    };
    // `denies that it rains, although it is wet`: what is granted is not denied.
    let grants = |c: usize| {
        let denies =
            reporting::entry(Part::Verb, &tree.lemma(v)).is_some_and(|e| e.stance(Frame::That) == Some(Stance::Denies));
        let conceded = tree.related(c, "mark").any(|m| tree.is(m, &["although", "though"]) && behind_comma(tree, m));
        denies && conceded && own_subject(c)
    };
    let anew = |c: usize| {
        contrasts(c) || grants(c) || starts(c) && (asks(c) || reports(c) || cites(c) || turns(c)) || resumes(c)
    };
    (v + 1..tree.len()).filter(|c| *c != clause && tree.within(*c, clause) && anew(*c)).collect()
}

/// The verb of speech whose subject goes on to speak at `i`, which the parse joins to what is said: `complained that it was late and
/// asked why`, `said she did not think it would last and blamed the rain`.
pub(super) fn speaks_on(tree: &Tree, i: usize) -> Option<usize> {
    let first = tree.parent(i).filter(|_| tree.tokens[i].relation() == "conj")?;
    if tree.child(i, &["nsubj", "nsubj:pass"]).is_some() {
        return None;
    }
    let mut said = first;
    while let Some(verb) = tree.parent(said).filter(|v| tree.tokens[said].relation() == "ccomp" && *v < said) {
        if second_reports(tree, said, verb).contains(&i) {
            return Some(verb);
        }
        said = verb;
    }
    None
}

/// Whether a comma stands right before a word, or before the closing mark there: `“is late,” adding`.
fn behind_comma(tree: &Tree, word: usize) -> bool {
    let before = (0..word).rev().find(|i| tree.tokens[*i].xpos != "''");
    before.is_some_and(|i| tree.tokens[i].lemma == ",")
}

/// Leaves out what stands between the reporting verb and the `that` or the quotation that opens what is reported: `said on Monday that
/// it rained`, `said in May, when it rained, “We wait”`.
pub(super) fn begin_at_clause(tree: &Tree, v: usize, clause: usize, words: &mut Vec<usize>) {
    let that = tree.related(clause, "mark").find(|m| tree.is(*m, &["that"]));
    let opens = |i: &usize| tree.tokens[*i].xpos == "``" && matches!(tree.tokens[*i - 1].lemma.as_str(), "," | ":");
    let told = |q: usize| (v + 1..q).any(|i| tree.tokens[i].upos == "VERB");
    let whole = |q: usize| (q..clause).all(|i| tree.tokens[i].xpos != "''");
    let quotation = || (v + 1..clause).rev().find(opens).filter(|q| told(*q) && whole(*q));
    if let Some(start) = that.or_else(quotation).filter(|m| words.first().is_some_and(|first| first < m)) {
        words.retain(|w| *w >= start);
    }
}

/// What stands before a reporting clause that interrupts what it reports: `In some cases, she said, it rained`.
pub(super) fn before_interruption(tree: &Tree, v: usize, subject: Option<usize>) -> Vec<usize> {
    let comma = |i: usize| tree.tokens.get(i).is_some_and(|t| t.lemma == ",");
    let Some(subject) = subject.filter(|s| *s < v && comma(v + 1) && tree.tokens[v].relation() == "root") else {
        return Vec::new();
    };
    let first = tree.borders(subject).0;
    let set_off =
        first.checked_sub(1).is_some_and(|i| comma(i) || i > 0 && comma(i - 1) && tree.tokens[i].upos == "PUNCT");
    // `As a bell rang, she said, “We wait”`: the teller says when it was.
    let quotes = |i: usize| tree.tokens.get(i).is_some_and(|t| t.xpos == "``");
    let told = quotes(v + 2) && !quotes(0);
    if set_off && !told { (clause_start(tree, first)..first).collect() } else { Vec::new() }
}

/// The words before and after a reporting clause that commas part from what it interrupts: `The bill, she said, was late.`
pub(super) fn interruption(tree: &Tree, v: usize, subject: usize) -> Option<(Range<usize>, Range<usize>)> {
    let comma = |i: usize| tree.tokens.get(i).is_some_and(|t| t.lemma == ",");
    let quoted = |i: usize| tree.tokens.get(i).is_some_and(|t| matches!(t.xpos, "``" | "''"));
    // `The bill, said Ana Roth, was late.`
    let inverted = tree.borders(subject).0 == v + 1;
    let first = if inverted { v } else { tree.borders(subject).0.min(subject) };
    let opened = first.checked_sub(1).filter(|i| comma(*i))?;
    let closed = if inverted {
        let last = tree.borders(subject).1;
        Some(if comma(last) { last } else { last + 1 }).filter(|i| comma(*i))?
    } else {
        (v + 1..=v + LONGEST_ASIDE).find(|i| comma(*i))?
    };
    // `The bill, clerks in two towns say, is late.`
    let behind = tree.borders(subject).1.min(v) + 1;
    let finite = matches!(tree.tokens[v].xpos, "VBD" | "VBZ" | "VBP");
    let whole = finite && (first..behind.min(v)).all(|i| tree.tokens[i].upos != "PUNCT");
    let behind = if whole { behind } else { subject + 1 };
    let near = subject < v && (behind..v).all(|i| matches!(tree.tokens[i].upos, "AUX" | "ADV" | "PART"));
    let adverbs = (v + 1..closed).all(|i| !matches!(tree.tokens[i].upos, "VERB" | "AUX" | "SCONJ" | "PUNCT"));
    // `Adopting the report, the board rejected it, ruled them fit and left`: what it did has its object.
    let acts = || tree.child(v, &["obj"]).is_some_and(|o| o > v) && !reporting::addresses(&tree.lemma(v));
    let near = inverted || near && adverbs && !acts();
    let plain = !quoted(opened.wrapping_sub(1)) && !quoted(closed + 1) && !tree.is(first, &["as", "who", "which"]);
    // `It was late and, she said, cold`, `fell because, she said, it rained`: what stands before the conjunction may be the teller's.
    let joins =
        |i: &usize| matches!(tree.tokens[*i].upos, "CCONJ" | "SCONJ") || matches!(tree.tokens[*i].xpos, "WDT" | "WP");
    let joined = opened.checked_sub(1).filter(joins);
    let begins = joined.map_or_else(|| clause_start(tree, opened), |i| i + 1);
    let subordinate = tree.tokens[0].upos == "SCONJ" && tree.is(0, &["as", "while"]);
    (near && plain && !subordinate).then(|| (begins..opened, closed + 1..tree.len()))
}

/// Where the clause begins that is broken off at `end` before its verb: behind a conjunction or `that`, where a verb stands before it
/// and none behind: `It rained and the bridge, she said, fell`.
fn clause_start(tree: &Tree, end: usize) -> usize {
    let finite = |i: usize| matches!(tree.tokens[i].xpos, "VBD" | "VBZ" | "VBP" | "MD");
    let opens = |i: &usize| tree.tokens[*i].upos == "CCONJ" || tree.tokens[*i].xpos == "IN" && tree.is(*i, &["that"]);
    let start = (0..end).rev().find(opens).filter(|i| (0..*i).any(finite) && !(*i..end).any(finite));
    start.map_or(0, |i| i + 1)
}

/// The most words between a reporting verb and the comma that ends its clause: `she said in May,`.
const LONGEST_ASIDE: usize = 4;

/// Words without a relative or participial clause that comments on them at their end, behind a comma.
pub(super) fn without_comment(tree: &Tree, words: Vec<usize>) -> Vec<usize> {
    without_last(tree, words, |c| tree.tokens[c].relation() == "acl")
}

/// Words of a clause without an apposition to a name or to the whole at their end (`a claim that she denied`), without what else is
/// so (`as was the mayor`), and without what happened meanwhile (`as prices rose`).
pub(super) fn without_gloss(tree: &Tree, words: Vec<usize>) -> Vec<usize> {
    let named = |c: usize| tree.parent(c).is_some_and(|p| tree.tokens[p].upos == "PROPN");
    let summed_up = |c: usize| {
        let indefinite = tree.related(c, "det").any(|d| tree.is(d, &["a", "an"]));
        // `a claim that she denied`, whichever clause the parse takes it for
        let finite = |r: usize| tree.tokens[r].deprel == "acl:relcl" || matches!(tree.tokens[r].xpos, "VBD" | "VBZ");
        // `a claim denied by the clerks`
        let by_others = |r: usize| tree.child(r, &["obl:agent"]).is_some();
        indefinite && tree.related(c, "acl").any(|r| finite(r) || by_others(r))
    };
    let meanwhile = |c: usize| {
        tree.related(c, "mark").any(|m| tree.is(m, &["as"])) && tree.child(c, &["nsubj", "nsubj:pass"]).is_some()
    };
    let alike = |c: usize| {
        let first = tree.borders(c).0;
        let first = if tree.tokens[first].lemma == "," { first + 1 } else { first };
        tree.is(first, &["as"]) && tree.tokens.get(first + 1).is_some_and(|t| t.upos == "AUX")
    };
    without_last(tree, words, |c| match tree.tokens[c].relation() {
        "appos" => named(c) || summed_up(c),
        "parataxis" => tree.tokens[c].upos == "NOUN" && summed_up(c),
        "advcl" => alike(c) || meanwhile(c),
        _ => false,
    })
}

/// Words without the phrase or clause of this kind that stands at their end behind a comma.
fn without_last(tree: &Tree, mut words: Vec<usize>, kind: impl Fn(usize) -> bool) -> Vec<usize> {
    let Some(&last) = words.iter().rev().find(|w| tree.tokens[**w].upos != "PUNCT") else { return words };
    let set_off = |c: usize| {
        let (first, end) = tree.borders(c);
        let comma = tree.tokens[first].lemma == "," || first > 0 && tree.tokens[first - 1].lemma == ",";
        comma && end >= last
    };
    if let Some(comment) = words.iter().copied().find(|w| kind(*w) && set_off(*w)) {
        let from = tree.borders(comment).0;
        words.retain(|w| *w < from);
    }
    words
}

/// Words without who vouches for the whole of it: `complained that it was late, according to two clerks who had left`.
pub(super) fn without_vouchers(tree: &Tree, mut words: Vec<usize>, cue: usize) -> Vec<usize> {
    let voucher = |i: usize| tree.related(i, "case").any(|c| tree.is(c, &["according", "accord"]));
    let vouchers = (0..tree.len()).filter(|i| voucher(*i) && !tree.within(cue, *i) && words.first() < Some(i));
    let vouchers: Vec<usize> = vouchers.filter(|i| words.contains(i)).collect();
    words.retain(|w| vouchers.iter().all(|v| !tree.within(*w, *v)));
    words
}

/// Words without the teller's aside at their end, behind a dash or in brackets: `said it was late — as it was`.
pub(super) fn without_aside(tree: &Tree, mut words: Vec<usize>, quotations: &[Quotation]) -> Vec<usize> {
    let Some((&first, &last)) = words.first().zip(words.last()) else { return words };
    let free = |i: usize| touching(quotations, tree.tokens[i].span).next().is_none();
    let dash = |i: &usize| matches!(tree.tokens[*i].lemma.as_str(), "--" | "\u{2014}" | "\u{2013}" | "\u{2015}");
    let mut dashes = (first..=last).filter(dash);
    let by_dash = dashes.next().filter(|_| dashes.next().is_none());
    let end = words.iter().rev().find(|w| !matches!(tree.tokens[**w].lemma.as_str(), "." | ",")).copied();
    let bracket = end
        .filter(|e| tree.tokens[*e].lemma == ")")
        .and_then(|e| (first..e).rev().find(|i| tree.tokens[*i].lemma == "("))
        .filter(|b| (*b..=last).any(|i| matches!(tree.tokens[i].upos, "VERB" | "AUX")));
    let aside = by_dash.or(bracket).filter(|a| *a > first + 1 && (*a..=last).all(free));
    if let Some(aside) = aside {
        words.retain(|w| *w < aside);
    }
    words
}

/// The spans of reported words: runs of words, trimmed of punctuation at their ends, joined over punctuation alone,
/// and widened to the quotations that they touch. `quoting` gives the quotations of the document, and the words of the
/// report itself: a quotation that holds one of those holds the whole report, and is left as it is.
pub(super) fn spans(tree: &Tree, text: &str, words: &[usize], quoting: (&[Quotation], &[usize])) -> Vec<Span> {
    let (quotations, outside) = quoting;
    let runs = runs(tree, words);
    let holds_outside = |q: &Quotation| outside.iter().any(|i| q.span.contains(tree.tokens[*i].span));
    let mut spans: Vec<Span> = runs.iter().map(|(a, b)| tree.tokens[*a].span.cover(tree.tokens[*b].span)).collect();
    for span in &mut spans {
        for quotation in touching(quotations, *span).filter(|q| !holds_outside(q)) {
            *span = span.cover(quotation.span);
        }
    }
    spoken(text, union(spans), quotations)
}

/// Direct speech ends with its quotation: words outside the marks that the parse ties to it are no part of it.
fn spoken(text: &str, mut spans: Vec<Span>, quotations: &[Quotation]) -> Vec<Span> {
    let Some(&start) = spans.first() else { return spans };
    let opening = touching(quotations, start).next().filter(|q| q.span.start == start.start);
    if opening.is_none_or(|q| last_mark(text, q).is_none()) {
        return spans;
    }
    spans.retain(|s| touching(quotations, *s).next().is_some());
    for span in &mut spans {
        let ended = touching(quotations, *span).find(|q| q.span.end < span.end && ends_sentence(text, q, span.end));
        span.end = ended.map_or(span.end, |q| q.span.end);
    }
    spans
}

/// The punctuation before the closing mark of a quotation.
fn last_mark(text: &str, quotation: &Quotation) -> Option<char> {
    let inner = quotation.span.of(text).trim_end_matches(['"', '\'', '\u{201D}', '\u{2019}']);
    inner.chars().next_back().filter(|c| matches!(c, ',' | '.' | '?' | '!' | '\u{2026}' | '\u{2014}' | '-'))
}

/// Whether the quotation ends a sentence, and what follows before `until` begins another one outside quotation marks.
fn ends_sentence(text: &str, quotation: &Quotation, until: u32) -> bool {
    let rest = Span { start: quotation.span.end, end: until }.of(text).trim_start();
    matches!(last_mark(text, quotation), Some('.' | '?' | '!')) && rest.starts_with(char::is_uppercase)
}

/// Sorts spans and joins those that overlap.
pub(super) fn union(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if last.overlaps(span) => *last = last.cover(span),
            _ => joined.push(span),
        }
    }
    joined
}

/// The quotations that share a byte with `span`; `quotations` are in text order and do not overlap.
pub(super) fn touching(quotations: &[Quotation], span: Span) -> impl Iterator<Item = &Quotation> {
    let from = quotations.partition_point(|q| q.span.end <= span.start);
    quotations[from..].iter().take_while(move |q| q.span.start < span.end)
}

/// Runs of neighbouring words, over gaps of punctuation too, without punctuation at their ends.
fn runs(tree: &Tree, words: &[usize]) -> Vec<(usize, usize)> {
    let punctuation = |i: usize| tree.tokens[i].upos == "PUNCT";
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &i in words.iter().filter(|i| !punctuation(**i)) {
        match runs.last_mut() {
            Some((_, last)) if (*last + 1..i).all(|g| punctuation(g) && !is_break(tree, g, words)) => *last = i,
            _ => runs.push((i, i)),
        }
    }
    for run in &mut runs {
        *run = with_closing(tree, *run, words);
    }
    runs
}

/// A gap of punctuation that does not belong to the words and is more than a comma ends a run.
fn is_break(tree: &Tree, gap: usize, words: &[usize]) -> bool {
    words.binary_search(&gap).is_err() && matches!(tree.tokens[gap].lemma.as_str(), ":" | ";" | "." | "--" | "\u{2014}")
}

/// A run with the closing bracket, question or exclamation mark that follows it.
fn with_closing(tree: &Tree, (first, last): (usize, usize), words: &[usize]) -> (usize, usize) {
    let Some(next) = tree.tokens.get(last + 1).filter(|_| words.binary_search(&(last + 1)).is_ok()) else {
        return (first, last);
    };
    let opened = |open: &str| tree.tokens[first..=last].iter().any(|t| t.lemma == open);
    let closes = match next.lemma.as_str() {
        ")" => opened("("),
        "]" => opened("["),
        "?" | "!" => true,
        _ => false,
    };
    (first, if closes { last + 1 } else { last })
}
