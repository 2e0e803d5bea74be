"""Strategy meetings: held after most times that a child went missing repeatedly."""

import numpy as np
import pandas as pd

from analytics.definitions import REPEAT_DAYS, REPEAT_EPISODES
from analytics.demonstration import world
from analytics.demonstration.draws import DAY, deal, minutes

SATURDAY = 5


def draw_meetings(rng: np.random.Generator, episodes: pd.DataFrame) -> pd.DataFrame:
    """One row per meeting, in order of child and time: child, held (day since 1970).

    Of the times that a child reaches REPEAT_EPISODES in REPEAT_DAYS a share has none; nor have
    those whose meeting would come after the data date, or when the child has reached them again:
    that one's meeting is about both.
    """
    reached = np.flatnonzero(reaches_trigger(episodes))
    child = episodes["child"].to_numpy()[reached]
    day = episodes["missing"].to_numpy()[reached] // DAY
    held = day + rng.integers(*world.DAYS_TO_MEETING, len(day), endpoint=True)
    weekday = (held + 3) % 7  # day 0 was a Thursday
    held += np.where(weekday >= SATURDAY, 7 - weekday, 0)  # on to the Monday
    known_until = np.full(len(day), minutes(world.DATA_DATE) // DAY)
    again = np.flatnonzero(child[1:] == child[:-1])
    known_until[again] = day[again + 1]
    shares = (world.MEETING_SHARE, 1 - world.MEETING_SHARE)
    there = (deal(rng, len(day), shares) == 0) & (held < known_until)
    return pd.DataFrame({"child": child[there], "held": held[there]})


def reaches_trigger(episodes: pd.DataFrame) -> np.ndarray:
    """(n,) bool: REPEAT_EPISODES of the child in REPEAT_DAYS, and fewer at its episode before.

    episodes: in order of child and time. One exactly REPEAT_DAYS earlier no longer counts.
    """
    child = episodes["child"].to_numpy()
    span = np.int64(1) << 26
    keys = child * span + episodes["missing"].to_numpy()
    oldest = np.searchsorted(keys, keys - REPEAT_DAYS * DAY, side="right")
    enough = np.arange(len(keys)) - oldest + 1 >= REPEAT_EPISODES
    already = np.zeros(len(keys), bool)
    already[1:] = enough[:-1] & (child[1:] == child[:-1])
    return enough & ~already
