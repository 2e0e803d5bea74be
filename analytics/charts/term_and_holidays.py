"""Term time against school holidays, in words and as a table."""

import pandas as pd

from analytics.charts.changes import BEYOND_CHANCE
from analytics.charts.words import chance_text, counted
from analytics.definitions import DAY_KINDS

FEWEST_COMPARED = 10  # episodes in either
HOLIDAY_NOTE = (
    "A day's rate, since there are fewer days of holiday than of term. Weekends count with the "
    "term or holiday they lie in. Holidays fall into certain seasons, so a difference may be the "
    "season's. The dates and their sources are in the council's list of school holidays."
)


def day_kind_words(kind: str) -> str:
    """A kind of day as a reader sees it."""
    return DAY_KINDS.get(kind, "Not known: beyond the dates that are loaded")


def term_and_holidays_title(rows: pd.DataFrame) -> str:
    """Whether children went missing more often a day in holidays, and whether that is clear."""
    kinds = rows.set_index("day_kind")
    if not {"term", "holiday"} <= set(kinds.index):
        return "Term time and school holidays cannot be compared in this selection"
    term, holiday = kinds.loc["term"], kinds.loc["holiday"]
    rates = (
        f"{holiday['per_day']:.1f} missing episodes a day in school holidays, "
        f"{term['per_day']:.1f} in term time"
    )
    if min(term["episodes"], holiday["episodes"]) < FEWEST_COMPARED:
        return "Too few episodes to compare school holidays with term time"
    if pd.isna(holiday["p_value"]) or holiday["p_value"] >= BEYOND_CHANCE:
        return f"{rates}: this could be chance"
    word = "more" if holiday["rate_ratio"] > 1 else "less"
    return f"Children went missing {word} often in school holidays: {rates}"


def term_and_holidays_twin(rows: pd.DataFrame) -> pd.DataFrame:
    """Kinds of day down: days, episodes, children, episodes a day, and the ratio to term time."""
    ratio = [
        "–"
        if pd.isna(row["rate_ratio"])
        else f"{row['rate_ratio']:.2f} times ({row['low']:.2f} to {row['high']:.2f})"
        for _, row in rows.iterrows()
    ]
    return pd.DataFrame(
        {
            "Days": rows["day_kind"].map(day_kind_words),
            "Number of days": rows["days"],
            "Missing episodes": rows["episodes"],
            "Children": rows["children"],
            "Episodes a day": rows["per_day"].map("{:.2f}".format),
            "Against term time (likely range)": ratio,
            "p": [chance_text(p) for p in rows["p_value"]],
        }
    )


def term_and_holidays_subtitle(rows: pd.DataFrame, period: str) -> str:
    """What is compared."""
    days = ", ".join(
        f"{counted(int(row['days']), 'day')} of {day_kind_words(row['day_kind']).lower()}"
        for _, row in rows.iterrows()
        if row["day_kind"] in DAY_KINDS
    )
    return f"Missing episodes a day by the day they began, {period}: {days}" if days else ""
