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
