//! In what way a clause is put: its own modal verbs and adverbs, and what the words above it make of it.
//!
//! Complement-taking words follow Karttunen's signatures ("Implicative verbs", 1971; "Simple and phrasal implicatives", 2012),
//! held in `ontology/lexicon/complement_verbs.tsv`.

use super::control;
use super::lexicon::{self, Complement, Effect, Signature};
use super::reporting;
use super::tree::Tree;
use crate::model::{Modality, Polarity};

/// What [`Context::prefix`] can put before a predicate.
pub(crate) const PREFIXES: [&str; 10] =
    ["will", "asked_to", "proposed_to", "would", "may", "hoped_to", "must", "not", "can", "cannot"];

/// Polarity and modality of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Context {
    /// Whether it is affirmed.
    pub polarity: Polarity,
    /// In what way it is put.
    pub modality: Modality,
}

impl Context {
    /// A plain assertion.
    pub const PLAIN: Context = Context { polarity: Polarity::Affirmed, modality: Modality::Actual };

    /// The same with the opposite polarity.
    pub fn negated(self) -> Self {
        let polarity = match self.polarity {
            Polarity::Affirmed => Polarity::Negated,
            Polarity::Negated => Polarity::Affirmed,
        };
        Self { polarity, ..self }
    }

    /// The same, negated if `yes`.
    pub fn negated_if(self, yes: bool) -> Self {
        if yes { self.negated() } else { self }
    }

    /// The same with `modality`, which gives way to a condition or a hedge above it.
    pub fn put(self, modality: Modality) -> Self {
        match (self.modality, modality) {
            (Modality::Conditional | Modality::Possible, _) | (_, Modality::Actual) => self,
            _ => Self { modality, ..self },
        }
    }

    /// What becomes of a clause below `word` when the word itself stands in this context.
    pub fn below(self, word: &Complement) -> Self {
        let affirmed = self.polarity == Polarity::Affirmed;
        let plain = Self { polarity: Polarity::Affirmed, ..self };
        match if affirmed { word.affirmed } else { word.negated } {
            // Factive words presuppose their clause, whatever becomes of themselves.
            Signature::Holds if word.affirmed == word.negated => Self::PLAIN,
            Signature::Holds => plain,
            // What is unlikely, or dreaded, is not so as far as one thinks or wants.
            Signature::Fails if affirmed => plain.negated().put(by_name(word.modality)),
            Signature::Fails => plain.negated(),
            // `was not barred from leaving`, `did not decline to leave`: may have left.
            Signature::Open if word.affirmed == Signature::Fails => plain.put(Modality::Possible),
            Signature::Open => match by_name(word.modality) {
                // What somebody is to say need not be so.
                Modality::Actual if affirmed && self.modality == Modality::Actual => plain,
                Modality::Actual => plain.put(Modality::Possible),
                modality => self.put(modality),
            },
        }
    }

    /// What marks an open or negated clause in its predicate when nothing above it does: `will`, `not`.
    pub fn prefix(self) -> Option<&'static str> {
        match self.modality {
            Modality::Actual => None,
            Modality::Planned => Some("will"),
            Modality::Demanded => Some("asked_to"),
            Modality::Offered => Some("proposed_to"),
            Modality::Conditional => Some("would"),
            Modality::Possible => Some("may"),
            Modality::Desired => Some("hoped_to"),
            Modality::Obliged => Some("must"),
        }
    }
}

/// The modality with this name in the tables; `actual` for any other.
pub fn by_name(name: &str) -> Modality {
    match name {
        "planned" => Modality::Planned,
        "demanded" => Modality::Demanded,
        "offered" => Modality::Offered,
        "conditional" => Modality::Conditional,
        "possible" => Modality::Possible,
        "desired" => Modality::Desired,
        "obliged" => Modality::Obliged,
        _ => Modality::Actual,
    }
}

/// The modality that the clause's own modal verbs and adverbs give it.
pub fn own(tree: &Tree, head: usize) -> Modality {
    let outer = outermost(tree, head);
    let helpers = tree.related(head, "aux").filter(|a| *a < outer);
    let verb = helpers.map(|a| modal(tree, a)).find(|m| *m != Modality::Actual);
    verb.unwrap_or_else(|| if hedged(tree, head) { Modality::Possible } else { Modality::Actual })
}

/// Where the words of a predicate end whose copula has a clause behind it (`The danger is that it will burst`): those of that clause
/// are its own.
pub fn outermost(tree: &Tree, head: usize) -> usize {
    let copula = tree.child(head, &["nsubj:outer"]).and(tree.child(head, &["cop"]));
    copula.map_or(tree.len(), |c| c + 2)
}

/// What a modal verb says; `would` is read as a future in the past below a verb of saying in the past tense.
fn modal(tree: &Tree, auxiliary: usize) -> Modality {
    match tree.lemma(auxiliary).as_str() {
        "will" | "shall" | "'ll" | "wo" => Modality::Planned,
        "would" | "'d" if had(tree, auxiliary) => Modality::Actual,
        "would" | "'d" => would(tree, auxiliary),
        "can" | "could" | "may" | "might" | "ca" => Modality::Possible,
        "should" if inverted(tree, auxiliary) => Modality::Conditional,
        "must" | "should" | "ought" => Modality::Obliged,
        "be" if infinitive(tree, auxiliary) => Modality::Planned,
        _ => Modality::Actual,
    }
}

/// `should talks fail`: the auxiliary before its subject, at the start of a clause that is not asked.
fn inverted(tree: &Tree, auxiliary: usize) -> bool {
    let subject = tree.parent(auxiliary).and_then(|h| tree.related(h, "nsubj").next());
    subject == Some(auxiliary + 1) || subject.is_some_and(|s| auxiliary < s && tree.borders(s).0 == auxiliary + 1)
}

/// `he’d seen`: short for `had` before a participle that no other auxiliary helps.
fn had(tree: &Tree, auxiliary: usize) -> bool {
    let token = &tree.tokens[auxiliary];
    let short = token.span.len() < "would".len();
    short && tree.parent(auxiliary).is_some_and(|h| tree.tokens[h].xpos == "VBN" && tree.related(h, "aux").count() == 1)
}

fn would(tree: &Tree, auxiliary: usize) -> Modality {
    let Some(head) = tree.parent(auxiliary) else { return Modality::Conditional };
    // `would like to see it`
    if tree.is(head, &["like", "love", "prefer"]) && tree.child(head, &["xcomp", "ccomp"]).is_some() {
        return Modality::Desired;
    }
    let mut top = head;
    let shares = |first: usize| tree.related(first, "aux").any(|a| tree.is(a, &["will", "would", "'d"]));
    // `said that it was late and that it would rain`
    let that = |i: usize| tree.related(i, "mark").any(|m| tree.is(m, &["that"]));
    let joined = |top: usize| tree.parent(top).filter(|_| tree.tokens[top].relation() == "conj");
    while let Some(first) = joined(top).filter(|first| shares(*first) || that(top)) {
        top = first;
    }
    let past = |g: usize| tree.tokens[g].upos == "NOUN" || in_past(tree, g);
    let told = |g: usize| past(g) && !quoted(tree, top, g);
    let reported = matches!(tree.tokens[top].deprel, "ccomp" | "acl") && tree.parent(top).is_some_and(told);
    if asked_whether(tree, top) {
        return Modality::Possible;
    }
    match () {
        () if has_condition(tree, head) || of_any(tree, head) => Modality::Conditional,
        () if reported => Modality::Planned,
        () if withheld(tree, head) => Modality::Actual,
        () if habitual(tree, head) => Modality::Actual,
        () => Modality::Conditional,
    }
}

/// `Any delay would hurt`: of whatever may come.
fn of_any(tree: &Tree, head: usize) -> bool {
    let subject = tree.child(head, &["nsubj", "nsubj:pass"]);
    subject.is_some_and(|s| tree.related(s, "det").any(|d| tree.is(d, &["any"])))
}

/// `She would not say when`: she kept silent.
fn withheld(tree: &Tree, head: usize) -> bool {
    let not = tree.related(head, "advmod").any(|a| tree.is(a, &["not", "n't"]));
    let told = matches!(tree.tokens[head].relation(), "root" | "conj" | "parataxis" | "advcl");
    let bare = tree.related(head, "aux").count() == 1
        && tree.child(head, &["nsubj"]).is_none_or(|s| !tree.is(s, &["i", "we"]));
    not && told && bare && lexicon::listed("withheld", &tree.lemma(head))
}

/// `did not say whether it would`, `asked if it would`
fn asked_whether(tree: &Tree, clause: usize) -> bool {
    let asks = |v: usize| reporting::reports(&tree.lemma(v), reporting::Frame::Question) && v < clause;
    let asked = tree.parent(clause).is_some_and(asks);
    tree.related(clause, "mark").any(|m| tree.is(m, &["whether"]) || asked && tree.is(m, &["if"]))
}

/// Whether `would` tells what used to happen or came about later: `in the past she would walk`, `when it rained, she would stay`, `she would often stay`.
fn habitual(tree: &Tree, head: usize) -> bool {
    let perfect = tree.related(head, "aux").any(|a| tree.is(a, &["have", "'ve"]));
    let past = |o: usize| tree.is(o, &["past", "childhood", "youth", "boyhood", "girlhood"]);
    let since = |c: usize| {
        let when = |w: usize| w < c && tree.is(w, &["when", "whenever"]);
        let past = tree.children(c).filter(|w| matches!(tree.tokens[*w].relation(), "aux" | "cop")).chain([c]);
        let past = past.into_iter().any(|w| tree.tokens[w].xpos == "VBD");
        past && tree.tokens[c].relation() == "advcl" && tree.children(c).any(when)
    };
    let often = |a: usize| {
        tree.is(a, &["often", "sometimes", "usually", "frequently", "routinely", "regularly", "occasionally"])
    };
    // `would later become mayor`, `would go on to win`: what was yet to come, and came.
    let came =
        |a: usize| tree.is(a, &["later", "late", "subsequently"]) || tree.is(a, &["on"]) && tree.is(head, &["go"]);
    let then = |c: usize| match tree.tokens[c].relation() {
        "obl" => past(c),
        "advmod" => often(c) || came(c),
        "compound" => came(c),
        _ => since(c),
    };
    !perfect && tree.children(head).any(then)
}

/// Whether the clause is told in the words of its speaker, with their own tenses: `“It would fail,” she said`.
fn quoted(tree: &Tree, clause: usize, verb: usize) -> bool {
    let (first, last) = tree.borders(clause);
    let mark = |i: usize, of: &str| tree.tokens[i].xpos == of;
    if clause < verb {
        (last.min(verb)..verb).any(|i| mark(i, "''"))
    } else {
        mark(first, "``") || first > 0 && mark(first - 1, "``")
    }
}

/// Whether a verb tells of the past, itself or, as a participle, through the verb above it: `announcing`, of who left.
fn in_past(tree: &Tree, verb: usize) -> bool {
    let perfect = |v: usize| tree.related(v, "aux").any(|a| tree.is(a, &["have", "'ve"]));
    match tree.tokens[verb].xpos {
        "VBD" | "VBN" => true,
        "VBG" => tree.parent(verb).is_some_and(|v| tree.tokens[v].xpos == "VBD" || perfect(v)),
        _ => false,
    }
}

/// Whether a clause has its verb or auxiliary in the present tense, or a modal verb.
pub fn in_present(tree: &Tree, head: usize) -> bool {
    let helpers = tree.children(head).filter(|c| matches!(tree.tokens[*c].relation(), "aux" | "cop") && *c < head);
    let finite = helpers.chain([head]).find(|w| matches!(tree.tokens[*w].xpos, "VBZ" | "VBP" | "VBD" | "MD"));
    finite.is_some_and(|w| tree.tokens[w].xpos != "VBD" && (w == head || !tree.is(w, &["have", "'ve"])))
}

/// Whether a clause has a finite verb in the singular or the past, and no modal verb: no demand has.
pub(super) fn indicative(tree: &Tree, i: usize) -> bool {
    let helpers = tree.children(i).filter(|c| matches!(tree.tokens[*c].relation(), "aux" | "cop") && *c < i);
    helpers.chain([i]).any(|w| matches!(tree.tokens[w].xpos, "VBZ" | "VBD") && !tree.is(w, &["were"]))
}

/// `insisted that the bill include …`: a bare verb below a subject in the singular demands.
pub(super) fn subjunctive(tree: &Tree, i: usize) -> bool {
    let singular = |s: usize| matches!(tree.tokens[s].xpos, "NN" | "NNP") && tree.related(s, "conj").next().is_none();
    let bare = tree.tokens[i].xpos == "VB" && tree.related(i, "aux").next().is_none() && !control::infinitive(tree, i);
    bare && tree.related(i, "mark").any(|m| tree.is(m, &["that"])) && tree.related(i, "nsubj").any(singular)
}

/// Whether the clause says what cannot be, not what may not be: `cannot win`.
pub fn unable(tree: &Tree, head: usize) -> bool {
    tree.related(head, "aux").any(|a| tree.is(a, &["can", "could", "ca"]))
}

/// `is to meet`: a form of `be` before an infinitive with `to`.
fn infinitive(tree: &Tree, auxiliary: usize) -> bool {
    let marked = |h| tree.related(h, "mark").any(|m| tree.is(m, &["to"]) && m > auxiliary);
    tree.tokens[auxiliary].deprel == "aux" && tree.parent(auxiliary).is_some_and(marked)
}

/// Whether an adverb hedges the clause (`reportedly`).
fn hedged(tree: &Tree, head: usize) -> bool {
    // `said, apparently for the first time, that …`: it is said for certain.
    let of_phrase = |a: usize| {
        let next = tree.tokens.get(a + 1).is_some_and(|t| t.upos == "ADP");
        a > head && next && tree.tokens[a - 1].lemma == ","
    };
    let hedge = |a: &usize| lexicon::adverb(&tree.lemma(*a)) == Some(Effect::Possible);
    // `was not always late`: at times it was.
    let in_part = |a: usize| {
        let partly = ["necessarily", "always", "entirely", "fully", "completely", "wholly"];
        a < head && tree.is(a, &partly) && a > 0 && tree.is(a - 1, &["not", "n't"])
    };
    let mut adverbs = tree.related(head, "advmod");
    adverbs.any(|a| in_part(a) || hedge(&a) && !of_phrase(a))
}

/// Whether the clause depends on a condition (`if talks fail, it will …`, `should it delay, …`, `unless`).
pub fn has_condition(tree: &Tree, head: usize) -> bool {
    let conceded = |c| tree.related(c, "mark").any(|m| m > 0 && tree.is(m - 1, &["even"]));
    tree.related(head, "advcl").any(|c| is_condition(tree, c) && !conceded(c) && !in_case(tree, c))
}

/// `in case it rains`: what is done about it is done anyway.
fn in_case(tree: &Tree, clause: usize) -> bool {
    let case = |m: usize| tree.related(m, "fixed").any(|c| tree.is(c, &["case"]));
    tree.related(clause, "mark").any(|m| tree.is(m, &["in"]) && case(m))
}

/// Whether an adverbial clause states a condition.
pub fn is_condition(tree: &Tree, clause: usize) -> bool {
    let first_word = tree.borders(clause).0;
    let marked = tree.related(clause, "mark").any(|m| {
        let softened = m > 0 && tree.is(m - 1, &["as"]);
        tree.is(m, &["if", "unless", "provided", "providing"]) && !softened
    });
    // `should it rain`, `had it rained`, `were it to rain`
    let inverts = |a: usize| tree.is(a, &["should"]) || tree.tokens[a].xpos == "VBD" && tree.is(a, &["have", "be"]);
    let inverted = tree.related(clause, "aux").any(|a| a == first_word && inverts(a));
    marked || inverted || in_case(tree, clause)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn below(context: Context, lemma: &str, frame: &str) -> (Polarity, Modality) {
        let word = lexicon::complement(lemma, "v", frame).expect(lemma);
        let c = context.below(word);
        (c.polarity, c.modality)
    }

    #[test]
    fn signatures_decide_what_holds() {
        use Modality::*;
        use Polarity::*;
        let (yes, no) = (Context::PLAIN, Context::PLAIN.negated());
        for (context, lemma, frame, expected) in [
            (yes, "manage", "inf", (Affirmed, Actual)),
            (no, "manage", "inf", (Negated, Actual)),
            (yes, "fail", "inf", (Negated, Actual)),
            (no, "fail", "inf", (Affirmed, Actual)),
            (yes, "refuse", "inf", (Negated, Actual)),
            (yes, "plan", "inf", (Affirmed, Planned)),
            (no, "plan", "inf", (Negated, Planned)),
            (yes, "urge", "obj", (Affirmed, Demanded)),
            (yes, "force", "obj", (Affirmed, Actual)),
            (yes, "know", "that", (Affirmed, Actual)),
            (no, "know", "that", (Affirmed, Actual)),
            (yes, "deny", "that", (Negated, Actual)),
            (no, "say", "that", (Affirmed, Possible)),
            (yes, "hope", "that", (Affirmed, Desired)),
        ] {
            assert_eq!(below(context, lemma, frame), expected, "{lemma} {frame} {context:?}");
        }
    }

    #[test]
    fn a_hedge_above_is_kept() {
        let possible = Context::PLAIN.put(Modality::Possible);
        assert_eq!(below(possible, "manage", "inf").1, Modality::Possible);
        assert_eq!(below(Context::PLAIN.put(Modality::Conditional), "plan", "inf").1, Modality::Conditional);
    }
}
