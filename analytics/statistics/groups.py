"""Is a group's rate different from that of all others? Judged by children, not by episodes."""

import numpy as np


def against_the_rest(
    group: np.ndarray, child: np.ndarray, hits: np.ndarray, base: np.ndarray, *, fewest: int
) -> tuple[np.ndarray, np.ndarray]:
    """How often chance alone would set each group's rate as far from that of all others.

    All (n,), a row for each group and child: codes 0, 1 … of the group and of the child, the
    child's hits and base in the group. Gives p-values and the same corrected for the number of
    groups tested (Benjamini & Hochberg 1995), both (groups,) 0–1; nan where the group or the rest
    has fewer children than `fewest`, or nothing varies.

    One child's twenty episodes are not twenty pieces of evidence: the variance is of the children's
    sums (Liang & Zeger 1986, working independence), under a rate that is the same for all, and the
    difference is held against Student's t with one degree of freedom fewer than children.
    """
    groups = int(group.max()) + 1 if len(group) else 0
    p_values = np.full(groups, np.nan)
    counted = base > 0
    group, hits, base = group[counted], hits[counted], base[counted]
    child = np.unique(child[counted], return_inverse=True)[1]
    children = int(child.max()) + 1 if len(child) else 0
    if children < 2:
        return p_values, p_values.copy()
    in_group, in_rest = _children_of(group, child, base, groups, children)
    difference, variance = _differences(group, child, hits, base, groups, children)
    tested = (in_group >= fewest) & (in_rest >= fewest) & (variance > 0)
    if tested.any():
        from scipy.stats import false_discovery_control, t  # slow to import

        distance = np.abs(difference[tested]) / np.sqrt(variance[tested])
        p_values[tested] = 2 * t.sf(distance, children - 1)
        q_values = p_values.copy()
        q_values[tested] = false_discovery_control(p_values[tested])
        return p_values, q_values
    return p_values, p_values.copy()


def _children_of(group, child, base, groups: int, children: int) -> tuple:
    """How many children each group has, and how many are (also) in other groups; (groups,)."""
    whole = np.bincount(child, base, children)
    in_one_only = np.bincount(group, base == whole[child], groups)
    return np.bincount(group, minlength=groups), children - in_one_only


def _differences(group, child, hits, base, groups: int, children: int) -> tuple:
    """Each group's rate less that of all others, and the variance of that difference; (groups,)."""
    own = np.bincount(group, base, groups)
    others = base.sum() - own
    own_hits = np.bincount(group, hits, groups)
    with np.errstate(divide="ignore", invalid="ignore"):
        difference = own_hits / own - (hits.sum() - own_hits) / others
        left = hits - hits.sum() / base.sum() * base
        left_of_child = np.bincount(child, left, children)
        # what each child adds to the difference; who is not in the group adds to the rest alone
        adds = left / own[group] - (left_of_child[child] - left) / others[group]
        not_in_group = (left_of_child**2).sum() - np.bincount(
            group, left_of_child[child] ** 2, groups
        )
        squares = np.bincount(group, adds**2, groups) + not_in_group / others**2
    return difference, squares * children / (children - 1)
