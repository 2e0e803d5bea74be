"""What changed from one quarter to the next, and whether chance would do as much."""

from datetime import date

import duckdb
import pandas as pd

from analytics.filters import Filters
from analytics.measures.query import query
from analytics.measures.registry import measure
from analytics.statistics.chance import swap_p_value

RATES = {
    "in_time_of_episodes": "episodes",
    "in_time_of_not_voided": "not_voided",
    "in_time_of_completed": "completed",
}
COUNTS = ("children", "episodes", "not_recorded")


# A difference of two small counts gives them away, so until the disclosure step covers differences
# this is for staff.
@measure(staff_only=True)
def quarterly_changes(
    con: duckdb.DuckDBPyConnection, filters: Filters, *, quarter_start: date | None = None
) -> pd.DataFrame:
    """What changed on the quarter before, figure by figure, and how often chance would do as much.

    A row is a figure. quarter_start: the quarter looked at; without it the latest with an episode.
    No rows where neither quarter has an episode. Staff only.

    Columns:
        measure         text      children, episodes, not_recorded or one of the three rates
        before          number    in the quarter before; null for a rate without a denominator
        after           number    in the quarter
        change          number    after less before
        p_value         rate 0-1  see statistics.chance.swap_p_value; null where change is null
        children        integer   distinct children in either quarter
    """
    quarter = pd.Timestamp(quarter_start) if quarter_start else _latest_quarter(con, filters)
    children = pd.DataFrame()
    if quarter is not None:
        before = quarter - pd.DateOffset(months=3)
        children = query(
            con,
            "child_changes",
            Filters(None, None, filters.placement_types, filters.out_of_area, filters.category),
            quarter=quarter.date(),
            quarter_before=before.date(),
        )
    rows = [] if children.empty else _changes(children)
    columns = ["measure", "before", "after", "change", "p_value", "children"]
    return pd.DataFrame(rows, columns=columns)


def _latest_quarter(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.Timestamp | None:
    quarters = query(con, "episode_summary", filters, unit="quarter", breakdown="none")
    with_episodes = quarters.loc[quarters["episodes"] > 0, "period_start"]
    return None if with_episodes.empty else with_episodes.iloc[-1]


def _changes(children: pd.DataFrame) -> list[dict]:
    before = children.filter(like="_before").rename(columns=lambda c: c.removesuffix("_before"))
    after = children.filter(like="_after").rename(columns=lambda c: c.removesuffix("_after"))
    before["children"], after["children"] = before["episodes"] > 0, after["episodes"] > 0
    rows = []
    for figure in (*COUNTS, *RATES):
        if figure in COUNTS:
            was, now = before[figure].sum(), after[figure].sum()
            differences = after[figure].astype(int) - before[figure].astype(int)
        else:
            was, now, differences = _rate_change(before, after, RATES[figure])
        rows.append(
            {
                "measure": figure,
                "before": was,
                "after": now,
                "change": now - was,
                "p_value": None if pd.isna(now - was) else swap_p_value(differences.to_numpy()),
                "children": len(children),
            }
        )
    return rows


def _rate_change(before: pd.DataFrame, after: pd.DataFrame, base: str):
    """A rate before and after, and each child's part in the difference, around the pooled rate."""
    was_base, now_base = before[base].sum(), after[base].sum()
    was = before["in_time"].sum() / was_base if was_base else float("nan")
    now = after["in_time"].sum() / now_base if now_base else float("nan")
    if not was_base or not now_base:
        return was, now, before["in_time"]
    pooled = (before["in_time"].sum() + after["in_time"].sum()) / (was_base + now_base)
    differences = (after["in_time"] - pooled * after[base]) / now_base - (
        before["in_time"] - pooled * before[base]
    ) / was_base
    return was, now, differences
