"""How long until the interview, and how long until the next episode."""

import duckdb
import numpy as np
import pandas as pd

from analytics.definitions import DAYS_FOLLOWED, HOUR_BANDS, TIMESCALE_HOURS
from analytics.filters import Filters
from analytics.measures.quarters import quarter_label
from analytics.measures.query import query
from analytics.measures.registry import measure
from analytics.statistics.survival import (
    kaplan_meier,
    log_rank_p_value,
    log_rank_p_value_within,
)

INTERVIEWS = ("in_time", "late", "none")


@measure
def hours_to_interview(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """Hours from return to interview by quarter: median, 90th percentile, how many within a time.

    A row is a quarter with a completed interview, oldest first. Hours really passed; an interview
    counts once for every episode it covers, from that episode's return.

    Columns:
        quarter_start               date
        quarter                     text      "2021-Q4"
        children                    integer   distinct, of episodes whose hours are known
        completed                   integer   episodes with a completed interview
        with_hours                  integer   of these with both times known: the shares' base
        median_hours                hours     null where none is known
        ninetieth_percentile_hours  hours     nine in ten were held within it; likewise
        within_24_hours             integer   each includes its last moment
        within_48_hours             integer
        within_72_hours             integer
        within_96_hours             integer
        within_168_hours            integer   a week
        share_within_24_hours       rate 0-1  of with_hours; null of nothing
        share_within_48_hours       rate 0-1
        share_within_72_hours       rate 0-1
        share_within_96_hours       rate 0-1
        share_within_168_hours      rate 0-1
    """
    rows = query(con, "hours_to_interview", filters)
    labels = [quarter_label(day) for day in rows["quarter_start"]]
    rows.insert(1, "quarter", pd.Series(labels, index=rows.index, dtype="str"))
    return rows


@measure
def interviews_by_hours(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """Completed interviews by half days from the return, up to a week, then longer, then not known.

    A row is a band, shortest first; its upper end belongs to it, as 72 hours are in time. The
    episodes add up to those with a completed interview.

    Columns:
        hours_from      hours     null where the time is not known
        hours_to        hours     null there and for those longer than a week
        episodes        integer
        children        integer   distinct
        in_time         integer   of these in time
    """
    starts = [float(hours) for hours in (*HOUR_BANDS, HOUR_BANDS[-1] + 12)]
    return query(con, "interviews_by_hours", filters, band_starts=starts)


# Single children leave and return day by day, so until the disclosure step covers curves this is
# for staff.
@measure(staff_only=True)
def time_to_next_episode(
    con: duckdb.DuckDBPyConnection, filters: Filters, *, days: int = DAYS_FOLLOWED
) -> pd.DataFrame:
    """Days until the next episode after an interview in time, a late one, or none. Staff only.

    A row is a group and a whole day since the return, from day 3 to `days`. Every episode is
    followed from 72 hours after the return, when it is settled whether the interview was in time:
    children missing again before, voided episodes and interviews at an unknown time are left out.
    It is followed to the next episode of the category or, without one, to the data date, the 18th
    birthday or the end of the last placement. This shows what goes together, not what causes what.

    Columns:
        interview                text      in_time, late, or none (declined or not recorded)
        day                      integer   since the return
        at_risk                  integer   followed to that day and not missing again before it
        events                   integer   missing again by that day, of all followed
        not_again                rate 0-1  share not missing again (Kaplan–Meier); null of nothing
        low                      rate 0-1  95 % interval; null where it cannot be given
        high                    rate 0-1
        p_value                  rate 0-1  log-rank against in_time; null there, or of nothing
        p_value_within_children  rate 0-1  the same, each child compared with itself; likewise
        episodes                 integer   followed in the group
        children                 integer   distinct
    """
    first_day = TIMESCALE_HOURS // 24
    if not first_day < days <= 3650:
        raise ValueError(f"days must be more than {first_day} and at most 3650, not {days}.")
    followed = query(con, "time_to_next_episode", filters, timescale_hours=TIMESCALE_HOURS)
    curves = [_curve(followed, group, np.arange(first_day, days + 1)) for group in INTERVIEWS]
    return pd.concat(curves, ignore_index=True)


def _curve(followed: pd.DataFrame, group: str, at: np.ndarray) -> pd.DataFrame:
    own = followed[followed["interview"] == group]
    durations = own["days_back"].to_numpy(dtype=float)
    curve = kaplan_meier(durations, own["again"].to_numpy(dtype=bool), at.astype(float))
    compared = followed[followed["interview"].isin(["in_time", group])]
    columns = {
        "p_value": float("nan"),
        "p_value_within_children": float("nan"),
        "episodes": len(own),
        "children": own["child_id"].nunique(),
    }
    if group != "in_time":
        arrays = (
            compared["days_back"].to_numpy(dtype=float),
            compared["again"].to_numpy(dtype=bool),
            (compared["interview"] == group).to_numpy(),
        )
        columns["p_value"] = log_rank_p_value(*arrays)
        columns["p_value_within_children"] = log_rank_p_value_within(
            *arrays, compared["child_id"].to_numpy(dtype=object)
        )
    rows = {"interview": group, "day": at, **curve}
    return pd.DataFrame(rows).rename(columns={"survival": "not_again"}).assign(**columns)
