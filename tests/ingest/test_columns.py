"""What each kind of column reads, and that a cell it cannot read is found and left empty."""

from datetime import datetime

import pandas as pd
import pytest

from analytics.ingest.columns import CONVERTERS, Column, Format, convert
from analytics.ingest.rules import Findings

COLOURS = {"red": "red", "dark_blue": "blue"}  # what may be written → what is kept
# kind → cells with what is kept of them; None is nothing
READ = {
    "text": {"Red": "Red", "": None},
    "day": {"01/02/2021 10:30": datetime(2021, 2, 1), "": None},
    "moment": {
        "01/02/2021 10:30": datetime(2021, 2, 1, 10, 30),
        "2021-02-01": datetime(2021, 2, 1),
        "": None,
    },
    "code": {"Red": "red", "Dark  blue": "blue", "": None},
    "codes": {"red; DARK BLUE;red": "red;blue", ";": None, "": None},
    "list": {"a; b;a": "a;b", "": None},
    "yes_no": {"Yes": True, "y": True, "TRUE": True, "1": True, "": None}
    | {"No": False, "n": False, "false": False, "0": False},
    "number": {"12": 12, "0": 0, "1,234": 1234, "7.0": 7, "": None},
}
# kind → cells that cannot be read, each with the rule and a part of the sentence
NOT_READ = {
    "day": {"31/02/2021": ("not-a-date", "x '31/02/2021' is not a date")},
    "moment": {"soon": ("not-a-date", "x 'soon' is not a date")},
    "code": {"green": ("unknown-code", "x 'green'")},
    "codes": {"red;green": ("unknown-code", "x 'green'")},
    "yes_no": {
        "maybe": ("unknown-code", "x 'maybe': write yes or no."),
        "2": ("unknown-code", "x '2': write yes or no."),
    },
    "number": {
        "-1": ("not-a-number", "x '-1' is not a whole number of 0 or more."),
        "1.5": ("not-a-number", "x '1.5' is not a whole number of 0 or more."),
        "1,23": ("not-a-number", "x '1,23' is not a whole number of 0 or more."),
        "many": ("not-a-number", "x 'many' is not a whole number of 0 or more."),
    },
}


def converted(kind, cells, **more):
    """What is kept of the cells, None for nothing, and what was found of each by its number."""
    findings = Findings()
    column = Column("x", "x", kind, values=COLOURS if kind.startswith("code") else None, **more)
    texts = pd.DataFrame({"x": pd.Series(list(cells), dtype="str")})
    values = convert(texts, Format("f", "", "children", (column,)), findings)["x"]
    kept = [None if pd.isna(value) else value for value in values.tolist()]
    found = {row: (rule, sentence) for row, rule, sentence in findings.rejected}
    return kept, found


def test_every_kind_of_column_is_tried():
    assert set(READ) == set(CONVERTERS) and set(NOT_READ) == set(CONVERTERS) - {"text", "list"}


@pytest.mark.parametrize("kind", READ)
def test_what_a_kind_reads_is_kept_and_a_blank_cell_is_nothing(kind):
    assert converted(kind, READ[kind]) == (list(READ[kind].values()), {})


@pytest.mark.parametrize("kind", NOT_READ)
def test_a_cell_that_cannot_be_read_is_found_with_a_sentence_and_is_nothing(kind):
    good, kept_of_good = next(iter(READ[kind].items()))
    kept, found = converted(kind, [good, *NOT_READ[kind]])
    assert kept == [kept_of_good] + [None] * len(NOT_READ[kind])
    assert list(found) == list(range(1, len(NOT_READ[kind]) + 1))
    for (rule, sentence), (wanted, part) in zip(
        found.values(), NOT_READ[kind].values(), strict=True
    ):
        assert rule == wanted and sentence.startswith(part)


@pytest.mark.parametrize("kind", READ)
def test_a_blank_cell_of_a_column_to_be_filled_is_found(kind):
    _, found = converted(kind, [next(iter(READ[kind])), ""], filled=True)
    assert found == {1: ("blank-cell", "x is blank: every row needs it.")}


@pytest.mark.parametrize("kind", ["text", "code"])
def test_a_blank_cell_stands_for_what_the_format_says(kind):
    assert converted(kind, ["", "red"], blank="not_recorded") == (["not_recorded", "red"], {})
