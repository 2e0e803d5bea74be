"""How alike the words of two locations are, and whether one can be the other misspelt."""

import numpy as np
from rapidfuzz import fuzz, process

from analytics.geography.words import initials, tells_apart

SHORTEST_ALIKE = 6  # letters; in a shorter name one letter makes another name


def likenesses(asked: list[str], names: list[str], lowest: int) -> np.ndarray:
    """(asked, names) whole numbers 0-100: the words as they stand or in order, whichever is more.

    Below `lowest` they may come out as 0. The likeness is the share of letters that both have in
    the same order (rapidfuzz.fuzz.ratio). Not one of its partial or set ratios: they would take
    "Morley Road flats" for Morley.
    """
    cut = {"scorer": fuzz.ratio, "score_cutoff": lowest - 1, "dtype": np.float32}
    as_written = process.cdist(asked, names, **cut)
    in_order = process.cdist(_sorted_words(asked), _sorted_words(names), **cut)
    return np.rint(np.maximum(as_written, in_order)).astype(np.int16)


def _sorted_words(texts: list[str]) -> list[str]:
    return [" ".join(sorted(text.split())) for text in texts]


def may_be_misspelt(words: str, name: str) -> bool:
    """Whether words that look alike can be one name, or are rather those of another place.

    Numbers, single letters and words such as "north" must be the same, and every word begin as
    its counterpart does: "Littleover Community Pool" is not the School, though 92 of 100 alike.
    """
    together, name_together = words.replace(" ", ""), name.replace(" ", "")
    return (
        min(len(together), len(name_together)) >= SHORTEST_ALIKE
        and tells_apart(words) == tells_apart(name)
        and (initials(words) == initials(name) or together == name_together)
    )
