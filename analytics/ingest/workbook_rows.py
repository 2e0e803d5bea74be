"""A program of its own: an XLSX file on standard input becomes rows of text on standard output.

A small workbook can ask for any amount of memory, and where that is not there the process ends at
once: so it is this one that ends, not the server. spreadsheet.py starts it and reads what it says.

Written is one line of JSON for each sheet, its name, and one for each of its rows from the first, a
list of texts. Where the workbook is not read whole, the last line is an object with the reason.
"""

import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta

import python_calamine

# A cell that holds something; one that is only formatted closes itself.
CELL = re.compile(rb"<(?:\w+:)?c\s(?:[^>]*?\s)??r=[\"']([A-Z]{1,3})([0-9]{1,7})[\"'][^>]*(?<!/)>")
READ_AT_ONCE = 16_000_000  # bytes


class TooLarge(Exception):
    """Names the cell that makes a sheet too large; None where none does."""


def main(most_cells: int, memory: int, output: int) -> None:
    """Read the workbook, holding this process to so many cells and bytes."""
    _limit(memory, output)
    content = sys.stdin.buffer.read()
    try:
        _check_dimensions(content, most_cells)
        _write_rows(python_calamine.load_workbook(io.BytesIO(content)), most_cells)
        return
    except python_calamine.PasswordError:
        reason = {"refused": "password"}
    except TooLarge as error:
        reason = {"refused": "too large", "cell": error.args[0]}
    except MemoryError:
        reason = {"refused": "too large", "cell": None}
    except BaseException:  # calamine's own slips, too, are no Exception
        reason = {"refused": "damaged"}
    _write(reason)


def _limit(memory: int, output: int) -> None:
    try:
        import resource
    except ImportError:  # Windows, where only the dimensions are checked
        return
    limits = {"RLIMIT_AS": memory, "RLIMIT_FSIZE": output, "RLIMIT_CORE": 0}
    for name, limit in limits.items():
        with suppress(ValueError, OSError):  # macOS knows some by name alone
            resource.setrlimit(getattr(resource, name), (limit, limit))


def _check_dimensions(content: bytes, most_cells: int) -> None:
    """Raise TooLarge where a sheet's cells span more than so many, before any is laid out."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.namelist():
            if part.lower().endswith(".xml"):
                with archive.open(part) as stream:
                    _check_part(stream, most_cells)


def _check_part(stream, most_cells: int) -> None:
    column, row = "A", 1
    for piece in _pieces(stream):
        cells = CELL.findall(piece)
        if cells:
            letters = max({letters for letters, _ in cells}, key=lambda name: (len(name), name))
            column = max(column, letters.decode(), key=lambda name: (len(name), name))
            row = max(row, *map(int, {digits for _, digits in cells}))
    if _number(column) * row > most_cells:
        raise TooLarge(f"{column}{row}")


def _pieces(stream) -> Iterator[bytes]:
    """The part in pieces that end between two tags."""
    rest = b""
    while read := stream.read(READ_AT_ONCE):
        piece = rest + read
        end = max(piece.rfind(b"<"), 0)
        yield piece[:end]
        rest = piece[end:]
    yield rest


def _number(column: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _write_rows(workbook: python_calamine.CalamineWorkbook, most_cells: int) -> None:
    """Write the rows of each sheet, blank ones included so that row numbers stay right."""
    left = most_cells
    for name in workbook.sheet_names:
        sheet = workbook.get_sheet_by_name(name)
        (_, beside), (row, column) = sheet.start or (0, 0), sheet.end or (-1, -1)
        left -= (row + 1) * (column + 1)
        if left < 0:
            raise TooLarge(None)
        _write(name)
        for row in sheet.iter_rows():
            texts = [text_of(cell) for cell in row]
            _write([""] * beside + texts if any(texts) else [])


def _write(line: str | list[str] | dict) -> None:
    sys.stdout.write(json.dumps(line) + "\n")


def text_of(cell) -> str:
    """The cell as a person would type it into a CSV file: 123.0 is 123, dates are ISO."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        # 1e308 would be 309 digits
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e21 else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
