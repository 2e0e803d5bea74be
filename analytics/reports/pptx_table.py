"""A table as a native PowerPoint table: how it fits a place, and how many slides it needs."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pandas as pd
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide as Sheet
from pptx.util import Pt

from analytics.reports.fit import LINE, longest_word, text_width, wrapped
from analytics.reports.html_table import is_figures
from analytics.reports.pptx_frame import describe
from analytics.reports.pptx_ground import Box

SIZES = (16, 14, 12)
LEAST = 9  # only for a row that would be higher than a slide by itself
ACROSS, UPRIGHT = 8.0, 3.6  # points of a cell's margins, each side
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's "No Style, No Grid"


@dataclass(frozen=True)
class Fitted:
    """A table laid out: the size of its text, the widths of columns, the heights of rows.

    heights: the head's first. right: which columns are figures and stand to the right.
    """

    rows: pd.DataFrame
    size: float
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    right: tuple[bool, ...]

    @property
    def height(self) -> float:
        return sum(self.heights)

    @property
    def width(self) -> float:
        return sum(self.widths)

    def stretched(self, air: float) -> "Fitted":
        """The same with so much more width."""
        return replace(self, widths=tuple(width * air for width in self.widths))

    @property
    def most_lines(self) -> int:
        """Of the rows below the head, how many lines the highest has."""
        highest = max(self.heights[1:], default=0)
        return round((highest - 2 * UPRIGHT) / (self.size * LINE))


def fitted(rows: pd.DataFrame, size: float, width: float) -> Fitted | None:
    """The table at that size in that width; None where a word would have to be broken."""
    columns = [[name, *rows[name]] for name in rows.columns]
    least = [_widest(cells, size, longest_word) for cells in columns]
    natural = [_widest(cells, size, text_width) for cells in columns]
    if sum(least) > width:
        return None
    widths = _shared(least, natural, width)
    heights = [_row_height(list(rows.columns), widths, size, bold=True)]
    heights += [
        _row_height(list(cells), widths, size) for cells in rows.itertuples(index=False, name=None)
    ]
    return Fitted(rows, size, tuple(widths), tuple(heights), _right(rows))


def _right(rows: pd.DataFrame) -> tuple[bool, ...]:
    return tuple(at > 0 and bool(is_figures(rows[name])) for at, name in enumerate(rows.columns))


def _widest(cells: list[str], size: float, measure) -> float:
    head, *rest = cells
    texts = [line for text in rest for line in text.split("\n")]
    widest = max((measure(text, size) for text in texts), default=0)
    return max(measure(head, size, bold=True), widest) + 2 * ACROSS + 1


def _shared(least: list[float], natural: list[float], width: float) -> list[float]:
    """Column widths: all as they would be, with some air; else the long ones share what is left."""
    if sum(natural) <= width:
        air = min(width / sum(natural), 1.35)
        return [each * air for each in natural]
    short = _short(least, natural, width)
    room = width - sum(natural[at] for at in short)
    wide = [at for at in range(len(natural)) if at not in short]
    spare = room - sum(least[at] for at in wide)
    needs = {at: natural[at] - least[at] for at in wide}
    every = sum(needs.values()) or 1
    return [
        natural[at] if at in short else least[at] + spare * needs[at] / every
        for at in range(len(natural))
    ]


def _short(least: list[float], natural: list[float], width: float) -> set[int]:
    """Columns that need no more than an equal share: they keep what they need."""
    short: set[int] = set()
    while True:
        rest = [at for at in range(len(natural)) if at not in short]
        room = width - sum(natural[at] for at in short)
        fair = room / len(rest)
        found = {at for at in rest if natural[at] <= fair}
        left = set(rest) - found
        fits = sum(least[at] for at in left) <= room - sum(natural[at] for at in found)
        if not found or not fits:
            return short
        short |= found


def _row_height(cells: list[str], widths: list[float], size: float, *, bold=False) -> float:
    lines = max(
        len(wrapped(text, size, width - 2 * ACROSS, bold=bold))
        for text, width in zip(cells, widths, strict=True)
    )
    return lines * size * LINE + 2 * UPRIGHT


def whole(rows: pd.DataFrame, width: float, height: float, sizes=SIZES) -> Fitted | None:
    """The table at the largest size at which it fits the place whole; None where at none."""
    tries = (fitted(rows, size, width) for size in sizes)
    return next((each for each in tries if each is not None and each.height <= height), None)


def pages(rows: pd.DataFrame, width: float, height: float) -> Iterator[Fitted]:
    """The table over as many slides as it needs; rows stay whole."""
    laid = fitted(rows, 14, width) or fitted(rows, 12, width) or _squeezed(rows, width)
    start = 0
    while start < len(rows):
        end, used = start, laid.heights[0]
        while end < len(rows) and used + laid.heights[end + 1] <= height:
            used += laid.heights[end + 1]
            end += 1
        if end > start:
            yield _page(laid, rows.iloc[start:end], start)
        else:
            end = start + 1
            yield replace(_tall(rows.iloc[start:end], width, height), right=laid.right)
        start = end


def _page(laid: Fitted, part: pd.DataFrame, start: int) -> Fitted:
    heights = (laid.heights[0], *laid.heights[start + 1 : start + 1 + len(part)])
    return replace(laid, rows=part, heights=heights)


def _tall(row: pd.DataFrame, width: float, room: float) -> Fitted:
    """A row that is higher than a slide, as small as may be."""
    return whole(row, width, room, sizes=(12, 11, 10, LEAST)) or _squeezed(row, width)


def _squeezed(rows: pd.DataFrame, width: float) -> Fitted:
    """Columns of one width, words broken: what no size fits."""
    widths = [width / rows.shape[1]] * rows.shape[1]
    cells = [list(rows.columns), *map(list, rows.itertuples(index=False, name=None))]
    heights = [_row_height(row, widths, LEAST, bold=at == 0) for at, row in enumerate(cells)]
    return Fitted(rows, LEAST, tuple(widths), tuple(heights), _right(rows))


def put_table(sheet: Sheet, laid: Fitted, box: Box, words: str) -> None:
    """Draw the table in that place: a head row, lines below rows, no colours of its own."""
    rows, columns = laid.rows.shape
    place = (Pt(box.left), Pt(box.top), Pt(laid.width), Pt(laid.height))
    frame = sheet.shapes.add_table(rows + 1, columns, *place)
    describe(frame, "Table", words)
    table = frame.table
    table.horz_banding = False
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = NO_STYLE
    for column, width in zip(table.columns, laid.widths, strict=True):
        column.width = Pt(width)
    for row, height in zip(table.rows, laid.heights, strict=True):
        row.height = Pt(height)
    for at, name in enumerate(laid.rows.columns):
        for row, text in enumerate([name, *laid.rows[name]]):
            _write(table.cell(row, at), text, laid.size, head=row == 0, right=laid.right[at])


def _write(cell, text: str, size: float, *, head: bool, right: bool) -> None:
    cell.margin_left = cell.margin_right = Pt(ACROSS)
    cell.margin_top = cell.margin_bottom = Pt(UPRIGHT)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if head else MSO_ANCHOR.TOP
    frame = cell.text_frame
    frame.text = text
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
        for run in paragraph.runs:
            run.font.size, run.font.bold = Pt(size), head
    line = parse_xml(
        f'<a:lnB {nsdecls("a")} w="{19050 if head else 6350}"><a:solidFill>'
        '<a:schemeClr val="tx1"/></a:solidFill></a:lnB>'
    )
    cell._tc.get_or_add_tcPr().append(line)
