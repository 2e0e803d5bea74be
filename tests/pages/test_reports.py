"""The page Reports: the quarter's files for an audience, and the same text as every page."""

from io import BytesIO

import pandas as pd
import pytest
from pptx import Presentation

from analytics.reports.command import stored_report
from analytics.reports.files import write
from tests.pages.test_pages import html, table


def slide_tables(content: bytes) -> list[list[list[str]]]:
    """Every table of a presentation, as rows of cells."""
    shapes = [shape for slide in Presentation(BytesIO(content)).slides for shape in slide.shapes]
    return [
        [[cell.text for cell in row.cells] for row in shape.table.rows]
        for shape in shapes
        if shape.has_table
    ]


def test_the_report_is_for_members_unless_another_audience_is_chosen(open_page):
    page = open_page("reports", quarter="2021-Q2")
    assert not page.exception
    assert page.selectbox(key="for").value == "members"
    assert "October" not in page.header[0].value and "April–June 2021" in page.header[0].value
    answers = {row[0]: row[1] for row in table(page, "Answers for April–June 2021")[1:]}
    assert answers["How many return interviews were completed?"] == "c"
    page.selectbox(key="for").select("staff").run()
    answers = {row[0]: row[1] for row in table(page, "Answers for April–June 2021")[1:]}
    assert answers["How many return interviews were completed?"] == "184"


def test_members_cannot_choose_the_report_for_staff(opened):
    page = opened("reports", audience="members", quarter="2021-Q2", **{"for": "staff"})
    assert page.selectbox(key="for").options == ["Members", "Children in care"]
    assert page.selectbox(key="for").value == "members"
    assert "Close the quarter" not in [header.value for header in page.header]


def test_the_council_is_turned_away(opened):
    page = opened("reports", audience="council")
    assert not page.selectbox and not page.get("download_button")


@pytest.mark.parametrize("quarter", ["2021-Q2", pytest.param("2021-Q4", marks=pytest.mark.deep)])
def test_a_cell_is_the_same_text_on_the_page_and_on_the_slide(opened, demonstration_store, quarter):
    report = stored_report(demonstration_store, quarter, "members")
    on_slides = slide_tables(write(report, ".pptx"))
    page = opened(audience="members", quarter=quarter)
    shown = table(page, "Children looked after who went missing")
    assert [row[1:] for row in shown] in [[row[1:] for row in each] for each in on_slides]
    csv = pd.read_csv(BytesIO(write(report, ".csv")), dtype=str, keep_default_na=False)
    cells = [cell for row in shown[1:] for cell in row[1:]]
    assert csv[csv["slide"] == "statistics"]["value"].tolist()[: len(cells)] == cells


def test_each_audience_reads_what_is_made_for_it(demonstration_store):
    council = stored_report(demonstration_store, "2021-Q4", "council")
    said = " ".join(slide.title for slide in council.slides)
    assert "About 130 times" in said and "133" not in said
    assert council.questions.empty
    assert "the council of children in care" in council.provenance.line


def test_the_page_says_who_it_is_for(opened):
    assert any("view for staff" in piece for piece in html(opened("reports")))
