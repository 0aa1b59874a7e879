//! Who denies whom: those who deny or negate something, and those who say it.

use crate::extract::lexicon;
use crate::model::{EntityId, Polarity, Stance};
use crate::resolve::{Statement, Statements};
use std::collections::BTreeMap;

/// Subject, bare predicate and object of what is said, with every statement of it.
type Propositions<'s, 'a> = BTreeMap<(Option<EntityId>, &'s str, Option<EntityId>), Vec<&'a Statement>>;

/// Who denies, whom, and the statement that is denied. Two speakers meet where they speak of the same proposition: one
/// says it, the other denies or doubts it, or says that it is not so. Statements without an entity as object meet
/// themselves alone, as two objects may have different words.
pub(super) fn pairs<'a>(
    taken: impl Iterator<Item = &'a Statement>,
    statements: &'a Statements,
) -> Vec<(EntityId, EntityId, &'a Statement)> {
    let mut same: Propositions = BTreeMap::new();
    let mut found = Vec::new();
    for statement in taken.filter(|statement| !statement.speakers.is_empty()) {
        match (statement.subject, statement.object) {
            (Some(subject), Some(object)) => {
                let predicate = lexicon::bare(statements.predicate_of(statement));
                same.entry((Some(subject), predicate, Some(object))).or_default().push(statement);
            }
            _ => meet(&[statement], &mut found),
        }
    }
    same.values().for_each(|list| meet(list, &mut found));
    found
}

/// All pairs of speakers of one proposition of whom one holds it and the other does not.
fn meet<'a>(list: &[&'a Statement], found: &mut Vec<(EntityId, EntityId, &'a Statement)>) {
    let (mut for_it, mut against) = (Vec::new(), Vec::new());
    for statement in list {
        for (speaker, stance) in &statement.speakers {
            let rejects = matches!(stance, Stance::Denies | Stance::Doubts);
            let holds = matches!(stance, Stance::States | Stance::Claims);
            match (statement.polarity, rejects, holds) {
                (Polarity::Affirmed, _, true) | (Polarity::Negated, true, _) => for_it.push((*speaker, *statement)),
                (Polarity::Affirmed, true, _) | (Polarity::Negated, _, true) => against.push((*speaker, *statement)),
                _ => {}
            }
        }
    }
    for (denier, statement) in against {
        found.extend(for_it.iter().map(|(speaker, _)| (denier, *speaker, statement)));
    }
}
