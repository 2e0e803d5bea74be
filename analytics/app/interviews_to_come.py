"""The page Return interviews, looking ahead: the aim, who is waiting, what followed."""

import pandas as pd
import streamlit as st

from analytics.app import address, show
from analytics.app.headlines import target_cards
from analytics.app.start import Page
from analytics.charts import next_episode, targets, waiting
from analytics.charts.words import moment_words, quarter_words
from analytics.definitions import TARGET
from analytics.measures import (
    interviews_to_target,
    interviews_waiting,
    quarter_label,
    time_to_next_episode,
)

AIMS = [str(percent) for percent in range(50, 101)]
SPANS = {"quarter": "This quarter", "all": "This quarter and before"}


def what_it_would_take(page: Page, now: pd.Series) -> None:
    """How many more interviews in time an aim would have needed, and what is still possible."""
    target = _choose_aim()
    rows = page.run(
        interviews_to_target, quarter=quarter_label(now["quarter_start"]), target=target
    )
    st.subheader(targets.target_title(rows, target), anchor=False)
    show.cards(page, target_cards(rows, target))
    show.sentences(page, targets.possible_sentences(rows, target))


def _choose_aim() -> float:
    """The share in time that is aimed at, 0–1; at first the service's own aim."""
    chosen = st.select_slider(
        "Aim: share of interviews in time",
        AIMS,
        format_func=lambda percent: f"{percent}%",
        key=address.restore("aim", AIMS, f"{TARGET * 100:.0f}"),
        width=420,
    )
    address.save("aim")
    return int(chosen) / 100


def who_is_waiting(page: Page) -> None:
    """Episodes whose interview is pending or not recorded, by how much time is left; staff only."""
    with st.container(horizontal=True, key="waiting-row", gap="small"):
        kind = st.segmented_control(
            "Their 72 hours",
            list(waiting.WAITING),
            format_func=waiting.WAITING.get,
            required=True,
            key=address.restore("waiting", waiting.WAITING, "all"),
        )
        span = st.segmented_control(
            "Episodes of",
            list(SPANS),
            format_func=SPANS.get,
            required=True,
            key=address.restore("waiting_in", SPANS, "quarter"),
        )
    address.save("waiting", "waiting_in")
    filters = page.filters if span == "quarter" else page.choice.history
    rows = page.run(interviews_waiting, filters=filters)
    st.subheader(waiting.waiting_title(rows), anchor=False)
    shown = waiting.waiting_twin(rows, kind)
    if shown.empty:
        if len(rows):
            st.write("None of these: choose another of the buttons above.")
        return
    as_of = moment_words(page.coverage["data_date"])
    caption = waiting.waiting_caption(len(shown), len(rows), as_of)
    show.table(shown, caption=page.words(caption))
    show.download(page, shown, "waiting", label="Download this list as CSV")


def does_it_help(page: Page, now: pd.Series) -> None:
    """How long until the next episode after an interview in time, a late one, or none."""
    curves = page.run(time_to_next_episode, filters=page.choice.history)
    if not curves["episodes"].any():
        st.write("No episode was followed for 72 hours after the child's return.")
        return
    show.chart(
        page,
        next_episode.next_episode_chart(curves, dark=page.dark),
        next_episode.next_episode_twin(curves),
        name="next-episode",
        title=next_episode.next_episode_title(curves),
        subtitle="Returns after which the child had not gone missing again, all episodes up to "
        f"{quarter_words(now['quarter_start'])}",
    )
    show.sentences(page, next_episode.next_episode_reading(curves))
