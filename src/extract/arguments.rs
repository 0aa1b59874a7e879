//! What goes with a predicate: its object, its prepositional phrases, and the role that each plays.

use super::Phrase;
use super::coordination::{noun_phrase, whole};
use super::fixed;
use super::lexicon;
use super::tree::Tree;
use crate::model::{EntityType, Name, Role};
use crate::nlp::timex;

/// A prepositional or adverbial phrase of a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Oblique {
    /// Its head word.
    pub head: usize,
    /// Its preposition in lower case, `_` between the words of a longer one (`because_of`); empty for `last week`.
    pub preposition: String,
    /// First and last word of the preposition.
    pub case: Option<(usize, usize)>,
    /// The role it plays.
    pub role: Role,
}

/// The prepositional phrases of word `i`, agents left out, in text order.
pub fn obliques(tree: &Tree, names: &[Name], i: usize) -> Vec<Oblique> {
    tree.children(i)
        .filter(|c| match tree.tokens[*c].relation() {
            "obl" => tree.tokens[*c].deprel != "obl:agent" && !bare_pronoun(tree, *c) && !connective(tree, *c),
            // A predicate nominal keeps its own modifiers, an adjective's are the clause's.
            "advmod" => is_time(tree, *c) && tree.tokens[*c].upos == "NOUN",
            _ => false,
        })
        .map(|c| oblique(tree, names, c))
        // Who says so is the attribution's to tell.
        .filter(|o| o.preposition != "according_to")
        .collect()
}

/// `of course`, `for example`, `at least`: words of discourse, no circumstances.
fn connective(tree: &Tree, head: usize) -> bool {
    const NOUNS: [&str; 8] = ["date", "late", "least", "last", "first", "most", "best", "all"];
    let bare = tree.children(head).all(|c| tree.tokens[c].relation() == "case" || tree.tokens[c].upos == "PUNCT");
    // `in my view`: whose view it is, and no circumstance.
    let view = tree.is(head, &["view", "opinion", "eye", "mind", "judgment", "judgement", "estimation"])
        && tree.related(head, "case").any(|c| tree.is(c, &["in"]))
        && tree.children(head).any(|c| tree.tokens[c].deprel == "nmod:poss");
    bare && tree.is(head, &NOUNS) || view || fixed::is_adverbial(tree, head)
}

/// Whether a noun phrase counts units of a measure: `8 percent`, `two million euros`.
pub fn is_measure(tree: &Tree, head: usize) -> bool {
    lexicon::listed("measure", &tree.lemma(head)) && tree.child(head, &["nummod"]).is_some()
}

/// `himself` in `did it himself`.
fn bare_pronoun(tree: &Tree, head: usize) -> bool {
    tree.tokens[head].upos == "PRON" && tree.related(head, "case").next().is_none()
}

/// Reads the phrase headed by `head` with its preposition.
pub fn oblique(tree: &Tree, names: &[Name], head: usize) -> Oblique {
    if let Some(of) = fixed::preposition(tree, head) {
        return Oblique { head: of.head, preposition: of.name, case: Some(of.words), role: of.role };
    }
    let (preposition, case) = preposition(tree, head);
    let manner = is_manner(tree, head, &preposition);
    let role = if manner { Role::Other } else { role(tree, names, head, &preposition) };
    let preposition = if manner { String::new() } else { preposition };
    Oblique { head, preposition, case, role }
}

/// The preposition of a phrase (`because_of`), with its first and last word.
pub fn preposition(tree: &Tree, head: usize) -> (String, Option<(usize, usize)>) {
    let mut words: Vec<usize> = Vec::new();
    for case in tree.related(head, "case").filter(|c| *c < head && tree.tokens[*c].upos != "PART") {
        words.push(case);
        words.extend(tree.related(case, "fixed"));
    }
    let Some((&first, &last)) = words.first().zip(words.last()) else { return (String::new(), None) };
    let text: Vec<String> = words.iter().map(|w| tree.lemma(*w)).collect();
    (as_written(text.join("_")), Some((first, last)))
}

/// Prepositions that are participles have a verb for their lemma.
fn as_written(lemmas: String) -> String {
    let written = match lemmas.as_str() {
        "accord_to" => "according_to",
        "follow" => "following",
        "include" => "including",
        "regard" => "regarding",
        "concern" => "concerning",
        "give" => "given",
        "base_on" => "based_on",
        "compare_to" | "compare_with" => "compared_to",
        "depend_on" => "depending_on",
        "owe_to" => "owing_to",
        "use" => "using",
        "surround" => "surrounding",
        _ => return lemmas,
    };
    written.to_owned()
}

/// `in person`, `on purpose`, `in parallel`: manners of doing, without a determiner.
pub fn is_manner(tree: &Tree, head: usize, preposition: &str) -> bool {
    let bare = tree.children(head).all(|c| !matches!(tree.tokens[c].relation(), "det" | "amod" | "nmod" | "nummod"))
        || tree
            .children(head)
            .all(|c| tree.tokens[c].relation() != "det" && c > head || tree.tokens[c].relation() == "case");
    preposition == "on" && tree.is(head, &["basis"])
        || matches!(preposition, "in" | "on" | "by" | "with" | "at" | "as" | "for")
            && bare
            && lexicon::listed("manner", &tree.lemma(head))
}

/// `the end of August`
fn part_of_time(tree: &Tree, head: usize) -> bool {
    tree.is(head, &["end", "beginning", "start", "middle", "eve", "course", "rest", "half", "wake"])
        && tree.related(head, "nmod").any(|n| is_time(tree, n))
}

/// The role of a phrase by its preposition and what it names.
pub fn role(tree: &Tree, names: &[Name], head: usize, preposition: &str) -> Role {
    if part_of_time(tree, head) {
        return Role::Time;
    }
    // `from 2004 to 2006`
    let year = preposition == "to" && tree.tokens[head].xpos == "CD";
    if is_time(tree, head) && (year || !matches!(preposition, "of" | "about" | "with" | "to")) {
        return Role::Time;
    }
    let kind = name_kind(names, head);
    let actor = matches!(kind, Some(EntityType::Person | EntityType::Organization | EntityType::Group));
    // `from 5 percent to 8 percent`
    if (matches!(tree.tokens[head].upos, "NUM" | "SYM") || is_measure(tree, head))
        && matches!(preposition, "to" | "from" | "by" | "at" | "of" | "for" | "")
    {
        return Role::Quantity;
    }
    match preposition {
        // `on Twitter`, `on the BBC`: where something is told.
        "on" if kind == Some(EntityType::Organization) => Role::Other,
        "about" | "regarding" | "concerning" | "on" if actor => Role::Topic,
        "about" | "regarding" | "concerning" | "over" => Role::Topic,
        "in" | "at" | "near" | "inside" | "outside" | "across" | "around" | "throughout" | "along" | "within"
        | "off" | "under" | "on" | "into" | "from" | "toward" | "towards" | "above" | "between"
            if is_place(tree, names, head) =>
        {
            Role::Place
        }
        // `after Lima and Quito`, `before them`: those who come first or are dealt with first.
        "after" | "before" | "ahead_of" if actor || tree.tokens[head].xpos == "PRP" => Role::Other,
        "during" | "after" | "before" | "since" | "until" | "till" | "amid" | "following" | "ahead_of" | "prior_to" => {
            Role::Time
        }
        "to" if is_place(tree, names, head) && !actor => Role::Place,
        "to" => Role::Recipient,
        "for" if actor => Role::Recipient,
        "for" => Role::Purpose,
        "with" if tree.tokens[head].xpos == "PRP" && !tree.is(head, &["it"]) => Role::Partner,
        "with" | "alongside" | "together_with" if actor || kind == Some(EntityType::Place) => Role::Partner,
        "with" | "by" | "through" | "via" | "using" => Role::Instrument,
        "because_of" | "due_to" | "owing_to" | "thanks_to" | "as_a_result_of" => Role::Cause,
        _ => Role::Other,
    }
}

/// What kind of name covers the word.
pub fn name_kind(names: &[Name], i: usize) -> Option<EntityType> {
    names.iter().find(|n| (n.first..=n.last).contains(&(i as u32))).map(|n| n.kind)
}

const PLACE_NOUNS: [&str; 48] = [
    "city",
    "town",
    "village",
    "region",
    "country",
    "province",
    "state",
    "district",
    "area",
    "border",
    "capital",
    "street",
    "road",
    "airport",
    "hospital",
    "school",
    "building",
    "home",
    "house",
    "court",
    "camp",
    "park",
    "stadium",
    "sea",
    "island",
    "coast",
    "north",
    "south",
    "east",
    "west",
    "center",
    "centre",
    "site",
    "station",
    "prison",
    "square",
    "bank",
    "office",
    "front",
    "line",
    "neighborhood",
    "neighbourhood",
    "church",
    "mosque",
    "hotel",
    "university",
    "world",
    "territory",
];

fn is_place(tree: &Tree, names: &[Name], head: usize) -> bool {
    match name_kind(names, head) {
        Some(kind) => matches!(kind, EntityType::Place | EntityType::Facility),
        None => PLACE_NOUNS.contains(&tree.lemma(head).as_str()) || tree.is(head, &["there", "here", "abroad"]),
    }
}

const TIME_NOUNS: [&str; 30] = [
    "year",
    "month",
    "week",
    "day",
    "hour",
    "minute",
    "second",
    "decade",
    "century",
    "morning",
    "evening",
    "afternoon",
    "night",
    "midnight",
    "noon",
    "weekend",
    "today",
    "yesterday",
    "tomorrow",
    "tonight",
    "spring",
    "summer",
    "autumn",
    "winter",
    "time",
    "quarter",
    "moment",
    "era",
    "period",
    "past",
];

/// Whether the word heads an expression of time: `Monday`, `last year`, `2014`.
pub fn is_time(tree: &Tree, head: usize) -> bool {
    let token = &tree.tokens[head];
    let year = token.xpos == "CD"
        && token.lemma.len() == 4
        && matches!(token.lemma.as_bytes(), [b'1' | b'2', rest @ ..] if rest.iter().all(u8::is_ascii_digit));
    let abbreviated = |l: &str| {
        matches!(
            l.trim_end_matches('.'),
            "jan"
                | "feb"
                | "mar"
                | "apr"
                | "jun"
                | "jul"
                | "aug"
                | "sep"
                | "sept"
                | "oct"
                | "nov"
                | "dec"
                | "mon"
                | "tue"
                | "tues"
                | "wed"
                | "thu"
                | "thurs"
                | "fri"
                | "sat"
                | "sun"
                | "a.m"
                | "p.m"
                | "am"
                | "pm"
        )
    };
    let lemma = tree.lemma(head);
    // `a march to the sea`
    if token.upos == "NOUN" && lemma == "march" {
        return false;
    }
    let named = TIME_NOUNS.iter().chain(&timex::DAYS).chain(&timex::MONTHS).any(|word| *word == lemma);
    year || named && token.upos != "AUX" || (token.upos != "AUX" && token.upos != "VERB" && abbreviated(&lemma))
}

/// The phrase that joins the verb as its object, an index into `obliques`: the one that the verb governs, else the first that is no circumstance.
pub fn folded(verb: &str, obliques: &[Oblique], after: usize) -> Option<usize> {
    let candidate = |o: &Oblique| !o.preposition.is_empty() && o.role != Role::Time && o.head > after;
    let governed = obliques.iter().position(|o| candidate(o) && lexicon::governs(verb, &o.preposition));
    governed
        .or_else(|| {
            obliques.iter().position(|o| {
                candidate(o)
                    && o.role != Role::Place
                    && o.role != Role::Cause
                    && !lexicon::listed("circumstantial", &o.preposition)
            })
        })
        .or_else(|| {
            obliques.iter().position(|o| {
                candidate(o) && o.role == Role::Place && !lexicon::listed("circumstantial", &o.preposition)
            })
        })
}

/// The phrase of an oblique as an argument: the whole of it, relative clauses set off left out, without its preposition unless that
/// alone tells what it is to the verb (`without a deal`, `out of the council`).
pub fn argument(tree: &Tree, oblique: &Oblique) -> (Role, Phrase) {
    let phrase = coordinated_phrase(tree, oblique.head);
    let date = tree.tokens[oblique.head].lemma.starts_with(|c: char| c.is_ascii_digit());
    let Some((first, _)) = oblique.case.filter(|c| oblique.role == Role::Other && !date && c.0 < phrase.first as usize)
    else {
        return (oblique.role, phrase);
    };
    // `as “friends”`
    let mark = |i: usize, of: &str| tree.tokens.get(i).is_some_and(|t| t.xpos == of);
    let quoted = (first..phrase.first as usize + 1).any(|i| mark(i, "``")) && mark(phrase.last as usize + 1, "''");
    (oblique.role, Phrase { first: first as u32, last: phrase.last + u32::from(quoted), ..phrase })
}

/// A noun phrase with all its conjuncts.
pub fn coordinated_phrase(tree: &Tree, head: usize) -> Phrase {
    let first = noun_phrase(tree, head);
    let last = super::coordination::conjuncts(tree, head).into_iter().map(|h| noun_phrase(tree, h).last).max();
    Phrase { last: first.last.max(last.unwrap_or(first.last)), ..first }
}

/// Clauses that qualify the clause at `i`: purpose (`to restore order`), condition, cause, time.
pub fn clausal(tree: &Tree, i: usize) -> Vec<(Role, Phrase)> {
    let phrase = |c: usize| governed_clause(tree, c).map_or_else(|| whole(tree, c), |(_, gerund)| gerund);
    tree.related(i, "advcl").filter_map(|c| Some((clause_role(tree, c)?, phrase(c)))).collect()
}

/// A gerund or clause whose preposition the verb above governs, with that preposition: `accused her of lying`, `pressed for them to
/// act`, `depends on whether it rains`.
pub fn governed_clause(tree: &Tree, clause: usize) -> Option<(usize, Phrase)> {
    let verb = tree.parent(clause)?;
    // `shies away from telling it`
    let away = |m: usize| m > verb + 1 && tree.is(m - 1, &["away"]) && tree.is(m, &["from"]);
    // `was seen as testing the law`
    let held = |m: usize| tree.is(m, &["as"]) && lexicon::listed("holds_to_be", &tree.lemma(verb));
    let governs = |m: &usize| lexicon::governs(&tree.lemma(verb), &tree.lemma(*m)) || away(*m) || held(*m);
    let preposition = tree.related(clause, "mark").find(governs)?;
    let asked = || tree.is(preposition + 1, &["whether"]) || lexicon::listed("question", &tree.lemma(preposition + 1));
    let told = || tree.is(preposition, &["for"]) && super::control::infinitive(tree, clause);
    let takes = preposition < clause && (tree.tokens[clause].xpos == "VBG" || told() || asked());
    takes.then(|| (preposition, Phrase { first: preposition as u32 + 1, ..whole(tree, clause) }))
}

fn clause_role(tree: &Tree, clause: usize) -> Option<Role> {
    if super::modality::is_condition(tree, clause) {
        return Some(Role::Condition);
    }
    let mark = tree.related(clause, "mark").next();
    match mark.map(|m| tree.lemma(m)).as_deref() {
        Some("because" | "since" | "as") if mark.is_some_and(|m| tree.is(m, &["because"])) => Some(Role::Cause),
        // `since they have met` gives a reason, `since they met` a time
        Some("since") if perfect(tree, clause) || present(tree, clause) => Some(Role::Cause),
        // `While the mines have closed, the port has grown`: a contrast, and no time.
        Some("while") if contrasts(tree, clause) => None,
        Some("after" | "before" | "until" | "when" | "while" | "since") => Some(Role::Time),
        Some("to") if clause > i_of(tree, clause) => Some(Role::Purpose),
        Some("by") => Some(Role::Instrument),
        _ if governed_clause(tree, clause).is_some() => Some(Role::Topic),
        None if tree.related(clause, "advmod").any(|a| tree.is(a, &["when"])) => Some(Role::Time),
        _ => None,
    }
}

/// Whether a clause with a subject of its own, set off or in front, tells what is so, rather than what goes on meanwhile.
fn contrasts(tree: &Tree, clause: usize) -> bool {
    let goes_on = tree.tokens[clause].xpos == "VBG";
    let first = tree.borders(clause).0;
    let comma = |i: usize| tree.tokens[i].lemma == ",";
    let set_off = clause < i_of(tree, clause) || comma(first) || first > 0 && comma(first - 1);
    set_off && tree.child(clause, &["nsubj", "nsubj:pass", "expl"]).is_some() && !goes_on
}

/// Whether the clause is in the present perfect.
fn perfect(tree: &Tree, clause: usize) -> bool {
    tree.related(clause, "aux").any(|a| matches!(tree.tokens[a].xpos, "VBZ" | "VBP") && tree.is(a, &["have"]))
}

/// Whether the clause, or its copula, is in the present tense, or has a modal verb.
fn present(tree: &Tree, clause: usize) -> bool {
    let now = |i: usize| matches!(tree.tokens[i].xpos, "VBZ" | "VBP" | "MD");
    now(clause) || tree.children(clause).any(|c| matches!(tree.tokens[c].relation(), "cop" | "aux") && now(c))
}

fn i_of(tree: &Tree, clause: usize) -> usize {
    tree.parent(clause).unwrap_or(clause)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::sample;

    const TALK: &str = "She she PRON PRP 2 nsubj
        spoke speak VERB VBD 0 root
        in in ADP IN 4 case
        Oslo Oslo PROPN NNP 2 obl place:1
        with with ADP IN 6 case
        miners miner NOUN NNS 2 obl
        because because ADP IN 9 case
        of of ADP IN 7 fixed
        strikes strike NOUN NNS 2 obl
        on on ADP IN 11 case
        Monday Monday PROPN NNP 2 obl";

    #[test]
    fn the_governed_phrase_joins_the_verb_and_others_play_roles() {
        let (_, annotation) = sample::annotated(TALK);
        let sentence = &annotation.sentences[0];
        let tree = Tree::new(0, sentence);
        let found = obliques(&tree, &sentence.names, 1);
        let seen: Vec<(&str, Role)> = found.iter().map(|o| (o.preposition.as_str(), o.role)).collect();
        assert_eq!(
            seen,
            [("in", Role::Place), ("with", Role::Instrument), ("because_of", Role::Cause), ("on", Role::Time)]
        );
        assert_eq!(folded("speak", &found, 1), Some(1));
        assert_eq!(folded("sleep", &found[..1], 1), Some(0), "a place joins a verb that has nothing else");
        assert_eq!(folded("speak", &found[2..], 1), None, "causes and times never do");
    }

    fn roles(table: &str, verb: usize) -> Vec<(Role, String)> {
        let (document, annotation) = sample::annotated(table);
        let sentence = &annotation.sentences[0];
        let tree = Tree::new(0, sentence);
        let phrases = obliques(&tree, &sentence.names, verb).iter().map(|o| argument(&tree, o)).collect::<Vec<_>>();
        let all = phrases.into_iter().chain(clausal(&tree, verb));
        all.map(|(role, p)| (role, p.span(&annotation).of(&document.text).to_owned())).collect()
    }

    #[test]
    fn a_preposition_that_turns_the_sense_stays_with_its_phrase() {
        let left = "Ida Ida PROPN NNP 2 nsubj person:1
            left leave VERB VBD 0 root
            without without ADP IN 4 case
            money money NOUN NN 2 obl
            in in ADP IN 7 case
            her she PRON PRP$ 7 nmod:poss
            view view NOUN NN 2 obl";
        assert_eq!(roles(left, 1), [(Role::Other, "without money".to_owned())]);
    }

    #[test]
    fn a_measure_is_a_quantity_and_a_contrast_no_time() {
        let rose = "While while SCONJ IN 3 mark
            taxes tax NOUN NNS 3 nsubj
            fell fall VERB VBD 6 advcl
            , , PUNCT , 3 punct
            sales sale NOUN NNS 6 nsubj
            rose rise VERB VBD 0 root
            by by ADP IN 9 case
            5 5 NUM CD 9 nummod
            percent percent NOUN NN 6 obl";
        assert_eq!(roles(rose, 5), [(Role::Quantity, "5 percent".to_owned())]);
    }
}
