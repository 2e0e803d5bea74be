"""A part of what a page shows, such as one place of the chosen quarter."""

from dataclasses import dataclass

from analytics.app.start import Page
from analytics.filters import Filters
from analytics.measures import period_summary


@dataclass(frozen=True)
class Part:
    """A part of what the page shows: its filters, its words, the start of its widgets' names.

    words: the part as a heading ends with it; "" for the chosen period.
    """

    filters: Filters
    words: str = ""
    name: str = ""


def episodes_in(page: Page, part: Part) -> int:
    """How many episodes the part has."""
    return int(page.run(period_summary, filters=part.filters)["episodes"].sum())
