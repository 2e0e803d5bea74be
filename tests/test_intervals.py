"""How sure a rate is, against published worked examples."""

import numpy as np
import pytest

from analytics.statistics.intervals import wilson_interval
from analytics.statistics.targets import needed_for, reaches


@pytest.mark.parametrize(
    ("hits", "tried", "low", "high"),
    [
        # Newcombe 1998, Statistics in Medicine 17, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilsons_interval_is_that_of_newcombes_examples(hits, tried, low, high):
    ends = wilson_interval(np.array([hits]), np.array([tried]))
    assert ends[0][0] == pytest.approx(low, abs=5e-5)
    assert ends[1][0] == pytest.approx(high, abs=5e-5)


def test_nothing_tried_has_no_interval():
    low, high = wilson_interval(np.array([0, 1]), np.array([0, 1]))
    assert np.isnan(low[0]) and np.isnan(high[0]) and not np.isnan(low[1])


@pytest.mark.parametrize(
    ("target", "of", "needed"),
    [
        (0.8, 133, 107),  # 106.4
        (0.8, 124, 100),  # 99.2
        (0.8, 110, 88),  # 88 exactly, whatever 0.8 is as a binary fraction
        (0.7, 10, 7),
        (0.29, 100, 29),
        (0.8, 0, 0),
        (0.8, 1, 1),
        (1.0, 7, 7),
    ],
)
def test_what_a_target_needs_is_counted_exactly(target, of, needed):
    assert needed_for(target, of) == needed


def test_a_target_is_reached_at_exactly_its_share_and_never_of_nothing():
    assert reaches(0.8, 88, 110) and not reaches(0.8, 87, 110)
    assert not reaches(0.8, 0, 0)
