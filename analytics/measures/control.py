"""Is it changing, or only varying? The control chart of any figure by week or month."""

from typing import Literal

import duckdb
import numpy as np
import pandas as pd

from analytics.definitions import FEWEST_POINTS_FOR_SETTLED_LIMITS
from analytics.filters import Filters
from analytics.measures.registry import measure
from analytics.measures.summaries import monthly_summary, weekly_summary
from analytics.statistics.control import special_causes, xmr_limits

Figure = Literal[
    "episodes",
    "children",
    "completed",
    "voided",
    "declined",
    "not_recorded",
    "in_time",
    "in_time_of_episodes",
    "in_time_of_not_voided",
    "in_time_of_completed",
]


# Staff only: mean and limits give a withheld point away.
@measure
def control_chart(
    con: duckdb.DuckDBPyConnection,
    filters: Filters,
    *,
    of: Figure = "episodes",
    by: Literal["month", "week", "quarter"] = "week",
) -> pd.DataFrame:
    """A figure by week or month with its mean, limits and special causes (XmR).

    A row is a whole week or month, oldest first; part weeks and months at either end are left out,
    and so are, for rates, periods without a denominator. Raises ValueError for quarters,
    and for some days only. Staff only.

    Columns:
        period_start        date      Monday of the week, or first day of the month
        value               number    the figure
        mean                number    of all values
        lower               number    lower limit; 0 where it would be below
        upper               number    upper limit; 1 for rates where it would be above
        lower_near          number    two thirds of the way to the limit, clipped alike
        upper_near          number    likewise
        special_cause       text      the signal the point belongs to; null for common cause
        trial               boolean   fewer than 12 points: the limits are trial limits
        children            integer   distinct children in the period

    Source: Making Data Count, NHS England.
    """
    filters.require_every_day("control_chart")
    if by == "quarter":
        raise ValueError(
            "A control chart by quarter would need at least 12 quarters and hide change for "
            "years: choose week or month."
        )
    summary = (weekly_summary if by == "week" else monthly_summary)(con, filters)
    rows = summary[summary["complete"] & summary[of].notna()].reset_index(drop=True)
    values = rows[of].to_numpy(dtype=float)
    limits = xmr_limits(values)
    ceiling = 1.0 if of.startswith("in_time_of") else np.inf
    return pd.DataFrame(
        {
            "period_start": rows[f"{by}_start"],
            "value": values,
            "mean": limits.mean,
            "lower": max(limits.lower, 0.0) if len(values) > 1 else np.nan,
            "upper": min(limits.upper, ceiling),
            "lower_near": max(limits.lower_near, 0.0) if len(values) > 1 else np.nan,
            "upper_near": min(limits.upper_near, ceiling),
            "special_cause": pd.Series(special_causes(values, limits), dtype="str"),
            "trial": len(values) < FEWEST_POINTS_FOR_SETTLED_LIMITS,
            "children": rows["children"],
        }
    )
