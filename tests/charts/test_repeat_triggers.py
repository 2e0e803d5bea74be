"""Three episodes within 30 days: what is drawn and said, on triggers written by hand."""

import pandas as pd
import pytest

from analytics.charts import repeat_threshold as threshold
from analytics.charts import repeat_triggers as trigger
from analytics.charts.repeat_headline import repeat_cards, repeat_headline
from tests.charts.colours import MISSING, NOT_RECORDED
from tests.charts.conftest import annotations

COLUMNS = [
    "child_id", "reached_at", "episodes_in_window", "until", "episodes_in_run", "voided_in_window",
    "meeting_on", "days_to_meeting", "days_since",
]  # fmt: skip
DATA_DATE = pd.Timestamp("2022-01-01")


def triggers(*rows) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=COLUMNS)
    days = dict.fromkeys(("reached_at", "until", "meeting_on"), "datetime64[us]")
    return table.astype(days | {"days_to_meeting": "Int64", "days_since": "int64"})


# B reached it twice, once without a meeting; A once, with a meeting the same day
SOME = triggers(
    ("B", "2021-12-20 18:00", 3, "2021-12-24 19:00", 2, 0, None, None, 11),
    ("A", "2021-11-02 20:30", 3, "2021-11-02 20:30", 1, 0, "2021-11-02", 0, 59),
    ("B", "2021-07-04 09:00", 4, "2021-08-01 22:00", 7, 2, "2021-07-11", 7, 180),
)
NONE = triggers()


def quarters(*starts, complete=True) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "quarter_start": pd.to_datetime(list(starts)),
            "quarter": [f"{start[:4]}-Q{(int(start[5:7]) + 2) // 3}" for start in starts],
            "complete": complete,
        }
    )


def at_threshold(*rows: tuple[str, int, int]) -> pd.DataFrame:
    """Rows of children_at_threshold; rows: first day, children, of them newly."""
    table = quarters(*[start for start, _, _ in rows])
    return table.assign(
        children=[children for _, children, _ in rows], newly_reached=[new for _, _, new in rows]
    )


THRESHOLD = at_threshold(("2021-04-01", 0, 0), ("2021-07-01", 24, 21), ("2021-10-01", 20, 15))


def test_the_title_counts_children_and_times_and_says_after_how_many_a_meeting_is_recorded():
    assert trigger.triggers_title(SOME) == (
        "2 children newly reached three episodes within 30 days, 3 times in all; a strategy "
        "meeting is recorded after 2 of the 3 times"
    )
    assert trigger.triggers_title(SOME.iloc[[1]]) == (
        "1 child newly reached three episodes within 30 days; a strategy meeting is recorded"
    )
    assert trigger.triggers_title(SOME.iloc[[0]]).endswith("; no strategy meeting is recorded")
    assert trigger.triggers_title(SOME.iloc[1:]).endswith("recorded after each of these")
    twice_without = pd.concat([SOME.iloc[[0]], SOME.iloc[[0]].assign(child_id="C")])
    assert trigger.triggers_title(twice_without).endswith("recorded after none of these")
    assert trigger.triggers_title(NONE) == "No child newly reached three episodes within 30 days"


def test_the_reading_says_how_soon_how_long_ago_and_what_was_voided():
    assert trigger.triggers_reading(SOME, DATA_DATE) == [
        "From reaching it to the strategy meeting: 0 to 7 days.",
        "No meeting is recorded after 1 of the 3 times. When the records end, on 1 January 2022, "
        "that was 11 days ago. " + trigger.NOT_RECORDED_NOTE,
        "1 of the 3 times it was reached includes an episode whose interview was voided, for "
        "example as recorded in error or found not to have been missing.",
    ]
    assert trigger.triggers_reading(NONE, DATA_DATE) == []


def test_where_no_meeting_is_recorded_at_all_the_reading_speaks_of_all_times():
    none = SOME.assign(meeting_on=pd.NaT, days_to_meeting=pd.NA, voided_in_window=1)
    without, voided = trigger.triggers_reading(none, pd.NaT)
    assert without.startswith(
        "No meeting is recorded after any of the 3 times. When the records end these were 11 to "
        "180 days ago. "
    )
    assert voided.startswith("3 of the 3 times it was reached include an episode whose interview ")
    without, voided = trigger.triggers_reading(none.iloc[[0]], DATA_DATE)
    assert without.startswith("No meeting is recorded after the one time. When the records end, ")
    assert voided.startswith("The one time it was reached includes an episode whose interview ")


def test_each_quarter_is_stacked_by_whether_a_meeting_is_recorded():
    counts = trigger.triggers_by_quarter(SOME, quarters("2021-04-01", "2021-07-01", "2021-10-01"))
    assert counts["recorded"].tolist() == [0, 1, 1]
    assert counts["none_recorded"].tolist() == [0, 0, 1]
    drawn = trigger.triggers_chart(counts)
    assert [list(bars.y) for bars in drawn.data] == [[0, 1, 1], [0, 0, 1]]
    assert list(drawn.data[1].base) == [0, 1, 1]
    assert drawn.layout.yaxis.range[0] == 0
    assert drawn.data[1].marker.pattern.shape == "/" and not drawn.data[0].marker.pattern.shape
    assert [bars.marker.color for bars in drawn.data] == [MISSING[0], NOT_RECORDED[0]]
    assert {"Times reached", "<b>0</b>", "<b>1</b>", "<b>2</b>"} <= set(annotations(drawn))
    assert "Meeting<br>recorded 1" in annotations(drawn)
    twin = trigger.triggers_by_quarter_twin(counts)
    assert twin["Times reached"].tolist() == [0, 1, 2]


def test_the_list_keeps_the_order_of_time_and_says_where_none_is_recorded():
    twin = trigger.triggers_twin(SOME)
    assert twin["Child"].tolist() == ["B", "A", "B"]
    assert twin["Strategy meeting"].tolist() == ["none recorded", "02/11/2021", "11/07/2021"]
    assert twin["Days until it"].tolist() == ["–", "0", "7"]
    assert twin["Days since reached"].tolist() == [11, 59, 180]
    assert trigger.triggers_caption(SOME, "2021") == (
        "Three episodes within 30 days: newly reached 3 times, 2021, latest first"
    )


def test_the_list_says_until_when_it_lasted_and_what_of_it_was_voided():
    twin = trigger.triggers_twin(SOME)
    assert twin["At three or more until"].tolist() == list(SOME["until"])
    assert twin["Episodes until then"].tolist() == [2, 1, 7]
    assert twin["Of these with a voided interview"].tolist() == ["none", "none", "2 of 4"]


def test_children_at_the_threshold_are_stacked_of_new_ones_and_those_from_before():
    drawn = threshold.threshold_chart(THRESHOLD)
    newly, before = drawn.data
    assert list(newly.y) == [0, 21, 15]
    assert list(before.y) == [0, 3, 5] and list(before.base) == [0, 21, 15]
    assert (newly.marker.color, before.marker.color) == (MISSING[0], "#ffffff")
    assert newly.marker.line.color == before.marker.line.color == MISSING[0]
    assert drawn.layout.yaxis.range[0] == 0
    shown = set(annotations(drawn))
    assert {"Children", "<b>24</b>", "<b>20</b>", "Newly 15", "From before 5"} <= shown
    twin = threshold.threshold_twin(THRESHOLD)
    assert twin["Children at three or more"].tolist() == [0, 24, 20]
    assert twin["From before"].tolist() == [0, 3, 5]


@pytest.mark.parametrize(
    ("children", "new", "words"),
    [
        (20, 15, "20 children were at three or more episodes within 30 days at some time in "
                 "October–December, 15 of them newly"),
        (2, 2, "2 children were at three or more episodes within 30 days at some time in "
               "October–December, all of them newly"),
        (2, 0, "2 children were at three or more episodes within 30 days at some time in "
               "October–December, none of them newly"),
        (1, 1, "1 child was at three or more episodes within 30 days at some time in "
               "October–December, newly"),
        (1, 0, "1 child was at three or more episodes within 30 days at some time in "
               "October–December, from before"),
        (0, 0, "No child was at three or more episodes within 30 days in October–December"),
    ],
)  # fmt: skip
def test_it_is_said_how_many_were_at_the_threshold_and_how_many_of_them_newly(children, new, words):
    row = at_threshold(("2021-10-01", children, new)).iloc[-1]
    assert threshold.threshold_words(row) == words


def bands(once: int, twice: int = 0) -> pd.DataFrame:
    counts = {"band": ["1", "2"], "children": [once, twice], "episodes": [once, 2 * twice]}
    return pd.DataFrame(counts)


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((8, 28), "28 of 36 children went missing more than once"),
        ((3, 0), "none of 3 children went missing more than once"),
        ((0, 3), "all 3 children went missing more than once"),
        ((1, 0), "1 child went missing once"),
        ((0, 1), "1 child went missing more than once"),
    ],
)
def test_the_headline_says_both_and_points_at_no_few(counts, words):
    headline = repeat_headline(THRESHOLD.iloc[-1], bands(*counts))
    assert headline == f"{threshold.threshold_words(THRESHOLD.iloc[-1])}; {words}"


def test_the_cards_give_what_each_is_of_and_the_quarter_before():
    now = pd.Series({"children": 4, "complete": True, "quarter_start": pd.Timestamp("2021-10-01")})
    before = now.copy()
    before["children"], before["quarter_start"] = 5, pd.Timestamp("2021-07-01")
    cards = repeat_cards(
        (now, before),
        (bands(1, 3), bands(3, 2)),
        (THRESHOLD.iloc[2], THRESHOLD.iloc[1]),
        (SOME, NONE),
    )
    assert [card["label"] for card in cards][2:] == [
        "At three or more episodes within 30 days",
        "Strategy meeting recorded after reaching it",
    ]
    assert [card["value"] for card in cards] == ["4", "3", "20", "2"]
    assert [card["count"] for card in cards] == [
        "", "of 4 children", "15 of them newly", "of 3 times it was newly reached",
    ]  # fmt: skip
    assert [card["change"] for card in cards] == [
        "1 fewer than July–September",
        "July–September: 2 of 5",
        "July–September: 24, 21 of them newly",
        "July–September: 0 of 0",
    ]


def test_the_cards_stand_alone_where_nothing_came_before_and_nobody_reached_it():
    now = pd.Series({"children": 1, "complete": False, "quarter_start": pd.Timestamp("2021-10-01")})
    cards = repeat_cards((now, None), (bands(1), None), (THRESHOLD.iloc[0], None), (NONE, None))
    assert [card["value"] for card in cards] == ["1", "0", "0", "–"]
    assert cards[1]["count"] == "of 1 child" and cards[2]["count"] == ""
    assert cards[3]["count"] == "nobody newly reached it"
    assert [card["change"] for card in cards[1:]] == ["", "", ""]
