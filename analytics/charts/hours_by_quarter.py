"""Hours from return to interview, quarter by quarter."""

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.interview_hours import has_percentiles
from analytics.charts.theme import blank_figure, colour, note, upright_line
from analytics.charts.words import (
    in_hours,
    number,
    percent,
    quarter_names,
    quarter_words,
    short_quarters,
)
from analytics.definitions import HOURS_LOOKED_AT, TIMESCALE_HOURS

PERCENTILES = ["median_hours", "ninetieth_percentile_hours"]


def _known(quarters: pd.DataFrame) -> pd.DataFrame:
    enough = [has_percentiles(row) for _, row in quarters.iterrows()]
    return quarters[enough].reset_index(drop=True)


def hours_by_quarter_chart(quarters: pd.DataFrame, *, dark: bool = False) -> go.Figure:
    """Median (filled) and 90th percentile (hollow) of hours to the interview, by quarter.

    quarters: rows of hours_to_interview, oldest first; a part quarter is named so, one with too
    few known times is left out.
    """
    known = _known(quarters)
    figure = blank_figure(
        dark, height=150 + 56 * len(known), margin={"l": 76, "r": 28, "t": 44, "b": 52}
    )
    furthest = TIMESCALE_HOURS + 24
    if len(known):
        furthest = max(known["ninetieth_percentile_hours"].max(), TIMESCALE_HOURS)
    upright_line(figure, TIMESCALE_HOURS, len(known), dark, dash="solid")
    above = {"x": TIMESCALE_HOURS, "y": 1, "yref": "paper", "yanchor": "bottom"}
    labels = [note(f"<b>{TIMESCALE_HOURS} hours</b>", dark, **above)]
    names = quarter_names(known)
    for position, (_, row) in enumerate(known.iterrows()):
        labels += _draw_quarter(figure, position, row, names[position], dark)
    figure.update_layout(annotations=labels)
    figure.update_xaxes(
        range=[0, furthest * 1.16],
        dtick=24 if furthest <= 200 else 72,
        tick0=0,
        tickangle=0,
        showline=True,
        ticks="outside",
        title={"text": "Hours from return to interview", "standoff": 8},
    )
    figure.update_yaxes(
        range=[max(len(known), 1) - 0.4, -0.8],
        tickvals=list(range(len(known))),
        ticktext=_quarter_labels(known),
    )
    return figure


def _quarter_labels(known: pd.DataFrame) -> list[str]:
    names = short_quarters(known, known["quarter_start"])
    return [
        name if whole else f"{name}<br>so far"
        for name, whole in zip(names, known["complete"], strict=True)
    ]


def _draw_quarter(figure, height: int, row: pd.Series, name: str, dark: bool) -> list[dict]:
    grey = {"color": colour("comparison", dark), "width": 2}
    ends = [row[column] for column in PERCENTILES]
    figure.add_scatter(x=ends, y=[height] * 2, mode="lines", line=grey, hoverinfo="skip")
    # One label below its mark, the other above: the two may lie close together.
    looks = (
        ("Half", -18, {"size": 14, "color": colour("missing", dark)}),
        ("Nine in ten", 18, {"size": 13, "color": colour("background", dark), "line": grey}),
    )
    labels = []
    for end, (words, shift, marker) in zip(ends, looks, strict=True):
        figure.add_scatter(
            x=[end],
            y=[height],
            mode="markers",
            marker=marker,
            hovertext=f"{name}: {words.lower()} within {in_hours(end)}, of "
            f"{number(row['with_hours'])}",
            hoverinfo="text",
        )
        text = f"{words}: {end:,.0f}" if height == 0 else f"{end:,.0f}"
        labels.append(note(text, dark, x=end, y=height, yshift=shift))
    return labels


def hours_by_quarter_title(quarters: pd.DataFrame) -> str:
    """Within how long nine in ten were held in the latest whole quarter, and in the one before."""
    known = _known(quarters[quarters["complete"]])
    if known.empty:
        return "No whole quarter with enough known times"
    latest = known.iloc[-1]
    ninth = round(latest["ninetieth_percentile_hours"])
    period = quarter_words(latest["quarter_start"], year=False)
    said = f"In {period} nine in ten were held within {ninth:,} hours"
    before_start = latest["quarter_start"] - pd.DateOffset(months=3)
    before = known[known["quarter_start"] == before_start]["ninetieth_percentile_hours"]
    if before.empty:
        return said
    change = ninth - round(before.iloc[0])
    then = quarter_words(before_start, year=False)
    if not change:
        return f"{said}, as in {then}"
    return f"{said}, {abs(change):,} {'more' if change > 0 else 'fewer'} than in {then}"


def hours_by_quarter_twin(quarters: pd.DataFrame) -> pd.DataFrame:
    """Quarters down: episodes with known hours, median, 90th percentile; "–" of too few."""
    enough = pd.Series([has_percentiles(row) for _, row in quarters.iterrows()], dtype=bool)
    columns = {
        name: quarters[column].reset_index(drop=True).where(enough).map(in_hours)
        for name, column in zip(("Half within", "Nine in ten within"), PERCENTILES, strict=True)
    }
    return pd.DataFrame({**_of_quarters(quarters), **columns})


def shares_twin(quarters: pd.DataFrame) -> pd.DataFrame:
    """Quarters down: episodes with known hours, and the share interviewed within each time.

    The timescale stands among the other times by its length; where it is one of them, once.
    """
    table = _of_quarters(quarters)
    for limit in sorted({*HOURS_LOOKED_AT, TIMESCALE_HOURS}):
        name = "Within a week" if limit == 168 else f"Within {limit} hours"
        within = "within_timescale" if limit == TIMESCALE_HOURS else f"within_{limit}_hours"
        counts, shares = quarters[within], quarters[f"share_{within}"]
        table[name] = [
            f"{percent(share)} ({number(n)})" if pd.notna(share) else "–"
            for share, n in zip(shares, counts, strict=True)
        ]
    return pd.DataFrame(table)


def _of_quarters(quarters: pd.DataFrame) -> dict[str, list[str]]:
    names = zip(quarter_names(quarters), quarters["complete"], strict=True)
    counts = zip(quarters["with_hours"], quarters["completed"], strict=True)
    return {
        "Quarter": [name if whole else f"{name}, so far" for name, whole in names],
        "With known hours": [f"{number(known)} of {number(held)}" for known, held in counts],
    }
