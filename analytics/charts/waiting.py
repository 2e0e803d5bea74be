"""Who is waiting for an interview, as a person reads the list."""

import pandas as pd

from analytics.charts.words import counted, hours, in_hours, number
from analytics.definitions import PLACEMENT_TYPES, TIMESCALE_HOURS

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
            "72 hours": [_time_left(row) for _, row in rows.iterrows()],
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
    return f"{words}, out of area" if row["out_of_area"] is True else words


def _time_left(row: pd.Series) -> str:
    if pd.isna(row["returned_at"]):
        return "not back yet"
    if pd.isna(row["hours_left"]):
        return "time not known"
    size, way = abs(row["hours_left"]), "left" if row["hours_left"] > 0 else "over"
    return f"{in_hours(size) if size <= TIMESCALE_HOURS else hours(size)} {way}"
