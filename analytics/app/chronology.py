"""The page One child's chronology: who is chosen, that it was opened, and the record itself."""

from html import escape

import pandas as pd
import streamlit as st

from analytics.app import address, show
from analytics.app.escape import literal, refuse
from analytics.app.paper import draw_for_paper, put_on_every_sheet
from analytics.app.sign_in import person
from analytics.app.start import Page
from analytics.charts.chronology import chronology_chart
from analytics.charts.chronology_rows import chronology_twin, hover_words
from analytics.charts.chronology_words import (
    chronology_span,
    chronology_subtitle,
    chronology_title,
    span_phrase,
)
from analytics.charts.words import counted, moment_words
from analytics.filters import Filters
from analytics.measures import children_with_episodes, chronology
from analytics.store import StoreRefused
from analytics.store.access import account_name, log_access

WHO_SEES_IT = (
    "Opening a child's chronology is recorded, once a session: who, when and which child. Other "
    "pages are not recorded. The list lies beside the data (ACCESS.jsonl) and is read by those who "
    "look after this dashboard for the council."
)
NO_SIGN_IN = (
    "Sign-in is not set up here: what is recorded is the account that runs the dashboard "
    "({account}), whoever looks."
)


def choose_child(page: Page) -> str | None:
    """The child chosen from all with an episode, kept in the address; None where none is.

    Says that opening is recorded, and who sees it; and where the address has a child that is not
    one of them.
    """
    children = page.run(children_with_episodes, filters=Filters(category="all"))["child_id"]
    asked_for = st.query_params.get("child")
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
    recorded = WHO_SEES_IT
    if not st.user.get("is_logged_in"):
        recorded += f" {NO_SIGN_IN.format(account=escape(account_name()))}"
    st.html(f"<p class='provenance on-screen'>{recorded}</p>")
    if child is None:
        _say_that_none_is_open(asked_for if asked_for not in set(children) else None)
    return child


def _say_that_none_is_open(unknown: str | None) -> None:
    if unknown:
        st.warning(
            f"No child {literal(unknown)} with an episode is held in these records; nothing was "
            "recorded."
        )
    else:
        st.info(
            "Choose a child's reference to open the chronology; until then nothing is recorded."
        )


def open_record(page: Page, child: str) -> None:
    """Write down, once a session and child, that it is looked at; without that nothing is shown."""
    opened = st.session_state.setdefault("opened_records", set())
    if child in opened:
        return
    try:
        log_access(
            page.folder,
            who=person(),
            child_id=child,
            where="page One child's chronology",
            snapshot=page.snapshot,
        )
    except StoreRefused as refusal:
        refuse(refusal)
        st.stop()
    opened.add(child)


def record(page: Page, child: str) -> None:
    """The child's record: reference, period and data date, the line of time, the table."""
    rows = page.run(chronology, child=child)
    period = (page.filters.period_from, page.filters.period_to)
    span = chronology_span(rows, period, page.coverage["data_from"], page.coverage["data_until"])
    as_of = moment_words(page.coverage["data_date"])
    put_on_every_sheet(child, as_of)
    with st.container(key="record"):
        st.header(f"{literal(child)} {span_phrase(*span)}, data as of {as_of}", anchor=False)
        _line_of_time(page, rows, child, span)
        table = chronology_twin(rows)
        caption = f"{counted(len(table), 'row')}, oldest first"
        with st.container(key="record-table"):
            # shown, not folded away: it is what one reads and prints
            show.table(table, caption=caption)
        with st.container(key="record-on-a-phone"):
            # a row of so many columns would be mostly empty height there
            lines = "".join(f"<li>{words}</li>" for words in hover_words(rows))
            st.html(f"<p class='provenance'>{caption}</p><ol>{lines}</ol>")
    show.download(page, table, f"chronology-{child}", label="Download this chronology as CSV")


def _line_of_time(page: Page, rows: pd.DataFrame, child: str, span: tuple) -> None:
    whole = page.run(chronology, filters=Filters(category="all"), child=child)
    held = int((whole["kind"] == "episode").sum())
    title = chronology_title(rows, child, span, held)
    subtitle = chronology_subtitle(rows, span)
    show.finding(title, subtitle)
    st.plotly_chart(
        chronology_chart(rows, span, dark=page.dark),
        key="chart-chronology",
        theme=None,
        config={"displayModeBar": False, "responsive": True},
        alt=f"{title}. {subtitle}. The table below has the same figures.",
    )
    draw_for_paper(chronology_chart(rows, span), "chronology")
