"""The report's totals as a plan: who goes missing how often in which quarter, and with whom."""

import numpy as np
import pandas as pd

from analytics.demonstration import world
from analytics.demonstration.draws import DAY, NEVER, minutes, pick

PENDING_EVENT = 1000  # events of groups are numbered from 0, those still pending from here


def planned_children() -> pd.DataFrame:
    """One row per child, by position: episodes and quarters of the year as planned."""
    repeats = [(episodes, quarters) for episodes, quarters, n in world.REPEATS for _ in range(n)]
    return pd.DataFrame(repeats, columns=["episodes", "quarters"])


def episodes_by_quarter(rng: np.random.Generator) -> np.ndarray:
    """(70, 4) episodes of each child in each quarter.

    Rows add up to REPEATS, columns to EPISODES, and what is not nought in a column to CHILDREN.
    """
    children = planned_children()
    present = _quarters_of_each(rng, children["quarters"].to_numpy())
    every_quarter = children["quarters"].to_numpy() == 4
    table = present * np.where(every_quarter, world.FEWEST_IN_A_QUARTER, 1)[:, None]
    left = children["episodes"].to_numpy() - table.sum(axis=1)
    room = np.array(world.EPISODES) - table.sum(axis=0)
    for child in np.flatnonzero(~every_quarter):
        for _ in range(left[child]):
            weights = np.cumsum(room * present[child])
            quarter = np.searchsorted(weights, rng.integers(weights[-1]), side="right")
            table[child, quarter] += 1
            room[quarter] -= 1
    # Those in every quarter take what is left of each: the totals then come out by themselves.
    regulars = np.flatnonzero(every_quarter)
    np.add.at(
        table,
        (np.repeat(regulars, left[regulars]), rng.permutation(np.repeat(np.arange(4), room))),
        1,
    )
    return table


def _quarters_of_each(rng: np.random.Generator, quarters: np.ndarray) -> np.ndarray:
    """(n, 4) 0 or 1: each child in its number of quarters, each quarter with its CHILDREN."""
    present = np.zeros((len(quarters), 4), int)
    places = np.array(world.CHILDREN, float)
    for child in np.argsort(-quarters, kind="stable"):
        chosen = np.argsort(-(places + rng.random(4)), kind="stable")[: quarters[child]]
        present[child, chosen] = 1
        places[chosen] -= 1
    return present


def planned_spells(table: np.ndarray) -> pd.DataFrame:
    """One row per child and quarter: the days it may go missing on, and how often it does."""
    child, quarter = np.nonzero(table)
    starts = world.QUARTER_STARTS.astype(np.int64)
    lengths = np.diff(np.append(starts, np.datetime64("2022-01-01").astype(np.int64)))
    lengths[3] = world.LAST_ORDINARY_DAY + 1
    latest = np.array([NEVER, NEVER, NEVER, minutes(world.LATEST_ORDINARY_RETURN)])
    return pd.DataFrame(
        {
            "child": child,
            "quarter": quarter,
            "episodes": table[child, quarter],
            "first_day": starts[quarter],
            "days": lengths[quarter],
            "latest_return": latest[quarter],
        }
    )


def pinned_episodes(rng: np.random.Generator, spells: pd.DataFrame) -> pd.DataFrame:
    """One row per episode whose time is settled beforehand.

    spell: row of spells; day: of the spell; start: minute of that day; gone: minutes, NEVER while
    still missing; event: what is shared has the same number; group: position in GROUPS, or -1.
    """
    spell_of = {
        (child, quarter): spell
        for spell, (child, quarter) in enumerate(spells[["child", "quarter"]].itertuples(False))
    }
    pins = [*_shared_episodes(rng, spell_of), *_pending_episodes(rng, spells)]
    return pd.DataFrame(pins, columns=["spell", "day", "start", "gone", "event", "group"])


def _shared_episodes(rng: np.random.Generator, spell_of: dict) -> list[tuple]:
    pins = []
    event = 0
    for number, group in enumerate(world.GROUPS):
        for quarter, shared in enumerate(group.shared):
            for day in pick(rng, np.arange(2, world.LAST_ORDINARY_DAY - 2), shared):
                start = 60 * int(rng.integers(*world.GROUP_START_HOURS))
                gone = int(rng.integers(*world.GROUP_GONE_MINUTES))
                for child, joins in zip(group.members, group.joins, strict=True):
                    if joins <= quarter:
                        apart = int(rng.integers(world.GROUP_APART_MINUTES[0]))
                        spell = spell_of[child, quarter]
                        pins.append((spell, day, start + apart, gone, event, number))
                event += 1
    return pins


def _pending_episodes(rng: np.random.Generator, spells: pd.DataFrame) -> list[tuple]:
    in_group = {member for group in world.GROUPS for member in group.members}
    settled = in_group | set(world.MOVES_OUT_OF_AREA)
    last_quarter = spells[(spells["quarter"] == 3) & ~spells["child"].isin(settled)]
    chosen = pick(rng, last_quarter.index, 3, last_quarter["episodes"].to_numpy())
    return [
        (spell, day, start, NEVER if gone is None else gone, PENDING_EVENT + number, -1)
        for number, (spell, (day, start, gone)) in enumerate(
            zip(rng.permutation(chosen), world.PENDING_EPISODES, strict=True)
        )
    ]


def drawn_spells(rng: np.random.Generator, episodes: int, years: int) -> pd.DataFrame:
    """One row per child of a world of any size: each goes missing within one year of its own."""
    year = planned_children()["episodes"].to_numpy()
    blocks = -(-episodes // int(year.sum()))
    repeats = np.concatenate([rng.permutation(year) for _ in range(blocks)])
    before = np.cumsum(repeats) - repeats
    repeats = np.minimum(repeats, episodes - before)
    repeats = repeats[repeats > 0]
    data_date = minutes(world.DATA_DATE) // DAY
    # Whoever goes on the last day does so before the data date; some are still missing on it.
    first_day = data_date - 365 - rng.integers(0, 365 * (years - 1) + 1, len(repeats))
    return pd.DataFrame(
        {
            "child": np.arange(len(repeats)),
            "episodes": repeats,
            "first_day": first_day,
            "days": 364,
            "latest_return": NEVER,
        }
    )
