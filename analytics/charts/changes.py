"""What changed on the quarter before, in sentences that say whether chance would do as much.

As in findings.py: the same rows give the same words, and no word of blame.
"""

import pandas as pd

from analytics.charts.findings import is_whole, pending_words
from analytics.charts.words import (
    counted,
    day_words,
    number,
    percent,
    period_words,
    quarter_words,
)
from analytics.definitions import BEYOND_CHANCE


def what_changed(now: pd.Series, changes: pd.DataFrame) -> list[str]:
    """Two or three sentences on what changed, each saying whether chance would do as much.

    now: the quarter's row of quarterly_summary; changes: quarterly_changes of the same quarter.
    """
    if changes.empty:
        return []
    by_figure = changes.set_index("measure")
    then = quarter_words(now["quarter_start"] - pd.DateOffset(months=3), year=False)
    sentences = [_counts_sentence(by_figure, then), _rates_sentence(by_figure)]
    if by_figure.loc["not_recorded", "change"]:
        sentences.append(_not_recorded_sentence(now, by_figure.loc["not_recorded"]))
    return [sentence for sentence in sentences if sentence]


def nothing_compared(
    now: pd.Series, before: pd.Series | None, data_from: pd.Timestamp, *, over: bool = True
) -> str:
    """Why the quarter is not compared with the one before, where quarterly_changes has no rows."""
    period = quarter_words(now["quarter_start"], year=False)
    if not is_whole(now) and not over:
        return (
            f"{period} is not over: what is known of it is not compared with a whole quarter "
            "before."
        )
    if not is_whole(now):
        return (
            f"The records do not cover the whole of {period}, so it is not compared with the "
            "quarter before."
        )
    if not is_whole(before):
        begins = day_words(data_from) if data_from.day > 1 else period_words(data_from, "month")
        return (
            f"The records begin {'on' if data_from.day > 1 else 'in'} {begins}, so there is no "
            "whole quarter before to compare with."
        )
    return "Nobody went missing in this quarter or the one before."


def _counts_sentence(by_figure: pd.DataFrame, then: str) -> str:
    episodes, children = by_figure.loc["episodes"], by_figure.loc["children"]
    more = _difference(episodes, "episode", "episodes")
    others = _difference(children, "child", "children")
    return (
        f"{more} than in {then}{_chance_of_count(episodes)}; "
        f"{others[0].lower()}{others[1:]} went missing{_chance_of_count(children)}."
    )


def _difference(figure: pd.Series, singular: str, plural: str) -> str:
    """ "44 fewer episodes"."""
    if figure["change"] == 0:
        return f"No more and no fewer {plural}"
    size = abs(figure["change"])
    words = "more" if figure["change"] > 0 else "fewer"
    return f"{number(size)} {words} {singular if size == 1 else plural}"


def _chance_of_count(figure: pd.Series) -> str:
    if figure["change"] == 0:
        return ""
    if figure["p_value"] >= BEYOND_CHANCE:
        return ", which chance alone could do"
    return ": a larger change than chance would usually make"


def _chance_words(p_value: float) -> str:
    if p_value >= BEYOND_CHANCE:
        return "which chance alone could do"
    return "a larger change than chance would usually make"


def _rates_sentence(by_figure: pd.DataFrame) -> str | None:
    everyone, completed = (
        by_figure.loc["in_time_of_episodes"],
        by_figure.loc["in_time_of_completed"],
    )
    if pd.isna(everyone["change"]) or pd.isna(completed["change"]):
        return None
    chance = f", {_chance_words(everyone['p_value'])}" if everyone["change"] else ""
    return (
        f"Of all episodes {percent(everyone['after'])} had an interview in time, against "
        f"{percent(everyone['before'])}{chance}; of those completed "
        f"{percent(completed['after'])}, against {percent(completed['before'])}."
    )


def _not_recorded_sentence(now: pd.Series, change: pd.Series) -> str:
    return (
        f"{counted(change['after'], 'episode has', 'episodes have')} no outcome recorded, against "
        f"{number(change['before'])}{pending_words(now)}. Episodes without an outcome, pending "
        "ones included, count in the share of all episodes but not in that of those completed."
    )
