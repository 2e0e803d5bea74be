"""Interviews that an episode's file says were offered or accepted, without saying when.

They are kept under a reference made from the episode's, so that a corrected row finds them. Real
interviews, from the interviews template, count before them (store/derived.sql).
"""

import duckdb
import pandas as pd

from analytics.definitions import TIMESCALE_HOURS
from analytics.ingest.covered import merge_interviews
from analytics.ingest.merge import ask
from analytics.ingest.rules import Findings


def merge_offers(
    con: duckdb.DuckDBPyConnection, rows: pd.DataFrame, findings: Findings, file_number: int
) -> pd.Series:
    """Write the interviews of the rows; return the row numbers where that changed something.

    Offered and not accepted: declined. Accepted: an interview without outcome, since nothing says
    when it was held. Not offered: none.
    """
    offered, accepted = (
        rows[name] if name in rows else pd.Series(None, rows.index, dtype="str")
        for name in ("offered", "accepted")
    )
    declined = (offered == "yes") & (accepted == "no")
    there = (offered == "yes") | (accepted == "yes")
    _warn_of_what_is_not_said(findings, int((accepted == "yes").sum()))
    interviews = pd.DataFrame(
        {
            "interview_id": "offer-" + rows["episode_id"],
            "child_id": rows["child_id"],
            "outcome": declined.map({True: "declined"}).astype("str"),
            "episode_ids": rows["episode_id"],
        }
    )
    gone = _withdraw(con, interviews[~there])
    outcomes = merge_interviews(con, interviews[there], file_number)
    return pd.Index([*gone, *outcomes.index[outcomes != "unchanged"]])


def _withdraw(con, interviews: pd.DataFrame) -> list[int]:
    gone = ask(
        con,
        """
        select row_number, interview_id
        from incoming
        semi join interviews using (interview_id)
        anti join audits using (interview_id)
        """,
        interviews,
    ).set_index("row_number")
    ask(
        con,
        "delete from interview_episodes where interview_id in (select interview_id from incoming)",
        gone,
    )
    ask(
        con,
        "delete from interviews where interview_id in (select interview_id from incoming)",
        gone,
    )
    return list(gone.index)


def _warn_of_what_is_not_said(findings: Findings, accepted: int) -> None:
    if accepted:
        plural = "interviews are" if accepted > 1 else "interview is"
        findings.add_for_file(
            "interview-without-details",
            f"{accepted} {plural} said to be accepted, but not when: they count as not recorded "
            f"(pending in the first {TIMESCALE_HOURS} hours) until the interviews template is "
            "loaded.",
        )
