"""How children were found, went and came back, with whom, and how that goes together."""

from typing import Literal

import duckdb
import pandas as pd

from analytics.definitions import CIRCUMSTANCES
from analytics.filters import Filters
from analytics.measures.disclosed import breakdown
from analytics.measures.query import query
from analytics.measures.registry import measure

NOT_KNOWN = ("not_recorded", "no_named_place")
Circumstance = Literal[(*CIRCUMSTANCES, "place")]


@measure(disclosed=breakdown("found_setting", busiest_first=True))
def found_settings(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """What kind of place children were found at, most often first; not recorded last.

    A row is a value of the code list, and any other that is held.

    Columns:
        value               text      code
        episodes            integer   every episode has one
        children            integer   distinct, of these
        share               rate 0-1  of all episodes, those not recorded too; null of none
        of_episodes         integer   all episodes
    """
    return _counted(con, filters, "found_setting")


@measure(disclosed=breakdown("travel_mode", busiest_first=True))
def travel_modes(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """How children travelled, most often first; not recorded last.

    Columns:
        value               text      as in found_settings
        episodes            integer
        children            integer
        share               rate 0-1
        of_episodes         integer
    """
    return _counted(con, filters, "travel_mode")


@measure(disclosed=breakdown("return_method", busiest_first=True))
def return_methods(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """How children came back, most often first; not recorded last.

    Columns:
        value               text      as in found_settings
        episodes            integer
        children            integer
        share               rate 0-1
        of_episodes         integer
    """
    return _counted(con, filters, "return_method")


@measure(disclosed=breakdown("companions", busiest_first=True))
def companions(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """Who children were with, most often first; not recorded last.

    Columns:
        value               text      code
        episodes            integer   an episode may have several: they add up to more than all
        children            integer   distinct, of these
        share               rate 0-1  of all episodes, those not recorded too; null of none
        of_episodes         integer   all episodes
    """
    return _counted(con, filters, "companions")


@measure
def circumstances_together(
    con: duckdb.DuckDBPyConnection,
    filters: Filters,
    *,
    first: Circumstance = "travel_mode",
    second: Circumstance = "found_setting",
) -> pd.DataFrame:
    """Which circumstances go together: by taxi, and found at which kind of place. Staff only.

    A row is a value of the first and one of the second that an episode has both of. Values in the
    order of how often they are, not recorded last. No rows without episodes. Raises ValueError
    where both are the same.

    Columns:
        first_value         text      code, or place_id; no_named_place where there is none
        second_value        text
        episodes            integer   with both
        children            integer   distinct, of these
        share               rate 0-1  of the episodes with the first value
        of_episodes         integer   those
    """
    if first == second:
        raise ValueError(f"first and second are both {first}: choose two that differ.")
    rows = query(con, "circumstances_together", filters, first=first, second=second)
    orders = {}
    for column, circumstance in (("first_value", first), ("second_value", second)):
        totals = query(con, "circumstances", filters, circumstance=circumstance)
        orders[column] = _most_often_first(totals)["value"].tolist()
        if column == "first_value":
            of_first = totals.set_index("value")["episodes"]
            rows["share"] = rows["episodes"] / rows["first_value"].map(of_first)
            rows["of_episodes"] = rows["first_value"].map(of_first).astype("int64")
    places = [rows[column].map(orders[column].index) for column in orders]
    order = pd.DataFrame(dict(enumerate(places))).sort_values([0, 1], kind="stable").index
    return rows.loc[order].reset_index(drop=True)


def _counted(con, filters: Filters, circumstance: str) -> pd.DataFrame:
    rows = query(con, "circumstances", filters, circumstance=circumstance)
    every = [*CIRCUMSTANCES[circumstance], *rows["value"]]
    all_episodes = rows.pop("all_episodes").max() if len(rows) else 0
    rows = rows.set_index("value").reindex(list(dict.fromkeys(every)), fill_value=0)
    rows = rows.rename_axis("value").reset_index()
    rows["share"] = rows["episodes"] / (all_episodes or float("nan"))
    rows["of_episodes"] = int(all_episodes)
    return _most_often_first(rows)


def _most_often_first(rows: pd.DataFrame) -> pd.DataFrame:
    unknown = rows["value"].isin(NOT_KNOWN)
    order = pd.DataFrame({"unknown": unknown, "fewer": -rows["episodes"]})
    order = order.sort_values(["unknown", "fewer"], kind="stable").index
    return rows.loc[order].reset_index(drop=True)
