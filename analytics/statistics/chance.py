"""Is a change more than chance would make?"""

import numpy as np

SWAPS = 4999
MOST_CHILDREN_SWAPPED = 5000


def swap_p_value(differences: np.ndarray, *, seed: int = 2021) -> float:
    """How often swapping children's two quarters at random changes the total by at least as much.

    differences: (n,) one per child, the figure after less the figure before. Children, not
    episodes, are what varies independently: one child's twenty episodes are not twenty pieces of
    evidence. If the quarters were alike, each child's difference could as well have had the other
    sign. Between 1 / (SWAPS + 1) and 1; 1 where nothing differs. Seeded: the same differences give
    the same value.
    """
    differences = np.asarray(differences, dtype=float)
    differences = differences[differences != 0]
    if len(differences) == 0:
        return 1.0
    observed = abs(differences.sum())
    if len(differences) > MOST_CHILDREN_SWAPPED:
        from scipy.stats import norm  # slow to import, and only a large authority needs it

        return float(2 * norm.sf(observed / np.sqrt((differences**2).sum())))
    signs = 1 - 2 * _swaps(len(differences), seed)
    return _share_as_large(np.abs(signs @ differences), observed)


def swap_rate_p_value(
    before: np.ndarray,
    before_base: np.ndarray,
    after: np.ndarray,
    after_base: np.ndarray,
    *,
    seed: int = 2021,
) -> float:
    """How often swapping children's two quarters at random changes the rate by at least as much.

    All (n,), one per child: the rate's numerator and denominator in each quarter; each quarter's
    rate is the sum of the one over the sum of the other. A swap that leaves a quarter without a
    denominator counts as as large: it says nothing against chance.
    """
    differing = (before != after) | (before_base != after_base)
    if not differing.any():
        return 1.0
    observed = abs(after.sum() / after_base.sum() - before.sum() / before_base.sum())
    if len(before) > MOST_CHILDREN_SWAPPED:
        pooled = (before.sum() + after.sum()) / (before_base.sum() + after_base.sum())
        return swap_p_value(
            (after - pooled * after_base) / after_base.sum()
            - (before - pooled * before_base) / before_base.sum()
        )
    swaps = _swaps(len(before), seed)
    moved, moved_base = swaps @ (before - after), swaps @ (before_base - after_base)
    bases = after_base.sum() + moved_base, before_base.sum() - moved_base
    rates = [
        np.divide(total, base, out=np.full(SWAPS, np.inf), where=base > 0)
        for total, base in zip((after.sum() + moved, before.sum() - moved), bases, strict=True)
    ]
    return _share_as_large(np.abs(rates[0] - rates[1]), observed)


def _swaps(children: int, seed: int) -> np.ndarray:
    """Which children are swapped in each of SWAPS tries; (SWAPS, children) of 0 and 1."""
    return np.random.default_rng(seed).integers(0, 2, size=(SWAPS, children), dtype=np.int8)


def _share_as_large(swapped: np.ndarray, observed: float) -> float:
    # A hair below, so that a swap that gives the same total is counted despite rounding.
    as_large = np.count_nonzero(swapped >= observed * (1 - 1e-9))
    return (as_large + 1) / (SWAPS + 1)


def corrected(p_values: np.ndarray, looked_at: int | None = None) -> np.ndarray:
    """The p-values corrected for how many were looked at (Benjamini and Hochberg 1995); (n,).

    looked_at: of how many these are the only ones that can count; the others are taken as 1. None:
    of these. nan, where nothing was tested, stays and is not among them.
    """
    tested = np.flatnonzero(~np.isnan(p_values))
    number = len(tested) if looked_at is None else looked_at
    order = tested[np.argsort(p_values[tested])]
    ranked = p_values[order] * number / np.arange(1, len(order) + 1)
    q_values = np.full(len(p_values), np.nan)
    q_values[order] = np.minimum(np.minimum.accumulate(ranked[::-1])[::-1], 1.0)
    return q_values
