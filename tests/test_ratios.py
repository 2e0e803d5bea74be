"""Ratios of rates against a published example, at their edges, and judged by children."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.statistics.ratios import poisson_ratios, ratio_by_children, surer_ratio


def one(after, after_days, before, before_days) -> list[float]:
    found = poisson_ratios(np.array([after]), after_days, np.array([before]), before_days)
    return [float(part[0]) for part in found]


def test_the_exact_interval_is_that_of_a_published_example():
    # 41 cancers in 28,010 years against 15 in 19,017 (Boice and Monson 1977), as given by Stata's
    # manual for iri: 1.855759, exact 95 % interval 1.005684 to 3.6093
    ratio, low, high, p_value = one(41, 28_010, 15, 19_017)
    assert (ratio, low, high) == pytest.approx((1.855759, 1.005684, 3.6093), rel=1e-5)
    assert p_value < 0.05  # since the interval leaves 1 out


def test_after_nothing_there_is_no_ratio_and_no_upper_limit():
    ratio, low, high, p_value = one(3, 92, 0, 92)
    assert np.isnan(ratio) and np.isnan(high)
    assert p_value == pytest.approx(2 * 0.5**3)  # three of three after, both tails
    assert low == pytest.approx(0.025 ** (1 / 3) / (1 - 0.025 ** (1 / 3)))


def test_nothing_after_something_is_a_ratio_of_none():
    ratio, low, high, p_value = one(0, 92, 5, 92)
    assert (ratio, low) == (0, 0) and 0 < high < 1.1
    assert p_value == pytest.approx(2 * 0.5**5)


def test_nothing_at_all_says_nothing():
    assert np.isnan(one(0, 92, 0, 92)).all()


def test_the_same_rate_over_a_longer_time_is_a_ratio_of_one():
    ratio, low, high, p_value = one(20, 20, 10, 10)
    assert ratio == 1 and low < 1 < high and p_value == 1


@given(st.integers(0, 60), st.integers(0, 60), st.integers(1, 400), st.integers(1, 400))
def test_the_interval_holds_the_ratio_and_turns_round_with_the_periods(after, before, days, others):
    ratio, low, high, p_value = one(after, days, before, others)
    if after and before:
        assert low <= ratio <= high
        back = one(before, others, after, days)
        assert back[:3] == pytest.approx([1 / ratio, 1 / high, 1 / low])
        assert back[3] == pytest.approx(p_value)
        # test and interval agree, as both are of the binomial's tails
        assert (p_value < 0.05) == (not low <= 1 <= high) or p_value == pytest.approx(0.05)


def test_a_worked_example_of_three_children():
    # 2, 1 and 1 events in ten days, 1, 1 and 2 in twenty: 0.4 against 0.2 a day. Each child adds
    # its share of the one less its share of the other: 1/4, 0 and -1/4. Their squares, 1/8, times
    # three halves are 0.1875; the root is 0.43301. t with two degrees of freedom is 4.30265 at
    # 97.5 %, and of two degrees the p-value of t = ln 2 / 0.43301 is 1 - t / root of (t² + 2).
    ratio, low, high, p_value = ratio_by_children(np.array([2, 1, 1]), 10, np.array([1, 1, 2]), 20)
    assert ratio == pytest.approx(2)
    assert [low, high] == pytest.approx([2 * np.exp(-1.86311), 2 * np.exp(1.86311)], rel=1e-5)
    assert p_value == pytest.approx(1 - 1.60076 / np.sqrt(1.60076**2 + 2), rel=1e-4)


def test_the_surer_of_two_tests_is_never_taken():
    # Every child alike: nothing varies between them, so the exact test of 12 against 12 counts.
    alike = surer_ratio(np.ones(12), 30, np.ones(12), 60)
    exact = one(12, 30, 12, 60)
    assert alike == pytest.approx(exact)
    # All of one child's: the variance between children is the larger.
    some, others = np.array([12] + [0] * 11), np.ones(12)
    by_children = ratio_by_children(some, 30, others, 60)
    assert by_children[1] < exact[1] and by_children[2] > exact[2]
    assert surer_ratio(some, 30, others, 60) == pytest.approx(by_children)


def test_one_childs_many_episodes_make_a_ratio_less_sure():
    spread = ratio_by_children(np.ones(12), 30, np.ones(12), 60)
    heaped = ratio_by_children(np.array([12] + [0] * 11), 30, np.array([1] * 12), 60)
    assert spread[0] == heaped[0] == pytest.approx(2)
    assert np.isnan(spread[3])  # every child alike: nothing varies to judge by
    assert heaped[3] > 0.05 and heaped[1] < 1 < heaped[2]


def test_a_difference_that_most_children_share_is_clear():
    holidays = np.array([3, 2, 3, 4, 2, 3, 3, 2, 4, 3])
    term = np.array([1, 1, 2, 1, 1, 1, 2, 1, 1, 1])
    ratio, low, high, p_value = ratio_by_children(holidays, 30, term, 60)
    assert ratio == pytest.approx((29 / 30) / (12 / 60))
    assert 1 < low < ratio < high and p_value < 0.001


@pytest.mark.parametrize(("some", "others"), [([0, 0], [1, 2]), ([1, 2], [0, 0]), ([3, 0], [1, 0])])
def test_without_events_on_both_sides_or_a_second_child_there_is_no_ratio(some, others):
    assert np.isnan(ratio_by_children(np.array(some), 10, np.array(others), 10)).all()
