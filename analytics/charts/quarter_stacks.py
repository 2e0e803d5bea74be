"""Bars by quarter, stacked of a few parts that are named beside the last one."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.theme import axis_words, blank_figure, note, rounded_top, spread
from analytics.charts.words import number, short_quarters

TOP, BOTTOM = 32, 40  # pixels around the bars
LINE = 16  # pixels of a digit: a part lower than this bears none
NAME = 36  # pixels of a name, which may have two lines


@dataclass(frozen=True)
class Part:
    """A part of each bar: its column, its name beside the last bar, its marker and its inks."""

    column: str
    name: str
    marker: dict
    ink_on: str
    ink_beside: str | None = None


def quarter_stacks(
    counts: pd.DataFrame,
    parts: list[Part],
    hovers: dict[str, list[str]],
    *,
    axis: str,
    height: int,
    right: int,
    dark: bool,
) -> go.Figure:
    """A bar for each quarter from nought, of its parts from the ground up, its sum above it.

    counts: one row per quarter with the parts' columns, quarter_start and quarter, oldest first.
    hovers: words for each quarter by column. right: pixels for the names.
    """
    columns = [part.column for part in parts]
    totals = counts[columns].sum(axis="columns")
    top = rounded_top(float(max(totals.max(), 4)))
    margin = {"l": 36, "r": right, "t": TOP, "b": BOTTOM}
    figure = blank_figure(dark, height=height, margin=margin)
    pixel = top / (height - TOP - BOTTOM)
    bases = pd.Series(0, index=counts.index)
    for part in parts:
        figure.add_bar(
            x=list(range(len(counts))),
            y=counts[part.column],
            base=bases,
            width=0.62,
            marker=part.marker,
            text=[number(n) if n >= pixel * LINE else "" for n in counts[part.column]],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"color": part.ink_on, "size": 13},
            constraintext="none",
            hovertext=hovers[part.column],
            hoverinfo="text",
        )
        bases = bases + counts[part.column]
    sums = [
        note(f"<b>{number(total)}</b>", dark, x=at, y=total, yshift=11, font={"size": 14})
        for at, total in enumerate(totals)
    ]
    names = _names(counts.iloc[-1], parts, pixel * NAME, dark)
    figure.update_layout(barmode="overlay", annotations=[axis_words(axis, dark), *sums, *names])
    figure.update_xaxes(
        tickvals=list(range(len(counts))),
        ticktext=short_quarters(counts, counts["quarter_start"]),
        range=[-0.5, len(counts) - 0.5],
        tickangle=0,
        showline=True,
    )
    whole = {"dtick": 1} if top <= 6 else {"nticks": 5}
    figure.update_yaxes(range=[0, top * 1.04], showgrid=True, tickformat=",d", **whole)
    return figure


def _names(last: pd.Series, parts: list[Part], gap: float, dark: bool) -> list[dict]:
    """The parts' names beside the last bar, each at its part, moved apart where they meet."""
    shown = [part for part in parts if last[part.column]]
    middles, ground = [], 0
    for part in shown:
        middles.append(float(ground + last[part.column] / 2))
        ground += last[part.column]
    beside = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 2, "align": "left"}
    return [
        note(
            f"{part.name} {number(last[part.column])}",
            dark,
            y=height,
            **({"font": {"color": part.ink_beside}} if part.ink_beside else {}),
            **beside,
        )
        for part, height in zip(shown, spread(middles, gap=gap), strict=True)
    ]
