"""The picture of groups: who went missing together, and how that is known."""

from collections.abc import Iterator

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.group_ties import group_tie
from analytics.charts.network_layout import (
    GAP,
    GUTTER,
    MARK,
    MOST_LETTERS,
    PAD,
    WIDTH,
    Box,
    Spot,
    layout,
)
from analytics.charts.network_words import child_hover, link_hover
from analytics.charts.theme import blank_figure, colour, faded, note, shortened
from analytics.charts.words import counted
from analytics.definitions import FEWEST_SHARED

# From so many shared episodes a line is so many pixels thick.
THICKNESS = {FEWEST_SHARED: 2, 2 * FEWEST_SHARED: 4.5, 4 * FEWEST_SHARED: 8}
LEGEND = 66  # pixels below the picture
BEND = 0.3  # how far a line between two who are not neighbours bends to the middle of their ring
CORNERS = 4  # children of a ring whose lines run clear of each other without
STEPS = 12
MARKED = 5  # the step with the mark to point at: halfway two diagonals would have one spot


def network_chart(
    links: pd.DataFrame, *, opened: int | None = None, dark: bool = False
) -> go.Figure:
    """Each group a box, each child a circle, a line for each link; rows: group_links.

    opened: the group that is chosen. Customdata of a circle and of the mark on a line: group_id, 1.
    """
    boxes = layout(links)
    high = max((box.top + box.height for box in boxes), default=0)
    figure = blank_figure(
        dark, height=int(high + LEGEND + 2), margin={"l": 1, "r": 1, "t": 1, "b": 1}
    )
    _add_lines(figure, links, boxes, dark)
    _add_children(figure, links, boxes, dark)
    shapes = [_frame(box, box.group_id == opened, dark) for box in boxes]
    labels = [label for box in boxes for label in _head(box, links, dark)]
    labels += [_label(child, spot, dark) for box in boxes for child, spot in box.spots.items()]
    samples, meanings = _legend(high, dark)
    figure.update_layout(shapes=shapes + samples, annotations=labels + meanings)
    figure.update_xaxes(visible=False, range=[0, WIDTH - GUTTER])
    figure.update_yaxes(visible=False, range=[high + LEGEND, 0])
    return figure


def _add_lines(figure: go.Figure, links: pd.DataFrame, boxes: list[Box], dark: bool) -> None:
    """The lines of each look as one trace, then a mark on each to be pointed at."""
    looks: dict[tuple, list] = {}
    middles = []
    for _, link in links.iterrows():
        box = next(box for box in boxes if box.group_id == link["group_id"])
        points = _line(box, link["child_a"], link["child_b"])
        width = _thickness(link["shared"])
        look = width, _dash(width, recorded=link["recorded"] > 0)
        looks.setdefault(look, []).extend([*points, (None, None)])
        middles.append((points[MARKED], link))
    for (width, dash), points in sorted(looks.items()):
        figure.add_scatter(
            x=[x for x, _ in points],
            y=[y for _, y in points],
            mode="lines",
            line={"width": width, "dash": dash, "color": faded(colour("missing", dark), 0.6)},
            hoverinfo="skip",
        )
    _add_marks(
        figure,
        [point for point, _ in middles],
        {"size": 12, "color": "rgba(0,0,0,0)"},
        [link["group_id"] for _, link in middles],
        [link_hover(link) for _, link in middles],
    )


def _add_children(figure: go.Figure, links: pd.DataFrame, boxes: list[Box], dark: bool) -> None:
    places = [(box, child, spot) for box in boxes for child, spot in box.spots.items()]
    ring = {"color": colour("background", dark), "width": 2}
    _add_marks(
        figure,
        [(spot.x, spot.y) for *_, spot in places],
        {"size": MARK, "color": colour("missing", dark), "opacity": 1, "line": ring},
        [box.group_id for box, *_ in places],
        [child_hover(links, box.group_id, child) for box, child, _ in places],
    )


def _add_marks(figure: go.Figure, points, marker: dict, groups, hover: list[str]) -> None:
    figure.add_scatter(
        x=[x for x, _ in points],
        y=[y for _, y in points],
        mode="markers",
        marker=marker,
        customdata=[[int(group), 1] for group in groups],
        hovertext=hover,
        hoverinfo="text",
        # what was not clicked stays as it is
        unselected={"marker": {"opacity": marker.get("opacity", 0)}},
        cliponaxis=False,
    )


def _line(box: Box, child_a: str, child_b: str) -> list[tuple[float, float]]:
    """The points of a line; in a larger ring it bends inwards, clear of those between its ends."""
    a, b = box.spots[child_a], box.spots[child_b]
    halfway = (a.x + b.x) / 2, (a.y + b.y) / 2
    around = list(box.spots)
    apart = abs(around.index(child_a) - around.index(child_b))
    bends = len(around) > CORNERS and apart not in (1, len(around) - 1)
    bend = BEND if bends else 0
    pull = [h + bend * (m - h) for h, m in zip(halfway, box.middle, strict=True)]
    steps = [step / STEPS for step in range(STEPS + 1)]
    return [
        (
            (1 - t) ** 2 * a.x + 2 * t * (1 - t) * pull[0] + t**2 * b.x,
            (1 - t) ** 2 * a.y + 2 * t * (1 - t) * pull[1] + t**2 * b.y,
        )
        for t in steps
    ]


def _thickness(shared: int) -> float:
    return [width for least, width in THICKNESS.items() if shared >= least][-1]


def _dash(width: float, *, recorded: bool) -> str:
    """Solid where a worker wrote it, also where it is inferred besides; else dashes."""
    return "solid" if recorded else f"{2 * width + 2}px,{width + 3}px"


def _frame(box: Box, opened: bool, dark: bool) -> dict:
    return {
        "type": "rect",
        "x0": box.left,
        "x1": box.left + box.width,
        "y0": box.top,
        "y1": box.top + box.height,
        "layer": "below",
        "fillcolor": colour("land", dark),
        "line": {"color": colour("missing", dark), "width": 2 if opened else 0},
    }


def _head(box: Box, links: pd.DataFrame, dark: bool) -> list[dict]:
    """A group's name, and below it what ties its children."""
    size = f" · {counted(len(box.spots), 'child', 'children')}"
    at = {"x": box.left, "y": box.top, "xanchor": "left", "yanchor": "top", "xshift": PAD - 2}
    tie = group_tie(links[links["group_id"] == box.group_id])
    return [
        note(f"<b>Group {box.group_id}</b>{size}", dark, yshift=-6, font={"size": 14}, **at),
        note(tie, dark, yshift=-25, font={"color": colour("quiet_text", dark)}, **at),
    ]


def _label(child: str, spot: Spot, dark: bool) -> dict:
    """A child's reference beside its circle, outwards, where no line runs."""
    reach = MARK / 2 + GAP
    where = {
        "above": {"xanchor": "center", "yanchor": "bottom", "yshift": reach - 3},
        "below": {"xanchor": "center", "yanchor": "top", "yshift": 3 - reach},
        "left": {"xanchor": "right", "yanchor": "middle", "xshift": 2 - reach},
        "right": {"xanchor": "left", "yanchor": "middle", "xshift": reach - 2},
    }[spot.side]
    return note(shortened(child, MOST_LETTERS), dark, x=spot.x, y=spot.y, **where)


def _legend(high: float, dark: bool) -> tuple[list[dict], list[dict]]:
    """What the lines mean, as samples with their words, in two rows below the picture."""
    shapes, labels = [], []
    for sample, x, row, words in _samples():
        width, dash = sample
        level = 22 + 24 * row
        shapes.append(
            {
                "type": "line",
                "xsizemode": "pixel",
                "ysizemode": "pixel",
                "xanchor": 0,
                "yanchor": high,
                "x0": x,
                "x1": x + 34,
                "y0": -level,
                "y1": -level,
                "line": {
                    "color": faded(colour("missing", dark), 0.6),
                    "width": width,
                    "dash": dash,
                },
            }
        )
        at = {"x": 0, "y": high, "xanchor": "left", "yanchor": "middle"}
        quiet = {"color": colour("quiet_text", dark)}
        labels.append(note(words, dark, xshift=x + 40, yshift=-level, font=quiet, **at))
    return shapes, labels


def _samples() -> Iterator[tuple[tuple[float, str], float, int, str]]:
    """Look, pixels from the left, row and words of each."""
    middling = THICKNESS[2 * FEWEST_SHARED]
    yield (middling, "solid"), 2, 0, "recorded together by a worker"
    yield (middling, _dash(middling, recorded=False)), 272, 0, "inferred from times and places only"
    edges = list(THICKNESS)
    for position, (least, width) in enumerate(THICKNESS.items()):
        upto = f"{least}–{edges[position + 1] - 1} shared" if position + 1 < len(edges) else ""
        words = upto or f"{least} or more shared episodes"
        yield (width, "solid"), 2 + 135 * position, 1, words
