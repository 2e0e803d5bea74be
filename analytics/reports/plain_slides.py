"""What a slide of a meeting is made of, and figures as they are said on it."""

from dataclasses import dataclass
from typing import Literal

from analytics.charts.plain_words import is_withheld, tenths
from analytics.reports.plain_notes import WITHHELD
from analytics.reports.plain_pictures import Drawing
from analytics.reports.plain_texts import EVERY_TIME, HEADINGS, NOT_ONCE, SENTENCES, TOO_FEW


@dataclass(frozen=True)
class Bar:
    """A bar with its words: how long, 0–1, and the same as it is said."""

    label: str
    words: str
    share: float


@dataclass(frozen=True)
class Part:
    """A head and what stands below it; said: a young person's own words."""

    head: str
    texts: tuple[str, ...]
    said: bool = False


@dataclass(frozen=True)
class MeetingSlide:
    """One idea for the room.

    key: its reference in a running order. big, beside: a number in words and how the sentence that
    begins with it goes on. quote: as a young person said it, with when. drawing, caption or bars:
    the one picture. answers: of a slide that asks the room. notes: for whoever speaks.
    """

    key: str
    heading: str
    big: str = ""
    beside: str = ""
    sentences: tuple[str, ...] = ()
    quote: str = ""
    quote_from: str = ""
    drawing: Drawing | None = None
    caption: str = ""
    bars: tuple[Bar, ...] = ()
    parts: tuple[Part, ...] = ()
    answers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    kind: Literal["words", "list", "poll", "said"] = "words"


def times_in_ten(share) -> str:
    """A share of the times, 0–1, as one would say it: "About 7 in 10 times"."""
    if is_withheld(share):
        return TOO_FEW
    return {0: NOT_ONCE, 5: "About half the times", 10: EVERY_TIME}.get(
        tenths(share), f"About {tenths(share)} in 10 times"
    )


def in_ten(share) -> str:
    """The same at the end of a bar: "7 in 10"."""
    return TOO_FEW if is_withheld(share) else f"{tenths(share)} in 10"


def too_few(key: str) -> MeetingSlide:
    """The slide of a figure that is withheld."""
    return MeetingSlide(
        key, HEADINGS[key], big=TOO_FEW, sentences=(SENTENCES["too_few"],), notes=(WITHHELD,)
    )


def cannot_tell(key: str, notes: tuple[str, ...]) -> MeetingSlide:
    """The slide of a figure that nobody wrote down."""
    return MeetingSlide(
        key,
        HEADINGS[key],
        big=SENTENCES["cannot_tell"],
        sentences=(SENTENCES["not_written"],),
        notes=notes,
    )
