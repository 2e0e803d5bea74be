"""Quarterly figures as they were published, to hold the records against."""

import pandas as pd

from analytics.ingest.columns import Column, Format
from analytics.ingest.dates import moment
from analytics.ingest.rules import Findings


def with_quarter_start(rows: pd.DataFrame, findings: Findings) -> pd.DataFrame:
    """Read a quarter written as 2021-Q4, Q4 2021 or its first day."""
    written = rows["quarter_start"].fillna("")
    starts = pd.Series([quarter_start(text) for text in written], rows.index, "datetime64[us]")
    wrong = written[(written != "") & starts.isna()]
    findings.add(
        "not-a-date",
        wrong.index,
        [f"'{cell}' is no quarter: write 2021-Q4 or its first day." for cell in wrong],
    )
    return rows.assign(quarter_start=starts)


def quarter_start(text: str):
    """First day of the quarter, None where the text names none."""
    words = text.upper().replace("-", " ").split()
    year = next((word for word in words if len(word) == 4 and word.isdecimal()), None)
    quarter = next((word for word in words if word in ("Q1", "Q2", "Q3", "Q4")), None)
    if len(words) == 2 and year and quarter:
        found = moment(f"{year}-{int(quarter[1]) * 3 - 2:02d}-01")
    else:
        found = moment(text)
    if found is None or found[0].day != 1 or found[0].month not in (1, 4, 7, 10):
        return None
    return found[0]


def figure(name: str) -> Column:
    """A count that every row must have."""
    return Column(name, name, "number", needed=True, filled=True)


PUBLISHED_QUARTERS = Format(
    "published_quarters",
    "Quarterly figures as published: children, episodes and interviews",
    "published_quarters",
    (
        Column("quarter_start", "quarter_start", needed=True, filled=True, also=("quarter",)),
        figure("children"),
        figure("episodes"),
        figure("completed"),
        figure("voided"),
        figure("in_time"),
        Column("source", "source"),
    ),
    shape=with_quarter_start,
)
