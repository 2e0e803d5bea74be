"""Nothing in the store's folder is deleted that this program did not leave half-built, or log."""

import shutil

import pytest

from analytics import demonstration, ingest, store
from analytics.store.snapshots import (
    HALF_BUILT,
    StoreRefused,
    clear_leftovers,
    keep_the_newest,
    next_number,
    snapshot_numbers,
)


def add(child):
    """A `fill` that adds a child."""
    return lambda con: con.execute(
        "insert into children (child_id) values ($child)", {"child": child}
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Two snapshots of real data; copied by who changes them."""
    folder = tmp_path_factory.mktemp("made")
    for child in "AB":
        store.publish(folder, add(child))
    return folder


@pytest.fixture
def folder(made, tmp_path):
    return shutil.copytree(made, tmp_path / "store")


@pytest.fixture(scope="module")
def made_up_once(tmp_path_factory):
    """A store of demonstration data; copied by who changes it."""
    folder = tmp_path_factory.mktemp("made-up")
    assert demonstration.build(folder, episodes=5) == 1
    return folder


@pytest.fixture
def made_up(made_up_once, tmp_path):
    return shutil.copytree(made_up_once, tmp_path / "made-up")


def children_in_force(folder):
    rows = store.open_cursor(folder).execute("select child_id from children order by 1").fetchall()
    return [child for (child,) in rows]


def restored_without(folder, *names):
    """The folder as a restore leaves it that forgot some files."""
    for name in names:
        (folder / name).unlink()
    return folder


WAYS = {
    "a page": demonstration.ensure,
    "demo": demonstration.build,
    "an import": lambda folder: store.publish(folder, lambda con: None),
    "an update": store.bring_up_to_date,
    "a reader": store.open_cursor,
    "the list": store.snapshots,
    "forget": lambda folder: ingest.forget(folder, "A"),
    "bare rollback": store.rollback,
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("lost", [["CURRENT", "LOG.jsonl"], ["CURRENT"]])
def test_snapshots_without_a_pointer_are_a_damaged_store_that_says_what_to_do(folder, lost, way):
    restored_without(folder, *lost)
    before = {path.name: path.read_bytes() for path in folder.glob("*.duckdb")}
    with pytest.raises(StoreRefused, match=r"rollback --to N'; there are: 1, 2\."):
        WAYS[way](folder)
    assert {path.name: path.read_bytes() for path in folder.glob("*.duckdb")} == before


def test_a_rollback_mends_it(folder):
    restored_without(folder, "CURRENT", "LOG.jsonl")
    assert store.rollback(folder, 2) == 2
    assert children_in_force(folder) == ["A", "B"]
    assert store.publish(folder, add("C")) == 3
    assert snapshot_numbers(folder) == [1, 2, 3]


def test_without_its_log_a_store_goes_on_and_keeps_every_snapshot(folder):
    restored_without(folder, "LOG.jsonl")
    assert store.publish(folder, add("C")) == 3
    assert snapshot_numbers(folder) == [1, 2, 3]
    assert [each["number"] for each in store.snapshots(folder)] == [3, 2, 1]
    assert store.rollback(folder, 1) == 1


@pytest.mark.parametrize("left", ["LOG.jsonl", "CURRENT"])
def test_a_store_that_lost_all_its_snapshots_is_not_an_empty_folder(folder, left):
    for path in folder.iterdir():
        if path.name not in (left, ".lock"):
            path.unlink()
    with pytest.raises(StoreRefused, match="Restore it from a backup"):
        demonstration.ensure(folder)
    assert snapshot_numbers(folder) == []


def test_a_snapshot_that_the_log_does_not_name_is_never_too_old(folder):
    shutil.copy(folder / "episodes-000001.duckdb", folder / "episodes-000000.duckdb")
    keep_the_newest(folder, kept=1)
    assert snapshot_numbers(folder) == [0, 2]


def test_a_number_is_never_given_twice(folder):
    (folder / "episodes-000002.duckdb").unlink()
    assert next_number(folder) == 3


@pytest.mark.parametrize(
    ("name", "is_half_built"),
    [
        ("building-000012-4711.duckdb", True),
        ("building-000012-4711.duckdb.wal", True),
        ("building-000012-4711.duckdb.tmp", True),
        ("building-plans.pdf", False),
        ("building-000012.duckdb", False),
        ("my-building-000012-4711.duckdb", False),
        ("building-000012-4711.duckdb.bak", False),
        ("episodes-000001.duckdb", False),
    ],
)
def test_half_built_is_what_its_name_says(tmp_path, name, is_half_built):
    assert bool(HALF_BUILT.fullmatch(name)) == is_half_built
    (tmp_path / name).write_bytes(b"x")
    clear_leftovers(tmp_path)
    assert (tmp_path / name).exists() != is_half_built


@pytest.mark.parametrize(
    ("name", "is_empty"),
    [
        (None, True),
        (".lock", True),
        (".gitkeep", True),
        ("lost+found", True),
        ("building-000001-4711.duckdb", True),
        ("CURRENT.next", True),
        ("episodes-000001.duckdb", False),
        ("episodes-000001 (copy).duckdb", False),
        ("CURRENT", False),
        ("LOG.jsonl", False),
        ("ACCESS.jsonl", False),
        ("missing.csv", False),
    ],
)
def test_empty_is_a_folder_that_holds_nothing_of_anybody(tmp_path, name, is_empty):
    if name:
        (tmp_path / name).write_bytes(b"x")
    assert store.is_empty(tmp_path) == is_empty
    assert store.is_empty(tmp_path / "not there")


def test_demonstration_data_is_not_built_beside_other_files_nor_over_real_data(folder, tmp_path):
    with pytest.raises(StoreRefused, match="holds your own data"):
        demonstration.build(folder, episodes=5)
    assert children_in_force(folder) == ["A", "B"]
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "missing.csv").write_bytes(b"x")
    for build in (demonstration.ensure, demonstration.build):
        with pytest.raises(StoreRefused, match="holds other files"):
            build(elsewhere)
    assert store.publish(elsewhere, add("A")) == 1  # one's own data may lie there


def test_demonstration_data_may_take_the_place_of_demonstration_data(made_up):
    assert demonstration.build(made_up, episodes=6) == 2


def test_damaged_snapshots_are_listed_beside_good_ones_and_cannot_be_put_in_force(folder):
    (folder / "episodes-000001.duckdb").write_bytes(b"cut sho")
    newest, oldest = store.snapshots(folder)
    assert (newest["readable"], newest["children"]) == (True, 0)
    assert (oldest["readable"], oldest["children"], oldest["files"]) == (False, None, [])
    with pytest.raises(StoreRefused, match="Snapshot 1 cannot be read whole"):
        store.rollback(folder, 1)
    assert store.current_number(folder) == 2


def test_a_snapshot_cut_off_anywhere_is_neither_put_in_force_nor_offered(folder):
    path = store.snapshot_path(folder, 2)
    whole = path.read_bytes()
    for share in (0.1, 0.3, 0.5, 0.7, 0.9):
        path.write_bytes(whole[: int(len(whole) * share)])
        assert store.last_good(folder) == 1
        with pytest.raises(StoreRefused, match="Snapshot 2 cannot be read whole"):
            store.rollback(folder, 2)
    path.write_bytes(whole)
    assert store.last_good(folder) == 2


def test_what_was_in_force_last_is_offered_rather_than_what_was_gone_back_from(folder):
    store.rollback(folder, 1)
    assert store.last_good(folder) == 1
    assert store.last_good(folder, other_than=store.snapshot_path(folder, 1)) == 2


def test_demonstration_data_is_never_offered_in_the_place_of_real_data(made_up):
    store.publish(made_up, lambda con: con.execute("update snapshot set demonstration = false"))
    path = store.snapshot_path(made_up, 2)
    path.write_bytes(b"cut sho")
    assert store.last_good(made_up, other_than=path) is None
    with pytest.raises(StoreRefused, match="Restore the store from a backup"):
        store.open_cursor(made_up)


def test_a_folder_that_this_process_has_read_is_not_filled_with_made_up_data(folder):
    store.open_cursor(folder)
    for path in folder.iterdir():
        path.unlink()
    with pytest.raises(StoreRefused, match="was there and is gone or empty"):
        demonstration.ensure(folder)


def test_a_file_restored_while_the_next_snapshot_is_built_is_not_overwritten(folder):
    restored = store.snapshot_path(folder, 3)
    with pytest.raises(StoreRefused, match="snapshot 3 was put into the store's folder meanwhile"):
        store.publish(folder, lambda con: restored.write_bytes(b"of a backup"))
    assert restored.read_bytes() == b"of a backup" and store.current_number(folder) == 2


@pytest.mark.parametrize(
    "name", ["episodes-7.duckdb", "episodes-0000007.duckdb", "episodes-x.duckdb"]
)
def test_only_the_names_that_this_program_gives_are_snapshots(tmp_path, name):
    (tmp_path / name).write_bytes(b"x")
    assert snapshot_numbers(tmp_path) == []


def test_a_current_that_is_a_folder_is_a_damaged_store(folder):
    (folder / "CURRENT").unlink()
    (folder / "CURRENT").mkdir()
    with pytest.raises(StoreRefused, match="there are: 1, 2"):
        store.current_number(folder)
    with pytest.raises(StoreRefused, match="that CURRENT is a file"):
        store.rollback(folder, 2)


def test_a_log_that_leads_round_in_a_circle_ends(folder):
    with (folder / "LOG.jsonl").open("a") as log:
        log.write('{"snapshot": 2, "event": "update", "before": 2}\n')
        log.write('{"snapshot": 2, "event": "update", "before": [1]}\n')
    assert store.rollback(folder) == 1


def test_with_no_good_snapshot_left_a_backup_is_asked_for(folder):
    for number in (1, 2):
        store.snapshot_path(folder, number).write_bytes(b"cut sho")
    with pytest.raises(StoreRefused, match="Restore the store from a backup"):
        store.open_cursor(folder)


def test_a_publish_from_a_damaged_snapshot_is_refused_in_a_sentence(folder):
    (folder / "episodes-000002.duckdb").write_bytes(b"cut sho")
    with pytest.raises(StoreRefused, match="Snapshot 2 cannot be read"):
        store.publish(folder, add("C"))
    assert store.rollback(folder) == 1  # what the damaged one was made from
    assert children_in_force(folder) == ["A"]


def test_forget_removes_nothing_while_it_cannot_look_everywhere(folder):
    (folder / "episodes-000001.duckdb").write_bytes(b"cut sho")
    with pytest.raises(StoreRefused, match="snapshot 1 cannot be read"):
        ingest.forget(folder, "A")
    assert children_in_force(folder) == ["A", "B"]


@pytest.mark.parametrize("change", [lambda folder: store.publish(folder, add("C")), store.rollback])
def test_where_the_log_cannot_be_written_nothing_is_changed_and_that_is_said(folder, change):
    (folder / "LOG.jsonl").unlink()
    (folder / "LOG.jsonl").mkdir()
    with pytest.raises(StoreRefused, match="^Nothing was"):
        change(folder)
    assert store.current_number(folder) == 2 and children_in_force(folder) == ["A", "B"]


def test_lines_of_the_log_that_are_no_log_are_passed_over(folder):
    with (folder / "LOG.jsonl").open("ab") as log:
        log.write(b'{"snapshot": 3}\n{not json}\n\xff\xfe\n[1]\nnull\n')
    assert store.publish(folder, add("C")) == 3
    assert store.rollback(folder) == 2
