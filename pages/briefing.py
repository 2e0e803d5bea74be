"""Group briefing: one group on one printed page, for planning with the young people."""

import streamlit as st

from analytics.app import show, start_page
from analytics.app.briefing import choose_group, one_page
from analytics.app.group_choice import is_here
from analytics.charts.associations import NOBODY_LINKED
from analytics.measures import group_links

page = start_page("Group briefing", choose_by="period")
links = page.run(group_links)
if links.empty:
    st.info(f"{NOBODY_LINKED} Choose another period, placement or area.")
else:
    group = choose_group(page, links)
    if is_here(page, links, group):
        one_page(page, links, group)

with st.container(key="briefing-more"):
    st.header("Where to look next", anchor=False)
    show.links({"pages/associations.py": "Associations: who goes missing with whom"})
