"""Return interviews: the report's outcomes exactly, or outcomes in the report's shares."""

import numpy as np
import pandas as pd

from analytics.demonstration import world
from analytics.demonstration.draws import DAY, NEVER, deal_words, minutes, pick

COMPLETED, VOIDED, PENDING, NOT_RECORDED = range(4)
HOUR = 60
TRIES = 48


def planned_outcomes(rng: np.random.Generator, episodes: pd.DataFrame, quarter, harder):
    """State of every episode and whether it is in time, with exactly the report's totals.

    harder: (n,) bool, where an interview in time is harder to hold.
    """
    returned = episodes["returned"].to_numpy()
    pending = (episodes["event"] >= 0).to_numpy() & (episodes["group"] < 0).to_numpy()
    odds = np.where(harder, world.OUT_OF_AREA_ODDS, 1.0)
    must_be_held = returned > minutes(world.RETURNS_WITH_INTERVIEW_AFTER)
    must_be_in_time = returned > minutes(world.RETURNS_IN_TIME_AFTER)
    state = np.full(len(episodes), COMPLETED)
    in_time = np.zeros(len(episodes), bool)
    state[pending] = PENDING
    for number in range(4):
        open_ended = np.flatnonzero((quarter == number) & ~pending & ~must_be_held)
        state[pick(rng, open_ended, world.VOIDED[number])] = VOIDED
        open_ended = open_ended[state[open_ended] == COMPLETED]
        lost = pick(rng, open_ended, world.NOT_RECORDED[number], odds[open_ended])
        state[lost] = NOT_RECORDED
        held = np.flatnonzero((quarter == number) & (state == COMPLETED))
        may_be_late = held[~must_be_in_time[held]]
        late = len(held) - world.IN_TIME[number]
        in_time[held] = True
        in_time[pick(rng, may_be_late, late, odds[may_be_late])] = False
    return state, in_time


def drawn_outcomes(rng: np.random.Generator, episodes: pd.DataFrame, quarter, harder):
    """State of every episode and whether it is in time, in the report's shares over the year."""
    number = len(episodes)
    odds = np.where(harder, world.OUT_OF_AREA_ODDS, 1.0)
    odds = odds / odds.mean()
    drawn = rng.random(number)
    voided = sum(world.VOIDED) / sum(world.EPISODES)
    lost = sum(world.NOT_RECORDED) / sum(world.EPISODES) * odds
    state = np.select([drawn < voided, drawn < voided + lost], [VOIDED, NOT_RECORDED], COMPLETED)
    late = 1 - sum(world.IN_TIME) / sum(world.COMPLETED)
    in_time = rng.random(number) >= late * odds
    state[episodes["returned"].to_numpy() == NEVER] = PENDING
    return state, in_time & (state == COMPLETED)


def draw_interviews(
    rng: np.random.Generator, episodes: pd.DataFrame, state: np.ndarray, in_time: np.ndarray
) -> pd.DataFrame:
    """One row per episode with an interview, in order of episode; one that covers two comes twice.

    episode: row of episodes; covers: the row whose interview it is; offered, completed: minutes
    since 1970, NEVER where not; outcome: a state, -1 where merely offered; void_reason;
    independent. An interview that could not be held before the data date is merely offered.
    """
    returned = episodes["returned"].to_numpy()
    data_date = minutes(world.DATA_DATE)
    completed = np.full(len(episodes), NEVER)
    for timely in (True, False):
        rows = np.flatnonzero((state == COMPLETED) & (in_time == timely))
        completed[rows] = _held(rng, episodes, rows, timely)
    held = completed < NEVER
    offered = returned + 30 + (rng.random(len(episodes)) * 20 * HOUR).astype(np.int64)
    latest = np.where(held, completed - 30, data_date - 1)
    offered = np.maximum(np.minimum(offered, latest), returned)
    merely = ~held & (state != VOIDED) & (rng.random(len(episodes)) < world.OFFERED_ONLY_SHARE)
    there = (held | (state == VOIDED) | merely) & (returned < NEVER)
    interviews = pd.DataFrame(
        {
            "episode": np.arange(len(episodes)),
            "covers": np.arange(len(episodes)),
            "offered": offered,
            "completed": completed,
            "outcome": np.select([held, state == VOIDED], [COMPLETED, VOIDED], -1),
            "void_reason": deal_words(rng, len(episodes), world.VOID_REASONS),
            "independent": rng.random(len(episodes)) < world.INDEPENDENT_SHARE,
        }
    )
    _cover_two(rng, interviews, episodes, in_time)
    return interviews[there].reset_index(drop=True)


def _held(rng, episodes: pd.DataFrame, rows: np.ndarray, timely: bool) -> np.ndarray:
    """When the interviews of these episodes are held: by day, while the child is not missing.

    Drawn again and again for those that do not fit, at last on any day and at any hour.
    """
    child, returned = episodes["child"].to_numpy(), episodes["returned"].to_numpy()
    # A quarter of an hour after the return the child is still there; late ones are given up.
    held = np.where(timely, returned[rows] + 15, NEVER)
    left = np.arange(len(rows))
    for attempt in range(TRIES):
        times = _after(rng, returned[rows[left]], timely, by_day=attempt < TRIES * 3 // 4)
        weekend = (times // DAY + 3) % 7 >= 5
        fits = ~weekend | (rng.random(len(left)) < world.WEEKEND_SHARE) | (attempt > TRIES // 2)
        hours = (times - returned[rows[left]]) / HOUR
        if timely:
            fits &= (hours >= 1) & (hours <= world.MOST_IN_TIME_HOURS)
        else:
            fits &= hours >= world.FEWEST_LATE_HOURS
        fits &= ~_missing(episodes, child[rows[left]], times)
        fits &= times < minutes(world.DATA_DATE)
        held[left[fits]] = times[fits]
        left = left[~fits]
        if not len(left):
            break
    return np.where(held < minutes(world.DATA_DATE), held, NEVER)


def _after(rng, returned: np.ndarray, timely: bool, by_day: bool) -> np.ndarray:
    shares = world.IN_TIME_SHARES if timely else world.LATE_SHARES
    hours = world.IN_TIME_HOURS if timely else world.LATE_HOURS
    after = np.interp(rng.random(len(returned)), shares, hours) * HOUR
    times = returned + after.astype(np.int64)
    opens, closes = (hour * HOUR for hour in world.INTERVIEWING_HOURS)
    return times // DAY * DAY + rng.integers(opens, closes, len(times)) if by_day else times


def _missing(episodes: pd.DataFrame, child: np.ndarray, times: np.ndarray) -> np.ndarray:
    """Whether the child is missing at that time."""
    span = np.int64(1) << 26
    keys = episodes["child"].to_numpy() * span + episodes["missing"].to_numpy()
    latest = np.searchsorted(keys, child * span + times, side="right") - 1
    return episodes["returned"].to_numpy()[latest] > times


def _cover_two(rng, interviews: pd.DataFrame, episodes: pd.DataFrame, in_time) -> None:
    """Let some interviews cover the child's episode before too, in time for both."""
    child, returned = episodes["child"].to_numpy(), episodes["returned"].to_numpy()
    completed = interviews["completed"].to_numpy()
    first = np.arange(0, len(child) - 1, 2)
    fits = (
        (child[first] == child[first + 1])
        & in_time[first]
        & in_time[first + 1]
        & (completed[first + 1] - returned[first] <= world.MOST_IN_TIME_HOURS * HOUR)
    )
    wanted = max(1, world.COVERING_TWO * len(child) // sum(world.EPISODES))
    first = pick(rng, first[fits], wanted)
    interviews.loc[first, "covers"] = first + 1
