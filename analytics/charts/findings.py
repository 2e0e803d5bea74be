"""What the Overview's numbers say, in sentences made from them: headline, titles, what changed.

Deterministic: the same rows give the same words. No word of blame, and no good or bad for going
missing itself: a fall may be under-recording.
"""

import pandas as pd

from analytics.charts.words import (
    counted,
    is_rate,
    number,
    percent,
    quarter_words,
)
from analytics.definitions import TARGET

BEYOND_CHANCE = 0.05
REPORT_TABLE_NOTE = (
    "The report's own five rows stand first. Completed, voided and the rows below them add up to "
    "the episodes. Pending: still missing, or back for less than 72 hours when the data was taken."
)


def headline(now: pd.Series, before: pd.Series | None) -> str:
    """The quarter in one sentence, from rows of quarterly_summary."""
    period = quarter_words(now["quarter_start"], year=False)
    if not now["episodes"]:
        return f"No missing episodes in {period}"
    if before is None or not before["episodes"]:
        return f"{counted(now['episodes'], 'episode')} in {period}"
    counts = _direction(now["episodes"] - before["episodes"], "More", "Fewer", "As many")
    share = round(now["in_time_of_episodes"] - before["in_time_of_episodes"], 3)
    rates = _direction(share, "a larger share", "a smaller share", "the same share")
    # "But" where both go the same way, since fewer episodes leave more time for each.
    together = (counts, rates) in (("Fewer", "a smaller share"), ("More", "a larger share"))
    joined = "but" if together else "and"
    return f"{counts} episodes in {period}, {joined} {rates} had an interview in time"


def _direction(change: float, more: str, fewer: str, same: str) -> str:
    return more if change > 0 else fewer if change < 0 else same


def change_words(figure: str, now: pd.Series, before: pd.Series | None) -> str:
    """A card's change on the quarter before: "44 fewer than July–September"."""
    if before is None:
        return "no quarter before to compare with"
    then = quarter_words(before["quarter_start"], year=False)
    change = now[figure] - before[figure]
    if pd.isna(change):
        return f"nothing to compare with in {then}"
    if is_rate(figure):
        points = round(abs(now[figure] - before[figure]) * 100, 1)
        if points == 0:
            return f"the same as {then}"
        return f"{points:.1f} points {'higher' if change > 0 else 'lower'} than {then}"
    if change == 0:
        return f"the same as {then}"
    return f"{number(abs(change))} {'more' if change > 0 else 'fewer'} than {then}"


def pending_words(now: pd.Series) -> str:
    """What a count of episodes with no outcome leaves out: those that may still have one."""
    if not now["pending"]:
        return ""
    return f"; another {number(now['pending'])} {'is' if now['pending'] == 1 else 'are'} pending"


def what_changed(now: pd.Series, changes: pd.DataFrame) -> list[str]:
    """Two to four sentences on what changed, each saying whether chance would do as much.

    now: the quarter's row of quarterly_summary; changes: quarterly_changes of the same quarter.
    """
    if changes.empty:
        return []
    by_figure = changes.set_index("measure")
    then = quarter_words(now["quarter_start"] - pd.DateOffset(months=3), year=False)
    sentences = [_episodes_sentence(by_figure, then), _rates_sentence(by_figure)]
    if by_figure.loc["not_recorded", "change"]:
        sentences.append(_not_recorded_sentence(now, by_figure.loc["not_recorded"]))
    sentences.append(needed_sentence(now))
    return [sentence for sentence in sentences if sentence]


def _episodes_sentence(by_figure: pd.DataFrame, then: str) -> str:
    episodes, children = by_figure.loc["episodes"], by_figure.loc["children"]
    more = _difference(episodes, "episode", "episodes")
    others = _difference(children, "child", "children")
    return f"{more[0].upper()}{more[1:]} than in {then}; {others} went missing."


def _difference(figure: pd.Series, singular: str, plural: str) -> str:
    """ "44 fewer episodes (more than chance would do)"."""
    if figure["change"] == 0:
        return f"no more and no fewer {plural}"
    size = abs(figure["change"])
    words = "more" if figure["change"] > 0 else "fewer"
    noun = singular if size == 1 else plural
    return f"{number(size)} {words} {noun} ({_chance_words(figure['p_value'])})"


def _chance_words(p_value: float) -> str:
    within = p_value >= BEYOND_CHANCE
    return "within what chance would do" if within else "more than chance would do"


def _rates_sentence(by_figure: pd.DataFrame) -> str | None:
    everyone, completed = (
        by_figure.loc["in_time_of_episodes"],
        by_figure.loc["in_time_of_completed"],
    )
    if pd.isna(everyone["change"]) or pd.isna(completed["change"]):
        return None
    return (
        f"Of all episodes {percent(everyone['after'])} had an interview in time, against "
        f"{percent(everyone['before'])} ({_chance_words(everyone['p_value'])}); of those completed "
        f"{percent(completed['after'])}, against {percent(completed['before'])}."
    )


def _not_recorded_sentence(now: pd.Series, change: pd.Series) -> str:
    return (
        f"{counted(change['after'], 'episode has', 'episodes have')} no outcome recorded, against "
        f"{number(change['before'])}{pending_words(now)}. All of them count in the share of all "
        "episodes, none in that of those completed."
    )


def needed_sentence(now: pd.Series) -> str | None:
    """How many more interviews in time would have reached the aim, by denominator."""
    if not now["completed"]:
        return None
    more_of_all = more_needed(now["in_time"], now["episodes"])
    more_of_completed = more_needed(now["in_time"], now["completed"])
    if more_of_all == 0:
        everyone = counted(now["episodes"], "episode")
        return f"The aim of {TARGET:.0%} was reached even against all {everyone}."
    return (
        f"To reach {TARGET:.0%}, {counted(more_of_all, 'more interview', 'more interviews')} in "
        f"time would have been needed against all {number(now['episodes'])} episodes, "
        f"{number(more_of_completed) if more_of_completed else 'none'} against the "
        f"{number(now['completed'])} completed."
    )


def more_needed(in_time: int, denominator: int) -> int:
    """Interviews in time still missing to the aim; exact, without rounding of binary fractions."""
    per_mille = round(TARGET * 1000)
    needed = -(-per_mille * int(denominator) // 1000)
    return max(0, needed - int(in_time))


def outcomes_title(quarters: pd.DataFrame) -> str:
    """What the stacked outcomes show."""
    total = quarters["episodes"].sum()
    if not total:
        return "No episodes to show"
    most = "Most episodes" if quarters["in_time"].sum() * 2 > total else "Half of episodes or fewer"
    # Pending is left out: the latest quarter has always some, and that is no change.
    parts = quarters["not_recorded"] / quarters["episodes"].where(quarters["episodes"] > 0)
    if len(parts) > 1 and parts.iloc[-1] > parts.iloc[:-1].max():
        return f"{most} end with an interview in time; the part with no outcome has grown"
    return f"{most} end with an interview in time"


def denominators_title(now: pd.Series) -> str:
    """The three denominators in one line."""
    if not now["episodes"]:
        return "One number, three denominators"
    return (
        f"One number, three denominators: {percent(now['in_time_of_episodes'])} or "
        f"{percent(now['in_time_of_completed'])}"
    )
