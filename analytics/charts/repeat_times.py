"""Went missing for the first time or again, quarter by quarter."""

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.theme import (
    axis_words,
    blank_figure,
    colour,
    note,
    rounded_top,
    spread,
)
from analytics.charts.words import (
    counted,
    day_words,
    number,
    quarter_names,
    quarter_words,
    short_quarters,
)
from analytics.definitions import REPEAT_DAYS

# From the ground up → the part's name beside the last bar, and in the table.
PARTS = {
    "soon": (f"Again within<br>{REPEAT_DAYS} days", f"Again within {REPEAT_DAYS} days"),
    "later": ("Again later", f"Again, {REPEAT_DAYS} days or more after the last return"),
    "first": ("First time", "A child's first episode"),
}
LATER = ("#b7b2d2", "#50496e")  # violet on its way to the ground: what lies between the two


def episode_parts(quarters: pd.DataFrame) -> pd.DataFrame:
    """The quarters' episodes: soon after the return before, later, and first ones.

    quarters: first_and_repeat.
    """
    parts = quarters[["quarter_start", "quarter", "complete", "episodes"]].copy()
    parts["soon"] = quarters["repeats_within"]
    parts["later"] = quarters["repeat_episodes"] - quarters["repeats_within"]
    parts["first"] = quarters["first_episodes"]
    return parts.reset_index(drop=True)


def first_and_repeat_chart(quarters: pd.DataFrame, *, dark: bool = False) -> go.Figure:
    """Episodes of each quarter, stacked: again soon, again later, for the first time.

    quarters: rows of first_and_repeat, oldest first, at least one.
    """
    parts = episode_parts(quarters)
    top = rounded_top(float(max(parts["episodes"].max(), 1)))
    figure = blank_figure(dark, height=380, margin={"l": 36, "r": 118, "t": 32})
    bases = pd.Series(0, index=parts.index)
    names = quarter_names(parts)
    for part, (_, words) in PARTS.items():
        figure.add_bar(
            x=list(range(len(parts))),
            y=parts[part],
            base=bases,
            width=0.62,
            marker=_marker(part, dark),
            text=[number(n) if n >= top * 0.05 else "" for n in parts[part]],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"color": _ink_on(part, dark), "size": 13},
            constraintext="none",
            hovertext=[
                f"{name}: {number(n)} of {counted(total, 'episode')}<br>{words}"
                for name, n, total in zip(names, parts[part], parts["episodes"], strict=True)
            ],
            hoverinfo="text",
        )
        bases = bases + parts[part]
    totals = [
        note(f"<b>{number(total)}</b>", dark, x=at, y=total, yshift=11, font={"size": 14})
        for at, total in enumerate(parts["episodes"])
    ]
    labels = [axis_words("Missing episodes", dark), *totals, *_names(parts.iloc[-1], top, dark)]
    figure.update_layout(barmode="overlay", annotations=labels)
    figure.update_xaxes(
        tickvals=list(range(len(parts))),
        ticktext=short_quarters(parts, parts["quarter_start"]),
        range=[-0.5, len(parts) - 0.5],
        tickangle=0,
        showline=True,
    )
    whole = {"dtick": 1} if top <= 6 else {"nticks": 5}
    figure.update_yaxes(range=[0, top * 1.02], showgrid=True, tickformat=",d", **whole)
    return figure


def _marker(part: str, dark: bool) -> dict:
    ink, ground = colour("missing", dark), colour("background", dark)
    fill = {"soon": ink, "later": LATER[dark], "first": ground}[part]
    return {"color": fill, "line": {"color": ink if part == "first" else ground, "width": 1.5}}


def _ink_on(part: str, dark: bool) -> str:
    return colour("background" if part == "soon" else "text", dark)


def _names(last: pd.Series, top: float, dark: bool) -> list[dict]:
    """The parts' names beside the last bar, each at its part, moved apart where they meet."""
    shown = [part for part in PARTS if last[part]]
    ends = last[list(PARTS)].astype(float).cumsum()
    middles = [float(ends[part] - last[part] / 2) for part in shown]
    beside = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 2, "align": "left"}
    return [
        note(f"{PARTS[part][0]} {number(last[part])}", dark, y=height, **beside)
        for part, height in zip(shown, spread(middles, gap=top * 0.1), strict=True)
    ]


def first_and_repeat_title(quarters: pd.DataFrame) -> str:
    """Of the latest quarter: how many children were new, and how many episodes came soon again."""
    now = quarters.iloc[-1]
    period = quarter_words(now["quarter_start"], year=False)
    if not now["episodes"]:
        return f"No missing episodes in {period}"
    children, soon = int(now["children"]), int(now["repeats_within"])
    new = "for the first time in these records"
    if children == 1:
        who = f"one child went missing, {'' if now['first_time_children'] else 'not '}{new}"
    else:
        first = number(now["first_time_children"]) if now["first_time_children"] else "none"
        who = f"{first} of {number(children)} children went missing {new}"
    if now["episodes"] == 1:
        return f"In {period} {who}"
    return (
        f"In {period} {who}; {number(soon) if soon else 'none'} of "
        f"{counted(now['episodes'], 'episode')} began within "
        f"{REPEAT_DAYS} days of the child's last return"
    )


def first_and_repeat_subtitle(quarters: pd.DataFrame) -> str:
    """What is drawn."""
    part = "" if quarters["complete"].all() else "; a quarter in part is marked in the table"
    return (
        "Missing episodes by quarter: a child's first, again soon after the last return, or again "
        f"later{part}"
    )


def first_note(data_from: pd.Timestamp) -> str:
    """What first means: first in these records."""
    begins = f", which begin on {day_words(data_from)}" if pd.notna(data_from) else ""
    return (
        f"First means first in these records{begins}: who went missing before then counts as new "
        "once, so the earliest quarters show more first episodes than there were."
    )


def first_and_repeat_twin(quarters: pd.DataFrame) -> pd.DataFrame:
    """Quarters down: children, of them for the first time, and the episodes by part."""
    parts = episode_parts(quarters)
    table = pd.DataFrame(
        {
            "Quarter": quarter_names(parts),
            "Children": quarters["children"].to_numpy(),
            "Children for the first time": quarters["first_time_children"].to_numpy(),
            "Episodes": parts["episodes"],
        }
    )
    for part, (_, words) in reversed(PARTS.items()):
        table[words] = parts[part]
    table["Whole quarter"] = ["yes" if whole else "part" for whole in parts["complete"]]
    return table
