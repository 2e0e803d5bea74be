"""Opens what a report's slides are made on: our own look, or a council's template file."""

import zipfile
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck

from analytics.reports.pptx_house import house_deck

NO_POWERPOINT = (
    "This is no PowerPoint file: choose a template that PowerPoint saved as .pptx or .potx."
)
MACROS = "The template holds macros: save it in PowerPoint as .pptx and choose that file."
TOO_LARGE = "The template is over 200 MB unpacked: choose one with smaller pictures."
MOST_BYTES = 200_000_000
MAIN = "application/vnd.openxmlformats-officedocument.presentationml.{}.main+xml"
SECTIONS = "{http://schemas.microsoft.com/office/powerpoint/2010/main}sectionLst"
# Of the template's own: its first slide in small, and the titles of its sample slides.
STALE = (RT.THUMBNAIL, RT.EXTENDED_PROPERTIES)


def open_deck(template: Path | BinaryIO | bytes | None) -> Deck:
    """An empty presentation to put slides into; ValueError with a sentence where it is none."""
    if template is None:
        deck = house_deck()
    else:
        deck = _opened(_content(template))
        _remove_slides(deck)
    for relation in list(deck.part.package._rels.values()):
        if relation.reltype in STALE:
            deck.part.package.drop_rel(relation.rId)
    return deck


def _content(template: Path | BinaryIO | bytes) -> bytes:
    if isinstance(template, bytes):
        return template
    return template.read_bytes() if isinstance(template, Path) else template.read()


def _opened(held: bytes) -> Deck:
    try:
        with zipfile.ZipFile(BytesIO(held)) as parts:
            size = sum(part.file_size for part in parts.infolist())
            types = parts.read("[Content_Types].xml").decode() if size <= MOST_BYTES else ""
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError) as error:
        raise ValueError(NO_POWERPOINT) from error
    if size > MOST_BYTES:
        raise ValueError(TOO_LARGE)
    if "macroEnabled" in types or "vbaProject" in types:
        raise ValueError(MACROS)
    try:
        return Presentation(BytesIO(_as_presentation(held)))
    # What is wrong with a damaged file comes to light anywhere inside the library.
    except Exception as error:
        raise ValueError(NO_POWERPOINT) from error


def _as_presentation(held: bytes) -> bytes:
    """A .potx differs from a .pptx by the kind that its list of contents names."""
    kinds = (MAIN.format("template").encode(), MAIN.format("presentation").encode())
    changed = BytesIO()
    with zipfile.ZipFile(BytesIO(held)) as parts, zipfile.ZipFile(changed, "w") as written:
        for part in parts.infolist():
            content = parts.read(part)
            if part.filename == "[Content_Types].xml":
                content = content.replace(*kinds)
            written.writestr(part, content)
    return changed.getvalue()


def _remove_slides(deck: Deck) -> None:
    """Take the template's sample slides out, and all that would still point at them."""
    slides = deck.slides._sldIdLst
    for slide in list(slides):
        deck.part.drop_rel(slide.rId)
        slides.remove(slide)
    root = deck.part._element
    for shows in root.findall(qn("p:custShowLst")):
        root.remove(shows)
    for sections in list(root.iter(SECTIONS)):
        extension = sections.getparent()
        extension.getparent().remove(extension)
