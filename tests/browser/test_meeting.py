"""The room as it is used: by keys, clicker, touch and notes window, without a network."""

import re

import pytest
from playwright.sync_api import expect

from analytics.reports.plain_texts import ASKED_FIRST, HEADINGS
from tests.browser.checker import violations
from tests.browser.room import ALL, PHONE, PROJECTOR, ROOM, counter, go_to, heading, open_room
from tests.browser.visits import stand_still

pytestmark = pytest.mark.browser
deep = pytest.mark.deep

SIZES = {"projector": PROJECTOR, "phone": PHONE}
TOO_MUCH = """() => {
    const slide = document.querySelector('.meeting-slide:not([hidden])');
    const boxes = [document.documentElement, document.querySelector('.meeting-room'), slide,
        ...slide.querySelectorAll('.meeting-body, .meeting-part, button, p, h2, li, blockquote')];
    const tall = box => box.scrollHeight > box.clientHeight + 1;
    const wide = box => box.scrollWidth > box.clientWidth + 1 && box.clientWidth;
    return boxes.filter(box => wide(box) || tall(box) && box.matches('html, dialog, .meeting-body'))
        .map(box => `${slide.ariaLabel}: ${box.className || box.tagName}`);
}"""
TEXT_SIZES = """() => {
    const slide = document.querySelector('.meeting-slide:not([hidden])');
    const walk = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
    const sizes = [];
    while (walk.nextNode()) {
        const box = walk.currentNode.parentElement;
        if (walk.currentNode.textContent.trim() && !box.closest('svg, .meeting-made-up'))
            sizes.push(parseFloat(getComputedStyle(box).fontSize));
    }
    return [parseFloat(getComputedStyle(slide.querySelector('h2')).fontSize), Math.min(...sizes)];
}"""
REACHED_BY_TAB = """() => {
    const focus = document.activeElement;
    return !focus || focus === document.body || Boolean(focus.closest('.meeting-room'));
}"""


@pytest.fixture(scope="module")
def opened_room(visits_of_all):
    return open_room(visits_of_all)


@pytest.fixture
def room(opened_room):
    """The room on a projector at its first slide, for tests that leave nothing in it but that."""
    yield opened_room
    opened_room.emulate_media(media="screen")
    opened_room.set_viewport_size(PROJECTOR)
    opened_room.keyboard.press("Home")
    expect(counter(opened_room)).to_have_text("1 of 15")
    expect(opened_room.get_by_role("dialog")).to_have_count(1)


def test_keys_and_a_clicker_go_on_and_back(room):
    expect(counter(room)).to_have_text("1 of 15")
    for key, at in [
        ("ArrowRight", 2), ("PageDown", 3), (" ", 4), ("ArrowLeft", 3), ("PageUp", 2),
        ("Shift+ ", 1), ("ArrowLeft", 1), ("End", 15), ("ArrowRight", 15), ("Home", 1),
    ]:  # fmt: skip
        room.keyboard.press(key.replace("+ ", "+Space"))
        expect(counter(room)).to_have_text(f"{at} of 15")


def test_the_large_buttons_go_on_and_back_and_can_be_pressed_again(room):
    following = room.get_by_role("button", name="Next")
    assert following.bounding_box()["width"] >= 44 and following.bounding_box()["height"] >= 44
    following.click()
    expect(following).to_be_focused()
    room.keyboard.press("Enter")
    expect(counter(room)).to_have_text("3 of 15")
    room.get_by_role("button", name="Back").click()
    expect(counter(room)).to_have_text("2 of 15")


def test_a_screen_reader_is_told_the_slide_and_the_focus_follows(room):
    room.keyboard.press("ArrowRight")
    spoken = room.locator(".meeting-room [role=status]").first
    expect(spoken).to_have_text("How many of us went missing? 2 of 15")
    expect(heading(room)).to_be_focused()
    expect(room.get_by_role("img", name="About 40 of us.")).to_be_visible()


def test_nothing_but_the_room_is_on_the_page_or_reached_by_tab(room):
    expect(room.get_by_test_id("stSidebar")).to_have_count(0)
    expect(room.locator("a[href]:not([href^='#'])")).to_have_count(0)
    assert room.locator("[data-testid=stSelectbox], [data-testid=stPills]").count() == 0
    for _ in range(12):
        room.keyboard.press("Tab")
        assert room.evaluate(REACHED_BY_TAB)
    room.keyboard.press("Escape")
    room.keyboard.press("Escape")
    expect(heading(room)).to_be_visible()
    for key in ("r", "c"):  # Streamlit's own: run again, empty the cache
        room.keyboard.press(key)
    expect(room.get_by_role("dialog")).to_have_count(1)


@pytest.mark.parametrize("size", SIZES)
def test_every_slide_fits_without_scrolling_in_large_type(room, size):
    room.set_viewport_size(SIZES[size])
    for _ in range(ALL):
        assert room.evaluate(TOO_MUCH) == []
        expect(room.locator(".meeting-made-up:visible")).to_have_text("Made-up numbers")
        head, smallest = room.evaluate(TEXT_SIZES)
        assert (head, smallest) >= ((48, 32) if size == "projector" else (24, 18))
        assert smallest >= (32 if size == "projector" else 18)
        room.keyboard.press("ArrowRight")


@pytest.mark.parametrize(
    "words", [HEADINGS["children"], ASKED_FIRST.question, HEADINGS["you_said"]]
)
def test_a_checker_of_accessibility_finds_nothing_where_one_reads_counts_and_writes(room, words):
    go_to(room, words)
    assert violations(room) == []


@deep
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_a_checker_of_accessibility_finds_nothing_on_any_slide(visits, size, scheme):
    room = visits.open(ROOM, scheme=scheme)
    room.set_viewport_size(SIZES[size])
    for _ in range(ALL):
        assert violations(room) == []
        room.keyboard.press("ArrowRight")


def test_paper_has_every_slide(room):
    room.emulate_media(media="print")
    assert room.locator(".meeting-slide h2:visible").count() == ALL
    expect(room.get_by_role("button", name="Next")).to_be_hidden()


def test_fingers_turn_the_slides_on_a_phone(touched_page, dashboard):
    page = touched_page
    page.goto(dashboard + ROOM)
    stand_still(page)
    page.get_by_role("button", name="Next").tap()
    expect(counter(page)).to_have_text("2 of 15")
    swipe(page, 320, 60)
    expect(counter(page)).to_have_text("3 of 15")
    swipe(page, 60, 320)
    expect(counter(page)).to_have_text("2 of 15")
    swipe(page, 200, 120, down=300)  # up or down turns nothing
    expect(counter(page)).to_have_text("2 of 15")
    assert page.evaluate("() => document.documentElement.scrollWidth") == PHONE["width"]


def swipe(page, begins: int, ends: int, *, down: int = 0) -> None:
    """A finger goes from there to there across the page, and so far down."""
    touch = page.context.new_cdp_session(page)
    for kind, x, y in [
        ("touchStart", begins, 300), ("touchMove", (begins + ends) // 2, 300 + down // 2),
        ("touchMove", ends, 300 + down), ("touchEnd", None, None),
    ]:  # fmt: skip
        points = [] if x is None else [{"x": x, "y": y}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    touch.detach()


def test_notes_stand_in_a_second_window_that_follows_and_leads(visits):
    room = open_room(visits)
    where_the_browser_blocks_it_one_sentence_says_so(room)
    with room.expect_popup() as opened:
        room.get_by_role("button", name="Notes").click()
    notes = opened.value
    expect(notes.locator("h1")).to_have_text("When we go missing")
    expect(notes.locator("#clock")).to_have_text(re.compile(r"\d\d:\d\d"))
    room.keyboard.press("PageDown")
    expect(notes.locator("h1")).to_have_text("How many of us went missing?")
    expect(notes.locator("#then")).to_have_text("How often did we go missing?")
    expect(notes.locator("#notes li").first).to_have_text(
        "October–December 2021: about 40; the quarter before: about 40. Rounded."
    )
    notes.keyboard.press("PageDown")
    expect(counter(room)).to_have_text("3 of 15")
    notes.get_by_role("button", name="Back").click()
    expect(counter(room)).to_have_text("2 of 15")
    notes.reload()
    expect(notes.locator("h1")).to_have_text("How many of us went missing?")
    room.reload()
    expect(counter(room)).to_have_text("2 of 15")  # where one was
    room.keyboard.press("End")
    expect(notes.locator("#then")).to_have_text("This is the last slide.")
    notes.close()


def where_the_browser_blocks_it_one_sentence_says_so(room) -> None:
    room.evaluate("() => { window.allowed = window.open; window.open = () => null; }")
    room.get_by_role("button", name="Notes").click()
    expect(room.locator(".meeting-message")).to_have_text(
        "The browser did not open the notes. Allow pop-ups for this page."
    )
    room.evaluate("() => { window.open = window.allowed; }")


def test_with_the_network_cable_pulled_it_opens_and_goes_on(visits):
    page = visits.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    def only_the_server(route) -> None:
        (route.continue_ if route.request.url.startswith(visits.address) else route.abort)()

    page.route("**/*", only_the_server)
    page.goto(visits.address + ROOM)
    stand_still(page)
    expect(counter(page)).to_have_text("1 of 15")
    before = len(asked)
    for at in range(2, ALL + 1):
        page.keyboard.press("PageDown")
        expect(counter(page)).to_have_text(f"{at} of 15")
    assert asked[before:] == []  # the slides are all there: nothing is asked of anybody


def test_staff_end_the_meeting_in_two_steps(visits):
    page = open_room(visits)
    page.get_by_role("button", name="End the meeting").click()
    page.get_by_role("button", name="Stay here").click()
    expect(heading(page)).to_be_visible()
    page.get_by_role("button", name="End the meeting").click()
    page.get_by_role("button", name="Yes, end it").click()
    expect(page.get_by_role("button", name="Start the meeting")).to_be_visible()
    stand_still(page)
    expect(page.get_by_role("dialog")).to_have_count(0)
