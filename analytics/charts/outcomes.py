"""What came of each quarter's episodes, and one number with three denominators."""

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.theme import axis_words, blank_figure, colour, note, rounded_top, spread
from analytics.charts.words import number, percent, quarter_names, quarter_words, short_quarters
from analytics.definitions import TARGET

# From the ground up; told apart by label and pattern as well as colour.
OUTCOMES = {
    "in_time": ("In time", ""),
    "late": ("Later", ""),
    "voided": ("Voided", ""),
    "declined": ("Declined", "."),
    "pending": ("Pending", "-"),
    "not_recorded": ("Not recorded", "/"),
}
# What a hover adds to the name: late holds all completed interviews not known to be in time.
HOVER = {"late": "Later than 72 hours, or at a time not known"}
HEIGHT = 400
# Rate → what it is a share of, and that in words.
RATES = {
    "in_time_of_episodes": ("episodes", "of all {} episodes"),
    "in_time_of_not_voided": ("not_voided", "of {} not voided"),
    "in_time_of_completed": ("completed", "of {} completed"),
}


def outcome_counts(quarters: pd.DataFrame) -> pd.DataFrame:
    """The quarters' episodes by outcome; in time and late together are the completed."""
    counts = quarters[["quarter_start", "episodes", *OUTCOMES.keys() - {"late"}]].copy()
    counts["late"] = quarters["completed"] - quarters["in_time"]
    return counts[["quarter_start", *OUTCOMES, "episodes"]]


def outcomes_chart(quarters: pd.DataFrame, *, dark: bool = False) -> go.Figure:
    """Episodes of each quarter, stacked by what came of the return interview.

    A part too thin for a digit carries none: the last bar's labels and the table twin have it.

    quarters: rows of quarterly_summary, oldest first. A mark's customdata: quarter's first day,
    outcome, number of episodes.
    """
    counts = outcome_counts(quarters)
    top = rounded_top(counts["episodes"].max())
    figure = blank_figure(dark, height=HEIGHT, margin={"l": 36, "r": 104, "t": 32})
    bases = pd.Series(0, index=counts.index)
    names = quarter_names(quarters)
    for outcome, (label, pattern) in OUTCOMES.items():
        fits = counts[outcome] >= top * 0.045  # a digit needs 15 pixels of the bar's height
        figure.add_bar(
            x=list(range(len(counts))),
            y=counts[outcome],
            base=bases,
            width=0.62,
            name=label,
            marker=_bar_marker(outcome, pattern, dark),
            text=[number(n) if ok else "" for n, ok in zip(counts[outcome], fits, strict=True)],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"color": _text_on(outcome, dark), "size": 13},
            constraintext="none",
            customdata=[
                [f"{day:%Y-%m-%d}", outcome, int(n)]
                for day, n in zip(counts["quarter_start"], counts[outcome], strict=True)
            ],
            hovertext=[
                f"{name}: {number(n)} of {number(total)} episodes<br>{HOVER.get(outcome, label)}"
                for name, n, total in zip(names, counts[outcome], counts["episodes"], strict=True)
            ],
            hoverinfo="text",
        )
        bases = bases + counts[outcome]
    annotations = [
        axis_words("Missing episodes", dark),
        *_totals(counts, dark),
        *_outcome_names(counts.iloc[-1], top, dark),
    ]
    figure.update_layout(barmode="overlay", bargap=0.2, annotations=annotations)
    figure.update_xaxes(
        tickvals=list(range(len(counts))),
        ticktext=short_quarters(quarters, quarters["quarter_start"]),
        range=[-0.5, len(counts) - 0.5],
    )
    figure.update_yaxes(range=[0, top * 1.02], nticks=5, showgrid=True)
    return figure


def _bar_marker(outcome: str, pattern: str, dark: bool) -> dict:
    ground = colour("background", dark)
    return {
        "color": colour(outcome, dark),
        "line": {"color": ground, "width": 1},
        "pattern": {
            "shape": pattern,
            "fillmode": "overlay",
            # Near the bar's own colour, so that a digit on the hatching stays readable.
            "fgcolor": "rgba(0,0,0,0.35)" if dark else "rgba(255,255,255,0.3)",
            "size": 8,
            "solidity": 0.25,
        },
    }


def _text_on(outcome: str, dark: bool) -> str:
    on_dark_ground = outcome in ("in_time", "late", "not_recorded") and not dark
    return "#ffffff" if on_dark_ground or (dark and outcome == "voided") else "#1b1f24"


def _totals(counts: pd.DataFrame, dark: bool) -> list[dict]:
    return [
        note(f"<b>{number(total)}</b>", dark, x=position, y=total, yshift=11, font={"size": 14})
        for position, total in enumerate(counts["episodes"])
    ]


def _outcome_names(last: pd.Series, top: float, dark: bool) -> list[dict]:
    """The outcomes' names beside the last bar, each at its part, moved apart where they meet."""
    shown = [outcome for outcome in OUTCOMES if last[outcome]]
    ends = last[list(OUTCOMES)].cumsum()
    middles = [float(ends[outcome] - last[outcome] / 2) for outcome in shown]
    return [
        note(
            f"{OUTCOMES[outcome][0]} {number(last[outcome])}",
            dark,
            x=1,
            xref="paper",
            xanchor="left",
            y=height,
        )
        for outcome, height in zip(shown, spread(middles, gap=top * 0.058), strict=True)
    ]


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
    return note(f"our aim {TARGET:.0%}", dark, x=TARGET, y=-0.45, font=ink)
