"""The control chart: is a figure changing, or only varying?"""

import pandas as pd

from analytics.charts.theme import axis_words, blank_figure, colour, note
from analytics.charts.trends import time_axis, value_axis
from analytics.charts.words import FIGURES, figure_text, is_rate, percent, period_words
from analytics.statistics.control import SIGNALS


def signal_meaning(figure_name: str, signal: str | None) -> str:
    """What a signal means, as a colour of definitions: only timeliness is good or bad."""
    if signal is None or pd.isna(signal):
        return "common_cause"
    if figure_name.startswith("in_time"):
        return "improvement" if SIGNALS[signal] == "above" else "concern"
    return "neutral_signal"


def control_chart_figure(points: pd.DataFrame, figure_name: str, unit: str, *, dark: bool = False):
    """The control chart: values, mean, limits; a mark's colour and shape say its kind of cause.

    points: control_chart. A mark's customdata: period's first day.
    """
    drawn = blank_figure(dark, height=380, margin={"r": 92, "b": 48, "t": 32})
    if points.empty:
        return drawn
    meanings = [signal_meaning(figure_name, signal) for signal in points["special_cause"]]
    positions = list(range(len(points)))
    drawn.update_layout(
        annotations=[
            axis_words(FIGURES[figure_name], dark),
            *_limit_names(points.iloc[0], figure_name, dark),
        ]
    )
    _add_limits(drawn, points.iloc[0], positions, dark)
    drawn.add_scatter(
        x=positions,
        y=points["value"],
        mode="lines+markers",
        line={"color": colour("common_cause", dark), "width": 1.5},
        marker={
            "size": [8 if meaning == "common_cause" else 12 for meaning in meanings],
            "symbol": ["circle" if m == "common_cause" else "diamond" for m in meanings],
            "color": [colour(meaning, dark) for meaning in meanings],
            "line": {"color": colour("background", dark), "width": 1},
        },
        customdata=[[f"{start:%Y-%m-%d}"] for start in points["period_start"]],
        hovertext=[
            f"{period_words(start, unit)}: {figure_text(figure_name, value)}"
            + (f"<br>signal: {signal}" if isinstance(signal, str) else "")
            for start, value, signal in zip(
                points["period_start"], points["value"], points["special_cause"], strict=True
            )
        ],
        hoverinfo="text",
    )
    time_axis(drawn, points["period_start"], unit)
    value_axis(drawn, points[["value", "upper"]].max(axis="columns"), figure_name)
    return drawn


LIMITS = {
    "upper": ("upper limit", "dash"),
    "upper_near": (None, "dot"),
    "mean": ("mean", "solid"),
    "lower_near": (None, "dot"),
    "lower": ("lower limit", "dash"),
}


def _add_limits(drawn, limits: pd.Series, positions: list, dark: bool) -> None:
    for column, (_, dash) in LIMITS.items():
        if pd.isna(limits[column]):
            continue
        drawn.add_scatter(
            x=[-0.6, len(positions) - 0.4],
            y=[limits[column]] * 2,
            mode="lines",
            line={"color": colour("quiet_text", dark), "width": 1.3, "dash": dash},
            hoverinfo="skip",
        )


def _limit_names(limits: pd.Series, figure_name: str, dark: bool) -> list[dict]:
    # A mean of counts is rarely whole: one decimal, so that it can be told from a limit beside it.
    text = percent if is_rate(figure_name) else lambda value: f"{value:,.1f}"
    return [
        note(
            f"{name}<br>{text(limits[column])}",
            dark,
            x=1,
            xref="paper",
            xanchor="left",
            xshift=4,
            y=limits[column],
            align="left",
            font={"size": 12, "color": colour("quiet_text", dark)},
        )
        for column, (name, _) in LIMITS.items()
        if name and pd.notna(limits[column])
    ]
