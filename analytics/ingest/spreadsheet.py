"""XLSX files: the rows of each sheet as text, dates as ISO."""

import io
import zipfile
from datetime import date, datetime, time, timedelta

import python_calamine

from analytics.ingest.results import ImportRefused, Source

LARGEST_UNPACKED = 1_000_000_000  # bytes; an honest workbook of 100,000 rows has some 50 million


def rows_of_sheets(source: Source) -> list[list[list[str]]]:
    """One list of rows per sheet, blank rows included so that row numbers stay right.

    Raises ImportRefused where the file is another kind, protected, cut off or damaged.
    """
    _refuse_what_is_no_workbook(source)
    try:
        workbook = python_calamine.load_workbook(io.BytesIO(source.content))
        return [
            [[text_of(cell) for cell in row] for row in _cells(workbook, name)]
            for name in workbook.sheet_names
        ]
    except python_calamine.PasswordError:
        raise ImportRefused(_protected(source.name)) from None
    except (python_calamine.CalamineError, OSError, ValueError):
        raise ImportRefused(_damaged(source.name)) from None


def text_of(cell) -> str:
    """The cell as a person would type it into a CSV file: 123.0 is 123, dates are ISO."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell)


def _cells(workbook, name: str) -> list[list]:
    return workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)


def _refuse_what_is_no_workbook(source: Source) -> None:
    if source.content.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in source.content:
            raise ImportRefused(_protected(source.name))
        raise ImportRefused(
            f"'{source.name}' is in an old Office format: save it as XLSX or CSV and load that."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(source.content)) as archive:
            names = archive.namelist()
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise ImportRefused(_damaged(source.name)) from None
    if not any(name.lower().startswith("xl/workbook") for name in names):
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
