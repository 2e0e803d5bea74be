"""Who is waiting for an interview, as a person reads the list."""

import pandas as pd

from analytics.charts.words import counted, hours, in_hours, number
from analytics.definitions import PLACEMENT_TYPES, TIMESCALE_HOURS

WAITING = {
    "all": "All",
    "left": "Hours left",
    "not_begun": "Not back yet",
    "over": "Hours over",
    "not_known": "Time not known",
}

PAST = {
    "over": f"past {TIMESCALE_HOURS} hours with no outcome recorded",
    "not_known": "without times",
}


def waiting_title(rows: pd.DataFrame) -> str:
    """How many can still be interviewed in time, and for how many the hours are over."""
    if rows.empty:
        return "Every episode has a recorded outcome"
    kinds = rows["time_left"].value_counts()
    possible = kinds.get("left", 0) + kinds.get("not_begun", 0)
    parts = []
    if possible:
        parts.append(f"{counted(possible, 'episode')} can still have an interview in time")
    for kind, words in PAST.items():
        count = kinds.get(kind, 0)
        if count:
            noun = number(count) if parts else counted(count, "episode")
            parts.append(f"{noun} {'is' if count == 1 else 'are'} {words}")
    return ", ".join(parts)


def waiting_caption(shown: int, waiting: int, as_of: str) -> str:
    """What the list holds: how many of how many, and to when hours are counted."""
    part = counted(shown, "episode") if shown == waiting else f"{shown} of {waiting} episodes"
    return f"{part} pending or not recorded, soonest first; hours are counted to {as_of}"


def waiting_twin(rows: pd.DataFrame, kind: str = "all") -> pd.DataFrame:
    """Episodes down, soonest first: time left or over, then what is needed to go and listen.

    rows: interviews_waiting. kind: one of WAITING.
    """
    if kind != "all":
        rows = rows[rows["time_left"] == kind]
    return pd.DataFrame(
        {
            f"{TIMESCALE_HOURS} hours": [_time_left(row) for _, row in rows.iterrows()],
            "Child": rows["child_id"],
            "Returned": rows["returned_at"],
            "Setting": rows["setting"],
            "Placement": [_placement(row) for _, row in rows.iterrows()],
            "Offered": rows["offered_at"],
            "Episodes before": rows["previous_episodes"],
            "Missing from": rows["missing_at"],
            "Episode": rows["episode_id"],
        }
    ).reset_index(drop=True)


def _placement(row: pd.Series) -> str:
    """The placement type, and that it is out of area where it is."""
    words = PLACEMENT_TYPES.get(row["placement_type"], "Not known")
    out_of_area = pd.notna(row["out_of_area"]) and bool(row["out_of_area"])
    return f"{words}, out of area" if out_of_area else words


def _time_left(row: pd.Series) -> str:
    if row["time_left"] in ("not_begun", "not_known"):
        return WAITING[row["time_left"]].lower()
    size, way = abs(row["hours_left"]), row["time_left"]
    if size < 1:
        return f"under an hour {way}"
    return f"{in_hours(size) if size <= TIMESCALE_HOURS else hours(size)} {way}"
