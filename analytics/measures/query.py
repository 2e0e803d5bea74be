"""Run a measure's SQL file over the episodes that the reader's filters select."""

from functools import cache
from pathlib import Path

import duckdb
import pandas as pd

from analytics.filters import Filters

HERE = Path(__file__).parent


@cache
def _sql(name: str) -> str:
    return (HERE / f"{name}.sql").read_text(encoding="utf-8")


def query(con: duckdb.DuckDBPyConnection, name: str, filters: Filters, **values) -> pd.DataFrame:
    """The rows of <name>.sql, which reads the relation episodes_in_scope and binds `values`."""
    sql = _sql(name)
    if "episodes_in_scope" not in sql:
        raise ValueError(
            f"{name}.sql does not read episodes_in_scope: it would ignore the filters."
        )
    # Only SQL from this folder is put together here; every value is bound.
    scoped = f"with episodes_in_scope as (\n{_sql('episodes_in_scope')})\nfrom (\n{sql})"
    return con.execute(scoped, filters.parameters() | values).df()


def query_whole_store(con: duckdb.DuckDBPyConnection, name: str, **values) -> pd.DataFrame:
    """The rows of <name>.sql, which is about the store as a whole and takes no filters."""
    return con.execute(_sql(name), values).df()
