"""One dashboard and one browser for all tests of this folder, and what they are looked at with.

server.py starts a dashboard, chromium.py finds the browser, visits.py opens pages and waits for
them, checker.py asks axe, drawing.py measures what was drawn.
"""

import os
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from analytics.store import current_number, rollback
from analytics.store.snapshots import next_number
from tests.browser.chromium import FLAGS, find_browser
from tests.browser.room import PHONE
from tests.browser.server import PAGES, copied, serving
from tests.browser.visits import Visits, looking_at, visiting


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


@pytest.fixture(scope="session")
def store(demonstration_store, tmp_path_factory) -> Path:
    """Demonstration data of the shared dashboard's own: it writes down who opens a child."""
    return copied(demonstration_store, tmp_path_factory.mktemp("browser"))


@pytest.fixture(scope="session")
def dashboard(store) -> str:
    """Address of a dashboard on demonstration data that all tests share; none may change it."""
    with serving(store) as address:
        yield address


@pytest.fixture
def visits(browser, dashboard) -> Visits:
    """Opens pages of the shared dashboard; fails at the end where one complained."""
    with visiting(browser, dashboard) as visits:
        yield visits


@pytest.fixture(scope="module")
def visits_of_all(browser, dashboard) -> Visits:
    """The same for pages that all tests of a file look at; see looking_at."""
    with visiting(browser, dashboard) as visits:
        yield visits


@pytest.fixture(scope="session")
def changing_store(demonstration_store, tmp_path_factory) -> Path:
    """Demonstration data that tests may change; changing_visits puts it back after each."""
    return copied(demonstration_store, tmp_path_factory.mktemp("changing"))


@pytest.fixture(scope="session")
def changing_dashboard(changing_store) -> str:
    """Address of a dashboard on data that tests may change, one after the other."""
    with serving(changing_store) as address:
        yield address


@pytest.fixture
def changing_visits(browser, changing_dashboard, changing_store) -> Visits:
    """Opens pages of a dashboard whose data the test may change; the first snapshot comes back.

    A snapshot's number is never given twice, so nothing that the server keeps is of another test.
    """
    assert current_number(changing_store) == 1
    try:
        with visiting(browser, changing_dashboard) as visits:
            yield visits
    finally:
        rollback(changing_store, 1)


@pytest.fixture
def next_snapshot(changing_store) -> int:
    """The number of the snapshot that the test's first change makes."""
    return next_number(changing_store)


@pytest.fixture(scope="session")
def _touched_window(browser):
    """A phone that is touched: a window of its own, as that cannot be switched on later."""
    window = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    yield window
    window.close()


@pytest.fixture
def touched_page(_touched_window) -> Page:
    """An empty page on a phone that is touched."""
    page = _touched_window.new_page()
    yield page
    page.close()


@pytest.fixture(scope="module", params=PAGES)
def opened_page(request, browser, dashboard) -> Page:
    """Each page in turn in its plain state, opened once; look at it through plain_page."""
    with visiting(browser, dashboard) as visits:
        yield visits.open(request.param)


@pytest.fixture
def plain_page(opened_page) -> Page:
    """Each page in turn, wide and light, for tests that only look at it."""
    with looking_at(opened_page) as page:
        yield page


@pytest.fixture(scope="module")
def opened_once(visits_of_all):
    """Opens each page of a path once for all tests of a file."""
    return cache(visits_of_all.open)


@pytest.fixture
def look_at(opened_once):
    """The page of a path, look_at("/places"), for a test that only looks at it; see looking_at."""
    with ExitStack() as looks:
        yield lambda path: looks.enter_context(looking_at(opened_once(path)))


@pytest.fixture
def overview(look_at) -> Page:
    """The Overview, for tests that only look at it or download from it."""
    return look_at("/")
