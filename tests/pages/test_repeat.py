"""The page Repeat missing without a browser: its counts are the report's; choices move them.

On the hand-written episodes, child C reaches three within 30 days on 11 May 2021 (5, 10, 11 May).
"""

import re
from html import unescape

import pandas as pd
import pytest

from analytics.charts.repeat_headline import repeat_headline
from analytics.filters import Filters
from analytics.measures import run
from analytics.measures.quarters import quarter_start_of
from tests.pages.test_pages import cards, figures, html, table

NO_EPISODES = "No episodes match: choose another quarter, placement or area, or Missing under More."
SECTIONS = [
    "Three or more in 30 days",
    "Once, or many times",
    "First time or again",
    "Time between episodes",
    "What came before",
    "What goes with going missing again",
    "Where to look next",
]
NOBODY = "No child was at three or more episodes within 30 days in"
AT_THREE = "At three or more episodes within 30 days"
REPORT = {
    "2021-Q1": (30, 139),
    "2021-Q2": (37, 185),
    "2021-Q3": (39, 177),
    "2021-Q4": (36, 133),
}
QUARTERS = pytest.mark.parametrize(
    "quarter",
    [
        "2021-Q2",
        "2021-Q4",
        pytest.param("2021-Q1", marks=pytest.mark.deep),
        pytest.param("2021-Q3", marks=pytest.mark.deep),
    ],
)


def headers(page) -> list[str]:
    return [piece.value for piece in page.header]


def titles(page) -> list[str]:
    """The titles of charts and tables, in order."""
    shown = " ".join(html(page))
    return [unescape(title) for title in re.findall(r"<h3 class='chart-title'>(.*?)</h3>", shown)]


def said(page) -> str:
    return " ".join(piece.value for piece in [*page.markdown, *page.caption])


def linked(page) -> list[str]:
    """The addresses that the page's tables link to, in order."""
    return [unescape(to) for to in re.findall(r"<a href='(.*?)'", " ".join(html(page)))]


def bands(page) -> list[list[str]]:
    """Rows of the table of bands: band, children, episodes."""
    pieces = [piece for piece in html(page) if "51 times or more" in piece]
    return [
        re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row)
        for row in re.findall(r"<tr>(.*?)</tr>", pieces[0])
    ]


@QUARTERS
def test_each_quarters_bands_add_up_to_the_reports_children_and_episodes(opened, quarter):
    children, episodes = REPORT[quarter]
    page = opened("repeat", quarter=quarter)
    assert not page.exception
    assert headers(page)[1:] == SECTIONS
    more_than_once = cards(page)["Of them more than once"][0]
    assert headers(page)[0].endswith(
        f"{more_than_once} of {children} children went missing more than once"
    )
    assert cards(page)["Children who went missing"][0] == str(children)
    rows = bands(page)[1:]
    assert len(rows) == 9
    assert sum(int(row[1]) for row in rows) == children
    assert sum(int(row[2]) for row in rows) == episodes
    assert int(more_than_once) == children - int(rows[0][1])


@QUARTERS
def test_headline_card_and_chart_say_how_many_were_at_three_and_how_many_newly(opened, quarter):
    page = opened("repeat", quarter=quarter)
    at = cards(page)[AT_THREE][0]
    headline = headers(page)[0].split("; ")[0]
    assert headline.startswith(f"{at} children were at three or more episodes within 30 days")
    assert headline in titles(page)
    row = table(page, headline)[-1]
    assert row[1] == at and int(row[2]) + int(row[3]) == int(at)
    assert headline.endswith(f", {'all' if row[2] == at else row[2]} of them newly")


def test_the_list_for_staff_has_as_many_children_as_the_card_and_links_to_each(opened):
    page = opened("repeat", quarter="2021-Q4", placement="residential")
    children = int(cards(page)[AT_THREE][0])
    assert headers(page)[0].startswith(f"{children} children were at three or more episodes")
    assert "all of them newly" in headers(page)[0]  # so all are in the list of who reached it
    to_each = [to for to in linked(page) if to.startswith("chronology?quarter=2021-Q4&")]
    listed = table_with(page, "Days since reached")
    assert len(listed) - 1 >= children > 0
    assert len(set(to_each[: len(listed) - 1])) == children
    assert all("placement=residential&child=DEMO-" in to for to in to_each)


def table_with(page, head: str) -> list[str]:
    piece = next(piece for piece in html(page) if f">{head}</th>" in piece)
    return re.findall(r"<tr>.*?</tr>", piece)


def test_the_list_is_in_the_order_of_time_and_that_of_gaps_in_order_of_reference(opened):
    page = opened("repeat", quarter="2021-Q4")
    days = [int(row.rsplit("<td", 1)[1].split(">")[1].split("<")[0])
            for row in table_with(page, "Days since reached")[1:]]  # fmt: skip
    assert days == sorted(days)
    children = [to.rsplit("=", 1)[1] for to in linked(page)][len(days) :]
    assert len(children) > 1 and children == sorted(children)


def test_no_reference_stands_outside_the_lists_for_staff(opened):
    page = opened("repeat", quarter="2021-Q4")
    tables = [piece for piece in html(page) if "<table" in piece]
    with_references = [piece for piece in tables if "DEMO-" in piece]
    assert len(with_references) == 2 and all("href='chronology?" in it for it in with_references)
    elsewhere = [piece for piece in html(page) if piece not in with_references]
    assert "DEMO-" not in " ".join([*elsewhere, said(page), *headers(page), *titles(page)])
    assert "DEMO-" not in str(figures(page))


def test_the_first_and_repeat_episodes_of_every_quarter_are_the_reports(opened):
    rows = table(opened("repeat", quarter="2021-Q4"), "In October–December")
    assert [int(row[3]) for row in rows[1:]] == [139, 185, 177, 133]
    assert all(sum(map(int, row[4:7])) == int(row[3]) for row in rows[1:])


def choose_others(page) -> None:
    """All episodes up to the quarter's end, and one factor."""
    page.button_group(key="repeat_in").set_value("all")
    page.selectbox(key="again_by").set_value("out_of_area")
    page.run()


def test_all_episodes_up_to_the_quarters_end_can_be_looked_at(opened):
    page = opened("repeat", quarter="2021-Q2", then=choose_others)
    assert not page.exception
    assert sum(int(row[2]) for row in bands(page)[1:]) == 139 + 185
    assert page.query_params["repeat_in"] == "all"
    assert any("January–June 2021" in piece for piece in html(page))
    # the headline stays that of the quarter; in the first quarter there is nothing to choose
    assert headers(page)[0].endswith("30 of 37 children went missing more than once")
    first = opened("repeat", quarter="2021-Q1", placement="other")
    keys = [group.key for group in first.button_group]
    assert "area" in keys and "repeat_in" not in keys


def test_one_factor_can_be_chosen_and_is_kept_in_the_address(opened):
    page = opened("repeat", quarter="2021-Q2", then=choose_others)
    assert not page.exception
    assert page.query_params["again_by"] == "out_of_area"
    assert any(title.startswith("In or out of area: ") for title in titles(page))
    marks = figures(page)[-1]["layout"]["yaxis"]["ticktext"]
    assert {mark.split("<br>")[0] for mark in marks} == {"In area", "Out of area"}


FEW = {"again_by": "previous_interview", "placement": "foster", "area": "out"}


def test_a_filter_changes_the_numbers(opened):
    page = opened("repeat", quarter="2021-Q4", **FEW)
    assert not page.exception
    assert int(cards(page)["Children who went missing"][0]) < 36
    assert "DEMO-" not in headers(page)[0]


# Each with every change in the quarter named, in the others with the deep tests.
FEW_OR_OTHER = [
    ("2021-Q1", {"placement": "other"}),
    ("2021-Q2", {"placement": "semi_independent", "area": "in", "repeat_in": "all"}),
    ("2021-Q3", {"category": "all", "year": "april", "again_by": "setting"}),
    ("2021-Q4", FEW),
]


@pytest.mark.parametrize(
    ("quarter", "choices"),
    [
        pytest.param(quarter, choices, marks=[pytest.mark.deep] if quarter != quick else [])
        for quick, choices in FEW_OR_OTHER
        for quarter in REPORT
    ],
)
def test_few_or_other_episodes_break_nothing(opened, quarter, choices):
    page = opened("repeat", quarter=quarter, **choices)
    assert not page.exception
    assert page.info or headers(page)[1] == SECTIONS[0]


def test_without_episodes_it_says_so_and_what_to_do(opened):
    page = opened("repeat", category="away")
    assert not page.exception and not figures(page)
    assert [box.value for box in page.info] == [NO_EPISODES]


HEADLINES = {
    "2021-Q1": f"{NOBODY} January–March; 1 of 2 children went missing more than once",
    # C on 5, 10 and 11 May; A, B and D once each
    "2021-Q2": "1 child was at three or more episodes within 30 days at some time in April–June, "
    "newly; 1 of 4 children went missing more than once",
    "2021-Q3": f"{NOBODY} July–September; 1 of 2 children went missing more than once",
    "2021-Q4": f"{NOBODY} October–December; none of 3 children went missing more than once",
}


@pytest.mark.parametrize("quarter", HEADLINES)
def test_the_hand_written_quarters_have_their_headlines(con, quarter):
    start = quarter_start_of(quarter)
    end = (start + pd.DateOffset(months=3)).date()
    at_threshold = run(con, "children_at_threshold", Filters(None, end), year="calendar")
    bands = run(con, "repeat_bands", Filters(start.date(), end))
    assert repeat_headline(at_threshold.iloc[-1], bands) == HEADLINES[quarter]


@pytest.mark.parametrize(
    "quarter",
    [
        pytest.param(quarter, marks=[] if quarter == "2021-Q2" else pytest.mark.deep)
        for quarter in HEADLINES
    ],
)
def test_the_page_begins_with_that_headline(opened, hand_written_store, quarter):
    page = opened("repeat", store=hand_written_store, quarter=quarter)
    assert not page.exception
    assert headers(page)[0] == HEADLINES[quarter]


def test_the_hand_written_trigger_is_listed_with_the_day_it_was_reached(opened, hand_written_store):
    page = opened("repeat", store=hand_written_store, quarter="2021-Q2")
    row = table_with(page, "Days since reached")[1]
    assert "href='chronology?quarter=2021-Q2&amp;child=C'" in row
    assert "11/05/2021 18:00" in row and "none recorded" in row
    offered = [button.proto.label for button in page.get("download_button")]
    assert "Download this list as CSV" in offered
    assert ">235<" in row  # from 11 May 2021 to 1 January 2022
    assert (
        "No meeting is recorded after the one time. When the records end, on 1 January 2022, that "
        "was 235 days ago."
    ) in said(page)
    assert cards(page)["Strategy meeting recorded after reaching it"][0] == "0"


def test_fewer_than_twenty_children_are_not_split_into_a_few_and_the_rest(
    opened, hand_written_store
):
    split = ("children with most of them", "Headline figures for all children")
    of_many = " ".join(html(opened("repeat", quarter="2021-Q4")))
    assert all(words in of_many for words in split)
    few = opened("repeat", store=hand_written_store, quarter="2021-Q2")
    assert "Only 4 children went missing: too few to split." in said(few)
    assert not any(words in " ".join(html(few)) for words in split)


def test_of_one_away_episode_it_speaks_in_the_singular(opened, hand_written_store):
    page = opened("repeat", store=hand_written_store, category="away", again_by="place")
    assert not page.exception
    assert headers(page)[0] == f"{NOBODY} October–December; 1 child was away once"
    assert "The one child was away once" in titles(page)
    assert "What goes with going away again" in headers(page)
