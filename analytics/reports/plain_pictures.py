"""Small pictures for a slide that children read: figures, blocks and speech bubbles to be counted.

Drawn in one colour, the reader's own (currentColor): filled against outlined is told apart in grey.
"""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

ACROSS = 10  # in a row, so that they can be counted in tens
CELL = 40


@dataclass(frozen=True)
class Drawing:
    """A picture as SVG; words: the same for who cannot see it; colour: of definitions.COLOURS."""

    svg: str
    words: str
    colour: str


def figures(count: int, words: str) -> Drawing:
    """So many people, ten in a row."""
    return _counted(_person, count, count, words, "missing", height=60)


def blocks(count: int, words: str) -> Drawing:
    """So many blocks, five in a row, ten where there are many."""
    across = ACROSS if count > 3 * ACROSS // 2 else ACROSS // 2
    return _counted(_block, count, count, words, "missing", across=across)


def bubbles(filled: int, of: int, words: str) -> Drawing:
    """Speech bubbles, the first of them filled."""
    return _counted(_bubble, filled, of, words, "in_time", across=5)


def _counted(
    mark: Callable[[float, float, bool], str],
    filled: int,
    of: int,
    words: str,
    colour: str,
    *,
    height: int = CELL,
    across: int = ACROSS,
) -> Drawing:
    across = max(min(across, of), 1)
    rows = -(-of // across)
    drawn = "".join(
        mark(number % across * CELL, number // across * height, number < filled)
        for number in range(of)
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across * CELL} {rows * height}"'
        f' role="img" aria-label="{escape(words)}" fill="currentColor" stroke="currentColor">'
        f"{drawn}</svg>"
    )
    return Drawing(svg, words, colour)


def _person(x: float, y: float, filled: bool) -> str:
    return (
        f'<g stroke-width="2.5"{_hollow(filled)}><circle cx="{x + 20}" cy="{y + 14}" r="8"/>'
        f'<path d="M{x + 7} {y + 54}v-14a13 13 0 0 1 26 0v14z" stroke-linejoin="round"/></g>'
    )


def _block(x: float, y: float, filled: bool) -> str:
    return (
        f'<rect x="{x + 4}" y="{y + 4}" width="32" height="32" rx="6" stroke-width="2.5"'
        f"{_hollow(filled)}/>"
    )


def _bubble(x: float, y: float, filled: bool) -> str:
    return (
        f'<path d="M{x + 9} {y + 5}h22a5 5 0 0 1 5 5v12a5 5 0 0 1 -5 5h-10l-8 8v-8h-4'
        f'a5 5 0 0 1 -5 -5v-12a5 5 0 0 1 5 -5z" stroke-width="2.5" stroke-linejoin="round"'
        f"{_hollow(filled)}/>"
    )


def _hollow(filled: bool) -> str:
    return "" if filled else ' fill="none"'
