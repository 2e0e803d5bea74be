"""A council's first files go in through the Data page, and out again."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.checker import violations

pytestmark = pytest.mark.browser

TEMPLATES = Path(__file__).resolve().parents[2] / "data" / "templates"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4


def upload(page, *files) -> None:
    page.locator("input[type=file]").set_input_files(list(files))


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.deep)])
def test_a_checker_of_accessibility_finds_nothing_while_files_are_checked(visits, scheme):
    page = visits.open("/data", scheme=scheme)
    upload(page, TEMPLATES / "children.csv", TEMPLATES / "audits.csv")  # the audit's is not there
    expect(page.get_by_role("button", name="Publish these files")).to_be_visible()
    assert violations(page) == []


def test_files_are_checked_published_shown_and_rolled_back(changing_visits, next_snapshot):
    page = changing_visits.open("/data")
    files_are_checked(page)

    page.get_by_role("button", name="Publish these files").click()
    expect(page.get_by_text(f"Published: snapshot {next_snapshot} is in force.")).to_be_visible()
    expect(page.get_by_text("The demonstration data was left behind")).to_be_visible()
    expect(page.locator(".demonstration")).to_have_count(0)

    # The templates' example: back on 13 February 09:15, heard on the 15th at 16:00.
    overview = changing_visits.open("/?quarter=2021-Q1")
    figures = overview.locator(".card .value")
    expect(figures).to_have_text(["1", "1", "100.0%", "0"])
    expect(overview.locator(".demonstration")).to_have_count(0)

    page.bring_to_front()
    changing_visits.choose(page, "Put back in force", "Snapshot 1")
    page.get_by_role("button", name="Go back to it").click()
    expect(page.locator(".demonstration")).to_be_visible()
    back = changing_visits.open("/")
    expect(back.locator(".card .value")).to_have_text(["36", "133", "65.4%", "11"])


def files_are_checked(page) -> None:
    names = ("children.csv", "placements.csv", "episodes.csv", "interviews.csv")
    upload(page, *(TEMPLATES / name for name in names))
    expect(page.get_by_role("button", name="Publish these files")).to_be_visible()
    what_will_happen = page.get_by_test_id("stMarkdown").filter(has_text="4 rows read:")
    expect(what_will_happen).to_contain_text("4 will be added")
    expect(page.locator(".demonstration")).to_be_visible()  # nothing has happened yet


def test_a_picture_named_csv_gets_one_sentence_and_changes_nothing(changing_visits):
    page = changing_visits.open("/data")
    upload(page, {"name": "photo.csv", "mimeType": "text/csv", "buffer": PNG})
    refusal = page.get_by_test_id("stAlert")
    expect(refusal).to_have_count(1)
    expect(refusal).to_contain_text("photo.csv")
    sentence = refusal.inner_text().strip()
    assert sentence.count("\n") == 0 and sentence.endswith(".")
    expect(page.get_by_role("button", name="Publish these files")).to_have_count(0)
    expect(page.locator(".demonstration")).to_be_visible()


@pytest.mark.deep
def test_a_wording_is_settled_and_counts_at_once_on_every_page(changing_visits):
    page = changing_visits.open("/data")
    expect(page.get_by_text("9 descriptions (27 episodes) match no known place.")).to_be_visible()
    changing_visits.choose(page, "Settle the wording", "skate park")
    expect(page.get_by_role("combobox", name="It means")).to_be_visible()
    changing_visits.choose(page, "It means", "River Gardens")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved for “skate park”: that changed the place of 6")).to_be_visible()
    expect(page.get_by_text("8 descriptions (21 episodes) match no known place.")).to_be_visible()
    page.get_by_text("How words were taken").click()
    expect(page.get_by_role("row", name="skate park River Gardens Assigned here")).to_be_visible()
    assert violations(page) == []
    changing_visits.choose(page, "Undo what was settled here for", "skate park")
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.get_by_text("Undone for “skate park”: that changed the place of 6")).to_be_visible()
