"""Days between a return and going missing again, quarter by quarter."""

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.theme import blank_figure, colour, note, rounded_top
from analytics.charts.words import (
    counted,
    quarter_names,
    quarter_words,
    short_quarters,
)
from analytics.definitions import FEWEST_FOR_PERCENTILES

DAYS = ["lower_quartile_days", "median_days", "upper_quartile_days"]
GAPS_NOTE = (
    "Only children who went missing again are counted here, in the quarter in which they did."
)


def known_gaps(quarters: pd.DataFrame) -> pd.DataFrame:
    """The quarters with enough gaps for a median."""
    enough = (quarters["episodes"] >= FEWEST_FOR_PERCENTILES) & quarters["median_days"].notna()
    return quarters[enough].reset_index(drop=True)


def days_text(days) -> str:
    """A length in days: "under 1 day", "4 days", "12.5 days"; a dash where there is none."""
    if pd.isna(days):
        return "–"
    if days < 1:
        return "under 1 day"
    size = f"{days:.1f}".removesuffix(".0") if days < 10 else f"{days:,.0f}"
    return f"{size} day" if size == "1" else f"{size} days"


def _within(days) -> str:
    return "a day" if days <= 1 else days_text(days)


def gaps_chart(quarters: pd.DataFrame, *, dark: bool = False) -> go.Figure:
    """Each quarter's median gap in days, with a line over the middle half of the gaps.

    quarters: rows of gaps_between, oldest first, at least one of known_gaps.
    """
    known = known_gaps(quarters)
    figure = blank_figure(
        dark, height=92 + 58 * len(known), margin={"l": 84, "r": 28, "t": 24, "b": 52}
    )
    labels = [_draw_quarter(figure, at, row, dark) for at, row in known.iterrows()]
    figure.update_layout(annotations=labels)
    most = rounded_top(float(max(known[DAYS[2]].max(), 1)))
    figure.update_xaxes(
        range=[-0.015 * most, most],
        nticks=6,
        tickangle=0,
        showline=True,
        showgrid=True,
        gridcolor=colour("grid", dark),
        ticks="outside",
        title={"text": "Days from the return to going missing again", "standoff": 8},
    )
    figure.update_yaxes(
        range=[max(len(known), 1) - 0.4, -0.7],
        tickvals=list(range(len(known))),
        ticktext=[
            name if whole else f"{name}<br>in part"
            for name, whole in zip(
                short_quarters(known, known["quarter_start"]), known["complete"], strict=True
            )
        ],
        ticklabelstandoff=6,
    )
    return figure


def _draw_quarter(figure, at: int, row: pd.Series, dark: bool) -> dict:
    """Draw a quarter's median on the line of its middle half; return the median's label."""
    hover = (
        f"{quarter_words(row['quarter_start'])}: half within {_within(row['median_days'])}<br>the "
        f"middle half from {days_text(row['lower_quartile_days'])} to "
        f"{days_text(row['upper_quartile_days'])}<br>{counted(row['episodes'], 'gap')} of "
        f"{counted(row['children'], 'child', 'children')}"
    )
    figure.add_scatter(
        x=[row[DAYS[0]], row[DAYS[2]]],
        y=[at] * 2,
        mode="lines",
        line={"color": colour("comparison", dark), "width": 6},
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=[row["median_days"]],
        y=[at],
        mode="markers",
        marker={"size": 15, "color": colour("missing", dark)},
        hovertext=[hover],
        hoverinfo="text",
    )
    text = f"Half within {_within(row['median_days'])}" if at == 0 else ""
    text = f"<b>{text or days_text(row['median_days'])}</b>"
    return _above_its_mark(text, row["median_days"], at, dark)


def _above_its_mark(text: str, days: float, at: int, dark: bool) -> dict:
    # Left of its mark's edge, so that a label at nought begins there and none is cut off.
    place = {"x": days, "y": at, "xanchor": "left", "xshift": -8, "yshift": 19}
    return note(text, dark, font={"size": 14}, **place)


def gaps_title(quarters: pd.DataFrame) -> str:
    """Within how many days half went again in the latest quarter.

    No quarter is held against another: the longer the records, the longer the gaps seen in them.
    """
    known = known_gaps(quarters)
    latest = quarters.iloc[-1] if len(quarters) else None
    if known.empty or known["quarter_start"].iloc[-1] != latest["quarter_start"]:
        return "Too few gaps in this quarter to say how long children stayed"
    now = known.iloc[-1]
    period = quarter_words(now["quarter_start"], year=False)
    return (
        f"In {period} half of all repeat episodes began within "
        f"{_within(now['median_days'])} of the return"
    )


def gaps_subtitle(quarters: pd.DataFrame) -> str:
    """What is drawn, of how many in the latest quarter."""
    now = quarters.iloc[-1]
    return (
        "Days from a child's return to going missing again, by the quarter in which that was; "
        "early quarters look shorter because the records begin there; mark: half are shorter; "
        "line: the middle half; "
        f"{quarter_words(now['quarter_start'])}: {counted(now['episodes'], 'gap')} of "
        f"{counted(now['children'], 'child', 'children')}"
    )


def gaps_twin(quarters: pd.DataFrame) -> pd.DataFrame:
    """Quarters down: gaps, children, quartiles and median in days; "–" of too few."""
    enough = quarters["quarter_start"].isin(known_gaps(quarters)["quarter_start"])
    return pd.DataFrame(
        {
            "Quarter": [
                name if whole else f"{name}, in part"
                for name, whole in zip(quarter_names(quarters), quarters["complete"], strict=True)
            ],
            "Gaps": quarters["episodes"],
            "Children": quarters["children"],
            "A quarter within": quarters[DAYS[0]].where(enough).map(days_text),
            "Half within": quarters[DAYS[1]].where(enough).map(days_text),
            "Three quarters within": quarters[DAYS[2]].where(enough).map(days_text),
        }
    ).reset_index(drop=True)
