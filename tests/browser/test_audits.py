"""The page Audits in a browser: labels that can be read, audits behind a grade, actions written."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.checker import violations
from tests.browser.drawing import LABELS, overlapping
from tests.browser.visits import resize

pytestmark = pytest.mark.browser
deep = pytest.mark.deep

DARK_IS_DEEP = ["light", pytest.param("dark", marks=deep)]


@pytest.fixture
def audits(look_at):
    """The page in its plain state, for tests that only look at it."""
    return look_at("/audits")


def no_label_lies_on_another(page) -> None:
    for name in ("audits-interview", "audits-response"):
        labels = page.locator(f".st-key-chart-{name}").evaluate(LABELS)
        assert len(labels) > 12
        assert overlapping(labels) == []


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_no_label_lies_on_another(audits, size):
    resize(audits, size)
    no_label_lies_on_another(audits)


@deep
@pytest.mark.parametrize("size", ["wide", "phone"])
@pytest.mark.parametrize("choices", ["", "?placement=foster&year=april"])
def test_no_label_lies_on_another_whatever_a_link_chose(visits, size, choices):
    no_label_lies_on_another(visits.open(f"/audits{choices}", size))


def test_a_grade_opens_its_audits(visits):
    page = visits.open("/audits")
    page.get_by_text("Table and download").first.click()
    visits.choose(page, "List the episodes behind a mark", "October–December 2021: 6 of 26")
    behind = page.locator(".st-key-behind-audits-interview")
    expect(behind.get_by_role("heading")).to_have_text(
        "Behind the mark: Appropriateness of contact: outstanding, October–December 2021"
    )
    expect(behind.locator("tbody tr")).to_have_count(6)
    assert violations(page) == []


@pytest.mark.parametrize("scheme", DARK_IS_DEEP)
def test_an_action_is_written_into_the_table_and_saved_with_one_click(
    changing_visits, changing_store, next_snapshot, scheme
):
    page = changing_visits.open("/audits", scheme=scheme)
    page.get_by_role("button", name="Change the actions").click()
    expect(page.get_by_role("button", name="Save the actions")).to_be_visible()
    assert violations(page) == []
    write_a_finding(page, "Fewer are held in time.")
    save = page.get_by_role("button", name="Save the actions")
    saved = page.get_by_text(f"Saved: snapshot {next_snapshot}")
    nothing = page.get_by_text("Nothing was ch")
    save.click()
    expect(saved.or_(nothing)).to_be_visible()
    if nothing.is_visible():  # the table hands on what was typed a moment later: nothing is lost
        save.click()
    expect(saved).to_be_visible()
    expect(page.locator(".data-table tbody th", has_text="Fewer are held in time.")).to_be_visible()
    log = (changing_store / "LOG.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(log[-1])["event"] == "audit actions" and json.loads(log[-1])["who"]


def write_a_finding(page, words: str) -> None:
    """Into the first row of the table that the actions are written in."""
    grid = page.get_by_test_id("stDataFrame")
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    page.mouse.dblclick(box["x"] + 400, box["y"] + 60)
    cell = page.locator("#portal textarea")
    cell.fill(words)
    cell.press("Enter")
    expect(cell).to_have_count(0)
