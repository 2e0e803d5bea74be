"""A DataFrame as an accessible HTML table and as a CSV file."""

from collections.abc import Callable
from html import escape

import pandas as pd
from pandas.api.types import is_datetime64_any_dtype, is_numeric_dtype

from analytics.charts.words import cell_text
from analytics.definitions import SUPPRESSED

LONG = 60  # rows; a table of more scrolls in a frame of its own under its head


def html_table(
    rows: pd.DataFrame,
    caption: str,
    *,
    words: bool = False,
    links: dict[str, Callable[[str], str]] | None = None,
) -> str:
    """The rows as a table: first column names the row, cells as text, numbers to the right.

    A reader with a keyboard can reach and scroll it. Values are escaped. links: by column, the
    address that a value links to.
    """
    to = [(links or {}).get(column) for column in rows.columns]
    kinds = {column: _kind(rows[column]) for column in rows.columns}
    kinds[rows.columns[0]] = ""
    head = "".join(
        f"<th scope='col'{kinds[column]}>{escape(str(column))}</th>" for column in rows.columns
    )
    body = "".join(
        f"<tr><th scope='row'>{_cell(first, to[0])}</th>"
        + "".join(
            f"<td{kinds[column]}>{_cell(value, link)}</td>"
            for column, value, link in zip(rows.columns[1:], rest, to[1:], strict=True)
        )
        + "</tr>"
        for first, *rest in rows.itertuples(index=False, name=None)
    )
    kind = "data-table wide-words" if words else "data-table"
    frame = "table-frame long" if len(rows) > LONG else "table-frame"
    return (
        f"<div class='{frame}' tabindex='0' role='region' aria-label='{escape(caption, True)}'>"
        f"<table class='{kind}'><caption><span>{escape(caption)}</span></caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(value, link: Callable[[str], str] | None) -> str:
    text = escape(cell_text(value))
    if link is None or not isinstance(value, str):
        return text
    return f"<a href='{escape(link(value), True)}'>{text}</a>"


def _kind(column: pd.Series) -> str:
    if is_datetime64_any_dtype(column):
        return " class='moment'"
    if _is_figures(column):
        return " class='figure'"
    return " class='single'" if _is_single_words(column) else ""


def _is_figures(column: pd.Series) -> bool:
    """Whether a column holds figures, written out or not: they line up on the right."""
    if is_numeric_dtype(column):
        return True
    texts = column.dropna().astype(str)
    return len(texts) > 0 and texts.str.fullmatch(rf"[–{SUPPRESSED}]|[-−\d.,%]+").all()


def _is_single_words(column: pd.Series) -> bool:
    """Whether no cell holds more than one word: references, which are not broken over lines."""
    texts = column.dropna().astype(str)
    return len(texts) > 0 and not texts.str.contains(r"\s").any()


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


def csv_bytes(rows: pd.DataFrame) -> bytes:
    """The rows as CSV for a spreadsheet: UTF-8 with a mark, no cell that would run as a formula."""
    safe = rows.apply(_without_formulas) if len(rows) else rows
    return safe.to_csv(index=False).encode("utf-8-sig")


def _without_formulas(column: pd.Series) -> pd.Series:
    if is_numeric_dtype(column):
        return column
    return column.map(
        lambda value: (
            f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value
        )
    )
