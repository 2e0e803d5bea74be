"""Rejected rows as CSV, to be corrected and loaded again."""

import csv
import io
from pathlib import Path

from analytics.store import open_cursor

HEADERS = ("file", "row_number", "rule", "message", "raw")
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rejected_csv(folder: Path, import_id: int | None = None) -> str:
    """CSV of the rejected rows of that import, or of the latest: file, row_number, rule, message, raw.

    One row per rule that a row broke; the header alone where none was rejected.
    """  # noqa: E501
    rows = open_cursor(folder).execute(
        """
        select file, row_number, rule, message, raw
        from rejected_rows
        where import_id = coalesce($import_id, (select max(import_id) from imports))
        order by file, row_number, rule
        """,
        {"import_id": import_id},
    )
    return as_csv(rows.fetchall())


def as_csv(rows) -> str:
    """The rows of file, row_number, rule, message and raw; no cell begins a spreadsheet formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADERS)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue()


def harmless(cell):
    """The cell, behind an apostrophe where a spreadsheet would run it as a formula."""
    return f"'{cell}" if isinstance(cell, str) and _as_formula(cell) else cell


def as_written(cell: str) -> str:
    """The cell without the apostrophe that `harmless` put before it."""
    return cell[1:] if cell.startswith("'") and _as_formula(cell) else cell


def _as_formula(cell: str) -> bool:
    # behind apostrophes of its own too, so that one can be taken away again
    return cell.lstrip("'").startswith(STARTS_A_FORMULA)
