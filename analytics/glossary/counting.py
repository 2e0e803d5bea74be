"""What is counted: children, episodes, placements, quarters."""

from analytics.definitions import (
    LENGTH_BANDS,
)
from analytics.glossary.term import GUIDANCE, HOUSE, Term

COUNTING = (
    Term(
        "Missing from care",
        "A looked-after child is not at their placement or the place they are expected to be, and "
        "nobody responsible knows where they are.",
        GUIDANCE,
        "All pages",
    ),
    Term(
        "Away from placement without authorisation",
        "It is known where the child is, but they should not be there. Counted apart from missing; "
        "choose 'Away' or 'Both' under 'More'.",
        GUIDANCE,
        "Filter 'Episodes'",
    ),
    Term(
        "Missing episode",
        "One time a child went missing, from when they went until they were back. It counts in the "
        "quarter, month or week in which it began, and so does its interview.",
        "SSDA903, DfE; the counting rule is this dashboard's",
        "All pages",
    ),
    Term(
        "Children who went missing",
        "Each child counted once in the period, however many episodes. Quarters cannot be added "
        "up: one child may be in several.",
        "Quarterly report 2021; DfE counts likewise over a year",
        "Overview, Trends",
    ),
    Term(
        "Looked after",
        "In the care of the local authority; children say 'in care'.",
        "Children Act 1989",
        "All pages",
    ),
    Term(
        "Per 100 looked-after children",
        "Children who went missing divided by children looked after at any time in the period. "
        "With a placement filter the denominator stays all looked-after children.",
        HOUSE,
        "Trends",
    ),
    Term(
        "Length of absence",
        "Hours from going missing to return, in bands: "
        + ", ".join(band for band, _, _ in LENGTH_BANDS)
        + " (each band includes its lower end). Not known where a file has days without times.",
        HOUSE,
        "Trends",
    ),
    Term(
        "Out of area",
        "The placement lies in another authority than the one responsible for the child. It is "
        "not a kind of placement: an out-of-area child is in a residential, foster or "
        "semi-independent placement too.",
        "Derived from the placement's postcode (ONS) where the file does not say",
        "Filter 'Area'",
    ),
    Term(
        "Placement type",
        "Residential, foster, semi-independent or other, on the day the child went missing; on a "
        "day of change, the placement that began. From SSDA903 codes: U foster; K1, K2, R1, S1 "
        "residential; H5, P2 semi-independent; all others other.",
        "SSDA903 placement codes, DfE; the grouping follows the quarterly report",
        "Filter 'Placement', Trends",
    ),
    Term(
        "Quarter",
        "January–March, April–June, July–September, October–December. DfE's year runs from April "
        "to March; choose it under 'More', and the same quarters are numbered from April.",
        "Quarterly report 2021; DfE",
        "All pages",
    ),
)
