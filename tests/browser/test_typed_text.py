"""What comes by the address, by a file's name or from its cells is shown as it was typed."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PICTURE = "![m](http://other.example/p.png)"
TYPED = f"{PICTURE} $x^2$ **b** :red[r] www.other.example"
INTERPRETED = "[data-testid=stMain] :is(img, .katex, em, a[href*='other.example'])"
FILE_NAME = f"{TYPED.replace('/', '_')}.csv"


def stands_as_typed(page, element, typed: str) -> None:
    """What is read is what was typed, less the signs of no width in it; nothing became more."""
    expect(element).to_be_visible()
    shown = element.inner_text().replace("\u2060", "")
    assert typed in shown, shown
    expect(page.locator(INTERPRETED)).to_have_count(0)
    expect(page.locator("strong").filter(has_text=re.compile("^b$"))).to_have_count(0)


def upload(page, content: str) -> None:
    """Hand over a file of that content and the name that wants to be a picture and a link."""
    file = {"name": FILE_NAME, "mimeType": "text/csv", "buffer": content.encode()}
    page.locator("input[type=file]").set_input_files([file])


def test_a_search_in_the_address_asks_no_other_host_and_draws_no_formula(visits):
    page = visits.open(f"/definitions?search={TYPED}")
    stands_as_typed(page, page.get_by_test_id("stAlert"), TYPED)


def test_a_refused_cell_and_the_names_of_files_are_shown_as_they_are(visits):
    page = visits.open("/data")
    header = "episode_id,child_id,missing_at,returned_at,category,placement_type"
    row = f"e1,c1,{TYPED},2021-02-03 20:00,missing,residential"
    upload(page, f"{header}\n{row}\n")
    alert = page.get_by_test_id("stAlert")
    stands_as_typed(page, alert.filter(has_text="could be used"), TYPED)

    upload(page, "one,two\n1,2\n")
    stands_as_typed(page, alert.filter(has_text="is not recognised"), FILE_NAME)
