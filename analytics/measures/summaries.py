"""How many children, episodes and interviews: by quarter, month, week, and as a whole."""

from typing import Literal

import duckdb
import pandas as pd

from analytics.disclosure import Disclosed
from analytics.filters import Filters
from analytics.measures.disclosed import OUTCOMES
from analytics.measures.quarters import YearType, quarter_label
from analytics.measures.query import query
from analytics.measures.registry import measure


@measure(disclosed=Disclosed(**OUTCOMES, quarter="quarter_start", parts=True))
def quarterly_summary(
    con: duckdb.DuckDBPyConnection, filters: Filters, *, year: YearType = "calendar"
) -> pd.DataFrame:
    """Children, episodes and interview outcomes of each quarter, oldest first.

    A row is a quarter in which records and filters reach; one without episodes is zeros. An episode
    and its interview count in the quarter in which the child went missing.

    Columns:
        quarter                 text      "2021-Q4"; with year "april" "2021/22-Q3"
        quarter_start           date      first day
        children                integer   distinct children who went missing at least once
        episodes                integer   the five states below add up to it
        completed               integer   return interview completed
        voided                  integer   interview voided
        declined                integer   child declined the interview
        pending                 integer   still missing, or back for less than the timescale
        not_recorded            integer   no outcome recorded
        in_time                 integer   completed within the timescale after the return
        in_time_of_completed    rate 0-1  null where none was completed
        in_time_of_not_voided   rate 0-1  null where there is none
        in_time_of_episodes     rate 0-1  null where there is none
        complete                boolean   records and filters cover the whole quarter

    The rates are null, too, where no episode of the row has times: then nothing can be shown to
    have been in time. Children cannot be added up over quarters: one child may be in several (see
    period_summary).
    Source of the timescale: DfE statutory guidance, January 2014.
    """
    quarters = query(con, "episode_summary", filters, unit="quarter", breakdown="none")
    quarters = quarters.drop(columns=["group_name", "period_until"])
    return _labelled(quarters, "quarter", quarter_label, year)


# Months and weeks would give a quarter's withheld counts away.
@measure
def monthly_summary(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """Children, episodes and interview outcomes of each month, oldest first. Staff only.

    Columns:
        month                   text      "2021-11"
        month_start             date      first day
        children                integer   as in quarterly_summary
        episodes                integer
        completed               integer
        voided                  integer
        declined                integer
        pending                 integer
        not_recorded            integer
        in_time                 integer
        in_time_of_completed    rate 0-1
        in_time_of_not_voided   rate 0-1
        in_time_of_episodes     rate 0-1
        complete                boolean   records and filters cover the whole month
    """
    months = query(con, "episode_summary", filters, unit="month", breakdown="none")
    return _labelled(
        months.drop(columns=["group_name", "period_until"]), "month", lambda day, _: f"{day:%Y-%m}"
    )


@measure
def weekly_summary(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """Children, episodes and interview outcomes of each week from Monday. Staff only.

    Columns:
        week                    text      ISO week, "2021-W44"
        week_start              date      its Monday
        children                integer   as in quarterly_summary
        episodes                integer
        completed               integer
        voided                  integer
        declined                integer
        pending                 integer
        not_recorded            integer
        in_time                 integer
        in_time_of_completed    rate 0-1
        in_time_of_not_voided   rate 0-1
        in_time_of_episodes     rate 0-1
        complete                boolean   records and filters cover the whole week
    """
    weeks = query(con, "episode_summary", filters, unit="week", breakdown="none")
    return _labelled(
        weeks.drop(columns=["group_name", "period_until"]), "week", lambda day, _: f"{day:%G-W%V}"
    )


@measure(
    disclosed=Disclosed(
        **OUTCOMES,
        quarter="period_start",
        dimension=("placement_type", "placement_type"),
        options={"by": ("quarter",)},
        council=False,
    )
)
def summary_by_placement_type(
    con: duckdb.DuckDBPyConnection,
    filters: Filters,
    *,
    by: Literal["quarter", "month", "week"] = "quarter",
) -> pd.DataFrame:
    """Children, episodes and interview outcomes of each period and placement type, oldest first.

    Columns:
        period_start            date      first day of the quarter, month or week
        placement_type          text      residential, foster, semi_independent, other, not_known
        children                integer   as in quarterly_summary
        episodes                integer
        completed               integer
        voided                  integer
        declined                integer
        pending                 integer
        not_recorded            integer
        in_time                 integer
        in_time_of_completed    rate 0-1
        in_time_of_not_voided   rate 0-1
        in_time_of_episodes     rate 0-1
        complete                boolean   records and filters cover the whole period
    """
    rows = query(con, "episode_summary", filters, unit=by, breakdown="placement_type")
    return rows.drop(columns="period_until").rename(columns={"group_name": "placement_type"})


@measure(disclosed=Disclosed(**OUTCOMES, parts=True))
def period_summary(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """The whole selection as one row, each child counted once.

    No row where records and filters have no day in common.

    Columns:
        period_from             date      first day that records and filters cover
        period_until            moment    where they end (not included)
        children                integer   distinct over the whole period
        episodes                integer   as in quarterly_summary
        completed               integer
        voided                  integer
        declined                integer
        pending                 integer
        not_recorded            integer
        in_time                 integer
        in_time_of_completed    rate 0-1
        in_time_of_not_voided   rate 0-1
        in_time_of_episodes     rate 0-1
    """
    rows = query(con, "episode_summary", filters, unit="all", breakdown="none")
    rows = rows.rename(columns={"period_start": "period_from"})
    rows.insert(1, "period_until", rows.pop("period_until"))
    return rows.drop(columns=["group_name", "complete"])


def _labelled(rows: pd.DataFrame, unit: str, label, *arguments) -> pd.DataFrame:
    rows = rows.rename(columns={"period_start": f"{unit}_start"})
    names = [label(day, *(arguments or (None,))) for day in rows[f"{unit}_start"]]
    rows.insert(0, unit, pd.Series(names, index=rows.index, dtype="str"))
    return rows
