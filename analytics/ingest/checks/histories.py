"""Episodes against the child's other episodes and placements: kept, with a warning."""

from pathlib import Path

import pandas as pd

from analytics.ingest.checks.context import Context
from analytics.ingest.merge import ask
from analytics.ingest.rules import Findings

HERE = Path(__file__).parent
OVERLAPS = (HERE / "overlaps.sql").read_text(encoding="utf-8")
CARE = (HERE / "care.sql").read_text(encoding="utf-8")

CARE_MESSAGES = {
    "575": "The placement has ended, but the episode is still open: add its end.",
    "577": "The child has left care, but the episode is still open: add its end.",
    "578": "The episode starts after the child left care: correct its start or the placement.",
    "581": "The episode starts before the child came into care: correct one of them.",
}


def warn(con, rows: pd.DataFrame, findings: Findings, context: Context) -> None:
    """Warn of episodes that overlap (574) or do not agree with the placements (575 to 581)."""
    fields = ["episode_id", "child_id", "missing_at", "returned_at"]
    for overlap in ask(con, OVERLAPS, rows[fields]).itertuples():
        if overlap.starts_within and overlap.within_open:
            message = "The episode starts while an earlier one of the child is still open."
        elif overlap.starts_within:
            message = "The episode starts before an earlier one of the child has ended."
        else:
            message = "The episode ends after a later one of the child has started."
        findings.add("574", [overlap.row_number], message)
    con.execute("create temp table if not exists continuing (child_id varchar, ended_on timestamp)")
    disagreeing = ask(con, CARE, rows[fields], as_of=context.as_of)
    for rule, found in disagreeing.groupby("rule"):
        findings.add(rule, found["row_number"], CARE_MESSAGES[rule])
