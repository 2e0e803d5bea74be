"""Companions and audits: rows that hang on an episode or an interview."""

import pandas as pd

from analytics.ingest.checks.context import Context
from analytics.ingest.checks.episodes import warn_of_moment
from analytics.ingest.merge import ask
from analytics.ingest.rules import Findings


def check_companions(con, rows: pd.DataFrame, findings: Findings, context: Context):
    """The episode is known, and the companion is another child."""
    seen = ask(
        con,
        """
        select
            row_number,
            episode_id,
            episodes.episode_id is null                                as unknown,
            coalesce(episodes.child_id = companion_id, false)          as own
        from incoming
        left join episodes using (episode_id)
        order by row_number
        """,
        rows,
    )
    unknown = seen[seen["unknown"]]
    findings.add(
        "unknown-episode",
        unknown["row_number"],
        [
            f"No episode has the reference '{name}': load it first."
            for name in unknown["episode_id"]
        ],
    )
    findings.add(
        "companion-is-the-child",
        seen["row_number"][seen["own"]],
        "The companion is the child who went missing: name the other child.",
    )
    return findings.without_rejected(rows)


def check_audits(con, rows: pd.DataFrame, findings: Findings, context: Context):
    """The interview is known."""
    unknown = ask(
        con,
        "select row_number, interview_id from incoming anti join interviews using (interview_id) "
        "order by row_number",
        rows,
    )
    findings.add(
        "unknown-interview",
        unknown["row_number"],
        [f"No interview has the reference '{i}': load it first." for i in unknown["interview_id"]],
    )
    return findings.without_rejected(rows)


def check_response_audits(con, rows: pd.DataFrame, findings: Findings, context: Context):
    """The episode is known."""
    unknown = ask(
        con,
        "select row_number, episode_id from incoming anti join episodes using (episode_id) "
        "order by row_number",
        rows,
    )
    findings.add(
        "unknown-episode",
        unknown["row_number"],
        [f"No episode has the reference '{e}': load it first." for e in unknown["episode_id"]],
    )
    return findings.without_rejected(rows)


def check_day(
    rows: pd.DataFrame, texts: pd.DataFrame, findings: Findings, context: Context
) -> None:
    """An audit after the data date is kept, with a warning."""
    warn_of_moment(rows, "audited_on", "audit", findings, context)
