"""What the Overview's numbers say, in sentences made from them: headline, cards, titles.

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
from analytics.definitions import TIMESCALE_HOURS

REPORT_TABLE_NOTE = (
    "The report's own five rows stand first. Completed, voided, declined, pending and no outcome "
    "recorded add up to the episodes. Pending: still missing, or back for less than "
    f"{TIMESCALE_HOURS} hours when the data was taken."
)


def is_whole(quarter: pd.Series | None) -> bool:
    """Whether there is such a quarter and records and filters cover all of it."""
    return quarter is not None and bool(quarter["complete"])


def headline(now: pd.Series, before: pd.Series | None, *, over: bool = True) -> str:
    """The quarter in one sentence, from rows of quarterly_summary; a part quarter alone.

    over: whether the quarter ended before the records do.
    """
    period = quarter_words(now["quarter_start"], year=False)
    if not is_whole(now):
        period = f"the recorded part of {period}" if over else f"{period} so far"
    if not now["episodes"]:
        return f"No missing episodes in {period}"
    if not is_whole(now) or not is_whole(before) or not before["episodes"]:
        return f"{counted(now['episodes'], 'episode')} in {period}"
    counts = _direction(now["episodes"] - before["episodes"], "More", "Fewer", "As many")
    share = round(now["in_time_of_episodes"] - before["in_time_of_episodes"], 3)
    if pd.isna(share):
        than = "as" if counts == "As many" else "than"
        return f"{counts} episodes in {period} {than} in the quarter before"
    rates = _direction(share, "a larger share", "a smaller share", "the same share")
    # "But" where both go the same way, since fewer episodes leave more time for each.
    together = (counts, rates) in (("Fewer", "a smaller share"), ("More", "a larger share"))
    joined = "but" if together else "and"
    return f"{counts} episodes in {period}, {joined} {rates} had an interview in time"


def interviews_headline(now: pd.Series, flow: pd.DataFrame, *, over: bool = True) -> str:
    """What came of each of the quarter's episodes, in one sentence.

    now: a row of quarterly_summary; flow: interview_flow of the same episodes, which tells later
    interviews from those at a time not known.
    """
    period = quarter_words(now["quarter_start"], year=False)
    if not is_whole(now):
        period = f"the recorded part of {period}" if over else f"{period} so far"
    counts = flow.groupby("part")["episodes"].sum()
    late, unknown = counts.get("late", 0), counts.get("time_not_known", 0)
    held = f"{_many(now['in_time'])} had an interview in time and {_many(late)} a later one"
    rest = _parts(now)
    if unknown:
        rest.insert(0, f"{number(unknown)} had an interview at a time not known")
    if unknown and not now["in_time"] and not late:
        held = rest.pop(0)
    listed = f"{', '.join(rest[:-1])} and {rest[-1]}" if len(rest) > 1 else "".join(rest)
    return f"Of {counted(now['episodes'], 'episode')} in {period}, {held}" + (
        f"; {listed}" if listed else ""
    )


def _parts(now: pd.Series) -> list[str]:
    """The quarter's episodes without a completed interview, by what came of them."""
    return [
        f"{number(now[state])} {word if now[state] == 1 else words}"
        for state, word, words in (
            ("voided", "was voided", "were voided"),
            ("declined", "was declined", "were declined"),
            ("pending", "is pending", "are pending"),
            ("not_recorded", "has no outcome recorded", "have no outcome recorded"),
        )
        if now[state]
    ]


def _many(count: int) -> str:
    return number(count) if count else "none"


def _direction(change: float, more: str, fewer: str, same: str) -> str:
    return more if change > 0 else fewer if change < 0 else same


def count_words(figure: str, quarter: pd.Series) -> str:
    """What a card's figure is of: "87 of 133"; for a count, of how many episodes."""
    if not is_rate(figure):
        return f"of {counted(quarter['episodes'], 'episode')}"
    base = figure.removeprefix("in_time_of_")
    of = quarter["episodes"] - quarter["voided"] if base == "not_voided" else quarter[base]
    return f"{number(quarter['in_time'])} of {number(of)}"


def change_words(
    figure: str, now: pd.Series, before: pd.Series | None, *, counts: bool = False
) -> str:
    """A card's change on the quarter before: "44 fewer than July–September".

    counts: add what a rate was of then: "4.1 points lower than July–September (123 of 177)".
    """
    if not is_whole(now):
        return "part of a quarter: not compared"
    if not is_whole(before):
        return "no whole quarter before to compare with"
    then = quarter_words(before["quarter_start"], year=False)
    change = now[figure] - before[figure]
    if pd.isna(change):
        return f"nothing to compare with in {then}"
    if is_rate(figure):
        points = round(abs(now[figure] - before[figure]) * 100, 1)
        then += f" ({count_words(figure, before)})" if counts else ""
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


def outcomes_title(quarters: pd.DataFrame) -> str:
    """What the stacked outcomes show."""
    total = quarters["episodes"].sum()
    if not total:
        return "No episodes to show"
    if quarters["in_time_of_episodes"].isna().all():
        return "What came of the interviews; without times none is known to have been in time"
    many = quarters["in_time"].sum() * 2 > total
    most = "Most episodes" if many else "No more than half of the episodes"
    latest_is_whole = is_whole(quarters.iloc[-1])
    so_far = "" if latest_is_whole else " so far"
    # Pending is left out: the latest quarter has always some, and that is no change.
    parts = quarters["not_recorded"] / quarters["episodes"].where(quarters["episodes"] > 0)
    parts = parts[quarters["complete"]]
    if latest_is_whole and len(parts) > 1 and parts.iloc[-1] > parts.iloc[:-1].max():
        return f"{most} end with an interview in time; the part with no outcome has grown"
    return f"{most} end with an interview in time{so_far}"


def denominators_title(now: pd.Series) -> str:
    """The three denominators in one line."""
    if not now["episodes"]:
        return "One number, three denominators"
    return (
        f"One number, three denominators: {percent(now['in_time_of_episodes'])} or "
        f"{percent(now['in_time_of_completed'])}"
    )
