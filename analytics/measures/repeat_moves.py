"""Do children go missing more often in the days after a move to another placement?"""

import duckdb
import numpy as np
import pandas as pd

from analytics.definitions import MOVE_DAYS
from analytics.filters import Filters
from analytics.measures.query import query
from analytics.measures.registry import measure
from analytics.statistics.risk import rate_ratio_of_days


@measure
def preceded_by_move(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """Episodes in the days after a move to another placement, against all other days. Staff only.

    Two rows: the day of a move and the MOVE_DAYS after it, then all other days. Days are
    days of care of every child with a placement, also of those who never went missing, as far as
    records and the filters' period reach; episodes are those that began on them. A move is a
    placement that began after an earlier one of the child: not the first, nor the first after a
    gap in care of more than a day, nor a row with the setting, postcode and kind of the one before.
    Type and area select the placement's days as well as the episodes. Raises ValueError where a
    place or a kind of day is selected.

    Columns:
        after_move          boolean
        episodes            integer
        children            integer   distinct, of these
        days                integer   days of care; the same day of two children counts twice
        per_100_days        number    episodes; null of no day
        rate_ratio          number    True only: how many times as many a day as on other days;
                                      null of nothing
        low                 number    95 % interval, and the test below: see
                                      statistics.risk.rate_ratio_of_days
        high                number
        p_value             rate 0-1  how often chance would set them as far apart

    Only days of placements are known, so on the day of a move itself the child may have gone
    before it; and a child who moves often may go missing often for other reasons. This shows what
    goes together, not what causes what.
    """
    filters.require_every_day("preceded_by_move")
    if filters.place_id is not None:
        raise ValueError(
            "preceded_by_move counts days of care, which are at no place: leave out the place."
        )
    by_child = query(con, "preceded_by_move", filters, move_days=MOVE_DAYS)
    columns = ["after_episodes", "after_days", "other_episodes", "other_days"]
    counts = [by_child[column].to_numpy(dtype=float) for column in columns]
    rows = pd.DataFrame(
        {
            "after_move": [True, False],
            "episodes": [int(counts[0].sum()), int(counts[2].sum())],
            "children": [int((counts[0] > 0).sum()), int((counts[2] > 0).sum())],
            "days": [int(counts[1].sum()), int(counts[3].sum())],
        }
    )
    rows["per_100_days"] = 100 * rows["episodes"] / rows["days"].where(rows["days"] > 0)
    sureness = ["rate_ratio", "low", "high", "p_value"]
    rows[sureness] = np.nan
    rows.loc[0, sureness] = rate_ratio_of_days(*counts)
    return rows
