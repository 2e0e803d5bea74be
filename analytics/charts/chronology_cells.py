"""What single cells of a child's record say: where, with whom, why, how, and for how long."""

import pandas as pd

from analytics.charts.words import counted, hours
from analytics.definitions import (
    COMPANIONS,
    FOUND_SETTINGS,
    PLACEMENT_TYPES,
    RETURN_METHODS,
    RISKS,
    TIMESCALE_HOURS,
    TRAVEL_MODES,
)


def days_and_hours(length: float) -> str:
    """Hours as a person says them: "5 days 13 hours"; up to two days "33.2 hours".

    Never just "3 days", nor the timescale, for what is over them: that would be in time.
    """
    if length < 48:
        return hours(length)
    whole = round(length)
    days, rest = divmod(whole, 24)
    size = f"{days} days {counted(rest, 'hour')}" if rest else f"{days} days"
    over = length > whole and (not rest or whole == TIMESCALE_HOURS)
    return f"just over {size}" if over else size


def gone_words(episode: pd.Series) -> str:
    """How long the child was gone: "gone 1.9 hours"; what is known where that is not."""
    if pd.isna(episode["until"]):
        return "still missing" if episode["what"] == "missing" else "still away"
    if pd.isna(episode["gone_hours"]):
        return "hours not known"
    return f"gone {days_and_hours(episode['gone_hours'])}"


def where_words(row: pd.Series) -> str:
    """Of a placement its type, home and area; of an episode where the child was found."""
    if row["kind"] == "placement":
        parts = [PLACEMENT_TYPES.get(row["what"], "Not known")]
        parts += [row["setting"]] if pd.notna(row["setting"]) else []
        parts += ["out of area"] if pd.notna(row["out_of_area"]) and row["out_of_area"] else []
        return ", ".join(parts)
    kind = _coded(row["found_setting"], FOUND_SETTINGS)
    if pd.isna(row["place"]):
        return kind
    return f"{row['place']}, {kind.lower()}" if kind else row["place"]


def with_words(row: pd.Series) -> str:
    """Who a child was with, as recorded, and which other children: recorded or inferred.

    What is inferred against a record that the child was alone is not put beside it as if it were
    one: both are said.
    """
    codes = _codes(row)
    people = ", ".join(filter(None, (_coded(code, COMPANIONS) for code in codes)))
    people = people[:1] + people[1:].lower()
    children = [] if pd.isna(row["companion_ids"]) else row["companion_ids"].split("; ")
    against = [child for child in children if is_against_record(row, child)]
    beside = ", ".join(child for child in children if child not in against)
    if not against:
        return "; ".join(filter(None, (people, beside)))
    people = f"Recorded as {people.lower()}"
    return "; ".join(filter(None, (people, beside, f"times and places say {', '.join(against)}")))


def is_against_record(row: pd.Series, child: str) -> bool:
    """Whether a child, one of companion_ids, is inferred where the worker recorded "alone"."""
    return child.endswith(" (inferred)") and "alone" in _codes(row)


def _codes(row: pd.Series) -> list[str]:
    return [] if pd.isna(row["companions"]) else row["companions"].split("; ")


def why_words(row: pd.Series) -> str:
    """The reasons and the risk recorded of an episode: "Upset after contact; medium risk"."""
    reasons = "" if pd.isna(row["reasons"]) else row["reasons"].replace("; ", ", ")
    risk = _coded(row["risk"], RISKS)
    risk = f"{risk} risk" if risk else ""
    words = "; ".join(filter(None, (reasons, risk.lower() if reasons else risk)))
    return words[:1].upper() + words[1:]


def way_words(row: pd.Series) -> str:
    """How a child travelled and came back: "On foot; back: own accord"."""
    back = _coded(row["return_method"], RETURN_METHODS).lower()
    there = _coded(row["travel_mode"], TRAVEL_MODES)
    if not back:
        return there
    return f"{there}; back: {back}" if there else f"Back: {back}"


def _coded(code, names: dict[str, str]) -> str:
    """The words of a code; nothing where none is recorded."""
    return "" if pd.isna(code) or code == "not_recorded" else names.get(code, code)
