"""A publish killed at any moment loses nothing: what was in force stays in force and readable."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from analytics import store
from analytics.store.snapshots import snapshot_numbers

ROOT = Path(__file__).resolve().parent.parent
KILLS = 30

# One interpreter takes the start-up of Python and DuckDB on itself once; each publish is a fork of
# it, told the name of the child to add, and says when it begins and when it is done.
PUBLISHER = """
import os, sys
from pathlib import Path
from analytics import store

folder = Path(sys.argv[1])

def fill(con):
    con.execute("update snapshot set data_date = timestamp '2022-01-01 00:00:00'")
    con.execute("insert into children (child_id) values ($child)", {"child": child})
    con.execute(
        "insert into episodes (episode_id, child_id, category, missing_at)"
        " select $child || '-' || i, $child, 'missing', timestamp '2021-01-01' + to_hours(i)"
        " from range(2000) as r(i)",
        {"child": child},
    )

for line in sys.stdin:
    child = line.strip()
    publisher = os.fork()
    if publisher == 0:
        os.write(1, f"{os.getpid()}\\n".encode())
        store.publish(folder, fill)
        os._exit(0)
    _, status = os.waitpid(publisher, 0)
    os.write(1, b"done\\n")
"""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kill -9 and fork are POSIX's")


@pytest.fixture
def publisher(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", PUBLISHER, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        text=True,
        bufsize=1,
    )
    with process:
        yield process
        process.stdin.close()


def publish(publisher, child, kill_after=None):
    """Let a process publish the child; kill it after so many seconds. How long it ran."""
    publisher.stdin.write(f"{child}\n")
    process_id = int(publisher.stdout.readline())
    began = time.perf_counter()
    if kill_after is not None:
        time.sleep(kill_after)
        # Until its parent has waited for it, the process exists, even when it is already done.
        try:
            os.kill(process_id, signal.SIGKILL)
        except ProcessLookupError:
            pass
    assert publisher.stdout.readline() == "done\n"
    return time.perf_counter() - began


def children_in_force(folder):
    rows = store.open_cursor(folder).execute(
        "select child_id, count(*) from episode_facts group by child_id order by child_id"
    )
    return dict(rows.fetchall())


def test_a_publish_killed_at_thirty_random_moments_loses_nothing(tmp_path, publisher):
    publish(publisher, "first")
    duration = min(publish(publisher, f"measure{n}") for n in range(2))
    published = {"first", "measure0", "measure1"}
    generator = random.Random(20211031)
    killed = 0
    for number in range(KILLS):
        before = store.current_number(tmp_path)
        # One kill in every thirtieth of a publish, at a random moment within it.
        kill_after = duration * (number + generator.random()) / KILLS
        publish(publisher, f"child{number:02d}", kill_after)
        after = store.current_number(tmp_path)
        if after == before:
            killed += 1
        else:
            published.add(f"child{number:02d}")
        assert children_in_force(tmp_path) == dict.fromkeys(sorted(published), 2000)
        assert before in snapshot_numbers(tmp_path)
    assert killed >= KILLS // 2

    before = store.current_number(tmp_path)
    publish(publisher, "last")
    assert children_in_force(tmp_path) == dict.fromkeys(sorted(published | {"last"}), 2000)
    assert not list(tmp_path.glob("building-*"))
    assert all(snapshot["readable"] for snapshot in store.snapshots(tmp_path))
    assert store.rollback(tmp_path) == before


@pytest.mark.parametrize(
    ("moment", "leftovers"),
    [
        ("before the rename", ["building-000002-1.duckdb", "building-000002-1.duckdb.wal"]),
        ("while CURRENT is written", ["CURRENT.next"]),
    ],
)
def test_what_a_crash_left_at_each_step_is_cleared_by_the_next_publish(tmp_path, moment, leftovers):
    store.publish(tmp_path, lambda con: con.execute("insert into children (child_id) values ('A')"))
    for name in leftovers:
        (tmp_path / name).write_bytes(b"cut sho")
    assert [snapshot["number"] for snapshot in store.snapshots(tmp_path)] == [1]
    assert store.open_cursor(tmp_path).execute("select child_id from children").fetchall() == [
        ("A",)
    ]
    assert store.publish(tmp_path, lambda con: None) == 2
    there = {path.name for path in tmp_path.iterdir()} - {".lock"}
    assert there == {"CURRENT", "LOG.jsonl", "episodes-000001.duckdb", "episodes-000002.duckdb"}


def test_a_whole_snapshot_that_a_crash_kept_out_of_force_stays_and_can_be_put_in_force(tmp_path):
    store.publish(tmp_path, lambda con: con.execute("insert into children (child_id) values ('A')"))
    store.publish(tmp_path, lambda con: con.execute("insert into children (child_id) values ('B')"))
    log = tmp_path / "LOG.jsonl"  # killed between the rename and CURRENT
    log.write_text(log.read_text().splitlines()[0] + "\n")
    (tmp_path / "CURRENT").write_text("episodes-000001.duckdb\n")
    assert store.publish(tmp_path, lambda con: None) == 3
    assert snapshot_numbers(tmp_path) == [1, 2, 3]
    assert store.rollback(tmp_path, 2) == 2


def test_what_was_in_force_before_it_could_be_logged_can_still_be_gone_back_to(tmp_path):
    store.publish(tmp_path, lambda con: None)
    (tmp_path / "LOG.jsonl").unlink()  # killed between CURRENT and the log
    assert store.publish(tmp_path, lambda con: None) == 2
    assert store.publish(tmp_path, lambda con: None) == 3
    assert store.rollback(tmp_path, 1) == 1
