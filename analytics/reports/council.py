"""The report for the council of children in care: the slides of the meeting, to take away."""

import pandas as pd

from analytics.reports.asking import Ask
from analytics.reports.plain_slides import MeetingSlide
from analytics.reports.plain_story import meeting_slides
from analytics.reports.plain_texts import ROOM
from analytics.reports.slides import Picture, Series, Slide

OURS, YOURS = "Our numbers", "What you told us"
WELCOME = "welcome"  # the report has a cover of its own


def council_slides(ask: Ask) -> list[Slide]:
    """The meeting's slides that say something; those that ask the room are left to the meeting.

    What was said up to the quarter's end is on them, as in the report for others.
    """
    ends = ask.quarter + pd.DateOffset(months=3)
    told = meeting_slides(ask, today=ends.date())
    return [_slide(each) for each in told if each.kind in ("words", "list") and each.key != WELCOME]


def _slide(told: MeetingSlide) -> Slide:
    said = f"{told.big} {told.beside}".strip()
    quote = f"{ROOM['said']}: {told.quote} {told.quote_from}".strip() if told.quote else ""
    return Slide(
        key=told.key.replace("_", "-").replace(" ", "-"),
        part=YOURS if told.parts else OURS,
        title=said or told.heading,
        subtitle=told.heading if said else "",
        sentences=tuple(text for text in (*told.sentences, quote) if text),
        picture=_picture(told),
        table=_table(told),
        notes=told.notes,
    )


def _picture(told: MeetingSlide) -> Picture | None:
    if not told.bars:
        return None
    names = tuple(bar.label for bar in told.bars)
    texts = tuple(bar.words for bar in told.bars)
    series = Series("Of ten times", tuple(bar.share for bar in told.bars), texts, "missing")
    words = "; ".join(f"{name}: {text}" for name, text in zip(names, texts, strict=True))
    return Picture("bars", names, (series,), "Of ten times", words, rate=True)


def _table(told: MeetingSlide) -> pd.DataFrame | None:
    if told.bars:
        rows = {"What": [bar.label for bar in told.bars]}
        return pd.DataFrame(rows | {"How often": [bar.words for bar in told.bars]}, dtype="str")
    if not told.parts:
        return None
    rows = [(part.head, " ".join(part.texts)) for part in told.parts]
    return pd.DataFrame(rows, columns=["What", "In words"], dtype="str")
