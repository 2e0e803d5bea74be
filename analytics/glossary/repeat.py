"""Who goes missing again."""

from analytics.definitions import (
    BEYOND_CHANCE,
    FEWEST_CHILDREN_SHOWN,
    FEWEST_GAPS,
    FEWEST_TO_SPLIT,
    LEFT_OUT,
    MOVE_DAYS,
    REPEAT_DAYS,
    REPEAT_EPISODES,
)
from analytics.glossary.term import HOUSE, Term

REPEAT = "Repeat missing"

REPEAT_MISSING = (
    Term(
        "Repeat missing",
        f"{REPEAT_EPISODES} or more episodes in any {REPEAT_DAYS} days. No national number "
        "exists; the council may settle its own.",
        "Derbyshire practice note: requires a strategy meeting; data/reference/settings.toml",
        "Repeat missing",
    ),
    Term(
        "Reaching the threshold",
        f"The episode at which a child's episodes begun in {REPEAT_DAYS} days are "
        f"{REPEAT_EPISODES} or more, having been fewer at the episode before. An episode exactly "
        f"{REPEAT_DAYS} days earlier no longer counts. The whole history is looked at, whatever "
        "is chosen on the page. A child can reach it again after an episode at which there were "
        "fewer. Episodes whose interview was voided, for example as recorded in error, count too; "
        "the page says how many times they are among those that reached it.",
        "Derbyshire practice note; data/reference/settings.toml",
        REPEAT,
    ),
    Term(
        "At the threshold",
        f"A child with an episode in the quarter at which the episodes begun in {REPEAT_DAYS} days "
        f"were {REPEAT_EPISODES} or more. Newly: reached with an episode of that quarter; from "
        "before: reached earlier, and never fewer since. Until when: the last such episode.",
        "Derbyshire practice note; data/reference/settings.toml",
        REPEAT,
    ),
    Term(
        "Strategy meeting",
        "A meeting of those who know the child to agree what is done. The first one recorded on "
        "or after the day on which the threshold was reached, and before it is reached again, "
        "is taken as the meeting about it. None recorded does not say that none was held.",
        "data/templates/strategy_meetings.csv",
        f"{REPEAT}, Group briefing, One child's chronology",
    ),
    Term(
        "Bands of repeats",
        "How many children went missing once, twice, 6 to 10 times and so on, and how many "
        "episodes these are.",
        "Bands that members and FOI requests ask for",
        REPEAT,
    ),
    Term(
        "Without a few children's episodes",
        f"The headline figures once more without the episodes of the {LEFT_OUT} children who "
        "have most of them in the period: how far a figure is about everyone. Nobody is named, and "
        f"where fewer than {FEWEST_TO_SPLIT} children went missing it is not shown.",
        HOUSE,
        REPEAT,
    ),
    Term(
        "First time",
        "A child's first episode in these records. Who went missing before the records begin "
        "counts as new once.",
        HOUSE,
        REPEAT,
    ),
    Term(
        "Gap",
        "Days from a child's return to the next time they went missing, counted in the quarter "
        "of the later episode. A child who went again during an episode has a gap of 0.",
        HOUSE,
        REPEAT,
    ),
    Term(
        "Closer together, further apart",
        f"For a child with {FEWEST_GAPS} gaps or more: the first half against the second. A change "
        "where shuffling the child's own gaps would do as much in fewer than 1 of "
        f"{round(1 / BEYOND_CHANCE)} (p), corrected for the number of children (q).",
        "Permutation test; Benjamini and Hochberg 1995",
        REPEAT,
    ),
    Term(
        "Soon after a move",
        f"The day of a change from one placement to another and the {MOVE_DAYS} days after it. "
        "Coming into care is no move. Days in care are counted for every child with a recorded "
        "placement.",
        "data/reference/settings.toml",
        REPEAT,
    ),
    Term(
        "Times as often (missing again)",
        f"The share of returns followed by another episode in less than {REPEAT_DAYS} days, "
        "divided by that share among all other returns whose value is known. Only returns that "
        "could be followed so long count. Interval and test (p) count children; q is p corrected "
        f"for the number of rows, and a row is clear where q is below {BEYOND_CHANCE}. Rows of "
        f"fewer than {FEWEST_CHILDREN_SHOWN} children, in or outside, are not compared. An "
        "association, not a cause.",
        "Benjamini and Hochberg 1995",
        REPEAT,
    ),
)
