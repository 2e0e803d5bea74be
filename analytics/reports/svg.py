"""A picture as SVG that reads on a phone, on a screen and on A4.

Nothing is scaled: places across are in per cent and text in pixels, so that it keeps its size
whatever the width. What must not overlap is reckoned at the narrowest.
"""

from dataclasses import replace
from html import escape

from analytics.reports.marks import piece, scale_of, withheld_words
from analytics.reports.slides import Picture, Series
from analytics.reports.svg_bars import bars
from analytics.reports.svg_columns import columns, fits
from analytics.reports.svg_lines import lines
from analytics.reports.svg_marks import bar, drawing, hatchings, mark, paint, rule, variable

HIGHEST = 860  # pixels that a drawing may take of A4 between its margins, beside its names
LYING = {"columns": "bars", "stacked_columns": "stacked_bars"}


def figure_parts(picture: Picture, key: str) -> list[str]:
    """The picture as HTML, a part for each figure that it needs: most need one.

    Each: what is counted, the series by name, the drawing, what is withheld. key: tells its parts
    from those of other pictures of a page.
    """
    scale = scale_of(picture)
    names = legend(picture, key) if len(picture.series) > 1 else ""
    note = withheld_words(picture)
    below = f"<p class='unit'>{escape(note)}</p>" if note else ""
    drawn = drawings(picture, key)
    head = f"<p class='unit'>{escape(scale.words)}</p>{names}"
    return [f"{head}{each}{below if each is drawn[-1] else ''}" for each in drawn]


def drawings(picture: Picture, key: str) -> list[str]:
    """The picture in drawings that each stand on one sheet; columns lie down that cannot stand."""
    if picture.kind in LYING and not fits(picture):
        picture = replace(picture, kind=LYING[picture.kind])
    scale = scale_of(picture)
    pieces = _pieces(picture, key)
    found = []
    for at, part in enumerate(pieces):
        own = f"{key}-{at}"
        parts, height = _drawn(part, scale, own)
        name, shown = picture.unit, picture.words
        if len(pieces) > 1:
            name, shown = f"{name}, {at + 1} of {len(pieces)}", _in_words(part)
        found.append(drawing([hatchings(part.series, own), *parts], height, (name, shown), own))
    return found


def _drawn(picture: Picture, scale, key: str) -> tuple[list[str], float]:
    if picture.kind == "lines":
        return lines(picture, scale)
    return (bars if picture.kind in LYING.values() else columns)(picture, scale, key)


def _pieces(picture: Picture, key: str) -> list[Picture]:
    """Lying bars in as many pieces as sheets are needed; what stands is never too high."""
    if picture.kind not in LYING.values():
        return [picture]
    found, first = [], 0
    for end in range(1, len(picture.categories) + 1):
        _, height = bars(piece(picture, first, end), scale_of(picture), key)
        if height > HIGHEST and end - first > 1:
            found.append(piece(picture, first, end - 1))
            first = end - 1
    return [*found, piece(picture, first, len(picture.categories))]


def _in_words(picture: Picture) -> str:
    return "; ".join(
        f"{category}: {', '.join(f'{each.name} {each.texts[at]}' for each in picture.series)}"
        for at, category in enumerate(picture.categories)
    )


def legend(picture: Picture, key: str) -> str:
    """The series by name in the order in which they are drawn, each with its mark."""
    items = "".join(
        f"<li><svg width='18' height='14' aria-hidden='true'>{_sample(picture, each, at, key)}"
        f"</svg>{escape(each.name)}</li>"
        for at, each in enumerate(picture.series)
    )
    return f"<ul class='legend'>{items}</ul>"


def _sample(picture: Picture, each: Series, at: int, key: str) -> str:
    if picture.kind == "lines":
        return rule(0, 7, 1, 7, variable(each.colour), width=2.5) + mark(0.5, 7, each, at)
    return bar(0, 1, 1, 12, paint(each, at, f"{key}-0"))
