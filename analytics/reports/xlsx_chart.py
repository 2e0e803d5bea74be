"""A picture as a native Excel chart, over a small range of its sheet that holds what is drawn."""

import re
from math import ceil

from xlsxwriter.chart import Chart

from analytics.definitions import COLOURS
from analytics.reports.marks import (
    STACKED,
    Scale,
    ink_on,
    label_format,
    own_texts,
    scale_of,
    side_of_line,
    stack_heights,
    step_of,
    withheld_words,
)
from analytics.reports.slides import Picture, Series
from analytics.reports.xlsx_sheet import HEAD, Paper, column_width

DRAWN = "Drawn"
KINDS = {
    "bars": {"type": "bar"},
    "columns": {"type": "column"},
    "stacked_bars": {"type": "bar", "subtype": "stacked"},
    "stacked_columns": {"type": "column", "subtype": "stacked"},
    "lines": {"type": "line"},
}
MARKERS = ("circle", "square", "triangle", "diamond")
PIXELS = 96 / 72  # to a point
NARROW, WIDE, HIGH, BAR, THIN = 480, 900, 360, 30, 22  # pixels
MANY = 15  # bars; more are drawn thin
LABEL = 0.07  # of the axis' length, how high a label is
A_ROW = 20  # pixels of a row as Excel makes it
A_PAGE = 48  # rows that can be read where they are printed on one page
FONT = {"name": "Arial", "size": 11, "color": COLOURS["text"][0]}
# What XlsxWriter would take for the address of a cell, not for a label.
_ADDRESS = re.compile(r"=|[^!]+!\$?[A-Z]+\$?\d+")


def put_chart(paper: Paper, picture: Picture) -> None:
    """The chart below the table, and what it draws to the right of it."""
    last, width = paper.columns_for_text()
    column = max(paper.across, last + 1) + 1 if paper.across else 0
    top = HEAD if paper.across else paper.row
    _put_drawn(paper, picture, top, column)
    if not paper.across:
        paper.row = top + len(picture.categories) + 2
    if note := withheld_words(picture):
        paper.put_text(paper.row, note, text_wrap=True)
        paper.row += 1
    chart = _chart(paper, picture, top, column)
    size = min(max(width * PIXELS, NARROW), WIDE), _height(picture)
    chart.set_size({"width": size[0], "height": size[1]})
    words = {"description": picture.words, "object_position": 1}
    paper.sheet.insert_chart(paper.row, 0, chart, words)
    paper.row += ceil(size[1] / A_ROW) + 1
    paper.fits_a_page = paper.row < A_PAGE
    paper.sheet.print_area(0, 0, paper.row, max(last, paper.across - 1))


def _put_drawn(paper: Paper, picture: Picture, top: int, column: int) -> None:
    """Categories and values as a range of the sheet; for what is withheld there is no cell."""
    paper.sheet.write_string(top, column, DRAWN, paper.shape(bold=True, bottom=2))
    head = paper.shape(bold=True, bottom=2, align="right")
    for row, category in enumerate(picture.categories, start=top + 1):
        paper.sheet.write_string(row, column, category, paper.shape())
    for at, each in enumerate(picture.series, start=column + 1):
        paper.sheet.write_string(top, at, each.name, head)
        shape = paper.shape(num_format=label_format(each))
        for row, value in enumerate(each.values, start=top + 1):
            if value is not None:  # a cell written as blank would be nought to the chart
                paper.sheet.write_number(row, at, value, shape)
    columns = [(DRAWN, *picture.categories), *((each.name,) for each in picture.series)]
    for at, cells in enumerate(columns, start=column):
        paper.widen(at, column_width(list(cells)))


def _chart(paper: Paper, picture: Picture, top: int, column: int) -> Chart:
    chart = paper.book.add_chart(KINDS[picture.kind])
    scale, last = scale_of(picture), top + len(picture.categories)
    names = [paper.name, top + 1, column, last, column]
    for at, each in enumerate(picture.series):
        own = column + 1 + at
        chart.add_series(
            {
                "name": [paper.name, top, own],
                "categories": names,
                "values": [paper.name, top + 1, own, last, own],
                "data_labels": _labels(each, picture, scale),
                **({"gap": 45} if picture.kind != "lines" else {}),
                **_ink(each, picture.kind, at),
            }
        )
    chart.set_title({"name": scale.words, "name_font": FONT | {"bold": False}, "overlay": False})
    several = len(picture.series) > 1
    chart.set_legend({"position": "top", "font": FONT} if several else {"none": True})
    chart.show_blanks_as("gap")
    chart.set_chartarea({"border": {"none": True}})
    _axes(chart, picture, scale)
    return chart


def _axes(chart: Chart, picture: Picture, scale: Scale) -> None:
    """No grid; categories from the top down where bars lie; the values' axis where it is needed."""
    lies = picture.kind in ("bars", "stacked_bars")
    line = {"color": COLOURS["quiet_text"][0]}
    names = {"num_font": FONT, "line": line, "major_tick_mark": "none", "reverse": lies}
    values = {
        "num_font": FONT,
        "num_format": "0%" if picture.rate else "#,##0",
        "min": scale.low,
        "major_unit": step_of(picture, scale),
        "line": {"none": True},
        "major_gridlines": {"visible": False},
        "major_tick_mark": "none",
        "visible": picture.kind in ("lines", "stacked_columns"),
    }
    if picture.rate or not any(value for each in picture.series for value in each.values):
        values["max"] = scale.high
    chart.set_x_axis(values if lies else names)
    chart.set_y_axis(names if lies else values)


def _ink(each: Series, kind: str, at: int) -> dict:
    ink = COLOURS[each.colour][0]
    if kind == "lines":
        marker = {"type": MARKERS[at % len(MARKERS)], "size": 8}
        marker |= {"fill": {"color": ink}, "border": {"color": ink}}
        return {"line": {"color": ink, "width": 2.25}, "marker": marker}
    white = {"color": COLOURS["background"][0]}
    border = {"border": white} if kind in STACKED else {}
    if each.hatched:
        pattern = {"pattern": "wide_upward_diagonal", "fg_color": white["color"], "bg_color": ink}
        return {"pattern": pattern} | border
    return {"fill": {"color": ink}} | border


def _labels(each: Series, picture: Picture, scale: Scale) -> dict:
    """Labels as the report's texts have them; a part too thin for its label has none."""
    shown = label_format(each)
    inside = picture.kind in STACKED
    labels = {"value": True, "num_format": shown, "font": FONT}
    if inside:
        ink = COLOURS["text" if each.hatched else each.colour][0]
        labels["font"] = FONT | {"color": ink if each.hatched else ink_on(ink)}
        labels["position"] = "center"
        if each.hatched:
            labels["fill"] = {"color": COLOURS["background"][0]}
    else:
        labels["position"] = "above" if picture.kind == "lines" else "outside_end"
    if picture.kind == "lines":
        labels["custom"] = _line_labels(each, picture, scale)
        return labels
    own = own_texts(each, shown)
    highest = max(stack_heights(picture), default=0) or 1
    labels["custom"] = [
        _label(own.get(at), inside and (value or 0) / highest < 0.06, labels["font"])
        for at, value in enumerate(each.values)
    ]
    return labels


def _line_labels(each: Series, picture: Picture, scale: Scale) -> list[dict | None]:
    """Labels of a line's points, clear of the other lines; the table has those left out."""
    own = own_texts(each, label_format(each))
    high = (scale.high - scale.low) * LABEL
    found = []
    for at, value in enumerate(each.values):
        side = "above"
        if value is not None:
            side = side_of_line(picture, each, at, high, scale.low)
        label = _label(own.get(at), side is None, FONT)
        found.append({"position": "below"} | (label or {}) if side == "below" else label)
    return found


def _label(text: str | None, too_thin: bool, font: dict) -> dict | None:
    if too_thin or (text is not None and _ADDRESS.match(text)):
        return {"delete": True}
    return None if text is None else {"value": text, "font": font}


def _height(picture: Picture) -> float:
    if picture.kind not in ("bars", "stacked_bars"):
        return HIGH
    rows = len(picture.categories) * (len(picture.series) if picture.kind == "bars" else 1)
    return max(90 + (BAR if rows <= MANY else THIN) * rows, 220)
