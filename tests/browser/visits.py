"""Visits to a dashboard: pages opened, waited for, looked at and left as they were."""

from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache

import pytest
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

SIZES = {"wide": (1440, 900), "phone": (390, 844), "large": (1920, 1080), "narrow": (320, 800)}
LOOK_AGAIN_AFTER = 100  # milliseconds: at every frame costs a third of what the page itself does
# What a click sets off, an unfolding say, begins with the next frame that is drawn.
TWO_FRAMES = "() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
# What a page still waits for, by name; nothing once it stands still.
STILL_TO_COME = """() => {
    const app = document.querySelector('[data-testid=stApp]');
    const charts = [...document.querySelectorAll('[data-testid=stPlotlyChart]')];
    const drawn = chart => chart.querySelector('svg.main-svg');
    const onPaper = matchMedia('print').matches;  // there a chart keeps its width
    const finite = animation => Number.isFinite(animation.effect?.getComputedTiming().endTime);
    const waits = {
        'the script': app?.dataset.testScriptState !== 'notRunning',
        'a heading': !document.querySelector('[data-testid=stMain] h1'),
        'an element': document.querySelector('[data-testid=stSkeleton]'),
        'what the run before left': document.querySelector('[data-stale=true]'),
        'a chart': !charts.every(
            chart => chart.querySelector('svg.main-svg .xaxislayer-above, svg.main-svg text')),
        'a chart of another width': !onPaper && charts.some(chart => chart.clientWidth
            && Math.abs(chart.clientWidth - (drawn(chart)?.clientWidth ?? 0)) > 1),
        'a movement': document.getAnimations().some(
            animation => animation.playState === 'running' && finite(animation)),
    };
    return Object.keys(waits).filter(name => waits[name]);
}"""
MARKED_IN_LIST = """option => document.getElementById(
    document.activeElement.getAttribute('aria-activedescendant')
)?.innerText.includes(option)"""
# What a test that only looks leaves as it was; not what the pointer or a key went over.
AS_IT_IS = """() => [
    location.href,
    [...document.querySelectorAll('details')].map(details => details.open),
    [...document.querySelectorAll('[aria-expanded=true], [role=dialog][open]')].length,
    // but not what a table to write in draws for screen readers once it is looked at
    [...document.querySelectorAll('[data-testid=stMain] :is(h1, h2, h3, h4, table)')]
        .filter(element => !element.closest('[data-testid=stDataFrame]')).length,
]"""
ANYWHERE_HERE = "http://127.0.0.1/"
NOTHING_KEPT = "() => { localStorage.clear(); sessionStorage.clear(); }"
expect.set_options(timeout=30_000)


@cache
def _window(browser: Browser) -> Page:
    """The first page of the only window; what it opens shares its process.

    A page in a process of its own compiles Streamlit and Plotly anew, which is half its time. For
    a browser all ports of this machine are one site, so that all servers' pages share the process.
    """
    page = browser.new_context(reduced_motion="reduce").new_page()
    page.route(ANYWHERE_HERE, lambda route: route.fulfill(body="The window of all visits."))
    page.goto(ANYWHERE_HERE)
    return page


def _new_page(window: Page, size: str, scheme: str) -> Page:
    with window.expect_popup() as opened:
        window.evaluate("() => { window.open('about:blank'); }")
    page = opened.value
    page.set_default_timeout(30_000)
    _show_at(page, size)
    page.emulate_media(color_scheme=scheme)
    return page


@dataclass
class Visits:
    """Opens pages of a dashboard and keeps what they complained of."""

    browser: Browser
    address: str
    complaints: list[str] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    also_asks: tuple[str, ...] = ()  # addresses of other servers that a page is meant to ask

    def open(self, path: str, size: str = "wide", scheme: str = "light") -> Page:
        """The page of that path, drawn to its end."""
        page = self.new_page(size, scheme)
        page.goto(self.address + path)
        stand_still(page)
        return page

    def new_page(self, size: str = "wide", scheme: str = "light") -> Page:
        """A page that has not been anywhere yet."""
        page = _new_page(_window(self.browser), size, scheme)
        self.pages.append(page)
        page.on("request", self._note_request)
        page.on("response", self._note_response)
        page.on("console", self._note_message)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def choose(self, page: Page, box: str, option: str) -> None:
        """Choose from a list by the keyboard alone: a long one draws only what is in sight."""
        page.get_by_role("combobox", name=box).focus()
        page.keyboard.type(option)
        # the list marks its first match by itself, a moment after the last letter
        page.wait_for_function(MARKED_IN_LIST, arg=option, polling=LOOK_AGAIN_AFTER)
        page.keyboard.press("Enter")
        stand_still(page)

    def close(self) -> None:
        """Close the pages and forget what they kept, as a window would that nobody has used."""
        for page in self.pages:
            if not page.is_closed():
                page.evaluate(NOTHING_KEPT)
                page.close()
        _window(self.browser).context.clear_cookies()

    def _note_request(self, request) -> None:
        own = (self.address, self.address.replace("http", "ws", 1), "data:", "blob:")
        if not request.url.startswith((*own, *self.also_asks)):
            self.complaints.append(f"asked another host: {request.url}")

    def _note_response(self, response) -> None:
        # After a deep link Streamlit looks for its own files below the page's path first.
        own = response.url.startswith(self.address) and "/_stcore/" not in response.url
        if response.status >= 400 and own:
            self.complaints.append(f"{response.status} {response.url}")

    def _note_message(self, message) -> None:
        # A response that failed is noted above, with its address.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(f"console: {message.text}")


@contextmanager
def visiting(browser: Browser, address: str):
    """Visits to the dashboard of that address, in the window that all of them share.

    Fails at the end where a page asked another host or logged an error.
    """
    visits = Visits(browser, address)
    try:
        yield visits
    finally:
        visits.close()
    assert not visits.complaints, visits.complaints


def stand_still(page: Page) -> None:
    """Wait until the page has run its script and drawn its charts, and nothing moves."""
    page.evaluate(TWO_FRAMES)
    ended = f"() => ({STILL_TO_COME})().length === 0"
    try:
        page.wait_for_function(ended, timeout=120_000, polling=LOOK_AGAIN_AFTER)
    except PlaywrightTimeoutError:
        pytest.fail(f"{page.url} still waits for {page.evaluate(STILL_TO_COME)}.")


def _show_at(page: Page, size: str) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})


def resize(page: Page, size: str) -> None:
    """Give an open page another size, and wait until its charts have followed."""
    _show_at(page, size)
    stand_still(page)


@contextmanager
def looking_at(page: Page, size: str = "wide"):
    """A page that several tests look at: afterwards it has its size, colours and medium again.

    Fails where the test chose, opened or unfolded something: the next one would find it so.
    """
    before = page.evaluate(AS_IT_IS)
    yield page
    page.emulate_media(media="screen", color_scheme="light")
    page.mouse.move(0, 0)
    page.evaluate("() => { document.activeElement?.blur(); window.scrollTo(0, 0); }")
    if page.viewport_size != dict(zip(("width", "height"), SIZES[size], strict=True)):
        resize(page, size)
    after = page.evaluate(AS_IT_IS)
    assert after == before, f"a page that is only looked at was changed: {before} → {after}"
