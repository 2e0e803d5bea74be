"""What a format's columns are, and how their text becomes values."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd
from rapidfuzz import process

from analytics.ingest.dates import moments
from analytics.ingest.rules import Findings

YES_OR_NO = {
    **dict.fromkeys(("yes", "y", "true", "1"), True),
    **dict.fromkeys(("no", "n", "false", "0"), False),
}


@dataclass(frozen=True)
class Column:
    """One column of a format.

    header: what it is called in the file; also: other names for it. field: the column of the store.
    kind: text, day, moment, code, codes (several, separated by ;), list, yes_no or number.
    needed: the file must have it. filled: every cell must.
    values: of kind code and codes, what may be written → what is kept.
    blank: what a blank cell stands for. rule: what is broken by a cell that cannot be read.
    """

    header: str
    field: str
    kind: str = "text"
    needed: bool = False
    filled: bool = False
    values: Mapping[str, str] | None = None
    blank: str | None = None
    rule: str | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Format:
    """A kind of file. `table` is what its rows are of; `ignored` are columns known but not used.

    shape brings its converted rows into the fields of the table, where they are not yet.
    """

    name: str
    description: str
    table: str
    columns: tuple[Column, ...]
    ignored: tuple[str, ...] = ()
    shape: Callable[[pd.DataFrame, Findings], pd.DataFrame] | None = None

    @property
    def headers(self) -> tuple[str, ...]:
        """The columns' names as the file has them."""
        return tuple(column.header for column in self.columns)


def plain(text: str) -> str:
    """Lower case, with runs of anything but letters and digits as one underscore."""
    return re.sub(r"[^a-z0-9]+", "_", text.lower().replace("'", "").replace("’", "")).strip("_")


def code_list(labels: Mapping[str, str]) -> dict[str, str]:
    """What may be written, plain → the code kept: the code itself or the words a reader sees."""
    return {plain(word): code for code, label in labels.items() for word in (code, label)}


def convert(texts: pd.DataFrame, kind: Format, findings: Findings) -> pd.DataFrame:
    """The rows with values for text, one column per field that the file has.

    `texts` has one column of stripped text per field. A moment also gets `<field>_timed`, whether
    its cell had a time. What cannot be read is found and left null.
    """
    by_field = {column.field: column for column in kind.columns}
    values = pd.DataFrame(index=texts.index)
    for name in texts.columns:
        column = by_field[name]
        cells = texts[name]
        if column.filled:
            blank = cells.index[cells == ""]
            findings.add("blank-cell", blank, f"{column.header} is blank: every row needs it.")
        CONVERTERS[column.kind](values, cells, column, findings)
    return values


def _text(values, cells, column, findings) -> None:
    values[column.field] = cells.mask(cells == "", column.blank)


def _moment(values, cells, column, findings) -> None:
    found, timed = moments(cells)
    wrong = cells[(cells != "") & found.isna()]
    findings.add(
        column.rule or "not-a-date",
        wrong.index,
        [
            f"{column.header} '{cell}' is not a date: write dd/mm/yyyy or yyyy-mm-dd."
            for cell in wrong
        ],
    )
    if column.kind == "day":
        found = found.dt.normalize()
    else:
        values[f"{column.field}_timed"] = timed
    values[column.field] = found


def _code(values, cells, column, findings) -> None:
    wanted = {cell: column.values.get(plain(cell)) for cell in cells.unique() if cell}
    kept = cells.map(wanted).astype("str")
    values[column.field] = kept if column.blank is None else kept.mask(cells == "", column.blank)
    wrong = cells[(cells != "") & kept.isna()]
    messages = {cell: unknown_code(column.header, cell, column.values) for cell in wrong.unique()}
    findings.add(column.rule or "unknown-code", wrong.index, [messages[cell] for cell in wrong])


def _codes(values, cells, column, findings) -> None:
    joined, messages = {}, {}
    for cell in cells.unique():
        words = separated(cell)
        unknown = [word for word in words if plain(word) not in column.values]
        if unknown:
            messages[cell] = unknown_code(column.header, unknown[0], column.values)
        else:
            joined[cell] = ";".join(column.values[plain(word)] for word in words) or None
    values[column.field] = cells.map(joined).astype("str")
    wrong = cells[cells.isin(list(messages))]
    findings.add("unknown-code", wrong.index, [messages[cell] for cell in wrong])


def _list(values, cells, column, findings) -> None:
    joined = {cell: ";".join(separated(cell)) or None for cell in cells.unique()}
    values[column.field] = cells.map(joined).astype("str")


def _yes_no(values, cells, column, findings) -> None:
    kept = cells.str.casefold().map(YES_OR_NO).astype("boolean")
    wrong = cells[(cells != "") & kept.isna()]
    findings.add(
        "unknown-code",
        wrong.index,
        [f"{column.header} '{cell}': write yes or no." for cell in wrong],
    )
    values[column.field] = kept


def _number(values, cells, column, findings) -> None:
    whole = cells.str.replace(r"(?<=\d),(?=\d{3}\b)", "", regex=True)
    readable = whole.str.fullmatch(r"[0-9]{1,9}(\.0+)?")
    numbers = pd.to_numeric(whole.where(readable)).astype("Int64")
    wrong = cells[(cells != "") & ~readable]
    findings.add(
        "not-a-number",
        wrong.index,
        [f"{column.header} '{cell}' is not a whole number of 0 or more." for cell in wrong],
    )
    values[column.field] = numbers


CONVERTERS = {
    "text": _text,
    "day": _moment,
    "moment": _moment,
    "code": _code,
    "codes": _codes,
    "list": _list,
    "yes_no": _yes_no,
    "number": _number,
}


def separated(cell: str) -> list[str]:
    """The words of a cell that lists them, separated by semicolons, each once, in order."""
    return list(dict.fromkeys(word.strip() for word in cell.split(";") if word.strip()))


def unknown_code(header: str, cell: str, values: Mapping[str, str]) -> str:
    """The message for a word that is not on the list, naming the one it is most like."""
    nearest, _, _ = process.extractOne(plain(cell), list(values), score_cutoff=None)
    first_words = {value: word for word, value in reversed(values.items())}
    # A file with letters of its own (M, A) is answered in them.
    known = {
        value: value if plain(value) in values else f"{word.upper()} ({value})"
        for value, word in reversed(first_words.items())
    }
    nearest = known[values[nearest]]
    listed = ", ".join(known.values())
    return f"{header} '{cell}' is not known; the nearest is '{nearest}'. Known: {listed}."
