"""How long from the return to the interview."""

import duckdb
import pandas as pd

from analytics.definitions import HOUR_EDGES, TIMESCALE_HOURS
from analytics.filters import Filters
from analytics.measures.quarters import YearType, quarter_labels, recorded_quarters
from analytics.measures.query import query
from analytics.measures.registry import measure


# Staff only: how many were held within one time and not within a shorter gives small counts away.
@measure
def hours_to_interview(
    con: duckdb.DuckDBPyConnection, filters: Filters, *, year: YearType = "calendar"
) -> pd.DataFrame:
    """Hours from return to interview by quarter: median, 90th percentile, how many within a time.

    A row is a quarter in which records and filters reach, oldest first. Hours really passed; an
    interview counts once for every episode it covers, from that episode's return. Staff only.

    Columns:
        quarter_start               date
        quarter                     text      "2021-Q4"; with year "april" "2021/22-Q3"
        children                    integer   distinct, of the completed
        completed                   integer   episodes with a completed interview
        with_hours                  integer   of these with both times known: the shares' base
        children_with_hours         integer   distinct, of these
        median_hours                hours     null where none is known
        ninetieth_percentile_hours  hours     nine in ten were held within it; likewise
        within_timescale            integer   in time; this and each that follows includes its
                                              last moment
        within_24_hours             integer
        within_48_hours             integer
        within_96_hours             integer
        within_168_hours            integer   a week
        share_within_timescale      rate 0-1  of with_hours; null of nothing
        share_within_24_hours       rate 0-1
        share_within_48_hours       rate 0-1
        share_within_96_hours       rate 0-1
        share_within_168_hours      rate 0-1
        complete                    boolean   records and filters cover the whole quarter
    """
    quarters = recorded_quarters(con, filters)
    days = [day.date() for day in quarters["quarter_start"]]
    rows = query(con, "hours_to_interview", filters, quarters=days, timescale_hours=TIMESCALE_HOURS)
    rows.insert(1, "quarter", quarter_labels(rows["quarter_start"], year))
    return rows.assign(complete=quarters["complete"].to_numpy())


@measure
def interviews_by_hours(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """Completed interviews by half days from the return, up to a week, then longer, then not known.

    A row is a band, shortest first; its upper end belongs to it, as to the timescale. The
    episodes add up to those with a completed interview. Staff only.

    Columns:
        hours_from      hours     null where the time is not known
        hours_to        hours     null there and for those longer than a week
        episodes        integer
        children        integer   distinct
        in_time         integer   of these in time
    """
    edges = [float(hours) for hours in HOUR_EDGES]
    return query(con, "interviews_by_hours", filters, band_starts=edges)
