"""A group's briefing in words: who and since when, what ties them, where and when, what is held."""

from datetime import date

import pandas as pd
import pytest

from analytics.charts import briefing
from analytics.charts.briefing_members import members_caption, members_table
from analytics.filters import Filters
from tests.charts.test_network import BOTH, INFERRED, links
from tests.charts.test_network_words import GREW, changes

BEGINS = "these records begin"


@pytest.fixture
def members():
    return pd.DataFrame(
        {
            "child_id": ["A1", "A2", "A3"],
            "since": ["2021-Q1", "2021-Q1", "2021-Q2"],
            "age_years": pd.array([15, 16, None], dtype="Int64"),
            "placement_type": ["residential", "foster", None],
            "setting": ["Home 2", None, None],
            "out_of_area": [False, True, None],
            "episodes": [45, 17, 1],
            "shared": [10, 7, 1],
            "last_missing_at": pd.to_datetime(["2021-12-30 23:40", "2021-08-17 09:00", None]),
            "still_missing": [True, False, False],
            "interviews_done": [44, 14, 1],
            "interviews_waiting": [0, 1, 0],
            "interviews_not_recorded": [1, 2, 0],
            "reached_at": pd.to_datetime(["2021-01-22 18:00", "2021-08-17 09:00", None]),
            "at_threshold_until": pd.to_datetime(["2021-12-02 20:00", "2021-08-17 09:00", None]),
            "meeting_on": pd.to_datetime(["2021-01-28", None, None]),
            "days_since": [344, 137, None],
        }
    )


def test_members_are_listed_with_where_they_live_what_is_held_and_what_was_agreed(members):
    table = members_table(members)
    assert table.columns[-1] == "Strategy meeting (3 in 30 days)"
    assert table.iloc[0].tolist() == [
        "A1", "15", "Residential, in area", "Home 2", "Jan–Mar 2021", "shared 10 of 45 episodes",
        "30 December 2021; still missing", "held for 44 of 45 episodes; 1 without an outcome",
        "reached 22 January 2021, at three or more until 2 December; meeting 28 January 2021",
    ]  # fmt: skip
    assert table["Age"].tolist() == ["15", "16", "–"]
    assert table["Placement"].tolist()[1:] == ["Foster, out of area", "Not known"]
    assert table["Return interviews"].tolist()[1:] == [
        "held for 14 of 17 episodes; 1 still within 72 hours of return; 2 without an outcome",
        "held for 1 of 1 episode",
    ]
    assert table.iloc[1, -1] == "reached 17 August 2021; no meeting recorded since"
    assert table.iloc[2, -1] == "not reached"
    assert table["Last episode"].tolist()[1:] == ["17 August 2021", "none by this choice"]
    assert members_caption(members) == "3 children, in order of reference"


def test_until_when_a_threshold_held_has_its_year_where_that_is_another(members):
    members["at_threshold_until"] = pd.Timestamp("2022-02-03 08:00")
    said = members_table(members).iloc[0, -1]
    assert said.startswith("reached 22 January 2021, at three or more until 3 February 2022;")


def circumstances(*rows, outings: int) -> pd.DataFrame:
    """Rows of circumstance, value and occasions; the episodes are others, which no line counts."""
    frame = pd.DataFrame(rows, columns=["circumstance", "value", "outings"])
    return frame.assign(episodes=27, of_episodes=27, of_outings=outings)


def test_where_when_and_how_counts_occasions_the_most_frequent_first():
    rows = circumstances(
        ("travel_mode", "bus", 1), ("travel_mode", "taxi", 9), ("travel_mode", "foot", 6),
        ("travel_mode", "not_recorded", 2), ("travel_mode", "bike", 3), ("travel_mode", "car", 2),
        ("weekday", "5", 7), ("weekday", "1", 3), ("place", "Mackworth", 8),
        ("place", "no_named_place", 3), ("companions", "alone", 2), ("reasons", "Saw family", 4),
        ("risk", "high", 6), ("risk", "not_recorded", 4), outings=10,
    )  # fmt: skip
    said = briefing.shared_lines(rows)
    assert said["Travelled"] == "By taxi: 9, On foot: 6, By bike: 3, 2 more, not recorded: 2"
    assert said["Went on"] == "Friday: 7, Monday: 3"
    assert said["Found at"] == "Mackworth: 8, no named place: 3"
    assert said["With"] == "recorded as alone: 2"
    assert said["Reasons recorded"] == "Saw family: 4"
    assert said["Risk recorded"] == "High: 6, not recorded: 4"
    assert said["Came back"] == "–"
    assert briefing.shared_caption(rows) == (
        "Counted in occasions, 10 in all; one can have several answers"
    )
    assert briefing.shared_caption(rows.head(0)) == "No shared episodes by this choice"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("place", "Mackworth", 8), ("place", "Ilkeston", 1)],
         "Some share a home; 8 of 10 occasions at Mackworth."),
        ([("place", "Mackworth", 10)], "Some share a home; all 10 occasions at Mackworth."),
        ([("place", "Mackworth", 4), ("place", "Ilkeston", 3)],
         "Some share a home; 10 occasions at different places."),
        ([("place", "no_named_place", 10)], "Some share a home; places not recorded."),
        ([], "Some share a home."),
    ],
)  # fmt: skip
def test_the_first_sentence_says_what_ties_them_and_the_main_place(rows, said):
    assert briefing.lead_words(links(BOTH, INFERRED), circumstances(*rows, outings=10)) == said


def test_a_briefing_says_what_it_is_for_and_what_not():
    assert briefing.PURPOSE.startswith("For planning with the young people")
    for never in ("watching anyone", "ranking children", "without that young person"):
        assert never in briefing.PURPOSE


def test_the_headline_says_since_when_and_how_many_of_them_there_are_still():
    grew = GREW[GREW["group_id"] == 1]  # A1 to A4 were ever in it, three at the end
    since = "seen together since January–March 2021"
    assert briefing.briefing_headline(1, 4, grew, BEGINS) == (
        f"Group 1: 4 children, {since}; 3 of them together in July–September 2021"
    )
    parted = GREW[GREW["group_id"] == 2]
    assert briefing.briefing_headline(2, 2, parted, BEGINS) == (
        "Group 2: 2 children, seen together since April–June 2021; not together in "
        "July–September 2021"
    )
    already = changes((1, "2021-Q1", 2, "already", "A1; A2", ""), (1, "2021-Q2", 2, "same", "", ""))
    assert briefing.briefing_headline(1, 2, already, BEGINS) == (
        f"Group 1: 2 children, {since}, when these records begin"
    )
    elsewhere = changes(
        (1, "2021-Q1", 2, "already", "A1; A2", ""), (1, "2021-Q2", 0, "joined", "", "")
    )
    assert briefing.briefing_headline(1, 2, elsewhere, BEGINS).endswith(
        "; in another group in April–June 2021"
    )


def test_the_choice_of_a_briefing_stands_in_print():
    everything = briefing.selection_words(Filters(), "January–December 2021")
    assert everything == (
        "Missing episodes of January–December 2021; all placements; in and out of area"
    )
    chosen = Filters(date(2021, 1, 1), date(2022, 1, 1), ("foster", "residential"), True)
    assert briefing.selection_words(chosen, "2021").endswith(
        "foster and residential placements; out of area"
    )


def test_of_many_links_a_briefing_lists_the_first_and_says_so():
    many = links(*((1, "A0", f"A{n}", 0, 2, 2, 0.01, False, False) for n in range(1, 13)))
    assert len(briefing.links_table(many)) == briefing.MOST_LINKS == 10
    assert briefing.links_caption(many) == (
        "12 links: inferred only, nobody wrote them down; the first 10, all on the page "
        "Associations"
    )
    assert briefing.links_caption(links(BOTH, INFERRED)) == (
        "2 links: 1 recorded by a worker, 1 inferred only"
    )
    known = briefing.links_table(links(BOTH)).columns.tolist()
    assert known[:4] == ["Child", "and", "Recorded", "Inferred"]
