"""Which subject a source file belongs to, and which tests belong to it: see subjects.toml."""

import re
import tomllib
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
TOP = HERE.parents[1]


@dataclass(frozen=True)
class Subject:
    """`share`: how many changes are drawn for one of an ordinary subject."""

    name: str
    floor: str
    sources: tuple[str, ...]
    tests: tuple[str, ...]
    share: int = 1


def _subjects() -> tuple[Subject, ...]:
    tables = tomllib.loads((HERE / "subjects.toml").read_text(encoding="utf-8"))["subject"]
    patterns = ("sources", "tests")
    return tuple(Subject(**t | {key: tuple(t[key].split()) for key in patterns}) for t in tables)


SUBJECTS = _subjects()


def sources() -> list[str]:
    """Every SQL and Python file of analytics/, below it."""
    analytics = TOP / "analytics"
    found = [path for path in analytics.rglob("*") if path.suffix in (".py", ".sql")]
    return sorted(path.relative_to(analytics).as_posix() for path in found)


def subject_of(source: str) -> Subject | None:
    """The subject of a file of analytics/, named below it; None where no subject names it."""
    named = (s for s in SUBJECTS if any(fnmatch(source, pattern) for pattern in s.sources))
    return next(named, None)


def files_of_tests(subject: Subject, source: str | None = None, *, top: Path = TOP) -> list[str]:
    """The subject's test files below the top, each once, in the order of its patterns.

    Of a source file: first those called after it, then those that name it.
    """
    found: dict[Path, None] = {}
    for pattern in subject.tests:
        found |= dict.fromkeys(sorted((top / "tests").glob(pattern)))
    if source is None:
        files = list(found)
    else:
        files = sorted(found, key=lambda file: _distance(file, Path(source).stem))
    return [file.relative_to(top).as_posix() for file in files]


@cache
def _distance(file: Path, stem: str) -> int:
    if stem in file.stem:
        return 0
    named = re.search(rf"\b{re.escape(stem)}\b", file.read_text(encoding="utf-8"))
    return 1 if named else 2
