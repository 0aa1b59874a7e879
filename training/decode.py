"""From scores to structures: the best tree with one root, and the best valid sequence of name tags."""

import numpy as np

from names import TAGS

IMPOSSIBLE = -1e9


def _is_tree(heads):
    """heads [N]: exactly one root and no cycle?"""
    if (heads == 0).sum() != 1:
        return False
    state = [0] * (len(heads) + 1)  # 1: on the path now, 2: known to reach the root
    state[0] = 2
    for start in range(1, len(state)):
        path, node = [], start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = heads[node - 1]
        if state[node] == 1:
            return False
        for node in path:
            state[node] = 2
    return True


def _find_cycle(heads):
    seen = [0] * len(heads)
    for start in range(1, len(heads)):
        node = start
        while node > 0 and seen[node] == 0:
            seen[node] = start
            node = heads[node]
        if node > 0 and seen[node] == start:
            cycle, other = [node], heads[node]
            while other != node:
                cycle.append(other)
                other = heads[other]
            return cycle
    return None


def _chu_liu_edmonds(scores):
    """scores [N + 1, N + 1] of dependant and head -> heads [N + 1], -1 for the root."""
    heads = scores.argmax(1)
    heads[0] = -1
    cycle = _find_cycle(heads)
    if cycle is None:
        return heads
    members = set(cycle)
    rest = [i for i in range(len(scores)) if i not in members]
    last = len(rest)
    smaller = np.full((last + 1, last + 1), IMPOSSIBLE)
    smaller[:last, :last] = scores[np.ix_(rest, rest)]
    inside = sum(scores[i, heads[i]] for i in cycle)
    gains = scores[cycle] - scores[cycle, heads[cycle]][:, None]
    smaller[:last, last] = scores[np.ix_(rest, cycle)].max(1)
    smaller[last, :last] = inside + gains[:, rest].max(0)
    leave = [cycle[k] for k in scores[np.ix_(rest, cycle)].argmax(1)]
    enter = [cycle[k] for k in gains[:, rest].argmax(0)]
    smaller[0, :] = IMPOSSIBLE
    np.fill_diagonal(smaller, IMPOSSIBLE)
    solved = _chu_liu_edmonds(smaller)
    out = heads.copy()
    for index, node in enumerate(rest[1:], 1):
        out[node] = rest[solved[index]] if solved[index] < last else leave[index]
    entry = solved[last]
    out[enter[entry]] = rest[entry]
    out[0] = -1
    return out


def best_tree(log_probabilities):
    """log_probabilities [N, N + 1] of each word's head -> heads [N]: the best tree with exactly one root.

    When the greedy heads are no tree, each of the three likeliest roots is tried.
    """
    count = len(log_probabilities)
    scores = np.full((count + 1, count + 1), IMPOSSIBLE)
    scores[1:] = log_probabilities
    np.fill_diagonal(scores, IMPOSSIBLE)
    heads = scores[1:].argmax(1)
    if _is_tree(heads):
        return heads
    best, best_score = None, -np.inf
    for root in np.argsort(-log_probabilities[:, 0], kind="stable")[:3] + 1:
        rooted = scores.copy()
        rooted[1:, 0] = IMPOSSIBLE
        rooted[root] = IMPOSSIBLE
        rooted[root, 0] = scores[root, 0]
        heads = _chu_liu_edmonds(rooted)
        score = rooted[np.arange(1, count + 1), heads[1:]].sum()
        if score > best_score:
            best, best_score = heads[1:], score
    return best


def _transitions():
    allowed = np.zeros((len(TAGS), len(TAGS)))
    for before, tag in enumerate(TAGS):
        for after, following in enumerate(TAGS):
            if following.startswith("I-") and tag[2:] != following[2:]:
                allowed[before, after] = IMPOSSIBLE
    return allowed


TRANSITIONS = _transitions()
INITIAL = np.array([IMPOSSIBLE if tag.startswith("I-") else 0.0 for tag in TAGS])


def best_names(log_probabilities):
    """log_probabilities [N, tags] -> indices of the likeliest valid BIO sequence."""
    score, back = log_probabilities[0] + INITIAL, []
    for row in log_probabilities[1:]:
        paths = score[:, None] + TRANSITIONS
        back.append(paths.argmax(0))
        score = paths.max(0) + row
    tags = [int(score.argmax())]
    for pointers in reversed(back):
        tags.append(int(pointers[tags[-1]]))
    return tags[::-1]
