"""One child's chronology: placements, episodes, interviews and meetings in order of time."""

import streamlit as st

from analytics.app import show, start_page
from analytics.app.chronology import choose_child, open_record, record

page = start_page("One child's chronology", choose_by="time")
child = choose_child(page)
if child is None:
    st.stop()

open_record(page, child)
record(page, child)

with st.container(key="chronology-more"):
    st.header("Where to look next", anchor=False)
    show.links(
        {
            "pages/repeat.py": "Repeat missing: how many children, how often, and what is next",
            "pages/interviews.py": "Return interviews: were children listened to, and in time?",
            "pages/places.py": "Places and times: where children were found, when and how",
            "pages/definitions.py": "Definitions: what each figure counts",
        }
    )
