"""Is a change more than chance? Against exact answers that can be counted by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.statistics.chance import swap_p_value, swap_rate_p_value


def test_no_difference_is_certainly_chance():
    assert swap_p_value(np.array([0, 0, 0])) == 1.0
    assert swap_p_value(np.array([])) == 1.0


def test_one_child_alone_can_never_show_more_than_chance():
    assert swap_p_value(np.array([50])) == 1.0  # both signs are as large


def test_five_children_all_up_by_one_are_two_swaps_in_thirty_two():
    assert swap_p_value(np.ones(5)) == pytest.approx(2 / 32, abs=0.01)


def test_forty_episodes_of_one_child_weigh_less_than_one_more_of_each_of_forty():
    one_child = np.array([40] + [1, -1] * 10)
    all_children = np.ones(40)
    # as large whenever the twenty ones add up to nothing or to the same side: (1 + 0.176) / 2
    assert swap_p_value(one_child) == pytest.approx(0.588, abs=0.03)
    assert swap_p_value(all_children) < 0.001


def test_the_same_differences_give_the_same_answer():
    differences = np.array([3, -1, 2, 2, -4, 1])
    assert swap_p_value(differences) == swap_p_value(differences)


def test_many_children_are_judged_by_the_normal_curve_alike():
    generator = np.random.default_rng(7)
    few = generator.integers(-3, 4, size=4000)
    many = np.concatenate([few, few])
    # twice the same evidence: the z value grows by the square root of two
    z = abs(few.sum()) / np.sqrt((few.astype(float) ** 2).sum())
    from scipy.stats import norm

    assert swap_p_value(many) == pytest.approx(2 * norm.sf(z * np.sqrt(2)), abs=1e-9)


@given(st.lists(st.integers(-20, 20), max_size=30))
def test_the_sign_of_the_change_does_not_matter(differences):
    values = np.array(differences)
    assert 0 < swap_p_value(values) <= 1
    assert swap_p_value(values) == swap_p_value(-values)


def test_a_rate_is_swapped_with_its_own_denominators():
    # two children; unswapped (or both swapped) the rates are 3/4 and 1/4; one swapped alone: 1/2
    # and 1/2 either way. So half of the swaps change the rate as much.
    before, after = np.array([1.0, 0.0]), np.array([2.0, 1.0])
    bases = np.array([2.0, 2.0])
    assert swap_rate_p_value(before, bases, after, bases) == pytest.approx(1 / 2, abs=0.03)


def test_a_rate_that_no_child_changes_is_certainly_chance():
    same = np.array([1.0, 2.0]), np.array([3.0, 4.0])
    assert swap_rate_p_value(*same, *same) == 1.0
