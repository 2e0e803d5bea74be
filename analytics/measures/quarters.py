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


def quarter_start_of(label: str) -> pd.Timestamp:
    """The first day of a quarter written as quarter_label does: "2021-Q4" or "2021/22-Q3".

    Raises ValueError with a sentence where it is written otherwise.
    """
    found = re.fullmatch(r"(\d{4})(/\d{2})?-?Q([1-4])", label.strip(), re.IGNORECASE)
    if found:
        year, april, quarter = int(found[1]), found[2], int(found[3])
        start = pd.Timestamp(year, 3 * quarter - 2, 1) if year else None
        if start is not None and april:
            start += pd.DateOffset(months=3)
        if start is not None and (not april or quarter_label(start, "april")[4:7] == april):
            return start
    raise ValueError(
        f"{label!r} is not a quarter: write it like 2021-Q4, or 2021/22-Q3 from April."
    )


def latest_quarter(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.Timestamp | None:
    """The latest quarter with an episode, whatever the filters' period: its first day, or None."""
    whole = replace(filters, period_from=None, period_to=None)
    quarters = query(con, "episode_summary", whole, unit="quarter", breakdown="none")
    latest = quarters.loc[quarters["episodes"] > 0, "period_start"].max()
    return None if pd.isna(latest) else latest


def within(filters: Filters, quarter: pd.Timestamp) -> Filters:
    """The filters with their period set to the quarter that begins on the day."""
    ends = quarter + pd.DateOffset(months=3)
    return replace(filters, period_from=quarter.date(), period_to=ends.date())
