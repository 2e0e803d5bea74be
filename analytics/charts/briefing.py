"""One group on one page, in words: members, shared places and times, links, what changed."""

from calendar import day_name

import pandas as pd

from analytics.charts.associations import group_children, written_words
from analytics.charts.group_changes import MOST_QUARTERS, changes_sentences
from analytics.charts.pairs import ties_words, yes_words
from analytics.charts.words import (
    counted,
    day_words,
    listed,
    number,
    placement_words,
    quarter_words,
    short_quarter,
)
from analytics.definitions import CIRCUMSTANCES, PLACEMENT_TYPES, REPEAT_DAYS, REPEAT_EPISODES
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
}
MOST_VALUES = 3
MOST_LINKS = 10
AREAS = {True: "out of area", False: "in area", None: "in and out of area"}


def briefing_headline(group: int, links: pd.DataFrame, changes: pd.DataFrame) -> str:
    """The group in one line; links, changes: its rows of group_links and group_changes."""
    size = counted(len(group_children(links)), "child", "children")
    since = quarter_words(changes["quarter_start"].min())
    return f"Group {group}: {size}, together since {since}"


def selection_words(filters: Filters, period: str) -> str:
    """What the reader chose, in one line, as the printed page needs it."""
    kinds = [PLACEMENT_TYPES[kind].lower() for kind in filters.placement_types]
    placements = f"{listed(kinds)} placements" if kinds else "all placements"
    return f"Missing episodes of {period}; {placements}; {AREAS[filters.out_of_area]}"


def members_table(members: pd.DataFrame) -> pd.DataFrame:
    """Members down, by reference: since when, where they live, what was shared, held and due."""
    return pd.DataFrame(
        {
            "Child": members["child_id"],
            "In the group since": [_quarter(label) for label in members["since"]],
            "Placement": [placement_words(kind) for kind in members["placement_type"]],
            "Home": members["setting"],
            "Out of area": members["out_of_area"].map(yes_words),
            "Shared of all episodes": _parts(members["shared"], members["episodes"]),
            "Return interviews": [
                f"{number(done)} held, {number(due)} due"
                for done, due in zip(
                    members["interviews_done"], members["interviews_due"], strict=True
                )
            ],
            f"Strategy meeting ({REPEAT_EPISODES} in {REPEAT_DAYS} days)": [
                meeting_words(member) for _, member in members.iterrows()
            ],
        }
    )


def _quarter(label: str) -> str:
    """A quarter's label "2021-Q1" as "Jan–Mar 2021"."""
    return short_quarter(pd.Period(label.replace("-", ""), "Q").start_time).replace("<br>", " ")


def _parts(some: pd.Series, of: pd.Series) -> list[str]:
    return [f"{number(a)} of {number(b)}" for a, b in zip(some, of, strict=True)]


def meeting_words(member: pd.Series) -> str:
    """Whether the latest time a child reached the trigger was followed by a strategy meeting."""
    if pd.isna(member["reached_at"]):
        return "not reached"
    reached = f"reached {day_words(member['reached_at'])}"
    if pd.isna(member["meeting_on"]):
        days = counted(member["days_since"], "day")
        return f"{reached}; no meeting recorded, {days} since"
    return f"{reached}; meeting {day_words(pd.Timestamp(member['meeting_on']))}"


def members_caption(members: pd.DataFrame) -> str:
    """Who is listed, and in which order, which is nobody's rank."""
    return f"{counted(len(members), 'child', 'children')}, in order of reference"


def shared_caption(circumstances: pd.DataFrame) -> str:
    """What the shared places and times are counted of."""
    if circumstances.empty:
        return "No shared episodes by this choice"
    episodes, occasions = circumstances.iloc[0][["of_episodes", "of_outings"]]
    return (
        f"{counted(episodes, 'shared episode')} on {counted(occasions, 'occasion')}; each "
        "answer with its episodes"
    )


def shared_lines(circumstances: pd.DataFrame) -> dict[str, str]:
    """Where, when and how they went and came back: each question with its answers."""
    return {name: circumstance_words(circumstances, each) for each, name in QUESTIONS.items()}


def circumstance_words(rows: pd.DataFrame, circumstance: str) -> str:
    """The most frequent values with their episodes, then how many are not recorded."""
    own = rows[(rows["circumstance"] == circumstance) & (rows["episodes"] > 0)]
    unknown = own[own["value"] == "not_recorded"]
    known = own[own["value"] != "not_recorded"]
    said = [
        f"{_value_words(circumstance, value)}: {number(count)}"
        for value, count in zip(known["value"], known["episodes"], strict=True)
    ]
    if len(said) > MOST_VALUES:
        said = [*said[:MOST_VALUES], f"{len(said) - MOST_VALUES} more"]
    if len(unknown):
        said.append(f"not recorded: {number(unknown['episodes'].iloc[0])}")
    return ", ".join(said) or "–"


def _value_words(circumstance: str, value: str) -> str:
    if circumstance == "weekday":
        return day_name[int(value) - 1]
    return CIRCUMSTANCES.get(circumstance, {}).get(value, value)


def links_table(links: pd.DataFrame) -> pd.DataFrame:
    """Links down, by reference, at most MOST_LINKS: how each is known, and what ties the two."""
    shown = links.head(MOST_LINKS)
    return pd.DataFrame(
        {
            "Child": shown["child_a"],
            "and": shown["child_b"],
            "Shared": shown["shared"],
            "Recorded": shown["recorded"],
            "Inferred": shown["inferred"],
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
