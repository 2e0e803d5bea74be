"""Placements: what a row needs, and which authority it lies in."""

import pandas as pd

from analytics.geography.postcodes import authorities
from analytics.ingest.checks.children import add_bare_children
from analytics.ingest.checks.context import Context
from analytics.ingest.merge import ask
from analytics.ingest.rules import Findings


def check_rows(rows: pd.DataFrame, texts: pd.DataFrame, findings: Findings, context) -> None:
    """A placement does not end before it starts."""
    if "ended_on" in rows:
        wrong = rows.index[rows["ended_on"] < rows["started_on"]]
        findings.add("ends-before-start", wrong, "The placement ends before it starts.")


def check_period(rows: pd.DataFrame, texts: pd.DataFrame, findings: Findings, context) -> None:
    """A period ends after it starts; its end is the day after its last."""
    wrong = rows.index[rows["period_end"] <= rows["period_start"]]
    findings.add("ends-before-start", wrong, "period_end must be later than period_start.")


def check_with_store(con, rows: pd.DataFrame, findings: Findings, context: Context):
    """The rows with the authority of their postcode, and whether that is out of area."""
    add_bare_children(con, rows, findings)
    if "continues" in rows:
        con.execute(
            "create temp table if not exists continuing (child_id varchar, ended_on timestamp)"
        )
        ask(
            con,
            "insert into continuing select child_id, ended_on from incoming where continues",
            rows,
        )
    if "postcode" in rows:
        rows = _with_authority(rows, findings)
    if "authority" in rows:
        rows = _with_out_of_area(con, rows)
    return rows


def _with_authority(rows: pd.DataFrame, findings: Findings) -> pd.DataFrame:
    found = authorities(rows["postcode"])
    if "authority" in rows:
        found = rows["authority"].fillna(found)
    unknown = int(found.isna().sum())
    if unknown:
        findings.add_for_file(
            "unknown-postcode",
            f"{unknown} of {len(rows)} placements have no postcode that ONS knows: "
            "whether they are out of area is not known.",
        )
    return rows.assign(authority=found)


def _with_out_of_area(con, rows: pd.DataFrame) -> pd.DataFrame:
    derived = ask(
        con,
        """
        select row_number, incoming.authority <> children.authority as out_of_area
        from incoming
        join children using (child_id)
        """,
        rows,
    ).set_index("row_number")["out_of_area"]
    derived = derived.reindex(rows.index).astype("boolean")
    if "out_of_area" in rows:
        derived = rows["out_of_area"].fillna(derived)
    return rows.assign(out_of_area=derived)
