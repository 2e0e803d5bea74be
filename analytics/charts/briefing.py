"""One group on one page, in words: what ties it, shared places and times, links, changes."""

from calendar import day_name

import pandas as pd

from analytics.charts.associations import written_words
from analytics.charts.circumstances import within_words
from analytics.charts.group_changes import MOST_QUARTERS, changes_sentences
from analytics.charts.group_ties import group_tie
from analytics.charts.pairs import ties_words
from analytics.charts.words import counted, listed, number, quarter_words
from analytics.definitions import CIRCUMSTANCES, PLACEMENT_TYPES, RISKS
from analytics.filters import Filters

PURPOSE = (
    "For planning with the young people: talk with each of them, and bring together what is "
    "already held and who already works with them. Not for watching anyone, not for ranking "
    "children, and not for decisions about a young person without that young person."
)
QUESTIONS = {
    "place": "Found at",
    "found_setting": "Kind of place",
    "setting_left": "Left from",
    "weekday": "Went on",
    "hour_band": "Went at",
    "travel_mode": "Travelled",
    "return_method": "Came back",
    "companions": "With",
    "reasons": "Reasons recorded",
    "risk": "Risk recorded",
}
NOT_KNOWN = {"not_recorded": "not recorded", "no_named_place": "no named place"}
THEIR_VIEW = "What the young people say and want:"
MOST_VALUES = 3
MOST_LINKS = 10
AREAS = {True: "out of area", False: "in area", None: "in and out of area"}


def briefing_headline(group: int, children: int, changes: pd.DataFrame, begins: str) -> str:
    """The group in one line; changes: its rows of group_changes.

    children: how many were ever in it. begins: "these records begin" or "the chosen period begins".
    """
    size = counted(children, "child", "children")
    first = changes.loc[changes["quarter_start"].idxmin()]
    said = f"Group {group}: {size}, seen together since {quarter_words(first['quarter_start'])}"
    if first["state"] == "already":
        said += f", when {begins}"
    return said + _still_together(children, changes.loc[changes["quarter_start"].idxmax()])


def _still_together(children: int, last: pd.Series) -> str:
    """How many of them the last quarter has, where it has not all."""
    if last["children"] == children:
        return ""
    quarter = quarter_words(last["quarter_start"])
    if last["state"] == "joined":
        return f"; in another group in {quarter}"
    if not last["children"]:
        return f"; not together in {quarter}"
    return f"; {number(last['children'])} of them together in {quarter}"


def lead_words(links: pd.DataFrame, circumstances: pd.DataFrame) -> str:
    """What ties the children, and the place most of their occasions have in common.

    links, circumstances: the group's rows of group_links and group_circumstances.
    """
    tie = group_tie(links)
    place = _main_place(circumstances)
    return f"{tie[0].upper()}{tie[1:]}{f'; {place}' if place else ''}."


def _main_place(circumstances: pd.DataFrame) -> str:
    """Where most of the occasions were: a named place before a kind of place as frequent."""
    known = circumstances[
        circumstances["circumstance"].isin(("place", "found_setting"))
        & ~circumstances["value"].isin(NOT_KNOWN)
    ]
    if known.empty:
        return "places not recorded" if len(circumstances) else ""
    known = known.assign(named=known["circumstance"] == "place")
    most = known.sort_values(["outings", "named"], ascending=False, kind="stable").iloc[0]
    some, of = int(most["outings"]), int(most["of_outings"])
    if 2 * some < of:
        return f"{counted(of, 'occasion')} at different places"
    where = within_words(most["circumstance"], most["value"])
    if some < of:
        return f"{number(some)} of {counted(of, 'occasion')} {where}"
    return f"{_all_occasions(of)} {where}"


def _all_occasions(many: int) -> str:
    return {1: "the one occasion", 2: "both occasions"}.get(many, f"all {number(many)} occasions")


def selection_words(filters: Filters, period: str) -> str:
    """What the reader chose, in one line, as the printed page needs it."""
    kinds = [PLACEMENT_TYPES[kind].lower() for kind in filters.placement_types]
    placements = f"{listed(kinds)} placements" if kinds else "all placements"
    return f"Missing episodes of {period}; {placements}; {AREAS[filters.out_of_area]}"


def shared_caption(circumstances: pd.DataFrame) -> str:
    """What the shared places and times are counted of."""
    if circumstances.empty:
        return "No shared episodes by this choice"
    occasions = number(circumstances["of_outings"].iloc[0])
    return f"Counted in occasions, {occasions} in all; one can have several answers"


def shared_lines(circumstances: pd.DataFrame) -> dict[str, str]:
    """Where, when and how they went and came back: each question with its answers."""
    return {name: circumstance_words(circumstances, each) for each, name in QUESTIONS.items()}


def circumstance_words(rows: pd.DataFrame, circumstance: str) -> str:
    """The most frequent values with their occasions, then how many are not recorded."""
    own = rows[(rows["circumstance"] == circumstance) & (rows["outings"] > 0)]
    own = own.sort_values("outings", ascending=False, kind="stable")
    unknown = own["value"].isin(NOT_KNOWN)
    said = _with_occasions(own[~unknown], circumstance)
    if len(said) > MOST_VALUES:
        said = [*said[:MOST_VALUES], f"{len(said) - MOST_VALUES} more"]
    return ", ".join(said + _with_occasions(own[unknown], circumstance)) or "–"


def _with_occasions(rows: pd.DataFrame, circumstance: str) -> list[str]:
    return [
        f"{_value_words(circumstance, value)}: {number(occasions)}"
        for value, occasions in zip(rows["value"], rows["outings"], strict=True)
    ]


def _value_words(circumstance: str, value: str) -> str:
    if value in NOT_KNOWN:
        return NOT_KNOWN[value]
    if circumstance == "weekday":
        return day_name[int(value) - 1]
    if (circumstance, value) == ("companions", "alone"):
        return "recorded as alone"  # by a worker, of a child who was with others by the rule
    if circumstance == "risk":
        return RISKS.get(value, value)
    return CIRCUMSTANCES.get(circumstance, {}).get(value, value)


def links_table(links: pd.DataFrame) -> pd.DataFrame:
    """Links down, by reference, at most MOST_LINKS: how each is known, and what ties the two."""
    shown = links.head(MOST_LINKS)
    return pd.DataFrame(
        {
            "Child": shown["child_a"],
            "and": shown["child_b"],
            "Recorded": shown["recorded"],
            "Inferred": shown["inferred"],
            "Shared": shown["shared"],
            "Ties": [ties_words(link) or "–" for _, link in shown.iterrows()],
        }
    )


def links_caption(links: pd.DataFrame) -> str:
    """How many links, and how many nobody wrote down."""
    caption = f"{counted(len(links), 'link')}: {written_words(links)}"
    if len(links) > MOST_LINKS:
        caption += f"; the first {MOST_LINKS}, all on the page Associations"
    return caption


def latest_changes(changes: pd.DataFrame) -> list[str]:
    """What became of the group in each of the latest quarters, newest last."""
    return changes_sentences(changes.tail(MOST_QUARTERS))
