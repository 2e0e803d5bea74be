"""What the numbers say, in sentences made from them: titles of charts, headline, what changed.

Deterministic: the same rows give the same words. No word of blame, and no good or bad for going
missing itself: a fall may be under-recording.
"""

import pandas as pd

from analytics.charts.words import (
    FIGURES,
    counted,
    figure_text,
    hours,
    is_rate,
    number,
    percent,
    period_words,
    placement_words,
    quarter_words,
)
from analytics.definitions import TARGET
from analytics.statistics.control import SIGNALS

BEYOND_CHANCE = 0.05
SIGNAL_WORDS = {
    "above upper limit": "Above the upper limit",
    "below lower limit": "Below the lower limit",
    "seven above mean": "Seven or more in a row above the mean",
    "seven below mean": "Seven or more in a row below the mean",
    "seven rising": "Seven or more in a row rising",
    "seven falling": "Seven or more in a row falling",
    "two of three near upper limit": "Two of three close to the upper limit",
    "two of three near lower limit": "Two of three close to the lower limit",
}


def headline(now: pd.Series, before: pd.Series | None) -> str:
    """The quarter in one sentence, from rows of quarterly_summary."""
    period = quarter_words(now["quarter_start"], year=False)
    if not now["episodes"]:
        return f"No missing episodes in {period}"
    if before is None or not before["episodes"]:
        return f"{counted(now['episodes'], 'episode')} in {period}"
    counts = _direction(now["episodes"] - before["episodes"], "More", "Fewer", "As many")
    share = now["in_time_of_episodes"] - before["in_time_of_episodes"]
    rates = _direction(round(share, 3), "a larger share", "a smaller share", "the same share")
    joined = "but" if (counts == "Fewer") != (rates == "a smaller share") else "and"
    if counts == "Fewer" and rates == "a smaller share":
        joined = "but"
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
    more = _difference(episodes["change"], "episode")
    others = _difference(children["change"], "child", "children")
    return f"{more} and {others} than in {then}: {_chance_words(episodes['p_value'])}."


def _difference(change: float, singular: str, plural: str | None = None) -> str:
    words = "more" if change > 0 else "fewer"
    plural = plural or singular + "s"
    if change == 0:
        return f"as many {plural}"
    return f"{number(abs(change))} {words} {singular if abs(change) == 1 else plural}"


def _chance_words(p_value: float) -> str:
    if p_value >= BEYOND_CHANCE:
        return "no more than chance would do, since a few children make many of the episodes"
    return "more than chance would do"


def _rates_sentence(by_figure: pd.DataFrame) -> str | None:
    everyone, completed = (
        by_figure.loc["in_time_of_episodes"],
        by_figure.loc["in_time_of_completed"],
    )
    if pd.isna(everyone["change"]) or pd.isna(completed["change"]):
        return None
    verdict = (
        "within what chance would do"
        if everyone["p_value"] >= BEYOND_CHANCE
        else "more than chance would do"
    )
    return (
        f"Of all episodes {percent(everyone['after'])} had an interview in time, against "
        f"{percent(everyone['before'])} ({verdict}); of those completed "
        f"{percent(completed['after'])}, against {percent(completed['before'])}."
    )


def _not_recorded_sentence(now: pd.Series, change: pd.Series) -> str:
    return (
        f"{counted(change['after'], 'episode has', 'episodes have')} no outcome recorded, against "
        f"{number(change['before'])}: that is why the share depends on what it is a share of."
    )


def needed_sentence(now: pd.Series) -> str | None:
    """How many more interviews in time would have reached the aim, by denominator."""
    if not now["completed"]:
        return None
    more_of_all = more_needed(now["in_time"], now["episodes"])
    more_of_completed = more_needed(now["in_time"], now["completed"])
    if more_of_all == 0:
        return f"The aim of {TARGET:.0%} was reached even against all {number(now['episodes'])}."
    return (
        f"To reach {TARGET:.0%}, {counted(more_of_all, 'more interview', 'more interviews')} in "
        f"time would have been needed against all {number(now['episodes'])} episodes, "
        f"{number(more_of_completed)} against the {number(now['completed'])} completed."
    )


def more_needed(in_time: int, denominator: int) -> int:
    """Interviews in time still missing to the aim; exact, without rounding of binary fractions."""
    per_mille = round(TARGET * 1000)
    needed = -(-per_mille * int(denominator) // 1000)
    return max(0, needed - int(in_time))


def outcomes_title(quarters: pd.DataFrame) -> str:
    """What the stacked outcomes show."""
    last = quarters.iloc[-1]
    total = quarters["episodes"].sum()
    if not total:
        return "No episodes to show"
    unknown = last["not_recorded"] + last["pending"]
    earlier = quarters["not_recorded"].iloc[:-1] + quarters["pending"].iloc[:-1]
    most = (
        "Most episodes" if quarters["in_time"].sum() * 2 > total else "Fewer than half of episodes"
    )
    if len(earlier) and unknown > earlier.max():
        return f"{most} end with an interview in time; the part without an outcome has grown"
    return f"{most} end with an interview in time"


def denominators_title(now: pd.Series) -> str:
    """The three denominators in one line."""
    if not now["episodes"]:
        return "One number, three denominators"
    return (
        f"One number, three denominators: {percent(now['in_time_of_episodes'])} or "
        f"{percent(now['in_time_of_completed'])}"
    )


def trend_title(rows: pd.DataFrame, figure: str, unit: str) -> str:
    """Where a figure was highest and lowest among whole periods."""
    values = rows[figure].dropna()
    if values.empty:
        return f"{FIGURES[figure]}: nothing to show for this selection"
    if values.max() == values.min():
        return f"{FIGURES[figure]}: {figure_text(figure, values.iloc[0])} in every {unit}"
    highest = rows.loc[values.idxmax()]
    lowest = rows.loc[values.idxmin()]
    often = (values == values.min()).sum()
    low = (
        f"lowest in {period_words(lowest[f'{unit}_start'], unit)}"
        if often == 1
        else f"lowest, {figure_text(figure, values.min())}, in {often} {unit}s"
    )
    return (
        f"{FIGURES[figure]}: highest in {period_words(highest[f'{unit}_start'], unit)} "
        f"({figure_text(figure, values.max())}), {low}"
        + (f" ({figure_text(figure, values.min())})" if often == 1 else "")
    )


def placement_title(rows: pd.DataFrame, figure: str) -> str:
    """Which placement type has the most episodes; for a rate, where it is highest and lowest."""
    totals = rows.groupby("placement_type")[["episodes", "voided", "completed", "in_time"]].sum()
    if not totals["episodes"].sum():
        return f"{FIGURES[figure]}: nothing to show for this selection"
    if is_rate(figure):
        return _placement_rates_title(totals, figure)
    kind = placement_words(totals["episodes"].idxmax()).lower()
    share = totals["episodes"].max() / totals["episodes"].sum()
    return f"{share:.0%} of the episodes began in placements of one type: {kind}"


def _placement_rates_title(totals: pd.DataFrame, figure: str) -> str:
    bases = {
        "in_time_of_episodes": totals["episodes"],
        "in_time_of_not_voided": totals["episodes"] - totals["voided"],
        "in_time_of_completed": totals["completed"],
    }
    rates = (totals["in_time"] / bases[figure].where(bases[figure] > 0)).dropna()
    if len(rates) < 2:
        return f"{FIGURES[figure]}: one placement type to show"
    highest, lowest = rates.idxmax(), rates.idxmin()
    return (
        f"{FIGURES[figure]}: {percent(rates[highest])} for {placement_words(highest).lower()} "
        f"placements, {percent(rates[lowest])} for {placement_words(lowest).lower()}"
    )


def control_title(points: pd.DataFrame, figure: str, unit: str) -> str:
    """The chart's reading in one line."""
    name = FIGURES[figure]
    signalled = points[points["special_cause"].notna()]
    if len(points) < 2:
        return f"{name}: too few whole {unit}s to read"
    if signalled.empty:
        return f"{name}: varying, not changing"
    if len(signalled) == 1:
        when = period_words(signalled["period_start"].iloc[0], unit)
        return f"{name}: {when} stands out, the rest only varies"
    return f"{name}: {len(signalled)} of {len(points)} {unit}s stand out"


def control_reading(points: pd.DataFrame, figure: str, unit: str) -> list[str]:
    """The control chart read aloud: what to expect, each signal and when, how sure limits are."""
    if len(points) < 2:
        return [f"Fewer than two whole {unit}s: no limits can be drawn."]
    limits = points.iloc[0]
    text = percent if is_rate(figure) else lambda value: f"{value:,.1f}"
    sentences = [
        f"On average {text(limits['mean'])} a {unit}; unless something changes, expect between "
        f"{text(limits['lower'])} and {text(limits['upper'])}."
    ]
    sentences += _signal_sentences(points, unit)
    if limits["trial"]:
        sentences.append(
            f"Only {len(points)} {unit}s: these are trial limits, which settle from 12 on."
        )
    return sentences


def _signal_sentences(points: pd.DataFrame, unit: str) -> list[str]:
    signalled = points[points["special_cause"].notna()]
    if signalled.empty:
        return [f"No {unit} stands out: the ups and downs are what chance does."]
    sentences = []
    for signal in SIGNALS:
        starts = signalled.loc[signalled["special_cause"] == signal, "period_start"]
        if len(starts):
            when = period_words(starts.iloc[0], unit)
            if len(starts) > 1:
                when += f" to {period_words(starts.iloc[-1], unit)}"
            sentences.append(f"{SIGNAL_WORDS[signal]}: {when}.")
    return sentences


def lengths_title(bands: pd.DataFrame) -> str:
    """How long children are usually gone."""
    known = bands["with_known_length"].iloc[0]
    if not known:
        return "How long children were gone is not known for this selection"
    within = 1 - bands["over_24_hours"].iloc[0] / known
    return (
        f"Half were back within {hours(bands['median_gone_hours'].iloc[0])}; "
        f"{within:.0%} within a day"
    )


def looked_after_title(rates: pd.DataFrame) -> str:
    """The latest rate per 100 looked-after children."""
    last = rates.iloc[-1]
    return (
        f"{last['children_per_100']:.1f} in every 100 looked-after children went missing in "
        f"{quarter_words(last['period_start'])}"
    )
