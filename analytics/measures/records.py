"""What the records cover, and the single episodes behind a figure."""

from typing import Literal

import duckdb
import pandas as pd

from analytics.definitions import INTERVIEW_STAGES
from analytics.disclosure import Disclosed
from analytics.filters import Filters
from analytics.measures.circumstances import Circumstance
from analytics.measures.query import query, query_whole_store
from analytics.measures.registry import measure
from analytics.measures.timeliness import Denominator, Dimension
from analytics.measures.times import Moment

# Of a row of interview_flow: what reached its stage, or the loss behind it.
PARTS = (
    "reached",
    "still_missing",
    "voided",
    "declined",
    "pending",
    "not_recorded",
    "late",
    "time_not_known",
)


@measure(disclosed=Disclosed(never=("episodes", "children"), as_is=("snapshot_number",)))
def coverage(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """What the records cover: always one row; filters do not apply.

    Columns:
        data_from           date      first day; null in an empty store
        complete_from       date      from when they are taken to be complete
        data_until          moment    where trends end; null in an empty store
        data_date           moment    up to which the records are known; null in an empty store
        demonstration       boolean   the episodes are made up
        snapshot_number     integer
        built_at            moment    when the snapshot was built
        episodes            integer   missing and away
        children            integer   distinct, of these
    """
    return query_whole_store(con, "coverage")


@measure
def episodes_behind(
    con: duckdb.DuckDBPyConnection,
    filters: Filters,
    *,
    state: Literal[
        "in_time", "late", "completed", "voided", "declined", "pending", "not_recorded", None
    ] = None,
    dimension: Literal[Dimension, "day_kind", "none"] = "none",
    group: str | None = None,
    denominator: Denominator = "episodes",
    stage: Literal[(*INTERVIEW_STAGES, None)] = None,
    part: Literal[PARTS] = "reached",
    reason: str = "",
    hours_from: float | None = None,
    hours_to: float | None = None,
    hours_unknown: bool = False,
    of: Moment = "missing",
    weekday: int | None = None,
    hour: int | None = None,
    circumstance: Literal[Circumstance, None] = None,
    value: str | None = None,
    second_circumstance: Literal[Circumstance, None] = None,
    second_value: str | None = None,
    at_most: int = 1000,
) -> pd.DataFrame:
    """The single episodes behind a figure, newest first. Staff only.

    state: in_time, late (completed, but not in time) or an interview state; without it all.
    dimension, group, denominator: a row of timeliness_by. stage, part, reason: a row of
    interview_flow. hours_from, hours_to: a row of interviews_by_hours; hours_unknown: its last.
    of, weekday, hour: a row of hour_of_week, or with dimension and group one of hours_by_group.
    circumstance, value: a row of found_settings, travel_modes, return_methods, companions or
    places; with second_circumstance and second_value one of circumstances_together.
    Raises ValueError where one of these is given without the one it belongs to.

    Columns:
        episode_id          text
        child_id            text
        missing_at          moment
        returned_at         moment    null while missing
        gone_hours          hours     null while missing, or without times
        placement_type      text      null where not known
        out_of_area         boolean   null where not known
        setting             text
        place               text      name; null where none is named
        found_setting       text
        travel_mode         text
        return_method       text
        companions          text      codes, a comma between; null where not recorded
        interview_state     text
        hours_to_interview  hours     null where not completed, or without times
        in_time             boolean
    """
    if (dimension == "none") != (group is None):
        raise ValueError("dimension and group are given together: a row of timeliness_by.")
    if stage is None and (part != "reached" or reason):
        raise ValueError("part and reason need a stage: a row of interview_flow.")
    if hours_from is None and hours_to is not None:
        raise ValueError("hours_to needs hours_from: a row of interviews_by_hours.")
    if hours_to is not None and hours_from >= hours_to:
        raise ValueError("hours_to must be more than hours_from.")
    if weekday is not None and not 1 <= weekday <= 7:
        raise ValueError("weekday is 1 for Monday to 7 for Sunday.")
    if hour is not None and not 0 <= hour <= 23:
        raise ValueError("hour is 0 to 23.")
    if (circumstance is None) != (value is None):
        raise ValueError("circumstance and value are given together.")
    if second_circumstance is not None and circumstance is None:
        raise ValueError("second_circumstance needs circumstance: a row of circumstances_together.")
    if (second_circumstance is None) != (second_value is None):
        raise ValueError("second_circumstance and second_value are given together.")
    return query(
        con,
        "episodes_behind",
        filters,
        state=state,
        dimension=dimension,
        group=group,
        denominator=denominator,
        stages=list(INTERVIEW_STAGES),
        stage=stage,
        part=part,
        reason=reason,
        hours_from=hours_from,
        hours_to=hours_to,
        hours_unknown=hours_unknown,
        of=of,
        weekday=weekday,
        hour=hour,
        circumstance=circumstance,
        value=value,
        second_circumstance=second_circumstance,
        second_value=second_value,
        at_most=at_most,
    )


@measure
def imported_files(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """The files that made this store, latest first; none for demonstration data. Staff only.

    Columns:
        import_id           integer   files loaded together share it
        file                text
        format              text      what it was recognised as
        imported_at         moment
        as_of               moment    up to which the file was complete
        rows_read           integer   the four below add up to it
        accepted            integer
        updated             integer
        unchanged           integer
        rejected            integer
        warnings            integer   on rows that were kept
    """
    return query_whole_store(con, "imported_files")


@measure
def rejected_and_warned(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """What the latest import left out or warned of, by file and rule. Staff only.

    Columns:
        file                text
        happened            text      left out, or kept with a warning
        rule                text      DfE's number where one exists
        times               integer
        first_row           integer   first row concerned; null where it is the whole file
        example             text      the message of that row
    """
    return query_whole_store(con, "rejected_and_warned")


@measure
def data_quality(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """What the records lack: a row for each gap with how many episodes have it. Staff only.

    Columns:
        gap                 text      without_times, without_placement, …
        lacking             integer   episodes with that gap
        episodes            integer   all selected
        share               rate 0-1  null where there is none
    """
    return query(con, "data_quality", filters)
