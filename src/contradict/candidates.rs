//! Pairs worth weighing, found by index: claims are filed under what they say of what, each file is sorted by time, and each claim
//! is weighed against its neighbours in its files. Work grows with the number of claims, never with its square.

use super::event;
use super::proposition::Proposition;
use super::symbol::Symbol;
use super::term::Key;
use crate::extract::relation;
use rayon::prelude::*;

/// With how many later ones of its file a claim is compared: what is further away in time is another event.
const NEIGHBOURS: usize = 64;

/// What claims are filed under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum File {
    /// The same predicate between the same things.
    Predicate(Symbol, Key, Key),
    /// The same relation, or kinds of it, between the same things.
    Relation(&'static str, Key, Key),
    /// Relations that oppose each other, by name in order.
    Opposed(&'static str, &'static str, Key, Key),
    /// What has one value of its own.
    Functional(&'static str, Key),
    /// What is one thing's alone.
    Holder(Symbol, Key),
    /// All offices of a person.
    Offices(Key),
}

/// Calls `weigh` for the pairs worth weighing, and gathers what it finds, in the order of files.
pub fn pairs<'a, T: Send>(
    all: &'a [Proposition],
    weigh: impl Fn(&'a Proposition, &'a Proposition) -> Option<T> + Sync,
) -> Vec<T> {
    let mut filed: Vec<(File, i32, u32)> = Vec::with_capacity(all.len() * 3);
    for (index, proposition) in (0..).zip(all) {
        let time = proposition.days.map(|days| days.0).or(proposition.date).unwrap_or(i32::MIN);
        files(proposition, |file| filed.push((file, time, index)));
    }
    filed.par_sort_unstable();
    let files: Vec<&[(File, i32, u32)]> = filed.chunk_by(|a, b| a.0 == b.0).filter(|file| file.len() > 1).collect();
    let in_file = |file: &&[(File, i32, u32)]| {
        let mut found = Vec::new();
        for (at, first) in file.iter().enumerate() {
            for second in file[at + 1..].iter().take(NEIGHBOURS) {
                let (a, b) = (&all[first.2 as usize], &all[second.2 as usize]);
                if first.2 != second.2 && belongs(first.0, a, b) {
                    let (a, b) = if a.place <= b.place { (a, b) } else { (b, a) };
                    found.extend(weigh(a, b));
                }
            }
        }
        found
    };
    files.par_iter().flat_map_iter(in_file).collect()
}

/// The files of a claim.
fn files(p: &Proposition, mut file: impl FnMut(File)) {
    let (Some(agent), Some(patient)) = (event::key(&p.agent), event::key(&p.patient)) else { return };
    if let Some(office) = p.office {
        file(File::Holder(office.title, patient));
        file(File::Offices(agent));
        return;
    }
    let symmetric = p.relation.and_then(relation::get).is_some_and(|r| r.symmetric);
    let ends = if symmetric && agent > patient { (patient, agent) } else { (agent, patient) };
    // A passive that names no agent meets those that do under what is acted on.
    let anchored = p.patient.as_ref().is_some_and(|t| t.name.is_some() || !t.anchors.is_empty() || t.local.is_some());
    let open = (Key::None, patient);
    let both = [Some(ends), (anchored && ends != open).then_some(open)];
    for (x, y) in both.into_iter().flatten() {
        file(File::Predicate(p.predicate, x, y));
        for relation in kinds(p.relation) {
            file(File::Relation(relation.name, x, y));
            for other in &relation.opposites {
                file(File::Opposed(relation.name.min(other), relation.name.max(other), x, y));
            }
            for other in &relation.undoes {
                file(File::Opposed(relation.name.min(other), relation.name.max(other), x, y));
            }
        }
    }
    if let Some(relation) = p.relation.and_then(relation::get).filter(|r| r.functional || r.name == "is_a") {
        file(File::Functional(relation.name, agent));
    }
}

/// A relation and what it is a kind of, the top left out.
fn kinds(name: Option<&'static str>) -> impl Iterator<Item = &'static relation::Relation> {
    std::iter::successors(name.and_then(relation::get), |r| r.parent.and_then(relation::get))
        .filter(|r| r.name != "act")
}

/// Whether this is the one file in which a pair is weighed, of the several that it may share.
fn belongs(file: File, a: &Proposition, b: &Proposition) -> bool {
    let open = |x: Key| x == Key::None && a.agent.is_some() && b.agent.is_some();
    match file {
        File::Predicate(_, x, _) => !open(x),
        File::Relation(name, x, _) => {
            let shared = match (a.relation, b.relation) {
                (Some(x), Some(y)) if x == y || relation::is_a(y, x) => Some(x),
                (Some(x), Some(y)) if relation::is_a(x, y) => Some(y),
                _ => None,
            };
            a.predicate != b.predicate && shared == Some(name) && !open(x)
        }
        File::Opposed(_, _, x, _) => a.relation != b.relation && !open(x),
        File::Functional(..) | File::Holder(..) => true,
        // The holders of one office of one institution meet in its file.
        File::Offices(_) => {
            let title = |p: &Proposition| p.office.map(|office| office.title);
            title(a) != title(b) || event::key(&a.patient) != event::key(&b.patient)
        }
    }
}
