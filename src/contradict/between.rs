//! Who contradicts whom: two sources, one source itself, two actors, or the later the earlier.

use super::event;
use super::proposition::{Proposition, Propositions};
use super::{Between, Kind};

/// Who contradicts whom in a pair of this kind.
pub fn of(a: &Proposition, b: &Proposition, kind: Kind) -> Between {
    let same_document = a.place.0 == b.place.0;
    let voices = (a.speaker, b.speaker);
    if let (Some(x), Some(y)) = voices
        && x.key != y.key
    {
        return Between::Dispute;
    }
    if changeable(a, b, kind) && !same_document && matches!((a.date, b.date), (Some(x), Some(y)) if x != y) {
        return Between::Change;
    }
    let claimed =
        matches!(kind, Kind::Polarity | Kind::Opposite | Kind::Modality) && voices.0.is_some() != voices.1.is_some();
    match same_document {
        true if claimed => Between::Dispute,
        true => Between::Within,
        false => Between::Sources,
    }
}

/// What may be otherwise tomorrow: plans, offices, states.
fn changeable(a: &Proposition, b: &Proposition, kind: Kind) -> bool {
    match kind {
        Kind::Modality => true,
        Kind::Value if a.office.is_some() => false,
        Kind::Polarity | Kind::Opposite => event::is_state(a) && event::is_state(b),
        _ => false,
    }
}

/// How much a finding of this sort counts.
pub fn weight(between: Between) -> f32 {
    match between {
        Between::Dispute | Between::Sources => 1.0,
        Between::Change => 0.85,
        Between::Within => 0.8,
    }
}

/// Whether one speaker, or the articles themselves, say both.
pub fn same_voice(a: &Proposition, b: &Proposition) -> bool {
    a.speaker.map(|voice| voice.key) == b.speaker.map(|voice| voice.key)
}

/// Within one text, one voice seldom contradicts itself: only what is surely the same counts, and only the
/// article's own voice; or the title and what it sums up.
pub fn reliable_within(a: &Proposition, b: &Proposition, kind: Kind, identity: f32) -> bool {
    const SURE: f32 = 0.9;
    if a.in_title != b.in_title {
        return true;
    }
    let own_voice = a.speaker.is_none() && b.speaker.is_none();
    let names = |p: &Proposition| {
        [&p.agent, &p.patient].into_iter().flatten().all(|t| t.name.is_some() || !t.anchors.is_empty())
    };
    let days = matches!((a.days, b.days), (Some(x), Some(y)) if x == y);
    own_voice && identity >= SURE && names(a) && names(b) && (days || kind != Kind::Value)
}

/// How the speaker of a claim is called, if anybody but the article says it.
pub fn teller<'a>(all: &'a Propositions, p: &Proposition) -> Option<&'a str> {
    p.speaker.map(|voice| all.symbols.word(voice.label))
}
