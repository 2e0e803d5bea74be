"""What an import leaves in the store, and how a child is removed from it."""

import csv
import importlib
import io
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest

from analytics import demonstration
from analytics.ingest import ImportRefused, Source, forget, import_files, rejected_csv
from analytics.store import StoreRefused, current_number, open_cursor, publish

forgetting = importlib.import_module("analytics.ingest.forget")  # not the function
EPISODES = "episode_id,child_id,category,missing_at,returned_at"
TWO_CHILDREN = {
    "c_csv": "child_id,date_of_birth,sex\nC-ONE,05/06/2006,female\nC-TWO,06/06/2006,male\n",
    "p_csv": "child_id,started_on,placement_type\nC-ONE,01/01/2020,foster\n",
    "e_csv": EPISODES + "\nE1,C-ONE,missing,01/02/2021 10:00,02/02/2021 10:00\n"
    "E2,C-TWO,missing,01/02/2021 10:00,02/02/2021 10:00\nE3,C-ONE,missing,soon,\nE4,C-TWO,m,no,\n",
    "o_csv": "episode_id,companion_id\nE1,C-TWO\nE2,C-ONE\n",
    "i_csv": "interview_id,child_id,episode_ids,completed_at,outcome\n"
    "I1,C-ONE,E1,03/02/2021 10:00,completed\nI2,C-TWO,E2,03/02/2021 10:00,completed\n",
    "a_csv": "interview_id,audited_on,criterion,grade\nI1,01/03/2021,contact,good\n",
    "m_csv": "child_id,held_on,note\nC-ONE,10/02/2021,\nC-TWO,10/02/2021,with C-ONE\n",
}


def test_files_rejected_rows_and_warnings_of_each_import_are_remembered(load, held):
    load(**TWO_CHILDREN)
    load(e_csv=EPISODES + "\nE3,C-ONE,missing,05/02/2022,\n")
    assert held(
        "select import_id, file, format, rows_read, accepted, rejected, warnings from imports "
        "where format = 'episodes' order by import_id"
    ) == [(1, "e.csv", "episodes", 4, 2, 2, 0), (2, "e.csv", "episodes", 1, 1, 0, 1)]
    assert held("select import_id, row_number, rule from import_warnings") == [
        (2, 2, "after-data-date")
    ]


def test_rejected_rows_can_be_downloaded_corrected_and_loaded_again(load, folder, held):
    load(**TWO_CHILDREN)
    rows = list(csv.DictReader(io.StringIO(rejected_csv(folder))))
    assert list(rows[0]) == ["file", "row_number", "rule", "message", "raw"]
    assert [(row["file"], row["row_number"], row["rule"]) for row in rows] == [
        ("e.csv", "4", "1004"),
        ("e.csv", "5", "1004"),
    ]
    corrected = EPISODES + "\n" + rows[0]["raw"].replace("soon", "05/02/2021") + "\n"
    assert load(e_csv=corrected).files[0].accepted == 1
    assert rejected_csv(folder) == "file,row_number,rule,message,raw\n"
    assert rejected_csv(folder, import_id=1).count("\n") == 3


def test_no_cell_of_the_rejected_rows_begins_a_formula(load, folder):
    load(**TWO_CHILDREN | {"e_csv": EPISODES + "\n=1+1,C-ONE,missing,soon,\n"})
    rows = list(csv.DictReader(io.StringIO(rejected_csv(folder))))
    (row,) = [row for row in rows if row["file"] == "e.csv"]
    assert row["raw"] == "'=1+1,C-ONE,missing,soon,"


def test_a_dry_run_counts_but_publishes_nothing(load, folder):
    result = load(**TWO_CHILDREN, options={"dry_run": True})
    assert result.snapshot is None
    assert result.as_dict()["files"][2]["accepted"] == 2
    assert current_number(folder) is None


def make_demonstration(folder):
    def fill(con):
        con.execute("insert into children (child_id) values ('made-up')")
        con.execute("update snapshot set demonstration = true, data_date = timestamp '2022-01-01'")

    publish(folder, fill)


def test_the_first_import_over_demonstration_data_starts_from_an_empty_store(load, folder, held):
    make_demonstration(folder)
    assert load(**TWO_CHILDREN).started_empty is True
    assert held("select child_id from children order by 1") == [("C-ONE",), ("C-TWO",)]
    assert held("select demonstration from snapshot") == [(False,)]
    assert load(**TWO_CHILDREN).started_empty is False


def test_a_refused_import_leaves_the_demonstration_data(load, folder, held):
    make_demonstration(folder)
    with pytest.raises(ImportRefused):
        load(e_csv=EPISODES + "\nE3,C-ONE,missing,soon,\n")
    assert held("select child_id from children") == [("made-up",)]


def test_the_progress_never_goes_back_and_ends_at_one(load):
    told = []
    load(**TWO_CHILDREN, options={"progress": lambda part, sentence: told.append((part, sentence))})
    parts = [part for part, _ in told]
    assert parts == sorted(parts) and parts[-1] == 1
    assert all(sentence for _, sentence in told)


def test_forgetting_a_child_leaves_no_trace_in_any_file(load, folder, held):
    load(**TWO_CHILDREN)
    load(**TWO_CHILDREN)
    number = forget(folder, "C-ONE")
    assert current_number(folder) == number
    files = list(folder.glob("*.duckdb"))
    assert [path.name for path in files] == [f"episodes-{number:06d}.duckdb"]
    assert b"C-ONE" not in files[0].read_bytes()
    assert held("select child_id from children") == [("C-TWO",)]
    assert held("select episode_id from episodes") == [("E2",)]
    assert held("select interview_id from interviews") == [("I2",)]
    assert held("select (select count(*) from companions), (select count(*) from audits)") == [
        (0, 0)
    ]
    assert held("select child_id, note from strategy_meetings") == [("C-TWO", None)]
    assert held("select distinct raw from rejected_rows") == [("E4,C-TWO,m,no,",)]


def test_a_child_that_is_not_held_cannot_be_forgotten(load, folder):
    load(**TWO_CHILDREN)
    with pytest.raises(StoreRefused, match="No child 'C-NINE' is held"):
        forget(folder, "C-NINE")
    assert current_number(folder) == 1
    assert open_cursor(folder).execute("select count(*) from children").fetchone() == (2,)


@pytest.mark.parametrize("stopped_at", ["the copy", "the deletion"])
def test_forgetting_that_was_cut_short_is_finished_when_run_again(
    load, folder, monkeypatch, stopped_at
):
    load(**TWO_CHILDREN)
    name = "publish" if stopped_at == "the copy" else "delete_snapshot"
    whole, calls = getattr(forgetting, name), []

    def cut_short(*arguments):
        calls.append(arguments)
        if name == "delete_snapshot":
            return False  # as Windows refuses while a reader has the file open
        if len(calls) == 2:
            raise KeyboardInterrupt
        return whole(*arguments)

    with monkeypatch.context() as patched:
        patched.setattr(forgetting, name, cut_short)
        with pytest.raises((KeyboardInterrupt, StoreRefused)):
            forget(folder, "C-ONE")
    assert len(list(folder.glob("*.duckdb"))) > 1
    number = forget(folder, "C-ONE")
    files = list(folder.glob("*.duckdb"))
    assert [path.name for path in files] == [f"episodes-{number:06d}.duckdb"]
    assert b"C-ONE" not in files[0].read_bytes()
    with pytest.raises(StoreRefused, match="No child 'C-ONE' is held"):
        forget(folder, "C-ONE")


def test_an_import_published_while_a_child_is_forgotten_is_kept(load, folder, held, monkeypatch):
    load(**TWO_CHILDREN)
    whole, calls = forgetting.publish, []

    def with_another_after(*arguments):
        number = whole(*arguments)
        calls.append(number)
        if len(calls) == 2:
            load(c_csv="child_id,date_of_birth\nC-NEW,\n")
        return number

    monkeypatch.setattr(forgetting, "publish", with_another_after)
    forget(folder, "C-ONE")
    assert current_number(folder) == calls[1] + 1
    assert held("select child_id from children order by 1") == [("C-NEW",), ("C-TWO",)]


def test_a_child_known_only_from_rejected_rows_can_be_forgotten(load, folder, held):
    load(e_csv=EPISODES + "\nE1,C-ONE,m,01/02/2021,\nE2,C-LEFT,m,no,\nE3,C-TWO,m,no,\n")
    forget(folder, "C-LEFT")
    assert held("select raw from rejected_rows") == [("E3,C-TWO,m,no,",)]
    assert all(b"C-LEFT" not in path.read_bytes() for path in folder.glob("*.duckdb"))


def test_two_first_imports_at_once_over_demonstration_data_both_stay(tmp_path):
    """The second waits for the first and must then find real data, which it keeps."""
    demonstration.build(tmp_path, episodes=20)
    head = "episode_id,child_id,category,missing_at,returned_at\n"
    sources = [
        Source(f"{n}.csv", f"{head}E{n},C{n},missing,0{n}/02/2021 10:00,\n".encode())
        for n in (1, 2)
    ]
    with ThreadPoolExecutor() as together:
        for result in together.map(
            lambda source: import_files(tmp_path, [source], as_of=datetime(2021, 3, 1)), sources
        ):
            assert result.files[0].accepted == 1
    held = open_cursor(tmp_path).execute("select episode_id from episodes order by 1").fetchall()
    assert held == [("E1",), ("E2",)]


def test_a_reference_held_for_another_child_is_rejected_and_nothing_is_lost(tmp_path):
    head = "episode_id,child_id,category,missing_at,returned_at\n"
    first = Source("first.csv", f"{head}1,C1,missing,01/02/2021 10:00,\n".encode())
    rows = "1,C2,missing,05/02/2021 10:00,\n2,C2,missing,06/02/2021,\n"
    other = Source("other.csv", f"{head}{rows}".encode())
    import_files(tmp_path, [first], as_of=datetime(2021, 3, 1))
    result = import_files(tmp_path, [other], as_of=datetime(2021, 3, 1))
    assert [row["rule"] for row in result.files[0].rejected_rows] == ["reference-of-another-child"]
    held = open_cursor(tmp_path).execute("select child_id from episodes order by episode_id")
    assert held.fetchall() == [("C1",), ("C2",)]


def test_an_older_file_loaded_late_does_not_move_the_data_date_back(tmp_path):
    head = "episode_id,child_id,category,missing_at,returned_at\n"
    rows = Source("rows.csv", f"{head}1,C1,missing,01/02/2021 10:00,\n".encode())
    import_files(tmp_path, [rows], as_of=datetime(2021, 3, 1))
    children = Source("c.csv", b"child_id,date_of_birth\nC1,01/05/2006\n")
    import_files(tmp_path, [children], as_of=datetime(2020, 1, 1))
    held = open_cursor(tmp_path).execute("select data_date from snapshot").fetchone()
    assert held == (datetime(2021, 3, 1),)
