"""A council's template file, as a council would send it: 4:3, with a logo and sample slides."""

import struct
import zlib
from io import BytesIO

from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Inches

SAMPLE = "Sample text that must not stay"
SECTIONS = (
    '<p:ext xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst '
    'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">'
    '<p14:section name="Sample section" id="{11111111-1111-4111-8111-111111111111}">'
    '<p14:sldIdLst><p14:sldId id="256"/></p14:sldIdLst></p14:section></p14:sectionLst></p:ext>'
)


def council_template(*, footers: bool = True, dark: bool = False) -> bytes:
    """The file. footers: with placeholders at the foot; dark: white words on black."""
    deck = Presentation()
    master = deck.slide_master
    logo = BytesIO(_png(160, 60))
    for left, top in ((8.2, 0.05), (0.2, 7.0)):
        picture = master.part.get_or_add_image_part(logo)
        _add_picture(master, picture[1], Inches(left), Inches(top))
    if dark:
        colours = master._element.find(qn("p:clrMap"))
        colours.attrib.update({"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"})
    if not footers:
        for shapes in (master, *master.slide_layouts):
            for each in list(shapes.placeholders):
                if each._element.ph.get("type") in ("dt", "ftr", "sldNum"):
                    each._element.getparent().remove(each._element)
    _add_samples(deck)
    held = BytesIO()
    deck.save(held)
    return held.getvalue()


def _add_samples(deck) -> None:
    for layout in (0, 1, 5):
        slide = deck.slides.add_slide(deck.slide_layouts[layout])
        slide.shapes.title.text = SAMPLE
        slide.notes_slide.notes_text_frame.text = SAMPLE
    root = deck.part._element
    held = root.find(qn("p:extLst"))
    held = root.makeelement(qn("p:extLst")) if held is None else held
    held.append(parse_xml(SECTIONS))
    root.append(held)


def _add_picture(master, relation: str, left: int, top: int) -> None:
    words = (
        '<p:pic xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<p:nvPicPr><p:cNvPr id="77" name="Logo" descr="Logo"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</p:blipFill><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/>'
        f'<a:ext cx="{Inches(1.6)}" cy="{Inches(0.3)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )
    master.shapes._spTree.append(parse_xml(words))


def _png(width: int, height: int) -> bytes:
    """A plain picture in one colour."""
    rows = (b"\x00" + b"\x00\x66\x88" * width) * height

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )
