"""The questions that FOI requests, members and inspectors ask again and again, answered."""

import pandas as pd

from analytics.charts.repeat_bands import band_words
from analytics.charts.words import number, percent
from analytics.definitions import TIMESCALE_HOURS
from analytics.glossary.term import source_of_timescale
from analytics.measures import (
    interviews_offered,
    quarterly_summary,
    repeat_bands,
    timeliness_by,
)
from analytics.reports.asking import Ask, as_text, is_shown

GUIDANCE = "DfE statutory guidance, January 2014"
EPISODE = (
    "An episode counts in the quarter in which the child went missing: not at the placement or "
    f"where they were expected, whereabouts unknown ({GUIDANCE})."
)


def recurring_questions(ask: Ask) -> pd.DataFrame:
    """Question, Answer, Definition: all text; for the council of children in care none."""
    columns = ["Question", "Answer", "Definition"]
    if ask.audience == "council":
        return pd.DataFrame(columns=columns, dtype="str")
    now = ask.now(quarterly_summary)
    if now.empty:
        return pd.DataFrame(columns=columns, dtype="str")
    rows = [*_numbers(now.iloc[0]), *_offered(ask), *_interviews(now.iloc[0])]
    return as_text(pd.DataFrame([*rows, *_areas(ask), *_bands(ask)], columns=columns))


def _numbers(now: pd.Series) -> list[tuple[str, str, str]]:
    return [
        (
            "How many children in care went missing?",
            number(now["children"]),
            "Children looked after, each counted once, with at least one missing episode in the "
            "quarter.",
        ),
        ("How many missing episodes were there?", number(now["episodes"]), EPISODE),
        (
            "How many of these children were not looked after?",
            "Not held",
            "These records are of looked-after children only.",
        ),
    ]


def _offered(ask: Ask) -> list[tuple[str, str, str]]:
    offered = ask.now(interviews_offered).iloc[0]["offered"]
    return [
        (
            "For how many episodes was a return interview offered?",
            number(offered),
            "Held or declined, or an offer is recorded. Voided ones are not counted.",
        )
    ]


def _interviews(now: pd.Series) -> list[tuple[str, str, str]]:
    share = percent(now["in_time_of_episodes"])
    if pd.isna(now["in_time_of_episodes"]) and now["episodes"]:
        held = "Not known: the records hold days without times"
    elif is_shown(now["in_time"], now["in_time_of_episodes"]):
        held = f"{number(now['in_time'])} ({share} of all episodes)"
    else:
        held = number(now["in_time"])
    return [
        (
            "How many return interviews were completed?",
            number(now["completed"]),
            "Episodes covered by a completed interview; one interview may cover several.",
        ),
        (
            f"How many were completed within {TIMESCALE_HOURS} hours?",
            held,
            f"Within {TIMESCALE_HOURS} clock hours of the child's return "
            f"({source_of_timescale(GUIDANCE)}).",
        ),
        (
            "How many were declined?",
            number(now["declined"]),
            "The child declined; the carer may still have given information.",
        ),
        (
            "For how many episodes is no outcome recorded?",
            number(now["not_recorded"]),
            f"Back for {TIMESCALE_HOURS} hours or more, and nothing is written down.",
        ),
    ]


def _areas(ask: Ask) -> list[tuple[str, str, str]]:
    areas = ask.now(timeliness_by, dimension="out_of_area")
    by_area = areas.set_index("group")
    out, unknown = (_of_area(by_area, area) for area in ("out_of_area", "not_known"))
    answer = out if unknown == "0" else f"{out}; area not known: {unknown}"
    return [
        (
            "How many episodes were from placements out of the area?",
            answer,
            "The placement on the day lay outside the authority that looks after the child.",
        )
    ]


def _bands(ask: Ask) -> list[tuple[str, str, str]]:
    return [
        (
            f"How many children went missing {band_words(row['band'])}?",
            number(row["children"]),
            "Children by how many missing episodes each had in the quarter.",
        )
        for _, row in ask.now(repeat_bands).iterrows()
    ]


def _of_area(by_area: pd.DataFrame, area: str) -> str:
    if area not in by_area.index:
        return "0"
    row = by_area.loc[area]
    if not is_shown(row["episodes"], row["children"]):
        return number(row["episodes"])
    return f"{number(row['episodes'])}, of {number(row['children'])} children"
