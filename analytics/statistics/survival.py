"""Time until something happens again: curves with those still at risk, and tests between groups."""

import warnings

import numpy as np

SHUFFLES = 999
MOST_SHUFFLED = 10_000


def kaplan_meier(durations: np.ndarray, observed: np.ndarray, at: np.ndarray) -> dict:
    """The share to whom it has not happened by each time, with how many are still followed.

    durations: (n,) float, time until it happened or was last looked for. observed: (n,) bool,
    whether it happened. at: (m,) times asked for. Gives (m,) arrays by name: at_risk (followed to
    that time or longer), events (up to and with that time), survival 0–1, low and high (95 %, on
    the log-log scale; nan where it cannot be given). Where nobody is followed any more to whom it
    has not happened, all three are nan.
    Source: Kaplan & Meier 1958, as scipy computes it.
    """
    curve = {
        "at_risk": len(durations) - np.searchsorted(np.sort(durations), at, side="left"),
        "events": np.searchsorted(np.sort(durations[observed]), at, side="right"),
    }
    from scipy.stats import ecdf  # slow to import, and not every page needs it

    survival = ecdf(_censored(durations, observed)).sf
    ends = {"low": np.full(len(at), np.nan), "high": np.full(len(at), np.nan)}
    if observed.any():
        with warnings.catch_warnings():  # that there is none to give before the first event
            warnings.simplefilter("ignore", RuntimeWarning)
            interval = survival.confidence_interval(method="log-log")
        ends = {"low": interval.low.evaluate(at), "high": interval.high.evaluate(at)}
    shares = {"survival": survival.evaluate(at)} | ends
    # Known while somebody is followed, and for good once it has happened to all.
    known = (curve["at_risk"] > 0) | (shares["survival"] == 0)
    return curve | {name: np.where(known, share, np.nan) for name, share in shares.items()}


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
    the log-rank difference (observed less expected) is worked out anew. Shuffles do not centre on
    nought where some owners have mostly one group, so the value is the share of shuffles at least
    as far from their mean as the rows are, from 1 / (SHUFFLES + 1) to 1. nan where no owner has
    rows of both groups or nothing was observed. Of more than MOST_SHUFFLED rows those of a sample
    of owners are taken. Seeded; the order of the rows does not matter.
    """
    codes = np.unique(owner, return_inverse=True)[1]
    rng = np.random.default_rng(seed)
    if len(durations) > MOST_SHUFFLED:
        taken = _sample_of_owners(rng, codes)
        durations, observed, second = durations[taken], observed[taken], second[taken]
        codes = np.unique(codes[taken], return_inverse=True)[1]
    if not _some_owner_has_both(codes, second) or not observed.any():
        return float("nan")
    order = np.lexsort((codes, second, observed, durations))
    durations, observed, second, codes = (a[order] for a in (durations, observed, second, codes))
    first_at_risk = np.searchsorted(durations, durations, side="left")[observed]
    weights = 1 / (len(durations) - first_at_risk)
    by_owner = np.argsort(codes, kind="stable")
    differences = np.empty(SHUFFLES + 1)
    differences[0] = _observed_less_expected(second, observed, first_at_risk, weights)
    for number in range(1, SHUFFLES + 1):
        shuffled = np.empty_like(second)
        shuffled[by_owner] = second[np.lexsort((rng.random(len(codes)), codes))]
        differences[number] = _observed_less_expected(shuffled, observed, first_at_risk, weights)
    away = np.abs(differences - differences.mean())
    # A hair below, so that a shuffle that gives the same is counted despite rounding.
    return float(np.count_nonzero(away >= away[0] - 1e-9) / (SHUFFLES + 1))


def _sample_of_owners(rng, codes) -> np.ndarray:
    """Which rows are those of owners drawn at random until they have MOST_SHUFFLED; (n,) bool."""
    order = rng.permutation(codes.max() + 1)
    drawn = order[np.cumsum(np.bincount(codes)[order]) <= MOST_SHUFFLED]
    return np.isin(codes, drawn)


def _some_owner_has_both(codes, second) -> bool:
    rows = np.bincount(codes)
    of_second = np.bincount(codes, weights=second)
    return bool(((of_second > 0) & (of_second < rows)).any())


def _observed_less_expected(second, observed, first_at_risk, weights) -> float:
    """Events of the second group less those expected of it; rows in ascending order of duration."""
    second_from_here = np.cumsum(second[::-1])[::-1]
    return float(second[observed].sum() - (second_from_here[first_at_risk] * weights).sum())


def _censored(durations, observed):
    from scipy.stats import CensoredData

    return CensoredData.right_censored(durations, ~observed)
