//! Understood subjects: who does what an infinitive, a participle, a relative clause or a second conjunct says.

use super::clause::Clause;
use super::content;
use super::coordination::conjuncts;
pub(super) use super::errand::{addressee, awaiting};
use super::errand::{asked_about, asked_of_nobody, errand, intended, pressed, sent};
use super::host::announces;
use super::lexicon::{self, Signature};
use super::nominals;
use super::participle::{self, Doer, bearer, body_before, part_of, people_before, upshot};
use super::relative::{antecedent, are_people, is_plural, number, relative_pronoun};
use super::reporting::{self, Frame, Part};
use super::tree::Tree;
use super::verb_group::Kind;
use crate::model::EntityType;

/// How a clause comes by its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// It stands in the clause.
    Explicit,
    /// The antecedent of a relative clause.
    Relative,
    /// The noun that a participle modifies.
    Modified,
    /// Shared with the first conjunct.
    Shared,
    /// The subject or object of the clause above.
    Controlled,
}

/// Who acts in a clause: its agents where it is a passive that names them, else its subjects.
fn actors(tree: &Tree, clause: &Clause) -> Vec<usize> {
    match tree.child(clause.group.head, &["obl:agent"]) {
        Some(agent) if clause.group.kind == Kind::Passive => conjuncts(tree, antecedent(tree, agent)),
        _ => clause.surface_subjects.clone(),
    }
}

/// The subject of an adverbial clause that has none of its own. A purpose is the actor's, so a passive without agent gives none.
fn adverbial(tree: &Tree, above: &[Option<Clause>], parent: usize, i: usize) -> Vec<usize> {
    match &above[parent] {
        // `was hired by Roth to dig`: who is hired digs.
        Some(clause) if infinitive(tree, i) && clause.group.kind == Kind::Passive && sent(tree, parent) => {
            clause.surface_subjects.clone()
        }
        Some(clause) if infinitive(tree, i) && clause.group.kind == Kind::Passive => {
            let agent = tree.child(parent, &["obl:agent"]).is_some();
            if agent { actors(tree, clause) } else { Vec::new() }
        }
        _ => inherited(tree, above, parent),
    }
}

/// `than before`, `described them as opposed`: no clause of its own.
fn compared(tree: &Tree, i: usize) -> bool {
    let marks = tree.related(i, "mark").chain(tree.related(i, "case"));
    marks.into_iter().any(|m| m < i && tree.is(m, &["than", "as"]))
}

/// The heads of the subjects of the clause at `i`; `above` holds the clauses that stand higher in the tree.
pub fn subjects(tree: &Tree, above: &[Option<Clause>], i: usize) -> (Vec<usize>, Source) {
    if let Some(subject) = explicit(tree, i) {
        let resolved = antecedent(tree, subject);
        let source = if resolved == subject { Source::Explicit } else { Source::Relative };
        let resolved = if source == Source::Relative { described(tree, resolved) } else { resolved };
        return (distributed(tree, resolved, source), source);
    }
    let none = (Vec::new(), Source::Controlled);
    if tree.related(i, "expl").next().is_some() {
        return none;
    }
    let Some(parent) = tree.parent(i) else { return none };
    if let Some(verb) = awaiting(tree, i) {
        return (controlled(tree, above, verb, i), Source::Controlled);
    }
    match tree.tokens[i].relation() {
        "conj" if let Some(verb) = content::speaks_on(tree, i) => (inherited(tree, above, verb), Source::Shared),
        "conj" => (of_deed(tree, above, agreeing_subject(tree, above, parent, i), i), Source::Shared),
        "csubj" => (judged(tree, parent, i), Source::Controlled),
        "xcomp" | "ccomp" | "advcl" if unowned_gerund(tree, parent, i) || tough(tree, parent, i) => none,
        "advcl" if let Some(sent) = errand(tree, parent, i) => (vec![sent], Source::Controlled),
        "advcl" if bare_gerund(tree, i) || advised_against(tree, i) || whose_purpose(tree, parent, i) => none,
        "advcl" if asked_about(tree, i, parent) => none,
        "advcl" if let Some(noun) = received(tree, above, parent, i) => (holder(tree, above, noun), Source::Controlled),
        "xcomp" if participle::is_means(tree, parent) => none,
        "xcomp" => (controlled(tree, above, parent, i), Source::Controlled),
        "advcl" if put_to_use(tree, above, parent, i) => none,
        "advcl" if prepositional(tree, i) || addressee(tree, parent, i).is_some() => {
            (controlled(tree, above, parent, i), Source::Controlled)
        }
        "advcl" if !compared(tree, i) => {
            let behind = || right_behind(tree, parent, i).or_else(|| body_before(tree, parent, i));
            if let Some(noun) = set_behind(tree, parent, i).or_else(behind) {
                return (vec![noun], Source::Modified);
            }
            if of_either(tree, parent, i) {
                return none;
            }
            if results(tree, above, parent, i) {
                return (vec![parent], Source::Modified);
            }
            let parent = reporting_above(tree, parent, i).or_else(|| quoting(tree, parent, i)).unwrap_or(parent);
            (adverbial(tree, above, parent, i), Source::Controlled)
        }
        "ccomp" if nonfinite(tree, i) => (inherited(tree, above, parent), Source::Controlled),
        "acl" if infinitive(tree, i) => (holder(tree, above, parent), Source::Controlled),
        "acl" if let Some(verb) = earned_for(tree, parent, i) => (inherited(tree, above, verb), Source::Controlled),
        "acl" if prepositional(tree, i) => (holder(tree, above, parent), Source::Controlled),
        // `the claim that closing it helps`: who closes it is not said.
        "acl" if tree.tokens[i].xpos == "VBG" && opens_subject(tree, i) => none,
        // `the club's elected head` was elected, not the club.
        "acl" if i > 0 && tree.tokens[i - 1].xpos == "POS" => none,
        "acl" => {
            if let Some(verb) = said_of_subject(tree, parent, i) {
                return (inherited(tree, above, verb), Source::Modified);
            }
            match participle::doer(tree, parent, i) {
                Some(Doer::Word(noun)) => return (conjuncts(tree, antecedent(tree, noun)), Source::Modified),
                Some(Doer::Clause(verb)) => return (inherited(tree, above, verb), Source::Controlled),
                None => {}
            }
            let noun = participle::imagined(tree, i)
                .or_else(|| people_before(tree, parent, i))
                .or_else(|| part_of(tree, parent, i))
                .or_else(|| bearer(tree, parent, i));
            (vec![described(tree, noun.unwrap_or(parent))], Source::Modified)
        }
        _ => none,
    }
}

/// Whose deed is judged: `It was foolish of Ana to leave`.
fn judged(tree: &Tree, adjective: usize, i: usize) -> Vec<usize> {
    let word = lexicon::complement(&tree.lemma(adjective), "a", "inf").filter(|_| infinitive(tree, i));
    let of = |o: &usize| *o < i && tree.related(*o, "case").any(|c| tree.is(c, &["of"]));
    let who = tree.related(adjective, "obl").filter(|_| word.is_some_and(|w| w.affirmed == Signature::Holds)).find(of);
    who.map(|o| conjuncts(tree, antecedent(tree, o))).unwrap_or_default()
}

/// Where a clause is the subject, as of what it brings about, a second conjunct that tells of no effect is its actor's:
/// `resigned, prompting a vote and returning home`.
fn of_deed(tree: &Tree, above: &[Option<Clause>], subjects: Vec<usize>, i: usize) -> Vec<usize> {
    match subjects[..] {
        [deed] if tree.tokens[deed].upos == "VERB" && tree.tokens[deed].relation() != "csubj" && !upshot(tree, i) => {
            inherited(tree, above, deed)
        }
        _ => subjects,
    }
}

/// The subject that a second conjunct shares with the first; where it does not agree with the verb in number, that of the clause
/// above (`The laws say that a clerk stays and demand that …`), if it does.
fn agreeing_subject(tree: &Tree, above: &[Option<Clause>], first: usize, i: usize) -> Vec<usize> {
    let shared = inherited(tree, above, first);
    let Some(plural) = number(tree, i).filter(|_| !infinitive(tree, i)) else { return shared };
    let counts = |s: &usize| match tree.tokens[*s].xpos {
        "NN" | "NNP" => nominals::noun(&tree.lemma(*s)).is_none_or(|n| n.kind == EntityType::Person).then_some(false),
        "NNS" => Some(true),
        _ => None,
    };
    let agrees = |all: &[usize]| match all {
        [one] => counts(one).is_none_or(|n| n == plural),
        _ => true,
    };
    if agrees(&shared) {
        return shared;
    }
    let host = tree.parent(first).filter(|_| matches!(tree.tokens[first].relation(), "ccomp" | "advcl" | "acl"));
    let higher = host.map(|h| inherited(tree, above, h)).unwrap_or_default();
    if !higher.is_empty() && agrees(&higher) { higher } else { shared }
}

/// `is easy to beat`, `makes it hard to win`: who beats or wins is not said.
fn tough(tree: &Tree, adjective: usize, i: usize) -> bool {
    let finds = tree.parent(adjective).is_some_and(|v| tree.is(v, &["find", "consider"]));
    let predicate = tree.child(adjective, &["cop"]).is_some() || tree.tokens[adjective].relation() == "xcomp";
    infinitive(tree, i) && predicate && lexicon::listed("tough", &tree.lemma(adjective)) && !finds
}

/// `$9 million was spent on attacking him`: a thing that something is done with is not who does what it is for.
fn put_to_use(tree: &Tree, above: &[Option<Clause>], parent: usize, i: usize) -> bool {
    let passive = above[parent].as_ref().filter(|c| c.group.kind == Kind::Passive);
    let thing = |s: &usize| {
        matches!(tree.tokens[*s].upos, "NOUN" | "SYM" | "NUM")
            && nominals::noun(&tree.lemma(*s)).is_none_or(|n| matches!(n.kind, EntityType::Work | EntityType::Event))
    };
    prepositional(tree, i)
        && lexicon::complement(&tree.lemma(parent), "v", "prep").is_none()
        && passive.is_some_and(|c| c.surface_subjects.iter().all(thing))
}

/// `asked the crew to sing louder to make a point`: the purpose may be that of those who ask or of those who act.
fn whose_purpose(tree: &Tree, parent: usize, i: usize) -> bool {
    let asked = |v: usize| tree.child(v, &["obj", "iobj"]).is_some_and(|o| o < parent);
    let acts = tree.tokens[parent].relation() == "xcomp" && tree.parent(parent).is_some_and(asked);
    acts && infinitive(tree, i) && infinitive(tree, parent)
}

/// Whether a participle behind a comma tells what the whole clause brings about, its subject being a person who acts:
/// `Ana Roth resigned, prompting a vote`.
fn results(tree: &Tree, above: &[Option<Clause>], parent: usize, i: usize) -> bool {
    let person = |s: &usize| matches!(tree.tokens[*s].upos, "PROPN" | "PRON") || are_people(tree, *s);
    // `making it harder`, but not `making a speech`
    let effect = upshot(tree, i) || tree.is(i, &["make"]) && tree.child(i, &["xcomp"]).is_some();
    effect
        && tree.tokens[i].xpos == "VBG"
        && tree.tokens[parent].upos == "VERB"
        && !infinitive(tree, parent)
        && tree.related(i, "mark").next().is_none()
        && tree.tokens[tree.borders(i).0].lemma == ","
        && above[parent].as_ref().is_some_and(|c| parent < i && c.surface_subjects.iter().any(person))
}

/// Whether a participle behind a comma may be what the speaker does or what the thing does that is spoken of:
/// `warned that the roof was falling, blaming the rain`.
fn of_either(tree: &Tree, parent: usize, i: usize) -> bool {
    let thing = |s: usize| tree.tokens[s].upos == "NOUN" && !are_people(tree, s);
    let speaks = tree.parent(parent).is_some_and(|v| reporting::entry(Part::Verb, &tree.lemma(v)).is_some());
    tree.tokens[i].xpos == "VBG"
        && parent < i
        && tree.tokens[parent].relation() == "ccomp"
        && tree.tokens[tree.borders(i).0].lemma == ","
        && tree.related(i, "mark").next().is_none()
        && !upshot(tree, i)
        && speaks
        && tree.related(parent, "nsubj").any(thing)
}

/// The verb whose subject a participle behind a predicate speaks of: `became a shadow of itself, focused on trifles`.
fn said_of_subject(tree: &Tree, noun: usize, i: usize) -> Option<usize> {
    let set_off = tree.tokens[tree.borders(i).0].lemma == ",";
    let verb = tree.parent(noun).filter(|v| tree.is(*v, &["become", "remain", "stay", "seem"]))?;
    (set_off && tree.tokens[noun].relation() == "xcomp").then_some(verb)
}

/// The verb whose speaker goes on in a participle of speech at the end of what they say: `said that it had failed, adding …`.
pub(super) fn reporting_above(tree: &Tree, parent: usize, i: usize) -> Option<usize> {
    let speaks = |frames: &[Frame], v: usize| {
        reporting::entry(Part::Verb, &tree.lemma(v)).is_some_and(|e| e.any(frames).is_some())
    };
    let set_off = i > 0 && tree.tokens[i].xpos == "VBG" && tree.tokens[i - 1].lemma == ",";
    if !set_off || !(speaks(&[Frame::That, Frame::Quote], i) || lexicon::listed("cites", &tree.lemma(i))) {
        return None;
    }
    let mut at = parent;
    while matches!(tree.tokens[at].relation(), "conj" | "xcomp" | "advcl") {
        at = tree.parent(at)?;
    }
    let governor = tree.parent(at).filter(|_| matches!(tree.tokens[at].relation(), "ccomp" | "acl") && at < i)?;
    let verb = if tree.tokens[governor].upos == "NOUN" { tree.parent(governor)? } else { governor };
    (verb < at && speaks(&[Frame::That, Frame::Quote, Frame::Object], verb)).then_some(verb)
}

/// The noun right before a passive participle with an agent, which the parse hangs from the verb above: `grew in towns held by Peru`.
fn right_behind(tree: &Tree, parent: usize, i: usize) -> Option<usize> {
    let (first, agent) = (tree.borders(i).0, tree.child(i, &["obl:agent"])?);
    let bare = bare_participle(tree, i) && i < agent;
    let noun = first.checked_sub(1).filter(|n| bare && *n > parent && tree.tokens[*n].upos == "NOUN")?;
    matches!(tree.tokens[noun].relation(), "obl" | "obj" | "nmod").then_some(noun)
}

/// The noun right before a passive participle that commas set off ahead of the subject: `In a note, found later, she asked …`.
fn set_behind(tree: &Tree, parent: usize, i: usize) -> Option<usize> {
    let first = tree.borders(i).0;
    let subject = tree.child(parent, &["nsubj", "nsubj:pass"])?;
    let noun = first.checked_sub(2).filter(|_| tree.tokens[first - 1].lemma == "," && i < subject && first == i)?;
    let of_verb = tree.tokens[noun].upos == "NOUN" && tree.tokens[noun].relation() == "obl";
    (bare_participle(tree, i) && of_verb).then_some(noun)
}

/// A past participle without auxiliary.
fn bare_participle(tree: &Tree, i: usize) -> bool {
    tree.tokens[i].xpos == "VBN" && tree.related(i, "aux").next().is_none()
}

/// The verb that quotes, where the parse hangs a clause behind the quotation from what is quoted: `“We won,” said Roth, smiling`.
fn quoting(tree: &Tree, parent: usize, i: usize) -> Option<usize> {
    let closed = (parent + 1..i).any(|w| tree.tokens[w].xpos == "''");
    let verb = tree.parent(parent).filter(|v| closed && parent < *v && *v < i)?;
    (tree.tokens[parent].relation() == "ccomp").then_some(verb)
}

/// A subject said of several is said of each; a relative pronoun stands for the nearest noun alone.
fn distributed(tree: &Tree, subject: usize, source: Source) -> Vec<usize> {
    if source == Source::Relative { vec![subject] } else { conjuncts(tree, subject) }
}

fn explicit(tree: &Tree, i: usize) -> Option<usize> {
    if let Some(outer) = tree.child(i, &["nsubj:outer"]).filter(|_| tree.child(i, &["cop"]).is_some()) {
        return Some(outer);
    }
    let clausal = || tree.child(i, &["nsubj:outer", "csubj", "csubj:pass", "csubj:outer"]).filter(|c| *c < i);
    // `“It is classic Otto,” said Ana`: who stands before the mark is quoted.
    let quoted = i > 0 && tree.tokens[i - 1].xpos == "''";
    let speaker = tree.related(i, "nsubj").find(|s| quoted && *s > i);
    // `nurses who she trusts`, `who she feels sure about`: the pronoun is no second subject.
    let second = |s: usize| tree.related(i, "nsubj").find(|o| *o > s && *o < i).filter(|_| relative_pronoun(tree, s));
    let own = || {
        let first = tree.child(i, &["nsubj", "nsubj:pass"]).filter(|s| !client(tree, i, *s))?;
        Some(second(first).unwrap_or(first))
    };
    // `the clerk who they said stole it`, which the parse may take for a second object
    let said = tree.tokens[i].relation() == "ccomp";
    let other = |o: usize| said && tree.related(i, "obj").any(|b| b > i && o < i);
    let doer = || tree.related(i, "obj").find(|o| relative_pronoun(tree, *o) && other(*o));
    let first = speaker.or_else(own).or_else(doer);
    first.map(|s| named_behind(tree, i, s).unwrap_or(s)).or_else(clausal)
}

/// `forced lawyers for Ana Roth to answer`: those answer who are forced to, and not for whom they speak.
fn client(tree: &Tree, i: usize, subject: usize) -> bool {
    let marked =
        tree.related(i, "mark").any(|m| tree.is(m, &["for"]) && m + 1 == tree.borders(subject).0 && m < subject);
    let asked = tree.parent(i).and_then(|v| tree.child(v, &["obj"]).zip(Some(v)));
    let speaks = |o: usize| lexicon::listed("speaks_for", &tree.lemma(o)) && tree.borders(o).1 < subject;
    marked && asked.is_some_and(|(o, v)| speaks(o) && lexicon::complement(&tree.lemma(v), "v", "obj").is_some())
}

/// The name right behind what the parse took for a subject: `Republican Ana Roth won`.
fn named_behind(tree: &Tree, i: usize, first: usize) -> Option<usize> {
    let named = |s: &usize| tree.tokens[*s].upos == "PROPN";
    let behind = |s: &usize| tree.borders(*s).0 == tree.borders(first).1 + 1;
    let beside = |s: &usize| tree.borders(*s).0 == first + 1 && tree.tokens[first + 1].upos != "PUNCT" && named(&first);
    let second = tree.related(i, "nsubj").filter(|s| *s > first && *s < i).find(|s| behind(s) && named(s));
    second.or_else(|| tree.related(first, "appos").find(|s| beside(s) && named(s)))
}

/// Who is described by a noun that `a` and a copula make a predicate: in `She is a coach who wins`, she wins.
fn described(tree: &Tree, noun: usize) -> usize {
    let mut predicate = noun;
    while tree.tokens[predicate].relation() == "conj" && tree.child(predicate, &["cop"]).is_none() {
        let Some(first) = tree.parent(predicate) else { return noun };
        predicate = first;
    }
    let indefinite = tree.related(noun, "det").any(|d| tree.is(d, &["a", "an"])) || predicate != noun;
    let plain = tree.children(predicate).all(|c| !tree.is(c, &["not", "n't", "never"]));
    let real = |s: usize| tree.tokens[s].upos == "PROPN" || tree.is(s, &["he", "she", "who", "i"]);
    let subject = tree.child(predicate, &["nsubj"]).filter(|s| real(*s) && *s < predicate);
    let copular = tree.child(predicate, &["cop"]).is_some() && indefinite && plain;
    subject.filter(|_| copular).map_or(noun, |s| antecedent(tree, s))
}

/// The subject of a clause above, or of the clause that the parent hangs from when the parent is no clause itself.
fn inherited(tree: &Tree, above: &[Option<Clause>], parent: usize) -> Vec<usize> {
    let mut at = parent;
    for _ in 0..4 {
        if let Some(clause) = &above[at] {
            return clause.surface_subjects.clone();
        }
        match (tree.tokens[at].relation(), tree.parent(at)) {
            ("xcomp" | "conj", Some(p)) => at = p,
            // `stopped short of leaving`
            ("advmod", Some(p)) if tree.is(at, &["short"]) => at = p,
            _ => break,
        }
    }
    Vec::new()
}

fn controlled(tree: &Tree, above: &[Option<Clause>], parent: usize, i: usize) -> Vec<usize> {
    if let Some(struck) = struck_for(tree, parent, i) {
        return conjuncts(tree, struck);
    }
    let passive = above[parent].as_ref().is_some_and(|c| c.group.kind == Kind::Passive);
    let object = tree.child(parent, &["obj"]).into_iter().chain(tree.child(parent, &["iobj"])).min();
    let own = prepositional(tree, i)
        && (tree.is(parent, &["spend", "waste", "insist", "succeed", "use"]) || shared_act(tree, parent, i));
    // `a vote that she wants to win`: what is won.
    let gap = |o: usize| o < parent && relative_pronoun(tree, o);
    let own = own || object.is_some_and(gap) && lexicon::complement(&tree.lemma(parent), "v", "inf").is_some();
    match object.or_else(|| addressee(tree, parent, i)).filter(|_| !own) {
        Some(object)
            if !passive && !lexicon::listed("subject_control", &tree.lemma(parent)) && !reflexive(tree, object) =>
        {
            conjuncts(tree, antecedent(tree, object))
        }
        // `urged for stronger laws to stop it`: nobody is told to.
        _ if !passive && asked_of_nobody(tree, parent, i) => Vec::new(),
        _ => match tree.tokens[parent].relation() {
            // `Kyiv, which Moscow wants to take`: the gap is the object, the subject stays.
            _ if above[parent].is_some() => inherited(tree, above, parent),
            "xcomp" => tree.parent(parent).map(|g| controlled(tree, above, g, i)).unwrap_or_default(),
            _ => inherited(tree, above, parent),
        },
    }
}

/// On whom something is put for a deed: `put tariffs on makers for selling cheaply`.
fn struck_for(tree: &Tree, verb: usize, i: usize) -> Option<usize> {
    let marked = |w: usize, relation: &str, word: &str| tree.related(w, relation).any(|m| tree.is(m, &[word]));
    let thing = |o: usize| tree.tokens[o].upos == "NOUN" && !are_people(tree, o);
    let put = marked(i, "mark", "for") && tree.child(verb, &["obj"]).is_some_and(thing);
    tree.related(verb, "obl").find(|o| put && *o > verb && *o < i && marked(*o, "case", "on"))
}

/// `joined Peru in asking`, `deserves praise for asking`: who acts is the subject, though there is an object.
fn shared_act(tree: &Tree, verb: usize, i: usize) -> bool {
    let marked = |word: &str| tree.related(i, "mark").any(|m| tree.is(m, &[word]));
    let named = |o: usize| matches!(tree.tokens[o].upos, "PROPN" | "PRON" | "DET" | "ADJ");
    let person = |o: usize| named(o) || are_people(tree, o) || is_plural(tree, o);
    let thing = tree.child(verb, &["obj"]).is_some_and(|o| !person(o)) && tree.child(verb, &["iobj"]).is_none();
    let asks = lexicon::complement(&tree.lemma(verb), "v", "prep").is_some();
    let helps = tree
        .is(verb, &["assist", "help", "aid", "support", "guide", "engage", "involve", "catch", "instruct", "train"]);
    marked("in") && !helps && !asks || marked("for") && thing && !asks && !lexicon::listed("blames", &tree.lemma(verb))
}

/// `bring oneself to act`: the object is the subject.
pub(super) fn reflexive(tree: &Tree, word: usize) -> bool {
    let lemma = tree.lemma(word);
    tree.tokens[word].upos == "PRON" && (lemma.ends_with("self") || lemma.ends_with("selves"))
}

/// Whether the clause at `i` is a gerund behind a preposition that verbs ask for: `of lying`, `from leaving`.
pub fn prepositional(tree: &Tree, i: usize) -> bool {
    let marker = |c: usize| {
        matches!(tree.tokens[c].relation(), "mark" | "case")
            && tree.is(c, &["of", "for", "from", "with", "in", "to", "at", "on", "about", "against", "into"])
    };
    // `appears to be waiting` is an infinitive.
    let helped = || infinitive(tree, i) && tree.related(i, "aux").any(|a| tree.is(a, &["be"]));
    // `the intention of being mayor`
    let tagged =
        |w: usize| tree.tokens[w].xpos == "VBG" || tree.tokens[w].upos == "VERB" && tree.tokens[w].xpos == "NN";
    let being = |c: usize| tree.tokens[c].xpos == "VBG";
    let gerund = tagged(i) || tree.child(i, &["cop", "aux:pass"]).is_some_and(being);
    gerund && tree.children(i).any(|c| c < i && marker(c)) && !helped()
}

/// The plan, or the task given, whose holder does what an infinitive or gerund beside the verb says: `exchanged terms for ending it`,
/// `was awarded a contract to dig`.
fn received(tree: &Tree, above: &[Option<Clause>], verb: usize, i: usize) -> Option<usize> {
    let passive = above[verb].as_ref().is_some_and(|c| c.group.kind == Kind::Passive);
    intended(tree, i, verb).filter(|_| passive || !infinitive(tree, i))
}

/// The verb whose subject earned for a deed what the noun names: `faced criticism for closing the mine`.
pub(super) fn earned_for(tree: &Tree, noun: usize, deed: usize) -> Option<usize> {
    let for_it = tree.related(deed, "mark").any(|m| tree.is(m, &["for"]));
    let earned = for_it && lexicon::listed("earned", &tree.lemma(noun)) && tree.tokens[noun].relation() == "obj";
    tree.parent(noun).filter(|v| earned && lexicon::listed("earns", &tree.lemma(*v)))
}

/// Who holds what a noun names: `Peru's plan to …`, `Peru announced plans to …`.
fn holder(tree: &Tree, above: &[Option<Clause>], noun: usize) -> Vec<usize> {
    let lemma = tree.lemma(noun);
    let word = lexicon::complement(&lemma, "n", "inf").or_else(|| lexicon::complement(&lemma, "n", "prep"));
    let Some(word) = word else { return Vec::new() };
    if word.modality == "demanded" {
        return pressed(tree, noun);
    }
    // `the decision by the board to close it`
    let by = |o: &usize| tree.related(*o, "case").any(|c| tree.is(c, &["by"]));
    let owner = tree.child(noun, &["nmod:poss"]).or_else(|| tree.related(noun, "nmod").find(by));
    if let Some(owner) = owner {
        return conjuncts(tree, antecedent(tree, owner));
    }
    match (tree.tokens[noun].relation(), tree.parent(noun)) {
        ("obj", Some(verb))
            if announces(tree, verb)
                || word.modality != "offered" && lexicon::listed("pursues", &tree.lemma(verb))
                || above[verb].as_ref().is_some_and(|c| c.group.kind == Kind::Passive) =>
        {
            inherited(tree, above, verb)
        }
        ("conj", Some(first)) => holder(tree, above, first),
        _ => Vec::new(),
    }
}

/// Whether the clause at `i` is an infinitive with `to`, and no gerund (`led to Otto gaining ground`).
pub fn infinitive(tree: &Tree, i: usize) -> bool {
    let gerund = tree.tokens[i].xpos == "VBG" && tree.child(i, &["aux", "cop", "aux:pass"]).is_none();
    !gerund
        && tree.children(i).any(|c| c < i && tree.is(c, &["to"]) && matches!(tree.tokens[c].relation(), "mark" | "aux"))
}

/// Whether the clause at `i` is a gerund with `to`: `committed to leaving`.
pub(super) fn gerund_with_to(tree: &Tree, i: usize) -> bool {
    let to = |m: usize| m < i && tree.is(m, &["to"]);
    tree.tokens[i].xpos == "VBG" && !infinitive(tree, i) && tree.related(i, "mark").any(to)
}

/// Whether a gerund behind `that` is the subject of the clause to come.
fn opens_subject(tree: &Tree, i: usize) -> bool {
    let that = (i > 0 && tree.is(i - 1, &["that"])) || tree.related(i, "mark").any(|m| tree.is(m, &["that"]));
    that && tree.related(i, "aux").next().is_none() && tree.related(i, "nsubj").next().is_none()
}

/// `suggested waiting`, `opposed raising taxes`: who is to act stays open.
fn unowned_gerund(tree: &Tree, parent: usize, i: usize) -> bool {
    tree.tokens[i].xpos == "VBG"
        && lexicon::listed("open_gerund", &tree.lemma(parent))
        && tree.child(parent, &["obj"]).is_none()
}

/// `after shooting`, `despite warning`: a gerund with nothing of its own behind a preposition names an event, whosoever.
fn bare_gerund(tree: &Tree, i: usize) -> bool {
    let marked = |c: usize| matches!(tree.tokens[c].relation(), "mark" | "case");
    tree.tokens[i].xpos == "VBG"
        && tree.children(i).any(|c| c + 1 == i && marked(c))
        && tree.children(i).all(|c| marked(c) || tree.tokens[c].upos == "PUNCT")
}

/// `warned against drawing lessons`, `moves away from drawing them`: nobody draws any.
fn advised_against(tree: &Tree, i: usize) -> bool {
    let against = |c: usize| tree.is(c, &["against"]) || tree.is(c, &["from"]) && c > 0 && tree.is(c - 1, &["away"]);
    tree.tokens[i].xpos == "VBG" && tree.children(i).any(|c| c < i && against(c))
}

/// Whether the clause has no finite verb: `capturing the town`, `to leave`.
fn nonfinite(tree: &Tree, i: usize) -> bool {
    tree.tokens[i].xpos == "VBG" && tree.related(i, "aux").next().is_none() || infinitive(tree, i)
}
