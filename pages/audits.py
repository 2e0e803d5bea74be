"""Audits: how good are return interviews and the whole response, and what follows from that?"""

import streamlit as st

from analytics.app import show, start_page
from analytics.app.audit_actions import actions_and_evidence
from analytics.app.audit_sample import draw_a_sample
from analytics.app.audits import (
    audits_of,
    chosen_quarter,
    criteria_over_time,
    headline,
    whole_response,
)
from analytics.reports.story import WITHHELD

page = start_page("Audits")
now = chosen_quarter(page)
if now is None:
    st.info("No episodes are loaded yet: audits are of interviews and episodes.")
    st.stop()
interviews = audits_of(page, "interview", now)

headline(page, interviews, now)
if page.audience != "staff":
    st.write(WITHHELD)

st.header("Return interviews by criterion", anchor=False)
criteria_over_time(page, interviews, "interview", now)

st.header("The whole response to an episode", anchor=False)
whole_response(page, now)

if page.audience == "staff":
    st.header("Draw a sample for the next audit", anchor=False)
    draw_a_sample(page, now)

st.header("What follows", anchor=False)
actions_and_evidence(page)

st.header("Where to look next", anchor=False)
for_staff = {
    "pages/interviews.py": "Return interviews: were children listened to, and in time?",
    "pages/data.py": "Data: load audits, and go back to an earlier snapshot",
}
show.links(
    {
        "dashboard.py": "Overview: the quarter at a glance",
        "pages/voice.py": "Children's voice: what the council of children in care said",
        **(for_staff if page.audience == "staff" else {}),
        "pages/definitions.py": "Definitions: what each figure counts",
    }
)
