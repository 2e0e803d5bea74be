"""Checked rows against what the store holds: new, differing or held already, and written there.

Rows of episodes and interviews can be taken back: `<table>_before` keeps each as it was before the
import, `<table>_changes` which row of which file changed it.
"""

from collections.abc import Sequence

import duckdb
import pandas as pd

KEYS = {
    "children": ("child_id",),
    "placements": ("child_id", "started_on"),
    "episodes": ("episode_id",),
    "companions": ("episode_id", "companion_id"),
    "interviews": ("interview_id",),
    "audits": ("interview_id", "audited_on", "criterion"),
    "response_audits": ("episode_id", "audited_on", "criterion"),
    "audit_actions": ("found_on", "finding", "action"),
    "strategy_meetings": ("child_id", "held_on"),
    "feedback": ("meeting_on", "theme", "said"),
    "looked_after": ("authority", "period_start", "period_end"),
    "benchmarks": ("time_period", "time_identifier", "area_code", "missing_status"),
    "published_quarters": ("quarter_start",),
}
CAN_BE_TAKEN_BACK = {"episodes": "episode_id", "interviews": "interview_id"}


def merge(
    con: duckdb.DuckDBPyConnection, table: str, rows: pd.DataFrame, file_number: int
) -> pd.Series:
    """Write the rows into the table; return for each row number accepted, updated or unchanged.

    Only the table's columns that `rows` has are compared and written: others keep what is held.
    """
    columns = stage(con, table, rows)
    keys = KEYS[table]
    values = [column for column in columns if column not in keys]
    _compare(con, table, keys, values)
    if table in CAN_BE_TAKEN_BACK:
        _remember(con, table, keys[0], file_number)
    same_key = " and ".join(f"held.{name} = staged.{name}" for name in keys)
    if values:
        set_values = ", ".join(f"{name} = staged.{name}" for name in values)
        con.execute(
            f"update {table} as held set {set_values} "  # noqa: S608 names of the schema
            f"from staged join outcomes using (row_number) where {same_key} and became = 'updated'"
        )
    listed = ", ".join(columns)
    con.execute(
        f"insert into {table} ({listed}) select {listed} "  # noqa: S608 names of the schema
        "from staged join outcomes using (row_number) where became = 'accepted'"
    )
    return con.execute("from outcomes").df().set_index("row_number")["became"]


def stage(con: duckdb.DuckDBPyConnection, table: str, rows: pd.DataFrame) -> list[str]:
    """Put the rows beside the table as `staged`, with the table's types; return their columns."""
    held = con.execute(
        """
        select column_name, data_type
        from duckdb_columns()
        where database_name = current_database() and table_name = $table
        order by column_index
        """,
        {"table": table},
    ).fetchall()
    types = {name: kind for name, kind in held if name in rows.columns}
    selected = ", ".join(_as_type(name, kind) for name, kind in types.items())
    ask(
        con,
        f"create or replace temp table staged as select row_number, {selected} from incoming",  # noqa: S608 names of the schema
        rows,
    )
    return list(types)


def ask(con: duckdb.DuckDBPyConnection, sql: str, rows: pd.DataFrame, **values) -> pd.DataFrame:
    """The result of a query over `incoming`: the rows, with their row_number."""
    con.register("incoming", rows.reset_index(names="row_number"))
    try:
        return con.execute(sql, values or None).df()
    finally:
        con.unregister("incoming")


def doubled(rows: pd.DataFrame, keys: Sequence[str]) -> tuple[pd.Series, pd.Series]:
    """Rows whose key an earlier row has: the same in every cell, and otherwise.

    Each by row number: the number of the first row with that key.
    """
    keys = list(keys)
    numbered = rows[keys].assign(row_number=rows.index)
    first_row = numbered.groupby(keys, dropna=False, sort=False)["row_number"].transform("first")
    later = rows.duplicated(keys)
    same = rows.duplicated() & later
    return first_row[same], first_row[later & ~same]


def _as_type(name: str, kind: str) -> str:
    if kind.endswith("[]"):
        return f"string_split(cast({name} as varchar), ';') as {name}"
    return f"cast({name} as {kind}) as {name}"


def _compare(con, table: str, keys: Sequence[str], values: Sequence[str]) -> None:
    differs = " or ".join(f"staged.{name} is distinct from held.{name}" for name in values)
    con.execute(
        f"""
        create or replace temp table outcomes as
        select
            staged.row_number,
            case
                when held.{keys[0]} is null then 'accepted'
                when {differs or "false"} then 'updated'
                else 'unchanged'
            end                                                        as became
        from staged
        left join {table} as held using ({", ".join(keys)})
        """  # noqa: S608 names of the schema
    )


def start_changes(con: duckdb.DuckDBPyConnection, table: str, key: str) -> None:
    """Make `<table>_changes` and `<table>_before`, empty, where they are not there yet."""
    con.execute(
        f"""
        create temp table if not exists {table}_changes as
        select 0::integer as file_number, 0::bigint as row_number, {key} from {table} limit 0
        """  # noqa: S608 names of the schema
    )
    con.execute(
        f"create temp table if not exists {table}_before as from {table} limit 0"  # noqa: S608 names of the schema
    )


def _remember(con, table: str, key: str, file_number: int) -> None:
    start_changes(con, table, key)
    con.execute(
        f"""
        insert into {table}_before
        from {table}
        semi join (
            from staged join outcomes using (row_number) where became = 'updated'
        ) using ({key})
        anti join {table}_changes using ({key})
        anti join {table}_before using ({key})
        """  # noqa: S608 names of the schema
    )
    con.execute(
        f"""
        insert into {table}_changes
        select $file_number, row_number, {key}
        from staged
        join outcomes using (row_number)
        where became <> 'unchanged'
        """,  # noqa: S608 names of the schema
        {"file_number": file_number},
    )
