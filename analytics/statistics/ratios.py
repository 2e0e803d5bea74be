"""How many times as often: the ratio of two rates of events, and how sure it is."""

import numpy as np


def poisson_ratios(
    after: np.ndarray, after_days: float, before: np.ndarray, before_days: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Ratio of the rates a day, the ends of its exact 95 % interval, and its two-sided p-value.

    after, before: (n,) counts of events in so many days. All four (n,) float; the ratio and the
    upper end are nan where nothing came before (there is no limit), the interval and p-value nan
    where nothing came at all. Events are taken as independent of each other. Given the sum of two
    Poisson counts the first is binomial, so that the interval is Clopper's and Pearson's and the
    p-value twice the smaller tail. Source: Przyborowski and Wilenski 1940; Clopper and Pearson
    1934.
    """
    from scipy.stats import beta, binom  # slow to import

    after, before = np.asarray(after, float), np.asarray(before, float)
    both = after + before
    something = np.where(both > 0, both, np.nan)
    share_of_days = after_days / (after_days + before_days)
    lowest = np.where(after > 0, beta.ppf(0.025, after, before + 1), 0.0)
    highest = np.where(before > 0, beta.ppf(0.975, after + 1, before), np.nan)
    tails = np.minimum(
        binom.cdf(after, both, share_of_days), binom.sf(after - 1, both, share_of_days)
    )
    to_ratio = before_days / after_days
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(before > 0, after / before * to_ratio, np.nan)
        low = np.where(both > 0, lowest / (1 - lowest) * to_ratio, np.nan)
        high = highest / (1 - highest) * to_ratio
    p_values = np.minimum(2 * tails, 1) * something / something
    return ratio, low, high, p_values


def ratio_by_children(
    some: np.ndarray, some_days: float, others: np.ndarray, other_days: float
) -> tuple[float, float, float, float]:
    """Ratio of two rates a day, its 95 % interval and two-sided p-value, judged by children.

    some, others: (children,) each child's events on the days of either kind. All nan where either
    kind has no day or no event, or fewer than two children have any. One child's twenty episodes
    are not twenty pieces of evidence: the variance of the logarithm is that of the children's sums
    (Liang and Zeger 1986, working independence).
    """
    children = int(((some > 0) | (others > 0)).sum())
    if children < 2 or not some.sum() or not others.sum() or not some_days or not other_days:
        return (np.nan,) * 4
    from scipy.stats import t  # slow to import

    ratio = (some.sum() / some_days) / (others.sum() / other_days)
    adds = some / some.sum() - others / others.sum()
    error = float(np.sqrt((adds**2).sum() * children / (children - 1)))
    if error == 0:
        return float(ratio), np.nan, np.nan, np.nan
    reach = t.ppf(0.975, children - 1) * error
    p_value = 2 * t.sf(abs(np.log(ratio)) / error, children - 1)
    return float(ratio), float(ratio * np.exp(-reach)), float(ratio * np.exp(reach)), float(p_value)


def surer_ratio(
    some: np.ndarray, some_days: float, others: np.ndarray, other_days: float
) -> tuple[float, float, float, float]:
    """ratio_by_children, and where the exact test of two Poisson counts is less sure, as that one.

    Of a few children the variance between them says too little, of one child's many episodes the
    counts say too much: the wider end of either interval and the larger p-value are given.
    """
    ratio, *by_children = ratio_by_children(some, some_days, others, other_days)
    if np.isnan(ratio):
        return (np.nan,) * 4
    counts = np.array([some.sum()]), some_days, np.array([others.sum()]), other_days
    _, low, high, p_value = (float(part[0]) for part in poisson_ratios(*counts))
    return (
        ratio,
        float(np.nanmin([by_children[0], low])),
        float(np.nanmax([by_children[1], high])),
        float(np.nanmax([by_children[2], p_value])),
    )
