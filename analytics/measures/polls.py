"""What the council of children in care answered by show of hands."""

import duckdb
import pandas as pd

from analytics.filters import Filters
from analytics.measures.query import query_whole_store
from analytics.measures.registry import measure


@measure
def polls(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """How many hands each answer of a poll had, latest meeting first; no episode is counted.

    The period selects by the day of the meeting; other filters do not apply. Nobody's vote is kept,
    but a few hands are a few children: staff only.

    Columns:
        held_on             date
        question            text
        position            integer   of the answer, from 1
        answer              text
        votes               integer
        all_votes           integer   of all answers to the question; one person may raise two hands
    """
    rows = query_whole_store(
        con, "polls", period_from=filters.period_from, period_to=filters.period_to
    )
    return rows.assign(all_votes=rows["all_votes"].astype("int64"))
