"""What followed an interview: what is drawn and said, on hand-worked curves."""

import pandas as pd
import pytest

from analytics.charts import next_episode
from tests.charts.conftest import annotations


def curves(p_value=0.4, within=0.5, none=12) -> pd.DataFrame:
    rows = []
    for group, episodes in (("in_time", 40), ("late", 15), ("none", none)):
        for day in range(3, 91):
            rows.append((group, day, episodes, 90 - day, 1 - day / 100, 0.0, 1.0, episodes))
    columns = ["interview", "day", "at_risk", "events", "not_again", "low", "high", "episodes"]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(children=9, p_value=p_value, p_value_within_children=within)


def test_curves_are_told_apart_without_colour_and_named_with_those_still_followed():
    drawn = next_episode.next_episode_chart(curves())
    assert [line.line.dash for line in drawn.data] == ["solid", "dash", "dot"]
    assert {"<b>In time</b>", "<b>Later</b>", "<b>None</b>", "40", "15", "12"} <= set(
        annotations(drawn)
    )


def test_too_few_returns_have_no_curve_no_share_and_no_row():
    few = curves(none=9)
    assert len(next_episode.next_episode_chart(few).data) == 2
    assert set(next_episode.next_episode_twin(few)["Interview"]) == {"In time", "Later"}
    sentences = next_episode.next_episode_reading(few)
    assert "Too few to be shown: 9 returns where none is recorded." in sentences
    assert not any("70% where none" in sentence for sentence in sentences)
    assert next_episode.shown_groups(curves().assign(children=4)) == []


def test_the_table_has_the_low_end_of_an_interval_before_the_high_one():
    narrow = curves().assign(low=0.125, high=0.875)
    twin = next_episode.next_episode_twin(narrow)
    assert set(zip(twin["Interval from"], twin["to"], strict=True)) == {("12.5%", "87.5%")}
    assert twin["Days since the return"].tolist() == [3, *range(10, 91, 10)] * 3
    assert twin["Not missing again"].tolist()[:3] == ["97.0%", "90.0%", "80.0%"]
    unknown = next_episode.next_episode_twin(narrow.assign(low=None, high=None))
    assert set(unknown["Interval from"]) == set(unknown["to"]) == {"–"}


def test_a_share_beyond_the_last_return_followed_is_not_said():
    table = curves()
    table.loc[(table["interview"] == "late") & (table["day"] > 20), "not_again"] = None
    assert "a later one" not in next_episode.next_episode_reading(table)[1]
    ends = [line.y[-1] for line in next_episode.next_episode_chart(table).data]
    assert pd.isna(ends[1]) and ends[0] == pytest.approx(0.1)


def test_a_difference_is_claimed_only_within_children():
    title = next_episode.next_episode_title
    alike = "What followed an interview in time cannot be told from what followed otherwise"
    assert title(curves()) == alike
    assert title(curves(p_value=0.001, within=0.3)) == alike
    assert "at another time" in title(curves(within=0.01))
    assert title(curves(within=None)) == "What followed cannot be compared within children"
    assert title(curves().assign(children=4)).startswith("Too few returns")
    few_in_time = curves(within=0.01)
    few_in_time.loc[few_in_time["interview"] == "in_time", "episodes"] = 8
    assert title(few_in_time).startswith("Too few returns")


def test_the_curves_are_read_aloud_as_an_association_first():
    sentences = next_episode.next_episode_reading(curves())
    assert sentences[0].startswith("This is an association")
    assert sentences[1] == (
        "Of children who had stayed 72 hours, not missing again within 30 days: 70% after an "
        "interview in time, 70% after a later one, 70% where none is recorded."
    )
    assert sentences[2].endswith("starts too high and that of none too low.")
    assert sentences[-1].startswith("In time against all others: log-rank p = 0.40 with every")
    words = " ".join(sentences).casefold()
    assert not any(word in words for word in ("because", "prevent", "reduce", "leads to", "effect"))
    tiny = next_episode.next_episode_reading(curves(p_value=0.00004, within=0.0496))[-1]
    assert "p < 0.001" in tiny and "p = 0.050" in tiny


def test_the_subtitle_says_of_which_returns():
    subtitle = next_episode.next_episode_subtitle(curves(), "October–December 2021")
    assert subtitle.startswith("Of 67 returns after which the child stayed 72 hours or longer")
