"""Where interviews in time fall short: each group's share with its interval."""

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.changes import BEYOND_CHANCE
from analytics.charts.groups import among_words, base_words, group_words, of_counted
from analytics.charts.theme import blank_figure, colour, note, shortened, upright_line
from analytics.charts.words import counted, number, percent, whole_percent
from analytics.definitions import DIMENSIONS, FEWEST_CHILDREN_SHOWN, TIMESCALE_HOURS

MOST_DRAWN = 24
FEWEST_DRAWN = {"setting": 5}  # episodes: of a home with fewer no share is drawn
ROW = 40
INTERVAL_NOTE = (
    "The line shows the range that chance alone could give with so few episodes; one child's many "
    "episodes make it narrower than it should be. A group is called clearly below where a test "
    f"that counts children, not episodes, says so: of groups with {FEWEST_CHILDREN_SHOWN} children "
    "or more, corrected for how many groups are looked at."
)


def drawn_groups(rows: pd.DataFrame, dimension: str) -> pd.DataFrame:
    """The groups that are drawn, in order: with a rate, not too few, and the MOST_DRAWN largest."""
    known = rows[rows["rate"].notna() & (rows["base"] >= FEWEST_DRAWN.get(dimension, 1))]
    largest = known["base"].sort_values(ascending=False, kind="stable").index[:MOST_DRAWN]
    return known.loc[sorted(largest)].reset_index(drop=True)


def timeliness_chart(
    rows: pd.DataFrame, overall: float, dimension: str, denominator: str, *, dark: bool = False
) -> go.Figure:
    """Each group's share as a mark with its interval, and the share of all as a line.

    rows: timeliness_by. overall: share of all, 0–1. A mark's customdata: dimension, group,
    denominator, number of episodes in it.
    """
    shown = drawn_groups(rows, dimension)
    figure = blank_figure(
        dark, height=96 + ROW * len(shown), margin={"l": 140, "r": 56, "t": 28, "b": 56}
    )
    _add_marks(figure, shown, dimension, denominator, dark)
    labels = _shares(shown, dark)
    if pd.notna(overall):
        upright_line(figure, overall, len(shown), dark, dash="dot")
        above = {"x": overall, "y": 1, "yref": "paper", "yanchor": "bottom"}
        labels.append(note(f"all: {percent(overall)}", dark, **above))
    figure.update_layout(annotations=labels)
    _axes(figure, shown, dimension, denominator, dark)
    return figure


def _add_marks(figure, shown: pd.DataFrame, dimension: str, denominator: str, dark: bool) -> None:
    ink = colour("in_time", dark)
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
            [dimension, group, denominator, int(n)]
            for group, n in zip(shown["group"], shown["base"], strict=True)
        ],
        hovertext=[
            f"{shortened(group_words(dimension, row['group']), 60)}: {number(row['in_time'])} of "
            f"{number(row['base'])} in time, {percent(row['rate'])}<br>interval "
            f"{whole_percent(row['low'])} to {whole_percent(row['high'])}, "
            f"{counted(row['children'], 'child', 'children')}"
            for _, row in shown.iterrows()
        ],
        hoverinfo="text",
    )


def _axes(figure, shown: pd.DataFrame, dimension: str, denominator: str, dark: bool) -> None:
    figure.update_xaxes(
        range=[-0.01, 1.01],
        tickvals=[0, 0.25, 0.5, 0.75, 1],
        ticktext=["0%", "", "50%", "", "100%"],
        tickangle=0,
        showgrid=True,
        gridcolor=colour("grid", dark),
        showline=True,
        title={"text": f"In time, {base_words(denominator)}", "standoff": 8},
    )
    counts = zip(shown["group"], shown["in_time"], shown["base"], strict=True)
    figure.update_yaxes(
        range=[max(len(shown), 1) - 0.4, -0.6],
        showgrid=False,
        tickvals=list(range(len(shown))),
        ticktext=[
            f"{shortened(group_words(dimension, group), 20)}<br>{number(hits)} of {number(base)}"
            for group, hits, base in counts
        ],
        ticklabelstandoff=6,
    )


def _shares(shown: pd.DataFrame, dark: bool) -> list[dict]:
    beside = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 8, "font": {"size": 14}}
    return [
        note(f"<b>{whole_percent(rate)}</b>", dark, y=position, **beside)
        for position, rate in enumerate(shown["rate"])
    ]


def timeliness_title(rows: pd.DataFrame, overall: float, dimension: str) -> str:
    """Which groups are clearly below all, by a test that counts children."""
    known = rows[rows["rate"].notna()]
    if known.empty or pd.isna(overall):
        return "No shares to compare for this selection"
    if len(known) == 1:
        only = group_words(dimension, known["group"].iloc[0])
        return f"One group to show: {only}, {percent(known['rate'].iloc[0])}"
    below = known[(known["q_value"] < BEYOND_CHANCE) & (known["rate"] < overall)]
    everyone = f"{percent(overall)} of all"
    if below.empty:
        return f"No group is clearly below the {everyone}"
    names = [
        f"{among_words(dimension, group)} ({percent(rate)})"
        for group, rate in zip(below["group"], below["rate"], strict=True)
    ]
    if len(names) > 3:
        return f"{len(names)} groups are clearly below the {everyone}"
    named = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    return f"Clearly below the {everyone}: {named}"


def timeliness_subtitle(
    rows: pd.DataFrame, dimension: str, denominator: str, period: str, *, pending: int = 0
) -> str:
    """What is drawn, of how many, what is still open, and where groups are left to the table."""
    left = len(rows[rows["rate"].notna()]) - len(drawn_groups(rows, dimension))
    others = f"; {counted(left, 'smaller group')} in the table only" if left else ""
    still = (
        f", {number(pending)} of them still pending"
        if pending and denominator != "completed"
        else ""
    )
    return (
        f"Share interviewed within {TIMESCALE_HOURS} hours, "
        f"{of_counted(denominator, rows['base'].sum())}{still}, by "
        f"{DIMENSIONS[dimension].lower()}, {period}; with 95% intervals{others}"
    )


def timeliness_twin(rows: pd.DataFrame, dimension: str, denominator: str) -> pd.DataFrame:
    """Groups down: episodes, children, interviews, the share with its interval and its test."""
    return pd.DataFrame(
        {
            "Group": [group_words(dimension, group) for group in rows["group"]],
            "Episodes": rows["episodes"],
            "Completed": rows["completed"],
            "In time": rows["in_time"],
            base_words(denominator).capitalize(): rows["base"],
            "Share in time": rows["rate"].map(percent),
            "Interval from": rows["low"].map(percent),
            "to": rows["high"].map(percent),
            "Children": rows["children"],
            "q against the rest": [
                "–" if pd.isna(q) else f"{q:.3f}" if q >= 0.001 else "<0.001"
                for q in rows["q_value"]
            ],
        }
    )
