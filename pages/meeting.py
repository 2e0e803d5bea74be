"""Meeting: the quarter for the room, one idea a slide; staff arrange it first."""

import streamlit as st

from analytics.app import show, start_page
from analytics.app.meeting import be_in_room, in_room
from analytics.app.meeting_prepare import prepare

page = start_page("Meeting", choose_by=None, bare=in_room)
if in_room(page.audience):
    be_in_room(page)
    st.stop()

prepare(page)

st.header("Where to look next", anchor=False)
show.links(
    {
        "pages/voice.py": "Children's voice: what was said in meetings, and what came of it",
        "pages/reports.py": "Reports: the same quarter as slides and files for adults",
        "pages/definitions.py": "Definitions: what each figure counts",
    }
)
