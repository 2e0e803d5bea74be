"""What each audience sees of the same rows."""

import pandas as pd
import pytest

from analytics.disclosure import protect
from analytics.measures import run


@pytest.fixture
def rows():
    return pd.DataFrame(
        {
            "quarter": ["2021-Q1", "2021-Q2", "2021-Q3"],
            "children": [4, 5, 0],
            "episodes": [25, 12, 0],
            "voided": [6, 2, 0],
            "in_time": [20, 9, 0],
            "in_time_of_episodes": [0.8, 0.75, None],
            "in_time_of_not_voided": [20 / 19, 0.9, None],
            "complete": [True, True, False],
        }
    )


def test_staff_see_every_figure(rows):
    assert protect(rows, "staff") is rows


def test_twenty_five_episodes_of_four_children_are_withheld(rows):
    first = protect(rows, "members").iloc[0]
    for figure in ("children", "episodes", "voided", "in_time", "in_time_of_episodes"):
        assert first[figure] == "c"
    assert first["quarter"] == "2021-Q1" and bool(first["complete"]) is True


def test_five_children_are_shown_but_a_count_of_two_is_not(rows):
    second = protect(rows, "members").iloc[1]
    assert (second["children"], second["episodes"], second["in_time"]) == (5, 12, 9)
    assert second["voided"] == "c"


def test_a_rate_on_a_withheld_base_is_withheld(rows):
    second = protect(rows, "members").iloc[1]
    assert second["in_time_of_episodes"] == 0.75
    assert second["in_time_of_not_voided"] == "c"  # its base would give the voided away


def test_zero_is_shown(rows):
    assert protect(rows, "council").iloc[2]["episodes"] == 0


def test_protecting_does_not_change_its_input(rows):
    before = rows.copy(deep=True)
    protect(rows, "members")
    pd.testing.assert_frame_equal(rows, before)


def test_an_unknown_audience_is_refused(rows):
    with pytest.raises(ValueError, match="choose from staff, members, council"):
        protect(rows, "press")


def test_the_measures_door_applies_it(con, everything):
    quarters = run(con, "quarterly_summary", everything, "members")
    assert set(quarters["children"]) == {"c"}  # two to four children in every quarter


def test_a_median_over_few_children_is_withheld_in_every_row():
    bands = pd.DataFrame(
        {
            "children": [4, 0],
            "median_gone_hours": [7.5, 7.5],
            "with_known_length": [40, 40],
            "children_with_known_length": [4, 4],
        }
    )
    shown = protect(bands, "members")
    assert set(shown["median_gone_hours"]) == set(shown["with_known_length"]) == {"c"}


@pytest.fixture
def groups():
    return pd.DataFrame(
        {
            "group": ["foster", "residential", "other"],
            "episodes": [40, 60, 30],
            "completed": [30, 50, 28],
            "in_time": [3, 45, 20],
            "rate": [0.075, 0.75, 0.7],
            "low": [0.03, 0.63, 0.5],
            "high": [0.2, 0.84, 0.8],
            "base": [40, 60, 28],
            "children": [12, 20, 9],
            "p_value": [0.01, 0.01, 0.5],
            "q_value": [0.01, 0.01, 0.5],
        }
    )


def test_an_interval_is_withheld_with_the_count_it_is_worked_out_from(groups):
    shown = protect(groups, "members")
    for figure in ("in_time", "rate", "low", "high"):
        assert shown[figure].tolist()[:2] == ["c", groups[figure][1]]
    assert shown["episodes"].tolist() == [40, 60, 30]


def test_a_part_is_withheld_with_its_rate_where_the_rest_is_of_a_few(groups):
    last = protect(groups, "members").iloc[2]
    assert last["completed"] == last["base"] == last["rate"] == last["high"] == "c"
    assert last["episodes"] == 30  # less 28 would be two


def test_a_small_denominator_is_withheld_as_the_count_that_it_is(groups):
    groups.loc[1, ["completed", "in_time", "base"]] = 3, 0, 3  # in time, of those completed
    shown = protect(groups, "members").iloc[1]
    assert shown["completed"] == shown["base"] == shown["rate"] == "c"
    assert shown["episodes"] == 60 and shown["in_time"] == 0


def test_a_test_against_the_rest_is_withheld_wherever_anything_is(groups):
    assert set(protect(groups, "members")["p_value"]) == {"c"}
    open_rows = groups.iloc[1:2]  # 60 episodes, 50 completed, 45 in time
    assert protect(open_rows, "members")["p_value"].tolist() == [0.01]
    assert protect(groups, "staff") is groups


def test_one_more_interview_is_no_count_of_children_but_goes_with_the_counts_it_needs():
    rows = pd.DataFrame(
        {
            "denominator": ["episodes", "not_voided", "completed"],
            "denominator_count": [133, 131, 110],
            "left_out": [0, 2, 23],
            "in_time": [87, 87, 87],
            "needed": [107, 105, 88],
            "more": [20, 18, 1],
            "still_possible": [3, 3, 3],
            "at_best": [0.68, 0.69, 0.8],
            "within_reach": [False, False, True],
            "children": [36, 36, 36],
        }
    )
    shown = protect(rows, "members")
    assert shown["more"].tolist() == [20, "c", 1]  # 133 less 131 would give the voided away
    assert shown["denominator_count"].tolist() == [133, "c", 110]
    assert set(shown["still_possible"]) == set(shown["at_best"]) == {"c"}
    assert set(shown["within_reach"]) == {"c"}  # it would say how many are still possible
    few = protect(rows.assign(in_time=3, more=1), "members")
    assert set(few["more"]) == {"c"} and few["needed"].tolist() == [107, "c", 88]
