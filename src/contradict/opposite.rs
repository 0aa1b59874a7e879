//! Relations that cannot both hold of the same things: what the ontology declares by `cg:oppositeOf`, and what one ends of the other
//! (`cg:undoes`), which is an update where it comes later.

use crate::extract::relation;

/// How two relations oppose each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opposition {
    /// Both cannot hold at one time: `accept`, `reject`.
    Opposite,
    /// One ends what the other brought about: `arrest`, `release`.
    Undoes,
}

/// How two relations of the ontology oppose each other, themselves or as kinds of more general ones. Symmetric.
pub fn opposition(a: &str, b: &str) -> Option<Opposition> {
    if a == b || relation::is_a(a, b) || relation::is_a(b, a) {
        return None;
    }
    if relation::opposed(a, b) {
        return Some(Opposition::Opposite);
    }
    let undoes = |x: &str, y: &str| relation::get(x).is_some_and(|r| r.undoes.contains(&y));
    (undoes(a, b) || undoes(b, a)).then_some(Opposition::Undoes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opposites_and_what_undoes() {
        assert_eq!(opposition("accept", "reject"), Some(Opposition::Opposite));
        assert_eq!(opposition("reject", "accept"), Some(Opposition::Opposite));
        assert_eq!(opposition("arrest", "release"), Some(Opposition::Undoes));
        assert_eq!(opposition("release", "arrest"), Some(Opposition::Undoes));
        assert_eq!(opposition("accept", "agree"), None);
        assert_eq!(opposition("meet", "visit"), None);
        assert_eq!(opposition("meet", "no_such_relation"), None);
    }
}
