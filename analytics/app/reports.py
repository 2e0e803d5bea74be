"""The page Reports: for which quarter and audience, the files, a preview, recurring questions."""

from functools import partial

import pandas as pd
import streamlit as st

from analytics import measures
from analytics.app import address, show
from analytics.app.audiences import VIEWS
from analytics.app.choices import quarters_of
from analytics.app.downloads import download_button
from analytics.app.escape import refuse
from analytics.app.start import Page
from analytics.charts.words import quarter_words
from analytics.definitions import AUDIENCES
from analytics.filters import Filters
from analytics.reports.asking import Ask
from analytics.reports.files import write
from analytics.reports.pptx import check_template
from analytics.reports.slides import Report
from analytics.reports.story import report_of

OFFICE = "application/vnd.openxmlformats-officedocument"
# Suffix → what the button says, and what kind of file the browser is told it is.
FILES = {
    ".pptx": ("Slides (PowerPoint)", f"{OFFICE}.presentationml.presentation"),
    ".xlsx": ("Workbook (Excel)", f"{OFFICE}.spreadsheetml.sheet"),
    ".html": ("Page to read or print (HTML)", "text/html"),
    ".csv": ("Figures (CSV)", "text/csv"),
}
WHAT_EACH_IS = (
    "The slides have charts and tables that can be edited, with the numbers behind in the speaker "
    "notes. The page to print holds everything in one file and asks no other host."
)


def report_can_be_made(page: Page) -> bool:
    """Whether any quarter is recorded."""
    return bool(quarters_of(page.coverage))


def choose_report(page: Page) -> tuple[pd.Timestamp, str]:
    """The quarter and the audience of the report; nobody chooses more than they may see."""
    quarters = {measures.quarter_label(start): start for start in quarters_of(page.coverage)}
    allowed = AUDIENCES[AUDIENCES.index(page.audience) :]
    with st.container(horizontal=True, key="report-row", gap="small"):
        label = st.selectbox(
            "Quarter",
            list(quarters),
            format_func=lambda name: quarter_words(quarters[name]),
            key=address.restore("quarter", quarters, next(iter(quarters))),
            width=240,
        )
        audience = st.selectbox(
            "For",
            list(allowed),
            format_func=VIEWS.get,
            key=address.restore("for", allowed, "members" if "members" in allowed else allowed[0]),
            width=200,
        )
    address.save("quarter", "for")
    return quarters[label], audience


def report_for(page: Page, quarter: pd.Timestamp, audience: str) -> Report:
    """The quarter's report, through the same door as every page."""
    narrowed = page.as_audience(audience)

    def run(measure, filters: Filters, **options) -> pd.DataFrame:
        return narrowed.run(measure, filters=filters, **options)

    return report_of(Ask(run, quarter, narrowed.audience), page.coverage)


def downloads(page: Page, report: Report) -> None:
    """A file of each kind, made when it is asked for; the slides in the council's own look."""
    template = _template()
    with st.container(horizontal=True, gap="small"):
        for suffix, (label, kind) in FILES.items():
            download_button(
                label,
                partial(write, report, suffix, template if suffix == ".pptx" else None),
                file_name=f"{_name(report)}{suffix}",
                mime=kind,
                key=f"report{suffix}",
                primary=suffix == ".pptx",
            )
    st.caption(WHAT_EACH_IS)


def _name(report: Report) -> str:
    made_up = "-demonstration" if report.provenance.made_up else ""
    of = report.provenance
    return f"missing-from-care-{of.quarter}-{of.audience}-snapshot-{of.snapshot}{made_up}"


def _template() -> bytes | None:
    """The council's own template, where one is put in and can be used."""
    with st.expander("Use the council's own template"):
        put_in = st.file_uploader(
            "A PowerPoint file whose look the slides take", type=["pptx", "potx"], key="template"
        )
        if put_in is None:
            return None
        try:
            check_template(put_in.getvalue())
        except ValueError as refusal:
            refuse(refusal)
            return None
        return put_in.getvalue()


def preview(report: Report) -> None:
    """The page to print as it will be, in a frame of its own."""
    st.header("Preview", anchor=False)
    st.iframe(write(report, ".html").decode(), height=760, alt=f"Preview: {report.title}")


def questions(page: Page, report: Report) -> None:
    """The questions that come again and again, answered from the quarter."""
    if report.questions.empty:
        return
    st.header("Questions that come again and again", anchor=False)
    st.write("What FOI requests, members and inspectors ask, answered from this quarter.")
    show.table(report.questions, caption=f"Answers for {report.provenance.period}", words=True)
    show.download(page.as_audience(report.provenance.audience), report.questions, "questions")
