//! What verbs without an object say: a clause or quotation reported, a predicate, a phrase that joins the verb.

use super::{Saying, View, snake};
use crate::extract::Phrase;
use crate::extract::arguments;
use crate::extract::control;
use crate::extract::coordination::{noun_phrase, whole};
use crate::extract::lexicon;
use crate::extract::relation;
use crate::extract::tree::Tree;
use crate::model::{Polarity, Role};

impl View<'_> {
    pub(super) fn intransitive(&self) -> Option<Saying> {
        let (tree, head) = (self.tree, self.head());
        let mut obliques = self.obliques();
        let clause = tree.child(head, &["ccomp"]);
        // `I think she did`: what she did is told elsewhere.
        if clause.is_some_and(|c| elliptic(tree, c)) {
            return None;
        }
        if let Some(clause) = clause {
            let mut arguments = self.remaining(&obliques, None);
            arguments.extend(tree.child(head, &["iobj"]).map(|r| (Role::Recipient, noun_phrase(tree, r))));
            return Some(
                Saying::new("clause.report", self.verb(), self.words(), vec![whole(tree, clause)]).with(arguments),
            );
        }
        if let Some(quote) = self.quotation() {
            let arguments = self.remaining(&obliques, None);
            return Some(Saying::new("clause.report", self.verb(), self.words(), vec![quote]).with(arguments));
        }
        if let Some(saying) = self.eased() {
            return Some(saying);
        }
        // `called on Peru to act`: whom one calls upon is the object.
        let deed = tree.related(head, "xcomp").next();
        let called = deed.is_some_and(|d| control::addressee(tree, head, d).is_some());
        if let Some((_, predicate)) = self.complements(head).into_iter().next().filter(|_| !called) {
            let arguments = self.remaining(&obliques, None);
            return Some(Saying::new("clause.complement", self.verb(), self.words(), vec![predicate]).with(arguments));
        }
        // `is resulting in over 100 deaths` parsed as a particle and a bare phrase.
        let bare = obliques.iter().position(|o| {
            self.clause.group.particle.is_some_and(|p| p < o.head)
                && o.preposition.is_empty()
                && o.role == Role::Other
                && !arguments::is_manner(tree, o.head, "in")
        });
        if let Some(oblique) = bare.map(|at| obliques.remove(at)) {
            let arguments = self.remaining(&obliques, None);
            return Some(
                Saying::new("clause.oblique", self.verb(), self.words(), self.phrases(oblique.head)).with(arguments),
            );
        }
        if let Some(saying) = self.mutual_act(&obliques) {
            return Some(saying);
        }
        // `met in Lima`: Lima is where, and nobody that was met.
        let apart = |o: &arguments::Oblique| o.role == Role::Place && lexicon::listed("mutual", &self.verb());
        if let Some(at) = self.folded(&obliques).filter(|at| !self.spoken_at(&obliques[*at]) && !apart(&obliques[*at]))
        {
            let oblique = obliques.remove(at);
            let name = format!("{}_{}", self.verb(), oblique.preposition);
            let words = self.words_with(&oblique);
            let mut arguments = self.remaining(&obliques, None);
            arguments.extend(self.complements(head));
            return Some(Saying::new("clause.oblique", name, words, self.phrases(oblique.head)).with(arguments));
        }
        if let Some(saying) = self.comes_as() {
            return Some(saying);
        }
        if let Some((preposition, gerund)) = self.governed() {
            let name = format!("{}_{preposition}", self.verb());
            let arguments = self.remaining(&obliques, None);
            return Some(Saying::new("clause.oblique", name, self.words(), vec![gerund]).with(arguments));
        }
        let arguments = self.remaining(&obliques, None);
        // `as the minister said`: the report is what matters, and attribution has it.
        let reports = lexicon::complement(&tree.lemma(head), "v", "that").is_some();
        if let Some(how) = self.fares() {
            let name = format!("{}_{how}", self.verb());
            return Some(Saying::new("clause.intransitive", name, self.words(), Vec::new()).with(arguments));
        }
        let verb = self.verb();
        // `declined to comment`, `pledged to act`: that somebody is to do so, or does not, tells something.
        let open = !self.clause.frame.marks.is_empty() || self.clause.frame.context.polarity == Polarity::Negated;
        let told = open && lexicon::listed("speaks_up", &verb);
        let empty = reports && !told
            || lexicon::listed("needs_object", &verb)
            || lexicon::listed("needs_more", &verb) && !told && arguments.is_empty();
        (!empty).then(|| Saying::new("clause.intransitive", self.verb(), self.words(), Vec::new()).with(arguments))
    }

    /// `Peru and Chile met`, `Ida and Otto spoke by phone`
    fn mutual_act(&self, obliques: &[arguments::Oblique]) -> Option<Saying> {
        let verb = self.verb();
        let phone = |o: &arguments::Oblique| self.tree.is(o.head, &["phone", "telephone", "videoconference"]);
        let by_phone = || self.tree.is(self.head(), &["speak"]) && obliques.iter().any(phone);
        let mutual = lexicon::listed("mutual", &verb) || by_phone();
        self.mutual(&verb, self.words().1, obliques).filter(|_| mutual)
    }

    /// The clause behind a preposition that the verb governs: `focused on cutting costs`, `was asked about leaving`.
    pub(super) fn governed(&self) -> Option<(String, Phrase)> {
        let (tree, head) = (self.tree, self.head());
        let mut behind = tree.related(head, "advcl").filter(|c| *c > head);
        let (preposition, clause) = behind.find_map(|c| arguments::governed_clause(tree, c))?;
        Some((tree.lemma(preposition), clause))
    }

    /// `said in an interview`, `wrote on Monday's page`: where something was said is not what was said.
    fn spoken_at(&self, oblique: &arguments::Oblique) -> bool {
        let verb = self.tree.lemma(self.head());
        let says = relation::of_verb(&verb) == Some("state") || verb == "write";
        let where_said =
            matches!(oblique.preposition.as_str(), "in" | "on" | "at" | "as" | "from" | "during" | "outside");
        says && where_said && !lexicon::governs(&verb, &oblique.preposition)
    }

    /// How it is done, where the verb by itself says little: `act_unlawfully`, `treat_well`.
    pub(super) fn manner(&self) -> Option<String> {
        let (tree, head) = (self.tree, self.head());
        let told = |a: usize| {
            let text = tree.tokens[a].span.of(self.text).to_lowercase();
            let how = text.ends_with("ly") && !lexicon::listed("no_manner", &text) || lexicon::listed("outcome", &text);
            (tree.tokens[a].xpos == "RB" && lexicon::adverb(&tree.lemma(a)).is_none() && how).then_some(text)
        };
        let neutral = self.clause.group.particle.is_none() && lexicon::listed("neutral", &tree.lemma(head));
        tree.related(head, "advmod")
            .filter(|a| neutral && *a > head)
            .filter_map(told)
            .next_back()
            .map(|text| snake(&text))
    }

    /// How those fare of whom a verb says little by itself: `did well`, `runs deep`.
    fn fares(&self) -> Option<String> {
        let (tree, head) = (self.tree, self.head());
        let verb = tree.is(head, &["do", "go", "fare", "run", "bode", "mean", "sound", "look"]);
        let how = |a: &usize| *a == head + 1 && lexicon::listed("outcome", &tree.lemma(*a));
        tree.children(head).filter(|_| verb).find(how).map(|a| snake(tree.tokens[a].span.of(self.text)))
    }

    /// `The strike comes as prices rise`, `came after the vote failed`: what it comes with is the object.
    fn comes_as(&self) -> Option<Saying> {
        let (tree, head) = (self.tree, self.head());
        let clause =
            tree.related(head, "advcl").find(|c| *c > head && tree.child(*c, &["nsubj", "nsubj:pass"]).is_some())?;
        let mark = tree.related(clause, "mark").next().filter(|_| tree.is(head, &["come"]))?;
        let joins = tree.is(mark, &["as", "after", "before", "while", "since", "because", "amid", "despite"]);
        let alone = joins && self.clause.group.particle.is_none();
        let name = format!("{}_{}", self.verb(), tree.lemma(mark));
        let object = whole(tree, clause);
        let object = Phrase { first: object.first.max(mark as u32 + 1), ..object };
        let mut arguments = self.remaining(&self.obliques(), None);
        arguments.retain(|(_, phrase)| phrase.head != object.head);
        alone.then(|| Saying::new("clause.oblique", name, self.words(), vec![object]).with(arguments))
    }

    /// `made it harder for them to leave`: what is so belongs to the verb, and the clause is its object.
    fn eased(&self) -> Option<Saying> {
        let (tree, head) = (self.tree, self.head());
        let it = tree.child(head, &["expl"]).filter(|it| *it > head)?;
        let adjective = tree.related(head, "xcomp").find(|c| *c > it && tree.tokens[*c].upos == "ADJ")?;
        let clause = tree
            .children(adjective)
            .chain(tree.children(head))
            .find(|c| *c > adjective && matches!(tree.tokens[*c].relation(), "advcl" | "csubj" | "ccomp" | "xcomp"))?;
        let name = format!("{}_{}", self.verb(), snake(tree.tokens[adjective].span.of(self.text)));
        Some(Saying::new("clause.object", name, self.words(), vec![whole(tree, clause)]))
    }

    /// What is quoted before or around a verb of saying: `"We won", she said`.
    pub(super) fn quotation(&self) -> Option<Phrase> {
        let (tree, head) = (self.tree, self.head());
        if tree.tokens[head].relation() != "parataxis" || lexicon::complement(&tree.lemma(head), "v", "that").is_none()
        {
            return None;
        }
        let root = tree.parent(head)?;
        // `It is so: nobody asked.`
        if (root.min(head)..root.max(head)).any(|i| tree.tokens[i].lemma == ":") && root < head {
            return None;
        }
        let (first, last) = tree.borders(root);
        // `The bill, she said, was late`: what is said stands on both sides.
        let before = (first..head).any(|i| tree.tokens[i].upos != "PUNCT" && !tree.within(i, head));
        if root > head && before {
            return None;
        }
        let (start, end) = tree.borders(head);
        let (first, last) = if root < head { (first, start.saturating_sub(1)) } else { (end + 1, last) };
        let word = |i: &usize| tree.tokens[*i].upos != "PUNCT";
        let first = self.opening_mark(first, last).unwrap_or(first);
        let first = (first..=last).find(word)?;
        let last = (first..=last).rev().find(word)?;
        (first <= root && root <= last).then(|| tree.phrase(root, first, last))
    }

    /// Where the quotation opens that closes the words `first..=last`.
    pub(super) fn opening_mark(&self, first: usize, last: usize) -> Option<usize> {
        let mark = |i: usize, of: &str| self.tree.tokens[i].xpos == of;
        let closed = (first..=last).rev().take(2).find(|i| mark(*i, "''"))?;
        (first..closed).rev().find(|i| mark(*i, "``"))
    }
}

/// Whether a clause leaves what it says to be understood: `she did`, `it were`.
fn elliptic(tree: &Tree, clause: usize) -> bool {
    let helper = matches!(tree.tokens[clause].upos, "AUX") || tree.is(clause, &["do", "be"]);
    let bare = |c: usize| matches!(tree.tokens[c].relation(), "nsubj" | "mark" | "punct" | "advmod" | "aux");
    helper && tree.tokens[clause].xpos != "VB" && tree.children(clause).all(bare)
}
