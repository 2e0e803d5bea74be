"""A dashboard of its own per session, and the system's browser to look at it with."""

import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

TOP = Path(__file__).resolve().parents[2]
PAGES = ["/", *sorted(f"/{path.stem}" for path in (TOP / "pages").glob("*.py"))]
SIZES = {"wide": (1440, 900), "phone": (390, 844)}
OTHER_SIZES = {"large": (1920, 1080)}
COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
USUAL_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
)
ACCESSIBILITY = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# What a click sets off, an unfolding say, begins with the next frame that is drawn.
TWO_FRAMES = "() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
# What a page still waits for, by name; nothing once it stands still.
STILL_TO_COME = """() => {
    const app = document.querySelector('[data-testid=stApp]');
    const charts = [...document.querySelectorAll('[data-testid=stPlotlyChart]')];
    const finite = animation => Number.isFinite(animation.effect?.getComputedTiming().endTime);
    const waits = {
        'the script': app?.dataset.testScriptState !== 'notRunning',
        'a heading': !document.querySelector('[data-testid=stMain] h1'),
        'an element': document.querySelector('[data-testid=stSkeleton]'),
        'what the run before left': document.querySelector('[data-stale=true]'),
        'a chart': !charts.every(
            chart => chart.querySelector('svg.main-svg .xaxislayer-above, svg.main-svg text')),
        'a movement': document.getAnimations().some(
            animation => animation.playState === 'running' && finite(animation)),
    };
    return Object.keys(waits).filter(name => waits[name]);
}"""
MARKED_IN_LIST = """option => document.getElementById(
    document.activeElement.getAttribute('aria-activedescendant')
)?.innerText.includes(option)"""
expect.set_options(timeout=30_000)


def find_browser() -> str | None:
    """The path of this machine's Chromium, Chrome or Edge; CHROMIUM in the environment first."""
    on_path = (shutil.which(command) for command in COMMANDS)
    there = (place for place in USUAL_PLACES if Path(place).exists())
    return os.environ.get("CHROMIUM") or next(filter(None, on_path), None) or next(there, None)


@pytest.fixture(scope="session")
def browser() -> Browser:
    """One browser for all tests; without one they are skipped, but fail where CI is true."""
    path = find_browser()
    if path is None:
        refuse = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        refuse("No Chromium, Chrome or Edge was found: install one, or set CHROMIUM to its path.")
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


@contextmanager
def serving(store: Path, *options: str, port: int | None = None):
    """The dashboard's address while it runs on that store, built there where it is empty."""
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    command += ["--server.headless", "true", "--server.fileWatcherType", "none", *options]
    store.mkdir(parents=True, exist_ok=True)
    with open(store.parent / f"server-{port}.log", "w", encoding="utf-8") as log:
        server = subprocess.Popen(
            command,
            cwd=TOP,
            env=os.environ | {"DASHBOARD_STORE": str(store)},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(20)


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait_for(address: str, server: subprocess.Popen) -> None:
    """Wait until the server answers at the address."""
    while server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=1) as answer:
                answer.read()
                return
        except OSError:
            with suppress(subprocess.TimeoutExpired):
                server.wait(0.1)
    pytest.fail(f"{address}: the server ended by itself with exit code {server.returncode}.")


@pytest.fixture(scope="session")
def store(tmp_path_factory) -> Path:
    """A store that the first page opened fills with demonstration data."""
    return tmp_path_factory.mktemp("browser") / "store"


@pytest.fixture(scope="session")
def dashboard(store) -> str:
    """Address of a dashboard on demonstration data that all tests share; none may change it."""
    with serving(store) as address:
        yield address


@cache
def _window(browser: Browser, address: str, size: str, scheme: str) -> Page:
    """The first page of a window of that size; what it opens shares its process.

    A page in a process of its own compiles Streamlit and Plotly anew, which is half its time.
    """
    width, height = (SIZES | OTHER_SIZES)[size]
    viewport = {"width": width, "height": height}
    page = browser.new_context(viewport=viewport, color_scheme=scheme).new_page()
    page.goto(f"{address}/_stcore/health")
    return page


def _new_page(browser: Browser, address: str, size: str, scheme: str) -> Page:
    with (window := _window(browser, address, size, scheme)).expect_popup() as opened:
        window.evaluate("() => { window.open('about:blank'); }")
    return opened.value


@dataclass
class Visits:
    """Opens pages of a dashboard and keeps what they complained of."""

    browser: Browser
    address: str
    complaints: list[str] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)

    def open(self, path: str, size: str = "wide", scheme: str = "light") -> Page:
        """The page of that path, drawn to its end."""
        page = _new_page(self.browser, self.address, size, scheme)
        page.set_default_timeout(30_000)
        self.pages.append(page)
        page.on("request", self._note_request)
        page.on("response", self._note_response)
        page.on("console", self._note_message)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(self.address + path)
        stand_still(page)
        return page

    def choose(self, page: Page, box: str, option: str) -> None:
        """Choose from a list by the keyboard alone: a long one draws only what is in sight."""
        page.get_by_role("combobox", name=box).focus()
        page.keyboard.type(option)
        # the list marks its first match by itself, a moment after the last letter
        page.wait_for_function(MARKED_IN_LIST, arg=option)
        page.keyboard.press("Enter")
        stand_still(page)

    def close(self) -> None:
        """Close the pages, and fail where one asked another host or logged an error."""
        for page in self.pages:
            page.close()
        assert not self.complaints

    def _note_request(self, request) -> None:
        own = (self.address, self.address.replace("http", "ws", 1), "data:", "blob:")
        if not request.url.startswith(own):
            self.complaints.append(f"asked another host: {request.url}")

    def _note_response(self, response) -> None:
        # After a deep link Streamlit looks for its own files below the page's path first.
        if response.status >= 400 and "/_stcore/" not in response.url:
            self.complaints.append(f"{response.status} {response.url}")

    def _note_message(self, message) -> None:
        # A response that failed is noted above, with its address.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(f"console: {message.text}")


def stand_still(page: Page) -> None:
    """Wait until the page has run its script and drawn its charts, and nothing moves."""
    page.evaluate(TWO_FRAMES)
    try:
        page.wait_for_function(f"() => ({STILL_TO_COME})().length === 0", timeout=120_000)
    except PlaywrightTimeoutError:
        pytest.fail(f"{page.url} still waits for {page.evaluate(STILL_TO_COME)}.")


@pytest.fixture
def visits(browser, dashboard) -> Visits:
    """Opens pages of the shared dashboard; fails at the end where one complained."""
    visits = Visits(browser, dashboard)
    yield visits
    visits.close()


@pytest.fixture
def changing_visits(browser, tmp_path) -> Visits:
    """The same on a dashboard of the test's own, whose data it may change."""
    with serving(tmp_path / "store") as address:
        visits = Visits(browser, address)
        yield visits
        visits.close()


@pytest.fixture(params=PAGES)
def path(request) -> str:
    """The path of each page in turn."""
    return request.param


# Colours are checked at one width: a phone has the same.
LOOKS = (("wide", "light"), ("phone", "light"), ("wide", "dark"))
VIEWS = [(path, size, scheme) for path in PAGES for size, scheme in LOOKS]


@pytest.fixture(scope="module", params=VIEWS, ids=" ".join)
def view(request, browser, dashboard) -> Page:
    """Each page in turn at each size, light and dark, opened once for all that only look at it."""
    visits = Visits(browser, dashboard)
    yield visits.open(*request.param)
    visits.close()


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA, once all stands still; nothing on the page is exempt."""
    stand_still(page)
    found = Axe().run(page, options={"runOnly": ACCESSIBILITY}).response["violations"]
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]


@pytest.fixture(scope="session")
def tools():
    """What a test needs to start a dashboard of its own, and to check a page."""
    return SimpleNamespace(
        serving=serving,
        free_port=free_port,
        wait_for=wait_for,
        Visits=Visits,
        stand_still=stand_still,
        violations=violations,
    )
