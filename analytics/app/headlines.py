"""The Overview's cards: a quarter's four headline figures with change and history."""

import pandas as pd

from analytics.charts.findings import change_words, pending_words
from analytics.charts.words import figure_text, is_rate, short_quarter

CARDS = {
    "children": ("Children who went missing", "missing"),
    "episodes": ("Missing episodes", "missing"),
    "in_time_of_episodes": ("Interviewed within 72 hours, of all episodes", "in_time"),
    "not_recorded": ("Episodes with no outcome recorded", "not_recorded"),
}


def headline_cards(quarters: pd.DataFrame) -> list[dict]:
    """Cards for the last of the quarters, each with its history over all of them.

    quarters: rows of quarterly_summary, oldest first, at least one.
    """
    now = quarters.iloc[-1]
    before = quarters.iloc[-2] if len(quarters) > 1 else None
    return [
        {
            "label": label,
            "value": figure_text(figure, now[figure]),
            "change": change_words(figure, now, before)
            + (pending_words(now) if figure == "not_recorded" else ""),
            "history": _history(quarters, figure),
            "colour": colour,
        }
        for figure, (label, colour) in CARDS.items()
    ]


def _history(quarters: pd.DataFrame, figure: str) -> list[tuple[str, float, str]]:
    heights = quarters[figure].fillna(0)
    # A rate's bar is a share of one, a count's of the highest count shown.
    highest = 1.0 if is_rate(figure) else max(heights.max(), 1)
    return [
        (
            short_quarter(start).replace("<br>", " "),
            float(height) / highest,
            figure_text(figure, value),
        )
        for start, height, value in zip(
            quarters["quarter_start"], heights, quarters[figure], strict=True
        )
    ]
