"""What an audience may see of a measure: the step between a measure and everything that shows it.

Primary suppression counts distinct children, not episodes: 25 episodes of one child still point to
that child. Complementary suppression across views belongs here too (see README, Decisions).
"""

import pandas as pd
from pandas.api.types import is_numeric_dtype

from analytics.definitions import (
    AUDIENCES,
    FEWEST_CHILDREN_SHOWN,
    HOURS_LOOKED_AT,
    SUPPRESSED,
)

# Columns that say what a row is, or come from outside: never withheld.
OPEN_COLUMNS = {
    "days",
    "hour",
    "hours_from",
    "hours_to",
    "latitude",
    "longitude",
    "looked_after",
    "number",
    "position",
    "snapshot_number",
    "weekday",
}
# Where a place lies on the map: the council of children sees words, no dots.
NOT_FOR_COUNCIL = ("latitude", "longitude", "note")

# Figures about other children than the row's own: the column that counts those.
COUNTED_BY = {
    **dict.fromkeys(
        ("median_gone_hours", "over_24_hours", "with_known_length", "children_with_known_length"),
        "children_with_known_length",
    ),
    **dict.fromkeys(
        ("with_hours", "median_hours", "ninetieth_percentile_hours", "children_with_hours"),
        "children_with_hours",
    ),
    "previous_episodes": "previous_children",
}

# Figures worked out from others: withheld wherever one of those is, and never for their own size.
WORKED_OUT_FROM = {
    "in_time_of_completed": ("in_time", "completed"),
    "in_time_of_not_voided": ("in_time", "voided", "episodes"),
    "in_time_of_episodes": ("in_time", "episodes"),
    "share": ("episodes", "of_episodes"),
    "children_per_100": ("children",),
    "episodes_per_100": ("episodes",),
    "rate": ("in_time", "base"),
    "p_value": ("in_time", "base", "episodes"),
    **dict.fromkeys(("low", "high", "q_value"), ("in_time", "base", "previous_episodes")),
    **dict.fromkeys(("rate_ratio", "state"), ("previous_episodes",)),
    "per_day": ("episodes",),
    **{
        f"share_within_{hours}_hours": (f"within_{hours}_hours", "with_hours")
        for hours in HOURS_LOOKED_AT
    },
    "denominator_count": ("left_out",),
    "needed": ("denominator_count",),
    "more": ("denominator_count", "in_time"),
    **dict.fromkeys(
        ("at_best", "within_reach"), ("denominator_count", "in_time", "still_possible")
    ),
}

# Counts of a group's row that are parts of others: withheld, too, where the rest is of 1 to 4.
PARTS_OF = {"completed": ("episodes", "base"), "base": ("episodes",)}


class StaffOnly(Exception):
    """The audience may not see this measure at all; the sentence says so."""


def with_enough_children(rows: pd.DataFrame, audience: str) -> pd.DataFrame:
    """The rows about at least as many children as the threshold; staff see all.

    The council is told no postcode, which is a position in itself.
    """
    if audience == "staff":
        return rows
    shown = rows["children"] >= FEWEST_CHILDREN_SHOWN
    if audience == "council" and "kind" in rows:
        shown &= rows["kind"] != "postcode"
    return rows[shown].reset_index(drop=True)


def protect(rows: pd.DataFrame, audience: str) -> pd.DataFrame:
    """The rows as the audience may see them: staff unchanged, others with withheld figures "c".

    In a row about 1 to 4 children (the threshold is a setting) every figure is withheld, rates too.
    Elsewhere a count of 1 to 4 is withheld, since it cannot be about more children than that.
    Columns with a withheld figure become object columns. Zero is shown. The council is given no
    position of a place.
    """
    if audience not in AUDIENCES:
        raise ValueError(f"Unknown audience {audience!r}: choose from {', '.join(AUDIENCES)}.")
    if audience == "staff" or rows.empty:
        return rows
    figures = [
        column
        for column in rows.columns
        if is_numeric_dtype(rows[column])
        and rows[column].dtype != bool
        and column not in OPEN_COLUMNS
    ]
    protected = rows.copy()
    if audience == "council":
        hidden = [column for column in NOT_FOR_COUNCIL if column in rows]
        protected[hidden] = None
    for column in figures:
        withheld = _few(rows, COUNTED_BY.get(column, "children"))
        if column not in WORKED_OUT_FROM and pd.api.types.is_integer_dtype(rows[column]):
            withheld |= rows[column].between(1, FEWEST_CHILDREN_SHOWN - 1)
        for whole in PARTS_OF.get(column, ()) if "base" in rows else ():
            withheld |= (rows[whole] - rows[column]).between(1, FEWEST_CHILDREN_SHOWN - 1)
        if withheld.any():
            protected[column] = protected[column].astype(object).mask(withheld, SUPPRESSED)
    return _withhold_worked_out(protected, rows)


def _few(rows: pd.DataFrame, children: str) -> pd.Series:
    """Which rows are about so few children that their figures are withheld."""
    if children not in rows:
        return pd.Series(False, index=rows.index)
    return rows[children].between(1, FEWEST_CHILDREN_SHOWN - 1)


def _withhold_worked_out(protected: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Withhold a figure where one that it is worked out from is withheld."""
    for figure, parts in WORKED_OUT_FROM.items():
        present = [part for part in parts if part in rows]
        if figure not in rows or not present:
            continue
        withheld = (protected[present] == SUPPRESSED).any(axis="columns")
        if withheld.any():
            protected[figure] = protected[figure].astype(object).mask(withheld, SUPPRESSED)
    return _withhold_tests(protected)


def _withhold_tests(protected: pd.DataFrame) -> pd.DataFrame:
    """Withhold every test of a group against the rest where the rest holds what is withheld.

    So too a ratio of one row's rate to another's.
    """
    against_others = ("p_value", "q_value")
    if "per_day" in protected:
        against_others += ("rate_ratio", "low", "high")
    tests = [column for column in against_others if column in protected]
    if tests and (protected.drop(columns=tests) == SUPPRESSED).any(axis=None):
        protected[tests] = SUPPRESSED
    return protected
