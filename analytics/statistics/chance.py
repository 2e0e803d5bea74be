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
    generator = np.random.default_rng(seed)
    signs = generator.integers(0, 2, size=(SWAPS, len(differences)), dtype=np.int8) * 2 - 1
    swapped = np.abs(signs @ differences)
    # A hair below, so that a swap that gives the same total is counted despite rounding.
    as_large = np.count_nonzero(swapped >= observed * (1 - 1e-9))
    return (as_large + 1) / (SWAPS + 1)
