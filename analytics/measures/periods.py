"""The period before the chosen one, as long as it, and whether the records cover both."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import duckdb
import pandas as pd

from analytics.filters import Filters
from analytics.measures.query import query_whole_store


@dataclass(frozen=True)
class TwoPeriods:
    """The chosen period and the one before, half-open; days in each.

    comparable: the records cover both whole, so that one can be held against the other.
    """

    previous_from: date
    period_from: date
    period_to: date
    comparable: bool

    @property
    def days(self) -> int:
        """Days in the chosen period."""
        return (self.period_to - self.period_from).days

    @property
    def previous_days(self) -> int:
        """Days in the period before."""
        return (self.period_from - self.previous_from).days

    def both(self, filters: Filters) -> Filters:
        """The filters with their period set to both."""
        return replace(filters, period_from=self.previous_from, period_to=self.period_to)


def two_periods(con: duckdb.DuckDBPyConnection, filters: Filters) -> TwoPeriods | None:
    """The filters' period and the one before it; None where the period is open on either side.

    Whole calendar months are held against as many months: October–December against July–September.
    """
    begins, ends = filters.period_from, filters.period_to
    if begins is None or ends is None:
        return None
    if begins.day == ends.day == 1:
        months = (ends.year - begins.year) * 12 + ends.month - begins.month
        previous = (pd.Timestamp(begins) - pd.DateOffset(months=months)).date()
    else:
        previous = begins - (ends - begins)
    coverage = query_whole_store(con, "coverage").iloc[0]
    covered = (
        pd.notna(coverage["data_from"])
        and pd.Timestamp(previous) >= coverage["data_from"]
        and pd.Timestamp(ends) <= coverage["data_until"] + timedelta(seconds=1)
    )
    return TwoPeriods(previous, begins, ends, bool(covered))
