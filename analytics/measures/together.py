"""Which children go missing together, and whether that is more than chance."""

import duckdb
import pandas as pd

from analytics.definitions import BEYOND_CHANCE, FEWEST_SHARED
from analytics.filters import Filters
from analytics.measures.query import query_whole_store, scope_sql
from analytics.measures.registry import measure
from analytics.store.pairs import Scope, judged_pairs


@measure
def pairs(
    con: duckdb.DuckDBPyConnection, filters: Filters, *, fewest: int = FEWEST_SHARED
) -> pd.DataFrame:
    """Who goes missing together: pairs, recorded and inferred, and what chance would give.

    A row is a pair with at least `fewest` shared episodes, in order of reference; both episodes of
    a shared one are in the selection. Only children of one authority are inferred to be together.
    How chance is worked out: statistics/together.py. Raises ValueError where some days only are
    selected, or `fewest` is below 1. Staff only.

    Columns:
        child_a             text      the child whose reference comes first
        child_b             text
        recorded            integer   shared episodes that a worker wrote down
        inferred            integer   those that times and places say were shared
        shared              integer   either way
        expected            number    how many would be inferred by chance; null where fewer than
                                      FEWEST_SHARED are shared or no times are known
        lift                number    inferred divided by expected; null where none is expected
        p_value             rate 0-1  how often chance alone would give as many; null where fewer
                                      than FEWEST_SHARED are inferred
        q_value             rate 0-1  corrected for the pairs of the authority that by their
                                      weekdays, hours, settings and places could have been together
                                      so often
        same_setting        boolean   whether both left one setting in an episode they shared
        siblings            boolean   whether a file says so; False where not known
        first_shared_at     moment
        last_shared_at      moment
    """
    if fewest < 1:
        raise ValueError(
            f"fewest is how many episodes are shared at least: 1 or more, not {fewest}."
        )
    return judged(con, filters, fewest).drop(columns="authority")


def judged(
    con: duckdb.DuckDBPyConnection, filters: Filters, fewest: int = FEWEST_SHARED
) -> pd.DataFrame:
    """The pairs with so many shared episodes in the selection; of all as judged at publish."""
    filters.require_every_day("pairs")
    if filters == Filters():
        return query_whole_store(con, "pairs", fewest=fewest)
    sql, parameters = scope_sql(), filters.parameters()
    rows = judged_pairs(con, Scope(sql, parameters, filters.period_from, filters.period_to))
    return rows[rows["shared"] >= fewest].reset_index(drop=True)


def is_link(rows: pd.DataFrame) -> pd.Series:
    """Which pairs make groups: recorded together often enough, or inferred by more than chance."""
    inferred = (rows["inferred"] >= FEWEST_SHARED) & (rows["q_value"] < BEYOND_CHANCE)
    return (rows["recorded"] >= FEWEST_SHARED) | inferred
