"""Actions: the figure that each should move."""

import pandas as pd

from analytics.definitions import MEASURES_TO_MOVE
from analytics.ingest.checks.context import Context
from analytics.ingest.rules import Findings


def check_measure(
    rows: pd.DataFrame, texts: pd.DataFrame, findings: Findings, context: Context
) -> None:
    """A figure that is not known is kept, with a warning: its trend cannot be shown."""
    if "measure" not in rows:
        return
    unknown = rows["measure"][rows["measure"].notna() & ~rows["measure"].isin(MEASURES_TO_MOVE)]
    known = ", ".join(MEASURES_TO_MOVE)
    findings.add(
        "unknown-measure",
        unknown.index,
        [
            f"measure '{code}' is no figure whose trend can be shown. Known: {known}."
            for code in unknown
        ],
    )
