"""Which place of the gazetteer the words of a location mean, and how that is known.

In this order: what the council assigned; a reference, name or other name; a name that is alike
enough; a postcode that ONS knows, which is a place of its own. Where two places could be meant,
none is taken.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from analytics.definitions import AUTHORITY_NAME, PLACE_LIKENESS, PLACE_LIKENESS_APART
from analytics.geography.grid import metres_apart
from analytics.geography.likeness import likenesses, may_be_misspelt
from analytics.geography.postcode_places import known_postcodes, places_of_postcodes, reference_of
from analytics.geography.words import (
    FILLERS,
    city_of,
    place_words,
    postcode_in,
    ways_to_read,
)

__all__ = [
    "MATCHING_RULES",
    "UNMATCHED",
    "Match",
    "Matcher",
    "Suggestion",
    "matcher_of",
    "place_words",
]

# Counted up by hand when a change here, in words.py or in postcode_places.py takes words
# otherwise: stores made before are then brought up to date.
MATCHING_RULES = 2
SUGGESTED_LIKENESS = 60
POSTCODE_APART = 2_000  # metres: a neighbourhood's postcodes lie well within that of its middle
CELLS_AT_ONCE = 4_000_000  # of the table of wordings by names: 16 MB


@dataclass(frozen=True)
class Match:
    """What words were taken for: place_id and how (assigned, name, similar or postcode).

    likeness: 0–100, of similar only. Without a place: set_aside, or None where not known.
    """

    place_id: str | None = None
    matched_by: str | None = None
    likeness: int | None = None


@dataclass(frozen=True)
class Suggestion:
    """A place that words may mean, and how alike its nearest name is, 0–100."""

    place_id: str
    name: str
    likeness: int


UNMATCHED = Match()
CONTRADICTED = Match()  # not taken for its postcode either: which of the two is wrong is not known
SET_ASIDE = Match(matched_by="set_aside")
NO_PLACE = ""  # stands for wordings set aside: words may be alike to one of them, too


@dataclass(frozen=True)
class Matcher:
    """What words can be taken for; made by matcher_of.

    shown: place_id → name. known: words → the places they name. assigned: words → the place that
    the council assigned, None where it said that there is no named place. positions: place_id →
    latitude, longitude, of those that have one.
    """

    shown: Mapping[str, str]
    known: Mapping[str, frozenset[str]]
    assigned: Mapping[str, str | None]
    city: str
    positions: Mapping[str, tuple[float, float]]

    def match(self, texts: Iterable[str]) -> dict[str, Match]:
        """What each text is taken for; the same whatever others are asked for beside it."""
        ways = {text: ways_to_read(place_words(text), self.city) for text in dict.fromkeys(texts)}
        found = {text: self._by_words(of_text) for text, of_text in ways.items()}
        unknown = {text: ways[text] for text, match in found.items() if match is None}
        found |= self._by_likeness(unknown)
        found |= dict.fromkeys(self._elsewhere(found), CONTRADICTED)
        return found | _by_postcode([text for text in found if found[text] is UNMATCHED])

    def _elsewhere(self, found: Mapping[str, Match]) -> list[str]:
        """Texts that name a place and, beside it, a postcode that lies far from it."""
        postcodes = {
            text: postcode
            for text, match in found.items()
            if match.matched_by in ("name", "similar") and match.place_id in self.positions
            if (postcode := postcode_in(place_words(text)))
        }
        if not postcodes:
            return []
        known = places_of_postcodes(known_postcodes(postcodes.values())).set_index("name")
        return [
            text
            for text, postcode in postcodes.items()
            if postcode in known.index
            and metres_apart(
                self.positions[found[text].place_id],
                tuple(known.loc[postcode, ["latitude", "longitude"]]),
            )
            > POSTCODE_APART
        ]

    def suggestions(self, text: str, n: int = 3) -> list[Suggestion]:
        """The n places nearest to the words, those whose whole name is among them first."""
        return self.suggestions_for([text], n)[text]

    def suggestions_for(self, texts: Iterable[str], n: int = 3) -> dict[str, list[Suggestion]]:
        """The suggestions for each text; none where no place is like it or shares a word."""
        ways = {text: ways_to_read(place_words(text), self.city) for text in dict.fromkeys(texts)}
        nearest: dict[str, dict[str, tuple[bool, int]]] = {text: {} for text in ways}
        for text, way, alike in self._compared(ways, lowest=1):
            words = set(way.split())
            sharing = {row for word in words - FILLERS for row in self._rows_with.get(word, ())}
            whole = {row for row in sharing if words.issuperset(self._names[row][1].split())}
            for row in {*np.flatnonzero(alike >= SUGGESTED_LIKENESS).tolist(), *sharing}:
                place, candidate = self._names[row][0], (row in whole, int(alike[row]))
                nearest[text][place] = max(nearest[text].get(place, (False, 0)), candidate)
        return {text: self._in_order(found)[:n] for text, found in nearest.items()}

    def _in_order(self, found: dict[str, tuple[bool, int]]) -> list[Suggestion]:
        places = sorted(
            (place for place in found if place != NO_PLACE),
            key=lambda place: (*(-part for part in found[place]), self.shown[place], place),
        )
        return [Suggestion(place, self.shown[place], found[place][1]) for place in places]

    def _by_words(self, ways: list[str]) -> Match | None:
        """A place named outright, UNMATCHED where two are; None where the words are not known."""
        for way in ways:
            if way in self.assigned:
                place = self.assigned[way]
                if place is not None:
                    return Match(place, "assigned")
                if way == ways[0]:  # said of these words, not of a shorter reading
                    return SET_ASIDE
            if way in self.known:
                places = self.known[way]
                return Match(min(places), "name") if len(places) == 1 else UNMATCHED
        return None

    def _by_likeness(self, ways: Mapping[str, list[str]]) -> dict[str, Match]:
        lowest = PLACE_LIKENESS - PLACE_LIKENESS_APART
        nearest: dict[str, dict[str, int]] = {text: {} for text in ways}
        for text, way, alike in self._compared(ways, lowest):
            for row in np.flatnonzero(alike >= lowest):
                place, name = self._names[row]
                if may_be_misspelt(way, name):
                    likeness = max(int(alike[row]), nearest[text].get(place, 0))
                    nearest[text][place] = likeness
        return {text: _nearest_of(found) for text, found in nearest.items()}

    def _compared(self, ways: Mapping[str, list[str]], lowest: int):
        """Each text, each way to read it, and its likeness to every name: whole numbers, 0–100.

        The likeness is that of the words as they stand or put in order, whichever is more; below
        `lowest` it may come out as 0.
        """
        asked = [(text, way) for text, of_text in ways.items() for way in of_text]
        names = [name for _, name in self._names]
        size = max(1, CELLS_AT_ONCE // max(1, len(names)))
        starts = range(0, len(asked) if names else 0, size)
        for start, end in pairwise((*starts, len(asked))):
            part = asked[start:end]
            rows = likenesses([way for _, way in part], names, lowest)
            for (text, way), row in zip(part, rows, strict=True):
                yield text, way, row

    @cached_property
    def _names(self) -> list[tuple[str, str]]:
        """Every place and name that words may be alike to, in an order of their own."""
        of_gazetteer = {(place, words) for words, places in self.known.items() for place in places}
        settled = {(place or NO_PLACE, words) for words, place in self.assigned.items()}
        return sorted({pair for pair in of_gazetteer if pair[1] not in self.assigned} | settled)

    @cached_property
    def _rows_with(self) -> dict[str, list[int]]:
        """Each word of a name → where in _names it is."""
        rows: dict[str, list[int]] = {}
        for row, (_, name) in enumerate(self._names):
            for word in set(name.split()):
                rows.setdefault(word, []).append(row)
        return rows


def matcher_of(
    places: Iterable[tuple[str, str, list[str] | None]],
    assigned: Mapping[str, str | None],
    city: str = city_of(AUTHORITY_NAME),
    positions: Mapping[str, tuple[float, float]] | None = None,
) -> Matcher:
    """A matcher of places (place_id, name, other names), in any order, and of assigned words.

    positions: latitude and longitude by place_id.
    """
    known: dict[str, frozenset[str]] = {}
    shown = {}
    for place_id, name, aliases in places:
        shown[place_id] = name
        for words in {place_words(written) for written in (place_id, name, *(aliases or ()))}:
            known[words] = known.get(words, frozenset()) | {place_id}
    return Matcher(shown, known, dict(assigned), city, dict(positions or {}))


def _nearest_of(found: dict[str, int]) -> Match:
    first, *others = sorted(found, key=lambda place: (-found[place], place)) or [NO_PLACE]
    if first == NO_PLACE or found[first] < PLACE_LIKENESS:
        return UNMATCHED
    if others and found[first] - found[others[0]] <= PLACE_LIKENESS_APART:
        return UNMATCHED
    return Match(first, "similar", found[first])


def _by_postcode(texts: list[str]) -> dict[str, Match]:
    postcodes = {text: postcode_in(place_words(text)) for text in texts}
    known = known_postcodes(postcode for postcode in postcodes.values() if postcode)
    return {
        text: Match(reference_of(postcode), "postcode")
        for text, postcode in postcodes.items()
        if postcode in known
    }
