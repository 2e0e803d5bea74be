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
REPORT_TABLE_NOTE = (
    "The report's own five rows stand first. Completed, voided and the rows below them add up to "
    "the episodes. Pending: still missing, or back for less than 72 hours when the data was taken."
)
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
    text = percent if is_rate(figure) else lambda value: f"{value:,.1f}".removesuffix(".0")
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
        runs = _runs(points["special_cause"] == signal)
        spans = [
            period_words(points["period_start"].iloc[first], unit)
            + (f" to {period_words(points['period_start'].iloc[last], unit)}" * (last > first))
            for first, last in runs
        ]
        if spans:
            sentences.append(f"{SIGNAL_WORDS[signal]}: {'; '.join(spans)}.")
    return sentences


def _runs(marked: pd.Series) -> list[tuple[int, int]]:
    """First and last position of each unbroken run of marked points."""
    runs: list[tuple[int, int]] = []
    for position in marked.to_numpy().nonzero()[0]:
        if runs and runs[-1][1] == position - 1:
            runs[-1] = (runs[-1][0], int(position))
        else:
            runs.append((int(position), int(position)))
    return runs


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
