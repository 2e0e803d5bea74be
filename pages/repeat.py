"""Repeat missing: who was at three in 30 days, how often children went, and what goes with it."""

import streamlit as st

from analytics.app import show, start_page
from analytics.app.repeat import headline_and_cards, history_words, once_or_many, three_or_more
from analytics.app.repeat_again import (
    first_or_again,
    time_between,
    what_came_before,
    what_goes_with_it,
)
from analytics.charts.repeat_threshold import THRESHOLD_HEADER
from analytics.charts.words import quarter_name
from analytics.measures import quarterly_summary

page = start_page("Repeat missing")
quarters = page.run(quarterly_summary, filters=page.choice.history, year=page.choice.year)
if quarters.empty or not quarters["episodes"].iloc[-1]:
    st.info("No episodes match: choose another quarter, placement or area, or Missing under More.")
    st.stop()

now = quarters.iloc[-1]
period = quarter_name(now["quarter_start"], now["quarter"])
history = history_words(page, now)

headline_and_cards(page, quarters)
if not show.is_over(page, now):
    show.part_quarter_note(page)

st.header(THRESHOLD_HEADER, anchor=False)
three_or_more(page, quarters, period)

st.header("Once, or many times", anchor=False)
once_or_many(page, period, history)

st.header("First time or again", anchor=False)
first_or_again(page)

st.header("Time between episodes", anchor=False)
time_between(page)

st.header("What came before", anchor=False)
what_came_before(page, history)

st.header(page.words("What goes with going missing again"), anchor=False)
what_goes_with_it(page, history)

st.header("Where to look next", anchor=False)
show.links(
    {
        "pages/interviews.py": "Return interviews: were children listened to, and in time?",
        "pages/associations.py": "Associations: who goes missing with whom",
        "pages/chronology.py": "One child's chronology: what is recorded, in order",
        "pages/places.py": "Places and times: where children were found, when and how",
        "dashboard.py": "Overview: the quarter at a glance",
        "pages/definitions.py": "Definitions: what each figure counts",
    }
)
