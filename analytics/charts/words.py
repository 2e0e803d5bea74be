"""Numbers, periods and labels as a reader sees them."""

from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from analytics.definitions import PLACEMENT_TYPES, TIMESCALE_HOURS

MONTHS = (
    "January February March April May June July August September October November December"
).split()

# Column of a measure → what it is called on an axis and in a sentence.
FIGURES = {
    "episodes": "Missing episodes",
    "children": "Children who went missing",
    "completed": "Return interviews completed",
    "voided": "Return interviews voided",
    "declined": "Return interviews declined",
    "pending": "Outcome pending",
    "not_recorded": "No outcome recorded",
    "in_time": f"Interviews within {TIMESCALE_HOURS} hours",
    "in_time_of_episodes": "In time, of all episodes",
    "in_time_of_not_voided": "In time, of those not voided",
    "in_time_of_completed": "In time, of those completed",
}


def number(value) -> str:
    """A count as "1,234"; the sign for a withheld figure; a dash where there is none."""
    if isinstance(value, str):
        return value
    return "–" if pd.isna(value) else f"{value:,.0f}"


def cell_text(value) -> str:
    """A cell of a table as a person reads it, on the page and in every file."""
    if value is None or (not isinstance(value, list) and pd.isna(value)):
        return "–"
    if isinstance(value, pd.Timestamp):
        return f"{value:%d/%m/%Y}" if value == value.normalize() else f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, float):
        return f"{value:,.3f}".rstrip("0").rstrip(".")
    if isinstance(value, int):
        return f"{value:,}"
    return str(value)


def percent(rate) -> str:
    """A rate 0–1 as "65.4%"; the sign for a withheld figure; a dash where there is none."""
    if isinstance(rate, str):
        return rate
    return "–" if pd.isna(rate) else _rounded_percent(rate, "0.1")


def _rounded_percent(rate: float, to: str) -> str:
    """Halves upwards, as a spreadsheet shows them: 62.5% is 63%, not the nearest even 62%."""
    shown = (Decimal(repr(float(rate))) * 100).quantize(Decimal(to), ROUND_HALF_UP)
    return f"{shown:f}%"


def chance_text(probability) -> str:
    """How often chance would do as much, 0–1: "0.012", "under 0.001"; a dash where there is none.

    Rounded to nothing it would read as never.
    """
    if pd.isna(probability):
        return "–"
    return "under 0.001" if probability < 0.001 else f"{probability:.3f}"


def aim_words(target: float) -> str:
    """An aim 0–1 as it is set: "80%", "85.5%"."""
    return f"{target * 100:.4g}%"


def whole_percent(rate) -> str:
    """A rate 0–1 as "58%"; a share too small for that as "under 1%", never as none."""
    if isinstance(rate, str) or pd.isna(rate):
        return percent(rate)
    return "under 1%" if 0 < rate < 0.01 else _rounded_percent(rate, "1")


def hours(value) -> str:
    """A length of time in the unit a person would use: "50 minutes", "7.5 hours", "3.2 days"."""
    if isinstance(value, str):
        return value
    if pd.isna(value):
        return "–"
    if value < 1:
        size, unit = f"{value * 60:.0f}", "minute"
    elif value < 48:
        size, unit = f"{value:.1f}".removesuffix(".0"), "hour"
    else:
        size, unit = f"{value / 24:.1f}".removesuffix(".0"), "day"
    return f"{size} {unit}" if size == "1" else f"{size} {unit}s"


def in_hours(value) -> str:
    """A length of time in hours whatever its size, as the timescale is given: "41.5 hours"."""
    if isinstance(value, str):
        return value
    return "–" if pd.isna(value) else f"{value:,.1f} hours"


def figure_text(figure: str, value) -> str:
    """The value of a measure's column, written as that column is."""
    return percent(value) if is_rate(figure) else number(value)


def is_rate(figure: str) -> bool:
    """Whether the column is a rate 0–1."""
    return figure.startswith("in_time_of") or figure == "share"


def counted(count, singular: str, plural: str | None = None) -> str:
    """A count with its noun: "1 child", "36 children"."""
    return f"{number(count)} {singular if count == 1 else plural or singular + 's'}"


def listed(names: list[str], most: int = 3) -> str:
    """Names in a sentence: "A, B and C"; beyond `most`, how many more."""
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


def quarter_words(start: pd.Timestamp, *, year: bool = True) -> str:
    """The quarter that begins on the day, in words: "October–December 2021"."""
    words = f"{MONTHS[start.month - 1]}–{MONTHS[start.month + 1]}"
    return f"{words} {start.year}" if year else words


def quarter_name(start: pd.Timestamp, label: str | None = None) -> str:
    """The quarter in words; one counted from April with its number: "… 2021 (2021/22 Q3)".

    label: as in quarterly_summary's column quarter; without it as counted from January.
    """
    words = quarter_words(start)
    return f"{words} ({label.replace('-', ' ')})" if label and "/" in label else words


def quarter_names(quarters: pd.DataFrame) -> list[str]:
    """quarter_name of each row, by its columns quarter_start and quarter."""
    labels = quarters.get("quarter", [None] * len(quarters))
    return [
        quarter_name(start, label)
        for start, label in zip(quarters["quarter_start"], labels, strict=True)
    ]


def short_quarter(start: pd.Timestamp, label: str | None = None) -> str:
    """An axis label for the quarter: "Oct–Dec" over "2021", or over "Q3 21/22" by its label."""
    words = short_span(start, start + pd.DateOffset(months=3))
    if not label or "/" not in label:
        return words
    year, quarter = label.split("-")
    return f"{words.split('<br>')[0]}<br>{quarter} {year[2:]}"


def short_quarters(rows: pd.DataFrame, starts: pd.Series) -> list[str]:
    """short_quarter of each row, by its column quarter where it has one."""
    labels = rows.get("quarter", [None] * len(rows))
    return [short_quarter(start, label) for start, label in zip(starts, labels, strict=True)]


def span_words(start: pd.Timestamp, end: pd.Timestamp) -> str:
    """A stretch of time from a day up to, not including, another: "April 2020–March 2021"."""
    last = end - pd.Timedelta(days=1)
    if start.day > 1 or end.day > 1:
        return f"{day_words(start)} to {day_words(last)}"
    first_month, last_month = period_words(start, "month"), period_words(last, "month")
    if first_month == last_month:
        return first_month
    if start.year == last.year:
        return f"{MONTHS[start.month - 1]}–{last_month}"
    return f"{first_month}–{last_month}"


def short_span(start: pd.Timestamp, end: pd.Timestamp) -> str:
    """An axis label for a stretch of time: "Oct–Dec" over "2021"; "Apr 2020–" over "Mar 2021"."""
    last = end - pd.Timedelta(days=1)
    first_month, last_month = MONTHS[start.month - 1][:3], MONTHS[last.month - 1][:3]
    if start.year != last.year:
        return f"{first_month} {start.year}–<br>{last_month} {last.year}"
    months = first_month if first_month == last_month else f"{first_month}–{last_month}"
    return f"{months}<br>{start.year}"


def per_100(rate) -> str:
    """A rate per 100 as "6.0"; the sign for a withheld figure; a dash where there is none."""
    if isinstance(rate, str):
        return rate
    return "–" if pd.isna(rate) else f"{rate:.1f}"


def period_words(start: pd.Timestamp, unit: str) -> str:
    """A period that begins on the day, in words, by unit quarter, month or week."""
    if unit == "quarter":
        return quarter_words(start)
    if unit == "month":
        return f"{MONTHS[start.month - 1]} {start.year}"
    return f"week from {day_words(start)}"


def day_words(day: pd.Timestamp) -> str:
    """A day in words: "1 January 2022"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def moment_words(moment: pd.Timestamp) -> str:
    """A moment in words: "1 January 2022, 09:30"; midnight as the day alone."""
    words = day_words(moment)
    return words if moment.hour == moment.minute == 0 else f"{words}, {moment:%H:%M}"


def placement_words(placement_type: str) -> str:
    """A placement type as a reader sees it."""
    return PLACEMENT_TYPES.get(placement_type, "Not known")
