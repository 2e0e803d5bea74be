"""Return interviews: were children listened to, and in time?"""

import streamlit as st

from analytics.app import show, start_page
from analytics.app.headlines import INTERVIEW_CARDS, headline_cards
from analytics.app.interviews import how_long_it_takes, way_of_an_episode, where_it_falls_short
from analytics.app.interviews_to_come import what_followed, what_it_would_take, who_is_waiting
from analytics.charts.findings import interviews_headline
from analytics.measures import interview_flow, quarterly_summary

page = start_page("Return interviews")
history = page.run(quarterly_summary, filters=page.choice.history, year=page.choice.year)
if history.empty or not history["episodes"].iloc[-1]:
    st.info("No episodes match these filters: choose another quarter, placement or area.")
    st.stop()

quarters = history.tail(4).reset_index(drop=True)
now = quarters.iloc[-1]
over = show.is_over(page, now)

headline = interviews_headline(now, page.run(interview_flow), over=over)
st.header(page.words(headline), anchor=False)
show.cards(page, headline_cards(quarters, INTERVIEW_CARDS, counts=True))
if not over:
    show.part_quarter_note(page)

st.header("The way to an interview", anchor=False)
way_of_an_episode(page, now)

st.header("How long it takes", anchor=False)
how_long_it_takes(page, now)

st.header("Where it falls short", anchor=False)
where_it_falls_short(page, now)

st.header("What it would take", anchor=False)
what_it_would_take(page, now)

st.header("Who is waiting", anchor=False)
who_is_waiting(page)

st.header("What followed", anchor=False)
what_followed(page, now)

st.header("Where to look next", anchor=False)
show.links(
    {
        "dashboard.py": "Overview: the quarter at a glance",
        "pages/places.py": "Places and times: where children were found, when and how",
        "pages/trends.py": "Trends: is it changing, or only varying?",
        "pages/definitions.py": "Definitions: what each figure counts",
    }
)
