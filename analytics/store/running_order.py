"""The entries of a running order: references of slides, and slides of the council's own.

The table holds text. A slide of one's own is JSON, told from a reference by its brace:
{"poll": "Who would you like to talk to?", "answers": ["Someone I know", "Someone new"]} or
{"heading": "Our trip", "text": "We meet at ten."}.
"""

import json
from dataclasses import dataclass

from analytics.store.snapshots import StoreRefused

LONGEST_HEADING = 80
LONGEST_TEXT = 280  # what still stands in large type on one slide
LONGEST_ANSWER = 40
FEWEST_ANSWERS, MOST_ANSWERS = 2, 6
MOST_SLIDES = 60


@dataclass(frozen=True)
class Poll:
    """A question to the room and what may be answered."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Words:
    """A heading and a few sentences."""

    heading: str
    text: str


Own = Poll | Words


def as_entry(own: Own) -> str:
    """A slide of one's own as an entry; StoreRefused where it cannot be shown."""
    own = _tidied(own)
    _check(own)
    if isinstance(own, Poll):
        return json.dumps({"poll": own.question, "answers": list(own.answers)}, ensure_ascii=False)
    return json.dumps({"heading": own.heading, "text": own.text}, ensure_ascii=False)


def own_slide(entry: str) -> Own | None:
    """The slide of one's own that an entry is; None where it is a reference.

    Raises StoreRefused where it is neither: then somebody else than this dashboard wrote it.
    """
    if not entry.startswith("{"):
        return None
    try:
        held = json.loads(entry)
        texts = [held["poll"], *held["answers"]] if "poll" in held else [held[k] for k in _WORDS]
    except (ValueError, KeyError, TypeError):
        raise StoreRefused(_unknown(entry)) from None
    if not all(isinstance(text, str) for text in texts):
        raise StoreRefused(_unknown(entry))
    own = Poll(texts[0], tuple(texts[1:])) if "poll" in held else Words(*texts)
    _check(own)
    return own


def check_slides(slides: list[str]) -> None:
    """Raise StoreRefused with a sentence where these entries make no running order."""
    if not slides:
        raise StoreRefused("The running order has no slide: put one in, then save it again.")
    if len(slides) > MOST_SLIDES:
        raise StoreRefused(f"The running order has more than {MOST_SLIDES} slides: leave some out.")
    if len(set(slides)) < len(slides):
        raise StoreRefused("The same slide is in the running order twice: take one of them out.")
    own = [own_slide(entry) for entry in slides]
    questions = [each.question.casefold() for each in own if isinstance(each, Poll)]
    if len(set(questions)) < len(questions):
        raise StoreRefused("The same question is asked twice: word one of them another way.")


_WORDS = ("heading", "text")


def _tidied(own: Own) -> Own:
    if isinstance(own, Poll):
        answers = (" ".join(answer.split()) for answer in own.answers)
        return Poll(" ".join(own.question.split()), tuple(filter(None, answers)))
    return Words(" ".join(own.heading.split()), own.text.strip())


def _check(own: Own) -> None:
    if isinstance(own, Poll):
        _require(own.question, "The question", LONGEST_HEADING)
        for answer in own.answers:
            _require(answer, "An answer", LONGEST_ANSWER)
        if not FEWEST_ANSWERS <= len(own.answers) <= MOST_ANSWERS:
            raise StoreRefused(
                f"A question needs {FEWEST_ANSWERS} to {MOST_ANSWERS} answers, one a line."
            )
        if len({answer.casefold() for answer in own.answers}) < len(own.answers):
            raise StoreRefused("Two answers are the same: change one of them.")
        return
    _require(own.heading, "The heading", LONGEST_HEADING)
    _require(own.text, "The text", LONGEST_TEXT)


def _require(text: str, what: str, longest: int) -> None:
    if not text:
        raise StoreRefused(f"{what} is missing: write it first.")
    if len(text) > longest:
        raise StoreRefused(
            f"{what} is longer than {longest} letters: in large type it has no room."
        )


def _unknown(entry: str) -> str:
    return f"An entry of the running order is no slide: {entry[:60]!r}."
