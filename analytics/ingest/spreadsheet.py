"""XLSX files: the rows of each sheet as text, dates as ISO.

They are read in a process of its own (workbook_rows.py), because a file of 5 KB can ask for more
memory than there is, and the process that asks then ends.
"""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryFile

from analytics.ingest.results import ImportRefused, Source

LARGEST_UNPACKED = 1_000_000_000  # bytes; an honest workbook of 100,000 rows has some 50 million
MOST_CELLS = 20_000_000  # from A1 on, empty ones included: a million rows of 20 columns
MOST_MEMORY = 2 * 2**30  # bytes
MOST_WRITTEN = 400_000_000  # bytes
LONGEST = 120  # seconds
PROGRAM = Path(__file__).with_name("workbook_rows.py")


def rows_of_sheets(source: Source) -> list[list[list[str]]]:
    """One list of rows per sheet, blank rows included so that row numbers stay right.

    Raises ImportRefused where the file is another kind, protected, cut off, damaged or too large.
    """
    _refuse_what_is_no_workbook(source)
    with TemporaryFile() as workbook, TemporaryFile() as written:
        workbook.write(source.content)
        workbook.seek(0)
        if not _is_read(workbook, written):
            raise ImportRefused(
                f"'{source.name}' asks for more memory or time than a table needs: save the table "
                "as CSV and load that."
            )
        written.seek(0)
        return _sheets(written, source.name)


def _is_read(workbook, written) -> bool:
    """Run the program that reads a workbook; False where it died of it."""
    limits = map(str, (MOST_CELLS, MOST_MEMORY, MOST_WRITTEN))
    try:
        ended = subprocess.run(
            [sys.executable, "-P", str(PROGRAM), *limits],
            stdin=workbook,
            stdout=written,
            stderr=subprocess.DEVNULL,
            timeout=LONGEST,
        )
    except subprocess.TimeoutExpired:
        return False
    return ended.returncode == 0


def _sheets(written, name: str) -> list[list[list[str]]]:
    sheets = []
    for line in map(json.loads, written):
        if isinstance(line, str):
            sheets.append([])
        elif isinstance(line, list):
            sheets[-1].append(line)
        else:
            raise ImportRefused(_why(name, **line))
    return sheets


def _why(name: str, refused: str, cell: str | None = None) -> str:
    if refused == "password":
        return _protected(name)
    if refused == "damaged":
        return _damaged(name)
    reaches = f"reaches to the cell {cell}" if cell else "has sheets too large"
    return (
        f"'{name}' {reaches}: more than {MOST_CELLS // 1_000_000} million cells, empty ones "
        "included. Delete what lies beside and below the table, or save it as CSV and load that."
    )


def _refuse_what_is_no_workbook(source: Source) -> None:
    if source.content.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in source.content:
            raise ImportRefused(_protected(source.name))
        raise ImportRefused(
            f"'{source.name}' is in an old Office format: save it as XLSX or CSV and load that."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(source.content)) as archive:
            names = {name.lower() for name in archive.namelist()}
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise ImportRefused(_damaged(source.name)) from None
    if "xl/workbook.xml" not in names:
        raise ImportRefused(
            f"'{source.name}' is no spreadsheet but another kind of file: "
            "save the table as XLSX or CSV and load that."
        )
    if unpacked > LARGEST_UNPACKED:
        raise ImportRefused(
            f"'{source.name}' unpacks to more than a gigabyte: save the table as CSV and load that."
        )


def _protected(name: str) -> str:
    return f"'{name}' is protected by a password: save it without one and load it again."


def _damaged(name: str) -> str:
    return f"'{name}' is cut off or damaged: export it again."
