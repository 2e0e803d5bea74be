"""The page Repeat missing in a browser: labels that can be read, a list that leads to a child."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.browser.checker import violations
from tests.browser.drawing import LABELS, overlapping, unfold_all
from tests.browser.visits import resize, stand_still

pytestmark = pytest.mark.browser
deep = pytest.mark.deep

CHARTS = ("threshold", "triggers", "repeat-bands", "concentration", "first-or-again", "gaps",
          "moves", "repeat-risk")  # fmt: skip
LISTS = "Staff only: the list, child by child"


@pytest.fixture
def repeat(look_at):
    """The page with its usual quarter, for tests that only look at it."""
    return look_at("/repeat?quarter=2021-Q4")


def drawn(page, name: str):
    """The chart of that name."""
    return page.locator(f".st-key-chart-{name}")


def no_label_lies_on_another(page) -> None:
    found = {}
    for name in CHARTS:
        if drawn(page, name).count():
            found[name] = overlapping(drawn(page, name).evaluate(LABELS), air=4)
    assert found and not any(found.values()), found


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_no_label_lies_on_another(repeat, size):
    resize(repeat, size)
    no_label_lies_on_another(repeat)


@deep
@pytest.mark.parametrize("size", ["wide", "phone"])
@pytest.mark.parametrize("choices", ["", "?quarter=2021-Q1&placement=foster"])
def test_no_label_lies_on_another_whatever_a_link_chose(visits, size, choices):
    no_label_lies_on_another(visits.open(f"/repeat{choices}", size))


def test_bars_are_as_long_as_what_they_count(repeat):
    rows = drawn(repeat, "concentration").locator(".barlayer .point path")
    widths = [bar.bounding_box()["width"] for bar in rows.all()]
    assert len(widths) == 5 and all(a < b for a, b in pairwise(widths))


def test_a_reference_in_the_list_leads_to_that_childs_chronology(visits):
    page = visits.open("/repeat?quarter=2021-Q4&placement=residential")
    page.get_by_text(LISTS).first.click()
    stand_still(page)  # while the list unfolds, a click may land beside the link
    listed = page.get_by_role("region", name=re.compile(": newly reached "))
    link = listed.locator("tbody tr th a").first
    expect(link).to_be_visible()
    child = link.inner_text()
    link.click()
    expect(page.locator("[data-testid=stMain] h1")).to_have_text("One child's chronology")
    expect(page).to_have_url(re.compile(f"/chronology\\?.*child={child}"))
    expect(page.get_by_role("combobox", name="Child")).to_have_value(child)
    expect(page).to_have_url(re.compile("placement=residential"))


@deep
def test_a_factor_is_chosen_and_nobody_is_named_in_print(visits):
    page = visits.open("/repeat")
    choosing_a_factor_changes_the_rows_and_the_address(visits, page)
    the_lists_of_children_are_not_in_print(page)


def choosing_a_factor_changes_the_rows_and_the_address(visits, page) -> None:
    expect(drawn(page, "repeat-risk").locator(".ytick")).to_have_count(20)
    visits.choose(page, "Show", "In or out of area")
    expect(page).to_have_url(re.compile("again_by=out_of_area"))
    expect(drawn(page, "repeat-risk").locator(".ytick")).to_have_count(2)


def the_lists_of_children_are_not_in_print(page) -> None:
    for expander in page.get_by_text(LISTS).all():
        expander.click()
    expect(page.get_by_role("link", name=re.compile("^DEMO-")).first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_text(re.compile("DEMO-")).locator("visible=true")).to_have_count(0)
    expect(page.get_by_role("table", name="Headline figures for all children")).to_be_visible()


@deep
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["wide", "phone"])
def test_a_checker_finds_nothing_with_every_table_and_list_open(visits, size, scheme):
    page = visits.open("/repeat", size, scheme)
    unfold_all(page)
    expect(page.get_by_role("link", name=re.compile("^DEMO-")).first).to_be_visible()
    assert violations(page) == []
