"""Which counts the columns are made of that several measures share: see analytics/disclosure."""

from analytics.disclosure import Disclosed, cell

COMPLETED = cell("completed")
IN_TIME = cell("outcome", "in_time")
EPISODES = cell("episodes")
VOIDED = cell("outcome", "voided")
# A row of children, episodes and what came of the interviews.
OUTCOMES = {
    "children": {"children": EPISODES},
    "episodes": {
        "episodes": EPISODES,
        "completed": COMPLETED,
        "in_time": IN_TIME,
        **{state: cell("outcome", state) for state in ("declined", "pending", "not_recorded")},
        "voided": VOIDED,
    },
    "worked_out": {
        "in_time_of_completed": IN_TIME + COMPLETED,
        "in_time_of_not_voided": IN_TIME + VOIDED + EPISODES,
        "in_time_of_episodes": IN_TIME + EPISODES,
    },
}
# What a rate in time is a share of.
OF_DENOMINATOR = {
    "episodes": EPISODES,
    "not_voided": EPISODES + VOIDED,
    "completed": COMPLETED,
}


def breakdown(
    variable: str, column: str = "value", *, children: bool = False, never=(), **more
) -> Disclosed:
    """What is declared of rows that are the values of a circumstance, of one quarter.

    children: whether others than staff see how many each row is about. Taken from the children of
    all it gives those who are in no such episode, who may be one; not where each is in one row.
    """

    def own(row: dict):
        return cell(variable, row[column])

    return Disclosed(
        episodes={"episodes": own, "of_episodes": EPISODES},
        children={"children": own} if children else {},
        worked_out={"share": lambda row: own(row) + EPISODES},
        never=(*never, *(() if children else ("children",))),
        **more,
    )
