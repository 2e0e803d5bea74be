"""Every page as a person meets it: wide and light, on a phone, in the dark, on paper.

That a page asks no other host and logs no error is checked wherever a page is opened (visits.py).
"""

import pytest
from playwright.sync_api import expect

from analytics.definitions import COLOURS
from tests.browser.checker import violations
from tests.browser.drawing import SIDEWAYS
from tests.browser.server import PAGES
from tests.browser.visits import looking_at, resize, visiting

pytestmark = pytest.mark.browser

CUT_OFF = """() => [...document.querySelectorAll(
        '.card, .card *, .demonstration, [data-testid=stMain] :is(.provenance, .chart-title, '
        + '.chart-subtitle), .data-table th'
    )].filter(box => box.scrollWidth > box.clientWidth + 1 && box.clientWidth > 0)
    .map(box => box.outerHTML.slice(0, 120))"""
OUTSIDE_THE_CHART = """() => [...document.querySelectorAll('svg.main-svg')].flatMap(svg => {
    const frame = svg.getBoundingClientRect();
    return [...svg.querySelectorAll('text')].filter(text => {
        const box = text.getBoundingClientRect();
        return box.width && (box.left < frame.left - 1 || box.right > frame.right + 1
            || box.top < frame.top - 1 || box.bottom > frame.bottom + 1);
    }).map(text => text.textContent);
})"""
CHART_WIDTHS = "() => [...document.querySelectorAll('svg.main-svg')].map(svg => svg.clientWidth)"
HEADINGS = """() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
    .map(heading => Number(heading.tagName[1]))"""
# Every colour of a chart for a dark page, and the page's own.
DARK_ON_PAPER = """dark => {
    const seen = [getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor];
    document.querySelectorAll('svg.main-svg :is(path, rect, text)').forEach(drawn => {
        if (!drawn.closest("[class*='-on-paper']") && drawn.getBoundingClientRect().width) {
            const { fill, stroke } = getComputedStyle(drawn);
            seen.push(fill, stroke);
        }
    });
    return [...new Set(seen)].filter(colour => dark.includes(colour));
}"""
MADE_UP = "Demonstration data: made-up episodes that add up to the report's totals"


def test_it_shows_its_title_and_no_exception(plain_page):
    expect(plain_page.get_by_test_id("stException")).to_have_count(0)
    expect(plain_page.locator("[data-testid=stMain] h1")).to_be_visible()


def test_it_says_that_the_data_is_made_up(plain_page):
    expect(plain_page.locator(".demonstration")).to_have_text(MADE_UP)


def test_nothing_scrolls_the_whole_page_sideways(plain_page):
    assert plain_page.evaluate(SIDEWAYS) == [0, 0]


def test_no_text_is_cut_off(plain_page):
    assert plain_page.evaluate(CUT_OFF) == []
    assert plain_page.evaluate(OUTSIDE_THE_CHART) == []


def test_it_has_one_first_heading_and_skips_no_level(plain_page):
    levels = plain_page.evaluate(HEADINGS)
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(deeper <= above + 1 for above, deeper in zip(levels, levels[1:], strict=False))


def test_a_checker_of_accessibility_finds_nothing(plain_page):
    assert violations(plain_page) == []


def test_as_narrow_as_a_phone_it_still_fits(plain_page):
    resize(plain_page, "phone")
    fits(plain_page)


def fits(page) -> None:
    """It reads from above to below: nothing sideways, nothing cut off."""
    assert page.evaluate(SIDEWAYS) == [0, 0]
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate(OUTSIDE_THE_CHART) == []


@pytest.fixture(scope="module", params=PAGES)
def opened_on_a_phone(request, browser, dashboard):
    with visiting(browser, dashboard) as visits:
        yield visits.open(request.param, "phone")


@pytest.fixture
def on_a_phone(opened_on_a_phone):
    """Each page in turn opened on a phone, for tests that only look at it."""
    with looking_at(opened_on_a_phone, "phone") as page:
        yield page


@pytest.mark.deep
def test_opened_on_a_phone_it_fits_and_says_the_same(on_a_phone):
    fits(on_a_phone)
    expect(on_a_phone.get_by_test_id("stException")).to_have_count(0)
    expect(on_a_phone.locator("[data-testid=stMain] h1")).to_be_visible()
    expect(on_a_phone.locator(".demonstration")).to_have_text(MADE_UP)
    levels = on_a_phone.evaluate(HEADINGS)
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(deeper <= above + 1 for above, deeper in zip(levels, levels[1:], strict=False))


@pytest.mark.deep
def test_a_checker_finds_nothing_on_a_phone(on_a_phone):
    assert violations(on_a_phone) == []


@pytest.mark.deep
def test_at_320_pixels_nothing_scrolls_sideways_and_a_checker_finds_nothing(on_a_phone):
    resize(on_a_phone, "narrow")
    assert on_a_phone.evaluate(SIDEWAYS) == [0, 0]
    assert violations(on_a_phone) == []


@pytest.mark.deep
@pytest.mark.parametrize("path", PAGES)
def test_in_the_dark_it_fits_and_a_checker_finds_nothing(visits, path):
    in_the_dark = visits.open(path, scheme="dark")
    fits(in_the_dark)
    expect(in_the_dark.get_by_test_id("stException")).to_have_count(0)
    expect(in_the_dark.locator(".demonstration")).to_have_text(MADE_UP)
    assert violations(in_the_dark) == []


@pytest.mark.deep
def test_a_checker_finds_nothing_in_print(plain_page):
    plain_page.emulate_media(media="print")
    found = violations(plain_page)
    # nobody has to hit a link on paper, however close to the next
    assert [fault for fault in found if not fault.startswith("target-size: ")] == []


@pytest.mark.deep
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_checker_finds_nothing_in_what_is_opened_by_a_click(visits, scheme):
    page = visits.open("/", scheme=scheme)
    for expander in page.get_by_text("Table and download").all():
        expander.click()
    visits.choose(page, "List the episodes behind a mark", "September 2021: 9 of 177")
    expect(page.get_by_role("heading", name="Behind the mark")).to_be_visible()
    page.get_by_role("button", name="More").click()
    expect(page.get_by_text("Quarters numbered from")).to_be_visible()
    assert violations(page) == []


def test_a_page_turns_dark_when_the_computer_does(visits):
    page = visits.open("/definitions")
    expect(page.locator(".demonstration")).to_have_css("color", "rgb(75, 63, 143)")
    page.emulate_media(color_scheme="dark")
    expect(page.locator(".demonstration")).to_have_css("color", "rgb(169, 156, 240)")


@pytest.mark.parametrize(
    "path", ["/", *(pytest.param(f"/{name}", marks=pytest.mark.deep) for name in
                    ("trends", "interviews", "repeat"))]
)  # fmt: skip
def test_from_a_dark_page_the_paper_has_the_figures_in_light_colours(visits, path):
    page = visits.open(path, "large", "dark")
    # On paper lying crosswise 1063 pixels are left between the margins; a chart keeps its width.
    assert 0 < max(page.evaluate(CHART_WIDTHS)) <= 1063
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.get_by_test_id("stExpander").first).to_be_hidden()
    expect(page.locator(".demonstration")).to_be_visible()
    dark = [
        "rgb({}, {}, {})".format(*(int(shade[at : at + 2], 16) for at in (1, 3, 5)))
        for light, shade in COLOURS.values()
        if shade not in {one for one, _ in COLOURS.values()}
    ]
    assert page.evaluate(DARK_ON_PAPER, dark) == []
