"""The look of slides without a council's template: white, 16:9, Arial, one accent."""

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.util import Pt

from analytics.definitions import COLOURS

WIDTH, HEIGHT, MARGIN = 960, 540, 40  # points
FONT = "Arial"  # on every computer that has PowerPoint, and as wide where it is replaced
TITLE_SIZE, COVER_SIZE = 28, 40
LAYOUTS = {"Title Slide", "Title Only"}
# left, top, width, height in points
PLACES = {
    "title": (MARGIN, 22, WIDTH - 2 * MARGIN, 76),
    "body": (MARGIN, 104, WIDTH - 2 * MARGIN, 382),
    "ftr": (MARGIN, 500, WIDTH - 2 * MARGIN - 60, 28),
    "sldNum": (WIDTH - MARGIN - 50, 500, 50, 28),
    "ctrTitle": (MARGIN, 96, WIDTH - 2 * MARGIN, 150),
    "subTitle": (MARGIN, 262, WIDTH - 2 * MARGIN, 190),
}
THEME = {
    "dk1": COLOURS["text"][0],
    "lt1": COLOURS["background"][0],
    "dk2": COLOURS["quiet_text"][0],
    "lt2": COLOURS["land"][0],
    "accent1": COLOURS["missing"][0],
    "accent2": COLOURS["in_time"][0],
    "accent3": COLOURS["late"][0],
    "accent4": COLOURS["not_recorded"][0],
    "accent5": COLOURS["neutral_signal"][0],
    "accent6": COLOURS["improvement"][0],
    "hlink": COLOURS["missing"][0],
    "folHlink": COLOURS["missing"][0],
}


def house_deck() -> Deck:
    """An empty presentation in the look of the dashboard, with a cover and a plain layout."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    deck.part._element.sldSz.attrib.pop("type")  # it would still say 4:3
    master = deck.slide_master
    for layout in list(master.slide_layouts):
        if layout.name not in LAYOUTS:
            master.slide_layouts.remove(layout)
    for shapes in (master, *master.slide_layouts):
        _place(shapes)
    _band(master.slide_layouts[0])
    _title_style(master._element)
    _theme(master.part.part_related_by(RT.THEME))
    return deck


def _place(shapes) -> None:
    for shape in list(shapes.placeholders):
        kind = shape._element.ph.get("type", "body")
        if kind == "dt":
            shape._element.getparent().remove(shape._element)
        elif shape._element.spPr.find(qn("a:xfrm")) is not None or kind == "ftr":
            left, top, width, height = map(Pt, PLACES[kind])
            shape.left, shape.top, shape.width, shape.height = left, top, width, height
            shape.text_frame.margin_left = shape.text_frame.margin_right = 0
        if kind in ("title", "ctrTitle"):
            shape.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
        if kind == "subTitle":
            shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP
        _words(shape._element, kind)


def _words(shape, kind: str) -> None:
    """To the left, the number to the right; no greyer than can be read."""
    if kind == "ctrTitle":
        shape.txBody.find(qn("a:lstStyle")).append(
            parse_xml(
                f'<a:lvl1pPr {nsdecls("a")} algn="l"><a:defRPr sz="{COVER_SIZE}00"/></a:lvl1pPr>'
            )
        )
    for level in shape.iter(qn("a:lvl1pPr")):
        level.set("algn", "r" if kind == "sldNum" else "l")
        if kind in ("ftr", "sldNum"):
            level.find(qn("a:defRPr")).set("sz", "1000")
        for ink in level.iter(qn("a:schemeClr")):
            ink.set("val", "tx2")
            for tint in list(ink):
                ink.remove(tint)


def _band(layout) -> None:
    """The cover's one ornament: a band at its left edge, behind all else."""
    band = parse_xml(
        f"<p:sp {nsdecls('p', 'a')}><p:nvSpPr>"
        '<p:cNvPr id="90" name="Band"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{Pt(14)}" cy="{Pt(HEIGHT)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill><a:ln><a:noFill/></a:ln>'
        "</p:spPr></p:sp>"
    )
    layout.shapes._spTree.insert(2, band)


def _title_style(master) -> None:
    """Findings as titles: to the left and bold, in two lines at most as a rule."""
    level = master.find(qn("p:txStyles")).find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    level.set("algn", "l")
    words = level.find(qn("a:defRPr"))
    words.set("sz", str(TITLE_SIZE * 100))
    words.set("b", "1")


def _theme(part) -> None:
    """Put the dashboard's colours and a common font into the theme, whatever is added later."""
    theme = parse_xml(part.blob)
    for name, ink in THEME.items():
        slot = theme.find(f".//{qn('a:clrScheme')}/{qn(f'a:{name}')}")
        slot.clear()
        slot.append(parse_xml(f'<a:srgbClr {nsdecls("a")} val="{ink.removeprefix("#")}"/>'))
    for font in ("a:majorFont", "a:minorFont"):
        theme.find(f".//{qn(font)}/{qn('a:latin')}").set("typeface", FONT)
    # python-pptx keeps a theme as bytes and has no other way to change them
    part._blob = serialize_part_xml(theme)
