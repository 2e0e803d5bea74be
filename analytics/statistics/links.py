"""Groups that links make, and how they are followed from one time to the next."""

from dataclasses import dataclass, replace

import numpy as np

FEWEST_IN_COMMON = 2  # members that a group keeps from one time to the next: a pair at least


@dataclass(frozen=True)
class Step:
    """What became of one group at one time.

    state: already (at the first time: nobody knows what was before), formed, split (formed out of
    another group), grown, fewer, changed (some joined, others left), same, joined (its members are
    in another group now) or not_together. members: who are together now; empty for the last two.
    came, left: against when it was last together.
    """

    group: int
    state: str
    members: frozenset[str]
    came: frozenset[str] = frozenset()
    left: frozenset[str] = frozenset()


def connected(number: int, pairs: list[tuple[int, int]]) -> np.ndarray:
    """Which group each of 0 … number - 1 is in where pairs are in one group; (number,) codes."""
    from scipy.sparse import coo_array  # slow to import
    from scipy.sparse.csgraph import connected_components

    one, other = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in (0, 1))
    links = coo_array((np.ones(len(pairs)), (one, other)), shape=(number, number))
    return connected_components(links, directed=False)[1]


def grouped(links: list[tuple[str, str]]) -> list[frozenset[str]]:
    """Who is connected by links, directly or through others; by their first member."""
    names = {name for link in links for name in link}
    number = {name: position for position, name in enumerate(names)}
    codes = connected(len(names), [(number[one], number[other]) for one, other in links])
    members: dict[int, set[str]] = {}
    for name, code in zip(names, codes.tolist(), strict=True):
        members.setdefault(code, set()).add(name)
    return sorted(map(frozenset, members.values()), key=min)


def followed(groups_at: list[list[frozenset[str]]]) -> list[list[Step]]:
    """The groups of each time, oldest first, with the numbers they keep: 1, 2 … as they form.

    A group goes on as the one that keeps most of its members, at least FEWEST_IN_COMMON; its number
    is never given to another. A group has a step at every time from the one at which it formed.
    """
    latest: dict[int, frozenset[str]] = {}
    steps = [_step(latest, groups) for groups in groups_at]
    return [[replace(step, state="already") for step in first] for first in steps[:1]] + steps[1:]


def _step(latest: dict[int, frozenset[str]], groups: list[frozenset[str]]) -> list[Step]:
    before = dict(latest)
    going_on = _going_on(before, groups)
    steps = []
    for position, members in enumerate(groups):
        number = going_on.get(position)
        if number is None:
            number = max(latest, default=0) + 1
            parted = any(_kept(members, earlier) for earlier in before.values())
            steps.append(Step(number, "split" if parted else "formed", members, came=members))
        else:
            came, left = members - before[number], before[number] - members
            steps.append(Step(number, _change(came, left), members, came, left))
        latest[number] = members
    for number in before.keys() - going_on.values():
        elsewhere = any(_kept(members, before[number]) for members in groups)
        state = "joined" if elsewhere else "not_together"
        steps.append(Step(number, state, frozenset()))
    return sorted(steps, key=lambda step: step.group)


def _going_on(before: dict[int, frozenset[str]], groups: list[frozenset[str]]) -> dict[int, int]:
    """Which group each goes on from: position → number, those with most in common first."""
    return _matched(dict(enumerate(groups)), before)


def _matched(
    members: dict[int, frozenset[str]], as_known: dict[int, frozenset[str]]
) -> dict[int, int]:
    """Each group's number as known, those with most members in common first; each number once."""
    common = [
        (-len(own & known), number, own_number)
        for own_number, own in members.items()
        for number, known in as_known.items()
        if _kept(own, known)
    ]
    found: dict[int, int] = {}
    for _, number, own_number in sorted(common):
        if own_number not in found and number not in found.values():
            found[own_number] = number
    return found


def _kept(members: frozenset[str], earlier: frozenset[str]) -> bool:
    return len(members & earlier) >= FEWEST_IN_COMMON


def _change(came: frozenset[str], left: frozenset[str]) -> str:
    if came and left:
        return "changed"
    return "grown" if came else "fewer" if left else "same"


def renumbered(
    members: dict[int, frozenset[str]], as_known: dict[int, frozenset[str]]
) -> dict[int, int]:
    """The number under which each group is known: that of which it has most members in common.

    members, as_known: number → members. A number is given once; a group for which none is left gets
    one beyond all that are known.
    """
    found = _matched(members, as_known)
    free = max(as_known, default=0) + 1
    for own_number in sorted(members.keys() - found.keys()):
        found[own_number] = free
        free += 1
    return found
