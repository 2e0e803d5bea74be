"""Return interviews: what came of each episode's, who is waiting, and what a target would take."""

import duckdb
import pandas as pd

from analytics.definitions import (
    DENOMINATORS,
    INTERVIEW_STAGES,
    INTERVIEW_STATES,
    TARGET,
    TIMESCALE_HOURS,
)
from analytics.disclosure import Disclosed, cell
from analytics.filters import Filters
from analytics.measures.disclosed import COMPLETED, EPISODES, IN_TIME, OF_DENOMINATOR
from analytics.measures.quarters import (
    YearType,
    quarter_labels,
    quarter_start_of,
    recorded_quarters,
    within,
    without_period,
)
from analytics.measures.query import query
from analytics.measures.registry import measure
from analytics.statistics.targets import needed_for, reaches


def _of_state(row: dict):
    return COMPLETED if row["state"] == "completed" else cell("outcome", row["state"])


@measure(
    disclosed=Disclosed(
        episodes={"episodes": _of_state},
        never=("children",),  # see disclosed.breakdown
        quarter="quarter_start",
        parts=True,
    )
)
def quarterly_outcomes(
    con: duckdb.DuckDBPyConnection, filters: Filters, *, year: YearType = "calendar"
) -> pd.DataFrame:
    """Episodes of each quarter by what came of the return interview, oldest first.

    A row is a quarter in which records and filters reach and one of the five states; they add up
    to the quarter's episodes.

    Columns:
        quarter_start   date
        quarter         text      "2021-Q4"; with year "april" "2021/22-Q3"
        state           text      completed, voided, declined, pending or not_recorded
        episodes        integer   zero where there is none
        children        integer   distinct children of these episodes
    """
    quarters = recorded_quarters(con, filters)["quarter_start"]
    rows = query(
        con,
        "quarterly_outcomes",
        filters,
        quarters=[day.date() for day in quarters],
        states=list(INTERVIEW_STATES),
    )
    rows.insert(1, "quarter", quarter_labels(rows["quarter_start"], year))
    return rows


@measure
def interview_flow(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """How many episodes came how far towards an interview in time. Staff only.

    A row is a stage (part "reached") or a loss behind it. What reached a stage less its losses is
    what reached the next. Voided ones are losses before the offer, whether one was made or not.

    Columns:
        stage           text      episode, back, offered, completed, in_time, in this order
        part            text      reached, or the loss: still_missing, voided, declined, pending,
                                  not_recorded, late (after the timescale), time_not_known (days
                                  without times)
        reason          text      why it was voided, as recorded; else empty
        episodes        integer
        children        integer   distinct
    """
    return query(con, "interview_flow", filters, stages=list(INTERVIEW_STAGES))


def _of_target(row: dict):
    return OF_DENOMINATOR[row["denominator"]] + IN_TIME


@measure(
    disclosed=Disclosed(
        children={"children": EPISODES},
        episodes={"in_time": IN_TIME},
        worked_out={
            "denominator_count": lambda row: OF_DENOMINATOR[row["denominator"]],
            "needed": lambda row: OF_DENOMINATOR[row["denominator"]],
            "left_out": lambda row: OF_DENOMINATOR[row["denominator"]] + EPISODES,
            "more": _of_target,
        },
        never=("still_possible", "at_best", "within_reach"),
        quarter="quarter_start",
        parts=True,
        # with others it could be found out which counts were rounded
        options={"target": (TARGET,)},
        council=False,  # rounded, "one more" would read as reached
    )
)
def interviews_to_target(
    con: duckdb.DuckDBPyConnection,
    filters: Filters,
    *,
    quarter: str | None = None,
    target: float = TARGET,
) -> pd.DataFrame:
    """How many more interviews in time a quarter would have needed to reach a target.

    A row is a denominator: episodes, not_voided, completed. quarter: "2021-Q4" or "2021/22-Q3";
    without it the latest with an episode. target: above 0, up to 1. The filters' period is set
    aside; no rows where there is no episode at all. Raises ValueError for what is neither.

    Columns:
        denominator         text
        denominator_count   integer
        in_time             integer   interviews in time
        needed              integer   fewest in time that reach the target; null of nothing, and
                                      where no episode has times
        more                integer   how many of these were not held in time; 0 where it is reached
        left_out            integer   the quarter's episodes that the denominator leaves out
        still_possible      integer   still missing, or back for less than the timescale
        at_best             rate 0-1  if each of these is interviewed in time; null likewise
        within_reach        boolean   whether the target is, or would then be, reached
        children            integer   distinct children of the quarter's episodes
        quarter_start       date      first day of the quarter

    An interview still possible adds to the completed as well, so it raises that denominator too.
    """
    if not 0 < target <= 1:
        raise ValueError(f"The target must be above 0 and no more than 1, not {target:g}.")
    start = (
        quarter_start_of(quarter) if quarter is not None else _latest_with_an_episode(con, filters)
    )
    columns = {
        "denominator": "str",
        "denominator_count": "int64",
        "in_time": "int64",
        "needed": "Int64",
        "more": "Int64",
        "left_out": "int64",
        "still_possible": "int64",
        "at_best": "float64",
        "within_reach": "bool",
        "children": "int64",
        "quarter_start": "datetime64[us]",
    }
    rows = []
    if start is not None:
        (counts,) = query(con, "interviews_to_target", within(filters, start)).to_dict("records")
        rows = [
            _to_target(counts, name, target) | {"quarter_start": start} for name in DENOMINATORS
        ]
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)


def _latest_with_an_episode(con, filters: Filters) -> pd.Timestamp | None:
    quarters = recorded_quarters(con, without_period(filters))
    latest = quarters.loc[quarters["episodes"] > 0, "quarter_start"].max()
    return None if pd.isna(latest) else latest


def _to_target(counts: dict, denominator: str, target: float) -> dict:
    count, in_time, possible = counts[denominator], counts["in_time"], counts["still_possible"]
    at_best = count + (possible if denominator == "completed" else 0)
    if not counts["with_times"]:
        at_best = 0
    needed = needed_for(target, count) if count and counts["with_times"] else None
    return {
        "denominator": denominator,
        "denominator_count": count,
        "in_time": in_time,
        "needed": needed,
        "more": None if needed is None else max(0, needed - in_time),
        "left_out": counts["episodes"] - count,
        "still_possible": possible,
        "at_best": (in_time + possible) / at_best if at_best else None,
        "within_reach": reaches(target, in_time + possible, at_best),
        "children": counts["children"],
    }


@measure
def interviews_waiting(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """Episodes whose interview is pending or not recorded, soonest first. Staff only.

    First those whose hours still run, the fewest left first; then children still missing, whose
    hours have not begun; then those whose hours are over, the latest first; then those without
    times. Hours are counted to the data date, never to today.

    Columns:
        episode_id          text
        child_id            text
        missing_at          moment
        returned_at         moment    null while missing
        time_left           text      left, not_begun (still missing), over, or not_known
        hours_left          hours     0 or below: over; null where not begun or not known
        interview_state     text      pending or not_recorded
        offered_at          moment    null where no offer is recorded
        placement_type      text      null where not known
        out_of_area         boolean   null where not known
        setting             text      null where not known
        previous_episodes   integer   of the child, of the same category, ever recorded
    """
    return query(con, "interviews_waiting", filters, timescale_hours=TIMESCALE_HOURS)
