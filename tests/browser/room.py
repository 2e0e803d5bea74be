"""The room of a meeting as a test finds its way in it.

The demonstration data has 15 slides; the 13th is the poll, the 14th asks what one would like to
say.
"""

import pytest
from playwright.sync_api import expect

ROOM = "/meeting?room=yes"
PROJECTOR = {"width": 1280, "height": 720}
PHONE = {"width": 390, "height": 844}
ALL = 15


def heading(page):
    """The heading of the slide that is shown."""
    return page.locator(".meeting-slide:not([hidden]) h2")


def counter(page):
    """Which slide is shown, of how many."""
    return page.locator(".meeting-counter")


def go_to(page, words: str) -> None:
    """On to the slide of that heading, by key."""
    page.keyboard.press("Home")
    for _ in range(ALL):
        if words in heading(page).inner_text().replace("\N{NO-BREAK SPACE}", " "):
            return
        page.keyboard.press("PageDown")
    pytest.fail(f"There is no slide “{words}”.")


def open_room(visits):
    """The room on a projector."""
    page = visits.open(ROOM)
    page.set_viewport_size(PROJECTOR)
    expect(counter(page)).to_have_text(f"1 of {ALL}")
    return page
