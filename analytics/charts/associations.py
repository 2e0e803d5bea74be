"""Who goes missing with whom, in words: the headline, the rule, the method in five sentences."""

import pandas as pd

from analytics.charts.pairs import is_beyond_chance
from analytics.charts.words import counted, listed, number
from analytics.definitions import FEWEST_SHARED, TOGETHER_MINUTES

PURPOSE = (
    "For contextual safeguarding: to plan with the young people, and to coordinate what is already "
    "held. No child is ranked here, and nothing here is a reason to watch anyone. What a worker "
    "recorded is kept apart from what is only inferred."
)
RULE = {
    "Recorded together": "a worker wrote down that the two were together.",
    "Inferred": (
        f"both went missing within {TOGETHER_MINUTES} minutes of each other and left the same home "
        "or were found at the same place; or they were found at the same place within "
        f"{TOGETHER_MINUTES} minutes of each other while both were missing."
    ),
    "Linked": (
        f"recorded together in {FEWEST_SHARED} episodes or more, or inferred in {FEWEST_SHARED} or "
        "more and that more often than chance would have it. Children who are linked make a group."
    ),
}
METHOD = (
    "For each child we note the weekdays and hours at which they went, how often in each quarter, "
    "and the days they lived in each home.",
    "We then ask how often two children would have been together by the rule if each had gone on "
    "their own weekdays and at their own hours, but in weeks that have nothing to do with the "
    "other's.",
    "Expected is that number, and “times as often” is how many were inferred divided by it.",
    "The p-value is the share of all such rearrangements with at least as many shared episodes as "
    "were inferred, worked out exactly, and corrected for how many pairs are looked at (Benjamini "
    "and Hochberg).",
    "Living in one home, or being brothers and sisters, explains some pairs: they are marked, not "
    "taken out.",
)
TESTED_IN = "tests/test_together_chance.py"
NOBODY_LINKED = (
    "No link, so no group: no two children were recorded together, or inferred together more often "
    f"than chance would have it, in {FEWEST_SHARED} episodes or more."
)


def headline(links: pd.DataFrame) -> str:
    """How many pairs went missing together more often than chance, and in how many groups.

    links: group_links.
    """
    beyond = int(is_beyond_chance(links).sum())
    recorded = len(links) - beyond
    groups = links["group_id"].nunique()
    if not len(links):
        return "No two children went missing together more often than chance would have it"
    within = ", in one group" if groups == 1 else f", in {counted(groups, 'group')}"
    if not beyond:
        verb = "is" if recorded == 1 else "are"
        return (
            f"{counted(recorded, 'pair')} of children {verb} recorded as missing together{within}; "
            "none more often than chance would have it"
        )
    more = ""
    if recorded:
        more = f", and {number(recorded)} more {'is' if recorded == 1 else 'are'} recorded together"
    return (
        f"{counted(beyond, 'pair')} of children went missing together more often than chance would "
        f"have it{more}{within}"
    )


def group_names(links: pd.DataFrame) -> dict[int, str]:
    """Each group's name with its children, by group_id: "Group 1: DEMO-0016 and DEMO-0070"."""
    return {
        int(group): f"Group {group}: {listed(group_children(own), most=6)}"
        for group, own in links.groupby("group_id")
    }


def group_children(links: pd.DataFrame) -> list[str]:
    """The children of the links, by reference."""
    return sorted(set(links["child_a"]) | set(links["child_b"]))


def group_summary(own: pd.DataFrame) -> list[str]:
    """One group in two sentences; own: its rows of group_links."""
    children = group_children(own)
    return [
        f"{counted(len(children), 'child', 'children')}, "
        f"{counted(len(own), 'link')}: {written_words(own)}.",
        _ties(own),
    ]


def written_words(own: pd.DataFrame) -> str:
    """How many links a worker recorded, and how many are inferred only."""
    links, written = len(own), int((own["recorded"] > 0).sum())
    if written == links:
        return "recorded by a worker" if links == 1 else "all recorded by a worker"
    if not written:
        it = "it" if links == 1 else "them"
        return f"inferred only, nobody wrote {it} down"
    return f"{number(written)} recorded by a worker, {number(links - written)} inferred only"


def _ties(own: pd.DataFrame) -> str:
    home = int(own["same_setting"].fillna(False).astype(bool).sum())
    siblings = int(own["siblings"].fillna(False).astype(bool).sum())
    said = []
    if home:
        said.append(f"{_of(home, len(own))} between children who lived in one home")
    if siblings:
        said.append(f"{_of(siblings, len(own))} between brothers or sisters")
    if not said:
        return "No link is between children of one home, or brothers and sisters."
    sentence = "; ".join(said)
    return f"{sentence[0].upper()}{sentence[1:]}."


def _of(some: int, links: int) -> str:
    if links == 1:
        return "the link is"
    if some == links:
        return "both links are" if links == 2 else f"all {links} links are"
    return f"{some} of {links} links {'is' if some == 1 else 'are'}"
