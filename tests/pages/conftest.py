"""Pages run by Streamlit's own AppTest, on the demonstration data.

A page that is only looked at is `opened`: once for all tests of a session. What a test clicks,
types in or changes the data of, it opens for itself with `open_page`.
"""

import shutil
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest, local_script_runner

from analytics.demonstration.load import load_report
from analytics.store import publish
from tests.conftest import fill_with_hand_written_episodes

TOP = Path(__file__).resolve().parents[2]
FILES = [TOP / "dashboard.py", *sorted((TOP / "pages").glob("*.py"))]
ONLY_LOOKED_AT = "all tests look at this page: open one of the test's own with open_page"
FREE_TEXT = "<b>**the park**</b>"
# Four descriptions of five episodes that are no known place, and one that is.
WORDINGS = """
    update episodes set place_text = case episode_id
        when 'e01' then $free_text
        when 'e02' then $free_text
        when 'e03' then 'Mackworth and Morley area'
        when 'e04' then '?'
        when 'e05' then 'skate park'
        when 'e06' then 'bus stn'
    end
"""


@pytest.fixture(scope="session", autouse=True)
def quicker_app_test():
    """Without two habits that take AppTest longer than most pages take to run.

    It asks every installed package, page by page, whether it brings components, and looks every
    millisecond whether the page has finished.
    """
    scan = cache(manifest_scanner.scan_component_manifests)
    look_until_finished = local_script_runner.require_widgets_deltas

    def wait(runner, timeout=3):
        runner._script_thread.join(timeout)
        look_until_finished(runner, timeout)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", scan)
        patch.setattr(local_script_runner, "require_widgets_deltas", wait)
        yield


def first_run(environment: pytest.MonkeyPatch, name: str, store, audience, address) -> AppTest:
    """A page as it opens, with what its address says; the environment stays as it is set here.

    What measures gave stays in Streamlit's cache from page to page, by folder and snapshot: neither
    ever holds anything else, since every store of a test has a folder of its own. A test that
    changes what a measure makes of a snapshot has to clear it.
    """
    environment.setenv("DASHBOARD_STORE", str(store))
    if audience is not None:
        environment.setenv("DASHBOARD_AUDIENCE", audience)
    file = TOP / "dashboard.py" if name == "dashboard" else TOP / "pages" / f"{name}.py"
    page = AppTest.from_file(str(file), default_timeout=60)
    for key, value in address.items():
        page.query_params[key] = value
    return page.run()


@pytest.fixture
def open_page(demonstration_store):
    """Runs a page by the name of its file, with what its address says: open_page("trends", …).

    On the demonstration data, or on another store; on a server for staff, or for another audience.
    """
    with pytest.MonkeyPatch.context() as environment:

        def run(
            name="dashboard",
            *,
            store: Path | None = None,
            audience: str | None = None,
            **address: str | list[str],
        ) -> AppTest:
            return first_run(environment, name, store or demonstration_store, audience, address)

        yield run


def chosen_on(page: AppTest) -> bytes:
    """What all of the page's widgets are set to."""
    return page._tree.get_widget_states().SerializeToString(deterministic=True)


def refuse_to_run(*_, **__):
    pytest.fail(ONLY_LOOKED_AT)


@pytest.fixture(scope="session")
def shared_pages() -> dict[tuple, tuple[AppTest, bytes]]:
    """The pages that were opened to be looked at, with what was chosen on each."""
    return {}


@pytest.fixture
def opened(request, demonstration_store, shared_pages):
    """The same as open_page for a page that is only looked at: it is run once for all tests.

    then: what is chosen on it before it is looked at, and run; a function of the page.
    It refuses to run again, and a test that sets a value on it fails, as does one that may have
    changed something else before the page was run for others too.
    """
    if "monkeypatch" in request.fixturenames:
        pytest.fail(f"monkeypatch: {ONLY_LOOKED_AT}")
    looked_at = set()

    def look(name="dashboard", *, store=None, audience=None, then=None, **address) -> AppTest:
        store = store or demonstration_store
        key = (name, store, audience, then, repr(sorted(address.items())))
        if key not in shared_pages:
            with pytest.MonkeyPatch.context() as environment:
                page = first_run(environment, name, store, audience, address)
                if then is not None:
                    then(page)
            page._run = refuse_to_run
            page.query_params = MappingProxyType(page.query_params)
            shared_pages[key] = page, chosen_on(page)
        looked_at.add(key)
        return shared_pages[key][0]

    yield look
    changed = [key for key in looked_at if chosen_on(shared_pages[key][0]) != shared_pages[key][1]]
    for key in changed:
        del shared_pages[key]
    if changed:
        pytest.fail(ONLY_LOOKED_AT)


@pytest.fixture(scope="session")
def small_store(tmp_path_factory) -> Path:
    """The sixteen episodes, with the demonstration's feedback and actions and words for places.

    Published in a fraction of the time that the demonstration takes: for tests of what is saved.
    """
    folder = tmp_path_factory.mktemp("small") / "store"

    def fill(con):
        fill_with_hand_written_episodes(con)
        load_report(con)
        con.execute(WORDINGS, {"free_text": FREE_TEXT})
        con.execute("update snapshot set demonstration = true")

    publish(folder, fill)
    return folder


@pytest.fixture
def folder(small_store, tmp_path) -> Path:
    """A copy of the small store, to be changed."""
    return shutil.copytree(small_store, tmp_path / "store")


@pytest.fixture(params=FILES, ids=lambda file: file.stem)
def page_name(request) -> str:
    """The name of each page's file in turn."""
    return request.param.stem
