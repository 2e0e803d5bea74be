"""Seeded draws that come out in exact shares, and the arithmetic of minutes they need.

Only PCG64's uniform numbers, its integers and its permutations are used: the same on every
platform. Times are whole minutes of local time since 1970, as integers.
"""

import numpy as np

DAY = 1440
NEVER = np.int64(1) << 40  # a minute that does not come


def minutes(moment: str) -> int:
    """The local time as minutes since 1970."""
    return int(np.datetime64(moment, "m").astype(np.int64))


def counts_of(number: int, shares) -> np.ndarray:
    """Whole numbers in the given shares that add up to `number` (largest remainders)."""
    shares = np.asarray(tuple(shares), float)
    exact = number * shares / shares.sum()
    counts = np.floor(exact + 1e-9).astype(int)
    largest = np.argsort(counts - exact, kind="stable")
    counts[largest[: number - counts.sum()]] += 1
    return counts


def deal(rng: np.random.Generator, number: int, shares) -> np.ndarray:
    """Codes 0, 1, … in the given shares, as exactly as whole numbers allow, in random order."""
    return rng.permutation(np.repeat(np.arange(len(shares)), counts_of(number, shares)))


def deal_words(rng: np.random.Generator, number: int, shares: dict[str, float]) -> np.ndarray:
    """As `deal`, the words themselves."""
    return np.array(list(shares), dtype=object)[deal(rng, number, tuple(shares.values()))]


def pick(rng: np.random.Generator, candidates, number: int, weights=None) -> np.ndarray:
    """`number` of the candidates without repeats, the likelier the heavier; sorted."""
    candidates = np.asarray(candidates)
    keys = np.log(1 - rng.random(len(candidates)))
    if weights is not None:
        keys = keys / weights
    return np.sort(candidates[np.argsort(-keys, kind="stable")[:number]])


def clear_of_clock_changes(times: np.ndarray) -> np.ndarray:
    """The times, those in the hour that the clocks skip or repeat put one hour later."""
    days = times // DAY
    dates = days.astype("M8[D]")
    month = dates.astype("M8[M]").astype(np.int64) % 12 + 1
    last_week = (dates + 7).astype("M8[M]") != dates.astype("M8[M]")
    sunday = (days + 3) % 7 == 6
    changing = np.isin(month, (3, 10)) & last_week & sunday & (times % DAY // 60 == 1)
    return times + 60 * changing
