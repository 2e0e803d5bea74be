"""The page Repeat missing in a browser: labels that can be read, a list that leads to a child."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

# Of a chart its labels as [words, left, top, right, bottom].
LABELS = """chart => [...chart.querySelectorAll('g.annotation text, .ytick text')].map(label => {
    const box = label.getBoundingClientRect();
    return [label.textContent, box.left, box.top, box.right, box.bottom];
})"""
CHARTS = ("threshold", "triggers", "repeat-bands", "concentration", "first-or-again", "gaps",
          "moves", "repeat-risk")  # fmt: skip


def drawn(page, name: str):
    """The chart of that name."""
    return page.locator(f".st-key-chart-{name}")


def overlapping(labels: list) -> list[str]:
    """Labels that lie on one another; a line has air above and below it."""
    found = []
    for at, (one, left, top, right, bottom) in enumerate(labels):
        for other, left2, top2, right2, bottom2 in labels[at + 1 :]:
            across = min(right, right2) - max(left, left2)
            down = min(bottom, bottom2) - max(top, top2)
            if across > 1 and down > 4:
                found.append(f"{one} on {other}")
    return found


@pytest.mark.parametrize("size", ["wide", "phone"])
@pytest.mark.parametrize("choices", ["", "?quarter=2021-Q1&placement=foster"])
def test_no_label_lies_on_another(visits, size, choices):
    page = visits.open(f"/repeat{choices}", size)
    found = {}
    for name in CHARTS:
        if drawn(page, name).count():
            found[name] = overlapping(drawn(page, name).evaluate(LABELS))
    assert found and not any(found.values()), found


def test_a_reference_in_the_list_leads_to_that_childs_chronology(visits, tools):
    page = visits.open("/repeat?quarter=2021-Q4&placement=residential")
    page.get_by_text("Staff only: the list, child by child").first.click()
    tools.stand_still(page)  # while the list unfolds, a click may land beside the link
    listed = page.get_by_role("region", name=re.compile(": newly reached "))
    link = listed.locator("tbody tr th a").first
    expect(link).to_be_visible()
    child = link.inner_text()
    link.click()
    expect(page.locator("[data-testid=stMain] h1")).to_have_text("One child's chronology")
    expect(page).to_have_url(re.compile(f"/chronology\\?.*child={child}"))
    expect(page.get_by_role("combobox", name="Child")).to_have_value(child)
    expect(page).to_have_url(re.compile("placement=residential"))


def test_bars_are_as_long_as_what_they_count(visits):
    page = visits.open("/repeat?quarter=2021-Q4")
    rows = drawn(page, "concentration").locator(".barlayer .point path")
    widths = [bar.bounding_box()["width"] for bar in rows.all()]
    assert len(widths) == 5 and all(a < b for a, b in pairwise(widths))


def test_choosing_a_factor_changes_the_rows_and_the_address(visits):
    page = visits.open("/repeat")
    expect(drawn(page, "repeat-risk").locator(".ytick")).to_have_count(20)
    visits.choose(page, "Show", "In or out of area")
    expect(page).to_have_url(re.compile("again_by=out_of_area"))
    expect(drawn(page, "repeat-risk").locator(".ytick")).to_have_count(2)


def test_nobody_is_named_in_print(visits):
    page = visits.open("/repeat")
    for expander in page.get_by_text("Staff only: the list, child by child").all():
        expander.click()
    expect(page.get_by_role("link", name=re.compile("^DEMO-")).first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_text(re.compile("DEMO-")).locator("visible=true")).to_have_count(0)
    expect(page.get_by_role("table", name="Headline figures for all children")).to_be_visible()
    page.emulate_media(media="screen")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["wide", "phone"])
def test_a_checker_finds_nothing_with_every_table_and_list_open(visits, tools, size, scheme):
    page = visits.open("/repeat", size, scheme)
    for expander in page.locator("[data-testid=stMain] summary").all():
        expander.click()
    expect(page.get_by_role("link", name=re.compile("^DEMO-")).first).to_be_visible()
    assert tools.violations(page) == []
