"""What the store remembers of an import: its files, rejected rows and warnings."""

from datetime import datetime

import duckdb
import pandas as pd

from analytics.ingest.dates import LOCAL
from analytics.ingest.results import ImportResult


def next_import_id(con: duckdb.DuckDBPyConnection) -> int:
    """One more than the highest so far."""
    ((number,),) = con.execute("select coalesce(max(import_id), 0) + 1 from imports").fetchall()
    return number


def record(con: duckdb.DuckDBPyConnection, result: ImportResult, dated: bool) -> None:
    """Write the import beside its rows. `dated`: it brought records of children up to as_of."""
    now = datetime.now(LOCAL).replace(microsecond=0, tzinfo=None)
    _append(
        con,
        "imports",
        [
            file.as_dict()
            | {
                "sha256": file.sha256,
                "header": file.header,
                "imported_at": now,
                "as_of": result.as_of,
            }
            | {"import_id": result.import_id}
            for file in result.files
        ],
    )
    of = {"import_id": result.import_id}
    _append(
        con,
        "rejected_rows",
        [of | {"file": f.file} | row for f in result.files for row in f.rejected_rows],
    )
    _append(
        con,
        "import_warnings",
        [of | {"file": f.file} | row for f in result.files for row in f.warning_rows],
    )
    con.execute(
        """
        update snapshot
        set demonstration = false,
            data_date = case
                -- never backwards: an older file loaded late does not make what is known unknown
                when $dated or (data_date is null and exists (from episodes))
                    then greatest(coalesce(data_date, $as_of), $as_of)
                else data_date
            end
        """,
        {"dated": dated, "as_of": result.as_of},
    )


def _append(con, table: str, records: list[dict]) -> None:
    if not records:
        return
    frame = pd.DataFrame(records)
    if "row_number" in frame:
        frame["row_number"] = frame["row_number"].astype("Int64")
    con.register("incoming", frame)
    con.execute(f"insert into {table} by name from incoming")  # noqa: S608 names of the schema
    con.unregister("incoming")
