"""The page Return interviews in a browser: a click lists episodes, a quarter changes every card."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

# How many labels the charts have, and the pairs of one chart that touch each other.
LABELS = """() => {
    let number = 0;
    const overlaps = [...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => {
    const boxes = [...plot.querySelectorAll('g.annotation text, .ytick text, .xtick text, '
        + '.bartext')].map(text => [text.textContent, text.getBoundingClientRect()])
        .filter(([words, box]) => box.width && words.trim());
    number += boxes.length;
    return boxes.flatMap(([words, a], i) => boxes.slice(i + 1).filter(([, b]) =>
        Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3
    ).map(([other]) => `${words} | ${other}`));
    });
    return [number, overlaps];
}"""


def chart(page, title: str):
    """The chart whose title begins so."""
    titles = page.locator(".chart-title")
    place = [text.startswith(title) for text in titles.all_inner_texts()].index(True)
    return page.get_by_test_id("stPlotlyChart").nth(place)


def click(page, mark) -> None:
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_another_quarter_changes_every_card(visits):
    page = visits.open("/interviews")
    before = page.locator(".card").all_inner_texts()
    assert len(before) == 7
    visits.choose(page, "Quarter", "July–September 2021")
    expect(page.locator(".card .value").first).to_have_text("69.5%")
    expect(page.locator(".card h3").nth(4)).to_have_text("Of 177 episodes")
    after = page.locator(".card").all_inner_texts()
    assert all(one != other for one, other in zip(before, after, strict=True))


@pytest.mark.parametrize(
    ("title", "marks", "number", "behind", "count"),
    [
        (
            "87 of 133 episodes",
            ".trace.bars .point path",
            11,
            "interviewed later, October–December 2021",
            23,
        ),
        (
            "Half were held",
            ".trace.bars .point path",
            5,
            "from return to interview over 60, up to 72 hours, October–December 2021",
            15,
        ),
        ("Clearly below", ".trace.scatter .points path", 1, "out of area, October–", 65),
        ("In time of all episodes: 4.1", ".trace.bars .point path", 3, "in area, October–", 68),
    ],
)
def test_a_click_on_a_mark_lists_the_episodes_behind_it(
    visits, title, marks, number, behind, count
):
    page = visits.open("/interviews?compare=out_of_area")
    click(page, chart(page, title).locator(marks).nth(number))
    expect(page.get_by_role("heading", name="Behind the mark")).to_contain_text(
        f"Behind the mark: {behind}"
    )
    listed = page.get_by_role("region", name=f"{count} episodes, latest first")
    expect(listed.locator("tbody tr")).to_have_count(count)


@pytest.mark.parametrize("size", ["wide", "phone"])
@pytest.mark.parametrize("quarter", ["2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4"])
def test_no_label_lies_on_another(visits, size, quarter):
    number, overlaps = visits.open(f"/interviews?quarter={quarter}", size).evaluate(LABELS)
    assert number > 60 and overlaps == []


@pytest.mark.parametrize("compare", ["return_hour", "setting", "return_weekday"])
def test_no_label_lies_on_another_where_there_are_many_groups(visits, compare):
    number, overlaps = visits.open(f"/interviews?compare={compare}", "phone").evaluate(LABELS)
    assert number > 60 and overlaps == []


def test_the_aim_is_moved_by_the_keyboard_and_kept_in_the_address(visits):
    page = visits.open("/interviews")
    slider = page.get_by_role("slider")
    slider.focus()
    slider.press("ArrowRight")
    expect(page).to_have_url(re.compile("aim=81"))
    expect(page.locator(".card .count").nth(4)).to_have_text("81% is 108 in time")


def test_the_list_of_those_waiting_is_filtered(visits):
    page = visits.open("/interviews")
    list_of_children = page.get_by_text("Staff only: the list, child by child")
    expect(page.get_by_role("radio", name="Hours left")).to_be_hidden()  # closed in front of a room
    list_of_children.click()
    page.get_by_role("radio", name="Hours left").click()
    expect(page.get_by_role("region", name=re.compile("^2 of 26 episodes"))).to_be_visible()
    expect(page).to_have_url(re.compile("waiting=left"))
    page.get_by_role("radio", name="This quarter", exact=True).click()
    expect(page.get_by_role("region", name=re.compile("^2 of 14 episodes"))).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_checker_finds_nothing_with_every_table_open(visits, tools, scheme):
    page = visits.open("/interviews?compare=setting", scheme=scheme)
    for expander in page.locator("[data-testid=stMain] summary").all():
        expander.click()
    assert tools.violations(page) == []


def test_the_list_of_children_is_not_in_print(visits):
    page = visits.open("/interviews")
    page.get_by_text("Staff only: the list, child by child").click()
    listed = page.get_by_role("region", name=re.compile("^26 episodes pending"))
    expect(listed).to_be_visible()
    page.emulate_media(media="print")
    expect(listed).to_be_hidden()
    expect(page.get_by_text("click a mark for its episodes").first).to_be_hidden()


@pytest.mark.parametrize(
    "address", ["?quarter=2021-Q2&placement=other", "?area=out&compare=age_band"]
)
def test_a_selection_of_few_is_shown_without_an_error(visits, address):
    page = visits.open(f"/interviews{address}", "phone")
    expect(page.locator("[data-testid=stMain] h1")).to_have_text("Return interviews")
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert page.evaluate(LABELS)[1] == []
