"""When children reached three episodes in thirty days, for how long, and whose meeting is whose."""

from datetime import date
from functools import cache

import pandas as pd
import pytest

from analytics.disclosure import StaffOnly
from analytics.filters import Filters
from analytics.measures import run
from tests.repeat_stores import on_days, store_of

MARCH_TO_APRIL = ("2021-03-20", "2021-03-31", "2021-04-10")


def triggers(con, filters=None) -> list[tuple]:
    rows = run(con, "repeat_triggers", filters or Filters())
    days = rows["reached_at"].dt.strftime("%Y-%m-%d")
    return list(zip(rows["child_id"], days, rows["episodes_in_window"], strict=True))


def test_a_trigger_is_the_episode_at_which_it_is_reached_the_latest_first():
    con = store_of([*on_days("B", *MARCH_TO_APRIL), *on_days("A", "2021-05-01", "2021-05-02"),
                    *on_days("A", "2021-05-03", "2021-05-04")])  # fmt: skip
    assert triggers(con) == [("A", "2021-05-03", 3), ("B", "2021-04-10", 3)]


@pytest.fixture(scope="module")
def by_the_last_episode():
    """A and B reached it on the same days; of A the last episode differs from those before it."""
    before = {"placement_type": "foster", "out_of_area": False}
    then = {"placement_type": "residential", "out_of_area": True, "place_id": "bus_station"}
    return store_of(
        [
            *on_days("A", *MARCH_TO_APRIL[:2], **before),
            *on_days("A", MARCH_TO_APRIL[2], **then),
            *on_days("B", *MARCH_TO_APRIL, **before),
        ],
        data_date="2021-10-01",
    )


@pytest.mark.parametrize(
    "filters",
    [
        Filters(period_from=date(2021, 4, 1), period_to=date(2021, 7, 1)),
        Filters(placement_types=("residential",)),
        Filters(out_of_area=True),
        Filters(place_id="bus_station"),
    ],
)
def test_a_filter_selects_by_the_last_episode_and_keeps_the_count(by_the_last_episode, filters):
    found = triggers(by_the_last_episode, filters)
    assert found[0] == ("A", "2021-04-10", 3)
    assert len(found) == (2 if filters.period_from else 1)  # B, too, reached it in April
    assert triggers(by_the_last_episode, Filters(period_to=date(2021, 4, 1))) == []


def test_away_is_counted_apart_and_with_all_categories_those_of_either_are_shown():
    con = store_of(
        [
            *on_days("A", *MARCH_TO_APRIL),
            *on_days("B", *MARCH_TO_APRIL[:2]),
            *on_days("B", MARCH_TO_APRIL[2], category="away"),
            *on_days("C", *MARCH_TO_APRIL, category="away"),
        ]
    )
    assert triggers(con) == [("A", "2021-04-10", 3)]
    assert triggers(con, Filters(category="away")) == [("C", "2021-04-10", 3)]
    both = [("A", "2021-04-10", 3), ("C", "2021-04-10", 3)]
    assert triggers(con, Filters(category="all")) == both


TWICE = ("2021-05-01", "2021-05-05", "2021-05-09", "2021-06-20", "2021-06-22", "2021-06-24")


def meetings(con, child="A", filters=None) -> list[tuple]:
    """Meeting and days to it of each trigger of the child, the first one first."""
    rows = run(con, "repeat_triggers", filters or Filters()).iloc[::-1]
    rows = rows[rows["child_id"] == child]
    held = [None if pd.isna(day) else f"{day:%m-%d}" for day in rows["meeting_on"]]
    days = [None if pd.isna(days) else days for days in rows["days_to_meeting"].astype(object)]
    return list(zip(held, days, strict=True))


NONE = (None, None)
MEETINGS = {  # the days of a child's meetings → the meeting of each trigger and the days to it
    (): [NONE, NONE],
    ("2021-05-08",): [NONE, NONE],  # before it was reached
    ("2021-05-09",): [("05-09", 0), NONE],  # on the day itself
    ("2021-05-20", "2021-05-12"): [("05-12", 3), NONE],  # the first of two
    ("2021-06-23",): [("06-23", 45), NONE],  # the day before it was reached again
    ("2021-06-24",): [NONE, ("06-24", 0)],  # belongs to the latest
    ("2021-05-12", "2021-07-01"): [("05-12", 3), ("07-01", 7)],
    ("2021-06-26",): [NONE, ("06-26", 2)],
}


@pytest.fixture(scope="module")
def met():
    """Children called after the days of their meetings, who all reached it twice."""
    return store_of(
        [row for days in MEETINGS for row in on_days(" ".join(days) or "none", *TWICE)],
        meetings=[(" ".join(days), day) for days in MEETINGS for day in days],
    )


@pytest.mark.parametrize("days", MEETINGS)
def test_a_meeting_belongs_to_the_latest_time_it_was_reached(met, days):
    assert meetings(met, " ".join(days) or "none") == MEETINGS[days]


def test_a_filter_moves_no_meeting_to_an_earlier_time_it_was_reached(met):
    may = Filters(period_to=date(2021, 6, 1))
    assert meetings(met, "2021-06-26", may) == [NONE]


def test_no_episode_of_the_other_category_ends_a_meetings_time():
    # on 9 May at three of each; the meeting on the 10th is of both
    missing = on_days("A", *TWICE[:3])
    away = [
        (f"away{at}", child, missing_at, returned_at, {"category": "away"})
        for at, (_, child, missing_at, returned_at, _) in enumerate(missing)
    ]
    con = store_of([*missing, *away], meetings=[("A", "2021-05-10")])
    assert meetings(con, filters=Filters(category="all")) == [("05-10", 1), ("05-10", 1)]
    assert meetings(con) == [("05-10", 1)]


def test_another_childs_meeting_is_not_this_childs():
    con = store_of(on_days("A", *TWICE[:3]), meetings=[("B", "2021-05-10")])
    assert run(con, "repeat_triggers", Filters())["meeting_on"].isna().all()


def runs(con, filters=None) -> list[tuple]:
    """Reached, until and episodes of each run, the first one first."""
    rows = run(con, "repeat_triggers", filters or Filters()).iloc[::-1]
    until = [rows[column].dt.strftime("%m-%d") for column in ("reached_at", "until")]
    return list(zip(*until, rows["episodes_in_run"], strict=True))


def test_a_child_stays_at_three_until_the_last_episode_that_finds_as_many():
    # three on 9 May, four on the 20th; on 10 June only 20 May and itself, on the 11th three again
    days = ("2021-05-01", "2021-05-05", "2021-05-09", "2021-05-20", "2021-06-10", "2021-06-11")
    con = store_of(on_days("A", *days))
    assert runs(con) == [("05-09", "05-20", 2), ("06-11", "06-11", 1)]


def test_a_run_is_of_the_whole_history_whatever_the_filters_and_of_its_category():
    away = ("other", "A", "2021-05-06 10:00", "2021-05-06 12:00", {"category": "away"})
    con = store_of(
        [
            *on_days("A", *TWICE[:3], placement_type="foster"),
            *on_days("A", "2021-05-12", placement_type="residential"),
            away,
        ]
    )
    for filters in (Filters(period_to=date(2021, 5, 10)), Filters(placement_types=("foster",)),
                    Filters(category="all")):  # fmt: skip
        assert runs(con, filters) == [("05-09", "05-12", 2)]


def test_episodes_with_a_voided_interview_are_counted_among_those_that_reached_it():
    episodes = on_days("A", "2021-03-01", *TWICE)
    interviews = [
        ("A0301", "voided", "2021-03-02 12:00"),  # long before
        ("A0501", "voided", "2021-05-02 12:00"),
        ("A0505", "completed", "2021-05-06 12:00"),
        ("A0509", "voided", "2021-05-10 12:00"),
    ]
    rows = run(store_of(episodes, interviews=interviews), "repeat_triggers", Filters())
    assert rows["voided_in_window"].tolist() == [0, 2]
    assert rows["episodes_in_window"].tolist() == [3, 3]


def at_threshold(con, filters=None, **options) -> list[tuple]:
    rows = run(con, "children_at_threshold", filters or Filters(), **options)
    return list(zip(rows["quarter"], rows["children"], rows["newly_reached"], strict=True))


# A at three on 10 April, still on 12 April, and again on 22 July; B at three on 28 June and from
# before on 2 July
FROM_BEFORE = [
    *on_days("A", *MARCH_TO_APRIL, "2021-04-12", "2021-07-20", "2021-07-21", "2021-07-22"),
    *on_days("B", "2021-06-10", "2021-06-20", "2021-06-28", "2021-07-02"),
]


@cache
def from_before():
    return store_of(FROM_BEFORE)


def test_a_child_is_at_the_threshold_in_each_quarter_with_an_episode_that_finds_three():
    con = from_before()
    assert at_threshold(con) == [
        ("2021-Q1", 0, 0),
        ("2021-Q2", 2, 2),
        ("2021-Q3", 2, 1),  # B from before
    ]
    april = [("2020/21-Q4", 0, 0), ("2021/22-Q1", 2, 2), ("2021/22-Q2", 2, 1)]
    assert at_threshold(con, year="april") == april


def test_who_was_at_the_threshold_is_selected_by_the_episode_and_counted_over_the_whole_history():
    con = from_before()
    july = Filters(period_from=date(2021, 7, 1), period_to=date(2021, 7, 10))
    assert at_threshold(con, july) == [("2021-Q3", 1, 0)]
    assert at_threshold(con, Filters(period_to=date(2021, 4, 10))) == [
        ("2021-Q1", 0, 0), ("2021-Q2", 0, 0),
    ]  # fmt: skip
    assert all(children == 0 for _, children, _ in at_threshold(con, Filters(category="away")))


def test_a_quarter_that_the_filters_cut_is_in_part():
    rows = run(from_before(), "children_at_threshold", Filters(period_to=date(2021, 6, 30)))
    assert rows["complete"].tolist() == [True, False]


def test_days_are_counted_from_the_day_it_was_reached_to_the_data_date():
    con = store_of(on_days("A", *TWICE[:3]), data_date="2021-05-12 09:00")
    assert run(con, "repeat_triggers", Filters())["days_since"].tolist() == [3]


def test_nobody_who_reached_it_is_no_row_with_the_same_columns():
    con = store_of(on_days("A", *TWICE[:2]))
    empty = run(con, "repeat_triggers", Filters())
    full = run(store_of(on_days("A", *TWICE)), "repeat_triggers", Filters())
    assert empty.empty and list(empty.columns) == list(full.columns)
    assert (empty.dtypes == full.dtypes).all()


@pytest.mark.parametrize(
    "name",
    [
        *("repeat_triggers", "children_at_threshold", "concentration"),
        *("headlines_without", "first_and_repeat", "gaps_between", "gap_changes"),
        *("preceded_by_move", "repeat_risk"),
    ],
)  # fmt: skip
def test_what_comes_close_to_single_children_is_for_staff(con, everything, name):
    for audience in ("members", "council"):
        with pytest.raises(StaffOnly, match="for staff only"):
            run(con, name, everything, audience)
