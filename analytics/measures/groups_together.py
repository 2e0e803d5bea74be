"""Groups of children who go missing together, and what becomes of them from quarter to quarter."""

from dataclasses import replace

import duckdb
import numpy as np
import pandas as pd

from analytics.definitions import FEWEST_SHARED
from analytics.filters import Filters
from analytics.measures.quarters import quarter_label, recorded_quarters
from analytics.measures.query import query
from analytics.measures.registry import measure
from analytics.measures.together import is_link, judged
from analytics.statistics.links import Step, followed, grouped, renumbered

Steps = list[tuple[pd.Timestamp, list[Step]]]


@measure
def groups(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """Groups of children who go missing together, by quarter, with the number they keep.

    A row is a child in a group in a quarter. A group is made by links (group_links), directly or
    through others: those of pairs who were together in the quarter, as recorded; or as inferred
    FEWEST_SHARED times, or once where the pair is linked by inference alone. A link is judged on
    the whole selection, so what is known today holds for earlier quarters too. Raises ValueError
    where some days only are selected. Staff only.

    Columns:
        group_id            integer   1, 2 … in the order in which groups formed in the whole
                                      record of the category, whatever is selected
        child_id            text
        quarter             text      "2021-Q4"
        quarter_start       day       its first day
    """
    rows = [
        (step.group, child, quarter_label(quarter), quarter)
        for quarter, steps in groups_by_quarter(con, filters)
        for step in steps
        for child in sorted(step.members)
    ]
    return _typed(pd.DataFrame(rows, columns=["group_id", "child_id", "quarter", "quarter_start"]))


@measure
def group_changes(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """What became of each group from quarter to quarter. Staff only.

    A row is a group in a quarter, from the one in which it formed to the last selected. A group
    goes on as the one that keeps most of its members, two at least.

    Columns:
        group_id            integer   as in groups
        quarter_start       day
        quarter             text      "2021-Q4"
        children            integer   who went missing together in the quarter
        state               text      already (together when the selection begins: since when is
                                      not known), formed, split (formed out of another group),
                                      grown, fewer, changed (some joined, others left), same, joined
                                      (its members are in another group now) or not_together
        joined              text      who was not in it when it was last together; "" for nobody
        left                text      who was in it then and is not now; "" for nobody
    """
    rows = [
        (
            *(step.group, quarter, quarter_label(quarter), len(step.members), step.state),
            *("; ".join(sorted(members)) for members in (step.came, step.left)),
        )
        for quarter, steps in groups_by_quarter(con, filters)
        for step in steps
    ]
    columns = ["group_id", "quarter_start", "quarter", "children", "state", "joined", "left"]
    changes = _typed(pd.DataFrame(rows, columns=columns))
    return changes.sort_values(["group_id", "quarter_start"], ignore_index=True)


@measure
def group_links(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """The pairs that make groups: recorded together, or inferred by more than chance. Staff only.

    A row is a pair with at least FEWEST_SHARED episodes recorded together, or with as many inferred
    and a q-value below BEYOND_CHANCE.

    Columns:
        group_id            integer   the group that both were last in together; as in groups
        child_a             text      the child whose reference comes first
        child_b             text
        recorded            integer   as in pairs, likewise what follows
        inferred            integer
        shared              integer
        q_value             rate 0-1
        same_setting        boolean
        siblings            boolean
    """
    rows = _links(con, filters)
    linked = list(zip(rows["child_a"], rows["child_b"], strict=True))
    group_of: dict[tuple[str, str], int] = {}
    for _, steps in groups_by_quarter(con, filters, rows):
        for step in steps:
            inside = [pair for pair in linked if step.members.issuperset(pair)]
            group_of |= dict.fromkeys(inside, step.group)
    rows.insert(0, "group_id", pd.Series([group_of[pair] for pair in linked], dtype="int64"))
    columns = ["group_id", "child_a", "child_b", "recorded", "inferred", "shared", "q_value"]
    rows = rows[[*columns, "same_setting", "siblings"]]
    return rows.sort_values(["group_id", "child_a", "child_b"], ignore_index=True)


def groups_by_quarter(
    con: duckdb.DuckDBPyConnection, filters: Filters, links: pd.DataFrame | None = None
) -> Steps:
    """Every quarter selected, oldest first, with what became of each group in it.

    links: the selection's, where they are at hand. Groups bear the numbers that they have in the
    whole record of the category, so that a group that was spoken of stays that group. Where a
    selection takes a group apart, its larger part keeps the number and the other gets one that is
    not in use.
    """
    steps = _followed(con, filters, _links(con, filters) if links is None else links)
    whole = Filters(category=filters.category)
    if filters == whole or not steps:
        return steps
    members_of_whole = _ever_members(_followed(con, whole, _links(con, whole)))
    number = renumbered(_ever_members(steps), members_of_whole)
    return [
        (quarter, sorted((replace(step, group=number[step.group]) for step in of_quarter), key=_by))
        for quarter, of_quarter in steps
    ]


def _by(step: Step) -> int:
    return step.group


def _ever_members(steps: Steps) -> dict[int, frozenset[str]]:
    """Who was ever in each group, by its number."""
    members: dict[int, frozenset[str]] = {}
    for _, of_quarter in steps:
        for step in of_quarter:
            members[step.group] = members.get(step.group, frozenset()) | step.members
    return members


def _links(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    rows = judged(con, filters)
    return rows[is_link(rows)].reset_index(drop=True)


def _followed(con: duckdb.DuckDBPyConnection, filters: Filters, links: pd.DataFrame) -> Steps:
    """The groups of the selection by itself."""
    if links.empty:
        return []
    together = _together_in_quarters(con, filters, links)
    # an episode dated beyond the quarters that trends show still counts
    quarters = sorted({*recorded_quarters(con, filters)["quarter_start"], *together})
    at_each = [grouped(together.get(quarter, [])) for quarter in quarters]
    return list(zip(quarters, followed(at_each), strict=True))


def _together_in_quarters(
    con, filters: Filters, links: pd.DataFrame
) -> dict[pd.Timestamp, list[tuple[str, str]]]:
    """Quarter → the linked pairs who were together in it.

    That is where a worker recorded it, or times and places say so: once for a pair linked by
    inference alone, FEWEST_SHARED times for one that workers record, who else may have met by
    chance.
    """
    shared = query(con, "pairs_by_quarter", filters).merge(
        links[["child_a", "child_b", "recorded"]],
        on=["child_a", "child_b"],
        suffixes=("", "_in_all"),
    )
    inferred_enough = np.where(shared["recorded_in_all"] >= FEWEST_SHARED, FEWEST_SHARED, 1)
    shared = shared[(shared["recorded"] > 0) | (shared["inferred"] >= inferred_enough)]
    return {
        quarter: list(rows[["child_a", "child_b"]].itertuples(index=False, name=None))
        for quarter, rows in shared.groupby("quarter_start")
    }


def members_by_quarter(
    con: duckdb.DuckDBPyConnection, filters: Filters, group: int
) -> dict[pd.Timestamp, frozenset[str]]:
    """Who was in the group in each quarter in which its members were together, oldest first.

    Raises ValueError with a sentence where there is no such group in the selection.
    """
    members = {
        quarter: step.members
        for quarter, steps in groups_by_quarter(con, filters)
        for step in steps
        if step.group == group and step.members
    }
    if not members:
        raise ValueError(f"There is no group {group} in this selection: see the measure groups.")
    return members


def _typed(rows: pd.DataFrame) -> pd.DataFrame:
    """The same types where there are no rows."""
    numbers = {name: "int64" for name in ("group_id", "children") if name in rows}
    texts = {name: "str" for name in rows if name not in (*numbers, "quarter_start")}
    return rows.astype(numbers | texts | {"quarter_start": "datetime64[us]"})
