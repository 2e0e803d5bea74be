"""The page Places and times in a browser: a readable map, and a click that opens what it is on.

That nothing is asked of another host is checked wherever a page is opened (conftest.py): the map is
drawn from what lies here.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.checker import violations
from tests.browser.drawing import click, faults, middle, unfold_all
from tests.browser.visits import resize, stand_still

pytestmark = pytest.mark.browser
deep = pytest.mark.deep

# Of each map its texts and circles as [words, left, top, right, bottom], and its ground.
MAPS = """() => [...document.querySelectorAll('.js-plotly-plot')]
    .filter(plot => plot.layout.yaxis.scaleanchor)
    .map(plot => {
        const boxes = (within, what) => [...within.querySelectorAll(what)].map(mark => {
            const box = mark.getBoundingClientRect();
            return [mark.textContent, box.left, box.top, box.right, box.bottom];
        });
        return {
            texts: boxes(plot, 'g.annotation text'),
            circles: boxes(plot.querySelector('.trace.scatter'), '.points path'),
            ground: boxes(plot, '.nsewdrag')[0],
        };
    })"""
# The lists behind marks are below them on the page; a click waits for neither.
CENTRE, HOURS, TRAVELLED = "map-centre", "hour-of-week", "travel-mode"


@pytest.fixture
def places(look_at):
    """The page with its usual quarter, October to December, for tests that only look at it."""
    return look_at("/places")


def drawn(page, name: str):
    """The chart of that name."""
    return page.locator(f".st-key-chart-{name}")


def behind(page, name: str):
    """The list of the episodes behind a mark."""
    return page.locator(f".st-key-behind-{name}")


def no_name_lies_on_another_or_on_a_circle(page) -> None:
    maps = page.evaluate(MAPS)
    assert len(maps) == 2
    assert [len(shown["circles"]) for shown in maps] == [2, 4]  # outside the centre, and in it
    city, centre = (" ".join(words for words, *_ in shown["texts"]) for shown in maps)
    assert "Mackworth" in city and "Morley" in city and "Enlarged:" in city
    for name in ("Bus Station", "River Gardens", "Stockbrook", "Railway station"):
        assert name in centre
    assert [
        faults(shown["texts"], shown["circles"], shown["ground"]) for shown in maps
    ] == [[], []]  # fmt: skip


def each_map_is_as_high_as_wide_and_no_circle_too_small_to_hit(page) -> None:
    for shown in page.evaluate(MAPS):
        _, west, north, east, south = shown["ground"]
        assert east - west == pytest.approx(south - north, abs=1) and east - west >= 270
        assert all(right - left >= 10 for _, left, _, right, _ in shown["circles"])


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_the_maps_can_be_read_and_hit(places, size):
    resize(places, size)
    no_name_lies_on_another_or_on_a_circle(places)
    each_map_is_as_high_as_wide_and_no_circle_too_small_to_hit(places)


@deep
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["wide", "phone"])
@pytest.mark.parametrize("quarter", ["2021-Q1", "2021-Q4"])
def test_the_maps_of_a_quarter_can_be_read_and_hit_in_its_colours(visits, quarter, size, scheme):
    page = visits.open(f"/places?quarter={quarter}", size, scheme)
    no_name_lies_on_another_or_on_a_circle(page)
    each_map_is_as_high_as_wide_and_no_circle_too_small_to_hit(page)


def test_each_label_of_an_answer_stands_above_its_bar(places):
    chart = drawn(places, TRAVELLED)
    labels = chart.locator("g.annotation text")
    bars = chart.locator(".point path")
    expect(bars).to_have_count(7)
    for row in range(7):
        words, bar = labels.nth(2 * row + 1).bounding_box(), bars.nth(row).bounding_box()
        assert words["y"] + words["height"] <= bar["y"] + 1
        assert words["x"] == pytest.approx(bar["x"], abs=5)
        if row:
            before = bars.nth(row - 1).bounding_box()
            assert words["y"] >= before["y"] + before["height"] - 1


@pytest.mark.parametrize("size", ["wide", pytest.param("phone", marks=deep)])
def test_a_place_is_opened_by_a_click_and_from_the_list(visits, size):
    page = visits.open("/places", size)
    a_click_on_the_mark_of_a_place_opens_it(page)
    railway_station = drawn(page, CENTRE).locator(".points path").first  # the busiest of them
    click(page, railway_station)
    expect(page.get_by_role("heading", name="Railway station", exact=True)).to_be_visible()
    expect(page).to_have_url(re.compile("place=railway_station"))
    expect(page.get_by_role("combobox", name="Open a place")).to_have_value("Railway station")
    visits.choose(page, "Open a place", "Stockbrook")
    expect(page.get_by_role("heading", name="Stockbrook", exact=True)).to_be_visible()
    expect(page).to_have_url(re.compile("place=stockbrook"))
    nor_does_the_click_come_back_with_what_is_chosen_next(page)


def nor_does_the_click_come_back_with_what_is_chosen_next(page) -> None:
    page.get_by_role("radio", name="Return", exact=True).click()
    expect(page).to_have_url(re.compile("of=return"))
    expect(page.get_by_role("heading", name="Stockbrook", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Railway station", exact=True)).to_have_count(0)


def a_click_on_the_mark_of_a_place_opens_it(page) -> None:
    click(page, drawn(page, "place-changes").locator(".trace").last.locator(".points path").nth(2))
    expect(page.get_by_role("heading", name="Mackworth", exact=True)).to_be_visible()
    expect(page).to_have_url(re.compile("place=mackworth"))
    stand_still(page)


def test_the_episodes_behind_a_square_are_listed(visits):
    page = visits.open("/places")
    a_square_of_no_episodes_lists_nothing(page)
    a_square_lists_as_many_episodes_as_pointing_at_it_says(page)


@deep
def test_the_episodes_behind_other_marks_are_listed(visits):
    page = visits.open("/places")
    a_bar_of_how_they_travelled_lists_exactly_its_episodes(page)
    of_four_questions_the_one_clicked_last_lists_its_episodes(page)
    two_circumstances_are_compared_by_two_lists(visits, page)


def a_square_of_no_episodes_lists_nothing(page) -> None:
    behind_a_mark = page.get_by_role("heading", name="Behind the mark")
    click(page, drawn(page, HOURS).locator(".point path").nth(3))
    page.get_by_role("radio", name="Return", exact=True).click()
    expect(page).to_have_url(re.compile("of=return"))
    expect(behind_a_mark).to_have_count(0)
    page.get_by_role("radio", name="Going missing", exact=True).click()
    expect(page).not_to_have_url(re.compile("of="))
    stand_still(page)
    expect(behind_a_mark).to_have_count(0)


def a_square_lists_as_many_episodes_as_pointing_at_it_says(page) -> None:
    grid = drawn(page, HOURS)
    square = grid.locator(".point path").nth(17)  # of Monday, the first row
    page.mouse.move(*middle(square))
    expect(grid.locator(".hoverlayer")).to_contain_text("Monday 17:00–17:59: 8 episodes")
    click(page, square)
    expect(behind(page, "hour").get_by_role("heading", name="Behind the mark")).to_have_text(
        "Behind the mark: went missing on a Monday, 17:00–17:59, October–December 2021"
    )
    listed = behind(page, "hour").get_by_role("region", name="8 episodes, latest first")
    expect(listed.locator("tbody tr")).to_have_count(8)
    began = listed.locator("tbody tr td:nth-child(3)").all_inner_texts()
    assert all(re.search(" 17:[0-5][0-9]$", moment) for moment in began)
    stand_still(page)


def a_bar_of_how_they_travelled_lists_exactly_its_episodes(page) -> None:
    chart = drawn(page, TRAVELLED)
    labels = chart.locator("g.annotation text")
    expect(labels.nth(2)).to_have_text("26 · 20%")
    expect(labels.nth(3)).to_have_text("By bike")
    click(page, chart.locator(".point path").nth(1))
    listed = behind(page, "travel_mode")
    expect(listed.get_by_role("heading", name="Behind the mark")).to_have_text(
        "Behind the mark: by bike, October–December 2021"
    )
    listed = listed.get_by_role("region", name="26 episodes, latest first")
    expect(listed.locator("tbody tr")).to_have_count(26)
    head = listed.locator("thead th").all_inner_texts()
    cells = listed.locator(f"tbody tr td:nth-child({head.index('Travelled') + 1})")
    assert set(cells.all_inner_texts()) == {"By bike"}
    # what the page is about comes first after the times
    assert head[4:9] == ["Place", "Found at", "With", "Travelled", "Came back"]
    stand_still(page)


def of_four_questions_the_one_clicked_last_lists_its_episodes(page) -> None:
    lists = page.locator("[class*=st-key-behind-]:not([class*=st-key-behind-hour])")
    headings = lists.get_by_role("heading", name="Behind the mark")
    click(page, drawn(page, "return-method").locator(".point path").first)
    expect(behind(page, "return_method")).to_be_visible()
    expect(headings).to_have_count(1)
    stand_still(page)
    # in a pair above, too: the list stands under its own pair, above the next
    click(page, drawn(page, "companions").locator(".point path").first)
    expect(behind(page, "companions")).to_be_visible()
    expect(headings).to_have_count(1)
    stand_still(page)
    below, pair, following = (
        at.bounding_box()["y"]
        for at in (behind(page, "companions"), drawn(page, "companions"), drawn(page, TRAVELLED))
    )
    assert pair < below < following


def two_circumstances_are_compared_by_two_lists(visits, page) -> None:
    visits.choose(page, "with", "Who they were with")
    expect(page).to_have_url(re.compile("across=companions"))
    visits.choose(page, "Compare", "How they came back")
    expect(page).to_have_url(re.compile("down=return_method"))
    expect(page.get_by_role("table", name="How they came back, down")).to_be_visible()


def says_to_tap_twice(page, touched: bool) -> None:
    invitation = page.locator(".chart-subtitle .on-screen").first
    expect(invitation).to_contain_text("click a circle to open its place (tap it twice)")
    expect(invitation.locator(".on-touch")).to_be_visible(visible=touched)


def test_where_it_is_not_touched_a_page_does_not_say_to_tap_twice(places):
    says_to_tap_twice(places, touched=False)


def test_where_it_is_touched_a_page_says_to_tap_twice(touched_page, dashboard):
    touched_page.goto(f"{dashboard}/places")
    says_to_tap_twice(touched_page, touched=True)


@deep
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_checker_finds_nothing_with_a_place_and_every_table_open(visits, scheme):
    page = visits.open("/places?place=railway_station", scheme=scheme)
    unfold_all(page)
    expect(page.locator(".table-frame table").first).to_be_visible()
    assert violations(page) == []
