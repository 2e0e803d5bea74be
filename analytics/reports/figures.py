"""A report's picture as a figure on a page: what is withheld has a label and no mark."""

import plotly.graph_objects as go

from analytics.charts.outcomes import bar_marker
from analytics.charts.theme import (
    axis_words,
    blank_figure,
    colour,
    note,
    rounded_top,
    shortened,
    spread,
)
from analytics.reports.marks import ink_on
from analytics.reports.slides import WITHHELD_COLOUR, Picture, Series

ROW = 46  # a lying bar with its name above it
BAR = 0.42
HEIGHT = 400
LEFT, RIGHT = 36, 112
MOST_NAMED_ALONG = 4  # names that stand side by side on a phone


def picture_figure(picture: Picture, *, dark: bool = False) -> go.Figure:
    """The picture drawn for a page: bars lie with their names above, others stand side by side."""
    if picture.kind in ("bars", "stacked_bars"):
        return _bars(picture, dark)
    if picture.kind == "lines":
        return _lines(picture, dark)
    return _columns(picture, dark)


def _bars(picture: Picture, dark: bool) -> go.Figure:
    rows = [
        (name, each, each.values[at], each.texts[at])
        for at, name in enumerate(picture.categories)
        for each in picture.series
    ]
    figure = blank_figure(
        dark, height=12 + ROW * len(rows), margin={"l": 4, "r": 96, "t": 8, "b": 4}
    )
    figure.add_bar(
        x=[value or 0 for _, _, value, _ in rows],
        y=list(range(len(rows))),
        orientation="h",
        width=BAR,
        marker={"color": [colour(each.colour, dark) for _, each, _, _ in rows]},
        hovertext=[f"{name}: {text}" for name, _, _, text in rows],
        hoverinfo="text",
    )
    labels = []
    for at, (name, each, _, text) in enumerate(rows):
        words = name if len(picture.series) == 1 else f"{name}, {each.name.lower()}"
        beside = {"x": 1, "xref": "paper", "xanchor": "right", "xshift": 92, "font": {"size": 14}}
        above = {"x": 0, "xanchor": "left", "yanchor": "bottom", "yshift": 1}
        labels += [
            note(f"<b>{text}</b>", dark, y=at, **beside),
            note(shortened(words, 44), dark, y=at - BAR / 2, **above),
        ]
    figure.update_layout(annotations=labels)
    figure.update_xaxes(visible=False, range=[0, max([v or 0 for _, _, v, _ in rows] + [1e-9])])
    figure.update_yaxes(range=[len(rows) - 0.6, -0.75], visible=False)
    return figure


def _columns(picture: Picture, dark: bool) -> go.Figure:
    stacked = picture.kind == "stacked_columns"
    values = [each.values for each in picture.series]
    sums = [sum(value or 0 for value in column) for column in zip(*values, strict=True)]
    most = max(sums) if stacked else max(v or 0 for s in picture.series for v in s.values)
    top = 1 if picture.rate else rounded_top(most)
    figure = blank_figure(dark, height=HEIGHT, margin={"l": LEFT, "r": RIGHT, "t": 32})
    for each in picture.series:
        ground = colour(each.colour, dark)
        figure.add_bar(
            x=list(range(len(picture.categories))),
            y=[value or 0 for value in each.values],
            name=each.name,
            marker=_marker(each, dark),
            text=_inside(each, top, stacked),
            textposition="inside" if stacked else "outside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"size": 13, "color": ink_on(ground) if stacked else colour("text", dark)},
            constraintext="none",
            cliponaxis=False,
            hovertext=[
                f"{name}: {each.name.lower()} {text}"
                for name, text in zip(picture.categories, each.texts, strict=True)
            ],
            hoverinfo="text",
        )
    names = _names_at_the_end(picture, top, dark) if stacked else _legend(dark, figure)
    figure.update_layout(
        barmode="stack" if stacked else "group",
        bargap=0.3,
        annotations=[axis_words(picture.unit, dark), *names],
    )
    _along(figure, picture)
    figure.update_yaxes(range=[0, top * 1.06], nticks=5, showgrid=True)
    if picture.rate:
        figure.update_yaxes(tickformat=".0%")
    return figure


def _marker(each: Series, dark: bool) -> dict:
    """Of what is withheld with an edge and darker hatching: beside it lies the grey of voided."""
    marker = bar_marker(each.colour, "/" if each.hatched else "", dark)
    if each.colour == WITHHELD_COLOUR:
        edge = colour("quiet_text", dark)
        marker["line"] = {"color": edge, "width": 1}
        marker["pattern"] |= {"fgcolor": edge, "solidity": 0.08}
    return marker


def _inside(each: Series, top: float, stacked: bool) -> list[str]:
    """A part too thin for a digit carries none: the names at the last bar and the table have it."""
    if not stacked:
        return list(each.texts)
    return [
        text if (value or 0) >= top * 0.045 else ""
        for value, text in zip(each.values, each.texts, strict=True)
    ]


def _names_at_the_end(picture: Picture, top: float, dark: bool) -> list[dict]:
    """The series' names beside the last bar, each at its part, moved apart where they meet."""
    heights, base = [], 0.0
    for each in picture.series:
        value = each.values[-1] or 0
        heights.append(base + value / 2)
        base += value
    return [
        note(f"{each.name} {each.texts[-1]}", dark, x=1, xref="paper", xanchor="left", y=height)
        for each, height in zip(picture.series, spread(heights, gap=top * 0.058), strict=True)
    ]


def _legend(dark: bool, figure: go.Figure) -> list[dict]:
    figure.update_layout(
        showlegend=True,
        legend={
            "orientation": "h",
            "x": 0,
            "y": -0.16,
            "yanchor": "top",
            "font": {"size": 13, "color": colour("text", dark)},
        },
        margin={"l": LEFT, "r": 12, "t": 32, "b": 110},
        height=HEIGHT + 70,
    )
    return []


def _lines(picture: Picture, dark: bool) -> go.Figure:
    figure = blank_figure(dark, height=HEIGHT, margin={"l": LEFT, "r": RIGHT, "t": 32})
    drawn = [value for each in picture.series for value in each.values if value is not None]
    ends = []
    for each in picture.series:
        figure.add_scatter(
            x=list(range(len(picture.categories))),
            y=list(each.values),
            mode="lines+markers",
            name=each.name,
            line={"color": colour(each.colour, dark), "width": 3},
            marker={"size": 10},
            hovertext=[
                f"{name}: {each.name.lower()} {text}"
                for name, text in zip(picture.categories, each.texts, strict=True)
            ],
            hoverinfo="text",
        )
        known = [value for value in each.values if value is not None]
        ends.append(known[-1] if known else 0.0)
    low, high = (min(drawn), max(drawn)) if drawn else (0.0, 1.0)
    room = max(high - low, 0.1) * 0.25
    gap = (high - low + 2 * room) * 0.062
    figure.update_layout(
        annotations=[
            axis_words(f"{picture.unit}; the axis does not begin at nought", dark),
            *(
                note(
                    f"{each.name}<br><b>{each.texts[-1]}</b>",
                    dark,
                    x=1,
                    xref="paper",
                    xanchor="left",
                    align="left",
                    y=height,
                )
                for each, height in zip(picture.series, spread(ends, gap=2 * gap), strict=True)
            ),
        ]
    )
    _along(figure, picture)
    figure.update_yaxes(range=[low - room, high + room], nticks=5, showgrid=True)
    if picture.rate:
        figure.update_yaxes(tickformat=".0%")
    return figure


def _along(figure: go.Figure, picture: Picture) -> None:
    count = len(picture.categories)
    ticks = [name.replace(" ", "<br>", 1) for name in picture.categories]
    figure.update_xaxes(
        tickvals=list(range(count)),
        ticktext=ticks,
        range=[-0.5, count - 0.5],
        tickangle=0 if count <= MOST_NAMED_ALONG else None,  # else a phone's are turned and cut off
    )
