"""One child's chronology as a person meets it: on a phone, by keyboard, on paper, in the dark."""

import re
from itertools import combinations

import pytest
from playwright.sync_api import expect

from analytics.store.access import access_lines

pytestmark = pytest.mark.browser

# Many episodes; another child in every second; one episode alone.
CHILDREN = ["DEMO-0001", "DEMO-0016", "DEMO-0003"]
TEXTS = """() => {
    const chart = document.querySelector('.st-key-chart-chronology .js-plotly-plot');
    const frame = chart.getBoundingClientRect();
    const place = box => [box.left - frame.left, box.top - frame.top,
        box.right - frame.left, box.bottom - frame.top];
    return {
        frame: [0, 0, frame.width, frame.height],
        texts: [...chart.querySelectorAll('g.annotation text, .xtick text')].map(
            text => [text.textContent, ...place(text.getBoundingClientRect())]),
    };
}"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def faults(shown: dict) -> list[str]:
    """Texts on one another, and texts that are not whole within the chart."""
    found = []
    for (one, *a), (other, *b) in combinations(shown["texts"], 2):
        wide, high = (min(a[i + 2], b[i + 2]) - max(a[i], b[i]) for i in (0, 1))
        if wide > 1 and high > 3:
            found.append(f"{one} on {other}")
    _, _, width, height = shown["frame"]
    for words, left, top, right, bottom in shown["texts"]:
        if left < -1 or top < -1 or right > width + 1 or bottom > height + 1:
            found.append(f"{words} is cut off")
    return found


@pytest.mark.parametrize("size", ["wide", "phone"])
@pytest.mark.parametrize("child", CHILDREN)
def test_no_name_on_the_line_of_time_lies_on_another_or_is_cut_off(visits, child, size):
    page = visits.open(f"/chronology?child={child}", size)
    shown = page.evaluate(TEXTS)
    assert len(shown["texts"]) >= 8
    assert faults(shown) == []
    assert page.evaluate(SIDEWAYS) == 0


def test_pointing_at_an_episode_says_when_where_and_with_whom(visits):
    page = visits.open("/chronology?child=DEMO-0016")
    chart = page.locator(".st-key-chart-chronology")
    second = chart.locator(".scatterlayer .trace").nth(1).locator(".points path").nth(1)
    second.scroll_into_view_if_needed()
    box = second.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(chart.locator(".hoverlayer")).to_contain_text("Sat 09/01/2021 19:10")
    expect(chart.locator(".hoverlayer")).to_contain_text("DEMO-0070 (recorded)")


def test_a_child_is_chosen_by_the_keyboard_and_kept_in_the_address(visits):
    page = visits.open("/chronology")
    expect(page.get_by_text("until then nothing is recorded")).to_be_visible()
    visits.choose(page, "Child", "DEMO-0003")
    expect(page).to_have_url(re.compile(r"/chronology\?child=DEMO-0003"))
    expect(page.get_by_role("heading", name="DEMO-0003 in 2021")).to_be_visible()
    expect(page.get_by_role("heading", name="went missing once, on Saturday 16")).to_be_visible()


def test_a_session_that_looks_at_a_child_twice_is_written_down_once(visits, store):
    page = visits.open("/chronology?child=DEMO-0022")

    def openings() -> int:
        return sum(line["child"] == "DEMO-0022" for line in access_lines(store))

    assert openings() == 1
    visits.choose(page, "Period", "January")
    expect(page).to_have_url(re.compile("period=2021"))
    assert openings() == 1


def test_on_paper_it_is_the_record_alone_whole_on_sheets_of_a4_lying_crosswise(visits):
    page = visits.open("/chronology?child=DEMO-0001", "large")
    page.emulate_media(media="print")
    for shown in (".demonstration", ".st-key-record h2", ".st-key-record table"):
        expect(page.locator(shown)).to_be_visible()
    for hidden in (
        "[data-testid=stSidebar]", ".st-key-filter-row", ".st-key-choose-child",
        ".st-key-chronology-more", "[data-testid=stDownloadButton]",
    ):  # fmt: skip
        expect(page.locator(hidden)).to_be_hidden()
    frame = page.locator(".st-key-record .table-frame")
    assert frame.evaluate("frame => frame.scrollHeight - frame.clientHeight") <= 1
    # 48 episodes with their interviews: the line of time and five sheets or so of table
    pages = page.pdf(prefer_css_page_size=True)
    sheets = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pages)
    assert {(round(float(w)), round(float(h))) for w, h in sheets} == {(842, 595)}
    assert 3 <= len(sheets) <= 9


@pytest.mark.parametrize("child", CHILDREN)
def test_the_whole_line_of_time_stands_on_the_first_sheet_as_wide_as_that_is(visits, child):
    page = visits.open(f"/chronology?child={child}", "large")
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


def test_from_a_dark_page_the_paper_is_light(visits):
    page = visits.open("/chronology?child=DEMO-0016", scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator(".st-key-record table td").first).to_have_css("color", "rgb(27, 31, 36)")
    words = page.locator(".st-key-chronology-on-paper g.annotation text").first
    expect(words).to_have_css("fill", "rgb(27, 31, 36)")


def test_on_a_phone_the_rows_are_a_list_and_on_paper_a_table_from_there_too(visits):
    page = visits.open("/chronology?child=DEMO-0016", "phone")
    items = page.locator(".st-key-record-on-a-phone li")
    expect(items).to_have_count(41)
    expect(items.first).to_be_visible()
    expect(page.locator(".st-key-record table")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".st-key-record table")).to_be_visible()
    expect(items.first).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["wide", "phone"])
def test_a_checker_of_accessibility_finds_nothing_with_a_child_open(visits, tools, size, scheme):
    page = visits.open("/chronology?child=DEMO-0016", size, scheme)
    rows = "table" if size == "wide" else "ol"
    expect(page.locator(f".st-key-record {rows}")).to_be_visible()
    assert tools.violations(page) == []
