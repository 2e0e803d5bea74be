"""The map: circles as large as their episodes, where they lie, and names that cover nothing."""

from math import hypot

import pandas as pd
import pytest

from analytics.charts.map_names import WIDTHS
from analytics.charts.place_map import LARGEST, centre_chart, city_chart, in_centre, maps_of
from analytics.geography.city import city_shape
from tests.charts.colours import COMPARISON, LAND, MISSING, NEUTRAL_SIGNAL, QUIET_TEXT, TEXT
from tests.charts.conftest import annotations

# Some 160 metres apart, then each kilometres from all others.
BUS_STATION, RIVER_GARDENS = (52.9211, -1.4734), (52.9225, -1.4730)
MACKWORTH, MORLEY, CHELLASTON = (52.928, -1.520), (52.965, -1.414), (52.871, -1.440)
NOTTINGHAM, NOWHERE = (52.947, -1.146), (None, None)


def found_at(name: str, where: tuple, episodes: int, state: str | None = None, before=None) -> dict:
    """A row of the measure places."""
    return {
        "place_id": name.lower().replace(" ", "_"), "name": name, "kind": "other", "in_city": True,
        "latitude": where[0], "longitude": where[1], "episodes": episodes, "children": episodes,
        "previous_episodes": before, "rate_ratio": None, "low": None, "high": None,
        "q_value": None, "state": state, "previous_children": before, "note": None,
    }  # fmt: skip


def rows_of(*places: dict) -> pd.DataFrame:
    rows = pd.DataFrame(places).sort_values("episodes", ascending=False, ignore_index=True)
    return rows.astype(dict.fromkeys(("latitude", "longitude", "previous_episodes"), float))


@pytest.fixture(scope="module")
def shape():
    return city_shape("E06000015")


@pytest.fixture
def busy_centre():
    """Two places side by side, one that grew alone, one where nobody was found."""
    return rows_of(
        found_at("Bus Station", BUS_STATION, 9),
        found_at("River Gardens", RIVER_GARDENS, 8, "persistent", 7),
        found_at("Mackworth", MACKWORTH, 16, "emerging", 2),
        found_at("Chellaston", CHELLASTON, 0, "diminishing", 6),
    )


def test_the_area_of_a_circle_stands_for_its_episodes(shape):
    rows = rows_of(
        found_at("Mackworth", MACKWORTH, 16),
        found_at("Morley", MORLEY, 4),
        found_at("Chellaston", CHELLASTON, 1),
        found_at("Bus Station", BUS_STATION, 0, "diminishing", 9),
    )
    # a quarter of the episodes: half as wide; what is too small to be hit is drawn 10 pixels wide
    circles = city_chart(maps_of(rows, shape)).data[0].marker
    assert list(circles.size) == [LARGEST, LARGEST / 2, 10.5, 10] and LARGEST == 42
    assert circles.color[3] == "rgba(0,0,0,0)"


def test_the_centre_has_the_city_maps_measure(shape, busy_centre):
    circles = centre_chart(maps_of(busy_centre, shape)).data[0].marker
    assert list(circles.size) == pytest.approx([31.5, 29.698], abs=0.001)  # 42 × √(9/16), √(8/16)


@pytest.mark.parametrize("drawn", [True, False])
def test_a_place_far_away_or_without_a_position_is_named_as_off_the_map(shape, drawn):
    rows = rows_of(
        found_at("Mackworth", MACKWORTH, 5),
        found_at("Nottingham station", NOTTINGHAM, 3),
        found_at("Somewhere", NOWHERE, 2),
        found_at("Nobody there", NOWHERE, 0),
    )
    maps = maps_of(rows, shape if drawn else None)
    # without an outline there is no telling what is far
    off = ["Nottingham station", "Somewhere"] if drawn else ["Somewhere"]
    assert maps.off_map["name"].tolist() == off
    assert maps.places["name"].iloc[0] == "Mackworth"
    assert "Nobody there" not in [*maps.places["name"], *maps.off_map["name"]]


def test_circles_that_would_cover_each_other_are_moved_and_their_places_marked(shape, busy_centre):
    maps = maps_of(busy_centre, shape)
    circles, dots = centre_chart(maps).data
    (x0, x1), (y0, y1) = circles.x, circles.y
    for width in WIDTHS:
        pixels = hypot(x1 - x0, y1 - y0) * width / maps.centre.side
        assert pixels >= 31.5 / 2 + 29.69 / 2
    # Both are pushed alike: their middle stays. On the ground 0.0014° north are 156 metres and
    # 0.0004° east 27, of which the lean of grid north takes 1.
    assert (dots.x[1] - dots.x[0], dots.y[1] - dots.y[0]) == pytest.approx((26, 156), abs=1)
    assert (sum(dots.x), sum(dots.y)) == pytest.approx((x0 + x1, y0 + y1))


def test_a_circle_with_room_stays_and_has_no_dot(shape):
    rows = rows_of(found_at("Mackworth", MACKWORTH, 5), found_at("Morley", MORLEY, 4))
    circles, dots = city_chart(maps_of(rows, shape)).data
    assert len(dots.x) == 0
    assert list(circles.x) == list(maps_of(rows, shape).places["easting"])


def test_a_place_that_grew_has_a_ring_and_a_sign_in_its_name(shape, busy_centre):
    city = city_chart(maps_of(busy_centre, shape))
    assert [list(mark) for mark in city.data[0].customdata] == [
        ["mackworth", 16],
        ["chellaston", 0],
    ]
    grew, shrank = zip(city.data[0].marker.color, city.data[0].marker.line.color, strict=True)
    assert grew == (NEUTRAL_SIGNAL[0], TEXT[0])
    assert shrank == ("rgba(0,0,0,0)", NEUTRAL_SIGNAL[0])
    assert list(city.data[0].marker.line.width) == [3, 3]
    names = [name.replace("<br>", " ") for name in annotations(city)]
    assert {"<b>Mackworth</b> 16 ▲", "<b>Chellaston</b> 0 ▼"} <= set(names)
    assert city.data[0].hovertext[0] == (
        "Mackworth: 16 episodes, 16 children<br>before: 2; clearly more than before"
    )
    centre = centre_chart(maps_of(busy_centre, shape))
    assert list(centre.data[0].marker.line.width) == [1.5, 1.5]
    assert "<b>Bus Station</b> 9" in annotations(centre)


def test_a_place_where_nobody_was_found_is_drawn_only_where_that_is_a_change(shape):
    rows = rows_of(
        found_at("Mackworth", MACKWORTH, 5),
        found_at("Chellaston", CHELLASTON, 0, "diminishing", 6),
        found_at("Morley", MORLEY, 0, "no_clear_change", 1),
    )
    marks = [list(mark) for mark in city_chart(maps_of(rows, shape)).data[0].customdata]
    assert marks == [["mackworth", 5], ["chellaston", 0]]


def test_a_metre_is_as_long_upright_as_level(shape, busy_centre):
    maps = maps_of(busy_centre, shape)
    for drawn in (city_chart(maps), centre_chart(maps)):
        across, up = drawn.layout.xaxis, drawn.layout.yaxis
        assert (up.scaleanchor, up.scaleratio) == ("x", 1)
        assert across.constrain == up.constrain == "domain"
        assert across.range[1] - across.range[0] == pytest.approx(up.range[1] - up.range[0])


def test_the_bar_of_the_scale_is_as_long_as_it_says(shape, busy_centre):
    maps = maps_of(busy_centre, shape)
    # a quarter of the city's 13 kilometres, and of the centre's 2.6, down to a round number
    for drawn, words, metres in (
        (city_chart(maps), "2 km", 2000),
        (centre_chart(maps), "500 m", 500),
    ):
        bar = next(piece for piece in drawn.layout.shapes if piece.type == "line")
        assert bar.x1 - bar.x0 == pytest.approx(metres) and bar.y0 == bar.y1
        assert words in annotations(drawn)


def test_the_square_around_the_centre_is_drawn_where_it_lies(shape, busy_centre):
    maps = maps_of(busy_centre, shape)
    frame = next(p for p in city_chart(maps).layout.shapes if p.type == "rect")
    assert frame.x1 - frame.x0 == pytest.approx(frame.y1 - frame.y0) == maps.centre.side
    assert "<b>Enlarged:</b> 17" in annotations(city_chart(maps))  # 9 + 8
    assert set(in_centre(maps)["name"]) == {"Bus Station", "River Gardens"}


def test_the_centre_is_the_busiest_square_of_several_places(shape):
    rows = rows_of(
        found_at("Bus Station", BUS_STATION, 5),
        found_at("River Gardens", RIVER_GARDENS, 5),
        found_at("Mackworth", MACKWORTH, 6),
        found_at("Mackworth shops", (52.929, -1.521), 3),
        found_at("Morley", MORLEY, 50),  # more than all, but one circle covers no other
    )
    assert set(in_centre(maps_of(rows, shape))["name"]) == {"Bus Station", "River Gardens"}


@pytest.mark.parametrize("others", [[], [("Morley", MORLEY, 4), ("Chellaston", CHELLASTON, 3)]])
def test_places_that_lie_far_apart_or_alone_have_no_centre(shape, others):
    rows = rows_of(found_at("Mackworth", MACKWORTH, 5), *(found_at(*other) for other in others))
    maps = maps_of(rows, shape)
    assert maps.centre is None and len(city_chart(maps).data[0].x) == 1 + len(others)


@pytest.mark.parametrize("dark", [False, True])
def test_the_map_has_the_colours_of_its_page(shape, busy_centre, dark):
    drawn = city_chart(maps_of(busy_centre, shape), dark=dark)
    *districts, outline = [piece for piece in drawn.layout.shapes if piece.type == "path"]
    assert len(districts) == 7  # DE1, DE3, DE21 to DE24 and DE73
    assert {district.fillcolor for district in districts} == {LAND[dark]}
    assert outline.line.color == COMPARISON[dark]
    assert {text.font.color for text in drawn.layout.annotations} == {
        TEXT[dark], QUIET_TEXT[dark]
    }  # fmt: skip
    circles = centre_chart(maps_of(busy_centre, shape), dark=dark).data[0].marker
    assert circles.line.color[0] == MISSING[dark]
    assert circles.color[0] == ("rgba(169,156,240,0.55)" if dark else "rgba(75,63,143,0.55)")


def test_drawing_changes_none_of_the_rows(shape, busy_centre):
    before = busy_centre.copy(deep=True)
    maps = maps_of(busy_centre, shape)
    city_chart(maps), centre_chart(maps)
    pd.testing.assert_frame_equal(busy_centre, before)


def test_a_name_is_drawn_as_it_was_written(shape):
    drawn = city_chart(maps_of(rows_of(found_at("<b>&", MACKWORTH, 5)), shape))
    assert "<b>&lt;b&gt;&amp;</b> 5" in annotations(drawn)
    assert drawn.data[0].hovertext[0] == "&lt;b&gt;&amp;: 5 episodes, 5 children"


def test_without_an_outline_the_circles_stand_alone(busy_centre):
    maps = maps_of(busy_centre, None)
    drawn = city_chart(maps)
    assert [piece.type for piece in drawn.layout.shapes] == ["line", "rect"]
    assert len(drawn.data[0].x) == 2 and maps.off_map.empty
    assert maps_of(busy_centre.iloc[:0], None).whole is None


def test_a_city_where_nobody_was_found_is_drawn_without_circles(shape, busy_centre):
    maps = maps_of(busy_centre.iloc[:0], shape)
    assert maps.centre is None and len(city_chart(maps).data[0].x) == 0
    assert {"DE1", "DE21", "2 km"} <= set(annotations(city_chart(maps)))
