"""The ground of a map: land, the square that is enlarged, a scale bar, axes of equal scale."""

import plotly.graph_objects as go

from analytics.charts.map_names import LETTER, LINE, WIDTHS, Name, is_clear
from analytics.charts.map_view import View
from analytics.charts.theme import colour, note
from analytics.geography.city import CityShape

LEFT_ABOVE = ("left", "bottom", 0, 2)  # how a name stands on the left end of a line
SCALE_BARS = (100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000)


def land(shape: CityShape | None, dark: bool) -> list[dict]:
    """Districts parted by the ground's own colour, then the outline around them."""
    if shape is None:
        return []
    below = {"type": "path", "layer": "below", "fillrule": "evenodd"}
    border = {"color": colour("background", dark), "width": 2}
    land = [
        below | {"path": _path(rings), "fillcolor": colour("land", dark), "line": border}
        for rings in shape.districts.values()
    ]
    outline = {"color": colour("comparison", dark), "width": 1.25}
    return [*land, below | {"path": _path(shape.outline), "line": outline}]


def _path(rings) -> str:
    return " ".join("M" + " L".join(f"{x},{y}" for x, y in ring) + " Z" for ring in rings)


def edges(view: View) -> list[tuple]:
    """The four sides of a square of ground."""
    west, south = view.west, view.south
    east, north = west + view.side, south + view.side
    corners = [(west, south), (east, south), (east, north), (west, north)]
    return list(zip(corners, corners[1:] + corners[:1], strict=True))


def frame(view: View, dark: bool) -> dict:
    """A dotted square around what is enlarged."""
    return {
        "type": "rect",
        **{"x0": view.west, "x1": view.west + view.side},
        **{"y0": view.south, "y1": view.south + view.side},
        "line": {"color": colour("text", dark), "width": 1.5, "dash": "dot"},
    }


def scale_bar(view: View, circles, dark: bool) -> tuple | None:
    """A line of a round length in the first corner without a circle, its label, and its name.

    None where a circle lies in every corner.
    """
    length = max((size for size in SCALE_BARS if size <= view.side / 4), default=SCALE_BARS[0])
    words = f"{length / 1000:g} km" if length >= 1_000 else f"{length} m"
    name = Name((words,), *LEFT_ABOVE)
    pixel = view.side / WIDTHS[0]
    across = max(length, LETTER * len(words) * pixel)
    upwards = (LINE + 6) * pixel
    near = view.side * 0.02
    for x in (near, view.side - near - across):
        for y in (near, view.side - near - upwards):
            west, south = view.west + x, view.south + y
            if is_clear(view, circles, ((west, south), (west + across, south + upwards))):
                ink = colour("quiet_text", dark)
                line = {
                    "type": "line",
                    **{"x0": west, "x1": west + length, "y0": south, "y1": south},
                    "line": {"color": ink, "width": 2},
                }
                where = {"x": west, "y": south, "font": {"color": ink}} | name.where()
                return line, note(words, dark, **where), ((west, south), name)
    return None


def ground_axes(figure: go.Figure, view: View) -> None:
    """Show that square of ground, a metre as long upwards as across."""
    figure.update_xaxes(range=[view.west, view.west + view.side], visible=False, constrain="domain")
    figure.update_yaxes(
        range=[view.south, view.south + view.side],
        visible=False,
        constrain="domain",
        scaleanchor="x",
        scaleratio=1,
    )
