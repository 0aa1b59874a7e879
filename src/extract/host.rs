//! Hosts: how a clause hangs from the word above it, and what that word makes of its truth.

use super::clause::{Clause, Frame};
use super::content;
use super::control::{self, Source};
use super::errand;
use super::lexicon::{self, Complement, Signature};
use super::modality::{self, Context};
use super::noun_clause::{below_noun, due, participial, relative, told_by};
use super::participle;
use super::polarity;
use super::purpose;
use super::relative::said_of_noun;
use super::reporting;
use super::timing;
use super::tree::Tree;
use super::verb_group::Kind;
use crate::model::{Modality, Polarity};

/// How a clause hangs from the one above.
pub(super) struct Link {
    /// What the clause takes over from above.
    pub(super) frame: Frame,
    /// The clause above whose meaning is folded into this one's predicate.
    pub(super) folds: Option<usize>,
    /// Whether it tells nothing by itself: `anyone who leaves` says of nobody that they leave.
    pub(super) silent: bool,
}

impl Link {
    pub(super) fn plain(context: Context) -> Self {
        Self::of(Frame::of(context), None)
    }

    pub(super) fn of(frame: Frame, folds: Option<usize>) -> Self {
        Self { frame, folds, silent: false }
    }

    pub(super) fn silent() -> Self {
        Self { silent: true, ..Self::plain(Context::PLAIN) }
    }

    /// The same for a clause with a subject of its own, which takes the context alone.
    fn apart(self, source: Source) -> Self {
        if source == Source::Explicit { Self::plain(self.frame.context) } else { self }
    }
}

/// How the clause at `i` hangs from the one above; `clauses` holds those that stand higher in the tree.
pub(super) fn link(tree: &Tree, clauses: &[Option<Clause>], i: usize, source: Source) -> Link {
    let Some(parent) = tree.parent(i) else { return Link::plain(Context::PLAIN) };
    let mut link = link_to(tree, clauses, i, parent, source);
    // `the aim is to make sure that they vote`: what the infinitive is about is as open as the aim.
    let infinitive =
        clauses[parent].as_ref().is_some_and(|a| a.group.kind == Kind::Copular) && tree.tokens[parent].upos == "VERB";
    if infinitive && matches!(tree.tokens[i].relation(), "ccomp" | "xcomp") && link.frame.context == Context::PLAIN {
        link.frame = Frame::of(Context::PLAIN.put(Modality::Planned));
    }
    link
}

fn link_to(tree: &Tree, clauses: &[Option<Clause>], i: usize, parent: usize, source: Source) -> Link {
    if let Some(verb) = control::awaiting(tree, i) {
        return below_verb(tree, clauses, i, verb);
    }
    if questioned(tree, i) && tree.tokens[i].xpos == "VBD" || questioned(tree, parent) {
        return Link::silent();
    }
    let above = clauses[parent].as_ref();
    let adjective = control::infinitive(tree, i)
        && lexicon::complement(&tree.lemma(parent), "a", "inf").is_some()
        && !measured(tree, parent);
    match tree.tokens[i].relation() {
        "conj" if let Some((verb, word)) = second_object(tree, i, parent) => {
            Link::plain(clauses[verb].as_ref().map_or(Context::PLAIN, |c| c.frame.context.below(word)))
        }
        "conj" => coordinated(tree, content::speaks_on(tree, i).map_or(above, |v| clauses[v].as_ref()), i),
        "xcomp" if purpose::of_need(tree, i, parent) || judged(tree, i, parent) => Link::silent(),
        "xcomp" if let Some(adjective) = made(tree, i, parent).filter(|_| source == Source::Explicit) => {
            Link::plain(made_so(tree, clauses, i, adjective))
        }
        "xcomp" => below_verb(tree, clauses, i, parent).apart(source),
        "ccomp" if source == Source::Controlled && tree.child(i, &["expl"]).is_none() => {
            below_verb(tree, clauses, i, parent)
        }
        "ccomp" if polarity::disowned(tree, parent) => Link::silent(),
        "ccomp" | "advcl" if likened(tree, i, parent) => Link::plain(Context::PLAIN.put(Modality::Possible)),
        "ccomp" if how(tree, i) && above.is_some_and(|a| a.frame.context.modality != Modality::Actual) => {
            Link::silent()
        }
        "ccomp" | "csubj" if let Some(noun) = told_by(tree, i, parent) => below_noun(tree, clauses, i, noun),
        "ccomp" | "csubj" => Link::plain(finite_complement(tree, clauses, i, parent)),
        "advcl" if timing::only_when(tree, i, parent) => Link::silent(),
        "advcl" if let Some(short) = falls_short(tree, i, parent) => below_verb(tree, clauses, i, short),
        "advcl" if adjective && source == Source::Explicit => Link::plain(finite_complement(tree, clauses, i, parent)),
        "advcl" if raised(tree, i, parent) || adjective && above.is_some_and(|a| a.group.kind != Kind::Active) => {
            below_verb(tree, clauses, i, parent)
        }
        "advcl" if let Some(noun) = errand::intended(tree, i, parent) => below_noun(tree, clauses, i, noun),
        "advcl" if let Some((word, above)) = errand::asked_for(tree, i, parent).zip(above) => {
            Link::plain(above.frame.context.below(word))
        }
        "advcl" if let Some(verb) = attempt(tree, clauses, i, parent) => {
            Link::plain(clauses[verb].as_ref().map_or(Context::PLAIN, |c| c.outer.context))
        }
        // `Rather than leave, she should stay`: that she should not.
        "advcl" if polarity::instead_of(tree, i) => {
            Link::plain(Context::PLAIN.put(above.map_or(Modality::Actual, |a| a.frame.context.modality)))
        }
        "advcl" => adverbial(tree, above, i, source),
        "acl" if modality::is_condition(tree, i) || purpose::in_case(tree, i, parent) => {
            Link::plain(Context::PLAIN.put(Modality::Conditional))
        }
        // `a request for comment on whether she left`
        "acl" if tree.related(i, "mark").any(|m| tree.is(m, &["whether"])) => {
            Link::plain(Context::PLAIN.put(Modality::Possible))
        }
        "acl"
            if control::infinitive(tree, i)
                || tree.tokens[i].deprel == "acl" && tree.related(i, "mark").next().is_some()
                || said_of_noun(tree, i)
                || due(tree, parent)
                || participle::imagined(tree, i).is_some() =>
        {
            below_noun(tree, clauses, i, parent)
        }
        "acl" if tree.tokens[i].deprel == "acl:relcl" => relative(tree, clauses, i, parent, source),
        "acl" if polarity::turned_down(tree, parent) => Link::silent(),
        "acl" if let Some((word, verb)) = participle::experience(tree, i).zip(tree.parent(parent)) => {
            Link::plain(clauses[verb].as_ref().map_or(Context::PLAIN, |a| a.frame.context).below(word))
        }
        "acl" if participle::bare(tree, i) => participial(tree, clauses, i, parent),
        _ => Link::plain(Context::PLAIN),
    }
}

/// A second conjunct: one of several alternatives, one that is turned down (`rather than leave`), or more of the same.
fn coordinated(tree: &Tree, above: Option<&Clause>, i: usize) -> Link {
    let outer = above.map_or_else(|| Frame::of(Context::PLAIN), |a| a.outer.clone());
    let context = outer.context.negated_if(polarity::turned_down(tree, i));
    let outer = Frame { context, ..outer };
    let settled = |first: usize| shared_out(tree, first) || polarity::neither(tree, i) == Some(first);
    let open = polarity::is_alternative(tree, i) && !tree.parent(i).is_some_and(settled);
    Link::of(if open { outer.or_not() } else { outer }, None)
}

/// The verb, and what it makes of a gerund, whose object a gerund is beside a noun: `ruled out raids or closing the mine`.
fn second_object(tree: &Tree, i: usize, noun: usize) -> Option<(usize, &'static Complement)> {
    let gerund = tree.tokens[i].xpos == "VBG" && tree.child(i, &["nsubj", "aux"]).is_none();
    let object = tree.tokens[noun].relation() == "obj" && tree.tokens[noun].upos == "NOUN";
    let verb = tree.parent(noun).filter(|_| gerund && object)?;
    Some((verb, lexicon::complement(&tree.lemma(verb), "v", "ing")?))
}

/// Whether each of two alternatives is true of some of the subjects, or of some of what they tell of: `Others have left or have been
/// dismissed`, `the days when she slept or read`.
pub(super) fn shared_out(tree: &Tree, first: usize) -> bool {
    let several = |s: &usize| tree.tokens[*s].xpos == "NNS";
    let plain = modality::own(tree, first) == Modality::Actual && !control::infinitive(tree, first);
    let relative = tree.tokens[first].deprel == "acl:relcl" && !polarity::negated(tree, first);
    let told_of = || tree.parent(first).filter(|_| relative);
    plain
        && (tree.child(first, &["nsubj", "nsubj:pass"]).is_some_and(|s| several(&s))
            || told_of().is_some_and(|n| several(&n)))
}

/// `Asked about the delay, she left`: what somebody is asked about is nobody's claim.
fn questioned(tree: &Tree, i: usize) -> bool {
    let asked = tree.is(i, &["ask", "press", "question", "quiz"]) && matches!(tree.tokens[i].xpos, "VBD" | "VBN");
    let bare = tree.child(i, &["nsubj", "nsubj:pass"]).is_none() && tree.related(i, "aux").next().is_none();
    asked && bare && tree.tokens[i].relation() == "advcl" && tree.parent(i).is_some_and(|v| i < v)
}

/// `knows how hard it is to leave`: the infinitive is what is hard, whatever it hangs from.
fn judged(tree: &Tree, i: usize, parent: usize) -> bool {
    let impersonal = |c: &usize| tree.related(*c, "expl").any(|e| tree.is(e, &["it"]));
    let adjective = |c: &usize| parent < *c && *c < i && tree.tokens[*c].upos == "ADJ";
    control::infinitive(tree, i) && tree.related(parent, "ccomp").filter(adjective).any(|c| impersonal(&c))
}

/// `to see how the mine performs`: whether and how it does is to be seen.
fn how(tree: &Tree, i: usize) -> bool {
    tree.is(tree.borders(i).0, &["how"]) && modality::in_present(tree, i)
}

/// `It looks like the line is closed`, `is like saying the line is closed`.
fn likened(tree: &Tree, i: usize, parent: usize) -> bool {
    let like = |m: usize| m < parent && tree.is(m, &["like"]);
    if tree.tokens[parent].xpos == "VBG" && tree.children(parent).any(like) {
        return true;
    }
    tree.is(parent, &["look", "seem", "sound", "feel", "appear"])
        && tree.related(i, "mark").any(|m| tree.is(m, &["like"]))
}

/// The `short` of `stopped short of leaving`, which the parse may hang from the verb.
fn falls_short(tree: &Tree, i: usize, parent: usize) -> Option<usize> {
    let short = Some(parent).into_iter().chain(tree.related(parent, "advmod")).find(|s| tree.is(*s, &["short"]));
    let of = tree.related(i, "mark").any(|m| short.is_some_and(|s| s + 1 == m) && tree.is(m, &["of"]));
    short.filter(|_| of)
}

/// The verb of trying or wanting whose time a participle shares that the parse hangs from what is tried: `sought to win, calling
/// others weak`, `tried to provoke by selling prints`.
fn attempt(tree: &Tree, clauses: &[Option<Clause>], i: usize, tried: usize) -> Option<usize> {
    let set_off = tree.tokens[tree.borders(i).0].lemma == "," || i > 0 && tree.tokens[i - 1].lemma == ",";
    let by = tree.related(i, "mark").any(|m| tree.is(m, &["by"]));
    let bare = tree.related(i, "mark").next().is_none() && tree.child(i, &["nsubj"]).is_none();
    let participle = tree.tokens[i].xpos == "VBG" && tried < i && (set_off && bare || by);
    let verb = tree.parent(tried).filter(|_| tree.tokens[tried].relation() == "xcomp" && participle)?;
    let perfect = tree.related(verb, "aux").any(|a| tree.is(a, &["have"]));
    let past = tree.tokens[verb].xpos == "VBD" || perfect;
    let open = lexicon::complement(&tree.lemma(verb), "v", "inf")
        .is_some_and(|w| matches!(w.modality, "desired" | "possible") && w.affirmed == Signature::Open);
    let told = clauses[verb].as_ref().is_some_and(|c| c.outer.context == Context::PLAIN);
    (past && open && told && control::infinitive(tree, tried)).then_some(verb)
}

/// An adverbial clause that its verb asks for: `accused of lying`, `called on Peru to act`.
fn raised(tree: &Tree, i: usize, parent: usize) -> bool {
    let lemma = tree.lemma(parent);
    if control::infinitive(tree, i) {
        return control::addressee(tree, parent, i).is_some();
    }
    let pos = if matches!(tree.tokens[parent].upos, "VERB" | "AUX") { "v" } else { "a" };
    let Some(word) = lexicon::complement(&lemma, pos, "prep") else { return false };
    // `called for closing the mine`, but not `called him out for closing it`
    let calls = word.modality == "demanded" && word.affirmed == Signature::Open;
    if calls && tree.child(parent, &["obj"]).is_some() {
        return false;
    }
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
    if cannot_wait(tree, above) && control::infinitive(tree, i) {
        let context = Context::PLAIN.put(Modality::Desired);
        return Link::of(Frame { context, marks: vec!["wants"], shown: context }, Some(governor));
    }
    // `would be wrong to leave`: nobody has left.
    if above.group.kind == Kind::Copular && judges(word) && above.frame.context.modality != Modality::Actual {
        return Link::plain(Context { polarity: Polarity::Affirmed, ..above.frame.context });
    }
    // `doing well but not likely to win`: the adjective is no clause, its negation counts all the same.
    let denied = governor != parent && polarity::negated(tree, parent);
    let context = above.frame.context.negated_if(denied);
    // `fears that it must leave`: the duty is what is feared.
    let thought = above.outer.context.modality == Modality::Possible && above.outer.marks.is_empty();
    let context = if thought && word.modality == "obliged" && modality::own(tree, governor) == Modality::Actual {
        Context { modality: Modality::Actual, ..context }
    } else {
        context
    };
    let mut frame = Frame { context, ..above.frame.clone() }.under(&above.outer, word);
    if object {
        // The subject changes, so only this word speaks of the new one.
        let marked = frame.marks.len() > above.outer.marks.len();
        frame = match frame.marks.pop().filter(|_| marked) {
            Some(mark) => Frame { marks: vec![mark], ..frame },
            None => Frame::of(frame.context),
        };
    }
    Link::of(frame, (!object).then_some(governor))
}

/// `cannot wait to leave`: is eager to.
fn cannot_wait(tree: &Tree, above: &Clause) -> bool {
    let verb = above.group.head;
    tree.is(verb, &["wait"]) && polarity::negated(tree, verb) && modality::unable(tree, verb)
}

/// `smart enough to win`, `too smart to lose`, `less quick to leave`: how much of it, not what was done.
fn measured(tree: &Tree, adjective: usize) -> bool {
    let judged = lexicon::complement(&tree.lemma(adjective), "a", "inf").is_some_and(judges);
    judged && tree.related(adjective, "advmod").any(|a| tree.is(a, &["enough", "too", "so", "less", "more", "as"]))
}

/// Whether a word takes it as given that somebody did what its clause says: `was wise to leave`.
fn judges(word: &Complement) -> bool {
    word.affirmed == Signature::Holds && word.negated == Signature::Holds
}

fn unknown_word(above: &Clause, governor: usize, object: bool) -> Link {
    if object {
        return Link::plain(above.frame.context);
    }
    Link::of(Frame { context: above.frame.context, ..above.outer.clone() }, Some(governor))
}

fn complement_word(tree: &Tree, above: &Clause, i: usize, parent: usize, object: bool) -> Option<&'static Complement> {
    let lemma = tree.lemma(parent);
    let verb = matches!(tree.tokens[parent].upos, "VERB" | "AUX");
    if control::infinitive(tree, i)
        && tree.related(parent, "advmod").any(|a| parent < a && a < i && tree.is(a, &["yet"]))
    {
        return lexicon::complement("yet", "a", "inf");
    }
    if control::prepositional(tree, i) {
        let pos = if verb { "v" } else { "a" };
        // `committed to leaving` commits to leave.
        let frames: &[&str] = if control::gerund_with_to(tree, i) { &["prep", "inf"] } else { &["prep"] };
        return frames.iter().find_map(|f| lexicon::complement(&lemma, pos, f));
    }
    if !verb && measured(tree, parent) {
        return None;
    }
    if !verb {
        return lexicon::complement(&lemma, "a", "inf").or_else(|| lexicon::complement(&lemma, "n", "inf"));
    }
    // `went on to win`: what came next.
    if tree.is(parent, &["go"]) && tree.children(parent).any(|c| parent < c && c < i && tree.is(c, &["on"])) {
        return None;
    }
    let gerund = tree.tokens[i].xpos == "VBG" && !control::infinitive(tree, i);
    // `called the charges fabricated`, `kept the road closed`: they are so, nothing is asked for or kept away.
    if tree.tokens[i].xpos == "VBN" && tree.is(parent, &["call", "name", "label", "brand", "declare", "keep"]) {
        return None;
    }
    // `was kept waiting`: nobody was kept from it.
    if gerund && tree.is(parent, &["keep"]) {
        return lexicon::complement(&lemma, "v", "ing");
    }
    let raised = above.group.head == parent && above.group.kind == Kind::Passive;
    let frames: &[&str] = match (object || raised, gerund) {
        // `had the vote locked up`, `having them sign` are no duties.
        (true, _) if tree.tokens[i].xpos == "VBN" || lemma == "have" => &["obj"],
        (true, _) => &["obj", "inf"],
        (false, true) => &["ing", "inf"],
        // `remained seated`
        (false, false) if tree.is(parent, &["remain"]) && !control::infinitive(tree, i) => &[],
        (false, false) => &["inf", "obj", "ing"],
    };
    // `have got to leave` has the sense of `have to`.
    let duty = lemma == "get" && tree.related(parent, "aux").any(|a| tree.is(a, &["have", "'ve", "'s"]));
    let lemma = if duty { "have" } else { lemma.as_str() };
    frames.iter().find_map(|f| lexicon::complement(lemma, "v", f))
}

/// A finite clause below a verb, adjective or noun of saying, thinking, wanting.
fn finite_complement(tree: &Tree, clauses: &[Option<Clause>], i: usize, parent: usize) -> Context {
    let Some(above) = clauses[parent].as_ref() else { return made_so(tree, clauses, i, parent) };
    if tree.related(i, "mark").any(|m| tree.is(m, &["whether", "if"])) {
        return Context::PLAIN.put(Modality::Possible);
    }
    if purpose::whenever(tree, parent) {
        return Context::PLAIN.put(Modality::Possible);
    }
    if purpose::not_until(tree, i, parent) {
        return Context::PLAIN;
    }
    if let Some(word) = put_off(tree, i, parent) {
        return above.frame.context.below(word);
    }
    let pos = if above.group.kind == Kind::Copular { "a" } else { "v" };
    if modality::subjunctive(tree, i) && lexicon::complement(&tree.lemma(parent), pos, "that").is_some() {
        return above.frame.context.put(Modality::Demanded);
    }
    let frames = if control::infinitive(tree, i) { ["inf", "that"] } else { ["that", "that"] };
    match frames.iter().find_map(|f| lexicon::complement(&tree.lemma(parent), pos, f)) {
        // `was advised that it is late`: nothing is asked for.
        Some(word) if word.modality == "demanded" && modality::indicative(tree, i) => Context::PLAIN,
        // `would be wrong of them to leave`
        Some(word)
            if control::infinitive(tree, i) && judges(word) && above.frame.context.modality != Modality::Actual =>
        {
            Context { polarity: Polarity::Affirmed, ..above.frame.context }
        }
        // `It is said that she left`: so people say.
        Some(word) if hearsay(tree, above, parent) => Context::PLAIN.put(Modality::Possible).below(word),
        Some(word) => above.frame.context.below(word),
        // Unknown words report, and what is not said, or not yet, may still be so.
        None if above.frame.context != Context::PLAIN => Context::PLAIN.put(Modality::Possible),
        None => Context::PLAIN,
    }
}

/// `It has been said that …`, `it is claimed that …`, `they were told that …`: nobody is named who says so.
fn hearsay(tree: &Tree, above: &Clause, verb: usize) -> bool {
    let nobody = tree.child(verb, &["obl:agent"]).is_none();
    let said = tree.related(verb, "expl").next().is_some() && lexicon::listed("hearsay", &tree.lemma(verb));
    above.group.kind == Kind::Passive && nobody && (said || tree.is(verb, &["tell"]))
}

/// The adjective of `made it impossible for them to leave`, where the infinitive hangs beside it.
fn made(tree: &Tree, i: usize, verb: usize) -> Option<usize> {
    let it = tree.children(verb).any(|c| verb < c && c < i && tree.is(c, &["it"]));
    let adjective = |a: &usize| *a < i && tree.tokens[*a].upos == "ADJ";
    tree.related(verb, "xcomp").find(adjective).filter(|_| it && control::infinitive(tree, i))
}

/// What becomes of a clause below an adjective that somebody makes or finds it: as real as the making if `sure` or `certain`, else
/// what the adjective leaves of it (`made it harder for miners to leave`).
fn made_so(tree: &Tree, clauses: &[Option<Clause>], i: usize, adjective: usize) -> Context {
    let Some(maker) = tree.parent(adjective).and_then(|v| clauses[v].as_ref()) else { return Context::PLAIN };
    let word = lexicon::complement(&tree.lemma(adjective), "a", "inf").filter(|_| control::infinitive(tree, i));
    match word {
        Some(word) => maker.frame.context.below(word),
        None if tree.is(maker.group.head, &["make"]) && tree.is(adjective, &["sure", "certain"]) => maker.frame.context,
        None => Context::PLAIN,
    }
}

/// The noun whose clause stands behind the verb, if the table knows it: `Fears grew that the dam would burst`.
fn put_off(tree: &Tree, i: usize, verb: usize) -> Option<&'static Complement> {
    let that = tree.related(i, "mark").any(|m| tree.is(m, &["that"]));
    let noun = tree.child(verb, &["nsubj"]).filter(|s| that && verb < i && tree.tokens[*s].upos == "NOUN")?;
    let bare = tree.child(verb, &["obj"]).is_none() && lexicon::complement(&tree.lemma(verb), "v", "that").is_none();
    lexicon::complement(&tree.lemma(noun), "n", "that").filter(|_| bare)
}

/// An adverbial clause: conditions are conditional, purposes planned, participles go with the clause above.
fn adverbial(tree: &Tree, above: Option<&Clause>, i: usize, source: Source) -> Link {
    if modality::is_condition(tree, i) {
        return Link::plain(Context::PLAIN.put(Modality::Conditional));
    }
    let marked = |words: &[&str]| tree.related(i, "mark").any(|m| tree.is(m, words));
    // `left not because it was late`
    if tree.related(i, "mark").any(|m| tree.is(m, &["because"]) && m > 0 && tree.is(m - 1, &["not"])) {
        return Link::silent();
    }
    // `plans to sue, claiming that they lied`, `would not sue, conceding the point`: the claim is made.
    let speaks = || reporting::reports(&tree.lemma(i), reporting::Frame::That);
    if tree.tokens[i].xpos == "VBG"
        && (tree.tokens[tree.borders(i).0].lemma == "," || i > 0 && tree.tokens[i - 1].lemma == ",")
        && tree.child(i, &["ccomp", "obj"]).is_some()
        && tree.parent(i).is_some_and(|p| p < i)
        && speaks()
    {
        return Link::plain(Context::PLAIN);
    }
    // `even before it was known`: at the time it was not so.
    if tree.related(i, "mark").any(|m| tree.is(m, &["before"]) && m > 0 && tree.is(m - 1, &["even"])) {
        return Link::silent();
    }
    if marked(&["as"]) && marked(&["if", "though"]) || marked(&["lest", "whether"]) {
        return Link::plain(Context::PLAIN.put(Modality::Possible));
    }
    if let Some(context) = tree.parent(i).zip(above).and_then(|(p, above)| purpose::reached(tree, above, i, p)) {
        return Link::plain(context);
    }
    if control::infinitive(tree, i) || marked(&["so"]) {
        let idle = tree
            .parent(i)
            .is_some_and(|p| tree.is(p, &["do"]) && tree.related(p, "obj").any(|o| tree.is(o, &["nothing"])));
        let context = Context::PLAIN.put(Modality::Planned).negated_if(idle);
        if source == Source::Explicit {
            return Link::plain(context);
        }
        let aim = Link::of(Frame { context, marks: vec!["aims"], shown: context }, None);
        return Link { silent: !purpose::is_meant(tree, above, i), ..aim };
    }
    if let Some(link) = timing::timed(tree, above, i) {
        return link;
    }
    Link::plain(match above {
        Some(above)
            if (tree.tokens[i].xpos == "VBG"
                || tree.child(i, &["cop"]).is_some_and(|c| tree.tokens[c].xpos == "VBG"))
                && matches!(source, Source::Controlled | Source::Modified)
                && tree.parent(i).is_some_and(|p| p < i)
                && !tree.related(i, "advmod").any(|a| tree.is(a, &["when"]))
                && !marked(&["when", "while", "after", "before", "since"]) =>
        {
            Context { polarity: Polarity::Affirmed, ..above.frame.context }
        }
        _ => Context::PLAIN,
    })
}

/// Verbs that add nothing to the plan, offer or attempt that is their object.
pub(super) fn announces(tree: &Tree, verb: usize) -> bool {
    tree.is(
        verb,
        &["announce", "have", "make", "unveil", "outline", "reveal", "express", "show", "take", "give", "lay", "issue"],
    )
}
