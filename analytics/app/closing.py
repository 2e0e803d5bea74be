"""Sign a quarter off, reopen it, and see what changed since: a part of the page Reports."""

from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st

from analytics import measures
from analytics.app import show
from analytics.app.escape import literal, refuse
from analytics.app.sign_in import person
from analytics.app.start import Page
from analytics.charts.closing import (
    WHAT_CHANGES_A_FIGURE,
    against_published,
    figures_twin,
    late_changes_twin,
    loaded_since,
    signed_off_words,
    since_sign_off,
)
from analytics.charts.words import counted, moment_words, number, quarter_words
from analytics.filters import Filters
from analytics.measures.closing import figures_of_quarter
from analytics.measures.closing_actions import LONGEST_NOTE, close_quarter, reopen_quarter
from analytics.measures.quarters import quarter_start_of, within
from analytics.store import StoreRefused, open_cursor

TITLES = {
    "signed_off": "What changed since it was signed off",
    "published": "Against what was published",
}


def close_the_quarter(page: Page, quarter: str) -> None:
    """Whether the quarter ("2021-Q4") is signed off, a form to do or undo it, what changed since.

    For staff alone: other audiences are shown nothing.
    """
    if page.audience != "staff":
        return
    start = quarter_start_of(quarter)
    st.header("Close the quarter", anchor=False)
    with st.container():  # what comes and goes has a place of its own: what is below stays open
        _show_what_was_done()
    closed = page.run(measures.closed_quarters, filters=Filters())
    closed = closed[closed["quarter_start"] == start]
    if closed.empty:
        _sign_off(page, quarter, start)
    else:
        _signed_off(page, quarter, closed.iloc[0])
    _late_changes(page, quarter, start, None if closed.empty else closed.iloc[0])


def _sign_off(page: Page, quarter: str, start: pd.Timestamp) -> None:
    name = quarter_words(start)
    summary = page.run(measures.quarterly_summary, filters=within(Filters(), start))
    if not summary["complete"].any():
        st.write(
            f"{name} cannot be signed off: the records do not cover the whole quarter. "
            + _reach(page.coverage)
        )
        return
    with page.reading():
        figures = _figures(str(page.folder), page.snapshot, quarter)
    st.write(
        f"{name} is not signed off. Signing it off keeps {counted(len(figures), 'figure')} of all "
        "its missing episodes as they are now, whatever is recorded later; the pages go on showing "
        "what the records say."
    )
    if page.coverage["demonstration"]:
        st.write(
            "The episodes are made up: the first import of your own data leaves a sign-off behind."
        )
    if pending := summary["pending"].iloc[0]:
        st.warning(
            f"{counted(pending, 'episode has', 'episodes have')} an outcome still pending, which "
            "will change figures once it is recorded."
        )
    with st.expander("The figures to be kept"):
        twin = figures_twin(figures, _place_names(page, start))
        show.table(twin, caption=f"{name}: missing episodes")
        show.download(page, twin, f"to-sign-off-{quarter}".lower())
    seen = st.session_state.get("figures_seen")  # by the run before, whose figures were looked at
    st.session_state["figures_seen"] = (quarter, page.snapshot)
    with st.form(_key("sign-off", quarter)):
        looked = st.checkbox("I have looked at the figures", key=_key("looked", quarter))
        note = st.text_input(
            "Note (may be left blank)",
            max_chars=LONGEST_NOTE,
            key=_key("note", quarter),
            help="What a later reader should know. No child and no worker is named.",
        )
        _quiet(f"It will be signed as {person()}.")
        if st.form_submit_button("Sign the quarter off", type="primary"):
            if not looked:
                st.error("Look at the figures first, and tick that you have.")
            elif seen != (quarter, page.snapshot):
                st.error("The data changed while you looked: look at the figures again.")
            else:
                _do(close_quarter, page, quarter, "signed off", note=note, seen=page.snapshot)


def _reach(coverage: pd.Series) -> str:
    if pd.isna(coverage["data_from"]):
        return "There are none yet."
    begins, ends = coverage["complete_from"], coverage["data_until"]
    return f"They reach from {moment_words(begins)} to {moment_words(ends)}."


def _signed_off(page: Page, quarter: str, closed: pd.Series) -> None:
    # not as Markdown, which makes a link of a person's address
    st.html(f"<p style='margin: 0'>{escape(signed_off_words(closed))}</p>")
    if isinstance(closed["note"], str):
        st.write(f"Note: {literal(closed['note'])}")
    with st.expander("Reopen the quarter"), st.form(_key("reopen", quarter)):
        st.write(
            "Where it was signed off by mistake. The figures kept are given up; it can then be "
            "signed off anew. Who did so is kept beside the snapshots."
        )
        sure = st.checkbox("Give up the figures signed off", key=_key("sure", quarter))
        if st.form_submit_button("Reopen it"):
            if sure:
                _do(reopen_quarter, page, quarter, "open again")
            else:
                st.error("Tick that the figures signed off may be given up.")


def _late_changes(page: Page, quarter: str, start: pd.Timestamp, closed: pd.Series | None) -> None:
    rows = page.run(measures.late_changes, filters=Filters(), quarter=quarter)
    if rows.empty:
        return
    places = _place_names(page, start)
    for against, title in TITLES.items():
        held = rows[rows["against"] == against]
        if held.empty:
            continue
        st.subheader(literal(title), anchor=False)
        said = since_sign_off(held) if against == "signed_off" else against_published(held)
        st.write(literal(said))
        if against == "signed_off" and held["changed"].any():
            files = page.run(measures.imported_files, filters=Filters())
            st.write(f"{literal(loaded_since(files, closed['closed_at']))} {WHAT_CHANGES_A_FIGURE}")
        if against == "published" and isinstance(source := held["source"].iloc[0], str):
            _quiet(f"Published in: {source}")
        _tables(page, held, places, against)


def _quiet(text: str) -> None:
    st.html(f"<p class='provenance'>{escape(text)}</p>")


def _tables(page: Page, held: pd.DataFrame, places: dict[str, str], against: str) -> None:
    """The figures that changed, and a click away all that were held against each other."""
    name, changed = quarter_words(held["quarter_start"].iloc[0]), held[held["changed"]]
    if len(changed):
        caption = f"{name}: figures that are not as they were {against.replace('_', ' ')}"
        show.table(late_changes_twin(changed, places), caption=caption)
    with st.expander(f"All {number(len(held))} figures and download"):
        twin = late_changes_twin(held, places, mark=True)
        show.table(twin, caption=f"{name}: all figures, then and now")
        file = f"{against}-{held['quarter'].iloc[0]}-and-now".lower().replace("_", "-")
        show.download(page, twin, file)


def _place_names(page: Page, start: pd.Timestamp) -> dict[str, str]:
    found = page.run(measures.places, filters=within(Filters(), start))
    return dict(zip(found["place_id"], found["name"], strict=True))


@st.cache_data(max_entries=20, show_spinner=False)
def _figures(folder: str, snapshot: int, quarter: str) -> pd.DataFrame:
    # A snapshot never changes: see start.
    return figures_of_quarter(open_cursor(Path(folder), snapshot), quarter)


def _key(name: str, quarter: str) -> str:
    """A widget's key, another after each sign-off: the form is then empty again."""
    return f"{name}-{quarter}-{st.session_state.get('quarters_closed', 0)}"


def _do(action, page: Page, quarter: str, done: str, **options) -> None:
    """Publish a sign-off or its undoing; the page then says so, or why it was refused."""
    try:
        with st.spinner("Publishing …", show_time=True):
            snapshot = action(page.folder, quarter, who=person(), **options)
    except StoreRefused as refusal:
        refuse(refusal)
        return
    st.session_state["quarter_done"] = (quarter, done, snapshot)
    st.session_state["quarters_closed"] = st.session_state.get("quarters_closed", 0) + 1
    st.rerun()


def _show_what_was_done() -> None:
    """Once after a sign-off or its undoing."""
    if told := st.session_state.pop("quarter_done", None):
        quarter, done, snapshot = told
        name = quarter_words(quarter_start_of(quarter))
        st.success(f"{name} is {done}: snapshot {snapshot} is in force.")
