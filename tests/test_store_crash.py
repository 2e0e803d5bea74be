"""A publish killed at any moment loses nothing: what was in force stays in force and readable."""

import json
import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from analytics import store
from analytics.store.snapshots import log_lines, snapshot_numbers

ROOT = Path(__file__).resolve().parent.parent
KILLS = 30

# One interpreter takes the start-up of Python and DuckDB on itself once; each publish is a fork of
# it, told the child to add, how many episodes of it and the step at which to die, if at any. It
# says when it begins and when it is done.
PUBLISHER = """
import importlib, json, os, signal, sys
from pathlib import Path
from analytics import store

modules = {
    name: importlib.import_module(f"analytics.store.{name}") for name in ("publish", "snapshots")
}

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

def die_in_the_line(folder, *_, **__):
    with (folder / "LOG.jsonl").open("ab", buffering=0) as log:
        log.write(b'{"snapshot": 9')
    die()

def die_at_rename(number, when, whole=os.replace):
    renames = []
    def rename(*names):
        renames.append(names)
        if len(renames) == number and when == "before":
            die()
        whole(*names)
        if len(renames) == number:
            die()
    os.replace = rename

def die_at(step):
    where, *rest = step.split()
    if where == "rename":
        die_at_rename(int(rest[0]), rest[1])
    elif where in modules:
        function, death = rest[0], die_in_the_line if rest[1:] else die
        getattr(modules[where], function)
        setattr(modules[where], function, death)

for line in sys.stdin:
    told = json.loads(line)

    def fill(con):
        con.execute("update snapshot set data_date = timestamp '2022-01-01 00:00:00'")
        con.execute("insert into children (child_id) values ($child)", {"child": told["child"]})
        con.execute(
            "insert into episodes (episode_id, child_id, category, missing_at)"
            " select $child || '-' || i, $child, 'missing', timestamp '2021-01-01' + to_hours(i)"
            " from range($episodes) as r(i)",
            {"child": told["child"], "episodes": told["episodes"]},
        )
        if told["step"] == "filled":
            die()

    publisher = os.fork()
    if publisher == 0:
        os.write(1, f"{os.getpid()}\\n".encode())
        die_at(told["step"] or "nowhere")
        store.publish(Path(told["folder"]), fill)
        os._exit(0)
    _, status = os.waitpid(publisher, 0)
    os.write(1, f"{status}\\n".encode())
"""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kill -9 and fork are POSIX's")


@pytest.fixture(scope="module")
def publisher():
    process = subprocess.Popen(
        [sys.executable, "-c", PUBLISHER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        text=True,
        bufsize=1,
    )
    with process:
        yield process
        process.stdin.close()


def begin(publisher, folder, child, *, episodes=3, step=None):
    """Let a process begin to publish the child, dying at the step if one is given; its number."""
    told = {"folder": str(folder), "child": child, "episodes": episodes, "step": step}
    publisher.stdin.write(json.dumps(told) + "\n")
    return int(publisher.stdout.readline())


def end(publisher):
    """Wait for the process to end; whether it was killed."""
    status = int(publisher.stdout.readline())
    assert status in (0, signal.SIGKILL)
    return status == signal.SIGKILL


def children_in_force(folder):
    rows = store.open_cursor(folder).execute(
        "select child_id, count(*) from episode_facts group by child_id order by child_id"
    )
    return dict(rows.fetchall())


# Where a publish dies, in the order of its steps.
BEFORE_IN_FORCE = (
    "filled",
    "publish match_places",  # what was filled in is committed
    "publish derive",
    "publish check",
    "publish _flush",  # the file is whole
    "rename 1 before",  # of the file
    "rename 1 after",
    "snapshots _log",
    "snapshots _log half",
    "rename 2 before",  # of CURRENT; the log has its line
)
ONCE_IN_FORCE = ("rename 2 after", "publish keep_the_newest")


def test_a_publish_that_dies_at_any_of_its_steps_loses_nothing(tmp_path, publisher):
    begin(publisher, tmp_path, "first")
    assert not end(publisher)
    published = {"first": 3}
    for number, step in enumerate((*BEFORE_IN_FORCE, *ONCE_IN_FORCE)):
        before, child = store.current_number(tmp_path), f"child{number:02d}"
        begin(publisher, tmp_path, child, step=step)
        assert end(publisher), step
        if step in ONCE_IN_FORCE:
            published[child] = 3
        assert (store.current_number(tmp_path) != before) == (step in ONCE_IN_FORCE), step
        assert children_in_force(tmp_path) == published, step
        assert before in snapshot_numbers(tmp_path)
    assert_the_next_publish_is_whole(tmp_path, publisher, published | {"last": 3})


def assert_the_next_publish_is_whole(folder, publisher, expected):
    before = store.current_number(folder)
    begin(publisher, folder, "last")
    assert not end(publisher)
    assert children_in_force(folder) == expected
    assert not list(folder.glob("building-*"))
    assert all(snapshot["readable"] for snapshot in store.snapshots(folder))
    numbers = [line["snapshot"] for line in log_lines(folder)]
    assert len(set(numbers)) == len(numbers)
    assert store.rollback(folder) == before


@pytest.mark.deep
def test_a_publish_killed_at_thirty_random_moments_loses_nothing(tmp_path, publisher):
    began = time.perf_counter()
    begin(publisher, tmp_path, "first", episodes=2000)
    assert not end(publisher)
    duration = time.perf_counter() - began
    published = {"first": 2000}
    generator = random.Random(20211031)
    for number in range(KILLS):
        # One kill in every thirtieth of a publish, at a random moment within it; where that was
        # done before the kill, the next is killed earlier.
        kill_after = duration * (number + generator.random()) / KILLS
        child, killed = f"child{number:02d}", False
        while not killed:
            before = store.current_number(tmp_path)
            process_id = begin(publisher, tmp_path, child, episodes=2000)
            time.sleep(kill_after)
            kill(process_id)
            killed = end(publisher)
            if store.current_number(tmp_path) != before:
                published[child] = 2000
            assert children_in_force(tmp_path) == published
            assert before in snapshot_numbers(tmp_path)
            child, kill_after = f"{child}-again", kill_after / 2
    assert_the_next_publish_is_whole(tmp_path, publisher, published | {"last": 3})


def kill(process_id):
    try:
        os.kill(process_id, signal.SIGKILL)
    except ProcessLookupError:  # done, and its parent has waited for it
        pass


@pytest.fixture(scope="module")
def two_published(tmp_path_factory):
    """A store of two snapshots, with a child each; copied by who changes it."""
    folder = tmp_path_factory.mktemp("two-published")
    for child in "AB":
        insert = f"insert into children (child_id) values ('{child}')"  # noqa: S608 of this file
        store.publish(folder, lambda con, insert=insert: con.execute(insert))
    return folder


@pytest.fixture
def folder(two_published, tmp_path):
    return shutil.copytree(two_published, tmp_path / "store")


@pytest.mark.parametrize(
    ("moment", "leftovers"),
    [
        ("before the rename", ["building-000003-1.duckdb", "building-000003-1.duckdb.wal"]),
        ("while CURRENT is written", ["CURRENT.next"]),
    ],
)
def test_what_a_crash_left_at_each_step_is_cleared_by_the_next_publish(folder, moment, leftovers):
    for name in leftovers:
        (folder / name).write_bytes(b"cut sho")
    assert [snapshot["number"] for snapshot in store.snapshots(folder)] == [2, 1]
    children = store.open_cursor(folder).execute("select child_id from children order by 1")
    assert children.fetchall() == [("A",), ("B",)]
    assert store.publish(folder, lambda con: None) == 3
    there = {path.name for path in folder.iterdir()} - {".lock"}
    snapshots = {f"episodes-00000{number}.duckdb" for number in (1, 2, 3)}
    assert there == {"CURRENT", "LOG.jsonl"} | snapshots


def test_a_whole_snapshot_that_a_crash_kept_out_of_force_stays_and_can_be_put_in_force(folder):
    log = folder / "LOG.jsonl"  # killed between the rename and CURRENT
    log.write_text(log.read_text().splitlines()[0] + "\n")
    (folder / "CURRENT").write_text("episodes-000001.duckdb\n")
    assert store.publish(folder, lambda con: None) == 3
    assert snapshot_numbers(folder) == [1, 2, 3]
    assert store.rollback(folder, 2) == 2


def test_what_was_in_force_before_it_could_be_logged_can_still_be_gone_back_to(folder):
    # killed between CURRENT and the log, when the first had been published
    (folder / "LOG.jsonl").unlink()
    (folder / "episodes-000002.duckdb").unlink()
    (folder / "CURRENT").write_text("episodes-000001.duckdb\n")
    assert store.publish(folder, lambda con: None) == 2
    assert store.publish(folder, lambda con: None) == 3
    assert store.rollback(folder, 1) == 1


@pytest.mark.skipif(os.name != "posix", reason="a folder can be flushed on POSIX alone")
def test_each_file_and_then_its_name_is_on_the_disk_before_the_next_step(folder, monkeypatch):
    """A kill loses nothing that was written; a power cut loses what was not flushed."""
    done, fsync, replace = [], os.fsync, os.replace

    def note_flush(descriptor):
        fsync(descriptor)
        of_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        done.append("the folder" if of_folder else "a file")

    def note_rename(source, target):
        replace(source, target)
        done.append(Path(target).name)

    monkeypatch.setattr(os, "fsync", note_flush)
    monkeypatch.setattr(os, "replace", note_rename)
    store.publish(folder, lambda con: None)
    assert done == [
        *("a file", "episodes-000003.duckdb", "the folder"),
        *("a file", "CURRENT", "the folder"),
    ]
