//! Names: the best valid sequence of begin, inside and outside tags.

use crate::model::{EntityType, Name};

/// A tag of the scheme `O`, `B-PER`, `I-PER`, ….
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// In no name.
    Outside,
    /// The first word of a name.
    Begin(EntityType),
    /// A further word of it.
    Inside(EntityType),
}

/// The labels of names in files, and their types.
const LABELS: [(&str, EntityType); 7] = [
    ("PER", EntityType::Person),
    ("ORG", EntityType::Organization),
    ("LOC", EntityType::Place),
    ("FAC", EntityType::Facility),
    ("NORP", EntityType::Group),
    ("EVENT", EntityType::Event),
    ("WORK", EntityType::Work),
];

/// The label of a type of name: `PER`.
pub fn label(kind: EntityType) -> &'static str {
    LABELS.iter().find(|(_, known)| *known == kind).map_or("MISC", |(label, _)| label)
}

impl Tag {
    /// Reads `O`, `B-PER`, ….
    pub fn parse(text: &str) -> Option<Self> {
        if text == "O" {
            return Some(Self::Outside);
        }
        let (position, name) = text.split_once('-')?;
        let kind = LABELS.iter().find(|(label, _)| *label == name)?.1;
        match position {
            "B" => Some(Self::Begin(kind)),
            "I" => Some(Self::Inside(kind)),
            _ => None,
        }
    }

    /// Whether the tag may follow `before` (none at the start of a sentence).
    fn may_follow(self, before: Option<Tag>) -> bool {
        match self {
            Self::Inside(kind) => matches!(before, Some(Self::Begin(k) | Self::Inside(k)) if k == kind),
            _ => true,
        }
    }
}

/// Viterbi: `scores(word)` are the scores of `tags` for a word. Ties go to the first tag.
pub fn best_tags<'s>(tags: &[Tag], count: usize, scores: impl Fn(usize) -> &'s [f32]) -> Vec<Tag> {
    let mut totals: Vec<f32> = vec![];
    let mut back: Vec<Vec<usize>> = Vec::with_capacity(count);
    for word in 0..count {
        let step = tags.iter().zip(scores(word)).map(|(tag, score)| {
            let (from, total) = best_before(*tag, tags, &totals, word == 0);
            (from, total + score)
        });
        let (from, now) = step.unzip();
        back.push(from);
        totals = now;
    }
    let mut best = first_largest(totals.iter().copied().enumerate()).0;
    let mut path: Vec<Tag> = back
        .iter()
        .rev()
        .map(|from| {
            let tag = tags[best];
            best = from[best];
            tag
        })
        .collect();
    path.reverse();
    path
}

/// The best tag before `tag` and the total up to it.
fn best_before(tag: Tag, tags: &[Tag], totals: &[f32], first: bool) -> (usize, f32) {
    if first {
        return (0, if tag.may_follow(None) { 0.0 } else { f32::NEG_INFINITY });
    }
    first_largest(
        tags.iter()
            .zip(totals)
            .map(|(t, total)| (*t, *total))
            .enumerate()
            .filter_map(|(i, (before, total))| tag.may_follow(Some(before)).then_some((i, total))),
    )
}

fn first_largest(values: impl Iterator<Item = (usize, f32)>) -> (usize, f32) {
    values.fold((0, f32::NEG_INFINITY), |best, next| if next.1 > best.1 { next } else { best })
}

/// The names that a valid sequence of tags marks.
pub fn names(tags: &[Tag]) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for (word, tag) in tags.iter().enumerate() {
        match *tag {
            Tag::Outside => {}
            Tag::Begin(kind) => names.push(Name { first: word as u32, last: word as u32, kind }),
            Tag::Inside(_) => {
                if let Some(name) = names.last_mut() {
                    name.last = word as u32;
                }
            }
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(scores: &[[f32; 5]]) -> Vec<(u32, u32, EntityType)> {
        let tags = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"].map(|t| Tag::parse(t).expect("a tag"));
        let best = best_tags(&tags, scores.len(), |word| &scores[word]);
        names(&best).iter().map(|name| (name.first, name.last, name.kind)).collect()
    }

    #[test]
    fn a_name_of_two_words() {
        let scores = [[0.0, 3.0, 0.0, 2.0, 0.0], [0.0, 0.0, 2.0, 0.0, 0.0], [1.0, 0.0, 0.0, 0.0, 0.0]];
        assert_eq!(decode(&scores), [(0, 1, EntityType::Person)]);
    }

    #[test]
    fn inside_never_stands_without_its_begin() {
        // Each word for itself would be B-PER I-LOC.
        let scores = [[0.0, 2.0, 0.0, 1.5, 0.0], [0.0, 0.0, 0.0, 0.0, 3.0]];
        assert_eq!(decode(&scores), [(0, 1, EntityType::Place)]);
        assert_eq!(decode(&[[0.0, 0.0, 9.0, 0.0, 9.0]]), []);
        assert_eq!(decode(&[]), []);
    }
}
