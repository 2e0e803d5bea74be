"""The kinds of file that can be read, in the order in which they are offered."""

from analytics.ingest.columns import Format
from analytics.ingest.formats.dfe_open_data import BENCHMARKS
from analytics.ingest.formats.liquidlogic import FACT_MISSING_PERSON
from analytics.ingest.formats.published_quarters import PUBLISHED_QUARTERS
from analytics.ingest.formats.safeguarding_dataset import SSD_MISSING
from analytics.ingest.formats.ssda903 import EPISODES, HEADER, MISSING
from analytics.ingest.formats.templates import TEMPLATES

FORMATS: dict[str, Format] = {
    kind.name: kind
    for kind in (
        *TEMPLATES,
        HEADER,
        EPISODES,
        MISSING,
        SSD_MISSING,
        FACT_MISSING_PERSON,
        BENCHMARKS,
        PUBLISHED_QUARTERS,
    )
}

__all__ = ["FORMATS"]
