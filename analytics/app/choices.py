"""The filter row: what the reader may choose, bound to the address so that a view can be sent."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from analytics.charts.words import quarter_words
from analytics.definitions import CATEGORIES, PLACEMENT_TYPES
from analytics.filters import Filters
from analytics.measures import quarter_label

AREAS = {"in": "In area", "out": "Out of area"}
YEARS = {"calendar": "Calendar", "april": "April to March"}
CATEGORY_CHOICES = {"missing": "Missing", "away": "Away", "all": "Both"}
# Names of the choices in the address, in order, kept from page to page.
CHOICES = ("quarter", "period", "placement", "area", "category", "year")
EVERYTHING = "all"


@dataclass(frozen=True)
class Choice:
    """What the filter row holds.

    filters: for the chosen period. history: the same up to the chosen period's end, for what came
    before. quarter_start: first day of the chosen quarter, None on pages over a longer period.
    """

    filters: Filters
    history: Filters
    quarter_start: pd.Timestamp | None
    year: str


def choose(kind: str, coverage: pd.Series) -> Choice:
    """Draw the filter row under the page's title and return what is chosen.

    kind: "quarter" for pages about one quarter, "period" for pages over a longer time.
    """
    with st.container(horizontal=True, key="filter-row", gap="medium"):
        year = st.session_state.get("year") or "calendar"
        if kind == "quarter":
            period_from, period_to = _choose_quarter(coverage, year)
        else:
            period_from, period_to = _choose_period(coverage)
        placements = st.pills(
            "Placement",
            list(PLACEMENT_TYPES),
            selection_mode="multi",
            format_func=PLACEMENT_TYPES.get,
            key="placement",
            bind="query-params",
            help="None chosen shows all.",
        )
        area = st.pills("Area", list(AREAS), format_func=AREAS.get, key="area", bind="query-params")
        with st.popover("More", help="What counts as an episode, and how quarters are named"):
            category = st.segmented_control(
                "Episodes",
                list(CATEGORY_CHOICES),
                format_func=CATEGORY_CHOICES.get,
                default="missing",
                required=True,
                key="category",
                bind="query-params",
                help=" · ".join(CATEGORIES.values()),
            )
            year = st.segmented_control(
                "Years",
                list(YEARS),
                format_func=YEARS.get,
                default="calendar",
                required=True,
                key="year",
                bind="query-params",
            )
    shared = {
        "placement_types": tuple(placements),
        "out_of_area": {"in": False, "out": True, None: None}[area],
        "category": category,
    }
    return Choice(
        filters=Filters(period_from, period_to, **shared),
        history=Filters(None, period_to, **shared),
        quarter_start=pd.Timestamp(period_from) if kind == "quarter" and period_from else None,
        year=year,
    )


def _quarter_starts(coverage: pd.Series) -> list[pd.Timestamp]:
    """First days of the quarters that the records reach into, latest first."""
    if pd.isna(coverage["data_from"]):
        return []
    first = pd.Timestamp(coverage["data_from"]).to_period("Q").start_time
    last = coverage["data_until"] - pd.Timedelta(seconds=1)
    return list(pd.date_range(first, last, freq="QS")[::-1])


def _choose_quarter(coverage: pd.Series, year: str) -> tuple[date | None, date | None]:
    starts = {quarter_label(start): start for start in _quarter_starts(coverage)}
    if not starts:
        return None, None
    chosen = st.selectbox(
        "Quarter",
        list(starts),
        format_func=lambda label: _quarter_choice(starts[label], year),
        key="quarter",
        bind="query-params",
        width=250,
    )
    start = starts[chosen]
    return start.date(), (start + pd.DateOffset(months=3)).date()


def _quarter_choice(start: pd.Timestamp, year: str) -> str:
    words = quarter_words(start)
    return words if year == "calendar" else f"{words} ({quarter_label(start, year)})"


def _choose_period(coverage: pd.Series) -> tuple[date | None, date | None]:
    periods = _periods(_quarter_starts(coverage))
    chosen = st.selectbox(
        "Period",
        list(periods),
        format_func=lambda name: periods[name][0],
        key="period",
        bind="query-params",
        width=250,
    )
    _, begins, ends = periods[chosen]
    return begins, ends


def _periods(starts: list[pd.Timestamp]) -> dict[str, tuple[str, date | None, date | None]]:
    """Everything, then each calendar year and each year from April that the records reach into."""
    periods = {EVERYTHING: ("Everything recorded", None, None)}
    for year in sorted({start.year for start in starts}, reverse=True):
        periods[f"{year}"] = (f"January–December {year}", date(year, 1, 1), date(year + 1, 1, 1))
    for year in sorted({start.year - (start.month < 4) for start in starts}, reverse=True):
        name = f"April {year}–March {year + 1}"
        periods[f"{year}-{(year + 1) % 100:02d}"] = (name, date(year, 4, 1), date(year + 1, 4, 1))
    return periods


def kept_choices() -> dict[str, str | list[str]]:
    """What is chosen now, as the address of another page carries it along."""
    chosen = {name: st.session_state.get(name) for name in CHOICES}
    # A page that does not show a choice leaves it in the address it was opened with.
    chosen |= {name: st.query_params[name] for name in CHOICES if name in st.query_params}
    if st.session_state.get("placement"):
        chosen["placement"] = list(st.session_state["placement"])
    defaults = {"category": "missing", "year": "calendar", "period": EVERYTHING}
    return {name: value for name, value in chosen.items() if value and value != defaults.get(name)}
