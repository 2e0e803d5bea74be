"""The page Return interviews, looking ahead: the aim, who is waiting, what followed."""

from decimal import Decimal

import pandas as pd
import streamlit as st

from analytics.app import address, show
from analytics.app.headlines import target_cards
from analytics.app.start import Page
from analytics.charts import next_episode, targets, waiting
from analytics.charts.categories import table_of_category
from analytics.charts.words import moment_words, quarter_words
from analytics.definitions import TARGET, TIMESCALE_HOURS
from analytics.measures import (
    interviews_to_target,
    interviews_waiting,
    quarter_label,
    time_to_next_episode,
)

AIMS = [f"{percent:g}" for percent in sorted({*range(50, 101), round(TARGET * 100, 2)})]
SPANS = {"all": "This quarter and before", "quarter": "This quarter"}
MOST_LISTED = 500


def what_it_would_take(page: Page, now: pd.Series) -> None:
    """How many more interviews in time an aim would have needed, and what is still possible."""
    target = _choose_aim()
    rows = page.run(
        interviews_to_target, quarter=quarter_label(now["quarter_start"]), target=target
    )
    title = targets.target_title(rows, target, whole=bool(now["complete"]))
    st.subheader(title, anchor=False)
    show.cards(page, target_cards(rows, target))
    show.sentences(page, targets.possible_sentences(rows, target))


def _choose_aim() -> float:
    """The share in time that is aimed at, 0–1; at first the service's own aim."""
    chosen = st.select_slider(
        "Aim: share in time",
        AIMS,
        format_func=lambda percent: f"{percent}%",
        key=address.restore("aim", AIMS, f"{round(TARGET * 100, 2):g}"),
        width=420,
    )
    address.save("aim")
    return float(Decimal(chosen) / 100)


def who_is_waiting(page: Page) -> None:
    """How many wait for an interview; who, child by child, is a click away and never in print."""
    span = st.segmented_control(
        "Episodes of",
        list(SPANS),
        format_func=SPANS.get,
        required=True,
        key=address.restore("waiting_in", SPANS, "all"),
        wrap=True,
    )
    filters = page.filters if span == "quarter" else page.choice.history
    rows = page.run(interviews_waiting, filters=filters)
    st.subheader(waiting.waiting_title(rows), anchor=False)
    with st.expander("Staff only: the list, child by child"):
        kind = st.segmented_control(
            f"Their {TIMESCALE_HOURS} hours",
            list(waiting.WAITING),
            format_func=waiting.WAITING.get,
            required=True,
            key=address.restore("waiting", waiting.WAITING, "all"),
            wrap=True,
        )
        _waiting_list(page, rows, kind)
    address.save("waiting", "waiting_in")


def _waiting_list(page: Page, rows: pd.DataFrame, kind: str) -> None:
    chosen = table_of_category(waiting.waiting_twin(rows, kind), page.filters.category)
    if chosen.empty:
        st.write("Nobody in this selection.")
        return
    shown = chosen.head(MOST_LISTED)
    as_of = moment_words(page.coverage["data_date"])
    show.table(shown, caption=waiting.waiting_caption(len(shown), len(rows), as_of))
    show.download(page, chosen, "waiting", label="Download the whole list as CSV")


def what_followed(page: Page, now: pd.Series) -> None:
    """How long until the next episode after an interview in time, a late one, or none."""
    curves = page.run(time_to_next_episode, filters=page.choice.history)
    if next_episode.shown_groups(curves):
        show.chart(
            page,
            next_episode.next_episode_chart(curves, dark=page.dark),
            next_episode.next_episode_twin(curves),
            name="next-episode",
            title=next_episode.next_episode_title(curves),
            subtitle=next_episode.next_episode_subtitle(
                curves, quarter_words(now["quarter_start"])
            ),
        )
    else:
        st.write(f"{next_episode.next_episode_title(curves)}.")
    show.sentences(page, next_episode.next_episode_reading(curves))
