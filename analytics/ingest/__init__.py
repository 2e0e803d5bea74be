"""Files → checked rows → the store. load.py is the way in one line."""

from analytics.ingest.corrections import with_corrections
from analytics.ingest.forget import forget
from analytics.ingest.formats import FORMATS
from analytics.ingest.load import import_files
from analytics.ingest.recognition import Recognised, recognise
from analytics.ingest.rejected import as_csv, rejected_csv
from analytics.ingest.results import (
    FileResult,
    ImportRefused,
    ImportResult,
    Source,
    with_own_names,
)
from analytics.ingest.rules import RULES

__all__ = [
    "FORMATS",
    "RULES",
    "FileResult",
    "ImportRefused",
    "ImportResult",
    "Recognised",
    "Source",
    "as_csv",
    "forget",
    "import_files",
    "recognise",
    "rejected_csv",
    "with_corrections",
    "with_own_names",
]
