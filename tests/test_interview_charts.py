"""What the page Return interviews draws and says, on hand-worked rows."""

import pandas as pd
import pytest

from analytics.charts import hours_by_quarter, interview_hours, next_episode, targets, waiting
from analytics.charts.findings import change_words, count_words, interviews_headline
from analytics.charts.groups import among_words, group_words
from analytics.charts.interview_flow import flow_chart, flow_title, flow_twin, row_words
from analytics.charts.rate_change import (
    chance_sentences,
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
            "not_voided": [62, 62, 1],
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
    assert voided.hovertext[0] == "Voided: recorded in error: 2 of 10 episodes, 2 children"


def test_every_stage_and_loss_is_named_beside_its_bar(flow):
    names = list(flow_chart(flow).layout.yaxis.ticktext)
    assert names[0] == "<b>Episodes</b>" and names[1] == "not back yet"
    assert names[3] == "voided: recorded in<br>error"
    assert names[5] == "no outcome, offered"
    late = flow_chart(flow).data[7]
    assert late.marker.color == COLOURS["late"][0]


def test_the_title_of_the_way_names_the_largest_loss(flow):
    more_late = flow.assign(episodes=[10, 1, 9, 2, 7, 0, 7, 3, 4])
    assert flow_title(more_late) == (
        "4 of 10 episodes led to an interview in time; the most common other end was a later "
        "interview (3)"
    )
    only = flow[flow["part"] == "reached"].assign(episodes=3)
    assert flow_title(only) == "3 of 3 episodes led to an interview in time"


def test_a_voided_interview_without_a_reason_says_so():
    row = pd.Series({"stage": "back", "part": "voided", "reason": ""})
    assert row_words(row) == "voided: no reason recorded"


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


def test_median_and_ninetieth_percentile_are_named_at_their_lines():
    quarter = pd.Series(
        {
            "median_hours": 41.5, "ninetieth_percentile_hours": 108.7, "with_hours": 110,
            "completed": 112, "share_within_72_hours": 0.791,
        }
    )  # fmt: skip
    drawn = interview_hours.hours_chart(bands((0, 12, 1, 1, 1)), quarter)
    assert {"<b>72 hours</b>", "half within 41.5 hours", "nine in ten within 108.7 hours"} <= set(
        annotations(drawn)
    )
    assert sorted(shape.x0 for shape in drawn.layout.shapes) == [41.5, 72, 108.7]
    assert interview_hours.hours_title(quarter) == (
        "Half were held within 41.5 hours of the return, 79% within 72"
    )
    subtitle = interview_hours.hours_subtitle(quarter, "October–December 2021")
    assert subtitle.endswith("October–December 2021: 110, 2 more at a time not known")


def test_a_band_includes_its_upper_end_in_words_too():
    words = [interview_hours.band_words(row) for _, row in bands(
        (0, 12, 0, 0, 0), (60, 72, 0, 0, 0), (168, None, 0, 0, 0), (None, None, 0, 0, 0)
    ).iterrows()]  # fmt: skip
    assert words == [
        "up to 12 hours", "over 60, up to 72 hours", "over 168 hours", "time not known",
    ]  # fmt: skip


def test_a_time_not_known_is_drawn_only_where_there_is_one():
    without = interview_hours.hours_chart(bands((0, 12, 1, 1, 1), (None, None, 0, 0, 0)), None)
    assert len(without.data[0].x) == 1
    with_it = interview_hours.hours_chart(bands((0, 12, 1, 1, 1), (None, None, 2, 1, 0)), None)
    assert "not<br>known" in with_it.layout.xaxis.ticktext


def test_quarters_show_median_and_ninetieth_percentile():
    rows = pd.DataFrame(
        {
            "quarter_start": pd.to_datetime(["2021-07-01", "2021-10-01"]),
            "completed": [160, 110],
            "with_hours": [160, 110],
            "median_hours": [48.6, 41.5],
            "ninetieth_percentile_hours": [115.8, 108.7],
            **{f"within_{h}_hours": [1, 2] for h in (24, 48, 72, 96, 168)},
            **{f"share_within_{h}_hours": [1 / 160, 2 / 110] for h in (24, 48, 72, 96, 168)},
        }
    )
    drawn = hours_by_quarter.hours_by_quarter_chart(rows)
    assert "Half: 49" in annotations(drawn) and "109" in annotations(drawn)
    title = hours_by_quarter.hours_by_quarter_title(rows)
    assert title == "Nine in ten were held within 109 to 116 hours, by quarter"
    twin = hours_by_quarter.hours_by_quarter_twin(rows)
    assert twin["Within a week"].iloc[1] == "1.8% (2)"
    assert twin["Half within"].iloc[0] == "48.6 hours"


# Where it falls short


def test_a_group_is_named_only_where_test_and_number_of_children_say_so(groups):
    title = timeliness_title(groups, 0.654, "out_of_area")
    assert title == "Clearly below the 65% of all: out of area (55%)"
    unsure = groups.assign(q_value=0.06)
    assert timeliness_title(unsure, 0.654, "out_of_area") == (
        "No group is clearly below the 65% of all"
    )
    few = groups.assign(children=4)
    assert timeliness_title(few, 0.654, "out_of_area").startswith("No group")


def test_groups_without_a_rate_are_in_the_table_and_not_drawn(groups):
    drawn = timeliness_chart(groups, 0.654, "out_of_area", "episodes")
    assert list(drawn.data[0].x) == [0.75, 0.5538]
    assert list(drawn.layout.yaxis.ticktext) == ["In area<br>51 of 68", "Out of area<br>36 of 65"]
    assert list(drawn.data[0].customdata[1]) == ["out_of_area", "out_of_area", 65]
    assert "all: 65.4%" in annotations(drawn)
    twin = timeliness_twin(groups, "out_of_area", "episodes")
    assert list(twin["Group"]) == ["In area", "Out of area", "Not known"]
    assert twin["In time, of all episodes"].iloc[2] == "–"


def test_more_groups_than_can_be_drawn_are_left_to_the_table_and_the_subtitle_says_so(groups):
    many = pd.concat([groups.iloc[:1]] * 30, ignore_index=True)
    many["group"] = [f"Home {number}" for number in range(30)]
    many["episodes"] = range(30)
    shown = drawn_groups(many, "episodes")
    assert list(shown["group"]) == [f"Home {number}" for number in range(6, 30)]
    subtitle = timeliness_subtitle(many, "setting", "episodes", "October–December 2021")
    assert subtitle.endswith("the 24 largest groups, 6 more in the table")


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
    ],
)
def test_groups_are_written_as_a_person_says_them(dimension, group, words, among):
    assert dimension in DIMENSIONS
    assert group_words(dimension, group) == words and among_words(dimension, group) == among


def test_the_parts_of_a_change_and_all_of_them_together_are_drawn(effects):
    mix, rate = rate_change_chart(effects, "placement_type").data
    assert list(mix.text) == ["mix +0.4", "mix −1.6", "mix −1.2"]
    assert list(rate.text) == ["rate +1.0", "rate −3.0", "rate −2.0"]
    assert rate.marker.color[:2] == (COLOURS["improvement"][0], COLOURS["concern"][0])
    assert list(rate.customdata[1]) == ["placement_type", "foster", 25]
    assert rate.customdata[2][-1] == 0  # no episodes can be listed behind all together


def test_many_groups_become_twelve_and_the_rest_and_still_add_up(effects):
    many = pd.concat([effects.iloc[1:]] * 20, ignore_index=True)
    many["group"] = [f"Home {number}" for number in range(20)]
    shown = drawn_effects(many)
    assert list(shown["group"].tail(2)) == ["all others", "together"] and len(shown) == 13
    assert shown["mix_effect"].iloc[:-1].sum() == pytest.approx(many["mix_effect"].sum())
    assert shown["rate_effect"].iloc[-1] == pytest.approx(many["rate_effect"].sum())


def test_the_change_is_said_in_points_with_its_parts(effects):
    assert rate_change_title(effects) == (
        "3.2 points lower: mix −1.2, rates within groups −2.0"
    )  # fmt: skip
    assert rate_change_title(effects.iloc[:0]).startswith("The share in time cannot be compared")
    assert [points(change) for change in (0.041, -0.0004, -0.012)] == ["+4.1", "0.0", "−1.2"]
    twin = rate_change_twin(effects, "placement_type")
    assert twin.iloc[-1].tolist() == [
        "Together", "80 of 110 (72.7%)", "62 of 90 (68.9%)", "−1.2", "−2.0",
    ]  # fmt: skip


def test_whether_chance_would_do_as_much_is_said_of_the_denominator_chosen():
    changes = pd.DataFrame(
        {
            "measure": ["in_time_of_episodes", "in_time_of_completed"],
            "change": [-0.04, 0.02],
            "p_value": [0.4, 0.01],
        }
    )
    assert "chance alone could do" in chance_sentences(changes, "episodes")[0]
    assert "larger than chance" in chance_sentences(changes, "completed")[0]
    assert chance_sentences(changes, "not_voided") == []


# What it would take, who is waiting


def to_target(possible: int, reached: list[bool]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "denominator": ["episodes", "not_voided", "completed"],
            "more": [20, 13, 1],
            "still_possible": possible,
            "at_best": [0.677, 0.726, 0.796],
            "within_reach": reached,
        }
    )


def test_what_it_would_take_names_the_strictest_and_the_mildest_count():
    rows = to_target(3, [False] * 3)
    assert targets.target_title(rows, 0.8) == (
        "20 more interviews in time would have made 80% of all episodes, 1 of those completed"
    )
    first, second = targets.possible_sentences(rows, 0.8)
    assert first.startswith("3 interviews can still be in time")
    assert second.endswith("80% is then not reached against any.")


def test_what_is_within_reach_is_said_by_its_denominator():
    sentence = targets.possible_sentences(to_target(3, [False, False, True]), 0.8)[1]
    assert sentence.endswith("80% is then reached against those completed.")
    assert targets.possible_sentences(to_target(0, [False] * 3), 0.8) == [
        "No interview of this quarter can be in time any more: every child is back, for 72 hours "
        "or longer."
    ]


@pytest.fixture
def waiting_rows():
    rows = pd.DataFrame(
        {
            "episode_id": ["e1", "e2", "e3", "e4"],
            "child_id": ["A", "B", "C", "D"],
            "missing_at": pd.Timestamp("2021-12-01 20:00"),
            "returned_at": pd.to_datetime(["2021-12-29", None, "2021-12-02", "2021-12-03"]),
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
    ("kind", "children"), [("left", ["A"]), ("missing", ["B"]), ("over", ["C"]), ("all", [*"ABCD"])]
)
def test_the_list_is_narrowed_to_one_kind(waiting_rows, kind, children):
    assert list(waiting.waiting_twin(waiting_rows, kind)["Child"]) == children


def test_the_lists_title_counts_what_can_still_be_in_time(waiting_rows):
    assert waiting.waiting_title(waiting_rows) == (
        "2 episodes can still have an interview in time, 2 are past it with no outcome recorded"
    )
    assert waiting.waiting_title(waiting_rows.iloc[:0]) == "Every episode has a recorded outcome"


# What followed


def curves(p_late=0.4, within=0.5, none=5) -> pd.DataFrame:
    rows = []
    for group, episodes in (("in_time", 40), ("late", 10), ("none", none)):
        for day in range(3, 91):
            rows.append((group, day, episodes, 90 - day, 1 - day / 100, 0.0, 1.0, episodes))
    columns = ["interview", "day", "at_risk", "events", "not_again", "low", "high", "episodes"]
    table = pd.DataFrame(rows, columns=columns)
    late = table["interview"] == "late"
    table["p_value"] = late.map({True: p_late, False: None}).astype(float)
    table["p_value_within_children"] = late.map({True: within, False: None}).astype(float)
    return table


def test_curves_are_told_apart_without_colour_and_named_with_those_still_followed():
    drawn = next_episode.next_episode_chart(curves())
    assert [line.line.dash for line in drawn.data] == ["solid", "dash", "dot"]
    assert {"<b>In time</b>", "<b>Later</b>", "<b>None</b>", "40", "10", "5"} <= set(
        annotations(drawn)
    )
    assert len(next_episode.next_episode_chart(curves(none=0)).data) == 2


def test_a_difference_is_claimed_only_where_children_differ_from_themselves():
    assert "no more difference than chance" in next_episode.next_episode_title(curves())
    only_between = next_episode.next_episode_title(curves(p_late=0.001, within=0.3))
    assert "no more difference than chance" in only_between
    assert "by more than chance" in next_episode.next_episode_title(curves(within=0.01))


def test_the_curves_are_read_aloud_with_their_tests_and_as_an_association():
    sentences = next_episode.next_episode_reading(curves())
    assert sentences[0] == (
        "Not missing again within 30 days of the return: 70% after an interview in time, 70% after "
        "a later one, 70% where none is recorded."
    )
    assert sentences[1].startswith("In time against later: log-rank p = 0.40 with every episode")
    assert sentences[-1].startswith("This is an association")
    words = " ".join(sentences).casefold()
    assert not any(word in words for word in ("because", "prevent", "reduce", "leads to", "effect"))


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


def test_the_headline_names_what_has_no_outcome(quarter):
    assert interviews_headline(quarter) == (
        "Of 133 episodes in October–December, 87 led to an interview in time and 23 to a later "
        "one; 11 have no outcome recorded"
    )
