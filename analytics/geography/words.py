"""The words of a location as they are compared, whatever case, spacing and short forms it has."""

import re
import unicodedata

# What workers write for the whole word, which the gazetteer has. None is a word of its own.
ABBREVIATIONS = {
    "stn": "station",
    "rly": "railway",
    "rlwy": "railway",
    "gdn": "gardens",
    "gdns": "gardens",
    "pk": "park",
    "rd": "road",
    "ave": "avenue",
    "ln": "lane",
    "sq": "square",
    "cres": "crescent",
    "est": "estate",
    "hosp": "hospital",
    "ctr": "centre",
    "center": "centre",
    "mkt": "market",
}
# "St" is a saint before a name, "Dr" a doctor.
ABBREVIATIONS_AT_THE_END = {"st": "street", "dr": "drive"}
# They say nothing of which place it is.
LEADING = {"at", "in", "the"}
FILLERS = {*LEADING, *("a", "and", "area", "by", "near", "of", "on", "to")}
# Of the name of an authority, what is not the name of its city.
NOT_THE_CITY = {"city", "of", "the", "london", "royal", "borough", "council", "county"}
# Two places may be told apart by such a word alone, as they are by a number or a single letter.
TELLING_APART = {
    *("north", "south", "east", "west", "upper", "lower", "inner", "outer"),
    *("old", "new", "great", "little", "first", "second"),
}
# "B1 2nd floor" is no postcode, though Birmingham has a B1 2ND.
ORDINAL = re.compile(r"\d(st|nd|rd|th)")
POSTCODE = re.compile(r"\b([a-z]{1,2}[0-9][a-z0-9]?) ?([0-9][a-z]{2})\b")


def place_words(text: str) -> str:
    """The words of a location: lower case, single spaces, no accents or signs, whole words.

    Never nothing for something: what has no letter or digit stays as it is written.
    """
    folded = unicodedata.normalize("NFKD", text.casefold()).casefold()
    folded = "".join(sign for sign in folded if not unicodedata.combining(sign))
    folded = re.sub(r"(?<=\w)['’`](?=\w)", "", folded).replace("&", " and ")
    spaced = "".join(sign if sign.isalnum() else " " for sign in folded)
    return _expanded(spaced.split()) or " ".join(text.casefold().split())


def _expanded(words: list[str]) -> str:
    whole = [ABBREVIATIONS.get(word, word) for word in words]
    if len(whole) > 1:
        whole[-1] = ABBREVIATIONS_AT_THE_END.get(whole[-1], whole[-1])
    return " ".join(whole)


def city_of(authority_name: str) -> str:
    """The city's own name: the first word of its authority's that is one."""
    words = place_words(authority_name).split()
    return next((word for word in words if word not in NOT_THE_CITY), "")


def ways_to_read(words: str, city: str) -> list[str]:
    """The words, then without a full postcode, then without what leads up to the place.

    That is "at", "in", "the", and the city's own name as first or last word.
    """
    without_postcode = _expanded(POSTCODE.sub(" ", words).split())
    bare = without_postcode.split()
    while len(bare) > 1 and bare[0] in {*LEADING, city}:
        bare = bare[1:]
    if len(bare) > 1 and bare[-1] == city:
        bare = bare[:-1]
    return [way for way in dict.fromkeys((words, without_postcode, _expanded(bare))) if way]


def postcode_in(words: str) -> str | None:
    """The one full postcode among the words, as "DE1 2AB"; None for none, or several."""
    found = {
        f"{outward} {inward}".upper()
        for outward, inward in POSTCODE.findall(words)
        if POSTCODE.fullmatch(words) or not ORDINAL.fullmatch(inward)
    }
    return found.pop() if len(found) == 1 else None


def tells_apart(words: str) -> list[str]:
    """What must be the same for two wordings to mean one place: numbers, letters, "north" …"""
    return sorted(
        word
        for word in words.split()
        if len(word) == 1 or word in TELLING_APART or any(sign.isdigit() for sign in word)
    )


def initials(words: str) -> list[str]:
    """How the words begin, in no order: a misspelling rarely changes it, another word does."""
    return sorted(word[0] for word in words.split())
