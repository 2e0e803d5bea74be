"""Which snapshots there are, which one is in force, and how that changes.

CURRENT                   the name of the file in force, replaced in one step
episodes-000012.duckdb    a snapshot, never changed once published
LOG.jsonl                 one line per publish and rollback: what, when, why
building-….duckdb         a snapshot being built, or what a crash left of one

Deleted are only half-built files, by their name, and old snapshots that the log names; and where a
child is forgotten, what else may hold it. Whatever else lies in the folder may be all that is left
of a council's records.
"""

import json
import os
import re
import shutil
import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from filelock import FileLock

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
SNAPSHOT = re.compile(r"episodes-(0\d{5}|[1-9]\d{5,8})\.duckdb")
HALF_BUILT = re.compile(r"building-\d{6,}-\d+\.duckdb(\.wal|\.tmp)?")
# What an operating system, or this program before it first publishes, leaves in a folder.
LEFT_IN_EMPTY_FOLDERS = ("lost+found", "desktop.ini", "Thumbs.db", "CURRENT.next")


class StoreRefused(Exception):
    """The store did not do what was asked; the sentence says why and nothing was changed."""


class NotWritten(StoreRefused):
    """A publish that a file stopped which could not be read or written: a full disk, say."""


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
    """Numbers of the snapshot files in the folder, oldest first; none where there is no folder.

    Raises OSError where the folder cannot be looked into: it may then be full of them.
    """
    try:
        found = [SNAPSHOT.fullmatch(name) for name in os.listdir(folder)]
    except FileNotFoundError:
        return []
    return sorted(int(name[1]) for name in found if name)


def current_number(folder: Path) -> int | None:
    """Number of the snapshot in force; None where nothing has been published yet.

    Raises StoreRefused where CURRENT or the file it names is lost though there is, or was, data:
    the store is then not empty, and saying so would put demonstration data in the place of real
    data.
    """
    number = _named_by_current(folder)
    if number is None and _holds_a_store(folder):
        # another process may stand between the last two steps of its first publish
        time.sleep(0.2)
        number = _named_by_current(folder)
    if number is not None and snapshot_path(folder, number).exists():
        return number
    if number is None and not _holds_a_store(folder):
        return None
    raise StoreRefused(_what_is_lost(folder, number))


def _named_by_current(folder: Path) -> int | None:
    """The number that CURRENT names; None where it is missing or no such name is in it."""
    try:
        name = (folder / "CURRENT").read_text(encoding="utf-8").strip()
    except (FileNotFoundError, IsADirectoryError, UnicodeDecodeError):
        return None
    number = name.removeprefix("episodes-").removesuffix(".duckdb")
    return int(number) if number.isdecimal() else None


def _holds_a_store(folder: Path) -> bool:
    """Whether any part of a store is there: a snapshot, the pointer or the log."""
    parts = (folder / "CURRENT", folder / "LOG.jsonl")
    return bool(snapshot_numbers(folder)) or any(part.exists() for part in parts)


def _what_is_lost(folder: Path, number: int | None) -> str:
    lost = "CURRENT, which names the snapshot in force, is missing or damaged"
    if number is not None:
        lost = f"snapshot {number}, which is in force, is missing"
    there = ", ".join(map(str, snapshot_numbers(folder)))
    if not there:
        return f"The store is damaged: {lost}, and no other is there. Restore it from a backup."
    return (
        f"The store is damaged: {lost}. Put a snapshot in force with "
        f"'python -m analytics rollback --to N'; there are: {there}."
    )


def is_empty(folder: Path) -> bool:
    """Whether nothing lies in the folder but what this program leaves before it first publishes.

    A folder that is not there is empty; hidden files do not count.
    """
    if not folder.exists():
        return True
    names = set(os.listdir(folder)).difference(LEFT_IN_EMPTY_FOLDERS)
    return all(name.startswith(".") or HALF_BUILT.fullmatch(name) for name in names)


def _current_if_known(folder: Path) -> int | None:
    """Number of the snapshot in force, for whoever holds the lock; None where it is lost, too.

    Nothing has to be waited for: nobody else can stand between two steps of a publish.
    """
    number = _named_by_current(folder)
    there = number is not None and snapshot_path(folder, number).exists()
    return number if there else None


def logged_numbers(folder: Path) -> set[int]:
    """Numbers of the snapshots that the log says were published, whether they are still there."""
    return {line["snapshot"] for line in log_lines(folder) if line["event"] != "rollback"}


def next_number(folder: Path) -> int:
    """The number of the next snapshot: none that ever was, since a reader may hold that file."""
    return max([0, *snapshot_numbers(folder), *logged_numbers(folder)]) + 1


def point_to(folder: Path, number: int, event: str, who: str | None = None) -> None:
    """Log the snapshot and put it in force, in one step that a crash cannot halve.

    The log comes first: where it cannot be written, nothing was changed, and that can be said.
    """
    _log(folder, number, event, _current_if_known(folder), who)
    beside = folder / "CURRENT.next"
    with beside.open("w", encoding="utf-8") as file:
        file.write(snapshot_path(folder, number).name + "\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, folder / "CURRENT")
    flush_folder(folder)


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
    """The log, oldest first, without lines that a crash cut short or somebody else wrote."""
    try:
        text = (folder / "LOG.jsonl").read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return []
    lines = [_read(line) for line in text.splitlines()]
    return [line for line in lines if line is not None]


def _read(line: str) -> dict | None:
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    if not isinstance(entry, dict) or not isinstance(entry.get("event"), str):
        return None
    numbers = [entry.get("snapshot"), entry.get("before") or 0]
    are_numbers = all(type(number) is int and 0 <= number < 10**9 for number in numbers)
    return entry if are_numbers else None


def locked(folder: Path, seconds: float = 600) -> FileLock:
    """The lock that one publisher at a time holds; creates the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    return FileLock(folder / ".lock", timeout=seconds)


def clear_leftovers(folder: Path) -> None:
    """Delete what a crash left half-built, and nothing else.

    What was put in force just before a crash, and so never logged, is logged now.
    """
    for path in folder.glob("building-*"):
        if HALF_BUILT.fullmatch(path.name):
            delete_leftover(path)
    current = _current_if_known(folder)
    if current is not None and current not in logged_numbers(folder):
        _log(folder, current, event="publish")


def delete_leftover(path: Path) -> None:
    """Delete a half-built file, or the folder that DuckDB spilled into while building it."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def delete_snapshot(folder: Path, number: int) -> bool:
    """Delete a snapshot's file; False where that is refused, as Windows does while it is read."""
    try:
        snapshot_path(folder, number).unlink(missing_ok=True)
    except OSError:
        return False
    return True


def keep_the_newest(folder: Path, kept: int) -> None:
    """Delete the log's snapshots beyond the number kept, never the one in force.

    Those that only changed what is recorded in the dashboard itself go before any import, of each
    the oldest first: an afternoon of settling words leaves the imports that can be gone back to.
    A snapshot that the log does not name was put here by somebody and stays.
    """
    current = current_number(folder)
    settled = {line["snapshot"] for line in log_lines(folder) if line["event"] in SETTLED_HERE}
    logged = logged_numbers(folder) & set(snapshot_numbers(folder))
    numbers = sorted(logged, key=lambda number: (number not in settled, number))
    for number in numbers[:-kept]:
        if number != current:
            delete_snapshot(folder, number)
