"""Every page as a person meets it: wide and on a phone in light colours, wide in dark ones.

That a page asks no other host and logs no error is checked wherever a page is opened (conftest.py).
"""

import pytest
from playwright.sync_api import expect

from analytics.definitions import COLOURS

pytestmark = pytest.mark.browser

SIDEWAYS = """() => {
    const main = document.querySelector('[data-testid=stMain]');
    return [document.documentElement, main].map(box => box.scrollWidth - box.clientWidth);
}"""
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


def test_it_shows_its_title_and_no_exception(view):
    expect(view.get_by_test_id("stException")).to_have_count(0)
    expect(view.locator("[data-testid=stMain] h1")).to_be_visible()


def test_it_says_that_the_data_is_made_up(view):
    expect(view.locator(".demonstration")).to_have_text(
        "Demonstration data: made-up episodes that add up to the report's totals"
    )


def test_nothing_scrolls_the_whole_page_sideways(view):
    assert view.evaluate(SIDEWAYS) == [0, 0]


def test_no_text_is_cut_off(view):
    assert view.evaluate(CUT_OFF) == []
    assert view.evaluate(OUTSIDE_THE_CHART) == []


def test_it_has_one_first_heading_and_skips_no_level(view):
    levels = view.evaluate(HEADINGS)
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(deeper <= above + 1 for above, deeper in zip(levels, levels[1:], strict=False))


def test_a_checker_of_accessibility_finds_nothing(view, tools):
    assert tools.violations(view) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_checker_finds_nothing_in_what_is_opened_by_a_click(visits, tools, scheme):
    page = visits.open("/", scheme=scheme)
    for expander in page.get_by_text("Table and download").all():
        expander.click()
    visits.choose(page, "List the episodes behind a mark", "September 2021: 9 of 177")
    expect(page.get_by_role("heading", name="Behind the mark")).to_be_visible()
    page.get_by_role("button", name="More").click()
    expect(page.get_by_text("Quarters numbered from")).to_be_visible()
    assert tools.violations(page) == []


def test_a_page_turns_dark_when_the_computer_does(visits):
    page = visits.open("/definitions")
    expect(page.locator(".demonstration")).to_have_css("color", "rgb(75, 63, 143)")
    page.emulate_media(color_scheme="dark")
    expect(page.locator(".demonstration")).to_have_css("color", "rgb(169, 156, 240)")
    page.emulate_media(color_scheme="light")


def test_a_printed_page_has_the_figures_without_what_is_only_for_a_screen(visits):
    page = visits.open("/", "large")
    # On paper lying crosswise 1063 pixels are left between the margins; a chart keeps its width.
    assert 0 < max(page.evaluate(CHART_WIDTHS)) <= 1063
    page.emulate_media(media="print")
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.get_by_test_id("stExpander").first).to_be_hidden()
    expect(page.locator(".demonstration")).to_be_visible()


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


@pytest.mark.parametrize("path", ["/", "/trends", "/interviews", "/repeat"])
def test_from_a_dark_page_the_paper_and_its_charts_are_light(visits, path):
    page = visits.open(path, "large", "dark")
    page.emulate_media(media="print", color_scheme="dark")
    dark = [
        "rgb({}, {}, {})".format(*(int(shade[at : at + 2], 16) for at in (1, 3, 5)))
        for light, shade in COLOURS.values()
        if shade not in {one for one, _ in COLOURS.values()}
    ]
    assert page.evaluate(DARK_ON_PAPER, dark) == []
