"""Write down one thing that was said: a small form above the table of everything."""

from datetime import date
from pathlib import Path

import streamlit as st

from analytics.app.escape import refuse
from analytics.app.sign_in import person
from analytics.app.voice_edit import is_changed
from analytics.definitions import FEEDBACK_THEMES
from analytics.store import StoreRefused, save_said
from analytics.store.feedback import MOST_LETTERS
from analytics.store.snapshots import local_now

TURN, SAVED = "voice_add_turn", "voice_added"


def add_what_was_said(folder: Path) -> None:
    """The day of a meeting, a theme and the words; saved, it is an open row of the table."""
    if (snapshot := st.session_state.pop(SAVED, None)) is not None:
        later = "It comes into the table below once your changes there are saved or dropped."
        then = later if is_changed() else "Answer it in the table below."
        st.success(f"Added: snapshot {snapshot} is in force. {then}")
    today = local_now().date()
    with st.form(_key("voice-add")):
        with st.container(horizontal=True, gap="small"):
            day = st.date_input(
                "Day of the meeting",
                today,
                max_value=today,
                format="DD/MM/YYYY",
                width=180,
                key=_key("voice-add-day"),
            )
            theme = st.selectbox(
                "Theme",
                list(FEEDBACK_THEMES),
                index=None,
                format_func=lambda theme: FEEDBACK_THEMES.get(theme, theme),
                placeholder="Choose one, or write another",
                accept_new_options=True,
                width=320,
                key=_key("voice-add-theme"),
            )
        said = st.text_area(
            "What was said, as it was said",
            max_chars=MOST_LETTERS,
            height=96,
            help="Without the name of who said it. Others will read it, children too.",
            key=_key("voice-add-said"),
        )
        if st.form_submit_button("Add", type="primary", key=_key("voice-add-save")):
            _add(folder, day, theme, said)


def _add(folder: Path, day: date | None, theme: str | None, said: str) -> None:
    if day is None:
        st.error("It has no day: say when the meeting was.")
        return
    try:
        st.session_state[SAVED] = save_said(folder, day, [(theme or "", said)], who=person())
    except StoreRefused as refusal:
        refuse(refusal)
        return
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
    st.rerun()


def _key(name: str) -> str:
    """A widget's key, another after each save: the form then is empty."""
    return f"{name}-{st.session_state.get(TURN, 0)}"
