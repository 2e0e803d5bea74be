"""The Data page's import: drop files, see what will happen, publish."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from analytics import ingest
from analytics.app.downloads import download_button
from analytics.app.escape import literal, refuse
from analytics.app.import_result import show_result
from analytics.app.mapping import ask_for_mapping
from analytics.app.start import Page
from analytics.charts.words import moment_words
from analytics.definitions import TEMPLATES, TIME_ZONE, TIMESCALE_HOURS
from analytics.store import StoreRefused


def import_form(page: Page) -> None:
    """Choose files, check them without publishing, then publish them."""
    _show_outcome_of_last_import()
    if page.coverage["demonstration"]:
        st.write(
            "The first files you load replace the demonstration data as a whole; the two never mix."
        )
    _templates()
    st.write(
        "CSV or Excel files, together and in any order: SSDA903 Missing, Header and Episodes; the "
        "Standard Safeguarding Dataset; Liquidlogic exports; our templates; DfE's open data."
    )
    uploads = st.file_uploader(
        "Files to load",
        type=["csv", "txt", "tsv", "xlsx"],
        accept_multiple_files=True,
        key=f"files-{st.session_state.get('imports_done', 0)}",
    )
    if not uploads:
        return
    try:
        sources = _sources(page, uploads)
    except (ingest.ImportRefused, StoreRefused) as refusal:
        refuse(refusal)
        return
    mapping = ask_for_mapping(sources)
    if mapping is None:
        return
    as_of = _ask_as_of()
    _say_that_the_date_moves(page, as_of)
    checked, refusal = _checked_once(page, uploads, mapping, as_of)
    if refusal:
        refuse(refusal)
    if checked is not None:
        show_result(checked, published=False)
    if checked is not None and not refusal and st.button("Publish these files", type="primary"):
        _publish(page, sources, mapping, as_of)


def _sources(page: Page, uploads) -> list[ingest.Source]:
    """The files; a list of rows left out as the original files with the corrected rows."""
    files = [ingest.Source(upload.name, upload.getvalue()) for upload in uploads]
    return ingest.with_own_names(ingest.with_corrections(page.folder, files))


def _templates() -> None:
    with st.popover("Templates to fill in"):
        st.write("Each holds the column names and one example row, to be written over.")
        for path in sorted(TEMPLATES.glob("*.csv")):
            download_button(
                f"{path.stem.replace('_', ' ').capitalize()}",
                path.read_bytes,
                file_name=path.name,
                mime="text/csv",
                key=f"template-{path.stem}",
            )


def _ask_as_of() -> datetime:
    """The moment up to which the files are complete: the day they were taken, by default now."""
    day = st.date_input(
        "Files are complete up to the end of",
        value=datetime.now(ZoneInfo(TIME_ZONE)).date(),
        format="DD/MM/YYYY",
        width=250,
        help="The day the files were taken from the case system. Who is still missing, or waiting "
        "for an interview, is worked out as of then.",
    )
    end = pd.Timestamp(day) + pd.DateOffset(days=1)
    now = datetime.now(ZoneInfo(TIME_ZONE))  # the server's clock may be another country's
    return min(end.to_pydatetime(), now.replace(tzinfo=None, microsecond=0))


def _say_that_the_date_moves(page: Page, as_of: datetime) -> None:
    """Of everything held: files of interviews alone would else change figures unasked."""
    held = page.coverage["data_date"]
    if page.coverage["demonstration"] or pd.isna(held) or as_of <= held:
        return
    st.info(
        f"This moves the data date from {moment_words(held)} to "
        f"{moment_words(pd.Timestamp(as_of))} for everything held: episodes whose "
        f"{TIMESCALE_HOURS} hours are over by then, and of which nothing is recorded, count as not "
        "recorded. Choose the earlier day where the files add to what is held and no newer "
        "episodes are loaded."
    )


def _checked_once(page: Page, uploads, mapping, as_of):
    """What publishing would do, and the sentence where it would be refused.

    Worked out anew only when files, mapping, day or snapshot change: every click reruns the page.
    """
    asked = (tuple(upload.file_id for upload in uploads), str(mapping), as_of.date(), page.snapshot)
    if st.session_state.get("import_checked", (None,))[0] != asked:
        checked = _checked(page, _sources(page, uploads), mapping, as_of)
        st.session_state["import_checked"] = (asked, *checked)
    return st.session_state["import_checked"][1:]


def _checked(page: Page, sources, mapping, as_of) -> tuple[ingest.ImportResult | None, str | None]:
    try:
        return _import(page, sources, mapping, as_of, "Checking the files", dry_run=True), None
    except ingest.ImportRefused as refusal:
        return refusal.result, str(refusal)
    except StoreRefused as refusal:
        return None, str(refusal)


def _publish(page: Page, sources, mapping, as_of) -> None:
    try:
        result = _import(page, sources, mapping, as_of, "Publishing", dry_run=False)
    except (ingest.ImportRefused, StoreRefused) as refusal:
        refuse(refusal)
        return
    st.session_state["last_import"] = result
    st.session_state["imports_done"] = st.session_state.get("imports_done", 0) + 1
    st.rerun()


def _import(page: Page, sources, mapping, as_of, at_first: str, *, dry_run: bool):
    bar = st.progress(0.0, at_first)
    try:
        return ingest.import_files(
            page.folder,
            sources,
            mapping=mapping,
            as_of=as_of,
            dry_run=dry_run,
            progress=lambda done, sentence: bar.progress(min(done, 1.0), literal(sentence)),
        )
    finally:
        bar.empty()


def _show_outcome_of_last_import() -> None:
    """Once after publishing: what became of the files, above an empty form."""
    result = st.session_state.pop("last_import", None)
    if result is None:
        return
    st.success(f"Published: snapshot {result.snapshot} is in force.")
    if result.started_empty:
        st.info("The demonstration data was left behind: every page now shows your data alone.")
    show_result(result, published=True)


def rejected_download(page: Page) -> None:
    """The rows the latest import left out, to be corrected and loaded again."""
    download_button(
        "Download the rows left out",
        lambda: ingest.rejected_csv(page.folder).encode("utf-8-sig"),
        file_name="rejected-rows.csv",
        mime="text/csv",
        key="rejected-latest",
        help="Correct the column raw in a spreadsheet and leave the others as they are. Save it as "
        "CSV or Excel and load it here: each row goes back under its own file's columns.",
    )
