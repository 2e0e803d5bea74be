"""One query function per table shown, its SQL in a file beside it; DataFrame out.

Every page, slide, file and command gets its figures through run, which passes them through the
disclosure step.
"""

from analytics.measures.changes import quarterly_changes
from analytics.measures.control import control_chart
from analytics.measures.lengths import lengths
from analytics.measures.rates import benchmarks, looked_after_rate
from analytics.measures.records import (
    coverage,
    data_quality,
    episodes_behind,
    imported_files,
    rejected_and_warned,
)
from analytics.measures.registry import MEASURES, run
from analytics.measures.summaries import (
    monthly_summary,
    period_summary,
    quarter_label,
    quarterly_summary,
    summary_by_placement_type,
    weekly_summary,
)

__all__ = [
    "MEASURES",
    "benchmarks",
    "control_chart",
    "coverage",
    "data_quality",
    "episodes_behind",
    "imported_files",
    "lengths",
    "looked_after_rate",
    "monthly_summary",
    "period_summary",
    "quarter_label",
    "quarterly_changes",
    "quarterly_summary",
    "rejected_and_warned",
    "run",
    "summary_by_placement_type",
    "weekly_summary",
]
