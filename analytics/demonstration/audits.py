"""Audits of the return interviews held."""

import numpy as np
import pandas as pd

from analytics.demonstration import world
from analytics.demonstration.draws import DAY, deal_words, minutes, pick


def draw_audits(rng: np.random.Generator, interviews: pd.DataFrame, missing) -> pd.DataFrame:
    """One row per interview audited and criterion: covers, audited (day), criterion, grade.

    missing: when the child of each interview went missing, minutes since 1970.
    """
    held = (interviews["outcome"] == 0) & (interviews["covers"] == interviews["episode"])
    held = held.to_numpy()
    completed = interviews["completed"].to_numpy()
    last_day = minutes(world.DATA_DATE) // DAY - 1
    month = (missing // DAY).astype("M8[D]").astype("M8[M]").astype(np.int64)
    audits = []
    for quarter in np.unique(month // 3):
        rows = np.flatnonzero(held & (month // 3 == quarter))
        rows = pick(rng, rows, world.AUDITED[quarter % 4])
        audited = np.minimum(completed[rows] // DAY + rng.integers(7, 35, len(rows)), last_day)
        shares = dict(zip(world.GRADES, world.GRADE_SHARES[quarter % 4], strict=True))
        audits += [
            (rows, audited, np.full(len(rows), criterion), deal_words(rng, len(rows), shares))
            for criterion in world.CRITERIA
        ]
    columns = ("covers", "audited", "criterion", "grade")
    if not audits:
        return pd.DataFrame(columns=columns)
    joined = (np.concatenate(parts) for parts in zip(*audits, strict=True))
    frame = pd.DataFrame(dict(zip(columns, joined, strict=True)))
    return frame.assign(covers=interviews["covers"].to_numpy()[frame["covers"]])
