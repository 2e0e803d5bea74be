"""What the service writes down on the Audits page: actions that follow from what was found."""

from pathlib import Path

import duckdb
import pandas as pd

from analytics.definitions import AUDIT_SOURCES, FEEDBACK_STATUSES
from analytics.store.feedback import last_saved
from analytics.store.publish import publish
from analytics.store.snapshots import AUDIT_ACTIONS, StoreRefused

COLUMNS = "found_on source finding action owner_role due_on status evidence measure".split()
DAYS = ("found_on", "due_on")
NEEDED = {
    "found_on": "the day it was found",
    "source": "where the finding comes from",
    "finding": "what was found",
    "action": "what is to be done",
}
KEY = ["found_on", "finding", "action"]
CODES = {"source": AUDIT_SOURCES, "status": FEEDBACK_STATUSES}
LONGEST_TEXT = 1000


class _NothingChanged(Exception):
    pass


def save_audit_actions(
    folder: Path, rows: pd.DataFrame, *, who: str, seen: pd.DataFrame | None = None
) -> int | None:
    """Put these rows in the place of all actions held, and publish that; the snapshot's number.

    rows: the columns of audit_actions, in any order; a row without a word is left out. seen: the
    actions as they were when the person began to change them. None where the rows are what is held
    already: then nothing is published. Raises StoreRefused with a sentence, and changes nothing,
    where a row lacks what it needs or says what cannot be, where two are the same, and where
    somebody else has changed the actions since they were seen.
    """
    actions = _checked(_tidy(rows))

    def fill(con: duckdb.DuckDBPyConnection) -> None:
        held = _tidy(con.execute("from audit_actions").df())
        if seen is not None and _differ(held, _tidy(seen)):
            raise StoreRefused(_changed_meanwhile(folder))
        if not _differ(held, actions):
            raise _NothingChanged
        con.register("actions", actions)
        con.execute(
            """
            delete from audit_actions where not exists (
                from actions
                where actions.found_on = audit_actions.found_on
                    and actions.finding = audit_actions.finding
                    and actions.action = audit_actions.action
            )
            """
        )
        con.execute("insert or replace into audit_actions by name from actions")
        con.unregister("actions")

    try:
        return publish(folder, fill, event=AUDIT_ACTIONS, who=who)
    except _NothingChanged:
        return None


def _tidy(rows: pd.DataFrame) -> pd.DataFrame:
    """The columns in order, days as days, texts without space around them, blanks as nulls."""
    tidy = pd.DataFrame(index=rows.index)
    for column in COLUMNS:
        cells = rows[column] if column in rows else pd.Series(None, rows.index, "object")
        if column in DAYS:
            tidy[column] = pd.to_datetime(cells).astype("datetime64[us]").dt.normalize()
        else:
            texts = cells.astype("str").str.strip()
            tidy[column] = texts.mask(cells.isna() | (texts == "")).astype("str")
    return tidy.dropna(how="all").reset_index(drop=True)


def _checked(actions: pd.DataFrame) -> pd.DataFrame:
    """The rows; raises StoreRefused for the first that cannot be kept, by its number."""
    for number, row in enumerate(actions.to_dict("records"), start=1):
        for column, words in NEEDED.items():
            if pd.isna(row[column]):
                raise StoreRefused(f"Row {number} does not say {words}: add it, or delete the row.")
        for column, codes in CODES.items():
            if pd.notna(row[column]) and row[column] not in codes:
                known = ", ".join(codes)
                raise StoreRefused(
                    f"Row {number}: {column} {row[column]!r} is not known: choose from {known}."
                )
        for column in set(COLUMNS) - set(DAYS):
            if pd.notna(row[column]) and len(row[column]) > LONGEST_TEXT:
                raise StoreRefused(
                    f"Row {number}: {column} is longer than {LONGEST_TEXT:,} characters: cut it."
                )
    doubled = actions.index[actions.duplicated(KEY)]
    if len(doubled):
        row = actions.loc[doubled[0]]
        first = actions.index[(actions[KEY] == row[KEY]).all(axis="columns")][0]
        raise StoreRefused(
            f"Rows {first + 1} and {doubled[0] + 1} have the same day, finding and action: "
            "keep one of them."
        )
    return actions


def _differ(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    """Whether two tables hold other rows, in whatever order."""
    one, other = (rows.sort_values(KEY, ignore_index=True) for rows in (one, other))
    return not one.equals(other)


def _changed_meanwhile(folder: Path) -> str:
    who = (last_saved(folder, AUDIT_ACTIONS) or {}).get("who")
    by = f" by {who}" if who else ""
    return (
        f"The actions were changed{by} since you began, so nothing was saved. What you typed is "
        "still here: download it, then close the table and open it again."
    )
