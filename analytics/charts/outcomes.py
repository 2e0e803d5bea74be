"""What came of each quarter's episodes, and one number with three denominators."""

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.theme import axis_words, blank_figure, colour, note, rounded_top, spread
from analytics.charts.words import number, quarter_names, short_quarters
from analytics.definitions import TIMESCALE_HOURS

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
HOVER = {"late": f"Later than {TIMESCALE_HOURS} hours, or at a time not known"}
HEIGHT = 400


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
            marker=bar_marker(outcome, pattern, dark),
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


def bar_marker(outcome: str, pattern: str, dark: bool) -> dict:
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
    need_white = ("voided", "declined") if dark else ("in_time", "late", "not_recorded")
    return "#ffffff" if outcome in need_white else "#1b1f24"


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
