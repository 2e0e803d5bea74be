"""Who goes missing with whom, in words: the headline, the rule, the method in five sentences."""

import pandas as pd

from analytics.charts.group_ties import ties_of_links, ties_of_pairs
from analytics.charts.pairs import is_beyond_chance
from analytics.charts.words import counted, listed, number
from analytics.definitions import BEYOND_CHANCE, FEWEST_SHARED, TOGETHER_MINUTES

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
    "For each child we take the weekdays and hours at which they went, how often they went in the "
    "term and in the school holidays of each quarter, and the weeks they lived in each home.",
    "We then move each week in which one of the two went to other weeks of its own kind (of the "
    "same quarter, and of term or of school holidays) lived in the same home, in every way there "
    "is, and see how often the two would still be together by the rule.",
    "“Expected by chance” is how many shared episodes that gives on average, and “times as often” "
    "is how many were inferred, divided by it.",
    "We say “more than chance” where so many shared episodes would come about by chance fewer than "
    f"1 in {1 / BEYOND_CHANCE:.0f} times, even allowing for how many pairs are looked at (q is "
    "that p-value, worked out exactly and corrected by the method of Benjamini and Hochberg).",
    "Living in one home, or being brothers or sisters, explains some pairs: they are marked, not "
    "taken out.",
)
NOT_TOLD = (
    "What this cannot tell: another rhythm that a whole home shares, such as pay days or a bad "
    "week, can still look like togetherness."
)
TESTED_IN = "tests/test_together_chance.py"
NOBODY_LINKED = (
    "No link, so no group: no two children were recorded together, or inferred together more often "
    f"than chance would have it, in {FEWEST_SHARED} episodes or more."
)


def headline(links: pd.DataFrame) -> str:
    """How many pairs went missing together more often than chance, and what ties how many of them.

    links: group_links.
    """
    beyond = int(is_beyond_chance(links).sum())
    recorded = len(links) - beyond
    if not len(links):
        return "No two children went missing together more often than chance would have it"
    ties = ties_of_pairs(links)
    if not beyond:
        verb = "is" if recorded == 1 else "are"
        return (
            f"{counted(recorded, 'pair')} of children {verb} recorded as missing together, not "
            f"more often than chance would have it; {ties}"
        )
    more = ""
    if recorded:
        more = f", and {number(recorded)} more {'is' if recorded == 1 else 'are'} recorded together"
    return (
        f"{counted(beyond, 'pair')} of children went missing together more often than chance would "
        f"have it{more}; {ties}"
    )


def group_names(members: pd.DataFrame) -> dict[int, str]:
    """Each group's name with all who were ever in it: "Group 1: DEMO-0016 and DEMO-0070".

    members: groups.
    """
    return {
        int(group): f"Group {group}: {listed(sorted(set(own['child_id'])), most=6)}"
        for group, own in members.groupby("group_id")
    }


def group_summary(own: pd.DataFrame, children: int) -> list[str]:
    """One group in two sentences; own: its rows of group_links.

    children: how many were ever in it; who was last seen with another group is linked there.
    """
    linked = len(set(own["child_a"]) | set(own["child_b"]))
    of_them = f", {number(linked)} of them linked in it" if linked < children else ""
    return [
        f"{counted(children, 'child', 'children')}{of_them}, "
        f"{counted(len(own), 'link')}: {written_words(own)}.",
        ties_of_links(own),
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


def not_here_words(group: int, here: pd.DataFrame) -> str:
    """Why a group is not shown; here: groups, as selected."""
    if group in set(here["group_id"]):
        return (
            f"Group {group} is no longer a group by itself in this selection: what became of it "
            "is told on the page Associations, over the quarters."
        )
    return (
        f"Group {group} is not in this selection: choose another period, placement or area, or "
        "another group."
    )


def part_words(group: int, here: pd.DataFrame, whole: pd.DataFrame) -> str:
    """How many of a group's children the selection leaves out; nothing where none.

    here, whole: groups, as selected and over the whole record.
    """
    own, all_of = (set(rows.loc[rows["group_id"] == group, "child_id"]) for rows in (here, whole))
    out = len(all_of - own)
    if not out:
        return ""
    verb = "is" if out == 1 else "are"
    return (
        f"Over the whole record {counted(len(all_of), 'child', 'children')} belong to Group "
        f"{group}; {number(out)} of them {verb} not in it in this selection."
    )
