"""One query function per table shown, its SQL in a file beside it; DataFrame out.

Every page, slide, file and command gets its figures through run, which passes them through the
disclosure step.
"""

from analytics.measures.audit_changes import audit_changes
from analytics.measures.audit_samples import audit_sample, audit_strata
from analytics.measures.audits import (
    audit_actions,
    audits_behind,
    audits_by_criterion,
)
from analytics.measures.briefing import group_circumstances, group_members, shared_episodes
from analytics.measures.changes import quarterly_changes
from analytics.measures.chronology import children_with_episodes, chronology
from analytics.measures.circumstances import (
    circumstances_together,
    companions,
    found_settings,
    return_methods,
    travel_modes,
)
from analytics.measures.closing import closed_quarters, late_changes, signed_off
from analytics.measures.control import control_chart
from analytics.measures.feedback import feedback
from analytics.measures.gazetteer import place_matches, unmatched_places
from analytics.measures.groups_together import group_changes, group_links, groups
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
from analytics.measures.moving import figures_to_move
from analytics.measures.next_episode import time_to_next_episode
from analytics.measures.offers import interviews_offered
from analytics.measures.places import places
from analytics.measures.polls import polls
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
from analytics.measures.repeat import (
    children_at_threshold,
    concentration,
    headlines_without,
    repeat_bands,
    repeat_triggers,
)
from analytics.measures.repeat_moves import preceded_by_move
from analytics.measures.repeat_risk import repeat_risk
from analytics.measures.repeat_times import first_and_repeat, gap_changes, gaps_between
from analytics.measures.summaries import (
    monthly_summary,
    period_summary,
    quarterly_summary,
    summary_by_placement_type,
    weekly_summary,
)
from analytics.measures.timeliness import rate_change, timeliness_by
from analytics.measures.times import hour_of_week, hours_by_group, term_and_holidays
from analytics.measures.together import pairs

__all__ = [
    "audit_actions",
    "audit_changes",
    "audit_sample",
    "audit_strata",
    "audits_behind",
    "audits_by_criterion",
    "benchmarks",
    "children_at_threshold",
    "children_with_episodes",
    "chronology",
    "circumstances_together",
    "closed_quarters",
    "companions",
    "concentration",
    "control_chart",
    "coverage",
    "data_quality",
    "episodes_behind",
    "feedback",
    "figures_to_move",
    "first_and_repeat",
    "found_settings",
    "gap_changes",
    "gaps_between",
    "group_changes",
    "group_circumstances",
    "group_links",
    "group_members",
    "groups",
    "headlines_without",
    "hour_of_week",
    "hours_by_group",
    "hours_to_interview",
    "imported_files",
    "interview_flow",
    "interviews_by_hours",
    "interviews_offered",
    "interviews_to_target",
    "interviews_waiting",
    "late_changes",
    "lengths",
    "looked_after_rate",
    "monthly_summary",
    "pairs",
    "period_summary",
    "place_matches",
    "places",
    "polls",
    "preceded_by_move",
    "quarter_label",
    "quarterly_changes",
    "quarterly_outcomes",
    "quarterly_summary",
    "rate_change",
    "rejected_and_warned",
    "repeat_bands",
    "repeat_risk",
    "repeat_triggers",
    "return_methods",
    "run",
    "shared_episodes",
    "signed_off",
    "summary_by_placement_type",
    "term_and_holidays",
    "time_to_next_episode",
    "timeliness_by",
    "travel_modes",
    "unmatched_places",
    "weekly_summary",
    "MEASURES",
]
