"""Episodes in the days after a move against all other days, worked out by hand.

The records cover 1 January to 31 March 2021, 90 days. A moved on 1 March from a foster household in
the area to a home outside: of its 90 days 15, 1 to 15 March, are at most 14 after the move. B came
into care on 1 February and stayed: 59 days, none after a move.
"""

from datetime import date, timedelta
from functools import cache

import numpy as np
import pandas as pd
import pytest

from analytics.filters import Filters
from analytics.measures import run
from tests.repeat_stores import on_days, store_of

PLACEMENTS = [
    ("A", "2020-06-01", "2021-03-01", "foster", "Home 1", False),
    ("A", "2021-03-01", None, "residential", "Home 2", True),
    ("B", "2021-02-01", None, "foster", "Home 3", False),
]
EPISODES = [
    *on_days("A", "2021-01-05"),
    *on_days("A", "2021-03-01", "2021-03-15"),  # the first and the last of the 15 days
    *on_days("A", "2021-03-16"),
    *on_days("B", "2021-02-03"),  # coming into care is no move
]


@cache
def usual_store():
    return store_of(EPISODES, placements=PLACEMENTS, data_date="2021-04-01")


def rows_of(episodes=EPISODES, placements=PLACEMENTS, filters=None, **others) -> pd.DataFrame:
    if episodes is EPISODES and placements is PLACEMENTS and not others:
        con = usual_store()
    else:
        con = store_of(episodes, placements=placements, **({"data_date": "2021-04-01"} | others))
    return run(con, "preceded_by_move", filters or Filters()).set_index("after_move")


def counts(*arguments, **others) -> dict:
    """Episodes and days after a move, and on other days."""
    rows = rows_of(*arguments, **others)
    return {after: tuple(rows.loc[after, ["episodes", "days"]].astype(int)) for after in rows.index}


def test_days_and_episodes_after_a_move_and_on_all_other_days():
    rows = rows_of()
    assert rows[["episodes", "children", "days"]].T.to_dict("list") == {
        True: [2, 1, 15],
        False: [3, 2, 90 - 15 + 59],
    }
    assert rows["per_100_days"].tolist() == pytest.approx([200 / 15, 300 / 134])


@pytest.mark.parametrize(
    ("filters", "after", "others"),
    [
        (Filters(placement_types=("residential",)), (2, 15), (1, 16)),
        (Filters(placement_types=("foster",)), (0, 0), (2, 59 + 59)),
        (Filters(out_of_area=True), (2, 15), (1, 16)),
        (Filters(period_from=date(2021, 3, 1)), (2, 15), (1, 16 + 31)),
        (Filters(period_to=date(2021, 3, 11)), (1, 10), (2, 59 + 38)),
        (Filters(period_from=date(2020, 1, 1)), (2, 15), (3, 134)),  # records begin in 2021
        (Filters(category="away"), (0, 15), (0, 134)),
        (Filters(period_from=date(2023, 1, 1)), (0, 0), (0, 0)),
    ],
)
def test_filters_select_the_days_as_well_as_the_episodes(filters, after, others):
    assert counts(filters=filters) == {True: after, False: others}


def test_an_episode_counts_where_its_day_does():
    elsewhere = on_days("B", "2021-02-10", placement_type="residential")
    residential = Filters(placement_types=("residential",))
    # says residential, but B's placement on the day is foster: no such day is counted
    assert counts([*EPISODES, *elsewhere], filters=residential)[False] == (1, 16)
    before_care = on_days("B", "2021-01-20")
    assert counts([*EPISODES, *before_care]) == counts()


def test_days_end_with_the_placement_the_18th_birthday_and_the_records():
    placements = [*PLACEMENTS, ("C", "2020-01-01", "2021-01-10", "foster", "Home 4", False)]
    assert counts(placements=placements)[False] == (3, 134 + 10)  # its last day counts with it
    born = {"A": "2003-03-11"}  # from then on not in care
    assert counts(born=born) == {True: (1, 10), False: (2, 59 + 59)}
    # known to the middle of 10 March: that day counts
    early = EPISODES[:2] + EPISODES[-1:]
    assert counts(early, data_date="2021-03-10 12:00") == {True: (1, 10), False: (2, 59 + 38)}


def test_an_old_file_has_no_days_beyond_the_quarter_of_its_last_episode():
    assert counts(data_date="2026-01-01") == counts()


def test_after_a_gap_in_care_the_days_are_not_those_after_a_move():
    placements = [
        ("A", "2020-06-01", "2021-02-27", "foster", "Home 1"),
        ("A", "2021-03-01", None, "residential", "Home 2"),  # 28 February is outside care
    ]
    assert counts(EPISODES[:1], placements) == {True: (0, 0), False: (1, 58 + 31)}


def test_days_after_a_move_are_those_on_which_an_episode_is_preceded_by_one():
    # An episode on every day: of each kind of days there are as many episodes as days.
    rng = np.random.default_rng(3)
    placements, episodes = [], []
    first = date(2020, 10, 1)
    for number in range(25):
        child, day = f"C{number:02}", first + timedelta(days=int(rng.integers(0, 90)))
        while day < date(2021, 4, 1):
            stay, gap = int(rng.integers(0, 60)), int(rng.choice([-3, 0, 0, 0, 1, 2, 5]))
            last = None if rng.random() < 0.1 else str(day + timedelta(days=stay))
            home = str(rng.choice(["Home 1", "Home 2", "Home 3"]))
            placements.append((child, str(day), last, "foster", home))
            day += timedelta(days=max(stay + gap, 1))
        days = [str(first + timedelta(days=n)) for n in range(92, 182)]
        episodes += [(f"{child}{d}", child, f"{d} 12:00", f"{d} 13:00") for d in days]
    found = counts(episodes, placements)
    assert found[True][0] == found[True][1] > 100 and found[False][0] == found[False][1] > 100


def test_more_episodes_after_moves_of_many_children_are_found_and_of_one_child_are_not():
    moved = [(f"C{n}", "2020-01-01", f"2021-02-{n + 1:02}", "foster", "Home 1") for n in range(12)]
    then = [(f"C{n}", f"2021-02-{n + 1:02}", None, "foster", "Home 2") for n in range(12)]
    usual = [row for n in range(12) for row in on_days(f"C{n}", f"2021-01-{n + 1:02}")]
    many = [row for n in range(12) for row in on_days(f"C{n}", f"2021-02-{n + 3:02}")]
    one = on_days("C0", *(f"2021-02-{day:02}" for day in range(3, 15)))
    rows = rows_of([*usual, *many], [*moved, *then])
    assert rows.loc[True, "rate_ratio"] == pytest.approx((12 / 180) / (12 / (12 * 90 - 180)))
    assert rows.loc[True, "low"] > 1 and rows.loc[True, "p_value"] < 0.02
    assert rows.loc[False, ["rate_ratio", "low", "high", "p_value"]].isna().all()
    rows = rows_of([*usual, *one], [*moved, *then])
    assert rows.loc[True, "rate_ratio"] == pytest.approx((12 / 180) / (12 / (12 * 90 - 180)))
    assert np.isnan(rows.loc[True, "p_value"])  # all of one child's


@pytest.mark.parametrize(
    ("filters", "sentence"),
    [
        (Filters(place_id="bus_station"), "are at no place: leave out the place"),
        (Filters(day_kind="term"), "leave out the choice of days"),
    ],
)
def test_a_place_and_a_kind_of_day_are_refused_with_a_sentence(con, filters, sentence):
    with pytest.raises(ValueError, match=sentence):
        run(con, "preceded_by_move", filters)


def test_without_placements_there_are_no_days(con, everything):
    rows = run(con, "preceded_by_move", everything)
    assert rows["after_move"].tolist() == [True, False]
    assert rows[["episodes", "children", "days"]].eq(0).all(axis=None)
    assert rows[["per_100_days", "rate_ratio", "p_value"]].isna().all(axis=None)
