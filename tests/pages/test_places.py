"""The page Places and times without a browser: its figures are the report's; choices move them.

The Bus Station had 12, 16, 15 and 10 episodes by quarter; the Railway station 2, 2, 2 and 17.
"""

import re
from html import unescape

import pytest

from analytics.app.places import NO_SHAPE
from tests.pages.test_pages import _numbers, figures, html, table

HOURS = "More than half went missing between"
CIRCLES = {
    "railway_station": 17, "bus_station": 10, "mackworth": 8, "river_gardens": 8,
    "stockbrook": 7, "morley": 2,
}  # fmt: skip


def titles(page) -> list[str]:
    """The titles of charts and tables, in order."""
    shown = " ".join(html(page))
    return [unescape(title) for title in re.findall(r"<h3 class='chart-title'>(.*?)</h3>", shown)]


def title(page, begins: str) -> str:
    return next(text for text in titles(page) if text.startswith(begins))


def headers(page) -> list[str]:
    """As they are read: a sign that could format is written behind a backslash."""
    return [piece.value.replace("\\", "") for piece in page.header]


def said(page) -> str:
    return " ".join(piece.value for piece in page.markdown)


def circles(page) -> dict[str, int]:
    """Each circle of the page's maps: place_id → its episodes."""
    maps = [figure for figure in figures(page) if "scaleanchor" in figure["layout"]["yaxis"]]
    return {place: count for drawn in maps for place, count in drawn["data"][0]["customdata"]}


def test_the_fourth_quarter_is_the_one_in_which_the_railway_station_grew(opened):
    page = opened("places")
    assert not page.exception
    assert headers(page)[0] == (
        "Railway station: 17 episodes of 16 children in October–December 2021, clearly more than "
        "the 2 in July–September 2021"
    )
    # 133 less the 52 on the map
    assert "Of the 133 missing episodes 81 have no named place: found elsewhere" in said(page)
    assert headers(page)[1:] == ["Where", "When", "How", "What goes together", "Where to look next"]
    assert title(page, "Clearly more at") == (
        "Clearly more at Railway station; no other place clearly changed"
    )
    assert circles(page) == CIRCLES
    rows = table(page, "Found most often at Railway station (17)")
    assert sum(int(row[1]) for row in rows[1:]) == 52
    assert rows[1][:5] == ["Railway station", "17", "16", "2", "8.5 times (2.0 to 75.9)"]


@pytest.mark.parametrize(
    ("quarter", "bus_station", "named", "episodes"),
    [
        ("2021-Q1", 12, 40, 139),
        pytest.param("2021-Q2", 16, 54, 185, marks=pytest.mark.deep),
        pytest.param("2021-Q3", 15, 51, 177, marks=pytest.mark.deep),
    ],
)
def test_another_quarter_has_other_numbers(opened, quarter, bus_station, named, episodes):
    page = opened("places", quarter=quarter)
    assert not page.exception
    assert "children were found most often at Bus Station and River Gardens" in headers(page)[0]
    assert circles(page)["bus_station"] == bus_station
    assert sum(circles(page).values()) == named
    assert f"{named} of {episodes} missing episodes have a named place" in " ".join(html(page))


def test_the_first_quarter_has_nothing_to_compare_with(opened):
    page = opened("places", quarter="2021-Q1")
    assert "Nothing to compare with: the records do not cover both periods whole" in titles(page)


def test_a_place_in_the_address_is_opened(opened):
    page = opened("places", place="bus_station")
    assert not page.exception
    assert [piece.value for piece in page.subheader] == ["Bus Station"]
    assert (
        "10 missing episodes of 8 children in October–December 2021, after 15 in July–September "
        "2021: no clear change."
    ) in said(page)
    assert "Too few to say when (10 episodes with times)" in titles(page)
    trend = table(page, "Missing episodes: highest in April–June 2021 (16)")
    assert [row[1] for row in trend[1:]] == ["12", "16", "15", "10"]
    hours = table(page, "Too few to say when (10 episodes with times)")
    assert sum(int(row[-1]) for row in hours[1:]) == 10


def test_all_of_a_places_episodes_can_be_looked_at(opened):
    page = opened("places", place="bus_station", place_in="all")
    assert not page.exception
    assert "(28 of 53)" in title(page, HOURS)  # 12 + 16 + 15 + 10 are 53
    mode = table(page, "Most often on foot (45%)")
    assert sum(int(row[1]) for row in mode[1:]) == 53
    assert page.query_params["place_in"] == "all"


def choose_others(page) -> None:
    """A place, the hours of the return and a cell."""
    page.selectbox(key="place").set_value("stockbrook")
    page.button_group(key="of").set_value("return")
    page.selectbox(key="pair-travel_mode-found_setting").set_value(("taxi", "public_place"))
    page.run()


def test_a_place_chosen_from_the_list_is_opened_and_kept_in_the_address(opened):
    page = opened("places", then=choose_others)
    assert not page.exception
    assert [piece.value for piece in page.subheader] == ["Stockbrook"]
    assert page.query_params["place"] == "stockbrook"


def test_a_place_that_does_not_exist_is_ignored(opened):
    page = opened("places", placement="foster", place="nowhere")
    assert not page.exception and not page.subheader
    assert page.selectbox(key="place").value is None
    assert "place" not in page.query_params


def test_a_place_where_nobody_was_found_in_the_quarter_still_shows_its_history(opened):
    page = opened("places", placement="other", place="mackworth")
    assert not page.exception
    assert "0 missing episodes of 0 children in October–December 2021, after 3" in said(page)
    assert "No episode of this selection has times" in titles(page)


def test_choosing_a_placement_changes_how_many_are_named(opened):
    page = opened("places", placement="foster", place="nowhere")
    assert not page.exception
    assert "8 of 28 missing episodes have a named place" in " ".join(html(page))
    assert circles(page)["railway_station"] == 4


def test_a_quarter_without_episodes_says_so_and_what_to_do(opened):
    for choices in ({"category": "away"}, {"placement": "other", "area": "in"}):
        page = opened("places", **choices)
        assert not page.exception and not figures(page)
        assert [box.value for box in page.info] == [
            "No episodes match: choose another quarter, placement or area, or Missing under More."
        ]


def test_episodes_none_of_which_has_a_named_place_are_still_shown_by_the_hour(opened):
    page = opened("places", placement="other", quarter="2021-Q2")
    assert not page.exception
    assert headers(page)[0].endswith("11 missing episodes has a named place, April–June 2021")
    assert "No episode has a named place" in titles(page)
    assert "Too few to say when (11 episodes with times)" in titles(page)


def test_an_authority_without_an_outline_is_told_how_to_make_it(open_page, monkeypatch):
    monkeypatch.setattr("analytics.app.places.city_shape", lambda: None)
    page = open_page("places")
    assert not page.exception
    assert NO_SHAPE in said(page).replace("\\", "")
    assert "python -m analytics outline --authority E06000015" in NO_SHAPE
    assert circles(page) == CIRCLES  # the same as with an outline
    assert not any("Royal Mail" in piece.value for piece in page.caption)


def test_whose_the_ground_is_stands_below_the_map(opened):
    captions = " ".join(piece.value for piece in opened("places").caption)
    assert "Contains OS data © Crown copyright" in captions
    assert "Contains Royal Mail data © Royal Mail copyright" in captions


def test_hours_of_the_return_make_another_grid(opened):
    page = opened("places")
    before = _grid(page)
    assert "(74 of 133)" in title(page, HOURS) and sum(before) == 133
    page = opened("places", then=choose_others)
    assert not page.exception
    # 9, 6 and 9 from 21:00 on, then 17, 9, 9 and 10: half of 132 are 66
    assert "More than half came back between 21:00 and 04:00 (69 of 132)" in (
        title(page, "More than half came back")
    )
    assert _grid(page) != before and sum(_grid(page)) == 132  # one is still missing


def _grid(page) -> list[int]:
    # a place that is opened has a grid of its own above that of all
    grids = [f for f in figures(page) if "Mon" in f["layout"]["yaxis"].get("ticktext", [])]
    marks = grids[-1]["data"][0]["customdata"]
    marks = marks if isinstance(marks, list) else _numbers(marks)
    return [mark[-1] for mark in marks]


def test_two_circumstances_that_are_the_same_are_not_compared(open_page, opened):
    page = open_page("places", down="travel_mode", across="travel_mode")
    assert not page.exception
    assert [box.value for box in page.info] == ["Choose two that differ."]
    page.selectbox(key="across").set_value("place").run()
    assert not page.exception and not page.info
    # on foot as many to the Bus Station as to the Railway station, five each: neither is named
    assert title(page, "No clear pattern")
    page = opened("places")  # across: the setting in which a child was found
    assert title(page, "On foot most often").startswith("On foot most often at a family home (22 ")


def test_the_episodes_behind_a_cell_are_as_many_as_it_says(opened):
    page = opened("places", then=choose_others)
    assert not page.exception
    heading = next(text for text in headers(page) if text.startswith("Behind the mark"))
    assert heading == "Behind the mark: by taxi, in a public place, October–December 2021"
    assert len(table(page, "5 episodes, latest first")) == 6
