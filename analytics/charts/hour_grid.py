"""Hours as a grid of squares: by weekday, or by group; the darker, the more episodes."""

from calendar import day_name

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.groups import group_words
from analytics.charts.theme import blank_figure, colour, faded, note
from analytics.charts.words import counted, listed, number, whole_percent
from analytics.statistics.hours import hours_with_half

ROW = 30
MOMENTS = {"missing": "Going missing", "return": "Return"}
WHAT = {"missing": "went missing", "return": "came back"}
FEWEST_DRAWN = 10  # episodes; a smaller group is in the table only
FEWEST_FOR_PEAK = 20  # episodes; of fewer no peak of the week is named


def hour_words(hour: int) -> str:
    """An hour of the day: "16:00–16:59"."""
    return f"{hour:02d}:00–{hour:02d}:59"


def hour_of_week_chart(rows: pd.DataFrame, *, dark: bool = False) -> go.Figure:
    """Weekdays down, hours across, a square for each; rows: hour_of_week.

    Bars that fill their cell, not markers: they grow with the page, and can be clicked all the
    same. A square's customdata: weekday, hour, episodes.
    """
    names = [day_name[day][:3] for day in range(7)]
    hover = [
        f"{day_name[row['weekday'] - 1]} {hour_words(row['hour'])}: {_counts(row)}"
        for _, row in rows.iterrows()
    ]
    marks = rows[["weekday", "hour", "episodes"]].to_numpy().tolist()
    strength = rows["episodes"] / max(rows["episodes"].max(), 1)
    down = rows["weekday"] - 1
    return _grid(rows, down, names, strength, marks, hover, dark=dark, left=44)


def hours_by_group_chart(rows: pd.DataFrame, dimension: str, *, dark: bool = False) -> go.Figure:
    """Groups down, hours across; a square is as dark as the hour's share of its group's episodes.

    rows: hours_by_group, groups of FEWEST_DRAWN episodes or more: the share of a handful would
    be the darkest of all. A square's customdata: group, hour, episodes.
    """
    rows = rows[rows["group"].isin(large_groups(rows))].reset_index(drop=True)
    groups = large_groups(rows)
    totals = rows.groupby("group")["episodes"].sum()
    names = [f"{group_words(dimension, group)}<br>{number(totals[group])}" for group in groups]
    hover = [
        f"{group_words(dimension, row['group'])}, {hour_words(row['hour'])}: {_counts(row)}<br>"
        f"{whole_percent(row['share'])} of the group's"
        for _, row in rows.iterrows()
    ]
    marks = [
        [group, int(hour), int(count)]
        for group, hour, count in zip(rows["group"], rows["hour"], rows["episodes"], strict=True)
    ]
    strength = rows["share"] / max(rows["share"].max(), 0.01)
    down = rows["group"].map(groups.index)
    return _grid(rows, down, names, strength, marks, hover, dark=dark, left=124, row=42)


def large_groups(rows: pd.DataFrame) -> list[str]:
    """The groups of hours_by_group with enough episodes to be drawn, in their order."""
    totals = rows.groupby("group", sort=False)["episodes"].sum()
    return totals.index[totals >= FEWEST_DRAWN].tolist()


def _counts(row: pd.Series) -> str:
    return f"{counted(row['episodes'], 'episode')}, {counted(row['children'], 'child', 'children')}"


def _grid(rows, down, names, strength, marks, hover, *, dark, left, row=ROW) -> go.Figure:
    figure = blank_figure(
        dark, height=56 + row * len(names), margin={"l": left, "r": 4, "t": 4, "b": 44}
    )
    ink, empty = colour("missing", dark), colour("land", dark)
    figure.add_bar(
        x=rows["hour"],
        base=down - 0.45,
        y=[0.9] * len(rows),
        width=0.9,
        marker={
            "color": [
                faded(ink, round(0.18 + 0.82 * part, 3)) if part > 0 else empty for part in strength
            ]
        },
        customdata=marks,
        hovertext=hover,
        hoverinfo="text",
        # what was not clicked keeps its strength, which has a meaning
        unselected={"marker": {"opacity": 1}},
    )
    figure.update_layout(
        bargap=0,
        barmode="overlay",
        annotations=[
            note(
                "hour",
                dark,
                x=1,
                xref="paper",
                xanchor="right",
                y=0,
                yref="paper",
                yanchor="top",
                yshift=-22,
                font={"color": colour("quiet_text", dark)},
            )
        ],
    )
    figure.update_xaxes(
        range=[-0.55, 23.55],
        tickvals=[0, 6, 12, 18, 23],
        ticktext=["00", "06", "12", "18", "23"],
        tickangle=0,
    )
    figure.update_yaxes(
        range=[len(names) - 0.5, -0.5],
        tickvals=list(range(len(names))),
        ticktext=names,
        ticklabelstandoff=6,
    )
    return figure


def hour_of_week_title(rows: pd.DataFrame, of: str) -> str:
    """When most episodes began, or ended: the hours that hold half of them, and the fullest day."""
    total = int(rows["episodes"].sum())
    if not total:
        return "No episode of this selection has times"
    if total < FEWEST_FOR_PEAK:
        return f"Too few to say when ({counted(total, 'episode')} with times)"
    by_hour = rows.groupby("hour")["episodes"].sum().to_numpy()
    first, length = hours_with_half(by_hour)
    inside = sum(by_hour[(first + step) % 24] for step in range(length))
    by_day = rows.groupby("weekday")["episodes"].sum()
    most = by_day.max()
    days = [f"{day_name[day - 1]}s" for day in by_day.index[by_day == most]]
    half = "Half" if 2 * inside == total else "More than half"
    return (
        f"{half} {WHAT[of]} between {_span(first, length)} ({number(inside)} of {number(total)}); "
        f"most on {listed(days)} ({number(most)})"
    )


def _span(first: int, length: int, between: str = " and ") -> str:
    return f"{first:02d}:00{between}{(first + length) % 24:02d}:00"


def hour_of_week_subtitle(rows: pd.DataFrame, of: str, episodes: int, period: str) -> str:
    """What is drawn, what the darkest square stands for, and how many episodes are not in it."""
    drawn = int(rows["episodes"].sum())
    left = episodes - drawn
    why = "without times" if of == "missing" else "without times, or not back yet"
    missing = f"; {counted(left, 'episode')} {why} not shown" if left else ""
    darkest = f"; darkest: {counted(int(rows['episodes'].max()), 'episode')}" if drawn else ""
    when = "in which the child went missing" if of == "missing" else "of the return"
    return f"Missing episodes by weekday and hour {when}, {period}{darkest}{missing}"


def hour_of_week_twin(rows: pd.DataFrame) -> pd.DataFrame:
    """Hours down, weekdays across, with the episodes and, in all, each hour's total."""
    wide = rows.pivot_table(index="hour", columns="weekday", values="episodes", aggfunc="sum")
    table = pd.DataFrame({"Hour": [hour_words(hour) for hour in wide.index]})
    for day in range(1, 8):
        table[day_name[day - 1]] = wide[day].to_numpy()
    table["All days"] = wide.sum(axis="columns").to_numpy()
    return table


def hours_by_group_title(rows: pd.DataFrame, dimension: str, of: str) -> str:
    """For each group of enough episodes, the hours that hold half of them."""
    said = []
    for group, part in rows.groupby("group", sort=False):
        if group in large_groups(rows) and group != "not_known":
            first, length = hours_with_half(part.sort_values("hour")["episodes"].to_numpy())
            words = group_words(dimension, group).lower()
            said.append(f"{words} {_span(first, length, '–')}")
    if not said:
        return "Too few episodes with times to compare groups"
    return f"When half or more of each group {WHAT[of]}: {'; '.join(said)}"


def hours_by_group_subtitle(rows: pd.DataFrame, of: str, period: str) -> str:
    """What is drawn, and that small groups are in the table only."""
    left = rows["group"].nunique() - len(large_groups(rows))
    small = f"; {counted(left, 'smaller group')} in the table only" if left else ""
    return (
        f"Share of each group's missing episodes by hour of {MOMENTS[of].lower()}, {period}; the "
        f"darker, the larger the share{small}"
    )


def hours_by_group_twin(rows: pd.DataFrame, dimension: str) -> pd.DataFrame:
    """Hours down, groups across: episodes and their share of the group's."""
    table = pd.DataFrame({"Hour": [hour_words(hour) for hour in range(24)]})
    for group, part in rows.groupby("group", sort=False):
        part = part.sort_values("hour")
        words = group_words(dimension, group)
        table[words] = part["episodes"].to_numpy()
        table[f"{words}, share"] = part["share"].map(whole_percent).to_numpy()
    return table
