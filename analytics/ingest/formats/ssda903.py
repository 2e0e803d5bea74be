"""The three SSDA903 files that matter here: days without times, no reference for an episode."""

import pandas as pd

from analytics.definitions import PLACE_CODES
from analytics.ingest.columns import Column, Format
from analytics.ingest.rules import Findings

KNOWN_PLACES = {code.lower(): code for code in PLACE_CODES}
CONTINUES = "X1"  # REC: the placement ended and the next began on the same day


def child() -> Column:
    """CHILD: the council's reference for the child."""
    return Column("CHILD", "child_id", needed=True, filled=True)


def with_reference(rows: pd.DataFrame, findings: Findings) -> pd.DataFrame:
    """Make episode_id from child and start; a further one of the same day gets its number.

    Those of one day are numbered by their end, so that the order of the rows does not matter and
    a corrected end still finds its episode.
    """
    rows["time_known"] = False
    good = findings.without_rejected(rows).dropna(subset=["missing_at", "child_id"])
    order = good.sort_values(["returned_at", "category"], na_position="last", kind="stable")
    day = ["child_id", "missing_at"]
    different = ~order.duplicated([*day, "returned_at", "category"])
    number = different.groupby([order[name] for name in day]).cumsum()
    reference = "903-" + order["child_id"] + "-" + order["missing_at"].dt.strftime("%Y-%m-%d")
    further = number > 1
    reference = reference.mask(further, reference + "-" + number.astype("str"))
    rows["episode_id"] = reference.reindex(rows.index)
    return rows


def as_placements(rows: pd.DataFrame, findings: Findings) -> pd.DataFrame:
    """Take the placement type from PLACE; of several rows from the same day the last counts."""
    rows["placement_type"] = rows["source_code"].map(PLACE_CODES).astype("str")
    good = findings.without_rejected(rows)
    earlier = good.index[good.duplicated(["child_id", "started_on"], keep="last")]
    if len(earlier):
        findings.add_for_file(
            "same-day-placements",
            f"{len(earlier)} rows start on the same day as a later row of the same child: "
            "the last row of the day was taken.",
        )
    rows["superseded"] = rows.index.isin(earlier)
    rows["continues"] = rows["reason_ended"].eq(CONTINUES) if "reason_ended" in rows else False
    return rows.drop(columns="reason_ended", errors="ignore")


HEADER = Format(
    "903_header",
    "SSDA903 Header: date of birth, sex and ethnicity of each child",
    "children",
    (
        child(),
        Column("SEX", "sex", needed=True),
        Column("DOB", "date_of_birth", "day", needed=True),
        Column("ETHNIC", "ethnicity", needed=True),
    ),
    ignored=("UPN", "MOTHER", "MC_DOB"),
)

EPISODES = Format(
    "903_episodes",
    "SSDA903 Episodes: the placements of each child",
    "placements",
    (
        child(),
        Column("DECOM", "started_on", "day", needed=True, filled=True),
        Column("PLACE", "source_code", "code", needed=True, filled=True, values=KNOWN_PLACES),
        Column("DEC", "ended_on", "day", needed=True),
        Column("REC", "reason_ended"),
        Column("PL_POST", "postcode"),
        Column("URN", "setting"),
    ),
    ignored=("RNE", "LS", "CIN", "PLACE_PROVIDER", "REASON_PLACE_CHANGE", "HOME_POST"),
    shape=as_placements,
)

MISSING = Format(
    "903_missing",
    "SSDA903 Missing: days on which children went missing and came back",
    "episodes",
    (
        child(),
        Column("DOB", "date_of_birth", "day"),
        Column(
            "MISSING",
            "category",
            "code",
            needed=True,
            values={"m": "missing", "a": "away"},
            rule="1006",
        ),
        Column("MIS_START", "missing_at", "day", needed=True, rule="1004"),
        Column("MIS_END", "returned_at", "day", needed=True, rule="1005"),
    ),
    shape=with_reference,
)
