"""Is a group different from the rest? By children: simulated worlds and one worked by hand."""

import numpy as np
import pytest
from scipy.stats import t

from analytics.statistics.groups import against_the_rest


def test_a_worked_example_of_four_children():
    # Group 0: children with 1 of 1 and 0 of 1; group 1: with 1 of 2 and 2 of 2. All: 4 of 6.
    group, child = np.array([0, 0, 1, 1]), np.array([0, 1, 2, 3])
    hits, base = np.array([1.0, 0, 1, 2]), np.array([1.0, 1, 2, 2])
    p_values, _ = against_the_rest(group, child, hits, base, fewest=2)
    # left over: 1/3, −2/3 | −1/3, 2/3; per base 1/6, −1/3 | 1/12, −1/6 (the rest is taken off)
    variance = (1 / 36 + 1 / 9 + 1 / 144 + 1 / 36) * 4 / 3
    expected = 2 * t.sf((3 / 4 - 1 / 2) / np.sqrt(variance), 3)
    assert p_values == pytest.approx([expected, expected])


def world(rng, *, children: int = 40, difference: float = 0.0) -> tuple:
    """Children, some with many episodes, each with a rate of its own, in four groups."""
    child = np.arange(children)
    group = child % 4
    base = rng.geometric(0.12, children).astype(float)
    rate = np.clip(rng.beta(3, 2, children) - difference * (group == 0), 0, 1)
    return group, child, rng.binomial(base.astype(int), rate).astype(float), base


def test_one_childs_many_episodes_are_not_many_pieces_of_evidence():
    found = sum(
        (against_the_rest(*world(np.random.default_rng(n)), fewest=5)[1] < 0.05).any()
        for n in range(200)
    )
    assert found <= 20  # at most 5 % of worlds without a difference, with room for the draw


def test_a_difference_is_found():
    found = 0
    for number in range(40):
        rng = np.random.default_rng(number)
        there = world(rng, children=120, difference=0.5)
        found += against_the_rest(*there, fewest=5)[1][0] < 0.05
    assert found >= 38


def test_a_child_may_be_in_several_groups():
    # Each child has one episode in each group: the children are the same, the rates differ.
    group, child = np.tile([0, 1], 20), np.repeat(np.arange(20), 2)
    hits = np.where(group == 0, 1.0, child % 2)
    p_values, _ = against_the_rest(group, child, hits, np.ones(40), fewest=5)
    assert (p_values < 0.01).all()


def test_groups_or_rests_of_few_children_are_not_tested():
    group, child = np.array([0] * 4 + [1] * 6), np.arange(10)
    hits, base = np.array([0.0, 1] * 5), np.ones(10)
    assert np.isnan(against_the_rest(group, child, hits, base, fewest=5)[0]).all()
    assert not np.isnan(against_the_rest(group, child, hits, base, fewest=4)[0]).any()


def test_more_groups_looked_at_ask_for_more():
    group, child = np.repeat(np.arange(4), 10), np.arange(40)
    hits = np.where(group == 0, child % 5 == 0, child % 2).astype(float)
    p_values, q_values = against_the_rest(group, child, hits, np.ones(40), fewest=5)
    assert (q_values >= p_values).all()
    assert q_values[0] == pytest.approx(p_values[0] * 4)  # the smallest of four


def test_a_group_that_is_not_tested_is_not_among_those_that_are_corrected_for():
    # three groups of ten children and one of four
    group, child = np.append(np.repeat(np.arange(3), 10), [3] * 4), np.arange(34)
    hits = np.where(group == 0, child % 5 == 0, child % 2).astype(float)
    p_values, q_values = against_the_rest(group, child, hits, np.ones(34), fewest=5)
    assert np.isnan(p_values[3]) and np.isnan(q_values[3])
    assert q_values[0] == pytest.approx(p_values[0] * 3)  # the smallest of three


def test_nothing_to_compare_gives_no_value():
    none = np.array([], dtype=np.int64)
    p_values, q_values = against_the_rest(none, none, none * 1.0, none * 1.0, fewest=5)
    assert len(p_values) == len(q_values) == 0
    alike = against_the_rest(
        np.repeat([0, 1], 5), np.arange(10), np.ones(10), np.ones(10), fewest=5
    )
    assert np.isnan(alike[0]).all()  # everybody in time: nothing varies


def test_one_child_alone_tells_nothing_of_its_groups():
    of_one = np.array([0, 0])
    p_values, q_values = against_the_rest(
        np.array([0, 1]), of_one, np.array([1.0, 0]), np.ones(2), fewest=1
    )
    assert np.isnan(p_values).all() and np.isnan(q_values).all()
