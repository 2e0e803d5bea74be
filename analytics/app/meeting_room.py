"""The room: the slides of a meeting over the whole window, moved by the browser alone.

Once it is open it needs no server to go on and back, and has no way to a page but those it asks
about. Its look and behaviour are in meeting_room.html, .css and the meeting_*.js beside this.
"""

from dataclasses import asdict
from datetime import date
from functools import partial
from pathlib import Path

import duckdb
import streamlit as st

from analytics.app.sign_in import may_record, person
from analytics.app.start import Page
from analytics.charts.words import counted
from analytics.reports.plain_slides import MeetingSlide
from analytics.reports.plain_texts import ROOM, SENTENCES, THEMES_TO_CHOOSE
from analytics.store import NotWritten, StoreRefused, open_cursor, save_poll, save_said
from analytics.store.feedback import MOST_LETTERS
from analytics.store.meeting import hands_counted
from analytics.store.snapshots import local_now

HERE = Path(__file__).parent
SCRIPTS = ("meeting_room.js", "meeting_slides.js", "meeting_asking.js", "meeting_notes.js")
WAYS_OUT = {"voice": "pages/voice.py", "definitions": "pages/definitions.py"}
END = "end"
ANSWER, KEY, REPLACING = "meeting_answer", "meeting-room", "meeting_replacing"
NOT_WRITTEN = (
    "It could not be saved: the disk is full or cannot be written. It stays in this window."
)


def _read(*names: str) -> str:
    return "\n".join((HERE / name).read_text(encoding="utf-8") for name in names)


_component = st.components.v2.component(
    "missing_from_care_meeting_room",
    html=_read("meeting_room.html"),
    css=_read("meeting_room.css"),
    js=_read(*SCRIPTS),
    isolate_styles=False,
)


def open_room(page: Page, name: str, slides: list[MeetingSlide]) -> str | None:
    """Show the slides; the way out that was chosen: "end", "voice" or "definitions"; None: none.

    name: of the running order.
    """
    answers = {slide.heading: slide.answers for slide in slides if slide.kind == "poll"}
    room = _component(
        key=KEY,
        data=_data(page, name, slides),
        on_save_change=partial(_save, page.folder, answers, person()),
        on_leave_change=_nothing,
    )
    ways = (END,) if page.audience == "staff" else tuple(WAYS_OUT)
    return room.leave if room.leave in ways else None


def _data(page: Page, name: str, slides: list[MeetingSlide]) -> dict:
    return {
        "key": f"{local_now():%Y-%m-%d} {name}",
        "slides": [asdict(slide) for slide in slides],
        "words": ROOM | {"made_up": SENTENCES["made_up"]},
        "themes": THEMES_TO_CHOOSE,
        "longest": MOST_LETTERS,
        "staff": page.audience == "staff",
        "made_up": bool(page.coverage["demonstration"]),
        "answer": st.session_state.get(ANSWER),
    }


def _nothing() -> None:
    """A way out is read where the page is run; Streamlit asks for a callback for each trigger."""


def _save(folder: Path, answers: dict[str, tuple[str, ...]], who: str) -> None:
    """Publish what the room counted or wrote down, and keep the answer for the room."""
    sent = st.session_state[KEY].save or {}
    try:
        _publish(folder, answers, sent, who)
        answer = {"ok": True, "sentence": ""}
    except (NotWritten, OSError, duckdb.Error):
        answer = {"ok": False, "sentence": NOT_WRITTEN}
    except StoreRefused as refusal:
        answer = {"ok": False, "sentence": str(refusal)}
    st.session_state[ANSWER] = answer | {"id": sent.get("id")}


def _publish(folder: Path, answers: dict[str, tuple[str, ...]], sent: dict, who: str) -> None:
    """Raises StoreRefused where the room sent what this meeting does not ask, or may not."""
    if not may_record():
        raise StoreRefused("Only staff can save: ask whoever leads the meeting.")
    today = local_now().date()
    question, votes, said = (sent.get(part) for part in ("poll", "votes", "said"))
    if isinstance(votes, list) and question in answers:
        _ask_before_replacing(folder, today, question)
        save_poll(folder, today, question, answers[question], votes, who=who)
    elif isinstance(said, list) and all(_is_said(each) for each in said):
        save_said(folder, today, [(theme, text) for theme, text in said], who=who)
    else:
        raise StoreRefused("This meeting asks nothing like that: load the page again.")


def _ask_before_replacing(folder: Path, today: date, question: str) -> None:
    """Refuse once where a count of today is kept: another window, or an earlier save, made it."""
    hands = hands_counted(open_cursor(folder), today, question)
    if hands and st.session_state.get(REPLACING) != question:
        st.session_state[REPLACING] = question
        raise StoreRefused(
            f"A count of {counted(hands, 'hand')} from today is kept. Save once more to put "
            "yours in its place."
        )
    st.session_state.pop(REPLACING, None)


def _is_said(each) -> bool:
    return (
        isinstance(each, list)
        and len(each) == 2
        and all(isinstance(part, str) for part in each)
        and each[0] in THEMES_TO_CHOOSE
    )
