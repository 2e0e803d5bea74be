"""Slides of one's own in a running order: a question to the room, or a few words."""

import streamlit as st

from analytics.app.escape import refuse
from analytics.app.meeting import ENTRIES
from analytics.store import StoreRefused
from analytics.store.running_order import (
    LONGEST_ANSWER,
    LONGEST_HEADING,
    LONGEST_TEXT,
    MOST_ANSWERS,
    Own,
    Poll,
    Words,
    as_entry,
)

QUESTION, ANSWERS = "meeting_question", "meeting_answers"
HEADING, TEXT = "meeting_heading", "meeting_text"
PROBLEM = "meeting_own_problem"  # said below the fields, where one looks
LAST = ("next", "you_said")  # a slide of one's own stands before these


def add_own_slides() -> None:
    """Fields for a question with its answers, and for a slide of words."""
    with st.expander("Add a slide of your own", key="meeting-own"):
        asking, telling = st.columns(2, gap="large")
        with asking:
            st.text_input("Question to the room", key=QUESTION, max_chars=LONGEST_HEADING)
            st.text_area(
                f"Answers, one a line ({MOST_ANSWERS} at most, {LONGEST_ANSWER} letters each)",
                key=ANSWERS,
            )
            st.button("Add the question", on_click=_add_question)
        with telling:
            st.text_input("Heading", key=HEADING, max_chars=LONGEST_HEADING)
            st.text_area("Text", key=TEXT, max_chars=LONGEST_TEXT)
            st.button("Add the words", on_click=_add_words)
        st.caption("Write for young people of eleven: short words, short sentences, no names.")
        if problem := st.session_state.pop(PROBLEM, None):
            refuse(problem)


def _add_question() -> None:
    answers = tuple(st.session_state[ANSWERS].splitlines())
    _add(Poll(st.session_state[QUESTION], answers), QUESTION, ANSWERS)


def _add_words() -> None:
    _add(Words(st.session_state[HEADING], st.session_state[TEXT]), HEADING, TEXT)


def _add(own: Own, *fields: str) -> None:
    """Put it into the order and empty the fields; else say what is wrong and keep them."""
    try:
        entry = as_entry(own)
    except StoreRefused as refusal:
        st.session_state[PROBLEM] = str(refusal)
        return
    entries = st.session_state[ENTRIES]
    if entry in entries:
        st.session_state[PROBLEM] = "That slide is in the order already."
        return
    at = min((entries.index(key) for key in LAST if key in entries), default=len(entries))
    st.session_state[ENTRIES] = [*entries[:at], entry, *entries[at:]]
    st.session_state["meeting_slide"] = entry
    for field in fields:
        st.session_state[field] = ""
