"""What the page Return interviews draws and says, on hand-worked rows."""

import pandas as pd
import pytest

from analytics.charts import hours_by_quarter, interview_hours, next_episode, targets, waiting
from analytics.charts.findings import change_words, count_words, interviews_headline
from analytics.charts.groups import among_words, group_words
from analytics.charts.interview_flow import flow_chart, flow_title, flow_twin, row_words
from analytics.charts.rate_change import (
    change_sentences,
    drawn_effects,
    points,
    rate_change_chart,
    rate_change_title,
    rate_change_twin,
)
from analytics.charts.timeliness import (
    drawn_groups,
    timeliness_chart,
    timeliness_subtitle,
    timeliness_title,
    timeliness_twin,
)
from analytics.definitions import COLOURS, DIMENSIONS


def annotations(figure) -> list[str]:
    return [annotation.text for annotation in figure.layout.annotations]


@pytest.fixture
def flow():
    """Ten episodes, four of them in time."""
    rows = [
        ("episode", "reached", "", 10),
        ("episode", "still_missing", "", 1),
        ("back", "reached", "", 9),
        ("back", "voided", "Recorded in error", 2),
        ("offered", "reached", "", 7),
        ("offered", "not_recorded", "", 1),
        ("completed", "reached", "", 6),
        ("completed", "late", "", 2),
        ("in_time", "reached", "", 4),
    ]
    rows = pd.DataFrame(rows, columns=["stage", "part", "reason", "episodes"])
    return rows.assign(children=rows["episodes"])


@pytest.fixture
def quarter():
    return pd.Series(
        {
            "quarter_start": pd.Timestamp("2021-10-01"),
            "quarter": "2021-Q4",
            "children": 36, "episodes": 133, "completed": 110, "voided": 9, "declined": 0,
            "pending": 3, "not_recorded": 11, "in_time": 87,
            "in_time_of_episodes": 87 / 133, "in_time_of_not_voided": 87 / 124,
            "in_time_of_completed": 87 / 110, "complete": True,
        }
    )  # fmt: skip


@pytest.fixture
def groups():
    """Two groups: one clearly below, one above, and one whose rate is not known."""
    return pd.DataFrame(
        {
            "group": ["in_area", "out_of_area", "not_known"],
            "episodes": [68, 65, 1],
            "completed": [59, 51, 0],
            "in_time": [51, 36, 0],
            "rate": [0.75, 0.5538, None],
            "low": [0.636, 0.433, None],
            "high": [0.838, 0.668, None],
            "base": [68, 65, 1],
            "children": [20, 16, 1],
            "p_value": [0.019, 0.019, None],
            "q_value": [0.019, 0.019, None],
        }
    )


@pytest.fixture
def effects():
    return pd.DataFrame(
        {
            "group": ["residential", "foster"],
            "mix_effect": [0.004, -0.016],
            "rate_effect": [0.01, -0.03],
            "in_time_before": [60, 20],
            "base_before": [80, 30],
            "in_time_after": [50, 12],
            "base_after": [65, 25],
            "children": [10, 6],
        }
    )


# The way of an episode


def test_a_stage_stands_on_zero_and_a_loss_where_the_next_stage_ends(flow):
    bars = [(bar.base[0], bar.x[0]) for bar in flow_chart(flow).data]
    assert bars == [
        (0, 10), (9, 1), (0, 9), (7, 2), (0, 7), (6, 1), (0, 6), (4, 2), (0, 4),
    ]  # fmt: skip


def test_a_mark_of_the_way_says_what_it_stands_for(flow):
    voided = flow_chart(flow).data[3]
    assert list(voided.customdata[0]) == ["back", "voided", "Recorded in error", 2]
    assert voided.hovertext[0] == "Voided: Recorded in error: 2 of 10 episodes, 2 children"


def test_every_stage_and_loss_is_named_beside_its_bar(flow):
    names = list(flow_chart(flow).layout.yaxis.ticktext)
    assert names[0] == "<b>Episodes</b>" and names[1] == "not back yet"
    assert names[3] == "voided: Recorded in<br>error"
    assert names[5] == "no outcome, offered"
    late = flow_chart(flow).data[7]
    assert late.marker.color == COLOURS["late"][0]


def test_the_title_of_the_way_names_the_largest_loss_or_all_that_are_as_large(flow):
    assert flow_title(flow) == (
        "4 of 10 episodes were followed by an interview in time; the largest part of the others: "
        "voided and interviewed later (2 each)"
    )
    more_late = flow.assign(episodes=[10, 1, 9, 2, 7, 0, 7, 3, 4])
    assert flow_title(more_late).endswith("the largest part of the others: interviewed later (3)")
    only = flow[flow["part"] == "reached"]
    assert flow_title(only.assign(episodes=3)) == (
        "3 of 3 episodes were followed by an interview in time"
    )
    assert flow_title(only.assign(episodes=1)) == (
        "1 of 1 episode was followed by an interview in time"
    )


def test_a_voided_interview_without_a_reason_says_so():
    assert row_words("back", "voided", "") == "voided: no reason recorded"
    assert row_words("episode", "voided", "CSE meeting") == "voided: CSE meeting"


def test_words_from_a_record_are_drawn_as_they_were_written(flow, groups):
    flow.loc[3, "reason"] = "Moved <b>again</b> & back"
    drawn = flow_chart(flow)
    assert "&lt;b&gt;again&lt;/b&gt; &amp; back" in drawn.data[3].hovertext[0]
    assert "<b>again" not in drawn.layout.yaxis.ticktext[3]
    groups["group"] = ["Home <1>", "Home 2", "not_known"]
    labels = timeliness_chart(groups, 0.654, "setting", "episodes").layout.yaxis.ticktext
    assert labels[0] == "Home &lt;1&gt;<br>51 of 68"


def test_the_twin_of_the_way_has_every_count(flow):
    twin = flow_twin(flow)
    assert list(twin["Episodes"]) == list(flow["episodes"])
    assert twin["Of all episodes"].iloc[-1] == "40.0%"
    assert twin["Stage or loss"].iloc[1] == "– not back yet"


# How long it takes


def bands(*rows) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["hours_from", "hours_to", "episodes", "children", "in_time"])


def test_bars_left_of_the_line_are_in_time_and_right_of_it_late():
    rows = bands((60, 72, 5, 3, 5), (72, 84, 2, 2, 0), (168, None, 1, 1, 0))
    in_time, late = interview_hours.hours_chart(rows, None).data
    assert list(in_time.y) == [5, 0, 0] and list(late.y) == [0, 2, 1]
    assert in_time.x[0] < 72 < late.x[1]
    assert in_time.marker.color == COLOURS["in_time"][0]
    assert list(late.customdata[2]) == [168.0, "", "late", 1]


@pytest.fixture
def hours_of_quarter():
    return pd.Series(
        {
            "median_hours": 41.5, "ninetieth_percentile_hours": 108.7, "with_hours": 110,
            "completed": 112, "share_within_72_hours": 0.791,
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
            **{f"within_{h}_hours": [0, 1, 2] for h in (24, 48, 72, 96, 168)},
            **{f"share_within_{h}_hours": [0, 1 / 160, 2 / 110] for h in (24, 48, 72, 96, 168)},
        }
    )


def test_quarters_show_median_and_ninetieth_percentile_but_not_of_too_few(quarters):
    drawn = hours_by_quarter.hours_by_quarter_chart(quarters)
    assert "Half: 49" in annotations(drawn) and "109" in annotations(drawn)
    assert len(drawn.layout.yaxis.ticktext) == 2  # the first has three interviews
    twin = hours_by_quarter.hours_by_quarter_twin(quarters)
    assert twin["Half within"].tolist() == ["–", "48.6 hours", "41.5 hours"]
    shares = hours_by_quarter.shares_twin(quarters)
    assert shares["Within a week"].tolist() == ["0.0% (0)", "0.6% (1)", "1.8% (2)"]


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


# Where it falls short


def test_a_group_is_named_only_where_the_test_says_so(groups):
    title = timeliness_title(groups, 0.654, "out_of_area")
    assert title == "Clearly below the 65.4% of all: out of area (55.4%)"
    unsure = groups.assign(q_value=0.05)
    assert timeliness_title(unsure, 0.654, "out_of_area") == (
        "No group is clearly below the 65.4% of all"
    )
    untested = groups.assign(q_value=None)
    assert timeliness_title(untested, 0.654, "out_of_area").startswith("No group")


def test_groups_without_a_rate_are_in_the_table_and_not_drawn(groups):
    drawn = timeliness_chart(groups, 0.654, "out_of_area", "episodes")
    assert list(drawn.data[0].x) == [0.75, 0.5538]
    assert list(drawn.layout.yaxis.ticktext) == ["In area<br>51 of 68", "Out of area<br>36 of 65"]
    assert list(drawn.data[0].customdata[1]) == ["out_of_area", "out_of_area", "episodes", 65]
    assert drawn.data[0].hovertext[0].startswith("In area: 51 of 68 in time, 75.0%")
    assert "all: 65.4%" in annotations(drawn)
    twin = timeliness_twin(groups, "out_of_area", "episodes")
    assert list(twin["Group"]) == ["In area", "Out of area", "Not known"]
    assert twin["Share in time"].iloc[2] == "–"
    assert twin["q against the rest"].tolist() == ["0.019", "0.019", "–"]


def test_many_or_small_groups_are_left_to_the_table_and_the_subtitle_says_so(groups):
    many = pd.concat([groups.iloc[:1]] * 40, ignore_index=True)
    many["group"] = [f"Home {number}" for number in range(40)]
    many["base"] = range(40)
    shown = drawn_groups(many, "setting")
    assert list(shown["group"]) == [f"Home {number}" for number in range(16, 40)]
    few = drawn_groups(many.head(8), "setting")
    assert list(few["group"]) == ["Home 5", "Home 6", "Home 7"]  # of five episodes or more
    assert len(drawn_groups(many.head(8), "return_hour")) == 7  # all that have any
    subtitle = timeliness_subtitle(many, "setting", "episodes", "October–December 2021", pending=3)
    assert subtitle == (
        "Share interviewed within 72 hours, of all 780 episodes, 3 of them still pending, by "
        "setting, October–December 2021; with 95% intervals; 16 smaller groups in the table only"
    )
    completed = timeliness_subtitle(groups, "out_of_area", "completed", "2021", pending=3)
    assert "of the 134 completed, by" in completed


@pytest.mark.parametrize(
    ("dimension", "group", "words", "among"),
    [
        ("placement_type", "semi_independent", "Semi-independent", "semi-independent"),
        ("out_of_area", "out_of_area", "Out of area", "out of area"),
        ("age_band", "13 to 15", "Aged 13 to 15", "aged 13 to 15"),
        ("setting", "Home 3", "Home 3", "Home 3"),
        ("return_weekday", "1", "Monday", "returns on Monday"),
        ("return_hour", "9", "09:00–09:59", "returns at 09:00–09:59"),
        ("return_hour", "still_missing", "Not back yet", "not back yet"),
        ("setting", "in_area", "in_area", "in_area"),
        ("placement_type", "not_known", "Not known", "not known"),
    ],
)
def test_groups_are_written_as_a_person_says_them(dimension, group, words, among):
    assert dimension in DIMENSIONS
    assert group_words(dimension, group) == words and among_words(dimension, group) == among


def test_the_parts_of_a_change_and_all_of_them_together_are_drawn(effects):
    drawn = rate_change_chart(effects, "placement_type", "completed")
    mix, rate = drawn.data
    assert mix.x == pytest.approx([0.4, -1.6, -1.2]) and rate.x == pytest.approx([1, -3, -2])
    assert {"mix +0.4", "mix −1.6", "mix −1.2", "rate +1.0", "rate −3.0", "rate −2.0"} == set(
        annotations(drawn)
    )
    # a label stands on the side where its bar is not
    sides = {a.text: a.xanchor for a in drawn.layout.annotations}
    assert sides["rate +1.0"] == "right" and sides["rate −3.0"] == "left"
    assert list(rate.customdata[1]) == ["placement_type", "foster", "completed", 25]
    assert rate.customdata[2][-1] == 0  # no episodes can be listed behind all together


def test_many_groups_become_twelve_and_the_rest_and_still_add_up(effects):
    many = pd.concat([effects.iloc[1:]] * 20, ignore_index=True)
    many["group"] = [f"Home {number}" for number in range(19)] + ["All others"]
    shown = drawn_effects(many, "setting")
    assert list(shown["name"].tail(2)) == ["All others", "<b>Together</b>"] and len(shown) == 13
    assert shown["mix_effect"].iloc[:-1].sum() == pytest.approx(many["mix_effect"].sum())
    assert shown["rate_effect"].iloc[-1] == pytest.approx(many["rate_effect"].sum())


def test_names_of_homes_keep_their_ends(effects):
    effects["group"] = ["Foster household near the park 23", "Foster household near the park 24"]
    names = list(drawn_effects(effects, "setting")["name"])
    assert names[0] == "Foster ho…he park 23" and names[1] == "Foster ho…he park 24"


def test_the_change_is_said_in_points_of_what_and_by_what(effects):
    assert rate_change_title(effects, "placement_type", "episodes") == (
        "In time of all episodes: 3.2 points lower; by placement type mix −1.2, rates −2.0"
    )
    still = effects.assign(mix_effect=[0.01, 0.0], rate_effect=[-0.01, 0.0])
    assert "as before; by placement type mix +1.0, rates −1.0" in rate_change_title(
        still, "placement_type", "episodes"
    )
    assert [points(change) for change in (0.041, -0.0004, -0.012)] == ["+4.1", "0.0", "−1.2"]


def test_the_twin_names_both_quarters(effects, quarter):
    effects["rate_before"] = effects["in_time_before"] / effects["base_before"]
    effects["rate_after"] = effects["in_time_after"] / effects["base_after"]
    twin = rate_change_twin(effects, "placement_type", quarter)
    assert list(twin.columns[1:3]) == ["July–September 2021", "October–December 2021"]
    assert twin.iloc[0, 1] == "60 of 80 (75.0%)"
    assert twin.iloc[-1].tolist() == ["Together", "80 of 110", "62 of 90", "−1.2", "−2.0"]


def test_how_often_chance_would_do_as_much_is_said_of_the_denominator_chosen():
    changes = pd.DataFrame(
        {
            "measure": ["in_time_of_episodes", "in_time_of_completed"],
            "change": [-0.04, 0.02],
            "p_value": [0.4512, 0.0002],
        }
    )
    assert change_sentences(changes, "episodes")[0] == (
        "Chance alone would change the share as much about 45 times in 100: no sure sign of a "
        "change."
    )
    assert change_sentences(changes, "completed")[0] == (
        "Chance alone would change the share as much about once in 100 times, or less: more than "
        "chance usually makes."
    )
    assert len(change_sentences(changes, "not_voided")) == 1


# What it would take, who is waiting


def to_target(possible: int = 3, reached=(False, False, False), more=(20, 13, 1)) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "denominator": ["episodes", "not_voided", "completed"],
            "denominator_count": [133, 124, 110],
            "in_time": 87,
            "needed": pd.array([107, 100, 88], dtype="Int64"),
            "more": pd.array(list(more), dtype="Int64"),
            "still_possible": possible,
            "at_best": [0.677, 0.726, 0.796],
            "within_reach": list(reached),
        }
    )


def test_what_an_aim_would_have_taken_names_the_strictest_and_the_mildest_count():
    sentence = (
        "To reach 80%, 20 more interviews in time would have been needed against all 133 episodes, "
        "1 against the 110 completed."
    )
    assert targets.needed_sentence(to_target()) == sentence
    assert targets.target_title(to_target(), 0.8) == sentence[:-1]
    part = targets.needed_sentence(to_target(), whole=False)
    assert "against all 133 episodes recorded" in part
    reached = targets.needed_sentence(to_target(more=(20, 13, 0)))
    assert reached.endswith("none against the 110 completed.")
    one = to_target(more=(1, 1, 1)).assign(denominator_count=1)
    assert "1 more interview in time would have been needed against the one episode, 1 against" in (
        targets.needed_sentence(one)
    )
    assert targets.needed_sentence(to_target(more=(0, 0, 0)), 0.65) == (
        "The aim of 65% was reached even against all 133 episodes."
    )


def test_where_nothing_was_completed_or_has_times_no_aim_is_said_to_be_reached():
    needed = pd.array([3, 3, None], dtype="Int64")
    none = to_target().assign(denominator_count=[3, 3, 0], in_time=0, needed=needed, more=needed)
    assert targets.needed_sentence(none) is None
    assert targets.target_title(none, 0.8) == "No interview was completed"
    card = targets.target_card_texts(none.iloc[2], 0.8)
    assert (card["value"], card["count"]) == ("–", "nothing to take a share of")
    without = to_target().assign(
        needed=pd.array([None] * 3, dtype="Int64"), more=pd.array([None] * 3, dtype="Int64")
    )
    assert targets.needed_sentence(without) is None
    assert targets.target_title(without, 0.8) == "No times to hold an aim against"
    assert targets.target_card_texts(without.iloc[0], 0.8)["count"] == "no times to judge by"


def test_a_card_of_one_episode_is_written_in_the_singular():
    one = to_target().iloc[0].copy()
    one[["denominator_count", "in_time", "needed", "more"]] = 1, 1, 1, 0
    assert targets.target_card_texts(one, 0.855) == {
        "label": "Of 1 episode", "value": "Reached", "count": "85.5% is 1 in time",
        "change": "1 was in time",
    }  # fmt: skip


def test_what_is_within_reach_is_said_by_its_denominator():
    first, second = targets.possible_sentences(to_target(), 0.8)
    assert first.startswith("3 further interviews can still be in time")
    assert second.endswith("79.6% of those completed. 80% would still not be reached.")
    then = targets.possible_sentences(to_target(reached=(False, True, True)), 0.8)[1]
    assert then.endswith("80% would then be reached against those not voided and those completed.")
    already = targets.possible_sentences(to_target(reached=(True,) * 3, more=(0, 0, 0)), 0.5)[1]
    assert already.endswith("79.6% of those completed.")
    assert targets.possible_sentences(to_target(0), 0.8) == [
        "No further interview of this quarter can be shown to be in time."
    ]


@pytest.fixture
def waiting_rows():
    rows = pd.DataFrame(
        {
            "episode_id": ["e1", "e2", "e3", "e4"],
            "child_id": ["A", "B", "C", "D"],
            "missing_at": pd.Timestamp("2021-12-01 20:00"),
            "returned_at": pd.to_datetime(["2021-12-29", None, "2021-12-02", "2021-12-03"]),
            "time_left": ["left", "not_begun", "over", "not_known"],
            "hours_left": [9.2, None, -648.0, None],
            "interview_state": ["pending", "pending", "not_recorded", "not_recorded"],
            "offered_at": pd.NaT,
            "placement_type": ["foster", None, "residential", "foster"],
            "setting": ["Home 1", None, "Home 2", "Home 3"],
            "previous_episodes": [2, 0, 5, 1],
        }
    )
    return rows.assign(out_of_area=pd.Series([True, None, False, None], dtype=object))


def test_the_list_says_how_long_is_left_or_over(waiting_rows):
    twin = waiting.waiting_twin(waiting_rows)
    assert list(twin["72 hours"]) == [
        "9.2 hours left", "not back yet", "27 days over", "time not known",
    ]  # fmt: skip
    assert list(twin["Placement"])[:2] == ["Foster, out of area", "Not known"]


@pytest.mark.parametrize(
    ("kind", "children"),
    [
        ("left", ["A"]),
        ("not_begun", ["B"]),
        ("over", ["C"]),
        ("not_known", ["D"]),
        ("all", [*"ABCD"]),
    ],
)
def test_the_list_is_narrowed_to_one_kind(waiting_rows, kind, children):
    assert list(waiting.waiting_twin(waiting_rows, kind)["Child"]) == children


def test_the_lists_title_says_what_can_be_in_time_what_is_past_and_what_is_not_known(waiting_rows):
    assert waiting.waiting_title(waiting_rows) == (
        "2 episodes can still have an interview in time, 1 is past 72 hours with no outcome "
        "recorded, 1 is without times"
    )
    assert waiting.waiting_title(waiting_rows.tail(1)) == "1 episode is without times"
    assert waiting.waiting_title(waiting_rows.iloc[:0]) == "Every episode has a recorded outcome"


def test_a_minute_left_is_not_written_as_nought(waiting_rows):
    waiting_rows.loc[0, "hours_left"] = 1 / 60
    assert waiting.waiting_twin(waiting_rows)["72 hours"][0] == "under an hour left"


# What followed


def curves(p_value=0.4, within=0.5, none=12) -> pd.DataFrame:
    rows = []
    for group, episodes in (("in_time", 40), ("late", 15), ("none", none)):
        for day in range(3, 91):
            rows.append((group, day, episodes, 90 - day, 1 - day / 100, 0.0, 1.0, episodes))
    columns = ["interview", "day", "at_risk", "events", "not_again", "low", "high", "episodes"]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(children=9, p_value=p_value, p_value_within_children=within)


def test_curves_are_told_apart_without_colour_and_named_with_those_still_followed():
    drawn = next_episode.next_episode_chart(curves())
    assert [line.line.dash for line in drawn.data] == ["solid", "dash", "dot"]
    assert {"<b>In time</b>", "<b>Later</b>", "<b>None</b>", "40", "15", "12"} <= set(
        annotations(drawn)
    )


def test_too_few_returns_have_no_curve_no_share_and_no_row():
    few = curves(none=9)
    assert len(next_episode.next_episode_chart(few).data) == 2
    assert set(next_episode.next_episode_twin(few)["Interview"]) == {"In time", "Later"}
    sentences = next_episode.next_episode_reading(few)
    assert "Too few to be shown: 9 returns where none is recorded." in sentences
    assert not any("70% where none" in sentence for sentence in sentences)
    assert next_episode.shown_groups(curves().assign(children=4)) == []


def test_a_share_beyond_the_last_return_followed_is_not_said():
    table = curves()
    table.loc[(table["interview"] == "late") & (table["day"] > 20), "not_again"] = None
    assert "a later one" not in next_episode.next_episode_reading(table)[1]
    ends = [line.y[-1] for line in next_episode.next_episode_chart(table).data]
    assert pd.isna(ends[1]) and ends[0] == pytest.approx(0.1)


def test_a_difference_is_claimed_only_within_children():
    title = next_episode.next_episode_title
    alike = "What followed an interview in time cannot be told from what followed otherwise"
    assert title(curves()) == alike
    assert title(curves(p_value=0.001, within=0.3)) == alike
    assert "at another time" in title(curves(within=0.01))
    assert title(curves(within=None)) == "What followed cannot be compared within children"
    assert title(curves().assign(children=4)).startswith("Too few returns")
    few_in_time = curves(within=0.01)
    few_in_time.loc[few_in_time["interview"] == "in_time", "episodes"] = 8
    assert title(few_in_time).startswith("Too few returns")


def test_the_curves_are_read_aloud_as_an_association_first():
    sentences = next_episode.next_episode_reading(curves())
    assert sentences[0].startswith("This is an association")
    assert sentences[1] == (
        "Of children who had stayed 72 hours, not missing again within 30 days: 70% after an "
        "interview in time, 70% after a later one, 70% where none is recorded."
    )
    assert sentences[2].endswith("starts too high and that of none too low.")
    assert sentences[-1].startswith("In time against all others: log-rank p = 0.40 with every")
    words = " ".join(sentences).casefold()
    assert not any(word in words for word in ("because", "prevent", "reduce", "leads to", "effect"))
    tiny = next_episode.next_episode_reading(curves(p_value=0.00004, within=0.0496))[-1]
    assert "p < 0.001" in tiny and "p = 0.050" in tiny


def test_the_subtitle_says_of_which_returns():
    subtitle = next_episode.next_episode_subtitle(curves(), "October–December 2021")
    assert subtitle.startswith("Of 67 returns after which the child stayed 72 hours or longer")


# Cards and headline


def test_a_card_has_its_count_beside_the_rate_and_that_of_the_quarter_before(quarter):
    before = quarter.copy()
    before["quarter_start"] = pd.Timestamp("2021-07-01")
    before[["in_time", "episodes", "voided"]] = 123, 177, 8
    before["in_time_of_episodes"] = 123 / 177
    assert count_words("in_time_of_episodes", quarter) == "87 of 133"
    assert count_words("in_time_of_not_voided", quarter) == "87 of 124"
    assert count_words("in_time_of_completed", quarter) == "87 of 110"
    assert count_words("not_recorded", quarter) == "of 133 episodes"
    assert change_words("in_time_of_episodes", quarter, before, counts=True) == (
        "4.1 points lower than July–September (123 of 177)"
    )


def parts(late: int, time_not_known: int = 0) -> pd.DataFrame:
    return pd.DataFrame({"part": ["late", "time_not_known"], "episodes": [late, time_not_known]})


def test_the_headline_accounts_for_every_episode(quarter):
    assert interviews_headline(quarter, parts(23)) == (
        "Of 133 episodes in October–December, 87 had an interview in time and 23 a later one; 9 "
        "were voided, 3 are pending and 11 have no outcome recorded"
    )
    quarter[["episodes", "completed", "in_time", "voided", "pending", "not_recorded"]] = (
        1, 0, 0, 0, 1, 0,
    )  # fmt: skip
    assert interviews_headline(quarter, parts(0)) == (
        "Of 1 episode in October–December, none had an interview in time and none a later one; 1 "
        "is pending"
    )


def test_an_interview_at_a_time_not_known_is_not_called_late(quarter, flow):
    mixed = interviews_headline(quarter, parts(20, 3))
    assert "87 had an interview in time and 20 a later one; 3 had an interview at a time" in mixed
    quarter["in_time"] = 0
    assert interviews_headline(quarter, parts(0, 110)) == (
        "Of 133 episodes in October–December, 110 had an interview at a time not known; 9 were "
        "voided, 3 are pending and 11 have no outcome recorded"
    )
    flow.loc[7, "part"] = "time_not_known"
    assert "interviewed, time not known" in flow_chart(flow).layout.yaxis.ticktext[7].replace(
        "<br>", " "
    )
    unknown = flow.assign(episodes=[10, 1, 9, 2, 7, 1, 6, 6, 0])
    assert flow_title(unknown) == (
        "Of 10 episodes none is known to have had an interview in time; the largest part of the "
        "others: interviewed, time not known (6)"
    )
    drawn = interview_hours.hours_chart(bands((0, 12, 1, 1, 1), (None, None, 2, 1, 0)), None)
    assert drawn.data[1].hovertext[1] == "time not known: 2 episodes"
