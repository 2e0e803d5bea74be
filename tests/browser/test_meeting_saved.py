"""What is said in the room is saved, or stays in the window where it cannot be."""

import pytest
from playwright.sync_api import expect

from analytics.reports.plain_texts import ASKED_FIRST, HEADINGS
from analytics.store import open_cursor
from tests.browser.room import counter, go_to, heading, open_room
from tests.browser.server import serving
from tests.browser.visits import Visits, stand_still

pytestmark = pytest.mark.browser

POLL, YOU_SAID = ASKED_FIRST.question, HEADINGS["you_said"]


def test_hands_are_counted_saved_and_kept_over_a_reload(changing_visits, changing_store):
    page = open_room(changing_visits)
    go_to(page, POLL)
    known, new = (page.get_by_role("button", name=name) for name in ASKED_FIRST.answers[:2])
    for _ in range(3):
        known.click()
    new.click()
    new.click()
    page.get_by_role("button", name="Take one back").click()
    expect(known).to_contain_text("3")
    expect(new).to_contain_text("1")
    page.reload()
    stand_still(page)
    expect(page.get_by_role("button", name="Someone I know well")).to_contain_text("3")
    page.get_by_role("button", name="Save the count").click()
    expect(page.locator(".meeting-poll .meeting-status")).to_have_text("Saved.")
    expect(heading(page)).to_have_text(POLL)  # the room did not move
    held = "select answer, votes from polls order by position"
    assert open_cursor(changing_store).execute(held).fetchall() == list(
        zip(ASKED_FIRST.answers, [3, 1, 0, 0], strict=True)
    )


def test_words_are_written_down_as_they_are_said_and_saved(changing_visits, changing_store):
    page = open_room(changing_visits)
    go_to(page, YOU_SAID)
    page.get_by_label("What is it about?").select_option("The words we use")
    words = page.get_by_label("Your words").first
    words.press_sequentially("Call it my home, not <b>a unit</b>")  # r, c, n and space are letters
    words.press("ArrowLeft")  # moves in the text, not the slides
    expect(words).to_have_value("Call it my home, not <b>a unit</b>")
    expect(heading(page)).to_have_text(YOU_SAID)
    page.get_by_role("button", name="Write it down").click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".meeting-said .meeting-status")).to_have_text("Saved.")
    held = "select theme, said, status from feedback where meeting_on > date '2022-01-01'"
    assert open_cursor(changing_store).execute(held).fetchall() == [
        ("language", "Call it my home, not <b>a unit</b>", "open")
    ]


@pytest.fixture
def visits_where_nothing_can_be_published(changing_visits, changing_store):
    """A folder stands where the store's lock should be, until the data is put back."""
    lock = changing_store / ".lock"
    lock.unlink(missing_ok=True)
    lock.mkdir()
    yield changing_visits
    lock.rmdir()


def test_where_it_cannot_be_saved_the_words_stay_and_one_sentence_says_so(
    visits_where_nothing_can_be_published,
):
    page = open_room(visits_where_nothing_can_be_published)
    go_to(page, YOU_SAID)
    page.get_by_label("Your words").first.fill("Ask us first.")
    page.get_by_role("button", name="Write it down").click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".meeting-said .meeting-status")).to_have_text(
        "It could not be saved: the disk is full or cannot be written. It stays in this window."
    )
    expect(page.locator(".meeting-written")).to_contain_text("Ask us first.")
    expect(page.locator(".meeting-written")).to_contain_text("Remove")


@pytest.fixture
def left_alone(browser, demonstration_store):
    """The room of a dashboard whose server is gone by now; what it logs of that is no complaint."""
    with serving(demonstration_store) as address:
        visits = Visits(browser, address)
        page = open_room(visits)
    yield page
    visits.close()


def test_the_meeting_goes_on_where_the_server_itself_is_gone(left_alone):
    for at in (2, 3):
        left_alone.keyboard.press("PageDown")
        expect(counter(left_alone)).to_have_text(f"{at} of 15")
    expect(left_alone.get_by_text("Connection error")).to_be_attached()  # Streamlit has noticed
    left_alone.keyboard.press("PageDown")
    expect(counter(left_alone)).to_have_text("4 of 15")
    expect(heading(left_alone)).to_be_visible()
    go_to(left_alone, POLL)
    left_alone.get_by_role("button", name="Someone new").click()
    expect(left_alone.get_by_role("button", name="Someone new")).to_contain_text("1")
