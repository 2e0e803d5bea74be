"""Why a rate changed: another mix of groups, or another rate within them."""

from collections.abc import Sequence
from fractions import Fraction

Counts = Sequence[int]


def mix_and_rate(
    hits_before: Counts, base_before: Counts, hits_after: Counts, base_after: Counts
) -> tuple[list[Fraction], list[Fraction]]:
    """The mix and the rate effect of each group; together they are exactly the change of the rate.

    All (n,) whole numbers, one per group: the rate's numerator and denominator before and after;
    each denominator's sum is above 0. With w a group's share of the denominator, r its rate and R
    the rate of all, the bar for the mean of before and after:
    mix = (w after − w before) × (r̄ − R̄), rate = (r after − r before) × w̄.
    A group of growing share with a rate below that of all thus has a mix effect below 0. A group
    that is there only once has the same rate both times: all its effect is mix.
    Source: Kitagawa 1955, with each group's rate taken against that of all, which changes no sum.
    """
    all_before, all_after = sum(base_before), sum(base_after)
    if not all_before or not all_after:
        raise ValueError("A rate has to have a denominator before and after to be compared.")
    middle = (Fraction(sum(hits_before), all_before) + Fraction(sum(hits_after), all_after)) / 2
    mix, rate = [], []
    for counts in zip(hits_before, base_before, hits_after, base_after, strict=True):
        was_hits, was_base, now_hits, now_base = map(int, counts)
        was, now = _rates(was_hits, was_base, now_hits, now_base)
        was_share, now_share = Fraction(was_base, all_before), Fraction(now_base, all_after)
        mix.append((now_share - was_share) * ((was + now) / 2 - middle))
        rate.append((now - was) * (was_share + now_share) / 2)
    return mix, rate


def _rates(was_hits: int, was_base: int, now_hits: int, now_base: int) -> tuple:
    """The group's rate before and after; where it is there only once, that one both times."""
    was = Fraction(was_hits, was_base) if was_base else None
    now = Fraction(now_hits, now_base) if now_base else None
    if was is None and now is None:
        return Fraction(0), Fraction(0)
    return (now if was is None else was), (was if now is None else now)
