"""A DataFrame as an accessible HTML table, on a page and in a report."""

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
    if is_figures(column):
        return " class='figure'"
    return " class='single'" if _is_single_words(column) else ""


def is_figures(column: pd.Series) -> bool:
    """Whether a column holds figures, written out or not: they line up on the right."""
    if is_numeric_dtype(column):
        return True
    texts = column.dropna().astype(str)
    return len(texts) > 0 and texts.str.fullmatch(rf"[–{SUPPRESSED}]|(under )?[-−\d.,%]+").all()


def _is_single_words(column: pd.Series) -> bool:
    """Whether no cell holds more than one word: references, which are not broken over lines."""
    texts = column.dropna().astype(str)
    return len(texts) > 0 and not texts.str.contains(r"\s").any()
