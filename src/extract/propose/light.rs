//! Verbs that leave the saying to a noun: `launched a strike on`, `plans a call with`.

use super::{Saying, View, members};
use crate::extract::arguments::{self, Oblique};
use crate::extract::coordination::whole;
use crate::extract::lexicon::{self, Light};
use crate::extract::reporting::{self, Part};
use crate::extract::tree::Tree;
use crate::model::{Role, Sentence};

impl View<'_> {
    /// A verb of intent with an event noun: `plans call with X` → `plans_call_with`.
    pub(super) fn event_object(&self, object: usize) -> Option<Saying> {
        let tree = self.tree;
        let event = lexicon::event_noun(&tree.lemma(object))?;
        let intent = lexicon::complement(&tree.lemma(self.head()), "v", "inf")
            .filter(|c| c.prefix.is_some() && c.modality == "planned")?;
        let partner = arguments_of_noun(tree, self.sentence, object).find(|o| o.preposition == "with")?;
        let name = format!("{}_{}", event.predicate, partner.preposition);
        let last = partner.case.map_or(object, |c| c.1);
        let (words, objects) = ((self.clause.first, last), self.phrases(partner.head));
        Some(Saying { intent: Some(intent), ..Saying::new("clause.event", name, words, objects) })
    }

    /// A light verb with its noun: `launched a strike on X` → `strike`.
    pub(super) fn light(&self, object: usize) -> Option<Saying> {
        let tree = self.tree;
        if let Some(saying) = self.has_to_do_with(object) {
            return Some(saying);
        }
        // `carried out dozens of strikes`
        let object = members::counted(tree, object).unwrap_or(object);
        // `made a poor choice of words`: how they were chosen is what is told.
        if tree.related(object, "amod").any(|a| lexicon::listed("judging", &tree.lemma(a))) {
            return None;
        }
        let light = lexicon::light(&tree.lemma(self.head()), &tree.lemma(object))?;
        // `took its place beside the others`: nothing took place.
        let idiom = lexicon::listed("bare_idiom", &tree.lemma(object));
        if idiom && tree.children(object).any(|c| c < object) {
            return None;
        }
        let mut obliques = self.obliques();
        let noun_args: Vec<Oblique> = arguments_of_noun(tree, self.sentence, object).collect();
        let carried = carried(light, &noun_args).map(|i| noun_args[i].clone());
        let target = carried.or_else(|| carried_by_verb(light, &obliques).map(|i| obliques.remove(i)));
        let Some(target) = target else {
            let alone = || {
                let words = (self.clause.first, object);
                let arguments = self.remaining(&self.obliques(), None);
                Saying::new("clause.intransitive", light.predicate.to_owned(), words, Vec::new()).with(arguments)
            };
            let deed = light.predicate;
            let mutual =
                || lexicon::listed("mutual_deed", deed).then(|| self.mutual(deed, object, &self.obliques())).flatten();
            return if idiom { Some(alone()) } else { self.light_clause(light, object).or_else(mutual) };
        };
        // `has the support of the miners`: they support, and are not supported.
        let given =
            lexicon::listed("granted", &tree.lemma(object)) && matches!(target.preposition.as_str(), "of" | "from");
        if given && !tree.is(self.head(), &["give", "offer", "express", "voice", "lend", "show"]) {
            return None;
        }
        let mut name = light.predicate.to_owned();
        if !light.drops.contains(&target.preposition.as_str()) {
            name = format!("{name}_{}", target.preposition);
        }
        let last = target.case.map_or(object, |c| c.1);
        let arguments = self.remaining(&obliques, None);
        let words = (self.clause.first, last.max(object));
        Some(Saying::new("clause.light", name, words, self.phrases(target.head)).with(arguments))
    }

    /// `has nothing to do with the mine`
    fn has_to_do_with(&self, object: usize) -> Option<Saying> {
        let tree = self.tree;
        let amount = tree.is(object, &["nothing", "something", "anything", "much", "little"]);
        let to_do =
            tree.related(object, "acl").find(|c| amount && tree.is(*c, &["do"]) && tree.tokens[*c].xpos == "VB")?;
        let with = |o: &usize| tree.related(*o, "case").any(|c| tree.is(c, &["with"]));
        let about = tree.related(to_do, "obl").filter(|_| tree.is(self.head(), &["have"])).find(with)?;
        let arguments = self.remaining(&self.obliques(), None);
        let words = (self.clause.first, to_do);
        Some(Saying::new("clause.light", "have_to_do_with".into(), words, self.phrases(about)).with(arguments))
    }

    /// `expressed hope that …`, `made demands for troops to leave`.
    pub(super) fn light_clause(&self, light: &Light, object: usize) -> Option<Saying> {
        let tree = self.tree;
        // `issued a statement saying …`, but not `entered the talks hoping …`
        let speaks = reporting::entry(Part::Verb, light.predicate).is_some();
        let tells = |c: usize| match tree.tokens[c].xpos {
            "VBN" => false,
            "VBG" if tree.related(c, "aux").next().is_none() => {
                speaks && !lexicon::listed("needs_mind", &tree.lemma(c))
            }
            _ => true,
        };
        let mut below = tree.children(object).chain(tree.children(self.head()));
        let clause = below.find(|c| *c > object && matches!(tree.tokens[*c].deprel, "acl" | "ccomp") && tells(*c))?;
        let words = (self.clause.first, object);
        let arguments = self.remaining(&self.obliques(), None);
        // `issued a statement saying that it rained`: what it said.
        let says = tree.tokens[clause].xpos == "VBG" && reporting::entry(Part::Verb, &tree.lemma(clause)).is_some();
        let told = tree.child(clause, &["ccomp"]).filter(|c| says && *c > clause);
        let objects = vec![whole(tree, told.unwrap_or(clause))];
        Some(Saying::new("clause.light", light.predicate.to_owned(), words, objects).with(arguments))
    }
}

/// The prepositional phrases of a noun.
fn arguments_of_noun<'a>(
    tree: &'a Tree<'a>,
    sentence: &'a Sentence,
    noun: usize,
) -> impl Iterator<Item = Oblique> + 'a {
    tree.related(noun, "nmod")
        .filter(move |c| *c > noun)
        .map(|c| arguments::oblique(tree, &sentence.names, c))
        .filter(|o| !o.preposition.is_empty())
}

/// The phrase that is the light noun's object, by the preposition that the table drops or the predicate governs.
fn carried(light: &Light, options: &[Oblique]) -> Option<usize> {
    let drops = |o: &Oblique| light.drops.contains(&o.preposition.as_str());
    let usual = |o: &Oblique| {
        // `played a role in the vote`, but `reached an agreement in the war`
        let whole = o.preposition == "in" && light.predicate == "play_role";
        whole
            || matches!(
                o.preposition.as_str(),
                "with" | "to" | "on" | "against" | "for" | "about" | "over" | "of" | "into"
            )
    };
    options
        .iter()
        .position(drops)
        .or_else(|| options.iter().position(|o| lexicon::governs(light.predicate, &o.preposition)))
        .or_else(|| options.iter().position(|o| usual(o) && !matches!(o.role, Role::Time | Role::Place)))
}

/// Phrases of the verb join the noun only where the table or the predicate asks for them.
fn carried_by_verb(light: &Light, options: &[Oblique]) -> Option<usize> {
    options.iter().position(|o| {
        let p = o.preposition.as_str();
        !matches!(o.role, Role::Time)
            && (light.drops.contains(&p)
                || p != "with" && lexicon::governs(light.predicate, p)
                || p == "with" && o.role == Role::Partner)
    })
}
