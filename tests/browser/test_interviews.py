"""The page Return interviews in a browser: a click lists episodes, a quarter changes every card."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.checker import violations
from tests.browser.drawing import click, unfold_all
from tests.browser.visits import resize, stand_still

pytestmark = pytest.mark.browser
deep = pytest.mark.deep

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


# Of a chart, by the beginning of its title, a mark by its number; what it stands for, its episodes.
MARKS = [
    ("87 of 133 episodes", ".trace.bars .point path", 11,
     "interviewed later, October–December 2021", 23),
    ("Half were held", ".trace.bars .point path", 5,
     "from return to interview over 60, up to 72 hours, October–December 2021", 15),
    ("Clearly below", ".trace.scatter .points path", 1, "out of area, October–", 65),
    ("In time of all episodes: 4.1", ".trace.bars .point path", 3, "in area, October–", 68),
]  # fmt: skip
LIST = "Staff only: the list, child by child"


@pytest.fixture
def of_settings(look_at):
    """The page with its usual quarter and the most groups, for tests that only look at it."""
    return look_at("/interviews?compare=setting")


def chart(page, title: str):
    """The chart whose title begins so."""
    titles = page.locator(".chart-title")
    place = [text.startswith(title) for text in titles.all_inner_texts()].index(True)
    return page.get_by_test_id("stPlotlyChart").nth(place)


def no_label_lies_on_another(page) -> None:
    number, overlaps = page.evaluate(LABELS)
    assert number > 60 and overlaps == []


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_no_label_lies_on_another(of_settings, size):
    resize(of_settings, size)
    no_label_lies_on_another(of_settings)


@deep
@pytest.mark.parametrize("size", ["wide", "phone"])
@pytest.mark.parametrize("quarter", ["2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4"])
def test_no_label_lies_on_another_in_any_quarter(visits, size, quarter):
    no_label_lies_on_another(visits.open(f"/interviews?quarter={quarter}", size))


@deep
@pytest.mark.parametrize("compare", ["return_hour", "setting", "return_weekday"])
def test_no_label_lies_on_another_where_there_are_many_groups(visits, compare):
    no_label_lies_on_another(visits.open(f"/interviews?compare={compare}", "phone"))


def test_a_click_on_a_mark_lists_the_episodes_behind_it(visits):
    page = visits.open("/interviews?compare=out_of_area")
    for title, marks, number, behind, count in MARKS:
        click(page, chart(page, title).locator(marks).nth(number))
        expect(page.get_by_role("heading", name=f"Behind the mark: {behind}")).to_be_visible()
        listed = page.get_by_role("region", name=f"{count} episodes, latest first")
        expect(listed.locator("tbody tr")).to_have_count(count)
        stand_still(page)


@deep
def test_the_aim_is_moved_the_list_filtered_and_another_quarter_changes_every_card(visits):
    page = visits.open("/interviews")
    the_aim_is_moved_by_the_keyboard_and_kept_in_the_address(page)
    the_list_of_those_waiting_is_filtered(page)
    before = page.locator(".card").all_inner_texts()
    assert len(before) == 7
    visits.choose(page, "Quarter", "July–September 2021")
    expect(page.locator(".card .value").first).to_have_text("69.5%")
    expect(page.locator(".card h3").nth(4)).to_have_text("Of 177 episodes")
    after = page.locator(".card").all_inner_texts()
    assert all(one != other for one, other in zip(before, after, strict=True))


def the_aim_is_moved_by_the_keyboard_and_kept_in_the_address(page) -> None:
    slider = page.get_by_role("slider")
    slider.focus()
    slider.press("ArrowRight")
    expect(page).to_have_url(re.compile("aim=81"))
    expect(page.locator(".card .count").nth(4)).to_have_text("81% is 108 in time")


def the_list_of_those_waiting_is_filtered(page) -> None:
    expect(page.get_by_role("radio", name="Hours left")).to_be_hidden()  # closed in front of a room
    page.get_by_text(LIST).click()
    it_is_not_in_print(page)
    page.get_by_role("radio", name="Hours left").click()
    expect(page.get_by_role("region", name=re.compile("^2 of 26 episodes"))).to_be_visible()
    expect(page).to_have_url(re.compile("waiting=left"))
    page.get_by_role("radio", name="This quarter", exact=True).click()
    expect(page.get_by_role("region", name=re.compile("^2 of 14 episodes"))).to_be_visible()


def it_is_not_in_print(page) -> None:
    listed = page.get_by_role("region", name=re.compile("^26 episodes pending"))
    expect(listed).to_be_visible()
    page.emulate_media(media="print")
    expect(listed).to_be_hidden()
    expect(page.get_by_text("click a mark for its episodes").first).to_be_hidden()
    page.emulate_media(media="screen")
    stand_still(page)


@deep
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_checker_finds_nothing_with_every_table_open(visits, scheme):
    page = visits.open("/interviews?compare=setting", scheme=scheme)
    unfold_all(page)
    assert violations(page) == []


@deep
@pytest.mark.parametrize(
    "address", ["?quarter=2021-Q2&placement=other", "?area=out&compare=age_band"]
)
def test_a_selection_of_few_is_shown_without_an_error(visits, address):
    page = visits.open(f"/interviews{address}", "phone")
    expect(page.locator("[data-testid=stMain] h1")).to_have_text("Return interviews")
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert page.evaluate(LABELS)[1] == []
