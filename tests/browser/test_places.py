"""The page Places and times in a browser: a readable map, and a click that opens what it is on.

That nothing is asked of another host is checked wherever a page is opened (conftest.py): the map is
drawn from what lies here.
"""

import re
from itertools import combinations
from math import hypot

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

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


def drawn(page, name: str):
    """The chart of that name."""
    return page.locator(f".st-key-chart-{name}")


def behind(page, name: str):
    """The list of the episodes behind a mark."""
    return page.locator(f".st-key-behind-{name}")


def middle(mark) -> tuple[float, float]:
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def faults(shown: dict) -> list[str]:
    """Texts on texts or circles, and what is not whole within the map. A line has air above it."""
    found = []
    for (one, *a), (other, *b) in combinations(shown["texts"], 2):
        wide, high = (min(a[i + 2], b[i + 2]) - max(a[i], b[i]) for i in (0, 1))
        if wide > 1 and high > 3:
            found.append(f"{one} on {other}")
    for words, left, top, right, bottom in shown["texts"]:
        for _, west, north, east, south in shown["circles"]:
            x, y, radius = (west + east) / 2, (north + south) / 2, (east - west) / 2
            beside = max(left - x, 0, x - right), max(top + 3 - y, 0, y - bottom + 3)
            if hypot(*beside) < radius - 1:
                found.append(f"{words} on the circle at {x:.0f}, {y:.0f}")
    _, west, north, east, south = shown["ground"]
    for words, left, top, right, bottom in shown["texts"] + shown["circles"]:
        if left < west - 1 or top < north - 1 or right > east + 1 or bottom > south + 1:
            found.append(f"{words or 'a circle'} is cut off")
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["wide", "phone"])
@pytest.mark.parametrize("quarter", ["2021-Q1", "2021-Q4"])
def test_no_name_on_a_map_lies_on_another_or_on_a_circle(visits, quarter, size, scheme):
    maps = visits.open(f"/places?quarter={quarter}", size, scheme).evaluate(MAPS)
    assert len(maps) == 2
    assert [len(shown["circles"]) for shown in maps] == [2, 4]  # outside the centre, and in it
    city, centre = (" ".join(words for words, *_ in shown["texts"]) for shown in maps)
    assert "Mackworth" in city and "Morley" in city and "Enlarged:" in city
    for name in ("Bus Station", "River Gardens", "Stockbrook", "Railway station"):
        assert name in centre
    assert [faults(shown) for shown in maps] == [[], []]


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_a_map_is_as_high_as_wide_and_no_circle_too_small_to_hit(visits, size):
    for shown in visits.open("/places", size).evaluate(MAPS):
        _, west, north, east, south = shown["ground"]
        assert east - west == pytest.approx(south - north, abs=1) and east - west >= 270
        assert all(right - left >= 10 for _, left, _, right, _ in shown["circles"])


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_a_click_on_a_circle_opens_its_place_and_the_list_another(visits, size):
    page = visits.open("/places", size)
    railway_station = drawn(page, CENTRE).locator(".points path").first  # the busiest of them
    page.mouse.click(*middle(railway_station))
    expect(page.get_by_role("heading", name="Railway station", exact=True)).to_be_visible()
    expect(page).to_have_url(re.compile("place=railway_station"))
    expect(page.get_by_role("combobox", name="Open a place")).to_have_value("Railway station")
    visits.choose(page, "Open a place", "Stockbrook")
    expect(page.get_by_role("heading", name="Stockbrook", exact=True)).to_be_visible()
    expect(page).to_have_url(re.compile("place=stockbrook"))
    # nor does the click come back with what is chosen next
    page.get_by_role("radio", name="Return", exact=True).click()
    expect(page).to_have_url(re.compile("of=return"))
    expect(page.get_by_role("heading", name="Stockbrook", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Railway station", exact=True)).to_have_count(0)


def test_a_click_on_the_mark_of_a_place_opens_it_too(visits):
    page = visits.open("/places")
    mackworth = drawn(page, "place-changes").locator(".trace").last.locator(".points path").nth(2)
    page.mouse.click(*middle(mackworth))
    expect(page.get_by_role("heading", name="Mackworth", exact=True)).to_be_visible()
    expect(page).to_have_url(re.compile("place=mackworth"))


def test_a_square_lists_as_many_episodes_as_pointing_at_it_says(visits):
    page = visits.open("/places")
    grid = drawn(page, HOURS)
    square = grid.locator(".point path").nth(17)  # of Monday, the first row
    page.mouse.move(*middle(square))
    expect(grid.locator(".hoverlayer")).to_contain_text("Monday 17:00–17:59: 8 episodes")
    page.mouse.click(*middle(square))
    expect(page.get_by_role("heading", name="Behind the mark")).to_have_text(
        "Behind the mark: went missing on a Monday, 17:00–17:59, October–December 2021"
    )
    listed = behind(page, "hour").get_by_role("region", name="8 episodes, latest first")
    expect(listed.locator("tbody tr")).to_have_count(8)
    began = listed.locator("tbody tr td:nth-child(3)").all_inner_texts()
    assert all(re.search(" 17:[0-5][0-9]$", moment) for moment in began)


def test_a_square_of_no_episodes_lists_nothing(visits):
    page = visits.open("/places")
    square = drawn(page, HOURS).locator(".point path").nth(3)
    page.mouse.click(*middle(square))
    page.get_by_role("radio", name="Return", exact=True).click()
    expect(page).to_have_url(re.compile("of=return"))
    expect(page.get_by_role("heading", name="Behind the mark")).to_have_count(0)


def test_a_bar_of_how_they_travelled_lists_exactly_its_episodes(visits):
    page = visits.open("/places")
    chart = drawn(page, TRAVELLED)
    labels = chart.locator("g.annotation text")
    expect(labels.nth(2)).to_have_text("26 · 20%")
    expect(labels.nth(3)).to_have_text("By bike")
    page.mouse.click(*middle(chart.locator(".point path").nth(1)))
    expect(page.get_by_role("heading", name="Behind the mark")).to_have_text(
        "Behind the mark: by bike, October–December 2021"
    )
    listed = behind(page, "travel_mode").get_by_role("region", name="26 episodes, latest first")
    expect(listed.locator("tbody tr")).to_have_count(26)
    head = listed.locator("thead th").all_inner_texts()
    cells = listed.locator(f"tbody tr td:nth-child({head.index('Travelled') + 1})")
    assert set(cells.all_inner_texts()) == {"By bike"}
    # what the page is about comes first after the times
    assert head[4:9] == ["Place", "Found at", "With", "Travelled", "Came back"]


def test_of_four_questions_the_one_clicked_last_lists_its_episodes(visits):
    page = visits.open("/places")
    page.mouse.click(*middle(drawn(page, TRAVELLED).locator(".point path").nth(1)))
    expect(behind(page, "travel_mode")).to_be_visible()
    page.mouse.click(*middle(drawn(page, "return-method").locator(".point path").first))
    expect(behind(page, "return_method")).to_be_visible()
    expect(page.get_by_role("heading", name="Behind the mark")).to_have_count(1)
    # in a pair above, too: the list stands under its own pair, above the next
    page.mouse.click(*middle(drawn(page, "companions").locator(".point path").first))
    expect(behind(page, "companions")).to_be_visible()
    expect(page.get_by_role("heading", name="Behind the mark")).to_have_count(1)
    below, pair, following = (
        at.bounding_box()["y"]
        for at in (behind(page, "companions"), drawn(page, "companions"), drawn(page, TRAVELLED))
    )
    assert pair < below < following


def test_each_label_of_an_answer_stands_above_its_bar(visits):
    chart = drawn(visits.open("/places"), TRAVELLED)
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


def test_two_circumstances_are_compared_by_two_lists(visits):
    page = visits.open("/places")
    visits.choose(page, "with", "Who they were with")
    expect(page).to_have_url(re.compile("across=companions"))
    visits.choose(page, "Compare", "How they came back")
    expect(page).to_have_url(re.compile("down=return_method"))
    expect(page.get_by_role("table", name="How they came back, down")).to_be_visible()


@pytest.mark.parametrize("touched", [False, True])
def test_only_where_it_is_touched_a_page_says_to_tap_twice(browser, dashboard, touched):
    window = browser.new_context(has_touch=touched, is_mobile=touched)
    page = window.new_page()
    page.goto(f"{dashboard}/places")
    invitation = page.locator(".chart-subtitle .on-screen").first
    expect(invitation).to_contain_text("click a circle to open its place (tap it twice)")
    expect(invitation.locator(".on-touch")).to_be_visible(visible=touched)
    window.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_checker_finds_nothing_with_a_place_and_every_table_open(visits, tools, scheme):
    page = visits.open("/places?place=railway_station", scheme=scheme)
    for expander in page.locator("[data-testid=stMain] summary").all():
        expander.click()
    expect(page.locator(".table-frame table").first).to_be_visible()
    assert tools.violations(page) == []
