"""What followed: how long until the next episode, by interview in time, late, or none."""

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.changes import BEYOND_CHANCE
from analytics.charts.theme import axis_words, blank_figure, colour, note, spread
from analytics.charts.words import counted, number, percent, whole_percent
from analytics.definitions import FEWEST_CHILDREN_SHOWN, TIMESCALE_HOURS

# Group → its name, what its line means, how it is drawn, and how it stands in a sentence.
GROUPS = {
    "in_time": ("In time", "in_time", "solid", "after an interview in time"),
    "late": ("Later", "late", "dash", "after a later one"),
    "none": ("None", "not_recorded", "dot", "where none is recorded"),
}
FEWEST_RETURNS = 10  # of fewer no curve is drawn and no share said
READ_AT = 30  # days; what the sentences say
WHY_ONLY_AN_ASSOCIATION = (
    "This is an association and says nothing of what an interview does: children interviewed in "
    "time differ from others in placement, distance and how often they go missing."
)
LATER_IS_KNOWN_LATER = (
    "A late interview can only be held if the child has not gone missing again, so the curve of "
    "later ones starts too high and that of none too low."
)


def _rows(curves: pd.DataFrame, group: str) -> pd.DataFrame:
    return curves[curves["interview"] == group].reset_index(drop=True)


def shown_groups(curves: pd.DataFrame) -> list[str]:
    """The groups with enough returns, of enough children, to be drawn and spoken of."""
    first = {group: _rows(curves, group).iloc[0] for group in GROUPS}
    return [
        group
        for group, row in first.items()
        if row["episodes"] >= FEWEST_RETURNS and row["children"] >= FEWEST_CHILDREN_SHOWN
    ]


def next_episode_chart(curves: pd.DataFrame, *, dark: bool = False) -> go.Figure:
    """Share of returns not followed by another episode, by days, with how many are still followed.

    curves: time_to_next_episode, with at least one of shown_groups.
    """
    shown = shown_groups(curves)
    figure = blank_figure(
        dark, height=440, margin={"l": 64, "r": 64, "t": 36, "b": 84 + 22 * len(shown)}
    )
    for group in shown:
        _add_curve(figure, _rows(curves, group), group, dark)
    ends = [float(_rows(curves, group)["not_again"].dropna().iloc[-1]) for group in shown]
    days = _ticks(curves)
    figure.update_layout(
        annotations=[
            axis_words("Not missing again", dark) | {"xshift": -60},
            *_names(shown, ends, dark),
            *_numbers_at_risk(curves, shown, days, dark),
        ]
    )
    figure.update_xaxes(
        range=[days[0], days[-1]],
        tickvals=days,
        showline=True,
        ticks="outside",
        title={"text": "Days since the return", "standoff": 6},
    )
    figure.update_yaxes(range=[0, 1.02], tickformat=".0%", dtick=0.25, showgrid=True)
    return figure


def _add_curve(figure, rows: pd.DataFrame, group: str, dark: bool) -> None:
    name, meaning, dash, _ = GROUPS[group]
    figure.add_scatter(
        x=rows["day"],
        y=rows["not_again"],
        mode="lines",
        line={"color": colour(meaning, dark), "width": 2.5, "dash": dash, "shape": "hv"},
        hovertext=[
            f"{name}, day {day}: {percent(share)} not missing again, {number(left)} still followed"
            for day, share, left in zip(
                rows["day"], rows["not_again"], rows["at_risk"], strict=True
            )
        ],
        hoverinfo="text",
    )


def _ticks(curves: pd.DataFrame) -> list[int]:
    """The first day, then whole months of 30 days, at most four of them."""
    first, last = int(curves["day"].min()), int(curves["day"].max())
    step = 30 * max(1, -(-last // 120))
    return [first, *range(step, last + 1, step)]


def _names(shown: list[str], ends: list[float], dark: bool) -> list[dict]:
    beside = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 6}
    return [
        note(
            f"<b>{GROUPS[group][0]}</b>",
            dark,
            y=height,
            font={"color": colour(GROUPS[group][1], dark)},
            **beside,
        )
        for group, height in zip(shown, spread(ends, gap=0.075), strict=True)
    ]


def _numbers_at_risk(curves, shown: list[str], days: list[int], dark: bool) -> list[dict]:
    """Below the axis: how many returns are still followed at each tick."""
    below = {"yref": "paper", "y": 0, "yanchor": "top"}
    left = {"x": 0, "xref": "paper", "xanchor": "left", "xshift": -60}
    labels = [note("Returns still followed", dark, yshift=-58, **below, **left)]
    for line, group in enumerate(shown, start=1):
        at_risk = _rows(curves, group).set_index("day")["at_risk"]
        down = below | {"yshift": -58 - 22 * line}
        labels.append(note(GROUPS[group][0], dark, **down, **left))
        labels += [note(number(at_risk[day]), dark, x=day, **down) for day in days]
    return labels


def next_episode_title(curves: pd.DataFrame) -> str:
    """Whether in time differs from all others by more than chance, within children."""
    shown = shown_groups(curves)
    if len(shown) < 2 or "in_time" not in shown:
        return "Too few returns to compare what followed an interview"
    p_value = _rows(curves, "in_time")["p_value_within_children"].iloc[0]
    if pd.isna(p_value):
        return "What followed cannot be compared within children"
    if p_value < BEYOND_CHANCE:
        return "The next episode came at another time after an interview in time than otherwise"
    return "What followed an interview in time cannot be told from what followed otherwise"


def next_episode_subtitle(curves: pd.DataFrame, until: str) -> str:
    """Of which returns the curves are."""
    followed = sum(_rows(curves, group)["episodes"].iloc[0] for group in GROUPS)
    return (
        f"Of {counted(followed, 'return')} after which the child stayed {TIMESCALE_HOURS} hours or "
        f"longer, the share not yet followed by another episode; episodes up to {until}, voided "
        "ones left out"
    )


def next_episode_reading(curves: pd.DataFrame) -> list[str]:
    """The curves read aloud: what the comparison cannot say, shares at 30 days, the test."""
    shown, at = shown_groups(curves), curves[curves["day"] == READ_AT].set_index("interview")
    sentences = [WHY_ONLY_AN_ASSOCIATION]
    if len(shown) > 1:
        known = [g for g in shown if pd.notna(at.loc[g, "not_again"])]
        shares = [f"{whole_percent(at.loc[g, 'not_again'])} {GROUPS[g][3]}" for g in known]
        stayed = f"Of children who had stayed {TIMESCALE_HOURS} hours, not missing again within"
        if shares:
            sentences.append(f"{stayed} {READ_AT} days: {', '.join(shares)}.")
        sentences.append(LATER_IS_KNOWN_LATER)
    for group in GROUPS:
        returns = _rows(curves, group)["episodes"].iloc[0]
        if group not in shown and returns:
            few = f"{counted(returns, 'return')} {GROUPS[group][3]}"
            sentences.append(f"Too few to be shown: {few}.")
    return [*sentences, *_test_sentences(curves, shown)]


def _test_sentences(curves: pd.DataFrame, shown: list[str]) -> list[str]:
    row = _rows(curves, "in_time").iloc[0]
    if len(shown) < 2 or "in_time" not in shown or pd.isna(row["p_value"]):
        return []
    within = row["p_value_within_children"]
    own = (
        ""
        if pd.isna(within)
        else (f"; {_p_words(within)} where each child's returns are compared with that child's own")
    )
    return [
        f"In time against all others: log-rank {_p_words(row['p_value'])} with every return taken "
        f"as independent{own}."
    ]


def _p_words(p_value: float) -> str:
    if p_value < 0.001:
        return "p < 0.001"
    return f"p = {p_value:.3f}" if p_value < 0.1 else f"p = {p_value:.2f}"


def next_episode_twin(curves: pd.DataFrame) -> pd.DataFrame:
    """Groups and every tenth day down: followed, missing again, share with its interval."""
    first = curves["day"].min()
    rows = curves[curves["interview"].isin(shown_groups(curves))]
    rows = rows[(rows["day"] == first) | (rows["day"] % 10 == 0)]
    return pd.DataFrame(
        {
            "Interview": [GROUPS[group][0] for group in rows["interview"]],
            "Days since the return": rows["day"],
            "Returns still followed": rows["at_risk"],
            "Missing again so far": rows["events"],
            "Not missing again": rows["not_again"].map(percent),
            "Interval from": rows["low"].map(percent),
            "to": rows["high"].map(percent),
        }
    ).reset_index(drop=True)
