"""A damaged store is said in one sentence on every page, and the last good snapshot is offered."""

import shutil

import pytest

from analytics.store import current_number, publish, snapshot_path
from analytics.store.snapshots import snapshot_numbers
from tests.pages.conftest import FILES

# Pages begin alike; these differ: the first, one that shows a room alone, one that lists snapshots.
DIFFERENT = ("dashboard", "meeting", "data")


@pytest.fixture(scope="module")
def two_snapshots(hand_written_store, tmp_path_factory):
    """Two snapshots of the sixteen episodes."""
    folder = tmp_path_factory.mktemp("two-snapshots") / "store"
    shutil.copytree(hand_written_store, folder)
    assert publish(folder, lambda con: None) == 2
    return folder


@pytest.fixture
def store(two_snapshots, tmp_path):
    """A copy of the two snapshots, to be damaged."""
    return shutil.copytree(two_snapshots, tmp_path / "store")


def offered(page):
    """What the buttons say, less the day on which a snapshot was made."""
    return [button.label.split(", made ")[0] for button in page.button]


def files_of(folder):
    """Name and content of every file but the lock."""
    files = (path for path in folder.iterdir() if path.name != ".lock")
    return {path.name: path.read_bytes() for path in files}


@pytest.mark.parametrize(
    "page_name",
    [
        pytest.param(file.stem, marks=[] if file.stem in DIFFERENT else pytest.mark.deep)
        for file in FILES
    ],
)
def test_data_files_alone_are_a_damaged_store_on_every_page_and_nothing_is_deleted(
    open_page, page_name, store
):
    (store / "CURRENT").unlink()
    (store / "LOG.jsonl").unlink()
    before = files_of(store)
    page = open_page(page_name, store=store)
    assert [error.value for error in page.error] == [
        "The store is damaged: CURRENT, which names the snapshot in force, is missing or damaged. "
        "Put a snapshot in force with 'python -m analytics rollback --to N'; there are: 1, 2."
    ]
    assert not page.exception and not page.get("plotly_chart")
    assert files_of(store) == before


def test_the_newest_snapshot_offered_is_put_in_force_by_one_click(open_page, store):
    (store / "CURRENT").unlink()
    snapshot_path(store, 2).write_bytes(b"cut sho")
    page = open_page(store=store)
    assert offered(page) == ["Put snapshot 1 in force"]
    page.button[0].click().run()
    assert not page.error and page.title[0].value == "Overview"
    assert current_number(store) == 1 and snapshot_numbers(store) == [1, 2]


@pytest.mark.parametrize(
    "damage",
    ["missing", "cut off", pytest.param("another program's", marks=pytest.mark.deep)],
)
def test_a_snapshot_damaged_under_a_running_server_is_said_without_the_server_s_folders(
    open_page, store, damage
):
    page = open_page(store=store)
    path = snapshot_path(store, 2)
    whole = path.read_bytes()
    if damage == "missing":
        path.unlink()
    if damage == "cut off":
        path.write_bytes(whole[: len(whole) // 2])
    if damage == "another program's":
        path.write_bytes(b"a letter")
    page = open_page("trends", store=store)
    assert len(page.error) == 1 and "napshot 2" in page.error[0].value
    assert str(store) not in page.error[0].value
    assert offered(page) == ["Put snapshot 1 in force"]
    assert not page.exception
    path.write_bytes(whole)
    page = open_page("trends", store=store)
    assert not page.error and page.title[0].value == "Trends"


@pytest.mark.parametrize("audience", ["members", "council"])
def test_others_than_staff_are_offered_nothing(open_page, store, audience):
    (store / "CURRENT").unlink()
    page = open_page("meeting", store=store, audience=audience)
    assert len(page.error) == 1 and not page.button


def test_no_demonstration_data_is_built_beside_other_files(open_page, tmp_path):
    (tmp_path / "minutes.docx").write_bytes(b"of a meeting")
    page = open_page(store=tmp_path)
    assert "Demonstration data is built only in an empty folder" in page.error[0].value
    assert snapshot_numbers(tmp_path) == []


@pytest.mark.parametrize(
    "share",
    [0.5, pytest.param(0.2, marks=pytest.mark.deep), pytest.param(0.8, marks=pytest.mark.deep)],
)
def test_a_snapshot_cut_off_before_a_server_started_is_said_in_a_sentence(open_page, store, share):
    path = snapshot_path(store, 2)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    page = open_page(store=store)
    assert len(page.error) == 1 and "Snapshot 2 cannot be read" in page.error[0].value
    assert offered(page) == ["Put snapshot 1 in force"] and not page.exception
