"""What a term of the glossary is, and the sources that several share."""

from dataclasses import dataclass

from analytics.definitions import TIMESCALE_HOURS

GUIDANCE = "DfE statutory guidance on children who run away or go missing, January 2014"
GUIDANCE_HOURS = 72  # the guidance's own number, whatever the council's setting
SPC = "Making Data Count, NHS England"
HOUSE = "This dashboard"


@dataclass(frozen=True)
class Term:
    """A term as the Definitions page lists it."""

    term: str
    meaning: str
    source: str
    used_in: str


def source_of_timescale(guidance: str = GUIDANCE) -> str:
    """The guidance where the council keeps to its 72 hours; else the setting, and what it says."""
    if TIMESCALE_HOURS == GUIDANCE_HOURS:
        return guidance
    return f"data/reference/settings.toml; {guidance}: {GUIDANCE_HOURS} hours"
