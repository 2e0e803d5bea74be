"""What reaching a target would take."""

from fractions import Fraction
from math import ceil


def needed_for(target: float, denominator: int) -> int:
    """The fewest that are at least that share of the denominator.

    target: 0–1, taken as the decimal it is written as (0.8 is four fifths), so that 80 % of 110 is
    88 whatever binary fractions make of it.
    """
    return ceil(Fraction(str(target)) * int(denominator))


def reaches(target: float, hits: int, denominator: int) -> bool:
    """Whether that many of the denominator are at least the target; of nothing, never."""
    return bool(denominator) and int(hits) >= needed_for(target, denominator)
