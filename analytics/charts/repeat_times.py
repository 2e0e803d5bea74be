"""Went missing for the first time or again, quarter by quarter."""

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.quarter_stacks import Part, quarter_stacks
from analytics.charts.theme import colour
from analytics.charts.words import counted, day_words, number, quarter_names, quarter_words
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
    counts = episode_parts(quarters)
    parts = [
        Part(part, name, _marker(part, dark), _ink_on(part, dark))
        for part, (name, _) in PARTS.items()
    ]
    hovers = {
        part: [
            f"{name}: {number(n)} of {counted(total, 'episode')}<br>{words}"
            for name, n, total in zip(
                quarter_names(counts), counts[part], counts["episodes"], strict=True
            )
        ]
        for part, (_, words) in PARTS.items()
    }
    return quarter_stacks(
        counts, parts, hovers, axis="Missing episodes", height=380, right=118, dark=dark
    )


def _marker(part: str, dark: bool) -> dict:
    ink, ground = colour("missing", dark), colour("background", dark)
    fill = {"soon": ink, "later": LATER[dark], "first": ground}[part]
    return {"color": fill, "line": {"color": ink if part == "first" else ground, "width": 1.5}}


def _ink_on(part: str, dark: bool) -> str:
    return colour("background" if part == "soon" else "text", dark)


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
