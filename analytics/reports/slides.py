"""What a report is made of before any file format: slides with a finding, a picture and a table.

Every cell of a table, and every label of a picture, is text already: the page, the slide, the
workbook, the HTML and the CSV write the same text.
"""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from analytics.definitions import AUTHORITY_NAME

READERS = {
    "staff": "staff only",
    "members": "members",
    "council": "the council of children in care",
}
WITHHELD_COLOUR = "grid"  # of what is withheld of a whole, together
Kind = Literal["bars", "columns", "stacked_columns", "stacked_bars", "lines"]


@dataclass(frozen=True)
class Series:
    """One series of a picture: values and texts as many as the picture has categories.

    values: None where withheld or there is nothing. texts: each value's label, "c" where withheld.
    colour: a name of definitions.COLOURS. hatched: told apart by more than colour.
    """

    name: str
    values: tuple[float | None, ...]
    texts: tuple[str, ...]
    colour: str
    hatched: bool = False


@dataclass(frozen=True)
class Picture:
    """A chart that each format draws with its own means.

    bars lie, columns stand; stacked ones put the series onto one another. unit: what the axis
    counts. rate: values are 0–1 and the axis is in per cent. words: the alternative text: what is
    drawn, with its values.
    """

    kind: Kind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    words: str
    rate: bool = False


@dataclass(frozen=True)
class Slide:
    """One idea: a finding as the title, what is drawn below it, picture and table, notes.

    key: short reference, unique in a report. part: the report's own heading that it belongs to.
    sentences: what else is said on it. notes: for whoever speaks: the numbers behind, and what they
    count. measures: which measures it is made of. table: every cell text; None where there is none.
    """

    key: str
    part: str
    title: str
    subtitle: str
    sentences: tuple[str, ...] = ()
    picture: Picture | None = None
    table: pd.DataFrame | None = None
    notes: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Provenance:
    """What a report is of: stands on every slide and sheet.

    quarter: "2021-Q4". period: in words. data_date: in words. selection: what was selected, in
    words. made_up: demonstration data. signed_off: whether the quarter was, when, and whether
    figures changed since.
    """

    quarter: str
    period: str
    data_date: str
    audience: str
    snapshot: int
    selection: str
    made_up: bool
    signed_off: str

    @property
    def line(self) -> str:
        """All of it in one line, as a footer has it."""
        made_up = "DEMONSTRATION DATA, made up · " if self.made_up else ""
        return (
            f"{made_up}{AUTHORITY_NAME} · {self.period}, {self.signed_off} · {self.selection} · "
            f"data as of {self.data_date} · for {READERS[self.audience]} · snapshot {self.snapshot}"
        )


@dataclass(frozen=True)
class Report:
    """A quarter's report for one audience, in the order in which it is read.

    questions: the recurring questions of FOI requests, members and inspection: columns Question,
    Answer, Definition, all text. definitions: Term, Meaning, Source. withheld: the sentence that
    explains the sign for withheld figures; "" for staff.
    """

    title: str
    provenance: Provenance
    slides: tuple[Slide, ...]
    questions: pd.DataFrame
    definitions: pd.DataFrame
    withheld: str
