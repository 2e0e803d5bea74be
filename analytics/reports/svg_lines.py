"""Lines with marks: a label at every point that has room, the last one's beside its end."""

from analytics.charts.theme import spread
from analytics.definitions import SUPPRESSED
from analytics.reports.fit import longest_word, text_width
from analytics.reports.marks import Scale, side_of_line
from analytics.reports.slides import Picture, Series
from analytics.reports.svg_columns import (
    ABOVE,
    GUTTER,
    PLOT,
    axis,
    height_of,
    name_below,
    names_height,
)
from analytics.reports.svg_marks import NARROW, SIZE, SMALL, mark, rule, variable, words

HIGH = 18  # pixels of a label, with its mark's half
BESIDE = 10  # from a line's end to its label


def lines(picture: Picture, scale: Scale) -> tuple[list[str], float]:
    """The drawing's parts and its height."""
    ends = [each.texts[at] for each in picture.series if (at := _last(each)) is not None]
    room = max((text_width(text, SIZE, bold=True) for text in ends), default=0)
    right = 1 - (room + BESIDE + 4) / NARROW
    count = len(picture.categories)
    step = (right - GUTTER) / count
    places = [GUTTER + step * (at + 0.5) for at in range(count)]
    every = _every(picture, step)
    parts = axis(picture, scale)
    for number, each in enumerate(picture.series):
        parts += _line(each, number, places, scale)
        parts += _labels(picture, each, places, scale, step)
    parts += _ends(picture, places, scale)
    for at, (name, place) in enumerate(zip(picture.categories, places, strict=True)):
        if (count - 1 - at) % every == 0:
            parts += name_below(name, place, step * every)
        if any(each.values[at] is None and each.texts[at] == SUPPRESSED for each in picture.series):
            parts.append(words(SUPPRESSED, place, ABOVE + PLOT - 5, anchor="middle", kind="label"))
    parts.append(rule(GUTTER, ABOVE + PLOT, right, ABOVE + PLOT, "var(--quiet-text)"))
    return parts, ABOVE + PLOT + names_height(picture.categories, step * every)


def _every(picture: Picture, step: float) -> int:
    """Which names are written, counted from the last: all, every second or third …, as fit."""
    widest = max(longest_word(name, SMALL) for name in picture.categories) + 4
    return max(1, -int(-widest // (step * NARROW)))


def _last(each: Series) -> int | None:
    known = [at for at, value in enumerate(each.values) if value is not None]
    return known[-1] if known else None


def _line(each: Series, number: int, places: list[float], scale: Scale) -> list[str]:
    """The line between neighbours that both have a value, and a mark at each."""
    points = [
        None if value is None else (place, height_of(value, scale))
        for place, value in zip(places, each.values, strict=True)
    ]
    parts = [
        rule(*one, *next_one, variable(each.colour), width=2.5)
        for one, next_one in zip(points, points[1:], strict=False)
        if one and next_one
    ]
    return [*parts, *(mark(*point, each, number) for point in points if point)]


def _labels(
    picture: Picture, each: Series, places: list[float], scale: Scale, step: float
) -> list[str]:
    """Labels of all points but the last, above or below, where nothing is in their way."""
    high = HIGH / PLOT * (scale.high - scale.low)
    last, parts = _last(each), []
    for at, (value, text) in enumerate(zip(each.values, each.texts, strict=True)):
        if value is None or at == last or text_width(text, SIZE) > step * NARROW:
            continue
        side = side_of_line(picture, each, at, high, scale.low)
        if side is not None:
            down = height_of(value, scale) + (-10 if side == "above" else 21)
            parts.append(words(text, places[at], down, anchor="middle", kind="haloed"))
    return parts


def _ends(picture: Picture, places: list[float], scale: Scale) -> list[str]:
    """The label beside each line's last point, moved apart where they meet."""
    ends = [(each, at) for each in picture.series if (at := _last(each)) is not None]
    heights = [-height_of(each.values[at], scale) for each, at in ends]
    return [
        words(each.texts[at], places[at], 5 - height, by=BESIDE, kind="label haloed")
        for (each, at), height in zip(ends, spread(heights, SIZE + 3), strict=True)
    ]
