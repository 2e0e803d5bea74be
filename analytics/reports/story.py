"""The quarter's report as one story, in the order of the report that this dashboard grew from."""

from dataclasses import replace

import pandas as pd

from analytics.charts.words import day_words, moment_words, quarter_words
from analytics.definitions import AUTHORITY_NAME, FEWEST_CHILDREN_SHOWN, SUPPRESSED
from analytics.filters import Filters
from analytics.glossary import TERMS
from analytics.glossary.plain import PLAIN_TERMS
from analytics.measures import quarter_label, signed_off
from analytics.reports.actions import (
    COUNCIL_PART,
    TRAINING_PART,
    audit_slides,
    council_slide,
    training_slide,
)
from analytics.reports.asking import Ask
from analytics.reports.circumstances import circumstance_slides
from analytics.reports.council import YOURS, council_slides
from analytics.reports.outcomes import outcome_slides, priority_slide
from analytics.reports.questions import recurring_questions
from analytics.reports.slides import Provenance, Report, Slide

DEFINED = (
    "Missing from care",
    "Missing episode",
    "Children who went missing",
    "Out of area",
    "Quarter",
    "Return interview",
    "In time",
    "Completed, voided, declined, pending, not recorded",
    "In time, of all episodes",
    "In time, of those not voided",
    "In time, of those completed",
    "Our aim",
    "Offered",
    "c",
    "Data date",
)
IN_WORDS = (COUNCIL_PART, TRAINING_PART, YOURS)  # their tables are sentences already
WITHHELD = (
    f"“{SUPPRESSED}” stands for a figure that is withheld: it is about 1 to "
    f"{FEWEST_CHILDREN_SHOWN - 1} children, or would give away one that is. A share of such a "
    "figure is withheld too."
)


def report_of(ask: Ask, coverage: pd.Series) -> Report:
    """The quarter's report for the audience that asks.

    coverage: the row of the measure coverage. Raises ValueError with a sentence where no record
    reaches into the quarter.
    """
    label, period = quarter_label(ask.quarter), quarter_words(ask.quarter)
    begins, ends = coverage["data_from"], coverage["data_until"]
    if pd.isna(begins) or not pd.Timestamp(begins) - pd.DateOffset(months=3) < ask.quarter < ends:
        raise ValueError(f"The records do not reach into {label}: choose another quarter.")
    slides = (
        council_slides(ask)
        if ask.audience == "council"
        else [
            *outcome_slides(ask),
            *circumstance_slides(ask),
            *audit_slides(ask),
            council_slide(ask),
            training_slide(ask),
            priority_slide(ask),
        ]
    )
    return Report(
        title=f"Children who go missing from care, {AUTHORITY_NAME}, {period}",
        provenance=_provenance(ask, coverage, label, period),
        slides=tuple(_with_its_numbers(slide) for slide in slides if slide is not None),
        questions=recurring_questions(ask),
        definitions=_plain_definitions() if ask.audience == "council" else _definitions(),
        # nothing bears the sign in what is written for the council
        withheld=WITHHELD if ask.audience == "members" else "",
    )


def _with_its_numbers(slide: Slide) -> Slide:
    """The slide with the numbers behind it in its notes, for whoever speaks without the table."""
    if slide.picture is not None:
        return replace(slide, notes=(f"The numbers. {slide.picture.words}.", *slide.notes))
    if slide.table is None or slide.part in IN_WORDS:
        return slide
    names = slide.table.columns[1:]
    rows = [
        f"{first}: " + ", ".join(f"{name} {cell}" for name, cell in zip(names, cells, strict=True))
        for first, *cells in slide.table.itertuples(index=False, name=None)
    ]
    return replace(slide, notes=(f"The numbers. {'; '.join(rows)}.", *slide.notes))


def _provenance(ask: Ask, coverage: pd.Series, label: str, period: str) -> Provenance:
    date = coverage["data_date"]
    ends = ask.quarter + pd.DateOffset(months=3)
    part = "" if coverage["data_until"] >= ends else f", so far as of {day_words(date)}"
    return Provenance(
        quarter=label,
        period=f"{period}{part}",
        data_date=moment_words(date),
        audience=ask.audience,
        snapshot=int(coverage["snapshot_number"]),
        selection="all placements, missing episodes",
        made_up=bool(coverage["demonstration"]),
        signed_off=_signed_off(ask),
    )


def _signed_off(ask: Ask) -> str:
    found = ask.run(signed_off, Filters(), quarter=quarter_label(ask.quarter))
    if found.empty:
        return "not signed off"
    closed = found.iloc[0]
    since = ", changed since" if closed["changed"] else ""
    return f"signed off on {day_words(closed['closed_at'])}{since}"


def _plain_definitions() -> pd.DataFrame:
    terms = list(PLAIN_TERMS.items())
    return pd.DataFrame(terms, columns=["Term", "Meaning"], dtype="str").assign(
        Source=AUTHORITY_NAME
    )


def _definitions() -> pd.DataFrame:
    terms = [term for term in TERMS if term.term in DEFINED]
    return pd.DataFrame(
        {
            "Term": [term.term for term in terms],
            "Meaning": [term.meaning for term in terms],
            "Source": [term.source for term in terms],
        }
    )
