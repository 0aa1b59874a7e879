//! Which of the reports around a claim vouch for it: who is said to have said so, and has.

use super::Joiner;
use crate::extract::coordination::conjuncts;
use crate::extract::lexicon::{self, Signature};
use crate::extract::tree::Tree;
use crate::extract::{Phrase, Proposition, Report, arguments, content, control, relative, reporting};
use crate::model::{Modality, Polarity, Span, Stance, Token};

impl Joiner<'_> {
    /// Whether the source is whoever reads it, or nobody that knows: `if you prefer to …`, `nobody knows that …`.
    pub(super) fn is_anybody(&self, report: &Report) -> bool {
        let Some(source) = report.source else { return false };
        let tokens = &self.annotation.sentences[source.sentence as usize].tokens;
        let token = &tokens[source.head as usize];
        // `no amount of rain shows that …`
        let none = tokens[source.first as usize].lemma.eq_ignore_ascii_case("no") && token.upos == "NOUN";
        let nobody = none
            || source.first == source.head && ["nobody", "none", "no-one"].contains(&token.lemma.as_str())
            || token.lemma == "one" && tokens[source.first as usize].lemma.eq_ignore_ascii_case("no");
        nobody && report.stance != Stance::Doubts
            || token.lemma.eq_ignore_ascii_case("you")
                && content::touching(&self.quotations, token.span).next().is_none()
    }

    /// Whether the source has not said so: it does not know what is a fact (`did not notice that it was late`), or is only told what
    /// to say or think (`voters should remember that it was late`).
    pub(super) fn is_unspoken(&self, report: &Report) -> bool {
        let tokens = &self.annotation.sentences[report.cue.sentence as usize].tokens;
        let has = |words: &[&str]| {
            let cue = &tokens[report.cue.first as usize..=report.cue.last as usize];
            cue.iter().any(|t| words.contains(&t.lemma.to_lowercase().as_str()))
        };
        let denied = has(&["not", "n't", "never"]);
        let fact = lexicon::complement(&report.verb, "v", "that").is_some_and(|w| w.negated == Signature::Holds);
        let unaware = denied && fact && matches!(report.stance, Stance::States | Stance::Claims);
        // `I must say that it is late`
        let first_person = report.source.is_some_and(|s| {
            let token = &tokens[s.head as usize];
            s.sentence == report.cue.sentence && ["i", "we"].contains(&token.lemma.to_lowercase().as_str())
        });
        let asked = !denied && !first_person && has(&["must", "should", "ought", "may", "might", "could", "can"]);
        // `wants voters to remember that it was late`
        let clause = self.tellers.get(&(report.cue.sentence, report.cue.head));
        let demanded = clause.is_some_and(|p| matches!(p.modality, Modality::Demanded | Modality::Offered));
        let wished = demanded && matches!(report.stance, Stance::States | Stance::Claims);
        // `needs to realize that it is late`
        let ought = fact && !first_person && clause.is_some_and(|p| p.modality == Modality::Obliged);
        unaware || asked || wished || ought
    }

    /// Titles, appositions and places of places outside quotation marks are told by the writer, whoever is reported.
    pub(super) fn is_aside(&self, p: &Proposition, head: Span) -> bool {
        let aside = p.rule.starts_with("roles.") || p.rule.starts_with("facts.");
        aside && content::touching(&self.quotations, head).next().is_none()
    }

    /// `condemned the strike that killed two`: what describes the object of an attitude is told by the writer.
    pub(super) fn is_presupposed(&self, report: &Report, p: &Proposition, head: Span) -> bool {
        let (cue, at) = (report.cue, p.predicate_phrase);
        if cue.sentence != at.sentence || content::touching(&self.quotations, head).next().is_some() {
            return false;
        }
        let tokens = &self.annotation.sentences[cue.sentence as usize].tokens;
        let mut top = at.head as usize;
        let (mut described, mut past, mut earlier, mut narrowed) = (false, false, false, None);
        let set_off = |i: usize| tokens[..i].iter().rposition(|t| t.lemma == ",").is_some_and(|c| c + 1 == i);
        for _ in 0..tokens.len() {
            match tokens[top].parent() {
                Some(parent) if parent == cue.head as usize => {
                    // `cited Ana as a mayor who would build`: what she is called is what is said of her.
                    let labelled = |t: &Token| t.parent() == Some(top) && t.deprel == "case" && t.lemma == "as";
                    let named = narrowed == Some(top) && tokens.iter().any(labelled);
                    let thing = matches!(tokens[top].relation(), "obj" | "iobj" | "obl") && tokens[top].upos != "VERB";
                    let thing = thing && !named;
                    // `invited them to see the hall that had burnt`, `accused them of breaking a truce that had held`
                    // `support for the rebels, based abroad`
                    let of_noun = matches!(tokens[top].relation(), "nmod" | "acl")
                        && tokens[cue.head as usize].upos == "NOUN"
                        && !marked(tokens, top, &["that"]);
                    let accused = marked(tokens, top, &["of"]) && tokens[top].xpos == "VBG";
                    // `called him a clerk who had lied`: what he is called is what is said.
                    let named = matches!(tokens[top].upos, "NOUN" | "PROPN");
                    let asked = report.stance == Stance::Asks && tokens[top].relation() == "ccomp";
                    let done = tokens[top].relation() == "xcomp" && !named || accused || asked;
                    let deed = (done || of_noun) && past;
                    // `mocked Ana for leaving`: who judges a deed takes it as given.
                    let judged = marked(tokens, top, &["for"])
                        && tokens[top].xpos == "VBG"
                        && report.stance != Stance::Claims
                        && judges(report)
                        && p.polarity == Polarity::Affirmed;
                    return described && (thing || deed) || earlier && done || judged;
                }
                Some(parent) => {
                    // `rejected the claim that it rains`, `voiced anger that it rains`: what a noun says describes nothing.
                    let voices = report.stance == Stance::Denies || matches!(report.verb.as_str(), "express" | "voice");
                    let said = voices && tokens[top].deprel == "acl" && marked(tokens, top, &["that"]);
                    let said = said && !self.cues.contains_key(&(cue.sentence, parent as u32));
                    let relative = tokens[top].relation() == "acl" && !said;
                    // `pledged to cut taxes, after he had raised fees`
                    let before = tokens[top].relation() == "advcl"
                        && is_past(tokens, top)
                        && marked(tokens, top, &["after", "when", "since", "while"]);
                    // `made clear that it ended after she had left`: that is told, too.
                    earlier = before || earlier && tokens[top].relation() != "ccomp";
                    described |= relative;
                    narrowed = narrowed.or(relative.then_some(parent));
                    // `declined to ban the fees, put at a billion`, `plans to appeal the ruling, a process that may take years`
                    let aside = tokens[top].xpos == "VBN" && tokens[top].deprel == "acl" && set_off(top);
                    // `plans to close the plant, which employs ten`
                    let comment = tokens[top].deprel == "acl:relcl" && is_comment(tokens, top);
                    past |= relative && tokens[top].deprel == "acl:relcl" && is_past(tokens, top) || aside || comment;
                    // `asked her to leave a hall that Oslo calls its own`
                    let named = |t: &Token| t.parent() == Some(top) && t.relation() == "nsubj" && t.upos == "PROPN";
                    past |= relative && report.stance == Stance::Asks && tokens.iter().any(named);
                    past |= tokens[top].relation() == "appos" && described;
                    top = parent;
                }
                None => return false,
            }
        }
        false
    }

    /// `declined to renew its support for the race`, `denied a part in the theft`: who denies the one does not deny the other, which is
    /// named in passing.
    pub(super) fn is_side_event(&self, report: &Report, p: &Proposition) -> bool {
        let (cue, at) = (report.cue, p.predicate_phrase);
        let tokens = &self.annotation.sentences[at.sentence as usize].tokens;
        // `agreed to end its raids`: they went on before.
        let stance = matches!(report.stance, Stance::Denies | Stance::Hopes);
        let event = p.rule.starts_with("nominal") && stance && cue.sentence == at.sentence;
        event && tokens[at.head as usize].parent().is_some_and(|parent| parent != cue.head as usize)
    }

    /// `rejected accusations that it lied`: who says so is not told, and those who speak of the accusation do not.
    pub(super) fn is_rumoured(&self, p: &Proposition) -> bool {
        let at = p.predicate_phrase;
        let tree = Tree::new(at.sentence, &self.annotation.sentences[at.sentence as usize]);
        let mut clause = at.head as usize;
        while matches!(tree.tokens[clause].relation(), "conj" | "xcomp") {
            let Some(above) = tree.parent(clause) else { return false };
            clause = above;
        }
        let that = tree.related(clause, "mark").any(|m| tree.is(m, &["that"]));
        let noun = tree.parent(clause).filter(|n| that && *n < clause && tree.tokens[*n].upos == "NOUN");
        let rumour = noun.filter(|n| lexicon::listed("rumour", &tree.lemma(*n)));
        rumour.is_some_and(|n| !self.cues.contains_key(&(at.sentence, n as u32)))
    }

    /// `said it would leave, a week after Roth had left`, `Roth, who owns the mine, left, according to clerks`: what is set off so is told by
    /// the writer.
    pub(super) fn is_remote(&self, report: &Report, p: &Proposition, head: Span) -> bool {
        let (cue, at) = (report.cue, p.predicate_phrase);
        if cue.sentence != at.sentence || content::touching(&self.quotations, head).next().is_some() {
            return false;
        }
        let tree = Tree::new(at.sentence, &self.annotation.sentences[at.sentence as usize]);
        let set_off = |c: usize| tree.borders(c).0.checked_sub(1).is_some_and(|w| tree.tokens[w].lemma == ",");
        let set_off = |c: usize| set_off(c) || tree.tokens[tree.borders(c).0].lemma == ",";
        let marked = |c: usize| tree.related(c, "mark").find(|m| tree.is(*m, &["after", "before"]));
        let apart =
            |c: usize| marked(c).is_some_and(|m| tree.related(c, "obl").any(|o| o < m && arguments::is_time(&tree, o)));
        let aside = |c: usize| match tree.tokens[c].deprel {
            "advcl" => apart(c) && set_off(c),
            // `Roth, who has, according to clerks, left`
            "acl:relcl" => report.verb == "according_to" && set_off(c) && tree.borders(c).1 + 2 < cue.first as usize,
            _ => false,
        };
        let above = std::iter::successors(Some(at.head as usize), |c| tree.parent(*c));
        above.take_while(|c| *c != cue.head as usize).any(aside)
    }

    /// `threatened to leave before the vote begins`: when others do what is only timed by it is told by the writer.
    pub(super) fn is_timed_by(&self, report: &Report, p: &Proposition) -> bool {
        let (cue, at) = (report.cue, p.predicate_phrase);
        let head = at.head as usize;
        let tokens = &self.annotation.sentences[at.sentence as usize].tokens;
        if cue.sentence != at.sentence || tokens[head].relation() != "advcl" {
            return false;
        }
        let tree = Tree::new(at.sentence, &self.annotation.sentences[at.sentence as usize]);
        let timed = tree.child(head, &["nsubj", "nsubj:pass"]).is_some()
            && tree.related(head, "mark").any(|m| tree.is(m, &["before", "after", "as", "while", "since", "until"]));
        let planned = tree
            .parent(head)
            .is_some_and(|deed| control::infinitive(&tree, deed) && tree.parent(deed) == Some(cue.head as usize));
        timed && planned
    }

    /// `criticised her use of public money`: who judges a deed takes it as given.
    pub(super) fn is_judged(&self, report: &Report, p: &Proposition) -> bool {
        let (cue, at) = (report.cue, p.predicate_phrase);
        let event = p.rule.starts_with("nominal") && p.modality == Modality::Actual && cue.sentence == at.sentence;
        let tokens = &self.annotation.sentences[at.sentence as usize].tokens;
        let object = |parent: usize| parent == cue.head as usize;
        let quoted = || content::touching(&self.quotations, tokens[at.head as usize].span).next().is_some();
        event && judges(report) && tokens[at.head as usize].parent().is_some_and(object) && !quoted()
    }

    /// Whether the reporting words are folded into the predicate and the source is its subject: `plans to talk`.
    pub(super) fn folded_into(&self, report: &Report, p: &Proposition) -> bool {
        let (cue, predicate) = (report.cue, p.predicate_phrase);
        let within = cue.sentence == predicate.sentence && (predicate.first..=predicate.last).contains(&cue.head);
        let subject = |s: Phrase| {
            let tree = Tree::new(s.sentence, &self.annotation.sentences[s.sentence as usize]);
            let (source, subject) = (relative::antecedent(&tree, s.head as usize), p.subject.head as usize);
            s.sentence == p.subject.sentence && (source == subject || conjuncts(&tree, source).contains(&subject))
        };
        within && report.source.is_some_and(subject)
    }
}

/// Whether the verb of a report judges what it names.
fn judges(report: &Report) -> bool {
    reporting::judges(&report.verb.replace('_', " "))
}

/// Whether one of these words opens the clause headed by `head`.
fn marked(tokens: &[Token], head: usize, words: &[&str]) -> bool {
    tokens.iter().any(|t| t.parent() == Some(head) && t.deprel == "mark" && words.contains(&t.lemma.as_str()))
}

/// Whether a relative clause stands behind a comma and tells what is so: `…, which employs ten`.
fn is_comment(tokens: &[Token], head: usize) -> bool {
    let own = |t: &&Token| t.parent() == Some(head);
    let opener = tokens.iter().position(|t| own(&t) && matches!(t.xpos, "WDT" | "WP"));
    let comma = opener.and_then(|o| o.checked_sub(1)).is_some_and(|b| tokens[b].lemma == ",");
    comma && !tokens.iter().filter(own).any(|t| t.xpos == "MD")
}

/// Whether the clause headed by `head` is in a past tense or the perfect.
fn is_past(tokens: &[Token], head: usize) -> bool {
    let perfect = |t: &Token| t.lemma == "have" && tokens[head].xpos == "VBN" && matches!(t.xpos, "VBZ" | "VBP");
    let helper = |t: &Token| {
        t.parent() == Some(head) && matches!(t.relation(), "aux" | "cop") && (t.xpos == "VBD" || perfect(t))
    };
    tokens[head].xpos == "VBD" || tokens.iter().any(helper)
}

#[cfg(test)]
mod tests {
    use crate::extract::{extract, sample};

    /// Predicates with who is said to say so, one a claim.
    fn vouched(table: &str) -> Vec<String> {
        let (document, annotation) = sample::annotated(table);
        let claims = extract(&document, &annotation).claims;
        let sources = |c: &crate::model::Claim| {
            let all: Vec<&str> = c.attribution.iter().map(|a| a.speaker.span.of(&document.text)).collect();
            all.join(" > ")
        };
        claims.iter().map(|c| format!("{} | {}", c.predicate, sources(c))).collect()
    }

    #[test]
    fn what_tells_of_the_object_of_a_plan_is_told_by_the_writer() {
        let found = vouched(
            "Holt Holt PROPN NNP 2 nsubj person:1
             plans plan VERB VBZ 0 root
             to to PART TO 4 mark
             fight fight VERB VB 2 xcomp
             the the DET DT 6 det
             ban ban NOUN NN 4 obj
             , , PUNCT , 9 punct
             a a DET DT 9 det
             process process NOUN NN 6 appos
             that that PRON WDT 12 nsubj
             may may AUX MD 12 aux
             cost cost VERB VB 9 acl:relcl
             millions million NOUN NNS 12 obj",
        );
        assert!(found.iter().any(|f| f.contains("cost | ")), "{found:?}");
        assert!(found.iter().all(|f| !f.contains("cost | Holt")), "{found:?}");
    }

    #[test]
    fn what_went_before_a_pledge_or_is_mocked_is_told_by_the_writer() {
        let found = vouched(
            "Holt Holt PROPN NNP 2 nsubj person:1
             pledged pledge VERB VBD 0 root
             to to PART TO 4 mark
             cut cut VERB VB 2 xcomp
             taxes tax NOUN NNS 4 obj
             after after SCONJ IN 8 mark
             clerks clerk NOUN NNS 8 nsubj
             raised raise VERB VBD 4 advcl
             fees fee NOUN NNS 8 obj

             Roth Roth PROPN NNP 2 nsubj person:1
             mocked mock VERB VBD 0 root
             Holt Holt PROPN NNP 2 obj person:1
             for for SCONJ IN 5 mark
             closing close VERB VBG 2 advcl
             banks bank NOUN NNS 5 obj",
        );
        assert!(found.contains(&"raise | ".to_owned()) && found.contains(&"close | ".to_owned()), "{found:?}");
    }

    #[test]
    fn whose_statement_speaks_is_who_says_so() {
        let found = vouched(
            "Roth Roth PROPN NNP 2 nsubj person:1
             issued issue VERB VBD 0 root
             a a DET DT 4 det
             statement statement NOUN NN 2 obj
             saying say VERB VBG 4 acl
             that that SCONJ IN 8 mark
             clerks clerk NOUN NNS 8 nsubj
             caused cause VERB VBD 5 ccomp
             delays delay NOUN NNS 8 obj",
        );
        assert!(found.contains(&"cause | Roth".to_owned()), "{found:?}");
    }
}
