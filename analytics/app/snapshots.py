"""The Data page's list of snapshots, and the way back to an earlier one."""

import pandas as pd
import streamlit as st

from analytics.app import show
from analytics.app.escape import refuse
from analytics.app.sign_in import person
from analytics.app.start import Page
from analytics.charts.words import moment_words
from analytics.store import SETTLED_HERE, StoreRefused, rollback, snapshots


def snapshot_list(page: Page) -> None:
    """Every snapshot that is there, and a form to put one back in force."""
    st.write(
        "Each import, and each change saved in these pages, makes a snapshot that never changes. "
        "Going back to one deletes nothing."
    )
    there = snapshots(page.folder)
    rows = pd.DataFrame(
        {
            "Snapshot": [str(snapshot["number"]) for snapshot in there],
            "In force": ["in force" if snapshot["in_force"] else "" for snapshot in there],
            "Made": [snapshot["built_at"] for snapshot in there],
            "Data as of": [snapshot["data_date"] for snapshot in there],
            "Episodes": [snapshot["episodes"] for snapshot in there],
            "Children": [snapshot["children"] for snapshot in there],
            "From": [_origin(snapshot) for snapshot in there],
        }
    )
    show.table(rows, caption="Snapshots, newest first")
    others = [each for each in there if each["readable"] and not each["in_force"]]
    if others:
        _rollback_form(page, others)


def _origin(snapshot: dict) -> str:
    if not snapshot["readable"]:
        return "cannot be read: its file is damaged"
    files = ", ".join(snapshot["files"]) or "–"
    origin = "demonstration data" if snapshot["demonstration"] else files
    settled = SETTLED_HERE.get(snapshot["event"])
    by = f" by {snapshot['who']}" if snapshot["who"] else ""
    return f"{origin}; {settled}{by}" if settled else origin


def _rollback_form(page: Page, others: list[dict]) -> None:
    with st.form("rollback"):
        chosen = st.selectbox(
            "Put back in force",
            others,
            index=None,
            format_func=lambda snapshot: (
                f"Snapshot {snapshot['number']}, made {moment_words(snapshot['built_at'])}"
            ),
            placeholder="Choose a snapshot",
            width=420,
        )
        if st.form_submit_button("Go back to it") and chosen:
            try:
                rollback(page.folder, chosen["number"], who=person())
            except StoreRefused as refusal:
                refuse(refusal)
                return
            st.rerun()
