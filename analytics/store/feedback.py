"""Record and change what the council of children in care said, and what came of it."""

from pathlib import Path

import duckdb
import pandas as pd

from analytics.definitions import FEEDBACK_STATUSES
from analytics.store.publish import publish
from analytics.store.snapshots import FEEDBACK, StoreRefused, current_number, log_lines

KEY = ("meeting_on", "theme", "said")
TEXTS = ("theme", "said", "response", "action", "owner_role", "status", "measure")
DAYS = ("meeting_on", "due_on", "in_effect_from")
COLUMNS = (*KEY, "response", "action", "owner_role", "due_on", "status", "measure", DAYS[2])
NEEDED = {"meeting_on": "the day of the meeting", "theme": "a theme", "said": "what was said"}
MOST_LETTERS = 2000

Row = dict[str, object]
Rows = dict[tuple, Row]


def save_feedback(
    folder: Path, rows: pd.DataFrame, *, before: pd.DataFrame, who: str | None
) -> int:
    """Publish what was changed from `before`, the rows as who changes them read them, to `rows`.

    Both have the columns of the table feedback; blank is null, and a row that is blank as a whole
    is left out. What others saved meanwhile stays, unless it is of the same rows. Returns the
    snapshot's number. Raises StoreRefused with a sentence, and changes nothing, where a row lacks
    something or cannot be, nothing was changed, or somebody else changed the same row meanwhile.
    """
    wanted, known = _checked(rows), _by_key(_cleaned(before))
    removed = {key: row for key, row in known.items() if wanted.get(key) != row}
    added = {key: row for key, row in wanted.items() if known.get(key) != row}
    if not removed and not added:
        raise StoreRefused("Nothing was changed, so nothing was saved.")

    def fill(con: duckdb.DuckDBPyConnection) -> None:
        held = _by_key(_cleaned(con.execute("from feedback").df()))
        for key in {*removed, *added}:
            if held.get(key) != known.get(key):
                raise StoreRefused(
                    f"Somebody else changed {_called(known.get(key) or wanted[key])} meanwhile: "
                    "nothing of yours was saved or lost. Load what is saved now, and make your "
                    "change to it again."
                )
        for meeting_on, theme, said in removed:
            con.execute(
                "delete from feedback where meeting_on = $day and theme = $theme and said = $said",
                {"day": meeting_on, "theme": theme, "said": said},
            )
        if added:
            con.register("added", pd.DataFrame(list(added.values()), columns=COLUMNS, dtype=object))
            con.execute("insert into feedback by name from added")
            con.unregister("added")

    return publish(folder, fill, event=FEEDBACK, who=who)


def last_saved(folder: Path, event: str = FEEDBACK) -> dict | None:
    """The log's line of the latest such change that is in what is in force; None where none is.

    It has at (text) and, where noted, who. What a rollback left behind is passed over.
    """
    made = {line["snapshot"]: line for line in log_lines(folder) if line["event"] != "rollback"}
    number = current_number(folder)
    while number in made:
        line = made[number]
        if line["event"] == event:
            return line
        number = line.get("before")
    return None


def _checked(rows: pd.DataFrame) -> Rows:
    """The rows by their key; raises StoreRefused with the first thing that is wrong."""
    cleaned = _cleaned(rows)
    for number, row in enumerate(cleaned, 1):
        _check(row, number)
    by_key = _by_key(cleaned)
    if len(by_key) < len(cleaned):
        keys = [_key(row) for row in cleaned]
        twice = next(row for row in cleaned if keys.count(_key(row)) > 1)
        raise StoreRefused(f"{_called(twice)} is there twice: delete one of them.")
    return by_key


def _check(row: Row, number: int) -> None:
    lacking = [words for column, words in NEEDED.items() if row[column] is None]
    if lacking:
        raise StoreRefused(f"Row {number} lacks {' and '.join(lacking)}: every row needs it.")
    if row["status"] not in (None, *FEEDBACK_STATUSES):
        known = ", ".join(FEEDBACK_STATUSES)
        raise StoreRefused(f"Row {number}: '{row['status']}' is no status; choose from {known}.")
    if row["in_effect_from"] and not row["action"]:
        raise StoreRefused(f"Row {number} is in effect from a day, but says no action: write it.")
    if row["due_on"] and row["due_on"] < row["meeting_on"]:
        raise StoreRefused(f"Row {number} is due before the day of its meeting: correct one.")
    longest = max((len(row[column] or "") for column in TEXTS), default=0)
    if longest > MOST_LETTERS:
        raise StoreRefused(f"Row {number} has a text of more than {MOST_LETTERS} letters: cut it.")


def _called(row: Row) -> str:
    said = str(row["said"])
    short = said if len(said) <= 50 else said[:49] + "…"
    return f"“{short}” of {row['meeting_on']:%d/%m/%Y}"


def _key(row: Row) -> tuple:
    return tuple(row[column] for column in KEY)


def _by_key(rows: list[Row]) -> Rows:
    return {_key(row): row for row in rows}


def _cleaned(rows: pd.DataFrame) -> list[Row]:
    """Each row as its columns' values: days, text without blanks at its ends, None for nothing."""
    cleaned = []
    for record in rows.reindex(columns=list(COLUMNS)).to_dict("records"):
        row = {column: _text(record[column]) for column in TEXTS}
        row |= {column: _day(record[column]) for column in DAYS}
        if any(value is not None for value in row.values()):
            cleaned.append({column: row[column] for column in COLUMNS})
    return cleaned


def _text(value) -> str | None:
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return None
    return str(value).strip() or None


def _day(value):
    return None if pd.isna(value) else pd.Timestamp(value).date()
