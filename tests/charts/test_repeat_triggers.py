"""Three episodes within 30 days: what is drawn and said, on triggers written by hand."""

import pandas as pd

from analytics.charts import repeat_triggers as trigger
from analytics.charts.repeat_headline import repeat_cards, repeat_headline
from tests.charts.conftest import annotations

COLUMNS = [
    "child_id", "reached_at", "episodes_in_window", "meeting_on", "days_to_meeting", "days_since",
]  # fmt: skip
DATA_DATE = pd.Timestamp("2022-01-01")


def triggers(*rows) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=COLUMNS)
    days = {"reached_at": "datetime64[us]", "meeting_on": "datetime64[us]"}
    return table.astype(days | {"days_to_meeting": "Int64", "days_since": "int64"})


# B reached it twice, once without a meeting; A once, with a meeting the same day
SOME = triggers(
    ("B", "2021-12-20 18:00", 3, None, None, 11),
    ("A", "2021-11-02 20:30", 3, "2021-11-02", 0, 59),
    ("B", "2021-07-04 09:00", 4, "2021-07-11", 7, 180),
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


def concentration(*rows) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["top", "children", "episodes", "share"])


def test_the_title_counts_children_and_times_and_says_after_how_many_a_meeting_is_recorded():
    assert trigger.triggers_title(SOME) == (
        "2 children reached three episodes within 30 days, 3 times in all; a strategy meeting is "
        "recorded after 2 of the 3 times"
    )
    assert trigger.triggers_title(SOME.iloc[[1]]) == (
        "1 child reached three episodes within 30 days; a strategy meeting is recorded"
    )
    assert trigger.triggers_title(SOME.iloc[[0]]).endswith("; no strategy meeting is recorded")
    assert trigger.triggers_title(SOME.iloc[1:]).endswith("recorded after each of these")
    twice_without = pd.concat([SOME.iloc[[0]], SOME.iloc[[0]].assign(child_id="C")])
    assert trigger.triggers_title(twice_without).endswith("recorded after none of these")
    assert trigger.triggers_title(NONE) == "No child reached three episodes within 30 days"


def test_the_reading_says_how_soon_and_how_long_ago():
    assert trigger.triggers_reading(SOME, DATA_DATE) == [
        "From reaching it to the strategy meeting: 0 to 7 days.",
        "Reached without a meeting recorded: 1 time, 11 days before 1 January 2022. "
        + trigger.NOT_RECORDED_NOTE,
    ]
    assert trigger.triggers_reading(NONE, DATA_DATE) == []


def test_each_quarter_is_stacked_by_whether_a_meeting_is_recorded():
    counts = trigger.triggers_by_quarter(SOME, quarters("2021-04-01", "2021-07-01", "2021-10-01"))
    assert counts[True].tolist() == [0, 1, 1]
    assert counts[False].tolist() == [0, 0, 1]
    drawn = trigger.triggers_chart(counts)
    assert [list(bars.y) for bars in drawn.data] == [[0, 1, 1], [0, 0, 1]]
    assert list(drawn.data[1].base) == [0, 1, 1]
    assert drawn.layout.yaxis.range[0] == 0
    assert drawn.data[1].marker.pattern.shape == "/" and not drawn.data[0].marker.pattern.shape
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
        "Three episodes within 30 days: reached 3 times, 2021, latest first"
    )


def test_the_headline_says_how_many_reached_it_and_what_a_few_account_for():
    shares = concentration(
        (1, 1, 12, 12 / 133), (3, 3, 53, 53 / 133), (5, 5, 70, 70 / 133), (36, 36, 133, 1.0)
    )
    assert repeat_headline(SOME, shares) == (
        "2 children reached three episodes within 30 days; 3 children account for 40% of all 133 "
        "episodes"
    )


def test_the_headline_of_three_children_or_fewer_says_whose_the_episodes_are():
    three = concentration((1, 1, 3, 0.6), (3, 3, 5, 1.0))
    assert repeat_headline(NONE, three) == (
        "No child reached three episodes within 30 days; all 5 episodes are of 3 children"
    )
    one = concentration((1, 1, 1, 1.0))
    assert repeat_headline(NONE, one).endswith("; the one episode is of 1 child")
    assert repeat_headline(NONE, one.assign(episodes=4)).endswith("all 4 episodes are of 1 child")


def test_the_cards_give_what_each_is_of_and_the_quarter_before():
    now = pd.Series({"children": 4, "complete": True, "quarter_start": pd.Timestamp("2021-10-01")})
    before = now.copy()
    before["children"], before["quarter_start"] = 5, pd.Timestamp("2021-07-01")
    bands = pd.DataFrame({"band": ["1", "2", "3"], "children": [1, 2, 1], "episodes": [1, 4, 3]})
    cards = repeat_cards(now, before, (bands, bands.assign(children=1)), (SOME, NONE))
    assert [card["value"] for card in cards] == ["4", "3", "2", "2"]
    assert [card["count"] for card in cards] == [
        "", "of 4 children", "3 times in all", "of 3 times it was reached",
    ]  # fmt: skip
    assert [card["change"] for card in cards] == [
        "1 fewer than July–September",
        "July–September: 2 of 3",
        "July–September: 0",
        "July–September: 0 of 0",
    ]


def test_the_cards_stand_alone_where_nothing_came_before_and_nobody_reached_it():
    now = pd.Series({"children": 1, "complete": False, "quarter_start": pd.Timestamp("2021-10-01")})
    bands = pd.DataFrame({"band": ["1"], "children": [1], "episodes": [1]})
    cards = repeat_cards(now, None, (bands, None), (NONE, None))
    assert [card["value"] for card in cards] == ["1", "0", "0", "–"]
    assert cards[1]["count"] == "of 1 child" and cards[3]["count"] == "nobody reached it"
    assert [card["change"] for card in cards[1:]] == ["", "", ""]
