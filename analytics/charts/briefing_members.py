"""The members of a group in words: where they live, what was shared, held and agreed."""

import pandas as pd

from analytics.charts.words import counted, day_words, number, placement_words, short_quarter
from analytics.definitions import REPEAT_DAYS, REPEAT_EPISODES, TIMESCALE_HOURS

AREAS = {True: ", out of area", False: ", in area"}
_THRESHOLD = {2: "two", 3: "three", 4: "four", 5: "five"}.get(REPEAT_EPISODES, str(REPEAT_EPISODES))


def members_table(members: pd.DataFrame) -> pd.DataFrame:
    """Members down, by reference: where they live, since when, what was shared, held and agreed."""
    rows = [member for _, member in members.iterrows()]
    return pd.DataFrame(
        {
            "Child": members["child_id"],
            "Age": members["age_years"].map(number),
            "Placement": [_placement_words(member) for member in rows],
            "Home": members["setting"],
            "Seen in the group since": [_quarter(label) for label in members["since"]],
            "Episodes": [
                f"shared {number(member['shared'])} of {counted(member['episodes'], 'episode')}"
                for member in rows
            ],
            "Last episode": [last_episode_words(member) for member in rows],
            "Return interviews": [interviews_words(member) for member in rows],
            f"Strategy meeting ({REPEAT_EPISODES} in {REPEAT_DAYS} days)": [
                meeting_words(member) for member in rows
            ],
        }
    )


def _placement_words(member: pd.Series) -> str:
    area = member["out_of_area"]
    return placement_words(member["placement_type"]) + ("" if pd.isna(area) else AREAS[bool(area)])


def _quarter(label: str) -> str:
    """A quarter's label "2021-Q1" as "Jan–Mar 2021"."""
    return short_quarter(pd.Period(label.replace("-", ""), "Q").start_time).replace("<br>", " ")


def last_episode_words(member: pd.Series) -> str:
    """When the child last went, and whether it is still missing."""
    if pd.isna(member["last_missing_at"]):
        return "none by this choice"
    still = "; still missing" if member["still_missing"] else ""
    return f"{day_words(member['last_missing_at'])}{still}"


def interviews_words(member: pd.Series) -> str:
    """How many of the child's episodes an interview was held for, and what is open."""
    if not member["episodes"]:
        return "no episodes by this choice"
    held, episodes = number(member["interviews_done"]), counted(member["episodes"], "episode")
    said = [f"held for {held} of {episodes}"]
    if member["interviews_waiting"]:
        said.append(
            f"{number(member['interviews_waiting'])} still within {TIMESCALE_HOURS} hours of return"
        )
    if member["interviews_not_recorded"]:
        said.append(f"{number(member['interviews_not_recorded'])} without an outcome")
    return "; ".join(said)


def meeting_words(member: pd.Series) -> str:
    """When the child last reached the threshold, until when it held, the meeting on record."""
    reached, until = member["reached_at"], member["at_threshold_until"]
    if pd.isna(reached):
        return "not reached"
    said = f"reached {day_words(reached)}"
    if not pd.isna(until) and until.normalize() > reached.normalize():
        last = day_words(until)
        if until.year == reached.year:
            last = last.removesuffix(f" {until.year}")
        said += f", at {_THRESHOLD} or more until {last}"
    if pd.isna(member["meeting_on"]):
        return f"{said}; no meeting recorded since"
    return f"{said}; meeting {day_words(pd.Timestamp(member['meeting_on']))}"


def members_caption(members: pd.DataFrame) -> str:
    """Who is listed, and in which order, which is nobody's rank."""
    return f"{counted(len(members), 'child', 'children')}, in order of reference"
