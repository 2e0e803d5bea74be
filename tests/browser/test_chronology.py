"""One child's chronology as a person meets it: on a phone, by keyboard, on paper, in the dark."""

import re

import pytest
from playwright.sync_api import expect

from analytics.store.access import access_lines
from tests.browser.checker import violations
from tests.browser.drawing import cut_off, middle, overlapping
from tests.browser.visits import resize

pytestmark = pytest.mark.browser
deep = pytest.mark.deep

MANY, IN_COMPANY, ONE = "DEMO-0001", "DEMO-0016", "DEMO-0003"  # one: a single episode
CHILDREN = [MANY, IN_COMPANY, ONE]
TEXTS = """() => {
    const chart = document.querySelector('.st-key-chart-chronology .js-plotly-plot');
    const frame = chart.getBoundingClientRect();
    const place = box => [box.left - frame.left, box.top - frame.top,
        box.right - frame.left, box.bottom - frame.top];
    return {
        frame: ['', 0, 0, frame.width, frame.height],
        texts: [...chart.querySelectorAll('g.annotation text, .xtick text')].map(
            text => [text.textContent, ...place(text.getBoundingClientRect())]),
    };
}"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def of_many(look_at):
    """The child of many episodes, for tests that only look."""
    return look_at(f"/chronology?child={MANY}")


@pytest.fixture
def in_company(look_at):
    """The child with whom another one went in every second episode, for tests that only look."""
    return look_at(f"/chronology?child={IN_COMPANY}")


def no_name_lies_on_another_or_is_cut_off(page) -> None:
    shown = page.evaluate(TEXTS)
    assert len(shown["texts"]) >= 8
    assert overlapping(shown["texts"]) + cut_off(shown["texts"], shown["frame"]) == []
    assert page.evaluate(SIDEWAYS) == 0


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_no_name_on_the_line_of_time_lies_on_another_or_is_cut_off(of_many, size):
    resize(of_many, size)
    no_name_lies_on_another_or_is_cut_off(of_many)


@deep
@pytest.mark.parametrize("size", ["wide", "phone"])
@pytest.mark.parametrize("child", CHILDREN)
def test_no_name_lies_on_another_where_it_is_opened_at_that_size(visits, child, size):
    no_name_lies_on_another_or_is_cut_off(visits.open(f"/chronology?child={child}", size))


def test_pointing_at_an_episode_says_when_where_and_with_whom(in_company):
    chart = in_company.locator(".st-key-chart-chronology")
    second = chart.locator(".scatterlayer .trace").nth(1).locator(".points path").nth(1)
    in_company.mouse.move(*middle(second))
    expect(chart.locator(".hoverlayer")).to_contain_text("Sat 09/01/2021 19:10")
    expect(chart.locator(".hoverlayer")).to_contain_text("DEMO-0070 (recorded)")


def test_a_child_chosen_by_the_keyboard_is_kept_in_the_address_and_written_down_once(visits, store):
    def openings() -> int:
        return sum(line["child"] == ONE for line in access_lines(store))

    before = openings()
    page = visits.open("/chronology")
    expect(page.get_by_text("until then nothing is recorded")).to_be_visible()
    assert openings() == before
    visits.choose(page, "Child", ONE)
    expect(page).to_have_url(re.compile(r"/chronology\?child=DEMO-0003"))
    expect(page.get_by_role("heading", name="DEMO-0003 in 2021")).to_be_visible()
    expect(page.get_by_role("heading", name="went missing once, on Saturday 16")).to_be_visible()
    assert openings() == before + 1
    # the same session looks again
    visits.choose(page, "Period", "January")
    expect(page).to_have_url(re.compile("period=2021"))
    assert openings() == before + 1


def test_on_paper_it_is_the_record_alone_whole_on_sheets_of_a4_lying_crosswise(of_many):
    resize(of_many, "large")
    of_many.emulate_media(media="print")
    for shown in (".demonstration", ".st-key-record h2", ".st-key-record table"):
        expect(of_many.locator(shown)).to_be_visible()
    for hidden in (
        "[data-testid=stSidebar]", ".st-key-filter-row", ".st-key-choose-child",
        ".st-key-chronology-more", "[data-testid=stDownloadButton]",
    ):  # fmt: skip
        expect(of_many.locator(hidden)).to_be_hidden()
    frame = of_many.locator(".st-key-record .table-frame")
    assert frame.evaluate("frame => frame.scrollHeight - frame.clientHeight") <= 1
    # 48 episodes with their interviews: the line of time and five sheets or so of table
    pages = of_many.pdf(prefer_css_page_size=True)
    sheets = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pages)
    assert {(round(float(w)), round(float(h))) for w, h in sheets} == {(842, 595)}
    assert 3 <= len(sheets) <= 9


def test_the_whole_line_of_time_stands_on_the_first_sheet_as_wide_as_that_is(of_many):
    resize(of_many, "large")
    the_line_of_time_fills_the_first_sheet(of_many)


@deep
@pytest.mark.parametrize("child", CHILDREN)
def test_it_fills_the_first_sheet_whichever_child_it_is_of(visits, child):
    the_line_of_time_fills_the_first_sheet(visits.open(f"/chronology?child={child}", "large"))


def the_line_of_time_fills_the_first_sheet(page) -> None:
    frame = page.locator(".st-key-chronology-on-paper")
    # as drawn for the screen: unlike a printer a browser that only acts as if goes on to draw anew
    width, height = frame.locator("svg.main-svg").first.evaluate(
        "svg => [svg.width.baseVal.value, svg.height.baseVal.value]"
    )
    page.emulate_media(media="print")
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.locator(".st-key-chart-chronology")).to_be_hidden()
    zoom, top = frame.evaluate(
        "box => [Number(getComputedStyle(box).zoom), box.getBoundingClientRect().top]"
    )
    # between the margins of a sheet there are 1062 by 710 pixels
    assert 1000 < width * zoom <= 1062
    assert top + height * zoom <= 710


@deep
def test_from_a_dark_page_the_paper_is_light(visits):
    page = visits.open(f"/chronology?child={IN_COMPANY}", scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator(".st-key-record table td").first).to_have_css("color", "rgb(27, 31, 36)")
    words = page.locator(".st-key-chronology-on-paper g.annotation text").first
    expect(words).to_have_css("fill", "rgb(27, 31, 36)")


def test_on_a_phone_the_rows_are_a_list_and_on_paper_a_table_from_there_too(in_company):
    resize(in_company, "phone")
    items = in_company.locator(".st-key-record-on-a-phone li")
    expect(items).to_have_count(41)
    expect(items.first).to_be_visible()
    expect(in_company.locator(".st-key-record table")).to_be_hidden()
    in_company.emulate_media(media="print")
    expect(in_company.locator(".st-key-record table")).to_be_visible()
    expect(items.first).to_be_hidden()


def test_a_checker_of_accessibility_finds_nothing_with_a_child_open(in_company):
    expect(in_company.locator(".st-key-record table")).to_be_visible()
    assert violations(in_company) == []


@deep
@pytest.mark.parametrize(
    ("size", "scheme"), [("wide", "dark"), ("phone", "light"), ("phone", "dark")]
)
def test_a_checker_finds_nothing_with_a_child_open_elsewhere(visits, size, scheme):
    page = visits.open(f"/chronology?child={IN_COMPANY}", size, scheme)
    rows = "table" if size == "wide" else "ol"
    expect(page.locator(f".st-key-record {rows}")).to_be_visible()
    assert violations(page) == []
