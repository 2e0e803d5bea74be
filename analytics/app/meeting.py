"""The page Meeting: which slides it has, whose running order is shown, and the way out of it."""

import pandas as pd
import streamlit as st

from analytics.app.choices import choose
from analytics.app.meeting_room import END, WAYS_OUT, open_room
from analytics.app.start import Page
from analytics.filters import Filters
from analytics.reports.asking import Ask
from analytics.reports.plain_order import reports_order, slides_in_order
from analytics.reports.plain_slides import MeetingSlide
from analytics.reports.plain_story import meeting_slides
from analytics.store import open_cursor, running_orders
from analytics.store.snapshots import local_now

ROOM, ORDER = "room", "order"  # of the address
ENTRIES = "meeting_entries"  # the running order as it is arranged, saved or not


def in_room(audience: str) -> bool:
    """Whether the slides are shown, and nothing else; others than staff see nothing but these."""
    return audience != "staff" or st.query_params.get(ROOM) == "yes"


def slides_of(page: Page) -> tuple[MeetingSlide, ...]:
    """The slides there are: of the latest whole quarter, as children in care may see it."""
    council = page.as_audience("council")
    period = choose("quarter", page.coverage, "council").filters
    quarter = pd.Timestamp(period.period_from) if period.period_from else pd.NaT

    def run(measure, filters: Filters, **options) -> pd.DataFrame:
        return council.run(measure, filters=filters, **options)

    return meeting_slides(Ask(run, quarter, "council"), today=local_now().date())


def saved_orders(page: Page) -> dict:
    """The saved running orders, see store.running_orders."""
    with page.reading():
        return running_orders(open_cursor(page.folder, page.snapshot))


def be_in_room(page: Page) -> None:
    """Show the meeting until it is left."""
    told = slides_of(page)
    name, entries = _entries_to_show(page, told)
    if entries is None:
        _back_to_preparing(f"There is no running order “{name}” any more: choose another.")
    way = open_room(page, name, slides_in_order(entries, told))
    if way == END:
        _back_to_preparing()
    if way in WAYS_OUT:
        st.switch_page(WAYS_OUT[way])


def _entries_to_show(page: Page, told: tuple) -> tuple[str, list[str] | None]:
    """Name and entries: what staff arranged or the address names; for others the latest saved."""
    saved = saved_orders(page)
    if page.audience != "staff":
        name = next(iter(saved), "")
    else:
        name = st.query_params.get(ORDER, "")
        if ENTRIES in st.session_state:
            return name, st.session_state[ENTRIES]
    if not name:
        return name, reports_order(told)
    return name, list(saved[name][0]) if name in saved else None


def _back_to_preparing(problem: str = "") -> None:
    st.query_params.pop(ROOM, None)
    if problem:
        st.session_state["meeting_problem"] = problem
        st.query_params.pop(ORDER, None)
    st.rerun()
