"""Who opened the record of a single child, when and where: ACCESS.jsonl beside the snapshots.

One line per opening, oldest first: at (local time), who (who signed in; without sign-in the account
that runs the dashboard, whoever looks; of a command whose account it is), child (the reference,
"forgotten" once the child is), where (the page, or the command) and snapshot (its number). The
page writes once a session and child, other pages nothing. The publishing of snapshots never
touches the file.
"""

import getpass
import json
import os
from pathlib import Path

from filelock import FileLock, Timeout

from analytics.store.snapshots import StoreRefused, flush_folder, local_now

FORGOTTEN = "forgotten"
SECONDS_TO_WAIT = 10
NOT_RECORDED = (
    "The record of a child is shown only where the opening can be written down, and ACCESS.jsonl "
    "in the store's folder cannot be written: {why}. Give the dashboard's account the right to."
)


def account_name() -> str:
    """The operating system's account that this process runs under; its number where it has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return f"account {os.getuid()}" if hasattr(os, "getuid") else "unknown account"


def log_access(folder: Path, *, who: str, child_id: str, where: str, snapshot: int) -> None:
    """Append one line: this person opened this child's record.

    Raises StoreRefused where it cannot be written: the caller then shows nothing of the child.
    """
    line = {"at": local_now().isoformat(), "who": who, "child": child_id, "where": where}
    text = json.dumps(line | {"snapshot": snapshot}, ensure_ascii=False)
    path = _path(folder)
    try:
        with _locked(folder), path.open("ab+") as log:
            begins = "\n" if _is_cut_short(log) else ""  # do not write on after half a line
            log.write(f"{begins}{text}\n".encode())
            log.flush()
            os.fsync(log.fileno())
    except Timeout:
        raise StoreRefused(NOT_RECORDED.format(why="another process holds it")) from None
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise StoreRefused(NOT_RECORDED.format(why=why)) from None


def access_lines(folder: Path) -> list[dict]:
    """The openings, oldest first; a last line that a crash cut short is left out."""
    lines = [_read(line) for line in _lines(folder)]
    return [line for line in lines if line is not None]


def forget_in_access_log(folder: Path, child_id: str) -> bool:
    """Put "forgotten" in the place of the child's reference; whether it was there.

    That somebody opened a record, and when, is kept: it is about the staff. What cannot be read as
    a line and has the reference in it is left out.
    """
    if not _path(folder).exists():
        return False
    try:
        with _locked(folder):
            lines = _lines(folder)
            changed = [_without(child_id, line) for line in lines]
            kept = [line for line in changed if line is not None]
            if kept != lines:
                _write_anew(folder, kept)
            return kept != lines
    except Timeout:
        raise StoreRefused(
            "ACCESS.jsonl still names the child, because another process holds it: run forget "
            "again."
        ) from None


def _write_anew(folder: Path, lines: list[str]) -> None:
    beside = folder / "ACCESS.next"
    with beside.open("w", encoding="utf-8", newline="\n") as log:
        log.writelines(f"{line}\n" for line in lines)
        log.flush()
        os.fsync(log.fileno())
    os.replace(beside, _path(folder))
    flush_folder(folder)


def _without(child_id: str, line: str) -> str | None:
    """The line without the child's reference; None where it cannot be told apart from the rest."""
    opening = _read(line)
    if opening is None:
        return None if child_id in line else line
    if opening.get("child") != child_id:
        return line
    return json.dumps(opening | {"child": FORGOTTEN}, ensure_ascii=False)


def _path(folder: Path) -> Path:
    return folder / "ACCESS.jsonl"


def _locked(folder: Path) -> FileLock:
    """A lock of its own: a publish may hold the other for minutes."""
    return FileLock(folder / ".access.lock", timeout=SECONDS_TO_WAIT)


def _is_cut_short(log) -> bool:
    if not log.tell():
        return False
    log.seek(-1, os.SEEK_END)
    return log.read(1) != b"\n"


def _lines(folder: Path) -> list[str]:
    try:
        text = _path(folder).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return []
    return text.split("\n")[:-1] if text.endswith("\n") else text.split("\n")


def _read(line: str) -> dict | None:
    try:
        opening = json.loads(line)
    except ValueError:
        return None
    return opening if isinstance(opening, dict) else None
