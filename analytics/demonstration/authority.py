"""One authority's frames, as load.sql puts them into the store."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.definitions import AUTHORITY_CODE
from analytics.demonstration import world
from analytics.demonstration.audits import draw_audits, draw_response_audits
from analytics.demonstration.children import (
    NONE,
    TYPES,
    draw_children,
    draw_placements,
    placement_of,
)
from analytics.demonstration.circumstances import draw_circumstances
from analytics.demonstration.draws import DAY, NEVER, minutes
from analytics.demonstration.interviews import (
    draw_interviews,
    drawn_outcomes,
    planned_outcomes,
)
from analytics.demonstration.meetings import draw_meetings
from analytics.demonstration.plan import (
    drawn_spells,
    episodes_by_quarter,
    pinned_episodes,
    planned_spells,
)
from analytics.demonstration.times import draw_times

WORDS = {"sibling_group", "place_id", "outcome", "void_reason", "criterion", "grade"}
OUTCOMES = np.array(["completed", "voided", None], object)  # -1: merely offered


@dataclass(frozen=True)
class Authority:
    """Whose children they are, and the numbers that its children and episodes begin after."""

    code: str = AUTHORITY_CODE
    children_before: int = 0
    episodes_before: int = 0


def planned_authority(rng: np.random.Generator) -> dict[str, pd.DataFrame]:
    """Derby in 2021 with the report's totals: the frames that load.sql reads, by name."""
    spells = planned_spells(episodes_by_quarter(rng))
    episodes = draw_times(rng, spells, pinned_episodes(rng, spells))
    last_day = np.full(spells["child"].max() + 1, minutes(world.DATA_DATE) // DAY - 1)
    return _frames(rng, episodes, last_day, Authority(), planned=True)


def drawn_authority(
    rng: np.random.Generator, episodes: int, years: int, authority: Authority
) -> dict[str, pd.DataFrame]:
    """An authority with exactly so many episodes over so many years, in the same shares."""
    spells = drawn_spells(rng, episodes, years)
    last_day = (spells["first_day"] + 364).to_numpy()
    return _frames(rng, draw_times(rng, spells), last_day, authority, planned=False)


def _frames(rng, episodes, last_day, authority: Authority, planned: bool):
    children = draw_children(rng, last_day, settled=planned)
    placements = draw_placements(rng, children, episodes, last_day, settled=planned)
    placement = placement_of(episodes, placements)
    out_of_area = placements["out_of_area"].to_numpy()[placement]
    missing = episodes["missing"].to_numpy()
    quarter = (missing // DAY).astype("M8[D]").astype("M8[M]").astype(np.int64) // 3 % 4
    circumstances = draw_circumstances(rng, episodes, quarter if planned else None)
    outcomes = planned_outcomes if planned else drawn_outcomes
    state, in_time = outcomes(rng, episodes, quarter, out_of_area)
    interviews = draw_interviews(rng, episodes, state, in_time)
    audits = draw_audits(rng, interviews)
    # of their own, so that nothing else is drawn differently where they draw more or less
    numbering, of_meetings, of_responses = rng.spawn(3)
    placements = _described(placements, authority)
    of_placement = placements[["placement_type", "out_of_area", "setting"]].iloc[placement]
    frames = {
        "children": children.assign(
            child=np.arange(len(children)),
            authority=authority.code,
            sibling_group=_sibling_groups(len(children), planned),
        ),
        "placements": placements,
        "episodes": pd.concat(
            [episodes, circumstances, of_placement.reset_index(drop=True)], axis=1
        ).assign(episode=np.arange(len(episodes))),
        "companions": _companions(episodes),
        "interviews": interviews.assign(child=episodes["child"].to_numpy()[interviews["episode"]]),
        "audits": audits,
        "response_audits": draw_response_audits(of_responses, episodes),
        "strategy_meetings": draw_meetings(of_meetings, episodes),
    }
    return _numbered(numbering, frames, authority)


def _sibling_groups(number: int, planned: bool) -> np.ndarray:
    """The reference that each child shares with its brothers and sisters; None for most."""
    sibling_group = np.full(number, None, object)
    if planned:
        for reference, members in world.SIBLINGS.items():
            sibling_group[list(members)] = reference
    return sibling_group


def _described(placements: pd.DataFrame, authority: Authority) -> pd.DataFrame:
    """The placements in words; a setting of another authority bears its code."""
    words = placements["placement_type"].map(dict(enumerate(TYPES)))
    number = placements["number"].to_numpy()
    neighbour = np.array(world.NEIGHBOURS, object)[number % len(world.NEIGHBOURS)]
    prefix = "" if authority.code == AUTHORITY_CODE else authority.code + " "
    return placements.assign(
        placement_type=words,
        source_code=words.map(world.SOURCE_CODES),
        setting=prefix + words.map(world.SETTING_NAMES) + " " + placements["number"].astype(str),
        authority=np.where(placements["out_of_area"], neighbour, authority.code),
    )


def _companions(episodes: pd.DataFrame) -> pd.DataFrame:
    """One row per episode and other child, where a worker recorded them together."""
    recorded = [number for number, group in enumerate(world.GROUPS) if group.recorded]
    shared = episodes.loc[episodes["group"].isin(recorded), ["child", "event"]]
    shared = shared.assign(episode=shared.index)
    both = shared.merge(shared[["child", "event"]], on="event", suffixes=("", "_other"))
    both = both[both["child"] != both["child_other"]]
    return both[["episode", "child_other"]].rename(columns={"child_other": "companion"})


def _numbered(rng, frames: dict, authority: Authority) -> dict[str, pd.DataFrame]:
    """Positions become reference numbers: children in no order, episodes in that of time.

    What is not known becomes null.
    """
    child = rng.permutation(len(frames["children"])) + 1 + authority.children_before
    missing = frames["episodes"]["missing"].to_numpy()
    episode = np.empty(len(missing), np.int64)
    episode[np.argsort(missing, kind="stable")] = np.arange(len(missing)) + 1
    episode += authority.episodes_before
    numbers = {"child": child, "companion": child, "episode": episode, "covers": episode}
    unknown = {"returned": NEVER, "completed": NEVER, "ended": NONE}
    for frame in frames.values():
        for column in numbers.keys() & frame.columns:
            frame[column] = numbers[column][frame[column].to_numpy(np.int64)]
        for column in unknown.keys() & frame.columns:
            known = frame[column].astype("Int64")
            frame[column] = known.mask(known >= unknown[column])
    interviews = frames["interviews"]
    voided = (interviews["outcome"] == 1).to_numpy()
    interviews["void_reason"] = np.where(voided, interviews["void_reason"], None)
    interviews["outcome"] = OUTCOMES[interviews["outcome"].to_numpy()]
    # Said outright: a column of nulls alone would come into DuckDB as numbers.
    return {
        name: frame.astype({c: "str" for c in WORDS & set(frame)}) for name, frame in frames.items()
    }
