"""Audits: every quarter a sample of the interviews held, and lately of the whole response."""

import numpy as np
import pandas as pd

from analytics.demonstration import world
from analytics.demonstration.draws import DAY, NEVER, deal_words, minutes, pick


def draw_audits(rng: np.random.Generator, interviews: pd.DataFrame) -> pd.DataFrame:
    """One row per interview audited and criterion: covers, audited (day), criterion, grade.

    An interview is audited at the end of the quarter in which it was held.
    """
    held = (interviews["outcome"] == 0) & (interviews["covers"] == interviews["episode"])
    ends = np.where(held, interviews["completed"], NEVER)
    audits = _audits_of(rng, ends, world.AUDITED, world.GRADE_SHARES)
    audits.insert(0, "covers", interviews["covers"].to_numpy()[audits.pop("row")])
    return audits


def draw_response_audits(rng: np.random.Generator, episodes: pd.DataFrame) -> pd.DataFrame:
    """One row per episode whose response was audited and criterion, as in draw_audits.

    At the end of the quarter of the return, from world.RESPONSES_AUDITED_FROM on.
    """
    returned = episodes["returned"].to_numpy()
    early = returned < minutes(world.RESPONSES_AUDITED_FROM)
    ends = np.where(early, NEVER, returned)
    audits = _audits_of(rng, ends, world.RESPONSES_AUDITED, world.RESPONSE_GRADE_SHARES)
    return audits.rename(columns={"row": "episode"})


def _audits_of(rng: np.random.Generator, ends: np.ndarray, audited, grade_shares) -> pd.DataFrame:
    """A random sample of what ended in each quarter, graded: row, audited, criterion, grade.

    ends: minutes since 1970, NEVER of what cannot be audited. audited: how many in each quarter of
    a year. grade_shares: by criterion, for each quarter of a year the share of each of GRADES.
    """
    month = (ends // DAY).astype("M8[D]").astype("M8[M]").astype(np.int64)
    columns = ("row", "audited", "criterion", "grade")
    parts = []
    for quarter in np.unique(month[ends < NEVER] // 3):
        last_day = (np.int64(3 * (quarter + 1)).astype("M8[M]")).astype("M8[D]").astype(int) - 1
        latest = (last_day - world.DAYS_FOR_AUDITS) * DAY
        rows = np.flatnonzero((month // 3 == quarter) & (ends < latest))
        rows = pick(rng, rows, audited[quarter % 4])
        day = last_day - rng.integers(0, world.DAYS_FOR_AUDITS, len(rows))
        for criterion, by_quarter in grade_shares.items():
            shares = dict(zip(world.GRADES, by_quarter[quarter % 4], strict=True))
            grades = deal_words(rng, len(rows), shares)
            parts.append((rows, day, np.full(len(rows), criterion), grades))
    if not parts:
        return pd.DataFrame(columns=columns).astype({"row": int})
    joined = (np.concatenate(part) for part in zip(*parts, strict=True))
    return pd.DataFrame(dict(zip(columns, joined, strict=True)))
