//! Clauses: every predicate of a sentence with its subjects and the way it is put, from the top of the tree down.
//!
//! A clause takes its understood subject and its context (polarity, modality) from the clause above it, so one pass in which heads
//! come before their children suffices. [`propose`](super::propose) turns the clauses into propositions.

use super::control::{self, Source};
use super::headline;
use super::lexicon::{self, Complement, Signature};
use super::modality::{self, Context};
use super::polarity;
use super::tree::Tree;
use super::verb_group::{self, Kind, VerbGroup};
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
    outer: Frame,
    /// First word of the predicate, with the words folded into it (`plans to talk`).
    pub first: usize,
    /// Whether a clause below says all that this one says (`plans`).
    pub folded: bool,
}

/// Polarity and modality, and the words folded into the predicate that show them.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// What holds.
    pub context: Context,
    /// Words to put before the predicate.
    pub marks: Vec<&'static str>,
    /// What those words tell.
    shown: Context,
}

impl Frame {
    fn of(context: Context) -> Self {
        Self { context, marks: Vec::new(), shown: Context::PLAIN }
    }

    /// The frame of one of several alternatives: what is so, or is to be so, may be so; a denial denies them all.
    fn or_not(self) -> Self {
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
    fn under(&self, outer: &Frame, word: &Complement) -> Frame {
        let context = self.context.below(word);
        let affirmed = self.context.polarity == Polarity::Affirmed;
        let (mut marks, mut shown) = (outer.marks.clone(), outer.shown);
        let sign = if affirmed { word.affirmed } else { word.negated };
        match (sign, word.prefix) {
            (Signature::Open, Some(prefix)) => {
                let denied = !affirmed && shown.polarity == Polarity::Affirmed;
                // `might have to leave`: the hedge above wins over what the word says.
                marks.extend(context.prefix().filter(|_| context.modality != modality::by_name(word.modality)));
                // `may not leave`, but `not plans to leave`: only modal verbs stand before their negation.
                if MODAL.contains(&prefix) {
                    marks.extend(Some(prefix).filter(|_| context.modality == modality::by_name(word.modality)));
                    marks.extend(denied.then_some("not"));
                } else {
                    marks.extend(denied.then_some("not"));
                    marks.push(prefix);
                }
                shown = context;
            }
            (Signature::Fails, Some(prefix)) if affirmed => {
                marks.push(prefix);
                shown = Context { polarity: context.polarity, modality: shown.modality };
            }
            _ => {}
        }
        Frame { context, marks, shown }
    }
}

const MODAL: [&str; 5] = ["may", "must", "will", "would", "can"];

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
        let link = link(tree, &clauses, i, source);
        let first = link.folds.and_then(|g| clauses[g].as_ref()).map_or(group.first, |g| g.first.min(group.first));
        if let Some(governor) = link.folds.and_then(|g| clauses[g].as_mut()) {
            governor.folded = true;
        }
        let outer = link.frame;
        let frame = own_frame(tree, &clauses, i, &outer, source);
        clauses[i] = Some(Clause { group, surface_subjects, source, frame, outer, first, folded: false });
    }
    clauses
}

/// How a clause hangs from the one above.
struct Link {
    frame: Frame,
    /// The clause above whose meaning is folded into this one's predicate.
    folds: Option<usize>,
}

impl Link {
    fn plain(context: Context) -> Self {
        Self { frame: Frame::of(context), folds: None }
    }
}

fn link(tree: &Tree, clauses: &[Option<Clause>], i: usize, source: Source) -> Link {
    let Some(parent) = tree.parent(i) else { return Link::plain(Context::PLAIN) };
    let above = clauses[parent].as_ref();
    match tree.tokens[i].relation() {
        "conj" => {
            let outer = above.map_or_else(|| Frame::of(Context::PLAIN), |a| a.outer.clone());
            Link { frame: if is_alternative(tree, i) { outer.or_not() } else { outer }, folds: None }
        }
        "xcomp" => below_verb(tree, clauses, i, parent),
        "ccomp" if source == Source::Controlled => below_verb(tree, clauses, i, parent),
        "ccomp" | "csubj" => Link::plain(finite_complement(tree, clauses, i, parent)),
        "advcl" if raised(tree, i, parent) => below_verb(tree, clauses, i, parent),
        "advcl" if let Some(noun) = intended(tree, i, parent) => below_noun(tree, clauses, i, noun),
        "advcl" => adverbial(tree, above, i, source),
        "acl"
            if control::infinitive(tree, i)
                || tree.tokens[i].deprel == "acl" && tree.related(i, "mark").next().is_some() =>
        {
            below_noun(tree, clauses, i, parent)
        }
        _ => Link::plain(Context::PLAIN),
    }
}

/// `or fall` in `will rise or fall`: one of the two holds.
fn is_alternative(tree: &Tree, conjunct: usize) -> bool {
    tree.related(conjunct, "cc").any(|c| tree.is(c, &["or"]))
}

/// The plan or offer that an infinitive belongs to, where other words part them: `has no plan, he says, to resign`.
fn intended(tree: &Tree, i: usize, parent: usize) -> Option<usize> {
    let object = tree.child(parent, &["obj"]).filter(|o| *o < i && control::infinitive(tree, i))?;
    let bare = tree.related(object, "acl").next().is_none();
    (bare && lexicon::complement(&tree.lemma(object), "n", "inf").is_some()).then_some(object)
}

/// An adverbial clause that its verb asks for: `accused of lying`, `called on Peru to act`.
fn raised(tree: &Tree, i: usize, parent: usize) -> bool {
    let lemma = tree.lemma(parent);
    if control::infinitive(tree, i) {
        return control::addressee(tree, parent, i).is_some();
    }
    let pos = if matches!(tree.tokens[parent].upos, "VERB" | "AUX") { "v" } else { "a" };
    let Some(word) = lexicon::complement(&lemma, pos, "prep") else { return false };
    let asked: &[&str] = match word.prefix.and_then(|p| p.rsplit_once('_')) {
        Some((_, "of")) => &["of"],
        Some((_, "with")) => &["with"],
        Some((_, "for")) => &["for"],
        Some((_, "from")) => &["from"],
        _ if pos == "a"
            || tree.is(
                parent,
                &["succeed", "persist", "engage", "specialize", "spend", "aim", "insist", "commit", "look"],
            ) =>
        {
            &["in", "at", "on", "to", "of", "for", "from"]
        }
        _ => &["of", "for", "from", "into", "about"],
    };
    control::prepositional(tree, i) && tree.children(i).any(|c| c < i && tree.is(c, asked))
}

/// An infinitive or gerund below a verb or adjective.
fn below_verb(tree: &Tree, clauses: &[Option<Clause>], i: usize, parent: usize) -> Link {
    // `remains ready to talk`: the adjective is no clause of its own, the verb above it is.
    let governor =
        (0..3).try_fold(parent, |at, _| if clauses[at].is_some() { Err(at) } else { tree.parent(at).ok_or(at) });
    let governor = governor.unwrap_or_else(|at| at);
    let Some(above) = clauses[governor].as_ref() else { return Link::plain(Context::PLAIN) };
    let object = above.group.kind == Kind::Active
        && (tree.child(parent, &["obj", "iobj"]).is_some() || control::addressee(tree, parent, i).is_some());
    let Some(word) = complement_word(tree, above, i, parent, object) else {
        return unknown_word(above, governor, object);
    };
    // `doing well but not likely to win`: the adjective is no clause, its negation counts all the same.
    let denied = governor != parent && polarity::negated(tree, parent);
    let context = above.frame.context.negated_if(denied);
    let mut frame = Frame { context, ..above.frame.clone() }.under(&above.outer, word);
    if object {
        // The subject changes, so only the last word speaks of the new one.
        frame.marks = frame.marks.pop().into_iter().collect();
    }
    Link { frame, folds: (!object).then_some(governor) }
}

fn unknown_word(above: &Clause, governor: usize, object: bool) -> Link {
    let frame = Frame { context: above.frame.context, marks: above.outer.marks.clone(), shown: above.outer.shown };
    Link { frame, folds: (!object).then_some(governor) }
}

fn complement_word(tree: &Tree, above: &Clause, i: usize, parent: usize, object: bool) -> Option<&'static Complement> {
    let lemma = tree.lemma(parent);
    let verb = matches!(tree.tokens[parent].upos, "VERB" | "AUX");
    if control::prepositional(tree, i) {
        return lexicon::complement(&lemma, if verb { "v" } else { "a" }, "prep");
    }
    if !verb {
        return lexicon::complement(&lemma, "a", "inf").or_else(|| lexicon::complement(&lemma, "n", "inf"));
    }
    let gerund = tree.tokens[i].xpos == "VBG" && !control::infinitive(tree, i);
    // `called the charges fabricated` names them so and asks nothing.
    if tree.tokens[i].xpos == "VBN" && tree.is(parent, &["call", "name", "label", "brand", "declare"]) {
        return None;
    }
    let raised = above.group.head == parent && above.group.kind == Kind::Passive;
    let frames: &[&str] = match (object || raised, gerund) {
        (true, _) => &["obj", "inf"],
        (false, true) => &["ing", "inf"],
        (false, false) => &["inf", "obj", "ing"],
    };
    // `have got to leave` has the sense of `have to`.
    let duty = lemma == "get" && tree.related(parent, "aux").any(|a| tree.is(a, &["have", "'ve", "'s"]));
    let lemma = if duty { "have" } else { lemma.as_str() };
    frames.iter().find_map(|f| lexicon::complement(lemma, "v", f))
}

/// A finite clause below a verb, adjective or noun of saying, thinking, wanting.
fn finite_complement(tree: &Tree, clauses: &[Option<Clause>], i: usize, parent: usize) -> Context {
    let Some(above) = clauses[parent].as_ref() else { return ensured(tree, clauses, parent) };
    if tree.related(i, "mark").any(|m| tree.is(m, &["whether", "if"])) {
        return Context::PLAIN.put(Modality::Possible);
    }
    let pos = if above.group.kind == Kind::Copular { "a" } else { "v" };
    if subjunctive(tree, i) && lexicon::complement(&tree.lemma(parent), pos, "that").is_some() {
        return above.frame.context.put(Modality::Demanded);
    }
    let frames = if control::infinitive(tree, i) { ["inf", "that"] } else { ["that", "that"] };
    match frames.iter().find_map(|f| lexicon::complement(&tree.lemma(parent), pos, f)) {
        Some(word) => above.frame.context.below(word),
        // Unknown words report, and what is not said may still be so.
        None if above.frame.context.polarity == Polarity::Negated => Context::PLAIN.put(Modality::Possible),
        None => Context::PLAIN,
    }
}

/// What becomes of a clause below `sure` or `certain` that somebody makes it: it is as real as the making.
fn ensured(tree: &Tree, clauses: &[Option<Clause>], adjective: usize) -> Context {
    let maker = tree.parent(adjective).filter(|v| tree.is(*v, &["make"]) && tree.is(adjective, &["sure", "certain"]));
    maker.and_then(|v| clauses[v].as_ref()).map_or(Context::PLAIN, |v| v.frame.context)
}

/// `insisted that the bill include …`: a bare verb below a subject in the singular demands.
fn subjunctive(tree: &Tree, i: usize) -> bool {
    let singular = |s: usize| matches!(tree.tokens[s].xpos, "NN" | "NNP") && tree.related(s, "conj").next().is_none();
    let bare = tree.tokens[i].xpos == "VB" && tree.related(i, "aux").next().is_none() && !control::infinitive(tree, i);
    bare && tree.related(i, "mark").any(|m| tree.is(m, &["that"])) && tree.related(i, "nsubj").any(singular)
}

/// An adverbial clause: conditions are conditional, purposes planned, participles go with the clause above.
fn adverbial(tree: &Tree, above: Option<&Clause>, i: usize, source: Source) -> Link {
    if modality::is_condition(tree, i) {
        return Link::plain(Context::PLAIN.put(Modality::Conditional));
    }
    let marked = |words: &[&str]| tree.related(i, "mark").any(|m| tree.is(m, words));
    if marked(&["as"]) && marked(&["if", "though"]) || marked(&["lest", "whether"]) {
        return Link::plain(Context::PLAIN.put(Modality::Possible));
    }
    if control::infinitive(tree, i) || marked(&["so"]) {
        let idle = tree
            .parent(i)
            .is_some_and(|p| tree.is(p, &["do"]) && tree.related(p, "obj").any(|o| tree.is(o, &["nothing"])));
        let context = Context::PLAIN.put(Modality::Planned).negated_if(idle);
        if source == Source::Explicit {
            return Link::plain(context);
        }
        return Link { frame: Frame { context, marks: vec!["aims"], shown: context }, folds: None };
    }
    Link::plain(match above {
        Some(above)
            if tree.tokens[i].xpos == "VBG"
                && source == Source::Controlled
                && tree.parent(i).is_some_and(|p| p < i)
                && !tree.related(i, "advmod").any(|a| tree.is(a, &["when"]))
                && !marked(&["when", "while", "after", "before", "since"]) =>
        {
            Context { polarity: Polarity::Affirmed, ..above.frame.context }
        }
        _ => Context::PLAIN,
    })
}

/// A clause below a noun: `plans to build`, `a demand that they leave`.
fn below_noun(tree: &Tree, clauses: &[Option<Clause>], i: usize, noun: usize) -> Link {
    let own_subject = tree.related(i, "nsubj").next().is_some();
    let frames = if control::infinitive(tree, i) { ["inf", "that"] } else { ["that", "that"] };
    let Some(word) = frames.iter().find_map(|f| lexicon::complement(&tree.lemma(noun), "n", f)) else {
        return Link::plain(if control::infinitive(tree, i) {
            Context::PLAIN.put(Modality::Possible)
        } else {
            Context::PLAIN
        });
    };
    let verb = Some(noun).filter(|n| tree.tokens[*n].relation() == "obj").and_then(|n| tree.parent(n));
    let above = verb.and_then(|v| clauses[v].as_ref());
    let around = above.map_or(Context::PLAIN, |a| a.frame.context);
    let rejected = verb
        .and_then(|v| lexicon::complement(&tree.lemma(v), "v", "ing"))
        .is_some_and(|c| c.affirmed == Signature::Fails);
    let denied = above.is_none() && polarity::negative_phrase(tree, noun);
    let base = Frame::of(around.negated_if(rejected).negated_if(denied));
    let mut frame = base.under(&Frame::of(Context::PLAIN), word);
    if own_subject || word.modality == "demanded" {
        frame.marks.clear();
        frame.shown = Context::PLAIN;
    }
    let owned = tree.child(noun, &["nmod:poss"]).is_some() || word.modality == "demanded";
    Link { frame, folds: verb.filter(|v| !own_subject && !owned && announces(tree, *v) && clauses[*v].is_some()) }
}

/// Verbs that add nothing to the plan, offer or attempt that is their object.
pub(super) fn announces(tree: &Tree, verb: usize) -> bool {
    tree.is(
        verb,
        &["announce", "have", "make", "unveil", "outline", "reveal", "express", "show", "take", "give", "lay", "issue"],
    )
}

/// Adds the clause's own modal verbs, adverbs, negation and condition to what stands above it.
fn own_frame(tree: &Tree, clauses: &[Option<Clause>], i: usize, outer: &Frame, source: Source) -> Frame {
    let mut own = modality::own(tree, i);
    let mut negative = polarity::negated(tree, i);
    if headline::future(tree, i) {
        own = Modality::Planned;
    }
    if let Some(first) = shares_auxiliaries(tree, i, source) {
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
    if own == Modality::Obliged && outer.context.modality == Modality::Possible && outer.marks.is_empty() {
        context.modality = own;
    }
    let open = matches!(context.modality, Modality::Planned | Modality::Possible | Modality::Obliged);
    if open && modality::has_condition(tree, i) {
        context.modality = Modality::Conditional;
    }
    let verb = |c: &usize| tree.tokens[*c].upos == "VERB" && is_alternative(tree, *c);
    let mut frame = Frame { context, ..outer.clone() };
    if tree.related(i, "conj").any(|c| verb(&c)) {
        frame = frame.or_not();
    }
    frame.complete();
    frame
}

/// The first conjunct, when its auxiliaries serve this one too: `will meet and talk`, `has not met or called`.
fn shares_auxiliaries(tree: &Tree, i: usize, source: Source) -> Option<usize> {
    let first = tree.parent(i)?;
    let same_form = tree.tokens[first].xpos == tree.tokens[i].xpos || tree.tokens[i].xpos == "VB";
    let bare = tree.related(i, "aux").next().is_none() && tree.child(i, &["cop"]).is_none();
    let helped = tree.related(first, "aux").next().is_some();
    (source == Source::Shared && same_form && bare && helped).then_some(first)
}

/// Whether a subject or object denies the clause: `no timeline was set`, `found no evidence`, `nobody came`.
fn negative_argument(tree: &Tree, i: usize, source: Source, clauses: &[Option<Clause>]) -> bool {
    let negative = |c: usize| polarity::negative_phrase(tree, c);
    let own = tree.children(i).filter(|c| matches!(tree.tokens[*c].relation(), "nsubj" | "obj")).any(negative);
    let shared = source == Source::Shared
        && tree
            .parent(i)
            .and_then(|p| clauses[p].as_ref())
            .is_some_and(|p| p.surface_subjects.iter().any(|s| negative(*s)));
    let nominal = tree.child(i, &["cop"]).is_some()
        && polarity::negative_determiner(tree, i).is_some_and(|n| tree.is(n, &["no"]));
    own || shared || nominal
}
