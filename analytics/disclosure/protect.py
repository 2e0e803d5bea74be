"""Withhold from rows what the audience may not see."""

import duckdb
import numpy as np
import pandas as pd
from pandas.api.types import is_bool_dtype, is_integer_dtype, is_numeric_dtype

from analytics.definitions import SUPPRESSED
from analytics.disclosure.declared import Cell, Disclosed, OfRow
from analytics.filters import Filters

# Where a place lies on the map, and what is noted of it: the council sees words, no dots.
NOT_FOR_COUNCIL = ("latitude", "longitude", "note")
ROUNDED_TO = 10
NOTHING = (0, 0, False)
PARTS_OF_ALL = ("placement_type", "out_of_area")


def protect(
    con: duckdb.DuckDBPyConnection,
    rows: pd.DataFrame,
    declared: Disclosed | None,
    filters: Filters,
    audience: str,
    options: dict,
) -> pd.DataFrame:
    """The rows as the audience may see them: staff unchanged, others with withheld figures "c".

    options: every option of the measure with its value. Columns with a withheld figure become
    object columns. Zero is shown. For the council counts are rounded to 10 and rates to a tenth,
    and no position of a place is given. How many children a placement type or area is about is
    withheld, but for none. A figure that no count of the store stands for, or that differs from it,
    is withheld.
    """
    if audience == "staff" or rows.empty or (declared.counts_nothing and not declared.never):
        return rows
    counts = _Counts(con, declared, filters, options)
    records = rows.to_dict("records")
    protected = rows.copy()
    for column in rows.columns:
        if column in declared.as_is or not _is_figure(rows, column, declared):
            continue
        withheld = [counts.withheld(column, record) for record in records]
        if audience == "council":
            counted = column in declared.episodes or column in declared.children
            count = counted or is_integer_dtype(rows[column])
            protected[column] = _rounded(protected[column], count=count)
        if any(withheld):
            protected[column] = protected[column].astype(object).mask(withheld, SUPPRESSED)
    if audience == "council":
        hidden = [column for column in NOT_FOR_COUNCIL if column in rows]
        protected[hidden] = None
    if declared.busiest_first:
        protected = _withheld_last(protected)
    if declared.left_out:
        protected = protected[_has_something_to_show(protected, rows, declared, audience)]
    return protected.reset_index(drop=True)


def _withheld_last(protected: pd.DataFrame) -> pd.DataFrame:
    """Rows of withheld counts at the end, by name: their place would tell their size."""
    withheld = protected["episodes"] == SUPPRESSED
    names = protected["value"].where(withheld, "")
    order = pd.DataFrame({"withheld": withheld, "name": names})
    return protected.loc[order.sort_values(["withheld", "name"], kind="stable").index]


def _is_figure(rows: pd.DataFrame, column: str, declared: Disclosed) -> bool:
    named = (declared.episodes, declared.children, declared.worked_out, declared.never)
    if any(column in columns for columns in named):
        return True
    return is_numeric_dtype(rows[column]) and not is_bool_dtype(rows[column])


class _Counts:
    """The store's counts of one category, to hold a row's figures against."""

    def __init__(self, con, declared: Disclosed, filters: Filters, options: dict):
        self.declared, self.filters, self.options = declared, filters, options
        found = con.execute(
            "select quarter_start, dimension, part, variable, value, episodes, children, withheld "
            "from cells where category = $category",
            {"category": filters.category},
        ).fetchall()
        self.known = {
            (pd.Timestamp(quarter), *key): (episodes, children, withheld)
            for quarter, *key, episodes, children, withheld in found
        }

    def withheld(self, column: str, record: dict) -> bool:
        """Whether the row's figure in the column is withheld."""
        declared = self.declared
        for counted, place in ((declared.episodes, 0), (declared.children, 1)):
            if column in counted:
                (cell,) = self._cells(counted[column], record)
                known = self._find(cell, record)
                value = record[column]
                # all children less those of a part are those never in it, who may be one
                if place and value != 0 and self._part(record)[0] in PARTS_OF_ALL:
                    return True
                return known[2] or not (pd.isna(value) or known[place] == value)
        if column in declared.worked_out:
            needed = self._cells(declared.worked_out[column], record)
            found = [self._find(cell, record) for cell in needed]
            # a figure of something needs counts of something: else a count is misnamed
            nothing = not any(episodes for episodes, _, _ in found)
            value = record[column]
            something = not (isinstance(value, str) or pd.isna(value) or value == 0)
            return any(withheld for _, _, withheld in found) or (nothing and something)
        return True

    def _cells(self, of_row: OfRow, record: dict) -> tuple[Cell, ...]:
        return of_row(self.options | record) if callable(of_row) else of_row

    def _find(self, cell: Cell, record: dict) -> tuple[int, int, bool]:
        quarter = pd.Timestamp(
            record[self.declared.quarter] if self.declared.quarter else self.filters.period_from
        )
        if cell.before:
            quarter -= pd.DateOffset(months=3)
        return self.known.get((quarter, *self._part(record), cell.variable, cell.value), NOTHING)

    def _part(self, record: dict) -> tuple[str, str]:
        if self.declared.dimension is not None:
            name, column = self.declared.dimension
            return self.options.get(name, name), record[column]
        if self.filters.placement_types:
            return "placement_type", self.filters.placement_types[0]
        if self.filters.out_of_area is not None:
            return "out_of_area", "out_of_area" if self.filters.out_of_area else "in_area"
        return "all", "all"


def _rounded(figures: pd.Series, *, count: bool) -> pd.Series:
    """Counts to the nearest ten, five upwards; rates to the nearest tenth.

    A rate that is neither nothing nor all is never rounded to either.
    """
    if count:
        return (figures + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO
    if not is_numeric_dtype(figures):
        return figures
    tenths = np.floor(figures * ROUNDED_TO + 0.5) / ROUNDED_TO
    between = (figures > 0) & (figures < 1)
    return tenths.mask(between, tenths.clip(1 / ROUNDED_TO, 1 - 1 / ROUNDED_TO))


def _has_something_to_show(
    protected: pd.DataFrame, rows: pd.DataFrame, declared: Disclosed, audience: str
) -> pd.Series:
    """Whether a row's own count is shown and above zero; the council is told no postcode either."""
    (own,) = [column for column in declared.episodes if column == "episodes"]
    shown = (protected[own] != SUPPRESSED) & (rows[own] > 0)
    if audience == "council" and "kind" in rows:
        shown &= rows["kind"] != "postcode"
    return shown
