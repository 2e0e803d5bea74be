"""The page One child's chronology: who is chosen, that it was opened, and the record itself."""

import pandas as pd
import streamlit as st

from analytics.app import address, show
from analytics.app.behind import literal
from analytics.app.start import Page
from analytics.charts.chronology import chronology_chart
from analytics.charts.chronology_rows import chronology_twin
from analytics.charts.chronology_words import (
    chronology_span,
    chronology_subtitle,
    chronology_title,
    narrowed_words,
    span_phrase,
)
from analytics.charts.words import counted, moment_words
from analytics.filters import Filters
from analytics.measures import children_with_episodes, chronology
from analytics.store import StoreRefused
from analytics.store.access import account_name, log_access

WHO_SEES_IT = (
    "Opening a child's chronology is recorded: who, when and which child. The list lies beside the "
    "data (ACCESS.jsonl) and is read by those who look after this dashboard for the council."
)


def choose_child(page: Page) -> str | None:
    """The child chosen from all with an episode, kept in the address; None where none is.

    Says that opening is recorded, and who sees it.
    """
    children = page.run(children_with_episodes, filters=Filters(category="all"))["child_id"]
    with st.container(key="choose-child"):
        child = st.selectbox(
            "Child",
            children.tolist(),
            index=None,
            placeholder="Type a reference",
            key=address.restore("child", set(children), None),
            width=320,
        )
    address.save("child")
    st.html(f"<p class='provenance on-screen'>{WHO_SEES_IT}</p>")
    return child


def open_record(page: Page, child: str) -> None:
    """Write down, once a session and child, that it is looked at; without that nothing is shown."""
    opened = st.session_state.setdefault("opened_records", set())
    if child in opened:
        return
    try:
        log_access(
            page.folder,
            who=_who_looks(),
            child_id=child,
            where="page One child's chronology",
            snapshot=page.snapshot,
        )
    except StoreRefused as refusal:
        st.error(str(refusal))
        st.stop()
    opened.add(child)


def _who_looks() -> str:
    """Who signed in, where sign-in is set up; else the account that the dashboard runs under."""
    if not st.user.get("is_logged_in"):
        return account_name()
    names = (st.user.get(name) for name in ("email", "preferred_username", "sub"))
    return next(filter(None, names), account_name())


def record(page: Page, child: str) -> None:
    """The child's record: reference, period and data date, the line of time, the table."""
    rows = page.run(chronology, child=child)
    period = (page.filters.period_from, page.filters.period_to)
    span = chronology_span(rows, period, page.coverage["data_from"], page.coverage["data_until"])
    as_of = moment_words(page.coverage["data_date"])
    with st.container(key="record"):
        st.header(f"{literal(child)} {span_phrase(*span)}, data as of {as_of}", anchor=False)
        narrowed = narrowed_words(page.filters.placement_types, page.filters.out_of_area)
        if narrowed:
            st.write(narrowed)
        _line_of_time(page, rows, child, span)
        table = chronology_twin(rows)
        # shown, not folded away: it is what one reads and prints
        show.table(table, caption=f"{counted(len(table), 'row')}, oldest first")
    show.download(page, table, f"chronology-{child}", label="Download this chronology as CSV")


def _line_of_time(page: Page, rows: pd.DataFrame, child: str, span: tuple) -> None:
    title = chronology_title(rows, child, span)
    subtitle = chronology_subtitle(rows, span, page.filters.category)
    show.finding(title, subtitle)
    st.plotly_chart(
        chronology_chart(rows, span, dark=page.dark),
        key="chart-chronology",
        theme=None,
        config={"displayModeBar": False, "responsive": True},
        alt=f"{title}. {subtitle}. The table below has the same figures.",
    )
