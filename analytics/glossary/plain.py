"""The words of the meeting and of Children's voice, for children in care.

Held to a reading age by tests/test_plain_words.py.
"""

from analytics.definitions import TIMESCALE_HOURS


def in_days(hours: int) -> str:
    """A timescale as one would say it: "3 days"; in hours where it is not a number of days."""
    days, rest = divmod(hours, 24)
    size, unit = (hours, "hour") if rest else (days, "day")
    return f"{size} {unit}" if size == 1 else f"{size} {unit}s"


TIMESCALE = in_days(TIMESCALE_HOURS)
PLAIN_TERMS = {
    "Missing": "You were not where you should be, and no one knew where you were.",
    "One time missing": "From when you went to when you were back.",
    "A talk after you come back": (
        "Someone asks how you are and what happened. They do not work in your home. "
        f"It should be within {TIMESCALE}."
    ),
    "In time": f"The talk was within {TIMESCALE} of coming back.",
    "About": "We do not give the exact number. We give one close by.",
    "Too few to say": "The number could tell who it is about. We do not show it.",
    "In care": "You live in a home or with a family that we found for you.",
    "A quarter": "Three months, such as from January to March.",
}
