//! The words that make up a predicate: main verb, auxiliaries, copula, particle, and the voice they give it.

use super::lexicon;
use super::polarity;
use super::tree::Tree;

/// What kind of predicate a word is the head of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A verb in the active voice.
    Active,
    /// A participle with or without its auxiliary: `was killed`, `drones launched by …`.
    Passive,
    /// A noun, adjective or place said of the subject: `is ready`.
    Copular,
    /// `there is`
    Existential,
}

/// A predicate's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerbGroup {
    /// The word that carries the meaning; the nominal in a copular clause.
    pub head: usize,
    /// What kind of predicate.
    pub kind: Kind,
    /// The verb's particle (`carry out`).
    pub particle: Option<usize>,
    /// First word of the unbroken run of predicate words around the head (the copula, in a copular clause).
    pub first: usize,
    /// Last word of that run.
    pub last: usize,
}

/// The predicate headed by word `i`, if it heads one.
pub fn at(tree: &Tree, i: usize) -> Option<VerbGroup> {
    let kind = kind(tree, i)?;
    let particle = tree.child(i, &["compound:prt"]).or_else(|| directional(tree, i));
    let (first, last) = match kind {
        Kind::Copular => copula_words(tree, i),
        _ => verb_words(tree, i, particle),
    };
    Some(VerbGroup { head: i, kind, particle, first, last })
}

/// An adverb of direction right behind the verb: `step down`, `pull back`.
fn directional(tree: &Tree, i: usize) -> Option<usize> {
    const DIRECTIONS: [&str; 14] = [
        "back", "away", "out", "down", "up", "off", "over", "forward", "aside", "apart", "together", "ahead", "home",
        "abroad",
    ];
    let verb = tree.tokens[i].upos == "VERB";
    tree.related(i, "advmod")
        .find(|a| verb && *a == i + 1 && tree.is(*a, &DIRECTIONS) && tree.children(*a).next().is_none())
}

/// Relations in which a verb, or a nominal with its copula, heads a clause.
const CLAUSAL: [&str; 10] = ["root", "conj", "ccomp", "xcomp", "advcl", "acl", "parataxis", "csubj", "list", "appos"];

fn kind(tree: &Tree, i: usize) -> Option<Kind> {
    let token = &tree.tokens[i];
    if !CLAUSAL.contains(&token.relation()) && token.relation() != "dep" {
        return None;
    }
    let subject = tree.related(i, "nsubj").next().is_some();
    let preposition = tree.is(i, &["amid", "amidst", "despite", "versus"]);
    // `they think it will not`: what it will not is left out. `ought to` has a verb behind it.
    if token.xpos == "MD" && !(tree.is(i, &["ought"]) && tree.child(i, &["xcomp"]).is_some()) {
        return None;
    }
    if stands_like_preposition(tree, i) || stands_like_adjective(tree, i) {
        return None;
    }
    let verbal = matches!(token.upos, "VERB" | "AUX") && !preposition;
    // `the focus is on completing …`, `the aim was to stop …`
    if verbal
        && tree
            .child(i, &["cop"])
            .filter(|c| !polarity::awaited(tree, c + 1))
            .is_some_and(|c| tree.child(i, &["nsubj:outer", "csubj:outer"]).is_some() || marked_after(tree, i, c))
    {
        return Some(Kind::Copular);
    }
    if verbal && token.xpos != "NNP" {
        if tree.related(i, "expl").any(|e| tree.is(e, &["there"])) {
            return Some(Kind::Existential);
        }
        return Some(if passive(tree, i) { Kind::Passive } else { Kind::Active });
    }
    // `was alarmed at it`, its participle taken for an adjective
    if token.upos == "ADJ" && tree.child(i, &["aux:pass"]).is_some() && tree.child(i, &["cop", "obl:agent"]).is_none() {
        return Some(Kind::Passive);
    }
    let copula = tree.child(i, &["cop"]).is_some();
    // A headline drops its copula: `Mayor Ready to Resign`.
    let dropped = subject && matches!(token.relation(), "root" | "parataxis" | "ccomp");
    (copula || dropped).then_some(Kind::Copular)
}

/// `compared with last year`, `following the vote`: participles beside a clause that say nothing of its subject.
fn stands_like_preposition(tree: &Tree, i: usize) -> bool {
    let token = &tree.tokens[i];
    if token.relation() != "advcl" || tree.related(i, "aux").chain(tree.related(i, "mark")).next().is_some() {
        return false;
    }
    let Some(prepositions) = lexicon::participle_preposition(&tree.lemma(i), token.xpos) else { return false };
    let next = |p: &&str| tree.tokens.get(i + 1).is_some_and(|t| t.lemma.eq_ignore_ascii_case(p));
    prepositions.is_empty() || prepositions.iter().any(next)
}

/// `every other country combined`, `a cost-cutting “Deal”`: participles that tell of no event.
fn stands_like_adjective(tree: &Tree, i: usize) -> bool {
    let token = &tree.tokens[i];
    // The noun before it may have been taken for its subject.
    let bare = tree.children(i).all(|c| matches!(tree.tokens[c].relation(), "nsubj" | "punct"));
    let behind_noun = matches!(token.relation(), "acl" | "advcl") && token.xpos == "VBN" && bare;
    let compound = token.xpos == "VBG" && i > 1 && tree.tokens[i - 1].xpos == "HYPH";
    behind_noun && lexicon::listed("postnominal", &tree.lemma(i)) || compound
}

fn marked_after(tree: &Tree, i: usize, copula: usize) -> bool {
    tree.related(i, "mark").any(|m| copula < m && m < i)
}

/// A passive has a participle and a form of `be` or `get`; without one it is a reduced clause or a headline, whatever
/// the relations of its neighbours say.
fn passive(tree: &Tree, i: usize) -> bool {
    let mut auxiliaries = tree.related(i, "aux").peekable();
    let bare = auxiliaries.peek().is_none();
    let has = |a: usize| tree.is(a, &["have"]) || has_done(tree, a, i);
    let helped = auxiliaries.any(|a| tree.tokens[a].deprel == "aux:pass" && !has(a));
    let participle = tree.tokens[i].xpos == "VBN";
    let labelled = tree.child(i, &["nsubj:pass", "obl:agent", "csubj:pass"]).is_some();
    if helped || !bare {
        return helped;
    }
    match tree.tokens[i].deprel {
        "acl" | "advcl" | "xcomp" => participle || labelled || elliptical(tree, i),
        "conj" if tree.child(i, &["nsubj"]).is_none() => tree.parent(i).is_some_and(|p| {
            // `is poor but respected`
            let described = participle && tree.tokens[p].upos != "VERB" && tree.child(p, &["cop"]).is_some();
            described || tree.tokens[p].xpos == tree.tokens[i].xpos && passive(tree, p)
        }),
        // `anger, some of it justified`
        "parataxis" | "appos" | "list" if participle && tree.child(i, &["obj", "ccomp"]).is_none() => true,
        _ => (participle || labelled) && !full_stop(tree),
    }
}

/// `she's broken the ice`, `she's said it rains`: a contracted auxiliary before a participle with an object or a clause is `has`,
/// though it may be read as `is`.
fn has_done(tree: &Tree, auxiliary: usize, verb: usize) -> bool {
    let contracted = auxiliary > 0 && tree.tokens[auxiliary - 1].span.end == tree.tokens[auxiliary].span.start;
    let said = tree.child(verb, &["ccomp"]).filter(|_| tree.is(verb, &["say"]) && !tree.is(auxiliary - 1, &["it"]));
    let object = tree.child(verb, &["obj"]).or(said).is_some_and(|o| o > verb);
    let passive = tree.child(verb, &["obl:agent", "xcomp"]).is_some();
    let given = tree.is(verb, &["give", "award", "grant", "offer", "pay", "tell", "ask", "teach"]);
    contracted && object && !passive && !given && tree.tokens[auxiliary].xpos == "VBZ"
}

/// `told them when asked`, `Asked why, she left`: behind such a word, or at the start of a sentence, a verb in the past without a
/// subject is a participle, whatever its tag says.
fn elliptical(tree: &Tree, i: usize) -> bool {
    let marked =
        |m: usize| m + 1 == i && tree.is(m, &["when", "if", "once", "unless", "though", "although", "until", "as"]);
    let subject = tree.child(i, &["nsubj", "expl"]).is_some();
    let opening = tree.tokens[i].deprel == "advcl" && (0..i).all(|b| tree.tokens[b].upos == "PUNCT");
    tree.tokens[i].xpos == "VBD"
        && !subject
        && (opening || tree.children(i).any(|c| marked(c) && tree.tokens[c].relation() != "case"))
}

/// Whether the sentence ends like running text; headlines do not.
fn full_stop(tree: &Tree) -> bool {
    (0..tree.len()).rev().take(3).any(|i| matches!(tree.tokens[i].lemma.as_str(), "." | "!" | "?"))
}

/// The run of auxiliaries, adverbs, verb and particle that no other word interrupts.
fn verb_words(tree: &Tree, i: usize, particle: Option<usize>) -> (usize, usize) {
    let part = |w: usize| {
        w == i
            || particle == Some(w)
            || (tree.parent(w) == Some(i) && matches!(tree.tokens[w].relation(), "aux" | "advmod"))
            || negates_auxiliary(tree, w, i)
    };
    let mut first = (0..i).rev().take_while(|w| part(*w)).last().unwrap_or(i);
    while first < i && tree.tokens[first].relation() == "advmod" && !tree.is(first, &["not", "never", "n't", "no"]) {
        first += 1;
    }
    let last = particle.filter(|p| *p > i && (i + 1..*p).all(part)).unwrap_or(i);
    (first, last)
}

/// `no` in `no longer`.
fn negates_auxiliary(tree: &Tree, w: usize, i: usize) -> bool {
    tree.tokens[w].relation() == "advmod"
        && tree.parent(w).is_some_and(|p| tree.tokens[p].relation() == "advmod" && tree.parent(p) == Some(i))
}

/// The copula with its auxiliaries; the predicate nominal where a headline drops the copula.
fn copula_words(tree: &Tree, i: usize) -> (usize, usize) {
    let Some(copula) = tree.child(i, &["cop"]) else { return (i, i) };
    let part = |w: usize| {
        tree.parent(w) == Some(i) && (tree.tokens[w].relation() == "aux" || tree.is(w, &["not", "n't", "never"]))
    };
    let first = (0..copula).rev().take_while(|w| part(*w)).last().unwrap_or(copula);
    let last = (copula + 1..i).take_while(|w| part(*w)).last().unwrap_or(copula);
    (first, last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::sample;

    fn group(table: &str, i: usize) -> Option<VerbGroup> {
        let (_, annotation) = sample::annotated(table);
        at(&Tree::new(0, &annotation.sentences[0]), i)
    }

    #[test]
    fn auxiliaries_and_particle_belong_to_the_verb() {
        let g = group(
            "Police police NOUN NN 4 nsubj\nhave have AUX VBP 4 aux\nnot not PART RB 4 advmod\ncarried carry VERB VBN 0 root
             out out ADP RP 4 compound:prt\narrests arrest NOUN NNS 4 obj",
            3,
        );
        assert_eq!(g, Some(VerbGroup { head: 3, kind: Kind::Active, particle: Some(4), first: 1, last: 4 }));
    }

    #[test]
    fn a_participle_without_auxiliary_is_passive() {
        let table = "rockets rocket NOUN NNS 0 root\nfired fire VERB VBN 1 acl\nby by ADP IN 4 case\nrebels rebel NOUN NNS 2 obl:agent";
        assert_eq!(group(table, 1).map(|g| g.kind), Some(Kind::Passive));
        assert_eq!(group(table, 0), None);
    }

    #[test]
    fn an_adjective_with_subject_is_a_predicate_even_without_copula() {
        let table = "Mayor mayor NOUN NN 2 nsubj\nReady ready ADJ JJ 0 root";
        assert_eq!(group(table, 1).map(|g| g.kind), Some(Kind::Copular));
    }

    #[test]
    fn a_participle_read_as_an_adjective_is_passive() {
        let table = "Miners miner NOUN NNS 3 nsubj:pass\nwere be AUX VBD 3 aux:pass\nalarmed alarmed ADJ JJ 0 root";
        assert_eq!(group(table, 2).map(|g| g.kind), Some(Kind::Passive));
    }

    #[test]
    fn a_participle_beside_an_adjective_is_passive() {
        let table =
            "Miners miner NOUN NNS 3 nsubj\nare be AUX VBP 3 cop\npoor poor ADJ JJ 0 root\nbut but CCONJ CC 5 cc
             respected respect VERB VBN 3 conj";
        assert_eq!(group(table, 4).map(|g| g.kind), Some(Kind::Passive));
    }
}
