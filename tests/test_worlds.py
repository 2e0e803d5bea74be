"""What is learnt of worlds in which withheld counts are others than they are."""

import numpy as np
from scipy.optimize import milp

from analytics.statistics import worlds
from analytics.statistics.counts_together import Book, Whole, rules_of
from analytics.statistics.worlds import Worlds

FEWEST = 5
# Two totals of their own: 30 episodes of 20 children in parts of 27 and 3, and the same once more.
EPISODES, CHILDREN = np.array([30, 27, 3] * 2), np.array([20, 18, 2] * 2)
PARTS = np.array([False, True, True] * 2)


class Reader:
    """Who adds up and takes away, and keeps each world it is shown."""

    def __init__(self):
        self.book = Book(
            episodes=EPISODES,
            children=CHILDREN,
            shown=np.ones(6, dtype=bool),
            cost=np.ones(6),
            at_least=np.ones(6),
            at_most=np.full(6, np.inf),
            wholes=(Whole(0, (1, 2)), Whole(3, (4, 5))),
        )
        self.truth = np.concatenate([EPISODES, CHILDREN]).astype(float)
        self.most = 100.0
        self.rules, self.low, self.high = rules_of(self.book)
        self.may_be_enough = CHILDREN >= FEWEST
        self.worlds = []

    def learn(self, world):
        self.may_be_enough |= world[6:] >= FEWEST
        self.worlds.append(world)


def test_counts_that_do_not_hang_together_are_each_lifted_in_a_world_of_their_own(monkeypatch):
    problems = []

    def noted(costs, **how):
        problems.append((len(costs), "integrality" in how))
        return milp(costs, **how)

    monkeypatch.setattr(worlds, "milp", noted)
    reader = Reader()
    # what is withheld of the one has nothing to do with what is withheld of the other
    assert Worlds(reader, PARTS).lift(np.array([8, 11]), FEWEST)
    assert reader.may_be_enough.all()
    first, second = reader.worlds
    assert (first[11], second[8]) == (2, 2) and min(first[8], second[11]) >= FEWEST
    # two parts' episodes and children, and the one to be lifted; all came out whole by themselves
    assert problems == [(5, False), (5, False)]
    assert not Worlds(reader, PARTS).lift(np.array([8, 11]), FEWEST)  # nothing more is learnt


def test_a_world_that_is_learnt_agrees_with_everything_shown():
    reader = Reader()
    Worlds(reader, PARTS).solve({2: 1, 5: 1})
    for world in reader.worlds:
        assert ((reader.rules @ world >= reader.low) & (reader.rules @ world <= reader.high)).all()
        assert world[[0, 3, 6, 9]].tolist() == [30, 30, 20, 20]
    # 30 episodes less the one that the other part has at least
    assert sorted(world[[2, 5]].max() for world in reader.worlds) == [29, 29]
