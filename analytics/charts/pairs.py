"""Pairs of children who went missing together: what is recorded, inferred, and more than chance."""

import pandas as pd

from analytics.charts.words import counted, number
from analytics.definitions import BEYOND_CHANCE, TOGETHER_MINUTES

MOST_LISTED = 200


def is_beyond_chance(pairs: pd.DataFrame) -> pd.Series:
    """Which of the rows were together more often than chance would have it."""
    return (pairs["q_value"] < BEYOND_CHANCE).fillna(False).astype(bool)


def chance_words(q_value) -> str:
    """Whether two children were together by more than chance: yes, no, or too few to say."""
    if isinstance(q_value, str):
        return q_value
    if pd.isna(q_value):
        return "too few to say"
    return "yes" if q_value < BEYOND_CHANCE else "no"


def q_words(q_value) -> str:
    """How often chance alone would have as much, corrected: "0.012", "under 0.001"."""
    if isinstance(q_value, str):
        return q_value
    if pd.isna(q_value):
        return "–"
    return "under 0.001" if q_value < 0.001 else f"{q_value:.3f}"


def times_words(lift) -> str:
    """How many times as often as expected: "4.2", "23"; "over 100"."""
    if isinstance(lift, str):
        return lift
    if pd.isna(lift):
        return "–"
    if lift > 100:
        return "over 100"
    return f"{lift:.0f}" if lift >= 10 else f"{lift:.1f}"


def expected_words(expected) -> str:
    """A number of shared episodes to be expected: "0.35"; "under 0.01", never as none."""
    if isinstance(expected, str):
        return expected
    if pd.isna(expected):
        return "–"
    return "under 0.01" if expected < 0.01 else f"{expected:.2f}"


def evidence_words(pair: pd.Series) -> str:
    """What is known of two children, recorded kept apart from inferred."""
    shared = counted(pair["shared"], "shared episode")
    return f"{shared}: {number(pair['recorded'])} recorded, {number(pair['inferred'])} inferred"


def ties_words(pair: pd.Series) -> str:
    """What explains some pairs: "one home; brothers or sisters"; nothing where neither."""
    ties = {"one home": pair["same_setting"], "brothers or sisters": pair["siblings"]}
    return "; ".join(words for words, tied in ties.items() if not pd.isna(tied) and tied)


def yes_words(value) -> str:
    """Yes, no, or a dash where it is not known."""
    return "–" if pd.isna(value) else "yes" if value else "no"


def pairs_twin(pairs: pd.DataFrame) -> pd.DataFrame:
    """Pairs down: shared episodes, how many chance would have, and whether it is more than chance.

    What is expected, and how many times as often, is of those inferred.
    """
    return pd.DataFrame(
        {
            "Child": pairs["child_a"],
            "Other child": pairs["child_b"],
            "Recorded": pairs["recorded"],
            "Inferred": pairs["inferred"],
            "Shared": pairs["shared"],
            "Expected by chance": pairs["expected"].map(expected_words),
            "Times as often": pairs["lift"].map(times_words),
            "More than chance?": pairs["q_value"].map(chance_words),
            "q": pairs["q_value"].map(q_words),
            "One home": pairs["same_setting"].map(yes_words),
            "Brothers or sisters": pairs["siblings"].map(yes_words),
            "Last shared": pairs["last_shared_at"],
        }
    )


def pairs_title(pairs: pd.DataFrame, *, beyond_only: bool = False) -> str:
    """How many of the pairs listed were together more often than chance would have it.

    beyond_only: whether others are left out of the list.
    """
    beyond, chance = int(is_beyond_chance(pairs).sum()), "more often than chance would have it"
    if pairs.empty:
        more = f" {chance}" if beyond_only else ""
        return f"No two children shared so many episodes{more}"
    if beyond_only or len(pairs) == 1:
        verb = "was" if len(pairs) == 1 else "were"
        return f"{counted(len(pairs), 'pair')} {verb}{'' if beyond else ' not'} together {chance}"
    if beyond == len(pairs):
        return f"{'Both' if beyond == 2 else f'All {number(beyond)}'} pairs were together {chance}"
    some = number(beyond) if beyond else "None"
    verb = "were" if beyond > 1 else "was"
    return f"{some} of {counted(len(pairs), 'pair')} {verb} together {chance}"


def pairs_caption(pairs: pd.DataFrame, fewest: int, period: str) -> str:
    """What the table lists."""
    caption = f"Pairs with {fewest} or more shared episodes, {period}"
    if len(pairs) > MOST_LISTED:
        caption += (
            f": the first {MOST_LISTED} of {number(len(pairs))} are listed, the download has all"
        )
    return caption


def pair_option(pair: pd.Series) -> str:
    """A pair in the list of those whose shared episodes can be shown."""
    shared = counted(pair["shared"], "shared episode")
    return f"{pair['child_a']} and {pair['child_b']}: {shared}"


def shared_twin(episodes: pd.DataFrame) -> pd.DataFrame:
    """Shared episodes down, latest first: when each child went and came back, and how it is known.

    rows: shared_episodes.
    """
    return pd.DataFrame(
        {
            "Missing from": episodes["missing_a"],
            "Returned": episodes["returned_a"],
            "Other child missing from": episodes["missing_b"],
            "Other child returned": episodes["returned_b"],
            "Apart": [_apart(minutes) for minutes in episodes["minutes_apart"]],
            "How it is known": [how_known(episode) for _, episode in episodes.iterrows()],
            "Left from": episodes["setting"],
            "Found at": episodes["place"],
            "Child": episodes["child_a"],
            "Other child": episodes["child_b"],
            "Episode": episodes["episode_a"],
            "Other child's episode": episodes["episode_b"],
        }
    )


def _apart(minutes) -> str:
    return "–" if pd.isna(minutes) else counted(round(minutes), "minute")


def how_known(episode: pd.Series) -> str:
    """Recorded, inferred and from what, or both."""
    near = f"within {TOGETHER_MINUTES} minutes"
    clues = {
        f"both went {near}": "left_together",
        f"both found at one place {near}": "found_together",
    }
    seen = " and ".join(
        words for words, column in clues.items() if not pd.isna(episode[column]) and episode[column]
    )
    inferred = f"inferred: {seen}" if seen else "inferred"
    if not episode["recorded"]:
        return inferred[0].upper() + inferred[1:]
    return f"Recorded; also {inferred}" if episode["inferred"] else "Recorded"
