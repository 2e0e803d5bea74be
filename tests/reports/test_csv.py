"""The report as one long CSV table, and what protects a spreadsheet that opens it."""

import csv
from dataclasses import replace
from io import StringIO

import pandas as pd
import pytest

from analytics.reports.csv import csv_bytes, write_csv
from tests.reports.hand_made import RUNS


def lines(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(content.decode("utf-8-sig").splitlines()))


def test_a_line_is_a_cell_with_its_slide_row_and_column(report):
    head, *body = lines(write_csv(report))
    assert head == ["slide", "title", "row", "column", "value"]
    title = report.slides[0].title
    assert ["statistics", title, "Number of missing episodes", "Jan–Mar 2021", "1,139"] in body
    assert ["statistics", title, "Return interviews voided", "Apr–Jun 2021", "c"] in body


def test_what_the_report_is_of_stands_first(report):
    body = lines(write_csv(report))[1:]
    assert body[0] == ["about", report.title, "Data", "", "Demonstration data, made up"]
    assert ["about", report.title, "Snapshot", "", "3"] in body
    assert ["about", report.title, "Withheld", "", report.withheld] in body


def test_a_picture_without_a_table_is_told_by_its_labels(report):
    body = lines(write_csv(report))
    lined = [line[2:] for line in body if line[0] == "in-time"]
    assert ["Oct–Dec 2021", "Of all episodes", "65.4%"] in lined
    assert ["Apr–Jun 2021", "Of those completed", "c"] in lined


def test_the_answers_to_questions_are_there(report):
    body = lines(write_csv(report))
    asked = [line[2:] for line in body if line[0] == "recurring questions"]
    assert ["How many children in care went missing?", "Answer", "36"] in asked


def test_rows_of_one_name_are_told_apart_by_the_next_column(report):
    table = pd.DataFrame({"Theme": ["A", "A"], "Said": ["one", "two"], "Status": ["Open", "Done"]})
    slide = replace(report.slides[0], table=table)
    body = lines(write_csv(replace(report, slides=(slide,))))
    told = [line[2:] for line in body if line[0] == "statistics"]
    assert ["A, two", "Status", "Done"] in told


@pytest.mark.parametrize("cell", [RUNS, "+44 1332", "-1+1", "@home", "\tx", "＝1"])
def test_a_cell_that_would_run_is_text(cell):
    assert lines(csv_bytes(pd.DataFrame({"A": [cell]})))[1][0].startswith("'")


def test_no_line_of_the_file_begins_within_a_cell():
    content = csv_bytes(pd.DataFrame({"A": ["one\r=1+1\r\n=2"]})).decode("utf-8-sig")
    assert list(csv.reader(StringIO(content, newline=""))) == [["A"], ["one\n=1+1\n=2"]]


def test_a_head_that_would_run_is_text():
    assert lines(csv_bytes(pd.DataFrame({RUNS: ["1"]})))[0] == [f"'{RUNS}"]


def test_a_number_below_nought_stays_a_number():
    assert lines(csv_bytes(pd.DataFrame({"A": ["-4", "-3.5%"]})))[1:] == [["-4"], ["-3.5%"]]
