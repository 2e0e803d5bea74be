"""Rows on the command line: JSON for programs, an aligned table for people."""

import json
from datetime import date, datetime

import click
import pandas as pd


def show_rows(rows: pd.DataFrame, as_json: bool) -> None:
    """Print the rows: as one JSON array of objects, or as an aligned table."""
    if as_json:
        records = [
            {column: _plain(column, value) for column, value in row.items()}
            for row in rows.astype(object).to_dict("records")
        ]
        click.echo(json.dumps(records, ensure_ascii=False))
    else:
        click.echo(aligned(rows))


def aligned(rows: pd.DataFrame) -> str:
    """The rows as an aligned table; missing cells empty."""
    if rows.empty:
        return "No rows."
    shown = rows.astype(object).apply(lambda column: [_plain(column.name, v) for v in column])
    shown = shown.map(lambda value: value if isinstance(value, list) or pd.notna(value) else "")
    degrees = dict.fromkeys({"latitude", "longitude"} & set(shown), _degrees)
    return shown.to_string(
        index=False, float_format=lambda value: f"{value:.4g}", formatters=degrees
    )


def _degrees(value) -> str:
    """Neighbours differ in the third decimal; a withheld position is text."""
    return f"{value:.4f}" if isinstance(value, float) else str(value)


def _plain(column: str, value):
    """A cell as JSON has it: dates as ISO text, missing as null."""
    if isinstance(value, list | tuple):
        return list(value)
    if pd.isna(value):
        return None
    if isinstance(value, datetime | pd.Timestamp):
        whole_day = column.endswith(("_start", "_end", "_from", "_on"))
        return value.date().isoformat() if whole_day else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value.item() if hasattr(value, "item") else value
