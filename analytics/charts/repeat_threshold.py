"""Children at the repeat threshold: how many, and how many of them newly."""

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.quarter_stacks import Part, quarter_stacks
from analytics.charts.theme import colour
from analytics.charts.words import counted, number, quarter_names, quarter_words
from analytics.definitions import REPEAT_DAYS, REPEAT_EPISODES

WRITTEN_OUT = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def in_letters(count: int) -> str:
    """A small count as it is read in a sentence: "three"; above ten in digits."""
    return WRITTEN_OUT[count] if 0 <= count < len(WRITTEN_OUT) else number(count)


MANY = f"{in_letters(REPEAT_EPISODES)} or more"
AT_THRESHOLD = f"{MANY} episodes within {REPEAT_DAYS} days"
THRESHOLD_HEADER = f"{MANY.capitalize()} in {REPEAT_DAYS} days"
THRESHOLD_RULE = (
    f"The rule: {MANY} episodes begun within {REPEAT_DAYS} days require a strategy meeting (after "
    "Derbyshire's practice note; there is no national number, and a council may settle its own). "
    f"A child who stays at {MANY} has reached it once. It can be reached again after an episode at "
    "which there were fewer."
)
THRESHOLD_SUBTITLE = (
    f"Children with an episode at which it was {MANY} within {REPEAT_DAYS} days, by quarter; "
    "filled: newly reached in that quarter, hollow: still there from before"
)


def threshold_words(row: pd.Series) -> str:
    """How many children were at it in a quarter, how many newly; row: of children_at_threshold."""
    at = int(row["children"])
    period = quarter_words(row["quarter_start"], year=False)
    if not at:
        return f"No child was at {AT_THRESHOLD} in {period}"
    who = counted(at, "child was", "children were")
    return f"{who} at {AT_THRESHOLD} at some time in {period}, {new_words(row)}"


def new_words(row: pd.Series) -> str:
    """How many of the children are new at it: "15 of them newly", "all of them newly"."""
    at, new = int(row["children"]), int(row["newly_reached"])
    if at == 1:
        return "newly" if new else "from before"
    return f"{'none' if not new else 'all' if new == at else number(new)} of them newly"


def threshold_chart(rows: pd.DataFrame, *, dark: bool = False) -> go.Figure:
    """Children at the threshold by quarter, stacked: newly, and from before.

    rows: of children_at_threshold, oldest first, at least one.
    """
    counts = rows.assign(before=_from_before(rows)).reset_index(drop=True)
    ink, ground = colour("missing", dark), colour("background", dark)
    parts = [
        Part("newly_reached", "Newly", {"color": ink, "line": {"color": ink, "width": 2}}, ground),
        Part(
            "before",
            "From before",
            {"color": ground, "line": {"color": ink, "width": 2}},
            colour("text", dark),
        ),
    ]
    words = [
        f"{name}: {counted(row['children'], 'child', 'children')} at {MANY}<br>"
        f"{number(row['newly_reached'])} newly, {number(row['before'])} from before"
        for name, (_, row) in zip(quarter_names(counts), counts.iterrows(), strict=True)
    ]
    hovers = {part.column: words for part in parts}
    return quarter_stacks(counts, parts, hovers, axis="Children", height=300, right=108, dark=dark)


def _from_before(rows: pd.DataFrame) -> pd.Series:
    return rows["children"] - rows["newly_reached"]


def threshold_twin(rows: pd.DataFrame) -> pd.DataFrame:
    """Quarters down: children at the threshold, newly and from before."""
    return pd.DataFrame(
        {
            "Quarter": quarter_names(rows),
            f"Children at {MANY}": rows["children"].to_numpy(),
            "Newly": rows["newly_reached"].to_numpy(),
            "From before": _from_before(rows).to_numpy(),
            "Whole quarter": ["yes" if whole else "part" for whole in rows["complete"]],
        }
    )
