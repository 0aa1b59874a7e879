//! Clauses: every predicate of a sentence with its subjects and the way it is put, from the top of the tree down.
//!
//! A clause takes its understood subject and its context (polarity, modality) from the clause above it, so one pass in which heads
//! come before their children suffices. [`propose`](super::propose) turns the clauses into propositions.

use super::control::{self, Source};
use super::headline;
use super::host;
use super::lexicon::{Complement, Signature};
use super::modality::{self, Context};
use super::polarity;
use super::reporting;
use super::tree::Tree;
use super::verb_group::{self, VerbGroup};
use super::{Proposition, propose};
use crate::model::{Annotation, Document, Modality, Polarity};

/// A predicate of the sentence with what is understood about it.
#[derive(Clone, Debug)]
pub struct Clause {
    /// Its words.
    pub group: VerbGroup,
    /// Heads of its subjects as the grammar has them: of a passive, who undergoes.
    pub surface_subjects: Vec<usize>,
    /// How it comes by them.
    pub source: Source,
    /// How it is put, and what of that its predicate shows.
    pub frame: Frame,
    /// The same without its own auxiliaries and adverbs: what a second conjunct starts from.
    pub(super) outer: Frame,
    /// First word of the predicate, with the words folded into it (`plans to talk`).
    pub first: usize,
    /// Whether a clause below says all that this one says (`plans`).
    pub folded: bool,
    /// Whether it tells nothing by itself: `anyone who leaves` says of nobody that they leave.
    pub silent: bool,
}

/// Polarity and modality, and the words folded into the predicate that show them.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// What holds.
    pub context: Context,
    /// Words to put before the predicate.
    pub marks: Vec<&'static str>,
    /// What those words tell.
    pub(super) shown: Context,
}

impl Frame {
    pub(super) fn of(context: Context) -> Self {
        Self { context, marks: Vec::new(), shown: Context::PLAIN }
    }

    /// The frame of one of several alternatives: what is so, or is to be so, may be so; a denial denies them all.
    pub(super) fn or_not(self) -> Self {
        match self.context {
            Context { modality: Modality::Actual | Modality::Planned, polarity: Polarity::Affirmed } => {
                Self { context: self.context.put(Modality::Possible), ..self }
            }
            _ => self,
        }
    }

    /// Adds what the marks do not tell yet: `will`, `not`.
    fn complete(&mut self) {
        let Context { modality, polarity } = self.context;
        if modality != self.shown.modality {
            self.marks.extend(self.context.prefix());
        }
        if polarity != self.shown.polarity {
            self.marks.push("not");
        }
        self.shown = self.context;
    }

    /// The frame of a clause folded into `word`, whose own frame is `self` and shows `outer` of it.
    pub(super) fn under(&self, outer: &Frame, word: &Complement) -> Frame {
        let context = self.context.below(word);
        let affirmed = self.context.polarity == Polarity::Affirmed;
        let (mut marks, mut shown) = (outer.marks.clone(), outer.shown);
        let sign = if affirmed { word.affirmed } else { word.negated };
        match (sign, word.prefix) {
            (Signature::Open, Some(prefix)) => {
                let denied = !affirmed && shown.polarity == Polarity::Affirmed;
                // `need not leave`: no duty, but not `must not leave`.
                let prefix = if prefix == DUTY && affirmed { "must" } else { prefix };
                // `might have to leave`: the hedge above wins over what the word says. `was not afraid to leave` tells it itself.
                let hedged = context.modality != modality::by_name(word.modality);
                let hedged = hedged && (affirmed || word.affirmed != Signature::Fails || prefix == "not");
                marks.extend(context.prefix().filter(|_| hedged));
                let (denied, prefix) = if denied && prefix == "not" { (false, None) } else { (denied, Some(prefix)) };
                // `may not leave`, but `not plans to leave`: only modal verbs stand before their negation.
                if prefix.is_some_and(|p| MODAL.contains(&p)) {
                    marks.extend(prefix.filter(|_| context.modality == modality::by_name(word.modality)));
                    marks.extend(denied.then_some("not"));
                } else {
                    marks.extend(denied.then_some("not"));
                    marks.extend(prefix);
                }
                shown = context;
            }
            (Signature::Fails, Some(prefix)) if affirmed => {
                marks.push(prefix);
                shown = context;
            }
            _ => {}
        }
        Frame { context, marks, shown }
    }
}

const MODAL: [&str; 5] = ["may", "must", "will", "would", "can"];

/// Words of duty, whose denial leaves one free.
const DUTY: &str = "have_to";

impl Clause {
    /// How the event that is this clause's object is put: `plans a call with …` is a planned call.
    pub fn frame_below(&self, word: &Complement) -> Frame {
        let mut frame = self.frame.under(&self.outer, word);
        frame.complete();
        frame
    }
}

/// Finds the propositions of all clauses.
pub fn find(document: &Document, annotation: &Annotation) -> Vec<Proposition> {
    let mut found = Vec::new();
    for (number, sentence) in annotation.sentences.iter().enumerate() {
        let restored = headline::restored(sentence, &document.text);
        let sentence = restored.as_ref().unwrap_or(sentence);
        let tree = Tree::new(number as u32, sentence);
        let clauses = clauses(&tree);
        propose::propositions(&tree, sentence, &document.text, &clauses, &mut found);
    }
    found
}

/// The clauses of a sentence, each at the index of its head word.
pub fn clauses(tree: &Tree) -> Vec<Option<Clause>> {
    let mut clauses: Vec<Option<Clause>> = vec![None; tree.len()];
    for i in tree.top_down() {
        let Some(group) = verb_group::at(tree, i) else { continue };
        let (surface_subjects, source) = control::subjects(tree, &clauses, i);
        let link = host::link(tree, &clauses, i, source);
        let first = link.folds.and_then(|g| clauses[g].as_ref()).map_or(group.first, |g| g.first.min(group.first));
        // `called for closing the mine`: who is to close it is not said, that it is called for is.
        let told = !surface_subjects.is_empty();
        if let Some(governor) = link.folds.filter(|_| told).and_then(|g| clauses[g].as_mut()) {
            governor.folded = true;
        }
        let silent = link.silent || tree.parent(i).is_some_and(|p| goes_on(tree, i) && is_silent(&clauses, p));
        let outer = link.frame;
        let frame = own_frame(tree, &clauses, i, &outer, source);
        clauses[i] = Some(Clause { group, surface_subjects, source, frame, outer, first, folded: false, silent });
    }
    clauses
}

/// Whether a clause says more of the subject of the one above it, or what that subject says.
fn goes_on(tree: &Tree, i: usize) -> bool {
    let same_subject = || tree.related(i, "nsubj").next().is_none();
    match tree.tokens[i].relation() {
        "ccomp" => true,
        "conj" | "xcomp" => same_subject(),
        "advcl" => tree.tokens[i].xpos == "VBG" && same_subject() && tree.related(i, "mark").next().is_none(),
        _ => false,
    }
}

fn is_silent(clauses: &[Option<Clause>], i: usize) -> bool {
    clauses[i].as_ref().is_some_and(|c| c.silent)
}

/// Adds the clause's own modal verbs, adverbs, negation and condition to what stands above it.
fn own_frame(tree: &Tree, clauses: &[Option<Clause>], i: usize, outer: &Frame, source: Source) -> Frame {
    let mut own = modality::own(tree, i);
    let mut negative = polarity::negated(tree, i);
    if headline::future(tree, i) {
        own = Modality::Planned;
    }
    if let Some(first) =
        shares_auxiliaries(tree, i, source).or_else(|| bare_beside(tree, i)).or_else(|| polarity::neither(tree, i))
    {
        own = modality::own(tree, first);
        negative |= polarity::negated(tree, first) && !tree.related(i, "cc").any(|c| tree.is(c, &["but"]));
    }
    negative ^= negative_argument(tree, i, source, clauses);
    // `hoped that talks would resume`: the verb above says how it is put, `would` is its shadow.
    if outer.context.modality != Modality::Actual && matches!(own, Modality::Planned | Modality::Conditional) {
        own = Modality::Actual;
    }
    let mut context = outer.context.put(own).negated_if(negative);
    // `feels that they should leave`: the duty is what is felt.
    let whether = tree.related(i, "mark").any(|m| tree.is(m, &["whether"]));
    if own == Modality::Obliged && outer.context.modality == Modality::Possible && outer.marks.is_empty() && !whether {
        context.modality = own;
    }
    let open = matches!(context.modality, Modality::Planned | Modality::Possible) || holds_in_case(tree, i, context);
    if open && (modality::has_condition(tree, i) || or_else(tree, clauses, i)) {
        context.modality = Modality::Conditional;
    }
    let verb = |c: &usize| tree.tokens[*c].upos == "VERB" && polarity::is_alternative(tree, *c);
    let mut frame = Frame { context, ..outer.clone() };
    let denied = |c: usize| polarity::neither(tree, c) == Some(i);
    if tree.related(i, "conj").any(|c| verb(&c) && !denied(c)) && !host::shared_out(tree, i) {
        frame = frame.or_not();
    }
    if own == Modality::Possible && negative && frame.shown == Context::PLAIN && modality::unable(tree, i) {
        frame.marks.push("cannot");
        frame.shown = frame.context;
    }
    frame.complete();
    frame
}

/// `Iron rusts if it is wet`: what is so in the present under a condition, but not `if you ask me, iron rusts` or what is said then.
fn holds_in_case(tree: &Tree, i: usize, context: Context) -> bool {
    let present = tree.finite(i).is_some_and(|form| matches!(form, "VBZ" | "VBP"));
    let perfect = tree.related(i, "aux").any(|a| tree.is(a, &["have"]));
    let speaks = tree.tokens[i].upos == "VERB" && reporting::entry(reporting::Part::Verb, &tree.lemma(i)).is_some();
    let you = |c: usize| tree.child(c, &["nsubj"]).is_none_or(|s| tree.is(s, &["you", "i"]));
    let addressed = || tree.related(i, "advcl").any(|c| modality::is_condition(tree, c) && you(c));
    context.modality == Modality::Actual && present && !perfect && !speaks && !addressed()
}

/// `She must win or the hall will close`: it will, unless the first holds.
fn or_else(tree: &Tree, clauses: &[Option<Clause>], i: usize) -> bool {
    let own_subject = tree.child(i, &["nsubj", "nsubj:pass"]).is_some_and(|s| s < i);
    let first = tree.parent(i).filter(|_| tree.tokens[i].relation() == "conj").and_then(|f| clauses[f].as_ref());
    let duty = |m| matches!(m, Modality::Obliged | Modality::Demanded | Modality::Desired);
    own_subject && polarity::is_alternative(tree, i) && first.is_some_and(|f| duty(f.frame.context.modality))
}

/// The first conjunct, when its auxiliaries serve this one too: `will meet and talk`, `has not met or called`.
fn shares_auxiliaries(tree: &Tree, i: usize, source: Source) -> Option<usize> {
    let first = tree.parent(i)?;
    let same_form = tree.tokens[first].xpos == tree.tokens[i].xpos || tree.tokens[i].xpos == "VB";
    let bare = tree.related(i, "aux").next().is_none() && tree.child(i, &["cop"]).is_none();
    let helped = same_form && tree.related(first, "aux").next().is_some();
    (source == Source::Shared && bare && (helped || polarity::neither(tree, i) == Some(first))).then_some(first)
}

/// The first conjunct of a clause with a subject of its own whose verb is bare, as only the auxiliary of the first explains:
/// `The club must be closed and a trustee be named`.
fn bare_beside(tree: &Tree, i: usize) -> Option<usize> {
    let first = tree.parent(i).filter(|_| tree.tokens[i].relation() == "conj")?;
    let verb = tree.children(i).find(|c| matches!(tree.tokens[*c].relation(), "aux" | "cop")).unwrap_or(i);
    let bare = tree.tokens[verb].xpos == "VB" && tree.tokens[verb].upos != "PART";
    let own_subject = tree.child(i, &["nsubj", "nsubj:pass"]).is_some_and(|s| s < verb);
    let modal = tree.related(first, "aux").any(|a| tree.tokens[a].xpos == "MD");
    (bare && own_subject && modal).then_some(first)
}

/// Whether a subject or object denies the clause: `no timeline was set`, `found no evidence`, `nobody came`.
fn negative_argument(tree: &Tree, i: usize, source: Source, clauses: &[Option<Clause>]) -> bool {
    let negative = |c: usize| polarity::negative_phrase(tree, c);
    let argument =
        |c: &usize| matches!(tree.tokens[*c].relation(), "nsubj" | "obj") && *c < modality::outermost(tree, i);
    // `apologized to nobody`
    let to_nobody = |o: usize| {
        let one = tree.is(o, &["nobody", "no-one"]) || tree.is(o, &["one"]) && o > 0 && tree.is(o - 1, &["no"]);
        one && tree.related(o, "case").any(|c| tree.is(c, &["to", "with", "from", "for"]))
    };
    // `While nothing is sure, Roth said it rains`: the nearest subject is its own.
    let nearest = |c: usize| {
        let other = |s: usize| c < s && s < i && tree.tokens[s].deprel == tree.tokens[c].deprel;
        tree.tokens[c].relation() != "nsubj" || !tree.related(i, "nsubj").any(other)
    };
    let own =
        tree.children(i).filter(argument).any(|c| negative(c) && nearest(c)) || tree.related(i, "obl").any(to_nobody);
    let shared = source == Source::Shared
        && tree
            .parent(i)
            .and_then(|p| clauses[p].as_ref())
            .is_some_and(|p| p.surface_subjects.iter().any(|s| negative(*s)));
    own || shared
}
