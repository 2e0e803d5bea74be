"""Every rule that an import holds rows against, and where findings are collected.

Analysts know DfE's numbers, so a rule that DfE has keeps its number; the others have short names.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd


@dataclass(frozen=True)
class Rule:
    """`severity`: reject leaves the row out, warn keeps it and says so."""

    severity: str
    sentence: str
    source: str


DFE = "DfE, SSDA903 validation rules"
HOUSE = "This dashboard"

RULES: dict[str, Rule] = {
    "1004": Rule("reject", "The start of the episode is blank or not a date.", DFE),
    "1005": Rule("reject", "The end of the episode is not a date.", DFE),
    "1006": Rule("reject", "The type is neither missing (M) nor away (A).", DFE),
    "564": Rule("reject", "A type is given, but the start is blank.", DFE),
    "565": Rule("reject", "A start is given, but the type is blank.", DFE),
    "566": Rule("reject", "An end is given, but the type is blank.", DFE),
    "567": Rule("reject", "The episode ends before it starts.", DFE),
    "570": Rule("reject", "The episode starts after the end of the collection year.", DFE),
    "571": Rule("reject", "The episode ends outside the collection year.", DFE),
    "586": Rule("reject", "The episode starts on or before the child's date of birth.", DFE),
    "574": Rule("warn", "The episode overlaps another of the child, or one is still open.", DFE),
    "575": Rule("warn", "The placement has ended, but the episode is still open.", DFE),
    "577": Rule("warn", "The child has left care, but the episode is still open.", DFE),
    "578": Rule("warn", "The episode starts after the child left care.", DFE),
    "581": Rule("warn", "The episode starts before the child came into care.", DFE),
    "INT04": Rule("warn", "No Header or children file has this child.", DFE),
    "INT13": Rule("warn", "The date of birth differs from the child's in the Header.", DFE),
    "blank-cell": Rule("reject", "A cell that every row needs is blank.", HOUSE),
    "not-a-date": Rule("reject", "A cell that holds a date has something else.", HOUSE),
    "not-a-number": Rule("reject", "A cell that holds a number has something else.", HOUSE),
    "unknown-code": Rule("reject", "A cell has a word that is not on its list.", HOUSE),
    "ragged-row": Rule("reject", "The row has more or fewer cells than the header.", HOUSE),
    "duplicate-row": Rule("reject", "An earlier row of the file says otherwise.", HOUSE),
    "ends-before-start": Rule("reject", "A period ends before it starts.", HOUSE),
    "interview-without-date": Rule("reject", "A completed interview has no date.", HOUSE),
    "interview-before-return": Rule(
        "reject", "The interview was held before the child was back.", HOUSE
    ),
    "interview-still-missing": Rule(
        "reject", "The interview was held, but the child is still missing.", HOUSE
    ),
    "interview-unknown-episode": Rule(
        "reject", "The interview covers no episode that is known.", HOUSE
    ),
    "interview-of-another-child": Rule(
        "reject", "The interview covers another child's episode.", HOUSE
    ),
    "reference-of-another-child": Rule(
        "reject", "The reference is held for an episode of another child.", HOUSE
    ),
    "unknown-measure": Rule(
        "warn", "An action should move a figure that this dashboard does not know.", HOUSE
    ),
    "meeting-before-birth": Rule(
        "reject", "The meeting was held on or before the child's date of birth.", HOUSE
    ),
    "unknown-episode": Rule("reject", "No episode has this reference.", HOUSE),
    "unknown-interview": Rule("reject", "No interview has this reference.", HOUSE),
    "companion-is-the-child": Rule("reject", "The companion is the same child.", HOUSE),
    "after-data-date": Rule("warn", "A date lies after the moment the file was made.", HOUSE),
    "clock-change": Rule(
        "warn", "The clock change skips or repeats this time, so hours may be one off.", HOUSE
    ),
    "unknown-place": Rule("warn", "The place is not in the gazetteer; its words are kept.", HOUSE),
    "similar-place": Rule("warn", "The place was known by likeness to its name.", HOUSE),
    "place-by-postcode": Rule("warn", "The place was known by its postcode alone.", HOUSE),
    "outcome-from-date": Rule("warn", "An interview date without outcome counts as held.", HOUSE),
    "interview-without-time": Rule(
        "warn", "Of an interview given as a day only, no hours can be worked out.", HOUSE
    ),
    "interview-without-details": Rule(
        "warn", "The file says that interviews were accepted, but not when they were held.", HOUSE
    ),
    "unknown-postcode": Rule("warn", "Placements without a postcode that ONS knows.", HOUSE),
    "same-day-placements": Rule("warn", "Of placements from the same day the last counts.", HOUSE),
    "no-sibling-group": Rule("warn", "A word for none is no reference of siblings.", HOUSE),
    "other-sheets": Rule("warn", "Of a workbook the first sheet of a known kind is read.", HOUSE),
    "extra-columns": Rule("warn", "Columns that the format does not have are left out.", HOUSE),
    "names-not-kept": Rule("warn", "Columns with names are left out: names are not kept.", HOUSE),
}


@dataclass
class Findings:
    """What was found in one file: (row number or None, rule, message), in no particular order."""

    rejected: list[tuple[int, str, str]] = field(default_factory=list)
    warnings: list[tuple[int | None, str, str]] = field(default_factory=list)

    def add(self, rule: str, rows: Iterable[int], messages: str | Iterable[str]) -> None:
        """Note the rule for each row, with one message for all or one for each."""
        rows = [int(row) for row in rows]
        listed = [messages] * len(rows) if isinstance(messages, str) else list(messages)
        found = [(row, rule, message) for row, message in zip(rows, listed, strict=True)]
        (self.rejected if RULES[rule].severity == "reject" else self.warnings).extend(found)

    def add_for_file(self, rule: str, message: str) -> None:
        """Note a warning about the whole file."""
        self.warnings.append((None, rule, message))

    def rejected_rows(self) -> set[int]:
        """The numbers of the rows to leave out."""
        return {row for row, _, _ in self.rejected}

    def without_rejected(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows, indexed by row number, that no rule has left out."""
        return rows[~rows.index.isin(list(self.rejected_rows()))]
