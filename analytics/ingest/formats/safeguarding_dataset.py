"""Standard Safeguarding Dataset, ssd_missing: episodes, and whether an interview was accepted."""

from analytics.ingest.columns import Column, Format
from analytics.ingest.formats.templates import CATEGORY_CODES

# What the dataset writes → what is kept; NA says that no interview was due.
ANSWERS = {"y": "yes", "n": "no", "na": "not_applicable", "n_a": "not_applicable"}
ANSWERS |= {"yes": "yes", "no": "no", "1": "yes", "0": "no", "true": "yes", "false": "no"}

SSD_MISSING = Format(
    "ssd_missing",
    "Standard Safeguarding Dataset ssd_missing: episodes with interview offered and accepted",
    "episodes",
    (
        Column("miss_table_id", "episode_id", needed=True, filled=True),
        Column("miss_person_id", "child_id", needed=True, filled=True),
        Column(
            "miss_missing_episode_start_date",
            "missing_at",
            "moment",
            needed=True,
            rule="1004",
            also=("miss_missing_episode_start",),
        ),
        Column(
            "miss_missing_episode_type",
            "category",
            "code",
            needed=True,
            values=CATEGORY_CODES,
            rule="1006",
        ),
        Column(
            "miss_missing_episode_end_date",
            "returned_at",
            "moment",
            needed=True,
            rule="1005",
            also=("miss_missing_episode_end",),
        ),
        Column("miss_missing_rhi_offered", "offered", "code", values=ANSWERS),
        Column("miss_missing_rhi_accepted", "accepted", "code", values=ANSWERS),
    ),
)
