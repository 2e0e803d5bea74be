"""Which counts have to be withheld, so that none that is withheld can be worked out from the rest.

Primary suppression withholds what is about too few children. Complementary suppression withholds
more until a reader who adds up and takes away everything that is shown still cannot tell any
withheld count, nor that it is about so few. What such a reader can tell is solved exactly, as
integers (HiGHS through scipy.optimize.milp).
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, eye_array, hstack
from scipy.sparse.csgraph import connected_components

FEW_LEFT = 5  # cells that are sooner looked at one by one than together
WHOLE_NUMBER = 1e-6  # what a solver's fraction may be off


@dataclass(frozen=True)
class Whole:
    """A cell whose episodes are those of its parts; a child may be in several of them.

    apart: each episode is in one part only. children_add_up: each child is, too.
    """

    cell: int
    parts: tuple[int, ...]
    apart: bool = True
    children_add_up: bool = False


@dataclass(frozen=True)
class Book:
    """The cells that can be counted and how they hang together.

    episodes, children: (n,) int, the counts. shown: (n,) bool; a cell that is given to nobody is in
    the book because it might be worked out. cost: (n,) float, what is lost where a cell is
    withheld. at_least, at_most: (n,) episodes that each child of the cell has in it.
    """

    episodes: np.ndarray
    children: np.ndarray
    shown: np.ndarray
    cost: np.ndarray
    at_least: np.ndarray
    at_most: np.ndarray
    wholes: tuple[Whole, ...]


def withheld(book: Book, fewest: int) -> np.ndarray:
    """(n,) bool: the shown cells to withhold, about fewer children than `fewest` or beside those.

    What is withheld is known to be above zero, since zeros are shown. Afterwards each such cell,
    and each that is given to nobody and about too few, may still be about `fewest` children or
    more, and neither its episodes nor its children can be told.
    """
    few = (book.children > 0) & (book.children < fewest)
    hidden = book.shown & few
    reader = _Reader(book, fewest, few)
    while (cell := reader.can_tell(hidden)) is not None:
        hidden[reader.beside(cell, hidden)] = True
    return hidden


class _Reader:
    """One who adds up and takes away what is shown, and what has been found out about them."""

    def __init__(self, book: Book, fewest: int, few: np.ndarray):
        self.book, self.fewest, self.few = book, fewest, few
        self.truth = np.concatenate([book.episodes, book.children]).astype(float)
        # so large that it tells nothing, also of children with many episodes each
        self.most = 2 * self.truth.max(initial=0) + 10 * fewest * book.at_least.max(initial=1)
        self.rules, self.low, self.high = _rules(book)
        # More withheld leaves a reader no less in the dark, so what was found safe once stays safe.
        self.may_be_enough = ~few
        self.may_differ = np.zeros(len(self.truth), dtype=bool)

    def can_tell(self, hidden: np.ndarray) -> int | None:
        """A cell about which a reader can tell too much; None where there is none."""
        looked_at = hidden | (self.few & ~self.book.shown)
        seen = _Seen(self, hidden)
        self._try_all_at_once(seen, looked_at)
        for cell in np.flatnonzero(looked_at):
            if not self._is_safe(seen, cell):
                return int(cell)
        return None

    def beside(self, cell: int, hidden: np.ndarray) -> list[int]:
        """Shown cells to withhold too, so that less can be told of the cell.

        Those that move in the nearest world in which it is as it may not be told to be: one of them
        alone where that is enough, else all.
        """
        moved = self._moved_in_the_nearest_world(cell, hidden) or self._around(cell, hidden)[:1]
        for beside in moved if len(moved) > 1 else []:
            tried = hidden.copy()
            tried[beside] = True
            found_before = self.may_be_enough.copy(), self.may_differ.copy()
            if self._is_safe(_Seen(self, tried), cell):
                return [beside]
            # it stays shown, so worlds in which it differs are none of the reader's
            self.may_be_enough, self.may_differ = found_before
        return moved

    def _moved_in_the_nearest_world(self, cell: int, hidden: np.ndarray) -> list[int]:
        """Shown cells that differ where the cell does, cheapest first; none where none helps.

        A linear programme: to move a cell costs as much as it is dear, an episode or a child at a
        time, and fractions will do. Source: Kelly, Golden and Assad, Cell suppression: disclosure
        protection for sensitive tabular data, Networks 22 (1992).
        """
        n = len(self.few)
        if not self.may_be_enough[cell]:
            wanted = [(n + cell, self.fewest, np.inf)]
        else:
            one = n + cell if self.may_differ[cell] else cell
            wanted = [(one, self.truth[one] + 1, np.inf), (one, 1, self.truth[one] - 1)]
        worlds = [self._nearest_world(hidden, *bounds) for bounds in wanted]
        nearest = min((w for w in worlds if w is not None), key=lambda w: w[0], default=(0, []))
        return sorted(nearest[1], key=lambda c: (self.book.cost[c], c))

    def _nearest_world(
        self, hidden: np.ndarray, one: int, least: float, most: float
    ) -> tuple[float, list[int]] | None:
        """What it costs that a variable is from `least` to `most`, and the shown cells it moves."""
        n, book = len(self.few), self.book
        shown = np.tile(book.shown & ~hidden, 2)
        may_move = np.flatnonzero(shown & (self.truth > 0))
        count = len(may_move)
        low, high = np.tile(hidden, 2).astype(float), np.full(2 * n, self.most)
        low[shown] = np.minimum(self.truth[shown], 1)  # zeros are shown, whatever is withheld
        high[shown & (self.truth == 0)] = 0
        low[one], high[one] = max(low[one], least), min(high[one], most)
        if low[one] > high[one]:
            return None
        # after the counts, by how much each that may move does: upwards, then downwards
        moves = csr_array((np.ones(count), (np.arange(count), may_move)), shape=(count, 2 * n))
        up_and_down = [-eye_array(count), eye_array(count)]
        width = csr_array((self.rules.shape[0], 2 * count))
        costs = np.tile(book.cost, 2)[may_move]
        found = milp(
            np.concatenate([np.zeros(2 * n), costs, costs]),
            constraints=[
                LinearConstraint(hstack([self.rules, width]).tocsr(), self.low, self.high),
                LinearConstraint(
                    hstack([moves, *up_and_down]).tocsr(), *[self.truth[may_move]] * 2
                ),
            ],
            bounds=Bounds(
                np.concatenate([low, np.zeros(2 * count)]),
                np.concatenate([high, np.full(2 * count, np.inf)]),
            ),
        )
        if found.x is None:
            return None
        moved = found.x[2 * n :].reshape(2, count).max(axis=0) > WHOLE_NUMBER
        return found.fun, np.unique(may_move[moved] % n).tolist()

    def learn(self, world: np.ndarray) -> None:
        """Note what is possible in a world that agrees with everything shown."""
        n = len(self.few)
        self.may_be_enough |= world[n:] >= self.fewest
        self.may_differ |= world != self.truth

    def _is_safe(self, seen: "_Seen", cell: int) -> bool:
        n = len(self.few)
        if not self.may_be_enough[cell]:
            seen.solve({n + cell: 1})
        if not self.may_be_enough[cell]:
            return False
        for variable in (cell, n + cell):
            for direction in (1, -1):
                if not self.may_differ[variable]:
                    seen.solve({variable: direction})
        return bool(self.may_differ[cell] and self.may_differ[n + cell])

    def _try_all_at_once(self, seen: "_Seen", looked_at: np.ndarray) -> None:
        n = len(self.few)
        for _ in range(4):
            wanted = np.flatnonzero(looked_at & ~self.may_be_enough)
            if len(wanted) < FEW_LEFT or not seen.lift(n + wanted, self.fewest):
                break
        for direction in (1, -1):
            same = np.flatnonzero(np.tile(looked_at, 2) & ~self.may_differ)
            if len(same) >= FEW_LEFT:
                seen.solve(dict.fromkeys(same, direction))

    def _around(self, cell: int, hidden: np.ndarray) -> list[int]:
        """Shown cells that hang together with the cell, those beside it first, cheapest first."""
        book, near, reached, found = self.book, {cell}, {cell}, []
        open_to = book.shown & ~hidden & (book.episodes > 0)
        while near:
            beside = {
                other
                for whole in book.wholes
                for members in [{whole.cell, *whole.parts}]
                if members & near
                for other in members - reached
            }
            found += sorted((c for c in beside if open_to[c]), key=lambda c: (book.cost[c], c))
            reached |= beside
            near = {other for other in beside if not open_to[other] and book.episodes[other] > 0}
        if not found:
            raise AssertionError("everything is withheld, and still a count can be told")
        return found


class _Seen:
    """What is left unknown where some cells are withheld: a system of inequalities."""

    def __init__(self, reader: _Reader, hidden: np.ndarray):
        self.reader = reader
        self.free = np.flatnonzero(np.tile(hidden | ~reader.book.shown, 2))
        known = reader.truth.copy()
        known[self.free] = 0
        given = reader.rules @ known
        self.rules = reader.rules[:, self.free]
        self.low, self.high = reader.low - given, reader.high - given
        self.least = np.tile(hidden, 2)[self.free].astype(float)
        links = self.rules.T @ self.rules
        self.together = connected_components(links, directed=False)[1]

    def solve(self, objective: dict[int, float]) -> None:
        """Learn the world in which the objective, by variable, is greatest."""
        places = np.searchsorted(self.free, list(objective))
        for part in np.unique(self.together[places]):
            rows, columns = self._part(part)
            costs = np.zeros(len(self.free))
            costs[places] = -np.array(list(objective.values()), dtype=float)
            problem = self._problem(rows, columns, [])
            self._learn(columns, _best(costs[columns], problem))

    def lift(self, variables: np.ndarray, fewest: int) -> bool:
        """Learn worlds in which the variables come near to `fewest`; whether one more does."""
        before = self.reader.may_be_enough.sum()
        places = np.searchsorted(self.free, variables)
        for part in np.unique(self.together[places]):
            rows, columns = self._part(part)
            wanted = np.searchsorted(columns, places[self.together[places] == part])
            count, width = len(wanted), len(columns)
            # for each a further variable that is no greater than it and no greater than fewest
            problem = self._problem(rows, columns, [float(fewest)] * count)
            at = np.arange(count)
            no_greater = csr_array(
                (
                    np.repeat([1.0, -1.0], count),
                    (np.tile(at, 2), np.concatenate([wanted, width + at])),
                ),
                shape=(count, width + count),
            )
            problem["constraints"].append(LinearConstraint(no_greater, 0, np.inf))
            costs = np.concatenate([np.zeros(width), -np.ones(count)])
            self._learn(columns, _best(costs, problem)[:width])
        return self.reader.may_be_enough.sum() > before

    def _part(self, part: int) -> tuple[np.ndarray, np.ndarray]:
        """The rules and the variables that hang together; the other unknowns do not touch them."""
        columns = np.flatnonzero(self.together == part)
        rows = np.flatnonzero(np.diff(self.rules[:, columns].indptr))
        return rows, columns

    def _problem(self, rows: np.ndarray, columns: np.ndarray, further: list[float]) -> dict:
        """constraints and bounds; after the counts come variables from 0 to each of `further`."""
        wide = hstack([self.rules[rows][:, columns], csr_array((len(rows), len(further)))])
        least = np.concatenate([self.least[columns], np.zeros(len(further))])
        most = np.concatenate([np.full(len(columns), self.reader.most), further])
        return {
            "constraints": [LinearConstraint(csr_array(wide), self.low[rows], self.high[rows])],
            "bounds": Bounds(least, most),
        }

    def _learn(self, columns: np.ndarray, found: np.ndarray) -> None:
        world = self.reader.truth.copy()
        world[self.free[columns]] = found
        self.reader.learn(world)


def _best(costs: np.ndarray, problem: dict) -> np.ndarray:
    """The cheapest whole numbers; where fractions come out whole by themselves that is quicker."""
    found = _solved(costs, **problem)
    if np.abs(found - np.round(found)).max(initial=0) > WHOLE_NUMBER:
        found = _solved(costs, integrality=np.ones(len(costs)), **problem)
    return np.round(found)


def _solved(costs: np.ndarray, **problem) -> np.ndarray:
    found = milp(costs, **problem)
    if found.x is None:
        # what is so is a solution, and still HiGHS 1.12 may find none once it has simplified
        found = milp(costs, options={"presolve": False}, **problem)
    if found.x is None:
        raise AssertionError(f"counts that hang together were not found: {found.message}")
    return found.x


def _rules(book: Book) -> tuple[csr_array, np.ndarray, np.ndarray]:
    """What everybody knows of any such book: low <= rules @ [episodes, children] <= high."""
    n = len(book.episodes)
    rows: list[tuple[dict[int, float], float, float]] = []
    for whole in book.wholes:
        episodes = {whole.cell: -1, **dict.fromkeys(whole.parts, 1)}
        rows.append((episodes, 0, 0 if whole.apart else np.inf))
        if not whole.apart:
            rows += [({part: 1, whole.cell: -1}, -np.inf, 0) for part in whole.parts]
        children = {n + whole.cell: -1, **{n + part: 1 for part in whole.parts}}
        rows.append((children, 0, 0 if whole.children_add_up else np.inf))
        rows += [({n + part: 1, n + whole.cell: -1}, -np.inf, 0) for part in whole.parts]
    for cell in range(n):
        rows.append(({cell: 1, n + cell: -float(book.at_least[cell])}, 0, np.inf))
        if np.isfinite(book.at_most[cell]):
            rows.append(({cell: 1, n + cell: -float(book.at_most[cell])}, -np.inf, 0))
    places = [(row, column) for row, (entries, *_) in enumerate(rows) for column in entries]
    values = [value for entries, *_ in rows for value in entries.values()]
    row, column = np.array(places, dtype=int).reshape(-1, 2).T
    rules = csr_array((values, (row, column)), shape=(len(rows), 2 * n))
    low, high = np.array([(low, high) for _, low, high in rows], dtype=float).reshape(-1, 2).T
    return rules, low, high
