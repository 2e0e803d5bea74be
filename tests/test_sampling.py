"""A sample that can be shown to be fair: sums, equal chances, the same seed the same sample."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.statistics.sampling import shared_out, stratified_sample

SIZES = st.lists(st.integers(0, 60), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("sizes", "number", "expected"),
    [
        # of 10: 6.0, 3.0 and 1.0
        ([60, 30, 10], 10, [6, 3, 1]),
        # 12 × 53, 18, 15, 1 / 87 = 7.31, 2.48, 2.07, 0.14: the remainder .48 is rounded up; the
        # last would have none and takes it from 2.48 rounded up to 3, furthest above its proportion
        ([53, 18, 15, 1], 12, [7, 2, 2, 1]),
        # 3.5 and 3.5: of equal remainders the earlier
        ([50, 50], 7, [4, 3]),
        # 0.5 and 1.5: of equal remainders the larger stratum
        ([1, 3], 2, [1, 1]),
        ([25, 75], 2, [1, 1]),
        # fewer than there are strata: in proportion only, and none where there is nothing
        ([90, 5, 5], 2, [2, 0, 0]),
        ([10, 0, 10], 4, [2, 0, 2]),
        # more than there are: all
        ([3, 2], 9, [3, 2]),
        ([0, 0], 5, [0, 0]),
        ([5, 5], 0, [0, 0]),
    ],
)
def test_a_sample_is_shared_out_in_proportion(sizes, number, expected):
    assert shared_out(np.array(sizes), number).tolist() == expected


@given(SIZES, st.integers(0, 200))
def test_shares_add_up_and_no_stratum_gives_more_than_it_has(sizes, number):
    counts = shared_out(np.array(sizes), number)
    assert counts.sum() == min(number, sum(sizes))
    assert ((counts >= 0) & (counts <= sizes)).all()
    if number >= np.count_nonzero(sizes):
        assert (counts[np.array(sizes) > 0] > 0).all()


def sample(references, strata, number, seed):
    drawn = stratified_sample(np.array(references), np.array(strata), number, seed)
    return [references[position] for position in drawn]


def test_the_sample_is_the_one_that_this_seed_has_always_given():
    # PCG64's raw numbers are the same on every machine: another sample here would break every
    # sample that has been written down
    references = [f"I{number:02d}" for number in range(20)]
    strata = ["foster"] * 12 + ["residential"] * 8
    assert sample(references, strata, 5, 20214) == ["I06", "I09", "I04", "I16", "I13"]


def test_the_order_of_the_rows_does_not_matter():
    references = [f"I{number:02d}" for number in range(20)]
    strata = ["foster"] * 12 + ["residential"] * 8
    shuffled = np.random.default_rng(1).permutation(20)
    again = sample([references[n] for n in shuffled], [strata[n] for n in shuffled], 5, 20214)
    assert again == sample(references, strata, 5, 20214)


def test_another_seed_gives_another_sample():
    references = [f"I{number:02d}" for number in range(20)]
    assert sample(references, ["a"] * 20, 5, 1) != sample(references, ["a"] * 20, 5, 2)


def test_each_of_a_stratum_has_the_same_chance():
    # 6 of 12 and 2 of 4 in 2,000 draws: each is drawn 1,000 times, give or take 22.4
    references = [f"I{number:02d}" for number in range(16)]
    strata = np.array(["foster"] * 12 + ["residential"] * 4)
    drawn = np.zeros(16, int)
    for seed in range(2000):
        drawn[stratified_sample(np.array(references), strata, 8, seed)] += 1
    assert drawn[:12].sum() == 12_000 and drawn[12:].sum() == 4000
    assert abs(drawn - 1000).max() < 4 * 22.4


def test_nothing_is_drawn_of_nothing_and_all_of_too_few():
    assert sample([], [], 5, 1) == []
    assert sorted(sample(["b", "a"], ["x", "y"], 9, 1)) == ["a", "b"]
