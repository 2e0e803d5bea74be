"""A small workbook that asks for more than there is gets one sentence; the server goes on."""

import io
import zipfile

import pytest
import xlsxwriter

from analytics.ingest import ImportRefused, Source, spreadsheet
from analytics.ingest.reader import read

SHEET = (
    "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><dimension"
    " ref='A1:B2'/><sheetData>{rows}</sheetData></worksheet>"
)
HEADER = '<row r="1"><c r="A1"><v>1</v></c></row>'


def book(rows, *, part="sheet1.xml", encoding="utf-8") -> Source:
    """A workbook whose one sheet has those rows, in a part of that name."""
    made, content = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as workbook:
        workbook.add_worksheet()
    with (
        zipfile.ZipFile(made) as archive,
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as changed,
    ):
        for path in archive.namelist():
            text = archive.read(path)
            if path.endswith("sheet1.xml"):
                path = path.replace("sheet1.xml", part)
                text = SHEET.format(rows=rows).encode(encoding)
            changed.writestr(
                path, text.replace(b"worksheets/sheet1.xml", f"worksheets/{part}".encode())
            )
    return Source("x.xlsx", content.getvalue())


def cell(reference, *, value="<v>2</v>", quote='"') -> str:
    row = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f'<row r="{row}"><c r={quote}{reference}{quote} s="0">{value}</c></row>'


@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_cell_far_beyond_the_table_is_named_in_one_sentence(quote):
    source = book(HEADER + cell("XFD1048576", quote=quote))
    assert len(source.content) < 6_000
    with pytest.raises(
        ImportRefused, match="'x.xlsx' reaches to the cell XFD1048576: more than 20"
    ):
        read(source)


@pytest.mark.parametrize(
    ("reference", "limit", "is_read"),
    [("B3", 6, True), ("B3", 5, False), ("AA2", 54, True), ("AA2", 53, False)],
)
def test_as_many_cells_as_the_limit_are_read_and_one_more_is_not(
    monkeypatch, reference, limit, is_read
):
    monkeypatch.setattr(spreadsheet, "MOST_CELLS", limit)
    source = book(HEADER + cell(reference))
    if is_read:
        assert read(source)[0].cells.size
    else:
        with pytest.raises(ImportRefused, match=f"cell {reference}"):
            read(source)


def test_the_cells_of_all_sheets_count_together(monkeypatch):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        for _ in range(3):
            workbook.add_worksheet().write("B2", "x")
    source = Source("x.xlsx", content.getvalue())
    monkeypatch.setattr(spreadsheet, "MOST_CELLS", 12)
    assert len(read(source)) == 3
    monkeypatch.setattr(spreadsheet, "MOST_CELLS", 8)
    with pytest.raises(ImportRefused, match="has sheets too large"):
        read(source)


def test_cells_that_are_only_formatted_do_not_count():
    source = book(HEADER + cell("B2") + '<row r="1048576"><c r="XFD1048576" s="1"/></row>')
    assert read(source)[0].cells.shape == (1, 1)


def test_what_is_written_so_that_no_look_finds_it_ends_only_the_process_that_reads_it():
    hidden = HEADER + cell("XFD1048576")
    for source in (
        book(hidden, encoding="utf-16"),
        book(hidden.replace('r="XFD', 'x=">" r="XFD')),
        book(hidden, part="sheet1.bin"),
    ):
        with pytest.raises(ImportRefused, match="x.xlsx"):
            read(source)


def test_a_text_repeated_by_every_cell_ends_only_the_process_that_reads_it(monkeypatch):
    monkeypatch.setattr(spreadsheet, "MOST_WRITTEN", 1_000_000)
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{"x" * 1000}</t></is></c></row>'
                   for n in range(1, 1500))  # fmt: skip
    with pytest.raises(ImportRefused, match="asks for more memory or time"):
        read(book(rows))


def test_a_workbook_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(spreadsheet, "LONGEST", 0.001)
    with pytest.raises(ImportRefused, match="asks for more memory or time"):
        read(book(HEADER + cell("B2")))


def test_memory_is_held_to_the_limit(monkeypatch):
    monkeypatch.setattr(spreadsheet, "MOST_CELLS", 10**12)
    source = book(HEADER + cell("XFD1048576"))
    with pytest.raises(ImportRefused, match="x.xlsx"):
        read(source)


@pytest.mark.parametrize("other", ["content.xml", "xl/workbook.bin"])
def test_only_an_xlsx_is_read_whatever_else_lies_in_the_archive(other):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as parts:
        parts.writestr(other, "<office/>")
    with pytest.raises(ImportRefused, match="no spreadsheet"):
        read(Source("x.xlsx", archive.getvalue()))


def test_empty_rows_and_columns_before_the_table_keep_their_numbers():
    sheet = read(book(cell("C3", value="<v>7</v>") + cell("D5") + cell("C6")))[0]
    assert sheet.headers == ("", "", "7")
    assert list(sheet.cells.index) == [5, 6]
    assert list(sheet.ragged) == [5]
