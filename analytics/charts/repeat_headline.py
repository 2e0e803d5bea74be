"""The page Repeat missing in one sentence and four cards."""

import pandas as pd

from analytics.charts.findings import change_words
from analytics.charts.repeat_bands import more_than_once
from analytics.charts.repeat_threshold import AT_THRESHOLD, new_words, threshold_words
from analytics.charts.words import counted, number, quarter_words


def repeat_headline(at_threshold: pd.Series, bands: pd.DataFrame) -> str:
    """How many children were at the threshold, and how many went missing more than once.

    at_threshold: the quarter's row of children_at_threshold; bands: repeat_bands of the same
    period, with at least one child.
    """
    return f"{threshold_words(at_threshold)}; {_again_words(bands)}"


def _again_words(bands: pd.DataFrame) -> str:
    children, again = int(bands["children"].sum()), more_than_once(bands)
    if children == 1:
        return f"1 child went missing {'more than ' if again else ''}once"
    if again == children:
        return f"all {number(children)} children went missing more than once"
    some = number(again) if again else "none"
    return f"{some} of {number(children)} children went missing more than once"


def repeat_cards(
    summaries: tuple[pd.Series, pd.Series | None],
    bands: tuple[pd.DataFrame, pd.DataFrame | None],
    at_threshold: tuple[pd.Series, pd.Series | None],
    triggers: tuple[pd.DataFrame, pd.DataFrame | None],
) -> list[dict]:
    """Four cards: children, of them more than once, at the threshold, with a meeting recorded.

    Each of the quarter and of the one before, None where that is not whole; summaries: rows of
    quarterly_summary.
    """
    now, before = summaries
    then = "" if before is None else quarter_words(before["quarter_start"], year=False)
    (many, many_before), (times, times_before) = bands, triggers
    at, at_before = at_threshold
    return [
        _card(
            "Children who went missing",
            number(now["children"]),
            "",
            change_words("children", now, before),
        ),
        _card(
            "Of them more than once",
            number(more_than_once(many)),
            f"of {counted(now['children'], 'child', 'children')}",
            _in_quarter(then, many_before, _once_more),
        ),
        _card(
            f"At {AT_THRESHOLD}",
            number(at["children"]),
            new_words(at) if at["children"] else "",
            _in_quarter(then, at_before, _at_and_newly),
        ),
        _card(
            "Strategy meeting recorded after reaching it",
            number(times["meeting_on"].notna().sum()) if len(times) else "–",
            _of_times(len(times)),
            _in_quarter(then, times_before, _meetings),
        ),
    ]


def _card(label: str, value: str, count: str, change: str) -> dict:
    look = {"history": [], "colour": "missing"}
    return {"label": label, "value": value, "count": count, "change": change} | look


def _in_quarter(then: str, rows: pd.DataFrame | None, words) -> str:
    return "" if rows is None else f"{then}: {words(rows)}"


def _once_more(bands: pd.DataFrame) -> str:
    return f"{number(more_than_once(bands))} of {number(bands['children'].sum())}"


def _at_and_newly(row: pd.Series) -> str:
    return f"{number(row['children'])}, {new_words(row)}" if row["children"] else "0"


def _of_times(times: int) -> str:
    if not times:
        return "nobody newly reached it"
    return f"of {counted(times, 'time')} it was newly reached"


def _meetings(triggers: pd.DataFrame) -> str:
    return f"{number(triggers['meeting_on'].notna().sum())} of {number(len(triggers))}"
