"""How sure a rate is: intervals for a share of a count, and groups held against the rest."""

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


def against_the_rest(successes: np.ndarray, trials: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How often chance alone would set each group's share as far from that of all others.

    successes, trials: (n,) whole numbers, one per group. Gives p-values (Fisher's exact test,
    two-sided) and the same corrected for the number of groups looked at (Benjamini & Hochberg
    1995), both (n,) 0–1; nan where a group, or the rest, has no trial. Trials are taken as
    independent of each other.
    """
    from scipy.stats import false_discovery_control, fisher_exact

    p_values = np.full(len(trials), np.nan)
    all_hits, all_tried = int(successes.sum()), int(trials.sum())
    for position, (hits, tried) in enumerate(zip(successes, trials, strict=True)):
        if 0 < tried < all_tried:
            others = all_hits - hits, all_tried - tried
            table = [[hits, tried - hits], [others[0], others[1] - others[0]]]
            p_values[position] = fisher_exact(table).pvalue
    q_values = p_values.copy()
    tested = ~np.isnan(p_values)
    if tested.any():
        q_values[tested] = false_discovery_control(p_values[tested])
    return p_values, q_values
