"""The records themselves: as of when, what is withheld, what is made up."""

from analytics.definitions import (
    SNAPSHOTS_KEPT,
)
from analytics.glossary.term import HOUSE, Term

RECORDS = (
    Term(
        "Data date",
        "The moment up to which the records are known. Pending, still missing and hours left are "
        "worked out as of then, never as of today.",
        HOUSE,
        "All pages",
    ),
    Term(
        "z, k",
        "In DfE's published figures: z not applicable, k rounds to zero.",
        "DfE, Explore education statistics",
        "Trends",
    ),
    Term(
        "Demonstration data",
        "Made-up children and episodes that add up to the report's totals. It is replaced as a "
        "whole by the first import of real data and never mixes with it.",
        HOUSE,
        "All pages",
    ),
    Term(
        "Snapshot",
        "The data as it stood after one import, or one change to the words for places. Snapshots "
        "never change; the last "
        f"{SNAPSHOTS_KEPT} are kept and any of them can be put back in force.",
        HOUSE,
        "Data",
    ),
)
