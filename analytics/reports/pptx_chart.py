"""A picture as a native PowerPoint chart: its data can be edited there."""

from io import BytesIO

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_MARK
from pptx.enum.dml import MSO_PATTERN, MSO_THEME_COLOR
from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide as Sheet
from pptx.util import Pt
from xlsxwriter import Workbook

from analytics.definitions import COLOURS
from analytics.reports.fit import longest_word, text_height
from analytics.reports.marks import (
    STACKED,
    STANDS,
    Scale,
    label_format,
    scale_of,
    step_of,
    withheld_words,
)
from analytics.reports.pptx_frame import add_run, describe, set_language, text_box
from analytics.reports.pptx_ground import Box, Ground
from analytics.reports.pptx_labels import GAP_WIDTH, LEAST_SIZE, Room, label_series, labels_fit
from analytics.reports.slides import Picture, Series

KINDS = {
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "stacked_bars": XL_CHART_TYPE.BAR_STACKED,
    "stacked_columns": XL_CHART_TYPE.COLUMN_STACKED,
    "lines": XL_CHART_TYPE.LINE_MARKERS,
}
MARKERS = (
    XL_MARKER_STYLE.CIRCLE,
    XL_MARKER_STYLE.SQUARE,
    XL_MARKER_STYLE.TRIANGLE,
    XL_MARKER_STYLE.DIAMOND,
)
SIZES = (14, LEAST_SIZE)  # points of every text in a chart
PLAIN_DATA = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def put_chart(sheet: Sheet, picture: Picture, box: Box, *, of: Picture, ground: Ground) -> None:
    """Draw the picture in that place, and below it which figures are withheld.

    of: the whole that it is a piece of: both have one scale.
    """
    note = withheld_words(picture)
    below = text_height(note, SIZES[-1] * ground.air, box.width) + 4 if note else 0
    height = box.height - below
    data = CategoryChartData()
    data.categories = picture.categories
    for each in picture.series:
        data.add_series(each.name, each.values, label_format(each))
    sides = (Pt(box.left), Pt(box.top), Pt(box.width), Pt(height))
    frame = sheet.shapes.add_chart(KINDS[picture.kind], *sides, data)
    describe(frame, f"Chart: {picture.unit}", picture.words)
    chart = frame.chart
    # python-pptx would write a name that begins with "=" as a formula
    chart.part.chart_workbook.update_from_xlsx_blob(_workbook(picture))
    scale = scale_of(of)
    place = Box(box.left, box.top, box.width / ground.air, height)
    size = _size(picture, place)
    _dress(chart, picture, scale, size)
    if picture.categories != of.categories:
        chart.value_axis.maximum_scale = scale.high
    for at, (series, drawn) in enumerate(zip(chart.plots[0].series, picture.series, strict=True)):
        _ink(series, drawn, picture.kind, at, ground.dark)
        label_series(series, drawn, picture, Room(scale, place, size), ground.dark)
    set_language(chart.part._element)
    if note:
        words = text_box(sheet, Box(box.left, box.top + height, box.width, below), "Withheld")
        add_run(words.paragraphs[0], note, SIZES[-1])


def _size(picture: Picture, box: Box) -> float:
    """The larger size where the names of categories have room at it."""
    count = len(picture.categories)
    if picture.kind in STANDS:
        step = (box.width - 50) / count
        widest = max(longest_word(name, SIZES[0]) for name in picture.categories)
        fits = picture.kind != "columns" or labels_fit(picture, box.width, SIZES[0])
        return SIZES[0] if fits and widest <= step and box.width >= 380 else SIZES[-1]
    rows = count * (len(picture.series) if picture.kind == "bars" else 1)
    return SIZES[0] if (box.height - 60) / rows >= 22 and box.width >= 380 else SIZES[-1]


def _workbook(picture: Picture) -> bytes:
    """The sheet behind a chart, as python-pptx lays it out, with every name as text."""
    held = BytesIO()
    with Workbook(held, PLAIN_DATA) as workbook:
        sheet = workbook.add_worksheet()
        for row, category in enumerate(picture.categories, start=1):
            sheet.write_string(row, 0, category)
        for column, each in enumerate(picture.series, start=1):
            sheet.write_string(0, column, each.name)
            shown = workbook.add_format({"num_format": label_format(each)})
            for row, value in enumerate(each.values, start=1):
                if value is not None:
                    sheet.write_number(row, column, value, shown)
    return held.getvalue()


def _dress(chart: Chart, picture: Picture, scale: Scale, size: float) -> None:
    """What is counted above the chart, a quiet axis, a legend where nothing else names."""
    chart.font.size = Pt(size)
    chart.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    _title(chart, scale.words, size)
    several = len(picture.series) > 1
    chart.has_legend = several
    if several:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
    plot = chart.plots[0]
    if picture.kind != "lines":
        plot.vary_by_categories = False
        plot.gap_width = int(GAP_WIDTH * 100) if len(picture.categories) > 1 else 300
        plot.overlap = 100 if picture.kind in STACKED else 0
    names, values = chart.category_axis, chart.value_axis
    names.tick_labels.font.size = Pt(size)
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.format.line.color.theme_color = MSO_THEME_COLOR.TEXT_1
    names._element.get_or_add_txPr().find(qn("a:bodyPr")).set("rot", "0")
    names.reverse_order = picture.kind in ("bars", "stacked_bars")
    values.minimum_scale = scale.low
    if picture.rate or not any(value for each in picture.series for value in each.values):
        values.maximum_scale = scale.high
    values.major_unit = step_of(picture, scale)
    values.has_major_gridlines = False
    values.major_tick_mark = XL_TICK_MARK.NONE
    values.format.line.fill.background()
    values.tick_labels.number_format = "0%" if picture.rate else "#,##0"
    values.tick_labels.number_format_is_linked = False
    values.visible = picture.kind in ("lines", "stacked_columns")


def _title(chart: Chart, words: str, size: float) -> None:
    """What the axis counts, in the chart's upper left corner."""
    frame = chart.chart_title.text_frame
    frame.text = words
    frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    font = frame.paragraphs[0].runs[0].font
    font.size, font.bold = Pt(size), False
    title = chart.chart_title._element
    title.find(qn("c:layout")).append(
        parse_xml(
            f"<c:manualLayout {nsdecls('c')}>"
            '<c:xMode val="edge"/><c:yMode val="edge"/><c:x val="0"/><c:y val="0"/>'
            "</c:manualLayout>"
        )
    )
    chart.chart_title.include_in_layout = False


def _ink(series, drawn: Series, kind: str, at: int, dark: bool) -> None:
    ink = _rgb(COLOURS[drawn.colour][dark])
    if kind == "lines":
        series.smooth = False
        series.format.line.color.rgb = ink
        series.format.line.width = Pt(2.5)
        series.marker.style = MARKERS[at % len(MARKERS)]
        series.marker.size = 9
        fill = series.marker.format.fill
        series.marker.format.line.color.rgb = ink
    else:
        series.invert_if_negative = False
        fill = series.format.fill
        if kind in STACKED:
            series.format.line.color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
    if drawn.hatched and kind != "lines":
        fill.patterned()
        fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        fill.fore_color.rgb, fill.back_color.rgb = _rgb(COLOURS["background"][dark]), ink
    else:
        fill.solid()
        fill.fore_color.rgb = ink


def _rgb(ink: str) -> RGBColor:
    return RGBColor.from_string(ink.removeprefix("#").upper())
