"""Run a measure's SQL file over the episodes that the reader's filters select."""

from functools import cache
from pathlib import Path

import duckdb
import pandas as pd

from analytics.definitions import AGE_BANDS, AUDIT_GRADES, INTERVIEW_CRITERIA
from analytics.filters import Filters
from analytics.store.cells import AUDITS_IN_SCOPE
from analytics.store.pairs import SQL
from analytics.store.relations import with_relations

# Relations built on episodes_in_scope, each in the file of its name, with the values it binds: put
# before the SQL that reads it.
RELATIONS = {
    "episodes_by_group": {
        "age_bands": [band for band, _ in AGE_BANDS],
        "age_starts": [starts for _, starts in AGE_BANDS],
    },
    "episode_circumstances": {},
    "shared_in_scope": {},
    "audits_in_scope": {"criteria": list(INTERVIEW_CRITERIA), "grades": list(AUDIT_GRADES)},
}
HERE = Path(__file__).parent
# What is judged or counted at publish stands with the store.
OF_THE_STORE = SQL | {"audits_in_scope": AUDITS_IN_SCOPE}


@cache
def _sql(name: str) -> str:
    return OF_THE_STORE.get(name) or (HERE / f"{name}.sql").read_text(encoding="utf-8")


def query(con: duckdb.DuckDBPyConnection, name: str, filters: Filters, **values) -> pd.DataFrame:
    """The rows of <name>.sql, which reads episodes_in_scope or one of RELATIONS; binds `values`."""
    sql = _sql(name)
    read = [relation for relation in RELATIONS if f"from {relation}" in sql]
    if not read and "episodes_in_scope" not in sql:
        raise ValueError(
            f"{name}.sql does not read episodes_in_scope: it would ignore the filters."
        )
    for relation in read:
        values = RELATIONS[relation] | values
    scoped = with_relations(sql, {part: _sql(part) for part in ("episodes_in_scope", *read)})
    return con.execute(scoped, filters.parameters() | values).df()


def query_whole_store(con: duckdb.DuckDBPyConnection, name: str, **values) -> pd.DataFrame:
    """The rows of <name>.sql, which is about the store as a whole and takes no filters."""
    return con.execute(_sql(name), values).df()


def scope_sql() -> str:
    """The SQL of the relation episodes_in_scope; binds what Filters.parameters gives."""
    return _sql("episodes_in_scope")
