"""Who opened a child's record: what is written down, and that nothing is shown without it."""

import importlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from analytics.__main__ import main
from analytics.ingest import forget
from analytics.store import StoreRefused, access, current_number, publish, rollback, snapshots

TOP = Path(__file__).resolve().parents[1]
FORGETTING = importlib.import_module("analytics.ingest.forget")  # not the function


@pytest.fixture
def folder(hand_written_store, tmp_path):
    """A store of the hand-written episodes that a test may change."""
    return shutil.copytree(hand_written_store, tmp_path / "store")


def opened(folder, child_id="A", who="a.worker"):
    access.log_access(folder, who=who, child_id=child_id, where="page", snapshot=1)


def measure(folder, *arguments):
    return CliRunner().invoke(main, ["measure", *arguments, "--store", str(folder)])


def test_an_opening_is_one_line_that_says_who_when_what_and_where(folder):
    opened(folder, who="zoë.worker")
    (line,) = (folder / "ACCESS.jsonl").read_text(encoding="utf-8").splitlines()
    assert "zoë.worker" in line  # as it is written, for who reads the file itself
    written = json.loads(line)
    assert len(written.pop("at")) == len("2026-01-01T09:30:00")
    assert written == {"who": "zoë.worker", "child": "A", "where": "page", "snapshot": 1}


# One interpreter starts up and forks into as many processes as there are workers.
WRITING = """
import os, pathlib, sys
from analytics.store.access import log_access

for worker in sys.argv[2:]:
    if os.fork() == 0:
        for child in range(20):
            log_access(pathlib.Path(sys.argv[1]), who=worker, child_id=str(child), where="page",
                       snapshot=1)
        os._exit(0)
for _ in sys.argv[2:]:
    assert os.wait()[1] == 0
"""


@pytest.mark.skipif(os.name != "posix", reason="fork is POSIX's")
def test_lines_of_several_processes_stay_whole(folder):
    workers = ["one", "two", "three"]
    subprocess.run([sys.executable, "-c", WRITING, str(folder), *workers], cwd=TOP, check=True)
    lines = access.access_lines(folder)
    for worker in workers:
        own = [line["child"] for line in lines if line["who"] == worker]
        assert own == [str(child) for child in range(20)]
    assert len(lines) == 60


def test_a_line_is_never_written_on_after_half_a_line(folder):
    (folder / "ACCESS.jsonl").write_text('{"at": "2026-01-0', encoding="utf-8")
    opened(folder)
    assert [line["child"] for line in access.access_lines(folder)] == ["A"]


def test_where_nothing_can_be_written_the_opening_is_refused(folder):
    (folder / "ACCESS.jsonl").mkdir()  # as a folder without the right to write, for any account
    with pytest.raises(StoreRefused, match="shown only where the opening can be written down"):
        opened(folder)


def test_the_command_line_writes_down_each_time_that_it_prints_a_child(folder):
    for _ in range(2):
        assert measure(folder, "chronology", "--child", "A").exit_code == 0
    lines = access.access_lines(folder)
    assert [(line["child"], line["where"]) for line in lines] == [
        ("A", "command line: measure chronology")
    ] * 2
    assert {line["who"] for line in lines} == {access.account_name()}
    assert {line["snapshot"] for line in lines} == {1}


def test_the_command_line_prints_nothing_that_it_cannot_write_down(folder):
    (folder / "ACCESS.jsonl").mkdir()
    refused = measure(folder, "chronology", "--child", "A")
    assert refused.exit_code == 2
    assert "e01" not in refused.output and "written down" in refused.output


@pytest.mark.parametrize(
    "arguments", [["--child", "Z"], [], ["--child", "A", "--audience", "members"]]
)
def test_where_nothing_is_shown_nothing_is_written_down(folder, arguments):
    assert measure(folder, "chronology", *arguments).exit_code == 2
    assert measure(folder, "quarterly_summary").exit_code == 0
    assert not (folder / "ACCESS.jsonl").exists()


def test_the_log_stays_through_publishes_rollbacks_and_lists(folder):
    opened(folder)
    publish(folder, lambda con: None)
    rollback(folder)
    assert len(access.access_lines(folder)) == 1
    assert [snapshot["number"] for snapshot in snapshots(folder)] == [2, 1]


def test_a_forgotten_child_is_no_longer_named_but_the_opening_is_kept(folder):
    opened(folder, "A")
    opened(folder, "B")
    opened(folder, "A", who="another.worker")
    with (folder / "ACCESS.jsonl").open("a", encoding="utf-8") as log:
        log.write('{"at": "2026-01-01T09:30:00", "who": "a.worker", "child": "A"')  # goes
    forget(folder, "A")
    lines = access.access_lines(folder)
    assert [line["child"] for line in lines] == ["forgotten", "B", "forgotten"]
    assert [line["who"] for line in lines] == ["a.worker", "a.worker", "another.worker"]
    assert (folder / "ACCESS.jsonl").read_text(encoding="utf-8").count("\n") == 3


def test_forgetting_that_was_cut_short_before_the_log_is_finished_when_run_again(
    folder, monkeypatch
):
    opened(folder, "A")
    with monkeypatch.context() as patched:
        patched.setattr(FORGETTING, "forget_in_access_log", _cut_short)
        with pytest.raises(KeyboardInterrupt):
            forget(folder, "A")
    assert forget(folder, "A") == current_number(folder)
    assert [line["child"] for line in access.access_lines(folder)] == ["forgotten"]
    with pytest.raises(StoreRefused, match="No child 'A' is held"):
        forget(folder, "A")


def _cut_short(*_):
    raise KeyboardInterrupt


def test_an_account_without_a_name_is_written_down_by_its_number(monkeypatch):
    def nameless():
        raise KeyError("uid not found")

    monkeypatch.setattr("getpass.getuser", nameless)
    assert access.account_name().startswith(("account ", "unknown"))
