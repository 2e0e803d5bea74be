"""Time to the next episode on hand-written children; the data date is 1 January 2022, midnight."""

import numpy as np
import pandas as pd
import pytest

from analytics.disclosure import StaffOnly
from analytics.filters import Filters
from analytics.measures import run
from analytics.statistics.survival import log_rank_p_value
from tests.repeat_stores import filled_by

# episode, child, missing_at, returned_at, interview held (None: none), what is to be seen
EPISODES = [
    # in time; missing again 10 days after the return
    ("a1", "A", "2021-03-01 20:00", "2021-03-02 12:00", "2021-03-03 12:00"),
    # late (4 days); missing again 20 days after
    ("a2", "A", "2021-03-12 12:00", "2021-03-13 12:00", "2021-03-17 12:00"),
    # none; never missing again before the data date: 273 days and an hour (the clocks went back)
    ("a3", "A", "2021-04-02 12:00", "2021-04-03 00:00", None),
    # missing again within 72 hours: in no group, though the interview would have been in time
    ("b1", "B", "2021-05-01 20:00", "2021-05-02 12:00", "2021-05-04 18:00"),
    # in time; care ends on the 18th birthday, 1 June, 27 days after
    ("b2", "B", "2021-05-04 20:00", "2021-05-05 00:00", "2021-05-06 00:00"),
    # voided: perhaps no episode at all
    ("c1", "C", "2021-06-01 20:00", "2021-06-02 12:00", "voided"),
    # back for less than 72 hours at the data date
    ("c2", "C", "2021-12-29 20:00", "2021-12-30 12:00", None),
]


@pytest.fixture(scope="module")
def con():
    def fill(con):
        con.execute(
            "insert into children (child_id, date_of_birth) values"
            " ('A', '2006-01-01'), ('B', '2003-06-01'), ('C', '2006-01-01')"
        )
        for episode, child, missing_at, returned_at, held in EPISODES:
            con.execute(
                "insert into episodes (episode_id, child_id, category, missing_at, returned_at)"
                " values ($1, $2, 'missing', $3, $4)",
                [episode, child, missing_at, returned_at],
            )
            if held is None:
                continue
            voided = held == "voided"
            con.execute(
                "insert into interviews (interview_id, child_id, completed_at, outcome)"
                " values ($1, $2, $3, $4)",
                [episode, child, None if voided else held, "voided" if voided else "completed"],
            )
            con.execute("insert into interview_episodes values ($1, $1)", [episode])
        con.execute("update snapshot set data_from = '2021-01-01', data_date = '2022-01-01'")

    return filled_by(fill)


@pytest.fixture(scope="module")
def curves(con):
    rows = run(con, "time_to_next_episode", Filters())
    return rows.set_index(["interview", "day"])


def test_each_episode_is_in_the_group_of_its_interview_or_in_none(curves):
    assert curves.groupby("interview")["episodes"].first().to_dict() == {
        "in_time": 2,  # a1, b2
        "late": 1,  # a2
        "none": 1,  # a3
    }


def test_a_curve_falls_on_the_day_of_the_next_episode(curves):
    in_time = curves.loc["in_time"]
    assert in_time.loc[9, ["at_risk", "events"]].tolist() == [2, 0]
    assert in_time.loc[9, "not_again"] == 1
    assert in_time.loc[10, ["at_risk", "events"]].tolist() == [2, 1]  # a1, after ten days
    assert in_time.loc[10, "not_again"] == 0.5
    late = curves.loc["late"]["not_again"]
    assert late[19] == 1 and late[20] == 0


def test_who_turns_18_or_reaches_the_data_date_is_followed_no_further(curves):
    at_risk = curves.loc["in_time"]["at_risk"]
    assert (at_risk[27], at_risk[28]) == (1, 0)  # b2, to the birthday
    assert curves.loc["in_time"]["not_again"].loc[:27].iloc[-1] == 0.5
    assert curves.loc["in_time"]["not_again"].loc[28:].isna().all()  # nobody is followed any more
    assert curves.loc["none"]["at_risk"].eq(1).all() and curves.loc["none"]["events"].eq(0).all()


def test_a_filter_narrows_who_is_followed_but_not_what_came_after(con):
    march = Filters(period_from=pd.Timestamp("2021-03-01").date(),
                    period_to=pd.Timestamp("2021-03-10").date())  # fmt: skip
    rows = run(con, "time_to_next_episode", march)
    a1 = rows[rows["interview"] == "in_time"].set_index("day")
    assert a1["episodes"].iloc[0] == 1 and a1.loc[10, "events"] == 1


def test_the_days_followed_can_be_chosen_within_reason(con):
    rows = run(con, "time_to_next_episode", Filters(), days=300)
    assert rows["day"].max() == 300
    none = rows[rows["interview"] == "none"].set_index("day")["at_risk"]
    assert (none[273], none[274]) == (1, 0)
    for days in (3, 0, 4000):
        with pytest.raises(ValueError, match="days must be more than 3"):
            run(con, "time_to_next_episode", Filters(), days=days)


def test_an_empty_selection_has_curves_of_nothing(con):
    rows = run(con, "time_to_next_episode", Filters(category="away"))
    assert rows["episodes"].eq(0).all() and rows["not_again"].isna().all()
    assert rows["p_value"].isna().all()


def test_in_time_is_tested_against_all_others_as_is_settled_at_72_hours(con, curves):
    # In time a1 (event after 10 days), b2 (27 days); others a2 (event after 20 days), a3 (273 days)
    durations, events = np.array([10, 27, 19.96, 273]), np.array([True, False, True, False])
    expected = log_rank_p_value(durations, events, np.array([True, True, False, False]))
    assert curves["p_value"].to_numpy() == pytest.approx(expected)
    assert curves["p_value_within_children"].between(0, 1).all()  # A has returns of both
    with pytest.raises(StaffOnly):
        run(con, "time_to_next_episode", Filters(), "members")


def test_a_placement_that_ended_before_the_return_ends_nothing():
    def fill(con):
        con.execute("insert into children (child_id) values ('A')")
        con.execute(
            "insert into placements (child_id, started_on, ended_on, placement_type)"
            " values ('A', '2020-01-01', '2020-02-01', 'foster')"
        )
        con.execute(
            "insert into episodes (episode_id, child_id, category, missing_at, returned_at)"
            " values ('e', 'A', 'missing', '2021-03-01 20:00', '2021-03-02 12:00')"
        )
        con.execute("update snapshot set data_date = '2022-01-01'")

    rows = run(filled_by(fill), "time_to_next_episode", Filters())
    assert rows[rows["interview"] == "none"]["at_risk"].eq(1).all()
