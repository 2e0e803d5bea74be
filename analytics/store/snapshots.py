"""Which snapshots there are, which one is in force, and how that changes.

CURRENT                   the name of the file in force, replaced in one step
episodes-000012.duckdb    a snapshot, never changed once published
LOG.jsonl                 one line per publish and rollback: what, when, why
building-….duckdb         a snapshot being built, or what a crash left of one
"""

import json
import os
import shutil
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from filelock import FileLock, Timeout

from analytics.definitions import REFERENCE, TIME_ZONE

DEFAULT_FOLDER = REFERENCE.parent / "store"
# What the log calls a publish that loaded no file → how people are told of it.
PLACE_WORDS, FEEDBACK, AUDIT_ACTIONS = "place words", "feedback", "audit actions"
POLL, RUNNING_ORDER = "poll", "running order"
QUARTER_CLOSE, QUARTER_REOPEN = "quarter close", "quarter reopen"
SETTLED_HERE = {
    PLACE_WORDS: "words for places",
    FEEDBACK: "what the council said",
    AUDIT_ACTIONS: "actions after audits",
    POLL: "a poll",
    RUNNING_ORDER: "a running order",
    QUARTER_CLOSE: "a quarter signed off",
    QUARTER_REOPEN: "a quarter reopened",
}


class StoreRefused(Exception):
    """The store did not do what was asked; the sentence says why and nothing was changed."""


def local_now() -> datetime:
    """Now on a clock in the United Kingdom, wherever the server's own stands; whole seconds."""
    return datetime.now(ZoneInfo(TIME_ZONE)).replace(tzinfo=None, microsecond=0)


def store_folder(folder: str | Path | None = None) -> Path:
    """The folder given, else the environment's DASHBOARD_STORE, else data/store."""
    return Path(folder or os.environ.get("DASHBOARD_STORE") or DEFAULT_FOLDER)


def snapshot_path(folder: Path, number: int) -> Path:
    """Where the snapshot of that number lies."""
    return folder / f"episodes-{number:06d}.duckdb"


def snapshot_numbers(folder: Path) -> list[int]:
    """Numbers of the snapshot files in the folder, oldest first."""
    names = (path.stem.removeprefix("episodes-") for path in folder.glob("episodes-*.duckdb"))
    return sorted(int(name) for name in names if name.isdecimal())


def current_number(folder: Path) -> int | None:
    """Number of the snapshot in force; None where nothing has been published yet.

    Raises StoreRefused where CURRENT is lost or damaged though snapshots have been published: the
    store is then not empty, and saying so would put demonstration data in the place of real data.
    """
    try:
        name = (folder / "CURRENT").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        name = ""
        if not _logged_numbers(folder):
            return None
    except UnicodeDecodeError:
        name = ""
    number = name.removeprefix("episodes-").removesuffix(".duckdb")
    if not number.isdecimal() or not snapshot_path(folder, int(number)).exists():
        listed = ", ".join(map(str, _logged_numbers(folder))) or "none"
        raise StoreRefused(
            f"{folder / 'CURRENT'} names no snapshot that is there: put one back in force with "
            f"'python -m analytics rollback --to N'; there are: {listed}."
        )
    return int(number)


def _current_if_known(folder: Path) -> int | None:
    try:
        return current_number(folder)
    except StoreRefused:
        return None


def _logged_numbers(folder: Path) -> list[int]:
    """Numbers of the snapshot files that the log names, oldest first."""
    logged = {line["snapshot"] for line in log_lines(folder)}
    return [number for number in snapshot_numbers(folder) if number in logged]


def point_to(folder: Path, number: int, event: str, who: str | None = None) -> None:
    """Put the snapshot in force, in one step that a crash cannot halve, and log it."""
    before = _current_if_known(folder)
    beside = folder / "CURRENT.next"
    with beside.open("w", encoding="utf-8") as file:
        file.write(snapshot_path(folder, number).name + "\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, folder / "CURRENT")
    flush_folder(folder)
    _log(folder, number, event, before, who)


def _log(folder: Path, number: int, event: str, before: int | None = None, who=None) -> None:
    line = {"snapshot": number, "event": event, "before": before, "at": local_now().isoformat()}
    if who is not None:
        line["who"] = who
    with (folder / "LOG.jsonl").open("ab+") as log:
        if log.tell():
            log.seek(-1, os.SEEK_END)
            if log.read(1) != b"\n":  # a crash cut the last line short: do not write on after it
                log.write(b"\n")
        log.write(json.dumps(line).encode() + b"\n")


def flush_folder(folder: Path) -> None:
    """Make renames in the folder survive a power cut, where the operating system can."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)


def log_lines(folder: Path) -> list[dict]:
    """The log, oldest first; a last line that a crash cut short is left out."""
    try:
        lines = (folder / "LOG.jsonl").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    return [json.loads(line) for line in lines if line.startswith("{") and line.endswith("}")]


def locked(folder: Path, seconds: float = 600) -> FileLock:
    """The lock that one publisher at a time holds; creates the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    return FileLock(folder / ".lock", timeout=seconds)


def published_numbers(folder: Path) -> list[int]:
    """Numbers of the snapshots that can be put in force, oldest first.

    A file that no log line and not CURRENT names is what a crash left between its rename and its
    turn.
    """
    published = {*_logged_numbers(folder), _current_if_known(folder)}
    return [number for number in snapshot_numbers(folder) if number in published]


def clear_leftovers(folder: Path) -> None:
    """Delete what a crash left: half-built files, and whole ones that were never put in force.

    What was put in force just before a crash, and so never logged, is logged now: it can then
    still be put back in force after the next publish.
    """
    for path in folder.glob("building-*"):
        delete_leftover(path)
    current = _current_if_known(folder)
    if current is not None and current not in _logged_numbers(folder):
        _log(folder, current, event="publish")
    published = published_numbers(folder)
    for number in snapshot_numbers(folder):
        if number not in published:
            delete_snapshot(folder, number)


def delete_leftover(path: Path) -> None:
    """Delete a half-built file, or the folder that DuckDB spilled into while building it."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def delete_snapshot(folder: Path, number: int) -> bool:
    """Delete a snapshot's file; False where Windows refuses because a reader has it open."""
    try:
        snapshot_path(folder, number).unlink(missing_ok=True)
    except PermissionError:
        return False
    return True


def keep_the_newest(folder: Path, kept: int) -> None:
    """Delete snapshots beyond the number kept, never the one in force.

    Those that only changed what is recorded in the dashboard itself go before any import, of each
    the oldest first: an afternoon of settling words leaves the imports that can be gone back to.
    """
    current = current_number(folder)
    settled = {line["snapshot"] for line in log_lines(folder) if line["event"] in SETTLED_HERE}
    numbers = sorted(snapshot_numbers(folder), key=lambda number: (number not in settled, number))
    for number in numbers[:-kept]:
        if number != current:
            delete_snapshot(folder, number)


def rollback(folder: Path, number: int | None = None) -> int:
    """Put an earlier snapshot back in force and return its number.

    Without a number: the one that the one in force was made from. Nothing is deleted, so a
    rollback can itself be undone. Raises StoreRefused where there is no such snapshot.
    """
    try:
        with locked(folder, seconds=60):
            clear_leftovers(folder)
            there = snapshot_numbers(folder)
            if number is None:
                number = _made_from(folder, current_number(folder))
            if number not in there:
                listed = ", ".join(map(str, there)) or "none"
                raise StoreRefused(f"There is no snapshot {number}; there are: {listed}.")
            point_to(folder, number, event="rollback")
            return number
    except Timeout:
        raise StoreRefused(
            "An import is being published just now; try again in a minute."
        ) from None


def _made_from(folder: Path, current: int | None) -> int:
    """The snapshot that was in force when the current one was published.

    One that only brought another up to date holds the same rows, and one may be deleted by now:
    both lead on to what they were made from.
    """
    there = snapshot_numbers(folder)
    made = {
        line["snapshot"]: line
        for line in log_lines(folder)
        if line["event"] != "rollback" and line.get("before")
    }
    while current in made and (
        made[current]["event"] == "update" or made[current]["before"] not in there
    ):
        current = made[current]["before"]
    if current in made:
        return made[current]["before"]
    raise StoreRefused("There is no earlier snapshot to go back to.")
