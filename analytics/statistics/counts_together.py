"""Counts that hang together, and what everybody knows of any such counts."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array


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


def rules_of(book: Book) -> tuple[csr_array, np.ndarray, np.ndarray]:
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
