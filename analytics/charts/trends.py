"""Figures over time, by quarter, month or week."""

import pandas as pd
from plotly.subplots import make_subplots

from analytics.charts.theme import axis_words, blank_figure, colour, faded, note, rounded_top
from analytics.charts.words import (
    FIGURES,
    MONTHS,
    figure_text,
    is_rate,
    number,
    period_words,
    placement_words,
    short_quarter,
    short_quarters,
)

PART_OPACITY = 0.45
# Figures that count the episodes of one interview state; the others are of all episodes.
STATES = ("completed", "voided", "declined", "pending", "not_recorded", "in_time")


def trend_chart(rows: pd.DataFrame, figure_name: str, unit: str, *, dark: bool = False):
    """One figure by quarter, month or week: bars for a count, marks and line for a rate.

    rows: a summary's rows, oldest first, with <unit>_start. A mark's customdata: its first
    day, its placement type or "", its number of episodes (those that the figure counts).
    """
    drawn = blank_figure(dark, height=340, margin={"t": 32, "b": 48})
    drawn.update_layout(annotations=[axis_words(FIGURES[figure_name], dark)])
    _add_trend(drawn, rows[f"{unit}_start"], rows, figure_name, unit, dark)
    time_axis(drawn, rows[f"{unit}_start"], unit, short_quarters(rows, rows[f"{unit}_start"]))
    value_axis(drawn, rows[figure_name], figure_name)
    return drawn


def trend_by_placement_chart(rows: pd.DataFrame, figure_name: str, unit: str, *, dark=False):
    """One figure over time, one small chart below the other for each placement type, same scale.

    rows: summary_by_placement_type.
    """
    kinds = [
        k
        for k in ("residential", "foster", "semi_independent", "other", "not_known")
        if (rows["placement_type"] == k).any()
    ]
    drawn = blank_figure(dark, height=64 + 150 * len(kinds), margin={"t": 26, "b": 48})
    grid = make_subplots(
        rows=max(len(kinds), 1), cols=1, shared_xaxes=True, vertical_spacing=0.28 / (len(kinds) + 1)
    )
    layout = drawn.layout.to_plotly_json()
    axes = {key: layout.pop(key) for key in ("xaxis", "yaxis")}
    grid.update_layout(layout)
    grid.update_xaxes(axes["xaxis"])
    grid.update_yaxes(axes["yaxis"])
    for row, kind in enumerate(kinds, start=1):
        part = rows[rows["placement_type"] == kind]
        _add_trend(grid, part["period_start"], part, figure_name, unit, dark, row=row)
    grid.update_layout(annotations=[_kind_name(kind, r, dark) for r, kind in enumerate(kinds, 1)])
    periods = rows.drop_duplicates("period_start")
    time_axis(grid, periods["period_start"], unit, short_quarters(periods, periods["period_start"]))
    value_axis(grid, rows[figure_name], figure_name)
    return grid


def _kind_name(kind: str, row: int, dark: bool) -> dict:
    axis = "" if row == 1 else row
    return note(
        f"<b>{placement_words(kind)}</b>",
        dark,
        x=0,
        xref=f"x{axis} domain",
        y=1,
        yref=f"y{axis} domain",
        xanchor="left",
        yanchor="bottom",
        font={"size": 14},
    )


def _add_trend(drawn, starts, rows, figure_name, unit, dark, row=None) -> None:
    where = {} if row is None else {"row": row, "col": 1}
    texts = [figure_text(figure_name, value) for value in rows[figure_name]]
    kind = "" if row is None else f", {placement_words(rows['placement_type'].iloc[0]).lower()}"
    hover = [
        f"{period_words(start, unit)}{kind}{'' if whole else f' (part of a {unit})'}: {text}<br>"
        f"{number(episodes)} episodes, {number(children)} children"
        for start, whole, text, episodes, children in zip(
            starts, rows["complete"], texts, rows["episodes"], rows["children"], strict=True
        )
    ]
    # A part of a period is lighter: it is not to be compared with whole ones.
    # In the colour, since a list of opacities breaks Plotly's drawing of what was clicked.
    ink = colour("in_time" if is_rate(figure_name) else "missing", dark)
    inks = [ink if whole else faded(ink, PART_OPACITY) for whole in rows["complete"]]
    few = len(rows) <= 12
    shared = {
        "x": list(range(len(rows))),
        "y": rows[figure_name],
        "customdata": _mark_data(starts, rows, figure_name),
        "hovertext": hover,
        "hoverinfo": "text",
        "text": texts if few else None,
    }
    if is_rate(figure_name):
        drawn.add_scatter(
            **shared,
            mode="lines+markers+text" if few else "lines+markers",
            line={"color": ink, "width": 2},
            marker={"size": 9, "color": inks},
            textposition="top center",
            cliponaxis=False,
            **where,
        )
    else:
        drawn.add_bar(
            **shared,
            width=0.68,
            marker={"color": inks},
            textposition="outside",
            cliponaxis=False,
            **where,
        )


def _mark_data(starts: pd.Series, rows: pd.DataFrame, figure_name: str) -> list[list]:
    kinds = rows["placement_type"] if "placement_type" in rows else [""] * len(rows)
    counts = rows[figure_name if figure_name in STATES else "episodes"]
    return [
        [f"{start:%Y-%m-%d}", kind, int(count)]
        for start, kind, count in zip(starts, kinds, counts, strict=True)
    ]


def time_axis(drawn, starts: pd.Series, unit: str, quarters: list[str] | None = None) -> None:
    """Ticks for periods drawn at 0, 1, 2 …, in words; quarters: how each quarter is written."""
    starts = list(starts)
    if unit == "quarter":
        every = max(1, round(len(starts) / 8))
        quarters = quarters or [short_quarter(start) for start in starts]
        ticks = list(enumerate(quarters))[::every]
    else:
        ticks = _month_ticks(starts)
    drawn.update_xaxes(
        tickvals=[position for position, _ in ticks],
        ticktext=[text for _, text in ticks],
        range=[-0.6, max(len(starts) - 0.4, 0.6)],
        tickangle=0,
        showline=True,
    )


def _month_ticks(starts: list[pd.Timestamp]) -> list[tuple[int, str]]:
    """The first period of each month, at most seven of them, the year where it turns."""
    firsts = [
        (i, start)
        for i, start in enumerate(starts)
        if i == 0 or (start.year, start.month) != (starts[i - 1].year, starts[i - 1].month)
    ]
    every = -(-len(firsts) // 7)  # seven labels stand side by side on a phone
    ticks, year = [], None
    for position, start in firsts[::every]:
        name = MONTHS[start.month - 1][:3]
        ticks.append((position, f"{name}<br>{start.year}" if start.year != year else name))
        year = start.year
    return ticks


def value_axis(drawn, values: pd.Series, figure_name: str) -> None:
    """An axis from zero: to 100% for rates, to a round number for counts."""
    if is_rate(figure_name):
        drawn.update_yaxes(range=[0, 1.08], tickformat=".0%", dtick=0.25, showgrid=True)
    else:
        top = rounded_top(values.max() if len(values) else 0)
        drawn.update_yaxes(range=[0, top * 1.08], nticks=5, showgrid=True, tickformat=",d")


def part_words(rows: pd.DataFrame, unit: str) -> str:
    """What the subtitle adds where a period is drawn lighter."""
    return "" if rows["complete"].all() else f"; lighter: part of a {unit}"
