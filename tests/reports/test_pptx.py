"""The report as slides, read back by python-pptx: charts, labels, tables, notes, foot, order."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO

import pandas as pd
import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt
from python_calamine import CalamineWorkbook

from analytics.reports.fit import text_width
from analytics.reports.pptx import write_pptx
from analytics.reports.pptx_table import fitted
from tests.reports.hand_made import LONG_TITLE, QUARTERS, RUNS, UGLY, table


def slide_of(deck, start: str):
    """The first slide whose title begins so."""
    return next(each for each in deck.slides if each.shapes.title.text.startswith(start))


def charts(slide) -> list:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def tables(slide) -> list[list[list[str]]]:
    found = [shape.table for shape in slide.shapes if shape.has_table]
    return [[[cell.text for cell in row.cells] for row in each.rows] for each in found]


def texts(slide) -> list[str]:
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def labels(series) -> dict[int, str]:
    """By point, the labels that are a text of their own; "" where there is none."""
    found = {}
    for label in series._element.iter(qn("c:dLbl")):
        own = "".join(each.text for each in label.iter(qn("a:t")))
        if own or label.find(qn("c:delete")) is not None:
            found[int(label.find(qn("c:idx")).get("val"))] = own
    return found


def test_the_slides_stand_in_the_reports_order_between_a_cover_and_how_to_read_it(report, deck):
    titles = [slide.shapes.title.text for slide in deck.slides]
    whole = [title for title in titles if "(continued" not in title]
    ends = ["Recurring questions, answered", "How to read this"]
    assert whole == [report.title, *(slide.title for slide in report.slides), *ends]


def test_it_is_16_to_9_and_the_title_is_a_placeholder_of_each_slide(deck):
    assert deck.slide_width * 9 == deck.slide_height * 16
    kinds = {slide.shapes.title.placeholder_format.type for slide in deck.slides}
    assert kinds == {KIND.TITLE, KIND.CENTER_TITLE}


def test_no_placeholder_is_left_empty(deck, ugly_deck):
    for slide in [*deck.slides, *ugly_deck.slides]:
        assert all(shape.text_frame.text for shape in slide.placeholders)


def test_a_stack_holds_the_values_and_withheld_is_not_nought(deck):
    chart = charts(slide_of(deck, "87 of 133"))[0]
    assert chart.chart_type == XL_CHART_TYPE.COLUMN_STACKED
    assert tuple(chart.plots[0].categories) == QUARTERS
    values = {series.name: series.values for series in chart.plots[0].series}
    assert values["In time"] == (106, 147, 123, 87)
    assert values["Voided"] == (7, None, 8, 9)
    assert labels(chart.plots[0].series[2])[1] == "c"
    assert chart.has_legend


def test_lying_bars_have_the_first_on_top_and_their_own_labels(deck):
    chart = charts(slide_of(deck, "Most often found"))[0]
    series = chart.plots[0].series[0]
    assert chart.chart_type == XL_CHART_TYPE.BAR_CLUSTERED
    assert chart.category_axis.reverse_order
    assert series.values == (43, 31, None, 0)
    assert labels(series) == {0: "43 (32%)", 1: "31 (23%)", 2: "c", 3: "0 (0%)"}
    assert not chart.has_legend


def test_lines_show_shares_by_a_number_format_with_markers(deck):
    chart = charts(slide_of(deck, "One number"))[0]
    series = chart.plots[0].series[0]
    assert chart.chart_type == XL_CHART_TYPE.LINE_MARKERS
    assert series.values == pytest.approx((0.763, 0.795, 0.695, 0.654))
    assert series.data_labels.number_format == "0.0%"
    assert chart.value_axis.minimum_scale == pytest.approx(0.6)
    assert "does not begin at nought" in chart.chart_title.text_frame.text


def test_bars_and_columns_begin_at_nought_without_a_grid(deck, ugly_deck):
    for slide in [*deck.slides, *ugly_deck.slides]:
        for chart in charts(slide):
            assert not chart.value_axis.has_major_gridlines
            if chart.chart_type != XL_CHART_TYPE.LINE_MARKERS:
                assert chart.value_axis.minimum_scale == 0


def test_a_part_too_thin_for_its_label_has_none(deck):
    chart = charts(slide_of(deck, "87 of 133"))[0]
    assert labels(chart.plots[0].series[0]) == {}  # 87 to 147 of 200
    assert labels(chart.plots[0].series[3])[0] == ""  # 3 of 200


def test_what_is_withheld_is_named_below_the_chart(deck):
    assert "c (withheld): House party" in texts(slide_of(deck, "Most often found"))
    assert "c (withheld): Apr–Jun 2021: Voided" in texts(slide_of(deck, "87 of 133"))


def test_hatching_is_a_pattern(deck):
    chart = charts(slide_of(deck, "87 of 133"))[0]
    assert chart.plots[0].series[3]._element.xpath("c:spPr/a:pattFill/@prst") == ["wdUpDiag"]
    assert chart.plots[0].series[0]._element.xpath("c:spPr/a:solidFill/a:srgbClr/@val") == [
        "0F7B6C"
    ]


def test_every_chart_and_table_has_alternative_text(report, deck, ugly_deck):
    for slide in [*deck.slides, *ugly_deck.slides]:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table:
                assert shape._element.nvGraphicFramePr.cNvPr.get("descr")
    chart = next(each for each in slide_of(deck, "Most often found").shapes if each.has_chart)
    assert chart._element.nvGraphicFramePr.cNvPr.get("descr") == report.slides[3].picture.words


def test_a_table_is_native_with_a_head_row(report, deck):
    slide = slide_of(deck, "36 children")
    native = next(shape.table for shape in slide.shapes if shape.has_table)
    wanted = report.slides[0].table
    assert native.first_row
    assert tables(slide) == [[list(wanted.columns), *wanted.values.tolist()]]


def test_a_table_too_long_for_a_slide_goes_on_with_its_head(ugly, ugly_deck):
    slides = [s for s in ugly_deck.slides if s.shapes.title.text.startswith("Thirty places")]
    assert slides[1].shapes.title.text == "Thirty places (continued)"
    parts = [part for slide in slides for part in tables(slide)]
    assert len(parts) > 1
    assert all(part[0] == ["Place", "Episodes", "Share", "Children"] for part in parts)
    rows = [row for part in parts for row in part[1:]]
    assert rows == ugly.slides[1].table.values.tolist()


def test_a_picture_of_too_many_categories_goes_on_at_the_same_scale(ugly, ugly_deck):
    slides = [s for s in ugly_deck.slides if s.shapes.title.text.startswith("Thirty places")]
    drawn = [chart for slide in slides for chart in charts(slide)]
    categories = [name for chart in drawn for name in chart.plots[0].categories]
    assert tuple(categories) == ugly.slides[1].picture.categories
    assert {chart.value_axis.maximum_scale for chart in drawn} == {40}


def test_notes_have_the_part_the_numbers_and_the_measures(report, deck):
    notes = slide_of(deck, "36 children").notes_slide.notes_text_frame.text.split("\n")
    wanted = ["Missing statistical data", "Children: 36. Episodes: 133."]
    assert notes == [*wanted, "Measures: quarterly_summary.", report.provenance.line]


def test_every_slide_says_at_its_foot_of_what_it_is_and_its_number(report, deck):
    for number, slide in enumerate(deck.slides, start=1):
        assert report.provenance.line in texts(slide)
        fields = slide._element.xpath(".//a:fld[@type='slidenum']/a:t")
        assert [field.text for field in fields] == [str(number)]
        kinds = {shape.placeholder_format.type for shape in slide.placeholders}
        assert {KIND.FOOTER, KIND.SLIDE_NUMBER} <= kinds


def test_text_of_the_layouts_is_no_greyer_than_its_colour(deck):
    placeholders = ".//p:sp[p:nvSpPr/p:nvPr/p:ph]//a:lvl1pPr//a:schemeClr"
    layouts = [deck.slide_master, *deck.slide_layouts]
    colours = [colour for layout in layouts for colour in layout._element.xpath(placeholders)]
    assert colours and not any(len(colour) for colour in colours)  # no tint below one


def test_no_two_parts_of_a_slide_have_one_number(deck, ugly_deck):
    for slide in [*deck.slides, *ugly_deck.slides]:
        numbers = slide._element.xpath(".//p:cNvPr/@id")
        assert len(set(numbers)) == len(numbers)


def test_the_lines_of_the_cover_stand_apart_and_the_first_begins_at_the_top(deck):
    (lines,) = [
        shape.text_frame.paragraphs
        for shape in deck.slides[0].shapes
        if shape.has_text_frame and len(shape.text_frame.paragraphs) > 2
    ]
    assert lines[0].space_before == 0 and all(line.space_before > 0 for line in lines[1:])
    assert [bool(line.runs[0].font.bold) for line in lines] == [True] + [False] * (len(lines) - 1)


def test_demonstration_data_is_marked_on_every_slide_and_other_data_is_not(deck, ugly_deck):
    for slide in deck.slides:
        assert any("Demonstration data, made up" in text for text in texts(slide))
    for slide in ugly_deck.slides:
        assert not any("emonstration" in text for text in texts(slide))


def test_what_is_read_first_comes_first(deck):
    names = [shape.name for shape in slide_of(deck, "Most often found").shapes]
    order = ["Title", "Demonstration", "What is drawn", "Chart", "Withheld", "Table", "Of what"]
    assert [next(o for o in order if n.startswith(o)) for n in names[:-1]] == order
    assert names[-1] == "Slide number"


def test_no_text_is_smaller_than_it_may_be(deck, ugly_deck):
    for slide in [*deck.slides, *ugly_deck.slides]:
        for shape in slide.shapes:
            least = 9 if shape.name in ("Of what and when", "Slide number") else 12
            sizes = [int(size) for size in shape._element.xpath(".//a:rPr/@sz")]
            assert all(size >= least * 100 for size in sizes), shape.name
        for chart in charts(slide):
            assert chart.font.size >= Pt(12)


def test_nothing_stands_on_anything_else_or_over_the_edge(deck, ugly_deck):
    for of in (deck, ugly_deck):
        for slide in of.slides:
            boxes = [(s.left, s.top, s.left + s.width, s.top + s.height) for s in slide.shapes]
            for at, (left, top, right, bottom) in enumerate(boxes):
                assert left >= 0 and top >= 0, slide.shapes[at].name
                assert right <= of.slide_width and bottom <= of.slide_height, slide.shapes[at].name
                for other in range(at):
                    o_left, o_top, o_right, o_bottom = boxes[other]
                    apart = right <= o_left or o_right <= left or bottom <= o_top or o_bottom <= top
                    assert apart, (slide.shapes[at].name, slide.shapes[other].name)


def test_all_text_is_british_english(deck):
    for slide in deck.slides:
        elements = [slide._element, slide.notes_slide._element]
        elements += [chart._chartSpace for chart in charts(slide)]
        for element in elements:
            runs = element.xpath(".//a:r")
            assert all(run.find(qn("a:rPr")).get("lang") == "en-GB" for run in runs)


def test_the_files_properties_say_what_it_is(report, deck):
    held = deck.core_properties
    assert held.title == report.title
    assert held.subject == report.provenance.line
    assert held.author == "Derby City, children's service"
    assert "demonstration data" in held.keywords
    assert held.language == "en-GB"


def test_ugly_names_are_text_everywhere(ugly_deck):
    slide = slide_of(ugly_deck, LONG_TITLE[:40])
    assert tuple(charts(slide)[0].plots[0].categories)[:2] == (UGLY, RUNS)
    assert charts(slide)[0].plots[0].series[0].name == RUNS
    assert any(RUNS in text for text in texts(slide))


def test_the_sheet_behind_a_chart_holds_no_formula(ugly_deck):
    chart = charts(slide_of(ugly_deck, LONG_TITLE[:40]))[0]
    held = chart.part.chart_workbook.xlsx_part.blob
    with zipfile.ZipFile(BytesIO(held)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
    rows = CalamineWorkbook.from_filelike(BytesIO(held)).get_sheet_by_index(0).to_python()
    assert rows[0] == ["", RUNS]
    assert rows[1:4] == [[UGLY, 1234], [RUNS, ""], ["@home", 0]]


def test_the_file_is_whole(ugly_pptx_file):
    with zipfile.ZipFile(BytesIO(ugly_pptx_file)) as parts:
        names = parts.namelist()
        assert len(names) == len(set(names))
        for name in names:
            if name.endswith(".rels"):
                for target in re.findall(rb'Target="([^"]+)"', parts.read(name)):
                    assert not target.startswith(b"http")


def test_sections_group_the_slides_by_the_reports_headings(pptx_file):
    with zipfile.ZipFile(BytesIO(pptx_file)) as parts:
        words = parts.read("ppt/presentation.xml").decode()
    names = re.findall(r'<p14:section name="([^"]+)"', words)
    assert names[1:4] == ["Missing statistical data", "Trends", "Locations"]
    assert len(re.findall(r"<p14:sldId ", words)) == len(re.findall(r"<p:sldId ", words))


def test_a_column_stands_on_one_side_on_all_its_slides(report):
    # "Not held" among the answers: they are words, also on a slide that has figures alone
    answers = [*(str(at) for at in range(40)), "Not held"]
    asked = pd.DataFrame({"Question": [f"Question {at}?" for at in range(41)], "Answer": answers})
    asked["Definition"] = "A definition that is long enough to take a line"
    short = replace(report, slides=report.slides[:1], questions=asked)
    deck = Presentation(BytesIO(write_pptx(short)))
    slides = [s for s in deck.slides if s.shapes.title.text.startswith("Recurring")]
    assert len(slides) > 1
    for slide in slides:
        native = next(shape.table for shape in slide.shapes if shape.has_table)
        assert native.cell(1, 1).text_frame.paragraphs[0].alignment == PP_ALIGN.LEFT


def test_a_column_of_short_words_is_not_broken_for_a_long_one():
    rows = table("What | In words", f"You said | {LONG_TITLE} {LONG_TITLE}")
    laid = fitted(rows, 16, 800)
    assert laid.widths[0] > text_width("You said", 16) + 16
    assert sum(laid.widths) == pytest.approx(800)
