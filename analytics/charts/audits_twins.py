"""Audits as tables: grades by criterion, single audits, samples, actions."""

import pandas as pd

from analytics.charts.audits import good_or_better
from analytics.charts.words import (
    FIGURES,
    day_words,
    number,
    percent,
    placement_words,
    quarter_name,
    whole_percent,
)
from analytics.definitions import AUDIT_SOURCES, FEEDBACK_STATUSES, SUPPRESSED

MEASURES = FIGURES | {"audits_by_criterion": "Grades of audits"}
REFERENCES = {"interview": "Interview", "response": "Episode"}


def audits_twin(rows: pd.DataFrame) -> pd.DataFrame:
    """Criteria and quarters down: how many were audited, each grade, and good or better.

    rows: audits_by_criterion of one kind.
    """
    grades = list(dict.fromkeys(rows["grade"]))
    table = []
    for (criterion, start), part in rows.groupby(["criterion", "quarter_start"], sort=False):
        of_grade = part.set_index("grade")
        first = part.iloc[0]
        cells = {
            "Criterion": criterion,
            "Audited in": quarter_name(start, first["quarter"]),
            "Audited": number(first["of_audited"]),
        }
        if first["children_of_audited"] != SUPPRESSED:
            cells["Children"] = number(first["children_of_audited"])
        cells |= {grade: _count_and_share(of_grade.loc[grade]) for grade in grades}
        good, known = good_or_better(part)
        if known is not None and len(grades) > 1:
            cells["Good or better"] = _good_of_known(good, known)
        table.append(cells)
    order = list(dict.fromkeys(rows["criterion"]))
    return pd.DataFrame(sorted(table, key=lambda cells: order.index(cells["Criterion"])))


def _count_and_share(row: pd.Series) -> str:
    if SUPPRESSED in (row["audited"], row["share"]):
        return SUPPRESSED
    return f"{number(row['audited'])} ({whole_percent(row['share'])})"


def _good_of_known(good, known) -> str:
    if SUPPRESSED in (good, known):
        return SUPPRESSED
    return f"{number(good)} ({whole_percent(good / known)})" if known else "–"


def single_audits_twin(rows: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Single audits down, the latest first: what was audited, of which child, grade and note."""
    return pd.DataFrame(
        {
            REFERENCES[kind]: rows["reference"],
            "Child": rows["child_id"],
            "Audited on": rows["audited_on"],
            "Criterion": rows["criterion"],
            "Grade": rows["grade"],
            "Note": rows["note"],
        }
    )


def strata_twin(strata: pd.DataFrame, of: str) -> pd.DataFrame:
    """Placement types down: how many in all, audited before, could be drawn, were drawn."""
    what = "Completed interviews" if of == "interviews" else "Episodes"
    table = pd.DataFrame(
        {
            "Placement type": [placement_words(kind) for kind in strata["placement_type"]],
            what: strata["in_all"],
            "Audited before": strata["audited"],
            "Could be drawn": strata["could_be_drawn"],
            "Drawn": strata["drawn"],
        }
    )
    together = table.sum(numeric_only=True).to_dict() | {"Placement type": "Together"}
    table = pd.concat([table, pd.DataFrame([together])], ignore_index=True)
    shares = table["Drawn"] / table["Could be drawn"].where(table["Could be drawn"] > 0)
    return table.assign(**{"Share drawn": shares.map(percent)})


def sample_twin(sample: pd.DataFrame, of: str) -> pd.DataFrame:
    """What was drawn, in the order of the draw; whether audited before where some were."""
    references = {"Interview": sample["interview_id"], "Episode": sample["episode_id"]}
    if of == "episodes":
        references = dict(reversed(references.items()))
    columns = {
        "Drawn": sample["position"],
        **references,
        "Child": sample["child_id"],
        "Placement type": [placement_words(kind) for kind in sample["placement_type"]],
        "Missing from": sample["missing_at"],
        "Interviewed": sample["interviewed_at"],
    }
    if sample["audited"].any():
        columns["Audited before"] = sample["audited"].map({True: "yes", False: "no"})
    return pd.DataFrame(columns)


def actions_twin(actions: pd.DataFrame) -> pd.DataFrame:
    """Findings down: what follows, whose task, by when and how far, and what shows it."""
    rows = [row for _, row in actions.iterrows()]
    return pd.DataFrame(
        {
            "Finding": actions["finding"],
            "Action": actions["action"],
            "Whose task": actions["owner_role"],
            "Due": [_due(row) for row in rows],
            "Evidence": [_evidence(row) for row in rows],
            "Found": [f"{AUDIT_SOURCES[r['source']]}, {day_words(r['found_on'])}" for r in rows],
        }
    )


def _due(row: pd.Series) -> str:
    """By when, and where it stands: "15 December 2021: in progress, overdue"."""
    day = "No day" if pd.isna(row["due_on"]) else day_words(row["due_on"])
    known = pd.notna(row["status"])
    status = FEEDBACK_STATUSES[row["status"]].lower() if known else "not recorded how far"
    return f"{day}: {status}{', overdue' if row['overdue'] else ''}"


def _evidence(row: pd.Series) -> str:
    """What shows that it was done and worked, and the measure that it should move."""
    said = "None yet." if pd.isna(row["evidence"]) else row["evidence"]
    if pd.isna(row["measure"]):
        return said
    name = MEASURES.get(row["measure"], row["measure"])
    return f"{said} Should move: {name[:1].lower()}{name[1:]}."
