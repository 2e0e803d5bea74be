"""Is a change more than chance? Against exact answers that can be counted by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.statistics import gaps, survival
from analytics.statistics.chance import SWAPS, corrected, swap_p_value, swap_rate_p_value


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


def test_what_no_swap_does_is_as_seldom_as_one_in_all_of_them_and_never_certain():
    # of forty children all swaps but two in 2 to the 40th add up to less
    one_of_all = 1 / (SWAPS + 1)
    assert swap_p_value(np.ones(40)) == one_of_all
    nobody, everybody, once = np.zeros(40), np.ones(40), np.ones(40)
    assert swap_rate_p_value(nobody, once, everybody, once) == one_of_all


def test_nor_is_anything_certain_by_shuffling_gaps_or_interviews():
    # twenty gaps of forty days, then twenty of one: in no shuffle are all the short ones later
    shorter, of_one = np.repeat([40.0, 1.0], 20), np.zeros(40, dtype=int)
    _, (p_value,) = gaps.later_half_against_earlier(shorter, of_one)
    assert p_value == 1 / (gaps.SHUFFLES + 1)
    # again after one day or after forty, by whether the interview was in time
    again, in_time = np.ones(40, dtype=bool), np.repeat([False, True], 20)
    p_value = survival.log_rank_p_value_within(shorter, again, in_time, of_one)
    assert p_value == 1 / (survival.SHUFFLES + 1)


def test_a_swap_that_leaves_a_quarter_without_a_denominator_counts_as_as_large():
    # one child had an episode before only, not in time, the other after only, in time: 0 of 1 and
    # 1 of 1. Both swapped the shares change as much, one of them swapped a quarter has no share.
    before, before_base = np.array([0.0, 0.0]), np.array([1.0, 0.0])
    after, after_base = np.array([0.0, 1.0]), np.array([0.0, 1.0])
    assert swap_rate_p_value(before, before_base, after, after_base) == 1.0


def test_p_values_are_corrected_as_in_the_published_example():
    # Benjamini and Hochberg 1995, section 3.2: of fifteen the four smallest are below 0.05 then
    p_values = np.array(
        [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
         0.5719, 0.6528, 0.7590, 1.0]
    )  # fmt: skip
    q_values = corrected(p_values)
    assert q_values[:5] == pytest.approx([0.0015, 0.003, 0.0095, 0.035625, 0.0603])
    assert np.count_nonzero(q_values < 0.05) == 4 and q_values[-1] == 1.0


def test_what_was_not_tested_is_not_among_those_that_are_corrected_for():
    found = corrected(np.array([np.nan, 0.04, np.nan, 0.01]))
    assert np.isnan(found[[0, 2]]).all()
    assert found[[1, 3]] == pytest.approx([0.04, 0.02])  # of two, not of four
    among_ten = corrected(np.array([0.04, np.nan, 0.01]), 10)
    assert among_ten[[0, 2]] == pytest.approx([0.2, 0.1]) and np.isnan(among_ten[1])


def test_a_child_whose_figure_is_the_same_alters_no_chance():
    differences = np.array([2.0, 1, 1, -1])
    assert swap_p_value(np.append(differences, np.zeros(9))) == swap_p_value(differences)
