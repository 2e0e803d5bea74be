"""Ask measures about one quarter, as one audience, and tell what may be shown from what not."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from analytics.charts.words import cell_text
from analytics.definitions import SUPPRESSED
from analytics.filters import Filters
from analytics.measures.quarters import within


@dataclass(frozen=True)
class Ask:
    """The one quarter that a report is about.

    run: a measure's rows as the audience may see them, called run(measure, filters, **options):
    the one door, whether a page or a command opens it.
    """

    run: Callable[..., pd.DataFrame]
    quarter: pd.Timestamp
    audience: str

    def now(self, measure: Callable, **options) -> pd.DataFrame:
        """Rows of the quarter alone."""
        return self.run(measure, within(Filters(), self.quarter), **options)

    def until_now(self, measure: Callable, **options) -> pd.DataFrame:
        """Rows up to the quarter's end: what came before is there too."""
        ends = self.quarter + pd.DateOffset(months=3)
        return self.run(measure, Filters(None, ends.date()), **options)


def is_shown(*values) -> bool:
    """Whether none of the values is withheld or missing."""
    return all(not isinstance(value, str) and not pd.isna(value) for value in values)


def shown(rows: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """The rows of which none of the columns is withheld, these columns as numbers."""
    there = rows[[*columns]].map(is_shown).all(axis="columns")
    kept = rows[there].reset_index(drop=True)
    return kept.assign(**{column: pd.to_numeric(kept[column]) for column in columns})


def as_text(table: pd.DataFrame) -> pd.DataFrame:
    """The table with every cell as text, as it is read on every page and in every file."""
    return table.map(cell_text).astype("str")


def without_children(table: pd.DataFrame, audience: str) -> pd.DataFrame:
    """The table without its column of children, which of a part of the episodes is for staff."""
    return table if audience == "staff" else table.drop(columns="Children")


def any_withheld(table: pd.DataFrame) -> bool:
    """Whether a cell of the table is withheld."""
    return bool((table.astype("str") == SUPPRESSED).any(axis=None))


def value_of(value) -> float | None:
    """A figure as a picture draws it; None where it is withheld or there is none."""
    return float(value) if is_shown(value) else None
