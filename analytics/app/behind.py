"""The episodes behind a mark that the reader clicked."""

from dataclasses import replace

import pandas as pd

from analytics.app import show
from analytics.app.start import Page
from analytics.charts.outcomes import OUTCOMES
from analytics.charts.words import period_words
from analytics.measures import episodes_behind

STEPS = {
    "quarter": pd.DateOffset(months=3),
    "month": pd.DateOffset(months=1),
    "week": pd.DateOffset(days=7),
}


def episodes_of_outcome(page: Page, day: str, outcome: str) -> None:
    """List the episodes of one quarter with one outcome."""
    words = OUTCOMES[outcome][0].lower()
    _episodes(page, day, "quarter", state=outcome, of_what=words)


def episodes_of_period(page: Page, day: str, unit: str) -> None:
    """List the episodes that began in one quarter, month or week."""
    _episodes(page, day, unit, state=None, of_what="all episodes")


def _episodes(page: Page, day: str, unit: str, *, state: str | None, of_what: str) -> None:
    start = pd.Timestamp(day)
    filters = replace(
        page.filters, period_from=start.date(), period_to=(start + STEPS[unit]).date()
    )
    rows = page.run(episodes_behind, filters=filters, state=state)
    show.episodes(page, rows, name=unit, of_what=f"{of_what}, {period_words(start, unit)}")
