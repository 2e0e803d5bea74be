"""Open snapshots for reading."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import duckdb

from analytics.store.snapshots import (
    StoreRefused,
    current_number,
    log_lines,
    snapshot_numbers,
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
# What DuckDB raises of a file that is cut off, overwritten, gone, or no snapshot of ours.
DAMAGE = (
    duckdb.IOException,
    duckdb.FatalException,
    duckdb.InternalException,
    duckdb.SerializationException,
    duckdb.CatalogException,
)
DESCRIPTION = """
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
        )                                                              as files
    from described.snapshot
    cross join described.coverage
"""


@contextmanager
def refusing_damage(path: Path) -> Iterator[None]:
    """Raise StoreRefused with a sentence where what is read in the block is a damaged snapshot."""
    try:
        yield
    except DAMAGE as error:
        open_snapshot.cache_clear()  # so that the file is opened anew once it is put back
        raise StoreRefused(_is_damaged(path)) from error


def _is_damaged(path: Path) -> str:
    number = path.stem.removeprefix("episodes-").lstrip("0")
    good = newest_readable(path.parent, other_than=path)
    if good is None:
        return f"Snapshot {number} cannot be read, nor any other: restore the store from a backup."
    return (
        f"Snapshot {number} cannot be read: its file is damaged. Snapshot {good} can: put it in "
        f"force with 'python -m analytics rollback --to {good}'."
    )


def newest_readable(folder: Path, *, other_than: Path | None = None) -> int | None:
    """Number of the newest snapshot that opens; None without one."""
    for number in reversed(snapshot_numbers(folder)):
        path = snapshot_path(folder, number)
        if path != other_than and _opens(path):
            return number
    return None


def _opens(path: Path) -> bool:
    try:
        _connect(path).close()
    except DAMAGE:
        return False
    return True


@lru_cache(maxsize=4)
def open_snapshot(path: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to one snapshot, shared by the process: take a cursor() of it per use.

    A snapshot never changes, so neither does what the connection sees; a newer snapshot is another
    file. The connection can reach no other file and its settings are locked. threads = 1: many
    small queries beside each other are served fastest so. Raises StoreRefused where the file is
    damaged or no snapshot.
    """
    with refusing_damage(path):
        return _connect(path)


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect(str(path), read_only=True, config=QUIET_EXTENSIONS | LOCKED)
    try:
        con.execute("select 1 from snapshot")
    except DAMAGE:
        con.close()
        raise
    return con


def open_cursor(folder: Path, number: int | None = None) -> duckdb.DuckDBPyConnection:
    """A cursor on the snapshot in force, or on the one of that number, for one page or one command.

    It keeps its snapshot however long it is used. Raises StoreRefused where nothing has been
    published, or the file is damaged.
    """
    number = current_number(folder) if number is None else number
    if number is None:
        raise StoreRefused(
            "There is no data in the store yet: run 'python -m analytics demo' for demonstration "
            "data, or 'python -m analytics import FILE…' for your own."
        )
    return open_snapshot(snapshot_path(folder, number)).cursor()


def snapshots(folder: Path) -> list[dict]:
    """The snapshots that are there, newest first.

    Each: number, in_force, event (what the log calls its publish; None of one not logged), who (a
    person it notes, else None), readable (bool; of one that is not all that follows is None, and
    files is empty), built_at (datetime), demonstration (bool), data_date (datetime or None),
    episodes, children, files (of the latest import in it; empty for demonstration data).
    """
    current = current_number(folder)
    lines = {line["snapshot"]: line for line in log_lines(folder) if line["event"] != "rollback"}
    with duckdb.connect(config=QUIET_EXTENSIONS) as con:
        return [
            {"number": number, "in_force": number == current}
            | {noted: lines.get(number, {}).get(noted) for noted in ("event", "who")}
            | _describe(con, snapshot_path(folder, number))
            for number in reversed(snapshot_numbers(folder))
        ]


def attach(
    con: duckdb.DuckDBPyConnection, path: Path, name: str, *, options: str = "read_only"
) -> None:
    """Attach a DuckDB file under that name, to be read only unless the options say otherwise."""
    # ATTACH takes no bound parameter; the path is the operator's own, its quotes are doubled.
    quoted = str(path).replace("'", "''")
    con.execute(f"attach '{quoted}' as {name} ({options})")


NOT_READABLE = {"readable": False, "files": []} | dict.fromkeys(
    ("built_at", "demonstration", "data_date", "episodes", "children")
)


def _describe(con: duckdb.DuckDBPyConnection, path: Path) -> dict:
    try:
        attach(con, path, "described")
    except DAMAGE:
        return NOT_READABLE
    try:
        described = con.execute(DESCRIPTION)
        names = [column[0] for column in described.description]
        return {"readable": True} | dict(zip(names, described.fetchone(), strict=True))
    except DAMAGE:
        return NOT_READABLE
    finally:
        con.execute("detach described")
