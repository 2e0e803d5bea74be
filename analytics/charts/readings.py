"""What figures over time say, in sentences made from them: titles, the control chart read aloud.

As in findings.py: the same rows give the same words, and no word of blame.
"""

import pandas as pd

from analytics.charts.words import (
    FIGURES,
    figure_text,
    hours,
    is_rate,
    per_100,
    percent,
    period_words,
    placement_words,
    span_words,
    whole_percent,
)
from analytics.statistics.control import SIGNALS

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


def trend_title(rows: pd.DataFrame, figure: str, unit: str) -> str:
    """Where a figure was highest and lowest among whole periods; a part is not compared."""
    whole = rows[rows["complete"]]
    values = whole[figure].dropna()
    if values.empty and rows[figure].notna().any():
        return f"{FIGURES[figure]}: no whole {unit} yet to compare"
    if values.empty:
        return f"{FIGURES[figure]}: nothing to show for this selection"
    if values.max() == values.min():
        return f"{FIGURES[figure]}: {figure_text(figure, values.iloc[0])} in every {unit}"
    highest = whole.loc[values.idxmax()]
    lowest = whole.loc[values.idxmin()]
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
    return f"{whole_percent(share)} of the episodes began in placements of one type: {kind}"


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
        f"{whole_percent(within)} within a day"
    )


def looked_after_title(rates: pd.DataFrame) -> str:
    """The latest rate per 100 looked-after children."""
    known = rates[rates["children_per_100"].notna()]
    if known.empty:
        return "No looked-after children are recorded for these periods"
    last = known.iloc[-1]
    return (
        f"{per_100(last['children_per_100'])} in every 100 looked-after children went missing in "
        f"{span_words(last['period_start'], last['period_end'])}"
    )
