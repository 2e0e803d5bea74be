"""The pages Associations and Group briefing in a browser: legible, clickable, one printed sheet.

In the demonstration Group 1 is the one of four children, the largest; Group 2 the brothers or
sisters DEMO-0016 and DEMO-0070.
"""

import re
from itertools import combinations
from math import hypot

import pandas as pd
import pytest
from playwright.sync_api import expect

from analytics.charts.network import network_chart

pytestmark = pytest.mark.browser

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
PAGES_OF_A_PDF = re.compile(rb"/Type\s*/Page[^s]")


def faults(shown: dict) -> list[str]:
    """Texts on texts or on circles, and what is not whole within the picture."""
    found = []
    # a line of text has air above and below it
    for (one, *a), (other, *b) in combinations(shown["texts"], 2):
        wide, high = (min(a[i + 2], b[i + 2]) - max(a[i], b[i]) for i in (0, 1))
        if wide > 0 and high > 3:
            found.append(f"{one} on {other}")
    for words, left, top, right, bottom in shown["texts"]:
        for _, west, north, east, south in shown["circles"]:
            x, y, radius = (west + east) / 2, (north + south) / 2, (east - west) / 2
            beside = max(left - x, 0, x - right), max(top + 3 - y, 0, y - bottom + 3)
            if hypot(*beside) < radius - 1:
                found.append(f"{words} on the circle at {x:.0f}, {y:.0f}")
    _, west, north, east, south = shown["frame"]
    for words, left, top, right, bottom in shown["texts"] + shown["circles"]:
        if left < west - 1 or top < north - 1 or right > east + 1 or bottom > south + 1:
            found.append(f"{words or 'a circle'} is cut off")
    return found


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


def picture(page):
    return page.locator(".st-key-network .js-plotly-plot")


def child(page, reference: str):
    """The circle of that child: the nearest to its label."""
    label = page.locator(".st-key-network g.annotation").filter(has_text=reference).bounding_box()
    at = label["x"] + label["width"] / 2, label["y"] + label["height"] / 2
    circles = picture(page).locator(".trace.scatter").last.locator(".points path").all()
    return min(
        circles, key=lambda circle: hypot(*(a - b for a, b in zip(middle(circle), at, strict=True)))
    )


def middle(mark) -> tuple[float, float]:
    box = mark.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def click(page, mark) -> None:
    mark.scroll_into_view_if_needed()
    page.mouse.click(*middle(mark))


@pytest.mark.parametrize(
    "sizes",
    [(2, 3, 5, 4, 6, 2, 8, 3, 4, 2, 7, 3, 2, 5, 4), (20,), (60,), (12, 13, 2)],
    ids=["sixty children in fifteen groups", "twenty in one", "sixty in one", "of each kind"],
)
@pytest.mark.parametrize("wide", [1060, 545])
def test_of_many_children_no_label_lies_on_another_or_on_a_circle(browser, sizes, wide):
    figure = network_chart(made_up(*sizes))
    page = browser.new_page(viewport={"width": wide, "height": 900})
    page.set_content(figure.to_html(include_plotlyjs=True, config={"responsive": True}))
    page.add_style_tag(content="body { margin: 0 }")
    page.evaluate("Plotly.Plots.resize(document.querySelector('.js-plotly-plot'))")
    expect(page.locator("g.annotation text").first).to_be_visible()
    shown = page.evaluate(PICTURE)
    page.close()
    references = [words for words, *_ in shown["texts"] if words.startswith("DEMO-")]
    assert len(references) == len(shown["circles"]) == sum(sizes)
    assert faults(shown) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["wide", "large"])
def test_no_label_of_the_page_s_picture_lies_on_another(visits, size, scheme):
    page = visits.open("/associations", size, scheme)
    shown = page.evaluate(PICTURE)
    assert len(shown["circles"]) == 11
    words = " ".join(text for text, *_ in shown["texts"])
    assert "recorded together by a worker" in words and "8 or more shared episodes" in words
    assert faults(shown) == []


def test_on_a_phone_the_links_stand_there_as_a_table(visits):
    page = visits.open("/associations", "phone")
    expect(picture(page)).to_be_hidden()
    links = page.get_by_role("region", name="Links between children")
    expect(links).to_be_visible()
    expect(links.locator("tbody tr")).to_have_count(11)
    wide = visits.open("/associations")
    expect(picture(wide)).to_be_visible()
    expect(wide.get_by_role("region", name="Links between children")).to_be_hidden()


def test_a_click_on_a_child_opens_its_group_and_the_list_another(visits, tools):
    page = visits.open("/associations")
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
    tools.stand_still(page)
    click(page, child(page, "DEMO-0036"))
    expect(page.get_by_role("heading", name="Group 1", exact=True)).to_be_visible()


def test_pointing_at_a_line_says_how_the_link_is_known(visits):
    page = visits.open("/associations")
    marks = picture(page).locator(".trace.scatter").nth(-2).locator(".points path")
    expect(marks).to_have_count(11)
    marks.nth(6).scroll_into_view_if_needed()
    page.mouse.move(*middle(marks.nth(6)))
    said = picture(page).locator(".hoverlayer")
    expect(said).to_contain_text("DEMO-0016 and DEMO-0070")
    expect(said).to_contain_text("8 shared episodes: 8 recorded, 8 inferred")
    expect(said).to_contain_text("one home; brothers or sisters")


def test_a_pair_is_chosen_by_the_keyboard_and_its_evidence_listed(visits):
    page = visits.open("/associations")
    visits.choose(page, "List the shared episodes of a pair", "DEMO-0022 and DEMO-0063")
    heading = page.get_by_role("heading", name="Shared episodes of DEMO-0022 and DEMO-0063")
    expect(heading).to_be_visible()
    listed = page.get_by_role("region", name="8 shared episodes, latest first")
    expect(listed.locator("tbody tr")).to_have_count(8)
    expect(listed.locator("tbody tr").first).to_contain_text("Inferred: both went")
    expect(listed.locator("tbody tr").first).to_contain_text("Stockbrook")


def test_the_open_group_leads_to_its_briefing_and_that_to_a_child(visits):
    page = visits.open("/associations?period=2021&group=2")
    page.get_by_role("link", name="Group briefing: Group 2").click()
    expect(page.locator("[data-testid=stMain] h1")).to_have_text("Group briefing")
    expect(page.get_by_role("heading", name="Group 2: 2 children")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/briefing\?(?=.*period=2021)(?=.*group=2)"))
    page.get_by_role("link", name="DEMO-0016").click()
    expect(page).to_have_url(re.compile(r"/chronology\?(?=.*period=2021)(?=.*child=DEMO-0016)"))


@pytest.mark.parametrize("size", ["wide", "phone"])
@pytest.mark.parametrize("own_paper", [True, False])
def test_the_largest_group_s_briefing_is_one_sheet_of_a4(visits, tmp_path, size, own_paper):
    page = visits.open("/briefing?group=1", size)
    expect(page.get_by_role("heading", name="Group 1: 4 children")).to_be_visible()
    paper = tmp_path / "briefing.pdf"
    page.pdf(path=paper, format="A4", prefer_css_page_size=own_paper)
    assert len(PAGES_OF_A_PDF.findall(paper.read_bytes())) == 1


def test_a_printed_briefing_has_what_is_read_without_what_is_chosen(visits):
    page = visits.open("/briefing?group=1")
    page.emulate_media(media="print")
    main = page.get_by_test_id("stMain")
    for shown in (".demonstration", ".purpose"):
        expect(main.locator(shown)).to_be_visible()
    expect(main.get_by_text("data as of 1 January 2022")).to_be_visible()
    expect(main.get_by_text("Missing episodes of January–December 2021")).to_be_visible()
    expect(page.get_by_role("combobox", name="Group")).to_be_hidden()
    expect(page.get_by_role("combobox", name="Period")).to_be_hidden()
    expect(page.get_by_role("heading", name="Where to look next")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_checker_finds_nothing_with_a_group_a_pair_and_every_table_open(visits, tools, scheme):
    page = visits.open("/associations?group=1", scheme=scheme)
    visits.choose(page, "List the shared episodes of a pair", "DEMO-0022 and DEMO-0063")
    expect(page.get_by_role("heading", name="Shared episodes of DEMO-0022")).to_be_visible()
    for expander in page.locator("[data-testid=stMain] summary").all():
        expander.click()
    assert tools.violations(page) == []
