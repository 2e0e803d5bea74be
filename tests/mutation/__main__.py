"""Change the product in one place at a time and see whether its tests notice.

python -m tests.mutation                    the whole draw, written into RESULTS.md
python -m tests.mutation --subject schema   changes to one subject of subjects.toml
python -m tests.mutation --at FILE          changes to one file, analytics/…
"""

import argparse
import sys
import time
from pathlib import Path

from tests.mutation.change import Change
from tests.mutation.copies import Outcome
from tests.mutation.kept import keep, kept_as_caught
from tests.mutation.results import RESULTS, Tried, page, reasons
from tests.mutation.run import UnchangedFails, try_all
from tests.mutation.sample import Drawn, drawn
from tests.mutation.subjects import Subject

SEED, CHANGES = 1, 336


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 1 where a change was neither caught nor argued."""
    asked = _parser().parse_args(arguments)
    try:
        changes = drawn(asked.seed, asked.limit, subject=asked.subject, at=asked.at)
        if asked.list:
            _say("\n".join(str(change) for _, change in changes))
            return 0
        tried = _try(changes, asked.jobs, asked.keep)
    except (UnchangedFails, ValueError) as error:
        _say(str(error))
        return 2
    why = reasons()
    text = page(tried, asked.seed, why)
    whole = asked.subject is None and asked.at is None and len(tried) >= CHANGES
    if whole:
        RESULTS.write_text(text, encoding="utf-8")
    _say(text)
    return int(any(not outcome.caught and change.key not in why for _, change, outcome in tried))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--subject", help="only this subject's files")
    parser.add_argument("--at", metavar="FILE", help="only this file, below the top")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--limit", type=int, default=CHANGES, help="how many changes at most")
    parser.add_argument("--jobs", type=int, default=1, help="how many subjects at a time")
    parser.add_argument("--list", action="store_true", help="list the changes and try none")
    parser.add_argument(
        "--keep",
        type=Path,
        metavar="FILE",
        help="keep outcomes here to go on after a stop; another tree needs another file",
    )
    return parser


def _try(changes: list[Drawn], jobs: int, file: Path | None) -> Tried:
    caught_before = kept_as_caught(file) if file else {}
    tried, waiting = [], []
    for subject, change in changes:
        outcome = caught_before.get((change.key, change.start))
        if outcome:
            tried.append((subject, change, outcome))
        else:
            waiting.append((subject, change))
    begun = time.monotonic()

    def heard(subject: Subject, change: Change | None, outcome: Outcome) -> None:
        if change is None:
            _say(f"{subject.name}: its tests pass unchanged, in {outcome.seconds:.0f} s")
            return
        tried.append((subject, change, outcome))
        if file:
            keep(file, change, outcome)
        said = f"caught by {outcome.by}" if outcome.caught else "NOT CAUGHT"
        minutes = (time.monotonic() - begun) / 60
        _say(f"{len(tried)}/{len(changes)} {minutes:.1f} min {change} {said}")

    if waiting:
        try_all(waiting, jobs, heard)
    return tried


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
