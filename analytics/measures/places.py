"""Where children were found, and whether that changed."""

import duckdb
import numpy as np
import pandas as pd

from analytics.definitions import FEWEST_FOR_CHANGE, FEWEST_FOR_PERSISTENT
from analytics.disclosure import Disclosed, cell
from analytics.filters import Filters
from analytics.measures.periods import TwoPeriods, two_periods
from analytics.measures.query import query
from analytics.measures.registry import measure
from analytics.statistics.links import connected
from analytics.statistics.places import change_q_values, state_of_change
from analytics.statistics.ratios import poisson_ratios

BEFORE_ALL = pd.Timestamp.min.date()
PLACE = ["place_id", "name", "kind", "in_city", "latitude", "longitude"]
OTHERS = ["previous_children", "note"]


def _there(row: dict):
    return cell("place", row["place_id"])


def _there_before(row: dict):
    return cell("place", row["place_id"], before=True)


def _there_in_both(row: dict):
    return _there(row) + _there_before(row)


@measure(
    disclosed=Disclosed(
        episodes={"episodes": _there, "previous_episodes": _there_before},
        worked_out=dict.fromkeys(("rate_ratio", "low", "high"), _there_in_both),
        # the first two hang on who was there and on the places that are withheld; see
        # disclosed.breakdown for the others
        never=("q_value", "state", "children", "previous_children"),
        as_is=("latitude", "longitude"),
        left_out=True,
    )
)
def places(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """Named places where children were found, busiest first, and whether each changed.

    A row is a place of the gazetteer, with nobody found there too, or a postcode where someone was
    found. Episodes without a named place are in no row. The period before is as long as the chosen
    one (whole months: as many months). Where the chosen period is open, or the records do not cover
    both whole, nothing is compared: previous_episodes, the ratio and the state are null. Members
    and council are shown places of at least as many children as the threshold, the council no
    position.

    Columns:
        place_id            text
        name                text
        kind                text
        in_city             boolean   null where not settled
        latitude            degrees   WGS84; null where not known
        longitude           degrees
        episodes            integer   found there, in the chosen period
        children            integer   distinct, of these
        previous_episodes   integer   in the period before
        rate_ratio          number    episodes a day against the period before; null of nothing
        low                 number    exact 95 % interval of the ratio (Poisson)
        high                number    null where there is no upper limit
        q_value             rate 0-1  see statistics.places; null where both periods together have
                                      too few to tell
        state               text      emerging, persistent, diminishing or no_clear_change
        previous_children   integer   distinct, in the period before
        note                text      what is uncertain about the place; null where nothing is
    """
    periods = two_periods(con, filters)
    if periods is None:
        rows = _not_compared(_by_place(query(con, "places", filters, begins=BEFORE_ALL)))
    else:
        scope = periods.both(filters)
        by_child = query(con, "places", scope, begins=periods.period_from)
        together = query(con, "place_companions", scope)
        rows = _compared(_by_place(by_child), by_child, together, periods)
    rows = rows.sort_values(["episodes", "name"], ascending=[False, True], kind="stable")
    changes = ["previous_episodes", "rate_ratio", "low", "high", "q_value", "state"]
    return rows[[*PLACE, "episodes", "children", *changes, *OTHERS]].reset_index(drop=True)


def _by_place(by_child: pd.DataFrame) -> pd.DataFrame:
    rows = by_child.drop_duplicates("place_id")[[*PLACE, "note"]].set_index("place_id", drop=False)
    rows = rows.rename_axis(None)
    grouped = by_child.groupby("place_id")
    for when in ("", "previous_"):
        rows[f"{when}episodes"] = grouped[f"{when}episodes"].sum()
        there = by_child[by_child[f"{when}episodes"] > 0]
        children = there.groupby("place_id").size().reindex(rows.index, fill_value=0)
        rows[f"{when}children"] = children
    return rows


def _compared(
    rows: pd.DataFrame, by_child: pd.DataFrame, together: pd.DataFrame, periods: TwoPeriods
) -> pd.DataFrame:
    days, previous_days = periods.days, periods.previous_days
    after, before = rows["episodes"].to_numpy(), rows["previous_episodes"].to_numpy()
    ratio, low, high, _ = poisson_ratios(after, days, before, previous_days)
    codes = {place_id: code for code, place_id in enumerate(rows["place_id"])}
    by_group = _by_group(by_child, together)
    q_values = change_q_values(
        by_group["place_id"].map(codes).to_numpy(dtype=np.int64),
        by_group["episodes"].to_numpy(dtype=float),
        by_group["previous_episodes"].to_numpy(dtype=float),
        after_days=days,
        before_days=previous_days,
        fewest=FEWEST_FOR_CHANGE,
    )
    a_day = after / days - before / previous_days
    states = [
        state_of_change(*place, fewest_in_each=FEWEST_FOR_PERSISTENT)
        for place in zip(after, before, a_day, q_values, strict=True)
    ]
    return rows.assign(rate_ratio=ratio, low=low, high=high, q_value=q_values, state=states)


def _by_group(by_child: pd.DataFrame, together: pd.DataFrame) -> pd.DataFrame:
    """One row per place and group of children recorded as together there, most of them of one.

    Who goes in a group goes because the group goes: its episodes are one piece of evidence.
    """
    child = by_child["place_id"] + "\n" + by_child["child_id"].fillna("")
    numbers = {key: number for number, key in enumerate(child)}
    pairs = [
        (numbers.get(f"{place}\n{one}"), numbers.get(f"{place}\n{other}"))
        for place, one, other in together.itertuples(index=False, name=None)
    ]
    pairs = [pair for pair in pairs if None not in pair]
    group = connected(len(numbers), pairs)
    counts = ["episodes", "previous_episodes"]
    return by_child.assign(group=group).groupby(["place_id", "group"])[counts].sum().reset_index()


def _not_compared(rows: pd.DataFrame) -> pd.DataFrame:
    nothing = pd.Series(None, index=rows.index)
    return rows.assign(
        previous_episodes=nothing.astype("Int64"),
        previous_children=nothing.astype("Int64"),
        **dict.fromkeys(("rate_ratio", "low", "high", "q_value"), nothing.astype("float64")),
        state=nothing.astype("str"),
    )
