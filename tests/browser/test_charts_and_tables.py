"""Behind every chart: its table, and the episodes of a mark; by pointer and by keyboard."""

import pytest
from playwright.sync_api import expect

from tests.browser.drawing import cells, click
from tests.browser.visits import resize

pytestmark = pytest.mark.browser

NAMED = """() => {
    const here = document.activeElement;
    if (here.matches('.table-frame')) return 'table';
    return here.getAttribute('aria-label') || here.innerText.split('\\n')[0].trim();
}"""


def bar(page, trace: int, point: int):
    """A bar of the page's first chart."""
    drawn = page.get_by_test_id("stPlotlyChart").first
    return drawn.locator(".trace.bars").nth(trace).locator(".point").nth(point)


def test_behind_a_chart_are_its_table_and_the_episodes_of_a_mark(visits):
    page = visits.open("/")
    a_click_on_a_bar_lists_its_episodes(page)
    its_table_opens_by_the_keyboard_and_has_the_charts_numbers(page)
    visits.choose(page, "List the episodes behind a mark", "September 2021: 8 of 177")
    expect(page.get_by_role("heading", name="Behind the mark")).to_have_text(
        "Behind the mark: voided, July–September 2021"
    )
    expect(page.get_by_text("8 episodes, latest first")).to_be_visible()


def a_click_on_a_bar_lists_its_episodes(page) -> None:
    click(page, bar(page, trace=0, point=2))  # in time, July to September
    expect(page.get_by_role("heading", name="Behind the mark")).to_have_text(
        "Behind the mark: in time, July–September 2021"
    )
    expect(page.get_by_text("123 episodes, latest first")).to_be_visible()
    listed = cells(page.get_by_role("region", name="123 episodes, latest first"))
    assert len(listed) == 124
    in_time = listed[0].index("In time")
    assert {row[in_time] for row in listed[1:]} == {"yes"}


def its_table_opens_by_the_keyboard_and_has_the_charts_numbers(page) -> None:
    page.locator("summary").first.press("Enter")
    table = page.get_by_test_id("stExpander").first.locator("table")
    expect(table).to_be_visible()
    assert cells(table) == [
        ["Quarter", "In time", "Later", "Voided", "Declined", "Pending", "Not recorded",
         "Episodes"],
        ["January–March 2021", "106", "23", "7", "0", "0", "3", "139"],
        ["April–June 2021", "147", "37", "1", "0", "0", "0", "185"],
        ["July–September 2021", "123", "37", "8", "0", "0", "9", "177"],
        ["October–December 2021", "87", "23", "9", "0", "3", "11", "133"],
    ]  # fmt: skip


def test_a_click_on_a_month_lists_its_episodes(visits):
    page = visits.open("/trends")
    click(page, bar(page, trace=0, point=0))
    expect(page.get_by_role("heading", name="Behind the mark")).to_have_text(
        "Behind the mark: all episodes, January 2021"
    )


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_filters_tables_and_downloads_are_reached_by_the_tab_key(overview, size):
    resize(overview, size)
    wanted = {"Quarter", "Residential", "All", "More", "table", "Download this table as CSV"}
    reached = set()
    for _ in range(60):
        overview.keyboard.press("Tab")
        reached.add(overview.evaluate(NAMED))
        if wanted <= reached:
            break
    assert wanted <= reached


def test_what_the_keyboard_is_on_is_seen(overview):
    frame = overview.locator(".table-frame").last
    overview.locator("[data-testid=stMain] summary").last.focus()
    for _ in range(3):
        overview.keyboard.press("Tab")
        if frame.evaluate("box => box === document.activeElement"):
            break
    assert frame.evaluate("box => getComputedStyle(box).outlineStyle") == "solid"
