"""For which children episodes have come closer together, or moved further apart."""

import pandas as pd

from analytics.charts.repeat_gaps import days_text
from analytics.charts.words import counted, number

CHANGES = {
    "shorter": "closer together",
    "longer": "further apart",
    "no clear change": "no clear change",
}
ONE_CHANGED = {
    "shorter": "have clearly come closer together",
    "longer": "have clearly moved further apart",
    "no clear change": "show no clear change",
}
CHANGES_RULE = (
    "Held against each other: the first half of a child's gaps and the second. Called a change "
    "where shuffling that child's own gaps would seldom give as much, corrected for how many "
    "children are looked at."
)


def gap_changes_title(changes: pd.DataFrame) -> str:
    """How many children's episodes have come closer together or moved further apart."""
    if changes.empty:
        return "No child has enough episodes to say whether they come closer together"
    counts = changes["change"].value_counts()
    closer, apart = int(counts.get("shorter", 0)), int(counts.get("longer", 0))
    if len(changes) == 1:
        return (
            f"One child has episodes enough to tell: they {ONE_CHANGED[changes['change'].iloc[0]]}"
        )
    if not closer and not apart:
        return (
            f"For none of {number(len(changes))} children with episodes enough to tell have they "
            "clearly come closer together or moved further apart"
        )
    return (
        f"Episodes have clearly come closer together for {_children(closer)} and moved further "
        f"apart for {_children(apart)}, of {number(len(changes))} with enough to tell"
    )


def _children(count: int) -> str:
    return counted(count, "child", "children") if count else "no child"


def gap_changes_caption(changes: pd.DataFrame) -> str:
    """What the list holds, and in which order."""
    children = counted(len(changes), "child", "children")
    return f"{children} with episodes enough to tell, in order of reference"


def gap_changes_twin(changes: pd.DataFrame) -> pd.DataFrame:
    """Children down, in order of reference: gaps, medians of both halves, what became of them."""
    return pd.DataFrame(
        {
            "Child": changes["child_id"],
            "Gaps": changes["gaps"],
            "Median of the first half": changes["earlier_median_days"].map(days_text),
            "Median of the second half": changes["later_median_days"].map(days_text),
            "Episodes have come": changes["change"].map(CHANGES),
            "q": [_q_text(q) for q in changes["q_value"]],
        }
    ).reset_index(drop=True)


def _q_text(q) -> str:
    if pd.isna(q):
        return "–"
    return f"{q:.3f}" if q >= 0.001 else "<0.001"
