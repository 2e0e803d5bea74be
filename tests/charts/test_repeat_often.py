"""Once or many times, and how much a few come to: what is drawn and said, counted by hand."""

import pandas as pd
import pytest

from analytics.charts import concentration as few
from analytics.charts import repeat_bands as bands_chart
from analytics.definitions import REPEAT_BANDS
from tests.charts.colours import BACKGROUND, COMPARISON, MISSING
from tests.charts.conftest import annotations


def bands(**counts) -> pd.DataFrame:
    """Nine bands; counts: band with _ for – and + → (children, episodes)."""
    named = {name.strip("_").replace("_", "–"): pair for name, pair in counts.items()}
    rows = [(label, *named.get(label, (0, 0))) for label, _, _ in REPEAT_BANDS]
    return pd.DataFrame(rows, columns=["band", "children", "episodes"])


# two children once, one twice, one 8 times, one 12 times: five children, 24 episodes
FIVE = bands(_1=(2, 2), _2=(1, 2), _6_10=(1, 8), _11_20=(1, 12))
TWENTY = bands(_1=(14, 14), _2=(4, 8), _6_10=(1, 8), _11_20=(1, 10))


def shares(*counts: tuple[int, int]) -> pd.DataFrame:
    """Rows of concentration; counts: children, their episodes; last those of all."""
    rows = [(n, n, episodes, episodes / counts[-1][1]) for n, episodes in counts]
    return pd.DataFrame(rows, columns=["top", "children", "episodes", "share"])


# of TWENTY: 10; with 8 and 2 more 20; with 2 and 2 more 24; with 2, 1, 1, 1 and 1 more 30
SHARES = shares((1, 10), (3, 20), (5, 24), (10, 30), (20, 40))


def test_all_nine_bands_are_drawn_with_both_counts():
    drawn = bands_chart.repeat_bands_chart(FIVE)
    children, episodes = drawn.data
    assert list(children.x) == [2, 1, 0, 0, 0, 1, 1, 0, 0]
    assert list(episodes.x) == [2, 2, 0, 0, 0, 8, 12, 0, 0]
    assert children.marker.color == episodes.marker.color == MISSING[0]
    assert drawn.layout.xaxis.range[0] == drawn.layout.xaxis2.range[0] == 0
    assert drawn.layout.yaxis.ticktext[0] == "Once"
    assert drawn.layout.yaxis.ticktext[-1] == "51 times or more"
    texts = annotations(drawn)
    assert {"Children", "Episodes", "<b>12</b>", "<b>8</b>"} <= set(texts)
    assert texts.count("0") == 10


def test_the_bands_title_says_how_many_once_and_what_many_times_come_to():
    title = bands_chart.repeat_bands_title
    assert title(TWENTY) == (
        "14 of 20 children went missing once; 2 children went 6 times or more, with 18 of the 40 "
        "episodes"
    )
    # of fewer than twenty children it does not say what the two come to
    assert title(FIVE) == "2 of 5 children went missing once; 2 children went 6 times or more"
    assert title(bands(_2=(2, 4))) == (
        "None of 2 children went missing once, nobody 6 times or more"
    )
    assert title(bands(_3=(1, 3))) == "The one child went missing 3 times"
    assert title(bands(_1=(1, 1))) == "The one child went missing once"
    assert title(bands()) == "No missing episodes to count"
    assert bands_chart.more_than_once(FIVE) == 3


def test_the_bands_subtitle_and_table_hold_all_children_and_episodes():
    assert bands_chart.repeat_bands_subtitle(FIVE, "July 2021") == (
        "5 children and 24 missing episodes by how often each child went missing, July 2021"
    )
    twin = bands_chart.repeat_bands_twin(FIVE)
    assert len(twin) == 9 and twin["Children"].sum() == 5 and twin["Episodes"].sum() == 24
    assert twin["Times missing"].tolist()[5:7] == ["6–10 times", "11–20 times"]


def test_each_share_stands_with_its_episodes_and_the_share_if_all_had_as_many():
    drawn = few.concentration_chart(SHARES)
    bars, even = drawn.data
    assert list(bars.x) == [0.5, 0.6, 0.75, 1.0]
    assert list(even.x) == [0.15, 0.25, 0.5]  # 3, 5 and 10 of 20
    assert bars.marker.color == MISSING[0]
    assert (even.marker.color, even.marker.line.color) == (BACKGROUND[0], COMPARISON[0])
    assert drawn.layout.xaxis.range[0] == 0
    assert {
        "3 children", "<b>50%</b> · 20", "5 children", "<b>60%</b> · 24", "10 children",
        "<b>75%</b> · 30", "All 20 children", "<b>100%</b> · 40",
    } == set(annotations(drawn))  # fmt: skip
    twin = few.concentration_twin(SHARES)
    assert twin["Children"].tolist()[0] == "3 children"
    assert twin["If all had as many"].tolist() == ["15.0%", "25.0%", "50.0%", "100.0%"]


def test_no_bar_row_or_sentence_is_of_a_single_child():
    assert few.of_several(SHARES)["children"].tolist() == [3, 5, 10, 20]
    drawn = few.concentration_chart(SHARES)
    hovers = " ".join(text for trace in drawn.data for text in trace.hovertext)
    assert "1 child" not in " ".join([*annotations(drawn), hovers])


def test_the_concentration_title_says_what_three_children_had():
    assert few.concentration_title(SHARES) == "3 of 20 children had 50% of the 40 episodes"
    assert few.concentration_subtitle(SHARES, "July 2021") == (
        "How much of all 40 missing episodes comes from the few children with most of them, July "
        "2021; hollow mark: how much it would be if every child had as many"
    )


@pytest.mark.parametrize(("left_out", "children"), [(1, "3"), (4, "3"), (6, "5"), (200, "20")])
def test_a_number_left_out_that_is_no_top_takes_the_nearest(monkeypatch, left_out, children):
    monkeypatch.setattr(few, "LEFT_OUT", left_out)
    assert few.concentration_title(SHARES).startswith(f"{children} of 20 children had ")


def test_fewer_than_twenty_children_are_not_split_and_one_sentence_says_why():
    nineteen = shares((1, 10), (3, 20), (5, 24), (10, 30), (19, 39))
    assert few.can_be_split(SHARES) and not few.can_be_split(nineteen)
    assert few.too_few_to_split(nineteen) == (
        "Only 19 children went missing: too few to split. With 20 children or more, this page "
        "also shows how much comes from a few of them, and the figures without those."
    )
    assert few.too_few_to_split(shares((1, 4))).startswith("Only 1 child went missing: ")


def headlines(**changed) -> pd.DataFrame:
    columns = ["figure", "count", "of", "value", "count_without", "of_without", "value_without"]
    rows = [
        ("children", None, None, 5.0, None, None, 2.0),
        ("episodes", None, None, 24.0, None, None, 2.0),
        ("episodes_a_child", None, None, 4.8, None, None, 1.0),
        ("in_time", 18, 24, 0.75, 1, 2, 0.5),
        ("over_24_hours", 6, 20, 0.3, 0, 0, None),
    ]
    table = pd.DataFrame(rows, columns=columns)
    for figure, values in changed.items():
        table.loc[table["figure"] == figure, list(values)] = list(values.values())
    return table


def test_headlines_stand_beside_themselves_without_three_childrens_episodes():
    twin = few.headlines_twin(headlines())
    assert list(twin.columns) == ["Figure", "All children", "Without three children's episodes"]
    assert twin["All children"].tolist() == [
        "5",
        "24",
        "4.8",
        "75.0% (18 of 24)",
        "30.0% (6 of 20)",
    ]
    assert twin.iloc[:, 2].tolist() == ["2", "2", "1.0", "50.0% (1 of 2)", "–"]
    assert few.headlines_title(headlines()) == (
        "Without three children's episodes: 2 episodes instead of 24, and 50.0% interviewed in "
        "time instead of 75.0%"
    )


def test_headlines_say_nothing_of_a_rate_that_is_not_known_or_where_nobody_is_left():
    without_times = headlines(in_time={"value": None, "value_without": None})
    assert few.headlines_title(without_times).endswith("2 episodes instead of 24")
    nobody = headlines(episodes={"value_without": 0})
    assert few.headlines_title(nobody) == "Without three children's episodes none is left"
