"""Quarters: how they are written, read and selected."""

import re
from dataclasses import replace
from typing import Literal

import duckdb
import pandas as pd

from analytics.filters import Filters
from analytics.measures.query import query

YearType = Literal["calendar", "april"]


def quarter_label(day: pd.Timestamp, year: YearType = "calendar") -> str:
    """The quarter that begins on the day: "2021-Q4", or "2021/22-Q3" in years from April."""
    quarter = (day.month - 1) // 3 + 1
    if year == "calendar":
        return f"{day.year}-Q{quarter}"
    first = day.year if quarter > 1 else day.year - 1
    return f"{first}/{(first + 1) % 100:02d}-Q{(quarter + 2) % 4 + 1}"


def quarter_labels(starts: pd.Series, year: YearType = "calendar") -> pd.Series:
    """quarter_label of each; text even where there is none."""
    labels = [quarter_label(day, year) for day in starts]
    return pd.Series(labels, index=starts.index, dtype="str")


def quarter_start_of(label: str) -> pd.Timestamp:
    """The first day of a quarter written as quarter_label does: "2021-Q4" or "2021/22-Q3".

    Raises ValueError with a sentence where it is written otherwise.
    """
    found = re.fullmatch(r"(\d{4})(/\d{2})?-?Q([1-4])", label.strip(), re.IGNORECASE)
    year = int(found[1]) if found else 0
    # What pandas can hold, with a quarter to spare on either side.
    if 1700 <= year <= 2200:
        start = pd.Timestamp(year, 3 * int(found[3]) - 2, 1)
        if not found[2]:
            return start
        start += pd.DateOffset(months=3)
        if quarter_label(start, "april")[4:7] == found[2]:
            return start
    raise ValueError(
        f"{label!r} is not a quarter: write it like 2021-Q4, or 2021/22-Q3 from April."
    )


def recorded_quarters(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """The quarters that records and filters reach into, oldest first: quarter_start, episodes,
    complete (records and filters cover all of it)."""
    rows = query(con, "episode_summary", filters, unit="quarter", breakdown="none")
    rows = rows.rename(columns={"period_start": "quarter_start"})
    return rows[["quarter_start", "episodes", "complete"]]


def without_period(filters: Filters) -> Filters:
    """The filters for any time."""
    return replace(filters, period_from=None, period_to=None)


def within(filters: Filters, quarter: pd.Timestamp) -> Filters:
    """The filters with their period set to the quarter that begins on the day."""
    ends = quarter + pd.DateOffset(months=3)
    return replace(filters, period_from=quarter.date(), period_to=ends.date())
