"""Single episodes as a table; staff only."""

import pandas as pd

from analytics.definitions import (
    COMPANIONS,
    FOUND_SETTINGS,
    INTERVIEW_STATES,
    PLACEMENT_TYPES,
    RETURN_METHODS,
    TRAVEL_MODES,
)

ABOUT_PLACES = ["Place", "Found at", "With", "Travelled", "Came back"]


def episodes_twin(episodes: pd.DataFrame, *, about: str = "interviews") -> pd.DataFrame:
    """Single episodes down, as a person reads them; what is not known is a dash.

    about: which columns come first after the times, those of "interviews" or of "places".
    """

    def words(column: str, names: dict) -> pd.Series:
        return episodes[column].map(lambda code: names.get(code, "–"))

    hours_gone, hours_to_interview = (
        ["–" if pd.isna(value) else f"{value:,.1f}" for value in episodes[column]]
        for column in ("gone_hours", "hours_to_interview")
    )
    table = pd.DataFrame(
        {
            "Episode": episodes["episode_id"],
            "Child": episodes["child_id"],
            "Missing from": episodes["missing_at"],
            "Returned": episodes["returned_at"],
            "Interview": words("interview_state", INTERVIEW_STATES),
            "Hours to interview": hours_to_interview,
            "In time": words("in_time", {True: "yes", False: "no"}),
            "Hours gone": hours_gone,
            "Placement": words("placement_type", PLACEMENT_TYPES),
            "Out of area": words("out_of_area", {True: "yes", False: "no"}),
            "Setting": episodes["setting"],
            "Place": episodes["place"],
            "Found at": words("found_setting", FOUND_SETTINGS),
            "Travelled": words("travel_mode", TRAVEL_MODES),
            "Came back": words("return_method", RETURN_METHODS),
            "With": [_companions(codes) for codes in episodes["companions"]],
        }
    )
    if about == "interviews":
        return table
    times = list(table.columns[:4])
    others = [column for column in table.columns[4:] if column not in ABOUT_PLACES]
    return table[[*times, *ABOUT_PLACES, *others]]


def _companions(codes: str | None) -> str:
    if pd.isna(codes):
        return "–"
    return ", ".join(COMPANIONS.get(code, code) for code in codes.split(", ")) or "–"
