"""Interviews: what a row needs, and whether the episodes it covers are known and the child's."""

import pandas as pd

from analytics.definitions import TIMESCALE_HOURS
from analytics.ingest.checks.context import Context
from analytics.ingest.checks.episodes import warn_of_moment
from analytics.ingest.merge import ask
from analytics.ingest.rules import Findings


def check_rows(
    rows: pd.DataFrame, texts: pd.DataFrame, findings: Findings, context: Context
) -> None:
    """A completed interview has a date; a date without outcome is a completed interview.

    Sets time_known: whether completed_at has a time.
    """
    undated = rows.index[(rows["outcome"] == "completed") & (texts["completed_at"] == "")]
    findings.add(
        "interview-without-date",
        undated,
        "The interview is completed but has no completed_at: add when it was held.",
    )
    held = rows["completed_at"].notna() & (texts["outcome"] == "")
    findings.add(
        "outcome-from-date",
        rows.index[held],
        "The interview has a date but no outcome: taken as completed.",
    )
    rows["outcome"] = rows["outcome"].mask(held, "completed")
    rows["time_known"] = rows["completed_at_timed"] | rows["completed_at"].isna()
    _warn_of_days(rows, findings)
    uncovered = rows.index[rows["episode_ids"].isna()]
    findings.add(
        "interview-unknown-episode", uncovered, "episode_ids is blank: name the episodes it covers."
    )
    for name, words in (("completed_at", "interview"), ("offered_at", "offer")):
        if name in rows:
            warn_of_moment(rows, name, words, findings, context)


def _warn_of_days(rows: pd.DataFrame, findings: Findings) -> None:
    days = (~rows["time_known"]).sum()
    if days:
        findings.add_for_file(
            "interview-without-time",
            f"Interviews with a day but no time in completed_at: {days}. They count as in time "
            f"only where all of that day is within {TIMESCALE_HOURS} hours of the return: "
            "add the time.",
        )


def check_with_store(con, rows: pd.DataFrame, findings: Findings, context: Context):
    """Every episode covered is known, and the interviewed child's own."""
    covered = ask(
        con,
        """
        select
            interview.row_number,
            interview.covered,
            episodes.episode_id is null                                as unknown,
            episodes.child_id <> interview.child_id                    as another_child
        from (
            select row_number, child_id, unnest(string_split(episode_ids, ';')) as covered
            from incoming
        ) as interview
        left join episodes on episodes.episode_id = interview.covered
        where episodes.episode_id is null or episodes.child_id <> interview.child_id
        order by all
        """,
        rows,
    )
    unknown = covered[covered["unknown"]].drop_duplicates("row_number")
    findings.add(
        "interview-unknown-episode",
        unknown["row_number"],
        [f"No episode has the reference '{name}': load it first." for name in unknown["covered"]],
    )
    other = covered[~covered["unknown"]].drop_duplicates("row_number")
    findings.add(
        "interview-of-another-child",
        other["row_number"],
        [f"The episode '{name}' is another child's: correct one." for name in other["covered"]],
    )
    return findings.without_rejected(rows)
