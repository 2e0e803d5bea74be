"""One sheet: title, what is drawn, of what it is, a table, sentences, set up to be printed."""

from dataclasses import dataclass, field

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from analytics.definitions import COLOURS
from analytics.reports.fit import LINE, text_height, text_width
from analytics.reports.html_table import is_figures
from analytics.reports.marks import as_number

SIZE = 11  # points of a cell's text
TITLE_SIZE, SMALL = 16, 9
A_LETTER = 5.6  # points of Excel's unit of a column's width, at that size
NARROWEST, WIDEST = 9, 60
LONG, MOST_ACROSS = 22, 125  # a column of words; all columns together
TEXT_WIDTH = 96  # units that a title is wrapped to, over as many columns as it takes
HEAD_SHAPE = {"bold": True, "bottom": 2, "text_wrap": True, "valign": "bottom"}
CELL_SHAPE = {"bottom": 1, "bottom_color": COLOURS["declined"][0], "text_wrap": True}
HEAD = 4  # the row of a table's head, from 0
MOST_FOOT = 255 - 30  # Excel takes no more of a footer, and some is for the page's number


@dataclass
class Paper:
    """A sheet being written.

    line: of what it is. widths: of columns, in Excel's unit. row: the next free one. across: how
    many columns the table has.
    """

    book: Workbook
    sheet: Worksheet
    title: str
    subtitle: str
    line: str
    formats: dict[tuple, Format] = field(default_factory=dict)
    widths: list[float] = field(default_factory=list)
    row: int = HEAD
    across: int = 0
    fits_a_page: bool = False

    @property
    def name(self) -> str:
        return self.sheet.get_name()

    def shape(self, **how) -> Format:
        """A cell's format, made once a sheet."""
        key = tuple(sorted(how.items()))
        if key not in self.formats:
            usual = {"font_name": "Arial", "font_size": SIZE, "valign": "vcenter"}
            self.formats[key] = self.book.add_format(usual | how)
        return self.formats[key]

    def put_table(self, table: pd.DataFrame | None, *, texts: bool = False) -> None:
        """A table from the head's row on; its cells show the text that they have everywhere.

        texts: no cell becomes a number.
        """
        if table is None:
            return
        self.widths = _narrowed([column_width([name, *table[name]]) for name in table.columns])
        self.across = table.shape[1]
        shapes = [_side(table[name], at) for at, name in enumerate(table.columns)]
        heads = [self.shape(**HEAD_SHAPE | shape) for shape in shapes]
        for at, name in enumerate(table.columns):
            self.sheet.write_string(HEAD, at, name, heads[at])
            for row, text in enumerate(table[name], start=HEAD + 1):
                self._cell(row, at, text, shapes[at], texts)
        for row, cells in enumerate([list(table.columns), *table.values.tolist()], start=HEAD):
            self.sheet.set_row(row, _height(cells, self.widths, bold=row == HEAD))
        last = HEAD + len(table)
        if len(table) and _is_a_region(table):
            columns = [
                {"header": name, "header_format": head}
                for name, head in zip(table.columns, heads, strict=True)
            ]
            region = {"columns": columns, "style": None, "autofilter": False}
            self.sheet.add_table(HEAD, 0, last, self.across - 1, region)
        self.sheet.freeze_panes(HEAD + 1, 1)
        self.sheet.repeat_rows(HEAD)
        self.row = last + 2

    def _cell(self, row: int, column: int, text: str, shape: dict, texts: bool) -> None:
        number = None if texts else as_number(text)
        if number is None:
            self.sheet.write_string(row, column, text, self.shape(**CELL_SHAPE | shape))
        else:
            value, shown = number
            how = CELL_SHAPE | shape | {"num_format": shown}
            self.sheet.write_number(row, column, value, self.shape(**how))

    def put_sentences(self, sentences: tuple[str, ...]) -> None:
        """Sentences below the table, each wrapped over the sheet's width."""
        for sentence in sentences:
            self.put_text(self.row, sentence, text_wrap=True)
            self.row += 1
        self.row += bool(sentences)

    def put_text(self, row: int, text: str, **how) -> None:
        """A text over as many columns as a line of it should be wide."""
        last, width = self.columns_for_text()
        shape = self.shape(**how)
        if last:
            self.sheet.merge_range(row, 0, row, last, "", shape)
        self.sheet.write_string(row, 0, text, shape)
        size, bold = how.get("font_size", SIZE), how.get("bold", False)
        self.sheet.set_row(row, text_height(text, size * 1.05, width, bold=bold) + 4)

    def columns_for_text(self) -> tuple[int, float]:
        """The last column that a text is wrapped to, and how wide that is, in points."""
        widths = [*self.widths, *[NARROWEST] * 12]
        last, total = 0, widths[0]
        while total < TEXT_WIDTH and last + 1 < len(widths):
            last += 1
            total += widths[last]
        return last, total * A_LETTER

    def widen(self, column: int, width: float) -> None:
        """Make a column beside the table so wide."""
        self.widths += [NARROWEST] * (column + 1 - len(self.widths))
        self.widths[column] = width

    def put_links(self, listed: list[tuple[str, str]]) -> None:
        """The workbook's sheets by name, each a link, with its title."""
        self.sheet.write_string(self.row, 0, "Sheet", self.shape(bold=True, bottom=2))
        self.sheet.write_string(self.row, 1, "What it says", self.shape(bold=True, bottom=2))
        link = self.shape(underline=1, font_color=COLOURS["missing"][0])
        for row, (name, title) in enumerate(listed, start=self.row + 1):
            address = name.replace("'", "''")
            self.sheet.write_url(row, 0, f"internal:'{address}'!A1", link, name)
            self.sheet.write_string(row, 1, title, self.shape(text_wrap=True))
            self.sheet.set_row(row, _height([name, title], self.widths))
        self.widths[0] = max(self.widths[0], *(column_width([name]) for name, _ in listed))
        self.row += len(listed) + 2

    def finish(self) -> None:
        """Widths of columns, title and head lines, and how the sheet is printed."""
        for at, width in enumerate(self.widths):
            self.sheet.set_column(at, at, width)
        self.put_text(0, self.title, bold=True, font_size=TITLE_SIZE, text_wrap=True)
        quiet = {"font_color": COLOURS["quiet_text"][0], "text_wrap": True}
        if self.subtitle:
            self.put_text(1, self.subtitle, **quiet)
        self.put_text(2, self.line, font_size=SMALL, **quiet)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.8)
        self.sheet.fit_to_pages(1, 1 if self.fits_a_page else 0)
        self.sheet.hide_gridlines(2)
        self.sheet.set_footer(f"&L&8 {_footer(self.line)}&R&8 &P / &N")


def new_paper(book: Workbook, name: str, title: str, subtitle: str, line: str) -> Paper:
    """A new sheet of the workbook."""
    return Paper(book, book.add_worksheet(name), title, subtitle, line)


def column_width(cells: list[str]) -> float:
    """A column's width in Excel's unit: its longest cell, but no wider than is read well."""
    lines = [line for text in cells for line in text.split("\n")]
    widest = max((text_width(line, SIZE, bold=True) for line in lines), default=0)
    return min(max(widest / A_LETTER + 2, NARROWEST), WIDEST)


def _side(column: pd.Series, at: int) -> dict:
    """Figures to the right, words to the left, a little apart from figures that end there."""
    if at and is_figures(column):
        return {"align": "right"}
    return {"align": "left", "indent": int(at > 0)}


def _narrowed(widths: list[float]) -> list[float]:
    """Columns so narrow together that the sheet can be read where it is printed."""
    long = [width for width in widths if width > LONG]
    spare = MOST_ACROSS - (sum(widths) - sum(long))
    if not long or sum(long) <= spare:
        return widths
    part = spare / sum(long)
    return [max(width * part, LONG) if width > LONG else width for width in widths]


def _height(cells: list[str], widths: list[float], *, bold: bool = False) -> float:
    heights = (
        text_height(text, SIZE, width * A_LETTER - 8, bold=bold)
        for text, width in zip(cells, widths, strict=False)
    )
    return max(heights, default=SIZE * LINE) + 6


def _is_a_region(table: pd.DataFrame) -> bool:
    """Whether Excel takes the table as one of its own: heads that are there and differ."""
    heads = [name.strip().casefold() for name in table.columns]
    return all(heads) and len(set(heads)) == len(heads)


def _footer(line: str) -> str:
    """The line as Excel's footer takes it: short, an "&" written twice."""
    text = line.replace("&", "&&")
    return text if len(text) <= MOST_FOOT else text[: MOST_FOOT - 1].rstrip("&") + "…"
