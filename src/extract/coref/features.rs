//! What a mention tells of what it refers to: kind, gender, number, and how it stands in its sentence.

use crate::extract::nominals::{self, Gender};
use crate::extract::{Candidate, places};
use crate::model::{Annotation, Document, EntityType, MentionKind, Sentence, Token};

/// Features of a mention, or joined of a cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Features {
    /// What it is; none if unknown.
    pub kind: Option<EntityType>,
    /// Gender, if known.
    pub gender: Option<Gender>,
    /// Whether it is more than one; none if unknown.
    pub plural: Option<bool>,
    /// Whether a proper name is among the mentions.
    pub named: bool,
}

impl Features {
    /// What is known of both together; the first has the say where they differ.
    pub(super) fn joined(self, other: Features) -> Features {
        let (strong, weak) = if other.named && !self.named { (other, self) } else { (self, other) };
        Features {
            kind: strong.kind.or(weak.kind),
            gender: strong.gender.or(weak.gender),
            plural: strong.plural.or(weak.plural),
            named: strong.named || weak.named,
        }
    }

    /// Whether nothing known of the two speaks against their being one.
    pub(super) fn agrees(self, other: Features) -> bool {
        same(self.gender, other.gender) && same(self.plural, other.plural) && same_kind(self.kind, other.kind)
    }

    /// Whether it is, or may be, one human being.
    pub(super) fn is_person(self) -> bool {
        self.kind == Some(EntityType::Person) && self.plural != Some(true)
    }
}

fn same<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    }
}

fn same_kind(a: Option<EntityType>, b: Option<EntityType>) -> bool {
    let body = |k: EntityType| {
        matches!(k, EntityType::Organization | EntityType::Place | EntityType::Facility | EntityType::Group)
    };
    match (a, b) {
        (Some(a), Some(b)) => a == b || body(a) && body(b),
        _ => true,
    }
}

/// The features of all mentions.
pub(super) fn of_all(document: &Document, annotation: &Annotation, candidates: &[Candidate]) -> Vec<Features> {
    candidates.iter().map(|c| of(document, &annotation.sentences[c.phrase.sentence as usize], c)).collect()
}

fn of(document: &Document, sentence: &Sentence, candidate: &Candidate) -> Features {
    let head = &sentence.tokens[candidate.phrase.head as usize];
    let form = head.span.of(&document.text).to_lowercase();
    match candidate.kind {
        MentionKind::Pronoun => of_pronoun(&form),
        MentionKind::Name => of_name(document, sentence, candidate),
        MentionKind::Nominal => of_nominal(head, sentence, candidate),
    }
}

fn of_pronoun(form: &str) -> Features {
    let (kind, gender, plural) = match form {
        "he" | "him" | "his" | "himself" => (Some(EntityType::Person), Some(Gender::Male), Some(false)),
        "she" | "her" | "hers" | "herself" => (Some(EntityType::Person), Some(Gender::Female), Some(false)),
        "i" | "me" | "my" | "mine" | "myself" => (Some(EntityType::Person), None, Some(false)),
        "it" | "its" | "itself" => (None, None, Some(false)),
        "they" | "them" | "their" | "theirs" | "themselves" => (None, None, None),
        _ => (None, None, None),
    };
    Features { kind, gender, plural, named: false }
}

fn of_name(document: &Document, sentence: &Sentence, candidate: &Candidate) -> Features {
    let (first, last) = (candidate.core.0 as usize, candidate.core.1 as usize);
    let person = candidate.entity_type == EntityType::Person;
    let word = |t: &Token| t.span.of(&document.text).to_owned();
    let title = || {
        (candidate.phrase.first as usize..first)
            .rev()
            .find_map(|i| title_gender(sentence, i, &word(&sentence.tokens[i])))
    };
    let given = || (last > first).then(|| nominals::gender_of_name(&word(&sentence.tokens[first]))).flatten();
    let gender = person.then(|| title().or_else(given)).flatten();
    let people =
        candidate.entity_type == EntityType::Group && places::of_demonym(&word(&sentence.tokens[last])).is_some();
    // `Democrats`, not `Democratic` and not a `Group of Seven`
    let several = sentence.tokens[last].xpos == "NNPS" && (person || candidate.entity_type == EntityType::Group);
    let plural = (!people).then_some(several);
    let kind = (candidate.entity_type != EntityType::Thing).then_some(candidate.entity_type);
    Features { kind, gender, plural, named: true }
}

/// The gender shown by a title or description before a name: `Mrs.`, `spokeswoman`.
fn title_gender(sentence: &Sentence, i: usize, word: &str) -> Option<Gender> {
    let title = || nominals::gender_of_name(word).filter(|_| word.ends_with('.') || sentence.tokens[i].upos == "PROPN");
    nominals::noun(&sentence.tokens[i].lemma).and_then(|n| n.gender).or_else(title)
}

fn of_nominal(head: &Token, sentence: &Sentence, candidate: &Candidate) -> Features {
    let noun = nominals::noun(&head.lemma);
    let coordinated = sentence.tokens.iter().any(|t| t.relation() == "conj" && t.head == candidate.phrase.head + 1);
    let plural = matches!(head.xpos, "NNS" | "NNPS");
    let collective = matches!(candidate.entity_type, EntityType::Organization | EntityType::Group);
    let number = if plural { Some(true) } else { (!collective && !coordinated).then_some(false) };
    let kind = (candidate.entity_type != EntityType::Thing).then_some(candidate.entity_type);
    Features { kind, gender: noun.and_then(|n| n.gender), plural: number, named: false }
}
