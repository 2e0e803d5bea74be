"""Each measure's value on the hand-written episodes, its boundaries, and filters that change it.

Worked out by hand from conftest.py:
quarter  episodes                      completed               in time            others
Q1       e01 e02 e03                   e01 e02 e03             e01 e03
Q2       e04 e05 e06 e07 e08 e09       e04 e05 e06 e07 e08     e04 e05 e07 e08    e09 voided
Q3       e10 e11 e12                   e12 (no times)                             e10 declined
Q4       e13 e14 e15                   e13                                        e14 e15 pending
e06 was back on 5 May 23:00 and heard on 9 May 10:00: 83 hours. e13: 31 Oct 00:30 to 3 Nov 00:00
is 71.5 hours by the clock on the wall and 72.5 hours that really passed.
"""

import inspect
import re
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from analytics.disclosure import StaffOnly
from analytics.filters import Filters
from analytics.measures import MEASURES, run
from analytics.measures.query import query
from tests.conftest import fill_with_hand_written_episodes
from tests.repeat_stores import filled_by

STATES = ["completed", "voided", "declined", "pending", "not_recorded"]


def test_each_quarter_counts_the_episodes_that_began_in_it(con, everything):
    quarters = run(con, "quarterly_summary", everything)
    assert list(quarters["quarter"]) == ["2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4"]
    assert list(quarters["episodes"]) == [3, 6, 3, 3]
    assert list(quarters["children"]) == [2, 4, 2, 3]
    assert list(quarters["completed"]) == [3, 5, 1, 1]
    assert list(quarters["in_time"]) == [2, 4, 0, 0]
    assert list(quarters["voided"]) == [0, 1, 0, 0]
    assert list(quarters["declined"]) == [0, 0, 1, 0]
    assert list(quarters["pending"]) == [0, 0, 0, 2]
    assert list(quarters["not_recorded"]) == [0, 0, 1, 0]


def test_the_three_denominators_give_three_rates(con, everything):
    second = run(con, "quarterly_summary", everything).iloc[1]
    assert second["in_time_of_episodes"] == pytest.approx(4 / 6)
    assert second["in_time_of_not_voided"] == pytest.approx(4 / 5)
    assert second["in_time_of_completed"] == pytest.approx(4 / 5)


def test_a_rate_without_a_denominator_is_null_and_not_zero(con):
    away = Filters(category="away", period_from=date(2021, 1, 1), period_to=date(2021, 4, 1))
    row = run(con, "period_summary", away).iloc[0]
    assert row["episodes"] == 0
    assert pd.isna(row["in_time_of_episodes"]) and pd.isna(row["in_time_of_completed"])


def test_the_whole_year_counts_each_child_once(con, everything):
    year = run(con, "period_summary", everything).iloc[0]
    assert (year["children"], year["episodes"]) == (6, 15)
    assert run(con, "quarterly_summary", everything)["children"].sum() == 11


def test_a_quarter_without_episodes_in_the_selection_is_a_row_of_zeros(con):
    quarters = run(con, "quarterly_summary", Filters(placement_types=("other",)))
    assert list(quarters["episodes"]) == [0, 0, 1, 0]


def test_quarters_can_be_numbered_from_april(con, everything):
    quarters = run(con, "quarterly_summary", everything, year="april")
    assert list(quarters["quarter"]) == ["2020/21-Q4", "2021/22-Q1", "2021/22-Q2", "2021/22-Q3"]


@pytest.mark.parametrize(
    ("filters", "episodes"),
    [
        (Filters(placement_types=("foster",)), 5),
        (Filters(placement_types=("foster", "residential")), 9),
        (Filters(out_of_area=True), 4),
        (Filters(out_of_area=False), 10),  # e09's placement is not known: neither in nor out
        (Filters(category="away"), 1),
        (Filters(category="all"), 16),
        (Filters(period_from=date(2021, 4, 1)), 12),
        (Filters(period_to=date(2021, 4, 1)), 3),
        (Filters(period_from=date(2022, 1, 1)), None),
    ],
)
def test_each_filter_changes_the_number_of_episodes(con, filters, episodes):
    rows = run(con, "period_summary", filters)
    assert (None if rows.empty else rows["episodes"].iloc[0]) == episodes


def test_a_period_ends_before_its_last_day_begins(con):
    january = Filters(period_from=date(2021, 1, 1), period_to=date(2021, 1, 10))
    assert run(con, "period_summary", january)["episodes"].iloc[0] == 1


def test_a_selection_outside_the_records_is_empty_with_the_same_columns(con, everything):
    later = Filters(period_from=date(2023, 1, 1))
    for name in ("quarterly_summary", "monthly_summary", "weekly_summary", "period_summary"):
        empty = run(con, name, later)
        assert empty.empty
        assert list(empty.columns) == list(run(con, name, everything).columns)


def test_the_five_states_add_up_to_the_episodes_in_every_summary(con, everything):
    for name in ("quarterly_summary", "monthly_summary", "weekly_summary", "period_summary"):
        rows = run(con, name, everything)
        assert (rows[STATES].sum(axis="columns") == rows["episodes"]).all()
        assert rows["episodes"].sum() == 15


def test_weeks_begin_on_monday_and_part_weeks_are_marked(con, everything):
    weeks = run(con, "weekly_summary", everything)
    assert weeks["week_start"].iloc[0] == pd.Timestamp("2020-12-28")  # 1 January was a Friday
    assert weeks["week"].iloc[0] == "2020-W53"
    assert not weeks["complete"].iloc[0] and not weeks["complete"].iloc[-1]
    assert weeks["complete"].iloc[1:-1].all()


def test_summaries_by_placement_type_add_up_to_the_summary(con, everything):
    by_type = run(con, "summary_by_placement_type", everything, by="quarter")
    assert by_type.groupby("period_start")["episodes"].sum().tolist() == [3, 6, 3, 3]
    assert set(by_type["placement_type"]) == {
        "residential", "foster", "semi_independent", "other", "not_known"
    }  # fmt: skip


def test_narrowing_a_filter_never_raises_a_count(con, everything):
    whole = run(con, "quarterly_summary", everything).set_index("quarter")
    for narrowed in (Filters(placement_types=("foster",)), Filters(out_of_area=True)):
        part = run(con, "quarterly_summary", narrowed).set_index("quarter")
        for column in ("children", "episodes", "in_time", *STATES):
            assert (part[column] <= whole[column]).all()


def test_lengths_put_an_absence_at_a_bands_edge_into_the_longer_band(con, everything):
    bands = run(con, "lengths", everything).set_index("band")
    # e01 and e02 and e11 were gone 6 hours; e04 48 hours; e10 9 days; e12 has no times
    assert bands["episodes"].to_dict() == {
        "under 6 hours": 3,  # e05 5 h, e06 4.5 h, e09 1 h
        "6 to 24 hours": 8,  # e01 e02 e03 e07 e08 e11 e13 e14
        "1 to 2 days": 0,
        "2 to 7 days": 1,  # e04
        "over 7 days": 1,  # e10
        "still missing": 1,
        "not known": 1,
    }
    assert bands["episodes"].sum() == 15
    assert bands["over_24_hours"].iloc[0] == 2
    assert bands["with_known_length"].iloc[0] == 13
    # in order: 1 4.5 5 6 6 6 6.0167 7 7 10 12.0 48 216: the seventh of thirteen
    assert bands["median_gone_hours"].iloc[0] == pytest.approx(6 + 1 / 60)


def test_rates_per_looked_after_child_use_the_periods_denominator(con, everything):
    rates = run(con, "looked_after_rate", everything)
    assert rates["children_per_100"].iloc[0] == pytest.approx(100 * 2 / 200)
    assert rates["episodes_per_100"].iloc[0] == pytest.approx(100 * 3 / 200)
    assert pd.api.types.is_integer_dtype(rates["looked_after"])
    assert pd.isna(rates["children_per_100"].iloc[1])  # nobody looked after: no rate


def test_changes_compare_the_quarter_with_the_one_before(con, everything):
    changes = run(con, "quarterly_changes", everything, quarter_start=date(2021, 4, 1))
    by_figure = changes.set_index("measure")
    assert by_figure.loc["episodes", ["before", "after", "change"]].tolist() == [3, 6, 3]
    assert by_figure.loc["children", "change"] == 2
    assert by_figure.loc["in_time_of_episodes", "change"] == pytest.approx(4 / 6 - 2 / 3)


def test_a_quarter_is_not_compared_with_one_before_the_records_began(con, everything):
    assert run(con, "quarterly_changes", everything, quarter_start=date(2021, 1, 1)).empty


def test_a_part_quarter_is_marked_and_not_compared():
    def fill(con):
        fill_with_hand_written_episodes(con)
        con.execute("delete from interview_episodes where interview_id = 'i13'")
        con.execute("delete from interviews where interview_id = 'i13'")
        con.execute("delete from episodes where missing_at >= timestamp '2021-11-15'")
        con.execute("update snapshot set data_date = timestamp '2021-11-15'")

    con = filled_by(fill)
    quarters = run(con, "quarterly_summary", Filters())
    assert list(quarters["complete"]) == [True, True, True, False]
    assert run(con, "quarterly_changes", Filters(), quarter_start=date(2021, 10, 1)).empty
    latest_whole = run(con, "quarterly_changes", Filters()).set_index("measure")
    assert latest_whole.loc["episodes", ["before", "after"]].tolist() == [6, 3]


def test_an_unknown_state_is_refused_although_none_is_allowed(con, everything):
    with pytest.raises(ValueError, match="choose from in_time, late"):
        run(con, "episodes_behind", everything, state="nonsense")
    assert len(run(con, "episodes_behind", everything, state=None)) == 15


def test_days_without_times_give_no_rate_instead_of_none_in_time(con):
    row = run(con, "period_summary", Filters(placement_types=("other",))).iloc[0]  # e12 alone
    assert (row["episodes"], row["completed"], row["in_time"]) == (1, 1, 0)
    assert pd.isna(row["in_time_of_completed"]) and pd.isna(row["in_time_of_episodes"])


@pytest.fixture(scope="module")
def odd_times():
    """The sixteen, two of other centuries, and one from before a clock change until within it."""

    def fill(con):
        fill_with_hand_written_episodes(con)
        con.execute("update snapshot set data_from = null")
        con.execute(
            "insert into episodes (episode_id, child_id, category, missing_at, returned_at) values"
            " ('old', 'D', 'missing', '1912-02-12', '1912-02-13'),"
            " ('new', 'D', 'missing', '2112-02-12', '2112-02-13'),"
            " ('skipped', 'D', 'missing', '2021-03-28 01:30', '2021-03-28 02:10')"
        )

    return filled_by(fill)


def test_a_start_typed_into_another_century_moves_no_series(odd_times):
    quarters = run(odd_times, "quarterly_summary", Filters())
    assert list(quarters["quarter"]) == ["2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4"]
    assert list(quarters["episodes"]) == [4, 6, 3, 3]


def test_a_time_that_the_clock_change_skips_gives_no_negative_length(odd_times):
    bands = run(odd_times, "lengths", Filters(date(2021, 1, 1), date(2022, 1, 1)))
    assert bands["episodes"].sum() == 16
    assert bands.set_index("band").loc["under 6 hours", "episodes"] == 4


def test_changes_follow_the_latest_quarter_and_every_filter_but_the_period(con):
    fosters = Filters(placement_types=("foster",), period_from=date(2021, 10, 1))
    episodes = run(con, "quarterly_changes", fosters).set_index("measure").loc["episodes"]
    assert (episodes["before"], episodes["after"]) == (2, 1)


def test_episodes_behind_a_mark_are_the_episodes_counted_in_it(con):
    second = Filters(period_from=date(2021, 4, 1), period_to=date(2021, 7, 1))
    in_time = run(con, "episodes_behind", second, state="in_time")
    assert list(in_time["episode_id"]) == ["e08", "e07", "e05", "e04"]
    assert list(run(con, "episodes_behind", second, state="late")["episode_id"]) == ["e06"]
    assert list(run(con, "episodes_behind", second, state="voided")["episode_id"]) == ["e09"]


def test_single_episodes_are_refused_to_everyone_but_staff(con, everything):
    for audience in ("members", "council"):
        with pytest.raises(StaffOnly, match="for staff only"):
            run(con, "episodes_behind", everything, audience)


def test_quality_counts_what_is_not_written_down(con, everything):
    lacking = run(con, "data_quality", everything).set_index("gap")["lacking"]
    assert lacking["without_times"] == 1
    assert lacking["without_placement"] == 1
    assert lacking["without_age"] == 1  # D's date of birth
    assert lacking["without_outcome"] == 1
    assert lacking["still_missing"] == 1


def test_coverage_says_from_when_to_when_the_records_reach(con, everything):
    row = run(con, "coverage", everything).iloc[0]
    assert row["data_from"] == pd.Timestamp("2021-01-01")
    assert row["data_until"] == row["data_date"] == pd.Timestamp("2022-01-01")
    assert (row["episodes"], row["children"]) == (16, 6)


def test_an_unknown_measure_option_or_value_is_answered_with_the_known_ones(con, everything):
    with pytest.raises(ValueError, match="choose from audit_actions, audit_changes, audit_sample"):
        run(con, "weather", everything)
    with pytest.raises(ValueError, match="its options are: of, by"):
        run(con, "control_chart", everything, per="week")
    with pytest.raises(ValueError, match="choose from month, week, quarter"):
        run(con, "control_chart", everything, by="day")


def test_what_reads_no_filtered_rows_cannot_be_asked_with_filters(con, everything):
    with pytest.raises(ValueError, match="imported_files.sql does not read episodes_in_scope"):
        query(con, "imported_files", everything)


def test_a_filter_that_makes_no_sense_is_refused_with_a_sentence():
    with pytest.raises(ValueError, match="Unknown placement type 'castle'"):
        Filters(placement_types=("castle",))
    with pytest.raises(ValueError, match="its end must be later"):
        Filters(period_from=date(2021, 2, 1), period_to=date(2021, 2, 1))
    with pytest.raises(ValueError, match="Unknown category"):
        replace(Filters(), category="lost")
    with pytest.raises(ValueError, match="Unknown days 'weekend'"):
        Filters(day_kind="weekend")


# Measures that ask for something: what, on the sixteen episodes; of groups there are none there, so
# theirs are looked at in test_groups_together.py.
ASKED_FOR = {"chronology": {"child": "A"}}
OF_A_GROUP = {"group_members", "group_circumstances"}


# What a docstring calls a column's values → numpy's kind of them; text is a column of objects.
TYPES = {
    "integer": "iu", "boolean": "b", "rate": "f", "number": "f", "hours": "f", "days": "f",
    "degrees": "f", "per": "f", "date": "M", "day": "M", "moment": "M", "text": "O",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(MEASURES.keys() - OF_A_GROUP))
def test_the_columns_in_the_docstring_are_those_that_come_back_each_of_its_kind(
    con, everything, name
):
    rows = run(con, name, everything, **ASKED_FOR.get(name, {}))
    docstring = inspect.getdoc(MEASURES[name].function)
    documented = re.findall(r"^    (\w+) {2,}(\w+)", docstring, re.M)
    assert [column for column, _ in documented] == list(rows.columns)
    of_another_kind = {
        column: (kind, rows[column].dtype)
        for column, kind in documented
        if rows[column].dtype.kind not in TYPES[kind]
    }
    assert of_another_kind == {}


def test_text_columns_stay_text_when_no_row_is_selected(con):
    empty = run(con, "quarterly_summary", Filters(period_from=date(2023, 1, 1)))
    assert pd.api.types.is_string_dtype(empty["quarter"])
