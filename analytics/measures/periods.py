"""The period before the chosen one, as long as it, and whether the two can be compared."""

from dataclasses import dataclass, replace
from datetime import date

import duckdb
import pandas as pd

from analytics.filters import Filters
from analytics.measures.query import query_whole_store


@dataclass(frozen=True)
class TwoPeriods:
    """The chosen period and the one before, half-open; the days in each that the filters select."""

    previous_from: date
    period_from: date
    period_to: date
    days: int
    previous_days: int

    def both(self, filters: Filters) -> Filters:
        """The filters with their period set to both."""
        return replace(filters, period_from=self.previous_from, period_to=self.period_to)


def two_periods(con: duckdb.DuckDBPyConnection, filters: Filters) -> TwoPeriods | None:
    """The filters' period and the one before it; None where they cannot be compared.

    That is where the period is open on either side, where the records do not cover both whole, or
    where one has no day of the kind that the filters select. Whole calendar months are held against
    as many months: October–December against July–September.
    """
    begins, ends = filters.period_from, filters.period_to
    coverage = query_whole_store(con, "coverage").iloc[0]
    if begins is None or ends is None or pd.isna(coverage["complete_from"]):
        return None
    previous = _previous(begins, ends)
    if previous is None or pd.Timestamp(previous) < coverage["complete_from"]:
        return None
    if pd.Timestamp(ends) > coverage["data_until"]:
        return None
    days = query_whole_store(
        con,
        "days_in_periods",
        previous_from=previous,
        period_from=begins,
        period_to=ends,
        day_kind=filters.day_kind,
    ).iloc[0]
    if not days.all():
        return None
    return TwoPeriods(previous, begins, ends, int(days["days"]), int(days["previous_days"]))


def _previous(begins: date, ends: date) -> date | None:
    """The first day of the period before; None before the calendar begins."""
    try:
        if begins.day == ends.day == 1:
            months = (ends.year - begins.year) * 12 + ends.month - begins.month
            return (pd.Timestamp(begins) - pd.DateOffset(months=months)).date()
        return begins - (ends - begins)
    except (OverflowError, ValueError):
        return None
