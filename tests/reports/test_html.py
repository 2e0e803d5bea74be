"""The report as one HTML file: whole by itself, in order, and drawn as SVG."""

import re
from html.parser import HTMLParser

import pytest

from analytics.reports.html import write_html
from analytics.reports.slides import Picture, Series
from analytics.reports.svg import drawings, figure_parts
from tests.reports.hand_made import QUARTERS, RUNS, UGLY, series

VOID = {"meta", "br", "line", "rect", "circle", "path", "link", "img"}


class Reader(HTMLParser):
    """Every element with its attributes, the text of each, and whether all are closed."""

    def __init__(self):
        super().__init__()
        self.open, self.elements, self.texts = [], [], []

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] not in ("style", "title"):
            self.texts.append((self.open[-1], data))


def read(content: bytes) -> Reader:
    reader = Reader()
    reader.feed(content.decode())
    reader.close()
    assert reader.open == []
    return reader


@pytest.fixture(scope="module")
def page(report) -> Reader:
    """The plain report, read."""
    return read(write_html(report))


@pytest.fixture(scope="module")
def ugly_page(ugly) -> Reader:
    """The ugly one, read."""
    return read(write_html(ugly))


def headings(page: Reader, level: str) -> list[str]:
    return [text for tag, text in page.texts if tag == level]


def test_it_asks_for_nothing_and_runs_nothing(report, ugly):
    for content in (write_html(report), write_html(ugly)):
        page = read(content)
        tags = {tag for tag, _ in page.elements}
        assert not tags & {"script", "link", "img", "iframe", "object", "embed", "base", "form"}
        for _, attributes in page.elements:
            assert "src" not in attributes and "style" not in attributes
            assert not any(name.startswith("on") for name in attributes)
            assert attributes.get("href", "#").startswith("#")
        style = content.decode().split("<style>")[1].split("</style>")[0]
        assert "@import" not in style and "http" not in style and "url(" not in style


def test_a_policy_keeps_browsers_from_asking_anybody(page):
    policy = next(a["content"] for tag, a in page.elements if a.get("http-equiv"))
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")


def test_it_is_british_english_and_made_of_what_it_means(page):
    assert ("html", {"lang": "en-GB"}) in page.elements
    tags = [tag for tag, _ in page.elements]
    assert tags.count("main") == tags.count("h1") == tags.count("nav") == 1
    assert tags.count("figure") == tags.count("figcaption") == 3


def test_parts_are_headings_and_findings_stand_below_them(report, page):
    parts = ["Missing statistical data", "Trends", "Locations", "Training and development"]
    ends = ["Recurring questions, answered", "How to read this"]
    assert headings(page, "h2") == ["Contents", *parts, *ends]
    assert headings(page, "h3") == [slide.title for slide in report.slides]


def test_every_id_is_there_once_and_every_link_leads_to_one(page, ugly_page):
    for each in (page, ugly_page):
        ids = [attributes["id"] for _, attributes in each.elements if "id" in attributes]
        assert len(ids) == len(set(ids))
        for _, attributes in each.elements:
            if "href" in attributes:
                assert attributes["href"][1:] in ids
            for label in attributes.get("aria-labelledby", "").split():
                assert label in ids
            for reference in re.findall(r"url\(#([^)]+)\)", attributes.get("fill", "")):
                assert reference in ids


def test_a_chart_is_named_and_told_in_words(report, page):
    drawn = [a for tag, a in page.elements if tag == "svg" and a.get("role") == "img"]
    assert len(drawn) == 3
    assert report.slides[3].picture.words in headings(page, "desc")


def test_a_table_has_caption_heads_and_every_cell(report, page):
    scopes = {a.get("scope") for tag, a in page.elements if tag == "th"}
    assert scopes == {"col", "row"}
    shown = {text for tag, text in page.texts if tag in ("td", "th")}
    for slide in report.slides:
        if slide.table is not None:
            assert set(slide.table.to_numpy().ravel()) <= shown


def test_what_it_is_of_stands_in_every_section_and_on_every_sheet(report, page):
    lines = [text for tag, text in page.texts if text == report.provenance.line]
    sections = [tag for tag, _ in page.elements if tag == "section"]
    assert len(lines) == 1 + len(sections)
    style = write_html(report).decode().split("<style>")[1]
    assert "@bottom-left" in style and "size: A4" in style


def test_a_line_with_quotes_does_not_end_the_style(ugly):
    style = write_html(ugly).decode().split("<style>")[1].split("</style>")[0]
    foot = re.search(r"@bottom-left \{ content: '([^']*)'", style).group(1)
    assert "<" not in foot and RUNS not in foot


def test_ugly_names_are_text(ugly_page):
    shown = [text for _, text in ugly_page.texts]
    assert UGLY in shown and RUNS in shown


def test_withheld_is_a_sign_and_no_bar():
    bars = Picture("bars", ("A", "B"), (series("S", "5", "c"),), "Episodes", "Words")
    drawn = drawings(bars, "k")[0]
    assert drawn.count("<rect") == 1
    assert ">c</text>" in drawn
    assert "c (withheld): B" in figure_parts(bars, "k")[0]


def test_a_bar_is_as_long_as_its_value():
    bars = Picture("bars", ("A", "B"), (series("S", "50", "100"),), "Episodes", "Words")
    short, long = re.findall(r"<rect x='0%'[^>]* width='([\d.]+)%'", drawings(bars, "k")[0])
    assert float(long) == pytest.approx(2 * float(short), abs=0.02)


def test_a_column_stands_on_nought_and_is_as_high_as_its_value():
    columns = Picture("columns", ("A", "B"), (series("S", "30", "60"),), "Episodes", "Words")
    found = re.findall(r"<rect [^>]*y='([\d.]+)' [^>]*height='([\d.]+)'", drawings(columns, "k")[0])
    (low_top, low), (high_top, high) = [tuple(map(float, each)) for each in found]
    assert high == pytest.approx(2 * low, abs=0.2)
    assert low_top + low == pytest.approx(high_top + high, abs=0.2)


def test_columns_whose_labels_a_phone_has_no_room_for_lie_down():
    labels = [f"{at}0% of 24" for at in range(1, 5)]
    values = (0.1, 0.2, 0.3, 0.4)
    wide = tuple(Series(name, values, tuple(labels), "missing") for name in "AB")
    drawn = drawings(Picture("columns", QUARTERS, wide, "Share", "Words", rate=True), "k")[0]
    assert all(f">{label}</text>" in drawn for label in labels)
    assert "x='0%'" in drawn


def test_lines_break_where_a_value_is_missing():
    lines = Picture("lines", QUARTERS, (series("S", "1", "c", "3", "4"),), "Episodes", "Words")
    drawn = drawings(lines, "k")[0]
    assert drawn.count("stroke-width='2.5'") == 1  # from the third to the fourth alone
    assert drawn.count("<circle") == 3


def test_many_bars_are_drawn_on_several_sheets_at_one_scale(ugly):
    parts = drawings(ugly.slides[1].picture, "k")
    assert len(parts) == 2
    assert all(float(re.search(r"height='(\d+)'", part).group(1)) <= 860 for part in parts)
    assert "1 of 2" in parts[0] and "Place 29, a street with a name: Episodes 29" in parts[1]


def test_hatching_is_a_pattern_and_its_label_has_a_ground():
    stack = Picture(
        "stacked_columns",
        QUARTERS,
        (series("N", "50", "60", "70", "80", colour="not_recorded", hatched=True),),
        "Episodes",
        "Words",
    )
    drawn = drawings(stack, "k")[0]
    assert "<pattern id='k-0-hatch-0'" in drawn and "fill='url(#k-0-hatch-0)'" in drawn
    assert drawn.count("fill='var(--background)'/><text") == 4


def test_names_of_many_points_are_left_out_evenly_and_the_last_is_written():
    months = tuple(f"Month{at:02}" for at in range(24))
    values = series("S", *(str(at) for at in range(24)))
    drawn = drawings(Picture("lines", months, (values,), "Episodes", "Words"), "k")[0]
    written = re.findall(r">(Month\d\d)<", drawn)
    assert written[-1] == "Month23"
    assert 3 <= len(written) < 24
