"""One who adds up and takes away everything that an audience is shown, to find what is withheld.

Written without a look at how counts are chosen to be withheld: neither analytics.store.cells nor
analytics.statistics.suppression is used here. A puzzle holds the counts of one quarter and category
as unknown whole numbers, with what everybody knows of any such counts (a child has an episode, a
child of a part is one of the whole) and what was shown. tests/attack_answers.py asks for
everything; here the puzzle is solved.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, vstack

from analytics.definitions import FEWEST_CHILDREN_SHOWN, REPEAT_BANDS, SUPPRESSED

What = tuple[str, ...]
Unknown = tuple[What, str]

EPISODES, CHILDREN = "episodes", "children"
ANY = "*"
# Every episode is one of these: placement type, area and what came of the interview.
TYPES = ("residential", "foster", "semi_independent", "other", "not_known")
AREAS = ("in_area", "out_of_area", "not_known")
HELD = ("in_time", "late")
NOT_HELD = ("voided", "declined", "pending", "not_recorded")
SPLITS = (
    {ANY: TYPES},
    {ANY: AREAS},
    {ANY: ("completed", *NOT_HELD), "completed": HELD},
)
WHOLE: What = ("outcome", ANY, ANY, ANY)
NOISE = 1e-6  # of rates read back as fractions


@dataclass(frozen=True)
class Found:
    """A hidden count that is known too well, and between what it must lie."""

    what: What
    episodes: tuple[int, int]
    children: tuple[int, int]


class Puzzle:
    """The counts of one quarter and category, and everything that is known of them.

    rounded: whether numbers are told to the nearest ten and rates to the nearest tenth. fewest:
    children of whom everybody knows that a count is withheld where it is of fewer.
    """

    def __init__(self, *, rounded: bool = False, fewest: int = FEWEST_CHILDREN_SHOWN):
        self.rounded, self.fewest = rounded, fewest
        self.at: dict[Unknown, int] = {}
        self.least: list[float] = []
        self.greatest: list[float] = []
        self.rules: list[tuple[dict[int, float], float, float]] = []
        self.told: dict[Unknown, str] = {}

    def count(self, what: What) -> tuple[int, int]:
        """Where the count's episodes and children are; the first time, that each child has one."""
        if (what, EPISODES) not in self.at:
            for kind in (EPISODES, CHILDREN):
                self.at[what, kind] = len(self.least)
                self.least.append(0)
                self.greatest.append(np.inf)
            episodes, children = self.at[what, EPISODES], self.at[what, CHILDREN]
            self.rule({episodes: 1, children: -1}, 0, np.inf)
        return self.at[what, EPISODES], self.at[what, CHILDREN]

    def rule(self, terms: dict[int, float], low: float, high: float) -> None:
        """That the sum of the terms, unknown → how many times, is from low to high."""
        self.rules.append((terms, low, high))

    def whole(
        self,
        what: What,
        parts: Iterable[What],
        *,
        apart: bool = True,
        children_add_up: bool = False,
    ) -> None:
        """That the parts make up the whole; not apart: an episode may be in several of them."""
        episodes, children = self.count(what)
        split = [self.count(part) for part in parts]
        more = dict.fromkeys((part for part, _ in split), 1) | {episodes: -1}
        self.rule(more, 0, 0 if apart else np.inf)
        more = dict.fromkeys((part for _, part in split), 1) | {children: -1}
        self.rule(more, 0, 0 if children_add_up else np.inf)
        for part in split:
            for of_part, of_whole in zip(part, (episodes, children), strict=True):
                self.rule({of_part: 1, of_whole: -1}, -np.inf, 0)

    def outcomes(self) -> None:
        """What came of the interviews, by placement type and area, with every total of these."""
        axes = [(*split[ANY], *(["in_time", "late"] if "completed" in split else []), ANY)
                for split in SPLITS]  # fmt: skip
        for kind in axes[0]:
            for area in axes[1]:
                for outcome in axes[2]:
                    cell = (kind, area, outcome)
                    for axis, split in enumerate(SPLITS):
                        parts = [
                            ("outcome", *cell[:axis], part, *cell[axis + 1 :])
                            for part in split.get(cell[axis], ())
                        ]
                        if parts:
                            self.whole(("outcome", *cell), parts)

    def bands(self, variable: str) -> None:
        """That children of a band of episodes have so many each."""
        for band, fewest, most in REPEAT_BANDS:
            episodes, children = self.count((variable, band))
            self.rule({episodes: 1, children: -fewest}, 0, np.inf)
            if most is not None:
                self.rule({episodes: 1, children: -most}, -np.inf, 0)

    def tell(self, what: What, kind: str, value) -> None:
        """That this is what stands where the count is asked for; an empty cell tells nothing.

        The rules of the house are known to everybody: what is withheld is not zero, and what is
        shown and not zero is of at least so many children. Raises AssertionError where the same
        count was told otherwise before.
        """
        if is_empty(value):
            return
        text = value if value == SUPPRESSED else f"{float(value):g}"
        before = self.told.setdefault((what, kind), text)
        assert before == text, f"{what} {kind} is {before} here and {text} there"
        episodes, children = self.count(what)
        if value == SUPPRESSED:
            self._between(episodes, 1, np.inf)
            self._between(children, 1, np.inf)
            return
        self._between(self.at[what, kind], *self.lie_between(value))
        if value == 0:
            self._between(children, 0, 0)
            self._between(episodes, 0, 0)
        else:
            self._between(children, self.fewest, np.inf)

    def lie_between(self, number: float) -> tuple[float, float]:
        """What a number that is shown may be."""
        return (number - 5, number + 4) if self.rounded and number else (number, number)

    def tell_rate(self, part: What, of: dict[What, float], value) -> None:
        """That the part's episodes are such a share of the sum `of`: what → how many times."""
        if is_empty(value) or value == SUPPRESSED:
            return
        low, high = value - NOISE, value + NOISE
        if self.rounded:
            low = value - (0.1 if value < 0.15 else 0.05)
            high = value + (0.1 if value > 0.85 else 0.05)
            if value in (0, 1):
                low = high = value
        for share, bounds in ((low, (-NOISE, np.inf)), (high, (-np.inf, NOISE))):
            terms = {self.count(what)[0]: -share * times for what, times in of.items()}
            place = self.count(part)[0]
            self.rule(terms | {place: terms.get(place, 0) + 1}, *bounds)

    def _between(self, place: int, low: float, high: float) -> None:
        self.least[place] = max(self.least[place], low)
        self.greatest[place] = min(self.greatest[place], high)

    def contradicted_by(self, truth: dict[What, tuple[int, int]]) -> list:
        """What is said that is not so: nothing, unless the attack or what is shown is wrong."""
        counts = self.vector(truth)
        names = {place: name for name, place in self.at.items()}
        wrong = [
            (names[place], low, high, counts[place])
            for place, (low, high) in enumerate(zip(self.least, self.greatest, strict=True))
            if not low <= counts[place] <= high
        ]
        for terms, low, high in self.rules:
            total = sum(times * counts[place] for place, times in terms.items())
            if not low - NOISE <= total <= high + NOISE:
                wrong.append(({names[place]: times for place, times in terms.items()}, low, high))
        return wrong

    def vector(self, truth: dict[What, tuple[int, int]]) -> np.ndarray:
        """The true counts, in the order of the unknowns."""
        counts = np.zeros(len(self.least))
        for (what, kind), place in self.at.items():
            counts[place] = truth.get(what, (0, 0))[kind == CHILDREN]
        return counts


def is_empty(value) -> bool:
    return not isinstance(value, str) and bool(pd.isna(value))


class Solver:
    """Worlds in which everything is as shown; what they differ in cannot be told."""

    def __init__(self, puzzle: Puzzle, truth: np.ndarray):
        least, greatest = np.array(puzzle.least, float), np.array(puzzle.greatest, float)
        # more than any count can be; five children with 51 episodes each must be possible
        most = greatest[np.isfinite(greatest)].max(initial=0) + 51 * 2 * FEWEST_CHILDREN_SHOWN
        self.n, self.least, self.greatest = len(least), least, np.minimum(greatest, most)
        rules = list(puzzle.rules)
        for (what, kind), place in puzzle.at.items():
            if kind == CHILDREN and least[place] == 0:  # without a child there is no episode
                rules.append(({puzzle.at[what, EPISODES]: 1, place: -most}, -np.inf, 0))
        self.rules = _matrix([terms for terms, *_ in rules], self.n)
        self.low, self.high = np.array([bounds for _, *bounds in rules], float).reshape(-1, 2).T
        # the truth is one of the worlds, and only saves the time of finding it
        self.seen_least, self.seen_greatest = truth.copy(), truth.copy()

    def lift(self, places: np.ndarray, to: int) -> None:
        """Look for one world in which as many as possible of the places come up to `to`."""
        # for each a further unknown that is no greater than it and no greater than that
        further = self.n + np.arange(len(places))
        pairs = zip(places, further, strict=True)
        no_greater = [({place: 1, beside: -1}, 0, np.inf) for place, beside in pairs]
        self._solve(dict.fromkeys(further, 1.0), no_greater, np.full(len(places), float(to)))

    def push(self, objective: dict[int, float]) -> None:
        """Find a world in which the sum, place → how many times, is as great as can be."""
        self._solve(objective, [], np.empty(0))

    def seen(self, place: int) -> tuple[int, int]:
        """The least and the greatest that the count was in any world found."""
        return int(self.seen_least[place]), int(self.seen_greatest[place])

    def _solve(self, objective: dict[int, float], rules: list, further: np.ndarray) -> None:
        width = self.n + len(further)
        costs = np.zeros(width)
        costs[list(objective)] = [-times for times in objective.values()]
        matrix = vstack(
            [_matrix_of_width(self.rules, width), _matrix([r for r, *_ in rules], width)]
        )
        low, high = (
            np.r_[of, [rule[at] for rule in rules]] for of, at in ((self.low, 1), (self.high, 2))
        )
        problem = {
            "constraints": LinearConstraint(matrix.tocsr(), low, high),
            "bounds": Bounds(
                np.r_[self.least, np.zeros(len(further))], np.r_[self.greatest, further]
            ),
            "integrality": np.arange(width) < self.n,
        }
        found = milp(costs, **problem)
        if found.x is None:  # HiGHS gives up now and then on what it had made simpler
            found = milp(costs, **problem, options={"presolve": False})
        assert found.x is not None, found.message
        world = np.round(found.x[: self.n])
        self.seen_least = np.minimum(self.seen_least, world)
        self.seen_greatest = np.maximum(self.seen_greatest, world)


def _matrix(rows: list[dict[int, float]], width: int) -> csr_array:
    row = np.repeat(np.arange(len(rows)), [len(terms) for terms in rows])
    place = [place for terms in rows for place in terms]
    times = [float(times) for terms in rows for times in terms.values()]
    return csr_array((times, (row, place)), shape=(len(rows), width))


def _matrix_of_width(matrix: csr_array, width: int) -> csr_array:
    parts = (matrix.data, matrix.indices, matrix.indptr)
    return csr_array(parts, shape=(matrix.shape[0], width))


def known_too_well(puzzle: Puzzle, truth: dict[What, tuple[int, int]]) -> list[Found]:
    """Shown counts of one to four children, and hidden ones that can be told to be so few.

    Hidden are those that are withheld, and those never shown that are of one to four children. Of
    these, too, no value may be the only one possible.
    """
    hidden = {what for (what, _), text in puzzle.told.items() if text == SUPPRESSED}
    shown = {what for (what, _) in puzzle.told} - hidden
    small = {what for what, (_, children) in truth.items() if children < FEWEST_CHILDREN_SHOWN}
    plain = [Found(what, *((n, n) for n in truth[what])) for what in sorted(shown & small)]
    looked_at = sorted(hidden | (small & {what for what, _ in puzzle.at} - shown))
    if not looked_at:
        return plain
    solver = Solver(puzzle, puzzle.vector(truth))
    places = np.array([puzzle.count(what) for what in looked_at])

    def few() -> np.ndarray:
        known = solver.seen_least, solver.seen_greatest
        least, greatest = (of[places[:, 1]] for of in known)
        return (least > 0) & (greatest < FEWEST_CHILDREN_SHOWN)

    def same() -> np.ndarray:
        return (solver.seen_least == solver.seen_greatest)[places]

    def doubtful() -> np.ndarray:
        return few() | same().any(axis=1)

    for attempt in range(4):
        if attempt == 1 and doubtful().any():
            solver.push(dict.fromkeys(places[doubtful()].ravel(), -1))
        elif few().any():
            solver.lift(places[few(), 1], FEWEST_CHILDREN_SHOWN)
    if same().any():
        solver.push(dict.fromkeys(places[same()], 1))
    for at in np.flatnonzero(doubtful()):
        for place, direction in product(places[at], (1, -1)):
            solver.push({place: direction})
    return plain + [
        Found(looked_at[at], *(solver.seen(place) for place in places[at]))
        for at in np.flatnonzero(doubtful())
    ]
