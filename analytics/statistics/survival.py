"""Time until something happens again: curves with those still at risk, and tests between groups."""

import warnings

import numpy as np

SHUFFLES = 999
MOST_SHUFFLED = 20_000


def kaplan_meier(durations: np.ndarray, observed: np.ndarray, at: np.ndarray) -> dict:
    """The share to whom it has not happened by each time, with how many are still followed.

    durations: (n,) float, time until it happened or was last looked for. observed: (n,) bool,
    whether it happened. at: (m,) times asked for. Gives (m,) arrays by name: at_risk (followed to
    that time or longer), events (up to and with that time), survival 0–1, low and high (95 %, on
    the log-log scale; nan where it cannot be given). Without a row all shares are nan.
    Source: Kaplan & Meier 1958, as scipy computes it.
    """
    curve = {
        "at_risk": len(durations) - np.searchsorted(np.sort(durations), at, side="left"),
        "events": np.searchsorted(np.sort(durations[observed]), at, side="right"),
    }
    if not len(durations):
        return curve | dict.fromkeys(("survival", "low", "high"), np.full(len(at), np.nan))
    from scipy.stats import ecdf  # slow to import, and not every page needs it

    survival = ecdf(_censored(durations, observed)).sf
    ends = {"low": np.full(len(at), np.nan), "high": np.full(len(at), np.nan)}
    if observed.any():
        with warnings.catch_warnings():  # that there is none to give before the first event
            warnings.simplefilter("ignore", RuntimeWarning)
            interval = survival.confidence_interval(method="log-log")
        ends = {"low": interval.low.evaluate(at), "high": interval.high.evaluate(at)}
    return curve | {"survival": survival.evaluate(at)} | ends


def log_rank_p_value(durations, observed, second) -> float:
    """How often chance alone would set two groups' times as far apart (log-rank test).

    durations, observed: as in kaplan_meier. second: (n,) bool, whether it is of the second group.
    Rows are taken as independent. nan where a group is empty or nothing was observed.
    """
    if not second.any() or second.all() or not observed.any():
        return float("nan")
    from scipy.stats import logrank

    first = ~second
    return float(
        logrank(
            _censored(durations[first], observed[first]),
            _censored(durations[second], observed[second]),
        ).pvalue
    )


def log_rank_p_value_within(durations, observed, second, owner, *, seed: int = 2021) -> float:
    """The same question, each owner's rows compared with that owner's own rows only.

    owner: (n,) whose row it is. The groups are shuffled at random among the rows of each owner and
    the log-rank difference (observed less expected) is worked out anew; the value is the share of
    shuffles with a difference at least as large, from 1 / (SHUFFLES + 1) to 1. nan where no owner
    has rows of both groups or more than MOST_SHUFFLED rows would be shuffled. Seeded.
    """
    owners, codes = np.unique(owner, return_inverse=True)
    of_second = np.bincount(codes, weights=second, minlength=len(owners))
    mixed = (of_second > 0) & (of_second < np.bincount(codes, minlength=len(owners)))
    if not mixed.any() or not observed.any() or len(durations) > MOST_SHUFFLED:
        return float("nan")
    order = np.argsort(durations, kind="stable")
    durations, observed, second, codes = (a[order] for a in (durations, observed, second, codes))
    rng = np.random.default_rng(seed)
    positions = np.argsort(codes, kind="stable")
    actual = abs(_observed_less_expected(durations, observed, second))
    as_large = 0
    for _ in range(SHUFFLES):
        shuffled = np.empty_like(second)
        shuffled[positions] = second[np.lexsort((rng.random(len(codes)), codes))]
        difference = _observed_less_expected(durations, observed, shuffled)
        # A hair below, so that a shuffle that gives the same is counted despite rounding.
        as_large += abs(difference) >= actual - 1e-9
    return (as_large + 1) / (SHUFFLES + 1)


def _observed_less_expected(durations, observed, second) -> float:
    """Events of the second group less those expected of it; rows in ascending order of duration."""
    first_at_risk = np.searchsorted(durations, durations, side="left")
    second_from_here = np.cumsum(second[::-1])[::-1]
    share = second_from_here[first_at_risk] / (len(durations) - first_at_risk)
    return float((second - share)[observed].sum())


def _censored(durations, observed):
    from scipy.stats import CensoredData

    return CensoredData.right_censored(durations, ~observed)
