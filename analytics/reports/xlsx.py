"""The report as an Excel workbook: a sheet a slide, with a native chart, no formula anywhere."""

from io import BytesIO

import pandas as pd
from xlsxwriter import Workbook

from analytics.reports.slides import Report, Slide
from analytics.reports.text import (
    AUTHOR,
    DEFINITIONS,
    HOW_TO_READ,
    QUESTIONS,
    about,
    keywords,
    writable,
)
from analytics.reports.xlsx_chart import put_chart
from analytics.reports.xlsx_names import sheet_names
from analytics.reports.xlsx_sheet import Paper, new_paper

# Sheets beside those of the slides; what is on them is named in full in their first cell.
ABOUT, ASKED, TERMS = "About", "Questions", "Definitions"
# Text from data stays text, whatever it begins with.
PLAIN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_xlsx(report: Report) -> bytes:
    """The report as an .xlsx file: what it is, a sheet for each slide, questions, definitions."""
    report = writable(report)
    held = BytesIO()
    with Workbook(held, PLAIN) as book:
        _properties(book, report)
        line = report.provenance.line
        names = sheet_names([slide.key for slide in report.slides], (ABOUT, ASKED, TERMS))
        front = new_paper(book, ABOUT, report.title, "", line)
        listed = [
            _slide(new_paper(book, name, slide.title, slide.subtitle, line), slide)
            for name, slide in zip(names, report.slides, strict=True)
        ]
        for name, title, table in (
            (ASKED, QUESTIONS, report.questions),
            (TERMS, DEFINITIONS, report.definitions),
        ):
            if not table.empty:
                listed.append(_table(new_paper(book, name, title, "", line), table))
        _about(front, report, listed)
    return held.getvalue()


def _properties(book: Workbook, report: Report) -> None:
    book.set_properties(
        {
            "title": report.title,
            "subject": report.provenance.line,
            "author": AUTHOR,
            "keywords": keywords(report.provenance),
        }
    )


def _slide(paper: Paper, slide: Slide) -> Paper:
    paper.put_table(slide.table)
    paper.put_sentences(slide.sentences)
    if slide.picture is not None:
        put_chart(paper, slide.picture)
    paper.finish()
    return paper


def _table(paper: Paper, table: pd.DataFrame) -> Paper:
    paper.put_table(table)
    paper.finish()
    return paper


def _about(paper: Paper, report: Report, listed: list[Paper]) -> None:
    """What the workbook is of, what "c" means, and where each sheet is."""
    facts = about(report.provenance)
    if report.withheld:
        facts.append((HOW_TO_READ, report.withheld))
    paper.put_table(pd.DataFrame(facts, columns=["What", "Value"]), texts=True)
    paper.put_links([(each.name, each.title) for each in listed])
    paper.finish()
