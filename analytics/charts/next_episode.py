"""Does it help? How long until the next episode after an interview in time, late, or none."""

import pandas as pd

from analytics.charts.changes import BEYOND_CHANCE
from analytics.charts.theme import axis_words, blank_figure, colour, note, spread
from analytics.charts.words import number, percent, whole_percent

# Group → its name, what its line means, and how it is drawn.
GROUPS = {
    "in_time": ("In time", "in_time", "solid"),
    "late": ("Later", "late", "dash"),
    "none": ("None", "not_recorded", "dot"),
}
READ_AT = 30  # days; what the sentences say
WHY_ONLY_AN_ASSOCIATION = (
    "This is an association, not a result of the interview: children who are interviewed in time "
    "differ from others in placement, distance and how often they go missing, and a late interview "
    "needs a child who has stayed."
)


def next_episode_chart(curves: pd.DataFrame, *, dark: bool = False):
    """Share of children not missing again by days since the return, with the numbers at risk.

    curves: time_to_next_episode.
    """
    shown = [group for group in GROUPS if _rows(curves, group)["episodes"].iloc[0]]
    figure = blank_figure(
        dark, height=440, margin={"l": 64, "r": 64, "t": 36, "b": 84 + 22 * len(shown)}
    )
    ends = []
    for group in shown:
        rows = _rows(curves, group)
        name, meaning, dash = GROUPS[group]
        figure.add_scatter(
            x=rows["day"],
            y=rows["not_again"],
            mode="lines",
            line={"color": colour(meaning, dark), "width": 2.5, "dash": dash, "shape": "hv"},
            hovertext=[
                f"{name}, day {day}: {percent(share)} not missing again, {number(left)} followed"
                for day, share, left in zip(
                    rows["day"], rows["not_again"], rows["at_risk"], strict=True
                )
            ],
            hoverinfo="text",
        )
        ends.append(float(rows["not_again"].iloc[-1]))
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


def _rows(curves: pd.DataFrame, group: str) -> pd.DataFrame:
    return curves[curves["interview"] == group].reset_index(drop=True)


def _ticks(curves: pd.DataFrame) -> list[int]:
    """The first day, then whole months of 30 days, at most four of them."""
    first, last = int(curves["day"].min()), int(curves["day"].max())
    step = 30 * max(1, -(-last // 120))
    return [first, *range(step, last + 1, step)]


def _names(shown: list[str], ends: list[float], dark: bool) -> list[dict]:
    return [
        note(
            f"<b>{GROUPS[group][0]}</b>",
            dark,
            x=1,
            xref="paper",
            xanchor="left",
            xshift=6,
            y=height,
            font={"color": colour(GROUPS[group][1], dark)},
        )
        for group, height in zip(shown, spread(ends, gap=0.075), strict=True)
    ]


def _numbers_at_risk(curves, shown: list[str], days: list[int], dark: bool) -> list[dict]:
    """Below the axis: how many are still followed at each tick."""
    place = {"yref": "paper", "y": 0, "yanchor": "top"}
    labels = [
        note("Still followed", dark, x=0, xref="paper", xanchor="left", xshift=-60, yshift=-58)
        | place
    ]
    for line, group in enumerate(shown, start=1):
        rows = _rows(curves, group).set_index("day")["at_risk"]
        down = {"yshift": -58 - 22 * line}
        name = note(GROUPS[group][0], dark, x=0, xref="paper", xanchor="left", xshift=-60)
        labels.append(name | place | down)
        labels += [note(number(rows[day]), dark, x=day) | place | down for day in days]
    return labels


def next_episode_title(curves: pd.DataFrame) -> str:
    """Whether the groups differ by more than chance would make, each child against itself."""
    others = [_rows(curves, group).iloc[0] for group in ("late", "none")]
    values = [row["p_value_within_children"] for row in others if row["episodes"]]
    values = [value for value in values if pd.notna(value)]
    if not values:
        return "Too few episodes to compare what followed an interview"
    if min(values) < BEYOND_CHANCE:
        return "Time to the next episode differs with the interview by more than chance would make"
    return "After an interview in time, a later one or none: no more difference than chance makes"


def next_episode_reading(curves: pd.DataFrame) -> list[str]:
    """The curves read aloud: shares at 30 days, the tests, what the comparison cannot say."""
    at = curves[curves["day"] == READ_AT].set_index("interview")
    known = [group for group in GROUPS if group in at.index and at.loc[group, "episodes"]]
    if "in_time" not in known or len(known) < 2:
        return [WHY_ONLY_AN_ASSOCIATION]
    words = {"in_time": "after an interview in time", "late": "after a later one"}
    words["none"] = "where none is recorded"
    shares = [f"{whole_percent(at.loc[group, 'not_again'])} {words[group]}" for group in known]
    sentences = [
        f"Not missing again within {READ_AT} days of the return: {', '.join(shares)}.",
        *[_test_sentence(at.loc[group], GROUPS[group][0].lower()) for group in known[1:]],
        WHY_ONLY_AN_ASSOCIATION,
    ]
    return [sentence for sentence in sentences if sentence]


def _test_sentence(row: pd.Series, name: str) -> str | None:
    if pd.isna(row["p_value"]):
        return None
    within = row["p_value_within_children"]
    sentence = f"In time against {name}: log-rank p = {_p_words(row['p_value'])} with "
    sentence += "every episode taken as independent"
    if pd.notna(within):
        sentence += f"; p = {_p_words(within)} with each child compared with itself only"
    return f"{sentence}."


def _p_words(p_value: float) -> str:
    return f"{p_value:.2f}" if p_value >= 0.01 else f"{max(p_value, 0.001):.3f}"


def next_episode_twin(curves: pd.DataFrame) -> pd.DataFrame:
    """Groups and every tenth day down: followed, missing again, share with its interval."""
    first = curves["day"].min()
    rows = curves[(curves["day"] == first) | (curves["day"] % 10 == 0)]
    return pd.DataFrame(
        {
            "Interview": [GROUPS[group][0] for group in rows["interview"]],
            "Days since the return": rows["day"],
            "Still followed": rows["at_risk"],
            "Missing again so far": rows["events"],
            "Not missing again": rows["not_again"].map(percent),
            "Interval from": rows["low"].map(percent),
            "to": rows["high"].map(percent),
        }
    ).reset_index(drop=True)
