"""A random sample of interviews or episodes to audit, and what shows that it is fair."""

from typing import Literal

import duckdb
import numpy as np
import pandas as pd

from analytics.definitions import PLACEMENT_TYPES
from analytics.filters import Filters
from analytics.measures.quarters import quarter_start_of, within
from analytics.measures.query import query
from analytics.measures.registry import measure
from analytics.statistics.sampling import stratified_sample

Of = Literal["interviews", "episodes"]
REFERENCES = {"interviews": "interview_id", "episodes": "episode_id"}
MOST_DRAWN = 10_000
HIGHEST_SEED = 999_999_999


@measure
def audit_sample(
    con: duckdb.DuckDBPyConnection,
    filters: Filters,
    *,
    size: int = 12,
    seed: int = 1,
    quarter: str | None = None,
    of: Of = "interviews",
    leave_out_audited: bool = True,
) -> pd.DataFrame:
    """A random sample to audit, drawn by a seed and shared out over placement types. Staff only.

    A row is one drawn, in the order of the draw. of: completed interviews, or episodes of children
    who are back. quarter: "2021-Q4", in which the child went missing, instead of the filters'
    period. leave_out_audited: those already audited cannot be drawn; of interviews in an audit of
    interviews, of episodes in one of the whole response. The same data, choices and seed give the
    same sample everywhere: see statistics.sampling. No worker is in it. Raises ValueError where
    size or seed cannot be.

    Columns:
        position         integer   from 1, in the order drawn
        interview_id     text      null where the episode has none
        episode_id       text      of an interview that covers several, the latest of those selected
        child_id         text
        placement_type   text      on the day of that episode; not_known where it is not
        missing_at       moment    when the child went missing
        interviewed_at   moment    null where no interview was held
        audited          boolean   has been audited before
        stratum_size     integer   how many of its placement type could be drawn
        stratum_sampled  integer   how many of these were
    """
    frame = _frame(con, filters, quarter, of)
    if leave_out_audited:
        frame = frame[~frame["audited"]].reset_index(drop=True)
    strata = frame["placement_type"]
    frame["stratum_size"] = strata.map(strata.value_counts()).astype("int64")
    sample = frame.iloc[_drawn(frame, of, size, seed)].reset_index(drop=True)
    sampled = sample["placement_type"].map(sample["placement_type"].value_counts())
    sample["stratum_sampled"] = sampled.astype("int64")
    sample.insert(0, "position", range(1, len(sample) + 1))
    return sample


@measure
def audit_strata(
    con: duckdb.DuckDBPyConnection,
    filters: Filters,
    *,
    size: int = 12,
    seed: int = 1,
    quarter: str | None = None,
    of: Of = "interviews",
    leave_out_audited: bool = True,
) -> pd.DataFrame:
    """How many of each placement type a sample could draw, and drew: that it is fair. Staff only.

    A row is a placement type with an interview, or an episode, in the selection. The options are
    those of audit_sample.

    Columns:
        placement_type   text      not_known where it is not
        in_all           integer   completed interviews, or episodes of children who are back
        audited          integer   of these audited before
        could_be_drawn   integer   of these; without leave_out_audited all
        drawn            integer
        chance           rate 0-1  drawn / could_be_drawn, of each of them; null of nothing
    """
    frame = _frame(con, filters, quarter, of)
    possible = frame[~frame["audited"]] if leave_out_audited else frame
    sample = possible.iloc[_drawn(possible, of, size, seed)]
    rows = frame.groupby("placement_type")["audited"].agg(in_all="size", audited="sum")
    rows = rows.astype("int64")
    rows["could_be_drawn"] = rows["in_all"] - (rows["audited"] if leave_out_audited else 0)
    drawn = sample["placement_type"].value_counts()
    rows["drawn"] = drawn.reindex(rows.index, fill_value=0).astype("int64")
    rows["chance"] = rows["drawn"] / rows["could_be_drawn"].where(rows["could_be_drawn"] > 0)
    order = [*PLACEMENT_TYPES, "not_known"]
    rows = rows.reindex([kind for kind in order if kind in rows.index])
    return rows.reset_index().astype({"placement_type": "str"})


def _drawn(frame: pd.DataFrame, of: str, size: int, seed: int) -> np.ndarray:
    """Positions of the rows drawn, in the order of the draw."""
    if not 1 <= size <= MOST_DRAWN:
        raise ValueError(f"size must be from 1 to {MOST_DRAWN:,}, not {size:,}.")
    if not 0 <= seed <= HIGHEST_SEED:
        raise ValueError(f"seed must be from 0 to {HIGHEST_SEED}, not {seed}.")
    reference, strata = frame[REFERENCES[of]], frame["placement_type"]
    return stratified_sample(reference.to_numpy(), strata.to_numpy(), size, seed)


def _frame(con, filters: Filters, quarter: str | None, of: str) -> pd.DataFrame:
    """All that could be audited of the selection, with whether each was."""
    if quarter is not None:
        filters = within(filters, quarter_start_of(quarter))
    return query(con, "audit_frame", filters, of=of)
