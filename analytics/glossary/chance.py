"""What is more than chance."""

from analytics.definitions import (
    FEWEST_POINTS_FOR_SETTLED_LIMITS,
    LIMIT_FACTOR,
    RUN_LENGTH,
)
from analytics.glossary.term import HOUSE, SPC, Term

CHANCE = (
    Term(
        "p, q",
        "How often chance alone would give a difference at least as large, from 0 to 1; q is p "
        "corrected for how many were looked at. Below 0.05 it is called clear, or more than "
        "chance.",
        "Benjamini and Hochberg 1995 (q)",
        "Return interviews, Places and times, Associations, Repeat missing",
    ),
    Term(
        "Within what chance would do",
        "Each child's two quarters are swapped at random several thousand times; if a change at "
        "least as large turns up in 1 of 20 swaps or more, it is called within what chance would "
        "do. Children are swapped, not episodes, since one child's twenty episodes are not twenty "
        "pieces of evidence.",
        HOUSE + " (a sign-flip permutation test)",
        "Overview",
    ),
    Term(
        "Control chart",
        f"Figures by week or month with their mean and limits at mean ± {LIMIT_FACTOR} × the mean "
        "difference between neighbours (XmR). Inside the limits a figure varies; a signal says "
        f"that something is different: a point outside, {RUN_LENGTH} in a row on one side of the "
        f"mean, {RUN_LENGTH} rising or falling, or two of three near one limit. With fewer than "
        f"{FEWEST_POINTS_FOR_SETTLED_LIMITS} points the limits are trial limits. Quarters get "
        "none. Blue is better and orange worse for timeliness only; going missing has no good or "
        "bad colour, since a fall may mean that less is recorded.",
        SPC,
        "Trends",
    ),
)
