"""Where children are found, how they travel and return, with whom and why."""

import numpy as np
import pandas as pd

from analytics.demonstration import world
from analytics.demonstration.draws import NEVER, deal_words


def draw_circumstances(
    rng: np.random.Generator, episodes: pd.DataFrame, quarter: np.ndarray | None
) -> pd.DataFrame:
    """One row per episode, in the same order: place_id and the words of the code lists.

    quarter: 0–3 where the places of each quarter are planned; None to draw them in their shares
    over the year, without the emerging one.
    """
    number = len(episodes)
    group = episodes["group"].to_numpy()
    back = episodes["returned"].to_numpy() < NEVER
    place_id = _planned_places(rng, episodes, quarter) if quarter is not None else None
    if place_id is None:
        place_id = np.where(back, deal_words(rng, number, _yearly_places()), None)
    found = _found_settings(rng, place_id, group)
    found[~back] = "not_recorded"
    travel = _by_class(
        rng,
        found == "semi_independent_address",
        world.TRAVEL_TO_SEMI_INDEPENDENT,
        world.TRAVEL,
    )
    returned = deal_words(rng, number, world.RETURN)
    returned[~back] = "not_recorded"
    return pd.DataFrame(
        {
            "place_id": place_id,
            "found_setting": found,
            "travel_mode": travel,
            "return_method": returned,
            "companions": _companions(rng, found, group),
            "reasons": deal_words(rng, number, world.REASONS),
            "risk": deal_words(rng, number, world.RISKS),
        }
    )


def _planned_places(rng, episodes: pd.DataFrame, quarter: np.ndarray) -> np.ndarray:
    place_id = np.full(len(episodes), None, object)
    group = episodes["group"].to_numpy()
    for number, planned in enumerate(world.GROUPS):
        place_id[group == number] = planned.place_id
    child = episodes["child"].to_numpy()
    back = episodes["returned"].to_numpy() < NEVER
    for of_quarter in range(4):
        here = quarter == of_quarter
        free = rng.permutation(np.flatnonzero(here & (group < 0) & back))
        # One episode of each child first, so that no place is known from a single child.
        once = pd.Series(child[free]).groupby(child[free]).cumcount().to_numpy() == 0
        first, others = free[once], free[~once]
        wanted = {
            place: counts[of_quarter] - int((place_id[here] == place).sum())
            for place, counts in world.PLACES.items()
        }
        apart = min(wanted[world.EMERGING_PLACE], world.CHILDREN_AT_EMERGING_PLACE)
        place_id[first[:apart]] = world.EMERGING_PLACE
        wanted[world.EMERGING_PLACE] -= apart
        labels = rng.permutation(np.repeat(np.array(list(wanted), object), list(wanted.values())))
        spread = np.concatenate([first[apart : apart + 10], others, first[apart + 10 :]])
        place_id[spread[: len(labels)]] = labels
    return place_id


def _yearly_places() -> dict:
    """Shares of the places over the year, as if nothing emerged; None for no named place."""
    counts = {place: sum(quarters) for place, quarters in world.PLACES.items()}
    counts[world.EMERGING_PLACE] = 4 * world.PLACES[world.EMERGING_PLACE][0]
    return counts | {None: sum(world.EPISODES) - sum(counts.values())}


def _found_settings(rng, place_id: np.ndarray, group: np.ndarray) -> np.ndarray:
    found = np.full(len(place_id), "public_place", object)
    in_neighbourhood = np.isin(place_id.astype(str), world.NEIGHBOURHOODS) & (group < 0)
    nowhere = (place_id == None) & (group < 0)  # noqa: E711 elementwise
    found[in_neighbourhood] = deal_words(
        rng, int(in_neighbourhood.sum()), world.FOUND_IN_NEIGHBOURHOOD
    )
    found[nowhere] = deal_words(rng, int(nowhere.sum()), world.FOUND_ELSEWHERE)
    for number, planned in enumerate(world.GROUPS):
        found[group == number] = planned.found_setting
    return found


def _companions(rng, found: np.ndarray, group: np.ndarray) -> np.ndarray:
    family = found == "family_home"
    companions = _by_class(
        rng,
        found == "semi_independent_address",
        world.COMPANIONS_AT_SEMI_INDEPENDENT,
        world.COMPANIONS_ELSEWHERE,
    )
    companions[family] = deal_words(rng, int(family.sum()), world.COMPANIONS_WITH_FAMILY)
    for number, planned in enumerate(world.GROUPS):
        companions[group == number] = planned.companions
    return companions


def _by_class(rng, inside: np.ndarray, shares_inside: dict, shares_outside: dict) -> np.ndarray:
    words = np.empty(len(inside), object)
    words[inside] = deal_words(rng, int(inside.sum()), shares_inside)
    words[~inside] = deal_words(rng, int((~inside).sum()), shares_outside)
    return words
