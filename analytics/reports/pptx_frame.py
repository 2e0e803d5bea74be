"""A slide's frame: title, what is drawn, demonstration mark, foot, number, notes, language."""

from pptx.dml.color import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.slide import Slide as Sheet
from pptx.slide import SlideLayout
from pptx.util import Pt

from analytics.reports.fit import LINE, text_height, text_width
from analytics.reports.pptx_ground import (
    EMU,
    GAP,
    INSET,
    Box,
    Ground,
    box_of,
    placeholder,
)
from analytics.reports.text import MADE_UP

LANGUAGE = "en-GB"
PART_SIZE, SUBTITLE_SIZE, SMALL_SUBTITLE = 12, 16, 14
TITLE_SIZES = (40, 36, 32, 28, 26, 24, 22, 20, 18, 16)
MOST_TITLE = 28  # a finding is a sentence: larger it would fill the slide
HEIGHT = 540  # points of a usual slide, which that is meant for
TAG_SIZE = 12


def new_sheet(ground: Ground, layout: SlideLayout, title: str) -> Sheet:
    """A slide of that layout with its title, without the layout's other empty placeholders."""
    sheet = ground.deck.slides.add_slide(layout)
    for each in list(sheet.placeholders):
        if each.placeholder_format.type not in (KIND.TITLE, KIND.CENTER_TITLE, KIND.SUBTITLE):
            each._element.getparent().remove(each._element)
    _write_title(sheet.shapes.title, title, ground)
    return sheet


def _write_title(shape, title: str, ground: Ground) -> None:
    """The title, smaller where the template's size would not fit its place."""
    frame = shape.text_frame
    frame.text = title
    box, own = box_of(shape), _size_of(shape)
    room = box.width - 2 * INSET
    on_cover = shape.placeholder_format.type == KIND.CENTER_TITLE
    most = own if on_cover else min(own, MOST_TITLE * ground.deck.slide_height / EMU / HEIGHT)
    sizes = {most, *(size for size in TITLE_SIZES if size <= most)}
    for size in sorted(sizes, reverse=True):
        if text_height(title, size * ground.air, room, bold=ground.house) <= box.height - INSET:
            break
    frame.word_wrap = True
    if size != own:
        for run in frame.paragraphs[0].runs:
            run.font.size = Pt(size)


def _size_of(shape) -> float:
    """The size of a placeholder's first level, from layout or master; PowerPoint's own without."""
    layout = shape.part.slide_layout
    kind = shape.placeholder_format.type
    for shapes, kinds in ((layout, (kind,)), (layout.slide_master, (KIND.TITLE, kind))):
        own = placeholder(shapes, *kinds)
        sizes = [] if own is None else own._element.xpath(".//a:lvl1pPr/a:defRPr/@sz")
        if sizes:
            return int(sizes[0]) / 100
    sizes = layout.slide_master._element.xpath("p:txStyles/p:titleStyle/a:lvl1pPr/a:defRPr/@sz")
    return int(sizes[0]) / 100 if sizes else 44


def put_head(sheet: Sheet, ground: Ground, part: str, subtitle: str, made_up: bool) -> Box:
    """Write the report's heading and what is drawn below the title; the room left below them."""
    box, tag = ground.body, 0.0
    if made_up:
        tag = put_tag(sheet, ground, Box(box.left, box.top, box.width, 22))
    room = box.width - (tag + 2 * GAP if tag else 0)
    size = SUBTITLE_SIZE
    if text_height(subtitle, size * ground.air, room) > 2.1 * size * LINE:
        size = SMALL_SUBTITLE
    height = text_height(subtitle, size * ground.air, room) if subtitle else 0
    height += text_height(part, PART_SIZE * ground.air, room, bold=True) if part else 0
    height = max(height, 22 if made_up else 0)
    if part or subtitle:
        frame = text_box(sheet, Box(box.left, box.top, room, height), "What is drawn")
        lines = [(part, PART_SIZE, True), (subtitle, size, False)]
        for at, (text, points, bold) in enumerate(each for each in lines if each[0]):
            paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            add_run(paragraph, text, points, bold=bold)
    used = height + 2 * GAP
    return Box(box.left, box.top + used, box.width, box.height - used)


def text_box(sheet: Sheet, box: Box, name: str):
    """An empty text frame without margins of its own in that place."""
    shape = sheet.shapes.add_textbox(Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height))
    shape.name = name
    frame = shape.text_frame
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    return frame


def add_run(paragraph, text: str, size: float, *, bold: bool = False):
    """A run of text in a paragraph, of that size."""
    run = paragraph.add_run()
    run.text = text
    run.font.size = Pt(size)
    run.font.bold = bold or None
    return run


def put_tag(sheet: Sheet, ground: Ground, line: Box) -> float:
    """Mark the slide as demonstration data at the right end of a line; how wide the mark is."""
    width = text_width(MADE_UP, TAG_SIZE, bold=True) * ground.air + 20
    shape = sheet.shapes.add_shape(
        MSO_SHAPE.ROUNDED_RECTANGLE,
        Pt(line.right - width),
        Pt(line.top),
        Pt(width),
        Pt(line.height),
    )
    shape.name = "Demonstration data"
    shape.adjustments[0] = 0.5
    ink = MSO_THEME_COLOR.ACCENT_1 if ground.house else MSO_THEME_COLOR.TEXT_1
    shape.fill.background()
    shape.line.color.theme_color = ink
    shape.line.width = Pt(1)
    shape._element.remove(shape._element.find(qn("p:style")))  # it brings a shadow
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.word_wrap = False
    frame.paragraphs[0].alignment = PP_ALIGN.CENTER
    add_run(frame.paragraphs[0], MADE_UP, TAG_SIZE, bold=True).font.color.theme_color = ink
    return width


def put_notes(sheet: Sheet, lines: list[str]) -> None:
    """What whoever speaks has before them, a paragraph each."""
    frame = sheet.notes_slide.notes_text_frame
    frame.text = "\n".join(lines)
    set_language(sheet.notes_slide.part._element)


def describe(shape, name: str, words: str) -> None:
    """Give a chart or table its name and alternative text."""
    properties = shape._element.nvGraphicFramePr.cNvPr
    properties.set("name", name)
    properties.set("descr", words)


def set_language(element: BaseOxmlElement) -> None:
    """Mark all text below the element as British English."""
    for run in element.iter(qn("a:r"), qn("a:fld")):
        run.get_or_add_rPr()
    for words in element.iter(qn("a:rPr"), qn("a:defRPr"), qn("a:endParaRPr")):
        words.set("lang", LANGUAGE)
