"""What the records cover, and the single episodes behind a figure."""

from typing import Literal

import duckdb
import pandas as pd

from analytics.filters import Filters
from analytics.measures.query import query, query_whole_store
from analytics.measures.registry import measure


@measure
def coverage(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """What the records cover: always one row; filters do not apply.

    Columns:
        data_from           date      first day; null in an empty store
        data_until          moment    where trends end; null in an empty store
        data_date           moment    up to which the records are known; null in an empty store
        demonstration       boolean   the episodes are made up
        snapshot_number     integer
        built_at            moment    when the snapshot was built
        episodes            integer   missing and away
        children            integer   distinct, of these
    """
    return query_whole_store(con, "coverage")


@measure(staff_only=True)
def episodes_behind(
    con: duckdb.DuckDBPyConnection,
    filters: Filters,
    *,
    state: Literal[
        "in_time", "late", "completed", "voided", "declined", "pending", "not_recorded", None
    ] = None,
    at_most: int = 1000,
) -> pd.DataFrame:
    """The single episodes behind a figure, newest first. Staff only.

    state: in_time, late (completed, but not in time) or an interview state; without it all.

    Columns:
        episode_id          text
        child_id            text
        missing_at          moment
        returned_at         moment    null while missing
        gone_hours          hours     null while missing, or without times
        placement_type      text      null where not known
        out_of_area         boolean   null where not known
        setting             text
        found_setting       text
        interview_state     text
        hours_to_interview  hours     null where not completed, or without times
        in_time             boolean
    """
    return query(con, "episodes_behind", filters, state=state, at_most=at_most)
