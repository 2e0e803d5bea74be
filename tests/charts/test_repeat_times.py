"""First time or again, and the time between: what is drawn and said, on quarters made by hand."""

import pandas as pd

from analytics.charts import gap_changes as changes_words
from analytics.charts import repeat_gaps, repeat_times
from tests.charts.colours import BACKGROUND, COMPARISON, MISSING, contrast
from tests.charts.conftest import annotations

FIRST_COLUMNS = [
    "quarter_start", "quarter", "children", "first_time_children", "episodes", "first_episodes",
    "repeat_episodes", "repeats_within", "complete",
]  # fmt: skip
GAP_COLUMNS = [
    "quarter_start", "quarter", "episodes", "children", "median_days", "lower_quartile_days",
    "upper_quartile_days", "complete",
]  # fmt: skip


def first(*rows) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=FIRST_COLUMNS)
    return table.assign(quarter_start=pd.to_datetime(table["quarter_start"]))


def gaps(*rows) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=GAP_COLUMNS)
    return table.assign(quarter_start=pd.to_datetime(table["quarter_start"]))


QUARTERS = first(
    ("2021-07-01", "2021-Q3", 39, 9, 177, 9, 168, 130, True),
    ("2021-10-01", "2021-Q4", 36, 8, 133, 8, 125, 93, True),
)
GAPS = gaps(
    ("2021-04-01", "2021-Q2", 4, 3, 2.0, 1.0, 5.0, True),  # too few
    ("2021-07-01", "2021-Q3", 168, 30, 11.2, 5.0, 23.0, True),
    ("2021-10-01", "2021-Q4", 125, 31, 0.5, 0.2, 30.0, True),
)


def test_the_parts_of_a_quarter_add_up_to_its_episodes_from_nought():
    drawn = repeat_times.first_and_repeat_chart(QUARTERS)
    assert [list(bars.y) for bars in drawn.data] == [[130, 93], [38, 32], [9, 8]]
    assert list(drawn.data[2].base) == [168, 125]
    assert drawn.layout.yaxis.range[0] == 0
    assert {"Missing episodes", "<b>177</b>", "<b>133</b>"} <= set(annotations(drawn))
    assert {"First time 8", "Again later 32", "Again within<br>30 days 93"} <= set(
        annotations(drawn)
    )
    twin = repeat_times.first_and_repeat_twin(QUARTERS)
    assert (twin.iloc[:, 4:7].sum(axis=1) == twin["Episodes"]).all()


def test_the_parts_are_told_apart_without_colour():
    for dark in (False, True):
        drawn = repeat_times.first_and_repeat_chart(QUARTERS, dark=dark).data
        soon, later, first_time = (bars.marker.color for bars in drawn)
        assert (soon, first_time) == (MISSING[dark], BACKGROUND[dark])
        assert contrast(soon, later) >= 3 and later != first_time
        assert drawn[2].marker.line.color == MISSING[dark]
        inks = [bars.textfont.color for bars in drawn]
        for ink, ground in zip(inks, (soon, later, first_time), strict=True):
            assert contrast(ink, ground) >= 4.5


def test_the_title_says_how_many_were_new_and_how_many_came_soon_again():
    title = repeat_times.first_and_repeat_title
    assert title(QUARTERS) == (
        "In October–December 8 of 36 children went missing for the first time in these records; 93 "
        "of 133 episodes began within 30 days of the child's last return"
    )
    one_new = first(("2021-10-01", "2021-Q4", 1, 1, 1, 1, 0, 0, True))
    assert title(one_new) == (
        "In October–December one child went missing, for the first time in these records"
    )
    nobody_new = first(("2021-10-01", "2021-Q4", 2, 0, 2, 0, 2, 1, True))
    assert (
        "none of 2 children went missing for the first time in these records; 1 of 2 ep"
        in title(nobody_new)
    )
    assert title(nobody_new.assign(children=1)).startswith(
        "In October–December one child went missing, not for the first time in these records; 1 of "
    )
    empty = first(("2021-10-01", "2021-Q4", 0, 0, 0, 0, 0, 0, True))
    assert title(empty) == "No missing episodes in October–December"
    assert repeat_times.first_and_repeat_chart(empty).layout.yaxis.range[0] == 0


def test_the_note_says_that_first_is_first_in_these_records():
    note = repeat_times.first_note(pd.Timestamp("2021-01-01"))
    assert note.startswith("First means first in these records, which begin on 1 January 2021:")
    assert repeat_times.first_note(pd.NaT).startswith("First means first in these records: ")


def test_only_quarters_with_enough_gaps_are_drawn_with_their_middle_half():
    drawn = repeat_gaps.gaps_chart(GAPS)
    lines = [trace for trace in drawn.data if trace.mode == "lines"]
    marks = [trace for trace in drawn.data if trace.mode == "markers"]
    assert [list(line.x) for line in lines] == [[5.0, 23.0], [0.2, 30.0]]
    assert [mark.x[0] for mark in marks] == [11.2, 0.5]
    assert annotations(drawn) == ["<b>Half within 11 days</b>", "<b>under 1 day</b>"]
    assert drawn.layout.xaxis.title.text == "Days from the return to going missing again"
    twin = repeat_gaps.gaps_twin(GAPS)
    assert twin["A quarter within"].tolist() == ["–", "5 days", "under 1 day"]
    assert twin["Half within"].tolist() == ["–", "11 days", "under 1 day"]
    assert twin["Three quarters within"].tolist() == ["–", "23 days", "30 days"]
    assert "half within 11 days<br>the middle half from 5 days to 23 days" in marks[0].hovertext[0]
    assert marks[0].marker.color == MISSING[0] and lines[0].line.color == COMPARISON[0]


def test_the_gaps_title_is_of_the_latest_quarter_and_holds_it_against_no_other():
    title = repeat_gaps.gaps_title
    assert title(GAPS) == (
        "In October–December half of all repeat episodes began within a day of the return"
    )
    assert title(GAPS.head(1)).startswith("Too few gaps in this quarter")
    assert title(GAPS.head(0)).startswith("Too few gaps in this quarter")
    alone = GAPS.iloc[[0, 2]].assign(median_days=4.0)
    assert title(alone).endswith("began within 4 days of the return")
    subtitle = repeat_gaps.gaps_subtitle(GAPS)
    assert "early quarters look shorter because the records begin there" in subtitle
    assert subtitle.endswith("October–December 2021: 125 gaps of 31 children")


def changes(*kinds: str) -> pd.DataFrame:
    rows = [(f"D{at}", 8, 10.0, 0.4, 0.04, 0.01, 0.03, kind) for at, kind in enumerate(kinds)]
    return pd.DataFrame(
        rows,
        columns=[
            "child_id", "gaps", "earlier_median_days", "later_median_days", "ratio", "p_value",
            "q_value", "change",
        ],
    )  # fmt: skip


def test_how_many_childrens_episodes_have_come_closer_together_or_further_apart():
    title = changes_words.gap_changes_title
    same = "no clear change"
    assert title(changes("shorter", "longer", "longer", same)) == (
        "4 children have enough episodes to compare: they have clearly come closer together for 1 "
        "and moved further apart for 2"
    )
    assert title(changes("longer", same)).endswith("for none and moved further apart for 1")
    assert title(changes(same, same)) == (
        "2 children have enough episodes to compare: for none of them is there a clear change, "
        "neither closer together nor further apart"
    )
    assert title(changes("shorter")).endswith("they have clearly come closer together")
    assert title(changes(same)).endswith("they show no clear change")
    assert title(changes()).startswith("No child has enough episodes")


def test_the_list_of_gaps_is_in_the_order_given_and_worded():
    twin = changes_words.gap_changes_twin(changes("shorter", "no clear change"))
    assert twin["Child"].tolist() == ["D0", "D1"]
    assert twin["Episodes have come"].tolist() == ["closer together", "no clear change"]
    assert twin.iloc[0].tolist()[2:4] == ["10 days", "under 1 day"]
    assert twin["q (Benjamini and Hochberg)"].tolist() == ["0.030", "0.030"]
    never = changes_words.gap_changes_twin(changes("shorter").assign(q_value=0.0004))
    assert never.iloc[0, -1] == "under 0.001"


def test_the_method_is_named_in_the_list_only():
    some = changes("shorter", "no clear change")
    said = [changes_words.CHANGES_RULE, changes_words.gap_changes_title(some)]
    assert "Benjamini" not in " ".join([*said, changes_words.gap_changes_caption(some)])
