"""An action on the trend of its figure: before, since, and what that does not say."""

from dataclasses import dataclass, replace

import pandas as pd

from analytics.charts.plain_words import (
    about_count,
    about_share,
    drawn_share,
    is_withheld,
    round_to_ten,
)
from analytics.charts.words import (
    is_rate,
    number,
    percent,
    short_quarter,
    whole_percent,
)
from analytics.definitions import MEASURES_TO_MOVE, RUN_LENGTH, SUPPRESSED
from analytics.statistics.shift import shift_since

MOST_IN_WORDS = 4  # quarters before, in a sentence
# Counts that are parts of the quarter's episodes: looked at as a share of them, since a quarter
# with fewer episodes has fewer of each.
OF_EPISODES = ("completed", "not_recorded")
TIMES = {"before": "before", "during": "the quarter it began", "since": "since"}
CHANGED = {
    "above": "Higher since: {n} quarters in a row above the mean before. Why, no figure says.",
    "below": "Lower since: {n} quarters in a row below the mean before. Why, no figure says.",
    "same": "No clear change.",
}


@dataclass(frozen=True)
class Effect:
    """An action and the quarters of the figure it should move.

    quarters: quarter_start, value (number, "c" or null; a share where the figure is one),
    episodes, complete, time: before, during or since the day, by whole quarters; oldest first.
    """

    measure: str
    in_effect_from: pd.Timestamp
    quarters: pd.DataFrame

    @property
    def is_share(self) -> bool:
        """Whether the figure is a share of something, 0–1."""
        return is_rate(self.measure) or self.measure in OF_EPISODES

    def text(self, value) -> str:
        """A value of the figure as it is written out."""
        return percent(value) if self.is_share else number(value)

    @property
    def whole(self) -> "Effect":
        """The same without quarters that the records cover in part."""
        rows = self.quarters
        return replace(self, quarters=rows[rows["complete"]].reset_index(drop=True))

    def values(self, time: str) -> list:
        """The figure's values of the whole quarters of that time, oldest first."""
        rows = self.quarters
        return rows.loc[(rows["time"] == time) & rows["complete"], "value"].tolist()

    @property
    def withheld(self) -> bool:
        """Whether figures are withheld from who looks, and none is shown."""
        values = [*self.values("before"), *self.values("since")]
        return SUPPRESSED in values and all(map(is_withheld, values))

    @property
    def shift(self) -> str | None:
        """How the figure lies since, see shift_since; None where that cannot be told."""
        sides = [self.values("before"), self.values("since")]
        if any(is_withheld(value) for side in sides for value in side):
            return None
        return shift_since(*sides)


def is_known(measure) -> bool:
    """Whether it is a figure whose trend can be shown; a file may have named any."""
    return isinstance(measure, str) and measure in MEASURES_TO_MOVE


def effect_of(quarters: pd.DataFrame, measure: str, in_effect_from: pd.Timestamp) -> Effect:
    """What the quarters say of an action in effect from the day. quarters: figures_to_move."""
    starts = quarters["quarter_start"]
    ends = starts + pd.DateOffset(months=3)
    time = pd.Series("during", index=quarters.index)
    time[ends <= in_effect_from] = "before"
    time[starts >= in_effect_from] = "since"
    column = f"{measure}_of_episodes" if measure in OF_EPISODES else measure
    value = quarters[column].astype(object)
    rows = quarters[["quarter_start", "episodes", "complete"]].assign(value=value, time=time)
    return Effect(measure, in_effect_from, rows.reset_index(drop=True))


def effect_words(effect: Effect) -> str:
    """Before and since in a sentence or two: "Before: 76%, 79%, 70%; since: 65%. Too few …"."""
    if effect.withheld:
        return "Withheld to protect children: it is about few of them, or would tell of few."
    before, since = effect.values("before"), effect.values("since")[-RUN_LENGTH:]
    earlier = f" (the last {MOST_IN_WORDS} of {len(before)})" if len(before) > MOST_IN_WORDS else ""
    before = before[-MOST_IN_WORDS:]
    sign = " (c: withheld to protect children)" if SUPPRESSED in [*before, *since] else ""
    return (
        f"Before{earlier}: {_listed(effect, before)}; since: {_listed(effect, since)}{sign}. "
        f"{verdict_words(effect)}"
    )


def verdict_words(effect: Effect) -> str:
    """Whether it moved, where that can be told at all."""
    if effect.shift is None:
        return "Too few quarters to tell."
    return CHANGED[effect.shift].format(n=RUN_LENGTH)


def _listed(effect: Effect, values: list) -> str:
    words = whole_percent if effect.is_share else number
    return ", ".join(map(words, values)) or "no whole quarter"


def action_place(effect: Effect) -> float:
    """Where the day lies along the quarters: 2.0 is the beginning of the third."""
    starts = effect.quarters["quarter_start"]
    passed = int((starts <= effect.in_effect_from).sum())
    if not passed:
        return 0.0
    start = starts.iloc[passed - 1]
    whole = (start + pd.DateOffset(months=3)) - start
    return passed - 1 + min((effect.in_effect_from - start) / whole, 1.0)


def spark_bars(effect: Effect, *, about: bool = False) -> list[tuple[str, float | None, str, bool]]:
    """The small picture's bars: quarter, height 0–1 or None, the figure in words, whether since.

    about: heights and words only as exact as one would say them.
    """
    shown = pd.to_numeric(effect.quarters["value"], errors="coerce")
    words = about_share if effect.is_share else about_count
    if about:
        shown = shown.map(drawn_share if effect.is_share else round_to_ten, na_action="ignore")
    heights = shown if effect.is_share else shown / max(shown.max(), 1)
    return [
        (
            short_quarter(start).replace("<br>", " "),
            None if pd.isna(height) else float(height),
            words(value) if about else effect.text(value),
            time == "since",
        )
        for start, height, value, time in zip(
            effect.quarters["quarter_start"],
            heights,
            effect.quarters["value"],
            effect.quarters["time"],
            strict=True,
        )
    ]
