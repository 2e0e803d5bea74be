"""The words that every file has beside the report's own, and a report that any file can hold."""

import re
from dataclasses import fields, is_dataclass, replace

import pandas as pd

from analytics.charts.words import cell_text
from analytics.definitions import AUTHORITY_NAME
from analytics.reports.slides import READERS, Provenance, Report

QUESTIONS = "Recurring questions, answered"
DEFINITIONS = "Definitions"
HOW_TO_READ = "How to read this"
MADE_UP = "Demonstration data, made up"
AUTHOR = f"{AUTHORITY_NAME}, children's service"

# What XML cannot hold; records may bring such signs along from other systems.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def writable(report: Report) -> Report:
    """The report without signs that a file cannot hold, every cell of a table text."""
    return _writable(report)


def _writable(held):
    if isinstance(held, str):
        return _UNWRITABLE.sub("", held.replace("\r\n", "\n").replace("\r", "\n"))
    if isinstance(held, tuple):
        return tuple(map(_writable, held))
    if isinstance(held, pd.DataFrame):
        return held.map(lambda cell: _writable(cell_text(cell))).set_axis(
            [_writable(str(column)) for column in held.columns], axis="columns"
        )
    if is_dataclass(held):
        changed = {each.name: _writable(getattr(held, each.name)) for each in fields(held)}
        return replace(held, **changed)
    return held


def about(provenance: Provenance) -> list[tuple[str, str]]:
    """What the report is of, one fact a row: name and value."""
    made_up = [("Data", MADE_UP)] if provenance.made_up else []
    return [
        *made_up,
        ("Authority", AUTHORITY_NAME),
        ("Period", provenance.period),
        ("Quarter", provenance.signed_off),
        ("Selection", provenance.selection),
        ("Data as of", provenance.data_date),
        ("For", READERS[provenance.audience]),
        ("Snapshot", str(provenance.snapshot)),
    ]


def keywords(provenance: Provenance) -> str:
    """What a document is found by."""
    made_up = ", demonstration data" if provenance.made_up else ""
    return (
        "missing from care, return interviews, children looked after, "
        f"{provenance.quarter}, for {READERS[provenance.audience]}{made_up}"
    )


def first_sentence(text: str) -> str:
    """A meaning in short."""
    return re.split(r"(?<=[.!?])\s+(?=[A-Z“])", text.strip(), maxsplit=1)[0]
