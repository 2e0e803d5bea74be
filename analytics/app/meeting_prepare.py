"""Prepare a meeting: arrange its slides, add some, save the order under a name, start."""

from html import escape

import duckdb
import streamlit as st

from analytics.app import address, show
from analytics.app.escape import literal, refuse
from analytics.app.meeting import ENTRIES, ORDER, ROOM, saved_orders, slides_of
from analytics.app.meeting_own import add_own_slides
from analytics.app.sign_in import person
from analytics.app.start import Page
from analytics.charts.words import day_words, moment_words
from analytics.filters import Filters
from analytics.measures import polls
from analytics.reports.plain_order import reports_order, slides_in_order
from analytics.reports.plain_slides import MeetingSlide
from analytics.store import NotWritten, StoreRefused, save_running_order
from analytics.store.snapshots import local_now

REPORTS_ORDER = "The report's order"
CHOSEN, NAME, LOADED = "meeting_slide", "meeting_name", "meeting_loaded"
HOW = (
    "The room sees one idea a slide, in plain words, as the council of children in care may see "
    "it, and no way to any other page. Arrow keys, PageDown and PageUp (a clicker) or a swipe turn "
    "the slides; the button Notes opens yours in a second window; F11 fills the screen."
)


def prepare(page: Page) -> None:
    """Arrange, save and start; what is arranged is kept while other pages are looked at."""
    st.write(HOW)
    _say_what_happened()
    told = slides_of(page)
    saved = saved_orders(page)
    before = _load(saved, told)
    entries = st.session_state[ENTRIES]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        _choose_and_save(page, saved, changed=entries != before)
    slides = {slide.key: slide for slide in slides_in_order(entries, told)}
    arranged, shown = show.side_by_side("meeting")
    with arranged:
        st.header("Running order", anchor=False)
        chosen = _choose_slide(entries, slides)
        if chosen is not None:
            _move(entries, chosen)
        _leave_out(entries, told)
    if chosen is not None:
        with shown:
            st.header("The slide", anchor=False)
            _preview(slides[chosen])
    add_own_slides()
    _polls_held(page)


def _load(saved: dict, told: tuple[MeetingSlide, ...]) -> list[str]:
    """Load the order that is chosen, once; return its entries as they are saved."""
    names = ["", *saved]
    address.restore(ORDER, names, "")
    name = st.session_state[ORDER]
    before = list(saved[name][0]) if name else reports_order(told)
    if st.session_state.get(LOADED) != name or ENTRIES not in st.session_state:
        st.session_state[LOADED] = name
        st.session_state[ENTRIES] = before
        st.session_state.pop(NAME, None)
    st.session_state.setdefault(NAME, name or f"Meeting of {day_words(local_now())}")
    return before


def _choose_and_save(page: Page, saved: dict, *, changed: bool) -> None:
    st.selectbox(
        "Start from",
        ["", *saved],
        format_func=lambda name: name or REPORTS_ORDER,
        key=ORDER,
        width=260,
    )
    address.save(ORDER)
    st.session_state[NAME] = st.session_state[NAME]  # a widget forgets its text from page to page
    st.text_input("Name", key=NAME, width=260, max_chars=60)
    st.button("Save", on_click=_save, args=(page,))
    label = "Save and start the meeting" if changed else "Start the meeting"
    st.button(label, type="primary", on_click=_start, args=(page, changed))
    if st.session_state[ORDER]:
        _, saved_at, saved_by = saved[st.session_state[ORDER]]
        by = f" by {literal(saved_by)}" if saved_by else ""
        st.caption(f"Saved {moment_words(saved_at)}{by}.", width="stretch")


def _save(page: Page) -> bool:
    name = " ".join(st.session_state[NAME].split())
    try:
        save_running_order(page.folder, name, st.session_state[ENTRIES], who=person())
    except (NotWritten, OSError, duckdb.Error):
        st.session_state["meeting_problem"] = (
            "It could not be saved: the disk is full or cannot be written. The order stays here "
            "until the page is closed."
        )
        return False
    except StoreRefused as refusal:
        st.session_state["meeting_problem"] = str(refusal)
        return False
    st.session_state[ORDER] = st.session_state[LOADED] = st.session_state[NAME] = name
    st.session_state["meeting_saved"] = name
    return True


def _start(page: Page, changed: bool) -> None:
    if changed and not _save(page):
        return
    st.session_state.pop("meeting_saved", None)
    st.query_params[ROOM] = "yes"
    if st.session_state[ORDER]:
        st.query_params[ORDER] = st.session_state[ORDER]


def _say_what_happened() -> None:
    problem = st.session_state.pop("meeting_problem", None)
    if problem:
        refuse(problem)
    saved = st.session_state.pop("meeting_saved", None)
    if saved:
        st.success(f"“{literal(saved)}” is saved.")


def _choose_slide(entries: list[str], slides: dict[str, MeetingSlide]) -> str | None:
    there = [entry for entry in entries if entry in slides]
    if not there:
        st.write("No slide is left: put one in below.")
        return None
    if st.session_state.get(CHOSEN) not in there:
        st.session_state[CHOSEN] = there[0]
    with st.container(key="running-order"):
        return st.radio(
            "Slides",
            there,
            format_func=lambda entry: literal(slides[entry].heading),
            key=CHOSEN,
            label_visibility="collapsed",
        )


def _move(entries: list[str], chosen: str) -> None:
    at = entries.index(chosen)
    with st.container(horizontal=True, gap="small"):
        st.button("Up", on_click=_put, args=(chosen, at - 1), disabled=at == 0)
        last = len(entries) - 1
        st.button("Down", on_click=_put, args=(chosen, at + 1), disabled=at == last)
        st.button("Leave out", on_click=_put, args=(chosen, None))


def _put(entry: str, at: int | None) -> None:
    """Put the entry at that place; None leaves it out."""
    entries = [other for other in st.session_state[ENTRIES] if other != entry]
    if at is not None:
        entries.insert(at, entry)
    st.session_state[ENTRIES] = entries


def _leave_out(entries: list[str], told: tuple[MeetingSlide, ...]) -> None:
    """The slides left out, each with a button that puts it where the report has it."""
    order = reports_order(told)
    left = slides_in_order([entry for entry in order if entry not in entries], told)
    if not left:
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        entry = st.selectbox(
            "Left out",
            [slide.key for slide in left],
            format_func={slide.key: slide.heading for slide in left}.get,
            key="meeting_left_out",
        )
        st.button("Put in", on_click=_put_in, args=(entry, order))


def _put_in(entry: str, order: list[str]) -> None:
    """Put the entry behind the nearest of those before it in the report's order."""
    entries = st.session_state[ENTRIES]
    before = [other for other in order[: order.index(entry)] if other in entries]
    _put(entry, entries.index(before[-1]) + 1 if before else 0)
    st.session_state[CHOSEN] = entry


def _preview(slide: MeetingSlide) -> None:
    """What stands on the slide, and the notes for who speaks."""
    texts = [slide.big, slide.beside, *slide.sentences, slide.quote]
    texts += [f"{bar.label}: {bar.words}" for bar in slide.bars]
    texts += [f"{part.head}: {' '.join(part.texts)}" for part in slide.parts]
    texts += slide.answers
    drawn = slide.drawing.svg if slide.drawing else ""
    shown = "".join(f"<p>{escape(text)}</p>" for text in texts if text)
    notes = "".join(f"<li>{escape(note)}</li>" for note in slide.notes)
    st.html(
        f"<section class='meeting-preview'><h3>{escape(slide.heading)}</h3>{shown}{drawn}</section>"
        f"<section class='meeting-preview'><h3>Your notes</h3><ul>{notes}</ul></section>"
    )


def _polls_held(page: Page) -> None:
    """What was asked in meetings so far, and how many hands each answer had."""
    rows = page.run(polls, filters=Filters())
    if rows.empty:
        return
    st.header("Polls so far", anchor=False)
    twin = rows[["question", "answer", "votes", "held_on"]].rename(
        columns={
            "question": "Question", "answer": "Answer", "votes": "Hands", "held_on": "Meeting"
        }
    )  # fmt: skip
    show.table(twin, caption="Hands counted in meetings, the latest first; nobody's vote is kept")
    show.download(page, twin, "polls")
