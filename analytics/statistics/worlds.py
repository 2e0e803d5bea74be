"""Worlds that agree with everything shown: what a reader of the rest cannot tell apart."""

from typing import Protocol

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack
from scipy.sparse.csgraph import connected_components

from analytics.statistics.counts_together import Book

WHOLE_NUMBER = 1e-6  # what a solver's fraction may be off


class Reader(Protocol):
    """Who learns from worlds: the counts as they are, the rules of any, and what was learnt.

    truth: (2n,) episodes, then children. most: more than any count. rules, low, high: as rules_of.
    """

    book: Book
    truth: np.ndarray
    most: float
    rules: csr_array
    low: np.ndarray
    high: np.ndarray
    may_be_enough: np.ndarray

    def learn(self, world: np.ndarray) -> None:
        """Note what is possible in a world."""


class Worlds:
    """What is left unknown where some cells are withheld: a system of inequalities."""

    def __init__(self, reader: Reader, hidden: np.ndarray):
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
