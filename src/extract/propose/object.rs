//! What a verb says of its object: one in the clause, one left out of a relative clause, or one shared with another verb.

use super::{Saying, View, free, question_word, snake, whole_nominal};
use crate::extract::Phrase;
use crate::extract::arguments;
use crate::extract::control::{self, Source};
use crate::extract::coordination::{noun_phrase, whole};
use crate::extract::lexicon;
use crate::extract::purpose;
use crate::extract::relative;
use crate::extract::reporting::{self, Frame};
use crate::extract::stranded;
use crate::extract::tree::Tree;
use crate::model::{Polarity, Role};

impl View<'_> {
    pub(super) fn active(&self) -> Option<Saying> {
        let tree = self.tree;
        let object = self
            .own_object()
            .map(|o| relative::antecedent(tree, o))
            .or_else(|| self.gap())
            .or_else(|| self.shared_object())
            .or_else(|| self.later_object());
        match object {
            _ if free::names(tree, self.head()) => None,
            Some(object) if let Some(thing) = free::thing(tree, object, self.head()) => {
                let arguments = self.remaining(&self.obliques(), Some(object));
                Some(Saying::new("clause.object", self.verb(), self.words(), vec![thing]).with(arguments))
            }
            Some(object) if asks(tree, self.head(), object) => self.indirect_question(object),
            Some(object) if question_word(tree, object) || all_told(tree, self.head(), object) => None,
            Some(object) if self.calls_by_lost_name(object) => None,
            Some(object) if pointless(tree, object) || finds_oneself(tree, self.head(), object) => None,
            // `spent the day looking back`: what it was spent on says all.
            Some(object) if spends_time(tree, self.head(), object) => None,
            Some(object) => Some(
                self.light(object)
                    .or_else(|| self.naming(object))
                    .or_else(|| self.deed(object))
                    .or_else(|| self.result(object))
                    .unwrap_or_else(|| self.transitive(object)),
            ),
            None => self.intransitive(),
        }
    }

    /// The object in the clause, one that is no relative pronoun rather than one that is.
    pub(super) fn own_object(&self) -> Option<usize> {
        // `that` before a clause is no object, whatever its relation.
        let conjunction = |o: usize| self.tree.tokens[o].xpos == "IN";
        let objects = || {
            self.tree.related(self.head(), "obj").filter(|o| !set_off(self.tree, self.head(), *o) && !conjunction(*o))
        };
        objects().find(|o| !relative::relative_pronoun(self.tree, *o)).or_else(|| objects().next())
    }

    /// The antecedent of a relative clause with a subject of its own and no object: `the deal (that) he signed`.
    pub(super) fn gap(&self) -> Option<usize> {
        let (tree, head) = (self.tree, self.head());
        let relative = |i: usize| tree.tokens[i].deprel == "acl:relcl";
        let top = if relative(head) {
            head
        } else {
            Some(head)
                .filter(|h| tree.tokens[*h].relation() == "xcomp")
                .and_then(|h| tree.parent(h))
                .filter(|p| relative(*p))?
        };
        let complement = |c: usize| matches!(tree.tokens[c].relation(), "ccomp" | "xcomp" | "obj");
        let taken = tree.children(head).any(|c| complement(c) && !purpose::of_need(tree, c, head))
            || tree
                .children(top)
                .any(|c| tree.tokens[c].relation() == "advmod" && tree.is(c, &["where", "when", "why", "how"]))
            || tree.related(head, "obl").any(|o| {
                relative::antecedent(tree, o) != o
                    || tree.related(o, "case").next().is_none() && !arguments::is_time(tree, o)
            });
        // `the face they look for`
        if stranded::find(tree, head).is_some_and(|s| s.noun.is_some()) {
            return None;
        }
        let subject = tree.child(top, &["nsubj"])?;
        let noun = tree.parent(top)?;
        // `the reason that prices fell`, `signs that prices fall`
        let content = || {
            let told = lexicon::complement(&tree.lemma(noun), "n", "that").is_some() && !tree.is(noun, &["report"]);
            told && tree.related(top, "mark").any(|m| tree.is(m, &["that"]))
        };
        // `who she feels sure about`
        let seems = tree.is(head, &["feel", "seem", "look", "sound"]);
        let stranded = seems && tree.tokens[tree.borders(top).1].xpos == "IN" && tree.borders(top).1 > head;
        let taken = taken || stranded || content() || lexicon::listed("clause_noun", &tree.lemma(noun));
        let taken = taken || tree.related(subject, "nmod").any(|p| tree.is(p, &["whose", "who"]));
        (!taken && relative::antecedent(tree, subject) == subject).then(|| tree.parent(top)).flatten()
    }

    /// The first conjunct's object, when it stands behind this verb: `captured and held the town`.
    pub(super) fn shared_object(&self) -> Option<usize> {
        let (tree, head) = (self.tree, self.head());
        let first = tree.parent(head).filter(|_| self.clause.source == Source::Shared)?;
        let object = tree.child(first, &["obj"]).filter(|o| *o > head)?;
        let bare = !tree.children(head).any(|c| matches!(tree.tokens[c].relation(), "obl" | "ccomp" | "xcomp"));
        bare.then_some(object)
    }

    /// The object that stands behind a second verb alone: `inspire and guide the team`, `mocking, booing and cursing the referee`.
    fn later_object(&self) -> Option<usize> {
        let (tree, head) = (self.tree, self.head());
        let joined = |w: usize| matches!(tree.tokens[w].upos, "CCONJ" | "ADV" | "PUNCT" | "VERB" | "AUX");
        let near = |v: &usize| *v > head && *v <= head + 8 && (head + 1..*v).all(joined);
        // What stands behind both verbs may be of both: `shot and killed Otto on Monday`.
        let bare = |v: &usize| {
            let own = |c: usize| matches!(tree.tokens[c].relation(), "obl" | "ccomp" | "xcomp" | "advcl");
            tree.children(head).all(|c| c > *v || !own(c))
        };
        let second = tree.related(head, "conj").filter(near).filter(|v| tree.tokens[*v].xpos == tree.tokens[head].xpos);
        let verb = self.verb();
        let wants = lexicon::listed("needs_object", &verb) || reporting::reports(&verb, Frame::Object);
        second.filter(|v| wants && bare(v)).find_map(|v| tree.child(v, &["obj"]).filter(|o| *o > v))
    }

    /// `called the report and its authors “absurd”`, `what he calls the plan`: without what it is called, nothing is told of it.
    fn calls_by_lost_name(&self, object: usize) -> bool {
        let (tree, head) = (self.tree, self.head());
        let complement = tree.child(head, &["xcomp", "iobj"]).is_some();
        let quoted = || (object + 1..=tree.borders(head).1).any(|i| tree.tokens[i].xpos == "``");
        let what = || tree.children(head).any(|c| c < head && tree.tokens[c].upos == "PRON" && tree.is(c, &["what"]));
        tree.is(head, &["call"]) && !complement && (quoted() || what())
    }

    /// `called them thugs`, `labelled the plan unacceptable`: what is named, and what it is named.
    pub(super) fn naming(&self, object: usize) -> Option<Saying> {
        let (tree, head) = (self.tree, self.head());
        let named = tree.child(head, &["iobj"]);
        let described = named.is_some()
            || tree.related(head, "xcomp").any(|c| tree.tokens[c].upos != "VERB" || tree.tokens[c].xpos == "VBN");
        if !described || !tree.is(head, &["call", "name", "dub", "label", "brand", "term", "style"]) {
            return None;
        }
        let mut arguments = self.remaining(&self.obliques(), Some(object));
        arguments.extend(self.complements(head));
        let objects = match named {
            Some(named) => {
                arguments.push((Role::Other, noun_phrase(tree, object)));
                self.phrases(named)
            }
            None => {
                let held = |p: Phrase| Phrase { last: self.held_to_be(&p).unwrap_or(p.last), ..p };
                self.phrases(object).into_iter().map(held).collect()
            }
        };
        Some(Saying::new("clause.object", "label".into(), self.words(), objects).with(arguments))
    }

    /// `explained how they won`, `knows what they want`: the object is all of the question.
    fn indirect_question(&self, object: usize) -> Option<Saying> {
        let (tree, head) = (self.tree, self.head());
        let reports = lexicon::complement(&tree.lemma(head), "v", "that").is_some();
        if !reports && question_word(tree, object) {
            return None;
        }
        let rule = if reports { "clause.report" } else { "clause.object" };
        let mut arguments = self.remaining(&self.obliques(), Some(object));
        arguments.extend(tree.child(head, &["iobj"]).map(|r| (Role::Recipient, noun_phrase(tree, r))));
        Some(Saying::new(rule, self.verb(), self.words(), vec![whole(tree, object)]).with(arguments))
    }

    /// `heard the choir sing`, `wants the rivers to be clean`: the object is what someone does, not who does it.
    fn deed(&self, object: usize) -> Option<Saying> {
        let (tree, head) = (self.tree, self.head());
        let verbal = |c: usize| {
            let be = tree.child(c, &["cop"]).is_some() && tree.related(c, "mark").next().is_some();
            be || matches!(tree.tokens[c].xpos, "VB" | "VBP" | "VBG")
        };
        let clause = tree.children(head).find(|c| {
            let open = tree.tokens[*c].relation() == "xcomp"
                || tree.tokens[*c].relation() == "ccomp" && tree.child(*c, &["nsubj", "nsubj:pass", "expl"]).is_none();
            *c > object && open && verbal(*c) && tree.related(*c, "conj").next().is_none()
        });
        let clause = clause.filter(|_| lexicon::listed("takes_deed", &tree.lemma(head)))?;
        let (subject, all) = (noun_phrase(tree, object), whole(tree, clause));
        let deed = tree.phrase(clause, subject.first as usize, all.last as usize);
        let arguments = self.remaining(&self.obliques(), Some(object));
        Some(Saying::new("clause.object", self.verb(), self.words(), vec![deed]).with(arguments))
    }

    /// `kept the door open`, `made a bad year worse`: what becomes of the object belongs to the verb.
    fn result(&self, object: usize) -> Option<Saying> {
        let tree = self.tree;
        let (result, name) = self.resultative(object).filter(|_| !tree.is(object, &["it"]))?;
        let all = whole(tree, result);
        let mut saying = self.transitive(object);
        if tree.children(result).all(|c| c < result) {
            saying.arguments.retain(|(_, phrase)| phrase.last != all.last);
        }
        Some(Saying { name, ..saying })
    }

    /// What the verb says becomes of a thing named at `object`, and the verb with it: `keep_open`, `consider_unclean`.
    pub(super) fn resultative(&self, object: usize) -> Option<(usize, String)> {
        let (tree, head) = (self.tree, self.head());
        // `left them no worse off`: how they fare is not told.
        let compared = |c: usize| tree.is(head, &["leave"]) && tree.tokens[c].xpos == "JJR";
        let becomes = |c: &usize| {
            *c > object && (tree.tokens[*c].upos == "ADJ" || tree.tokens[*c].xpos == "VBN") && !compared(*c)
        };
        let result = tree.related(head, "xcomp").find(becomes)?;
        if !lexicon::listed("resultative", &tree.lemma(head)) {
            return None;
        }
        let degree = tree.related(result, "advmod").filter(|a| tree.is(*a, &["less", "least", "too", "not", "more"]));
        let words: Vec<String> = degree.chain([result]).map(|w| snake(tree.tokens[w].span.of(self.text))).collect();
        Some((result, format!("{}_{}", self.verb(), words.join("_"))))
    }

    pub(super) fn transitive(&self, object: usize) -> Saying {
        let (tree, head) = (self.tree, self.head());
        // `blamed the delay on Roth`: Roth is blamed, for the delay.
        let culprit = tree.related(head, "obl").filter(|_| tree.is(head, &["blame", "pin"]));
        let culprit = culprit.filter(|o| tree.related(*o, "case").any(|c| tree.is(c, &["on"]))).find(|o| *o > object);
        let mut arguments = self.remaining(&self.obliques(), culprit.or(Some(object)));
        arguments.extend(culprit.map(|_| (Role::Topic, noun_phrase(tree, object))));
        let object = culprit.unwrap_or(object);
        arguments
            .extend(tree.child(head, &["iobj"]).map(|r| (Role::Recipient, arguments::coordinated_phrase(tree, r))));
        arguments.extend(self.complements(head));
        // `fined the firm two million euros`
        let number = |i: usize| matches!(tree.tokens[i].upos, "NUM" | "SYM");
        let amount = |i: &usize| *i > object && (number(*i) || arguments::is_measure(tree, *i));
        arguments.extend(tree.related(head, "obj").filter(amount).map(|i| (Role::Quantity, noun_phrase(tree, i))));
        if let Some(event) = self.event_object(object) {
            return Saying { arguments, ..event };
        }
        let mut objects = self.phrases(object);
        if let [only] = &mut objects[..]
            && self.resultative(head).is_none()
        {
            let marked = |words: &[&str]| tree.related(only.head as usize, "det").any(|d| tree.is(d, words));
            // `does not want any rules that last`
            let none = self.clause.frame.context.polarity == Polarity::Negated && marked(&["any"]);
            let one = none || marked(&["a", "an"]);
            let restricted = || self.restricted(only).filter(|_| one);
            only.last = self.held_to_be(only).or_else(restricted).unwrap_or(only.last);
        }
        Saying::new("clause.object", self.verb(), self.words(), objects).with(arguments)
    }

    /// Where the clause ends that says which thing is meant: `want a rule that lasts`, `people who smoke`.
    pub(super) fn restricted(&self, thing: &Phrase) -> Option<u32> {
        let (tree, noun) = (self.tree, thing.head as usize);
        let clause = super::copula::restriction(tree, noun).filter(|c| !tree.within(self.head(), *c))?;
        let pronoun = tree.children(clause).find(|c| relative::relative_pronoun(tree, *c));
        if pronoun.is_some_and(|p| relative::antecedent(tree, p) != noun) {
            return None;
        }
        let last = whole(tree, clause).last;
        (thing.last as usize + 1 == tree.borders(clause).0 && last as usize >= clause).then_some(last)
    }

    /// Where the words end that tell what the object is held to be: `saw the dam as a threat`, `found the talk dull`.
    fn held_to_be(&self, object: &Phrase) -> Option<u32> {
        let (tree, head) = (self.tree, self.head());
        let next = object.last as usize + 1;
        let marked = |c: usize| tree.children(c).any(|m| m == next && tree.is(m, &["as"]));
        let tells = |c: &usize| match tree.tokens[*c].relation() {
            "xcomp" => tree.tokens[*c].upos != "VERB" || tree.tokens[*c].xpos == "VBN",
            "obl" | "advcl" => marked(*c),
            _ => false,
        };
        let behind = tree.children(head).filter(tells).find(|c| tree.borders(*c).0 == next)?;
        // `rivals deride it as caution`: without what it is held to be, nothing is told of it.
        let it = object.first == object.last && tree.is(object.head as usize, &["it", "this", "that"]);
        let judges = it && reporting::reports(&tree.lemma(head), Frame::Predicate);
        (judges || lexicon::listed("holds_to_be", &tree.lemma(head))).then(|| whole_nominal(tree, behind).last)
    }
}

/// Whether a question word stands for a clause: `how` in `explained how they won`.
fn asks(tree: &Tree, verb: usize, object: usize) -> bool {
    let clause = tree.child(object, &["acl:relcl", "advcl:relcl"]);
    matches!(tree.tokens[object].xpos, "WRB" | "WP") && clause.is_some() && !tree.within(verb, object)
}

/// `anything they say`, `whatever they own`: all of a kind, of which nothing single is told.
fn all_told(tree: &Tree, verb: usize, object: usize) -> bool {
    object < verb && tree.is(object, &["anything", "whatever", "whoever", "whomever"])
}

/// `that` whose noun is not found, or `why` without what was asked.
fn pointless(tree: &Tree, object: usize) -> bool {
    matches!(tree.tokens[object].xpos, "WDT" | "WRB") && tree.children(object).next().is_none()
}

/// `found myself wanting to leave`: what one does is told by the clause.
fn finds_oneself(tree: &Tree, verb: usize, object: usize) -> bool {
    let does = |c: usize| tree.tokens[c].xpos == "VBG";
    tree.is(verb, &["find", "catch"]) && control::reflexive(tree, object) && tree.related(verb, "xcomp").any(does)
}

/// `spent much of the year rebuilding`: time, and what it was spent on.
fn spends_time(tree: &Tree, verb: usize, object: usize) -> bool {
    let time = |i: usize| arguments::is_time(tree, i);
    let timed = time(object) || tree.related(object, "nmod").any(time);
    let spent_on = |c: usize| {
        c > object && matches!(tree.tokens[c].relation(), "advcl" | "xcomp") && tree.tokens[c].upos == "VERB"
    };
    timed && tree.is(verb, &["spend"]) && tree.children(verb).any(spent_on)
}

/// Whether a comma, one alone, parts a phrase from the word that it hangs from: what comments is no object.
pub(super) fn set_off(tree: &Tree, head: usize, phrase: usize) -> bool {
    let first = tree.borders(phrase).0;
    let comma = |i: usize| tree.tokens[i].lemma == ",";
    first > head + 1 && comma(first - 1) && (head + 1..first - 1).all(|i| !comma(i))
}
