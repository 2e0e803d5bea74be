"""Where interviews in time fall short, and why their share changed."""

from typing import Literal

import duckdb
import numpy as np
import pandas as pd

from analytics.definitions import (
    DENOMINATORS,
    DIMENSIONS,
    FEWEST_CHILDREN_SHOWN,
)
from analytics.disclosure import Disclosed
from analytics.filters import Filters
from analytics.measures.disclosed import COMPLETED, EPISODES, IN_TIME, OF_DENOMINATOR
from analytics.measures.groups import in_order
from analytics.measures.quarters import (
    quarter_start_of,
    recorded_quarters,
    within,
    without_period,
)
from analytics.measures.query import query
from analytics.measures.registry import measure
from analytics.statistics.decomposition import mix_and_rate
from analytics.statistics.groups import against_the_rest
from analytics.statistics.intervals import wilson_interval

Dimension = Literal[tuple(DIMENSIONS)]
Denominator = Literal[tuple(DENOMINATORS)]
COUNTS = ["episodes", "completed", "in_time", "not_voided", "with_times"]


@measure(
    disclosed=Disclosed(
        episodes={"episodes": EPISODES, "completed": COMPLETED, "in_time": IN_TIME},
        children={"children": EPISODES},
        worked_out={
            "base": lambda row: OF_DENOMINATOR[row["denominator"]],
            **dict.fromkeys(
                ("rate", "low", "high"),
                lambda row: OF_DENOMINATOR[row["denominator"]] + IN_TIME,
            ),
        },
        never=("p_value", "q_value"),
        dimension=("dimension", "group"),
        options={"dimension": ("placement_type", "out_of_area")},
        council=False,
    )
)
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
        in_time         integer   of these within the timescale after the return
        rate            rate 0-1  in time of the denominator; null of nothing, without times, and
                                  for still_missing
        low             rate 0-1  Wilson's 95 % interval; null where rate is
        high            rate 0-1
        base            integer   the denominator
        children        integer   distinct
        p_value         rate 0-1  how often chance would set the group as far from all others; see
                                  statistics.groups
        q_value         rate 0-1  the same, corrected for the number of groups; both null where the
                                  group, or the rest, has fewer than FEWEST_CHILDREN_SHOWN

    The interval takes episodes as independent, which one child's many are not, so it is narrower
    than it should be. The test goes by children.
    """
    by_child = query(con, "timeliness_by", filters, dimension=dimension)
    rows = in_order(_by_group(by_child), dimension)
    rows["base"] = rows[denominator]
    base = rows["base"].where(_can_have_a_rate(rows, dimension), 0)
    low, high = wilson_interval(rows["in_time"].to_numpy(), base.to_numpy())
    rates = {"rate": rows["in_time"] / base.where(base > 0), "low": low, "high": high}
    p_values, q_values = _against_the_rest(by_child, rows["group"], base, denominator)
    rows = rows.assign(**rates, p_value=p_values, q_value=q_values)
    counts = ["episodes", "completed", "in_time"]
    others = ["base", "children", "p_value", "q_value"]
    return rows[["group", *counts, *rates, *others]]


def _by_group(by_child: pd.DataFrame) -> pd.DataFrame:
    """The children's counts added up, with how many children they are."""
    rows = by_child.groupby("group", sort=False)[COUNTS].sum()
    rows["children"] = by_child.groupby("group", sort=False).size()
    return rows.reset_index()


def _can_have_a_rate(rows: pd.DataFrame, dimension: str) -> pd.Series:
    """A child who is not back yet cannot have been interviewed in time, nor one without times."""
    not_back = (rows["group"] == "still_missing") & dimension.startswith("return_")
    return (rows["with_times"] > 0) & ~not_back


def _against_the_rest(by_child: pd.DataFrame, groups, bases, denominator: str) -> tuple:
    codes = {group: code for code, group in enumerate(groups)}
    counted = dict(zip(groups, bases > 0, strict=True))
    base = by_child[denominator].where(by_child["group"].map(counted).astype(bool), 0)
    return against_the_rest(
        by_child["group"].map(codes).to_numpy(dtype=np.int64),
        by_child["child_id"].factorize()[0],
        by_child["in_time"].to_numpy(dtype=float),
        base.to_numpy(dtype=float),
        fewest=FEWEST_CHILDREN_SHOWN,
    )


@measure
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
    latest whole one with an episode, without from_quarter the one before. The filters' period is
    set aside. No rows where the records do not cover both quarters whole, or one has no
    denominator, or no times. Staff only.

    Columns:
        group           text      as in timeliness_by
        mix_effect      rate      below 0: a larger part of the episodes where the rate is below
                                  that of all, or a smaller part where it is above
        rate_effect     rate      below 0: a lower rate within the group
        in_time_before  integer   in the first quarter
        base_before     integer   the denominator
        rate_before     rate 0-1  null of nothing
        in_time_after   integer   in the second
        base_after      integer
        rate_after      rate 0-1  null of nothing
        children        integer   the group's distinct children in the quarter with fewer, if any

    A group of one quarter only has no rate effect. As in quarterly_summary, an episode without
    times counts as not in time. Source: see statistics.decomposition.
    """
    before, after = _two_quarters(con, filters, from_quarter, to_quarter)
    counts = [
        _by_group(query(con, "timeliness_by", within(filters, quarter), dimension=dimension))
        if quarter is not None
        else pd.DataFrame(columns=["group", "children", *COUNTS])
        for quarter in (before, after)
    ]
    both = counts[0].merge(counts[1], on="group", how="outer", suffixes=("_before", "_after"))
    both = both.set_index("group").fillna(0).astype("int64").reset_index()
    return _effects(in_order(both, dimension), denominator)


def _two_quarters(con, filters: Filters, from_quarter, to_quarter) -> tuple:
    """The first days of both; None for both where the records do not cover them whole."""
    quarters = recorded_quarters(con, without_period(filters))
    whole = quarters[quarters["complete"]].set_index("quarter_start")["episodes"]
    after = quarter_start_of(to_quarter) if to_quarter is not None else whole[whole > 0].index.max()
    before = (
        quarter_start_of(from_quarter)
        if from_quarter is not None
        else after - pd.DateOffset(months=3)
    )
    return (before, after) if {before, after} <= set(whole.index) else (None, None)


def _effects(both: pd.DataFrame, denominator: str) -> pd.DataFrame:
    parts = {
        when: {
            "in_time": both[f"in_time_{when}"],
            "base": both[f"{denominator}_{when}"],
        }
        for when in ("before", "after")
    }
    times = both[["with_times_before", "with_times_after"]].sum()
    comparable = all(part["base"].sum() for part in parts.values()) and times.all()
    mix, rate = (
        ([], [])
        if not comparable
        else mix_and_rate(
            parts["before"]["in_time"],
            parts["before"]["base"],
            parts["after"]["in_time"],
            parts["after"]["base"],
        )
    )
    children = both[["children_before", "children_after"]]
    columns = {"group": both["group"]}
    for when, part in parts.items():
        columns[f"in_time_{when}"] = part["in_time"]
        columns[f"base_{when}"] = part["base"]
        columns[f"rate_{when}"] = part["in_time"] / part["base"].where(part["base"] > 0)
    columns["children"] = children.where(children > 0).min(axis="columns").astype("int64")
    rows = pd.DataFrame(columns).iloc[: len(both) if comparable else 0]
    rows.insert(1, "mix_effect", np.array([float(effect) for effect in mix], dtype=float))
    rows.insert(2, "rate_effect", np.array([float(effect) for effect in rate], dtype=float))
    return rows
