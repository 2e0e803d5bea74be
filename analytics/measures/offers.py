"""Whether a return interview was offered."""

import duckdb
import pandas as pd

from analytics.disclosure import Disclosed, cell
from analytics.filters import Filters
from analytics.measures.disclosed import EPISODES
from analytics.measures.query import query
from analytics.measures.registry import measure

OFFERED = cell("offered")


@measure(
    disclosed=Disclosed(
        episodes={"offered": OFFERED, "of_episodes": EPISODES},
        never=("children",),  # see disclosed.breakdown
    )
)
def interviews_offered(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """For how many episodes a return interview was offered: always one row.

    Offered: held, or declined, or an offer is recorded. Voided ones are not counted, whether one
    was offered or not.

    Columns:
        offered      integer   episodes
        children     integer   distinct children of these
        of_episodes  integer   all episodes
    """
    return query(con, "interviews_offered", filters)
