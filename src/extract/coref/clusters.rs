//! Disjoint sets of mentions with what is known of each (union-find with path halving).

use super::Context;
use super::features::Features;

/// The clusters so far.
pub(super) struct Clusters {
    parent: Vec<usize>,
    known: Vec<Features>,
    sizes: Vec<u32>,
}

impl Clusters {
    /// Each mention on its own.
    pub(super) fn new(context: &Context) -> Self {
        Self {
            parent: (0..context.candidates.len()).collect(),
            known: context.features.clone(),
            sizes: vec![1; context.candidates.len()],
        }
    }

    /// The cluster of mention `i`, named by its first mention.
    pub(super) fn find(&mut self, mut i: usize) -> usize {
        while self.parent[i] != i {
            self.parent[i] = self.parent[self.parent[i]];
            i = self.parent[i];
        }
        i
    }

    /// What is known of the cluster of mention `i`.
    pub(super) fn features(&mut self, i: usize) -> Features {
        let root = self.find(i);
        self.known[root]
    }

    /// How many mentions the cluster of mention `i` has.
    pub(super) fn size(&mut self, i: usize) -> u32 {
        let root = self.find(i);
        self.sizes[root]
    }

    /// Puts two mentions into one cluster, whatever is known of them.
    pub(super) fn merge(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        let (first, second) = (a.min(b), a.max(b));
        if first != second {
            self.parent[second] = first;
            self.sizes[first] += self.sizes[second];
            self.known[first] = self.known[first].joined(self.known[second]);
        }
    }

    /// Puts two mentions into one cluster unless what is known of them speaks against it.
    pub(super) fn merge_if_compatible(&mut self, a: usize, b: usize) -> bool {
        let fits = self.features(a).agrees(self.features(b));
        if fits {
            self.merge(a, b);
        }
        fits
    }
}
