"""What is held against what: whole periods, days of one kind, and groups who go as one.

Rows are written by hand in stores of their own. 2021's holidays: in the first quarter 1–3 January
and 13–21 February, 12 days; in the second 2–18 April and 29 May–6 June, 26 days.
"""

from datetime import date

import pandas as pd
import pytest

from analytics.filters import Filters
from analytics.measures import run
from tests.repeat_stores import filled_by

FIRST = Filters(date(2021, 1, 1), date(2021, 4, 1))
SECOND = Filters(date(2021, 4, 1), date(2021, 7, 1))
THIRD = Filters(date(2021, 7, 1), date(2021, 10, 1))


def store_of(*episodes, data_from="2021-01-01", data_date="2022-01-01", place="bus_station"):
    """A store of episodes found at a place, as (day, child) or (day, child, companions …)."""

    def fill(con):
        for child in sorted({child for _, child, *_ in episodes}):
            con.execute("insert into children (child_id) values ($1)", [child])
        for number, (day, child, *companions) in enumerate(episodes):
            con.execute(
                "insert into episodes (episode_id, child_id, category, missing_at, returned_at,"
                " place_id) values ($1, $2, 'missing', $3, $4, $5)",
                [f"e{number}", child, f"{day} 18:00", f"{day} 23:00", place],
            )
            for companion in companions:
                con.execute("insert into companions values ($1, $2)", [f"e{number}", companion])
        con.execute("update snapshot set data_from = $1, data_date = $2", [data_from, data_date])

    return filled_by(fill)


def at(con, filters, place="bus_station") -> pd.Series:
    """The row of a place."""
    return run(con, "places", filters).set_index("place_id").loc[place]


def changes(con, quarter_start: date) -> dict:
    rows = run(con, "quarterly_changes", Filters(), quarter_start=quarter_start)
    return dict(zip(rows["measure"], rows["change"], strict=True))


SINCE_FEBRUARY = [
    ("2021-02-20", "A"),
    ("2021-03-01", "B"),
    ("2021-05-01", "A"),
    ("2021-08-01", "B"),
]


@pytest.fixture(scope="module")
def since_february():
    """Records of which a file says that they begin in January."""
    return store_of(*SINCE_FEBRUARY)


@pytest.fixture(scope="module")
def no_file_says_since_when():
    return store_of(*SINCE_FEBRUARY, data_from=None)


def test_a_quarter_that_the_first_episode_falls_in_late_is_nothing_to_compare_with(
    no_file_says_since_when,
):
    con = no_file_says_since_when
    row = at(con, SECOND)
    assert row["episodes"] == 1
    assert pd.isna(row["previous_episodes"]) and pd.isna(row["state"])
    assert changes(con, date(2021, 4, 1)) == {}
    # from then on quarters are whole: one after one
    assert at(con, THIRD)["previous_episodes"] == 1
    assert changes(con, date(2021, 7, 1))["episodes"] == 0


def test_a_quarter_is_whole_where_a_file_says_so_or_its_first_month_has_an_episode(since_february):
    assert at(since_february, SECOND)["previous_episodes"] == 2
    assert changes(since_february, date(2021, 4, 1))["episodes"] == -1  # 1 after 2


def test_months_are_compared_from_the_month_of_the_first_episode_on(no_file_says_since_when):
    con = no_file_says_since_when
    march, february = (
        Filters(date(2021, 3, 1), date(2021, 4, 1)),
        Filters(date(2021, 2, 1), date(2021, 3, 1)),
    )
    assert at(con, march)["previous_episodes"] == 1
    assert pd.isna(at(con, february)["previous_episodes"])


def test_a_period_that_the_records_end_within_is_not_compared():
    con = store_of(*SINCE_FEBRUARY, data_date="2021-09-30 12:00")
    assert pd.isna(at(con, THIRD)["previous_episodes"]) and at(con, THIRD)["episodes"] == 1
    assert at(con, SECOND)["previous_episodes"] == 2


def test_days_of_one_kind_are_held_against_as_many_of_that_kind():
    con = store_of(
        *[("2021-01-02", "A"), ("2021-02-15", "B")],  # holidays
        *[("2021-03-01", "A"), ("2021-03-02", "A"), ("2021-05-04", "C")],  # term
        *[("2021-04-05", "A"), ("2021-04-18", "B"), ("2021-06-06", "C")],  # holidays
    )
    holidays = at(con, _of(SECOND, "holiday"))
    assert (holidays["episodes"], holidays["previous_episodes"]) == (3, 2)
    assert holidays["rate_ratio"] == pytest.approx((3 / 26) / (2 / 12))
    term = at(con, _of(SECOND, "term"))
    assert (term["episodes"], term["previous_episodes"]) == (1, 2)
    assert term["rate_ratio"] == pytest.approx((1 / (91 - 26)) / (2 / (90 - 12)))
    all_days = at(con, SECOND)
    assert all_days["rate_ratio"] == pytest.approx((4 / 91) / (4 / 90))


def _of(filters: Filters, day_kind: str) -> Filters:
    return Filters(filters.period_from, filters.period_to, day_kind=day_kind)


def test_a_period_without_a_day_of_the_kind_is_not_compared():
    con = store_of(("2021-01-05", "A"), ("2021-02-15", "A"), ("2021-03-05", "A"))
    march = Filters(date(2021, 3, 1), date(2021, 4, 1), day_kind="holiday")  # none in March
    february = Filters(date(2021, 2, 1), date(2021, 3, 1), day_kind="holiday")
    assert pd.isna(at(con, march)["previous_episodes"]) and at(con, march)["episodes"] == 0
    assert at(con, february)["previous_episodes"] == 0  # 1–3 January had days, and nobody went


@pytest.mark.parametrize("name", ["quarterly_changes", "control_chart"])
def test_what_compares_times_refuses_some_days_only(since_february, name):
    sentence = f"{name} compares times that have different numbers of such days: leave out"
    with pytest.raises(ValueError, match=sentence):
        run(since_february, name, Filters(day_kind="holiday"))
    run(since_february, name, Filters())


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        (date(1, 1, 1), date(9999, 12, 31)),
        (date(1, 1, 1), date(1, 2, 1)),
        (date(1, 1, 5), date(2021, 7, 1)),
        (date(2021, 1, 1), date(9999, 1, 1)),
        (date(9998, 1, 1), date(9999, 12, 31)),
    ],
)
def test_an_absurd_period_is_counted_and_not_compared(since_february, begins, ends):
    rows = run(since_february, "places", Filters(begins, ends)).set_index("place_id")
    assert rows[["previous_episodes", "rate_ratio", "q_value", "state"]].isna().all(axis=None)
    inside = [day for day, _ in SINCE_FEBRUARY if begins.isoformat() <= day < ends.isoformat()]
    assert rows.loc["bus_station", "episodes"] == len(inside)


OUTINGS = ["2021-04-20", "2021-05-10", "2021-05-20", "2021-06-10", "2021-06-20"]


def outing(day: str, group: list[str], *, recorded: bool) -> list[tuple]:
    """An episode of each child of a group; each with the others as companions, where recorded."""
    return [
        (day, child, *(other for other in group if recorded and other != child)) for child in group
    ]


def test_four_who_went_together_five_times_do_not_make_a_place_emerge():
    four = ["A", "B", "C", "D"]
    con = store_of(*(row for day in OUTINGS for row in outing(day, four, recorded=True)))
    place = at(con, SECOND)
    assert (place["episodes"], place["children"], place["previous_episodes"]) == (20, 4, 0)
    assert place["state"] == "no_clear_change" and place["q_value"] == 1


@pytest.mark.parametrize(("recorded", "state"), [(True, "no_clear_change"), (False, "emerging")])
def test_groups_who_go_as_one_are_one_piece_of_evidence_and_as_many_strangers_are_many(
    recorded, state
):
    groups = [[f"{group}{child}" for child in range(4)] for group in range(5)]
    con = store_of(
        *(row for day, group in zip(OUTINGS, groups, strict=True)
          for row in outing(day, group, recorded=recorded))
    )  # fmt: skip
    place = at(con, SECOND)
    assert (place["episodes"], place["children"], place["previous_episodes"]) == (20, 20, 0)
    assert place["state"] == state
    if recorded:  # all five on one side: 2 of the 32 ways to swap five groups
        assert place["q_value"] == pytest.approx(2 / 32, abs=0.015)


def test_a_companion_recorded_by_one_of_two_joins_both():
    pairs = [("2021-05-01", f"{pair}a", f"{pair}b") for pair in range(5)]
    others = [("2021-05-01", f"{pair}b") for pair in range(5)]
    place = at(store_of(*pairs, *others), SECOND)
    assert (place["episodes"], place["children"]) == (10, 10)
    assert place["q_value"] == pytest.approx(2 / 32, abs=0.015)  # of ten strangers 2 of 1024
