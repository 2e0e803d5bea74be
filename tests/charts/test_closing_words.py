"""A quarter signed off in words: names of figures, sentences on what changed, table twins."""

import pandas as pd
import pytest

from analytics.charts.closing import (
    against_published,
    difference_words,
    figure_words,
    figures_twin,
    late_changes_twin,
    loaded_since,
    signed_off_words,
    since_sign_off,
)
from analytics.measures.closing import FROZEN

PLACES = {"bus_station": "Bus Station"}


def held(*rows, against="signed_off") -> pd.DataFrame:
    """Rows of late_changes: measure, part, figure, then, now."""
    table = pd.DataFrame(rows, columns=["measure", "part", "figure", "then", "now"])
    table = table.astype({"then": float, "now": float})
    change = table["now"] - table["then"]
    return table.assign(against=against, change=change, changed=change != 0)


COMPLETED = ("quarterly_summary", "all", "completed", 110, 112)
RATE = ("quarterly_summary", "all", "in_time_of_episodes", 87 / 133, 88 / 133)
FOSTER = ("summary_by_placement_type", "foster", "completed", 23, 24)
AT_HOME = ("found_settings", "family_home", "episodes", 42, 43)
SAME = ("quarterly_summary", "all", "episodes", 133, 133)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (COMPLETED, "Return interviews completed"),
        (RATE, "In time, of all episodes"),
        (FOSTER, "Foster: return interviews completed"),
        (AT_HOME, "Found at: family home (episodes)"),
        (("travel_modes", "taxi", "episodes"), "Travelled: by taxi (episodes)"),
        (("return_methods", "not_recorded", "episodes"), "Came back: not recorded (episodes)"),
        (("companions", "friends", "episodes"), "With: friends (episodes)"),
        (("repeat_bands", "6–10", "children"), "Times missing: 6–10 times (children)"),
        (("lengths", "6 to 24 hours", "episodes"), "Time gone: 6 to 24 hours (episodes)"),
        (("lengths", "all", "median_gone_hours"), "Median hours gone"),
        (("places", "bus_station", "episodes"), "Place: Bus Station (episodes)"),
        (("places", "gone_since", "episodes"), "Place: gone_since (episodes)"),
    ],
)
def test_a_figure_has_a_name_of_its_own(name, words):
    assert figure_words(*name[:3], PLACES) == words


def test_every_figure_that_is_frozen_can_be_named():
    parts = {"repeat_bands": "1", "lengths": "under 6 hours"}
    for frozen in FROZEN:
        for figure in (*frozen.counts, *frozen.others):
            part = parts.get(frozen.measure, "other") if frozen.part else "all"
            assert "_" not in figure_words(frozen.measure, part, figure, PLACES)


@pytest.mark.parametrize(
    ("figure", "change", "words"),
    [
        ("episodes", 2, "2 more"),
        ("pending", -1, "1 fewer"),
        ("episodes", 0, "as it was"),
        ("in_time_of_episodes", 0.0151, "1.5 points higher"),
        ("in_time_of_completed", -0.0002, "under 0.1 points lower"),
        ("median_gone_hours", -1.5, "1.5 hours shorter"),
        ("in_time_of_completed", float("nan"), "–"),
    ],
)
def test_a_change_is_said_in_the_unit_of_its_figure(figure, change, words):
    assert difference_words(figure, change) == words


def test_of_every_figure_that_is_frozen_a_change_can_be_said():
    parts = {"repeat_bands": "1", "lengths": "under 6 hours"}
    for frozen in FROZEN:
        part = parts.get(frozen.measure, "foster") if frozen.part else "all"
        for figure in (*frozen.counts, *frozen.others):
            said = since_sign_off(held((frozen.measure, part, figure, 1, 2)))
            assert said.startswith("Since sign-off 1 figure changed"), frozen


def test_an_offer_recorded_late_is_one_of_the_quarters_own_figures():
    rows = held(("interviews_offered", "all", "offered", 116, 117))
    assert since_sign_off(rows) == (
        "Since sign-off 1 figure changed: return interviews offered 116 → 117."
    )


def test_nothing_changed_is_said_first():
    assert since_sign_off(held(SAME)) == "Nothing has changed since it was signed off."


def test_what_changed_is_named_with_then_and_now_and_its_parts_are_counted():
    assert since_sign_off(held(COMPLETED, SAME)) == (
        "Since sign-off 1 figure changed: return interviews completed 110 → 112."
    )
    assert since_sign_off(held(COMPLETED, RATE, SAME, FOSTER, AT_HOME)) == (
        "Since sign-off 4 figures changed: return interviews completed 110 → 112 and in time of "
        "all episodes 65.4% → 66.2%. The other 2: by placement type and by where children were "
        "found."
    )


def test_where_parts_alone_changed_the_totals_are_said_to_be_as_they_were():
    assert since_sign_off(held(SAME, AT_HOME)) == (
        "Since sign-off 1 figure changed, by where children were found; the quarter's own figures "
        "are as they were."
    )


def test_published_figures_differ_agree_or_have_nothing_to_be_held_against():
    assert against_published(held(COMPLETED, SAME, against="published")) == (
        "1 figure differs from what was published: return interviews completed 110 → 112."
    )
    assert against_published(held(SAME, SAME, against="published")) == (
        "All 2 figures that were published are as the records have them."
    )
    without = held(COMPLETED, against="published").assign(now=float("nan"), changed=False)
    assert against_published(without).startswith("The records do not cover the whole quarter")


def test_twins_have_figures_down_then_now_and_the_change():
    twin = late_changes_twin(held(COMPLETED, RATE), PLACES)
    assert list(twin.columns) == ["Figure", "Signed off", "Now", "Change"]
    assert twin.iloc[0].tolist() == ["Return interviews completed", "110", "112", "2 more"]
    assert twin.iloc[1].tolist() == [
        "In time, of all episodes", "65.4%", "66.2%", "0.8 points higher",
    ]  # fmt: skip
    every = late_changes_twin(held(COMPLETED, SAME, against="published"), PLACES, mark=True)
    assert list(every.columns) == ["Figure", "Published", "Now", "Change", "Changed"]
    assert every["Changed"].tolist() == ["yes", "no"]
    median = ("lengths", "all", "median_gone_hours", float("nan"), 5.25)
    assert late_changes_twin(held(median), PLACES).iloc[0].tolist() == [
        "Median hours gone", "–", "5.2", "–",
    ]  # fmt: skip
    kept = figures_twin(held(RATE).rename(columns={"now": "value"}), PLACES)
    assert kept.iloc[0].tolist() == ["In time, of all episodes", "66.2%"]


def test_the_sign_off_says_who_when_and_from_which_data():
    closed = pd.Series(
        {
            "closed_by": "jo", "closed_at": pd.Timestamp("2022-01-03 10:12"), "figures": 120,
            "snapshot_number": 4, "data_date": pd.Timestamp("2022-01-01"),
        }
    )  # fmt: skip
    assert signed_off_words(closed) == (
        "Signed off by jo on 3 January 2022, 10:12: 120 figures of snapshot 4, with data as of "
        "1 January 2022."
    )


def test_files_loaded_since_are_named_and_earlier_ones_are_not():
    files = pd.DataFrame(
        {
            "file": ["late.csv", "first.csv"],
            "imported_at": pd.to_datetime(["2022-01-14 09:00", "2022-01-02 09:00"]),
        }
    )
    assert loaded_since(files, pd.Timestamp("2022-01-03")) == (
        "Loaded since: late.csv (14 January 2022, 09:00)."
    )
    assert loaded_since(files, pd.Timestamp("2022-02-01")) == ""
