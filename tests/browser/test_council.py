"""A computer that stands in the room shows what the council of children in care may see.

The council is told of about 40, 130 and 7 in 10; the exact figures of the quarter are 36, 133, 87
and 65.4%.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.room import counter
from tests.browser.server import PAGES, serving
from tests.browser.visits import visiting

pytestmark = pytest.mark.browser
deep = pytest.mark.deep

CHOICES = (
    "quarter=2021-Q2&period=2021&placement=foster&area=out&category=all&year=april&part=foster"
    "&place=bus_station&child=DEMO-0016&group=2&order=x&room=no&by=week&split=yes&view=staff"
    "&audience=staff&for=staff"
)
EXACT = re.compile(r"\b(36|133|110|87|634|185|147|65\.4|79\.1|70\.2)\b|DEMO-")
FOR_THEM = ("/meeting", "/voice", "/definitions")
FOR_STAFF = [path for path in PAGES if path != "/" and path not in FOR_THEM]
QUICK = ("/chronology", "/data", "/meeting")


def mostly_deep(paths):
    return [pytest.param(path, marks=[deep] * (path not in QUICK)) for path in paths]


@pytest.fixture(scope="module")
def council_dashboard(demonstration_store):
    """Address of a dashboard for the council of children in care alone."""
    with serving(demonstration_store, DASHBOARD_AUDIENCE="council") as address:
        yield address


@pytest.fixture
def council(browser, council_dashboard):
    """Opens pages of that dashboard; fails at the end where one complained."""
    with visiting(browser, council_dashboard) as visits:
        yield visits


@pytest.mark.parametrize("path", mostly_deep(FOR_STAFF))
def test_a_council_reader_who_edits_the_address_reaches_no_staff_page(council, path):
    page = council.open(f"{path}?{CHOICES}")
    main = page.get_by_test_id("stMain")
    expect(main).to_contain_text("is not part of your view")
    assert main.locator("input, button, svg.main-svg, table").count() == 0
    assert not EXACT.search(page.locator("body").inner_text())
    listed = page.get_by_test_id("stSidebar").get_by_role("link").all_inner_texts()
    assert set(listed) == {"Children's voice", "Meeting", "Definitions"}


@pytest.mark.parametrize("path", mostly_deep(FOR_THEM))
def test_a_council_reader_who_edits_the_address_changes_no_number(council, path):
    plain = council.open(path)
    edited = council.open(f"{path}?{CHOICES}")
    texts = [page.locator("[data-testid=stMain]").inner_text() for page in (plain, edited)]
    assert texts[0] == texts[1]
    if path != "/definitions":
        assert not EXACT.search(edited.evaluate("() => document.body.textContent"))
        assert edited.locator("[data-testid=stSelectbox]").count() == 0
    if path == "/meeting":
        expect(counter(plain)).to_have_text("1 of 15")


def test_the_council_is_in_the_room_at_once_and_leaves_it_for_two_pages_only(council):
    page = council.open(f"/?{CHOICES}")
    expect(counter(page)).to_have_text("1 of 15")
    assert not EXACT.search(page.evaluate("() => document.body.textContent"))
    expect(page.get_by_test_id("stSidebar")).to_have_count(0)
    page.get_by_role("button", name="Leave").click()
    ways = page.locator(".meeting-leave").get_by_role("button")
    assert ways.all_inner_texts() == ["Stay here", "Children’s voice", "Definitions"]
    ways.nth(1).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Children's voice")
    expect(page.get_by_text("Answer and change")).to_have_count(0)
