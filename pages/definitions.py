"""Definitions: what each word and figure means, and where that comes from."""

import streamlit as st

from analytics.app import address, show, start_page
from analytics.app.escape import literal
from analytics.app.glossary import matching_terms, plain_terms, rules_table
from analytics.charts.words import counted

page = start_page("Definitions", choose_by=None)

if page.audience == "council":
    show.table(plain_terms(), caption="What the words mean", words=True)
    st.stop()

wanted = st.text_input(
    "Search the definitions",
    key=address.restore("search", None, ""),
    placeholder="for example: in time",
)
address.save("search")
terms = matching_terms(wanted)
if terms.empty:
    st.info(f"Nothing found for “{literal(wanted)}”: try a single word, such as “interview”.")
else:
    show.table(terms, caption=counted(len(terms), "definition"), words=True)
    show.download(page, terms, "definitions")

st.header("Rules that files are checked by", anchor=False)
st.write(
    "DfE's own numbers where a rule has one, so that an analyst knows them from the SSDA903 return."
)
show.table(rules_table(), caption="Import rules", words=True)
