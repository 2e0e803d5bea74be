"""Did a place change from one period to the next by more than chance would make?"""

import numpy as np

from analytics.definitions import BEYOND_CHANCE
from analytics.statistics.chance import swap_p_value
from analytics.statistics.ratios import poisson_ratios


def change_q_values(
    place: np.ndarray,
    after: np.ndarray,
    before: np.ndarray,
    *,
    after_days: float,
    before_days: float,
    fewest: int,
) -> np.ndarray:
    """How often chance alone would change each place as much, corrected for how many are looked at.

    place, after, before: (n,) a row for each place and child, or group of children who go together:
    the place's code 0, 1 … and their episodes there in each period. (places,) float 0–1; nan for
    places with fewer episodes than `fewest` in both periods together, which could not tell.

    Two tests must agree, so the larger p-value counts: the exact one of two Poisson counts, and one
    that swaps the two periods of each row at random (statistics.chance), since one child's twenty
    episodes, or four children's one outing, are not so many pieces of evidence. Then corrected for
    the number of places (Benjamini and Hochberg 1995).
    """
    places = int(place.max()) + 1 if len(place) else 0
    q_values = np.full(places, np.nan)
    totals = [np.bincount(place, counts, places) for counts in (after, before)]
    tested = np.flatnonzero(totals[0] + totals[1] >= fewest)
    from scipy.stats import false_discovery_control  # slow to import

    by_count = poisson_ratios(totals[0], after_days, totals[1], before_days)[3]
    a_day = after / after_days - before / before_days
    by_children = [swap_p_value(a_day[place == code]) for code in tested]
    q_values[tested] = false_discovery_control(np.maximum(by_count[tested], by_children))
    return q_values


def state_of_change(
    after: int, before: int, a_day: float, q_value: float, *, fewest_in_each: int
) -> str:
    """emerging, diminishing, persistent or no_clear_change.

    after, before: episodes in each period. a_day: the rate a day after less that before.
    Emerging or diminishing where the corrected q is below BEYOND_CHANCE; else persistent where both
    periods have at least `fewest_in_each` episodes.
    """
    if q_value < BEYOND_CHANCE:
        return "emerging" if a_day > 0 else "diminishing"
    return "persistent" if min(after, before) >= fewest_in_each else "no_clear_change"
