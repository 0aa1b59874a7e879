//! The best dependency tree: Chu–Liu/Edmonds with exactly one root.
//!
//! One root is had by root reweighting (Stanojević & Cohen 2021, "A Root of a Problem"): a constant larger than
//! any tree's total is taken off every arc from the root, so that the best tree has as few of them as possible.

use super::math;

/// `scores` `[n][n + 1]`: of each word (row) for each head (column; 0 is the root, `i + 1` the word `i`).
/// Returns each word's head as a column. Ties go to the lowest column.
pub fn best_tree(scores: &[f32], count: usize) -> Vec<u32> {
    let greedy: Vec<u32> =
        (0..count).map(|word| best_head(&scores[word * (count + 1)..][..=count], word + 1)).collect();
    if is_tree(&greedy) {
        return greedy;
    }
    let mut graph = Graph::new(scores, count);
    graph.penalise_root();
    let heads = graph.solve();
    heads[1..].iter().map(|&head| head as u32).collect()
}

/// The probability of each word's head in `heads`, as [`best_tree`] gives them, among all that it could have.
pub fn probabilities(mut scores: Vec<f32>, heads: &[u32]) -> Vec<f32> {
    let rows = scores.chunks_exact_mut(heads.len() + 1).zip(heads).enumerate();
    rows.map(|(word, (row, head))| {
        // No word is its own head.
        row[word + 1] = f32::MIN;
        math::probability(row, *head as usize)
    })
    .collect()
}

fn best_head(row: &[f32], itself: usize) -> u32 {
    let mut best = (0, f32::NEG_INFINITY);
    for (head, &score) in row.iter().enumerate() {
        if head != itself && score > best.1 {
            best = (head, score);
        }
    }
    best.0 as u32
}

/// Whether `heads` (0 the root, else word + 1) is a tree with one root.
pub fn is_tree(heads: &[u32]) -> bool {
    let roots = heads.iter().filter(|head| **head == 0).count();
    let with_root: Vec<usize> = std::iter::once(0).chain(heads.iter().map(|head| *head as usize)).collect();
    roots == 1 && find_cycle(&with_root).is_none()
}

/// The nodes of the first cycle, the root being node 0.
fn find_cycle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut seen = vec![0; heads.len()];
    for start in 1..heads.len() {
        let mut node = start;
        while node != 0 && seen[node] == 0 {
            seen[node] = start;
            node = heads[node];
        }
        if node != 0 && seen[node] == start {
            let round = std::iter::successors(Some(heads[node]), |&n| (n != node).then(|| heads[n]));
            return Some(round.collect());
        }
    }
    None
}

/// A complete graph; node 0 is the root.
struct Graph {
    size: usize,
    /// `[dependant][head]`
    scores: Vec<f64>,
}

impl Graph {
    fn new(scores: &[f32], count: usize) -> Self {
        let size = count + 1;
        let root_row = std::iter::repeat_n(f64::NEG_INFINITY, size);
        let mut scores: Vec<f64> = root_row.chain(scores.iter().map(|&score| f64::from(score))).collect();
        for node in 0..size {
            scores[node * size + node] = f64::NEG_INFINITY;
        }
        Self { size, scores }
    }

    fn score(&self, dependant: usize, head: usize) -> f64 {
        self.scores[dependant * self.size + head]
    }

    fn penalise_root(&mut self) {
        let finite = || self.scores.iter().copied().filter(|score| score.is_finite());
        let range = finite().fold(f64::MIN, f64::max) - finite().fold(f64::MAX, f64::min);
        let penalty = 1.0 + range * self.size as f64;
        for node in 1..self.size {
            self.scores[node * self.size] -= penalty;
        }
    }

    /// Each node's head; the root's own is 0.
    fn solve(&self) -> Vec<usize> {
        let greedy = |node: usize| argmax((0..self.size).map(|head| self.score(node, head)));
        let mut heads: Vec<usize> = std::iter::once(0).chain((1..self.size).map(greedy)).collect();
        let Some(cycle) = find_cycle(&heads) else { return heads };
        let contraction = self.contract(&cycle, &heads);
        let solved = contraction.graph.solve();
        let joint = contraction.rest.len();
        for (index, &node) in contraction.rest.iter().enumerate().skip(1) {
            heads[node] = match contraction.rest.get(solved[index]) {
                Some(&head) => head,
                None => contraction.leave[index],
            };
        }
        let entry = solved[joint];
        heads[contraction.enter[entry]] = contraction.rest[entry];
        heads
    }

    /// The graph with the nodes of `cycle` made one, which comes last.
    fn contract(&self, cycle: &[usize], heads: &[usize]) -> Contraction {
        let mut within = vec![false; self.size];
        for &node in cycle {
            within[node] = true;
        }
        let rest: Vec<usize> = (0..self.size).filter(|&node| !within[node]).collect();
        let gain = |node: usize, head: usize| self.score(node, head) - self.score(node, heads[node]);
        let leave: Vec<usize> =
            rest.iter().map(|&node| cycle[argmax(cycle.iter().map(|&head| self.score(node, head)))]).collect();
        let enter: Vec<usize> =
            rest.iter().map(|&head| cycle[argmax(cycle.iter().map(|&node| gain(node, head)))]).collect();
        let size = rest.len() + 1;
        let mut scores = Vec::with_capacity(size * size);
        for (index, &node) in rest.iter().enumerate() {
            scores.extend(rest.iter().map(|&head| self.score(node, head)));
            scores.push(self.score(node, leave[index]));
        }
        scores.extend(rest.iter().zip(&enter).map(|(&head, &node)| gain(node, head)));
        scores.push(f64::NEG_INFINITY);
        Contraction { graph: Graph { size, scores }, rest, leave, enter }
    }
}

/// A graph whose last node stands for a cycle.
struct Contraction {
    graph: Graph,
    /// The nodes outside the cycle, in order.
    rest: Vec<usize>,
    /// For each of `rest`, its best head within the cycle.
    leave: Vec<usize>,
    /// For each of `rest` as a head, the node of the cycle that it would take.
    enter: Vec<usize>,
}

/// Index of the first largest value.
fn argmax(values: impl Iterator<Item = f64>) -> usize {
    let mut best = (0, f64::NEG_INFINITY);
    for (index, value) in values.enumerate() {
        if value > best.1 {
            best = (index, value);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The best total over all trees with one root, by trying every assignment of heads.
    fn exhaustive(scores: &[f32], count: usize) -> f64 {
        let mut best = f64::NEG_INFINITY;
        for code in 0..(count + 1).pow(count as u32) {
            let heads: Vec<u32> =
                (0..count).map(|word| (code / (count + 1).pow(word as u32) % (count + 1)) as u32).collect();
            if is_tree(&heads) {
                best = best.max(total(scores, &heads));
            }
        }
        best
    }

    fn total(scores: &[f32], heads: &[u32]) -> f64 {
        let row = heads.len() + 1;
        heads.iter().enumerate().map(|(word, &head)| f64::from(scores[word * row + head as usize])).sum()
    }

    #[test]
    fn a_head_is_as_probable_as_its_score_tells() {
        // The second word scores the root and the first word alike, and does not count itself.
        let found = probabilities(vec![9.0, 50.0, -9.0, 2.0, 2.0, 70.0], &[0, 1]);
        assert!(found[0] > 0.999 && (found[1] - 0.5).abs() < 1e-5, "{found:?}");
    }

    #[test]
    fn one_word_and_none() {
        assert_eq!(best_tree(&[-3.0, 9.0], 1), [0]);
        assert_eq!(best_tree(&[], 0), [0u32; 0]);
    }

    #[test]
    fn a_second_root_is_given_up() {
        // Both words prefer the root; the second loses least by hanging from the first.
        assert_eq!(best_tree(&[5.0, 0.0, 1.0, 5.0, 4.0, 0.0], 2), [0, 1]);
    }

    proptest! {
        #[test]
        fn small_trees_are_the_best(count in 1usize..=4, values in prop::collection::vec(-20i8..20, 20)) {
            let scores: Vec<f32> = values[..count * (count + 1)].iter().map(|&v| f32::from(v)).collect();
            let heads = best_tree(&scores, count);
            prop_assert!(is_tree(&heads));
            prop_assert_eq!(total(&scores, &heads), exhaustive(&scores, count));
        }

        #[test]
        fn large_trees_are_well_formed(count in 1usize..60, seed in any::<u64>()) {
            let mut state = seed;
            let scores: Vec<f32> = (0..count * (count + 1)).map(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                ((state >> 40) % 64) as f32 - 32.0
            }).collect();
            prop_assert!(is_tree(&best_tree(&scores, count)));
        }
    }
}
