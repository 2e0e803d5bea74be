"""The picture of groups in words: its title, what pointing at it says, its links as a table."""

import pandas as pd

from analytics.charts.pairs import evidence_words, ties_words
from analytics.charts.theme import as_written
from analytics.charts.words import counted, listed


def link_hover(link: pd.Series) -> str:
    """What pointing at a line says: who, how it is known, what ties the two."""
    pair = f"{as_written(link['child_a'])} and {as_written(link['child_b'])}"
    said = [f"<b>{pair}</b>", evidence_words(link), ties_words(link)]
    return "<br>".join(filter(None, said))


def child_hover(links: pd.DataFrame, group_id: int, child: str) -> str:
    """What pointing at a child says: with whom it is linked."""
    own = links[links["group_id"] == group_id]
    others = sorted(
        set(own.loc[own["child_a"] == child, "child_b"])
        | set(own.loc[own["child_b"] == child, "child_a"])
    )
    linked = listed([as_written(other) for other in others], most=4)
    return f"<b>{as_written(child)}</b>, Group {group_id}<br>linked with {linked}"


def network_title(links: pd.DataFrame) -> str:
    """How many groups, and how many of their links nobody wrote down."""
    groups = links["group_id"].nunique()
    children = len(set(links["child_a"]) | set(links["child_b"]))
    unwritten = int((links["recorded"] == 0).sum())
    said = f"{counted(children, 'child', 'children')} in {counted(groups, 'group')}"
    if not unwritten:
        return f"{said}; every link was written down"
    if unwritten == len(links):
        none = "its link was not" if len(links) == 1 else "none of their links was"
        return f"{said}; {none} written down"
    verb = "was" if unwritten == 1 else "were"
    return f"{said}; {unwritten} of {len(links)} links {verb} not written down"


def network_subtitle(period: str) -> str:
    """What is drawn, over which period."""
    return f"Each circle is a child, each line a link between two, {period}"


def links_twin(links: pd.DataFrame) -> pd.DataFrame:
    """Links down: the group, both children, what is recorded and inferred, and what ties them."""
    return pd.DataFrame(
        {
            "Group": [f"Group {group}" for group in links["group_id"]],
            "Child": links["child_a"],
            "Other child": links["child_b"],
            "Recorded": links["recorded"],
            "Inferred": links["inferred"],
            "Shared episodes": links["shared"],
            "One home, or brothers and sisters": [
                ties_words(link) or "–" for _, link in links.iterrows()
            ],
        }
    )


def links_on_a_phone(twin: pd.DataFrame) -> pd.DataFrame:
    """The table of links, narrow: both children in one cell, what is known right beside them."""
    children = [
        f"{one} and {other}" for one, other in zip(twin["Child"], twin["Other child"], strict=True)
    ]
    narrow = twin.drop(columns=["Child", "Other child"])
    narrow.insert(0, "Children", children)
    return narrow[["Children", "Recorded", "Inferred", "Group", *narrow.columns[4:]]]
