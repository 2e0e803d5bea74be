"""Rows as a CSV file for a spreadsheet, and a report's tables as one long one."""

import re

import pandas as pd
from pandas.api.types import is_numeric_dtype

from analytics.reports.slides import Picture, Report, Slide
from analytics.reports.text import DEFINITIONS, QUESTIONS, about, writable

# A cell that begins so would run as a formula (OWASP, CSV injection) unless it is a number.
_RUNS = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[+-]?[\d.,]+%?")
COLUMNS = ["slide", "title", "row", "column", "value"]


def csv_bytes(rows: pd.DataFrame) -> bytes:
    """The rows as CSV for a spreadsheet: UTF-8 with a mark, no cell that would run as a formula."""
    safe = rows.apply(_without_formulas) if len(rows) else rows
    safe = safe.set_axis(list(map(_without_formula, rows.columns)), axis="columns")
    return safe.to_csv(index=False).encode("utf-8-sig")


def _without_formulas(column: pd.Series) -> pd.Series:
    return column if is_numeric_dtype(column) else column.map(_without_formula)


def _without_formula(value):
    if not isinstance(value, str) or _NUMBER.fullmatch(value):
        return value
    # a return alone is written without quotation marks, so that a line would begin after it
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{value}" if _RUNS.match(value) else value


def write_csv(report: Report) -> bytes:
    """The report's tables as one: a line for each cell, with its slide, row and column.

    What the report is of stands first; of a slide without a table its picture's labels stand here.
    """
    report = writable(report)
    lines = [("about", report.title, name, "", value) for name, value in about(report.provenance)]
    if report.withheld:
        lines.append(("about", report.title, "Withheld", "", report.withheld))
    for slide in report.slides:
        lines += [(slide.key, slide.title, *line) for line in _lines(slide)]
    for key, table in ((QUESTIONS, report.questions), (DEFINITIONS, report.definitions)):
        lines += [(key.lower().split(",")[0], key, *cell) for cell in _cells(table)]
    return csv_bytes(pd.DataFrame(lines, columns=COLUMNS))


def _lines(slide: Slide) -> list[tuple[str, str, str]]:
    """What stands on a slide; one that has a title alone is a line, too."""
    lines = []
    if slide.table is not None:
        lines = _cells(slide.table)
    elif slide.picture is not None:
        lines = _labels(slide.picture)
    said = enumerate(slide.sentences, start=1)
    return [*lines, *((f"Sentence {at}", "", text) for at, text in said)] or [("", "", "")]


def _cells(table: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Row, column and text of each cell; as many columns name a row as tell the rows apart."""
    if table.shape[1] < 2 or table.empty:
        return [("", column, cell) for column in table.columns for cell in table[column]]
    names = table.iloc[:, 0]
    for count in range(2, table.shape[1]):
        if names.is_unique:
            break
        names = table.iloc[:, :count].agg(", ".join, axis="columns")
    return [
        (name, column, value)
        for name, cells in zip(names, table.itertuples(index=False, name=None), strict=True)
        for column, value in list(zip(table.columns, cells, strict=True))[1:]
    ]


def _labels(picture: Picture) -> list[tuple[str, str, str]]:
    return [
        (category, each.name, each.texts[at])
        for at, category in enumerate(picture.categories)
        for each in picture.series
    ]
