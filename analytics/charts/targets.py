"""What reaching an aim would have taken, in sentences."""

import pandas as pd

from analytics.charts.groups import of_counted
from analytics.charts.words import aim_words, counted, number, percent
from analytics.definitions import DENOMINATORS, TARGET, TIMESCALE_HOURS


def needed_sentence(
    rows: pd.DataFrame, target: float = TARGET, *, whole: bool = True
) -> str | None:
    """How many more interviews in time would have reached the aim, strictest and mildest count.

    rows: interviews_to_target. whole: the records cover the whole quarter; of another only what is
    recorded can be said. None where none was completed: then there is nothing to hold against it.
    """
    counts = rows.set_index("denominator")
    everyone, completed = counts.loc["episodes"], counts.loc["completed"]
    if not completed["denominator_count"] or pd.isna(everyone["more"]):
        return None
    recorded = "" if whole else " recorded"
    episodes = of_counted("episodes", everyone["denominator_count"]).removeprefix("of ")
    if not everyone["more"]:
        return f"The aim of {aim_words(target)} was reached even against {episodes}{recorded}."
    return (
        f"To reach {aim_words(target)}, {counted(everyone['more'], 'more interview')} in time "
        f"would have been needed against {episodes}{recorded}, "
        f"{number(completed['more']) if completed['more'] else 'none'} against the "
        f"{number(completed['denominator_count'])} completed."
    )


def target_title(rows: pd.DataFrame, target: float, *, whole: bool = True) -> str:
    """needed_sentence as a title; where none was completed, that there is nothing to reach."""
    sentence = needed_sentence(rows, target, whole=whole)
    if sentence:
        return sentence.removesuffix(".")
    completed = rows.set_index("denominator").loc["completed", "denominator_count"]
    return "No times to hold an aim against" if completed else "No interview was completed"


def target_card_texts(row: pd.Series, target: float) -> dict[str, str]:
    """What a card says of one denominator: label, value, count and change."""
    bases = {"episodes": "episode", "not_voided": "not voided", "completed": "completed"}
    count, base = row["denominator_count"], bases[row["denominator"]]
    label = counted(count, base) if base == "episode" else f"{number(count)} {base}"
    if pd.isna(row["needed"]):
        value, needed = "–", "no times to judge by" if count else "nothing to take a share of"
    else:
        value = f"{number(row['more'])} more" if row["more"] else "Reached"
        needed = f"{aim_words(target)} is {number(row['needed'])} in time"
    was = "was" if row["in_time"] == 1 else "were"
    return {
        "label": f"Of {label}",
        "value": value,
        "count": needed,
        "change": f"{number(row['in_time'])} {was} in time",
    }


def possible_sentences(rows: pd.DataFrame, target: float) -> list[str]:
    """How many interviews can still be in time, and what that would make of each share."""
    possible = rows["still_possible"].iloc[0]
    if not possible:
        return ["No further interview of this quarter can be shown to be in time."]
    sentences = [
        f"{counted(possible, 'further interview')} can still be in time: the child is not back "
        f"yet, or was back for less than {TIMESCALE_HOURS} hours when the data was taken."
    ]
    known = rows[rows["at_best"].notna()]
    best = [
        f"{percent(row['at_best'])} of {DENOMINATORS[row['denominator']]}"
        for _, row in known.iterrows()
    ]
    return [*sentences, f"If each is held in time: {', '.join(best)}.{_reached(rows, target)}"]


def _reached(rows: pd.DataFrame, target: float) -> str:
    """What the interviews still possible would reach that is not reached already."""
    short = rows[rows["more"].fillna(0) > 0]
    if short.empty:
        return ""
    names = [DENOMINATORS[name] for name in short.loc[short["within_reach"], "denominator"]]
    if not names:
        return f" {aim_words(target)} would still not be reached."
    listed = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    return f" {aim_words(target)} would then be reached against {listed}."
