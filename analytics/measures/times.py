"""When children go missing and when they are back: hour, weekday, term time and holidays."""

from typing import Literal

import duckdb
import numpy as np
import pandas as pd

from analytics.definitions import DAY_KINDS
from analytics.filters import Filters
from analytics.measures.groups import in_order
from analytics.measures.query import query
from analytics.measures.registry import measure
from analytics.statistics.ratios import surer_ratio

Moment = Literal["missing", "return"]


@measure
def hour_of_week(
    con: duckdb.DuckDBPyConnection, filters: Filters, *, of: Moment = "missing"
) -> pd.DataFrame:
    """Episodes by weekday and hour in which the child went missing, or was back. Staff only.

    A row is an hour of the week, 168 of them, Monday 00:00 first. Episodes whose files had days
    without times, and returns that have not been, are in no row.

    Columns:
        weekday             integer   1 Monday to 7 Sunday
        hour                integer   0 to 23: from the full hour to a minute before the next
        episodes            integer
        children            integer   distinct, of these
    """
    return query(con, "hour_of_week", filters, of=of)


@measure
def hours_by_group(
    con: duckdb.DuckDBPyConnection,
    filters: Filters,
    *,
    dimension: Literal["placement_type", "day_kind", "age_band"] = "placement_type",
    of: Moment = "missing",
) -> pd.DataFrame:
    """Episodes by hour of the day within each group: placement, kind of day or age. Staff only.

    A row is a group with an episode that has times, and an hour; 24 for each group.

    Columns:
        group               text      code of the placement type, the kind of day or the age band,
                                      or not_known
        hour                integer   0 to 23
        episodes            integer
        children            integer   distinct, of these
        share               rate 0-1  of the group's episodes with times
        of_episodes         integer   those
    """
    rows = query(con, "hours_by_group", filters, dimension=dimension, of=of)
    rows.insert(4, "share", rows["episodes"] / rows["of_episodes"])
    return in_order(rows, dimension)


@measure
def term_and_holidays(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """Episodes a day in term and in holidays, and how sure the difference is. Staff only.

    A row is a kind of day that the chosen period has, as far as the records reach; weekends count
    with the term or holiday they lie in.

    Columns:
        day_kind            text      term, holiday, or not_known beyond the dates that are known
        days                integer
        episodes            integer   that began on these days
        children            integer   distinct, of these
        per_day             number    episodes a day; null where there is no day
        rate_ratio          number    holiday only: episodes a day against term time; null of
                                      nothing
        low                 number    95 % interval of the ratio: the wider ends of the exact one of
                                      two Poisson counts and of one by children
        high                number
        p_value             rate 0-1  how often chance would set them as far apart: the larger of
                                      the same two tests
    """
    by_child = query(con, "term_and_holidays", filters)
    grouped = by_child.groupby("day_kind", sort=False)
    rows = grouped.agg(days=("days", "first"), episodes=("episodes", "sum"))
    rows["children"] = by_child[by_child["episodes"] > 0].groupby("day_kind").size()
    rows["children"] = rows["children"].fillna(0).astype("int64")
    rows["per_day"] = rows["episodes"] / rows["days"].where(rows["days"] > 0)
    sureness = ["rate_ratio", "low", "high", "p_value"]
    rows[sureness] = np.nan
    if {"term", "holiday"} <= set(rows.index):
        counts = by_child.pivot_table(
            index="child_id", columns="day_kind", values="episodes", fill_value=0
        )
        counts = counts.reindex(columns=list(DAY_KINDS), fill_value=0).to_numpy(dtype=float)
        days = rows["days"]
        rows.loc["holiday", sureness] = surer_ratio(
            counts[:, 1], days["holiday"], counts[:, 0], days["term"]
        )
    return rows.reset_index()
