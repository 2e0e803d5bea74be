"""A council's own template: what is used of it, what goes, and which files are refused."""

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER as KIND

from analytics.reports.pptx import check_template, write_pptx
from analytics.reports.xlsx import write_xlsx
from tests.reports.council_template import SAMPLE, council_template
from tests.reports.test_pptx import charts, texts
from tests.reports.test_pptx import (
    test_nothing_stands_on_anything_else_or_over_the_edge as nothing_overlaps,
)


@pytest.fixture(scope="module")
def written(report) -> bytes:
    """The plain report on the council's template."""
    return write_pptx(report, template=BytesIO(council_template()))


@pytest.fixture(scope="module")
def council_deck(written):
    """The same, read back."""
    return Presentation(BytesIO(written))


@pytest.fixture(scope="module")
def first_slide(report):
    """The plain report's first slide alone."""
    return replace(report, slides=report.slides[:1])


@pytest.fixture(scope="module")
def without_footers(ugly):
    """The other report on a template without placeholders at the foot, read back."""
    template = BytesIO(council_template(footers=False))
    return Presentation(BytesIO(write_pptx(ugly, template=template)))


def test_the_templates_size_and_layouts_are_kept(council_deck):
    assert (council_deck.slide_width, council_deck.slide_height) == (9144000, 6858000)
    names = [slide.slide_layout.name for slide in council_deck.slides]
    assert names[0] == "Title Slide"
    assert set(names[1:]) == {"Title Only"}


def test_nothing_of_the_samples_is_left(written, council_deck):
    with zipfile.ZipFile(BytesIO(written)) as parts:
        slides = [name for name in parts.namelist() if name.startswith("ppt/slides/slide")]
        assert len(slides) == len(council_deck.slides)
        for name in parts.namelist():
            assert SAMPLE.encode() not in parts.read(name), name
        assert b"Sample section" not in parts.read("ppt/presentation.xml")
        assert "docProps/app.xml" not in parts.namelist()
        assert "docProps/thumbnail.jpeg" not in parts.namelist()


def test_the_footer_and_number_stand_in_the_templates_placeholders(report, council_deck):
    for slide in council_deck.slides:
        kinds = {shape.placeholder_format.type: shape for shape in slide.placeholders}
        assert kinds[KIND.FOOTER].text_frame.text == report.provenance.line
        assert KIND.SLIDE_NUMBER in kinds
        assert KIND.DATE not in kinds


def test_a_footer_keeps_clear_of_a_logo(council_deck):
    logo = next(s for s in council_deck.slide_master.shapes if s.name == "Logo" and s.left < 1e6)
    for slide in council_deck.slides:
        foot = next(s for s in slide.shapes if s.name == "Of what and when")
        assert foot.left >= logo.left + logo.width


def test_nothing_overlaps_on_a_template_with_or_without_placeholders_at_the_foot(
    council_deck, without_footers
):
    nothing_overlaps(council_deck, without_footers)


@pytest.mark.deep
@pytest.mark.parametrize("how", [{}, {"dark": True}])
def test_nothing_overlaps_on_any_template(ugly, how):
    deck = Presentation(BytesIO(write_pptx(ugly, template=BytesIO(council_template(**how)))))
    nothing_overlaps(deck, deck)


def test_without_placeholders_at_the_foot_text_boxes_stand_there(ugly, without_footers):
    for slide in without_footers.slides:
        assert ugly.provenance.line in texts(slide)


def test_on_a_dark_template_the_dark_pages_colours_are_drawn(report):
    first = next(slide for slide in report.slides if slide.picture is not None)
    short = replace(report, slides=(first,))
    deck = Presentation(BytesIO(write_pptx(short, template=BytesIO(council_template(dark=True)))))
    drawn = [chart for slide in deck.slides for chart in charts(slide)]
    inks = drawn[0].plots[0].series[0]._element.xpath("c:spPr/a:solidFill/a:srgbClr/@val")
    assert inks == ["4CC2AE"]


def test_a_template_may_be_a_path_or_the_files_content_and_end_in_potx(first_slide, tmp_path):
    kinds = (b"presentationml.presentation.main", b"presentationml.template.main")
    potx, held = BytesIO(), council_template()
    with zipfile.ZipFile(BytesIO(held)) as parts, zipfile.ZipFile(potx, "w") as written:
        for part in parts.infolist():
            content = parts.read(part)
            if part.filename == "[Content_Types].xml":
                content = content.replace(*kinds)
            written.writestr(part, content)
    path = tmp_path / "council.potx"
    path.write_bytes(potx.getvalue())
    for template in (path, potx.getvalue()):
        deck = Presentation(BytesIO(write_pptx(first_slide, template=template)))
        assert deck.slide_width == 9144000


def zipped(**files: str) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as parts:
        for name, content in files.items():
            parts.writestr(name, content)
    return held.getvalue()


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a", zipped(a="b"), zipped(**{"[Content_Types].xml": "<Types"})],
    ids=["empty", "a picture", "a zip", "a damaged file"],
)
def test_what_is_no_powerpoint_file_is_refused_with_a_sentence(report, content):
    with pytest.raises(ValueError, match="This is no PowerPoint file: choose a template"):
        write_pptx(report, template=BytesIO(content))


def test_a_workbook_is_no_template(report):
    with pytest.raises(ValueError, match="no PowerPoint file"):
        write_pptx(report, template=BytesIO(write_xlsx(report)))


def test_a_template_with_macros_is_refused(report):
    types = "<Types>application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml</Types>"
    with pytest.raises(ValueError, match="holds macros"):
        write_pptx(report, template=zipped(**{"[Content_Types].xml": types}))


def test_a_template_without_a_title_above_free_room_is_refused(report):
    deck = Presentation()
    for layout in list(deck.slide_layouts):
        if layout.name != "Blank":
            deck.slide_layouts.remove(layout)
    held = BytesIO()
    deck.save(held)
    for use in (check_template, lambda content: write_pptx(report, template=content)):
        with pytest.raises(ValueError, match="No layout of the template has a title at the top"):
            use(held.getvalue())


def test_a_template_that_can_be_used_passes_the_check():
    check_template(council_template())
