"""What changed from one quarter to the next, and whether chance would do as much."""

from dataclasses import replace
from datetime import date

import duckdb
import pandas as pd

from analytics.filters import Filters
from analytics.measures.query import query
from analytics.measures.registry import measure
from analytics.statistics.chance import swap_p_value, swap_rate_p_value

RATES = {
    "in_time_of_episodes": "episodes",
    "in_time_of_not_voided": "not_voided",
    "in_time_of_completed": "completed",
}
COUNTS = ("children", "episodes", "not_recorded")


# Staff only: a difference of two small counts gives them away.
@measure
def quarterly_changes(
    con: duckdb.DuckDBPyConnection, filters: Filters, *, quarter_start: date | None = None
) -> pd.DataFrame:
    """What changed on the quarter before, figure by figure, and how often chance would do as much.

    A row is a figure. quarter_start: a day in the quarter looked at; without it the latest whole
    one with an episode. No rows where the records do not cover both quarters whole, or neither has
    an episode. The filters' period is set aside. Raises ValueError for some days only.
    Staff only.

    Columns:
        measure         text      children, episodes, not_recorded or one of the three rates
        before          number    in the quarter before; null for a rate without a denominator
        after           number    in the quarter
        change          number    after less before
        p_value         rate 0-1  see statistics.chance; null where change is null
        children        integer   distinct children in either quarter
    """
    filters.require_every_day("quarterly_changes")
    unbounded = replace(filters, period_from=None, period_to=None)
    quarters = query(con, "episode_summary", unbounded, unit="quarter", breakdown="none")
    whole = quarters[quarters["complete"]].set_index("period_start")["episodes"]
    quarter = whole[whole > 0].index.max()
    if quarter_start:
        quarter = pd.Timestamp(quarter_start).to_period("Q").start_time
    before = quarter - pd.DateOffset(months=3)
    rows = []
    if {quarter, before} <= set(whole.index) and whole[quarter] + whole[before] > 0:
        children = query(
            con,
            "child_changes",
            unbounded,
            quarter=quarter.date(),
            quarter_before=before.date(),
        )
        rows = _changes(children)
    columns = ["measure", "before", "after", "change", "p_value", "children"]
    return pd.DataFrame(rows, columns=columns)


def _changes(children: pd.DataFrame) -> list[dict]:
    before = children.filter(like="_before").rename(columns=lambda c: c.removesuffix("_before"))
    after = children.filter(like="_after").rename(columns=lambda c: c.removesuffix("_after"))
    before["children"], after["children"] = before["episodes"] > 0, after["episodes"] > 0
    rows = []
    for figure in (*COUNTS, *RATES):
        if figure in COUNTS:
            was, now = before[figure].sum(), after[figure].sum()
            p_value = swap_p_value(after[figure].to_numpy(int) - before[figure].to_numpy(int))
        else:
            was, now, p_value = _rate_change(before, after, RATES[figure])
        rows.append(
            {
                "measure": figure,
                "before": was,
                "after": now,
                "change": now - was,
                "p_value": p_value,
                "children": len(children),
            }
        )
    return rows


def _rate_change(before: pd.DataFrame, after: pd.DataFrame, base: str) -> tuple:
    """A rate before and after, and how often swapping the children's quarters does as much."""
    # Without times nothing is known to have been in time, so there is no rate.
    was_base, now_base = (
        frame[base].sum() if frame["with_times"].any() else 0 for frame in (before, after)
    )
    was = before["in_time"].sum() / was_base if was_base else float("nan")
    now = after["in_time"].sum() / now_base if now_base else float("nan")
    if not was_base or not now_base:
        return was, now, None
    parts = [
        frame[column].to_numpy(float) for frame in (before, after) for column in ("in_time", base)
    ]
    return was, now, swap_rate_p_value(*parts)
