"""Who is waiting for an interview, as a person reads the list."""

import pandas as pd

from analytics.charts.words import counted, hours, number
from analytics.definitions import INTERVIEW_STATES, PLACEMENT_TYPES

WAITING = {
    "all": "All",
    "left": "Hours left",
    "missing": "Not back yet",
    "over": "Hours over",
}


def _kinds(rows: pd.DataFrame) -> pd.Series:
    """Which of WAITING each row belongs to; "unknown" without times."""
    left = rows["hours_left"]
    kinds = pd.Series("unknown", index=rows.index)
    kinds[left > 0], kinds[left <= 0] = "left", "over"
    return kinds.mask(rows["returned_at"].isna(), "missing")


def waiting_title(rows: pd.DataFrame) -> str:
    """How many can still be interviewed in time, and for how many the hours are over."""
    if rows.empty:
        return "Every episode has a recorded outcome"
    kinds = _kinds(rows).value_counts()
    possible = kinds.get("left", 0) + kinds.get("missing", 0)
    can = "can still have an interview in time"
    rest = len(rows) - possible
    others = f"{number(rest)} {'is' if rest == 1 else 'are'} past it with no outcome recorded"
    return f"{counted(possible, 'episode')} {can}, {others}"


def waiting_caption(shown: int, waiting: int, as_of: str) -> str:
    """What the list holds: how many of how many, and to when hours are counted."""
    part = counted(shown, "episode") if shown == waiting else f"{shown} of {waiting} episodes"
    return f"{part} pending or not recorded, soonest first; hours are counted to {as_of}"


def waiting_twin(rows: pd.DataFrame, kind: str = "all") -> pd.DataFrame:
    """Episodes down, soonest first: time left or over, then what is needed to go and listen."""
    if kind != "all":
        rows = rows[_kinds(rows) == kind]
    return pd.DataFrame(
        {
            "Time left": [_time_left(row) for _, row in rows.iterrows()],
            "Child": rows["child_id"],
            "Episode": rows["episode_id"],
            "Missing from": rows["missing_at"],
            "Returned": rows["returned_at"],
            "Outcome": rows["interview_state"].map(INTERVIEW_STATES),
            "Offered": rows["offered_at"],
            "Placement": rows["placement_type"].map(lambda code: PLACEMENT_TYPES.get(code, "–")),
            "Out of area": rows["out_of_area"].map(
                lambda out: {True: "yes", False: "no"}.get(out, "–")
            ),
            "Setting": rows["setting"],
            "Episodes before": rows["previous_episodes"],
        }
    ).reset_index(drop=True)


def _time_left(row: pd.Series) -> str:
    if pd.isna(row["returned_at"]):
        return "not back yet"
    if pd.isna(row["hours_left"]):
        return "time not known"
    if row["hours_left"] > 0:
        return f"{hours(row['hours_left'])} left"
    return f"over by {hours(-row['hours_left'])}"
