"""The children and where they live: drawn so that each placement fits age, groups and area."""

import numpy as np
import pandas as pd

from analytics.demonstration import world
from analytics.demonstration.draws import DAY, deal, deal_words

TYPES = list(world.PLACEMENT_TYPES)
SEMI_INDEPENDENT = TYPES.index("semi_independent")
YEAR = 365.25
NONE = np.int64(1) << 30  # a day that does not come


def draw_children(rng: np.random.Generator, last_day: np.ndarray, settled: bool) -> pd.DataFrame:
    """One row per child; last_day: the last of the child's year in the records.

    born: day since 1970; placement_type: position in TYPES; out_of_area. With `settled`, the first
    children are those that world.py settles.
    """
    number = len(last_day)
    placement_type = deal(rng, number, tuple(world.PLACEMENT_TYPES.values()))
    free = np.ones(number, bool)
    if settled:
        for child, words in world.PLACEMENT_TYPE_OF.items():
            placement_type[child] = TYPES.index(words)
            free[child] = False
    out_of_area = np.zeros(number, bool)
    for of_type in range(len(TYPES)):
        rows = np.flatnonzero(free & (placement_type == of_type))
        shares = (1 - world.OUT_OF_AREA_SHARE, world.OUT_OF_AREA_SHARE)
        out_of_area[rows] = deal(rng, len(rows), shares) == 1
    if settled:
        out_of_area[list(world.OUT_OF_AREA)] = True
    age = deal_words(rng, number, world.AGES).astype(int)
    # Semi-independent placements are for those of 16 and 17: 16 at the beginning of the year.
    age = np.where(placement_type == SEMI_INDEPENDENT, 17, age)
    born = last_day - np.floor((age + 0.08 + 0.88 * rng.random(number)) * YEAR).astype(np.int64)
    return pd.DataFrame(
        {
            "born": born,
            "sex": deal_words(rng, number, world.SEXES),
            "ethnicity": deal_words(rng, number, world.ETHNICITIES),
            "placement_type": placement_type,
            "out_of_area": out_of_area,
        }
    )


def draw_placements(
    rng: np.random.Generator,
    children: pd.DataFrame,
    episodes: pd.DataFrame,
    last_day: np.ndarray,
    settled: bool,
) -> pd.DataFrame:
    """One row per placement, in order of child and time.

    child: row of children; started, ended: days since 1970, NONE while it lasts; placement_type:
    position in TYPES; out_of_area; number: of the home among those of its type.
    """
    number = len(children)
    first_day = last_day - 364
    into_care = first_day - rng.integers(500, 1500, number)
    placement_type = children["placement_type"].to_numpy()
    independent = placement_type == SEMI_INDEPENDENT
    of_16 = np.maximum(children["born"].to_numpy() + int(16 * YEAR) + 1, into_care + 60)
    moved_at_16 = of_16 + (rng.random(number) * (first_day - of_16)).astype(np.int64)
    moved_on = _moves(rng, episodes, first_day, settled)
    before = deal(rng, number, (0.5, 0.5))  # residential or foster, until 16
    stages = [
        (into_care, np.where(independent, before, placement_type)),
        (np.where(independent, moved_at_16, NONE), placement_type),
        (moved_on, placement_type),
    ]
    placements = pd.concat(
        pd.DataFrame({"child": np.arange(number), "started": started, "placement_type": kind})
        for started, kind in stages
    )
    placements = placements[placements["started"] < NONE]
    placements = placements.sort_values(["child", "started"], kind="stable", ignore_index=True)
    placements["ended"] = _ends(placements, children)
    placements["out_of_area"] = _areas(rng, placements, children, moved_on, settled)
    placements["number"] = _homes(rng, placements, settled)
    return placements


def _moves(rng, episodes: pd.DataFrame, first_day: np.ndarray, settled: bool) -> np.ndarray:
    """The day of each child's move within its year; NONE for those who stay."""
    number = len(first_day)
    kind = deal(rng, number, tuple(world.MOVES.values()))
    shortly = rng.integers(*world.DAYS_FROM_MOVE_TO_EPISODE, number, endpoint=True)
    last_episode = episodes.groupby("child")["missing"].max().to_numpy() // DAY
    any_day = first_day + rng.integers(20, 340, number)
    moved_on = np.select([kind == 1, kind == 2], [last_episode - shortly, any_day], NONE)
    moved_on = np.where(moved_on > first_day, moved_on, NONE)
    if settled:
        moved_on[list(world.PLACEMENT_TYPE_OF)] = NONE
        for child, day in world.MOVES_OUT_OF_AREA.items():
            moved_on[child] = np.datetime64(day).astype(np.int64)
    return moved_on


def _ends(placements: pd.DataFrame, children: pd.DataFrame) -> np.ndarray:
    """A placement ends where the next one starts, the last one on the 18th birthday."""
    child = placements["child"].to_numpy()
    data_date = np.datetime64(world.DATA_DATE, "D").astype(np.int64)
    ended = children["born"].to_numpy()[child] + int(18 * YEAR)
    ended = np.where(ended < data_date, ended, NONE)
    again = np.flatnonzero(child[1:] == child[:-1])
    ended[again] = placements["started"].to_numpy()[again + 1]
    return ended


def _areas(rng, placements, children, moved_on, settled: bool) -> np.ndarray:
    child = placements["child"].to_numpy()
    moved = placements["started"].to_numpy() == moved_on[child]
    out_of_area = children["out_of_area"].to_numpy()[child]
    out_of_area = out_of_area ^ (moved & (rng.random(len(child)) < world.CHANGES_AREA_SHARE))
    if settled:
        movers = np.isin(child, list(world.MOVES_OUT_OF_AREA))
        out_of_area = np.where(movers, moved, out_of_area)
    return out_of_area


def _homes(rng, placements: pd.DataFrame, settled: bool) -> np.ndarray:
    """Which home of its type: in area the lower numbers, out of area those that follow."""
    home = np.zeros(len(placements), np.int64)
    first = world.SETTINGS_KEPT_FOR_GROUPS + 1
    for of_type, words in enumerate(TYPES):
        for out_of_area in (False, True):
            rows = np.flatnonzero(
                (placements["placement_type"] == of_type)
                & (placements["out_of_area"] == out_of_area)
            )
            homes = max(1, -(-len(rows) // world.CHILDREN_PER_SETTING[words]))
            home[rows] = first + rng.permutation(np.arange(len(rows)) % homes)
            first += homes
        first = world.SETTINGS_KEPT_FOR_GROUPS + 1
    if settled:
        for group in world.GROUPS:
            if group.home is not None:
                of_type = TYPES.index(group.home[0])
                home[placements["child"].isin(group.members)] = group.home[1]
    return home


def placement_of(episodes: pd.DataFrame, placements: pd.DataFrame) -> np.ndarray:
    """The row of placements on the day of each episode; on a day of change, the one that began."""
    span = np.int64(1) << 20
    keys = placements["child"].to_numpy() * span + placements["started"].to_numpy()
    days = episodes["child"].to_numpy() * span + episodes["missing"].to_numpy() // DAY
    return np.searchsorted(keys, days, side="right") - 1
