"""Whether a place changed: worlds without any change, planted change, and one child's many."""

import numpy as np
import pytest

from analytics.definitions import BEYOND_CHANCE
from analytics.statistics.places import change_q_values, state_of_change

WORLDS = 200
DAYS = {"after_days": 92, "before_days": 92, "fewest": 5}
# Episodes a year, as skewed as Devon's looked-after children in 2020/21, in quarters.
RATES = np.array([1, 2, 3, 4, 5, 8, 15, 35]) / 4
SHARES = np.array([44, 19, 12, 15, 9, 21, 18, 9]) / 147


def quiet_world(rng, *, children: int, places: int) -> tuple:
    """Rows of place, after, before where nothing changed: every child has a rate and favourites.

    A child goes in bouts: its rate in either period is drawn anew from the same law, so that its
    episodes are not independent of each other.
    """
    rates = rng.choice(RATES, children, p=SHARES)
    favourites = rng.dirichlet(np.full(places, 0.3), children)
    rows = []
    for rate, liked in zip(rates, favourites, strict=True):
        after, before = (
            rng.multinomial(rng.poisson(rate * rng.gamma(1.0)), liked) for _ in range(2)
        )
        rows += [(place, after[place], before[place]) for place in range(places)]
    return tuple(np.array(rows, dtype=np.int64).T)


@pytest.mark.deep
@pytest.mark.parametrize(("children", "places"), [(36, 6), (150, 12), (400, 40)])
def test_in_at_most_one_of_twenty_worlds_without_change_a_place_is_flagged(children, places):
    rng = np.random.default_rng(2021)
    flagged = 0
    for _ in range(WORLDS):
        q_values = change_q_values(*quiet_world(rng, children=children, places=places), **DAYS)
        flagged += bool((q_values < BEYOND_CHANCE).any())
    assert flagged <= WORLDS * 0.05


def with_a_place_that_grows(rng) -> np.ndarray:
    """The q-values of six places where nothing changed, and of one that grew by many children."""
    place, after, before = quiet_world(rng, children=36, places=6)
    # as planted in the demonstration: 17 after 2, of different children
    place = np.append(place, [6] * 18)
    after, before = np.append(after, [1] * 17 + [0]), np.append(before, [0] * 17 + [2])
    return change_q_values(place, after, before, **DAYS)


def test_in_one_world_the_place_that_grows_by_many_children_is_found_and_no_other():
    q_values = with_a_place_that_grows(np.random.default_rng(7))
    assert (q_values < BEYOND_CHANCE).tolist() == [False] * 6 + [True]


@pytest.mark.deep
def test_a_place_that_grows_by_many_children_is_found_and_no_other():
    rng = np.random.default_rng(7)
    found = others = 0
    for _ in range(WORLDS):
        q_values = with_a_place_that_grows(rng)
        found += q_values[6] < BEYOND_CHANCE
        others += bool((q_values[:6] < BEYOND_CHANCE).any())
    assert found >= WORLDS * 0.9
    assert others <= WORLDS * 0.05


def test_one_childs_fifteen_episodes_do_not_make_a_place_emerge():
    place, after, before = np.array([0, 0]), np.array([15, 1]), np.array([0, 1])
    (q_value,) = change_q_values(place, after, before, **DAYS)
    # though 16 after 1 would be far beyond chance if each stood alone
    assert q_value > BEYOND_CHANCE


def test_a_place_with_too_few_episodes_is_not_judged():
    q_values = change_q_values(np.array([0, 1]), np.array([4, 5]), np.array([0, 0]), **DAYS)
    assert np.isnan(q_values[0]) and not np.isnan(q_values[1])
    # nor does it count among those that the other is corrected for
    few, eight = np.zeros(4, int), np.ones(8, int)
    one_each, nobody = np.ones(12, int), np.zeros(12, int)
    beside = change_q_values(np.append(few, eight), one_each, nobody, **DAYS)
    alone = change_q_values(eight - 1, one_each[:8], nobody[:8], **DAYS)
    assert beside[1] == alone[0] < BEYOND_CHANCE


def test_looking_at_more_places_asks_for_more():
    # nine of twelve children went there after, three before; eight quiet places beside it
    place, after, before = np.zeros(12, int), np.repeat([1, 0], [9, 3]), np.repeat([0, 1], [9, 3])
    alone = change_q_values(place, after, before, **DAYS)[0]
    quiet, one_each = np.repeat(np.arange(1, 9), 6), np.tile([1, 0], 24)
    among = change_q_values(
        np.append(place, quiet), np.append(after, one_each), np.append(before, 1 - one_each), **DAYS
    )[0]
    assert among > alone


@pytest.mark.parametrize(
    ("after", "before", "a_day", "q_value", "state"),
    [
        (17, 2, 0.16, 0.004, "emerging"),
        (2, 17, -0.16, 0.004, "diminishing"),
        (10, 15, -0.05, 0.05, "persistent"),  # at exactly 0.05 nothing is called
        (5, 5, 0.0, np.nan, "persistent"),
        (5, 4, 0.01, 0.9, "no_clear_change"),
        (0, 0, 0.0, np.nan, "no_clear_change"),
    ],
)
def test_the_state_follows_the_written_rule(after, before, a_day, q_value, state):
    assert state_of_change(after, before, a_day, q_value, fewest_in_each=5) == state
