"""The control chart's arithmetic against worked examples, and the measure built on it."""

from datetime import date

import numpy as np
import pytest

from analytics.filters import Filters
from analytics.measures import run
from analytics.statistics.control import Limits, special_causes, xmr_limits

WIDE = Limits(mean=10, lower=0, upper=20, lower_near=10 - 20 / 3, upper_near=10 + 20 / 3)


def signals(values):
    values = np.array(values, dtype=float)
    return special_causes(values, xmr_limits(values))


def test_limits_are_those_of_the_published_worked_example():
    # NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2, flowrate of ten batches: mean 50.81,
    # mean moving range 1.8778, limits 50.81 ± 3 × 1.8778 / 1.128 = 55.8041 and 45.8159. With the
    # rounded factor 2.66: 55.805 and 45.815.
    flowrate = np.array([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1])
    limits = xmr_limits(flowrate)
    assert limits.mean == pytest.approx(50.81)
    assert limits.upper == pytest.approx(55.8041, abs=0.01)
    assert limits.lower == pytest.approx(45.8159, abs=0.01)
    assert limits.upper_near == pytest.approx(50.81 + (limits.upper - 50.81) * 2 / 3)


def test_steady_ups_and_downs_are_common_cause():
    assert signals([5, 7, 5, 7, 5, 7, 5, 7, 5, 7]) == [None] * 10


def test_a_point_far_out_is_above_the_upper_limit():
    assert signals([5, 6, 5, 6, 5, 6, 5, 6, 5, 30, 5, 6])[9] == "above upper limit"


def test_seven_on_one_side_are_a_signal_and_six_are_not():
    seven = signals([10, 11] * 4 + [13, 13.4] * 3 + [13])
    assert seven[-7:] == ["seven above mean"] * 7
    six = signals([12, 10, 11, 10, 11, 10, 11, 13, 10] + [11.8, 12.1] * 3 + [10])
    assert "seven above mean" not in six


def test_a_point_on_the_mean_breaks_the_run():
    found = special_causes(np.array([9.0] * 4 + [10.0] + [9.0] * 3 + [11.0] * 7), WIDE)
    assert found == [None] * 8 + ["seven above mean"] * 7


def test_seven_rising_points_are_a_signal_and_six_are_not():
    seven = special_causes(np.array([12.0, 7, 8, 9, 11, 12, 13, 14, 8]), WIDE)
    assert seven == [None] + ["seven rising"] * 7 + [None]
    six = special_causes(np.array([12.0, 8, 9, 11, 12, 13, 14, 8]), WIDE)
    assert six == [None] * 8


def test_equal_neighbours_break_a_rise():
    assert special_causes(np.array([7.0, 8, 9, 9, 11, 12, 13, 14]), WIDE) == [None] * 8


def test_two_of_three_near_the_same_limit_are_a_signal():
    near = "two of three near upper limit"
    assert special_causes(np.array([9.0, 18, 11, 18, 9]), WIDE) == [None, near, None, near, None]


def test_two_of_three_near_different_limits_are_none():
    assert special_causes(np.array([9.0, 18, 2, 9, 11]), WIDE) == [None] * 5


def test_one_point_has_no_limits_and_no_signal():
    assert np.isnan(xmr_limits(np.array([3.0])).upper)
    assert signals([3]) == [None]


def test_the_measure_leaves_part_weeks_out(con, everything):
    weeks = run(con, "control_chart", everything, of="episodes", by="week")
    assert len(weeks) == 51  # of 53: the first and the last are part weeks
    assert not weeks["trial"].any()


def test_fewer_than_twelve_points_are_trial_limits(con):
    half_year = Filters(period_to=date(2021, 7, 1))
    months = run(con, "control_chart", half_year, of="episodes", by="month")
    assert len(months) == 6 and months["trial"].all()


def test_counts_have_no_limit_below_zero_and_rates_none_above_one(con, everything):
    counts = run(con, "control_chart", everything, of="episodes", by="month")
    rates = run(con, "control_chart", everything, of="in_time_of_episodes", by="month")
    assert (counts["lower"] >= 0).all()
    assert (rates["upper"] <= 1).all() and (rates["lower"] >= 0).all()


def test_months_without_a_denominator_are_left_out_of_a_rates_chart(con, everything):
    # episodes began in January, March, April, May, June, August, September, October, December; of
    # September's only one no times are known
    assert len(run(con, "control_chart", everything, of="in_time_of_episodes", by="month")) == 8


def test_quarters_are_refused_with_a_sentence(con, everything):
    with pytest.raises(ValueError, match="choose week or month"):
        run(con, "control_chart", everything, of="episodes", by="quarter")
