"""What a term of the glossary is, and the sources that several share."""

from dataclasses import dataclass

GUIDANCE = "DfE statutory guidance on children who run away or go missing, January 2014"
SPC = "Making Data Count, NHS England"
HOUSE = "This dashboard"


@dataclass(frozen=True)
class Term:
    """A term as the Definitions page lists it."""

    term: str
    meaning: str
    source: str
    used_in: str
