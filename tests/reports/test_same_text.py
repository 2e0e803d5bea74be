"""The same cell is the same text in every file, and other ends of names are refused."""

import re
from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest
from pptx import Presentation
from python_calamine import CalamineWorkbook

from analytics.reports.files import WRITERS, write
from analytics.reports.marks import shown_as
from tests.reports.test_csv import lines
from tests.reports.test_html import read
from tests.reports.test_pptx import slide_of, tables
from tests.reports.test_xlsx import part, part_names


@pytest.fixture(scope="module")
def files(report) -> dict[str, bytes]:
    """The plain report in every format."""
    return {suffix: write(report, suffix) for suffix in WRITERS}


def in_csv(content: bytes, key: str, row: str, column: str) -> str:
    found = [line[4] for line in lines(content) if line[0] == key and line[2:4] == [row, column]]
    return found[0].removeprefix("'")


def in_xlsx(content: bytes, key: str, row: str, column: str) -> str:
    """What Excel shows: the cell's number in the cell's format, or its text."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    held = book.get_sheet_by_name(key).to_python()
    down = next(at for at, cells in enumerate(held) if cells[0] == row)
    across = held[4].index(column)
    value = held[down][across]
    if isinstance(value, str):
        return value
    return shown_as(value, format_of(content, book.sheet_names.index(key), down, across))


def format_of(content: bytes, sheet: int, down: int, across: int) -> str:
    """The number format of a cell, by way of its style."""
    name = f"xl/worksheets/sheet{sheet + 1}.xml"
    assert name in part_names(content, name)
    address = f"{chr(65 + across)}{down + 1}"
    style = int(re.search(rf'<c r="{address}" s="(\d+)"', part(content, name)).group(1))
    styles = part(content, "xl/styles.xml")
    shapes = re.findall(r"<xf [^>]*>", styles.split("<cellXfs")[1])
    number = re.search(r'numFmtId="(\d+)"', shapes[style]).group(1)
    return re.search(rf'numFmtId="{number}" formatCode="([^"]+)"', styles).group(1)


@cache
def _deck(content: bytes):
    return Presentation(BytesIO(content))


def in_pptx(content: bytes, title: str, row: str, column: str) -> str:
    slide = slide_of(_deck(content), title)
    head, *body = tables(slide)[0]
    return next(cells for cells in body if cells[0] == row)[head.index(column)]


def in_html(content: bytes, slide: int, row: str, column: int) -> str:
    section = content.decode().split(f"<section id='slide-{slide}'")[1].split("</section>")[0]
    cells = [text for tag, text in read(f"<p {section}</p>".encode()).texts if tag in ("td", "th")]
    return cells[cells.index(row) + column]


@pytest.mark.parametrize(
    "slide, row, column, text",
    [
        (0, "Number of missing episodes", "Jan–Mar 2021", "1,139"),
        (0, "Return interviews voided", "Apr–Jun 2021", "c"),
        (0, "In time, of all episodes", "Oct–Dec 2021", "65.4%"),
        (3, "Family home", "Share", "32%"),
        (3, "Not recorded", "Episodes", "0"),
    ],
)
def test_the_same_cell_is_the_same_text_in_every_file(report, files, slide, row, column, text):
    of = report.slides[slide]
    assert in_csv(files[".csv"], of.key, row, column) == text
    assert in_xlsx(files[".xlsx"], of.key, row, column) == text
    assert in_pptx(files[".pptx"], of.title, row, column) == text
    at = list(of.table.columns).index(column)
    assert in_html(files[".html"], slide, row, at) == text


def test_every_cell_of_every_table_is_in_every_file(report, files):
    for at, slide in enumerate(report.slides):
        if slide.table is None:
            continue
        for row, *texts in slide.table.itertuples(index=False):
            for across, text in enumerate(texts, start=1):
                column = slide.table.columns[across]
                assert in_csv(files[".csv"], slide.key, row, column) == text
                assert in_xlsx(files[".xlsx"], slide.key, row, column) == text
                assert in_pptx(files[".pptx"], slide.title, row, column) == text
                assert in_html(files[".html"], at, row, across) == text


def test_another_kind_of_file_is_refused_with_a_sentence(report):
    with pytest.raises(ValueError, match="ends in .pptx, .xlsx, .html or .csv, not in “.pdf”"):
        write(report, ".pdf")


def test_the_end_of_a_name_may_be_in_capitals(report):
    assert write(report, ".CSV") == write(report, ".csv")


def test_a_report_is_left_as_it_was(ugly):
    before = ugly.slides[0].table.copy()
    for suffix in WRITERS:
        write(replace(ugly, slides=ugly.slides[:1]), suffix)
    assert ugly.slides[0].table.equals(before)
    assert "\x0b" in ugly.slides[0].subtitle
