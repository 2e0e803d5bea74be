"""Outcomes kept in a file as they come, so that a run can go on where it was stopped."""

import json
from pathlib import Path

from tests.mutation.change import Change
from tests.mutation.copies import Outcome


def keep(path: Path, change: Change, outcome: Outcome) -> None:
    """Add a line to the file."""
    line = {"key": change.key, "start": change.start, "caught": outcome.caught, "by": outcome.by}
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")


def kept_as_caught(path: Path) -> dict[tuple, Outcome]:
    """What the file says was caught, by a change's key and start; survivors are tried again."""
    if not path.exists():
        return {}
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {
        (tuple(line["key"]), line["start"]): Outcome(True, line["by"], 0.0)
        for line in lines
        if line["caught"]
    }
