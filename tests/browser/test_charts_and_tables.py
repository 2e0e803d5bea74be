"""Behind every chart: its table, its download, and the episodes of a mark."""

import csv
import io
import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def overview(browser, dashboard, tools):
    """The Overview, opened once for the tests that leave it as it is."""
    visits = tools.Visits(browser, dashboard)
    yield visits.open("/")
    visits.close()


def click_mark(page, chart: int, trace: int, point: int) -> None:
    """Click in the middle of a bar, where a person would."""
    drawn = page.get_by_test_id("stPlotlyChart").nth(chart)
    bar = drawn.locator(".trace.bars").nth(trace).locator(".point").nth(point)
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def cells(table) -> list[list[str]]:
    """Rows of a table on the page, its head first."""
    rows = table.locator("tr")
    return [row.locator("th, td").all_inner_texts() for row in rows.all()]


def downloaded(page, button) -> list[list[str]]:
    with page.expect_download() as download:
        button.click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_a_click_on_a_bar_lists_the_episodes_behind_it(visits):
    page = visits.open("/")
    click_mark(page, chart=0, trace=0, point=2)  # in time, July to September
    expect(page.get_by_role("heading", name="Behind the mark")).to_have_text(
        "Behind the mark: in time, July–September 2021"
    )
    expect(page.get_by_text("123 episodes, latest first")).to_be_visible()
    listed = cells(page.get_by_role("region", name="123 episodes, latest first"))
    assert len(listed) == 124
    in_time = listed[0].index("In time")
    assert {row[in_time] for row in listed[1:]} == {"yes"}


def test_a_click_on_a_month_lists_its_episodes(visits):
    page = visits.open("/trends")
    click_mark(page, chart=0, trace=0, point=0)
    expect(page.get_by_role("heading", name="Behind the mark")).to_have_text(
        "Behind the mark: all episodes, January 2021"
    )


def test_a_keyboard_lists_the_episodes_behind_a_mark_too(visits):
    page = visits.open("/")
    page.locator("summary").first.press("Enter")
    visits.choose(page, "List the episodes behind a mark", "September 2021: 8 of 177")
    expect(page.get_by_role("heading", name="Behind the mark")).to_have_text(
        "Behind the mark: voided, July–September 2021"
    )
    expect(page.get_by_text("8 episodes, latest first")).to_be_visible()


def test_the_table_twin_opens_and_has_the_charts_numbers(overview):
    page = overview
    page.get_by_text("Table and download").first.click()
    table = page.get_by_test_id("stExpander").first.locator("table")
    expect(table).to_be_visible()
    assert cells(table) == [
        [
            "Quarter",
            "In time",
            "Later",
            "Voided",
            "Declined",
            "Pending",
            "Not recorded",
            "Episodes",
        ],
        ["January–March 2021", "106", "23", "7", "0", "0", "3", "139"],
        ["April–June 2021", "147", "37", "1", "0", "0", "0", "185"],
        ["July–September 2021", "123", "37", "8", "0", "0", "9", "177"],
        ["October–December 2021", "87", "23", "9", "0", "3", "11", "133"],
    ]


def test_a_download_has_the_tables_numbers_and_says_what_it_is(overview):
    page = overview
    button = page.get_by_role("button", name="Download this table as CSV")
    with page.expect_download() as download:
        button.click()
    name = r"quarterly-table-snapshot-1-staff-demonstration-[0-9a-f]{16}\.csv"
    assert re.fullmatch(name, download.value.suggested_filename)
    shown = cells(page.get_by_role("region", name=re.compile("Missing episodes and return")))
    assert downloaded(page, button) == shown
    assert ["Number of missing episodes", "139", "185", "177", "133"] in shown


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_filters_tables_and_downloads_are_reached_by_the_tab_key(visits, size):
    page = visits.open("/", size)
    wanted = {"Quarter", "Residential", "All", "More", "table", "Download this table as CSV"}
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                """() => {
                    const here = document.activeElement;
                    if (here.matches('.table-frame')) return 'table';
                    return here.getAttribute('aria-label') || here.innerText.split('\\n')[0].trim();
                }"""
            )
        )
        if wanted <= reached:
            break
    assert wanted <= reached


def test_what_the_keyboard_is_on_is_seen(overview):
    page = overview
    frame = page.locator(".table-frame").last
    page.locator("[data-testid=stMain] summary").last.focus()
    for _ in range(3):
        page.keyboard.press("Tab")
        if frame.evaluate("box => box === document.activeElement"):
            break
    assert frame.evaluate("box => getComputedStyle(box).outlineStyle") == "solid"
