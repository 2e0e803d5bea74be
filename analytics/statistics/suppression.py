"""Which counts have to be withheld, so that none that is withheld can be worked out from the rest.

Primary suppression withholds what is about too few children. Complementary suppression withholds
more until a reader who adds up and takes away everything that is shown still cannot tell any
withheld count, nor that it is about so few. What such a reader can tell is solved exactly, as
integers (HiGHS through scipy.optimize.milp).
"""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, eye_array, hstack

from analytics.statistics.counts_together import Book, rules_of
from analytics.statistics.worlds import WHOLE_NUMBER, Worlds

FEW_LEFT = 5  # cells that are sooner looked at one by one than together


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
        self.rules, self.low, self.high = rules_of(book)
        # More withheld leaves a reader no less in the dark, so what was found safe once stays safe.
        self.may_be_enough = ~few
        self.may_differ = np.zeros(len(self.truth), dtype=bool)

    def can_tell(self, hidden: np.ndarray) -> int | None:
        """A cell about which a reader can tell too much; None where there is none."""
        looked_at = hidden | (self.few & ~self.book.shown)
        seen = Worlds(self, hidden)
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
            if self._is_safe(Worlds(self, tried), cell):
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

    def _is_safe(self, seen: Worlds, cell: int) -> bool:
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

    def _try_all_at_once(self, seen: Worlds, looked_at: np.ndarray) -> None:
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
