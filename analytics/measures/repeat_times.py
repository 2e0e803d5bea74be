"""First and repeat episodes by quarter, and the time that children stay between them."""

import duckdb
import numpy as np
import pandas as pd

from analytics.definitions import BEYOND_CHANCE, FEWEST_GAPS, REPEAT_DAYS
from analytics.filters import Filters
from analytics.measures.quarters import YearType, quarter_labels, recorded_quarters
from analytics.measures.query import query
from analytics.measures.registry import measure
from analytics.statistics.chance import corrected
from analytics.statistics.gaps import later_half_against_earlier


@measure
def first_and_repeat(
    con: duckdb.DuckDBPyConnection, filters: Filters, *, year: YearType = "calendar"
) -> pd.DataFrame:
    """First and repeat episodes of each quarter, oldest first. Staff only.

    A row is a quarter in which records and filters reach; one without episodes is zeros. What is a
    child's first is worked out from its whole history, whatever the filters, but only as far as the
    records go back: in their first quarters children look new who may not be.

    Columns:
        quarter_start        date      first day
        quarter              text      "2021-Q4"; with year "april" "2021/22-Q3"
        children             integer   distinct children with an episode
        first_time_children  integer   of these, whose first recorded episode ever of the category
                                       is in this quarter, selected or not
        episodes             integer
        first_episodes       integer   the child's first recorded of the category
        repeat_episodes      integer   all others
        repeats_within       integer   of these, that began less than REPEAT_DAYS after the
                                       child's return before
        complete             boolean   records and filters cover the whole quarter
    """
    quarters = recorded_quarters(con, filters)
    counts = query(con, "first_and_repeat", filters, repeat_days=REPEAT_DAYS)
    rows = quarters.merge(counts, on="quarter_start", how="left")
    numbers = [column for column in counts.columns if column != "quarter_start"]
    rows[numbers] = rows[numbers].fillna(0).astype("int64")
    rows.insert(1, "quarter", quarter_labels(rows["quarter_start"], year))
    order = ["children", "first_time_children", "episodes", *numbers[2:], "complete"]
    return rows[["quarter_start", "quarter", *order]]


@measure
def gaps_between(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """How many days children stayed before they went again, by quarter, oldest first. Staff only.

    A row is a quarter in which records and filters reach, that of going again. Days from the
    child's latest return before, of the category and whatever the filters, by the local clock; 0
    where the child went during an episode. Where the episode before has no return there is no gap.
    Returns before the records began are not known: gaps of the first quarters are short ones only.

    Columns:
        quarter_start        date      first day
        quarter              text      "2021-Q4"
        episodes             integer   that have such a return before
        children             integer   distinct, of these
        median_days          days      null where there is none
        lower_quartile_days  days      a quarter of the gaps are shorter (linear interpolation)
        upper_quartile_days  days      a quarter are longer
        complete             boolean   records and filters cover the whole quarter
    """
    quarters = recorded_quarters(con, filters).drop(columns="episodes")
    rows = quarters.merge(query(con, "gaps_between", filters), on="quarter_start", how="left")
    counts = ["episodes", "children"]
    rows[counts] = rows[counts].fillna(0).astype("int64")
    rows.insert(1, "quarter", quarter_labels(rows["quarter_start"]))
    days = ["median_days", "lower_quartile_days", "upper_quartile_days"]
    rows[days] = rows[days].astype("float64")
    return rows[["quarter_start", "quarter", *counts, *days, "complete"]]


@measure
def gap_changes(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """Whether the time between a child's episodes grew shorter or longer. Staff only.

    A row is a child with six gaps or more among the episodes selected, in the order of reference.
    Gaps as in gaps_between; the first half of them is held against the second, with which the
    middle one of an odd number counts.

    Columns:
        child_id             text
        gaps                 integer
        earlier_median_days  days      of the first half
        later_median_days    days      of the second
        ratio                number    later to earlier; null where the earlier is 0
        p_value              rate 0-1  how often shuffling the child's gaps makes as large a
                                       difference (see statistics.gaps); seeded
        q_value              rate 0-1  the same, corrected for the number of children (Benjamini and
                                       Hochberg)
        change               text      shorter, longer or no clear change: clear where q is below
                                       0.05 and the medians say the same as the test
    """
    gaps = query(con, "gap_changes", filters, fewest=FEWEST_GAPS)
    owner, child_ids = gaps["child_id"].factorize()
    days = gaps["days_since_return"].to_numpy(dtype=float)
    differences, p_values = later_half_against_earlier(days, owner)
    number = np.bincount(owner, minlength=len(child_ids))
    later = gaps.groupby("child_id").cumcount().to_numpy() >= number[owner] // 2
    medians = [
        gaps[half].groupby("child_id")["days_since_return"].median().to_numpy(dtype=float)
        for half in (~later, later)
    ]
    q_values = corrected(p_values)
    side = np.where(np.sign(medians[1] - medians[0]) == np.sign(differences), differences, 0)
    clear = q_values < BEYOND_CHANCE
    change = np.select([clear & (side < 0), clear & (side > 0)], ["shorter", "longer"], "")
    return pd.DataFrame(
        {
            "child_id": pd.Series(child_ids, dtype="str"),
            "gaps": number,
            "earlier_median_days": medians[0],
            "later_median_days": medians[1],
            "ratio": medians[1] / np.where(medians[0] > 0, medians[0], np.nan),
            "p_value": p_values,
            "q_value": q_values,
            "change": pd.Series(change, dtype="str").replace("", "no clear change"),
        }
    )
