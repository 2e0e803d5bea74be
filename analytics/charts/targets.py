"""What reaching an aim would have taken, in sentences."""

import pandas as pd

from analytics.charts.words import counted, number, percent

WORDS = {
    "episodes": "all episodes",
    "not_voided": "those not voided",
    "completed": "those completed",
}


def target_title(rows: pd.DataFrame, target: float) -> str:
    """How many more in time would have reached the aim, by the strictest and the mildest count.

    rows: interviews_to_target.
    """
    more = rows.set_index("denominator")["more"]
    if not more["episodes"]:
        return f"{target:.0%} was reached even against all episodes"
    of_completed = number(more["completed"]) if more["completed"] else "none"
    return (
        f"{counted(more['episodes'], 'more interview')} in time would have made {target:.0%} of "
        f"all episodes, {of_completed} of those completed"
    )


def possible_sentences(rows: pd.DataFrame, target: float) -> list[str]:
    """How many interviews can still be in time, and what that would make of each share."""
    possible = rows["still_possible"].iloc[0]
    if not possible:
        return [
            "No interview of this quarter can be in time any more: every child is back, for 72 "
            "hours or longer."
        ]
    best = [
        f"{percent(row['at_best'])} of {WORDS[row['denominator']]}" for _, row in rows.iterrows()
    ]
    reached = [WORDS[row["denominator"]] for _, row in rows[rows["within_reach"]].iterrows()]
    against = f"reached against {' and '.join(reached)}" if reached else "not reached against any"
    return [
        f"{counted(possible, 'interview')} can still be in time: children not back yet, or back "
        "for less than 72 hours when the data was taken.",
        f"If each is held in time: {', '.join(best)}. {target:.0%} is then {against}.",
    ]
