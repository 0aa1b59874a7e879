//! The gazetteer: names → Wikidata items, with what tells the items apart. Offline, and searched in place.
//!
//! ```text
//! Wikidata dump │ table ─ source ─→ Record ─ write ─→ file ─ Gazetteer ─→ candidates, entries
//! ```
//!
//! A small gazetteer of states, cities, holders of office, organisations is built into the program
//! ([`Gazetteer::embedded`]); `gazetteer/README.md` says what it is made of.

mod error;
mod format;
mod names;
mod record;
mod source;
mod spill;
pub mod wikidata;
mod write;

pub use error::GazetteerError;
pub use format::{Candidate, Gazetteer, Info};
pub use record::{Entry, EntryId, Kind, Position, Record};
pub use source::table;
pub use write::Builder;
