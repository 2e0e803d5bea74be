"""A running order as slides: those of the report, and those that a council wrote itself."""

from analytics.reports.plain_notes import NOTES
from analytics.reports.plain_slides import MeetingSlide
from analytics.reports.plain_texts import ASKED_FIRST
from analytics.store.running_order import Own, Poll, as_entry, own_slide

BEFORE = "you_said"  # the poll stands before what the room says itself


def reports_order(slides: tuple[MeetingSlide, ...]) -> list[str]:
    """The entries of the order that the report has, with a first question to the room."""
    keys = [slide.key for slide in slides]
    at = keys.index(BEFORE)
    return [*keys[:at], as_entry(ASKED_FIRST), *keys[at:]]


def slides_in_order(entries: list[str], slides: tuple[MeetingSlide, ...]) -> list[MeetingSlide]:
    """A slide for each entry; an entry that this quarter has no slide for is passed over."""
    known = {slide.key: slide for slide in slides}
    found = [_of_own(entry) or known.get(entry) for entry in entries]
    return [slide for slide in found if slide is not None]


def _of_own(entry: str) -> MeetingSlide | None:
    own = own_slide(entry)
    return None if own is None else slide_of_own(own)


def slide_of_own(own: Own) -> MeetingSlide:
    """The slide of a question or of words that the council wrote."""
    if isinstance(own, Poll):
        return MeetingSlide(
            as_entry(own), own.question, answers=own.answers, notes=NOTES["poll"], kind="poll"
        )
    lines = tuple(line.strip() for line in own.text.splitlines() if line.strip())
    return MeetingSlide(as_entry(own), own.heading, sentences=lines, notes=NOTES["own"])
