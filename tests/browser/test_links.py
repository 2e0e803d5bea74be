"""A view can be sent as a link: the address says what was chosen, and opens it again."""

import re

import pytest
from playwright.sync_api import expect

from analytics.app.sidebar import OPENED_FROM
from tests.browser.server import PAGES, serving
from tests.browser.visits import stand_still, visiting

pytestmark = pytest.mark.browser

TITLES = {
    "/": "Overview",
    "/interviews": "Return interviews",
    "/places": "Places and times",
    "/repeat": "Repeat missing",
    "/chronology": "One child's chronology",
    "/briefing": "Group briefing",
    "/voice": "Children's voice",
}


def card(page, label: str):
    """The figure on the card of that name."""
    return page.locator(".card").filter(has_text=label).locator(".value")


@pytest.mark.parametrize(
    "path",
    [pytest.param(path, marks=[pytest.mark.deep] * (path != "/definitions")) for path in PAGES],
)
def test_a_link_to_any_page_as_the_first_request_shows_it_whole(browser, store, path):
    with serving(store) as address, visiting(browser, address) as visits:
        page = visits.open(path)
        title = TITLES.get(path, path.strip("/").replace("_", " ").capitalize())
        expect(page.locator("[data-testid=stMain] h1")).to_have_text(title)
        expect(page.locator(".provenance", has_text="634 episodes held")).to_be_visible()
        expect(page.get_by_test_id("stException")).to_have_count(0)
        # a page that is not in the sidebar marks the one it is opened from
        expect(page.locator(".st-key-here")).to_have_text(OPENED_FROM.get(title, title))


def test_a_link_with_choices_shows_those_choices_and_their_numbers(visits):
    page = visits.open("/?quarter=2021-Q3&placement=foster&area=out")
    expect(page.get_by_role("combobox", name="Quarter")).to_have_value("July–September 2021")
    expect(page.get_by_role("button", name="Foster")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("radio", name="Out of area")).to_be_checked()
    chosen = int(card(page, "Missing episodes").inner_text())
    assert 0 < chosen < 177  # the report's third quarter has 177 in all
    page.get_by_role("button", name="Foster").click()
    page.get_by_role("radio", name="All", exact=True).click()
    expect(card(page, "Missing episodes")).to_have_text("177")
    expect(card(page, "Children who went missing")).to_have_text("39")


def test_a_choice_that_does_not_exist_is_passed_over_and_one_that_does_survives_the_sidebar(visits):
    page = visits.open("/?quarter=1999-Q9&placement=castle&area=moon")
    expect(card(page, "Missing episodes")).to_have_text("133")
    a_choice_changes_the_number_and_the_address(visits, page)
    it_survives_the_way_through_the_sidebar(page)


def a_choice_changes_the_number_and_the_address(visits, page) -> None:
    foster = page.get_by_role("button", name="Foster")
    foster.click()
    expect(card(page, "Missing episodes")).not_to_have_text("133")
    expect(page).to_have_url(re.compile(r"\?quarter=2021-Q4&placement=foster$"))
    foster.click()
    expect(card(page, "Missing episodes")).to_have_text("133")

    visits.choose(page, "Quarter", "April–June 2021")
    expect(card(page, "Missing episodes")).to_have_text("185")
    expect(page).to_have_url(re.compile(r"\?quarter=2021-Q2$"))


def it_survives_the_way_through_the_sidebar(page) -> None:
    page.get_by_role("radio", name="Out of area").click()
    expect(page).to_have_url(re.compile("area=out"))
    for title in ("Trends", "Data", "Definitions", "Overview"):
        page.get_by_test_id("stSidebar").get_by_role("link", name=title).click()
        expect(page.locator("[data-testid=stMain] h1")).to_have_text(title)
        expect(page).to_have_url(re.compile("area=out"))
        stand_still(page)
    expect(page.get_by_role("radio", name="Out of area")).to_be_checked()


def test_what_a_link_chose_behind_more_is_said_on_its_button(visits):
    page = visits.open("/?category=all&year=april")
    expect(page.get_by_role("button", name="More: missing and away, from April")).to_be_visible()


def test_the_chosen_quarter_stays_when_quarters_are_counted_from_april(visits):
    page = visits.open("/?quarter=2021-Q2")
    expect(card(page, "Missing episodes")).to_have_text("185")
    page.get_by_role("button", name="More").click()
    page.get_by_role("radio", name="April", exact=True).click()
    expect(page.get_by_role("combobox", name="Quarter")).to_have_value(
        "April–June 2021 (2021/22 Q1)"
    )
    expect(card(page, "Missing episodes")).to_have_text("185")
    expect(page).to_have_url(re.compile("quarter=2021-Q2"))
    page.get_by_role("radio", name="Both", exact=True).click()
    expect(page.locator(".card h3").nth(1)).to_have_text("Missing and away episodes")
