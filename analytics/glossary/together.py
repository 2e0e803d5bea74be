"""Who goes missing together."""

from analytics.definitions import (
    BEYOND_CHANCE,
    FEWEST_SHARED,
    TOGETHER_MINUTES,
)
from analytics.glossary.term import HOUSE, Term

ASSOCIATIONS = "Associations"

TOGETHER = (
    Term(
        "Recorded together",
        "A worker wrote down that another child in care was with the child. Kept apart from "
        "what is only inferred.",
        HOUSE,
        ASSOCIATIONS,
    ),
    Term(
        "Inferred together",
        f"Worked out from times and places: both went within {TOGETHER_MINUTES} minutes of each "
        "other and left the same setting or were found at the same place; or were found at the "
        f"same place within {TOGETHER_MINUTES} minutes while both were missing. Nobody need have "
        "seen them together. Only children of one authority, and only where times are known.",
        f"{HOUSE}; data/reference/settings.toml",
        ASSOCIATIONS,
    ),
    Term(
        "Shared episode",
        "An episode of one child and an episode of another, recorded or inferred to be "
        "together. An episode counts once with another child: with the one recorded, else with "
        "the nearest. Where a worker recorded a companion who has no episode at the time, it "
        "counts too.",
        HOUSE,
        ASSOCIATIONS,
    ),
    Term(
        "Expected by chance",
        "How many episodes two children would be inferred to share if each had gone missing as "
        "often in the term and in the holidays of each quarter, on the same weekdays and at the "
        "same hours, from the same settings, but in weeks that have nothing to do with the "
        "other's. Each week of a child's is moved as a whole among such weeks that it lived in "
        "that setting, once for the one child and once for the other; the mean of both is given, "
        "the larger p counts. Another rhythm that a whole home shares can still look like "
        "togetherness.",
        "Exact permutation by weeks; tests/test_together_chance.py and tests/test_pairs.py",
        ASSOCIATIONS,
    ),
    Term(
        "More than chance (pairs)",
        "Chance alone would have two children share as many episodes in fewer than 1 of "
        f"{round(1 / BEYOND_CHANCE)} cases, corrected for the number of pairs that by their "
        "weekdays, hours, settings and places could have been together so often (q). Living in "
        "one home or being brothers and sisters explains some pairs: they are marked, not taken "
        "out.",
        "Benjamini and Hochberg 1995",
        ASSOCIATIONS,
    ),
    Term(
        "Group",
        f"Children connected by pairs that share at least {FEWEST_SHARED} episodes: recorded, or "
        "inferred and more than chance. In a quarter those count who were together in it. A "
        "group goes on as the one that keeps most of its members, two at least: so it is "
        "formed, grows, loses members, splits, or joins another.",
        HOUSE,
        ASSOCIATIONS,
    ),
    Term(
        "One home, brothers or sisters",
        "One home: both left the same setting in an episode that they shared together. Brothers or "
        "sisters: a file gives both children the same sibling reference; where none does, nothing "
        "is said.",
        "children.csv, column sibling_group",
        "Associations, Group briefing",
    ),
    Term(
        "Outing",
        "Episodes that members of a group shared with each other on one occasion, when they were "
        "together.",
        HOUSE,
        "Group briefing",
    ),
)
