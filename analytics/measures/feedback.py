"""What the council of children in care said, and what came of it."""

import duckdb
import pandas as pd

from analytics.definitions import FEEDBACK_THEMES, UNFINISHED
from analytics.disclosure import Disclosed
from analytics.filters import Filters
from analytics.measures.query import query_whole_store
from analytics.measures.registry import measure


@measure(disclosed=Disclosed())
def feedback(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """What the council of children in care said and what came of it; no child is counted.

    The period selects by the day of the meeting; other filters do not apply. By theme, the report's
    first and in its order, then latest first.

    Columns:
        meeting_on          date
        theme               text      one of FEEDBACK_THEMES, or another
        said                text      as it was said
        response            text      what was answered; null where nothing yet
        action              text      what is to be done; null where nothing yet
        owner_role          text      whose task: a role
        due_on              date      by when; null where not set
        status              text      one of FEEDBACK_STATUSES; null where not recorded
        measure             text      the figure it should move: one of MEASURES_TO_MOVE, another
                                      where a file said so; null where none
        in_effect_from      date      null while it is not in effect
        overdue             boolean   neither done nor dropped, and its day over on the data date
    """
    return query_whole_store(
        con,
        "feedback",
        themes=list(FEEDBACK_THEMES),
        unfinished=list(UNFINISHED),
        period_from=filters.period_from,
        period_to=filters.period_to,
    )
