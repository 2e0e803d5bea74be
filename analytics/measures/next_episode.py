"""How long until the next episode after an interview in time, a late one, or none."""

from math import ceil

import duckdb
import numpy as np
import pandas as pd

from analytics.definitions import DAYS_FOLLOWED, TIMESCALE_HOURS
from analytics.filters import Filters
from analytics.measures.query import query
from analytics.measures.registry import measure
from analytics.statistics.survival import (
    kaplan_meier,
    log_rank_p_value,
    log_rank_p_value_within,
)

INTERVIEWS = ("in_time", "late", "none")


# Staff only: in a curve single children leave and return day by day.
@measure
def time_to_next_episode(
    con: duckdb.DuckDBPyConnection, filters: Filters, *, days: int = DAYS_FOLLOWED
) -> pd.DataFrame:
    """Days until the next episode after an interview in time, a late one, or none. Staff only.

    A row is a group and a whole day since the return, to `days`. Every return is followed from the
    end of the timescale on, when it is settled whether the interview was in time; the first day is
    that end or the next: children missing again before it, voided episodes and interviews at an
    unknown time are left out. It is followed to the next episode of the category or, without one,
    to the data date, the 18th birthday or the end of the last placement. Whether an interview came
    late is only known later and needs a child who stayed: the curve of `late` starts too high and
    that of `none` too low. This shows what goes together, not what causes what.

    Columns:
        interview                text      in_time, late, or none (declined or not recorded)
        day                      integer   since the return
        at_risk                  integer   followed to that day and not missing again before it
        events                   integer   missing again by that day, of all followed
        not_again                rate 0-1  share not missing again (Kaplan–Meier); null where nobody
                                           is followed any more
        low                      rate 0-1  95 % interval; null where it cannot be given
        high                     rate 0-1
        episodes                 integer   returns followed in the group
        children                 integer   distinct
        p_value                  rate 0-1  log-rank, in_time against both others, as is settled at
                                           its end; the same in every row; null where one has none
        p_value_within_children  rate 0-1  the same, each child's returns among themselves; null,
                                           too, where no child has returns of both

    The intervals and the first test take episodes as independent, which one child's are not.
    """
    first_day = ceil(TIMESCALE_HOURS / 24)
    if not first_day < days <= 3650:
        raise ValueError(f"days must be more than {first_day} and at most 3650, not {days}.")
    followed = query(con, "time_to_next_episode", filters, timescale_hours=TIMESCALE_HOURS)
    at = np.arange(first_day, days + 1)
    curves = pd.concat([_curve(followed, group, at) for group in INTERVIEWS], ignore_index=True)
    in_time = (followed["interview"] == "in_time").to_numpy()
    children = followed["child_id"].to_numpy(dtype=object)
    return curves.assign(
        p_value=log_rank_p_value(*_times(followed), in_time),
        p_value_within_children=log_rank_p_value_within(*_times(followed), in_time, children),
    )


def _curve(followed: pd.DataFrame, group: str, at: np.ndarray) -> pd.DataFrame:
    own = followed[followed["interview"] == group]
    curve = kaplan_meier(*_times(own), at.astype(float))
    rows = {"interview": group, "day": at, **curve}
    counts = {"episodes": len(own), "children": own["child_id"].nunique()}
    return pd.DataFrame(rows).rename(columns={"survival": "not_again"}).assign(**counts)


def _times(followed: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    return followed["days_back"].to_numpy(dtype=float), followed["again"].to_numpy(dtype=bool)
