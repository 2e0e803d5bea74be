"""Remove every trace of a child: from the snapshot in force and from all older ones."""

import re
from pathlib import Path

import duckdb

from analytics.store import StoreRefused, publish
from analytics.store.snapshots import delete_snapshot, locked, snapshot_numbers

HERE = Path(__file__).parent
FORGET = (HERE / "forget.sql").read_text(encoding="utf-8")


def forget(folder: Path, child_id: str) -> int:
    """Publish a snapshot without the child, delete all older ones; return the new one's number.

    Raises StoreRefused where no such child is held, or where a reader keeps an old file open.
    """
    publish(folder, lambda con: _remove(con, child_id))
    # a file keeps the bytes of what was deleted in it; a copy of what is left has none
    number = publish(folder, lambda con: None)
    with locked(folder):
        older = [n for n in snapshot_numbers(folder) if n != number]
        kept = [n for n in older if not delete_snapshot(folder, n)]
    if kept:
        raise StoreRefused(
            f"The child is gone from snapshot {number}, but older files are in use: close the "
            "dashboard and run forget again."
        )
    return number


def _remove(con: duckdb.DuckDBPyConnection, child_id: str) -> None:
    child = {"child": child_id}
    if not con.execute("from children where child_id = $child", child).fetchall():
        raise StoreRefused(f"No child '{child_id}' is held: check the reference.")
    references = con.execute(
        """
        select child_id from children where child_id = $child
        union all select episode_id from episodes where child_id = $child
        union all select interview_id from interviews where child_id = $child
        """,
        child,
    ).fetchall()
    for deletion in con.extract_statements(FORGET):
        con.execute(deletion, child)
    any_of_them = "|".join(re.escape(reference) for (reference,) in references)
    naming = {"naming": rf"(^|[^\pL\pN])({any_of_them})([^\pL\pN]|$)"}
    con.execute(
        "delete from rejected_rows "
        "where regexp_matches(raw, $naming) or regexp_matches(message, $naming)",
        naming,
    )
    con.execute("delete from import_warnings where regexp_matches(message, $naming)", naming)
