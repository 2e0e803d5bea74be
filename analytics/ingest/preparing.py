"""One file by itself: read, recognised, its text made values, each row held against the rules."""

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

from analytics.ingest.checks import ROW_CHECKS
from analytics.ingest.checks.context import Context
from analytics.ingest.columns import Format, convert, plain
from analytics.ingest.mapping import FileMapping
from analytics.ingest.recognition import Match, holds_names, matched
from analytics.ingest.results import FileResult, Source
from analytics.ingest.rules import Findings


@dataclass
class Prepared:
    """A file on its way into the store.

    rows: converted rows, by row number. outcomes: accepted, updated or unchanged, by row number,
    filled while the file is merged.
    """

    number: int
    name: str
    sha256: str
    match: Match
    findings: Findings
    rows: pd.DataFrame
    outcomes: dict[int, str] = field(default_factory=dict)

    @property
    def kind(self) -> Format:
        """The file's format."""
        return self.match.kind

    def usable(self) -> pd.DataFrame:
        """The rows that no rule has left out."""
        return self.findings.without_rejected(self.rows)

    def result(self) -> FileResult:
        """The counts, and what was found, in the order of the rows."""
        rejected = self.findings.rejected_rows()
        counts = Counter(said for n, said in self.outcomes.items() if n not in rejected)
        warnings = [w for w in self.findings.warnings if w[0] not in rejected]
        return FileResult(
            file=self.name,
            format=self.kind.name,
            sha256=self.sha256,
            header=self._header(),
            rows_read=len(self.match.sheet.cells),
            **{name: counts[name] for name in ("accepted", "updated", "unchanged")},
            rejected=len(rejected),
            rejected_rows=[
                {"row_number": n, "rule": rule, "message": message, "raw": self._raw(n)}
                for n, rule, message in sorted(set(self.findings.rejected))
            ],
            warning_rows=[
                {"row_number": n, "rule": rule, "message": message}
                for n, rule, message in sorted(warnings, key=lambda w: (w[0] or 0, *w[1:]))
            ],
        )

    def _raw(self, row_number: int) -> str:
        # names are never kept, not even in what is handed back for correction
        headers = self.match.sheet.headers
        hidden = {n for n in self.match.unused if holds_names(headers[n])}
        sheet = self.match.sheet
        cells = sheet.ragged.get(row_number, sheet.cells.loc[row_number])
        return _line("" if number in hidden else cell for number, cell in enumerate(cells))

    def _header(self) -> str:
        """What rows of `_raw` can be read under again, without the mapping that was given."""
        ours = {column.field: column.header for column in self.kind.columns}
        names = {number: ours[name] for name, number in self.match.positions.items()}
        taken = {plain(name) for name in names.values()}
        return _line(
            names.get(n, f"{header} (left out)" if plain(header) in taken else header)
            for n, header in enumerate(self.match.sheet.headers)
        )


def _line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()


def prepare(source: Source, number: int, mapping: FileMapping, context: Context) -> Prepared:
    """The file's rows as values, with what its rules found; raises ImportRefused."""
    match = matched(source, mapping)
    findings = Findings()
    _warn_of_columns(match, findings)
    if match.other_sheets:
        findings.add_for_file(
            "other-sheets",
            f"Of this workbook one sheet was read; {match.other_sheets} more with rows were not: "
            "save each as a file of its own and load them together.",
        )
    for row_number, cells in match.sheet.ragged.items():
        findings.add(
            "ragged-row",
            [row_number],
            f"The row has {len(cells)} cells, the header {len(match.sheet.headers)}: "
            "look for a missing or unquoted separator.",
        )
    texts = findings.without_rejected(_texts(match))
    rows = convert(texts, match.kind, findings)
    if match.kind.table in ROW_CHECKS:
        ROW_CHECKS[match.kind.table](rows, texts, findings, context)
    if match.kind.shape:
        rows = match.kind.shape(rows, findings)
    sha256 = hashlib.sha256(source.content).hexdigest()
    return Prepared(number, source.name, sha256, match, findings, rows)


def _texts(match: Match) -> pd.DataFrame:
    texts = match.sheet.cells[list(match.positions.values())]
    texts = texts.set_axis(list(match.positions), axis="columns")
    return texts.mask(texts.apply(lambda cells: cells.str.casefold()) == "null", "")


def _warn_of_columns(match: Match, findings: Findings) -> None:
    headers = [match.sheet.headers[number] for number in match.unused]
    names = [header for header in headers if holds_names(header)]
    others = [header for header in headers if not holds_names(header)]
    if names:
        findings.add_for_file(
            "names-not-kept", f"Names are not kept; left out: {', '.join(map(plain, names))}."
        )
    if others:
        findings.add_for_file(
            "extra-columns", f"Columns the format does not have, left out: {', '.join(others)}."
        )
