"""Places and times: where children were found, when they went, how they travelled and returned."""

import streamlit as st

from analytics.app import show, start_page
from analytics.app.circumstances import four_questions, goes_together
from analytics.app.parts import Part
from analytics.app.places import headline, one_place, where_found
from analytics.app.times import choose_moment, hours_compared, term_or_holidays, week_of
from analytics.charts.places import place_names
from analytics.charts.words import quarter_name
from analytics.measures import places, quarterly_summary

page = start_page("Places and times")
history = page.run(quarterly_summary, filters=page.choice.history, year=page.choice.year)
if history.empty or not history["episodes"].iloc[-1]:
    st.info("No episodes match: choose another quarter, placement or area, or Missing under More.")
    st.stop()

now = history.iloc[-1]
period = quarter_name(now["quarter_start"], now["quarter"])
found = page.run(places)
whole = Part(page.filters)

headline(page, found, now)
if not show.is_over(page, now):
    show.part_quarter_note(page)

st.header("Where", anchor=False)
where_found(page, found, now)
one_place(page, found, now)

st.header("When", anchor=False)
moment = choose_moment()
week_of(page, whole, period, moment)
hours_compared(page, moment, period)
term_or_holidays(page, period)

st.header("How", anchor=False)
four_questions(page, whole, period)

st.header("What goes together", anchor=False)
goes_together(page, period, place_names(found))

st.header("Where to look next", anchor=False)
show.links(
    {
        "dashboard.py": "Overview: the quarter at a glance",
        "pages/interviews.py": "Return interviews: were children listened to, and in time?",
        "pages/data.py": "Data: which words stand for which place",
        "pages/definitions.py": "Definitions: what each figure counts",
    }
)
