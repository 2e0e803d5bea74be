"""Associations: who goes missing with whom, how that is known, and is it more than chance?"""

import streamlit as st

from analytics.app import show, start_page
from analytics.app.associations import (
    choose_from,
    how_we_tell,
    one_group,
    over_the_quarters,
    pairs_of_children,
    period_of,
    what_this_is,
)
from analytics.charts.associations import NOBODY_LINKED, headline
from analytics.measures import group_links, period_summary

page = start_page("Associations", choose_by="period")
if not page.run(period_summary)["episodes"].sum():
    st.info("No episodes match these filters: choose another period, placement or area.")
    st.stop()

period = period_of(page)
links = page.run(group_links)

st.header(page.words(headline(links)), anchor=False)
what_this_is()

st.header("Who goes missing with whom", anchor=False)
if links.empty:
    st.write(NOBODY_LINKED)
else:
    group = choose_from(page, links, period)
    if group:
        one_group(page, links, group)
    st.header("Groups over the quarters", anchor=False)
    over_the_quarters(page, period)

st.header("Pairs of children", anchor=False)
pairs_of_children(page, period)

st.header("How we tell chance from more", anchor=False)
how_we_tell()

st.header("Where to look next", anchor=False)
show.links(
    {
        "pages/briefing.py": "Group briefing: one group on one page, to print",
        "pages/repeat.py": "Repeat missing: how often, and what goes with it",
        "pages/places.py": "Places and times: where children were found, when and how",
        "pages/interviews.py": "Return interviews: were children listened to, and in time?",
        "pages/definitions.py": "Definitions: what each figure counts",
    }
)
