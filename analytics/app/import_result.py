"""What became of imported files, or would: in a sentence, row by row, and what was left out."""

from functools import partial

import pandas as pd
import streamlit as st

from analytics import ingest
from analytics.app import show
from analytics.app.downloads import download_button
from analytics.app.tables import csv_bytes
from analytics.charts.words import counted, number


def show_result(result: ingest.ImportResult, *, published: bool) -> None:
    """What happened, or would, in one sentence and a table; then what was left out and why."""
    total = {
        part: sum(getattr(file, part) for file in result.files)
        for part in ("rows_read", "accepted", "updated", "unchanged", "rejected")
    }
    verb = "were" if published else "will be"
    st.markdown(
        f"**{counted(total['rows_read'], 'row')} read:** {number(total['accepted'])} {verb} added, "
        f"{number(total['updated'])} {verb} changed, {number(total['unchanged'])} held already, "
        f"{number(total['rejected'])} {verb} left out."
    )
    counts = pd.DataFrame([file.as_dict() for file in result.files])
    counts["format"] = counts["format"].str.replace("_", " ")
    counts = counts.rename(
        columns={
            "file": "File",
            "format": "Recognised as",
            "rows_read": "Rows read",
            "accepted": "New",
            "updated": "Changed",
            "unchanged": "As before",
            "rejected": "Left out",
            "warnings": "Warnings",
        }
    )
    show.table(counts, caption="Row by row: new + changed + as before + left out = rows read")
    _show_rows(result, "rejected_rows", "Left out, and why", "rejected-rows.csv")
    _show_rows(result, "warning_rows", "Kept, with a warning", "warnings.csv")


def _show_rows(result: ingest.ImportResult, part: str, title: str, file_name: str) -> None:
    rows = pd.DataFrame(
        [{"file": file.file} | row for file in result.files for row in getattr(file, part)]
    )
    if rows.empty:
        return
    with st.expander(f"{title}: {counted(len(rows), 'finding')}"):
        shown = rows.head(50).rename(
            columns={"file": "File", "row_number": "Row", "rule": "Rule", "message": "What"}
        )
        shown["Row"] = [number(row) for row in shown["Row"]]
        show.table(shown[["File", "Row", "Rule", "What"]], caption=title, words=True)
        if len(rows) > len(shown):
            st.caption(f"The first {len(shown)} of {len(rows)}; the download has all of them.")
        download_button(
            "Download them all",
            partial(csv_bytes, rows),
            file_name=file_name,
            mime="text/csv",
            key=f"{part}-{result.import_id}-{result.snapshot}",
        )
