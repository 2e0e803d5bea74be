"""What is drawn and what is said, on hand-worked rows; nothing is changed that is given."""

import pandas as pd
import pytest

from analytics.charts import findings, readings, twins, words
from analytics.charts.categories import of_category, table_of_category
from analytics.charts.changes import nothing_compared, what_changed
from analytics.charts.control import control_chart_figure, signal_meaning
from analytics.charts.denominators import denominators_chart
from analytics.charts.episodes import episodes_twin
from analytics.charts.lengths import lengths_chart, looked_after_chart
from analytics.charts.outcomes import outcome_counts, outcomes_chart
from analytics.charts.theme import rounded_top, spread
from analytics.charts.trends import part_words, time_axis, trend_by_placement_chart, trend_chart
from analytics.definitions import AUTHORITY_CODE
from tests.charts import colours


def summary(*counts, unit="quarter", freq="QS") -> pd.DataFrame:
    """Rows of a summary; counts in the order of names below."""
    names = ["children", "episodes", "completed", "voided", "pending", "not_recorded", "in_time"]
    rows = pd.DataFrame(counts, columns=names)
    rows["declined"] = 0
    rows["in_time_of_episodes"] = rows["in_time"] / rows["episodes"].where(rows["episodes"] > 0)
    left = rows["episodes"] - rows["voided"]
    rows["in_time_of_not_voided"] = rows["in_time"] / left.where(left > 0)
    rows["in_time_of_completed"] = rows["in_time"] / rows["completed"].where(rows["completed"] > 0)
    rows["complete"] = True
    rows[f"{unit}_start"] = pd.date_range("2021-01-01", periods=len(rows), freq=freq)
    return rows


@pytest.fixture
def report():
    """The report's year, with the three of the fourth quarter that are pending."""
    return summary(
        (30, 139, 129, 7, 0, 3, 106),
        (37, 185, 184, 1, 0, 0, 147),
        (39, 177, 160, 8, 0, 9, 123),
        (36, 133, 110, 9, 3, 11, 87),
    )


@pytest.fixture
def empty_quarter():
    """A quarter in which nobody went missing, after one in which one child did, once."""
    return summary((1, 1, 0, 0, 0, 1, 0), (0, 0, 0, 0, 0, 0, 0))


@pytest.fixture
def by_placement():
    starts = list(pd.date_range("2021-01-01", periods=3, freq="MS"))
    residential = summary((2, 6, 4, 1, 0, 1, 3), (1, 2, 2, 0, 0, 0, 2), (0, 0, 0, 0, 0, 0, 0))
    foster = summary((1, 1, 1, 0, 0, 0, 0), (1, 1, 1, 0, 0, 0, 1), (0, 0, 0, 0, 0, 0, 0))
    rows = pd.concat([residential, foster], ignore_index=True)
    rows["placement_type"] = ["residential"] * 3 + ["foster"] * 3
    return rows.assign(period_start=starts * 2).drop(columns="quarter_start")


@pytest.fixture
def points():
    """Twelve weeks of a control chart with two signals of one kind that do not touch."""
    signals = [None, "above upper limit"] + [None] * 8 + ["above upper limit", None]
    return pd.DataFrame(
        {
            "period_start": pd.date_range("2021-01-04", periods=12, freq="7D"),
            "value": [5.0, 30, 6, 5, 6, 5, 6, 5, 6, 5, 31, 5],
            "mean": 9.6,
            "lower": 0.0,
            "upper": 28.4,
            "lower_near": 0.0,
            "upper_near": 22.1,
            "special_cause": signals,
            "trial": False,
        }
    )


@pytest.fixture
def bands():
    return pd.DataFrame(
        {
            "band": ["under 6 hours", "6 to 24 hours", "still missing", "not known"],
            "episodes": [398, 1, 1, 0],
            "children": [40, 1, 1, 0],
            "share": [0.995, 0.0025, 0.0025, 0.0],
            "median_gone_hours": 4.0,
            "over_24_hours": 0,
            "with_known_length": 399,
        }
    )


@pytest.fixture
def rates():
    return pd.DataFrame(
        {
            "period_start": [pd.Timestamp("2021-10-01")],
            "period_end": [pd.Timestamp("2022-01-01")],
            "children": [36],
            "episodes": [133],
            "looked_after": [600],
            "children_per_100": [6.0],
            "episodes_per_100": [22.1667],
        }
    )


def annotations(figure) -> list[str]:
    return [annotation.text for annotation in figure.layout.annotations]


# What is drawn


def test_the_stacked_parts_of_each_quarter_reach_its_episodes(report):
    figure = outcomes_chart(report)
    heights = {trace.name: list(trace.y) for trace in figure.data}
    assert heights["In time"] == [106, 147, 123, 87]
    assert heights["Later"] == [23, 37, 37, 23]
    assert heights["Voided"] == [7, 1, 8, 9]
    assert heights["Pending"] == [0, 0, 0, 3]
    assert heights["Not recorded"] == [3, 0, 9, 11]
    last = figure.data[-1]
    assert [base + height for base, height in zip(last.base, last.y, strict=True)] == [
        139,
        185,
        177,
        133,
    ]


def test_the_stacked_parts_stand_on_zero_under_words_for_what_is_counted(report):
    figure = outcomes_chart(report)
    assert figure.layout.yaxis.range[0] == 0
    assert figure.layout.yaxis.range[1] >= 185
    assert "Missing episodes" in annotations(figure)
    assert list(figure.layout.xaxis.ticktext)[-1] == "Oct–Dec<br>2021"


def test_each_total_and_each_part_of_the_last_quarter_is_named_at_its_mark(report):
    texts = annotations(outcomes_chart(report))
    assert [f"<b>{total}</b>" for total in (139, 185, 177, 133)] == texts[1:5]
    assert texts[5:] == ["In time 87", "Later 23", "Voided 9", "Pending 3", "Not recorded 11"]


def test_names_of_parts_do_not_run_into_each_other_or_out_of_the_chart(report):
    figure = outcomes_chart(report)
    heights = [note.y for note in figure.layout.annotations][5:]
    assert all(b - a >= 200 * 0.058 - 1e-9 for a, b in zip(heights, heights[1:], strict=False))
    assert max(heights) <= figure.layout.yaxis.range[1]


def test_a_digit_stands_only_in_a_part_high_enough_for_it(report):
    voided = next(trace for trace in outcomes_chart(report).data if trace.name == "Voided")
    assert list(voided.text) == ["", "", "", "9"]  # of 200 on the axis, nine is the least that fits


def test_a_mark_knows_its_quarter_and_outcome(report):
    figure = outcomes_chart(report)
    assert list(figure.data[0].customdata[2]) == ["2021-07-01", "in_time", 123]


@pytest.mark.parametrize("dark", [False, True])
def test_each_outcome_has_its_one_colour_and_what_is_unknown_a_pattern_too(report, dark):
    drawn = {t.name: t.marker.color for t in outcomes_chart(report, dark=dark).data}
    assert drawn == {
        "In time": colours.IN_TIME[dark],
        "Later": colours.LATE[dark],
        "Voided": colours.VOIDED[dark],
        "Declined": colours.DECLINED[dark],
        "Pending": colours.PENDING[dark],
        "Not recorded": colours.NOT_RECORDED[dark],
    }
    patterns = {t.name: t.marker.pattern.shape for t in outcomes_chart(report).data}
    assert patterns == {
        "In time": "", "Later": "", "Voided": "", "Declined": ".", "Pending": "-",
        "Not recorded": "/",
    }  # fmt: skip


def test_three_rates_of_one_number_stand_beside_those_of_the_quarter_before(report):
    figure = denominators_chart(report.iloc[3], report.iloc[2])
    filled = [t.x[0] for t in figure.data if t.mode == "markers" and t.marker.size == 15]
    hollow = [t.x[0] for t in figure.data if t.mode == "markers" and t.marker.size == 13]
    assert filled == pytest.approx([87 / 133, 87 / 124, 87 / 110])
    looks = {t.marker.size: t.marker for t in figure.data if t.mode == "markers"}
    assert looks[15].color == colours.IN_TIME[0]
    assert looks[13].color == colours.BACKGROUND[0]
    assert looks[13].line.color == colours.COMPARISON[0]
    assert hollow == pytest.approx([123 / 177, 123 / 169, 123 / 160])
    texts = annotations(figure)
    assert "of all 133 episodes: 87 in time" in texts
    assert "of 124 not voided: 87 in time" in texts
    assert "of 110 completed: 87 in time" in texts
    assert {"<b>65.4%</b>", "<b>70.2%</b>", "<b>79.1%</b>", "our aim 80%"} <= set(texts)


def test_an_axis_that_does_not_start_at_zero_says_where_it_starts(report):
    axis = denominators_chart(report.iloc[3], report.iloc[2]).layout.xaxis
    assert axis.title.text == "Share with an interview in time; the axis starts at 55%"
    low = denominators_chart(summary((1, 10, 10, 0, 0, 0, 1)).iloc[0], None).layout.xaxis
    assert low.title.text.endswith("; the axis starts at 5%")
    zero = denominators_chart(summary((1, 10, 10, 0, 0, 0, 0)).iloc[0], None).layout.xaxis
    assert zero.title.text == "Share with an interview in time"


def test_a_quarter_without_completed_interviews_or_one_before_is_drawn(empty_quarter):
    figure = denominators_chart(empty_quarter.iloc[0], None)
    assert "of 0 completed: 0 in time" in annotations(figure)
    assert "<b>0.0%</b>" in annotations(figure)  # of the one episode
    nothing = denominators_chart(empty_quarter.iloc[1], empty_quarter.iloc[0])
    assert "of all 0 episodes: 0 in time" in annotations(nothing)


def test_a_count_over_time_is_bars_from_zero(report):
    figure = trend_chart(report, "episodes", "quarter")
    assert figure.data[0].type == "bar"
    assert list(figure.data[0].y) == [139, 185, 177, 133]
    assert figure.layout.yaxis.range[0] == 0
    assert annotations(figure) == ["Missing episodes"]
    assert set(figure.data[0].marker.color) == {colours.MISSING[0]}


def test_a_rate_over_time_is_a_line_on_an_axis_to_one_hundred(report):
    figure = trend_chart(report, "in_time_of_completed", "quarter")
    assert figure.data[0].type == "scatter"
    assert list(figure.data[0].y) == pytest.approx([106 / 129, 147 / 184, 123 / 160, 87 / 110])
    assert figure.layout.yaxis.range == (0, 1.08)
    assert list(figure.data[0].text) == ["82.2%", "79.9%", "76.9%", "79.1%"]
    assert {figure.data[0].line.color, *figure.data[0].marker.color} == {colours.IN_TIME[0]}


def test_each_placement_type_has_a_chart_of_its_own_on_the_same_scale(by_placement):
    figure = trend_by_placement_chart(by_placement, "episodes", "month")
    assert [list(trace.y) for trace in figure.data] == [[6, 2, 0], [1, 1, 0]]
    assert annotations(figure) == ["<b>Residential</b>", "<b>Foster</b>"]
    assert figure.layout.yaxis.range == figure.layout.yaxis2.range


def test_a_year_of_weeks_has_at_most_seven_labels_with_the_year_where_it_turns():
    figure = trend_chart(summary((1, 1, 1, 0, 0, 0, 1)), "episodes", "quarter")
    time_axis(figure, pd.Series(pd.date_range("2020-12-28", periods=53, freq="7D")), "week")
    texts = list(figure.layout.xaxis.ticktext)
    assert len(texts) <= 7
    assert texts[:2] == ["Dec<br>2020", "Feb<br>2021"]
    assert "2021" not in "".join(texts[2:])


def test_a_control_chart_shows_limits_and_marks_signals_by_shape_and_colour(points):
    figure = control_chart_figure(points, "episodes", "week")
    values = figure.data[-1]
    assert list(values.y) == list(points["value"])
    assert [s == "diamond" for s in values.marker.symbol] == [n in (1, 10) for n in range(12)]
    small, large = values.marker.size[:2]
    assert small < large and set(values.marker.size) == {small, large}
    assert values.marker.color[1] == colours.NEUTRAL_SIGNAL[0]
    assert values.marker.color[0] == values.line.color == colours.COMMON_CAUSE[0]
    assert annotations(figure) == [
        "Missing episodes",
        "upper limit<br>28.4",
        "mean<br>9.6",
        "lower limit<br>0.0",
    ]
    limits = {trace.y[0]: trace.line.dash for trace in figure.data[:-1]}
    assert limits == {28.4: "dash", 22.1: "dot", 9.6: "solid", 0.0: "dash"}
    assert {note.text: note.y for note in figure.layout.annotations[1:]} == {
        "upper limit<br>28.4": 28.4,
        "mean<br>9.6": 9.6,
        "lower limit<br>0.0": 0.0,
    }
    assert figure.layout.yaxis.range[0] == 0
    assert figure.layout.yaxis.range[1] >= 31
    twin = twins.control_twin(points, "episodes", "week")
    assert twin.iloc[0, 2:5].tolist() == ["9.6", "0.0", "28.4"]
    assert list(twin.columns[2:5]) == ["Mean", "Lower limit", "Upper limit"]


@pytest.mark.parametrize("dark", [False, True])
def test_a_signal_of_timeliness_is_blue_or_orange_and_of_counts_purple(points, dark):
    signals = ["above upper limit", "below lower limit", None, *[None] * 9]
    for name, above, below in (
        ("in_time_of_episodes", colours.IMPROVEMENT, colours.CONCERN),
        ("episodes", colours.NEUTRAL_SIGNAL, colours.NEUTRAL_SIGNAL),
    ):
        rows = points.assign(special_cause=signals)
        drawn = control_chart_figure(rows, name, "week", dark=dark).data[-1].marker.color
        assert list(drawn[:3]) == [above[dark], below[dark], colours.COMMON_CAUSE[dark]]


def test_only_timeliness_is_good_or_bad():
    assert signal_meaning("episodes", "above upper limit") == "neutral_signal"
    assert signal_meaning("children", "below lower limit") == "neutral_signal"
    assert signal_meaning("in_time_of_episodes", "above upper limit") == "improvement"
    assert signal_meaning("in_time_of_episodes", "seven below mean") == "concern"
    assert signal_meaning("in_time_of_episodes", None) == "common_cause"


def test_lengths_are_labelled_and_a_small_share_is_not_called_none(bands):
    figure = lengths_chart(bands)
    assert list(figure.data[0].text) == ["398 (100%)", "1 (under 1%)", "1 (under 1%)"]
    assert list(figure.data[0].y) == ["under 6 hours", "6 to 24 hours", "still missing"]
    assert figure.data[0].marker.color == colours.MISSING[0]
    assert figure.layout.xaxis.range[0] == 0


def test_the_rate_of_looked_after_children_is_a_bar_from_zero(rates):
    figure = looked_after_chart(rates)
    assert list(figure.data[0].y) == [6.0]
    assert figure.data[0].marker.color == colours.MISSING[0]
    assert figure.layout.yaxis.range[0] == 0
    assert annotations(figure) == ["Children per 100 looked after"]


def test_a_rate_is_named_by_its_whole_period_and_a_dash_where_nobody_was_looked_after(rates):
    year = rates.assign(
        period_start=pd.Timestamp("2020-04-01"), period_end=pd.Timestamp("2021-04-01")
    )
    assert readings.looked_after_title(year) == (
        "6.0 in every 100 looked-after children went missing in April 2020–March 2021"
    )
    assert twins.looked_after_twin(year)["Period"][0] == "April 2020–March 2021"
    assert looked_after_chart(year).layout.xaxis.ticktext[0] == "Apr 2020–<br>Mar 2021"
    nobody = year.assign(looked_after=0, children_per_100=float("nan"), episodes_per_100=None)
    row = twins.looked_after_twin(nobody).iloc[0]
    assert row["Children per 100"] == row["Episodes per 100"] == "–"
    assert looked_after_chart(nobody).data[0].text[0] == "–"
    assert "nan" not in readings.looked_after_title(nobody)


def test_a_mark_over_time_knows_its_placement_and_how_many_episodes_it_counts(by_placement):
    by_month = trend_by_placement_chart(by_placement, "voided", "month")
    assert list(by_month.data[0].customdata[0]) == ["2021-01-01", "residential", 1]
    rate = trend_by_placement_chart(by_placement, "in_time_of_completed", "month")
    assert list(rate.data[1].customdata[0]) == ["2021-01-01", "foster", 1]


def test_a_chart_of_nothing_is_drawn_without_an_error(points):
    assert control_chart_figure(points.head(0), "episodes", "week").data == ()


def test_drawing_and_saying_leave_the_rows_as_they_were(report, by_placement, points, bands, rates):
    given = [report, by_placement, points, bands, rates]
    before = [frame.copy(deep=True) for frame in given]
    outcomes_chart(report), denominators_chart(report.iloc[3], report.iloc[2])
    trend_chart(report, "episodes", "quarter"), twins.trend_twin(report, "episodes", "quarter")
    trend_by_placement_chart(by_placement, "episodes", "month")
    (
        control_chart_figure(points, "episodes", "week"),
        readings.control_reading(points, "episodes", "week"),
    )
    lengths_chart(bands), twins.lengths_twin(bands)
    looked_after_chart(rates), twins.looked_after_twin(rates)
    twins.report_table(report), findings.outcomes_title(report)
    for frame, copy in zip(given, before, strict=True):
        pd.testing.assert_frame_equal(frame, copy)


# What is said


def test_the_headline_says_both_ways_without_praise_or_blame(report):
    assert (
        findings.headline(report.iloc[3], report.iloc[2])
        == "Fewer episodes in October–December, but a smaller share had an interview in time"
    )
    assert (
        findings.headline(report.iloc[1], report.iloc[0])
        == "More episodes in April–June, but a larger share had an interview in time"
    )
    assert (
        findings.headline(report.iloc[2], report.iloc[2])
        == "As many episodes in July–September, and the same share had an interview in time"
    )
    assert (
        findings.headline(report.iloc[2], summary((1, 10, 10, 0, 0, 0, 8)).iloc[0])
        == "More episodes in July–September, and a smaller share had an interview in time"
    )


def test_the_headline_of_a_first_and_of_an_empty_quarter(report, empty_quarter):
    assert findings.headline(report.iloc[0], None) == "139 episodes in January–March"
    assert findings.headline(empty_quarter.iloc[0], None) == "1 episode in January–March"
    assert (
        findings.headline(empty_quarter.iloc[1], empty_quarter.iloc[0])
        == "No missing episodes in April–June"
    )


def test_a_card_says_the_change_on_the_quarter_before(report):
    now, before = report.iloc[3], report.iloc[2]
    assert findings.change_words("episodes", now, before) == "44 fewer than July–September"
    rate = findings.change_words("in_time_of_episodes", now, before)
    assert rate == "4.1 points lower than July–September"  # 65.41 against 69.49
    assert findings.change_words("children", now, now) == "the same as October–December"
    assert findings.change_words("children", now, None) == "no whole quarter before to compare with"


def test_a_rate_without_a_base_is_not_compared(empty_quarter):
    words_ = findings.change_words(
        "in_time_of_episodes", empty_quarter.iloc[1], empty_quarter.iloc[0]
    )
    assert words_ == "nothing to compare with in January–March"


def test_pending_is_named_beside_what_is_not_recorded(report):
    assert findings.pending_words(report.iloc[3]) == "; another 3 are pending"
    assert findings.pending_words(report.iloc[2]) == ""
    assert findings.pending_words(pd.Series({"pending": 1})) == "; another 1 is pending"


@pytest.fixture
def changes():
    """From the third to the fourth quarter of the report."""
    return pd.DataFrame(
        [
            ("children", 39, 36, -3, 0.7),
            ("episodes", 177, 133, -44, 0.01),
            ("not_recorded", 9, 11, 2, 0.6),
            ("in_time_of_episodes", 123 / 177, 87 / 133, 87 / 133 - 123 / 177, 0.4),
            ("in_time_of_not_voided", 123 / 169, 87 / 124, 87 / 124 - 123 / 169, 0.5),
            ("in_time_of_completed", 123 / 160, 87 / 110, 87 / 110 - 123 / 160, 0.6),
        ],
        columns=["measure", "before", "after", "change", "p_value"],
    )


def test_what_changed_says_whether_chance_would_do_as_much(report, changes):
    assert what_changed(report.iloc[3], changes) == [
        "44 fewer episodes than in July–September: a larger change than chance would usually make; "
        "3 fewer children went missing, which chance alone could do.",
        "Of all episodes 65.4% had an interview in time, against 69.5%, which chance alone could "
        "do; of those completed 79.1%, against 76.9%.",
        "11 episodes have no outcome recorded, against 9; another 3 are pending. Episodes without "
        "an outcome, pending ones included, count in the share of all episodes but not in that of "
        "those completed.",
    ]


def test_a_change_at_the_boundary_of_chance_is_within_it(report, changes):
    at_boundary = changes.assign(p_value=0.05)
    assert "a larger change" not in " ".join(what_changed(report.iloc[3], at_boundary))


def test_nothing_changed_is_said_as_a_sentence(report, changes):
    still = changes.assign(before=changes["after"], change=0.0, p_value=1.0)
    assert what_changed(report.iloc[3], still)[0] == (
        "No more and no fewer episodes than in July–September; "
        "no more and no fewer children went missing."
    )


def test_one_is_written_in_the_singular(report, changes):
    one = changes.assign(change=[1, 1, 0, 0, 0, 0])
    first = what_changed(report.iloc[3], one)[0]
    assert first.startswith("1 more episode than") and "; 1 more child went missing" in first


def test_without_a_whole_quarter_before_nothing_is_said_to_have_changed(report, changes):
    assert what_changed(report.iloc[0], changes.head(0)) == []
    said = nothing_compared(report.iloc[0], None, pd.Timestamp("2021-01-01"))
    assert said == (
        "The records begin in January 2021, so there is no whole quarter before to compare with."
    )
    part = report.head(1).assign(complete=False).iloc[0]
    said = nothing_compared(report.iloc[1], part, pd.Timestamp("2021-02-15"))
    assert said.startswith("The records begin on 15 February 2021, so there is no whole quarter")


@pytest.fixture
def part_quarter(report):
    """The report's fourth quarter as if the records ended within it."""
    return report.assign(complete=[True, True, True, False])


def test_a_quarter_that_is_not_over_is_not_compared_with_a_whole_one(part_quarter):
    now, before = part_quarter.iloc[3], part_quarter.iloc[2]
    said = findings.headline(now, before, over=False)
    assert said == "133 episodes in October–December so far"
    assert findings.change_words("episodes", now, before) == "part of a quarter: not compared"
    assert nothing_compared(now, before, pd.Timestamp("2021-01-01"), over=False) == (
        "October–December is not over: what is known of it is not compared with a whole quarter "
        "before."
    )
    # The part with no outcome is the largest yet, 8.3%, but of a part of a quarter.
    title = findings.outcomes_title(part_quarter)
    assert title == "Most episodes end with an interview in time so far"


def test_a_quarter_that_the_records_begin_in_is_not_compared_with(report):
    begun = report.assign(complete=[False, True, True, True])
    now, before = begun.iloc[1], begun.iloc[0]
    assert findings.headline(now, before) == "185 episodes in April–June"
    assert (
        findings.change_words("episodes", now, before) == "no whole quarter before to compare with"
    )
    assert findings.headline(before, None) == "139 episodes in the recorded part of January–March"


def test_a_part_of_a_period_is_drawn_lighter_and_is_neither_highest_nor_lowest(part_quarter):
    for figure in ("episodes", "in_time_of_episodes"):
        drawn = trend_chart(part_quarter, figure, "quarter").data[0]
        whole, part = drawn.marker.color[2:4]
        assert part != whole and part.startswith("rgba(") and part.endswith(",0.45)")
        assert set(drawn.marker.color[:3]) == {whole}
        assert "(part of a quarter)" in drawn.hovertext[3]
    assert readings.trend_title(part_quarter, "episodes", "quarter") == (
        "Missing episodes: highest in April–June 2021 (185), lowest in January–March 2021 (139)"
    )
    assert part_words(part_quarter, "quarter") == "; lighter: part of a quarter"
    only = readings.trend_title(part_quarter.tail(1), "episodes", "quarter")
    assert only == "Missing episodes: no whole quarter yet to compare"


def test_the_outcomes_title_speaks_of_growth_only_where_the_part_is_the_largest_yet(report):
    grown = "Most episodes end with an interview in time; the part with no outcome has grown"
    assert findings.outcomes_title(report) == grown  # 8.3% after 2.2, 0 and 5.1
    assert findings.outcomes_title(report.head(2)) == "Most episodes end with an interview in time"
    assert findings.outcomes_title(report.head(1)) == "Most episodes end with an interview in time"
    pending = summary((1, 10, 9, 0, 0, 1, 9), (1, 10, 6, 0, 4, 0, 6))
    assert findings.outcomes_title(pending) == "Most episodes end with an interview in time"


def test_the_outcomes_title_of_few_in_time_and_of_none(empty_quarter):
    half = summary((1, 10, 10, 0, 0, 0, 5))
    assert (
        findings.outcomes_title(half)
        == "No more than half of the episodes end with an interview in time"
    )
    assert findings.outcomes_title(empty_quarter.tail(1)) == "No episodes to show"


def test_trend_titles_name_the_highest_and_the_lowest(report):
    assert readings.trend_title(report, "episodes", "quarter") == (
        "Missing episodes: highest in April–June 2021 (185), lowest in October–December 2021 (133)"
    )
    one = report.head(1)
    assert (
        readings.trend_title(one, "episodes", "quarter") == "Missing episodes: 139 in every quarter"
    )
    twice = summary((1, 2, 2, 0, 0, 0, 2), (0, 0, 0, 0, 0, 0, 0), (0, 0, 0, 0, 0, 0, 0))
    assert readings.trend_title(twice, "episodes", "quarter").endswith("lowest, 0, in 2 quarters")
    none = summary((1, 1, 0, 1, 0, 0, 0))
    assert readings.trend_title(none, "in_time_of_completed", "quarter").endswith(
        "nothing to show for this selection"
    )


def test_placement_titles_name_the_largest_share_and_the_rates(by_placement):
    assert (
        readings.placement_title(by_placement, "episodes")
        == "80% of the episodes began in placements of one type: residential"
    )
    assert readings.placement_title(by_placement, "in_time_of_episodes") == (
        "In time, of all episodes: 62.5% for residential placements, 50.0% for foster"
    )


def test_signals_apart_from_each_other_are_not_told_as_one_stretch(points):
    assert readings.control_reading(points, "episodes", "week") == [
        "On average 9.6 a week; unless something changes, expect between 0 and 28.4.",
        "Above the upper limit: week from 11 January 2021; week from 15 March 2021.",
    ]
    assert (
        readings.control_title(points, "episodes", "week")
        == "Missing episodes: 2 of 12 weeks stand out"
    )


def test_signals_in_a_row_are_told_as_a_stretch(points):
    run = [None] * 3 + ["seven above mean"] * 7 + [None] * 2
    sentences = readings.control_reading(points.assign(special_cause=run), "episodes", "week")
    assert sentences[1] == (
        "Seven or more in a row above the mean: week from 25 January 2021 to week from 8 March "
        "2021."
    )


def test_a_quiet_control_chart_and_a_short_one_are_read_as_such(points):
    quiet = points.assign(special_cause=None, trial=True)
    assert readings.control_title(quiet, "episodes", "week") == (
        "Missing episodes: varying, not changing"
    )
    sentences = readings.control_reading(quiet, "episodes", "week")
    assert sentences[1] == "No week stands out: the ups and downs are what chance does."
    assert sentences[2].startswith("Only 12 weeks: these are trial limits")
    assert readings.control_reading(points.head(1), "episodes", "week") == [
        "Fewer than two whole weeks: no limits can be drawn."
    ]


def test_lengths_are_told_by_the_median(bands):
    assert readings.lengths_title(bands) == "Half were back within 4 hours; 100% within a day"
    unknown = bands.assign(with_known_length=0)
    assert readings.lengths_title(unknown).startswith("How long children were gone is not known")


# Words and tables


def test_numbers_are_written_as_a_reader_expects():
    assert words.number(1234) == "1,234" and words.number(None) == "–" and words.number("c") == "c"
    assert words.percent(0.65413) == "65.4%" and words.percent(None) == "–"
    assert words.whole_percent(0.004) == "under 1%" and words.whole_percent(0) == "0%"
    assert words.whole_percent(0.58) == "58%" and words.whole_percent("c") == "c"
    assert words.counted(1, "child", "children") == "1 child"
    assert words.counted(0, "episode") == "0 episodes"


def test_lengths_of_time_are_written_in_the_unit_a_person_would_use():
    assert words.hours(0.5) == "30 minutes"
    assert words.hours(1) == "1 hour" and words.hours(1 / 60) == "1 minute"
    assert words.hours(7.5) == "7.5 hours"
    assert words.hours(47.9) == "47.9 hours"
    assert words.hours(48) == "2 days"
    assert words.hours(None) == "–"


def test_periods_are_written_in_words():
    first = pd.Timestamp("2021-10-01")
    assert words.quarter_words(first) == "October–December 2021"
    assert words.quarter_words(first, year=False) == "October–December"
    assert words.period_words(first, "month") == "October 2021"
    assert words.period_words(pd.Timestamp("2021-10-04"), "week") == "week from 4 October 2021"
    assert words.span_words(first, pd.Timestamp("2022-01-01")) == "October–December 2021"
    assert words.span_words(first, pd.Timestamp("2021-11-01")) == "October 2021"
    assert words.span_words(first, pd.Timestamp("2021-10-08")) == "1 October 2021 to 7 October 2021"
    assert words.moment_words(pd.Timestamp("2022-01-01")) == "1 January 2022"
    assert words.moment_words(pd.Timestamp("2022-01-01 09:05")) == "1 January 2022, 09:05"


def test_a_quarter_counted_from_april_has_its_number_beside_its_months(report):
    first = pd.Timestamp("2021-10-01")
    assert words.quarter_name(first, "2021/22-Q3") == "October–December 2021 (2021/22 Q3)"
    assert words.quarter_name(first, "2021-Q4") == "October–December 2021"
    assert words.short_quarter(first, "2021/22-Q3") == "Oct–Dec<br>Q3 21/22"
    labels = ["2020/21-Q4", "2021/22-Q1", "2021/22-Q2", "2021/22-Q3"]
    numbered = report.assign(quarter=labels)
    assert twins.outcomes_twin(numbered)["Quarter"].iloc[-1].endswith("(2021/22 Q3)")
    assert twins.trend_twin(numbered, "episodes", "quarter")["Quarter"][0].endswith("(2020/21 Q4)")


def test_words_for_missing_episodes_become_those_of_the_category():
    assert of_category("Missing episodes", "away") == "Away episodes"
    assert of_category("Missing episodes", "all") == "Missing and away episodes"
    assert of_category("Children who went missing", "missing") == "Children who went missing"
    assert of_category("3 fewer children went missing", "away") == ("3 fewer children were away")
    rows = pd.DataFrame({"Quarter": ["January"], "Missing episodes": [1]})
    assert list(table_of_category(rows, "away")) == ["Quarter", "Away episodes"]


def test_labels_are_moved_apart_upwards_in_their_order():
    assert spread([5.0, 1.0, 1.2], gap=1.0) == [5.0, 1.0, 2.0]
    assert spread([0.0, 0.0, 0.0], gap=2.0) == [0.0, 2.0, 4.0]
    assert spread([], gap=1.0) == []


@pytest.mark.parametrize(
    ("highest", "top"), [(0, 1), (1, 1.2), (9, 10), (96, 100), (97, 120), (185, 200), (0.5, 0.6)]
)
def test_an_axis_ends_at_a_round_number_above_the_highest_value(highest, top):
    assert rounded_top(highest) == pytest.approx(top)


def test_the_outcomes_table_adds_up_to_the_episodes(report):
    twin = twins.outcomes_twin(report)
    parts = twin.drop(columns=["Quarter", "Episodes"])
    assert list(parts.sum(axis="columns")) == [139, 185, 177, 133]
    assert list(outcome_counts(report)["late"]) == [23, 37, 37, 23]


def test_the_reports_table_hides_a_row_of_pending_where_there_is_none(report):
    labels = list(twins.report_table(report.head(3))["Figure"])
    assert labels[-1] == "No outcome recorded" and len(labels) == 6
    assert list(twins.report_table(report)["Figure"])[-1] == "Outcome pending"


def test_the_title_of_the_denominators_gives_the_lowest_and_the_highest_where_there_are_episodes(
    report, empty_quarter
):
    title = "One number, three denominators"
    assert findings.denominators_title(report.iloc[-1]) == f"{title}: 65.4% or 79.1%"
    assert findings.denominators_title(empty_quarter.iloc[1]) == title


def test_the_denominators_table_says_what_each_rate_is_a_share_of(report):
    last = twins.denominators_twin(report).iloc[-1]
    assert list(last) == [
        "October–December 2021",
        87,
        "65.4% (133)",
        "70.2% (124)",
        "79.1% (110)",
    ]


def test_the_denominators_table_leaves_out_what_is_withheld_in_its_own_cell_alone(report):
    report = report.astype(object)
    report.loc[report.index[-1], ["voided", "in_time_of_not_voided"]] = "c"
    table = twins.denominators_twin(report)
    assert list(table.iloc[-1])[2:] == ["65.4% (133)", "c", "79.1% (110)"]
    assert table.iloc[-2]["Of those not voided"] == "72.8% (169)"


def test_of_the_published_figures_the_page_shows_our_own_and_the_wider_ones():
    areas = ["England", "East Midlands", "Ours", "Another"]
    published = pd.DataFrame(
        {
            "area_name": areas,
            "geographic_level": ["National", "Regional", "Local authority", "Local authority"],
            "area_code": ["E92000001", "E12000004", AUTHORITY_CODE, "E00000000"],
        }
    )
    assert list(twins.own_and_wider(published)["area_name"]) == areas[:3]


def test_the_table_of_episodes_is_in_words_with_a_dash_for_what_is_not_known():
    episode = {
        "episode_id": "e1",
        "child_id": "A",
        "missing_at": pd.Timestamp("2021-12-31 22:00"),
        "returned_at": pd.NaT,
        "gone_hours": float("nan"),
        "placement_type": "semi_independent",
        "out_of_area": None,
        "setting": None,
        "place": None,
        "found_setting": None,
        "travel_mode": "taxi",
        "return_method": None,
        "companions": "family, other_children_in_care",
        "interview_state": "pending",
        "hours_to_interview": float("nan"),
        "in_time": False,
    }
    row = episodes_twin(pd.DataFrame([episode])).iloc[0]
    assert row["Placement"] == "Semi-independent" and row["Interview"] == "Pending"
    assert row["Hours gone"] == row["Out of area"] == row["Found at"] == "–"
    assert row["In time"] == "no"
    assert row["Travelled"] == "By taxi" and row["With"] == "Family, Other children in care"
