"""Associations in words: the headline, the method, pairs, what became of groups."""

import pandas as pd
import pytest

from analytics.charts.associations import (
    METHOD,
    NOT_TOLD,
    PURPOSE,
    RULE,
    group_names,
    group_summary,
    headline,
    not_here_words,
    part_words,
)
from analytics.charts.group_changes import (
    MOST_QUARTERS,
    QUARTER_RULE,
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


# Group 2 lost B3 after its first quarter; all who were ever in it are named.
MEMBERS = pd.DataFrame(
    [(1, "A2"), (1, "A1"), (2, "B1"), (2, "B3"), (2, "B2"), (2, "B1"), (2, "B2")],
    columns=["group_id", "child_id"],
)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((), "No two children went missing together more often than chance would have it"),
        (
            (INFERRED,),
            "1 pair of children went missing together more often than chance would have it; they "
            "are not known to share a home or to be brothers or sisters",
        ),
        (
            (BOTH, INFERRED),
            "2 pairs of children went missing together more often than chance would have it; one "
            "pair share a home",
        ),
        (
            (RECORDED, BOTH, INFERRED),
            "2 pairs of children went missing together more often than chance would have it, and "
            "1 more is recorded together; 2 of them share a home, one pair are brothers or sisters",
        ),
        (
            (RECORDED,),
            "1 pair of children is recorded as missing together, not more often than chance would "
            "have it; they share a home and are brothers or sisters",
        ),
    ],
)
def test_the_headline_counts_pairs_and_says_what_ties_them(rows, said):
    assert headline(links(*rows)) == said


def test_the_method_is_five_sentences_and_the_rule_has_the_settings():
    assert len(METHOD) == 5
    assert all(said.count(".") == 1 and said.endswith(".") for said in METHOD)
    for kept in ("same quarter", "of term or of school holidays", "the same home"):
        assert kept in METHOD[1]
    assert "pay days or a bad week" in NOT_TOLD and NOT_TOLD not in METHOD
    assert f"within {TOGETHER_MINUTES} minutes" in RULE["Inferred"]
    assert f"in {FEWEST_SHARED} episodes or more" in RULE["Linked"]
    assert "to plan with the young people" in PURPOSE


def test_a_group_is_named_by_its_children_and_summed_up():
    assert group_names(MEMBERS) == {1: "Group 1: A1 and A2", 2: "Group 2: B1, B2 and B3"}
    assert group_summary(links(RECORDED), 2) == [
        "2 children, 1 link: recorded by a worker.",
        "The link is between children who lived in one home; the link is between brothers or "
        "sisters.",
    ]
    assert group_summary(links(BOTH, INFERRED), 3) == [
        "3 children, 2 links: 1 recorded by a worker, 1 inferred only.",
        "1 of 2 links is between children who lived in one home.",
    ]
    assert group_summary(links(INFERRED), 2) == [
        "2 children, 1 link: inferred only, nobody wrote it down.",
        "No link is known to be between children of one home, or brothers and sisters.",
    ]
    # a third child, now linked in another group, was in this one once
    assert group_summary(links(INFERRED), 3)[0] == (
        "3 children, 2 of them linked in it, 1 link: inferred only, nobody wrote it down."
    )


def test_a_group_that_is_not_shown_or_not_whole_has_a_sentence():
    assert not_here_words(7, MEMBERS) == (
        "Group 7 is not in this selection: choose another period, placement or area, or another "
        "group."
    )
    assert not_here_words(2, MEMBERS).startswith("Group 2 is no longer a group by itself")
    here = MEMBERS[MEMBERS["child_id"] != "B3"]
    assert part_words(1, here, MEMBERS) == ""
    assert part_words(2, here, MEMBERS) == (
        "Over the whole record 3 children belong to Group 2; 1 of them is not in it in this "
        "selection."
    )


def test_chance_is_said_in_words():
    assert chance_words(0.049) == "yes"
    assert chance_words(0.05) == "no"
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
        "B1", "B3", 0, 8, 8, "0.28", "29", "yes", "0.001", "no", "no",
        pd.Timestamp("2021-06-05 18:00"),
    ]  # fmt: skip
    assert twin["More than chance?"].tolist()[1:] == ["no", "too few to say"]
    assert twin["Brothers or sisters"].tolist() == ["no", "yes", "no"]
    assert pair_option(pairs.iloc[0]) == "B1 and B3: 8 shared episodes"


def test_the_title_of_pairs_says_how_many_are_beyond_chance(pairs):
    chance = "together more often than chance would have it"
    assert pairs_title(pairs) == f"1 of 3 pairs was {chance}"
    assert pairs_title(pairs.iloc[1:]) == f"None of 2 pairs was {chance}"
    assert pairs_title(pairs.iloc[[0, 0]]) == f"Both pairs were {chance}"
    assert pairs_title(pairs.iloc[[0, 0, 1]]) == f"2 of 3 pairs were {chance}"
    assert pairs_title(pairs.head(1)) == f"1 pair was {chance}"
    assert pairs_title(pairs.tail(1)) == f"1 pair was not {chance}"
    assert pairs_title(pairs.head(0)) == "No two children shared so many episodes"


def test_where_others_are_left_out_the_title_of_pairs_counts_those_listed_only(pairs):
    chance = "more often than chance would have it"
    assert pairs_title(pairs.head(1), beyond_only=True) == f"1 pair was together {chance}"
    assert pairs_title(pairs.iloc[[0, 0]], beyond_only=True) == f"2 pairs were together {chance}"
    assert pairs_title(pairs.head(0), beyond_only=True) == (
        f"No two children shared so many episodes {chance}"
    )


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
    assert set(STATES) == states | {"already"}


def test_who_is_together_in_the_first_quarter_is_said_to_be_so_already():
    rows = changes((1, "2021-Q1", 2, "already", "A1; A2", ""), (1, "2021-Q2", 2, "same", "", ""))
    texts, _ = changes_cells(rows)
    assert texts.loc["Group 1"].tolist() == ["2 · already together", "2 · the same"]
    assert changes_sentences(rows)[0] == "January–March 2021: A1 and A2 were already together."
    assert changes_title(rows.head(1)) == "January–March 2021: Group 1 already went together"


def test_when_a_pair_counts_in_a_quarter_is_one_sentence():
    assert QUARTER_RULE.count(".") == 1
    assert "once is enough" in QUARTER_RULE and "twice" in QUARTER_RULE
