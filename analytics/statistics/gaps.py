"""Did the gaps between a child's episodes grow shorter or longer by more than chance would make?"""

import numpy as np

SHUFFLES = 4999
MOST_AT_ONCE = 500  # children whose shuffles are held in memory together


def later_half_against_earlier(
    days: np.ndarray, owner: np.ndarray, *, seed: int = 2021
) -> tuple[np.ndarray, np.ndarray]:
    """How much longer each owner's later gaps are than the earlier, and how often chance does that.

    days: (n,) float, 0 or more, in order of time within each owner; owner: (n,) codes 0, 1 …, each
    with two gaps or more. Both (owners,): the mean logarithm of the later half less that of the
    earlier (of an odd number the middle one counts with the later), below 0 where gaps grew
    shorter; and the share of shuffles of the owner's own gaps that differ at least as much, from
    1 / (SHUFFLES + 1) to 1. Seeded; the same shuffles serve all owners with as many gaps.

    A day is added before the logarithm is taken, so that a gap of nought has one, and an hour
    against five does not weigh like a week against five.
    """
    logarithms = np.log1p(days)[np.argsort(owner, kind="stable")]
    number = np.bincount(owner)
    first = np.cumsum(number) - number
    differences, p_values = np.zeros(len(number)), np.ones(len(number))
    for gaps in np.unique(number):
        owners = np.flatnonzero(number == gaps)
        weights = _weights(int(gaps), seed)
        for some in np.array_split(owners, -(-len(owners) // MOST_AT_ONCE)):
            shuffled = logarithms[first[some, None] + np.arange(gaps)] @ weights
            differences[some] = shuffled[:, 0]
            away = np.abs(shuffled)
            # A hair below, so that a shuffle that gives the same is counted despite rounding.
            as_far = np.count_nonzero(away >= away[:, :1] - 1e-9, axis=1)
            p_values[some] = as_far / (SHUFFLES + 1)
    return differences, p_values


def _weights(gaps: int, seed: int) -> np.ndarray:
    """What each gap adds to the difference: unshuffled, then in each shuffle; (gaps, shuffles)."""
    earlier = gaps // 2
    weights = np.repeat([-1 / earlier, 1 / (gaps - earlier)], [earlier, gaps - earlier])
    every = np.tile(weights[:, None], SHUFFLES + 1)
    every[:, 1:] = np.random.default_rng(seed).permuted(every[:, 1:], axis=0)
    return every
