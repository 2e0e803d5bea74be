"""Which hours of the day hold most."""

import numpy as np


def hours_with_half(counts: np.ndarray) -> tuple[int, int]:
    """The shortest run of hours, over midnight too, that holds half of all: first hour, how many.

    counts: (24,) by hour of the day. Of equally short runs the one that holds most.
    """
    total = counts.sum()
    twice = np.concatenate([counts, counts])
    for length in range(1, 25):
        sums = np.array([twice[start : start + length].sum() for start in range(24)])
        if 2 * sums.max() >= total:
            return int(sums.argmax()), length
    return 0, 24
