"""The page Group briefing in a browser: one printed sheet. Group 1 is the largest, of four."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visits import resize

pytestmark = pytest.mark.browser

PAGES_OF_A_PDF = re.compile(rb"/Type\s*/Page[^s]")


@pytest.fixture
def briefing(look_at):
    """The largest group's briefing, for tests that only look at it."""
    return look_at("/briefing?group=1")


@pytest.mark.parametrize("size", ["wide", "phone"])
@pytest.mark.parametrize("own_paper", [True, False])
def test_the_largest_group_s_briefing_is_one_sheet_of_a4(briefing, tmp_path, size, own_paper):
    resize(briefing, size)
    expect(briefing.get_by_role("heading", name="Group 1: 4 children")).to_be_visible()
    paper = tmp_path / "briefing.pdf"
    briefing.pdf(path=paper, format="A4", prefer_css_page_size=own_paper)
    assert len(PAGES_OF_A_PDF.findall(paper.read_bytes())) == 1


def test_a_printed_briefing_has_what_is_read_without_what_is_chosen(briefing):
    briefing.emulate_media(media="print")
    main = briefing.get_by_test_id("stMain")
    for shown in (".demonstration", ".purpose"):
        expect(main.locator(shown)).to_be_visible()
    expect(main.get_by_text("data as of 1 January 2022")).to_be_visible()
    expect(main.get_by_text("Missing episodes of January–December 2021")).to_be_visible()
    expect(briefing.get_by_role("combobox", name="Group")).to_be_hidden()
    expect(briefing.get_by_role("combobox", name="Period")).to_be_hidden()
    expect(briefing.get_by_role("heading", name="Where to look next")).to_be_hidden()
