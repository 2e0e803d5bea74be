"""Ratios judged by children: worked by hand, against leaving each out, and in simulated worlds."""

import numpy as np
import pytest
from scipy.stats import t

from analytics.statistics.chance import corrected
from analytics.statistics.ratios import poisson_ratios
from analytics.statistics.risk import rate_ratio_of_days, ratios_against_the_rest

# How often each child goes missing in a year, as in Devon and in the demonstration: a few very
# often, many once or twice.
SKEWED = (48, 41, 31, 20, 18, 16, 14, 12, 10, 9, 8, 7, 6, 5, 5, 4, 4, 4, 3, 3, 2, 2, 2, *[1] * 12)


def one(hits, base, rest_hits, rest_base, *, fewest=2) -> list[float]:
    """Ratio, ends and p-value of one value; each child's hits and base in it, and in the rest."""
    hits, base, rest_hits, rest_base = (
        np.asarray(counts, float) for counts in (hits, base, rest_hits, rest_base)
    )
    child = np.flatnonzero(base)
    found = ratios_against_the_rest(
        np.zeros(len(child), np.int64), child, hits[child], base[child],
        hits + rest_hits, base + rest_base, np.array([False]), fewest=fewest,
    )  # fmt: skip
    return [float(part[0]) for part in found]


# Simulated worlds, and of how many a p-value below 0.05 may be found where nothing is: 5 and 20 are
# expected; their number scatters by about 2 and 4.
WORLDS = pytest.mark.parametrize(
    ("worlds", "most"), [(100, 11), pytest.param(400, 32, marks=pytest.mark.deep)]
)

FIVE = [1, 1, 1, 1, 1]
NONE = [0, 0, 0, 0, 0]


def test_a_worked_example_of_ten_children():
    # Five children with one episode each, three repeats; five others, two repeats: 0.6 to 0.4.
    # Without one of the three: 2 of 4, ln(0.5 / 0.6) = -0.18232; without one of the two others of
    # the value: 3 of 4, ln 1.25 = 0.22314. Of the rest: 1 of 4, ln 0.625 = -0.47000, and 2 of 4,
    # ln 1.25. Squares: 3 * 0.03324 + 2 * 0.04979 + 2 * 0.22090 + 3 * 0.04979 = 0.79050; times 9/10.
    ratio, low, high, p_value = one(
        [1, 1, 1, 0, 0, *NONE], [*FIVE, *NONE], [*NONE, 1, 1, 0, 0, 0], [*NONE, *FIVE]
    )
    error = np.sqrt(0.9 * 0.7905)
    assert ratio == pytest.approx(1.5)
    # t with 4 degrees of freedom: 2.776
    assert [low, high] == pytest.approx(
        [1.5 * np.exp(-2.7764 * error), 1.5 * np.exp(2.7764 * error)], rel=1e-3
    )
    assert p_value == pytest.approx(2 * t.sf(np.log(1.5) / error, 4), rel=1e-3)


def left_out_one_by_one(hits, base, rest_hits, rest_base) -> list[float]:
    """The same by leaving out each child in turn, slowly."""
    there = (base > 0) | (rest_base > 0)
    hits, base, rest_hits, rest_base = (c[there] for c in (hits, base, rest_hits, rest_base))

    def logarithm(kept):
        rates = hits[kept].sum() / base[kept].sum(), rest_hits[kept].sum() / rest_base[kept].sum()
        return np.log(rates[0] / rates[1])

    children = len(base)
    whole = logarithm(np.full(children, True))
    without = np.array([logarithm(np.arange(children) != child) for child in range(children)])
    error = np.sqrt((children - 1) / children * ((without - whole) ** 2).sum())
    degrees = min((base > 0).sum(), (rest_base > 0).sum()) - 1
    reach = t.ppf(0.975, degrees) * error
    ends = np.exp([whole, whole - reach, whole + reach])
    return [*ends, 2 * t.sf(abs(whole) / error, degrees)]


def test_every_value_is_as_if_each_child_had_been_left_out_in_turn():
    rng = np.random.default_rng(1)
    base = rng.poisson(rng.exponential(4, (60, 4)))  # children by values, the last one not known
    base[3], base[4], base[5] = (0, 0, 0, 3), (6, 0, 0, 0), 0
    hits = rng.binomial(base, np.clip(rng.normal(0.5, 0.4, (60, 1)), 0, 1))
    aside = np.array([False, False, False, True])
    value, child = np.nonzero(base.T)
    totals = [counts[:, :3].sum(axis=1).astype(float) for counts in (hits, base)]
    found = ratios_against_the_rest(
        value, child, hits[child, value].astype(float), base[child, value].astype(float),
        *totals, aside, fewest=5,
    )  # fmt: skip
    for code in range(4):
        others = [other for other in range(3) if other != code]
        expected = left_out_one_by_one(
            hits[:, code], base[:, code], hits[:, others].sum(1), base[:, others].sum(1)
        )
        assert [float(part[code]) for part in found] == pytest.approx(expected)


def world(rng, *, copies: int, with_value: int) -> tuple:
    """Children of whom some, at random, have the value in all episodes; it changes nothing.

    Who goes missing often goes missing again more often.
    """
    base = np.tile(SKEWED, copies).astype(float)
    rate = np.clip(base / (base + 6) + rng.normal(0, 0.15, len(base)), 0.02, 0.98)
    hits = rng.binomial(base.astype(int), rate).astype(float)
    has = np.isin(np.arange(len(base)), rng.choice(len(base), with_value, replace=False))
    return hits * has, base * has, hits * ~has, base * ~has


@WORLDS
@pytest.mark.parametrize(("copies", "with_value"), [(2, 5), (2, 8), (2, 20), (8, 6), (8, 40)])
def test_where_nothing_is_five_in_a_hundred_are_found_though_few_children_have_most(
    copies, with_value, worlds, most
):
    drawn = [
        world(np.random.default_rng(n), copies=copies, with_value=with_value) for n in range(worlds)
    ]
    p_values = np.array([one(*there, fewest=5)[3] for there in drawn])
    assert np.count_nonzero(p_values < 0.05) <= most


@WORLDS
def test_by_the_childrens_sums_one_in_five_would_be_found(worlds, most):
    found = 0
    for number in range(worlds):
        hits, base, rest_hits, rest_base = world(
            np.random.default_rng(number), copies=2, with_value=5
        )
        if not hits.any():
            continue  # there is no ratio
        rates = hits.sum() / base.sum(), rest_hits.sum() / rest_base.sum()
        of_value = (hits - rates[0] * base) / hits.sum()
        adds = of_value - (rest_hits - rates[1] * rest_base) / rest_hits.sum()
        error = np.sqrt((adds**2).sum() * len(base) / (len(base) - 1))
        found += 2 * t.sf(abs(np.log(rates[0] / rates[1])) / error, len(base) - 1) < 0.05
    assert found > worlds / 5 > most


def test_a_difference_of_many_children_is_found():
    found = 0
    for number in range(40):
        rng = np.random.default_rng(number)
        base = rng.geometric(0.3, 120).astype(float)
        has = np.arange(120) < 40
        hits = rng.binomial(base.astype(int), np.where(has, 0.7, 0.35)).astype(float)
        found += one(hits * has, base * has, hits * ~has, base * ~has, fewest=5)[3] < 0.01
    assert found >= 38


def test_nothing_is_surer_than_if_episodes_were_independent():
    # Five of five against 54 of 74 of many children: no child left out changes the five, but of
    # independent episodes about one in five such fives are all repeats.
    rest_base = np.ones(74)
    rest_hits = np.arange(74) < 54
    hits = np.array([*FIVE, *np.zeros(74)])
    ratio, low, high, p_value = one(hits, hits, [*NONE, *rest_hits], [*NONE, *rest_base], fewest=5)
    assert ratio == pytest.approx(74 / 54) and low < 1 < high and p_value > 0.2


def test_what_is_rare_elsewhere_is_clear_from_a_few_children():
    # Six of ten against four in a hundred, each child once.
    has, rest = np.arange(110) < 10, np.arange(110) >= 10
    hits, rest_hits = np.arange(110) < 6, (np.arange(110) >= 10) & (np.arange(110) < 14)
    ratio, low, _, p_value = one(hits, has, rest_hits, rest, fewest=5)
    assert ratio == pytest.approx(15) and low > 3 and p_value < 0.01


@pytest.mark.parametrize(
    ("hits", "rest_hits"),
    [(NONE, [1, 1, 0, 0, 0]), ([1, 1, 0, 0, 0], NONE)],
)
def test_without_a_hit_on_either_side_there_is_no_ratio(hits, rest_hits):
    found = one([*hits, *NONE], [*FIVE, *NONE], [*NONE, *rest_hits], [*NONE, *FIVE])
    assert np.isnan(found).all()


def test_where_all_hits_are_one_childs_there_is_a_ratio_and_no_interval():
    ratio, *others = one(
        [3, 0, 0, 0, 0, *NONE], [3, *FIVE[1:], *NONE], [*NONE, 1, 1, 0, 0, 0], [*NONE, *FIVE]
    )
    assert ratio == pytest.approx((3 / 7) / (2 / 5)) and np.isnan(others).all()


def test_of_fewer_children_than_asked_for_there_is_no_ratio():
    arguments = [1, 1, 1, 0, 0, *NONE], [*FIVE, *NONE], [*NONE, 1, 1, 0, 0, 0], [*NONE, *FIVE]
    assert np.isnan(one(*arguments, fewest=6)).all()
    assert not np.isnan(one(*arguments, fewest=5)).any()


def test_the_rest_and_the_value_turn_round():
    hits, base, rest_hits, rest_base = world(np.random.default_rng(7), copies=2, with_value=30)
    there, back = one(hits, base, rest_hits, rest_base), one(rest_hits, rest_base, hits, base)
    assert back == pytest.approx([1 / there[0], 1 / there[2], 1 / there[1], there[3]])


def test_everybody_alike_says_nothing():
    ratio, *others = one([*FIVE, *NONE], [*FIVE, *NONE], [*NONE, *FIVE], [*NONE, *FIVE])
    assert ratio == 1 and np.isnan(others).all()  # all were repeated: nothing varies


def test_rates_a_day_take_each_childs_own_days():
    some, some_days = np.array([2.0, 1, 3, 2, 0]), np.array([15.0, 15, 30, 15, 0])
    others, other_days = np.array([3.0, 2, 4, 2, 4]), np.array([75.0, 75, 150, 60, 90])
    ratio, low, high, p_value = rate_ratio_of_days(some, some_days, others, other_days)
    assert ratio == pytest.approx((8 / 75) / (15 / 450))
    by_children = left_out_one_by_one(some, some_days, others, other_days)
    assert low <= by_children[1] < ratio < by_children[2] <= high and p_value >= by_children[3]


def test_rates_of_children_who_are_alike_are_no_surer_than_two_counts():
    # Thirty children with one event on 30 days and one on 60: nothing moves without one of them.
    alike = np.ones(30), np.full(30, 30.0), np.ones(30), np.full(30, 60.0)
    ratio, *interval_and_p = rate_ratio_of_days(*alike)
    assert ratio == pytest.approx(2)
    exact = poisson_ratios(np.array([30]), 900.0, np.array([30]), 1800.0)[1:]
    assert interval_and_p == pytest.approx([float(part[0]) for part in exact])


@WORLDS
def test_days_after_moves_that_change_nothing_are_found_one_time_in_twenty(worlds, most):
    found = 0
    for number in range(worlds):
        rng = np.random.default_rng(number)
        events = np.tile(SKEWED, 3)
        after = np.where(rng.random(len(events)) < 0.5, 15 * rng.integers(1, 4, len(events)), 0)
        some = rng.binomial(events, after / 365)
        found += rate_ratio_of_days(
            *(part.astype(float) for part in (some, after, events - some, 365 - after))
        )[3] < 0.05  # fmt: skip
    assert found <= most


def test_days_without_events_or_of_one_child_have_no_ratio():
    none, days = np.zeros(3), np.full(3, 30.0)
    assert np.isnan(rate_ratio_of_days(none, days, np.ones(3), days)).all()
    assert np.isnan(rate_ratio_of_days(none, none, np.ones(3), days)).all()
    of_one = rate_ratio_of_days(np.array([2.0, 0, 0]), np.array([15.0, 0, 0]), np.ones(3), days)
    assert np.isnan(of_one).all()
    nobody = np.array([])
    assert np.isnan(rate_ratio_of_days(nobody, nobody, nobody, nobody)).all()


def test_p_values_are_corrected_for_those_that_there_are():
    found = corrected(np.array([0.01, np.nan, 0.04, 0.03]))
    assert found == pytest.approx([0.03, np.nan, 0.04, 0.04], nan_ok=True)
    assert np.isnan(corrected(np.array([np.nan]))).all()
