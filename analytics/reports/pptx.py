"""The report as PowerPoint slides: native charts and tables, alternative text, notes."""

import uuid
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from xml.sax.saxutils import quoteattr

import pandas as pd
from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide as Sheet
from pptx.util import Pt

from analytics.reports.fit import text_height
from analytics.reports.pptx_arrange import BETWEEN, BULLET, Page, Said, pages_of
from analytics.reports.pptx_chart import put_chart
from analytics.reports.pptx_foot import put_foot
from analytics.reports.pptx_frame import (
    LANGUAGE,
    add_run,
    new_sheet,
    put_head,
    put_notes,
    set_language,
    text_box,
)
from analytics.reports.pptx_ground import Box, Ground, box_of, ground_of, placeholder
from analytics.reports.pptx_table import put_table
from analytics.reports.pptx_template import open_deck
from analytics.reports.slides import READERS, Report, Slide
from analytics.reports.text import (
    AUTHOR,
    HOW_TO_READ,
    MADE_UP,
    QUESTIONS,
    first_sentence,
    keywords,
    writable,
)

COVER_WORDS = (20, 18, 16, 14)
SECTIONS = "http://schemas.microsoft.com/office/powerpoint/2010/main"
SECTIONS_EXTENSION = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"


def write_pptx(report: Report, *, template: Path | BinaryIO | bytes | None = None) -> bytes:
    """The report as a .pptx file, on a council's template (.pptx or .potx) where given.

    Raises ValueError with a sentence where the template cannot be used.
    """
    report = writable(report)
    ground = ground_of(open_deck(template), report.provenance.line, house=template is None)
    parts = [(report.title, [])]
    parts[0][1].append(_cover(ground, report).slide_id)
    for slide in (*report.slides, *_slides_at_the_end(report)):
        before = len(ground.deck.slides)
        _put(slide, ground, report)
        if parts[-1][0] != (slide.part or slide.title):
            parts.append((slide.part or slide.title, []))
        parts[-1][1].extend(each.slide_id for each in list(ground.deck.slides)[before:])
    _put_sections(ground.deck, parts)
    _properties(ground.deck, report)
    held = BytesIO()
    ground.deck.save(held)
    return held.getvalue()


def check_template(template: Path | BinaryIO | bytes) -> None:
    """Raise ValueError with a sentence where slides cannot be put on the template."""
    ground_of(open_deck(template), "", house=False)


def _slides_at_the_end(report: Report) -> list[Slide]:
    """The recurring questions, and how all of it is to be read."""
    meanings = pd.DataFrame(
        {
            "Term": report.definitions["Term"],
            "Meaning": report.definitions["Meaning"].map(first_sentence),
        }
    )
    last = Slide("how-to-read", "", HOW_TO_READ, report.withheld, table=meanings)
    if report.questions.empty:
        return [last]
    return [Slide("questions", "", QUESTIONS, "", table=report.questions), last]


def _cover(ground: Ground, report: Report) -> Sheet:
    sheet = new_sheet(ground, ground.cover, report.title)
    facts = report.provenance
    lines = [
        *([MADE_UP] if facts.made_up else []),
        facts.period,
        facts.selection[:1].upper() + facts.selection[1:],
        f"Data as of {facts.data_date} · for {READERS[facts.audience]} · snapshot {facts.snapshot}",
    ]
    below = placeholder(sheet, KIND.SUBTITLE)
    frame = below.text_frame if below is not None else text_box(sheet, ground.body, "Of what")
    box = (box_of(below) if below is not None else None) or ground.body
    heights = {
        size: sum(text_height(line, size * ground.air, box.width - 16) * 1.25 for line in lines)
        for size in COVER_WORDS
    }
    size = next((each for each in COVER_WORDS if heights[each] <= box.height), COVER_WORDS[-1])
    for at, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.space_before = Pt(0 if at == 0 else size * 0.25)
        add_run(paragraph, line, size, bold=facts.made_up and at == 0)
    put_foot(sheet, ground, facts.line)
    put_notes(sheet, [facts.line])
    set_language(sheet.part._element)
    return sheet


def _put(slide: Slide, ground: Ground, report: Report) -> None:
    """A slide, and those that it goes on to."""
    at, left = 0, None
    while left is None or at < len(left):
        sheet = new_sheet(ground, ground.plain, _title(slide.title, at))
        made_up = report.provenance.made_up
        box = put_head(sheet, ground, slide.part, slide.subtitle, made_up)
        left = left or pages_of(slide, box, ground.air)
        _draw(sheet, left[at], ground, slide)
        put_foot(sheet, ground, report.provenance.line)
        put_notes(sheet, _notes(slide, report))
        set_language(sheet.part._element)
        at += 1


def _title(title: str, at: int) -> str:
    if at == 0:
        return title
    return f"{title} (continued)" if at == 1 else f"{title} (continued {at})"


def _draw(sheet: Sheet, page: Page, ground: Ground, slide: Slide) -> None:
    for picture, box in page.pictures:
        put_chart(sheet, picture, box, of=slide.picture, ground=ground)
    for laid, box in page.tables:
        head = ", ".join(laid.rows.columns)
        put_table(sheet, laid, box, f"Table: {slide.title}. {len(laid.rows)} rows. {head}.")
    for said, box in page.words:
        _put_words(sheet, said, box)


def _put_words(sheet: Sheet, said: Said, box: Box) -> None:
    """Sentences as bullets."""
    frame = text_box(sheet, box, "In words")
    for at, sentence in enumerate(said.sentences):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(said.size * BETWEEN)
        add_run(paragraph, sentence, said.size)
        properties = paragraph._p.get_or_add_pPr()
        properties.set("marL", str(Pt(BULLET)))
        properties.set("indent", str(-Pt(BULLET)))
        properties.append(parse_xml(f'<a:buFont {nsdecls("a")} typeface="Arial"/>'))
        properties.append(parse_xml(f'<a:buChar {nsdecls("a")} char="•"/>'))


def _notes(slide: Slide, report: Report) -> list[str]:
    measures = [f"Measures: {', '.join(slide.measures)}."] if slide.measures else []
    part = [slide.part] if slide.part else []
    return [*part, *slide.notes, *measures, report.provenance.line]


def _put_sections(deck: Deck, parts: list[tuple[str, list[int]]]) -> None:
    """Group the slides by the report's own headings, as PowerPoint's overview shows them."""
    written = "".join(
        f'<p14:section name={quoteattr(name)} id="{{{str(uuid.uuid4()).upper()}}}"><p14:sldIdLst>'
        + "".join(f'<p14:sldId id="{slide}"/>' for slide in slides)
        + "</p14:sldIdLst></p14:section>"
        for name, slides in parts
    )
    held = deck.part._element.find(qn("p:extLst"))
    if held is None:
        held = parse_xml(f"<p:extLst {nsdecls('p')}/>")
        deck.part._element.append(held)
    held.append(
        parse_xml(
            f"<p:ext {nsdecls('p')} uri='{SECTIONS_EXTENSION}'>"
            f"<p14:sectionLst xmlns:p14='{SECTIONS}'>{written}</p14:sectionLst></p:ext>"
        )
    )


def _properties(deck: Deck, report: Report) -> None:
    now = datetime.now(UTC).replace(tzinfo=None)
    held = deck.core_properties
    held.title = report.title
    held.subject = report.provenance.line
    held.author = held.last_modified_by = AUTHOR
    held.keywords = keywords(report.provenance)
    held.comments = ""
    held.language = LANGUAGE
    held.created = held.modified = now
    held.revision = 1
