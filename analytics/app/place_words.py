"""The Data page's words for places: what is not in the gazetteer, and settling what it means."""

import pandas as pd
import streamlit as st

from analytics.app import show
from analytics.app.escape import literal, refuse
from analytics.app.start import Page
from analytics.charts.data_twins import matches_twin, unmatched_twin
from analytics.charts.words import counted, number
from analytics.definitions import PLACE_KINDS, PLACE_LIKENESS
from analytics.filters import Filters
from analytics.measures import place_matches, unmatched_places
from analytics.store import (
    ADDED_KINDS,
    LONGEST_NAME,
    Settled,
    StoreRefused,
    add_place,
    assign_place,
    open_cursor,
    unassign_place,
)
from analytics.store.gazetteer import matcher

ALL = Filters(category="all")  # a wording is settled for episodes of both categories
MOST_LISTED = 200
NO_NAMED_PLACE, A_NEW_PLACE = "no named place", "a new place"  # no place_id has a space


def words_for_places(page: Page) -> None:
    """Wordings that are no known place, a form to settle one, and how all others were taken."""
    with st.container():  # what comes and goes has a place of its own: what is below stays open
        _show_what_was_settled()
    unmatched = page.run(unmatched_places, filters=ALL)
    matches = page.run(place_matches, filters=ALL)
    if unmatched.empty and matches.empty:
        st.write("No file loaded so far says in words where a child was found.")
        return
    st.write(_summary(unmatched))
    st.write(
        "A wording is taken for a place where it is its name or another of its names, whatever the "
        "case, spacing and short forms, or is alike to one: at least "
        f"{PLACE_LIKENESS} of 100, with no other place about as near. A full postcode that names "
        "no place stands for itself. All of it is worked out anew whenever data is published."
    )
    if not unmatched.empty:
        _list(
            page,
            unmatched_twin(unmatched),
            "Known as no place",
            name="words-not-known",
            words=True,
        )
    with st.container():
        _settle(page, unmatched)
    _how_words_were_taken(page, matches)


def _summary(unmatched: pd.DataFrame) -> str:
    if unmatched.empty:
        return "Every location written down is a known place, or settled here."
    verb = "matches" if len(unmatched) == 1 else "match"
    episodes = counted(unmatched["episodes"].sum(), "episode")
    return f"{counted(len(unmatched), 'description')} ({episodes}) {verb} no known place."


def _list(page: Page, rows: pd.DataFrame, caption: str, *, name: str, words: bool = False) -> None:
    caption += ", the busiest first"
    if len(rows) > MOST_LISTED:
        caption += f": {MOST_LISTED} of {number(len(rows))}, the download has all"
    show.table(rows.head(MOST_LISTED), caption=caption, words=words)
    show.download(page, rows, name)


def _key(name: str) -> str:
    """A widget's key, another after each change: the form is then empty again."""
    return f"{name}-{st.session_state.get('places_settled', 0)}"


def _settle(page: Page, unmatched: pd.DataFrame) -> None:
    episodes = dict(zip(unmatched["place_text"], unmatched["episodes"], strict=True))
    chosen = st.session_state.get(_key("wording"))
    if chosen is not None and chosen not in episodes:
        st.warning(
            f"“{literal(chosen)}” is settled by now, or no episode is written so any more: another "
            "page, or a file, changed it. Nothing of yours was saved."
        )
    if not episodes:
        return
    written = st.selectbox(
        "Settle the wording",
        list(episodes),
        index=None,
        format_func=lambda text: f"{text} ({counted(episodes[text], 'episode')})",
        placeholder="Choose a wording",
        key=_key("wording"),
        width=420,
    )
    if written is None:
        return
    place = _choose_place(page, written)
    new = _ask_new_place(written) if place == A_NEW_PLACE else None
    if place is None or not st.button("Save", type="primary", key=_key("save")):
        return
    if new is not None:
        _change(add_place, page, new.pop("name"), **new, written=written, what=written)
    else:
        chosen = None if place == NO_NAMED_PLACE else place
        _change(assign_place, page, written, chosen, what=written)


def _choose_place(page: Page, written: str) -> str | None:
    """A place_id, NO_NAMED_PLACE or A_NEW_PLACE; the suggested places first, then all by name."""
    with page.reading():
        known = matcher(open_cursor(page.folder, page.snapshot))
    options = {place.place_id: f"{place.name} (suggested)" for place in known.suggestions(written)}
    for place_id, name in sorted(known.shown.items(), key=lambda place: place[1].casefold()):
        options.setdefault(place_id, name)
    options |= {NO_NAMED_PLACE: "No named place", A_NEW_PLACE: "A new place …"}
    return st.selectbox(
        "It means",
        list(options),
        index=None,
        format_func=options.get,
        placeholder="Choose a place",
        key=_key(f"place-{written}"),
        width=420,
    )


def _ask_new_place(written: str) -> dict:
    return {
        "name": st.text_input(
            "Name of the place",
            written[:LONGEST_NAME],
            max_chars=LONGEST_NAME,
            key=_key(f"name-{written}"),
            width=420,
        ),
        "kind": st.selectbox(
            "Kind of place",
            ADDED_KINDS,
            index=len(ADDED_KINDS) - 1,
            format_func=PLACE_KINDS.get,
            key=_key("kind"),
            width=420,
        ),
        "postcode": st.text_input(
            "Postcode, for its position on the map",
            placeholder="May be left blank",
            max_chars=10,
            key=_key("postcode"),
            width=420,
        ),
    }


def _how_words_were_taken(page: Page, matches: pd.DataFrame) -> None:
    if matches.empty:
        return
    with st.expander(f"How words were taken: {counted(len(matches), 'wording')}"):
        _list(page, matches_twin(matches), "What each was taken for", name="words-taken")
        settled = matches["matched_by"].isin(["assigned", "set_aside"])
        if settled.any():
            _undo(page, matches.loc[settled, "place_text"].tolist())


def _undo(page: Page, wordings: list[str]) -> None:
    written = st.selectbox(
        "Undo what was settled here for",
        wordings,
        index=None,
        placeholder="Choose a wording",
        key=_key("undo"),
        width=420,
    )
    if st.button("Undo", key=_key("undo-button")) and written is not None:
        _change(unassign_place, page, written, what=written)


def _change(change, page: Page, *values, what: str, **options) -> None:
    """Publish a change; the page then says how many episodes it moved, or why it was refused."""
    try:
        with st.spinner("Publishing …", show_time=True):
            settled = change(page.folder, *values, **options)
    except StoreRefused as refusal:
        refuse(refusal)
        return
    verb = "Undone" if change is unassign_place else "Saved"
    st.session_state["place_words_settled"] = (verb, what, settled)
    st.session_state["places_settled"] = st.session_state.get("places_settled", 0) + 1
    st.rerun()


def _show_what_was_settled() -> None:
    """Once after a change: how many episodes it moved."""
    told: tuple[str, str, Settled] | None = st.session_state.pop("place_words_settled", None)
    if told is not None:
        verb, what, settled = told
        st.success(
            f"{verb} for “{literal(what)}”: that changed the place of "
            f"{counted(settled.episodes, 'episode')}; snapshot {settled.snapshot} is in force."
        )
