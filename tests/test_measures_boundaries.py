"""Episodes at the very moment at which a period, a limit or a stay ends, and those beside it.

The rows are written by hand in one store: 2021 is known whole, its second quarter is the period
most tests choose, and 1 April and 1 July are its first moment and the first one after it.
"""

from datetime import date
from itertools import pairwise

import pandas as pd
import pytest

from analytics.definitions import AGE_BANDS, HOUR_BANDS, HOUR_EDGES, LENGTH_BANDS, REPEAT_BANDS
from analytics.filters import Filters
from analytics.measures import run
from analytics.measures.query import query
from analytics.store.publish import derive
from tests.repeat_stores import on_days, store_of

AT_THE_STATION = {"place_id": "bus_station"}
AT_THE_RIVER = {"place_id": "river_gardens"}
AT_HOME = {"setting": "Home 9", "placement_type": "residential", **AT_THE_RIVER}
# episode, child, missing, returned
EPISODES = [
    # the last second before the second quarter, its first moment, its last second, the next moment
    ("before", "A", "2021-03-31 23:59:59", "2021-04-01 06:00", AT_THE_STATION),
    ("first", "B", "2021-04-01 00:00", "2021-04-01 06:00", AT_THE_STATION),
    ("last", "A", "2021-06-30 23:59:59", "2021-07-01 06:00", AT_THE_STATION),
    ("end", "B", "2021-07-01 00:00", "2021-07-01 06:00", AT_THE_STATION),
    # the last second of a week and the first moment of the next; another authority's child
    ("sunday", "Y", "2021-05-09 23:59:59", "2021-05-10 06:00", AT_THE_RIVER),
    ("monday", "Y", "2021-05-10 00:00", "2021-05-10 06:00", AT_THE_RIVER),
    # again exactly thirty days after the return, and a second before
    ("c1", "C", "2021-08-01 10:00", "2021-08-01 12:00"),
    ("c2", "C", "2021-08-31 12:00", "2021-08-31 14:00"),
    ("d1", "D", "2021-08-01 10:00", "2021-08-01 12:00"),
    ("d2", "D", "2021-08-31 11:59:59", "2021-08-31 14:00"),
    # gone for exactly a day, a second more, and exactly a week
    ("day", "E", "2021-09-01 10:00", "2021-09-02 10:00"),
    ("longer", "F", "2021-09-01 10:00", "2021-09-02 10:00:01"),
    ("week", "E", "2021-09-10 10:00", "2021-09-17 10:00"),
    # again exactly 72 hours after the return, and a second later
    ("g1", "G", "2021-10-04 20:00", "2021-10-05 12:00"),
    ("g2", "G", "2021-10-08 12:00", "2021-10-08 14:00"),
    ("i1", "I", "2021-10-04 20:00", "2021-10-05 12:00"),
    ("i2", "I", "2021-10-08 12:00:01", "2021-10-08 14:00"),
    # again at the moment of the 18th birthday
    ("h1", "H", "2021-10-10 20:00", "2021-10-12 00:00"),
    ("h2", "H", "2021-11-01 00:00", "2021-11-01 06:00"),
    # an interview after exactly so many hours
    *((f"j{n}", "J", f"2021-11-{n:02} 08:00", f"2021-11-{n:02} 10:00") for n in range(10, 16)),
    # first moment after a move, that of the first day that is no longer after it; last second of
    # care, and first moment after it
    ("moved", "P", "2021-01-11 00:00", "2021-01-11 06:00"),
    ("settled", "P", "2021-01-26 00:00", "2021-01-26 06:00"),
    ("in_care", "Q", "2021-01-20 23:59:59", "2021-01-21 00:00"),
    ("no_longer", "Q", "2021-01-21 00:00", "2021-01-21 06:00"),
    # from one home at one time, and found at one place: two of one authority, one of another
    *(
        (f"{child}{day}", child, f"2021-12-{day} 18:00", f"2021-12-{day} 23:00", AT_HOME)
        for child in ("K", "L", "Z")
        for day in (10, 15)
    ),
]
HOURS = (24, 48, 72, 96, 168)
INTERVIEWS = [
    (f"j{n}", "completed", pd.Timestamp(2021, 11, n, 10) + pd.Timedelta(hours=hours))
    for n, hours in zip(range(10, 15), HOURS, strict=True)
] + [("j15", "completed", pd.Timestamp("2021-11-22 10:00:01"))]  # a second more than a week
PLACEMENTS = [
    ("P", "2020-06-01", "2021-01-11", "foster", "Home 1"),
    ("P", "2021-01-11", None, "foster", "Home 2"),
    ("Q", "2020-06-01", "2021-01-20", "foster", "Home 3"),
]
SECOND = Filters(date(2021, 4, 1), date(2021, 7, 1))


@pytest.fixture(scope="module")
def con():
    con = store_of(EPISODES, placements=PLACEMENTS, interviews=INTERVIEWS, born={"H": "2003-11-01"})
    con.execute("update children set authority = 'X' where child_id in ('A', 'B', 'K', 'L')")
    con.execute("update children set authority = 'Y' where child_id in ('Y', 'Z')")
    con.execute(
        "insert into looked_after values ('X', '2021-01-01', '2021-04-01', 30),"
        " ('Y', '2021-01-01', '2021-04-01', 20), ('X', '2021-04-01', '2021-07-01', 50),"
        " ('Y', '2021-07-01', '2021-10-01', 25)"
    )
    for day in ("2021-03-31", "2021-04-01", "2021-06-30", "2021-07-01"):
        con.execute("insert into polls values ($1, 'Is it?', 'Yes', 1, 6)", [day])
        con.execute(
            "insert into feedback (meeting_on, theme, said) values ($1, 'home', 'Say home.')", [day]
        )
        con.execute("insert into response_audits values ('c1', $1, $1, 'Good', null)", [day])
    derive(con)
    return con


def in_month(month: int) -> Filters:
    ends = date(2021, month + 1, 1) if month < 12 else date(2022, 1, 1)
    return Filters(date(2021, month, 1), ends)


# Periods


def test_a_period_holds_its_first_moment_and_not_the_first_one_after_it(con):
    listed = run(con, "episodes_behind", SECOND)["episode_id"].tolist()
    assert sorted(listed) == ["first", "last", "monday", "sunday"]
    third = Filters(date(2021, 7, 1), date(2021, 8, 1))
    assert run(con, "episodes_behind", third)["episode_id"].tolist() == ["end"]


def test_a_week_month_and_quarter_begin_with_their_first_moment(con):
    station, river = Filters(place_id="bus_station"), Filters(place_id="river_gardens")
    quarters = run(con, "quarterly_summary", station)
    assert quarters["episodes"].tolist() == [1, 2, 1, 0]
    months = run(con, "monthly_summary", station).set_index("month_start")["episodes"]
    assert [f"{month:%B}" for month in months[months > 0].index] == [
        "March", "April", "June", "July",
    ]  # fmt: skip
    weeks = run(con, "weekly_summary", river).set_index("week_start")["episodes"]
    assert (weeks[pd.Timestamp("2021-05-03")], weeks[pd.Timestamp("2021-05-10")]) == (1, 1)


def test_a_place_is_held_against_the_time_before_the_periods_first_moment(con):
    station = run(con, "places", SECOND).set_index("place_id").loc["bus_station"]
    counts = ["episodes", "children", "previous_episodes", "previous_children"]
    assert station[counts].tolist() == [2, 2, 1, 1]
    assert station["rate_ratio"] == pytest.approx((2 / 91) / (1 / 90))


def test_days_of_term_and_holiday_end_with_the_period(con):
    kinds = run(con, "term_and_holidays", SECOND).set_index("day_kind")
    # holidays from 2 to 18 April and from 29 May to 6 June
    assert kinds.loc["term", ["days", "episodes"]].tolist() == [91 - 26, 4]
    assert kinds.loc["holiday", ["days", "episodes"]].tolist() == [26, 0]


def test_the_looked_after_of_an_authority_are_held_against_its_own_children(con):
    rates = run(con, "looked_after_rate", Filters()).set_index("period_start")
    columns = ["looked_after", "children", "episodes"]
    counts = {f"{day:%B}": rates.loc[day, columns].tolist() for day in rates.index}
    assert counts == {
        "January": [50, 1, 1],  # of both authorities: before
        "April": [50, 2, 2],  # of X: first and last; sunday and monday are Y's
        "July": [25, 0, 0],  # of Y: end is X's, and of the others no authority is known
    }
    second = rates.loc[pd.Timestamp("2021-04-01")]
    assert second["children_per_100"] == second["episodes_per_100"] == 4
    assert run(con, "looked_after_rate", SECOND)["episodes"].tolist() == [2]  # exactly its period


@pytest.mark.parametrize(
    ("name", "column"),
    [("polls", "held_on"), ("feedback", "meeting_on"), ("audits_by_criterion", "criterion")],
)
def test_a_day_belongs_to_the_period_that_begins_with_it(con, name, column):
    options = {"kind": "response"} if name == "audits_by_criterion" else {}
    second = run(con, name, SECOND, **options)[column].astype(str)
    assert sorted(second) == ["2021-04-01", "2021-06-30"]
    third = run(con, name, Filters(period_from=date(2021, 7, 1)), **options)[column].astype(str)
    assert third.tolist() == ["2021-07-01"]


# Limits


def test_again_after_exactly_thirty_days_is_not_within_them(con):
    third = run(con, "first_and_repeat", Filters()).set_index("quarter").loc["2021-Q3"]
    assert third["repeat_episodes"] == 4  # end, c2, d2, week
    assert third["repeats_within"] == 2  # d2; week, eight days after


def test_exactly_a_day_is_not_over_a_day_and_exactly_a_week_is_in_the_longer_band(con):
    september = in_month(9)
    bands = run(con, "lengths", september).set_index("band")
    assert bands["episodes"][bands["episodes"] > 0].to_dict() == {
        "1 to 2 days": 2,
        "over 7 days": 1,
    }
    assert bands["over_24_hours"].iloc[0] == 2  # longer and week
    headlines = run(con, "headlines_without", september).set_index("figure")
    assert headlines.loc["over_24_hours", ["count", "of"]].tolist() == [2, 3]


def test_hours_to_an_interview_are_within_a_limit_that_they_just_reach(con):
    november = run(con, "hours_to_interview", in_month(11)).iloc[0]
    within = [november[f"within_{hours}_hours"] for hours in (24, 48, 96, 168)]
    assert within == [1, 2, 4, 5] and november["within_timescale"] == 3
    bands = run(con, "interviews_by_hours", in_month(11))
    held = bands[bands["episodes"] > 0]
    # each in the band that it ends; the one of a second more than a week is longer than all
    assert held["hours_to"].tolist()[:5] == list(HOURS)
    assert held["hours_from"].iloc[-1] == 168 and pd.isna(held["hours_to"].iloc[-1])
    assert held["episodes"].tolist() == [1] * 6
    behind = run(con, "episodes_behind", in_month(11), hours_from=60.0, hours_to=72.0)
    assert behind["episode_id"].tolist() == ["j12"]


def test_who_goes_again_at_the_end_of_the_72_hours_is_not_followed_and_a_second_later_is(con):
    curves = run(con, "time_to_next_episode", in_month(10))
    none = curves[curves["interview"] == "none"].set_index("day")
    assert none["episodes"].iloc[0] == 4  # g2, i1, i2 and h1; not g1
    # i1; h1, who was back on 12 October and whose day of 31 October had 25 hours
    assert none.loc[[4, 20, 21], "events"].tolist() == [1, 1, 2]


def test_a_day_after_a_move_or_of_care_holds_its_first_moment_and_ends_before_the_next(con):
    rows = run(con, "preceded_by_move", in_month(1)).set_index("after_move")
    assert rows.loc[True, ["episodes", "days"]].tolist() == [1, 15]  # moved; 11 to 25 January
    # settled and in_care; P on ten days before and six after, Q to the 20th
    assert rows.loc[False, ["episodes", "days"]].tolist() == [2, 10 + 6 + 20]


def test_the_latest_placement_of_a_group_is_one_that_began_before_the_day_after_the_period(con):
    def living_at(last_day):
        options = {"members": ["P"], "in_category": "missing", "threshold": 3}
        rows = query(con, "group_members", Filters(), last_day=last_day, **options)
        return rows["setting"].item()

    assert living_at(date(2021, 1, 11)) == "Home 1"  # to the end of the 10th
    assert living_at(date(2021, 1, 12)) == "Home 2"


def test_where_nobody_went_in_the_holidays_there_is_no_ratio_to_the_term():
    con = store_of([e for child in "ABCDE" for e in on_days(child, "2021-05-05", "2021-05-12")])
    rows = run(con, "term_and_holidays", SECOND).set_index("day_kind")
    assert rows[["episodes", "children"]].to_numpy().tolist() == [[10, 5], [0, 0]]
    assert rows[["rate_ratio", "low", "high", "p_value"]].isna().all(axis=None)


# Bands


def test_bands_say_what_they_hold_and_each_begins_where_the_one_before_ends():
    assert [(name, most) for name, _, most in REPEAT_BANDS] == [
        ("1", 1), ("2", 2), ("3", 3), ("4", 4), ("5", 5), ("6–10", 10), ("11–20", 20),
        ("21–50", 50), ("51+", None),
    ]  # fmt: skip
    ends = [most + 1 for _, _, most in REPEAT_BANDS[:-1]]
    assert [fewest for _, fewest, _ in REPEAT_BANDS] == [1, *ends]
    # in hours
    assert [(name, end) for name, _, end in LENGTH_BANDS] == [
        ("under 6 hours", 6), ("6 to 24 hours", 24), ("1 to 2 days", 2 * 24),
        ("2 to 7 days", 7 * 24), ("over 7 days", None),
    ]  # fmt: skip
    assert [begins for _, begins, _ in LENGTH_BANDS] == [0, *(end for *_, end in LENGTH_BANDS[:-1])]
    for bands in (AGE_BANDS, HOUR_BANDS):
        starts = [start for _, start in bands]
        assert starts == sorted(starts) and starts[0] == 0
        assert all(f"{start:02}" in name for name, start in bands[1:])
    assert HOUR_EDGES[0] == 0 and {b - a for a, b in pairwise(HOUR_EDGES)} == {12}
    assert HOUR_EDGES[-1] == 7 * 24


# Authorities


@pytest.mark.parametrize("filters", [Filters(), in_month(12)])  # as published, and judged anew
def test_only_children_of_one_authority_are_inferred_to_have_been_together(con, filters):
    pairs = run(con, "pairs", filters, fewest=1)
    together = list(zip(pairs["child_a"], pairs["child_b"], pairs["inferred"], strict=True))
    # A and B were found at the station, having gone within a second of each other, twice
    assert together == [*([] if filters.period_from else [("A", "B", 2)]), ("K", "L", 2)]
