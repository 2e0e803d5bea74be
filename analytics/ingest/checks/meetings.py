"""Strategy meetings: the day each was held, against the data date and the child's date of birth."""

import pandas as pd

from analytics.ingest.checks.children import add_bare_children
from analytics.ingest.checks.context import Context
from analytics.ingest.checks.episodes import warn_of_moment
from analytics.ingest.merge import ask
from analytics.ingest.rules import Findings


def check_rows(
    rows: pd.DataFrame, texts: pd.DataFrame, findings: Findings, context: Context
) -> None:
    """A meeting after the data date is kept, with a warning."""
    warn_of_moment(rows, "held_on", "meeting", findings, context)


def check_with_store(con, rows: pd.DataFrame, findings: Findings, context: Context):
    """A meeting is held after the child's birth; an unknown child is kept as a reference."""
    before_birth = ask(
        con,
        """
        select row_number
        from incoming
        join children using (child_id)
        where incoming.held_on <= children.date_of_birth
        order by row_number
        """,
        rows,
    )
    findings.add(
        "meeting-before-birth",
        before_birth["row_number"],
        "The meeting was held on or before the child's date of birth: correct one of them.",
    )
    rows = findings.without_rejected(rows)
    add_bare_children(con, rows, findings)
    return rows
