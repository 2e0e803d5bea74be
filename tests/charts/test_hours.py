"""Hours from return to interview: what is drawn and said, on hand-worked rows."""

import pandas as pd
import pytest

from analytics.charts import hours_by_quarter, interview_hours
from tests.charts.colours import IN_TIME, LATE, PENDING
from tests.charts.conftest import annotations, bands

TIMES = ("timescale", "24_hours", "48_hours", "96_hours", "168_hours")


def test_bars_left_of_the_line_are_in_time_and_right_of_it_late():
    rows = bands((60, 72, 5, 3, 5), (72, 84, 2, 2, 0), (168, None, 1, 1, 0))
    in_time, late = interview_hours.hours_chart(rows, None).data
    assert list(in_time.y) == [5, 0, 0] and list(late.y) == [0, 2, 1]
    assert in_time.x[0] < 72 < late.x[1]
    assert set(in_time.marker.color) == {IN_TIME[0]}
    assert set(late.marker.color) == {LATE[0]}
    assert list(late.customdata[2]) == [168.0, "", "late", 1]


@pytest.fixture
def hours_of_quarter():
    return pd.Series(
        {
            "median_hours": 41.5, "ninetieth_percentile_hours": 108.7, "with_hours": 110,
            "completed": 112, "share_within_timescale": 0.791,
        }
    )  # fmt: skip


def test_median_and_ninetieth_percentile_are_named_at_their_lines(hours_of_quarter):
    drawn = interview_hours.hours_chart(bands((0, 12, 1, 1, 1)), hours_of_quarter)
    assert {"<b>72 h</b>", "half: 41.5 h", "9 in 10: 108.7 h"} <= set(annotations(drawn))
    # the further right a line, the lower it ends: its label crosses no other
    heights = {shape.x0: shape.y1 for shape in drawn.layout.shapes}
    assert sorted(heights) == [41.5, 72, 108.7]
    assert heights[41.5] > heights[72] > heights[108.7]
    assert interview_hours.hours_title(hours_of_quarter) == (
        "Half were held within 41.5 hours of the return, 79% within 72"
    )
    subtitle = interview_hours.hours_subtitle(hours_of_quarter, "October–December 2021")
    assert subtitle.endswith("October–December 2021: 110, 2 more at a time not known")


def test_a_label_left_of_its_line_is_above_all_others(hours_of_quarter):
    hours_of_quarter["ninetieth_percentile_hours"] = 400.0
    drawn = interview_hours.hours_chart(bands((0, 12, 1, 1, 1)), hours_of_quarter)
    label = next(a for a in drawn.layout.annotations if a.text.startswith("9 in 10"))
    assert label.xanchor == "right"
    assert label.y == max(shape.y1 for shape in drawn.layout.shapes)


def test_of_too_few_interviews_no_half_is_said(hours_of_quarter):
    hours_of_quarter["with_hours"] = 4
    drawn = interview_hours.hours_chart(bands((0, 12, 4, 1, 4)), hours_of_quarter)
    assert [shape.x0 for shape in drawn.layout.shapes] == [72]
    assert interview_hours.hours_title(hours_of_quarter) == (
        "Too few to say how long it usually takes: 4 episodes with known times"
    )


def test_a_band_includes_its_upper_end_in_words_too():
    edges = [(0, 12), (60, 72), (168, None), (None, None)]
    assert [interview_hours.band_words(*band) for band in edges] == [
        "up to 12 hours", "over 60, up to 72 hours", "over 168 hours", "time not known",
    ]  # fmt: skip


def test_a_time_not_known_is_drawn_only_where_there_is_one():
    without = interview_hours.hours_chart(bands((0, 12, 1, 1, 1), (None, None, 0, 0, 0)), None)
    assert len(without.data[0].x) == 1
    with_it = interview_hours.hours_chart(bands((0, 12, 1, 1, 1), (None, None, 2, 1, 0)), None)
    assert "not<br>known" in with_it.layout.xaxis.ticktext


def test_a_time_not_known_is_not_drawn_as_late():
    drawn = interview_hours.hours_chart(bands((0, 12, 1, 1, 1), (None, None, 2, 1, 0)), None)
    assert drawn.data[1].hovertext[1] == "time not known: 2 episodes"
    assert drawn.data[1].marker.color[1] == PENDING[0]


@pytest.fixture
def quarters():
    return pd.DataFrame(
        {
            "quarter_start": pd.to_datetime(["2021-04-01", "2021-07-01", "2021-10-01"]),
            "quarter": ["2021-Q2", "2021-Q3", "2021-Q4"],
            "completed": [3, 160, 110],
            "with_hours": [3, 160, 110],
            "median_hours": [10.0, 48.6, 41.5],
            "ninetieth_percentile_hours": [20.0, 115.8, 108.7],
            "complete": [True, True, True],
            **{f"within_{time}": [0, 1, 2] for time in TIMES},
            **{f"share_within_{time}": [0, 1 / 160, 2 / 110] for time in TIMES},
        }
    )


def test_quarters_show_median_and_ninetieth_percentile_but_not_of_too_few(quarters):
    drawn = hours_by_quarter.hours_by_quarter_chart(quarters)
    assert "Half: 49" in annotations(drawn) and "109" in annotations(drawn)
    assert len(drawn.layout.yaxis.ticktext) == 2  # the first has three interviews
    lines = [list(trace.x) for trace in drawn.data if trace.mode == "lines"]
    assert sorted(lines) == [[41.5, 108.7], [48.6, 115.8]]
    twin = hours_by_quarter.hours_by_quarter_twin(quarters)
    assert twin["Nine in ten within"].tolist() == ["–", "115.8 hours", "108.7 hours"]
    assert twin["Half within"].tolist() == ["–", "48.6 hours", "41.5 hours"]
    shares = hours_by_quarter.shares_twin(quarters)
    assert shares["Within a week"].tolist() == ["0.0% (0)", "0.6% (1)", "1.8% (2)"]


@pytest.mark.parametrize(
    ("timescale", "heads"),
    [
        (72, ["24 hours", "48 hours", "72 hours", "96 hours", "a week"]),
        (50, ["24 hours", "48 hours", "50 hours", "96 hours", "a week"]),
        (48, ["24 hours", "48 hours", "96 hours", "a week"]),  # one of the others: once
        (168, ["24 hours", "48 hours", "96 hours", "a week"]),
        (200, ["24 hours", "48 hours", "96 hours", "a week", "200 hours"]),
    ],
)
def test_the_timescale_stands_among_the_other_times_by_its_length_and_once(
    quarters, monkeypatch, timescale, heads
):
    monkeypatch.setattr(hours_by_quarter, "TIMESCALE_HOURS", timescale)
    quarters["within_timescale"] = [0, 7, 8]
    table = hours_by_quarter.shares_twin(quarters)
    assert list(table.columns[2:]) == [f"Within {head}" for head in heads]
    own = "Within a week" if timescale == 168 else f"Within {timescale} hours"
    assert table[own].tolist() == ["0.0% (0)", "0.6% (7)", "1.8% (8)"]


def test_a_line_at_a_long_timescale_is_on_the_picture_even_without_a_quarter(quarters, monkeypatch):
    monkeypatch.setattr(hours_by_quarter, "TIMESCALE_HOURS", 120)
    drawn = hours_by_quarter.hours_by_quarter_chart(quarters.assign(with_hours=0))
    assert drawn.layout.shapes[0].x0 == 120 < drawn.layout.xaxis.range[1]


def test_the_latest_whole_quarter_is_held_against_the_one_before(quarters):
    title = hours_by_quarter.hours_by_quarter_title
    assert title(quarters) == (
        "In October–December nine in ten were held within 109 hours, 7 fewer than in July–September"
    )
    part = quarters.assign(complete=[True, True, False])
    # the quarter before has three interviews, and the one before that is not the one before
    assert title(part) == "In July–September nine in ten were held within 116 hours"
    skipped = quarters.assign(with_hours=[9, 3, 110])
    assert title(skipped) == "In October–December nine in ten were held within 109 hours"
    assert hours_by_quarter.shares_twin(part)["Quarter"].iloc[2] == "October–December 2021, so far"
    assert hours_by_quarter.hours_by_quarter_chart(part).layout.yaxis.ticktext[1].endswith("so far")
