"""The list behind a mark is what the mark counts."""

import re
from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from analytics.app import behind
from analytics.app.behind import within_period
from analytics.app.headlines import headline_cards
from analytics.app.parts import Part
from analytics.filters import Filters


@pytest.mark.parametrize(
    ("day", "unit", "expected"),
    [
        ("2021-12-27", "week", (date(2021, 12, 27), date(2022, 1, 1))),
        ("2020-12-28", "week", (date(2021, 1, 1), date(2021, 1, 4))),
        ("2021-06-01", "month", (date(2021, 6, 1), date(2021, 7, 1))),
    ],
)
def test_a_week_at_the_edge_ends_where_the_readers_period_does(day, unit, expected):
    year = Filters(date(2021, 1, 1), date(2022, 1, 1), ("foster",), True)
    narrowed = within_period(year, day, unit)
    assert (narrowed.period_from, narrowed.period_to) == expected
    assert narrowed.placement_types == ("foster",) and narrowed.out_of_area is True


def test_a_mark_chosen_by_placement_lists_that_placement_only(open_page):
    page = open_page("trends", split="yes", by="quarter")
    marks = page.selectbox(key="mark-trend")
    foster = next(mark for mark in marks.options if "foster" in mark)
    count = int(re.search(r"foster: (\d+)", foster)[1])
    page = marks.set_value(("2021-01-01", "foster", count)).run()
    assert not page.exception
    heading = next(h.value for h in page.header if h.value.startswith("Behind the mark"))
    assert "foster" in heading
    tables = [piece.proto.body for piece in page.get("html") if "latest first" in piece.proto.body]
    assert f"{count} episodes, latest first" in tables[0]
    assert "Foster" in tables[0] and "Residential" not in tables[0]


def test_a_rate_without_a_base_is_a_dash_in_a_cards_history():
    quarters = pd.DataFrame(
        {
            "quarter_start": pd.to_datetime(["2021-07-01", "2021-10-01"]),
            "children": [0, 1],
            "episodes": [0, 1],
            "in_time_of_episodes": [None, 1.0],
            "not_recorded": [0, 0],
            "pending": [0, 0],
            "complete": True,
        }
    )
    history = headline_cards(quarters)[2]["history"]
    assert history == [("Jul–Sep 2021", 0.0, "–"), ("Oct–Dec 2021", 1.0, "100.0%")]


def test_behind_a_bar_are_the_episodes_with_that_value_of_the_circumstance(monkeypatch):
    asked, listed = [], []
    monkeypatch.setattr(behind.show, "episodes", lambda page, rows, **how: listed.append(how))
    page = SimpleNamespace(
        filters=Filters(date(2021, 10, 1), date(2022, 1, 1)),
        run=lambda measure, **options: asked.append(options) or pd.DataFrame(),
    )
    foster = Filters(date(2021, 10, 1), date(2022, 1, 1), ("foster",))
    behind.episodes_of_value(page, "travel_mode", "taxi", 5, Part(foster))
    behind.episodes_of_pair(page, {"travel_mode": "taxi", "place": "mackworth"}, "both", 2)
    assert asked[0] == {
        "filters": foster, "circumstance": "travel_mode", "value": "taxi", "at_most": 1000,
    }  # fmt: skip
    assert asked[1] == {
        "circumstance": "travel_mode", "value": "taxi", "at_most": 1000,
        "second_circumstance": "place", "second_value": "mackworth",
    }  # fmt: skip
    assert [each["count"] for each in listed] == [5, 2]
    assert listed[0]["of_what"] == "by taxi, October–December 2021"


def test_of_a_mark_without_a_placement_as_many_are_listed_as_of_any_other(monkeypatch):
    rows = pd.DataFrame(
        {"episode_id": list("abcde"), "placement_type": [None, "foster"] + [None] * 3}
    )
    listed = []
    monkeypatch.setattr(behind, "MOST_LISTED", 2)
    monkeypatch.setattr(behind.show, "episodes", lambda page, rows, **_: listed.append(rows))
    page = SimpleNamespace(filters=Filters(), run=lambda *_, **__: rows)
    behind.episodes_of_period(page, "2021-10-01", "not_known", 4, unit="quarter", figure="episodes")
    # the latest, as the measure has them first
    assert listed[0]["episode_id"].tolist() == ["a", "c"]
