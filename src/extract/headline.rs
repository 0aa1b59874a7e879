//! The grammar of headlines: `Mayor to Resign` is about the future, and a verb in title case is easily taken for a noun.

use super::control::infinitive;
use super::lexicon;
use super::tree::Tree;
use crate::model::Sentence;

/// Whether the clause is a headline's future: a main verb with a subject of its own and `to`, but no finite verb above.
pub fn future(tree: &Tree, head: usize) -> bool {
    matches!(tree.tokens[head].relation(), "root" | "parataxis" | "conj")
        && infinitive(tree, head)
        && tree.related(head, "nsubj").next().is_some()
        && tree.child(head, &["cop"]).is_none()
        && tree.related(head, "aux").all(|a| tree.is(a, &["to"]))
}

/// The sentence with its verb restored, where a headline's was read as a noun: in `Mayor Plans Talks with Miners`, `Mayor Plans` as
/// a compound noun, `Talks` as the verb. Asked of title case alone, and only where the supposed noun is a verb of intent in the
/// third person and the supposed verb an event noun.
pub fn restored(sentence: &Sentence, text: &str) -> Option<Sentence> {
    let tree = Tree::new(0, sentence);
    let root = tree.top_down().next()?;
    // Either word may have been made the root.
    let (noun, event) = match tree.child(root, &["nsubj"]) {
        Some(subject) => (subject, root),
        None => (root, tree.children(root).find(|c| *c == root + 1)?),
    };
    if noun + 1 != event {
        return None;
    }
    let name = tree
        .children(noun)
        .rfind(|c| matches!(tree.tokens[*c].relation(), "compound" | "nmod" | "flat" | "amod") && *c < noun)?;
    let form = tree.tokens[noun].span.of(text).to_lowercase();
    let verb = form
        .strip_suffix('s')
        .filter(|v| lexicon::complement(v, "v", "inf").is_some_and(|c| c.modality == "planned"))?;
    let carries = lexicon::event_noun(&tree.lemma(event)).is_some() && tree.related(event, "aux").next().is_none();
    (carries && title_case(sentence, text)).then(|| {
        let mut tokens = sentence.tokens.clone();
        for token in &mut tokens {
            let above = token.parent();
            // What modified the noun belongs to the name, what belonged to the verb's clause to the restored verb.
            if above == Some(noun) {
                token.head = name as u32 + 1;
            } else if above == Some(event) && token.relation() == "advcl" {
                token.head = noun as u32 + 1;
            } else if above == Some(event) && token.relation() == "obl" {
                token.deprel = "nmod";
            }
        }
        (tokens[noun].upos, tokens[noun].xpos, tokens[noun].deprel, tokens[noun].head) = ("VERB", "VBZ", "root", 0);
        tokens[noun].lemma = verb.to_owned();
        (tokens[name].deprel, tokens[name].head) = ("nsubj", noun as u32 + 1);
        (tokens[event].upos, tokens[event].xpos, tokens[event].deprel, tokens[event].head) =
            ("NOUN", "NN", "obj", noun as u32 + 1);
        Sentence { tokens, ..sentence.clone() }
    })
}

/// Whether nearly all longer words start with a capital, and no full stop ends the sentence.
fn title_case(sentence: &Sentence, text: &str) -> bool {
    let long = sentence
        .tokens
        .iter()
        .map(|t| t.span.of(text))
        .filter(|w| w.chars().count() > 4 && w.chars().all(char::is_alphabetic));
    let (capital, small): (Vec<&str>, Vec<&str>) = long.partition(|w| w.starts_with(char::is_uppercase));
    let stopped = sentence.tokens.last().is_some_and(|t| matches!(t.lemma.as_str(), "." | "!" | "?"));
    !stopped && capital.len() > 2 && small.len() * 5 <= capital.len()
}
