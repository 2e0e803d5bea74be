"""The labels of a map that is drawn: on no circle, on no other, within the picture, or left out."""

import re
from itertools import combinations
from math import hypot

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analytics.charts.map_names import LETTER, LINE, WIDTHS
from analytics.charts.place_map import centre_chart, city_chart, maps_of
from analytics.geography.city import city_shape
from tests.charts.test_map import BUS_STATION, RIVER_GARDENS, found_at, rows_of

ENLARGED, BAR = "Enlarged:", re.compile(r"[\d.]+ k?m")
# The box around Derby, and places anywhere in it with up to forty episodes each.
CORNERS = [(52.862, -1.555), (52.862, -1.385), (52.967, -1.555), (52.967, -1.385)]
places = st.lists(
    st.tuples(st.floats(52.86, 52.968), st.floats(-1.556, -1.383), st.integers(1, 40)),
    min_size=2,
    max_size=16,
)


def maps(found):
    rows = rows_of(*(found_at(f"Place {n}", at, count) for n, (*at, count) in enumerate(found)))
    return maps_of(rows, city_shape("E06000015"))


def lines_of(label) -> list[str]:
    return re.sub("</?b>", "", label.text).split("<br>")


def box(label, figure, width: int) -> tuple[float, float, float, float]:
    """What a label covers, in pixels from the lower left corner, by Plotly's rules for anchors."""
    (west, east), (south, north) = figure.layout.xaxis.range, figure.layout.yaxis.range
    lines = lines_of(label)
    wide, high = LETTER * max(map(len, lines)), LINE * len(lines)
    x = (label.x - west) / (east - west) * width + (label.xshift or 0)
    y = (label.y - south) / (north - south) * width + (label.yshift or 0)
    left = x - {"left": 0, "center": wide / 2, "right": wide}[label.xanchor]
    low = y - {"bottom": 0, "middle": high / 2, "top": high}[label.yanchor]
    return left, low, left + wide, low + high


def circles(figure, width: int) -> list[tuple[float, float, float]]:
    """Each circle's middle and radius, in pixels."""
    (west, east), south = figure.layout.xaxis.range, figure.layout.yaxis.range[0]
    scale, drawn = width / (east - west), figure.data[0]
    return [
        ((x - west) * scale, (y - south) * scale, size / 2)
        for x, y, size in zip(drawn.x, drawn.y, drawn.marker.size, strict=True)
    ]


def faults(figure, labels: list) -> list[str]:
    """Which of the labels lie on a circle or on each other, or leave the picture, at any width."""
    found = []
    for width in WIDTHS:
        boxes = [(lines_of(label), *box(label, figure, width)) for label in labels]
        for words, left, low, right, high in boxes:
            if min(left, low) < 0 or max(right, high) > width:
                found.append(f"{words} leaves a picture {width} wide")
            for x, y, radius in circles(figure, width):
                if hypot(max(left - x, 0, x - right), max(low - y, 0, y - high)) < radius:
                    found.append(f"{words} on the circle at {x:.0f}, {y:.0f} of {width}")
        for (one, *a), (other, *b) in combinations(boxes, 2):
            if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]:
                found.append(f"{one} on {other}, {width} wide")
    return found


def faults_of_frame_and_scale(found) -> list[str]:
    drawn = city_chart(maps(found))
    labels = drawn.layout.annotations
    told = [label for label in labels if lines_of(label)[0].startswith(ENLARGED)]
    bars = [label for label in labels if BAR.fullmatch(label.text)]
    assert len(told) <= 1 and len(bars) <= 1
    return faults(drawn, told + bars)


def faults_of_the_centre(found) -> list[str]:
    laid_out = maps(found)
    if laid_out.centre is None:
        return []
    drawn = centre_chart(laid_out)
    return faults(drawn, list(drawn.layout.annotations))


# Every example draws a map, which is what takes the time.
few = settings(max_examples=20)


@example([(52.87329, -1.55437, 33)])  # its circle ends 24 pixels above the edge of 270
@few
@given(places)
def test_the_frame_s_label_and_the_scale_s_touch_no_circle_and_lie_within_the_picture(found):
    assert faults_of_frame_and_scale(found) == []


@few
@given(places)
def test_no_label_of_the_centre_touches_a_circle_or_another(found):
    assert faults_of_the_centre(found) == []


@pytest.mark.deep
@settings(max_examples=200)
@given(places)
def test_of_many_maps_no_label_touches_a_circle_or_another(found):
    assert faults_of_frame_and_scale(found) == []
    assert faults_of_the_centre(found) == []


def test_where_every_corner_has_a_circle_the_scale_s_label_lies_on_none():
    corners = [(*at, 40) for at in CORNERS]
    assert faults_of_frame_and_scale(corners) == []
    assert faults_of_frame_and_scale([*corners, (*BUS_STATION, 9), (*RIVER_GARDENS, 8)]) == []


def test_where_there_is_room_both_labels_are_drawn():
    found = [(*BUS_STATION, 9), (*RIVER_GARDENS, 8), (52.928, -1.520, 16)]
    words = [label.text for label in city_chart(maps(found)).layout.annotations]
    assert "<b>Enlarged:</b> 17" in words and "2 km" in words


def test_a_label_on_a_circle_or_beyond_the_edge_would_be_found():
    drawn = city_chart(maps([(52.928, -1.520, 16)]))
    (label,) = (label for label in drawn.layout.annotations if "2 km" in label.text)
    assert faults(drawn, [label]) == []
    label.x, label.y = drawn.data[0].x[0], drawn.data[0].y[0]
    assert any("on the circle" in fault for fault in faults(drawn, [label]))
    label.x = drawn.layout.xaxis.range[1]
    assert any("leaves a picture" in fault for fault in faults(drawn, [label]))
