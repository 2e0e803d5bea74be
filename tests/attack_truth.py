"""What the counts in a store really are: an attack is right only where the truth fits it."""

from collections.abc import Iterator
from itertools import product

import pandas as pd

from analytics.definitions import (
    CIRCUMSTANCES,
    COMPANIONS,
    GOOD_OR_BETTER,
    LENGTH_BANDS,
    REPEAT_BANDS,
)
from tests.attack import ANY, What, is_empty

AREA = {True: "out_of_area", False: "in_area"}


def quarters_of(con) -> dict[str, list[pd.Timestamp]]:
    """Of each category the quarters in which there is an episode."""
    found = con.execute(
        "select distinct category, quarter_start from episode_facts order by all"
    ).df()
    return {category: list(rows) for category, rows in found.groupby("category")["quarter_start"]}


def places_of(con, start: pd.Timestamp, category: str) -> list[str]:
    """Places where someone was found: who knows the city can think of them all."""
    found = con.execute(
        "select distinct place_id from episode_facts"
        " where place_id is not null and quarter_start = $start and category = $category"
        " order by place_id",
        {"start": start.date(), "category": category},
    ).fetchall()
    return [place for (place,) in found]


def truth_of(con, start: pd.Timestamp, category: str) -> dict[What, tuple[int, int]]:
    """Episodes and children of every count there is in a quarter and category."""
    episodes = con.execute(
        "from episode_facts where quarter_start = $start and category = $category",
        {"start": start.date(), "category": category},
    ).df()
    children: dict[What, list[str]] = {}
    times = episodes["child_id"].value_counts()
    everyone = {who for found in episodes["companions"] for who in _companions(found)} | set(
        COMPANIONS
    )
    for row in episodes.to_dict("records"):
        for what in _counts_of(row, everyone, times[row["child_id"]]):
            children.setdefault(what, []).append(row["child_id"])
    for what, child in _audited(con, start, category):
        children.setdefault(what, []).append(child)
    return {what: (len(ids), len(set(ids))) for what, ids in children.items()}


def _audited(con, start: pd.Timestamp, category: str) -> Iterator[tuple[What, str]]:
    """Every count that an audit of the quarter is in, with the child: the latest grade counts."""
    audits = con.execute(AUDITED, {"start": start.date(), "category": category}).df()
    audits["good"] = audits["grade"].isin(GOOD_OR_BETTER)
    audits = audits.sort_values(["audited_on", "good"])
    for row in audits.drop_duplicates(["kind", "reference", "criterion"], keep="last").itertuples():
        for grade in (ANY, "good" if row.good else "below"):
            yield ("audit", row.kind, row.criterion, grade), row.child_id


AUDITED = """
    with audited as (
        select distinct
            'interview' as kind, interview_id as reference, category, child_id, audited_on,
            criterion, grade
        from audits join interview_episodes using (interview_id) join episodes using (episode_id)
        union all
        select
            'response' as kind, episode_id as reference, category, child_id, audited_on,
            criterion, grade
        from response_audits join episodes using (episode_id)
    )
    from audited
    where date_trunc('quarter', audited_on) = $start and category = $category
"""


def _counts_of(row: dict, everyone: set[str], times: int) -> Iterator[What]:
    outcome = row["interview_state"]
    if outcome == "completed":
        outcome = "in_time" if row["in_time"] else "late"
    kind = "not_known" if is_empty(row["placement_type"]) else row["placement_type"]
    area = "not_known" if is_empty(row["out_of_area"]) else AREA[bool(row["out_of_area"])]
    outcomes = [outcome, ANY, *(["completed"] if outcome in ("in_time", "late") else [])]
    for cell in product((kind, ANY), (area, ANY), outcomes):
        yield ("outcome", *cell)
    for variable in CIRCUMSTANCES:
        if variable != "companions":
            yield (variable, row[variable])
    yield ("place", "no_named_place" if is_empty(row["place_id"]) else row["place_id"])
    yield ("length", _band(row))
    yield ("repeat_band", _of_bands(REPEAT_BANDS, times))
    with_whom = _companions(row["companions"])
    for who in everyone:
        yield ("companions" if who in with_whom else "not_with", who)
    if outcome in ("pending", "not_recorded"):
        yield ("open",)
        yield ("asked",) if row["interview_stage"] == "offered" else ("not_asked",)
    if row["interview_stage"] in ("offered", "completed", "in_time") or outcome == "declined":
        yield ("offered",)


def _companions(found) -> set[str]:
    names = set() if found is None or is_empty_list(found) else set(found)
    return names or {"not_recorded"}


def is_empty_list(found) -> bool:
    return not hasattr(found, "__len__") or len(found) == 0


def _band(row: dict) -> str:
    if is_empty(row["returned_at"]):
        return "still missing"
    return _of_bands(LENGTH_BANDS, row["gone_hours"]) if row["time_known"] else "not known"


def _of_bands(bands, number: float) -> str:
    return [band for band, starts, _ in bands if starts <= number][-1]
