"""Curves and tests of time until an event, against a published example.

Weeks of remission of 42 children with leukaemia, Freireich and others 1963 (Blood 21), as in
Kalbfleisch & Prentice and most textbooks: with 6-mercaptopurine, and with placebo.
"""

import numpy as np
import pytest

from analytics.statistics.survival import (
    SHUFFLES,
    kaplan_meier,
    log_rank_p_value,
    log_rank_p_value_within,
)

TREATED = [6, 6, 6, 7, 10, 13, 16, 22, 23]
TREATED_STILL = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]


def arrays():
    durations = np.array(TREATED + TREATED_STILL + PLACEBO, dtype=float)
    observed = np.array([True] * 9 + [False] * 12 + [True] * 21)
    placebo = np.array([False] * 21 + [True] * 21)
    return durations, observed, placebo


def test_the_curve_is_the_published_one():
    durations, observed, placebo = arrays()
    at = np.array([0, 6, 7, 10, 13, 16, 22, 23, 30], dtype=float)
    curve = kaplan_meier(durations[~placebo], observed[~placebo], at)
    published = [1, 0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448, 0.448]
    assert curve["survival"] == pytest.approx(published, abs=6e-4)
    assert list(curve["at_risk"]) == [21, 21, 17, 15, 12, 11, 7, 6, 4]
    assert list(curve["events"]) == [0, 3, 4, 5, 6, 7, 8, 9, 9]


def test_the_log_rank_test_is_the_published_one():
    # chi-squared 16.79 with one degree of freedom
    assert log_rank_p_value(*arrays()) == pytest.approx(4.17e-5, rel=0.01)


def test_the_interval_holds_the_curve_and_stays_within_0_and_1():
    durations, observed, placebo = arrays()
    curve = kaplan_meier(durations[placebo], observed[placebo], np.arange(1.0, 23.0))
    known = ~np.isnan(curve["low"])
    assert known.any()
    assert (curve["low"][known] <= curve["survival"][known]).all()
    assert (curve["high"][known] >= curve["survival"][known]).all()
    assert (curve["low"][known] >= 0).all() and (curve["high"][known] <= 1).all()


def test_without_rows_or_events_there_is_no_curve_and_no_test():
    nothing = np.array([]), np.array([], dtype=bool)
    curve = kaplan_meier(*nothing, np.array([3.0, 4.0]))
    assert list(curve["at_risk"]) == [0, 0] and np.isnan(curve["survival"]).all()
    durations, observed, placebo = arrays()
    assert np.isnan(log_rank_p_value(durations, observed, np.zeros(42, dtype=bool)))
    assert np.isnan(log_rank_p_value(durations, np.zeros(42, dtype=bool), placebo))
    still = kaplan_meier(durations, np.zeros(42, dtype=bool), np.array([3.0]))
    assert still["survival"] == [1.0] and np.isnan(still["low"]).all()


def one_owner_often_and_soon():
    """Ten owners, eight rows each; three have mostly rows of the second group, and short times.

    Between owners the groups differ, within each they do not.
    """
    rng = np.random.default_rng(7)
    owner = np.repeat(np.arange(10), 8)
    second = np.tile(np.arange(8), 10) < np.where(owner < 3, 6, 1)
    durations = rng.exponential(np.where(owner < 3, 2.0, 30.0))
    return durations, np.ones(80, dtype=bool), second, owner


def test_an_owner_is_compared_with_that_owners_own_rows_only():
    durations, observed, second, owner = one_owner_often_and_soon()
    assert log_rank_p_value(durations, observed, second) < 0.05
    assert log_rank_p_value_within(durations, observed, second, owner) > 0.2


def test_a_difference_within_owners_is_found():
    owner = np.repeat(np.arange(20), 2)
    second = np.tile([False, True], 20)
    durations = np.where(second, 2.0, 20.0) + owner * 0.01
    value = log_rank_p_value_within(durations, np.ones(40, dtype=bool), second, owner)
    assert value == 1 / (SHUFFLES + 1)


def test_where_no_owner_has_both_groups_nothing_is_compared_within():
    durations, observed, placebo = arrays()
    assert np.isnan(log_rank_p_value_within(durations, observed, placebo, placebo))


def test_shuffling_gives_the_same_value_whatever_the_order_of_the_rows():
    world = one_owner_often_and_soon()
    first = log_rank_p_value_within(*world)
    order = np.random.default_rng(1).permutation(80)
    assert log_rank_p_value_within(*(array[order] for array in world)) == first


@pytest.mark.parametrize("hazard", [0.4, 2.5])
def test_a_difference_is_found_in_either_direction_where_owners_differ(hazard):
    # Forty owners, half with times ten times as short and mostly rows of the second group.
    rng = np.random.default_rng(3)
    owner = np.repeat(np.arange(40), 10)
    second = rng.random(400) < np.where(owner < 20, 0.8, 0.2)
    means = np.where(owner < 20, 3.0, 30.0) / np.where(second, hazard, 1)
    durations = rng.exponential(means)
    observed = np.ones(400, dtype=bool)
    assert log_rank_p_value_within(durations, observed, second, owner) < 0.01


# 0.5 and 3 are expected; more than 3 of 10 come once in 1,000 such tests, more than 8 of 60 once
# in 150.
@pytest.mark.parametrize(("worlds", "most"), [(10, 3), pytest.param(60, 8, marks=pytest.mark.deep)])
def test_where_nothing_differs_within_owners_chance_is_judged_rightly(worlds, most):
    small = 0
    for world in range(worlds):
        rng = np.random.default_rng(world)
        owner = np.repeat(np.arange(20), 8)
        second = rng.random(160) < np.where(owner < 10, 0.8, 0.2)
        durations = rng.exponential(np.where(owner < 10, 3.0, 30.0))
        observed = rng.random(160) < 0.8
        small += log_rank_p_value_within(durations, observed, second, owner) < 0.05
    assert small <= most


def test_of_very_many_rows_a_sample_of_owners_is_compared(monkeypatch):
    monkeypatch.setattr("analytics.statistics.survival.MOST_SHUFFLED", 100)
    owner = np.repeat(np.arange(100), 2)
    second = np.tile([False, True], 100)
    durations = np.where(second, 2.0, 20.0) + owner * 0.01
    value = log_rank_p_value_within(durations, np.ones(200, dtype=bool), second, owner)
    assert value == 1 / (SHUFFLES + 1)


def test_the_sample_is_of_any_owners_whole_and_no_larger_than_it_may_be(monkeypatch):
    # The first owner has no row of the second group, so that without the others there is no value.
    owner = np.repeat([0, 1, 2], 4)
    second = np.tile([False, False, True, True], 3) & (owner > 0)
    durations = np.arange(12.0)

    def values(most):
        monkeypatch.setattr("analytics.statistics.survival.MOST_SHUFFLED", most)
        rows = durations, np.ones(12, dtype=bool), second, owner
        return [log_rank_p_value_within(*rows, seed=seed) for seed in range(20)]

    # two of the three owners, of eight rows, or nine: one of the others is among them
    assert not np.isnan(values(8)).any() and values(9) == values(11) == values(8)
    # of four, or up to seven: one owner, which is often the first
    one = values(4)
    assert np.isnan(one).any() and not np.isnan(one).all()
    assert np.array_equal(values(7), one, equal_nan=True)


def test_beyond_the_last_one_followed_nothing_is_claimed():
    durations, observed = np.array([5.0, 8.0]), np.array([True, False])
    curve = kaplan_meier(durations, observed, np.array([4.0, 6.0, 8.0, 9.0]))
    assert list(curve["survival"][:3]) == [1, 0.5, 0.5] and np.isnan(curve["survival"][3])
    to_all = kaplan_meier(durations, np.array([True, True]), np.array([9.0]))
    assert to_all["survival"] == [0.0]
