"""Which format a file is of, told by its headers alone, and what is missing where it is none."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rapidfuzz import process

from analytics.ingest.columns import Column, Format, plain
from analytics.ingest.formats import FORMATS
from analytics.ingest.mapping import FileMapping, read_mapping
from analytics.ingest.reader import Sheet, read
from analytics.ingest.results import ImportRefused, Source

NAME_COLUMN = re.compile(r"(^|_)(full|first|last|middle|given|family|fore|sur)?_?names?(_|$)")
ALIKE = 70  # of 100: below it a header is not offered for a column


@dataclass(frozen=True)
class Recognised:
    """What a file was taken for.

    format is None where it is none of FORMATS; then `nearest` is the format most like it,
    `missing` the columns of that format that the file does not have, and `suggestions` for each
    of them the file's own header most like it, or None.
    """

    file: str
    format: str | None
    headers: tuple[str, ...]
    row_count: int
    nearest: str
    missing: tuple[str, ...]
    suggestions: dict[str, str | None]


@dataclass(frozen=True)
class Match:
    """A sheet, the format it is of, and for each field of it the number of the sheet's column."""

    sheet: Sheet
    kind: Format
    positions: dict[str, int]
    other_sheets: int = 0

    @property
    def missing(self) -> list[str]:
        """Needed columns that the sheet does not have."""
        return [c.header for c in self.kind.columns if c.needed and c.field not in self.positions]

    @property
    def unused(self) -> list[int]:
        """Numbers of the columns that the format does not know."""
        known = {plain(name) for name in self.kind.ignored}
        used = set(self.positions.values())
        headers = enumerate(self.sheet.headers)
        return [n for n, name in headers if name and n not in used and plain(name) not in known]


def recognise(
    source: Source, mapping: Path | Mapping | None = None, format: str | None = None
) -> Recognised:
    """What the file is taken for, or which columns are missing to be the format most like it.

    Raises ImportRefused where it cannot be read.
    """
    match = nearest_match(
        read(source), read_mapping(mapping).of(source.name, source.format or format)
    )
    free = [match.sheet.headers[number] for number in match.unused]
    return Recognised(
        file=source.name,
        format=None if match.missing else match.kind.name,
        headers=match.sheet.headers,
        row_count=len(match.sheet.cells),
        nearest=match.kind.name,
        missing=tuple(match.missing),
        suggestions={header: _most_like(header, free) for header in match.missing},
    )


def matched(source: Source, mapping: FileMapping) -> Match:
    """The file's sheet with its format; raises ImportRefused where it is of none."""
    match = nearest_match(read(source), mapping)
    if match.missing:
        raise ImportRefused(_unrecognised(source.name, match, mapping.format))
    if match.sheet.cut_off:
        last = match.sheet.cells.index[-1]
        raise ImportRefused(
            f"'{source.name}' is cut off in the middle of row {last}: export it again."
        )
    if match.sheet.cells.empty:
        raise ImportRefused(
            f"'{source.name}' has a header but no rows below it: export it again with its rows."
        )
    return match


def nearest_match(sheets: Sequence[Sheet], mapping: FileMapping) -> Match:
    """The first sheet that is of a format, with the format it has most columns of.

    Where none is: the sheet and format that lack least.
    """
    if mapping.format is not None and mapping.format not in FORMATS:
        raise ImportRefused(
            f"There is no format '{mapping.format}': choose one of {', '.join(FORMATS)}, or none."
        )
    kinds = [FORMATS[mapping.format]] if mapping.format else FORMATS.values()
    best = [
        max((_match(sheet, kind, mapping.columns) for kind in kinds), key=_likeness)
        for sheet in sheets
    ]
    whole = [match for match in best if not match.missing]
    if not whole:
        return max(best, key=_likeness)
    others = [sheet for sheet in sheets if sheet is not whole[0].sheet and len(sheet.cells)]
    return replace(whole[0], other_sheets=len(others))


def _match(sheet: Sheet, kind: Format, mapping: Mapping[str, str]) -> Match:
    named = [plain(header) for header in sheet.headers]
    numbers: dict[str, int] = {}
    for number, header in enumerate(named):
        if header in mapping:
            numbers.setdefault(mapping[header], number)
    for number, header in enumerate(named):
        if header not in mapping:  # what the mapping says comes before a name that happens to fit
            numbers.setdefault(header, number)
    positions = {}
    for column in kind.columns:
        written = next((name for name in _names(column) if name in numbers), None)
        if written:
            positions[column.field] = numbers[written]
    return Match(sheet, kind, positions)


def _names(column: Column) -> list[str]:
    return [plain(name) for name in (column.header, *column.also)]


def _likeness(match: Match) -> tuple:
    needed = sum(column.needed for column in match.kind.columns)
    return (not match.missing, len(match.positions) if not match.missing else 0,
            1 - len(match.missing) / needed)  # fmt: skip


def _most_like(header: str, free: Sequence[str]) -> str | None:
    found = process.extractOne(plain(header), free, processor=plain, score_cutoff=ALIKE)
    return found[0] if found else None


def _unrecognised(name: str, match: Match, format: str | None) -> str:
    needed = sum(column.needed for column in match.kind.columns)
    missing = ", ".join(match.missing)
    if format or len(match.missing) <= needed / 2:
        plural = "columns" if len(match.missing) > 1 else "column"
        return (
            f"'{name}' looks like {match.kind.name} but lacks the {plural} {missing}: "
            "add what is missing, or say with a mapping what it is called in the file."
        )
    headers = ", ".join(header[:40] for header in match.sheet.headers[:8])
    return (
        f"'{name}' is of no known kind (its columns: {headers}): use a template, or say with a "
        "mapping which column is which."
    )


def holds_names(header: str) -> bool:
    """Whether a column that no format knows looks as if it held people's names."""
    return bool(NAME_COLUMN.search(plain(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", header))))
