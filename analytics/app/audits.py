"""The page Audits: grades by criterion over time, of interviews and of the whole response."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from analytics.app import show
from analytics.app.escape import literal
from analytics.app.start import Page
from analytics.charts.audits import audits_chart, quarters_shown
from analytics.charts.audits_twins import audits_twin, single_audits_twin
from analytics.charts.audits_words import (
    CHANCE_NOTE,
    HOW_LOADED,
    audits_headline,
    change_sentence,
    criteria_subtitle,
    criteria_title,
)
from analytics.charts.words import counted, quarter_words
from analytics.disclosure import StaffOnly
from analytics.measures import (
    audit_changes,
    audits_behind,
    audits_by_criterion,
    quarter_label,
)

RESPONSE_NOTE = (
    "The quarterly report asks for a deeper audit of going missing, rather than only of the "
    "quality of return interviews: was the whole response to an episode what it should be?"
)
OF_ALL_CHILDREN = (
    "How audits were graded is given here for all children together: of one placement type or area "
    "it would be of too few. Choose “All children” above."
)
MADE_UP_NOTE = (
    "Made up: the report names this audit as something still to develop, so that here it begins in "
    "July 2021."
)


def chosen_quarter(page: Page) -> pd.Timestamp | None:
    """The first day of the quarter chosen in the filter row; None where nothing is recorded."""
    start = page.filters.period_from
    return None if start is None else pd.Timestamp(start)


def audits_of(page: Page, kind: str, now: pd.Timestamp) -> pd.DataFrame | None:
    """Rows of audits_by_criterion, of the quarters that are shown; None where they are for staff.

    Staff see each grade, others the share that is good or better.
    """
    first = quarters_shown(now)[0].date()
    by = "grade" if page.audience == "staff" else "good_or_better"
    shown = replace(page.choice.history, period_from=first)
    try:
        return page.run(audits_by_criterion, filters=shown, kind=kind, by=by, year=page.choice.year)
    except StaffOnly:
        return None


def headline(page: Page, interviews: pd.DataFrame | None, now: pd.Timestamp) -> None:
    """The finding about return interviews, in a sentence."""
    if interviews is None:
        return
    before = _compared_with(interviews, now)
    changes = _changes(page, "interview", before, now)
    st.header(literal(audits_headline(interviews, changes, now, before)), anchor=False)
    if not show.is_over(page, pd.Series({"quarter_start": now})):
        show.part_quarter_note(page)


def criteria_over_time(page: Page, rows: pd.DataFrame | None, kind: str, now: pd.Timestamp) -> None:
    """Grades by criterion and quarter, whether they changed, and the audits behind a mark."""
    if rows is None:
        st.write(OF_ALL_CHILDREN)
        return
    if rows.empty:
        st.write(f"No audit of this kind in these quarters. {HOW_LOADED[kind]}")
        return
    clicked = show.chart(
        page,
        audits_chart(rows, now, year=page.choice.year, dark=page.dark),
        audits_twin(rows),
        name=f"audits-{kind}",
        title=criteria_title(rows, now),
        subtitle=criteria_subtitle(rows, now),
        clickable=True,
        click_for="click a grade for its audits",
    )
    if clicked:
        _audits_of_mark(page, kind, *clicked)
    before = _compared_with(rows, now)
    changes = _changes(page, kind, before, now)
    if len(changes):
        st.write(literal(change_sentence(changes, kind, before, now)))
        if kind == "interview":  # once a page
            st.caption(CHANCE_NOTE)


def whole_response(page: Page, now: pd.Timestamp) -> None:
    """The deeper audit: of the whole response to an episode."""
    st.write(RESPONSE_NOTE)
    rows = audits_of(page, "response", now)
    if page.coverage["demonstration"] and rows is not None and len(rows):
        st.caption(MADE_UP_NOTE)
    criteria_over_time(page, rows, "response", now)


def _compared_with(rows: pd.DataFrame, now: pd.Timestamp) -> pd.Timestamp | None:
    """The first of the quarters shown in which something was audited; None for the chosen one."""
    first = rows["quarter_start"].min()
    return first if pd.notna(first) and first < now else None


def _changes(page: Page, kind: str, before: pd.Timestamp | None, now: pd.Timestamp) -> pd.DataFrame:
    """Rows of audit_changes, none where there is nothing to compare; staff alone."""
    if before is None or page.audience != "staff":
        return pd.DataFrame()
    return page.run(
        audit_changes,
        filters=page.choice.history,
        kind=kind,
        from_quarter=quarter_label(before),
        to_quarter=quarter_label(now),
    )


def _audits_of_mark(
    page: Page, kind: str, day: str, criterion: str, grade: str, count: int
) -> None:
    """List the audits that a mark counts."""
    start = pd.Timestamp(day)
    rows = page.run(
        audits_behind,
        kind=kind,
        quarter=quarter_label(start),
        criterion=criterion,
        grade=grade,
    )
    listed = single_audits_twin(rows, kind)
    with st.container(key=f"behind-audits-{kind}"):
        words = f"{criterion}: {grade.lower()}, {quarter_words(start)}"
        st.header(literal(f"Behind the mark: {words}"), anchor=False)
        show.table(listed, caption=f"{counted(count, 'audit')}, latest first", children=("Child",))
        show.download(page, listed, f"audits-of-{kind}", label="Download these audits")
