"""The rules by table: first each row by itself, then against the rest of the import and the store.

ROW_CHECKS look at a file alone, before the store is opened. STORE_CHECKS see what the store holds
with this import's earlier tables in it, and return the rows with what the store adds to them.
AFTER_CHECKS see everything written and only warn.
"""

from analytics.ingest.checks import (
    actions,
    children,
    episodes,
    histories,
    interviews,
    links,
    meetings,
    placements,
)

# Whatever another table refers to comes before it.
ORDER = (
    "children",
    "placements",
    "episodes",
    "companions",
    "interviews",
    "audits",
    "response_audits",
    "audit_actions",
    "strategy_meetings",
    "feedback",
    "looked_after",
    "benchmarks",
    "published_quarters",
)
ROW_CHECKS = {
    "placements": placements.check_rows,
    "episodes": episodes.check_rows,
    "interviews": interviews.check_rows,
    "audits": links.check_day,
    "response_audits": links.check_day,
    "strategy_meetings": meetings.check_rows,
    "feedback": actions.check_measure,
    "looked_after": placements.check_period,
}
STORE_CHECKS = {
    "children": children.checked,
    "placements": placements.check_with_store,
    "episodes": episodes.check_with_store,
    "companions": links.check_companions,
    "interviews": interviews.check_with_store,
    "audits": links.check_audits,
    "response_audits": links.check_response_audits,
    "strategy_meetings": meetings.check_with_store,
}
AFTER_CHECKS = {"episodes": histories.warn}
