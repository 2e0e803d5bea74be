"""The repeat threshold: how many reached it, and whether a meeting followed."""

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.outcomes import bar_marker
from analytics.charts.quarter_stacks import Part, quarter_stacks
from analytics.charts.repeat_threshold import MANY, in_letters
from analytics.charts.theme import colour
from analytics.charts.words import counted, day_words, number, quarter_names
from analytics.definitions import REPEAT_DAYS, REPEAT_EPISODES

TRIGGER = f"{in_letters(REPEAT_EPISODES)} episodes within {REPEAT_DAYS} days"
NOT_RECORDED_NOTE = (
    "None recorded does not say that none was held. Strategy meetings are loaded on the page Data "
    "(strategy_meetings.csv)."
)
TRIGGERS_SUBTITLE = (
    f"How often children newly reached {TRIGGER}, by quarter, and whether a strategy meeting is "
    "recorded after it"
)
# From the ground up: column of triggers_by_quarter → its name, its colour, its pattern.
MEETINGS = {
    "recorded": ("Meeting<br>recorded", "missing", ""),
    "none_recorded": ("None<br>recorded", "not_recorded", "/"),
}


def triggers_title(triggers: pd.DataFrame) -> str:
    """How many newly reached it, how often, and after how many times a meeting is recorded."""
    children = triggers["child_id"].nunique()
    who = counted(children, "child", "children") if children else "No child"
    said = f"{who} newly reached {TRIGGER}"
    times, held = len(triggers), int(triggers["meeting_on"].notna().sum())
    if not times:
        return said
    if times > children:
        said += f", {number(times)} times in all"
    if times == 1:
        return f"{said}; {'a' if held else 'no'} strategy meeting is recorded"
    after = f"{number(held)} of the {number(times)} times" if held else "none of these"
    after = after if held < times else "each of these"
    return f"{said}; a strategy meeting is recorded after {after}"


def triggers_reading(triggers: pd.DataFrame, data_date: pd.Timestamp) -> list[str]:
    """How soon meetings were held, how long ago where none is recorded, and what was voided."""
    said = []
    held = triggers["days_to_meeting"].dropna()
    if len(held):
        said.append(f"From reaching it to the strategy meeting: {_days_between(held)}.")
    waiting = triggers.loc[triggers["meeting_on"].isna(), "days_since"]
    if len(waiting):
        ends = f", on {day_words(data_date)}," if pd.notna(data_date) else ""
        none_at_all = len(waiting) == len(triggers) > 1
        after = f"any of the {len(triggers)} times" if none_at_all else _times(waiting, triggers)
        said.append(
            f"No meeting is recorded after {after}. When the records end{ends} "
            f"{'that was' if len(waiting) == 1 else 'these were'} {_days_between(waiting)} ago. "
            f"{NOT_RECORDED_NOTE}"
        )
    voided = triggers[triggers["voided_in_window"] > 0]
    if len(voided):
        times = _times(voided, triggers)
        said.append(
            f"{times[0].upper()}{times[1:]} it was reached "
            f"{'includes' if len(voided) == 1 else 'include'} an episode whose interview was "
            "voided, for example as recorded in error or found not to have been missing."
        )
    return said


def _times(some, triggers: pd.DataFrame) -> str:
    if len(triggers) == 1:
        return "the one time"
    return f"{number(len(some))} of the {number(len(triggers))} times"


def _days_between(days: pd.Series) -> str:
    least, most = int(days.min()), int(days.max())
    if least == most:
        return counted(most, "day")
    return f"{number(least)} to {counted(most, 'day')}"


def triggers_by_quarter(triggers: pd.DataFrame, quarters: pd.DataFrame) -> pd.DataFrame:
    """Quarters down, oldest first: times it was reached, with a meeting recorded and without.

    triggers: repeat_triggers of all these quarters. quarters: rows of quarterly_summary.
    """
    begins = triggers["reached_at"].dt.to_period("Q").dt.start_time
    held = triggers["meeting_on"].notna()
    starts = quarters["quarter_start"]
    counts = quarters[["quarter_start", "quarter", "complete"]].reset_index(drop=True)
    for column, which in (("recorded", held), ("none_recorded", ~held)):
        counts[column] = [int(((begins == day) & which).sum()) for day in starts]
    return counts


def triggers_chart(counts: pd.DataFrame, *, dark: bool = False) -> go.Figure:
    """Times it was reached by quarter, stacked by whether a meeting is recorded.

    counts: triggers_by_quarter.
    """
    totals = counts["recorded"] + counts["none_recorded"]
    parts = [
        Part(
            column,
            label,
            bar_marker(meaning, pattern, dark),
            "#1b1f24" if dark else "#ffffff",
            colour(meaning, dark),
        )
        for column, (label, meaning, pattern) in MEETINGS.items()
    ]
    hovers = {
        column: [
            f"{name}: reached {counted(total, 'time')}<br>"
            f"{label.replace('<br>', ' ').lower()}: {number(n)}"
            for name, total, n in zip(quarter_names(counts), totals, counts[column], strict=True)
        ]
        for column, (label, _, _) in MEETINGS.items()
    }
    return quarter_stacks(
        counts, parts, hovers, axis="Times reached", height=300, right=92, dark=dark
    )


def triggers_by_quarter_twin(counts: pd.DataFrame) -> pd.DataFrame:
    """Quarters down: times reached, with and without a meeting recorded."""
    return pd.DataFrame(
        {
            "Quarter": quarter_names(counts),
            "Times reached": counts["recorded"] + counts["none_recorded"],
            "Meeting recorded": counts["recorded"],
            "None recorded": counts["none_recorded"],
            "Whole quarter": ["yes" if whole else "part" for whole in counts["complete"]],
        }
    )


def triggers_caption(triggers: pd.DataFrame, period: str) -> str:
    """What the list holds, and in which order."""
    times = counted(len(triggers), "time")
    return f"{TRIGGER.capitalize()}: newly reached {times}, {period}, latest first"


def triggers_twin(triggers: pd.DataFrame) -> pd.DataFrame:
    """Each time it was reached, latest first: the child, until when it lasted, the meeting."""
    meetings = [
        f"{pd.Timestamp(day):%d/%m/%Y}" if pd.notna(day) else "none recorded"
        for day in triggers["meeting_on"]
    ]
    return pd.DataFrame(
        {
            "Child": triggers["child_id"],
            "Reached": triggers["reached_at"],
            f"Episodes in {REPEAT_DAYS} days": triggers["episodes_in_window"],
            "Of these with a voided interview": [
                f"{number(voided)} of {number(episodes)}" if voided else "none"
                for voided, episodes in zip(
                    triggers["voided_in_window"], triggers["episodes_in_window"], strict=True
                )
            ],
            f"At {MANY} until": triggers["until"],
            "Episodes until then": triggers["episodes_in_run"],
            "Strategy meeting": meetings,
            "Days until it": triggers["days_to_meeting"].map(number),
            "Days since reached": triggers["days_since"],
        }
    ).reset_index(drop=True)
