"""How groups changed over the quarters: a shaded table of their sizes, and sentences."""

import pandas as pd

from analytics.charts.words import counted, listed, number, quarter_words, short_quarter
from analytics.definitions import FEWEST_SHARED

# What became of a group in a quarter: in a cell, and within a sentence.
STATES = {
    "already": ("already together", "already went together"),
    "formed": ("formed", "formed"),
    "grown": ("grown", "grew"),
    "changed": ("changed", "changed"),
    "same": ("the same", "stayed the same"),
    "fewer": ("fewer", "became smaller"),
    "split": ("split off", "split off from another group"),
    "joined": ("in another group", "went over into another group"),
    "not_together": ("not together", "did not go together"),
}
MOST_QUARTERS = 8
_TIMES = {1: "once", 2: "twice"}.get(FEWEST_SHARED, f"{FEWEST_SHARED} times")
QUARTER_RULE = (
    "A pair counts in a quarter where a worker recorded the two together in it, or where they are "
    "inferred together in it: once is enough for a pair that workers do not record, and it takes "
    f"{_TIMES} for a pair that they do."
)


def _latest(changes: pd.DataFrame) -> pd.DataFrame:
    starts = sorted(changes["quarter_start"].unique())[-MOST_QUARTERS:]
    return changes[changes["quarter_start"].isin(starts)]


def changes_cells(changes: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The shaded table, groups down and quarters across: cells in words, and how dark, 0–1.

    Before a group's first quarter a cell is empty. At most MOST_QUARTERS, the latest.
    """
    shown = _latest(changes)
    words = [
        f"{number(children)} · {STATES[state][0]}" if children else STATES[state][0]
        for children, state in zip(shown["children"], shown["state"], strict=True)
    ]
    cells = shown.assign(words=words, strength=shown["children"] / max(shown["children"].max(), 1))
    texts, strengths = (
        cells.pivot(index="group_id", columns="quarter_start", values=column)
        for column in ("words", "strength")
    )
    texts.index = [f"Group {group}" for group in texts.index]
    texts.columns = [short_quarter(start).replace("<br>", " ") for start in texts.columns]
    return texts.fillna("").astype(object), strengths.fillna(0.0)


def changes_title(changes: pd.DataFrame) -> str:
    """What became of the groups in the last quarter."""
    last = changes["quarter_start"].max()
    now = changes[changes["quarter_start"] == last]
    said = []
    for state, (_, verb) in STATES.items():
        groups = now.loc[now["state"] == state, "group_id"].tolist()
        if groups:
            said.append(f"{_groups(groups)} {verb}")
    return f"{quarter_words(last)}: {'; '.join(said)}"


def _groups(groups: list[int]) -> str:
    names = [str(group) for group in groups]
    return f"Group{'s' if len(groups) > 1 else ''} {listed(names, most=6)}"


def changes_caption(changes: pd.DataFrame, period: str) -> str:
    """What the shaded table shows."""
    quarters = changes["quarter_start"].nunique()
    latest = f", the latest {MOST_QUARTERS} of {quarters} quarters" * (quarters > MOST_QUARTERS)
    return (
        f"Children of each group who went missing with others of it, by quarter, {period}{latest}; "
        "the stronger the colour, the more children"
    )


def changes_sentences(own: pd.DataFrame) -> list[str]:
    """What became of one group, a sentence a quarter; own: its rows of group_changes."""
    return [
        f"{quarter_words(row['quarter_start'])}: {_what_happened(row)}."
        for _, row in own.iterrows()
    ]


def _what_happened(row: pd.Series) -> str:
    verb = STATES[row["state"]][1]
    if not row["children"]:
        return verb
    joined, left = (
        listed((row[column] or "").split("; "), most=6) for column in ("joined", "left")
    )
    if row["state"] == "already":
        return f"{joined} were already together"
    if row["state"] in ("formed", "split"):
        return f"{verb} with {joined}"
    said = f"{verb}, {counted(row['children'], 'child', 'children')}"
    if joined:
        said += f"; {joined} joined"
    return f"{said}; no longer {left}" if left else said


def changes_twin(changes: pd.DataFrame) -> pd.DataFrame:
    """Groups and quarters down: how many children, what became of it, who joined and left."""
    return pd.DataFrame(
        {
            "Group": [f"Group {group}" for group in changes["group_id"]],
            "Quarter": changes["quarter_start"].map(quarter_words),
            "Children": changes["children"],
            "What became of it": [STATES[state][0] for state in changes["state"]],
            "Joined": changes["joined"].replace("", None),
            "No longer": changes["left"].replace("", None),
        }
    )
