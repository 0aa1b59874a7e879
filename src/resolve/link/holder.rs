//! Who is meant by an office alone: `the French president` in a document of 2025 is who held that office then.

use super::{context, office};
use crate::model::EntityType;
use crate::resolve::gazetteer::{Entry, EntryId, Gazetteer, Kind};
use crate::resolve::{LocalName, name};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Whether somebody without a name is called by one high office of one country, no more.
pub(super) fn is_office(local: &LocalName) -> bool {
    !local.named && local.kind == EntityType::Person && office::sole(&name::words(&local.label)).is_some()
}

/// Holders of the highest offices by country.
#[derive(Debug, Default)]
pub(super) struct Holders {
    by_country: BTreeMap<String, Vec<EntryId>>,
}

impl Holders {
    /// Gathers them; linear in the number of entries.
    pub fn of(gazetteer: &Gazetteer) -> Self {
        let mut holders = Self::default();
        let holds = |entry: &Entry| entry.kind == Kind::Person && entry.positions().next().is_some();
        for (id, entry) in (0..).zip(gazetteer.entries()).filter(|(_, entry)| holds(entry)) {
            holders.by_country.entry(context::code(entry.country).to_owned()).or_default().push(id);
        }
        holders
    }

    /// The only known holder of the office that an unnamed person is called by, on the document's day; none where the words
    /// say more or less than one office of one country.
    pub fn find(&self, local: &LocalName, date: Option<Date>, gazetteer: &Gazetteer) -> Option<EntryId> {
        let date = date?;
        let country = context::country_of_description(&local.label, gazetteer)?;
        let office = office::sole(&name::words(&local.label))?;
        let mut found = self.by_country.get(&country).into_iter().flatten().copied().filter(|id| {
            let entry = gazetteer.entry(*id);
            entry.is_some_and(|entry| entry.positions().any(|p| office::fits(&office, &p) && p.is_surely_held_on(date)))
        });
        let first = found.next();
        first.filter(|_| found.next().is_none())
    }
}
