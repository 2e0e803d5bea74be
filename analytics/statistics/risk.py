"""How many times as often with something as without it, judged by children, not by episodes."""

import numpy as np

from analytics.statistics.ratios import poisson_ratios


def ratios_against_the_rest(
    value: np.ndarray,
    child: np.ndarray,
    hits: np.ndarray,
    base: np.ndarray,
    all_hits: np.ndarray,
    all_base: np.ndarray,
    aside: np.ndarray,
    *,
    fewest: int,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Ratio of each value's rate to that of the rest, its 95 % interval, and two-sided p-value.

    value, child, hits, base: (n,) a row for each value and child that has some of it: the codes of
    both and the child's hits and base (episodes or days) there. all_hits, all_base: (children,)
    each child's of everything that is known. aside: (values,) bool, whether the value is none of
    that ("not known"): its rest is everything known, else everything but the value. All four
    (values,) float: nan where fewer children than `fewest` have any base in the value or in the
    rest, or where either has no hit; interval and p-value, too, where all hits of either are one
    child's.

    One child's twenty episodes are not twenty pieces of evidence. The variance of the logarithm is
    the jackknife's: how much it moves as each child is left out (Efron 1981). It is held against
    Student's t with one degree of freedom fewer than children in the value or the rest, whichever
    has fewer. The variance of the children's sums (Liang and Zeger 1986), as in statistics.groups,
    would not do here: of a value that five children have, one of whom has most of its episodes, it
    calls one in four clear where nothing is (tests/test_risk.py). Nor is anything surer than if
    episodes were independent of each other: where five of five were followed by another, no child
    left out changes that.
    """
    known = ~aside[value]
    rest_of_row = all_hits[child] - hits * known, all_base[child] - base * known
    fewer = np.minimum(*children_in_and_out(value, child, base, all_base, aside))
    own = np.bincount(value, hits, len(aside)), np.bincount(value, base, len(aside))
    rest = all_hits.sum() - own[0] * ~aside, all_base.sum() - own[1] * ~aside
    tested = (fewer >= max(fewest, 2)) & (own[0] > 0) & (rest[0] > 0)
    rows, code = tested[value], np.cumsum(tested)[value] - 1
    variance = _jackknife(
        code[rows],
        child[rows],
        [(hits[rows], base[rows]), tuple(part[rows] for part in rest_of_row)],
        [tuple(part[tested] for part in both) for both in (own, rest)],
        (all_hits, all_base),
    )
    counts = [part[tested] for part in (*own, *rest)]
    logarithm = np.log(counts[0] / counts[1]) - np.log(counts[2] / counts[3])
    variance = np.maximum(variance, _if_independent(*counts))
    found = np.full((4, len(aside)), np.nan)
    found[:, tested] = _interval(logarithm, variance, fewer[tested] - 1)
    return tuple(found)


def children_in_and_out(value, child, base, all_base, aside) -> tuple[np.ndarray, np.ndarray]:
    """How many children have any base in each value, and how many in its rest; both (values,).

    What is given is as in ratios_against_the_rest.
    """
    rest = all_base[child] - base * ~aside[value]
    in_value_only = np.bincount(value, (all_base[child] > 0) & (rest == 0), len(aside))
    outside = np.count_nonzero(all_base) - in_value_only
    return np.bincount(value, base > 0, len(aside)).astype("int64"), outside.astype("int64")


def _jackknife(value, child, of_rows, totals, everything) -> np.ndarray:
    """The variance of the logarithm of the ratio, each child left out in turn; (values,).

    of_rows, totals: hits and base in the value, and in the rest: a row's, and all. inf where
    nothing is left once a child is.
    """
    values = len(totals[0][0])
    with np.errstate(divide="ignore", invalid="ignore"):
        in_value, in_rest = (
            _moved([total[value] for total in all_of_it], row)
            for all_of_it, row in zip(totals, of_rows, strict=True)
        )
        squares = np.bincount(value, (in_value - in_rest) ** 2, values)
        # Who has nothing of the value moves the rest alone, by all of the child's. Many children
        # have the same hits and base: worked out once for them all, without those in the value.
        kinds, kind, number = np.unique(
            np.column_stack(everything), axis=0, return_inverse=True, return_counts=True
        )
        others = np.tile(number * (kinds[:, 1] > 0), (values, 1))
        has_some = everything[1][child] > 0
        np.subtract.at(others, (value, kind.ravel()[child]), has_some)
        moved = _moved([total[:, None] for total in totals[1]], kinds.T)
        squares = squares + np.where(others > 0, moved**2 * others, 0).sum(axis=1)
    children = others.sum(axis=1) + np.bincount(value, has_some | (of_rows[0][1] > 0), values)
    return np.where(np.isnan(squares), np.inf, squares) * (children - 1) / children


def _if_independent(hits, base, rest_hits, rest_base) -> np.ndarray:
    """The variance by which the logarithm is as sure as the difference of two rates of independent
    episodes is, under one rate of both (Miettinen 1976, test-based)."""
    rate, rest_rate = hits / base, rest_hits / rest_base
    both = (hits + rest_hits) / (base + rest_base)
    same = np.isclose(rate, rest_rate)
    slope = np.log(rate / rest_rate) / np.where(same, 1, rate - rest_rate)
    slope = np.where(same, 1 / both, slope)
    return both * (1 - both) * (1 / base + 1 / rest_base) * slope**2


def _moved(totals, left_out) -> np.ndarray:
    """How far the logarithm of a rate moves without some of its hits and base."""
    hits, base = (total - part for total, part in zip(totals, left_out, strict=True))
    return np.log(hits / base) - np.log(totals[0] / totals[1])


def _interval(logarithm, variance, degrees) -> tuple:
    """Ratio, both ends of its interval and p-value; nan, but the ratio, without a variance."""
    from scipy.stats import t  # slow to import

    error = np.sqrt(np.where(np.isfinite(variance) & (variance > 0), variance, np.nan))
    reach = t.ppf(0.975, degrees) * error
    p_values = 2 * t.sf(np.abs(logarithm) / error, degrees)
    return np.exp(logarithm), np.exp(logarithm - reach), np.exp(logarithm + reach), p_values


def rate_ratio_of_days(
    some: np.ndarray, some_days: np.ndarray, others: np.ndarray, other_days: np.ndarray
) -> tuple[float, float, float, float]:
    """Ratio of two rates a day, its 95 % interval and p-value, each child with days of its own.

    All (children,): each child's events on the days of either kind, and how many days of each it
    has. As surer_ratio, which takes the same days for all: where the exact test of two Poisson
    counts is less sure than ratios_against_the_rest, the wider ends and the larger p-value. All nan
    where either kind has no event or fewer than two children with such days; interval and p-value,
    too, where all events of either kind are one child's.
    """
    codes = np.arange(len(some))
    by_children = ratios_against_the_rest(
        np.zeros(len(some), dtype=np.int64), codes, some, some_days,
        some + others, some_days + other_days, np.array([False]), fewest=2,
    )  # fmt: skip
    ratio, low, high, p_value = (float(part[0]) for part in by_children)
    if np.isnan(p_value):
        return ratio, np.nan, np.nan, np.nan
    counts = np.array([some.sum()]), some_days.sum(), np.array([others.sum()]), other_days.sum()
    _, lowest, highest, exact = (float(part[0]) for part in poisson_ratios(*counts))
    return ratio, min(low, lowest), max(high, highest), max(p_value, exact)
