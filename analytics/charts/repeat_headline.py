"""The page Repeat missing in one sentence and four cards."""

import pandas as pd

from analytics.charts.concentration import of_a_few
from analytics.charts.findings import change_words
from analytics.charts.repeat_bands import more_than_once
from analytics.charts.repeat_triggers import TRIGGER, children_reaching
from analytics.charts.words import counted, number, quarter_words, whole_percent


def repeat_headline(triggers: pd.DataFrame, concentration: pd.DataFrame) -> str:
    """How many children reached the trigger, and what share of the episodes a few have.

    triggers: repeat_triggers; concentration: of the same period, at least one row.
    """
    reached = f"{children_reaching(triggers)} reached {TRIGGER}"
    everyone, few = concentration.iloc[-1], of_a_few(concentration)
    episodes = int(everyone["episodes"])
    if few is None:
        children = counted(everyone["children"], "child", "children")
        which = "the one episode is" if episodes == 1 else f"all {number(episodes)} episodes are"
        return f"{reached}; {which} of {children}"
    return (
        f"{reached}; {counted(few['children'], 'child', 'children')} account for "
        f"{whole_percent(few['share'])} of all {counted(episodes, 'episode')}"
    )


def repeat_cards(
    now: pd.Series,
    before: pd.Series | None,
    bands: tuple[pd.DataFrame, pd.DataFrame | None],
    triggers: tuple[pd.DataFrame, pd.DataFrame | None],
) -> list[dict]:
    """Four cards: children, of them more than once, reached the trigger, with a meeting recorded.

    now, before: rows of quarterly_summary; bands and triggers: of the quarter and of the one
    before, None where that is not whole.
    """
    then = "" if before is None else quarter_words(before["quarter_start"], year=False)
    (many, many_before), (times, times_before) = bands, triggers
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
            f"Reached {TRIGGER}",
            number(times["child_id"].nunique()),
            _times(times),
            _in_quarter(then, times_before, lambda rows: number(rows["child_id"].nunique())),
        ),
        _card(
            "Strategy meeting recorded after it",
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


def _times(triggers: pd.DataFrame) -> str:
    """How often in all, where a child reached it more than once."""
    times = len(triggers)
    return f"{number(times)} times in all" if times > triggers["child_id"].nunique() else ""


def _of_times(times: int) -> str:
    if not times:
        return "nobody reached it"
    return f"of {counted(times, 'time')} it was reached"


def _meetings(triggers: pd.DataFrame) -> str:
    return f"{number(triggers['meeting_on'].notna().sum())} of {number(len(triggers))}"
