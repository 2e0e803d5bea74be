"""Liquidlogic LCS, FACT_MISSING_PERSON of its reporting database."""

from analytics.ingest.columns import Column, Format
from analytics.ingest.formats.safeguarding_dataset import ANSWERS
from analytics.ingest.formats.templates import CATEGORY_CODES

# Sites word the status differently.
STATUSES = CATEGORY_CODES | {
    "missing_person": "missing",
    "absent": "away",
    "unauthorised_absence": "away",
    "away_from_placement": "away",
    "away_without_authorisation": "away",
}

FACT_MISSING_PERSON = Format(
    "lcs_missing",
    "Liquidlogic FACT_MISSING_PERSON: episodes with interview offered and accepted",
    "episodes",
    (
        Column("FACT_MISSING_PERSON_ID", "episode_id", needed=True, filled=True),
        Column("DIM_PERSON_ID", "child_id", needed=True, filled=True),
        Column("START_DTTM", "missing_at", "moment", needed=True, rule="1004"),
        Column("END_DTTM", "returned_at", "moment", needed=True, rule="1005"),
        Column("MISSING_STATUS", "category", "code", needed=True, values=STATUSES, rule="1006"),
        Column("RETURN_INTERVIEW_OFFERED", "offered", "code", values=ANSWERS),
        Column("RETURN_INTERVIEW_ACCEPTED", "accepted", "code", values=ANSWERS),
    ),
)
