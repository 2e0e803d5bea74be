"""Groups that links make, and how they are followed from one time to the next."""

from dataclasses import dataclass

import networkx

FEWEST_IN_COMMON = 2  # members that a group keeps from one time to the next: a pair at least


@dataclass(frozen=True)
class Step:
    """What became of one group at one time.

    state: formed, split (formed out of another group), grown, fewer, changed (some joined, others
    left), same, joined (its members are in another group now) or not_together. members: who are
    together now; empty for the last two. came, left: against when it was last together.
    """

    group: int
    state: str
    members: frozenset[str]
    came: frozenset[str] = frozenset()
    left: frozenset[str] = frozenset()


def grouped(links: list[tuple[str, str]]) -> list[frozenset[str]]:
    """Who is connected by links, directly or through others; by their first member."""
    found = networkx.connected_components(networkx.Graph(links))
    return sorted((frozenset(members) for members in found), key=min)


def followed(groups_at: list[list[frozenset[str]]]) -> list[list[Step]]:
    """The groups of each time, oldest first, with the numbers they keep: 1, 2 … as they form.

    A group goes on as the one that keeps most of its members, at least FEWEST_IN_COMMON; its number
    is never given to another. A group has a step at every time from the one at which it formed.
    """
    latest: dict[int, frozenset[str]] = {}
    return [_step(latest, groups) for groups in groups_at]


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
    common = [
        (-len(members & earlier), number, position)
        for position, members in enumerate(groups)
        for number, earlier in before.items()
        if _kept(members, earlier)
    ]
    found: dict[int, int] = {}
    for _, number, position in sorted(common):
        if position not in found and number not in found.values():
            found[position] = number
    return found


def _kept(members: frozenset[str], earlier: frozenset[str]) -> bool:
    return len(members & earlier) >= FEWEST_IN_COMMON


def _change(came: frozenset[str], left: frozenset[str]) -> str:
    if came and left:
        return "changed"
    return "grown" if came else "fewer" if left else "same"
