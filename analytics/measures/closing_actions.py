"""Sign a quarter off, which freezes its figures, and reopen it where that was a mistake."""

from pathlib import Path

import duckdb
import pandas as pd

from analytics.measures.closing import covers_whole, figures_of_quarter
from analytics.measures.quarters import quarter_label, quarter_start_of
from analytics.store import (
    QUARTER_CLOSE,
    QUARTER_REOPEN,
    StoreRefused,
    bring_up_to_date,
    current_number,
    open_cursor,
    publish,
)
from analytics.store.snapshots import local_now

LONGEST_NOTE = 500


def close_quarter(
    folder: Path, quarter: str, *, who: str, note: str | None = None, seen: int | None = None
) -> int:
    """Freeze a quarter's figures as signed off; the number of the snapshot that holds them.

    quarter: as "2021-Q4". who: the person, as the log notes them. seen: the snapshot whose figures
    they looked at; None where that is not known. The figures are those of the snapshot in force;
    every later one keeps them. Raises StoreRefused with a sentence, and changes nothing, where the
    records do not cover the quarter whole, it is signed off already or another snapshot than the
    one seen is in force; ValueError where that is no quarter.
    """
    start = quarter_start_of(quarter)
    who, note = _signature(who), " ".join((note or "").split())
    if len(note) > LONGEST_NOTE:
        raise StoreRefused(f"The note is longer than {LONGEST_NOTE} letters: shorten it.")
    bring_up_to_date(folder)

    def fill(con: duckdb.DuckDBPyConnection) -> None:
        _require_open(con, start)
        if seen not in (None, current_number(folder)):
            raise StoreRefused("The data changed since the figures were looked at: look again.")
        in_force = open_cursor(folder)  # no other publish can come between
        if not covers_whole(in_force, start):
            raise StoreRefused(f"{quarter_label(start)} cannot be signed off: {_reach(in_force)}.")
        signed = {"snapshot": current_number(folder), "who": who, "note": note or None}
        _freeze(con, start, figures_of_quarter(in_force, quarter_label(start)), signed)

    return publish(folder, fill, event=QUARTER_CLOSE, who=who)


def _freeze(con: duckdb.DuckDBPyConnection, start, figures: pd.DataFrame, signed: dict) -> None:
    con.execute(
        "insert into closed_quarters"
        " select $quarter, $now, $who, data_date, $snapshot, $note from snapshot",
        signed | {"quarter": start.date(), "now": local_now()},
    )
    con.register("figures", figures)
    con.execute(
        "insert into frozen_figures select $quarter, figures.* from figures",
        {"quarter": start.date()},
    )
    con.unregister("figures")


def reopen_quarter(folder: Path, quarter: str, *, who: str) -> int:
    """Undo a sign-off: the quarter's frozen figures go; the number of the snapshot without them.

    Raises StoreRefused with a sentence where the quarter is not signed off, ValueError where that
    is no quarter.
    """
    start = quarter_start_of(quarter)

    def fill(con: duckdb.DuckDBPyConnection) -> None:
        if not _closed(con, start):
            raise StoreRefused(
                f"{quarter_label(start)} is not signed off: there is nothing to undo."
            )
        quarter = {"quarter": start.date()}
        con.execute("delete from frozen_figures where quarter_start = $quarter", quarter)
        con.execute("delete from closed_quarters where quarter_start = $quarter", quarter)

    return publish(folder, fill, event=QUARTER_REOPEN, who=_signature(who))


def _signature(who: str) -> str:
    if not who.strip():
        raise StoreRefused("Say who signs: the name is empty.")
    return who.strip()


def _closed(con: duckdb.DuckDBPyConnection, start) -> tuple | None:
    return con.execute(
        "select closed_by, closed_at from closed_quarters where quarter_start = $quarter",
        {"quarter": start.date()},
    ).fetchone()


def _require_open(con: duckdb.DuckDBPyConnection, start) -> None:
    closed = _closed(con, start)
    if closed:
        by, at = closed
        raise StoreRefused(
            f"{quarter_label(start)} was signed off by {by} on {at:%d/%m/%Y} at {at:%H:%M}: reopen "
            "it first."
        )


def _reach(con: duckdb.DuckDBPyConnection) -> str:
    """From when to when the records reach, in a sentence's end."""
    begins, ends = con.execute("select complete_from, data_until from coverage").fetchone()
    if begins is None:
        return "there are no records yet"
    return (
        f"the records must cover the whole quarter, and they reach from {begins:%d/%m/%Y} to "
        f"{ends:%d/%m/%Y, %H:%M}"
    )
