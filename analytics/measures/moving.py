"""The figures that an action may be meant to move, quarter by quarter."""

import duckdb
import pandas as pd

from analytics.disclosure import Disclosed, cell
from analytics.filters import Filters
from analytics.measures.disclosed import COMPLETED, EPISODES, IN_TIME
from analytics.measures.quarters import YearType
from analytics.measures.registry import measure
from analytics.measures.summaries import quarterly_summary

NOT_RECORDED = cell("outcome", "not_recorded")


@measure(
    disclosed=Disclosed(
        children={"children": EPISODES},
        episodes={"episodes": EPISODES},
        worked_out={
            "completed_of_episodes": COMPLETED + EPISODES,
            "not_recorded_of_episodes": NOT_RECORDED + EPISODES,
            "in_time_of_completed": IN_TIME + COMPLETED,
            "in_time_of_episodes": IN_TIME + EPISODES,
        },
        quarter="quarter_start",
        parts=True,
    )
)
def figures_to_move(
    con: duckdb.DuckDBPyConnection, filters: Filters, *, year: YearType = "calendar"
) -> pd.DataFrame:
    """Each quarter's figures that an action may be meant to move, oldest first.

    A row is a quarter, as in quarterly_summary. What is part of the episodes is a share of them: a
    quarter with fewer episodes has fewer of each.

    Columns:
        quarter                   text      "2021-Q4"
        quarter_start             date
        children                  integer
        episodes                  integer
        completed_of_episodes     rate 0-1  null where there is no episode
        not_recorded_of_episodes  rate 0-1  null likewise
        in_time_of_completed      rate 0-1  as in quarterly_summary
        in_time_of_episodes       rate 0-1
        complete                  boolean   records and filters cover the whole quarter
    """
    rows = quarterly_summary(con, filters, year=year)
    every = rows["episodes"].where(rows["episodes"] > 0)
    shares = {f"{part}_of_episodes": rows[part] / every for part in ("completed", "not_recorded")}
    columns = ["quarter", "quarter_start", "children", "episodes"]
    rates = ["in_time_of_completed", "in_time_of_episodes"]
    return rows.assign(**shares)[[*columns, *shares, *rates, "complete"]]
