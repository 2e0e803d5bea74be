"""What is written for children in care: plain sentences, figures as one would say them.

Every text of TEXTS, THEMES and FIGURES is held to a reading age by tests/test_plain_words.py, with
what may stand in its gaps. What a child said is never changed.
"""

import re
from functools import cache

import pandas as pd

from analytics.definitions import FEWEST_CHILDREN_SHOWN, SUPPRESSED
from analytics.glossary.plain import TIMESCALE
from analytics.glossary.voice import WORDS_ASKED_FOR, AskedFor

TOO_FEW = "too few to say"
TEXTS = {
    "intro": "This page shows what you told us. It shows what we did next.",
    "nothing_yet": "Nothing is written here yet.",
    "said": "You said",
    "did": "We did",
    "doing": "We are doing",
    "will_do": "We will do",
    "answer": "Our answer",
    "worked": "Did it work?",
    "no_answer": "We have not said yet what we will do.",
    "open": "We have not started this yet.",
    "in_progress": "We are working on this now.",
    "done": "We have done this.",
    "not_taken_up": "We did not do this.",
    "by": "We said we would do it by {day}.",
    "late": "We said we would do it by {day}. Sorry, we are late with this.",
    "who": "Who sees to it: {role}.",
    "since": "We started this on {day}.",
    "no_figure": "We have no number that can show this. You can tell us.",
    "not_started": "It is too soon to ask. It has not started yet.",
    "looked_at": "We looked at {figure}.",
    "before": "Before, it was {words}.",
    "before_range": "Before, it was from {low} to {high}.",
    "nothing_before": "We do not know how it was before.",
    "now": "Now it is {words}.",
    "since_range": "Since then, it was from {low} to {high}.",
    "nothing_since": "We do not know yet how it is now.",
    "too_soon": "It is too soon to tell if it helped.",
    "too_few": "We do not show this number. That keeps people safe.",
    "above": "It has gone up. That may have other reasons too.",
    "below": "It has gone down. That may have other reasons too.",
    "same": "It has not changed much.",
    "picture": "The bars show how it was over time. The line shows when we started.",
}
THEMES = {
    "definition": "What “missing” means",
    "language": "The words we use",
    "resources": "Leaflets and tools",
    "who I would talk to": "Who you would talk to",
}
OF_TIME, OF_TALKS = "the time", "them"
_SOON = f"within {TIMESCALE} of coming back"
# A figure of MEASURES_TO_MOVE, as in "We looked at …", and what it is a share of; "" for a count.
FIGURES = {
    "in_time_of_episodes": (f"how often we talked with you {_SOON}", OF_TIME),
    "in_time_of_completed": (f"how many of our talks came {_SOON}", OF_TALKS),
    "completed": ("how often we had a talk after you came back", OF_TIME),
    "not_recorded": ("how often we did not write down if we talked", OF_TIME),
    "episodes": ("how many times young people went missing", ""),
    "children": ("how many young people went missing", ""),
}


def is_withheld(value) -> bool:
    """Whether the figure is not shown to who looks, or there is none."""
    return value == SUPPRESSED if isinstance(value, str) else pd.isna(value)


def tenths(share: float) -> int:
    """Of ten how many, half up; what is neither nothing nor all is never said to be either."""
    if share <= 0 or share >= 1:
        return 10 if share >= 1 else 0
    return min(max(int(share * 10 + 0.5), 1), 9)


def about_share(rate, of: str = "") -> str:
    """A share 0–1 as one would say it: "about half", "about 7 in 10", with of="us" "… of us".

    In tenths, as the council of children in care is given shares: said in other fractions they
    would be rounded twice.
    """
    if is_withheld(rate):
        return TOO_FEW
    count = tenths(rate)
    if of == OF_TIME and count not in (0, 5, 10):
        return f"about {count} in 10 times"
    words = {0: "none", 5: "about half", 10: "all"}.get(count, f"about {count} in 10")
    return f"{words} of {of}" if of else words


def drawn_share(rate: float) -> float:
    """Where about_share's words are drawn, 0–1: a picture that says no more than they do."""
    return tenths(rate) / 10


def about_count(count, of: str = "") -> str:
    """A count as one would say it: "about 130", with of "about 130 of us"; half rounded up.

    Fewer than are shown to others than staff are not told apart.
    """
    if is_withheld(count):
        return TOO_FEW
    if 0 < count < FEWEST_CHILDREN_SHOWN:
        return TOO_FEW
    words = f"about {round_to_ten(count):,}" if count else "none"
    return f"{words} of {of}" if of else words


def round_to_ten(count) -> int:
    """A count rounded to 10, half up: 133 is 130, 135 is 140; 5 to 14 are 10."""
    return int(count + 5) // 10 * 10


def capital(text: str) -> str:
    """The text with a capital at its beginning, whatever else it has."""
    return text[:1].upper() + text[1:]


def words_to_swap(text: str) -> list[AskedFor]:
    """The words in a text that children asked adults not to use, in the order of the list.

    The longest is found first: "contact centre" is not "contact" too.
    """
    found = {form.casefold() for form in _pattern().findall(text.casefold().replace("’", "'"))}
    return [word for word in WORDS_ASKED_FOR if found & {form.casefold() for form in word.forms}]


@cache
def _pattern() -> re.Pattern:
    forms = [form.casefold() for word in WORDS_ASKED_FOR for form in word.forms]
    longest_first = sorted(forms, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")
