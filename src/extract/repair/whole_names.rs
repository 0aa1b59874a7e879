//! Names that the parser took apart: `“Boats, Boats, Boats”`, `Holm Forensic and Medical Services`, `Holm v. Norway`, `Le Pen`. Each is
//! made one phrase of one name before anything is read off the trees.

use crate::extract::tree::Tree;
use crate::extract::{nominals, title};
use crate::model::{EntityType, Name, Sentence};

/// The sentence with each name in one piece; none where all are.
pub(super) fn joined(sentence: &Sentence, text: &str) -> Option<Sentence> {
    let mut whole: Option<Sentence> = None;
    let mut after = 0;
    let tree = Tree::new(0, sentence);
    let mut found = titles(sentence, text);
    found.extend(cases(sentence, text));
    found.extend(bodies(&tree, text));
    found.extend(institutions(&tree, sentence, text));
    found.extend(parted(&tree, &sentence.names));
    found.extend(hyphened(sentence, text));
    found.extend(constituencies(sentence));
    found.sort_by_key(|name| (name.first, std::cmp::Reverse(name.last)));
    for name in found {
        if name.first >= after {
            join(whole.get_or_insert_with(|| sentence.clone()), name);
            after = name.last + 1;
        }
    }
    whole
}

/// Makes the words of a name one phrase: its topmost word is the head, the others hang flat from it.
fn join(sentence: &mut Sentence, name: Name) {
    let inside = |i: usize| (name.first as usize..=name.last as usize).contains(&i);
    let tree = Tree::new(0, sentence);
    // Of words side by side, a person's name begins with its head, and that of a body ends with it.
    let last = name.kind == EntityType::Organization;
    let order = |i: usize| if last { tree.len() - i } else { i };
    let words = name.first as usize..=name.last as usize;
    let Some(head) = words.min_by_key(|i| (depth(&tree, *i), order(*i))) else { return };
    // `said on “Meet the Town”`
    let led = (tree.borders(head).0..name.first as usize).any(|i| matches!(tree.tokens[i].upos, "ADP" | "SCONJ"));
    for (i, token) in sentence.tokens.iter_mut().enumerate() {
        let parent = token.parent();
        if inside(i) {
            if i != head {
                token.head = head as u32 + 1;
                token.deprel = if token.upos == "PUNCT" { "punct" } else { "flat" };
            } else if matches!(token.deprel, "ccomp" | "xcomp" | "advcl" | "advmod") {
                token.deprel = if led { "obl" } else { "obj" };
            }
            if token.upos != "PUNCT" {
                (token.upos, token.xpos) = ("PROPN", "NNP");
            }
        } else if parent.is_some_and(|p| inside(p) && p != head) {
            token.head = head as u32 + 1;
        }
    }
    let apart = |n: &Name| n.last < name.first || n.first > name.last;
    sentence.names.retain(apart);
    sentence.names.push(name);
    sentence.names.sort_by_key(|n| n.first);
}

/// `Hong Jang-won`, whose last part was read as a word: a small one behind a hyphen, without blanks, goes on with a person's name.
/// In `a Hong Jang-backed bill` it describes a noun.
fn hyphened(sentence: &Sentence, text: &str) -> Vec<Name> {
    let token = |i: u32| sentence.tokens.get(i as usize);
    let touch = |i: u32| token(i).zip(token(i + 1)).is_some_and(|(a, b)| a.span.end == b.span.start);
    let cut = |n: &&Name| {
        let small = token(n.last + 2).is_some_and(|t| {
            t.span.of(text).chars().all(char::is_lowercase) && !matches!(t.relation(), "amod" | "compound" | "nmod")
        });
        let hyphen = token(n.last + 1).is_some_and(|t| t.span.of(text) == "-");
        let person = n.kind == EntityType::Person && n.first < n.last;
        person && hyphen && small && touch(n.last) && touch(n.last + 1)
    };
    sentence.names.iter().filter(cut).map(|n| Name { last: n.last + 2, ..*n }).collect()
}

/// How many words stand above a word.
fn depth(tree: &Tree, word: usize) -> usize {
    std::iter::successors(Some(word), |i| tree.parent(*i)).take(tree.len() + 1).count()
}

/// Titles of works in quotation marks: a run of words that are all written with a capital, in a sentence whose others are not.
fn titles(sentence: &Sentence, text: &str) -> Vec<Name> {
    let tokens = &sentence.tokens;
    let mut found = Vec::new();
    let mut opened = None;
    for (i, token) in tokens.iter().enumerate() {
        match (token.xpos, opened) {
            ("``", _) => opened = Some(i),
            ("''", Some(open)) => {
                found.extend(title_of(sentence, text, open, i));
                opened = None;
            }
            _ => {}
        }
    }
    found
}

/// The title between the marks at `open` and `close`, without the comma at its end.
fn title_of(sentence: &Sentence, text: &str, open: usize, close: usize) -> Option<Name> {
    const SMALL: usize = 4;
    let form = |i: usize| sentence.tokens[i].span.of(text);
    let mark = |i: usize| sentence.tokens[i].upos == "PUNCT";
    let (first, last) = (open + 1, (open + 1..close).rev().find(|i| !mark(*i))?);
    let capital = |i: usize| form(i).starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    let written =
        |i: usize| mark(i) || capital(i) || form(i).chars().count() <= SMALL || form(i).starts_with(['\'', '’']);
    let one = |i: usize| !matches!(sentence.tokens[i].xpos, "." | ":" | "-LRB-");
    let long = (first..=last).filter(|i| capital(*i)).count() > 1;
    let titled = long && capital(first) && capital(last) && (first..=last).all(|i| written(i) && one(i));
    let somebody = |n: &Name| n.kind == EntityType::Person && n.last as usize == last && n.first as usize <= first + 1;
    let spoken = is_spoken(sentence, open, first..=last);
    if !titled || is_headline(sentence, text, open..close) || spoken || sentence.names.iter().any(somebody) {
        return None;
    }
    let covers = |n: &&Name| n.first as usize <= first + 1 && n.last as usize >= last;
    let kind = sentence.names.iter().find(covers).map_or(EntityType::Work, |n| n.kind);
    Some(Name { first: first as u32, last: last as u32, kind })
}

/// Whether the words between the marks are what somebody says: `asked, “Ana Holm?”`.
fn is_spoken(sentence: &Sentence, open: usize, mut words: std::ops::RangeInclusive<usize>) -> bool {
    let led_in = open == 0 || matches!(sentence.tokens[open - 1].lemma.as_str(), "," | ":" | "\u{2014}" | "--");
    let statement = |i: usize| {
        matches!(sentence.tokens[i].relation(), "root" | "ccomp" | "xcomp" | "parataxis" | "dep" | "obj" | "advcl")
    };
    led_in && words.any(statement) || sentence.tokens[open + 1..=*words.end()].iter().any(|t| t.head == 0)
}

/// Cases at law and matches: `Holm v. the State of Norway`.
fn cases(sentence: &Sentence, text: &str) -> Vec<Name> {
    let form = |i: usize| sentence.tokens[i].span.of(text);
    let capital = |i: usize| form(i).starts_with(char::is_uppercase);
    let within = |i: usize| capital(i) || matches!(form(i), "of" | "&" | "'s" | "’s");
    let versus = |i: &usize| matches!(form(*i), "v." | "vs.");
    (1..sentence.tokens.len().saturating_sub(1))
        .filter(versus)
        .filter_map(|i| {
            let first = (0..i).rev().take_while(|b| within(*b)).filter(|b| capital(*b)).last()?;
            let last = (i + 1..sentence.tokens.len()).take_while(|b| within(*b)).filter(|b| capital(*b)).last()?;
            Some(Name { first: first as u32, last: last as u32, kind: EntityType::Event })
        })
        .collect()
}

/// Whether a word can be part of a name.
fn nominal(tree: &Tree, word: usize) -> bool {
    matches!(tree.tokens[word].upos, "PROPN" | "ADJ" | "NOUN")
}

fn is_capital(tree: &Tree, text: &str, word: usize) -> bool {
    tree.tokens[word].span.of(text).starts_with(char::is_uppercase)
}

/// `Holm Forensic and Medical Services`: what the parser takes for two conjuncts side by side, all written with capitals, is the end
/// of the name before it.
fn bodies(tree: &Tree, text: &str) -> Vec<Name> {
    let named = |i: usize| nominal(tree, i) && is_capital(tree, text, i);
    let joined = |last: usize| {
        let middle = last.checked_sub(1).filter(|m| *m > 1 && named(*m) && named(last))?;
        let head = tree.parent(last).filter(|h| named(*h) && tree.parent(middle) == Some(*h))?;
        let both = [middle, last].iter().all(|i| tree.tokens[*i].relation() == "conj");
        let and = tree.is(middle - 1, &["and"]) && middle - 2 == head;
        let body = nominals::noun(&tree.lemma(last)).is_some_and(|n| n.kind == EntityType::Organization)
            || tree.tokens[last].xpos == "NNPS"
            // `Immigration and Customs Enforcement`, but `Roth and Customs Enforcement`
            || tree.tokens[middle].xpos == "NNPS" && tree.tokens[middle].lemma.starts_with(char::is_lowercase);
        let first = (0..=head).rev().take_while(|i| named(*i)).last()?;
        let kind = EntityType::Organization;
        (both && and && body).then_some(Name { first: first as u32, last: last as u32, kind })
    };
    (0..tree.len()).filter_map(joined).collect()
}

/// Names that go on to the noun of a body: `Justice` in `the Justice Department`, `Republican` in `the Republican National Committee`.
fn institutions(tree: &Tree, sentence: &Sentence, text: &str) -> Vec<Name> {
    const LONGEST: usize = 3;
    let named = |i: usize| nominal(tree, i) && is_capital(tree, text, i);
    // `Republican` and `National Committee` may be two names to the model.
    let other = |n: &Name| n.kind != EntityType::Organization;
    let free = |i: usize| !sentence.names.iter().any(|n| (n.first..=n.last).contains(&(i as u32)) && other(n));
    let body = |i: usize| nominals::noun(&tree.lemma(i)).is_some_and(|n| n.kind == EntityType::Organization);
    let goes_on = |name: &Name| {
        let after = name.last as usize + 1;
        let run = (after..tree.len()).take(LONGEST).take_while(|i| named(*i) && free(*i));
        let last = run.filter(|i| body(*i) && tree.tokens[*i].upos != "ADJ").last()?;
        let together = |i: usize| tree.within(i, last) || tree.parent(i) == tree.parent(last);
        // `a Republican Senate`, `the Oslo Side`, `the Oslo Police Chief`
        let party = last == after && title::is_party(&tree.tokens[after - 1].span.of(text).to_lowercase());
        let kind = matches!(name.kind, EntityType::Organization | EntityType::Place | EntityType::Group);
        let whole = kind
            && is_capital(tree, text, name.first as usize)
            && !party
            && !tree.is(last, &["side", "police"])
            && (name.first as usize..last).all(together);
        whole.then_some(Name { last: last as u32, kind: EntityType::Organization, ..*name })
    };
    if is_headline(sentence, text, 0..0) { Vec::new() } else { sentence.names.iter().filter_map(goes_on).collect() }
}

/// Whether the words of a sentence, but for those left aside, are written with capitals.
fn is_headline(sentence: &Sentence, text: &str, aside: std::ops::Range<usize>) -> bool {
    const SHORT: usize = 4;
    const PLAIN_WORDS: usize = 3;
    let form = |i: usize| sentence.tokens[i].span.of(text);
    let plain = |i: &usize| form(*i).starts_with(char::is_lowercase) && form(*i).chars().count() >= SHORT;
    (0..sentence.tokens.len()).filter(|i| !aside.contains(i)).filter(plain).count() < PLAIN_WORDS
}

/// Names of which the parser saw several phrases: `Le` and `Pen`, `Moss & Company`.
fn parted(tree: &Tree, names: &[Name]) -> impl Iterator<Item = Name> {
    names.iter().copied().filter(|name| {
        let ampersand = |i: usize| tree.tokens[i].lemma == "&";
        let words = || name.first as usize..=(name.last as usize).min(tree.len() - 1);
        let top = |i: &usize| tree.parent(*i).is_none_or(|p| !words().contains(&p));
        let tops: Vec<usize> = words().filter(top).collect();
        let head = tops.first().copied().unwrap_or(name.first as usize);
        let joined = words().any(ampersand) && tree.related(head, "conj").any(|c| words().contains(&c));
        let modifies = tops.iter().any(|i| matches!(tree.tokens[*i].relation(), "amod" | "compound" | "nummod"));
        words().all(|i| nominal(tree, i) || ampersand(i)) && !modifies && (tops.len() > 1 || joined)
    })
}

/// The state of a legislator in brackets, which the model may not know by its short form: `(R-Va.)`.
fn constituencies(sentence: &Sentence) -> impl Iterator<Item = Name> + '_ {
    let form = |i: usize| sentence.tokens.get(i).map_or("", |t| t.lemma.as_str());
    let state = move |i: usize| {
        let party = matches!(form(i), "R" | "D" | "I") && i > 0 && form(i - 1) == "(" && form(i + 1) == "-";
        let closed = form(i + 3) == ")" && sentence.tokens[i + 2].upos == "PROPN";
        let known = sentence.names.iter().any(|n| n.first as usize <= i + 2 && i + 2 <= n.last as usize);
        let at = i as u32 + 2;
        (party && closed && !known).then_some(Name { first: at, last: at, kind: EntityType::Place })
    };
    (0..sentence.tokens.len()).filter_map(state)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::sample;
    use crate::model::Span;

    fn names(table: &str) -> Vec<String> {
        let (document, annotation) = sample::annotated(table);
        let Some(sentence) = joined(&annotation.sentences[0], &document.text) else { return Vec::new() };
        let span = |n: &Name| sentence.tokens[n.first as usize].span.cover(sentence.tokens[n.last as usize].span);
        let relation = |n: &Name| Tree::new(0, &sentence).tokens[n.first as usize].deprel;
        sentence.names.iter().map(|n| format!("{} {}", span(n).of(&document.text), relation(n))).collect()
    }

    #[test]
    fn the_state_of_a_legislator_is_a_name() {
        let found = names(
            "Roth Roth PROPN NNP 7 nsubj person:1
             ( ( PUNCT -LRB- 3 punct
             R R PROPN NNP 1 appos
             - - PUNCT HYPH 3 punct
             Md. Md. PROPN NNP 3 flat
             ) ) PUNCT -RRB- 3 punct
             left leave VERB VBD 0 root",
        );
        assert_eq!(found, ["Roth nsubj", "Md. flat"]);
    }

    #[test]
    fn a_title_between_marks_is_one_name() {
        let starred = |rest: &str| {
            format!(
                "She she PRON PRP 2 nsubj
                 starred star VERB VBD 0 root
                 in in ADP IN 5 case
                 “ “ PUNCT `` 5 punct
                 Boats boat NOUN NNS 2 obl
                 , , PUNCT , 7 punct
                 Boats boat NOUN NNS 5 conj
                 ” ” PUNCT '' 5 punct
                 yet yet ADV RB 2 advmod
                 last last ADJ JJ 11 amod
                 {rest} year NOUN NN 2 obl"
            )
        };
        assert_eq!(names(&starred("year")), ["Boats , Boats obl"]);
        assert!(names(&starred("Year")).is_empty(), "a headline has capitals everywhere");
    }

    #[test]
    fn two_conjuncts_side_by_side_end_a_name() {
        let found = names(
            "Holm Holm PROPN NNP 2 compound
             Forensic Forensic PROPN NNP 6 nsubj
             and and CCONJ CC 5 cc
             Medical medical ADJ JJ 2 conj
             Services service PROPN NNPS 2 conj
             closed close VERB VBD 0 root",
        );
        assert_eq!(found, ["Holm Forensic and Medical Services flat"]);
    }

    #[test]
    fn a_body_may_begin_with_two_conjuncts() {
        let found = names(
            "Harbours harbour PROPN NNPS 5 nsubj
             and and CCONJ CC 3 cc
             Customs custom PROPN NNPS 1 conj
             Enforcement enforcement NOUN NN 1 conj
             closed close VERB VBD 0 root",
        );
        assert_eq!(found, ["Harbours and Customs Enforcement nsubj"]);
    }

    #[test]
    fn a_name_goes_on_to_the_noun_of_its_body() {
        let found = names(
            "Republican republican ADJ JJ 3 amod group:1
             National national ADJ NNP 3 amod
             Committee committee PROPN NNP 4 compound
             lawyers lawyer NOUN NNS 5 nsubj
             left leave VERB VBD 0 root
             early early ADV RB 5 advmod
             today today ADV RB 5 advmod",
        );
        assert_eq!(found, ["Republican National Committee flat"]);
    }

    #[test]
    fn a_case_is_one_name() {
        let found = names(
            "Holm Holm PROPN NNP 3 nsubj person:1
             v. v. ADP IN 1 case
             Norway Norway PROPN NNP 0 root place:1",
        );
        assert_eq!(found, ["Holm v. Norway flat"]);
    }

    #[test]
    fn a_name_goes_on_behind_its_hyphen() {
        let joined = |rest: &str| {
            let (document, mut annotation) = sample::annotated(rest);
            let sentence = &mut annotation.sentences[0];
            // Written without blanks around the hyphen.
            let text = document.text.replace(" - ", "-");
            for (i, token) in sentence.tokens.iter_mut().enumerate().skip(2) {
                let back = (i as u32 - 1).min(2);
                token.span = Span { start: token.span.start - back, end: token.span.end - back };
            }
            hyphened(sentence, &text).first().map(|n| n.last)
        };
        let name = "Hong Hong PROPN NNP 4 nsubj person:2\nJang Jang PROPN NNP 1 flat\n- - PUNCT HYPH 4 punct\n";
        assert_eq!(joined(&format!("{name}won win VERB VBD 0 root")), Some(3));
        assert_eq!(joined(&format!("{name}backed back VERB VBN 5 amod\nbill bill NOUN NN 0 root")), None);
    }

    #[test]
    fn the_parts_of_a_name_hang_together() {
        let found = names(
            "Ana Ana PROPN NNP 4 nsubj person:3
             Le Le PROPN NNP 4 nsubj
             Moss Moss PROPN NNP 2 flat
             left leave VERB VBD 0 root",
        );
        assert_eq!(found, ["Ana Le Moss nsubj"]);
    }
}
