"""What came of each quarter's episodes, and one number with three denominators."""

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.theme import blank_figure, colour, rounded_top, spread
from analytics.charts.words import MONTHS, number, percent, quarter_words
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
HEIGHT = 400
DENOMINATORS = {
    "in_time_of_episodes": ("of all {} episodes", "episodes"),
    "in_time_of_not_voided": ("of {} not voided", "not_voided"),
    "in_time_of_completed": ("of {} completed", "completed"),
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
    outcome.
    """
    counts = outcome_counts(quarters)
    top = rounded_top(counts["episodes"].max())
    figure = blank_figure(dark, height=HEIGHT, margin={"l": 36, "r": 104, "t": 28})
    bases = pd.Series(0, index=counts.index)
    names = [quarter_words(start) for start in counts["quarter_start"]]
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
            customdata=[[f"{day:%Y-%m-%d}", outcome] for day in counts["quarter_start"]],
            hovertext=[
                f"{name}: {number(n)} of {number(total)} episodes<br>{label}"
                for name, n, total in zip(names, counts[outcome], counts["episodes"], strict=True)
            ],
            hoverinfo="text",
        )
        bases = bases + counts[outcome]
    _label_totals(figure, counts, dark)
    _label_outcomes(figure, counts.iloc[-1], top, dark)
    figure.update_layout(barmode="overlay", bargap=0.2)
    figure.update_xaxes(
        tickvals=list(range(len(counts))),
        ticktext=[short_quarter(start) for start in counts["quarter_start"]],
        range=[-0.5, len(counts) - 0.5],
    )
    figure.update_yaxes(range=[0, top * 1.02], nticks=5, showgrid=True)
    return figure


def short_quarter(start: pd.Timestamp) -> str:
    """An axis label for the quarter: "Oct–Dec" over "2021"."""
    return f"{MONTHS[start.month - 1][:3]}–{MONTHS[start.month + 1][:3]}<br>{start.year}"


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


def _label_totals(figure, counts, dark) -> None:
    for position, total in enumerate(counts["episodes"]):
        figure.add_annotation(
            x=position,
            y=total,
            text=f"<b>{number(total)}</b>",
            yshift=11,
            showarrow=False,
            font={"color": colour("text", dark)},
        )


def _label_outcomes(figure, last: pd.Series, top: float, dark: bool) -> None:
    """The outcomes' names beside the last bar, each at its part, moved apart where they meet."""
    shown = [outcome for outcome in OUTCOMES if last[outcome]]
    ends = last[list(OUTCOMES)].cumsum()
    middles = [float(ends[outcome] - last[outcome] / 2) for outcome in shown]
    for outcome, height in zip(shown, spread(middles, gap=top * 0.058), strict=True):
        figure.add_annotation(
            x=1,
            xref="paper",
            y=height,
            text=f"{OUTCOMES[outcome][0]} {number(last[outcome])}",
            xanchor="left",
            showarrow=False,
            font={"size": 13, "color": colour("text", dark)},
        )


def denominators_chart(now: pd.Series, before: pd.Series | None, *, dark: bool = False):
    """Interviews in time as a share of all episodes, of those not voided, of those completed.

    now, before: rows of quarterly_summary; before (hollow) may be None.
    """
    figure = blank_figure(dark, height=HEIGHT, margin={"l": 12, "r": 18, "t": 12, "b": 48})
    bases = {
        "episodes": now["episodes"],
        "not_voided": now["episodes"] - now["voided"],
        "completed": now["completed"],
    }
    rates = [now[rate] for rate in DENOMINATORS] + (
        [before[rate] for rate in DENOMINATORS] if before is not None else []
    )
    rates = [rate for rate in rates if pd.notna(rate)] or [TARGET]
    lowest = max(0.0, min([*rates, TARGET]) // 0.1 * 0.1 - 0.05)
    highest = min(1.0, max([*rates, TARGET]) + 0.12)
    for row, (rate, (words, base)) in enumerate(DENOMINATORS.items()):
        height = 2 - row
        _draw_rate(figure, height, rate, now, before, dark)
        figure.add_annotation(
            x=lowest,
            y=height + 0.4,
            xanchor="left",
            showarrow=False,
            text=f"{words.format(number(bases[base]))}: {number(now['in_time'])} in time",
            font={"size": 14, "color": colour("text", dark)},
        )
    _draw_target(figure, dark)
    figure.update_xaxes(
        range=[lowest - 0.005, highest], tickformat=".0%", dtick=0.1, showline=True, ticks="outside"
    )
    figure.update_yaxes(range=[-0.55, 2.65], showticklabels=False)
    return figure


def _draw_rate(figure, height, rate, now, before, dark) -> None:
    ground = colour("background", dark)
    if before is not None and pd.notna(before[rate]):
        name = quarter_words(before["quarter_start"], year=False)
        if pd.notna(now[rate]):
            figure.add_scatter(
                x=[before[rate], now[rate]],
                y=[height, height],
                mode="lines",
                line={"color": colour("comparison", dark), "width": 2},
                hoverinfo="skip",
            )
        figure.add_scatter(
            x=[before[rate]],
            y=[height],
            mode="markers",
            marker={
                "size": 13,
                "color": ground,
                "line": {"color": colour("comparison", dark), "width": 2},
            },
            hovertext=f"{name}: {percent(before[rate])}",
            hoverinfo="text",
        )
        if height == 2:
            ink = colour("quiet_text", dark)
            _label(figure, before[rate], height, name, ink, ground, size=12, shift=16)
    if pd.notna(now[rate]):
        figure.add_scatter(
            x=[now[rate]],
            y=[height],
            mode="markers",
            marker={"size": 15, "color": colour("in_time", dark)},
            hovertext=f"{quarter_words(now['quarter_start'])}: {percent(now[rate])}",
            hoverinfo="text",
        )
        words = f"<b>{percent(now[rate])}</b>"
        _label(figure, now[rate], height, words, colour("in_time", dark), ground)


def _label(figure, x, y, text, ink, ground, size=15, shift=-20) -> None:
    figure.add_annotation(
        x=x,
        y=y,
        text=text,
        yshift=shift,
        showarrow=False,
        font={"color": ink, "size": size},
        bgcolor=ground,
    )


def _draw_target(figure, dark) -> None:
    figure.add_shape(
        type="line",
        x0=TARGET,
        x1=TARGET,
        y0=-0.35,
        y1=2.2,
        line={"color": colour("quiet_text", dark), "width": 1.5, "dash": "dot"},
        layer="below",
    )
    figure.add_annotation(
        x=TARGET,
        y=-0.45,
        text=f"our aim {TARGET:.0%}",
        showarrow=False,
        font={"size": 12, "color": colour("quiet_text", dark)},
    )
