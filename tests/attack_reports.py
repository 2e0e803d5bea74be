"""What the files of a report tell: every figure of the .csv put into the puzzle that it is of.

The file is read as it was written, by the labels that stand in it; what nobody reads here fails the
test, so that a new slide, row or column has to be thought of. A row that a table leaves out where
there was none is told too. The order of rows is not: it is that of the measures' own rows, which
tests/attack_answers.py tells. A number in a title or sentence has to stand in the slide's cells.
"""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from io import StringIO
from itertools import groupby

import pandas as pd

from analytics.definitions import TIMESCALE_HOURS as HOURS
from analytics.reports.circumstances import KEYS
from analytics.reports.plain_voice import SAID
from tests.attack import Puzzle
from tests.attack_report_cells import (
    COUNCIL,
    LEFT_OUT,
    MEMBERS,
    TITLE,
    Cells,
    Sheet,
    known,
    place_cells,
    unknown,
)

# Slides of words alone: what people said, planned and found, what a word means, whose report it is.
BY_HAND = ("council", "training", "next")
OF_WORDS = (*BY_HAND, "about", "definitions")
FIGURE = re.compile(r"c|[\d,.]+%?|\d+ in 10|\d+% of \d+")
COUNTED = re.compile(r"\d%|\d in 10|\d (missing )?(episodes?|child|times|interviews?|of us)\b")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?%?")
LEAVE_OUT_NONE = ("statistics", "outcomes", "how-often", *KEYS.values())


def read_report(
    puzzle_of: Callable[[pd.Timestamp], Puzzle],
    content: bytes,
    quarter: pd.Timestamp,
    audience: str,
    places: Mapping[str, str],
) -> None:
    """Tell the puzzles every figure of a report's .csv; AssertionError for what nobody reads.

    puzzle_of: by a quarter's first day. places: name → place_id.
    """
    readers = {"members": MEMBERS | {"places": place_cells(places)}, "council": COUNCIL}[audience]
    for sheet in sheets_of(content, quarter):
        if sheet.key in OF_WORDS or sheet.key.startswith(SAID):
            _require_words(sheet)
        else:
            _tell(puzzle_of, sheet, known(readers, sheet.key)(sheet))


def sheets_of(content: bytes, quarter: pd.Timestamp) -> Iterator[Sheet]:
    """The file's slides."""
    lines = csv.DictReader(StringIO(content.decode("utf-8-sig"), newline=""))
    for (key, title), of_slide in groupby(lines, lambda line: (line["slide"], line["title"])):
        sheet = Sheet(key, title, quarter, {}, [])
        for _, _, row, column, text in map(dict.values, of_slide):
            if (row, column) == TITLE:
                assert text in ("", title)
            elif row.startswith("Sentence ") and not column:
                sheet.said.append(text)
            else:
                assert (row, column) not in sheet.cells, f"{key} has two rows “{row}”."
                sheet.cells[row, column] = text
        yield sheet


def _require_words(sheet: Sheet) -> None:
    """That no cell is a figure, and that what people wrote counts nothing of episodes."""
    by_hand = sheet.key in BY_HAND or sheet.key.startswith(SAID)
    for (row, _), text in sheet.cells.items():
        assert row == "Snapshot" or not FIGURE.fullmatch(text), unknown(text)
    for text in (*sheet.cells.values(), *sheet.said, sheet.title) if by_hand else ():
        assert not COUNTED.search(text), unknown(text)


def _tell(puzzle_of, sheet: Sheet, cells: Cells) -> None:
    """Tell what stands in the cells, and of a quarter that is there the cells left out as none.

    A title that is no cell to be read says no number that stands in none, but for the 72 hours.
    """
    texts = sheet.cells | ({TITLE: sheet.title} if TITLE in cells else {})
    quarters = {known(cells, place)[0] for place in texts}
    rows, columns = zip(*texts, strict=True) if texts else ((), ())
    for place, (quarter, tell) in cells.items():
        left_out = place[0] not in rows or place[1] not in columns
        if place in texts or (left_out and sheet.key in LEAVE_OUT_NONE and quarter in quarters):
            tell(puzzle_of(quarter), texts.get(place, LEFT_OUT))
    if TITLE in cells:
        assert not any(map(COUNTED.search, sheet.said)), sheet.said
    else:
        there = " ".join([*texts.values(), *sum(texts, ()), str(HOURS)])
        said = " ".join([sheet.title, *sheet.said])
        assert set(NUMBER.findall(said)) <= set(NUMBER.findall(there)), unknown(said)
