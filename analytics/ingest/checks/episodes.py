"""Episodes: DfE's rules on a row, then the child and the place that the row names."""

from datetime import datetime

import pandas as pd

from analytics.ingest.checks.children import add_bare_children
from analytics.ingest.checks.context import Context
from analytics.ingest.dates import clock_change, shown
from analytics.ingest.merge import ask
from analytics.ingest.places import with_place_words
from analytics.ingest.rules import Findings


def check_rows(
    rows: pd.DataFrame, texts: pd.DataFrame, findings: Findings, context: Context
) -> None:
    """Rules that need the row alone; sets time_known where the file may have times."""
    type_given, start_given, end_given = (
        texts[name] != "" for name in ("category", "missing_at", "returned_at")
    )
    nothing_given = ~(type_given | start_given | end_given)
    findings.add(
        "564",
        rows.index[type_given & ~start_given],
        "A type is given, but no start: add the start.",
    )
    findings.add(
        "565", rows.index[start_given & ~type_given], "A start is given, but no type: add the type."
    )
    findings.add(
        "566", rows.index[end_given & ~type_given], "An end is given, but no type: add the type."
    )
    findings.add("1004", rows.index[nothing_given], "The start is blank: add the date.")
    if "missing_at_timed" in rows:
        _settle_times(rows)
    start, end = rows["missing_at"], rows["returned_at"]
    findings.add("567", rows.index[end < start], _start_and_end(rows[end < start]))
    if context.collection_year is not None:
        _check_year(rows, findings, context.collection_year)
    for name, words in (("missing_at", "start"), ("returned_at", "end")):
        warn_of_moment(rows, name, words, findings, context)


def _settle_times(rows: pd.DataFrame) -> None:
    # hours can be worked out only where both ends have a time; otherwise both are kept as days
    known = rows["missing_at_timed"] & (rows["returned_at_timed"] | rows["returned_at"].isna())
    if "time_known" in rows:
        known &= rows["time_known"].fillna(True).astype(bool)
    for name in ("missing_at", "returned_at"):
        rows[name] = rows[name].where(known, rows[name].dt.normalize())
    rows["time_known"] = known
    del rows["missing_at_timed"], rows["returned_at_timed"]


def _start_and_end(rows: pd.DataFrame) -> list[str]:
    return [
        f"The episode ends {shown(end)}, before it starts {shown(start)}: correct one of them."
        for start, end in zip(rows["missing_at"], rows["returned_at"], strict=True)
    ]


def _check_year(rows: pd.DataFrame, findings: Findings, year: int) -> None:
    first, after = datetime(year - 1, 4, 1), datetime(year, 4, 1)
    start, end = rows["missing_at"], rows["returned_at"]
    ending = f"the collection year to 31 March {year}"
    findings.add("570", rows.index[start >= after], f"The episode starts after {ending}.")
    outside = (end >= after) | (end < first)
    findings.add("571", rows.index[outside], f"The episode ends outside {ending}.")


def warn_of_moment(
    rows: pd.DataFrame, name: str, words: str, findings: Findings, context: Context
) -> None:
    """Warn of moments after the data date, and of those that the clock change skips or repeats."""
    moments = rows[name]
    late = moments[moments > context.as_of]
    findings.add(
        "after-data-date",
        late.index,
        [
            f"The {words} {shown(m)} is later than the data date {shown(context.as_of)}."
            for m in late
        ],
    )
    near = moments[moments.dt.month.isin((3, 10)) & (moments.dt.day >= 25) & (moments.dt.hour == 1)]
    for row_number, moment in near.items():
        change = clock_change(moment.to_pydatetime())
        if change:
            findings.add(
                "clock-change",
                [row_number],
                f"The clock change {change} the {words} {shown(moment)}: hours may be one off.",
            )


def check_with_store(con, rows: pd.DataFrame, findings: Findings, context: Context):
    """The rows held against what the store knows: the child's date of birth, the places."""
    taken = ask(
        con,
        """
        select incoming.row_number
        from incoming
        join episodes using (episode_id)
        where incoming.child_id <> episodes.child_id
        """,
        rows,
    )["row_number"]
    findings.add(
        "reference-of-another-child",
        taken,
        "The reference is held for an episode of another child: two systems may use the same "
        "numbers; put a letter before those of one.",
    )
    births = ask(
        con,
        """
        select row_number, cast(children.date_of_birth as timestamp) as held
        from incoming
        join children using (child_id)
        """,
        rows,
    ).set_index("row_number")["held"]
    held = births.reindex(rows.index).astype("datetime64[us]")
    own = rows["date_of_birth"] if "date_of_birth" in rows else held
    before_birth = rows["missing_at"].dt.normalize() <= own.fillna(held)
    findings.add(
        "586",
        rows.index[before_birth],
        "The episode starts on or before the child's date of birth: correct one of them.",
    )
    differing = rows.index[own.notna() & held.notna() & (own != held) & ~before_birth]
    findings.add(
        "INT13",
        differing,
        "The date of birth differs from the child's in the Header, which counts.",
    )
    rows = findings.without_rejected(rows)
    add_bare_children(con, rows, findings)
    return with_place_words(con, rows, findings)
