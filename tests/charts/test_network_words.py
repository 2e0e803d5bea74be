"""Associations in words: the headline, pairs, what became of groups, one group's briefing."""

from datetime import date

import pandas as pd
import pytest

from analytics.charts import briefing
from analytics.charts.associations import (
    METHOD,
    PURPOSE,
    RULE,
    group_names,
    group_summary,
    headline,
)
from analytics.charts.group_changes import (
    MOST_QUARTERS,
    STATES,
    changes_cells,
    changes_sentences,
    changes_title,
    changes_twin,
)
from analytics.charts.pairs import (
    chance_words,
    expected_words,
    how_known,
    pair_option,
    pairs_title,
    pairs_twin,
    shared_twin,
    times_words,
)
from analytics.definitions import FEWEST_SHARED, TOGETHER_MINUTES
from analytics.filters import Filters
from tests.charts.test_network import BOTH, INFERRED, RECORDED, links

CHANGES = ["group_id", "quarter_start", "quarter", "children", "state", "joined", "left"]
QUARTERS = {"2021-Q1": "2021-01-01", "2021-Q2": "2021-04-01", "2021-Q3": "2021-07-01"}


def changes(*rows) -> pd.DataFrame:
    """Rows of group, quarter, children, state, joined, left."""
    frame = pd.DataFrame(
        [(group, QUARTERS[quarter], quarter, *rest) for group, quarter, *rest in rows],
        columns=CHANGES,
    )
    return frame.assign(quarter_start=pd.to_datetime(frame["quarter_start"]))


GREW = changes(
    (1, "2021-Q1", 2, "formed", "A1; A2", ""),
    (1, "2021-Q2", 3, "grown", "A3", ""),
    (1, "2021-Q3", 3, "changed", "A4", "A1"),
    (2, "2021-Q2", 2, "split", "B1; B2", ""),
    (2, "2021-Q3", 0, "not_together", "", ""),
)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((), "No two children went missing together more often than chance would have it"),
        (
            (INFERRED,),
            "1 pair of children went missing together more often than chance would have it, in "
            "one group",
        ),
        (
            (BOTH, INFERRED),
            "2 pairs of children went missing together more often than chance would have it, in "
            "one group",
        ),
        (
            (RECORDED, BOTH, INFERRED),
            "2 pairs of children went missing together more often than chance would have it, and "
            "1 more is recorded together, in 2 groups",
        ),
        (
            (RECORDED,),
            "1 pair of children is recorded as missing together, in one group; none more often "
            "than chance would have it",
        ),
    ],
)
def test_the_headline_counts_pairs_and_groups(rows, said):
    assert headline(links(*rows)) == said


def test_the_method_is_five_sentences_and_the_rule_has_the_settings():
    assert len(METHOD) == 5
    assert all(said.count(".") == 1 and said.endswith(".") for said in METHOD)
    assert f"within {TOGETHER_MINUTES} minutes" in RULE["Inferred"]
    assert f"in {FEWEST_SHARED} episodes or more" in RULE["Linked"]
    assert "to plan with the young people" in PURPOSE


def test_a_group_is_named_by_its_children_and_summed_up():
    rows = links(RECORDED, BOTH, INFERRED)
    assert group_names(rows) == {1: "Group 1: A1 and A2", 2: "Group 2: B1, B2 and B3"}
    assert group_summary(links(RECORDED)) == [
        "2 children, 1 link: recorded by a worker.",
        "The link is between children who lived in one home; the link is between brothers or "
        "sisters.",
    ]
    assert group_summary(links(BOTH, INFERRED)) == [
        "3 children, 2 links: 1 recorded by a worker, 1 inferred only.",
        "1 of 2 links is between children who lived in one home.",
    ]
    assert group_summary(links(INFERRED)) == [
        "2 children, 1 link: inferred only, nobody wrote it down.",
        "No link is between children of one home, or brothers and sisters.",
    ]


def test_chance_is_said_in_words():
    assert chance_words(0.049) == "more than chance"
    assert chance_words(0.05) == "no more than chance"
    assert chance_words(None) == "too few to say"
    assert [times_words(lift) for lift in (1.24, 14.3, 100.4, None)] == [
        "1.2", "14", "over 100", "–",
    ]  # fmt: skip
    assert [expected_words(n) for n in (0.349, 0.0001, None)] == ["0.35", "under 0.01", "–"]


@pytest.fixture
def pairs():
    """One pair beyond chance, one that is not, one of which nothing can be said."""
    rows = links(INFERRED, RECORDED, (3, "C1", "C2", 1, 0, 1, None, False, False))
    last = pd.to_datetime(["2021-06-05 18:00", "2021-02-01 21:30", "2021-03-01 09:00"])
    return rows.drop(columns="group_id").assign(
        expected=[0.28, 1.5, None], lift=[28.6, 0.0, None], last_shared_at=last
    )


def test_pairs_are_listed_with_what_was_expected(pairs):
    twin = pairs_twin(pairs)
    assert twin.iloc[0].tolist() == [
        "B1", "B3", 0, 8, 8, "0.28", "29", "more than chance", "0.001", "no", "no",
        pd.Timestamp("2021-06-05 18:00"),
    ]  # fmt: skip
    assert twin["More than chance?"].tolist()[1:] == ["no more than chance", "too few to say"]
    assert twin["Brothers or sisters"].tolist() == ["no", "yes", "no"]
    assert pair_option(pairs.iloc[0]) == "B1 and B3: 8 shared episodes"


def test_the_title_of_pairs_says_how_many_are_beyond_chance(pairs):
    assert pairs_title(pairs) == ("3 pairs; 1 together more often than chance would have it")
    assert pairs_title(pairs.iloc[1:]) == (
        "2 pairs; none together more often than chance would have it"
    )
    assert pairs_title(pairs.head(1)) == (
        "The one pair was together more often than chance would have it"
    )
    assert pairs_title(pairs.head(0)) == "No two children shared so many episodes"


def evidence(**known) -> pd.Series:
    usual = {"recorded": False, "inferred": True, "left_together": False, "found_together": False}
    return pd.Series(usual | known)


def test_a_shared_episode_says_how_it_is_known():
    assert how_known(evidence(recorded=True, inferred=False)) == "Recorded"
    assert how_known(evidence(left_together=True)) == "Inferred: both went within 60 minutes"
    assert how_known(evidence(found_together=True)) == (
        "Inferred: both found at one place within 60 minutes"
    )
    both = evidence(recorded=True, left_together=True, found_together=True)
    assert how_known(both) == (
        "Recorded; also inferred: both went within 60 minutes and both found at one place within "
        "60 minutes"
    )


def test_a_companion_without_an_episode_is_evidence_too():
    row = {
        "child_a": "A1", "child_b": "A2", "episode_a": "e1", "episode_b": None,
        "missing_a": pd.Timestamp("2021-03-01 18:00"), "missing_b": pd.NaT,
        "returned_a": pd.NaT, "returned_b": pd.NaT, "minutes_apart": None, "recorded": True,
        "inferred": False, "left_together": False, "found_together": False, "setting": None,
        "place": None,
    }  # fmt: skip
    twin = shared_twin(pd.DataFrame([row, row | {"minutes_apart": 1.0}]))
    assert twin["How it is known"].tolist() == ["Recorded", "Recorded"]
    assert twin["Apart"].tolist() == ["–", "1 minute"]


def test_each_quarter_has_a_cell_with_how_many_and_what_became_of_the_group():
    texts, strengths = changes_cells(GREW)
    assert texts.columns.tolist() == ["Jan–Mar 2021", "Apr–Jun 2021", "Jul–Sep 2021"]
    assert texts.loc["Group 1"].tolist() == ["2 · formed", "3 · grown", "3 · changed"]
    # before it formed nothing; then two, then nobody
    assert texts.loc["Group 2"].tolist() == ["", "2 · split off", "not together"]
    assert strengths.to_numpy().tolist() == [[2 / 3, 1.0, 1.0], [0.0, 2 / 3, 0.0]]


def test_of_many_quarters_the_latest_are_shown():
    quarters = pd.date_range("2018-01-01", periods=MOST_QUARTERS + 3, freq="QS")
    rows = pd.DataFrame([(1, start, "", 2, "same", "", "") for start in quarters], columns=CHANGES)
    texts, _ = changes_cells(rows)
    assert len(texts.columns) == MOST_QUARTERS and texts.columns[-1] == "Jul–Sep 2020"


def test_what_became_of_the_groups_is_said_in_sentences():
    assert changes_title(GREW) == (
        "July–September 2021: Group 1 changed; Group 2 did not go together"
    )
    assert changes_sentences(GREW[GREW["group_id"] == 1]) == [
        "January–March 2021: formed with A1 and A2.",
        "April–June 2021: grew, 3 children; A3 joined.",
        "July–September 2021: changed, 3 children; A4 joined; no longer A1.",
    ]
    assert changes_sentences(GREW[GREW["group_id"] == 2]) == [
        "April–June 2021: split off from another group with B1 and B2.",
        "July–September 2021: did not go together.",
    ]
    twin = changes_twin(GREW)
    assert twin["What became of it"].tolist() == [
        "formed", "grown", "changed", "split off", "not together",
    ]  # fmt: skip


def test_every_state_of_a_group_has_its_words():
    states = {"formed", "split", "grown", "fewer", "changed", "same", "joined", "not_together"}
    assert set(STATES) == states


@pytest.fixture
def members():
    return pd.DataFrame(
        {
            "child_id": ["A1", "A2", "A3"],
            "since": ["2021-Q1", "2021-Q1", "2021-Q2"],
            "placement_type": ["residential", "foster", None],
            "setting": ["Home 2", None, None],
            "out_of_area": [False, True, None],
            "episodes": [45, 17, 3],
            "shared": [10, 7, 1],
            "interviews_done": [44, 16, 3],
            "interviews_due": [1, 0, 0],
            "reached_at": pd.to_datetime(["2021-01-22 18:00", "2021-08-17 09:00", None]),
            "meeting_on": pd.to_datetime(["2021-01-28", None, None]),
            "days_since": [344, 137, None],
        }
    )


def test_members_are_listed_with_what_is_held_and_due(members):
    table = briefing.members_table(members)
    assert table.iloc[0].tolist() == [
        "A1", "Jan–Mar 2021", "Residential", "Home 2", "no", "10 of 45", "44 held, 1 due",
        "reached 22 January 2021; meeting 28 January 2021",
    ]  # fmt: skip
    assert table.iloc[1, -1] == "reached 17 August 2021; no meeting recorded, 137 days since"
    assert table.iloc[2, 2] == "Not known" and table.iloc[2, -1] == "not reached"
    assert table["Out of area"].tolist() == ["no", "yes", "–"]


def test_shared_places_and_times_say_the_most_frequent_first_and_what_is_not_recorded():
    rows = pd.DataFrame(
        [
            ("travel_mode", "taxi", 9), ("travel_mode", "foot", 6), ("travel_mode", "bike", 3),
            ("travel_mode", "car", 2), ("travel_mode", "bus", 1),
            ("travel_mode", "not_recorded", 6), ("weekday", "5", 20), ("weekday", "1", 7),
            ("place", "Mackworth", 27),
        ],
        columns=["circumstance", "value", "episodes"],
    ).assign(of_episodes=27, outings=8, of_outings=10)  # fmt: skip
    said = briefing.shared_lines(rows)
    assert said["Travelled"] == "By taxi: 9, On foot: 6, By bike: 3, 2 more, not recorded: 6"
    assert said["Went on"] == "Friday: 20, Monday: 7"
    assert said["Found at"] == "Mackworth: 27"
    assert said["With"] == "–"
    assert briefing.shared_caption(rows) == (
        "27 shared episodes on 10 occasions; each answer with its episodes"
    )
    assert briefing.shared_caption(rows.head(0)) == "No shared episodes by this choice"


def test_a_briefing_says_what_it_is_for_and_what_not():
    assert briefing.PURPOSE.startswith("For planning with the young people")
    for never in ("watching anyone", "ranking children", "without that young person"):
        assert never in briefing.PURPOSE


def test_the_headline_and_the_choice_of_a_briefing_stand_in_print():
    own = GREW[GREW["group_id"] == 1]
    assert briefing.briefing_headline(2, links(BOTH, INFERRED), own) == (
        "Group 2: 3 children, together since January–March 2021"
    )
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
