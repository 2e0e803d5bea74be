"""How sure a rate is: intervals for a share of a count."""

import numpy as np

Z = 1.959963984540054  # two-sided 95 % of the normal distribution


def wilson_interval(successes: np.ndarray, trials: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Lower and upper end of Wilson's 95 % score interval for each share; nan where trials is 0.

    successes, trials: (n,) whole numbers, successes at most trials. Both ends (n,) float, 0–1.
    Trials are taken as independent of each other. Source: Wilson 1927. (scipy's gives one share at
    a time, which takes half a minute over all homes of England.)
    """
    trials = np.where(trials > 0, trials, np.nan)
    rate = successes / trials
    spread = Z**2 / trials
    middle = (rate + spread / 2) / (1 + spread)
    reach = np.sqrt(rate * (1 - rate) * spread + spread**2 / 4) / (1 + spread)
    return np.clip(middle - reach, 0, 1), np.clip(middle + reach, 0, 1)
