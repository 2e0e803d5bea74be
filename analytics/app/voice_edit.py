"""Record and change what the council of children in care said: one table, one Save."""

import pandas as pd
import streamlit as st

from analytics.app.escape import literal, refuse
from analytics.app.sign_in import person
from analytics.app.start import Page
from analytics.charts.plain_words import words_to_swap
from analytics.charts.words import moment_words
from analytics.definitions import (
    FEEDBACK_STATUSES,
    FEEDBACK_THEMES,
    MEASURES_TO_MOVE,
    READING_AGE,
)
from analytics.filters import Filters
from analytics.measures import feedback
from analytics.statistics.reading_age import reading_age
from analytics.store import StoreRefused, last_saved, save_feedback

ANOTHER = "another"
DAYS = ["meeting_on", "due_on", "in_effect_from"]
ROW_HEIGHT = 84  # pixels, three lines of text; under 64 Streamlit cuts it off after one
HEAD_HEIGHT, MOST_ROWS = 38, 8  # in sight at once
READ_BY_CHILDREN = ("response", "action")


def record_and_edit(page: Page) -> None:
    """The whole record as a table to write in; each Save is a snapshot with who and when."""
    with st.container(key="voice-edit"):
        _editor(page)


def _editor(page: Page) -> None:
    _show_what_was_saved()
    st.write(
        "Answers and actions are read by young people: say “you” and “we”. Name roles, never a "
        "person. Every row is here, whatever period is chosen; the table is wider than the page, "
        "and the sign at its top right opens it whole. Nothing is kept until you save, and leaving "
        "this page loses it."
    )
    st.caption(_last_saved_words(page))
    saved = page.run(feedback, filters=Filters())
    base = _base(saved)
    edited = st.data_editor(
        base,
        key=_key("voice-editor"),
        num_rows="dynamic",
        hide_index=True,
        row_height=ROW_HEIGHT,
        height=min(len(base) + 1, MOST_ROWS) * ROW_HEIGHT + HEAD_HEIGHT,
        placeholder="",
        column_config=_columns(base),
        alt="What was said, what was answered and done, and by when; a row each, to be changed.",
    )
    _hints(base, edited)
    with st.container(horizontal=True, gap="small"):
        if st.button("Save", type="primary", key=_key("voice-save")):
            _save(page, _as_stored(edited), _as_stored(base))
        if is_changed() and st.button("Drop my changes", key=_key("voice-drop")):
            _start_again()
            st.rerun()


def _key(name: str) -> str:
    """A widget's key, another after each save: the table then shows what is saved now."""
    return f"{name}-{st.session_state.get('voice_turn', 0)}"


def _start_again() -> None:
    st.session_state["voice_turn"] = st.session_state.get("voice_turn", 0) + 1
    st.session_state.pop("voice_base", None)


def is_changed() -> bool:
    """Whether anything typed into the table is not saved yet."""
    state = st.session_state.get(_key("voice-editor")) or {}
    return any(state.get(kind) for kind in ("edited_rows", "added_rows", "deleted_rows"))


def _base(saved: pd.DataFrame) -> pd.DataFrame:
    """The rows that changes are made to: those read first, as long as something is not saved.

    Streamlit keeps changes by the number of a row: another row under that number would be changed.
    """
    fresh = saved.drop(columns="overdue")
    fresh.insert(2, "other_theme", None)
    # a new row's blanks would make a column of text that has none yet one of numbers
    texts = fresh.columns.difference(DAYS)
    fresh = fresh.astype(dict.fromkeys(texts, object)).where(fresh.notna(), None)
    base = st.session_state.get("voice_base")
    if base is None or (not base.equals(fresh) and not is_changed()):
        base = st.session_state["voice_base"] = fresh
    elif not base.equals(fresh):
        st.warning(
            "Something else was saved meanwhile. Your changes are kept below and can still be "
            "saved, unless they are of the same rows."
        )
    return base


def _columns(base: pd.DataFrame) -> dict:
    column = st.column_config
    themes = _with_recorded(FEEDBACK_THEMES, base["theme"]) | {ANOTHER: "Another: say which"}
    measures = _with_recorded(MEASURES_TO_MOVE, base["measure"])
    return {
        "meeting_on": column.DateColumn("Meeting", format="DD/MM/YYYY", width=110),
        "theme": column.SelectboxColumn(
            "Theme", options=list(themes), format_func=themes.get, width=150
        ),
        "other_theme": column.TextColumn("Another theme", max_chars=60, width=150),
        "said": column.TextColumn("What was said", width=260),
        "response": column.TextColumn("What we answered", width=220),
        "action": column.TextColumn("What we do", width=260),
        "owner_role": column.TextColumn(
            "Who (a role)", help="A role, never a name.", max_chars=80, width=140
        ),
        "due_on": column.DateColumn("By", format="DD/MM/YYYY", width=110),
        "status": column.SelectboxColumn(
            "Status",
            options=list(FEEDBACK_STATUSES),
            format_func=FEEDBACK_STATUSES.get,
            width=110,
        ),
        "measure": column.SelectboxColumn(
            "Should move", options=list(measures), format_func=measures.get, width=200
        ),
        "in_effect_from": column.DateColumn(
            "In effect from",
            format="DD/MM/YYYY",
            help="The day from which it was felt: marked on the trend.",
            width=120,
        ),
    }


def _with_recorded(labels: dict[str, str], recorded: pd.Series) -> dict[str, str]:
    """The labels, and what is recorded beside them, so that nothing is lost by editing."""
    return labels | {code: code for code in recorded.dropna().unique() if code not in labels}


def _as_stored(table: pd.DataFrame) -> pd.DataFrame:
    """The table's rows as the store has them: another theme in the place of "another"."""
    other = table["other_theme"]
    theme = table["theme"].where(table["theme"] != ANOTHER)
    return table.assign(theme=theme.where(other.isna() | (other == ""), other)).drop(
        columns="other_theme"
    )


def _save(page: Page, rows: pd.DataFrame, before: pd.DataFrame) -> None:
    try:
        with st.spinner("Publishing …", show_time=True):
            snapshot = save_feedback(page.folder, rows, before=before, who=person())
    except StoreRefused as refusal:
        refuse(refusal)
        return
    st.session_state["voice_saved"] = snapshot
    _start_again()
    st.rerun()


def _show_what_was_saved() -> None:
    snapshot = st.session_state.pop("voice_saved", None)
    if snapshot is not None:
        st.success(f"Saved: snapshot {snapshot} is in force.")


def _last_saved_words(page: Page) -> str:
    line = last_saved(page.folder)
    if line is None:
        return "Nothing has been saved on this page yet."
    who = f" by {literal(line['who'])}" if line.get("who") else ""
    return f"Last saved {moment_words(pd.Timestamp(line['at']))}{who}."


def _hints(base: pd.DataFrame, edited: pd.DataFrame) -> None:
    """What children asked us to say instead, and what is hard to read, of what was typed.

    Never of what was said, and never in the way of saving.
    """
    known = {text for column in READ_BY_CHILDREN for text in base[column].dropna()}
    typed = [text for column in READ_BY_CHILDREN for text in edited[column].dropna()]
    hints = []
    for text in typed:
        if text in known or not text.strip():
            continue
        for word in words_to_swap(text):
            instead = " or ".join(f"“{words}”" for words in word.instead)
            hints.append(f"Children asked us to say {instead} instead of “{word.word}”.")
        age = reading_age(text)
        if age > READING_AGE:
            hints.append(
                f"“{_shortened(text)}” is for readers of {age:.0f} or so; shorter words or "
                f"sentences bring it to {READING_AGE}."
            )
    if hints:
        st.info("\n".join(f"- {literal(hint)}" for hint in dict.fromkeys(hints)))


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
