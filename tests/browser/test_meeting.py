"""The room as it is used: by keys, clicker, touch and notes window, without a network, by children.

The demonstration data has 15 slides; the 13th is the poll, the 14th asks what one would like to
say. The council of children in care is told of about 40, 130 and 7 in 10; the exact figures of the
quarter are 36, 133, 87 and 65.4%.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from analytics.reports.plain_texts import ASKED_FIRST, HEADINGS
from analytics.store import open_cursor

pytestmark = pytest.mark.browser

TOP = Path(__file__).resolve().parents[2]
ROOM = "/meeting?room=yes"
PROJECTOR = {"width": 1280, "height": 720}
PHONE = {"width": 390, "height": 844}
SIZES = {"projector": PROJECTOR, "phone": PHONE}
ALL = 15
POLL, YOU_SAID = ASKED_FIRST.question, HEADINGS["you_said"]
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


def heading(page):
    return page.locator(".meeting-slide:not([hidden]) h2")


def counter(page):
    return page.locator(".meeting-counter")


def go_to(page, words: str) -> None:
    """On to the slide of that heading, by key."""
    page.keyboard.press("Home")
    for _ in range(ALL):
        if words in heading(page).inner_text().replace("\N{NO-BREAK SPACE}", " "):
            return
        page.keyboard.press("PageDown")
    pytest.fail(f"There is no slide “{words}”.")


@pytest.fixture
def room(visits):
    """The room on a projector, opened for this test."""
    page = visits.open(ROOM)
    page.set_viewport_size(PROJECTOR)
    return page


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_a_checker_of_accessibility_finds_nothing_on_any_slide(visits, tools, size, scheme):
    room = visits.open(ROOM, scheme=scheme)
    room.set_viewport_size(SIZES[size])
    for _ in range(ALL):
        assert tools.violations(room) == []
        room.keyboard.press("ArrowRight")


def test_fingers_turn_the_slides_on_a_phone(browser, dashboard, tools):
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(dashboard + ROOM)
    tools.stand_still(page)
    page.get_by_role("button", name="Next").tap()
    expect(counter(page)).to_have_text("2 of 15")
    touch = context.new_cdp_session(page)

    def swipe(begins: int, ends: int, *, down: int = 0) -> None:
        for kind, x, y in [
            ("touchStart", begins, 300), ("touchMove", (begins + ends) // 2, 300 + down // 2),
            ("touchMove", ends, 300 + down), ("touchEnd", None, None),
        ]:  # fmt: skip
            points = [] if x is None else [{"x": x, "y": y}]
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    swipe(320, 60)
    expect(counter(page)).to_have_text("3 of 15")
    swipe(60, 320)
    expect(counter(page)).to_have_text("2 of 15")
    swipe(200, 120, down=300)  # up or down turns nothing
    expect(counter(page)).to_have_text("2 of 15")
    assert page.evaluate("() => document.documentElement.scrollWidth") == PHONE["width"]
    context.close()


def test_notes_stand_in_a_second_window_that_follows_and_leads(room):
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


def test_a_notes_window_that_the_browser_blocks_is_said_in_one_sentence(room):
    room.evaluate("() => { window.open = () => null; }")
    room.get_by_role("button", name="Notes").click()
    expect(room.locator(".meeting-message")).to_have_text(
        "The browser did not open the notes. Allow pop-ups for this page."
    )


def test_with_the_network_cable_pulled_it_opens_and_goes_on(browser, dashboard, tools):
    context = browser.new_context(viewport=PROJECTOR)
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    def only_the_server(route) -> None:
        (route.continue_ if route.request.url.startswith(dashboard) else route.abort)()

    page.route("**/*", only_the_server)
    page.goto(dashboard + ROOM)
    tools.stand_still(page)
    expect(counter(page)).to_have_text("1 of 15")
    before = len(asked)
    for at in range(2, ALL + 1):
        page.keyboard.press("PageDown")
        expect(counter(page)).to_have_text(f"{at} of 15")
    assert asked[before:] == []  # the slides are all there: nothing is asked of anybody
    context.close()


def test_the_meeting_goes_on_where_the_server_itself_is_gone(browser, tmp_path, tools):
    with tools.serving(tmp_path / "store") as address:
        page = browser.new_context(viewport=PROJECTOR).new_page()
        page.goto(address + ROOM)
        tools.stand_still(page)
    for at in (2, 3):
        page.keyboard.press("PageDown")
        expect(counter(page)).to_have_text(f"{at} of 15")
    page.wait_for_timeout(3_000)  # until Streamlit has noticed
    page.keyboard.press("PageDown")
    expect(counter(page)).to_have_text("4 of 15")
    expect(heading(page)).to_be_visible()
    go_to(page, POLL)
    page.get_by_role("button", name="Someone new").click()
    expect(page.get_by_role("button", name="Someone new")).to_contain_text("1")
    page.context.close()


def test_hands_are_counted_saved_and_kept_over_a_reload(changing_visits, tools, tmp_path):
    page = changing_visits.open(ROOM)
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
    tools.stand_still(page)
    expect(page.get_by_role("button", name="Someone I know well")).to_contain_text("3")
    page.get_by_role("button", name="Save the count").click()
    expect(page.locator(".meeting-poll .meeting-status")).to_have_text("Saved.")
    expect(heading(page)).to_have_text(POLL)  # the room did not move
    held = "select answer, votes from polls order by position"
    assert open_cursor(tmp_path / "store").execute(held).fetchall() == list(
        zip(ASKED_FIRST.answers, [3, 1, 0, 0], strict=True)
    )


def test_words_are_written_down_as_they_are_said_and_saved(changing_visits, tmp_path):
    page = changing_visits.open(ROOM)
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
    assert open_cursor(tmp_path / "store").execute(held).fetchall() == [
        ("language", "Call it my home, not <b>a unit</b>", "open")
    ]


def test_where_it_cannot_be_saved_the_words_stay_and_one_sentence_says_so(
    changing_visits, tmp_path
):
    page = changing_visits.open(ROOM)
    lock = tmp_path / "store" / ".lock"
    lock.unlink(missing_ok=True)
    lock.mkdir()  # nothing can be published any more
    go_to(page, YOU_SAID)
    page.get_by_label("Your words").first.fill("Ask us first.")
    page.get_by_role("button", name="Write it down").click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".meeting-said .meeting-status")).to_have_text(
        "It could not be saved: the disk is full or cannot be written. It stays in this window."
    )
    expect(page.locator(".meeting-written")).to_contain_text("Ask us first.")
    expect(page.locator(".meeting-written")).to_contain_text("Remove")


def test_staff_end_the_meeting_in_two_steps(visits, tools):
    page = visits.open(ROOM)
    page.get_by_role("button", name="End the meeting").click()
    page.get_by_role("button", name="Stay here").click()
    expect(heading(page)).to_be_visible()
    page.get_by_role("button", name="End the meeting").click()
    page.get_by_role("button", name="Yes, end it").click()
    expect(page.get_by_role("button", name="Start the meeting")).to_be_visible()
    tools.stand_still(page)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_paper_has_every_slide(room):
    room.emulate_media(media="print")
    assert room.locator(".meeting-slide h2:visible").count() == ALL
    expect(room.get_by_role("button", name="Next")).to_be_hidden()
    room.emulate_media(media="screen")


# A computer that stands in the room shows what the council of children in care may see.


@pytest.fixture(scope="module")
def council(browser, tmp_path_factory, tools):
    """A dashboard for the council of children in care alone."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DASHBOARD_AUDIENCE", "council")
        with tools.serving(tmp_path_factory.mktemp("council") / "store") as address:
            yield tools.Visits(browser, address)


CHOICES = (
    "quarter=2021-Q2&period=2021&placement=foster&area=out&category=all&year=april&part=foster"
    "&place=bus_station&child=DEMO-0016&group=2&order=x&room=no&by=week&split=yes&view=staff"
    "&audience=staff&for=staff"
)
EXACT = re.compile(r"\b(36|133|110|87|634|185|147|65\.4|79\.1|70\.2)\b|DEMO-")
FOR_THEM = ("/meeting", "/voice", "/definitions")


def test_a_council_reader_who_edits_the_address_reaches_no_staff_page(council):
    pages = {f"/{file.stem}" for file in (TOP / "pages").glob("*.py")}
    for path in sorted(pages - set(FOR_THEM)):
        page = council.open(f"{path}?{CHOICES}")
        main = page.get_by_test_id("stMain")
        expect(main).to_contain_text("is not part of your view")
        assert main.locator("input, button, svg.main-svg, table").count() == 0
        assert not EXACT.search(page.locator("body").inner_text())
        listed = page.get_by_test_id("stSidebar").get_by_role("link").all_inner_texts()
        assert set(listed) == {"Children's voice", "Meeting", "Definitions"}
        page.close()


def test_a_council_reader_who_opens_the_overview_comes_to_the_room(council):
    page = council.open(f"/?{CHOICES}")
    expect(counter(page)).to_have_text("1 of 15")
    assert not EXACT.search(page.evaluate("() => document.body.textContent"))
    page.close()


@pytest.mark.parametrize("path", FOR_THEM)
def test_a_council_reader_who_edits_the_address_changes_no_number(council, path):
    plain = council.open(path)
    edited = council.open(f"{path}?{CHOICES}")
    texts = [page.locator("[data-testid=stMain]").inner_text() for page in (plain, edited)]
    assert texts[0] == texts[1]
    if path != "/definitions":
        assert not EXACT.search(edited.evaluate("() => document.body.textContent"))
        assert edited.locator("[data-testid=stSelectbox]").count() == 0


def test_the_council_is_in_the_room_at_once_and_leaves_it_for_two_pages_only(council):
    page = council.open("/meeting")
    expect(counter(page)).to_have_text("1 of 15")
    expect(page.get_by_test_id("stSidebar")).to_have_count(0)
    page.get_by_role("button", name="Leave").click()
    ways = page.locator(".meeting-leave").get_by_role("button")
    assert ways.all_inner_texts() == ["Stay here", "Children’s voice", "Definitions"]
    ways.nth(1).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Children's voice")
    expect(page.get_by_text("Answer and change")).to_have_count(0)
