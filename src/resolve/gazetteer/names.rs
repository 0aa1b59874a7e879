//! The forms under which a name is kept and looked up.

use super::Kind;
use crate::model::EntityType;
use crate::resolve::name;

/// The form that a name is kept under: its normal form as the name of such an item, words joined by blanks.
pub(super) fn kept(label: &str, kind: Kind) -> Option<String> {
    name::key(label, kind.entity_type()).map(|key| key.words.join(" "))
}

/// The forms that a name of a document is looked up under, the likeliest first: as written, without titles and legal
/// forms, with its state's usual name (`U.S. Senate`: `United States Senate`; `La. Senate`), with joined words apart
/// (`ElmBank`), with umlauts that were spelled out.
pub(super) fn looked_up(label: &str, kind: EntityType) -> Vec<String> {
    let mut forms: Vec<String> = Vec::new();
    let state = with_usual_state(label);
    let apart = if kind == EntityType::Person { None } else { with_words_apart(label) };
    for label in [Some(label), state.as_deref(), apart.as_deref()].into_iter().flatten() {
        for kind in [kind, EntityType::Organization] {
            forms.extend(name::key(label, kind).map(|key| key.words.join(" ")));
        }
    }
    if kind == EntityType::Person {
        forms.extend(forms.first().and_then(|form| without_digraphs(form)));
    }
    let mut seen = std::collections::BTreeSet::new();
    forms.retain(|form| seen.insert(form.clone()));
    forms
}

/// `U.S. Department of Trade` with the state's name written out.
fn with_usual_state(label: &str) -> Option<String> {
    let (first, rest) = label.split_once(' ')?;
    let is_short = first.ends_with('.') || first.len() <= 4 && first.chars().all(char::is_uppercase);
    let place = is_short.then(|| name::usual_place_name(first)).flatten()?;
    Some(format!("{place} {rest}"))
}

/// `ElmBank` as `Elm Bank`.
fn with_words_apart(label: &str) -> Option<String> {
    let mut apart = String::with_capacity(label.len() + 1);
    let mut before = ' ';
    for c in label.chars() {
        if before.is_lowercase() && c.is_uppercase() {
            apart.push(' ');
        }
        apart.push(c);
        before = c;
    }
    (apart.len() > label.len()).then_some(apart)
}

/// `Juergen Moeller` as it is kept: `jurgen moller`.
fn without_digraphs(form: &str) -> Option<String> {
    let plain = form.replace("ae", "a").replace("oe", "o").replace("ue", "u");
    (plain != form).then_some(plain)
}
