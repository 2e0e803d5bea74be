"""The list of rejected rows, corrected and given back: each row under its own file's header."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from analytics.ingest.columns import plain
from analytics.ingest.reader import read
from analytics.ingest.rejected import HEADERS, as_written
from analytics.ingest.results import ImportRefused, Source
from analytics.store import current_number, open_cursor

XLSX = b"PK\x03\x04"
HIGHEST_ROW = 20_000_000


@dataclass(frozen=True)
class Original:
    """A file of an earlier import: header as CSV, and its rejected rows as they were, by number."""

    header: str
    format: str
    rejected: dict[int, str] = field(default_factory=dict)


def with_corrections(folder: Path, sources: Sequence[Source]) -> list[Source]:
    """The files; in place of a list of rejected rows, the original files with the rows it lists.

    Raises ImportRefused where such a list names a file or a row that cannot be read.
    """
    found = []
    for source in sources:
        cells = _listed(source)
        found += [source] if cells is None else _originals(folder, source, cells)
    return found


def _listed(source: Source):
    beginning = source.content[:400].replace(b"\x00", b"")  # UTF-16 has one in every letter
    if b"row_number" not in beginning and not beginning.startswith(XLSX):
        return None
    sheet = read(source)[0]
    headers = [plain(header) for header in sheet.headers]
    if not set(HEADERS) <= set(headers):
        return None
    return sheet.cells[[headers.index(name) for name in HEADERS]].set_axis(HEADERS, axis="columns")


def _originals(folder: Path, source: Source, cells) -> list[Source]:
    rows_of: dict[str, dict[int, list[str]]] = {}
    for line, listed in cells.iterrows():
        number = listed["row_number"]
        if not number.isdecimal() or not 1 < int(number) < HIGHEST_ROW:
            raise ImportRefused(
                f"'{source.name}' has the row_number '{number}' in row {line}: leave file and "
                "row_number as they were, correct only raw."
            )
        rows = rows_of.setdefault(as_written(listed["file"]), {})
        rows.setdefault(int(number), []).append(as_written(listed["raw"]))
    return [_rebuilt(folder, name, rows) for name, rows in rows_of.items()]


def _rebuilt(folder: Path, name: str, rows: dict[int, list[str]]) -> Source:
    original = _original(folder, name, rows)
    text = io.StringIO()
    text.write(original.header + "\n")
    writer = csv.writer(text, lineterminator="\n")
    line = 1
    for number in sorted(rows):
        raw = _one_of(name, number, rows[number], original.rejected.get(number))
        if raw:
            text.write("\n" * (number - line - 1))  # so that every row keeps its number
            writer.writerow(_cells(name, number, raw))
            line = number
    return Source(name, text.getvalue().encode(), original.format)


def _original(folder: Path, name: str, rows: dict[int, list[str]]) -> Original:
    held = []
    if current_number(folder) is not None:
        con = open_cursor(folder)
        held = con.execute(
            """
            select import_id, header, format
            from imports
            semi join (
                from rejected_rows where row_number in (select unnest($numbers))
            ) using (import_id, file)
            where file = $file and header is not null
            order by import_id desc
            limit 1
            """,
            {"file": name, "numbers": list(rows)},
        ).fetchall()
    if not held:
        raise ImportRefused(
            f"The list names rows of '{name}', but no import of such a file left them out: correct "
            "the file itself and load it."
        )
    ((import_id, header, format),) = held
    rejected = con.execute(
        "select row_number, raw from rejected_rows where import_id = $id and file = $file",
        {"id": import_id, "file": name},
    ).fetchall()
    return Original(header, format, dict(rejected))


def _one_of(name: str, number: int, raws: list[str], before: str | None) -> str:
    """The row, which is listed once for each rule that it broke, as it was corrected."""
    corrected = set(raws) - {before} or set(raws)
    if len(corrected) > 1:
        raise ImportRefused(
            f"Row {number} of '{name}' is listed {len(raws)} times and corrected differently: "
            "make them the same, or keep one."
        )
    return corrected.pop()


def _cells(name: str, number: int, raw: str) -> list[str]:
    try:
        (cells,) = csv.reader(io.StringIO(raw, newline=""), strict=True)
    except (csv.Error, ValueError):
        raise ImportRefused(
            f"Row {number} of '{name}' has a quotation mark too many or too few in raw: correct it."
        ) from None
    return cells
