"""How children were found, went and came back; term and holidays; what is said of places."""

import pandas as pd
import pytest

from analytics.app.tables import heat_table
from analytics.charts import circumstances, together
from analytics.charts.term_and_holidays import (
    term_and_holidays_subtitle,
    term_and_holidays_title,
    term_and_holidays_twin,
)
from tests.charts.colours import BACKGROUND, MISSING, NOT_RECORDED
from tests.charts.conftest import annotations

QUARTER = "October–December 2021"
NO_PATTERN = "No clear pattern: most rows are small, near each other or not recorded"


def answers(**episodes: int) -> pd.DataFrame:
    """Rows of travel_modes and its like, of 20 episodes."""
    rows = pd.DataFrame({"value": episodes.keys(), "episodes": episodes.values()})
    return rows.assign(children=rows["episodes"], share=rows["episodes"] / 20)


@pytest.fixture
def travelled():
    return answers(foot=11, taxi=7, bus=0, not_recorded=2)


def test_an_answer_is_a_bar_with_its_count_and_share_and_none_has_none(travelled):
    drawn = circumstances.shares_chart(travelled, "travel_mode")
    assert list(drawn.data[0].x) == [11, 7, 2] and drawn.layout.xaxis.range[0] == 0
    assert annotations(drawn) == [
        "<b>11</b> · 55%", "On foot", "<b>7</b> · 35%", "By taxi", "<b>2</b> · 10%", "Not recorded"
    ]  # fmt: skip
    assert list(drawn.data[0].customdata[1]) == ["travel_mode", "taxi", 7]
    assert drawn.data[0].hovertext[1] == "By taxi: 7 episodes, 7 children<br>35%"


def test_an_answer_stands_above_the_left_end_of_its_bar_and_its_count_beside_it(travelled):
    drawn = circumstances.shares_chart(travelled, "travel_mode")
    bars, (bottom, top) = drawn.data[0], drawn.layout.yaxis.range
    assert bottom > top  # downwards: what is above a bar has the smaller y
    assert list(bars.y) == [0, 1, 2]
    for row, words in enumerate(["On foot", "By taxi", "Not recorded"]):
        beside, above = drawn.layout.annotations[2 * row : 2 * row + 2]
        assert (above.text, above.x, above.xanchor) == (words, 0, "left")
        assert above.y == row - bars.width / 2 and above.yanchor == "bottom" and above.yshift > 0
        assert above.y > top and above.y > row - 1 + bars.width / 2  # clear of the bar before
        assert (beside.y, beside.x, beside.xref) == (row, 1, "paper")


@pytest.mark.parametrize("dark", [False, True])
def test_not_recorded_is_hatched_and_always_there(travelled, dark):
    marker = circumstances.shares_chart(travelled, "travel_mode", dark=dark).data[0].marker
    assert list(marker.pattern.shape) == ["", "", "/"]
    assert list(marker.color)[1:] == [MISSING[dark], BACKGROUND[dark]]
    assert marker.pattern.fgcolor == NOT_RECORDED[dark]
    all_recorded = circumstances.shares_chart(answers(foot=20, not_recorded=0), "travel_mode")
    assert annotations(all_recorded)[1::2] == ["On foot", "Not recorded"]
    assert annotations(all_recorded)[2] == "<b>0</b> · 0%"


@pytest.mark.parametrize(
    ("circumstance", "rows", "title"),
    [
        ("travel_mode", answers(foot=11, taxi=7, not_recorded=2),
         "Most often on foot (55%), then by taxi (35%)"),
        ("found_setting", answers(public_place=9, friends_home=4, other=1, not_recorded=6),
         "Most often found in a public place (45%), then at a friend's home (20%)"),
        ("companions", answers(alone=10, unknown_adults=5, not_recorded=5),
         "Most often alone (50%), then with unknown adults (25%)"),
        ("return_method", answers(brought_by_carer=3, bus=0, not_recorded=17),
         "Most often they came back brought by a carer (15%)"),
        ("travel_mode", answers(foot=0, not_recorded=20), "Way of travelling not recorded"),
    ],
)  # fmt: skip
def test_the_two_most_frequent_answers_are_the_title(circumstance, rows, title):
    assert circumstances.shares_title(rows, circumstance, 20) == title


def test_the_subtitle_says_what_shares_are_of_and_where_an_episode_may_have_several(travelled):
    subtitle = circumstances.shares_subtitle
    assert subtitle(travelled, "travel_mode", 20, QUARTER) == (
        "Of all 20 missing episodes, October–December 2021; not recorded for 2"
    )
    assert subtitle(answers(alone=1), "companions", 1, QUARTER) == (
        "Of the one missing episode, October–December 2021; not recorded for 0; an episode may "
        "have several"
    )
    twin = circumstances.shares_twin(travelled, "travel_mode")
    assert twin.columns.tolist() == ["Travelled", "Episodes", "Children", "Share of all"]
    assert twin.iloc[2].tolist() == ["By bus", 0, 0, "0%"]  # in the table though not drawn


@pytest.fixture
def pairs():
    """Ten on foot, five by taxi, of whom most not recorded; four by bus; three not recorded."""
    rows = [
        ("foot", "family_home", 3, 0.3), ("foot", "public_place", 6, 0.6),
        ("foot", "not_recorded", 1, 0.1), ("taxi", "family_home", 2, 0.4),
        ("taxi", "not_recorded", 3, 0.6), ("bus", "public_place", 4, 1.0),
        ("not_recorded", "not_recorded", 3, 1.0),
    ]  # fmt: skip
    rows = pd.DataFrame(rows, columns=["first_value", "second_value", "episodes", "share"])
    of_first = rows.groupby("first_value")["episodes"].transform("sum")
    return rows.assign(children=rows["episodes"], of_episodes=of_first)


def test_across_the_most_frequent_comes_first_and_not_known_last(pairs):
    counts, shares = together.together_wide(pairs)
    assert list(counts.columns) == ["public_place", "family_home", "not_recorded"]  # 10, 5, and 7
    assert list(counts.index) == ["foot", "taxi", "bus", "not_recorded"]
    assert counts.loc["foot"].tolist() == [6, 3, 1] and counts.loc["bus"].tolist() == [4, 0, 0]
    assert shares.loc["taxi"].tolist() == [0, 0.4, 0.6]
    many = pd.concat([pairs.iloc[:1].assign(first_value=f"place {n}") for n in range(30)])
    assert list(together.together_wide(many)[0].index) == [f"place {n}" for n in range(25)]


def test_what_goes_together_is_said_of_rows_with_enough_episodes(pairs):
    title = together.together_title
    assert title(pairs, "travel_mode", "found_setting", {}) == (
        "On foot most often in a public place (6 of 10)"  # by taxi most are not recorded
    )
    assert title(pairs.tail(2), "travel_mode", "found_setting", {}) == NO_PATTERN
    at_places = pairs.replace({"first_value": {"foot": "mackworth", "taxi": "no_named_place"}})
    assert title(at_places, "place", "found_setting", {"mackworth": "Mackworth"}) == (
        "At Mackworth most often in a public place (6 of 10)"
    )
    assert together.together_subtitle("companions", "travel_mode", QUARTER) == (
        "Who they were with, down, and how they travelled, across: missing episodes, "
        "October–December 2021. An episode may have several companions."
    )


def test_a_pair_is_written_out_in_cells_lists_and_headings(pairs):
    assert [together.cell_words(6, 0.6), together.cell_words(0, 0.0)] == ["6 · 60%", ""]
    assert together.cell_words(1, 0.004) == "1 · under 1%"
    option = together.pair_option("travel_mode", "found_setting", pairs.iloc[1], {})
    assert option == "On foot, in a public place: 6 episodes"
    twin = together.together_twin(pairs, "travel_mode", "found_setting", {})
    assert twin.iloc[4].tolist() == ["By taxi", "Not recorded", 3, 3, "60%"]


def test_a_cell_is_as_dark_as_its_share_and_text_stays_text():
    texts = pd.DataFrame({"<b>&": ["6 · 60%", ""]}, index=["<i>", "By bus"])
    table = heat_table(texts, pd.DataFrame({"x": [0.6, 0.0]}), "How & <where>", "Down")
    assert "<td style='--strength: 60%'>6 · 60%</td>" in table
    assert "<td style='--strength: 0%'></td>" in table
    assert "<th scope='col'>&lt;b&gt;&amp;</th>" in table
    assert "<th scope='row'>&lt;i&gt;</th>" in table and "<th scope='col'>Down</th>" in table
    assert table.count("How &amp; &lt;where&gt;") == 2  # its caption, and its name when read out


def days(*rows) -> pd.DataFrame:
    columns = ["day_kind", "days", "episodes", "per_day", "rate_ratio", "low", "high", "p_value"]
    return pd.DataFrame(rows, columns=columns).assign(children=3)


@pytest.mark.parametrize(
    ("ratio", "p_value", "title"),
    [
        (1.5, 0.049, "Children went missing more often in school holidays: 1.5 missing episodes "
         "a day in school holidays, 1.0 in term time"),
        (0.5, 0.001, "Children went missing less often in school holidays: 0.5 missing episodes "
         "a day in school holidays, 1.0 in term time"),
        (1.5, 0.05, "1.5 missing episodes a day in school holidays, 1.0 in term time: this could "
         "be chance"),
        (1.5, None, "1.5 missing episodes a day in school holidays, 1.0 in term time: this could "
         "be chance"),
    ],
)  # fmt: skip
def test_a_difference_between_term_and_holidays_is_called_one_only_where_it_is_clear(
    ratio, p_value, title
):
    rows = days(
        ("term", 70, 70, 1.0, None, None, None, None),
        ("holiday", 20, 20 * ratio, ratio, ratio, 0.8, 2.0, p_value),
    )
    assert term_and_holidays_title(rows) == title


def test_kinds_of_days_are_a_table_and_one_kind_alone_is_not_compared():
    rows = days(
        ("term", 70, 70, 1.0, None, None, None, None),
        ("holiday", 1, 2, 2.0, 2.0, 0.8, 5.25, 0.25),
        ("not_known", 5, 1, 0.2, None, None, None, None),
    )
    twin = term_and_holidays_twin(rows)
    assert twin["Days"].tolist() == [
        "Term time", "School holidays", "Not known: beyond the dates that are loaded"
    ]  # fmt: skip
    assert twin["Against term time (likely range)"].tolist() == [
        "–",
        "2.00 times (0.80 to 5.25)",
        "–",
    ]
    assert twin["p"].tolist() == ["–", "0.250", "–"]
    assert term_and_holidays_subtitle(rows, QUARTER) == (
        "Missing episodes a day by the day they began, October–December 2021: 70 days of term "
        "time, 1 day of school holidays"
    )
    for alone in (rows.head(1), rows.tail(2), rows.head(0)):
        assert term_and_holidays_title(alone) == (
            "Term time and school holidays cannot be compared in this selection"
        )
    assert term_and_holidays_subtitle(rows.tail(1), QUARTER) == ""
