"""Children's voice: what was said, what we did about it, and did it work?"""

import streamlit as st

from analytics.app import show, start_page
from analytics.app.voice import (
    cards_by_theme,
    for_young_people,
    one_action,
    promises,
    what_was_said,
)
from analytics.app.voice_add import add_what_was_said
from analytics.app.voice_edit import record_and_edit

page = start_page("Children's voice", choose_by="time")
if page.audience == "council":
    for_young_people(page)
    st.stop()

said = what_was_said(page)
cards_by_theme(page, said)

st.header("One action on its figure", anchor=False)
one_action(page, said)

st.header("Open promises", anchor=False)
promises(page, said)

if page.audience == "staff":
    st.header("Add what was said", anchor=False)
    add_what_was_said(page.folder)
    st.header("Answer and change", anchor=False)
    record_and_edit(page)

st.header("Where to look next", anchor=False)
show.links(
    {
        "dashboard.py": "Overview: the quarter at a glance",
        "pages/audits.py": "Audits: what was found, and what is done about it",
        "pages/definitions.py": "Definitions: what each figure counts",
    }
)
