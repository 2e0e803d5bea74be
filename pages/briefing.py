"""Group briefing: one group on one printed page, for planning with the young people."""

import streamlit as st

from analytics.app import show, start_page
from analytics.app.briefing import choose_group, one_page
from analytics.charts.associations import NOBODY_LINKED
from analytics.measures import group_links

page = start_page("Group briefing", choose_by="period")
links = page.run(group_links)
if links.empty:
    st.info(f"{NOBODY_LINKED} Choose another period, placement or area.")
else:
    one_page(page, links, choose_group(links))

with st.container(key="briefing-more"):
    st.header("Where to look next", anchor=False)
    show.links({"pages/associations.py": "Associations: who goes missing with whom"})
