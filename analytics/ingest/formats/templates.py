"""The council's own templates: their headers are the column names of the store's tables."""

from analytics.definitions import (
    AUDIT_SOURCES,
    CATEGORIES,
    COMPANIONS,
    FEEDBACK_STATUSES,
    FOUND_SETTINGS,
    INTERVIEW_OUTCOMES,
    INTERVIEW_STATES,
    PLACEMENT_TYPES,
    RETURN_METHODS,
    RISKS,
    TRAVEL_MODES,
)
from analytics.ingest.columns import Column, Format, code_list

CATEGORY_CODES = code_list(CATEGORIES) | {"m": "missing", "a": "away"}
OUTCOME_CODES = code_list({code: INTERVIEW_STATES[code] for code in INTERVIEW_OUTCOMES})
TYPE_CODES = code_list(PLACEMENT_TYPES)


def column(name: str, kind: str = "text", **options) -> Column:
    """A column whose header is the field's own name."""
    return Column(name, name, kind, **options)


def key(name: str, kind: str = "text") -> Column:
    """A column that the file must have and every row must fill."""
    return column(name, kind, needed=True, filled=True)


def not_recorded(name: str, labels: dict[str, str]) -> Column:
    """A code whose blank cell says that nothing was recorded."""
    return column(name, "code", values=code_list(labels), blank="not_recorded")


def with_place_text(rows, findings):
    """Keep the words of place_id as place_text: a reference is one of the words of its place."""
    if "place_id" in rows:
        written = rows["place_text"] if "place_text" in rows else None
        text = rows["place_id"] if written is None else written.fillna(rows["place_id"])
        rows = rows.assign(place_text=text)
    return rows


TEMPLATES = (
    Format(
        "children",
        "One row per child, without names",
        "children",
        (
            key("child_id"),
            column("date_of_birth", "day", needed=True),
            column("sex"),
            column("ethnicity"),
            column("authority"),
            column("sibling_group"),
        ),
    ),
    Format(
        "placements",
        "One row per placement of a child",
        "placements",
        (
            key("child_id"),
            key("started_on", "day"),
            column("ended_on", "day"),
            column("placement_type", "code", values=TYPE_CODES, needed=True, filled=True),
            column("source_code"),
            column("setting"),
            column("out_of_area", "yes_no"),
            column("authority"),
            column("postcode"),
        ),
    ),
    Format(
        "episodes",
        "One row per episode of going missing, with times, place and circumstances",
        "episodes",
        (
            key("episode_id"),
            key("child_id"),
            column("category", "code", values=CATEGORY_CODES, needed=True, rule="1006"),
            column("missing_at", "moment", needed=True, rule="1004"),
            column("returned_at", "moment", needed=True, rule="1005"),
            column("time_known", "yes_no"),
            column("placement_type", "code", values=TYPE_CODES),
            column("out_of_area", "yes_no"),
            column("setting"),
            column("risk", "code", values=code_list(RISKS)),
            column("reasons", "list"),
            column("place_id"),
            column("place_text"),
            not_recorded("found_setting", FOUND_SETTINGS),
            not_recorded("travel_mode", TRAVEL_MODES),
            not_recorded("return_method", RETURN_METHODS),
            column("companions", "codes", values=code_list(COMPANIONS)),
        ),
        shape=with_place_text,
    ),
    Format(
        "companions",
        "One row per other child in care recorded as being together with the child",
        "companions",
        (key("episode_id"), key("companion_id")),
    ),
    Format(
        "interviews",
        "One row per return interview; episode_ids names the episodes it covers",
        "interviews",
        (
            key("interview_id"),
            key("child_id"),
            column("episode_ids", "list", needed=True),
            column("offered_at", "moment"),
            column("completed_at", "moment", needed=True),
            column("outcome", "code", values=OUTCOME_CODES, needed=True),
            column("void_reason"),
            column("independent", "yes_no"),
        ),
    ),
    Format(
        "audits",
        "One row per criterion of a return-interview audit",
        "audits",
        (
            key("interview_id"),
            key("audited_on", "day"),
            key("criterion"),
            key("grade"),
            column("note"),
        ),
    ),
    Format(
        "response_audits",
        "One row per criterion of an audit of the whole response to an episode",
        "response_audits",
        (
            key("episode_id"),
            key("audited_on", "day"),
            key("criterion"),
            key("grade"),
            column("note"),
        ),
    ),
    Format(
        "audit_actions",
        "One row per action that follows from what an audit or an inspection found",
        "audit_actions",
        (
            key("found_on", "day"),
            column("source", "code", values=code_list(AUDIT_SOURCES), needed=True, filled=True),
            key("finding"),
            key("action"),
            column("owner_role"),
            column("due_on", "day"),
            column("status", "code", values=code_list(FEEDBACK_STATUSES)),
            column("evidence"),
            column("measure"),
        ),
    ),
    Format(
        "strategy_meetings",
        "One row per strategy meeting held about a child",
        "strategy_meetings",
        (key("child_id"), key("held_on", "day"), column("note")),
    ),
    Format(
        "feedback",
        "One row per thing the Child in Care Council said",
        "feedback",
        (
            key("meeting_on", "day"),
            key("theme"),
            key("said"),
            column("response"),
            column("action"),
            column("owner_role"),
            column("due_on", "day"),
            column("status", "code", values=code_list(FEEDBACK_STATUSES)),
            column("measure"),
            column("in_effect_from", "day"),
        ),
    ),
    Format(
        "looked_after",
        "One row per authority and period: children looked after at any time in it",
        "looked_after",
        (
            key("authority"),
            key("period_start", "day"),
            key("period_end", "day"),
            key("children", "number"),
        ),
    ),
)
