"""The line at a slide's foot and its number, in the template's own places where it has them."""

import copy
import uuid

from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide as Sheet
from pptx.util import Pt

from analytics.reports.fit import text_height
from analytics.reports.pptx_frame import add_run, text_box
from analytics.reports.pptx_ground import INSET, LEAST_FOOT, Box, Ground, box_of, placeholder

FOOT_SIZE = 10


def put_foot(sheet: Sheet, ground: Ground, line: str) -> None:
    """What the slide is of and its number, in the template's own footer where it has one."""
    frame, box = _at_the_foot(sheet, KIND.FOOTER, ground.foot, "Of what and when")
    size = FOOT_SIZE
    if text_height(line, size * ground.air, box.width - 2 * INSET) > box.height:
        size = LEAST_FOOT
    frame.word_wrap = True
    frame.margin_top = frame.margin_bottom = 0
    add_run(frame.paragraphs[0], line, size)
    frame, _ = _at_the_foot(sheet, KIND.SLIDE_NUMBER, ground.number, "Slide number")
    frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    field = (
        f'<a:fld {nsdecls("a")} id="{{{uuid.uuid4()}}}" type="slidenum">'
        f'<a:rPr sz="{FOOT_SIZE}00"/><a:t>{len(ground.deck.slides)}</a:t></a:fld>'
    )
    frame.paragraphs[0]._p.insert_element_before(parse_xml(field), "a:endParaRPr")


def _at_the_foot(sheet: Sheet, kind: KIND, box: Box, name: str):
    """The slide's copy of a layout's placeholder at the foot, or else a text box there."""
    own = placeholder(sheet.slide_layout, kind)
    if own is None:
        frame = text_box(sheet, box, name)
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        return frame, box
    words = (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{_next_id(sheet)}" name="{name}"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr/></p:nvSpPr><p:spPr/>'
        "<p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"
    )
    element = parse_xml(words)
    element.find(f"{qn('p:nvSpPr')}/{qn('p:nvPr')}").append(copy.deepcopy(own._element.ph))
    sheet.shapes._spTree.insert_element_before(element, "p:extLst")
    shape = sheet.shapes[-1]
    if box_of(own) != box and kind == KIND.FOOTER:
        shape.left, shape.top = Pt(box.left), Pt(box.top)
        shape.width, shape.height = Pt(box.width), Pt(box.height)
    return shape.text_frame, box_of(shape) or box


def _next_id(sheet: Sheet) -> int:
    return max(map(int, sheet.shapes._spTree.xpath("//p:cNvPr/@id"))) + 1
