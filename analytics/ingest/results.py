"""What goes into an import and what comes back from it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True)
class Source:
    """A file to be imported: its name, for the messages, its bytes, and its kind where known."""

    name: str
    content: bytes
    format: str | None = None

    @classmethod
    def from_path(cls, path: str | Path) -> "Source":
        """The file at `path`; raises ImportRefused where it cannot be opened."""
        path = Path(path)
        try:
            return cls(path.name, path.read_bytes())
        except OSError as error:
            raise ImportRefused(
                f"'{path}' cannot be opened ({error.strerror}): check its name and place."
            ) from None


def with_own_names(sources: Sequence[Source]) -> list[Source]:
    """The files, a number behind the name of one that another has too."""
    named: dict[str, Source] = {}
    for source in sources:
        name, number = source.name, 1
        while name in named:
            number += 1
            name = f"{source.name} ({number})"
        named[name] = replace(source, name=name)
    return list(named.values())


@dataclass(frozen=True)
class FileResult:
    """What became of one file: rows_read = accepted + updated + unchanged + rejected.

    header: its first line as CSV, in the format's own words where they are known.
    rejected_rows: one dict per rule that a rejected row broke (row_number, rule, message, raw).
    warning_rows: one dict per warning (row_number, None for the whole file; rule, message).
    """

    file: str
    format: str
    sha256: str
    header: str
    rows_read: int
    accepted: int
    updated: int
    unchanged: int
    rejected: int
    rejected_rows: list[dict] = field(repr=False)
    warning_rows: list[dict] = field(repr=False)

    def as_dict(self) -> dict:
        """The counts, with the warnings counted too."""
        names = ("file", "format", "rows_read", "accepted", "updated", "unchanged", "rejected")
        return {name: getattr(self, name) for name in names} | {"warnings": len(self.warning_rows)}


@dataclass(frozen=True)
class ImportResult:
    """What became of an import. `snapshot` is None for a dry run, which publishes nothing."""

    snapshot: int | None
    import_id: int
    started_empty: bool
    as_of: datetime
    files: tuple[FileResult, ...]

    def as_dict(self) -> dict:
        """What the command line prints as JSON."""
        return {
            "snapshot": self.snapshot,
            "files": [file.as_dict() for file in self.files],
            "import_id": self.import_id,
            "started_empty": self.started_empty,
            "as_of": self.as_of.isoformat(sep=" "),
        }


class ImportRefused(Exception):
    """Nothing was published; the sentence says why and what to do.

    `result` holds the counts and the rejected rows where the files could be read but no row of
    them could be used; otherwise it is None.
    """

    def __init__(self, sentence: str, result: ImportResult | None = None):
        super().__init__(sentence)
        self.result = result
