"""What goes with going missing again: each value held against all other returns."""

from math import log10

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.repeat_risk_words import interval_words, is_clear, ratio_text, risk_words
from analytics.charts.theme import blank_figure, colour, note, shortened, upright_line
from analytics.charts.words import counted, number, whole_percent
from analytics.definitions import REPEAT_DAYS

ROW = 44
FURTHEST = 16  # times as often; an interval beyond ends at the edge


def repeat_risk_chart(
    rows: pd.DataFrame, places: dict[str, str] | None = None, *, dark: bool = False
) -> go.Figure:
    """How many times as often children went missing again as after all other returns.

    rows: drawn_risks, at least one. Filled: clear after correction; hollow: could be chance.
    """
    figure = blank_figure(
        dark, height=100 + ROW * len(rows), margin={"l": 176, "r": 74, "t": 28, "b": 60}
    )
    edge = _edge(rows)
    upright_line(figure, 1, len(rows), dark, dash="solid")
    for at, row in rows.iterrows():
        _draw_row(figure, at, row, edge, dark, hover=_hover(row, places))
    figure.update_layout(annotations=_beside(rows, dark))
    _axes(figure, rows, places, edge, dark)
    return figure


def _draw_row(figure, at: int, row: pd.Series, edge: float, dark: bool, *, hover: str) -> None:
    ink = colour("missing", dark)
    clear = is_clear(row)
    if pd.notna(row["low"]):
        figure.add_scatter(
            x=[_within(row["low"], edge), _within(row["high"], edge)],
            y=[at] * 2,
            mode="lines",
            line={"color": ink, "width": 2.5 if clear else 1.5},
            hoverinfo="skip",
        )
    figure.add_scatter(
        x=[_within(row["risk_ratio"], edge)],
        y=[at],
        mode="markers",
        marker={
            "size": 13 if clear else 11,
            "symbol": "diamond" if clear else "circle",
            "color": ink if clear else colour("background", dark),
            "line": {"color": ink, "width": 2},
        },
        hovertext=[hover],
        hoverinfo="text",
    )


def _edge(rows: pd.DataFrame) -> float:
    """How far the axis reaches on either side of 1."""
    ends = [*rows["high"].dropna(), *(1 / rows.loc[rows["low"] > 0, "low"]), 2.0]
    return min(max(ends) * 1.1, FURTHEST)


def _within(ratio, edge: float) -> float:
    return min(max(ratio, 1 / edge), edge)


def _hover(row: pd.Series, places: dict[str, str] | None) -> str:
    name = shortened(risk_words(row["factor"], row["value"], places), 60)
    return (
        f"{name}: {number(row['repeats'])} of {counted(row['episodes'], 'return')} followed by "
        f"another episode within {REPEAT_DAYS} days<br>all others: {number(row['rest_repeats'])} "
        f"of {number(row['rest_episodes'])}<br>{ratio_text(row['risk_ratio'])} times as often, "
        f"interval {interval_words(row)}; {counted(row['children'], 'child', 'children')}"
    )


def _beside(rows: pd.DataFrame, dark: bool) -> list[dict]:
    beside = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 8, "font": {"size": 14}}
    texts = [f"{ratio_text(ratio)} times" for ratio in rows["risk_ratio"]]
    labels = [
        note(f"<b>{text}</b>" if is_clear(row) else text, dark, y=at, **beside)
        for text, (at, row) in zip(texts, rows.iterrows(), strict=True)
    ]
    above = {"x": 0, "xref": "x", "y": 1, "yref": "paper", "yanchor": "bottom"}
    return [*labels, note("as often as others", dark, **above)]


def _axes(figure, rows: pd.DataFrame, places, edge: float, dark: bool) -> None:
    marks = [mark for mark in (0.125, 0.25, 0.5, 1, 2, 4, 8) if 1 / edge <= mark <= edge]
    names = {0.125: "⅛", 0.25: "¼", 0.5: "½"}
    figure.update_xaxes(
        type="log",
        range=[-log10(edge), log10(edge)],
        tickvals=marks,
        ticktext=[names.get(mark, f"{mark:g}") for mark in marks],
        tickangle=0,
        showgrid=True,
        gridcolor=colour("grid", dark),
        showline=True,
        title={"text": "Times as often (each step doubles)", "standoff": 8},
    )
    figure.update_yaxes(
        range=[max(len(rows), 1) - 0.4, -0.6],
        tickvals=list(range(len(rows))),
        ticktext=[
            f"{shortened(risk_words(row['factor'], row['value'], places), 28)}<br>"
            f"{number(row['repeats'])} of {number(row['episodes'])} · "
            f"{whole_percent(row['share'])}"
            for _, row in rows.iterrows()
        ],
        ticklabelstandoff=8,
    )
