"""A change of a rate is its mix and its rate effects, to the last decimal."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.statistics.decomposition import mix_and_rate


def test_a_worked_example_of_two_groups():
    # Before: 8 of 10 and 2 of 10, together 1/2. After: 3 of 5 and 6 of 15, together 9/20.
    # Shares 1/2, 1/2 → 1/4, 3/4; rates 4/5, 1/5 → 3/5, 2/5; middle rate 19/40.
    # mix: −1/4 × (7/10 − 19/40) = −9/160 and +1/4 × (3/10 − 19/40) = −7/160
    # rate: −1/5 × 3/8 = −3/40 and +1/5 × 5/8 = +1/8
    mix, rate = mix_and_rate([8, 2], [10, 10], [3, 6], [5, 15])
    assert mix == [Fraction(-9, 160), Fraction(-7, 160)]
    assert rate == [Fraction(-3, 40), Fraction(1, 8)]
    assert sum(mix) + sum(rate) == Fraction(9, 20) - Fraction(1, 2)


def test_more_episodes_where_it_is_hard_is_all_mix():
    mix, rate = mix_and_rate([9, 1], [10, 10], [9, 3], [10, 30])  # 90 % and 10 % both times
    assert rate == [0, 0]
    assert sum(mix) == Fraction(12, 40) - Fraction(1, 2)
    assert all(effect < 0 for effect in mix)


def test_worse_everywhere_with_the_same_mix_is_all_rate():
    mix, rate = mix_and_rate([8, 4], [10, 10], [6, 2], [10, 10])
    assert mix == [0, 0] and rate == [Fraction(-1, 10), Fraction(-1, 10)]


def test_a_group_that_is_there_only_once_has_no_rate_effect():
    _, rate = mix_and_rate([5, 0], [10, 0], [5, 1], [10, 4])
    assert rate[1] == 0


def test_without_a_denominator_nothing_is_compared():
    with pytest.raises(ValueError, match="has to have a denominator"):
        mix_and_rate([0], [0], [1], [2])


GROUP = st.integers(0, 60).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base)))
WORLD = st.lists(st.tuples(GROUP, GROUP), min_size=1, max_size=12)


@settings(max_examples=50)  # drawing a world takes longer than all that is asked of it
@given(WORLD)
def test_mix_and_rate_add_up_to_the_change_to_the_last_decimal(world):
    hits_before, base_before = zip(*(before for before, _ in world), strict=True)
    hits_after, base_after = zip(*(after for _, after in world), strict=True)
    if not sum(base_before) or not sum(base_after):
        return
    mix, rate = mix_and_rate(hits_before, base_before, hits_after, base_after)
    change = Fraction(sum(hits_after), sum(base_after)) - Fraction(
        sum(hits_before), sum(base_before)
    )
    assert sum(mix) + sum(rate) == change
    back_mix, back_rate = mix_and_rate(hits_after, base_after, hits_before, base_before)
    assert [-effect for effect in back_mix] == mix and [-effect for effect in back_rate] == rate
