"""The page Audits: what follows from what was found, and changing it."""

from functools import partial

import pandas as pd
import streamlit as st

from analytics.app import show
from analytics.app.downloads import download_button
from analytics.app.escape import literal, refuse
from analytics.app.sign_in import person
from analytics.app.start import Page
from analytics.app.tables import csv_bytes
from analytics.charts.audits_twins import MEASURES, actions_twin
from analytics.charts.audits_words import actions_title
from analytics.definitions import AUDIT_SOURCES, FEEDBACK_STATUSES
from analytics.measures import audit_actions
from analytics.store import StoreRefused, save_audit_actions

OPENED = "audit_actions_opened"  # the actions as they were when the person began to change them
SAVED = "audit_actions_saved"
ROW_HEIGHT = 84  # pixels: three lines of a finding are read without opening it
EDITED = "found_on source finding action owner_role due_on status evidence measure".split()
CHANGE_NOTE = (
    "Members read this too: write roles, never names or references of workers or children. Add a "
    "row below the last one; mark a row at its left to remove it. Nothing is kept until you save, "
    "and leaving this page loses it."
)


def actions_and_evidence(page: Page) -> None:
    """Finding, action, whose task, due, evidence; staff can change them."""
    actions = page.run(audit_actions)
    title = actions_title(actions, page.coverage["data_date"])
    st.subheader(literal(title), anchor=False)
    if len(actions):
        listed = actions_twin(actions)
        caption = "Actions after audits and inspections, unfinished first"
        show.table(listed, caption=caption, words=True)
        show.download(page, listed, "audit-actions", label="Download the actions")
    if page.audience == "staff":
        with st.container(key="change-actions"):
            _change(page, actions)


def _change(page: Page, actions: pd.DataFrame) -> None:
    """Open the actions as a table to write in; saved, or left as it was, by one click."""
    if OPENED not in st.session_state:
        if (number := st.session_state.pop(SAVED, None)) is not None:
            st.success(f"Saved: snapshot {number} is in force.")
        if st.button("Change the actions"):
            st.session_state[OPENED] = actions[EDITED]
            st.rerun()
        return
    opened = st.session_state[OPENED]
    st.write(CHANGE_NOTE)
    with st.form("audit-actions", border=False):
        edited = st.data_editor(
            opened,
            key="audit-actions-table",
            num_rows="dynamic",
            hide_index=True,
            row_height=ROW_HEIGHT,
            placeholder="",
            column_config=_columns(),
        )
        save = st.form_submit_button("Save the actions", type="primary")
    with st.container():
        if save:
            _save(page, edited, opened)
    if st.button("Close without saving"):
        _close()


def _columns() -> dict:
    # none is required here: Streamlit would drop a row that lacks one, in silence
    column = st.column_config
    return {
        "found_on": column.DateColumn("Found on", format="DD/MM/YYYY"),
        "source": column.SelectboxColumn(
            "Source",
            width=190,
            options=list(AUDIT_SOURCES),
            format_func=AUDIT_SOURCES.get,
        ),
        "finding": column.TextColumn("Finding", width=260),
        "action": column.TextColumn("Action", width=260),
        "owner_role": column.TextColumn("Whose task (a role)", width=150),
        "due_on": column.DateColumn("Due", format="DD/MM/YYYY"),
        "status": column.SelectboxColumn(
            "Status", options=list(FEEDBACK_STATUSES), format_func=FEEDBACK_STATUSES.get
        ),
        "evidence": column.TextColumn("Evidence", width=260),
        "measure": column.SelectboxColumn(
            "Should move", options=list(MEASURES), format_func=MEASURES.get
        ),
    }


def _save(page: Page, edited: pd.DataFrame, opened: pd.DataFrame) -> None:
    try:
        with st.spinner("Publishing …", show_time=True):
            number = save_audit_actions(page.folder, edited, who=person(), seen=opened)
    except StoreRefused as refusal:
        refuse(refusal)
        download_button(
            "Download what you typed",
            partial(csv_bytes, edited),
            file_name="audit_actions.csv",
            mime="text/csv",
            key="audit-actions-typed",
        )
        return
    if number is None:
        st.info("Nothing was changed, so nothing was saved.")
        return
    st.session_state[SAVED] = number
    _close()


def _close() -> None:
    del st.session_state[OPENED]
    st.rerun()
