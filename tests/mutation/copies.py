"""Copies of the tree, in each of which one change after another is tried."""

import itertools
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.mutation.change import Change
from tests.mutation.subjects import TOP

NOT_COPIED = ("__pycache__", ".git", ".venv", "venv", ".pytest_cache", ".hypothesis")
# pytest's codes: no test was found; a file is not there, or cannot be imported before any test
NO_TESTS, CANNOT_BEGIN = 5, 4


@dataclass(frozen=True)
class Outcome:
    """What the tests made of a change. `by`: the test that failed, or what else stopped them."""

    caught: bool
    by: str
    seconds: float


class Ended(Exception):
    """The process of a copy is there no longer."""


class Copy:
    """A copy of the tree below a folder, with a process that runs tests in it."""

    def __init__(self, folder: Path):
        self.tree = folder / "tree"
        shutil.copytree(TOP, self.tree, ignore=_not_copied)
        # Compiled files are known by their source's time: no change may have another's.
        self._times = itertools.count(1_000_000_000)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.mutation.warm"],
            cwd=self.tree,
            start_new_session=True,  # who stops the run stops this through close
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, files: list[str], seconds: float) -> dict:
        """Run the tests, at most so long; what warm.py answers."""
        self._process.stdin.write(json.dumps({"files": files, "seconds": seconds}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise Ended("The process that runs the tests has ended.")
        answer = json.loads(line)
        for left in ("pytest-tmp", ".hypothesis"):
            shutil.rmtree(self.tree / left, ignore_errors=True)
        return answer

    def try_out(self, change: Change, files: list[str], seconds: float) -> Outcome:
        """Run the tests with the change in place."""
        path = self.tree / change.file
        unchanged, before = path.read_bytes(), path.stat()
        try:
            path.write_bytes(change.applied(unchanged.decode("utf-8")).encode("utf-8"))
            time = next(self._times)
            os.utime(path, (time, time))
            return outcome_of(self.run(files, seconds))
        finally:
            path.write_bytes(unchanged)
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    def close(self) -> None:
        """End the process and what it runs; may be called again."""
        self._process.terminate()
        self._process.wait()
        self._process.stdin.close()
        self._process.stdout.close()


def _not_copied(folder: str, names: list[str]) -> set[str]:
    own = {"store"} if Path(folder) == TOP / "data" else set()
    return own.union(NOT_COPIED).intersection(names)


def outcome_of(answer: dict) -> Outcome:
    """What an answer of warm.py says. Raises RuntimeError where no test was run at all."""
    code, said, seconds = answer["code"], answer["said"], answer["seconds"]
    if code == NO_TESTS or (code == CANNOT_BEGIN and "file or directory not found" in said):
        raise RuntimeError(f"No test was run: {said}")
    if code is None:
        return Outcome(True, "took too long", seconds)
    if code == 0:
        return Outcome(False, "", seconds)
    failed = re.search(r"^(?:FAILED|ERROR) (\S+)", said, re.MULTILINE)
    return Outcome(True, failed[1] if failed else f"stopped with code {code}", seconds)
