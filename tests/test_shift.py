"""Whether a figure lies elsewhere since: seven in a row on one side of the mean before."""

import numpy as np
import pytest

from analytics.statistics.shift import shift_since

BEFORE = np.array([0.7, 0.8, 0.7, 0.8, 0.7, 0.8, 0.75])  # mean 0.75


@pytest.mark.parametrize(
    ("since", "shift"),
    [
        ([0.76] * 7, "above"),
        ([0.74] * 7, "below"),
        ([0.76] * 6 + [0.74], "same"),
        ([0.76] * 6 + [0.75], "same"),  # a value on the mean breaks the run
        ([0.5, 0.5] + [0.76] * 7, "above"),  # the latest seven count
        ([0.76] * 6, None),  # one too few
        ([], None),
    ],
)
def test_a_shift_is_a_run_of_seven_on_one_side_of_the_mean_before(since, shift):
    assert shift_since(BEFORE, np.array(since)) == shift


def test_too_few_before_say_nothing_however_many_since():
    assert shift_since(BEFORE[:6], np.full(20, 0.9)) is None
