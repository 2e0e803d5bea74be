"""The episodes behind a mark that the reader clicked."""

from calendar import day_name
from dataclasses import replace
from datetime import date

import pandas as pd

from analytics.app import show
from analytics.app.parts import Part
from analytics.app.start import Page
from analytics.charts.circumstances import within_words
from analytics.charts.groups import among_words
from analytics.charts.hour_grid import WHAT, hour_words
from analytics.charts.interview_flow import row_words
from analytics.charts.interview_hours import band_words
from analytics.charts.outcomes import OUTCOMES
from analytics.charts.trends import STATES
from analytics.charts.words import FIGURES, period_words, placement_words
from analytics.definitions import DENOMINATORS
from analytics.filters import Filters
from analytics.measures import episodes_behind

STEPS = {
    "quarter": pd.DateOffset(months=3),
    "month": pd.DateOffset(months=1),
    "week": pd.DateOffset(days=7),
}
MOST_LISTED = 1000
LEADING_WORDS = {"found_setting": "found", "return_method": "came back"}


def episodes_of_outcome(page: Page, day: str, outcome: str, count: int) -> None:
    """List the episodes of one quarter with one outcome; count: how many the mark stands for."""
    filters = within_period(page.choice.history, day, "quarter")
    rows = page.run(episodes_behind, filters=filters, state=outcome, at_most=MOST_LISTED)
    words = f"{OUTCOMES[outcome][0].lower()}, {period_words(pd.Timestamp(day), 'quarter')}"
    show.episodes(page, rows, name="quarter", of_what=words, count=count)


def episodes_of_period(
    page: Page, day: str, placement_type: str, count: int, *, unit: str, figure: str
) -> None:
    """List the episodes that a mark over time counts: of one period, of one placement or ""."""
    filters = within_period(page.filters, day, unit)
    state = figure if figure in STATES else None
    words = FIGURES[figure].lower() if state else "all episodes"
    if placement_type:
        words += f", {placement_words(placement_type).lower()}"
    if placement_type == "not_known":
        # No filter selects what is not known, so it is picked from all that the period has.
        rows = page.run(episodes_behind, filters=filters, state=state, at_most=10**9)
        rows = rows[rows["placement_type"].isna()].head(MOST_LISTED)
    else:
        kinds = (placement_type,) if placement_type else filters.placement_types
        filters = replace(filters, placement_types=kinds)
        rows = page.run(episodes_behind, filters=filters, state=state, at_most=MOST_LISTED)
    words += f", {period_words(pd.Timestamp(day), unit)}"
    show.episodes(page, rows, name=unit, of_what=words, count=count)


def episodes_of_way(page: Page, stage: str, part: str, reason: str, count: int) -> None:
    """List the episodes that reached a stage, or that ended behind it, of the chosen period."""
    rows = page.run(episodes_behind, stage=stage, part=part, reason=reason, at_most=MOST_LISTED)
    words = row_words(stage, part, reason)
    _list(page, rows, "way", words[0].lower() + words[1:], count)


def episodes_of_hours(
    page: Page, begins: float | str, ends: float | str, state: str, count: int
) -> None:
    """List the episodes interviewed within a band of hours, in time or late; "" for no edge."""
    hours_from = None if begins == "" else float(begins)
    hours_to = None if ends == "" else float(ends)
    rows = page.run(
        episodes_behind,
        state=state,
        hours_from=hours_from,
        hours_to=hours_to,
        hours_unknown=hours_from is None,
        at_most=MOST_LISTED,
    )
    words = f"from return to interview {band_words(hours_from, hours_to)}"
    _list(page, rows, "hours", words, count)


def episodes_of_group(
    page: Page, dimension: str, group: str, denominator: str, count: int, *, name: str
) -> None:
    """List the episodes of one group of the chosen period that a share is of."""
    rows = page.run(
        episodes_behind,
        dimension=dimension,
        group=group,
        denominator=denominator,
        at_most=MOST_LISTED,
    )
    words = among_words(dimension, group)
    if denominator != "episodes":
        words += f", {DENOMINATORS[denominator]}"
    _list(page, rows, name, words, count)


def episodes_of_hour(
    page: Page, weekday: int, hour: int, count: int, *, of: str, part: Part
) -> None:
    """List the episodes that began, or ended, in one hour of the week."""
    rows = page.run(
        episodes_behind,
        filters=part.filters,
        of=of,
        weekday=weekday,
        hour=hour,
        at_most=MOST_LISTED,
    )
    words = f"{WHAT[of]} on a {day_name[weekday - 1]}, {hour_words(hour)}"
    _list(page, rows, f"{part.name}hour", words, count, part, about="places")


def episodes_of_group_hour(
    page: Page, group: str, hour: int, count: int, *, dimension: str, of: str
) -> None:
    """List the episodes of one group that began, or ended, in one hour of the day."""
    rows = page.run(
        episodes_behind, dimension=dimension, group=group, of=of, hour=hour, at_most=MOST_LISTED
    )
    words = f"{among_words(dimension, group)}, {WHAT[of]} {hour_words(hour)}"
    _list(page, rows, "group-hour", words, count, about="places")


def episodes_of_value(page: Page, circumstance: str, value: str, count: int, part: Part) -> None:
    """List the episodes with one value of a circumstance, for example by taxi."""
    rows = page.run(
        episodes_behind,
        filters=part.filters,
        circumstance=circumstance,
        value=value,
        at_most=MOST_LISTED,
    )
    words = within_words(circumstance, value)
    if circumstance in LEADING_WORDS and value != "not_recorded":
        words = f"{LEADING_WORDS[circumstance]} {words}"
    _list(page, rows, f"{part.name}{circumstance}", words, count, part, about="places")


def episodes_of_pair(page: Page, pair: dict[str, str], words: str, count: int) -> None:
    """List the episodes with two circumstances: circumstance → value of each."""
    (first, value), (second, second_value) = pair.items()
    rows = page.run(
        episodes_behind,
        circumstance=first,
        value=value,
        second_circumstance=second,
        second_value=second_value,
        at_most=MOST_LISTED,
    )
    _list(page, rows, "pair", words, count, about="places")


def _list(
    page: Page,
    rows: pd.DataFrame,
    name: str,
    words: str,
    count: int,
    part: Part | None = None,
    *,
    about: str = "interviews",
) -> None:
    period = period_words(pd.Timestamp(page.filters.period_from), "quarter")
    period = part.words if part and part.words else period
    of_what = f"{words}, {period}"
    show.episodes(page, rows, name=name, of_what=of_what, count=count, about=about)


def within_period(filters: Filters, day: str, unit: str) -> Filters:
    """The filters narrowed to the quarter, month or week that begins on the day."""
    start = pd.Timestamp(day)
    begins: date = start.date()
    ends: date = (start + STEPS[unit]).date()
    return replace(
        filters,
        period_from=max(begins, filters.period_from or begins),
        period_to=min(ends, filters.period_to or ends),
    )
