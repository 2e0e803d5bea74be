"""How sure a rate is: intervals for a share of a count."""

import numpy as np


def wilson_interval(
    successes: np.ndarray, trials: np.ndarray, confidence: float = 0.95
) -> tuple[np.ndarray, np.ndarray]:
    """Lower and upper end of Wilson's score interval for each share; nan where trials is 0.

    successes, trials: (n,) whole numbers, successes at most trials. Both ends (n,) float, 0–1.
    Trials are taken as independent of each other. Source: Wilson 1927, as scipy computes it.
    """
    from scipy.stats import binomtest  # slow to import, and not every page needs it

    ends = np.full((2, len(trials)), np.nan)
    for position, (hits, tried) in enumerate(zip(successes, trials, strict=True)):
        if tried:
            interval = binomtest(int(hits), int(tried)).proportion_ci(confidence, "wilson")
            ends[:, position] = interval.low, interval.high
    return ends[0], ends[1]
