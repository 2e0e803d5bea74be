"""Build the next snapshot beside the one in force, check it, and put it in force."""

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import duckdb
from filelock import Timeout

from analytics.definitions import (
    AUTHORITY_CODE,
    AUTHORITY_NAME,
    MOVE_DAYS,
    PLACE_LIKENESS,
    PLACE_LIKENESS_APART,
    REPEAT_DAYS,
    REPEAT_EPISODES,
    SNAPSHOTS_KEPT,
    TIMESCALE_HOURS,
)
from analytics.geography.matching import MATCHING_RULES
from analytics.store.cells import CELLS_MADE_BY, derive_cells
from analytics.store.gazetteer import PLACES, SCHOOL_HOLIDAYS, load_reference, match_places
from analytics.store.pairs import PAIRS_MADE_BY, derive_pairs
from analytics.store.read import QUIET_EXTENSIONS, UNREADABLE, attach, refusing_damage
from analytics.store.snapshots import (
    NotWritten,
    StoreRefused,
    clear_leftovers,
    current_number,
    delete_leftover,
    flush_folder,
    keep_the_newest,
    local_now,
    locked,
    next_number,
    point_to,
    snapshot_path,
)

HERE = Path(__file__).parent
SCHEMA = (HERE / "schema.sql").read_text(encoding="utf-8")
DERIVED = (HERE / "derived.sql").read_text(encoding="utf-8")
DERIVED_COMMENTS = (HERE / "derived_comments.sql").read_text(encoding="utf-8")
CHECKS = (HERE / "checks.sql").read_text(encoding="utf-8")


def _fingerprint() -> str:
    settings = (
        *(REPEAT_DAYS, REPEAT_EPISODES, MOVE_DAYS, TIMESCALE_HOURS, AUTHORITY_CODE, AUTHORITY_NAME),
        *(PLACE_LIKENESS, PLACE_LIKENESS_APART, MATCHING_RULES),
    )
    texts = f"{SCHEMA}{DERIVED}{PAIRS_MADE_BY}{CELLS_MADE_BY}{settings}".encode()
    return sha256(texts + PLACES.read_bytes() + SCHOOL_HOLIDAYS.read_bytes()).hexdigest()[:16]


# What a snapshot's derived tables hang on: see up_to_date.py.
RULES = _fingerprint()


def publish(
    folder: Path,
    fill: Callable[[duckdb.DuckDBPyConnection], None],
    *,
    keep_rows: bool | Callable[[Path], bool] = True,
    dry_run: bool = False,
    event: str = "publish",
    who: str | None = None,
) -> int | None:
    """Publish the next snapshot and return its number; None where `dry_run`.

    `fill` gets a connection to the new file, inside a transaction, holding the rows of the
    snapshot in force (none with `keep_rows` False; a function decides by that
    snapshot's path, when no other publish can come between), and changes the tables of schema.sql.
    It sets snapshot.demonstration, data_from and data_date where they change. Afterwards the
    derived tables are made and the checks run. A raise at any point, or a kill, leaves the
    snapshot in force as it was. `event` is what the log calls it, `who` the person it notes.

    Raises StoreRefused with a sentence where a check finds something, where another import is
    running, and NotWritten where a file cannot be read or written.
    """
    try:
        with locked(folder):
            clear_leftovers(folder)
            number = next_number(folder)
            building = folder / f"building-{number:06d}-{os.getpid()}.duckdb"
            try:
                _build(building, number, fill, _source(folder, keep_rows))
                if dry_run:
                    return None
                _flush(building)
                if snapshot_path(folder, number).exists():
                    raise StoreRefused(
                        f"Nothing was published, because a snapshot {number} was put into the "
                        "store's folder meanwhile: try again."
                    )
                os.replace(building, snapshot_path(folder, number))
                flush_folder(folder)
                point_to(folder, number, event=event, who=who)
                keep_the_newest(folder, SNAPSHOTS_KEPT)
                return number
            finally:
                for leftover in folder.glob(building.name + "*"):
                    delete_leftover(leftover)
    except Timeout:
        raise StoreRefused(
            "Another import has been running for ten minutes; try again when it has finished."
        ) from None
    except UNREADABLE as error:
        raise NotWritten(
            "Nothing was published, because a file of the store could not be read or written: "
            "check the folder's rights and the space left, and what 'python -m analytics "
            "snapshots' lists."
        ) from error


def _source(folder: Path, keep_rows: bool | Callable[[Path], bool]) -> Path | None:
    """The snapshot whose rows are kept; None for none."""
    current = current_number(folder)
    if current is None or keep_rows is False:
        return None
    source = snapshot_path(folder, current)
    return source if keep_rows is True or keep_rows(source) else None


def _build(building: Path, number: int, fill, source: Path | None) -> None:
    # What does not fit into memory is put beside the file, not into the working directory.
    spill = {"temp_directory": f"{building}.tmp"}
    con = duckdb.connect(config=QUIET_EXTENSIONS | spill)
    try:
        attach(con, building, "next", options="storage_version 'v1.5.0'")
        con.execute("use next")
        if source is not None:
            with refusing_damage(source):
                attach(con, source, "source")
        con.execute("begin")
        con.execute(SCHEMA)
        if source is not None:
            _copy_rows(con)
        else:
            con.execute(
                "insert into snapshot (number, built_at, demonstration)"
                " values (0, current_timestamp, false)"
            )
        con.execute(
            "update snapshot set number = $number, built_at = $now, made_by = $rules",
            {"number": number, "now": local_now(), "rules": RULES},
        )
        load_reference(con)
        fill(con)
        # The planner knows no sizes of uncommitted rows and joins them so that 20,000 episodes take
        # a minute; until CURRENT names the file, nobody sees what is committed in it.
        con.execute("commit")
        match_places(con)
        derive(con)
        check(con)
        con.execute("checkpoint next")
    finally:
        con.close()


def _copy_rows(con: duckdb.DuckDBPyConnection) -> None:
    """Copy every table by column name: so an older snapshot is brought up to today's schema."""
    shared = con.execute(
        """
        select table_name, list(column_name)
        from (
            select table_name, column_name from duckdb_columns() where database_name = 'next'
            intersect
            select table_name, column_name from duckdb_columns() where database_name = 'source'
        )
        group by table_name
        """
    ).fetchall()
    for table, columns in shared:
        names = ", ".join(f'"{column}"' for column in columns)
        con.execute(
            f'insert into next."{table}" ({names}) select {names} from source."{table}"'  # noqa: S608 names of the schema
        )


def derive(con: duckdb.DuckDBPyConnection) -> None:
    """Make the derived tables anew from what the connection's database holds."""
    calendar_days, moves, episode_facts, coverage = con.extract_statements(DERIVED)
    con.execute(calendar_days)
    con.execute(moves)
    con.execute(
        episode_facts,
        {
            "repeat_days": REPEAT_DAYS,
            "repeat_episodes": REPEAT_EPISODES,
            "move_days": MOVE_DAYS,
            "timescale_hours": TIMESCALE_HOURS,
        },
    )
    con.execute(coverage)
    derive_pairs(con)
    derive_cells(con)
    # in one transaction: a hundred small ones take longer than all that an empty store derives
    con.execute(f"begin; {DERIVED_COMMENTS} commit")


def check(con: duckdb.DuckDBPyConnection) -> None:
    """Raise StoreRefused naming every check of checks.sql that found something."""
    problems = [(problem, found) for problem, found in con.execute(CHECKS).fetchall() if found]
    if problems:
        listed = "; ".join(f"{found} {problem}" for problem, found in problems)
        raise StoreRefused(
            f"Nothing was published, because the new data does not hold together: {listed}."
        )


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
