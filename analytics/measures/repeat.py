"""Children who go missing again and again: how many, how often, and how much of all that is."""

import duckdb
import pandas as pd

from analytics.definitions import LEFT_OUT, REPEAT_BANDS, REPEAT_EPISODES, TOPS
from analytics.filters import Filters
from analytics.measures.disclosed import breakdown
from analytics.measures.quarters import YearType, quarter_labels, recorded_quarters
from analytics.measures.query import query
from analytics.measures.registry import measure

# A figure of headlines_without → what it counts, and of what; None where it is no share.
HEADLINES = {
    "children": ("children", None),
    "episodes": ("episodes", None),
    "episodes_a_child": ("episodes", "children"),
    "in_time": ("in_time", "episodes"),
    "completed": ("completed", "episodes"),
    "not_recorded": ("not_recorded", "episodes"),
    "over_24_hours": ("over_24_hours", "with_known_length"),
    "repeats": ("repeats", "followed"),
    "out_of_area": ("out_of_area", "with_known_area"),
}
NO_SHARES = ("children", "episodes", "episodes_a_child")


@measure
def repeat_triggers(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """When children reached the repeat threshold, and the strategy meeting that followed.

    A row is an episode at which the child's episodes that began in the days of the repeat setting
    reach its number, having been fewer at the episode before; the latest first. A run are the
    child's episodes from there on as long as each finds as many. Days and runs are of the child's
    whole history, whatever the filters: they select by the episode itself. With all categories
    those of either are rows. Staff only.

    Columns:
        child_id            text
        reached_at          moment    when that episode began
        episodes_in_window  integer   of its category, with that one
        until               moment    when the last episode of the run began: the child stayed at
                                      the number or more so long
        episodes_in_run     integer   from the one at which it was reached on
        voided_in_window    integer   of episodes_in_window those whose interview was voided, for
                                      example as recorded in error or found not to have been missing
        meeting_on          date      first strategy meeting from that day on and before the day
                                      on which the child reached it again (episodes of the same
                                      category); null where none is recorded
        days_to_meeting     integer   from the day it was reached; null likewise
        days_since          integer   from the day it was reached to the data date

    Source: Derbyshire practice note, three or more in 30 days; data/reference/settings.toml.
    """
    rows = query(con, "repeat_triggers", filters, repeat_episodes=REPEAT_EPISODES)
    return rows.astype({"child_id": "str", "days_to_meeting": "Int64"})


@measure
def children_at_threshold(
    con: duckdb.DuckDBPyConnection, filters: Filters, *, year: YearType = "calendar"
) -> pd.DataFrame:
    """How many children were at the repeat threshold, by quarter. Staff only.

    A row is a quarter in which records and filters reach, oldest first; one without such a child is
    zeros. Looked at are the episodes: a child counts in each quarter with one selected at which
    those in the days of the repeat setting were its number or more. They are counted over the
    child's whole history, whatever the filters.

    Columns:
        quarter_start  date      first day
        quarter        text      "2021-Q4"; with year "april" "2021/22-Q3"
        children       integer   distinct
        newly_reached  integer   of these, who reached it with an episode selected of this quarter
                                 (see repeat_triggers); all others were there before
        complete       boolean   records and filters cover the whole quarter
    """
    rows = recorded_quarters(con, filters).drop(columns="episodes")
    counts = query(con, "children_at_threshold", filters, repeat_episodes=REPEAT_EPISODES)
    rows = rows.merge(counts, on="quarter_start", how="left")
    numbers = ["children", "newly_reached"]
    rows[numbers] = rows[numbers].fillna(0).astype("int64")
    rows.insert(1, "quarter", quarter_labels(rows["quarter_start"], year))
    return rows[["quarter_start", "quarter", *numbers, "complete"]]


@measure(disclosed=breakdown("repeat_band", "band", children=True))
def repeat_bands(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """How many children went missing once, twice, … and how many episodes they are.

    A row is a band of the episodes that a child has among those selected, fewest first; all bands,
    also those without a child.

    Columns:
        band                text      "1" to "5", "6–10", "11–20", "21–50", "51+"
        children            integer
        episodes            integer   of these children
    """
    return query(
        con,
        "repeat_bands",
        filters,
        bands=[band for band, _, _ in REPEAT_BANDS],
        band_starts=[fewest for _, fewest, _ in REPEAT_BANDS],
    )


@measure
def concentration(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """How much of all episodes is of the few children who went missing most often. Staff only.

    A row is a number of children, 1, 3, 5 … below that of all, and last all of them. No rows
    without episodes.

    Columns:
        top                 integer   so many children, those with the most episodes selected
        children            integer   the same
        episodes            integer   of these together
        share               rate 0-1  of all episodes selected
    """
    return query(con, "concentration", filters, tops=list(TOPS))


@measure
def headlines_without(
    con: duckdb.DuckDBPyConnection, filters: Filters, *, leave_out: int = LEFT_OUT
) -> pd.DataFrame:
    """The headline figures with and without the few children who went missing most. Staff only.

    A row is a figure: children, episodes, episodes_a_child, in_time, completed, not_recorded,
    over_24_hours, repeats, out_of_area. leave_out: how many children, those with the most episodes
    selected; of equally many the first by reference. Raises ValueError where it is below 1.

    Columns:
        figure              text
        count               integer   null where the figure is no share
        of                  integer   its denominator: all episodes; of over_24_hours those with a
                                      known length, of out_of_area with a known area, of repeats
                                      those followed so long (see repeat_risk)
        value               number    count / of; else the number itself; null of nothing, and of
                                      in_time where no episode has times
        count_without       integer   the same without the children left out
        of_without          integer
        value_without       number
    """
    if leave_out < 1:
        raise ValueError(f"leave_out must be at least 1 child, not {leave_out}.")
    both = query(con, "headlines_without", filters, leave_out=leave_out)
    columns = {"figure": pd.Series(list(HEADLINES), dtype="str")}
    for side, suffix in ((both.iloc[0], ""), (both.iloc[1], "_without")):
        figures = [_headline(side, figure) for figure in HEADLINES]
        for column, values in zip(
            ("count", "of", "value"), zip(*figures, strict=True), strict=True
        ):
            dtype = "float64" if column == "value" else "Int64"
            columns[column + suffix] = pd.Series(values, dtype=dtype)
    return pd.DataFrame(columns)


def _headline(side: pd.Series, figure: str) -> tuple:
    """The figure's count, its denominator and its value among the children of a side."""
    counted, of = HEADLINES[figure]
    if of is None:
        return None, None, side[counted]
    nothing = side[of] == 0 or (figure == "in_time" and side["with_times"] == 0)
    value = None if nothing else side[counted] / side[of]
    return (None, None, value) if figure in NO_SHARES else (side[counted], side[of], value)
