"""One number, three denominators: interviews in time of all, of not voided, of completed."""

import pandas as pd

from analytics.charts.outcomes import HEIGHT
from analytics.charts.theme import blank_figure, colour, note
from analytics.charts.words import aim_words, number, percent, quarter_words
from analytics.definitions import TARGET

# Rate → what it is a share of, and that in words.
RATES = {
    "in_time_of_episodes": ("episodes", "of all {} episodes"),
    "in_time_of_not_voided": ("not_voided", "of {} not voided"),
    "in_time_of_completed": ("completed", "of {} completed"),
}


def denominators_chart(now: pd.Series, before: pd.Series | None, *, dark: bool = False):
    """Interviews in time as a share of all episodes, of those not voided, of those completed.

    now, before: rows of quarterly_summary; before (hollow) may be None.
    """
    figure = blank_figure(dark, height=HEIGHT, margin={"l": 12, "r": 18, "t": 12, "b": 60})
    rates = [row[rate] for row in (now, before) if row is not None for rate in RATES]
    rates = pd.Series(rates, dtype=float).fillna(TARGET)
    lowest = max(0.0, min(rates.min(), TARGET) // 0.1 * 0.1 - 0.05)
    highest = min(1.0, max(rates.max(), TARGET) + 0.12)
    annotations = [_aim(figure, dark)]
    for height, rate in zip((2, 1, 0), RATES, strict=True):
        annotations.append(_base(now, rate, dark, x=lowest, y=height + 0.4, xanchor="left"))
        annotations += _draw_rate(figure, height, rate, now, before, dark)
    starts = f"; the axis starts at {lowest:.0%}" if lowest else ""
    figure.update_layout(annotations=annotations)
    figure.update_xaxes(
        range=[lowest - 0.005, highest],
        tickformat=".0%",
        dtick=0.1,
        showline=True,
        ticks="outside",
        title={"text": f"Share with an interview in time{starts}", "standoff": 8},
    )
    figure.update_yaxes(range=[-0.55, 2.65], showticklabels=False)
    return figure


def _base(now: pd.Series, rate: str, dark: bool, **where) -> dict:
    """What the rate is a share of, in words."""
    base, words = RATES[rate]
    count = now["episodes"] - now["voided"] if base == "not_voided" else now[base]
    text = f"{words.format(number(count))}: {number(now['in_time'])} in time"
    return note(text, dark, font={"size": 14}, **where)


def _draw_rate(figure, height, rate, now, before, dark) -> list[dict]:
    """Draw the quarter's rate and, hollow, that of the quarter before; return their labels."""
    labels = []
    if before is not None and pd.notna(before[rate]):
        name = quarter_words(before["quarter_start"], year=False)
        grey = {"color": colour("comparison", dark), "width": 2}
        if pd.notna(now[rate]):
            ends = [before[rate], now[rate]]
            figure.add_scatter(x=ends, y=[height] * 2, mode="lines", line=grey, hoverinfo="skip")
        hollow = {"size": 13, "color": colour("background", dark), "line": grey}
        _mark(figure, before[rate], height, hollow, f"{name}: {percent(before[rate])}")
        if height == 2:
            ink = {"size": 12, "color": colour("quiet_text", dark)}
            labels.append(_label(before[rate], height, name, dark, yshift=20, font=ink))
    if pd.notna(now[rate]):
        filled = {"size": 15, "color": colour("in_time", dark)}
        name = quarter_words(now["quarter_start"])
        _mark(figure, now[rate], height, filled, f"{name}: {percent(now[rate])}")
        ink = {"size": 15, "color": colour("in_time", dark)}
        words = f"<b>{percent(now[rate])}</b>"
        labels.append(_label(now[rate], height, words, dark, yshift=-20, font=ink))
    return labels


def _mark(figure, x, y, marker: dict, hover: str) -> None:
    figure.add_scatter(
        x=[x], y=[y], mode="markers", marker=marker, hovertext=hover, hoverinfo="text"
    )


def _label(x, y, text: str, dark: bool, **look) -> dict:
    return note(text, dark, x=x, y=y, bgcolor=colour("background", dark), **look)


def _aim(figure, dark: bool) -> dict:
    """Draw the line of the aim; return its label."""
    figure.add_shape(
        type="line",
        x0=TARGET,
        x1=TARGET,
        y0=-0.35,
        y1=2.2,
        line={"color": colour("quiet_text", dark), "width": 1.5, "dash": "dot"},
        layer="below",
    )
    ink = {"size": 12, "color": colour("quiet_text", dark)}
    return note(f"our aim {aim_words(TARGET)}", dark, x=TARGET, y=-0.45, font=ink)
