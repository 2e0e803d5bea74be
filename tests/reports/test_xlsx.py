"""The report as a workbook, read back by calamine; what calamine leaves out from its XML."""

import re
import zipfile
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from analytics.reports.xlsx import write_xlsx
from analytics.reports.xlsx_names import sheet_names
from tests.reports.hand_made import LONG_TITLE, QUARTERS, RUNS, UGLY

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture(scope="module")
def written(report) -> bytes:
    """The plain report's workbook."""
    return write_xlsx(report)


@pytest.fixture(scope="module")
def ugly_written(ugly) -> bytes:
    """The ugly one's."""
    return write_xlsx(ugly)


def rows(content: bytes, sheet: str) -> list[list]:
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name(sheet).to_python()


def names(content: bytes) -> list[str]:
    return CalamineWorkbook.from_filelike(BytesIO(content)).sheet_names


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(content)) as parts:
        return parts.read(name).decode()


def part_names(content: bytes, start: str) -> list[str]:
    with zipfile.ZipFile(BytesIO(content)) as parts:
        return sorted(name for name in parts.namelist() if name.startswith(start))


def test_there_is_a_sheet_for_each_slide_between_about_and_questions_and_definitions(written):
    keys = ["statistics", "outcomes", "in-time", "found-at", "training"]
    assert names(written) == ["About", *keys, "Questions", "Definitions"]


def test_about_says_of_what_it_is_what_c_means_and_links_to_each_sheet(report, written):
    held = rows(written, "About")
    assert held[0][0] == report.title
    assert held[2][0] == report.provenance.line
    assert ["Data", "Demonstration data, made up"] in [row[:2] for row in held]
    assert ["How to read this", report.withheld] in [row[:2] for row in held]
    assert ["outcomes", report.slides[1].title] in [row[:2] for row in held]
    links = re.findall(r'<hyperlink [^>]*location="([^"]+)"', part(written, part_1(written)))
    assert "'outcomes'!A1" in links or "outcomes!A1" in links


def part_1(content: bytes) -> str:
    return part_names(content, "xl/worksheets/sheet")[0]


def test_a_sheet_has_title_subtitle_provenance_and_the_table_with_numbers(report, written):
    held = rows(written, "statistics")
    slide = report.slides[0]
    assert [held[at][0] for at in range(3)] == [
        slide.title,
        slide.subtitle,
        report.provenance.line,
    ]
    assert held[4] == ["Figure", *QUARTERS, *[""] * (len(held[4]) - 5)]
    assert held[6][:5] == ["Number of missing episodes", 1139, 185, 177, 133]
    assert held[7][:5] == ["Return interviews voided", 7, "c", 8, 9]
    assert held[8][1] == pytest.approx(0.763)
    assert held[10][0] == slide.sentences[0]


def test_numbers_show_the_text_that_they_were(written):
    formats = part(written, "xl/styles.xml")
    assert re.findall(r'formatCode="([^"]+)"', formats) == ["#,##0", "0.0%", "0%"]


def test_the_table_is_one_of_excels_own_with_its_head_in_sight(written):
    table = part(written, "xl/tables/table2.xml")
    assert 'ref="A5:E9"' in table
    assert re.findall(r'<tableColumn id="\d" name="([^"]+)"', table)[1:3] == list(QUARTERS[:2])
    sheet = part(written, "xl/worksheets/sheet2.xml")
    assert '<pane xSplit="1" ySplit="5" topLeftCell="B6"' in sheet


def test_what_is_drawn_stands_beside_the_table_and_withheld_is_an_empty_cell(written):
    head = rows(written, "outcomes")[4]
    column = head.index("Drawn")
    drawn = [row[column : column + 5] for row in rows(written, "outcomes")[4:9]]
    assert drawn[0] == ["Drawn", "In time", "Later", "Voided", "Not recorded"]
    assert drawn[2] == ["Apr–Jun 2021", 147, 37, "", 0]


def test_charts_are_native_with_words_for_them_and_their_own_labels(report, written):
    charts = [part(written, name) for name in part_names(written, "xl/charts/chart")]
    assert [kind for chart in charts for kind in re.findall(r"<c:(\w+Chart)>", chart)] == [
        "barChart",
        "lineChart",
        "barChart",
    ]
    labels = re.findall(r"<c:dLbl><c:idx val=.(\d).*?<a:t>(.*?)</a:t>", charts[2])
    assert labels == [("0", "43 (32%)"), ("1", "31 (23%)"), ("2", "c"), ("3", "0 (0%)")]
    assert 'orientation val="maxMin"' in charts[2]
    drawings = "".join(part(written, name) for name in part_names(written, "xl/drawings/drawing"))
    assert report.slides[3].picture.words in drawings


def test_a_withheld_value_is_no_point_of_the_chart(written):
    chart = part(written, "xl/charts/chart1.xml")
    voided = chart.split("<c:ser>")[3]
    values = voided.split("<c:val>")[1]
    assert re.findall(r'<c:pt idx="(\d)"', values) == ["0", "2", "3"]


def test_it_is_printed_on_a4_across_one_page_wide_with_its_provenance(report, written):
    for name in part_names(written, "xl/worksheets/sheet"):
        sheet = part(written, name)
        assert 'paperSize="9"' in sheet and 'orientation="landscape"' in sheet
        assert "<pageSetUpPr fitToPage" in sheet
        foot = re.search(r"<oddFooter>(.*?)</oddFooter>", sheet).group(1)
        assert report.provenance.line in foot


def test_no_cell_holds_a_formula_whatever_the_data_begins_with(ugly_written):
    for name in part_names(ugly_written, "xl/worksheets/sheet"):
        assert "<f>" not in part(ugly_written, name)
    sheet = names(ugly_written)[1]
    held = rows(ugly_written, sheet)
    assert held[4][:3] == ["Name", RUNS, "Value & more"]
    assert held[5][:3] == [UGLY, RUNS, 1234]
    assert held[6][:3] == ["@home", "+44", "-5"]
    assert held[7][:3] == ["2021", "0012", pytest.approx(0.654)]
    assert any(row[0] == RUNS for row in held[9:])


def test_names_of_sheets_are_such_as_excel_takes():
    keys = ["a/b: [1]*?", "a/b: [1]*?", "About", "'x'", "k" * 40, "k" * 40, "History", ""]
    found = sheet_names(keys, ["About"])
    assert found[:4] == ["a-b- -1---", "a-b- -1--- 2", "About 2", "x"]
    assert found[4:6] == ["k" * 31, "k" * 29 + " 2"]
    assert found[6:] == ["History 2", "Sheet"]
    assert all(len(name) <= 31 for name in found)


def test_a_long_line_is_cut_in_the_footer_and_an_ampersand_is_written_twice(ugly_written):
    sheet = part(ugly_written, part_1(ugly_written))
    foot = re.search(r"<oddFooter>(.*?)</oddFooter>", sheet).group(1)
    assert "Foster &amp;&amp; &lt;b&gt;" in foot


def test_the_titles_row_is_as_high_as_its_text(ugly_written):
    sheet = part(ugly_written, "xl/worksheets/sheet2.xml")
    height = float(re.search(r'<row r="1"[^>]* ht="([\d.]+)"', sheet).group(1))
    assert len(LONG_TITLE) > 200 and height > 50


def test_the_files_properties_say_what_it_is(report, written):
    held = part(written, "docProps/core.xml")
    assert report.title in held and "Derby City, children" in held
