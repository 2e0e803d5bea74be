"""Which of several charts was clicked last; a click stays with its chart until the next one."""

import streamlit as st

Marks = dict[str, list | None]


def newly_clicked(group: str, marks: Marks) -> str | None:
    """The chart of the group whose mark was clicked since the last run; None for none.

    marks: by chart, as show.chart returns them.
    """
    before: Marks = st.session_state.get(f"clicks-{group}", {})
    st.session_state[f"clicks-{group}"] = dict(marks)
    new = [name for name, mark in marks.items() if mark and mark != before.get(name)]
    return new[-1] if new else None


def last_clicked(group: str, marks: Marks) -> str | None:
    """The chart of the group that was clicked last and still has its mark; None for none."""
    key = f"last-click-{group}"
    last = newly_clicked(group, marks) or st.session_state.get(key)
    st.session_state[key] = last if marks.get(last) else None
    return st.session_state[key]
