"""Groups that interviews are compared by, as a reader sees them."""

from calendar import day_name

from analytics.charts.words import counted, number, placement_words
from analytics.definitions import DAY_KINDS, DENOMINATORS

AREAS = {"in_area": "In area", "out_of_area": "Out of area"}


def group_words(dimension: str, group: str) -> str:
    """A group of timeliness_by as a reader sees it: "Out of area", "Tuesday", "16:00–16:59"."""
    if group == "not_known":
        return "Not known"
    if group == "still_missing" and dimension.startswith("return_"):
        return "Not back yet"
    if dimension == "out_of_area":
        return AREAS[group]
    if dimension == "placement_type":
        return placement_words(group)
    if dimension == "day_kind":
        return DAY_KINDS[group]
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
    if words in ("Not back yet", "Not known"):
        return words.lower()
    if dimension == "return_weekday":
        return f"returns on {words}"
    if dimension == "return_hour":
        return f"returns at {words}"
    return words if dimension == "setting" else words[0].lower() + words[1:]


def of_counted(denominator: str, count) -> str:
    """What a share is of, with its number: "of all 133 episodes", "of the 110 completed"."""
    if denominator == "episodes":
        return f"of all {counted(count, 'episode')}" if count != 1 else "of the one episode"
    return f"of the {number(count)} {DENOMINATORS[denominator].removeprefix('those ')}"


def base_words(denominator: str) -> str:
    """What a rate is a share of: "of all episodes"."""
    return f"of {DENOMINATORS[denominator]}"
