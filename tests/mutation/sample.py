"""Which of all changes are made: the same for the same seed, spread over subjects and kinds."""

import random
from collections import Counter
from collections.abc import Iterator

from tests.mutation.change import KINDS, Change
from tests.mutation.every_change import can_be_run, changes_of
from tests.mutation.subjects import SUBJECTS, TOP, Subject, sources, subject_of

Drawn = tuple[Subject, Change]


def drawn(seed: int, limit: int, *, subject: str | None = None, at: str | None = None):
    """So many changes, each with its subject: the first of a longer draw are those of a shorter.

    Subjects take turns, by their share; within one the kinds take turns, and within a kind the
    files. Raises ValueError where no subject has that name, or no file.
    """
    texts = _texts(at)
    chosen = [s for s in SUBJECTS if subject in (None, s.name)]
    if not chosen:
        raise ValueError(f"No subject {subject!r}: choose from {_listed()}.")
    waiting = {s: _of_subject(s, texts, seed) for s in chosen}
    found: list[Drawn] = []
    while waiting and len(found) < limit:
        for one, changes in list(waiting.items()):
            for _ in range(one.share):
                change = next(changes, None)
                if change is None:
                    waiting.pop(one, None)
                elif len(found) < limit:
                    found.append((one, change))
    return found


def _listed() -> str:
    return ", ".join(s.name for s in SUBJECTS)


def _texts(at: str | None) -> dict[str, str]:
    """The text of each file, or of the one, by its path below the top."""
    paths = [f"analytics/{source}" for source in sources()]
    if at is not None:
        if at not in paths:
            raise ValueError(f"No file {at!r}: name an SQL or Python file of analytics/.")
        paths = [at]
    return {path: (TOP / path).read_text(encoding="utf-8") for path in paths}


def _of_subject(subject: Subject, texts: dict[str, str], seed: int) -> Iterator[Change]:
    own = {f: text for f, text in texts.items() if subject_of(f.split("/", 1)[1]) is subject}
    by_kind: dict[str, list[Change]] = {kind: [] for kind in KINDS}
    for file, text in own.items():
        for change in changes_of(file, text):
            by_kind[change.kind].append(change)
    turns = [_shuffled(found, f"{seed} {subject.name} {kind}") for kind, found in by_kind.items()]
    random.Random(f"{seed} {subject.name}").shuffle(turns)
    taken = set()
    while any(turns):
        for turn in turns:
            while turn:
                change = turn.pop(0)
                place = (change.file, change.start)  # one change there is enough
                if place not in taken and can_be_run(change, own[change.file]):
                    taken.add(place)
                    yield change
                    break


def _shuffled(changes: list[Change], seed: str) -> list[Change]:
    """At random, but the first of every file before the second of any."""
    mixed = random.Random(seed).sample(changes, len(changes))
    before: Counter[str] = Counter()
    ranks = []
    for change in mixed:
        ranks.append(before[change.file])
        before[change.file] += 1
    order = sorted(range(len(mixed)), key=ranks.__getitem__)
    return [mixed[i] for i in order]
