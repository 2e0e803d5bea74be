"""Cards: a quarter's headline figures with change and history."""

import pandas as pd

from analytics.charts.findings import change_words, count_words, pending_words
from analytics.charts.targets import target_card_texts
from analytics.charts.words import figure_text, is_rate, short_quarter
from analytics.definitions import DENOMINATORS, TIMESCALE_HOURS

CARDS = {
    "children": ("Children who went missing", "missing"),
    "episodes": ("Missing episodes", "missing"),
    "in_time_of_episodes": (
        f"Interviewed within {TIMESCALE_HOURS} hours, of all episodes",
        "in_time",
    ),
    "not_recorded": ("Episodes with no outcome recorded", "not_recorded"),
}
INTERVIEW_CARDS = {
    f"in_time_of_{denominator}": (f"In time, of {words}", "in_time")
    for denominator, words in DENOMINATORS.items()
} | {"not_recorded": CARDS["not_recorded"]}


def headline_cards(
    quarters: pd.DataFrame, figures: dict = CARDS, *, counts: bool = False
) -> list[dict]:
    """Cards for the last of the quarters, each with its history over all of them.

    quarters: rows of quarterly_summary, oldest first, at least one. figures: CARDS or
    INTERVIEW_CARDS. counts: say of how many each is.
    """
    now = quarters.iloc[-1]
    before = quarters.iloc[-2] if len(quarters) > 1 else None
    return [
        {
            "label": label,
            "value": figure_text(figure, now[figure]),
            "count": count_words(figure, now) if counts else "",
            "change": change_words(figure, now, before, counts=counts)
            + (pending_words(now) if figure == "not_recorded" else ""),
            "history": _history(quarters, figure),
            "colour": colour,
        }
        for figure, (label, colour) in figures.items()
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


def target_cards(rows: pd.DataFrame, target: float) -> list[dict]:
    """A card for each denominator: how many more interviews in time would have reached the target.

    rows: interviews_to_target.
    """
    look = {"history": [], "colour": "in_time"}
    return [target_card_texts(row, target) | look for _, row in rows.iterrows()]
