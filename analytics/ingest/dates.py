"""Dates as councils write them: dd/mm/yyyy or ISO, never the month first."""

import re
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import pandas as pd

from analytics.definitions import TIME_ZONE

LOCAL = ZoneInfo(TIME_ZONE)
CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?"
BRITISH = re.compile(
    rf"(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})/(?P<year>\d{{4}})(?:[ T]+{CLOCK})?", re.ASCII
)
ISO = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    rf"(?:[ T]+{CLOCK} ?(?P<offset>Z|[+-]\d{{2}}:?\d{{2}})?)?",
    re.ASCII,
)
YEARS = range(1900, 2200)


@lru_cache(maxsize=200_000)
def moment(text: str) -> tuple[datetime, bool] | None:
    """Local date and time written in `text`, and whether it has a time; None where it is no date.

    An offset or Z is brought to Europe/London.
    """
    match = BRITISH.fullmatch(text) or ISO.fullmatch(text)
    if match is None or int(match["year"]) not in YEARS:
        return None
    part = match.groupdict()
    fraction = (part["fraction"] or "").ljust(6, "0")[:6]
    numbers = [int(part[name] or 0) for name in ("year", "month", "day", "hour", "minute")]
    try:
        found = datetime(*numbers, int(part["second"] or 0), int(fraction))
        if part.get("offset"):
            found = datetime.fromisoformat(found.isoformat() + part["offset"])
            found = found.astimezone(LOCAL).replace(tzinfo=None, fold=0)
    except (ValueError, OverflowError):
        return None
    return found, part["hour"] is not None


def moments(texts: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Of each text: the moment (NaT where it is no date) and whether it has a time."""
    found = [moment(text) for text in texts]
    moments_found = pd.Series(
        [None if pair is None else pair[0] for pair in found],
        index=texts.index,
        dtype="datetime64[us]",
    )
    timed = pd.Series([pair is not None and pair[1] for pair in found], texts.index, dtype=bool)
    return moments_found, timed


def clock_change(local: datetime) -> str | None:
    """'skips' or 'repeats': what the clock change does to this local time; None where nothing."""
    before = local.replace(tzinfo=LOCAL, fold=0).utcoffset()
    after = local.replace(tzinfo=LOCAL, fold=1).utcoffset()
    if before == after:
        return None
    return "skips" if before < after else "repeats"


def shown(moment_shown: datetime) -> str:
    """As a British reader writes it; midnight is left out."""
    at_midnight = moment_shown.hour == moment_shown.minute == moment_shown.second == 0
    return moment_shown.strftime("%d/%m/%Y" if at_midnight else "%d/%m/%Y %H:%M")
