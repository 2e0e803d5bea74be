"""A file's bytes → its header and its rows, all text, with the row numbers a spreadsheet shows."""

import codecs
import csv
import io
from dataclasses import dataclass

import pandas as pd

from analytics.ingest import spreadsheet
from analytics.ingest.results import ImportRefused, Source

DELIMITERS = (",", ";", "\t")
OTHER_KINDS = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed archive",
    b"{\\rtf": "a text document",
    b"PAR1": "a Parquet file",
}
CSV_OR_XLSX = "save it as CSV or XLSX and load that"
LONGEST_CELL = 1_000_000


@dataclass(frozen=True)
class Sheet:
    """What a file holds: `cells` has one row per row below the header, blank ones left out.

    Its columns are numbered as in `headers`; its index is the row number, the header being 1 where
    it stands on the first line. `ragged`: row number → its cells, where they are not as many as the
    header's. `cut_off`: the last row has too few fields and no end of line.
    """

    headers: tuple[str, ...]
    cells: pd.DataFrame
    ragged: dict[int, list[str]]
    cut_off: bool = False


def read(source: Source) -> list[Sheet]:
    """The sheets of the file, one for a CSV file; only those with a header.

    Raises ImportRefused where it is empty, of another kind, cut off or protected by a password.
    """
    content = source.content
    if not content.strip(b"\x00 \r\n\t\xef\xbb\xbf\xff\xfe"):
        raise ImportRefused(f"'{source.name}' is empty: export it again.")
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        rows_of_sheets = spreadsheet.rows_of_sheets(source)
        sheets = [sheet_of(rows, ends_whole=True) for rows in rows_of_sheets]
    else:
        text = _decoded(source)
        sheets = [sheet_of(_csv_rows(text, source.name), text.endswith(("\n", "\r")))]
    with_header = [sheet for sheet in sheets if sheet is not None]
    if not with_header:
        raise ImportRefused(f"'{source.name}' is empty: export it again.")
    return with_header


def sheet_of(rows: list[list[str]], ends_whole: bool) -> Sheet | None:
    """The first row that is not blank as header and the others below it; None without one."""
    numbered = [(number, row) for number, row in enumerate(rows, 1) if any(map(str.strip, row))]
    if not numbered:
        return None
    headers = tuple(header.strip() for header in numbered[0][1])
    while headers and not headers[-1]:
        headers = headers[:-1]
    width = len(headers)
    ragged, even = {}, []
    for number, row in numbered[1:]:
        if len(row) < width or any(cell.strip() for cell in row[width:]):
            ragged[number] = [cell.strip() for cell in row]
        even.append((row + [""] * width)[:width])
    index = pd.Index([number for number, _ in numbered[1:]], name="row_number", dtype="int64")
    cells = pd.DataFrame(even, index=index, columns=range(width), dtype="str")
    cells = cells.apply(lambda column: column.str.strip())
    last = numbered[-1]
    cut_off = not ends_whole and len(numbered) > 1 and len(last[1]) < width
    return Sheet(headers, cells, ragged, cut_off)


def _decoded(source: Source) -> str:
    content, name = source.content, source.name
    for beginning, kind in OTHER_KINDS.items():
        if content.startswith(beginning):
            raise ImportRefused(f"'{name}' is {kind}, not a table: {CSV_OR_XLSX}.")
    try:
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            text = content.decode("utf-16")
        elif b"\x00" in content:
            raise ImportRefused(f"'{name}' is not text: {CSV_OR_XLSX}.")
        else:
            text = _utf8_or_windows(content)
    except UnicodeDecodeError as error:
        if error.encoding.startswith("utf"):
            raise ImportRefused(f"'{name}' is cut off at its end: export it again.") from None
        raise ImportRefused(f"'{name}' is not text: {CSV_OR_XLSX}.") from None
    if any(ord(sign) < 32 and sign not in "\t\r\n\f\x1a" for sign in set(text)):
        raise ImportRefused(f"'{name}' is not text: {CSV_OR_XLSX}.")
    return text.rstrip("\x1a")


def _utf8_or_windows(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        ends_within_a_letter = error.reason == "unexpected end of data"
        if ends_within_a_letter and not content[: error.start].isascii():
            raise
        return content.decode("cp1252")


def _csv_rows(text: str, name: str) -> list[list[str]]:
    first_line = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=lambda sign: (first_line.count(sign), sign == ","))
    csv.field_size_limit(LONGEST_CELL)
    lines = io.StringIO(text, newline="")
    try:
        return list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            raise ImportRefused(
                f"'{name}' ends inside a quoted cell: it is cut off, or a quotation mark is "
                "missing; export it again."
            ) from None
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        raise ImportRefused(
            f"'{name}' has a cell of over a million letters: a quotation mark is missing or it "
            "is not a table; export it again."
        ) from None
