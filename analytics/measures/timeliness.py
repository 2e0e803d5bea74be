"""Where interviews in time fall short, and why their share changed."""

import re
from typing import Literal

import duckdb
import pandas as pd

from analytics.definitions import AGE_BANDS, PLACEMENT_TYPES
from analytics.filters import Filters
from analytics.measures.quarters import latest_quarter, quarter_start_of, within
from analytics.measures.query import query
from analytics.measures.registry import measure
from analytics.statistics.decomposition import mix_and_rate
from analytics.statistics.intervals import against_the_rest, wilson_interval

Dimension = Literal[
    "placement_type", "out_of_area", "age_band", "setting", "return_weekday", "return_hour"
]
Denominator = Literal["episodes", "not_voided", "completed"]
ORDERS = {
    "placement_type": list(PLACEMENT_TYPES),
    "out_of_area": ["in_area", "out_of_area"],
    "age_band": [band for band, _ in AGE_BANDS],
}
LAST_GROUPS = ("still_missing", "not_known")


@measure(staff_only={"dimension": ("setting",)})
def timeliness_by(
    con: duckdb.DuckDBPyConnection,
    filters: Filters,
    *,
    dimension: Dimension = "placement_type",
    denominator: Denominator = "episodes",
) -> pd.DataFrame:
    """Interviews in time by group, with how sure each rate is; the groups add up to all selected.

    A row is a group with an episode: placement types, areas, ages, weekdays and hours in their
    order, settings by name (staff only), then still_missing and not_known. denominator: what the
    rate is a share of.

    Columns:
        group           text      of return_weekday "1" (Monday) to "7", of return_hour "0" to "23"
        episodes        integer
        completed       integer   return interview completed
        in_time         integer   of these within 72 hours of the return
        rate            rate 0-1  in time of the denominator; null of nothing, or without times
        low             rate 0-1  Wilson's 95 % interval; null where rate is
        high            rate 0-1
        not_voided      integer
        children        integer   distinct
        p_value         rate 0-1  how often chance would set the group as far from all others
        q_value         rate 0-1  the same, corrected for the number of groups; both null where
                                  there is nothing, or nothing else to compare with

    Interval and test take episodes as independent; a child's many episodes are not, so both are
    surer than they should be.
    """
    rows = query(con, "timeliness_by", filters, dimension=dimension)
    rows = _in_order(rows, dimension)
    base = rows[denominator].where(rows["with_times"] > 0, 0)
    low, high = wilson_interval(rows["in_time"].to_numpy(), base.to_numpy())
    p_values, q_values = against_the_rest(
        rows["in_time"].where(base > 0, 0).to_numpy(), base.to_numpy()
    )
    rate = rows["in_time"] / base.where(base > 0)
    for position, (name, values) in enumerate({"rate": rate, "low": low, "high": high}.items()):
        rows.insert(4 + position, name, values)
    return rows.drop(columns="with_times").assign(p_value=p_values, q_value=q_values)


# A difference of two small counts gives them away, so until the disclosure step covers differences
# this is for staff.
@measure(staff_only=True)
def rate_change(
    con: duckdb.DuckDBPyConnection,
    filters: Filters,
    *,
    from_quarter: str | None = None,
    to_quarter: str | None = None,
    dimension: Dimension = "placement_type",
    denominator: Denominator = "episodes",
) -> pd.DataFrame:
    """Why the share in time changed between two quarters: the mix of groups, or rates within them.

    A row is a group of either quarter, ordered as in timeliness_by. All mix and rate effects
    together are the change. Quarters are written "2021-Q4" or "2021/22-Q3"; without to_quarter the
    latest with an episode, without from_quarter the one before. The filters' period is set aside.
    No rows where a quarter has no denominator, or no times. Staff only.

    Columns:
        group           text      as in timeliness_by
        mix_effect      rate      below 0: a larger part of the episodes where the rate is below
                                  that of all, or a smaller part where it is above
        rate_effect     rate      below 0: a lower rate within the group
        in_time_before  integer   in the first quarter
        base_before     integer   the denominator
        in_time_after   integer   in the second
        base_after      integer
        children        integer   the group's distinct children in the quarter with fewer, if any

    A group of one quarter only has no rate effect. Source: see statistics.decomposition.
    """
    quarters = _two_quarters(con, filters, from_quarter, to_quarter)
    columns = ["group", "in_time", denominator, "children", "with_times"]
    before, after = (
        query(con, "timeliness_by", within(filters, quarter), dimension=dimension)[columns]
        for quarter in quarters
    )
    both = before.merge(after, on="group", how="outer", suffixes=("_before", "_after"))
    counts = both.set_index("group").fillna(0).astype("int64").reset_index()
    return _effects(_in_order(counts, dimension), denominator)


def _two_quarters(con, filters: Filters, from_quarter, to_quarter) -> list[pd.Timestamp]:
    """The first days of both; where no quarter has an episode, of any two."""
    latest = quarter_start_of(to_quarter) if to_quarter else latest_quarter(con, filters)
    after = latest or pd.Timestamp(2000, 4, 1)
    before = quarter_start_of(from_quarter) if from_quarter else after - pd.DateOffset(months=3)
    return [before, after]


def _effects(both: pd.DataFrame, denominator: str) -> pd.DataFrame:
    bases = both[f"{denominator}_before"], both[f"{denominator}_after"]
    with_times = both[["with_times_before", "with_times_after"]].sum()
    if not all(base.sum() for base in bases) or not with_times.all():
        both = both.iloc[:0]
        mix, rate = [], []
    else:
        mix, rate = mix_and_rate(both["in_time_before"], bases[0], both["in_time_after"], bases[1])
    children = both[["children_before", "children_after"]]
    return pd.DataFrame(
        {
            "group": both["group"],
            "mix_effect": pd.Series([float(effect) for effect in mix], dtype="float64"),
            "rate_effect": pd.Series([float(effect) for effect in rate], dtype="float64"),
            "in_time_before": both["in_time_before"],
            "base_before": both[f"{denominator}_before"],
            "in_time_after": both["in_time_after"],
            "base_after": both[f"{denominator}_after"],
            "children": children.where(children > 0).min(axis="columns").astype("int64"),
        }
    )


def _in_order(rows: pd.DataFrame, dimension: str) -> pd.DataFrame:
    """Groups in the order of their codes; names and numbers as a person counts; unknown last."""
    order = ORDERS.get(dimension, [])

    def place(group: str) -> tuple:
        if group in LAST_GROUPS:
            return 1, LAST_GROUPS.index(group), []
        if group in order:
            return 0, order.index(group), []
        parts = re.split(r"(\d+)", group)
        return 0, len(order), [(part.zfill(9) if part.isdigit() else part) for part in parts]

    positions = sorted(range(len(rows)), key=lambda row: place(rows["group"].iloc[row]))
    return rows.iloc[positions].reset_index(drop=True)
