"""What a run found, as a page: how many were caught, and which were not and why."""

import tomllib
from collections import Counter
from pathlib import Path

from tests.mutation.change import KINDS, Change
from tests.mutation.copies import Outcome
from tests.mutation.subjects import Subject

HERE = Path(__file__).resolve().parent
RESULTS, ARGUED = HERE / "RESULTS.md", HERE / "argued.toml"
Tried = list[tuple[Subject, Change, Outcome]]
Reasons = dict[tuple[str, str, str, str], str]  # by a change's key
TOO_LONG = "took too long"


def reasons(path: Path = ARGUED) -> Reasons:
    """Why no test need catch a change, by the change's key; written by hand."""
    if not path.exists():
        return {}
    argued = tomllib.loads(path.read_text(encoding="utf-8")).get("argued", [])
    return {
        (one["file"], one["line"], _one_line(one["before"]), _one_line(one["after"])): one["reason"]
        for one in argued
    }


def _one_line(text: str) -> str:
    return " ".join(text.split())


def page(tried: Tried, seed: int, why: Reasons) -> str:
    """The page, in Markdown."""
    tried = sorted(tried, key=lambda one: (one[1].file, one[1].start))
    left = [(change, why.get(change.key)) for _, change, outcome in tried if not outcome.caught]
    open_ones = [change for change, reason in left if reason is None]
    argued = [(change, reason) for change, reason in left if reason is not None]
    caught = len(tried) - len(left)
    parts = [
        "# Changes that the tests were tried on",
        "Written by `python -m tests.mutation`; the reasons are in argued.toml.",
        f"Seed {seed}. **{caught} of {len(tried)} changes caught: {_share(caught, len(tried))}.** "
        f"{len(argued)} of the others are argued below, {len(open_ones)} are open; without those "
        f"argued {_share(caught, len(tried) - len(argued))} are caught. {_how_caught(tried)}",
        "## By floor",
        _table("Floor", [(subject.floor, outcome) for subject, _, outcome in tried]),
        "## By subject",
        _table("Subject", [(subject.name, outcome) for subject, _, outcome in tried]),
        "## By kind",
        _table("Kind", [(change.kind, outcome) for _, change, outcome in tried]),
        "\n".join(f"- {kind}: {meaning}" for kind, meaning in KINDS.items()),
        "## Not caught, open",
        "\n".join(_as_item(change) for change in open_ones) or "None.",
        "## Not caught, and why no test need catch it",
        "\n".join(f"{_as_item(change)}\n  {reason}" for change, reason in argued) or "None.",
        *_no_longer_needed(tried, why),
    ]
    return "\n\n".join(parts) + "\n"


def _share(caught: int, of: int) -> str:
    return f"{caught / of:.1%}" if of else "–"


def _how_caught(tried: Tried) -> str:
    by = Counter(
        "long" if outcome.by == TOO_LONG else "test" if "::" in outcome.by else "start"
        for _, _, outcome in tried
        if outcome.caught
    )
    return (
        f"Of those caught, a test failed for {by['test']}, the tests could not be started for "
        f"{by['start']}, and for {by['long']} they took too long."
    )


def _table(head: str, outcomes: list[tuple[str, Outcome]]) -> str:
    tried, caught = Counter(), Counter()
    for name, outcome in outcomes:
        tried[name] += 1
        caught[name] += outcome.caught
    rows = [
        f"| {name} | {number} | {caught[name]} | {_share(caught[name], number)} |"
        for name, number in tried.items()
    ]
    return "\n".join([f"| {head} | changes | caught | share |", "|---|--:|--:|--:|", *sorted(rows)])


def _as_item(change: Change) -> str:
    before, after = (_one_line(text) or "nothing" for text in (change.before, change.after))
    return (
        f"- `{change.file}:{change.line}` ({change.kind}) in `{change.line_text}`: "
        f"`{before}` → `{after}`"
    )


def _no_longer_needed(tried: Tried, why: Reasons) -> list[str]:
    caught = [change for _, change, outcome in tried if outcome.caught and change.key in why]
    if not caught:
        return []
    return ["## Argued, but caught", "\n".join(_as_item(change) for change in caught)]
