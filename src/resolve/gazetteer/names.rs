//! The forms under which a name is kept and looked up.

use super::Kind;
use crate::model::EntityType;
use crate::resolve::name;

/// The form that a name is kept under: its normal form as the name of such an item, words joined by blanks.
pub(super) fn kept(label: &str, kind: Kind) -> Option<String> {
    name::key(label, kind.entity_type()).map(|key| key.words.join(" "))
}

/// The forms that a name of a document is looked up under: as written, and without titles and legal forms.
pub(super) fn looked_up(label: &str, kind: EntityType) -> Vec<String> {
    let mut forms: Vec<String> = Vec::new();
    for kind in [kind, EntityType::Organization] {
        if let Some(form) = name::key(label, kind).map(|key| key.words.join(" "))
            && !forms.contains(&form)
        {
            forms.push(form);
        }
    }
    forms
}
