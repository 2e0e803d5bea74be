"""Where interviews in time fall short: groups with their intervals, and why the share changed."""

import pandas as pd

from analytics.charts.changes import BEYOND_CHANCE
from analytics.charts.groups import among_words, base_words, group_words
from analytics.charts.theme import as_written, blank_figure, colour, note
from analytics.charts.words import number, percent, whole_percent
from analytics.definitions import DIMENSIONS, FEWEST_CHILDREN_SHOWN

MOST_DRAWN = 24
INTERVAL_NOTE = (
    "An interval shows how far chance alone could move a share of so few. A group is called "
    f"clearly below where it holds {FEWEST_CHILDREN_SHOWN} children or more and a test against all "
    "others (Fisher's, corrected for the number of groups) says so. Both take episodes as "
    "independent; one child's many episodes are not, so both are surer than they should be."
)
ROW = 40


def drawn_groups(rows: pd.DataFrame, denominator: str) -> pd.DataFrame:
    """The groups that can be drawn, at most MOST_DRAWN: those with the most episodes, in order."""
    known = rows[rows["rate"].notna()]
    largest = known[denominator].sort_values(ascending=False, kind="stable").index[:MOST_DRAWN]
    return known.loc[sorted(largest)].reset_index(drop=True)


def timeliness_chart(
    rows: pd.DataFrame, overall: float, dimension: str, denominator: str, *, dark: bool = False
):
    """Each group's rate as a mark with its interval, and the rate of all as a line.

    rows: timeliness_by. overall: rate of all, 0–1. A mark's customdata: dimension, group, number
    of episodes.
    """
    shown = drawn_groups(rows, denominator)
    figure = blank_figure(
        dark, height=96 + ROW * len(shown), margin={"l": 140, "r": 56, "t": 28, "b": 56}
    )
    ink = colour("in_time", dark)
    bases = shown[denominator]
    figure.add_scatter(
        x=shown["rate"],
        y=list(range(len(shown))),
        mode="markers",
        marker={"size": 12, "color": ink},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": shown["high"] - shown["rate"],
            "arrayminus": shown["rate"] - shown["low"],
            "color": ink,
            "thickness": 1.5,
            "width": 5,
        },
        customdata=[
            [dimension, group, int(n)]
            for group, n in zip(shown["group"], shown["episodes"], strict=True)
        ],
        hovertext=[
            f"{as_written(group_words(dimension, row['group']))}: {percent(row['rate'])} in time, "
            f"{number(row['in_time'])} {base_words(denominator)}: {number(row[denominator])}<br>"
            f"interval {whole_percent(row['low'])} to {whole_percent(row['high'])}, "
            f"{number(row['children'])} children"
            for _, row in shown.iterrows()
        ],
        hoverinfo="text",
    )
    figure.update_layout(
        annotations=[*_overall(figure, overall, len(shown), dark), *_rates(shown, dark)]
    )
    figure.update_xaxes(
        range=[-0.01, 1.01],
        tickformat=".0%",
        dtick=0.25,
        showgrid=True,
        gridcolor=colour("grid", dark),
        showline=True,
        title={"text": f"Interviewed in time, {base_words(denominator)}", "standoff": 8},
    )
    figure.update_yaxes(
        range=[max(len(shown), 1) - 0.4, -0.6],
        showgrid=False,
        tickvals=list(range(len(shown))),
        ticktext=[
            f"{_short(group_words(dimension, group))}<br>{number(hits)} of {number(base)}"
            for group, hits, base in zip(shown["group"], shown["in_time"], bases, strict=True)
        ],
        ticklabelstandoff=6,
    )
    return figure


def _short(words: str) -> str:
    return as_written(words if len(words) <= 20 else f"{words[:19]}…")


def _overall(figure, overall: float, rows: int, dark: bool) -> list[dict]:
    if pd.isna(overall):
        return []
    figure.add_shape(
        type="line",
        x0=overall,
        x1=overall,
        y0=-0.6,
        y1=max(rows, 1) - 0.4,
        line={"color": colour("quiet_text", dark), "width": 1.5, "dash": "dot"},
        layer="below",
    )
    return [note(f"all: {percent(overall)}", dark, x=overall, y=1, yref="paper", yanchor="bottom")]


def _rates(shown: pd.DataFrame, dark: bool) -> list[dict]:
    return [
        note(
            f"<b>{whole_percent(rate)}</b>",
            dark,
            x=1,
            xref="paper",
            xanchor="left",
            xshift=8,
            y=position,
            font={"size": 14},
        )
        for position, rate in enumerate(shown["rate"])
    ]


def timeliness_title(rows: pd.DataFrame, overall: float, dimension: str) -> str:
    """Which groups are clearly below the rate of all: by a test, not one or two children's."""
    known = rows[rows["rate"].notna()]
    if known.empty or pd.isna(overall):
        return "No rates to compare for this selection"
    if len(known) == 1:
        only = group_words(dimension, known["group"].iloc[0])
        return f"One group to show: {only}, {percent(known['rate'].iloc[0])}"
    below = known[
        (known["q_value"] < BEYOND_CHANCE)
        & (known["rate"] < overall)
        & (known["children"] >= FEWEST_CHILDREN_SHOWN)
    ]
    everyone = f"{whole_percent(overall)} of all"
    if below.empty:
        return f"No group is clearly below the {everyone}"
    names = [
        f"{among_words(dimension, group)} ({whole_percent(rate)})"
        for group, rate in zip(below["group"], below["rate"], strict=True)
    ]
    if len(names) > 3:
        return f"{len(names)} groups are clearly below the {everyone}"
    named = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    return f"Clearly below the {everyone}: {named}"


def timeliness_subtitle(rows: pd.DataFrame, dimension: str, denominator: str, period: str) -> str:
    """What is drawn, of how many, and where groups are left to the table."""
    shown = drawn_groups(rows, denominator)
    left = len(rows[rows["rate"].notna()]) - len(shown)
    others = f"; the {len(shown)} largest groups, {left} more in the table" if left else ""
    return (
        f"Interviewed within 72 hours {base_words(denominator)} "
        f"({number(rows[denominator].sum())}), by {DIMENSIONS[dimension].lower()}, {period}; with "
        f"95% intervals{others}"
    )


def timeliness_twin(rows: pd.DataFrame, dimension: str, denominator: str) -> pd.DataFrame:
    """Groups down: episodes, children, interviews, the rate with its interval."""
    return pd.DataFrame(
        {
            "Group": [group_words(dimension, group) for group in rows["group"]],
            "Episodes": rows["episodes"],
            "Not voided": rows["not_voided"],
            "Completed": rows["completed"],
            "In time": rows["in_time"],
            f"In time, {base_words(denominator)}": rows["rate"].map(percent),
            "Interval from": rows["low"].map(percent),
            "to": rows["high"].map(percent),
            "Children": rows["children"],
        }
    )
