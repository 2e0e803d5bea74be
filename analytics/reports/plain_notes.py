"""Notes for who speaks in a meeting: what a number counts, and what it does not say.

Read by adults. Figures are those that the council of children in care may know.
"""

import pandas as pd

from analytics.charts.plain_words import is_withheld, round_to_ten
from analytics.charts.words import quarter_words
from analytics.definitions import FEWEST_CHILDREN_SHOWN, TIMESCALE_HOURS

COMMON = "Say nothing about a single child, home or street, and ask nobody about their own times."
NOTES = {
    "welcome": (
        "Say who you are, what is written down today, and that nobody has to speak.",
        COMMON,
    ),
    "children": (
        "Each young person is counted once, however often they went missing.",
        "Fewer is not better and more is not worse: more may mean that more was reported.",
        COMMON,
    ),
    "episodes": (
        "Every time counts, also a short one. Some went more than once: say no more about whom.",
        "Going missing is nobody's fault here. Say “went missing”.",
    ),
    "in_time": (
        f"In time: a return interview held within {TIMESCALE_HOURS} hours of the return. The share "
        "is of all times; one with nothing written down counts as not in time.",
        "It shows when a talk was held, not whether somebody felt heard. Do not say why others had "
        "none: that is not in these figures.",
    ),
    "travel_mode": ("How young people travelled, as it was written down afterwards.",),
    "companions": (
        "With whom, as it was written down; one time may name several, so bars may add up to more.",
        "Do not guess who went with whom.",
    ),
    "found_setting": (
        "Kinds of place only. Name no place or street, and say “places”.",
        "A supported flat is a semi-independent address.",
    ),
    "return_method": ("How young people came back, as it was written down.",),
    "you_said": (
        "Write what is said as it is said, without the name of who said it. Read it back.",
        "Save before you end the meeting; it then stands on the page Children's voice as open.",
    ),
    "next": ("Read out who sees to it and by when. Say when this group meets next.",),
    "poll": (
        "Count hands: nobody's vote is kept. Not to raise a hand is an answer too.",
        "Save the count. Where one of today is kept, you are asked before yours takes its place.",
    ),
    "own": ("A slide that was written for this meeting.",),
}
WITHHELD = (
    f"The figure is about fewer than {FEWEST_CHILDREN_SHOWN} children, or would give such a figure "
    "away. Do not say it, even if you know it."
)
NOT_KNOWN = "No times are recorded, so it cannot be said whether a talk was in time."


def figure_text(value, *, rate: bool = False) -> str:
    """A figure as the council may know it: a count in tens, a rate in tenths."""
    if isinstance(value, str):
        return "withheld"
    if pd.isna(value):
        return "not known"
    return f"{int(value * 10 + 0.5)} in 10" if rate else f"about {round_to_ten(value):,}"


def note_on_quarter(figure: str, now: pd.Series, before: pd.Series | None) -> str:
    """The figure of the quarter and of the one before."""
    rate = figure.startswith("in_time_of")
    words = f"{quarter_words(now['quarter_start'])}: {figure_text(now[figure], rate=rate)}"
    if not now["complete"]:
        words += " (the records cover a part of it)"
    if before is not None and before["complete"]:
        words += f"; the quarter before: {figure_text(before[figure], rate=rate)}"
    return f"{words}. Rounded."


def note_on_interviews(now: pd.Series) -> str:
    """In time, of those that were held."""
    of_held = figure_text(now["in_time_of_completed"], rate=True)
    return f"Of the talks that were held: {of_held} in time. Say of what, if you say it."


def note_on_rows(rows: pd.DataFrame, labels: dict[str, str]) -> str:
    """Every value that may be told, with how often it was recorded."""
    told = [
        f"{labels.get(row.value, row.value)} {figure_text(row.share, rate=True)}"
        for row in rows.itertuples()
        if not is_withheld(row.share) and row.share > 0
    ]
    return f"Of all times: {'; '.join(told)}. Rounded." if told else WITHHELD
