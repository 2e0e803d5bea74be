"""One query function per table shown, its SQL in a file beside it; DataFrame out.

Every page, slide, file and command gets its figures through run, which passes them through the
disclosure step.
"""

from analytics.measures.changes import quarterly_changes
from analytics.measures.circumstances import (
    circumstances_together,
    companions,
    found_settings,
    return_methods,
    travel_modes,
)
from analytics.measures.control import control_chart
from analytics.measures.gazetteer import place_matches, unmatched_places
from analytics.measures.interview_hours import (
    hours_to_interview,
    interviews_by_hours,
)
from analytics.measures.interviews import (
    interview_flow,
    interviews_to_target,
    interviews_waiting,
    quarterly_outcomes,
)
from analytics.measures.lengths import lengths
from analytics.measures.next_episode import time_to_next_episode
from analytics.measures.places import places
from analytics.measures.quarters import quarter_label
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
    quarterly_summary,
    summary_by_placement_type,
    weekly_summary,
)
from analytics.measures.timeliness import rate_change, timeliness_by
from analytics.measures.times import hour_of_week, hours_by_group, term_and_holidays

__all__ = [
    "MEASURES",
    "benchmarks",
    "circumstances_together",
    "companions",
    "control_chart",
    "coverage",
    "data_quality",
    "episodes_behind",
    "found_settings",
    "hour_of_week",
    "hours_by_group",
    "hours_to_interview",
    "imported_files",
    "interview_flow",
    "interviews_by_hours",
    "interviews_to_target",
    "interviews_waiting",
    "lengths",
    "looked_after_rate",
    "monthly_summary",
    "period_summary",
    "place_matches",
    "places",
    "quarter_label",
    "quarterly_changes",
    "quarterly_outcomes",
    "quarterly_summary",
    "rate_change",
    "rejected_and_warned",
    "return_methods",
    "run",
    "summary_by_placement_type",
    "term_and_holidays",
    "time_to_next_episode",
    "timeliness_by",
    "travel_modes",
    "unmatched_places",
    "weekly_summary",
]
