"""Groups with their intervals, and a change taken apart: what is drawn and said."""

import pandas as pd
import pytest

from analytics.charts.groups import among_words, group_words
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
from analytics.definitions import DIMENSIONS
from tests.charts.colours import COMPARISON, IN_TIME
from tests.charts.conftest import annotations


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


@pytest.mark.parametrize("dark", [False, True])
def test_the_interval_of_a_group_reaches_down_to_its_low_end_and_up_to_its_high_one(groups, dark):
    marks = timeliness_chart(groups, 0.654, "out_of_area", "episodes", dark=dark).data[0]
    reach = marks.error_x
    assert reach.type == "data" and reach.symmetric is False
    # 75 % from 63.6 to 83.8; 55.38 % from 43.3 to 66.8
    assert list(reach.arrayminus) == pytest.approx([0.114, 0.1208])
    assert list(reach.array) == pytest.approx([0.088, 0.1142])
    assert marks.marker.color == reach.color == IN_TIME[dark]
    assert "<br>interval 64% to 84%, 20 children" in marks.hovertext[0]
    twin = timeliness_twin(groups, "out_of_area", "episodes")
    assert twin["Interval from"].tolist() == ["63.6%", "43.3%", "–"]
    assert twin["to"].tolist() == ["83.8%", "66.8%", "–"]


def test_the_name_of_a_home_is_drawn_as_it_was_written(groups):
    groups["group"] = ["Home <1>", "Home 2", "not_known"]
    labels = timeliness_chart(groups, 0.654, "setting", "episodes").layout.yaxis.ticktext
    assert labels[0] == "Home &lt;1&gt;<br>51 of 68"


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
    assert (mix.marker.color, rate.marker.color) == (COMPARISON[0], IN_TIME[0])
    assert (mix.marker.pattern.shape, rate.marker.pattern.shape) == ("/", None)
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
