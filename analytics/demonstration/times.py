"""When children go missing and when they are back; one child's episodes never overlap."""

import numpy as np
import pandas as pd

from analytics.demonstration import world
from analytics.demonstration.draws import DAY, NEVER, clear_of_clock_changes, minutes

ROOMY = 14 * DAY  # a gap that an absence of days fits into
TEN_YEARS = 3652 * DAY


def draw_times(
    rng: np.random.Generator, spells: pd.DataFrame, pins: pd.DataFrame | None = None
) -> pd.DataFrame:
    """One row per episode, in order of child and time.

    child: as in spells; missing, returned: minutes since 1970, NEVER while still missing; event
    and group: as in pins, -1 for everything else.
    """
    episodes = _draw_starts(rng, spells, pins)
    episodes = episodes.sort_values(["child", "missing"], kind="stable", ignore_index=True)
    missing = episodes["missing"].to_numpy()
    gaps = _gaps(episodes["child"].to_numpy(), missing)
    gone = _draw_lengths(rng, gaps)
    pinned = episodes["gone"].to_numpy() > 0
    gone = np.where(pinned, episodes["gone"], gone)
    gone = np.where(gone < NEVER, np.minimum(gone, gaps * 3 // 5), NEVER)
    gone = _together(rng, gone, episodes["event"].to_numpy(), episodes["group"].to_numpy() >= 0)
    returned = np.minimum(clear_of_clock_changes(missing + gone), NEVER)
    ordinary = np.minimum(returned, episodes["latest_return"])
    returned = np.where(pinned, returned, ordinary)
    # Beyond the data date nothing is known: whoever comes back later is still missing.
    episodes["returned"] = np.where(returned < minutes(world.DATA_DATE), returned, NEVER)
    return episodes[["child", "missing", "returned", "event", "group"]]


def _draw_starts(rng, spells: pd.DataFrame, pins: pd.DataFrame | None) -> pd.DataFrame:
    spell, day = _draw_days(rng, spells, pins)
    weights = np.cumsum(world.HOUR_WEIGHTS)
    hour = world.HOURS[np.searchsorted(weights, rng.random(len(day)) * weights[-1], side="right")]
    start = hour * 60 + rng.integers(0, 60, len(day))
    last_day = day >= spells["days"].to_numpy()[spell] - 1
    # An evening runs on after midnight, but not into the next quarter.
    start = np.where(last_day & (start >= DAY), start - 6 * 60, start)
    episodes = pd.DataFrame({"spell": spell, "day": day, "start": start})
    episodes = episodes.assign(gone=-1, event=-1, group=-1)
    if pins is not None:
        settled = episodes[["spell", "day"]].merge(pins, how="left", on=["spell", "day"])
        for column in ("start", "gone", "event", "group"):
            episodes[column] = settled[column].fillna(episodes[column]).astype(np.int64)
    of_spell = spells.iloc[episodes["spell"]].reset_index(drop=True)
    episodes["child"] = of_spell["child"]
    episodes["latest_return"] = of_spell["latest_return"]
    start = (of_spell["first_day"] + episodes["day"]) * DAY + episodes["start"]
    episodes["missing"] = clear_of_clock_changes(start.to_numpy())
    return episodes


def _draw_days(rng, spells: pd.DataFrame, pins: pd.DataFrame | None):
    """Each spell's days, all different, Fridays and Saturdays most, the pinned ones among them."""
    first_day = spells["first_day"].to_numpy()
    days = np.arange(92 if pins is not None else spells["days"].max())
    weights = world.WEEKDAY_WEIGHTS[(first_day[:, None] + days + 3) % 7]
    keys = np.log(1 - rng.random((len(spells), len(days)))) / weights
    keys[days >= spells["days"].to_numpy()[:, None]] = -np.inf
    if pins is not None:
        keys[pins["spell"], pins["day"]] = 1
    order = np.argsort(-keys, axis=1)
    wanted = days < spells["episodes"].to_numpy()[:, None]
    return np.nonzero(wanted)[0], order[wanted]


def _gaps(child: np.ndarray, missing: np.ndarray) -> np.ndarray:
    """Minutes until the same child goes missing again; ten years where it does not."""
    gaps = np.full(len(child), TEN_YEARS)
    again = child[1:] == child[:-1]
    gaps[:-1][again] = np.diff(missing)[again]
    return gaps


def _draw_lengths(rng, gaps: np.ndarray) -> np.ndarray:
    """Minutes gone, in the world's shares; absences of days where there is room for them."""
    number = len(gaps)
    evenly = (np.arange(number) + rng.random(number)) / number
    lengths = (np.interp(evenly, world.GONE_SHARES, world.GONE_HOURS) * 60).astype(np.int64)
    lengthy = int((lengths > 2 * DAY).sum())
    roomy = rng.permutation(np.flatnonzero(gaps > ROOMY))[:lengthy]
    drawn = np.empty(number, np.int64)
    drawn[roomy] = lengths[number - len(roomy) :]
    others = np.setdiff1d(np.arange(number), roomy, assume_unique=True)
    drawn[others] = rng.permutation(lengths[: len(others)])
    return drawn


def _together(rng, gone: np.ndarray, event: np.ndarray, shared: np.ndarray) -> np.ndarray:
    """The members of a shared episode are back within minutes of each other."""
    if not shared.any():
        return gone
    rows = np.flatnonzero(shared)
    shortest = pd.Series(gone[rows]).groupby(event[rows]).transform("min").to_numpy()
    gone = gone.copy()
    gone[rows] = shortest + rng.integers(0, world.GROUP_APART_MINUTES[1], len(rows))
    return gone
