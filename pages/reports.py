"""Reports: the quarter as slides, workbook and print; recurring questions; signing it off."""

import streamlit as st

from analytics.app import show, start_page
from analytics.app.closing import close_the_quarter
from analytics.app.reports import (
    choose_report,
    downloads,
    preview,
    questions,
    report_can_be_made,
    report_for,
)
from analytics.measures import quarter_label

page = start_page("Reports", choose_by=None)
if not report_can_be_made(page):
    st.info("No episodes are loaded yet: load files on the page Data.")
    st.stop()

quarter, audience = choose_report(page)
with st.spinner("Putting the report together …"):
    report = report_for(page, quarter, audience)

st.header(report.title, anchor=False)
if report.withheld:
    st.write(report.withheld)
downloads(page, report)

preview(report)
questions(page, report)
close_the_quarter(page, quarter_label(quarter))

st.header("Where to look next", anchor=False)
show.links(
    {
        "pages/meeting.py": "Meeting: the quarter for the room",
        "pages/definitions.py": "Definitions: what each figure counts",
    }
)
