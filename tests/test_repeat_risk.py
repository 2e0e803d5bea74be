"""After which circumstances children went again within thirty days; worked out by hand."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from analytics.filters import Filters
from analytics.measures import run
from analytics.measures.repeat_risk import FACTORS
from tests.repeat_stores import on_days, store_of

COUNTS = ["episodes", "repeats", "children", "rest_episodes", "rest_repeats"]


def risks(con, factor: str, filters=None) -> dict:
    """The counts of each value of a factor."""
    rows = run(con, "repeat_risk", filters or Filters())
    rows = rows[rows["factor"] == factor].set_index("value")
    return rows[COUNTS].T.to_dict("list")


def test_counts_on_the_hand_written_episodes(con):
    # Followed: all but e14 and e15; repeated: e01 and e03, e05, e07, e10 (see
    # test_repeat_headlines.py). Residential e01 e02 e06; foster e03 e04 e10 e11 e13;
    # semi-independent e05 e07 e08; other e12; e09 has none.
    assert risks(con, "placement_type") == {
        "foster": [5, 2, 2, 7, 3],
        "semi_independent": [3, 2, 1, 9, 3],
        "residential": [3, 1, 1, 9, 4],
        "other": [1, 0, 1, 11, 5],
        "not_known": [1, 0, 1, 12, 5],  # against all that are known, and in no rest
    }


def test_parts_of_the_day_begin_on_the_hour_and_need_a_time(con):
    # e01 00:00; e13 12:30, e04 12:00; e10 e11 15:00; e05 e06 e07 e08 18:00; e09 10:00; e02 20:00,
    # e03 23:59; e12 has no time
    assert risks(con, "hour_band") == {
        "night (00–06)": [1, 1, 1, 11, 4],
        "morning (06–12)": [1, 0, 1, 11, 5],
        "afternoon (12–16)": [4, 1, 2, 8, 4],
        "early evening (16–20)": [4, 2, 2, 8, 3],
        "late evening (20–24)": [2, 1, 2, 10, 4],
        "not_known": [1, 0, 1, 12, 5],
    }


def test_the_interview_of_the_episode_before_is_looked_up_in_the_whole_history(con):
    # first: e01 e03 e05 e09 e10 e12; after a completed one: e02 e04 e06 e07 e08 e13; e11 after e10,
    # which was declined
    assert risks(con, "previous_interview") == {
        "first": [6, 4, 6, 7, 1],  # e01 e03 e05 e10 were repeated
        "completed": [6, 1, 3, 1, 0],  # e07
        "declined": [1, 0, 1, 6, 1],
    }
    second = Filters(period_from=date(2021, 4, 1), period_to=date(2021, 7, 1))
    assert risks(con, "previous_interview", second)["first"][:3] == [2, 1, 2]  # e05, e09


def test_an_interview_before_that_is_not_recorded_is_a_state_like_others():
    con = store_of(on_days("A", "2021-05-01", "2021-05-03", "2021-08-01"))
    found = risks(con, "previous_interview")
    assert found["not_recorded"] == [2, 0, 1, 0, 0] and found["first"] == [1, 1, 1, 2, 0]


def test_an_episode_with_several_companions_is_in_each_and_once_in_what_is_known():
    con = store_of(
        [
            *on_days("A", "2021-05-01", companions=["friends", "family"]),  # repeated
            *on_days("A", "2021-05-03", companions=["friends", "not_recorded"]),
            *on_days("B", "2021-05-01", companions=["family", "family"]),
            *on_days("C", "2021-05-01", companions=["alone"]),
            *on_days("D", "2021-05-01", companions=["not_recorded"]),
            *on_days("E", "2021-05-01"),
            *on_days("F", "2021-05-01", companions=[]),
        ]
    )
    assert risks(con, "companions") == {
        "friends": [2, 1, 1, 2, 0],
        "family": [2, 1, 2, 2, 0],
        "alone": [1, 0, 1, 3, 1],
        "not_recorded": [3, 0, 3, 4, 1],
    }


def test_an_episode_without_a_named_place_or_home_is_against_no_place():
    con = store_of(
        [
            *on_days("A", "2021-05-01", place_id="bus_station", setting="Home 1"),
            *on_days("A", "2021-05-03", place_id="river_gardens", setting=" "),
            *on_days("B", "2021-05-01"),
        ]
    )
    assert risks(con, "place") == {
        "bus_station": [1, 1, 1, 1, 0],
        "river_gardens": [1, 0, 1, 1, 1],
    }
    assert risks(con, "setting") == {"Home 1": [1, 1, 1, 0, 0], "not_known": [2, 0, 2, 1, 1]}


def test_a_filter_narrows_the_episodes_but_not_what_came_after():
    con = store_of(
        [
            *on_days("A", "2021-05-01", placement_type="foster"),
            *on_days("A", "2021-05-03", placement_type="residential"),
        ]
    )
    foster = Filters(placement_types=("foster",))
    assert risks(con, "placement_type", foster) == {"foster": [1, 1, 1, 0, 0]}


def test_who_is_not_known_for_thirty_days_is_left_out_repeat_or_not():
    con = store_of(on_days("A", "2021-05-01", "2021-05-20", "2021-05-28"), data_date="2021-06-01")
    assert risks(con, "travel_mode") == {"not_recorded": [1, 1, 1, 0, 0]}


def world(own: str, other: str, *, children: int = 8, repeats=lambda n: True) -> list[tuple]:
    """Children by taxi with one episode each, or two, by `repeats`; as many by bus with one."""
    episodes = []
    for n in range(children):
        episodes += on_days(f"T{n}", "2021-05-01", travel_mode=own)
        episodes += on_days(f"B{n}", "2021-05-01", travel_mode=other)
        if repeats(n):
            episodes += on_days(f"T{n}", "2021-05-04", travel_mode="not_recorded")
    # two of the others are missing again
    return episodes + on_days("B0", "2021-05-04") + on_days("B1", "2021-05-04")


def row_of(episodes, factor: str, value: str) -> pd.Series:
    rows = run(store_of(episodes), "repeat_risk", Filters())
    return rows[(rows["factor"] == factor) & (rows["value"] == value)].iloc[0]


def test_a_circumstance_after_which_most_went_again_is_found():
    row = row_of(world("taxi", "bus", repeats=lambda n: n != 3), "travel_mode", "taxi")
    assert row[COUNTS].tolist() == [8, 7, 8, 8, 2]
    assert row["share"] == 0.875 and row["risk_ratio"] == pytest.approx(3.5)
    assert row["low"] < 3.5 < row["high"] and 0 < row["p_value"] <= row["q_value"] <= 1
    assert not row["small"]


def test_of_fewer_than_five_children_no_ratio_is_given():
    row = row_of(world("taxi", "bus", children=4), "travel_mode", "taxi")
    assert row["small"] and row[COUNTS].tolist() == [4, 4, 4, 4, 2]
    assert row[["risk_ratio", "low", "high", "p_value", "q_value"]].isna().all()
    # five by taxi and four by bus: few in the rest
    episodes = world("taxi", "bus", children=4) + on_days("T9", "2021-05-01", travel_mode="taxi")
    row = row_of(episodes, "travel_mode", "taxi")
    assert row["children"] == 5 and row["small"] and np.isnan(row["risk_ratio"])


def test_where_nobody_went_again_there_are_counts_and_no_ratio():
    for value in ("taxi", "bus"):  # none of the value, and none of the rest
        row = row_of(world("taxi", "bus", repeats=lambda n: False), "travel_mode", value)
        assert not row["small"] and row["episodes"] == 8
        assert np.isnan(row["risk_ratio"]) == np.isnan(row["p_value"])
        assert np.isnan(row["risk_ratio"])


def test_rows_are_in_the_order_of_how_sure_they_are_the_small_ones_last(con, everything):
    episodes = world("taxi", "bus", repeats=lambda n: n != 3)
    rows = run(store_of(episodes), "repeat_risk", Filters())
    assert rows["small"].is_monotonic_increasing
    given = rows[rows["p_value"].notna()]
    assert given.index.tolist() == list(range(len(given)))
    assert given["q_value"].is_monotonic_increasing
    # both are of the same two groups: 16 episodes of 16 children
    assert set(given["value"]) >= {"taxi", "bus"}
    assert run(con, "repeat_risk", everything)["small"].all()


def test_the_correction_is_for_all_that_are_tested():
    rows = run(store_of(world("taxi", "bus", repeats=lambda n: n != 3)), "repeat_risk", Filters())
    p_values = rows["p_value"].dropna().to_numpy()
    assert rows["q_value"].iloc[0] == pytest.approx(
        min(p * len(p_values) / (rank + 1) for rank, p in enumerate(np.sort(p_values)))
    )


def test_nothing_to_compare_is_no_row_with_the_same_columns(con, everything):
    rows = run(con, "repeat_risk", everything)
    assert set(rows["factor"]) == set(FACTORS) - {"setting", "place"} | {"setting"}
    empty = run(con, "repeat_risk", Filters(period_from=date(2023, 1, 1)))
    assert empty.empty and (empty.dtypes.astype(str) == rows.dtypes.astype(str)).all()


def test_each_episode_followed_is_in_every_factor_once_but_companions_and_places(con):
    rows = run(con, "repeat_risk", Filters(category="all"))
    sums = rows.groupby("factor")[["episodes", "repeats"]].sum()
    followed = run(con, "headlines_without", Filters(category="all")).set_index("figure")
    for factor in set(FACTORS) - {"companions", "place"}:
        assert sums.loc[factor].tolist() == followed.loc["repeats", ["of", "count"]].tolist()
