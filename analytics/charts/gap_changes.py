"""For which children episodes have come closer together, or moved further apart."""

import pandas as pd

from analytics.charts.repeat_gaps import days_text
from analytics.charts.words import chance_text, counted, number

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
    "For each child, the earlier half of the gaps is compared with the later half. It is called a "
    "change only where chance would seldom do as much, allowing for how many children are looked "
    "at."
)


def gap_changes_title(changes: pd.DataFrame) -> str:
    """How many children's episodes have come closer together or moved further apart."""
    if changes.empty:
        return "No child has enough episodes to say whether they come closer together"
    counts = changes["change"].value_counts()
    closer, apart = int(counts.get("shorter", 0)), int(counts.get("longer", 0))
    if len(changes) == 1:
        return (
            "One child has enough episodes to compare: they "
            f"{ONE_CHANGED[changes['change'].iloc[0]]}"
        )
    if not closer and not apart:
        return (
            f"{number(len(changes))} children have enough episodes to compare: for none of them "
            "is there a clear change, neither closer together nor further apart"
        )
    return (
        f"{number(len(changes))} children have enough episodes to compare: they have clearly come "
        f"closer together for {_children(closer)} and moved further apart for {_children(apart)}"
    )


def _children(count: int) -> str:
    return number(count) if count else "none"


def gap_changes_caption(changes: pd.DataFrame) -> str:
    """What the list holds, and in which order."""
    children = counted(len(changes), "child", "children")
    return f"{children} with enough episodes to compare, in order of reference"


def gap_changes_twin(changes: pd.DataFrame) -> pd.DataFrame:
    """Children down, in order of reference: gaps, medians of both halves, what became of them."""
    return pd.DataFrame(
        {
            "Child": changes["child_id"],
            "Gaps": changes["gaps"],
            "Median of the first half": changes["earlier_median_days"].map(days_text),
            "Median of the second half": changes["later_median_days"].map(days_text),
            "Episodes have come": changes["change"].map(CHANGES),
            "q (Benjamini and Hochberg)": changes["q_value"].map(chance_text),
        }
    ).reset_index(drop=True)
