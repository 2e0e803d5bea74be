"""Whether a series lies elsewhere since a moment than it lay before."""

import numpy as np

from analytics.definitions import RUN_LENGTH


def shift_since(before: np.ndarray, since: np.ndarray) -> str | None:
    """ "above", "below" or "same": where the values since lie, against those before; (n,) each.

    A shift is a run: the latest RUN_LENGTH all on one side of the mean before (Making Data Count,
    NHS England; a value on the mean breaks it). None where either has fewer than RUN_LENGTH.
    """
    if min(len(before), len(since)) < RUN_LENGTH:
        return None
    sides = np.sign(np.asarray(since, float)[-RUN_LENGTH:] - np.mean(before))
    if abs(sides.sum()) < RUN_LENGTH:
        return "same"
    return "above" if sides[0] > 0 else "below"
