"""Hours as a grid: which hours hold half, how dark a square is, and what is said of it."""

from calendar import day_name

import numpy as np
import pandas as pd
import pytest

from analytics.charts.groups import group_words
from analytics.charts.hour_grid import (
    hour_of_week_chart,
    hour_of_week_subtitle,
    hour_of_week_title,
    hour_of_week_twin,
    hours_by_group_chart,
    hours_by_group_subtitle,
    hours_by_group_title,
    hours_by_group_twin,
)
from analytics.statistics.hours import hours_with_half
from tests.charts.colours import LAND

QUARTER = "October–December 2021"


def by_hour(**episodes: int) -> np.ndarray:
    """Twenty-four counts: by_hour(h23=5) has five at 23:00."""
    counts = np.zeros(24, dtype=int)
    for hour, count in episodes.items():
        counts[int(hour[1:])] = count
    return counts


def week(**episodes: int) -> pd.DataFrame:
    """Rows of hour_of_week: week(d1h23=5) has five on Mondays at 23:00, of one child fewer."""
    rows = pd.DataFrame(
        [(day, hour, 0) for day in range(1, 8) for hour in range(24)],
        columns=["weekday", "hour", "episodes"],
    )
    for moment, count in episodes.items():
        day, hour = moment[1:].split("h")
        rows.loc[(int(day) - 1) * 24 + int(hour), "episodes"] = count
    return rows.assign(children=(rows["episodes"] - 1).clip(lower=0))


def groups(**counts: np.ndarray) -> pd.DataFrame:
    """Rows of hours_by_group."""
    parts = [
        pd.DataFrame(
            {"group": group, "hour": range(24), "episodes": count, "share": count / count.sum()}
        )
        for group, count in counts.items()
    ]
    rows = pd.concat(parts, ignore_index=True)
    return rows.assign(children=rows["episodes"])


@pytest.mark.parametrize(
    ("counts", "first", "length"),
    [
        (by_hour(h23=5, h0=5), 0, 1),  # each alone holds half: the earlier in the day
        (by_hour(h23=6, h0=6, h12=1), 23, 2),  # 12 of 13, over midnight
        (by_hour(h23=3, h0=4, h12=7), 12, 1),  # 7 of 14 is half
        (by_hour(h23=4, h0=4, h12=7), 23, 2),  # 8 of 15 in two hours, 7 in the best single one
        (by_hour(h10=3, h11=3, h12=4, h20=2), 11, 2),  # 7 of 12, where 10 and 11 hold 6 of them
        (by_hour(h22=1, h23=1, h0=1, h1=1, h9=4), 9, 1),
        (by_hour(**{f"h{hour}": 1 for hour in range(24)}), 0, 12),  # every run of twelve
        (by_hour(h6=1), 6, 1),
    ],
)
def test_the_shortest_run_of_hours_with_half_of_all_may_cross_midnight(counts, first, length):
    assert hours_with_half(counts) == (first, length)


def test_when_most_went_missing_is_said_with_the_numbers_behind_it():
    rows = week(d1h23=6, d2h0=6, d6h12=8, d6h23=2)  # 14 of 22 from 23:00 to 00:59
    assert hour_of_week_title(rows, "missing") == (
        "More than half went missing between 23:00 and 01:00 (14 of 22); most on Saturdays (10)"
    )
    assert hour_of_week_title(rows, "return").startswith("More than half came back between 23:00")
    exactly = week(d1h23=6, d2h0=5, d6h12=6, d6h15=5)  # 11 of 22; no hour has more than 6
    assert hour_of_week_title(exactly, "missing").startswith(
        "Half went missing between 23:00 and 01:00 (11 of 22)"
    )


def test_days_that_share_the_most_are_all_named():
    rows = week(d1h18=11, d3h18=11)
    assert hour_of_week_title(rows, "missing") == (
        "More than half went missing between 18:00 and 19:00 (22 of 22); most on Mondays and "
        "Wednesdays (11)"
    )


def test_of_too_few_episodes_no_peak_is_named():
    assert hour_of_week_title(week(d1h18=19), "missing") == (
        "Too few to say when (19 episodes with times)"
    )
    assert hour_of_week_title(week(d1h18=1), "missing") == (
        "Too few to say when (1 episode with times)"
    )
    assert hour_of_week_title(week(d1h18=20), "missing").startswith("More than half went missing")
    assert hour_of_week_title(week(), "missing") == "No episode of this selection has times"


def test_what_the_darkest_square_stands_for_and_what_is_not_shown_is_said():
    rows = week(d1h18=8, d2h3=1)
    assert hour_of_week_subtitle(rows, "missing", 9, QUARTER) == (
        "Missing episodes by weekday and hour in which the child went missing, "
        "October–December 2021; darkest: 8 episodes"
    )
    assert hour_of_week_subtitle(rows, "return", 10, QUARTER) == (
        "Missing episodes by weekday and hour of the return, October–December 2021; darkest: "
        "8 episodes; 1 episode without times, or not back yet not shown"
    )
    assert "darkest" not in hour_of_week_subtitle(week(), "missing", 0, QUARTER)


@pytest.mark.parametrize(("dark", "ink"), [(False, "75,63,143"), (True, "169,156,240")])
def test_a_square_is_as_dark_as_its_share_of_the_fullest(dark, ink):
    squares = hour_of_week_chart(week(d1h0=8, d1h1=4), dark=dark).data[0]
    assert len(squares.x) == 168
    # from 0.18 for next to nothing up to 1, so half as many: 0.18 + 0.41
    assert list(squares.marker.color[:3]) == [
        f"rgba({ink},1.0)", f"rgba({ink},0.59)", LAND[dark]
    ]  # fmt: skip


def test_a_square_knows_its_hour_and_says_it():
    squares = hour_of_week_chart(week(d1h0=8, d7h23=2)).data[0]
    assert list(squares.customdata[0]) == [1, 0, 8] and list(squares.customdata[-1]) == [7, 23, 2]
    assert list(squares.customdata[1]) == [1, 1, 0]  # a click on it lists nothing
    assert squares.hovertext[0] == "Monday 00:00–00:59: 8 episodes, 7 children"
    assert squares.hovertext[-1] == "Sunday 23:00–23:59: 2 episodes, 1 child"
    assert (squares.x[-1], squares.base[-1], squares.y[-1]) == (23, 5.55, 0.9)  # in the last row


def test_monday_is_at_the_top_and_every_day_is_named():
    axis = hour_of_week_chart(week()).layout.yaxis
    assert list(axis.ticktext) == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert axis.range[0] > axis.range[1]


def test_the_table_has_every_hour_and_its_total():
    table = hour_of_week_twin(week(d1h23=6, d2h23=3, d7h0=1))
    assert list(table.columns) == ["Hour", *day_name, "All days"]
    assert table.iloc[23].tolist() == ["23:00–23:59", 6, 3, 0, 0, 0, 0, 0, 9]
    assert table.iloc[0].tolist() == ["00:00–00:59", 0, 0, 0, 0, 0, 0, 1, 1]
    assert table["All days"].sum() == 10


@pytest.fixture
def compared():
    """A large group, one just large enough, one too small."""
    return groups(
        residential=by_hour(h18=30, h23=10),
        foster=by_hour(h22=6, h23=4),
        other=by_hour(h3=9),
    )


def test_a_small_group_is_left_to_the_table_and_the_subtitle_says_so(compared):
    drawn = hours_by_group_chart(compared, "placement_type")
    assert list(drawn.layout.yaxis.ticktext) == ["Residential<br>40", "Foster<br>10"]
    assert len(drawn.data[0].x) == 48
    assert hours_by_group_subtitle(compared, "return", QUARTER) == (
        "Share of each group's missing episodes by hour of return, October–December 2021; the "
        "darker, the larger the share; 1 smaller group in the table only"
    )
    assert hours_by_group_title(compared, "placement_type", "missing") == (
        "When half or more of each group went missing: residential 18:00–19:00; foster 22:00–23:00"
    )
    assert hours_by_group_title(compared, "placement_type", "return").startswith(
        "When half or more of each group came back: residential"
    )
    table = hours_by_group_twin(compared, "placement_type")
    assert list(table.columns[1:]) == [
        "Residential", "Residential, share", "Foster", "Foster, share", "Other", "Other, share"
    ]  # fmt: skip
    assert table.iloc[23].tolist() == ["23:00–23:59", 10, "25%", 4, "40%", 0, "0%"]


def test_a_square_is_as_dark_as_its_share_of_its_own_group(compared):
    squares = hours_by_group_chart(compared, "placement_type").data[0]
    marks = [list(mark) for mark in squares.customdata]
    colours = dict(zip(map(tuple, marks), squares.marker.color, strict=True))
    # 75 % is the largest share of all; 60 % is 0.8 of that: 0.18 + 0.82 × 0.8
    assert colours["residential", 18, 30] == "rgba(75,63,143,1.0)"
    assert colours["foster", 22, 6] == "rgba(75,63,143,0.836)"
    assert squares.hovertext[marks.index(["foster", 22, 6])] == (
        "Foster, 22:00–22:59: 6 episodes, 6 children<br>60% of the group's"
    )


def test_groups_all_too_small_or_not_known_are_not_compared(compared):
    small = compared[compared["group"] == "other"]
    assert hours_by_group_title(small, "placement_type", "missing") == (
        "Too few episodes with times to compare groups"
    )
    unknown = groups(not_known=by_hour(h18=30))
    title = hours_by_group_title(unknown, "placement_type", "missing")
    assert title.startswith("Too few episodes")


def test_term_time_and_holidays_are_groups_with_names_of_their_own():
    assert [group_words("day_kind", kind) for kind in ("term", "holiday", "not_known")] == [
        "Term time", "School holidays", "Not known"
    ]  # fmt: skip
    days = groups(term=by_hour(h15=12), holiday=by_hour(h20=6, h21=6))
    drawn = hours_by_group_chart(days, "day_kind")
    assert list(drawn.layout.yaxis.ticktext) == ["Term time<br>12", "School holidays<br>12"]
    assert hours_by_group_title(days, "day_kind", "missing") == (
        "When half or more of each group went missing: term time 15:00–16:00; "
        "school holidays 20:00–21:00"
    )
    assert hours_by_group_twin(days, "day_kind").columns[3] == "School holidays"


def test_drawing_changes_none_of_the_rows(compared):
    rows, before = week(d1h0=8), compared.copy(deep=True)
    hour_of_week_chart(rows), hours_by_group_chart(compared, "placement_type")
    pd.testing.assert_frame_equal(rows, week(d1h0=8))
    pd.testing.assert_frame_equal(compared, before)
