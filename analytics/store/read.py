"""Open snapshots for reading."""

from functools import lru_cache
from pathlib import Path

import duckdb

from analytics.store.snapshots import (
    StoreRefused,
    current_number,
    log_lines,
    published_numbers,
    snapshot_path,
)

# No extension is fetched or loaded behind our back: council networks refuse it.
QUIET_EXTENSIONS = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
# Given as it opens: a second opening at the same moment finds them as they are, and set once locked
# they could not be set again.
LOCKED = {"threads": "1", "enable_external_access": "false", "lock_configuration": "true"}


@lru_cache(maxsize=4)
def open_snapshot(path: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to one snapshot, shared by the process: take a cursor() of it per use.

    A snapshot never changes, so neither does what the connection sees; a newer snapshot is another
    file. The connection can reach no other file and its settings are locked. threads = 1: many
    small queries beside each other are served fastest so.
    """
    return duckdb.connect(str(path), read_only=True, config=QUIET_EXTENSIONS | LOCKED)


def open_cursor(folder: Path, number: int | None = None) -> duckdb.DuckDBPyConnection:
    """A cursor on the snapshot in force, or on the one of that number, for one page or one command.

    It keeps its snapshot however long it is used. Raises StoreRefused where nothing has been
    published.
    """
    number = current_number(folder) if number is None else number
    if number is None:
        raise StoreRefused(
            f"There is no data in {folder} yet: run 'python -m analytics demo' for "
            "demonstration data, or 'python -m analytics import FILE…' for your own."
        )
    return open_snapshot(snapshot_path(folder, number)).cursor()


def snapshots(folder: Path) -> list[dict]:
    """The snapshots that can be put in force, newest first.

    Each: number, in_force, event (what the log calls its publish; None of one not logged), who (a
    person it notes, else None),
    built_at (datetime), demonstration (bool), data_date (datetime or None), episodes, children,
    files (of the latest import in it; empty for demonstration data).
    """
    current = current_number(folder)
    lines = {line["snapshot"]: line for line in log_lines(folder) if line["event"] != "rollback"}
    with duckdb.connect(config=QUIET_EXTENSIONS) as con:
        return [
            {"number": number, "in_force": number == current}
            | {noted: lines.get(number, {}).get(noted) for noted in ("event", "who")}
            | _describe(con, snapshot_path(folder, number))
            for number in reversed(published_numbers(folder))
        ]


def attach(
    con: duckdb.DuckDBPyConnection, path: Path, name: str, *, options: str = "read_only"
) -> None:
    """Attach a DuckDB file under that name, to be read only unless the options say otherwise."""
    # ATTACH takes no bound parameter; the path is the operator's own, its quotes are doubled.
    quoted = str(path).replace("'", "''")
    con.execute(f"attach '{quoted}' as {name} ({options})")


def _describe(con: duckdb.DuckDBPyConnection, path: Path) -> dict:
    attach(con, path, "described")
    described = con.execute(
        """
        select
            snapshot.built_at,
            snapshot.demonstration,
            snapshot.data_date,
            coverage.episodes,
            coverage.children,
            (
                select coalesce(list(file order by file), [])
                from described.imports
                where import_id = (select max(import_id) from described.imports)
            )                                                          as files
        from described.snapshot
        cross join described.coverage
        """
    )
    names = [column[0] for column in described.description]
    row = dict(zip(names, described.fetchone(), strict=True))
    con.execute("detach described")
    return row
