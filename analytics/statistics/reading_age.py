"""How hard a text is to read: the Flesch–Kincaid grade, and the age at which such texts are read.

Kincaid, Fishburne, Rogers and Chissom (1975), Derivation of new readability formulas for Navy
enlisted personnel. The grade is a year of school in the United States: grade 6 is eleven years old.
"""

import re

AGE_IN_GRADE_NONE = 5
_SENTENCE_END = re.compile(r"[.!?]+[”’\"')]*(?=\s|$)|\n+")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
# An e that is written but not spoken: time, times, asked, safely, placement, something.
_SILENT_E = re.compile(
    r"(?:(?<=[^aeiouylr])|(?<=[aeiouylr][lr]))"
    r"e(?:$|(?<![sxzcg]e)(?<!ch.)(?<!sh.)s$|(?<![td]e)d$|(?=ly$|ments?$|less$|ness|ful|thing|where))"
)
# Vowels beside each other that are spoken apart: being, idea, quiet, radio, area; not in "action".
_APART = re.compile(
    r"[aeiouy]ing|(?<![tcsgxln])i[ao]|iet|ie(?:r|st)$|(?<![tcsg])(?<!fr)ien|(?<![qg])ua(?!r)"
    r"|rea(?=$|s$|t[ei])|dea(?=$|s$)"
)
_IRREGULAR = {
    **{"evening": 2, "january": 4, "february": 4, "people": 2, "create": 2},
    **{"someone": 2, "somebody": 3, "anyone": 3, "everyone": 3, "beyond": 2},
}


def reading_age(text: str) -> float:
    """The age at which the text can be read by most: 0.39 words a sentence + 11.8 syllables a word.

    nan where there is no word. A single sentence swings more than a page.
    """
    words = _WORD.findall(text)
    if not words:
        return float("nan")
    per_sentence = len(words) / max(len(sentences(text)), 1)
    per_word = sum(map(syllables, words)) / len(words)
    return 0.39 * per_sentence + 11.8 * per_word - 15.59 + AGE_IN_GRADE_NONE


def sentences(text: str) -> list[str]:
    """The sentences of a text, their end signs left out; a new line ends one too."""
    return [part.strip() for part in _SENTENCE_END.split(text) if _WORD.search(part)]


def syllables(word: str) -> int:
    """How many syllables an English word has; a number counts as one."""
    return sum(_of_part(part) for part in re.split("-", word.casefold().replace("’", "'")))


def _of_part(part: str) -> int:
    if part in _IRREGULAR:
        return _IRREGULAR[part]
    letters = part.replace("'", "").replace("every", "evry")
    spoken = _SILENT_E.sub("", letters)
    return max(len(_VOWELS.findall(spoken)) + len(_APART.findall(spoken)), 1)
