"""The page Associations in a browser: legible, and clicked through to a briefing and a child.

In the demonstration Group 1 is the one of four children, the largest; Group 2 the brothers or
sisters DEMO-0016 and DEMO-0070.
"""

import re
from itertools import combinations
from math import hypot

import pandas as pd
import plotly
import pytest
from playwright.sync_api import expect

from analytics.charts.network import network_chart
from tests.browser.checker import violations
from tests.browser.drawing import click, faults, middle, unfold_all
from tests.browser.visits import resize, stand_still

pytestmark = pytest.mark.browser
deep = pytest.mark.deep

# Of the picture of groups its texts and the children's circles as [words, left, top, right,
# bottom], and its frame.
PICTURE = """() => {
    const boxes = (within, what) => [...within.querySelectorAll(what)].map(mark => {
        const box = mark.getBoundingClientRect();
        return [mark.textContent, box.left, box.top, box.right, box.bottom];
    });
    const plot = document.querySelector('.js-plotly-plot');
    const traces = [...plot.querySelectorAll('.trace.scatter')];
    return {
        texts: boxes(plot, 'g.annotation text'),
        circles: boxes(traces[traces.length - 1], '.points path'),
        frame: boxes(plot, '.nsewdrag')[0],
    };
}"""


def made_up(*sizes: int) -> pd.DataFrame:
    """Groups of so many children: each linked with the next two, every third of them with all."""
    rows, first = [], 1
    for group, size in enumerate(sizes, 1):
        children = [f"DEMO-{first + n:04d}" for n in range(size)]
        first += size
        for (one, a), (two, b) in combinations(enumerate(children), 2):
            if two - one <= 2 or one % 3 == 0:
                recorded, shared = (two - one) % 2 * 3, 2 + (one + two) % 9
                rows.append((group, a, b, recorded, shared, shared, 0.01, True, False))
    columns = ["group_id", "child_a", "child_b", "recorded", "inferred", "shared", "q_value"]
    return pd.DataFrame(rows, columns=[*columns, "same_setting", "siblings"])


@pytest.fixture
def associations(look_at):
    """The page in its plain state, for tests that only look at it."""
    return look_at("/associations")


def picture(page):
    return page.locator(".st-key-network .js-plotly-plot")


def child(page, reference: str):
    """The circle of that child: the nearest to its label."""
    stand_still(page)
    label = page.locator(".st-key-network g.annotation").filter(has_text=reference).bounding_box()
    at = label["x"] + label["width"] / 2, label["y"] + label["height"] / 2
    circles = picture(page).locator(".trace.scatter").last.locator(".points path").all()
    return min(
        circles, key=lambda circle: hypot(*(a - b for a, b in zip(where(circle), at, strict=True)))
    )


def where(mark) -> tuple[float, float]:
    """The middle of a mark, wherever the page is scrolled to."""
    box = mark.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.fixture(scope="module")
def sheet(browser):
    """An empty page with Plotly, to draw figures on that no page has."""
    page = browser.new_page()
    page.set_content("<body style='margin: 0'><div></div></body>")
    page.add_script_tag(content=plotly.offline.get_plotlyjs())
    yield page
    page.close()


@pytest.mark.parametrize(
    "sizes",
    [(2, 3, 5, 4, 6, 2, 8, 3, 4, 2, 7, 3, 2, 5, 4), (20,), (60,), (12, 13, 2)],
    ids=["sixty children in fifteen groups", "twenty in one", "sixty in one", "of each kind"],
)
@pytest.mark.parametrize("wide", [1060, 545])
def test_of_many_children_no_label_lies_on_another_or_on_a_circle(sheet, sizes, wide):
    sheet.set_viewport_size({"width": wide, "height": 900})
    sheet.evaluate(
        "figure => Plotly.newPlot(document.querySelector('div'), {...figure, config: {}})",
        network_chart(made_up(*sizes)).to_plotly_json(),
    )
    shown = sheet.evaluate(PICTURE)
    assert 0.9 * wide < shown["frame"][3] <= wide
    references = [words for words, *_ in shown["texts"] if words.startswith("DEMO-")]
    assert len(references) == len(shown["circles"]) == sum(sizes)
    assert faults(shown["texts"], shown["circles"], shown["frame"]) == []


def the_picture_is_legible(page) -> None:
    shown = page.evaluate(PICTURE)
    assert len(shown["circles"]) == 11
    words = " ".join(text for text, *_ in shown["texts"])
    assert "recorded together by a worker" in words and "8 or more shared episodes" in words
    assert faults(shown["texts"], shown["circles"], shown["frame"]) == []


@pytest.mark.parametrize("size", ["wide", "large"])
def test_no_label_of_the_page_s_picture_lies_on_another(associations, size):
    resize(associations, size)
    the_picture_is_legible(associations)


@deep
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["wide", "large"])
def test_the_picture_is_legible_where_it_is_opened_at_that_size(visits, size, scheme):
    the_picture_is_legible(visits.open("/associations", size, scheme))


def the_links_stand_there_as_a_table(page) -> None:
    expect(picture(page)).to_be_hidden()
    links = page.get_by_role("region", name="Links between children")
    expect(links).to_be_visible()
    expect(links.locator("tbody tr")).to_have_count(11)


def test_on_a_phone_the_links_stand_there_as_a_table(associations):
    expect(picture(associations)).to_be_visible()
    expect(associations.get_by_role("region", name="Links between children")).to_be_hidden()
    resize(associations, "phone")
    the_links_stand_there_as_a_table(associations)


@deep
def test_opened_on_a_phone_it_has_the_table_too(visits):
    the_links_stand_there_as_a_table(visits.open("/associations", "phone"))


def test_pointing_at_a_line_says_how_the_link_is_known(associations):
    marks = picture(associations).locator(".trace.scatter").nth(-2).locator(".points path")
    expect(marks).to_have_count(11)
    associations.mouse.move(*middle(marks.nth(6)))
    said = picture(associations).locator(".hoverlayer")
    expect(said).to_contain_text("DEMO-0016 and DEMO-0070")
    expect(said).to_contain_text("8 shared episodes: 8 recorded, 8 inferred")
    expect(said).to_contain_text("one home; brothers or sisters")


def test_a_group_is_opened_by_a_click_and_from_the_list_and_leads_on(visits):
    page = visits.open("/associations?period=2021")
    a_click_on_a_child_opens_its_group_and_the_list_another(visits, page)
    a_pair_is_chosen_by_the_keyboard_and_its_evidence_listed(visits, page)
    visits.choose(page, "Open a group", "Group 2")
    the_open_group_leads_to_its_briefing_and_that_to_a_child(page)


def a_click_on_a_child_opens_its_group_and_the_list_another(visits, page) -> None:
    click(page, child(page, "DEMO-0036"))
    expect(page.get_by_role("heading", name="Group 1", exact=True)).to_be_visible()
    expect(page).to_have_url(re.compile(r"group=1\b"))
    expect(page.get_by_role("combobox", name="Open a group")).to_have_value(re.compile("^Group 1"))
    visits.choose(page, "Open a group", "Group 2")
    expect(page.get_by_role("heading", name="Group 2", exact=True)).to_be_visible()
    expect(page).to_have_url(re.compile(r"group=2\b"))
    # nor does the click come back with what is chosen next
    page.get_by_role("radio", name="4", exact=True).click()
    expect(page).to_have_url(re.compile("fewest=4"))
    expect(page.get_by_role("heading", name="Group 2", exact=True)).to_be_visible()
    # and a child of the first group opens it again
    click(page, child(page, "DEMO-0036"))
    expect(page.get_by_role("heading", name="Group 1", exact=True)).to_be_visible()
    stand_still(page)


def a_pair_is_chosen_by_the_keyboard_and_its_evidence_listed(visits, page) -> None:
    visits.choose(page, "List the shared episodes of a pair", "DEMO-0022 and DEMO-0063")
    heading = page.get_by_role("heading", name="Shared episodes of DEMO-0022 and DEMO-0063")
    expect(heading).to_be_visible()
    listed = page.get_by_role("region", name="8 shared episodes, latest first")
    expect(listed.locator("tbody tr")).to_have_count(8)
    expect(listed.locator("tbody tr").first).to_contain_text("Inferred: both went")
    expect(listed.locator("tbody tr").first).to_contain_text("Stockbrook")


def the_open_group_leads_to_its_briefing_and_that_to_a_child(page) -> None:
    page.get_by_role("link", name="Group briefing: Group 2").click()
    expect(page.locator("[data-testid=stMain] h1")).to_have_text("Group briefing")
    expect(page.get_by_role("heading", name="Group 2: 2 children")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/briefing\?(?=.*period=2021)(?=.*group=2)"))
    page.get_by_role("link", name="DEMO-0016").click()
    expect(page).to_have_url(re.compile(r"/chronology\?(?=.*period=2021)(?=.*child=DEMO-0016)"))


@deep
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_checker_finds_nothing_with_a_group_a_pair_and_every_table_open(visits, scheme):
    page = visits.open("/associations?group=1", scheme=scheme)
    visits.choose(page, "List the shared episodes of a pair", "DEMO-0022 and DEMO-0063")
    expect(page.get_by_role("heading", name="Shared episodes of DEMO-0022")).to_be_visible()
    unfold_all(page)
    assert violations(page) == []
