"""What a group's briefing says: who, the episodes shared, where, when and how."""

import duckdb
import pandas as pd

from analytics.definitions import HOUR_BANDS, REPEAT_EPISODES
from analytics.filters import Filters
from analytics.measures.circumstances import NOT_KNOWN
from analytics.measures.groups_together import members_by_quarter
from analytics.measures.quarters import quarter_label
from analytics.measures.query import query
from analytics.measures.registry import measure
from analytics.statistics.links import grouped


@measure
def shared_episodes(
    con: duckdb.DuckDBPyConnection,
    filters: Filters,
    *,
    child_a: str | None = None,
    child_b: str | None = None,
    group: int | None = None,
) -> pd.DataFrame:
    """The episodes that two children shared: the evidence for a pair, latest first. Staff only.

    A row is a shared episode of two children: of the two named, of one named with any other, of two
    who were in a group (measure groups) in the quarter in which it began, or of all. Raises
    ValueError for a group that there is not.

    Columns:
        child_a             text      the child whose reference comes first
        child_b             text
        episode_a           text      that child's episode; null where a worker recorded the child
                                      as a companion but it has none at that time
        episode_b           text      the other's, likewise
        missing_a           moment
        missing_b           moment
        returned_a          moment    null while missing
        returned_b          moment
        minutes_apart       number    between one going and the other; null where not known
        recorded            boolean
        inferred            boolean
        left_together       boolean   both went at about the same time and left one setting or were
                                      found at one place
        found_together      boolean   both were found at one place at about the same time
        setting             text      the one that both left; null where not the same
        place               text      the one where both were found; null where not the same
    """
    rows = query(con, "shared_episodes", filters, one_child=child_a, other_child=child_b)
    if group is None:
        return rows
    return _of_members(rows, members_by_quarter(con, filters, group))


def _of_members(rows: pd.DataFrame, members: dict[pd.Timestamp, frozenset[str]]) -> pd.DataFrame:
    """The shared episodes of two who were members in the quarter in which it began."""
    began = rows[["missing_a", "missing_b"]].min(axis="columns")
    quarters = began.dt.to_period("Q").dt.start_time
    inside = [
        members.get(quarter, frozenset()).issuperset(pair)
        for quarter, *pair in zip(quarters, rows["child_a"], rows["child_b"], strict=True)
    ]
    return rows[inside].reset_index(drop=True)


@measure
def group_members(
    con: duckdb.DuckDBPyConnection, filters: Filters, *, group: int = 1
) -> pd.DataFrame:
    """The children of a group: placement, episodes, interviews done and due, meeting. Staff only.

    A row is a child ever in the group, in order of reference. Raises ValueError for a group that
    there is not.

    Columns:
        child_id            text
        since               text      the quarter from which it was in the group, "2021-Q1"
        age_years           integer   on the data date; null where the date of birth is not known
        placement_type      text      the latest within the selection: from placements, else as the
                                      child's latest episode says; null where not known
        setting             text      likewise
        out_of_area         boolean   likewise
        episodes            integer   all selected
        shared              integer   of these, shared with another of the group
        last_missing_at     moment    when the child last went, of those selected; null of none
        still_missing       boolean   whether one selected has no return yet
        interviews_done     integer   of the selected episodes, interview completed
        interviews_waiting  integer   back for less than the timescale, no outcome yet
        interviews_not_recorded  integer  back for longer, no outcome recorded
        reached_at          moment    when the child last reached the repeat threshold, whenever
                                      that was; null where never
        at_threshold_until  moment    the last episode at which there were still so many; null
                                      where never
        meeting_on          day       the first strategy meeting from reached_at on; null where none
        days_since          integer   from reached_at to the data date; null where never
    """
    members = members_by_quarter(con, filters, group)
    since: dict[str, str] = {}
    for quarter, children in members.items():
        since = dict.fromkeys(children, quarter_label(quarter)) | since
    rows = query(
        con,
        "group_members",
        filters,
        members=sorted(since),
        last_day=filters.period_to,
        in_category=filters.category,
        threshold=REPEAT_EPISODES,
    )
    shared = _shared_by_child(shared_episodes(con, filters, group=group))
    rows.insert(1, "since", rows["child_id"].map(since).astype("str"))
    rows.insert(7, "shared", rows["child_id"].map(shared).fillna(0).astype("int64"))
    return rows


def _shared_by_child(shared: pd.DataFrame) -> pd.Series:
    """How many of each child's episodes are shared, by reference."""
    sides = [
        shared[[f"child_{side}", f"episode_{side}"]].set_axis(["child_id", "episode_id"], axis=1)
        for side in "ab"
    ]
    return pd.concat(sides).groupby("child_id")["episode_id"].nunique()


@measure
def group_circumstances(
    con: duckdb.DuckDBPyConnection, filters: Filters, *, group: int = 1
) -> pd.DataFrame:
    """Where, when and how a group's shared episodes were. Staff only.

    A row is a circumstance and a value of it, most often first within each circumstance, what is
    not known last. Episodes are those that a member shared with another member; an outing is such
    episodes linked with each other, directly or through others. Raises ValueError for a group that
    there is not.

    Columns:
        circumstance        text      place, setting_left, found_setting, travel_mode,
                                      return_method, companions, weekday (of going, 1 is Monday),
                                      hour_band (of going), reasons, risk
        value               text      code, place or words; not_recorded where not known,
                                      no_named_place where found at none
        episodes            integer   an episode has one value each, of companions and reasons
                                      maybe several
        of_episodes         integer   all that were shared
        outings             integer   in which at least one episode has the value
        of_outings          integer   all
    """
    outing = _outings(shared_episodes(con, filters, group=group))
    rows = query(
        con,
        "group_circumstances",
        filters,
        episode_ids=list(outing),
        hour_bands=[name for name, _ in HOUR_BANDS],
        hour_starts=[starts for _, starts in HOUR_BANDS],
    )
    rows["outing"] = rows["episode_id"].map(outing)
    counted = rows.groupby(["circumstance", "value"], as_index=False).agg(
        episodes=("episode_id", "nunique"), outings=("outing", "nunique")
    )
    counted["of_episodes"], counted["of_outings"] = len(outing), len(set(outing.values()))
    counted["unknown"] = counted["value"].isin(NOT_KNOWN)
    counted = counted.sort_values(
        ["circumstance", "unknown", "episodes", "value"], ascending=[True, True, False, True]
    )
    columns = ["circumstance", "value", "episodes", "of_episodes", "outings", "of_outings"]
    return counted[columns].reset_index(drop=True)


def _outings(shared: pd.DataFrame) -> dict[str, int]:
    """Which outing each shared episode belongs to: 0, 1 …"""
    sides = shared[["episode_a", "episode_b"]]
    # one that a companion has no episode for is an outing by itself
    links = sides.bfill(axis="columns").ffill(axis="columns").itertuples(index=False, name=None)
    return {
        episode: number
        for number, episodes in enumerate(grouped(list(links)))
        for episode in episodes
    }
