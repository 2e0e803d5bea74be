"""Names and circles on a map: none covers another at any width a map may have."""

from itertools import combinations
from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from analytics.charts.map_names import (
    LETTER,
    LINE,
    WIDTHS,
    Name,
    apart,
    beside_circle,
    is_clear,
    place_names,
)
from analytics.charts.map_view import View

cities = st.lists(
    st.tuples(
        st.floats(0, 10_000),
        st.floats(0, 10_000),
        st.floats(5, 21),  # pixels from a circle's middle to its edge
        st.text("abcdeW <&", min_size=1, max_size=24),
    ),
    min_size=1,
    max_size=12,
)
GROUND = View(0, 0, 10_000)


def _box(name, point, width: int) -> tuple:
    """What a name covers, in pixels from the lower left corner, by Plotly's rules for anchors."""
    wide, high = LETTER * max(len(line) for line in name.lines), LINE * len(name.lines)
    x = point[0] * width / 10_000 + name.xshift
    y = point[1] * width / 10_000 + name.yshift
    left = {"left": x, "center": x - wide / 2, "right": x - wide}[name.xanchor]
    low = {"bottom": y, "middle": y - high / 2, "top": y - high}[name.yanchor]
    return left, low, left + wide, low + high


@given(cities)
def test_no_circle_covers_another(places):
    radii = [radius for _, _, radius, _ in places]
    at = apart(GROUND, [(x, y) for x, y, _, _ in places], radii)
    for one, other in combinations(range(len(at)), 2):
        distance = hypot(at[one][0] - at[other][0], at[one][1] - at[other][1])
        assert distance * WIDTHS[0] / 10_000 >= radii[one] + radii[other]


@given(cities)
def test_no_name_covers_another_or_a_circle_or_leaves_the_map_at_any_width(places):
    radii = [radius for _, _, radius, _ in places]
    at = apart(GROUND, [(x, y) for x, y, _, _ in places], radii)
    circles = list(zip(at, radii, strict=True))
    wanted = [
        beside_circle(point, radius, (name, "12 ▲"))
        for (point, radius), (*_, name) in zip(circles, places, strict=True)
    ]
    names = place_names(GROUND, circles, wanted)
    assert len(names) == len(places)
    found = [name for name in names if name]
    for width in WIDTHS:
        boxes = [_box(name, point, width) for point, name in found]
        for left, low, right, high in boxes:
            assert left >= 0 and low >= 0 and right <= width and high <= width
            for (x, y), radius in zip(at, radii, strict=True):
                x, y = x * width / 10_000, y * width / 10_000
                beside = max(left - x, 0, x - right), max(low - y, 0, y - high)
                assert hypot(*beside) >= radius
        for one, other in combinations(boxes, 2):
            apart_by = one[0] - other[2], other[0] - one[2], one[1] - other[3], other[1] - one[3]
            assert max(apart_by) >= 0


def test_circles_on_one_spot_end_side_by_side():
    at = apart(GROUND, [(5_000, 5_000)] * 3, [10, 10, 10])
    for one, other in combinations(at, 2):
        assert hypot(one[0] - other[0], one[1] - other[1]) * WIDTHS[0] / 10_000 >= 20


def test_circles_with_room_stay_where_they_are():
    points = [(1_000.0, 1_000.0), (2_000.0, 1_000.0)]  # 27 pixels apart where the map is narrowest
    assert apart(GROUND, points, [12, 12]) == points
    assert apart(GROUND, points, [12, 13]) != points  # 25 of circles, and 3 between them


def _beside(parts, **around) -> Name | None:
    circle = (5_000, 5_000), 10
    (found,) = place_names(GROUND, [circle], [beside_circle(*circle, parts)], **around)
    return found and found[1]


def test_a_name_without_room_beside_its_circle_is_left_out():
    assert _beside(("A name longer than the map is wide, " * 2,)) is None
    assert place_names(GROUND, [], [[]]) == [None]


def test_a_name_stands_right_of_its_circle_unless_something_stands_there():
    alone = _beside(("Mackworth", "16 ▲"))
    assert (alone.lines, alone.xanchor) == (("Mackworth 16 ▲",), "left")
    wall = [((5_500, 0), (5_500, 10_000))]
    assert _beside(("Park", "16"), lines=wall).xanchor == "right"
    label = [((5_600, 5_000), Name(("Centre",), "left", "middle"))]
    assert _beside(("Park", "16"), taken=label).xanchor == "right"


def test_ground_under_a_circle_is_not_clear():
    circle = (1_000, 1_000), 10  # 270 pixels for 10,000 metres: a radius of 370 metres
    assert not is_clear(GROUND, [circle], ((1_200, 1_200), (3_000, 1_500)))
    assert is_clear(GROUND, [circle], ((1_500, 1_500), (3_000, 2_000)))
