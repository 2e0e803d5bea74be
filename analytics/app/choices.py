"""The filter row: what the reader may choose, bound to the address so that a view can be sent."""

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
import streamlit as st

from analytics.app import address
from analytics.charts.categories import of_category
from analytics.charts.words import FIGURES, quarter_name
from analytics.definitions import CATEGORIES, PLACEMENT_TYPES
from analytics.filters import Filters
from analytics.measures import quarter_label

AREAS = {"all": "All", "in": "In area", "out": "Out of area"}
YEARS = {"calendar": "January", "april": "April"}
PARTS = {"all": "All children"} | PLACEMENT_TYPES | {area: AREAS[area] for area in ("in", "out")}
CATEGORY_CHOICES = {"missing": "Missing", "away": "Away", "all": "Both"}
EVERYTHING = "all"


@dataclass(frozen=True)
class Choice:
    """What the filter row holds.

    filters: for the chosen period. history: the same up to the chosen period's end, for what came
    before. year: quarters numbered from January ("calendar") or from "april".
    """

    filters: Filters
    history: Filters
    year: str


def choose(kind: str, coverage: pd.Series, audience: str) -> Choice:
    """Draw the filter row under the page's title and return what is chosen.

    kind: "quarter" for pages about one quarter, "period" for pages over a longer time, "time" for
    a page that shows a record whole: a period alone. What was chosen elsewhere stays in the address
    there, for the way back, but selects nothing. Members choose a quarter, and one placement type
    or one area, elsewhere; the council is shown the latest whole quarter: see disclosure.
    """
    if audience == "council":
        return _latest_whole_quarter(coverage)
    if kind == "time":
        return _choose_time_alone(coverage)
    if audience == "members":
        return _choose_as_members(coverage)
    # Drawn further on, but what quarters are called hangs on the year and figures on the category.
    address.restore("category", CATEGORY_CHOICES, "missing")
    address.restore("year", YEARS, "calendar")
    with st.container(horizontal=True, key="filter-row", gap="small"):
        chooser = _choose_quarter if kind == "quarter" else _choose_period
        period_from, period_to = chooser(coverage)
        placements = st.pills(
            "Placement (none chosen: all)",
            list(PLACEMENT_TYPES),
            selection_mode="multi",
            format_func=PLACEMENT_TYPES.get,
            key=address.restore("placement", PLACEMENT_TYPES, [], many=True),
            wrap=True,
        )
        area = st.segmented_control(
            "Area",
            list(AREAS),
            format_func=AREAS.get,
            key=address.restore("area", AREAS, "all"),
            required=True,
        )
        category, year = _choose_counting()
    address.save(kind, "placement", "area", "category", "year")
    shared = {
        "placement_types": tuple(placements),
        "out_of_area": {"in": False, "out": True, "all": None}[area],
        "category": category,
    }
    return Choice(
        filters=Filters(period_from, period_to, **shared),
        history=Filters(None, period_to, **shared),
        year=year,
    )


def _choose_time_alone(coverage: pd.Series) -> Choice:
    with st.container(horizontal=True, key="filter-row", gap="small"):
        period_from, period_to = _choose_period(coverage)
    address.save("period")
    everything = Filters(period_from, period_to, category="all")
    return Choice(everything, replace(everything, period_from=None), "calendar")


def _latest_whole_quarter(coverage: pd.Series) -> Choice:
    """What the council is shown: nothing in it can be chosen, whatever the address says."""
    whole = [
        start
        for start in quarters_of(coverage)
        if start + pd.DateOffset(months=3) <= coverage["data_until"]
    ]
    starts = whole or quarters_of(coverage)
    if not starts:
        return Choice(Filters(), Filters(), "calendar")
    ends = starts[0] + pd.DateOffset(months=3)
    return Choice(
        Filters(starts[0].date(), ends.date()), Filters(None, ends.date()), year="calendar"
    )


def _choose_as_members(coverage: pd.Series) -> Choice:
    """A quarter, and one kind of placement or one area: of two too few children are left."""
    st.session_state["year"] = "calendar"
    with st.container(horizontal=True, key="filter-row", gap="small"):
        period_from, period_to = _choose_quarter(coverage)
        part = st.selectbox(
            "Placement or area",
            list(PARTS),
            format_func=PARTS.get,
            key=address.restore("part", PARTS, "all"),
            width=220,
        )
    address.save("quarter", "part")
    selected = {
        "placement_types": (part,) if part in PLACEMENT_TYPES else (),
        "out_of_area": {"in": False, "out": True}.get(part),
    }
    return Choice(
        Filters(period_from, period_to, **selected),
        Filters(None, period_to, **selected),
        "calendar",
    )


def _choose_counting() -> tuple[str, str]:
    """What counts as an episode, and how quarters are numbered: seldom changed, so a click off."""
    category_key = address.restore("category", CATEGORY_CHOICES, "missing")
    year_key = address.restore("year", YEARS, "calendar")
    with st.popover(_more_label(), key="more"):
        category = st.segmented_control(
            "Episodes",
            list(CATEGORY_CHOICES),
            format_func=CATEGORY_CHOICES.get,
            required=True,
            key=category_key,
            help=" · ".join(CATEGORIES.values()),
        )
        year = st.segmented_control(
            "Quarters numbered from",
            list(YEARS),
            format_func=YEARS.get,
            required=True,
            key=year_key,
            help="DfE's year runs from April to March.",
        )
    return category, year


def _more_label() -> str:
    """What stands on the closed popover: what is chosen in it, where that is not the usual."""
    chosen = []
    if st.session_state["category"] != "missing":
        chosen.append({"away": "away", "all": "missing and away"}[st.session_state["category"]])
    if st.session_state["year"] != "calendar":
        chosen.append(f"from {YEARS[st.session_state['year']]}")
    return f"More: {', '.join(chosen)}" if chosen else "More"


def quarters_of(coverage: pd.Series) -> list[pd.Timestamp]:
    """First days of the quarters that the records reach into, latest first."""
    if pd.isna(coverage["data_from"]):
        return []
    first = pd.Timestamp(coverage["data_from"]).to_period("Q").start_time
    last = coverage["data_until"] - pd.Timedelta(seconds=1)
    return list(pd.date_range(first, last, freq="QS")[::-1])


def _choose_quarter(coverage: pd.Series) -> tuple[date | None, date | None]:
    starts = {quarter_label(start): start for start in quarters_of(coverage)}
    year = st.session_state["year"]
    if not starts:
        return None, None
    chosen = st.selectbox(
        "Quarter",
        list(starts),
        format_func=lambda label: quarter_name(starts[label], quarter_label(starts[label], year)),
        key=address.relabel(address.restore("quarter", starts, next(iter(starts))), year),
        width=300 if year == "april" else 220,
    )
    start = starts[chosen]
    return start.date(), (start + pd.DateOffset(months=3)).date()


def _choose_period(coverage: pd.Series) -> tuple[date | None, date | None]:
    periods = _periods(quarters_of(coverage))
    chosen = st.selectbox(
        "Period",
        list(periods),
        format_func=lambda name: periods[name][0],
        key=address.restore("period", periods, EVERYTHING),
        width=220,
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


def trend_choices(category: str) -> tuple[str, str, bool]:
    """Which figure over time, by which period, and whether split by placement type."""
    figures = [name for name in FIGURES if name != "pending"]
    with st.container(horizontal=True, key="trend-row", gap="small"):
        figure = st.selectbox(
            "Figure",
            figures,
            format_func=lambda name: of_category(FIGURES[name], category),
            key=address.relabel(address.restore("figure", figures, "episodes"), category),
            width=280,
        )
        unit = st.segmented_control(
            "By",
            ["quarter", "month", "week"],
            format_func=str.capitalize,
            required=True,
            key=address.restore("by", ["quarter", "month", "week"], "month"),
        )
        split = st.toggle("By placement type", key=address.restore("split", None, False))
    address.save("figure", "by", "split")
    return figure, unit, split
