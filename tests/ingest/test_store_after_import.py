"""What an import leaves in the store."""

import csv
import io
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest

from analytics.filters import Filters
from analytics.ingest import ImportRefused, Source, import_files, rejected_csv
from analytics.measures import run
from analytics.store import current_number, open_cursor, publish, snapshots
from tests.ingest.conftest import TWO_CHILDREN, Loaded

EPISODES = "episode_id,child_id,category,missing_at,returned_at"
HEAD = "file,row_number,rule,message,raw\n"


@pytest.fixture
def store(two_children, tmp_path):
    return two_children.copy(tmp_path)


@pytest.fixture(scope="module")
def corrected(two_children, tmp_path_factory):
    """The same after one of the rows left out was corrected and another kept with a warning."""
    store = two_children.copy(tmp_path_factory.mktemp("corrected"))
    (_, raw, *_) = [row["raw"] for row in list_of(store)]
    assert raw == "E4,C-TWO,m,no,"
    rows = [raw.replace("no,", "05/02/2021,"), "E3,C-ONE,missing,05/02/2022,"]
    store.load(e_csv="\n".join([EPISODES, *rows, ""]))
    return store


def list_of(store):
    """The list of rows left out, as it is downloaded."""
    return list(csv.DictReader(io.StringIO(rejected_csv(store.folder))))


def test_files_rejected_rows_and_warnings_of_each_import_are_remembered(corrected):
    assert corrected.held(
        "select import_id, file, format, rows_read, accepted, rejected, warnings from imports "
        "where format = 'episodes' order by import_id"
    ) == [(1, "e.csv", "episodes", 5, 2, 3, 0), (2, "e.csv", "episodes", 2, 2, 0, 1)]
    assert corrected.held("select import_id, row_number, rule from import_warnings") == [
        (2, 3, "after-data-date")
    ]


def test_the_files_imported_are_listed_by_import_the_latest_first(corrected):
    rows = run(open_cursor(corrected.folder), "imported_files", Filters())
    listed = list(zip(rows["import_id"], rows["file"], strict=True))
    assert listed == [(2, "e.csv"), *((1, f"{name[0]}.csv") for name in sorted(TWO_CHILDREN))]


def test_a_snapshot_is_listed_with_the_files_of_the_latest_import_in_it(corrected):
    newest, oldest = snapshots(corrected.folder)
    assert newest["files"] == ["e.csv"]
    assert set(oldest["files"]) > {"c.csv", "e.csv"}


def test_rejected_rows_can_be_downloaded_corrected_and_loaded_again(two_children, corrected):
    rows = list_of(two_children)
    assert list(rows[0]) == ["file", "row_number", "rule", "message", "raw"]
    assert [(row["file"], row["row_number"], row["rule"]) for row in rows] == [
        ("e.csv", "4", "1004"),
        ("e.csv", "5", "1004"),
        ("e.csv", "6", "1004"),
    ]
    assert corrected.file("e.csv").accepted == 2
    assert rejected_csv(corrected.folder) == HEAD
    assert rejected_csv(corrected.folder, import_id=1).count("\n") == 4


def test_no_cell_of_the_rejected_rows_begins_a_formula(store):
    store.load(e_csv=EPISODES + "\n=1+1,C-ONE,missing,soon,\nE7,C-ONE,missing,05/02/2021,\n")
    (row,) = list_of(store)
    assert row["raw"] == "'=1+1,C-ONE,missing,soon,"


CHILD_AND_EPISODES = {name: TWO_CHILDREN[name] for name in ("c_csv", "e_csv")}


def test_a_dry_run_counts_but_publishes_nothing(load, folder):
    result = load(**CHILD_AND_EPISODES, options={"dry_run": True})
    assert result.snapshot is None
    assert [file["accepted"] for file in result.as_dict()["files"]] == [2, 2]
    assert current_number(folder) is None


@pytest.fixture(scope="module")
def made_up(tmp_path_factory):
    """A store of demonstration data; copied by who loads into it."""

    def fill(con):
        con.execute("insert into children (child_id) values ('made-up')")
        con.execute("update snapshot set demonstration = true, data_date = timestamp '2022-01-01'")

    store = Loaded(tmp_path_factory.mktemp("made-up"))
    publish(store.folder, fill)
    return store


def test_the_first_import_over_demonstration_data_starts_from_an_empty_store(made_up, tmp_path):
    store = made_up.copy(tmp_path)
    assert store.load(**CHILD_AND_EPISODES).started_empty is True
    assert store.held("select child_id from children order by 1") == [("C-ONE",), ("C-TWO",)]
    assert store.held("select demonstration from snapshot") == [(False,)]
    assert store.load(c_csv=TWO_CHILDREN["c_csv"]).started_empty is False


def test_a_refused_import_leaves_the_demonstration_data(made_up, tmp_path):
    store = made_up.copy(tmp_path)
    with pytest.raises(ImportRefused):
        store.load(e_csv=EPISODES + "\nE3,C-ONE,missing,soon,\n")
    assert store.held("select child_id from children") == [("made-up",)]


def test_the_progress_never_goes_back_and_ends_at_one(two_children):
    parts = [part for part, _ in two_children.told]
    assert parts == sorted(parts) and parts[-1] == 1
    assert all(sentence for _, sentence in two_children.told)


def test_two_first_imports_at_once_over_demonstration_data_both_stay(made_up, tmp_path):
    """The second waits for the first and must then find real data, which it keeps."""
    store = made_up.copy(tmp_path)
    sources = [
        Source(f"{n}.csv", f"{EPISODES}\nE{n},C{n},missing,0{n}/02/2021 10:00,\n".encode())
        for n in (1, 2)
    ]
    with ThreadPoolExecutor() as together:
        for result in together.map(
            lambda source: import_files(store.folder, [source], as_of=datetime(2021, 3, 1)), sources
        ):
            assert result.files[0].accepted == 1
    assert store.held("select episode_id from episodes order by 1") == [("E1",), ("E2",)]


@pytest.fixture(scope="module")
def later_files(tmp_path_factory):
    """An episode, and after it, as of an earlier moment, one under its reference and a child."""
    store = Loaded(tmp_path_factory.mktemp("later-files"))
    store.load(
        first_csv=f"{EPISODES}\n1,C1,missing,01/02/2021 10:00,\n", as_of=datetime(2021, 3, 1)
    )
    store.load(
        other_csv=f"{EPISODES}\n1,C2,missing,05/02/2021 10:00,\n2,C2,missing,06/02/2021,\n",
        c_csv="child_id,date_of_birth\nC1,01/05/2006\n",
        as_of=datetime(2020, 1, 1),
    )
    return store


def test_a_reference_held_for_another_child_is_rejected_and_nothing_is_lost(later_files):
    rejected = later_files.file("other.csv").rejected_rows
    assert [row["rule"] for row in rejected] == ["reference-of-another-child"]
    held = later_files.held("select child_id from episodes order by episode_id")
    assert held == [("C1",), ("C2",)]


def test_an_older_file_loaded_late_does_not_move_the_data_date_back(later_files):
    assert later_files.held("select data_date from snapshot") == [(datetime(2021, 3, 1),)]
