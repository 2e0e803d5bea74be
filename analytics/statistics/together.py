"""Were two children together more often than chance would have it?

The rule by which two episodes are taken as together is written twice, here and in
store/overlaps.sql; a test holds both against each other.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

# Times are whole microseconds, so that exactly an hour is an hour and not a hair more.
MINUTE = 60 * 1_000_000
WEEK = 7 * 24 * 60 * MINUTE
MONDAY = np.datetime64("2000-01-03")  # weeks are counted from here
NOT_KNOWN = -1


@dataclass(frozen=True)
class Child:
    """One child's episodes of known time, and the weeks that they could as well have fallen into.

    missing, returned: (n,) microseconds since MONDAY, returned inf while missing. setting, place:
    (n,) codes, NOT_KNOWN where not known. stays: setting → (weeks,) in which the child lived there;
    under NOT_KNOWN all weeks in care, for episodes whose setting no placement has. holiday_weeks:
    those that are school holidays.
    """

    missing: np.ndarray
    returned: np.ndarray
    setting: np.ndarray
    place: np.ndarray
    stays: dict[int, np.ndarray]
    holiday_weeks: tuple[int, ...] = ()

    @cached_property
    def week(self) -> np.ndarray:
        """The week of each episode, (n,)."""
        return (self.missing // WEEK).astype(np.int64)

    @cached_property
    def landings(self) -> dict[int, tuple[np.ndarray, np.ndarray]]:
        """Setting → weeks, in order, and how likely one of the child's weeks there would be each.

        As often in the term and in the holidays of each quarter as the child went from that setting
        in them, and within these equally in all weeks lived there.
        """
        return {setting: self._landing(setting) for setting in np.unique(self.setting).tolist()}

    def _landing(self, setting: int) -> tuple[np.ndarray, np.ndarray]:
        seen = np.unique(self.week[self.setting == setting])
        lived = self.stays.get(setting, self.stays[NOT_KNOWN])
        weeks = np.union1d(lived, seen)
        seasons, of_week = np.unique(self._season(weeks), return_inverse=True)
        position = np.searchsorted(seasons, self._season(seen))
        seen_in = np.bincount(position, minlength=len(seasons))
        return weeks, (seen_in / np.bincount(of_week))[of_week] / len(seen)

    def _season(self, weeks: np.ndarray) -> np.ndarray:
        """The quarter of each week, term and holidays apart; (n,) codes."""
        return 2 * quarter_of(weeks) + np.isin(weeks, self.holiday_weeks)


def quarter_of(weeks: np.ndarray) -> np.ndarray:
    """The calendar quarter that most days of each week lie in, counted from 1970; (n,)."""
    thursdays = MONDAY + (np.asarray(weeks) * 7 + 3).astype("timedelta64[D]")
    return thursdays.astype("datetime64[M]").astype(np.int64) // 3


def meetings(one: Child, other: Child, *, within: int) -> np.ndarray:
    """Which episodes would be together if the other child's were moved by whole weeks.

    within: minutes. (m, 3) whole numbers, a row each: position among one's episodes, among the
    other's, and by how many weeks; 0 weeks is what happened. Together: both went within so many
    minutes of each other, having left one setting or being found at one place; or were found at one
    place within as many minutes, each while the other was still missing until then.
    """
    same_setting = _same(one.setting, other.setting)
    same_place = _same(one.place, other.place)
    apart = one.missing[:, None] - other.missing
    weeks = np.round(apart / WEEK)
    left = (np.abs(apart - weeks * WEEK) <= within * MINUTE) & (same_setting | same_place)
    with np.errstate(invalid="ignore"):
        found_apart = one.returned[:, None] - other.returned
        found_weeks = np.round(found_apart / WEEK)
        moved = found_weeks * WEEK
        found = same_place & (np.abs(found_apart - moved) <= within * MINUTE)
        found &= other.missing + moved < one.returned[:, None]
        found &= one.missing[:, None] < other.returned + moved
    rows = [
        np.column_stack([*np.nonzero(together), by[together]])
        for together, by in ((left, weeks), (found, found_weeks))
    ]
    return np.concatenate(rows).astype(np.int64)


def _same(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return (one[:, None] == other) & (one[:, None] != NOT_KNOWN)


def chance_together(one: Child, other: Child, seen: int, *, within: int) -> tuple[float, float]:
    """How many episodes two children would share by chance, and how often as many as seen.

    Each week of one child's is moved as a whole to another week of its stay (Child.landings), so
    that its weekdays, hours and bad days in a row stay as they were; what the sum over the weeks
    can then be is worked out exactly. Done with either child's weeks: the expected number is the
    mean of both, the p-value the larger.
    """
    rows = meetings(one, other, within=within)
    turned = rows[:, [1, 0, 2]] * [1, 1, -1]
    first, second = _moved(other, rows, seen), _moved(one, turned, seen)
    return (first[0] + second[0]) / 2, max(first[1], second[1])


def _moved(moved: Child, rows: np.ndarray, seen: int) -> tuple[float, float]:
    """Expected number, and share of outcomes of at least as many as seen, moving one's weeks."""
    blocks: dict[tuple[int, int], dict[int, list[tuple[int, int]]]] = {}
    for fixed, own, shift in rows.tolist():
        key = int(moved.week[own]), int(moved.setting[own])
        blocks.setdefault(key, {}).setdefault(shift, []).append((fixed, own))
    expected, outcome = 0.0, np.ones(1)
    for (week, setting), by_shift in blocks.items():
        counts = [_one_to_one(pairs) for pairs in by_shift.values()]
        likely = _likely(moved.landings[setting], week + np.array(list(by_shift)))
        expected += float(counts @ likely)
        one_block = np.bincount(counts, likely, 2)
        one_block[0] += 1 - likely.sum()
        outcome = np.convolve(outcome, one_block)
    # rounding can leave a hair below nothing
    return expected, float(min(max(outcome[seen:].sum(), 0), 1)) if seen else 1.0


def _likely(landing: tuple[np.ndarray, np.ndarray], target: np.ndarray) -> np.ndarray:
    """How likely a week of the child's would be each of the target weeks; 0 where it cannot be."""
    weeks, likely = landing
    position = np.minimum(np.searchsorted(weeks, target), len(weeks) - 1)
    return np.where(weeks[position] == target, likely[position], 0.0)


def _one_to_one(pairs: list[tuple[int, int]]) -> int:
    """At most how many episodes of either child are together: each counts once."""
    return min(len({fixed for fixed, _ in pairs}), len({own for _, own in pairs}))
