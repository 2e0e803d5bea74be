"""One child's record in order of time, and which children have one."""

from dataclasses import replace

import duckdb
import pandas as pd

from analytics.definitions import BEYOND_CHANCE, FEWEST_SHARED, REPEAT_EPISODES
from analytics.filters import Filters
from analytics.measures.query import query, query_whole_store
from analytics.measures.registry import measure


@measure
def chronology(
    con: duckdb.DuckDBPyConnection, filters: Filters, *, child: str = ""
) -> pd.DataFrame:
    """What is recorded of one child, oldest first. Staff only.

    A row is a placement, an episode, an interview (one that covers several episodes is one row),
    a trigger (from the episode at which the episodes in REPEAT_DAYS reached REPEAT_EPISODES to the
    last at which there were still so many) or a strategy meeting. The period keeps what reaches
    into it: a placement that began before it, an episode that the child came back from in it, and
    what happened in it. Every other filter, the category among them, selects episodes, and with
    them the triggers that begin at one of them and the interviews that belong to one; placements
    and meetings are the child's whatever is selected. Whoever shows the rows logs it first
    (analytics/store/access.py).
    Raises ValueError where no child is given or none of that reference is held.

    Columns:
        at                moment    began, went missing or was held; of an interview not held when
                                    it was offered, else the day of the last return that it covers
        until             moment    of placement and episode, null while it lasts; of a trigger when
                                    the last episode began at which there were still so many
        time_known        boolean   false: `at` is a day; null: no date is recorded, see at
        kind              text      placement, episode, interview, trigger or meeting
        reference         text      episode or interview; of a trigger its episode; else null
        what              text      placement type; category of episode and trigger; outcome of an
                                    interview, or offered
        setting           text      of placement and episode, as are the next
        out_of_area       boolean   null where not known
        place             text      of an episode, as are the next: name; null where none is named
        found_setting     text
        travel_mode       text
        return_method     text
        companions        text      codes, '; ' between; null where not recorded
        companion_ids     text      other children, '; ' between, each followed by (recorded), where
                                    a worker wrote it, or by (inferred), from times and places: only
                                    a child linked to this one, by FEWEST_SHARED episodes recorded
                                    together, or inferred, that are more than chance
        interview_state   text      of episode and interview; null where offered and no more
        hours             hours     from return to interview; of several episodes the longest; null
                                    where none was held, without times, or another interview counts
        in_time           boolean   of an interview: for every episode it counts for; null as above
        gone_hours        hours     of an episode; null while missing, or without times
        covers            text      of an interview: its episodes, '; ' between
        note              text      of a voided interview, and of its episode, the reason; of a
                                    meeting its note
        reasons           text      of an episode, as recorded, '; ' between
        risk              text      of an episode: low, medium or high; null where not recorded
        age_years         integer   on the day of the episode; null without a date of birth
        episodes_in_run   integer   of a trigger: from the one at which it was reached to its last
        voided_in_window  integer   of a trigger: of the episodes that reached it those whose
                                    interview was voided
        meeting_on        date      of a trigger: first strategy meeting from the day it was reached
                                    and before the day it was reached again; null: none recorded
    """
    if not child:
        raise ValueError("chronology is of one child: give the reference, as in --child REFERENCE.")
    if not query_whole_store(con, "child_known", child=child)["known"].item():
        raise ValueError(f"No child {child!r} is held: check the reference.")
    # the period is laid over everything recorded, not over the starts of episodes alone
    of_any_time = replace(filters, period_from=None, period_to=None)
    begins, ends = filters.period_from, filters.period_to
    rows = query(
        con,
        "chronology",
        of_any_time,
        child=child,
        begins=begins,
        ends=ends,
        fewest=FEWEST_SHARED,
        beyond_chance=BEYOND_CHANCE,
        repeat_episodes=REPEAT_EPISODES,
    )
    integers = ("age_years", "episodes_in_run", "voided_in_window")
    return rows.astype(dict.fromkeys(integers, "Int64"))


@measure
def children_with_episodes(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """The children with an episode, in order of reference. Staff only.

    Columns:
        child_id         text
    """
    return query(con, "children_with_episodes", filters)
