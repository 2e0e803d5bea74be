"""Data: what is loaded and as of when, import, what was left out, words for places, snapshots."""

import streamlit as st

from analytics.app import show, start_page
from analytics.app.imports import import_form, rejected_download
from analytics.app.place_words import words_for_places
from analytics.app.snapshots import snapshot_list
from analytics.charts.data_twins import findings_twin, imports_twin, quality_twin
from analytics.measures import data_quality, imported_files, rejected_and_warned

page = start_page("Data", choose_by=None)

st.header("Load files", anchor=False)
import_form(page)

st.header("What is loaded", anchor=False)
files = page.run(imported_files)
if files.empty:
    st.write("No file has been loaded yet: the episodes you see are made up.")
else:
    show.table(imports_twin(files), caption="Files loaded, latest first")

findings = page.run(rejected_and_warned)
if not findings.empty:
    st.subheader("What the latest import left out or warned of", anchor=False)
    show.table(findings_twin(findings), caption="By file and rule", words=True)
    rejected_download(page)

st.header("Words for places", anchor=False)
words_for_places(page)

st.header("What the records lack", anchor=False)
st.write("This says nothing about a child, only what is not written down.")
show.table(quality_twin(page.run(data_quality)), caption="Episodes by what is not written down")

st.header("Snapshots", anchor=False)
snapshot_list(page)
