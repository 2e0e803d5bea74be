"""How much room text takes: files are laid out where no font can be asked.

Widths are Arial's, in thousandths of the font's size (its published metrics). Fonts of other
councils differ by a tenth or so, which whoever calls leaves as air.
"""

from collections.abc import Iterable
from functools import lru_cache

WIDTHS = {
    sign: width
    for width, signs in {
        191: "'‘’",
        222: "ijl",
        278: " !,./:;I[]\\ft|·",
        333: '()-r`“”"',
        500: "Jcksvxyz",
        584: "+<=>~",
        611: "FTZ",
        667: "&ABEKPSVXY",
        722: "CDHNRUw",
        778: "GOQ",
        833: "Mm",
        889: "%",
        944: "W",
        1000: "…—@",
    }.items()
    for sign in signs
}
OTHER = 556  # digits and most small letters
BEYOND_LATIN = 1000
BOLD = 1.07
LINE = 1.2  # from one line to the next, of the font's size


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line of text in the unit of its size."""
    return _units(text) / 1000 * size * (BOLD if bold else 1)


@lru_cache(maxsize=20_000)
def _units(text: str) -> int:
    return sum(WIDTHS.get(sign, OTHER if sign < "\u2e80" else BEYOND_LATIN) for sign in text)


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """The text in lines no wider than the room; a word that is wider by itself is broken."""
    return [
        line
        for paragraph in text.split("\n")
        for line in _filled(_pieces(paragraph, size, room, bold), size, room, bold)
    ]


def _pieces(paragraph: str, size: float, room: float, bold: bool) -> Iterable[str]:
    for word in paragraph.split():
        start = 0
        for end in range(1, len(word) + 1):
            if end - start > 1 and text_width(word[start:end], size, bold=bold) > room:
                yield word[start : end - 1]
                start = end - 1
        yield word[start:]


def _filled(words: Iterable[str], size: float, room: float, bold: bool) -> list[str]:
    lines = [""]
    for word in words:
        longer = f"{lines[-1]} {word}".lstrip()
        if lines[-1] and text_width(longer, size, bold=bold) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def text_height(text: str, size: float, room: float, *, bold: bool = False) -> float:
    """The height of the text, wrapped to the room, in the unit of its size."""
    return len(wrapped(text, size, room, bold=bold)) * size * LINE


def longest_word(text: str, size: float, *, bold: bool = False) -> float:
    """The width of the text's widest word: narrower than this it would be broken."""
    return max((text_width(word, size, bold=bold) for word in text.split()), default=0)
