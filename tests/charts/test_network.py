"""The picture of groups: how a line shows what is known, what a click means, what pointing says."""

import pandas as pd
import pytest

from analytics.charts.network import THICKNESS, network_chart
from analytics.charts.network_words import (
    links_on_a_phone,
    links_twin,
    network_subtitle,
    network_title,
)
from analytics.definitions import FEWEST_SHARED
from tests.charts.colours import MISSING, TEXT
from tests.charts.conftest import annotations

COLUMNS = ["group_id", "child_a", "child_b", "recorded", "inferred", "shared", "q_value"]
TIES = ["same_setting", "siblings"]
# group, children, recorded, inferred, shared, q, one home, siblings
RECORDED = (1, "A1", "A2", 3, 0, 3, 0.4, True, True)
BOTH = (2, "B1", "B2", 4, 5, 7, 0.001, True, False)
INFERRED = (2, "B1", "B3", 0, 8, 8, 0.001, False, False)


def links(*rows) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=COLUMNS + TIES)


@pytest.fixture
def two_groups():
    return links(RECORDED, BOTH, INFERRED)


def lines(figure) -> list[tuple[float, str, int]]:
    """Thickness, dash and how many lines of each trace of lines."""
    drawn = [trace for trace in figure.data if trace.mode == "lines"]
    return [(t.line.width, t.line.dash, sum(x is None for x in t.x)) for t in drawn]


def marks(figure) -> tuple:
    """The trace of marks on lines and that of the children."""
    return tuple(trace for trace in figure.data if trace.mode == "markers")


def test_a_line_is_solid_where_a_worker_wrote_it_and_dashed_where_it_is_inferred_only(two_groups):
    drawn = lines(network_chart(two_groups))
    assert [(dash == "solid", many) for _, dash, many in drawn] == [
        (True, 1),  # A1 and A2: recorded only
        (True, 1),  # B1 and B2: recorded and inferred
        (False, 1),  # B1 and B3: inferred only
    ]


def test_a_line_is_thicker_for_more_shared_episodes_in_three_steps():
    rows = [(1, "A1", f"A{n}", n, 0, n, 0.001, False, False) for n in (2, 3, 4, 7, 8, 30)]
    drawn = lines(network_chart(links(*rows)))
    assert [many for *_, many in drawn] == [2, 2, 2]  # 2 and 3, 4 and 7, 8 and 30
    widths = [width for width, *_ in drawn]
    assert widths == sorted(widths) and len(set(widths)) == 3
    told = annotations(network_chart(links(*rows)))
    assert {"2–3 shared", "4–7 shared", "8 or more shared episodes"} <= set(told)
    assert min(THICKNESS) == FEWEST_SHARED  # which no link has fewer of


def test_the_lines_are_explained_in_words_below_the_picture(two_groups):
    told = annotations(network_chart(two_groups))
    assert "recorded together by a worker" in told
    assert "inferred from times and places only" in told


def test_every_child_and_every_line_opens_its_group(two_groups):
    on_lines, children = marks(network_chart(two_groups))
    assert [list(mark) for mark in on_lines.customdata] == [[1, 1], [2, 1], [2, 1]]
    assert [list(mark) for mark in children.customdata] == [[1, 1]] * 2 + [[2, 1]] * 3


def test_groups_and_children_are_named(two_groups):
    told = annotations(network_chart(two_groups))
    assert "<b>Group 1</b> · 2 children" in told and "<b>Group 2</b> · 3 children" in told
    assert {"A1", "A2", "B1", "B2", "B3"} <= set(told)


def test_a_box_says_what_ties_its_children(two_groups):
    told = annotations(network_chart(two_groups))
    assert "brothers or sisters" in told  # Group 1, of one pair of siblings
    assert "some share a home" in told  # Group 2, one of its two pairs


def test_pointing_says_recorded_apart_from_inferred_and_what_explains_a_pair(two_groups):
    on_lines, children = marks(network_chart(two_groups))
    assert on_lines.hovertext[0] == (
        "<b>A1 and A2</b><br>3 shared episodes: 3 recorded, 0 inferred<br>"
        "one home; brothers or sisters"
    )
    assert on_lines.hovertext[2] == "<b>B1 and B3</b><br>8 shared episodes: 0 recorded, 8 inferred"
    assert children.hovertext[2] == "<b>B1</b>, Group 2<br>linked with B2 and B3"


def test_a_reference_is_drawn_as_it_was_written():
    figure = network_chart(links((1, "<b>A", "Smith & Co", 2, 0, 2, None, False, False)))
    assert {"&lt;b&gt;A", "Smith &amp; Co"} <= set(annotations(figure))
    on_lines, _ = marks(figure)
    assert on_lines.hovertext[0].startswith("<b>&lt;b&gt;A and Smith &amp; Co</b>")


def test_the_open_group_has_a_frame(two_groups):
    frames = [s for s in network_chart(two_groups, opened=2).layout.shapes if s.type == "rect"]
    assert [frame.line.width for frame in frames] == [0, 2]
    frames = [s for s in network_chart(two_groups).layout.shapes if s.type == "rect"]
    assert [frame.line.width for frame in frames] == [0, 0]


@pytest.mark.parametrize("dark", [False, True])
def test_children_have_the_colour_of_going_missing(two_groups, dark):
    figure = network_chart(two_groups, dark=dark)
    _, children = marks(figure)
    assert children.marker.color == MISSING[dark]
    assert figure.layout.font.color == TEXT[dark]


def test_what_was_not_clicked_stays_as_it_is(two_groups):
    on_lines, children = marks(network_chart(two_groups))
    assert children.unselected.marker.opacity == 1
    assert on_lines.unselected.marker.opacity == 0


def test_the_rows_are_left_as_they_were(two_groups):
    before = two_groups.copy()
    network_chart(two_groups, opened=1)
    links_twin(two_groups)
    pd.testing.assert_frame_equal(two_groups, before)


def test_the_title_says_how_many_links_nobody_wrote_down(two_groups):
    assert network_title(two_groups) == (
        "5 children in 2 groups; 1 of 3 links was not written down"
    )
    assert network_title(links(RECORDED)) == "2 children in 1 group; every link was written down"
    assert network_title(links(INFERRED)) == (
        "2 children in 1 group; its link was not written down"
    )
    assert network_subtitle("January–March 2021").endswith("between two, January–March 2021")


def test_on_a_phone_what_is_recorded_and_inferred_stands_beside_the_children(two_groups):
    narrow = links_on_a_phone(links_twin(two_groups))
    assert narrow.columns.tolist() == [
        "Children", "Recorded", "Inferred", "Group", "Shared episodes",
        "One home, or brothers and sisters",
    ]  # fmt: skip
    assert narrow.iloc[1].tolist() == ["B1 and B2", 4, 5, "Group 2", 7, "one home"]


def test_the_table_has_the_same_links(two_groups):
    twin = links_twin(two_groups)
    assert twin.iloc[0].tolist() == [
        "Group 1", "A1", "A2", 3, 0, 3, "one home; brothers or sisters",
    ]  # fmt: skip
    assert twin["Shared episodes"].tolist() == [3, 7, 8]
    assert twin.iloc[2, -1] == "–"
