"""What every figure shares: colours for a light or dark page, type, margins, direct labels."""

import plotly.graph_objects as go

from analytics.definitions import COLOURS

FONT = '"Source Sans", "Source Sans 3", "Source Sans Pro", sans-serif'


def colour(name: str, dark: bool) -> str:
    """The colour of that meaning on a light or a dark page."""
    return COLOURS[name][dark]


def faded(ink: str, opacity: float) -> str:
    """A colour "#rrggbb" with that opacity."""
    red, green, blue = (int(ink[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


def blank_figure(dark: bool, *, height: int, margin: dict | None = None) -> go.Figure:
    """A figure without traces: quiet axes, no legend, transparent ground."""
    axis = {
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "tickfont": {"color": colour("quiet_text", dark), "size": 13},
        "title": {"font": {"color": colour("quiet_text", dark), "size": 13}},
        "linecolor": colour("quiet_text", dark),
        "automargin": False,
        "showline": False,
    }
    return go.Figure(
        layout={
            "template": None,
            "height": height,
            "margin": {"l": 44, "r": 12, "t": 12, "b": 40} | (margin or {}),
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "showlegend": False,
            "hovermode": "closest",
            "dragmode": False,
            "clickmode": "event+select",
            "font": {"family": FONT, "color": colour("text", dark), "size": 14},
            "hoverlabel": {
                "bgcolor": colour("background", dark),
                "bordercolor": colour("quiet_text", dark),
                "font": {"family": FONT, "color": colour("text", dark), "size": 14},
                "align": "left",
            },
            "xaxis": axis,
            "yaxis": axis | {"gridcolor": colour("grid", dark), "gridwidth": 1},
        }
    )


def as_written(text: str) -> str:
    """Text from a record as it is to be drawn: Plotly would read "<" and "&" as its own marks."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def shortened(text: str, most: int) -> str:
    """Text from a record as it is to be drawn, its middle left out where it is too long.

    Names of homes differ at their ends: "Foster hou…old 26".
    """
    if len(text) > most:
        head = (most - 1) // 2
        text = f"{text[:head]}…{text[len(text) - (most - 1 - head) :]}"
    return as_written(text)


def upright_line(figure: go.Figure, x: float, rows: int, dark: bool, *, dash: str) -> None:
    """Draw a line at x behind the marks of a figure of that many rows, 0 at the top."""
    ink = {"color": colour("quiet_text", dark), "width": 2, "dash": dash}
    ends = {"x0": x, "x1": x, "y0": -0.8, "y1": max(rows, 1) - 0.4}
    figure.add_shape(type="line", line=ink, layer="below", **ends)


def note(text: str, dark: bool, **where) -> dict:
    """An annotation: text without an arrow, its place in Plotly's own words.

    A figure is given all its annotations at once: adding each singly copies those before it.
    """
    font = {"size": 13, "color": colour("text", dark)} | where.pop("font", {})
    return {"text": text, "showarrow": False, "font": font} | where


def axis_words(text: str, dark: bool) -> dict:
    """What an upright axis counts, as an annotation above its top end, read without turning."""
    return note(
        text,
        dark,
        x=0,
        xref="paper",
        xanchor="left",
        xshift=-36,
        y=1,
        yref="paper",
        yanchor="bottom",
        yshift=4,
        font={"color": colour("quiet_text", dark)},
    )


def spread(positions: list[float], gap: float) -> list[float]:
    """Label positions moved apart so that neighbours are at least `gap` apart, in the same order.

    Labels are pushed upwards only, so that the lowest stays at its mark.
    """
    order = sorted(range(len(positions)), key=positions.__getitem__)
    moved = list(positions)
    for lower, upper in zip(order, order[1:], strict=False):
        moved[upper] = max(moved[upper], moved[lower] + gap)
    return moved


def rounded_top(highest: float) -> float:
    """A round number a little above the highest value, for the end of an axis."""
    if highest <= 0:
        return 1.0
    magnitude = 1.0
    while magnitude * 10 <= highest:
        magnitude *= 10
    while magnitude > highest:
        magnitude /= 10
    for step in (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10):
        if step * magnitude >= highest * 1.04:
            return step * magnitude
    return 12 * magnitude
