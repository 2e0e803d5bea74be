"""Which column of a file is which of ours, and of what kind the file is, where its reader says so.

As a table: {"format": kind, "columns": {theirs: ours}}, and under "files" the same by file name
for files that differ; or short {theirs: ours}, for which {ours: theirs} is understood too.
"""

import csv
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from analytics.ingest.columns import plain
from analytics.ingest.formats import FORMATS
from analytics.ingest.results import ImportRefused

WRITTEN = ("format", "columns", "files")
EXAMPLE = 'write TOML: a line [columns], and below it lines like "Person ref" = "child_id"'


@dataclass(frozen=True)
class FileMapping:
    """What is said of a file: its kind, None where not said, and its column's name → ours.

    Both names are plain.
    """

    format: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ColumnMapping:
    """What is said of every file, and what is said of some by their names."""

    every: FileMapping = field(default_factory=FileMapping)
    files: Mapping[str, FileMapping] = field(default_factory=dict)

    def of(self, file: str, format: str | None = None) -> FileMapping:
        """What is said of that file: its own kind, else `format`, else the kind of all files."""
        own = self.files.get(file, FileMapping())
        return FileMapping(
            own.format or format or self.every.format, {**self.every.columns, **own.columns}
        )


def read_mapping(mapping: Path | Mapping | ColumnMapping | None) -> ColumnMapping:
    """The mapping, from TOML, JSON, a CSV of two columns or a dict.

    Raises ImportRefused where it is none of these or names no column of ours.
    """
    if mapping is None:
        return ColumnMapping()
    if isinstance(mapping, ColumnMapping):
        return mapping
    if not isinstance(mapping, Mapping):
        mapping = _mapping_file(Path(mapping))
    if not _is_table(mapping):
        return ColumnMapping(FileMapping(columns=_columns(mapping)))
    files = mapping.get("files", {})
    if not isinstance(files, Mapping) or not all(isinstance(f, Mapping) for f in files.values()):
        raise ImportRefused(f"The mapping's 'files' is no table by file name: {EXAMPLE}.")
    return ColumnMapping(_of_file(mapping), {name: _of_file(said) for name, said in files.items()})


def _is_table(mapping: Mapping) -> bool:
    if any(isinstance(value, Mapping) for value in mapping.values()):
        unknown = [str(name) for name in mapping if name not in WRITTEN]
        if unknown:
            raise ImportRefused(
                f"The mapping's '{unknown[0]}' is not known: beside [columns] it may only say "
                "format, and under [files] the same for single files."
            )
        return True
    return set(mapping) == {"format"} and plain(str(mapping["format"])) not in _known()


def _of_file(said: Mapping) -> FileMapping:
    format, columns = said.get("format"), said.get("columns", {})
    if format is not None and format not in FORMATS:
        raise ImportRefused(
            f"The mapping's format '{format}' is not known: choose one of {', '.join(FORMATS)}, "
            "or none."
        )
    if not isinstance(columns, Mapping):
        raise ImportRefused(f"The mapping's 'columns' is no table: {EXAMPLE}.")
    return FileMapping(format, _columns(columns))


def _columns(columns: Mapping) -> dict[str, str]:
    known, theirs_to_ours = _known(), {}
    for one, other in columns.items():
        theirs, ours = plain(str(one)), plain(str(other))
        if ours not in known:
            theirs, ours = ours, theirs
        if ours not in known:
            raise ImportRefused(
                f"The mapping says '{one}' is '{other}', but neither is a column of ours: take the "
                "name from a template."
            )
        theirs_to_ours[theirs] = ours
    return theirs_to_ours


def _known() -> set[str]:
    return {
        plain(name)
        for kind in FORMATS.values()
        for column in kind.columns
        for name in (column.header, *column.also)
    }


def _mapping_file(path: Path) -> Mapping:
    try:
        text = path.read_text(encoding="utf-8-sig")
        if path.suffix.lower() == ".json":
            found = json.loads(text)
        elif path.suffix.lower() == ".csv":
            found = dict(row for row in csv.reader(text.splitlines()) if row)
        else:
            found = tomllib.loads(text)
    except (OSError, ValueError):
        found = None
    if not isinstance(found, Mapping):
        raise ImportRefused(f"The mapping '{path}' cannot be read: {EXAMPLE}.")
    return found
