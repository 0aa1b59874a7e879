//! Errors that the parser makes again and again, set right before anything is read off the trees.
//!
//! Who does what is mended first, then what hangs from the verbs. A word is hung elsewhere only where the tree stays a tree.

mod capitals;
mod clauses;
mod conjuncts;
mod governed;
mod nouns;
mod objects;
mod passives;
mod subjects;
mod titles;
mod verbs;
mod whole_names;

use super::tree::Tree;
use crate::model::{Annotation, Document, Name, Sentence};
use std::borrow::Cow;

/// What a word should have been.
struct Change {
    word: usize,
    head: usize,
    deprel: &'static str,
    xpos: &'static str,
    upos: &'static str,
}

impl Change {
    /// The word as it is, hung from `head`.
    fn under(tree: &Tree, word: usize, head: usize) -> Self {
        let token = &tree.tokens[word];
        Self { word, head, deprel: token.deprel, xpos: token.xpos, upos: token.upos }
    }

    /// The word hung from `head` by `deprel`.
    fn relation(tree: &Tree, word: usize, head: usize, deprel: &'static str) -> Self {
        Self { deprel, ..Self::under(tree, word, head) }
    }
}

/// What is wrong about a word below its head; the root stands below itself.
type Rule = fn(&Tree, usize, usize) -> Option<Change>;

/// The rules in the order in which they are asked; the later ones see what the earlier ones set right.
const ROUNDS: [&[Rule]; 3] = [
    &[verbs::verb_for_noun, verbs::below_verb_for_noun, verbs::verb_by_form, verbs::past_for_participle],
    &[
        subjects::own_subject,
        subjects::teller,
        subjects::forerunner,
        subjects::dated,
        subjects::set_in_front,
        subjects::done_to,
        subjects::accompanies,
        subjects::accompanied,
        subjects::signed,
        subjects::owner,
        passives::shared_passive,
        subjects::watched,
        passives::agent,
        passives::second_agent,
        passives::acted_by,
        clauses::all_of_whom,
        subjects::hyphened,
        subjects::opened,
        clauses::pronoun_acts,
    ],
    &[
        governed::set_right,
        objects::addressed,
        objects::respite,
        objects::behind_time,
        objects::shifted,
        objects::late_infinitive,
        objects::demanded,
        objects::lone_recipient,
        objects::recipient,
        objects::given,
        objects::tally,
        objects::described,
        objects::asked,
        conjuncts::second_statement,
        conjuncts::behind_aside,
        conjuncts::listed_deed,
        objects::gerund,
        objects::means,
        passives::reduced_passive,
        conjuncts::second_role,
        conjuncts::finite_conjunct,
        conjuncts::second_gerund,
        clauses::told_within,
        clauses::nearest_person,
        clauses::without_details,
        clauses::behind_semicolon,
        clauses::told_aside,
        clauses::gerund_of,
        clauses::named_choice,
        clauses::told_between,
        clauses::stresses,
        clauses::goes_on_to_say,
        conjuncts::second_content,
        nouns::nearest_named,
        nouns::afterthought,
        nouns::ahead,
        nouns::hyphened_pair,
    ],
];

/// The analysis with its known errors set right.
pub fn repaired<'a>(document: &Document, annotation: &'a Annotation) -> Cow<'a, Annotation> {
    let mut repaired = Cow::Borrowed(annotation);
    let surnames = capitals::surnames(document, annotation);
    for (index, sentence) in annotation.sentences.iter().enumerate() {
        let placed = capitals::as_places(sentence, &document.text, &surnames);
        let whole = whole_names::joined(placed.as_ref().unwrap_or(sentence), &document.text).or(placed);
        if let Some(sentence) = mended(whole.as_ref().unwrap_or(sentence)).or(whole) {
            repaired.to_mut().sentences[index] = sentence;
        }
    }
    repaired
}

/// The sentence with its errors set right; none where nothing is wrong.
fn mended(sentence: &Sentence) -> Option<Sentence> {
    let mut mended: Option<Sentence> = None;
    for rules in ROUNDS {
        let rule = |tree: &Tree, _: &[Name], i, head| rules.iter().find_map(|rule| rule(tree, i, head));
        set_right(sentence, &mut mended, rule);
    }
    set_right(sentence, &mut mended, titles::change);
    mended
}

/// Asks one rule for each word of the sentence as it is mended so far, and does what it says.
fn set_right(
    sentence: &Sentence,
    mended: &mut Option<Sentence>,
    rule: impl Fn(&Tree, &[Name], usize, usize) -> Option<Change>,
) {
    let current = mended.as_ref().unwrap_or(sentence);
    let tree = Tree::new(0, current);
    let change = |i: usize| rule(&tree, &current.names, i, tree.parent(i).unwrap_or(i));
    let mut changes: Vec<Change> = (0..tree.len()).filter_map(change).collect();
    // What hangs from a word that is itself hung elsewhere may find its place only then.
    for _ in 0..2 {
        changes.retain(|change| !apply(mended.get_or_insert_with(|| sentence.clone()), change));
    }
}

/// Sets a word right, unless it would hang from itself or from what hangs from it. Whether it did.
fn apply(sentence: &mut Sentence, change: &Change) -> bool {
    let root = change.head == change.word;
    let mut above = (!root).then_some(change.head);
    for _ in 0..sentence.tokens.len() {
        match above {
            Some(word) if word == change.word => return false,
            Some(word) => above = sentence.tokens.get(word).and_then(|t| t.parent()),
            None => break,
        }
    }
    let token = &mut sentence.tokens[change.word];
    if root != (token.head == 0) {
        return false;
    }
    token.head = if root { 0 } else { change.head as u32 + 1 };
    (token.deprel, token.xpos, token.upos) = (change.deprel, change.xpos, change.upos);
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::sample;
    use crate::model::{Span, Token};
    use crate::nlp::tree::is_tree;
    use proptest::prelude::*;

    /// Heads, relations and tags of the words that are set right, as `word head relation tag`.
    pub fn set_right(table: &str) -> Vec<String> {
        let (document, annotation) = sample::annotated(table);
        let tokens = |a: &Annotation| a.sentences[0].tokens.clone();
        let pairs = tokens(&annotation).into_iter().zip(tokens(&repaired(&document, &annotation)));
        let changed = pairs.filter(|(before, after)| before != after);
        changed.map(|(_, t)| format!("{} {} {} {}", t.span.of(&document.text), t.head, t.deprel, t.xpos)).collect()
    }

    /// Words that the rules look for, with part of speech and tag.
    const WORDS: [(&str, &str, &str); 16] = [
        ("say", "VERB", "VBD"),
        ("say", "VERB", "VBZ"),
        ("ask", "VERB", "VBD"),
        ("risk", "VERB", "VBP"),
        ("give", "VERB", "VB"),
        ("lose", "VERB", "VBG"),
        ("find", "VERB", "VBN"),
        ("plan", "NOUN", "NN"),
        ("mayor", "NOUN", "NN"),
        ("town", "NOUN", "NNS"),
        ("Roth", "PROPN", "NNP"),
        ("Monday", "PROPN", "NNP"),
        ("who", "PRON", "WP"),
        ("will", "AUX", "MD"),
        ("and", "CCONJ", "CC"),
        (",", "PUNCT", ","),
    ];
    const RELATIONS: [&str; 16] = [
        "nsubj",
        "obj",
        "iobj",
        "obl",
        "nmod",
        "acl",
        "acl:relcl",
        "advcl",
        "ccomp",
        "xcomp",
        "conj",
        "appos",
        "aux",
        "cc",
        "punct",
        "parataxis",
    ];

    fn word(at: usize, head: u32, kind: usize, relation: usize) -> Token {
        let (lemma, upos, xpos) = WORDS[kind];
        let deprel = if head == 0 { "root" } else { RELATIONS[relation] };
        let span = Span::new(at * 8, at * 8 + lemma.len() + at % 2);
        Token { span, lemma: lemma.to_owned(), upos, xpos, head, deprel, certainty: 100 }
    }

    proptest! {
        #[test]
        fn trees_stay_trees(
            order in Just((0..24usize).collect::<Vec<_>>()).prop_shuffle(),
            words in prop::collection::vec((any::<prop::sample::Index>(), 0..WORDS.len(), 0..RELATIONS.len()), 1..24),
        ) {
            // Each word hangs from one that comes before it in a random order.
            let count = words.len();
            let order: Vec<usize> = order.into_iter().filter(|w| *w < count).collect();
            let mut tokens = vec![word(0, 0, 0, 0); count];
            for (rank, (above, kind, relation)) in words.iter().enumerate() {
                let head = if rank == 0 { 0 } else { order[above.index(rank)] as u32 + 1 };
                tokens[order[rank]] = word(order[rank], head, *kind, *relation);
            }
            let sentence = Sentence { tokens, ..Sentence::default() };
            let heads = |s: &Sentence| s.tokens.iter().map(|t| t.head).collect::<Vec<u32>>();
            prop_assert!(is_tree(&heads(&sentence)));
            prop_assert!(mended(&sentence).is_none_or(|m| is_tree(&heads(&m))));
            // No rule of extraction reaches beyond the sentence, whatever the tree.
            let (document, _) = sample::annotated("Roth Roth PROPN NNP 0 root person:1");
            let document = crate::model::Document { text: "x".repeat(8 * count + 8), ..document };
            let annotation = Annotation { sentences: vec![sentence] };
            crate::extract::extract(&document, &annotation);
        }
    }
}
