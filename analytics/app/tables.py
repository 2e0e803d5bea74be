"""A DataFrame as an accessible HTML table and as a CSV file."""

from html import escape

import pandas as pd

from analytics.reports.csv import csv_bytes
from analytics.reports.html_table import html_table

__all__ = ["csv_bytes", "heat_table", "html_table"]


def heat_table(texts: pd.DataFrame, strengths: pd.DataFrame, caption: str, corner: str) -> str:
    """A table whose cells are as dark as their strength, 0–1: seen at a glance, read as figures.

    texts, strengths: the same rows and columns; index and columns of texts are the heads. corner:
    what the rows are.
    """
    head = "".join(f"<th scope='col'>{escape(str(column))}</th>" for column in texts.columns)
    body = "".join(
        f"<tr><th scope='row'>{escape(str(name))}</th>"
        + "".join(
            f"<td style='--strength: {strength:.0%}'>{escape(text)}</td>"
            for text, strength in zip(row, row_strengths, strict=True)
        )
        + "</tr>"
        for name, row, row_strengths in zip(
            texts.index,
            texts.itertuples(index=False, name=None),
            strengths.itertuples(index=False, name=None),
            strict=True,
        )
    )
    return (
        f"<div class='table-frame' tabindex='0' role='region' aria-label='{escape(caption, True)}'>"
        f"<table class='data-table heat'><caption><span>{escape(caption)}</span></caption>"
        f"<thead><tr><th scope='col'>{escape(corner)}</th>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )
