"""Where children stand in the picture of groups: the same links, the same place, every label free.

What a label covers is worked out here by Plotly's rules for anchors, at the narrowest width at
which the picture is shown and at those of larger screens.
"""

from itertools import combinations
from math import hypot

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.charts.network import _line
from analytics.charts.network_layout import (
    GAP,
    GUTTER,
    LETTER,
    LINE,
    MARK,
    WIDTH,
    layout,
    ring_order,
)

WIDTHS = (WIDTH, 830, 1060)


def links_of(*groups: list[tuple[str, str]]) -> pd.DataFrame:
    """Links with the columns that a layout reads: groups are numbered from 1."""
    rows = [(number, a, b) for number, links in enumerate(groups, 1) for a, b in links]
    return pd.DataFrame(rows, columns=["group_id", "child_a", "child_b"])


def everyone(children: list[str]) -> list[tuple[str, str]]:
    return list(combinations(children, 2))


def chain(children: list[str]) -> list[tuple[str, str]]:
    return list(zip(children, children[1:], strict=False))


def named(first: int, many: int) -> list[str]:
    return [f"DEMO-{first + n:04d}" for n in range(many)]


PAIR, THREE, FOUR = named(1, 2), named(3, 3), named(6, 4)


def inner(box) -> dict[str, tuple[float, float]]:
    """Where each child stands within its box."""
    return {
        child: (round(s.x - box.left, 6), round(s.y - box.top, 6)) for child, s in box.spots.items()
    }


def test_the_same_links_in_any_order_give_the_same_picture():
    rows = links_of(chain(named(1, 9)), everyone(FOUR), chain(THREE))
    turned = rows.sample(frac=1, random_state=5).reset_index(drop=True)
    turned = turned.rename(columns={"child_a": "child_b", "child_b": "child_a"})
    assert layout(turned) == layout(rows)


def test_a_new_group_moves_none_of_those_before_it():
    before = layout(links_of(everyone(PAIR), chain(named(20, 8)), everyone(FOUR)))
    after = layout(links_of(everyone(PAIR), chain(named(20, 8)), everyone(FOUR), chain(THREE)))
    assert after[:3] == before


def test_a_group_that_comes_first_leaves_the_shape_of_the_others():
    before = layout(links_of(chain(named(20, 8)), everyone(FOUR)))
    after = layout(links_of(everyone(PAIR), chain(named(20, 8)), everyone(FOUR)))
    assert [inner(box) for box in after[1:]] == [inner(box) for box in before]


def test_who_is_linked_stands_side_by_side():
    # a chain has one order only: along it, from one of its ends
    children = named(1, 7)
    mixed = [children[n] for n in (3, 0, 5, 1, 6, 2, 4)]
    order = ring_order(links_of(chain(mixed)))
    at = [order.index(child) for child in mixed]
    steps = [(b - a) % 7 for a, b in zip(at, at[1:], strict=False)]
    assert set(steps) in ({1}, {6})
    assert order[0] == children[0]


def test_two_stand_beside_each_other_three_as_a_triangle_four_at_corners():
    pair, three, four = layout(links_of(everyone(PAIR), everyone(THREE), everyone(FOUR)))
    assert len({spot.y for spot in pair.spots.values()}) == 1
    assert [spot.side for spot in three.spots.values()] == ["above", "below", "below"]
    assert len({round(spot.y) for spot in four.spots.values()}) == 2
    assert len({round(spot.x) for spot in four.spots.values()}) == 2


def test_nobody_is_in_the_middle_of_a_group_not_even_who_is_linked_with_all():
    star = [("DEMO-0001", child) for child in named(2, 11)]
    (box,) = layout(links_of(star))
    xs, ys = zip(*((spot.x, spot.y) for spot in box.spots.values()), strict=True)
    middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    centre = box.spots["DEMO-0001"]
    away = hypot(centre.x - middle[0], centre.y - middle[1])
    assert away == pytest.approx(max(ys) - middle[1], rel=0.8) and away > 40


def label_box(spot, child: str, width: float) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of a label in pixels; the picture is so many pixels wide."""
    x, wide = spot.x * width / WIDTH, LETTER * min(len(child), 14)
    reach = MARK / 2 + GAP
    left = {"left": x - reach - wide, "right": x + reach}.get(spot.side, x - wide / 2)
    top = {"above": spot.y - reach - LINE, "below": spot.y + reach}.get(
        spot.side, spot.y - LINE / 2
    )
    return left, top, left + wide, top + LINE


def overlap(a, b, *, least: float = 0) -> bool:
    wide, high = (min(a[i + 2], b[i + 2]) - max(a[i], b[i]) for i in (0, 1))
    return wide > least and high > least


def faults(boxes, width: float) -> list[str]:
    """Labels on labels or circles or outside their box, and boxes on boxes."""
    scale, found = width / WIDTH, []
    frames = [(b.left * scale, b.top, (b.left + b.width) * scale, b.top + b.height) for b in boxes]
    found += [f"box on box, {width}" for a, b in combinations(frames, 2) if overlap(a, b)]
    for box, frame in zip(boxes, frames, strict=True):
        labels = {child: label_box(spot, child, width) for child, spot in box.spots.items()}
        for (one, a), (other, b) in combinations(labels.items(), 2):
            if overlap(a, b):
                found.append(f"{one} on {other}, {width}")
        for child, (left, top, right, bottom) in labels.items():
            if left < frame[0] or top < frame[1] + LINE or right > frame[2] or bottom > frame[3]:
                found.append(f"{child} leaves its box, {width}")
            for other, spot in box.spots.items():
                x = spot.x * scale
                beside = max(left - x, 0, x - right), max(top - spot.y, 0, spot.y - bottom)
                if hypot(*beside) < MARK / 2:
                    found.append(f"{child} on the circle of {other}, {width}")
    return found


@st.composite
def groups_of_children(draw):
    """Up to fifteen groups, each connected, of references that are short or long."""
    stem = draw(st.sampled_from(["", "DEMO-", "CHILD-2021-"]))
    groups, first = [], 1
    for many in draw(st.lists(st.integers(2, 24), min_size=1, max_size=15)):
        children = [f"{stem}{first + n:04d}" for n in range(many)]
        first += many
        more = draw(st.lists(st.tuples(*[st.sampled_from(children)] * 2), max_size=2 * many))
        links = {tuple(sorted(pair)) for pair in [*chain(children), *more] if pair[0] != pair[1]}
        groups.append(sorted(links))
    return links_of(*groups)


def assert_every_label_is_free(rows: pd.DataFrame, boxes) -> None:
    assert {child for box in boxes for child in box.spots} == set(rows["child_a"]) | set(
        rows["child_b"]
    )
    for width in WIDTHS:
        assert faults(boxes, width) == []
    assert all(box.left + box.width <= WIDTH - GUTTER for box in boxes)


def assert_no_line_runs_behind_a_third(rows: pd.DataFrame, boxes) -> None:
    for box in boxes:
        own = rows[rows["group_id"] == box.group_id]
        for a, b in zip(own["child_a"], own["child_b"], strict=True):
            for x, y in _line(box, a, b):
                near = [
                    child
                    for child, spot in box.spots.items()
                    if child not in (a, b) and hypot(spot.x - x, spot.y - y) < MARK / 2
                ]
                assert not near, f"{a}–{b} runs behind {near}"


@settings(max_examples=15)
@given(groups_of_children())
def test_no_label_touches_anything_at_any_width_and_no_line_runs_behind_a_third_child(rows):
    boxes = layout(rows)
    assert_every_label_is_free(rows, boxes)
    assert_no_line_runs_behind_a_third(rows, boxes)


@pytest.mark.deep
@settings(max_examples=100)
@given(groups_of_children())
def test_in_many_pictures_no_label_touches_anything_and_no_line_runs_behind_a_third_child(rows):
    boxes = layout(rows)
    assert_every_label_is_free(rows, boxes)
    assert_no_line_runs_behind_a_third(rows, boxes)
