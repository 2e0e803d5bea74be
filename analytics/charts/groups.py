"""Groups that interviews are compared by, as a reader sees them."""

from calendar import day_name

from analytics.charts.words import placement_words
from analytics.definitions import DENOMINATORS

IN_WORDS = {
    "in_area": "In area",
    "out_of_area": "Out of area",
    "still_missing": "Not back yet",
    "not_known": "Not known",
}


def group_words(dimension: str, group: str) -> str:
    """A group of timeliness_by as a reader sees it: "Out of area", "Tuesday", "16:00–16:59"."""
    if group in IN_WORDS:
        return IN_WORDS[group]
    if dimension == "placement_type":
        return placement_words(group)
    if dimension == "age_band":
        return f"Aged {group}"
    if dimension == "return_weekday":
        return day_name[int(group) - 1]
    if dimension == "return_hour":
        return f"{int(group):02d}:00–{int(group):02d}:59"
    return group


def among_words(dimension: str, group: str) -> str:
    """The group within a sentence: "out of area", "returns on Tuesday"."""
    words = group_words(dimension, group)
    if group in ("still_missing", "not_known"):
        return words.lower()
    if dimension == "return_weekday":
        return f"returns on {words}"
    if dimension == "return_hour":
        return f"returns at {words}"
    return words if dimension == "setting" else words[0].lower() + words[1:]


def base_words(denominator: str) -> str:
    """What a rate is a share of: "of all episodes"."""
    return f"of {DENOMINATORS[denominator]}"
