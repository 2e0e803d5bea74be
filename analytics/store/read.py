"""Open snapshots for reading."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import duckdb

from analytics.store.snapshots import (
    SNAPSHOT,
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
# What is raised of a file that cannot be read or written, and of one that is no snapshot of ours.
UNREADABLE = (
    duckdb.IOException,
    duckdb.FatalException,
    duckdb.InternalException,
    duckdb.SerializationException,
    OSError,
)
DAMAGE = (*UNREADABLE, duckdb.CatalogException)
# Of each snapshot opened: the file's number, size and time as they were then.
_OPENED: dict[Path, tuple[int, int, int]] = {}
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
    number = _number_of(path)
    good = last_good(path.parent, other_than=path)
    if good is None:
        return (
            f"Snapshot {number} cannot be read: its file is damaged, and no other that can be read "
            "holds data of your own. Restore the store from a backup."
        )
    return (
        f"Snapshot {number} cannot be read: its file is damaged. Snapshot {good} can: put it in "
        f"force with 'python -m analytics rollback --to {good}'."
    )


def last_good(folder: Path, *, other_than: Path | None = None) -> int | None:
    """Number of the last snapshot in force that can be read whole and is not demonstration data.

    Of those that the log does not name, the newest comes first. None without one.
    """
    in_force = {line["snapshot"]: turn for turn, line in enumerate(log_lines(folder))}
    latest_first = sorted(snapshot_numbers(folder), key=lambda n: (in_force.get(n, -1), n))[::-1]
    for number in latest_first:
        path = snapshot_path(folder, number)
        if path != other_than and _is_whole(path) and not describe(path)["demonstration"]:
            return number
    return None


def _is_whole(path: Path) -> bool:
    try:
        read_whole(path)
    except StoreRefused:
        return False
    return True


def read_whole(path: Path) -> None:
    """Read every row of a snapshot; raises StoreRefused where one cannot be read."""
    try:
        with _connect(path) as con:
            for (table,) in con.execute("select table_name from duckdb_tables()").fetchall():
                con.execute(f'select bit_xor(hash(each)) from "{table}" as each').fetchall()  # noqa: S608 its own names
    except DAMAGE:
        raise StoreRefused(
            f"Snapshot {_number_of(path)} cannot be read whole: choose another, or restore its "
            "file from a backup."
        ) from None


def _number_of(path: Path) -> int:
    return int(SNAPSHOT.fullmatch(path.name)[1])


@lru_cache(maxsize=4)
def open_snapshot(path: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to one snapshot, shared by the process: take a cursor() of it per use.

    A snapshot never changes, so neither does what the connection sees; a newer snapshot is another
    file. The connection can reach no other file and its settings are locked. threads = 1: many
    small queries beside each other are served fastest so. Raises StoreRefused where the file is
    damaged or no snapshot.
    """
    with refusing_damage(path):
        _OPENED[path] = _state(path)
        return _connect(path)


def _state(path: Path) -> tuple[int, int, int]:
    stat = path.stat()
    return stat.st_ino, stat.st_size, stat.st_mtime_ns


def has_been_read(folder: Path) -> bool:
    """Whether this process has read a snapshot of that folder: it was then no empty one."""
    return any(path.parent == folder for path in _OPENED)


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
    path = snapshot_path(folder, number)
    with refusing_damage(path):
        if path in _OPENED and _OPENED[path] != _state(path):
            open_snapshot.cache_clear()  # a snapshot never changes: it is damaged, or put back
    return open_snapshot(path).cursor()


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
            | _description(con, snapshot_path(folder, number))
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


def describe(path: Path) -> dict:
    """What the list of snapshots says of one that it holds: see snapshots, from readable on."""
    with duckdb.connect(config=QUIET_EXTENSIONS) as con:
        return _description(con, path)


def _description(con: duckdb.DuckDBPyConnection, path: Path) -> dict:
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
