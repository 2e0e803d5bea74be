"""Interviews and the episodes they cover, written together."""

import duckdb
import pandas as pd

from analytics.ingest.merge import ask, merge, start_changes


def merge_interviews(
    con: duckdb.DuckDBPyConnection, rows: pd.DataFrame, file_number: int
) -> pd.Series:
    """Write interviews and their episode_ids; return accepted, updated or unchanged by row number.

    The links as they were before the import are kept in interview_episodes_before.
    """
    differing = _with_other_links(con, rows)
    _remember(con, rows, differing)
    outcomes = merge(con, "interviews", rows, file_number)
    _replace_links(con, differing)
    only_links = outcomes.index.isin(differing.index) & (outcomes == "unchanged")
    ask(
        con,
        "insert into interviews_changes "
        "select $file_number, row_number, interview_id from incoming",
        differing[differing.index.isin(outcomes.index[only_links])],
        file_number=file_number,
    )
    return outcomes.mask(only_links, "updated")


def _with_other_links(con, rows: pd.DataFrame) -> pd.DataFrame:
    return ask(
        con,
        """
        select row_number, interview_id, episode_ids
        from incoming
        left join (
            select interview_id, list(episode_id order by episode_id) as covered
            from interview_episodes
            semi join incoming using (interview_id)
            group by interview_id
        ) using (interview_id)
        where covered is distinct from list_sort(string_split(episode_ids, ';'))
        """,
        rows[["interview_id", "episode_ids"]],
    ).set_index("row_number")


def _remember(con, rows: pd.DataFrame, differing: pd.DataFrame) -> None:
    start_changes(con, "interviews", "interview_id")
    con.execute(
        "create temp table if not exists interview_episodes_before as "
        "from interview_episodes limit 0"
    )
    ask(
        con,
        """
        insert into interview_episodes_before
        from interview_episodes
        semi join incoming using (interview_id)
        anti join interviews_changes using (interview_id)
        anti join interview_episodes_before using (interview_id, episode_id)
        """,
        rows[["interview_id"]],
    )
    ask(
        con,
        """
        insert into interviews_before
        from interviews
        semi join incoming using (interview_id)
        anti join interviews_changes using (interview_id)
        anti join interviews_before using (interview_id)
        """,
        differing,
    )


def _replace_links(con, differing: pd.DataFrame) -> None:
    ask(
        con,
        "delete from interview_episodes where interview_id in (select interview_id from incoming)",
        differing,
    )
    ask(
        con,
        """
        insert into interview_episodes
        select distinct interview_id, unnest(string_split(episode_ids, ';'))
        from incoming
        """,
        differing,
    )
