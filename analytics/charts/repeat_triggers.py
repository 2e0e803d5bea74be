"""Three or more episodes within 30 days: how many reached it, and whether a meeting followed."""

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.outcomes import bar_marker
from analytics.charts.theme import axis_words, blank_figure, colour, note, rounded_top, spread
from analytics.charts.words import counted, day_words, number, quarter_names, short_quarters
from analytics.definitions import REPEAT_DAYS, REPEAT_EPISODES

WRITTEN_OUT = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def in_letters(count: int) -> str:
    """A small count as it is read in a sentence: "three"; above ten in digits."""
    return WRITTEN_OUT[count] if 0 <= count < len(WRITTEN_OUT) else number(count)


TRIGGER = f"{in_letters(REPEAT_EPISODES)} episodes within {REPEAT_DAYS} days"
TRIGGER_HEADER = f"{in_letters(REPEAT_EPISODES).capitalize()} or more in {REPEAT_DAYS} days"
TRIGGER_RULE = (
    f"The rule: {in_letters(REPEAT_EPISODES)} or more episodes begun within {REPEAT_DAYS} days "
    "require a strategy meeting (Derbyshire's practice note; there is no national number, and a "
    "council may settle its own). A child reaches it anew once there were fewer in between."
)
NOT_RECORDED_NOTE = (
    "None recorded does not say that none was held. Strategy meetings are loaded on the page Data "
    "(strategy_meetings.csv)."
)
TRIGGERS_SUBTITLE = (
    f"How often children reached {TRIGGER}, by quarter, and whether a strategy meeting is "
    "recorded after it"
)
# From the ground up: whether a meeting is recorded → its name, its colour, its pattern.
MEETINGS = {
    True: ("Meeting<br>recorded", "missing", ""),
    False: ("None<br>recorded", "not_recorded", "/"),
}


def children_reaching(triggers: pd.DataFrame) -> str:
    """How many children reached it, to be followed by "reached …": "No child", "14 children"."""
    count = triggers["child_id"].nunique()
    return counted(count, "child", "children") if count else "No child"


def triggers_title(triggers: pd.DataFrame) -> str:
    """How many reached it, how often, and after how many times a meeting is recorded."""
    said = f"{children_reaching(triggers)} reached {TRIGGER}"
    times, held = len(triggers), int(triggers["meeting_on"].notna().sum())
    if not times:
        return said
    if times > triggers["child_id"].nunique():
        said += f", {number(times)} times in all"
    if times == 1:
        return f"{said}; {'a' if held else 'no'} strategy meeting is recorded"
    after = f"{number(held)} of the {number(times)} times" if held else "none of these"
    after = after if held < times else "each of these"
    return f"{said}; a strategy meeting is recorded after {after}"


def triggers_reading(triggers: pd.DataFrame, data_date: pd.Timestamp) -> list[str]:
    """How soon the meetings were held, and how long it has been where none is recorded."""
    said = []
    held = triggers["days_to_meeting"].dropna()
    if len(held):
        said.append(f"From reaching it to the strategy meeting: {_days_between(held)}.")
    waiting = triggers.loc[triggers["meeting_on"].isna(), "days_since"]
    if len(waiting):
        until = day_words(data_date) if pd.notna(data_date) else "now"
        said.append(
            f"Reached without a meeting recorded: {counted(len(waiting), 'time')}, "
            f"{_days_between(waiting)} before {until}. {NOT_RECORDED_NOTE}"
        )
    return said


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
    for recorded in MEETINGS:
        counts[recorded] = [int(((begins == day) & (held == recorded)).sum()) for day in starts]
    return counts


def triggers_chart(counts: pd.DataFrame, *, dark: bool = False) -> go.Figure:
    """Times it was reached by quarter, stacked by whether a meeting is recorded.

    counts: triggers_by_quarter.
    """
    totals = counts[True] + counts[False]
    top = rounded_top(float(max(totals.max(), 4)))
    figure = blank_figure(dark, height=300, margin={"l": 36, "r": 92, "t": 32})
    bases = pd.Series(0, index=counts.index)
    for recorded, (label, meaning, pattern) in MEETINGS.items():
        words = label.replace("<br>", " ").lower()
        figure.add_bar(
            x=list(range(len(counts))),
            y=counts[recorded],
            base=bases,
            width=0.62,
            marker=bar_marker(meaning, pattern, dark),
            text=[number(n) if n >= top * 0.08 else "" for n in counts[recorded]],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"color": "#1b1f24" if dark else "#ffffff", "size": 13},
            constraintext="none",
            hovertext=[
                f"{name}: reached {counted(total, 'time')}<br>{words}: {number(n)}"
                for name, total, n in zip(
                    quarter_names(counts), totals, counts[recorded], strict=True
                )
            ],
            hoverinfo="text",
        )
        bases = bases + counts[recorded]
    labels = [
        note(f"<b>{number(total)}</b>", dark, x=at, y=total, yshift=11, font={"size": 14})
        for at, total in enumerate(totals)
    ]
    labels += _meeting_names(counts.iloc[-1], top, dark)
    figure.update_layout(
        barmode="overlay", annotations=[axis_words("Times reached", dark), *labels]
    )
    figure.update_xaxes(
        tickvals=list(range(len(counts))),
        ticktext=short_quarters(counts, counts["quarter_start"]),
        range=[-0.5, len(counts) - 0.5],
        tickangle=0,
        showline=True,
    )
    whole = {"dtick": 1} if top <= 6 else {"nticks": 5}
    figure.update_yaxes(range=[0, top * 1.04], showgrid=True, tickformat=",d", **whole)
    return figure


def _meeting_names(last: pd.Series, top: float, dark: bool) -> list[dict]:
    """The parts' names beside the last bar, each at its part."""
    shown = [recorded for recorded in MEETINGS if last[recorded]]
    middles, ground = [], 0
    for recorded in shown:
        middles.append(float(ground + last[recorded] / 2))
        ground += last[recorded]
    beside = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 2, "align": "left"}
    return [
        note(
            f"{MEETINGS[recorded][0]} {number(last[recorded])}",
            dark,
            y=height,
            font={"color": colour(MEETINGS[recorded][1], dark)},
            **beside,
        )
        for recorded, height in zip(shown, spread(middles, gap=top * 0.17), strict=True)
    ]


def triggers_by_quarter_twin(counts: pd.DataFrame) -> pd.DataFrame:
    """Quarters down: times reached, with and without a meeting recorded."""
    return pd.DataFrame(
        {
            "Quarter": quarter_names(counts),
            "Times reached": counts[True] + counts[False],
            "Meeting recorded": counts[True],
            "None recorded": counts[False],
            "Whole quarter": ["yes" if whole else "part" for whole in counts["complete"]],
        }
    )


def triggers_caption(triggers: pd.DataFrame, period: str) -> str:
    """What the list holds, and in which order."""
    return (
        f"{TRIGGER.capitalize()}: reached {counted(len(triggers), 'time')}, {period}, latest first"
    )


def triggers_twin(triggers: pd.DataFrame) -> pd.DataFrame:
    """Each time it was reached, latest first: the child, the meeting or how long without one."""
    meetings = [
        f"{pd.Timestamp(day):%d/%m/%Y}" if pd.notna(day) else "none recorded"
        for day in triggers["meeting_on"]
    ]
    return pd.DataFrame(
        {
            "Child": triggers["child_id"],
            "Reached": triggers["reached_at"],
            f"Episodes in {REPEAT_DAYS} days": triggers["episodes_in_window"],
            "Strategy meeting": meetings,
            "Days until it": triggers["days_to_meeting"].map(number),
            "Days since reached": triggers["days_since"],
        }
    ).reset_index(drop=True)
