"""Hours from return to interview, quarter by quarter."""

import pandas as pd

from analytics.charts.theme import blank_figure, colour, note
from analytics.charts.words import in_hours, number, percent, quarter_name, short_quarters
from analytics.definitions import HOURS_LOOKED_AT, TIMESCALE_HOURS


def hours_by_quarter_chart(quarters: pd.DataFrame, *, dark: bool = False):
    """Median (filled) and 90th percentile (hollow) of hours to the interview, by quarter.

    quarters: rows of hours_to_interview, oldest first.
    """
    known = quarters[quarters["median_hours"].notna()].reset_index(drop=True)
    figure = blank_figure(
        dark, height=150 + 56 * len(known), margin={"l": 76, "r": 28, "t": 44, "b": 52}
    )
    furthest = max(known["ninetieth_percentile_hours"].max(), TIMESCALE_HOURS) if len(known) else 96
    labels = [_statutory(figure, len(known), dark)]
    for position, (_, row) in enumerate(known.iterrows()):
        labels += _draw_quarter(figure, position, row, dark)
    figure.update_layout(annotations=labels)
    figure.update_xaxes(
        range=[0, furthest * 1.16],
        dtick=24 if furthest <= 200 else 72,
        tick0=0,
        showline=True,
        ticks="outside",
        title={"text": "Hours from return to interview", "standoff": 8},
    )
    figure.update_yaxes(
        range=[max(len(known), 1) - 0.4, -0.8],
        tickvals=list(range(len(known))),
        ticktext=short_quarters(known, known["quarter_start"]),
    )
    return figure


def _statutory(figure, rows: int, dark: bool) -> dict:
    line = {"color": colour("quiet_text", dark), "width": 2}
    figure.add_shape(
        type="line",
        x0=TIMESCALE_HOURS,
        x1=TIMESCALE_HOURS,
        y0=-0.8,
        y1=max(rows, 1) - 0.4,
        line=line,
        layer="below",
    )
    return note(
        f"<b>{TIMESCALE_HOURS} hours</b>",
        dark,
        x=TIMESCALE_HOURS,
        y=1,
        yref="paper",
        yanchor="bottom",
    )


def _draw_quarter(figure, height: int, row: pd.Series, dark: bool) -> list[dict]:
    grey = {"color": colour("comparison", dark), "width": 2}
    ends = [row["median_hours"], row["ninetieth_percentile_hours"]]
    figure.add_scatter(x=ends, y=[height] * 2, mode="lines", line=grey, hoverinfo="skip")
    looks = (
        ("Half", {"size": 14, "color": colour("missing", dark)}),
        ("Nine in ten", {"size": 13, "color": colour("background", dark), "line": grey}),
    )
    labels = []
    for end, (words, marker) in zip(ends, looks, strict=True):
        figure.add_scatter(
            x=[end],
            y=[height],
            mode="markers",
            marker=marker,
            hovertext=f"{quarter_name(row['quarter_start'])}: {words.lower()} within "
            f"{in_hours(end)}, of {number(row['with_hours'])}",
            hoverinfo="text",
        )
        text = f"{words}: {end:,.0f}" if height == 0 else f"{end:,.0f}"
        labels.append(note(text, dark, x=end, y=height, yshift=18))
    return labels


def hours_by_quarter_title(quarters: pd.DataFrame) -> str:
    """How the longest waits moved over the quarters shown."""
    known = quarters[quarters["median_hours"].notna()]
    if known.empty:
        return "No interview with known times"
    ninth = known["ninetieth_percentile_hours"]
    shortest, longest = f"{ninth.min():,.0f}", f"{ninth.max():,.0f}"
    if shortest == longest:
        return f"Nine in ten were held within {longest} hours"
    return f"Nine in ten were held within {shortest} to {longest} hours, by quarter"


def hours_by_quarter_twin(quarters: pd.DataFrame) -> pd.DataFrame:
    """Quarters down: interviews, the share held within each time, median, 90th percentile."""
    table = pd.DataFrame(
        {
            "Quarter": [quarter_name(start) for start in quarters["quarter_start"]],
            "With known hours": [
                f"{number(known)} of {number(held)}"
                for known, held in zip(quarters["with_hours"], quarters["completed"], strict=True)
            ],
        }
    )
    for limit in HOURS_LOOKED_AT:
        name = "Within a week" if limit == 168 else f"Within {limit} hours"
        counts, shares = quarters[f"within_{limit}_hours"], quarters[f"share_within_{limit}_hours"]
        table[name] = [
            f"{percent(share)} ({number(n)})" for share, n in zip(shares, counts, strict=True)
        ]
    table["Half within"] = [in_hours(value) for value in quarters["median_hours"]]
    table["Nine in ten within"] = [
        in_hours(value) for value in quarters["ninetieth_percentile_hours"]
    ]
    return table
