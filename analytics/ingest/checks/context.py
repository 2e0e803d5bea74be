"""What an import as a whole is held against."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Context:
    """as_of: the moment up to which the files are complete. collection_year: ends 31 March."""

    as_of: datetime
    collection_year: int | None = None
