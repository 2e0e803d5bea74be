"""Standing columns, single, side by side or put onto one another."""

from analytics.definitions import SUPPRESSED
from analytics.reports.fit import longest_word, text_width, wrapped
from analytics.reports.marks import STACKED, Scale, step_of
from analytics.reports.slides import Picture
from analytics.reports.svg_marks import NARROW, SIZE, SMALL, bar, inside, paint, rule, words

PLOT, ABOVE = 250, 24  # pixels of the columns' ground, and of what stands above it
LINE = 16  # pixels of a line of a name
GUTTER = 0.115  # of the width, for figures at the axis
FULL, WIDEST = 0.66, 0.3  # a column's part of its place; of the width


def columns(picture: Picture, scale: Scale, key: str) -> tuple[list[str], float]:
    """The drawing's parts and its height."""
    left = GUTTER if picture.kind in STACKED else 0.0
    step = (1 - left) / len(picture.categories)
    parts = axis(picture, scale) if picture.kind in STACKED else []
    for at, category in enumerate(picture.categories):
        middle = left + step * (at + 0.5)
        put = _stack if picture.kind in STACKED else _side_by_side
        parts += put(picture, scale, at, middle, step, key)
        parts += name_below(category, middle, step)
    base = height_of(0, scale)
    parts.append(rule(left, base, 1, base, "var(--quiet-text)"))
    return parts, ABOVE + PLOT + names_height(picture.categories, step)


def fits(picture: Picture) -> bool:
    """Whether names and labels of columns can be read at the narrowest width."""
    left = GUTTER if picture.kind in STACKED else 0.0
    step = (1 - left) / len(picture.categories) * NARROW
    if max(longest_word(name, SMALL) for name in picture.categories) > step - 2:
        return False
    if picture.kind in STACKED:
        return True
    place = step if len(picture.series) == 1 else step * FULL / len(picture.series)
    return all(
        text_width(text, SIZE, bold=True) <= place for each in picture.series for text in each.texts
    )


def height_of(value: float, scale: Scale) -> float:
    """How far down a value stands, in pixels."""
    return ABOVE + PLOT * (1 - scale.share(value))


def axis(picture: Picture, scale: Scale) -> list[str]:
    """Quiet lines across with their figures to the left."""
    parts, value, step = [], scale.low, step_of(picture, scale)
    while value <= scale.high * 1.0001:
        down = height_of(value, scale)
        text = f"{value:.0%}" if picture.rate else f"{value:,.0f}"
        parts.append(rule(GUTTER, down, 1, down, "var(--grid)"))
        parts.append(words(text, GUTTER, down + 4, by=-6, anchor="end", kind="quiet"))
        value += step
    return parts


def name_below(name: str, middle: float, step: float) -> list[str]:
    """A category's name below the ground, in lines that fit the narrowest width."""
    lines = wrapped(name, SMALL, step * NARROW)
    return [
        words(line, middle, ABOVE + PLOT + LINE * (1 + at), anchor="middle", kind="quiet")
        for at, line in enumerate(lines)
    ]


def names_height(names: tuple[str, ...], step: float) -> float:
    """What the names below the ground take."""
    lines = max((len(wrapped(name, SMALL, step * NARROW)) for name in names), default=1)
    return LINE * lines + 10


def _side_by_side(
    picture: Picture, scale: Scale, at: int, middle: float, step: float, key: str
) -> list[str]:
    count = len(picture.series)
    width = min(step * FULL, WIDEST * count) / count
    parts = []
    for number, each in enumerate(picture.series):
        value, text = each.values[at], each.texts[at]
        left = middle + (number - count / 2) * width
        ends = sorted((height_of(value or 0, scale), height_of(0, scale)))
        if value is not None:
            fill = paint(each, number, key)
            parts.append(bar(left + width * 0.02, ends[0], width * 0.96, ends[1] - ends[0], fill))
        label = words(text, left + width / 2, ends[0] - 6, anchor="middle", kind="label")
        parts.append(label if text != "–" else "")
    return parts


def _stack(
    picture: Picture, scale: Scale, at: int, middle: float, step: float, key: str
) -> list[str]:
    width = min(step * FULL, WIDEST)
    parts, ground, withheld = [], 0.0, False
    for number, each in enumerate(picture.series):
        value, text = each.values[at], each.texts[at]
        if value is None:
            withheld = withheld or text == SUPPRESSED
            continue
        top, base = height_of(ground + value, scale), height_of(ground, scale)
        gap = 1 if base - top > 3 else 0  # parts stand apart, but the thinnest is still seen
        parts.append(
            bar(middle - width / 2, top + gap, width, base - top - gap, paint(each, number, key))
        )
        if base - top >= SIZE + 4 and text_width(text, SIZE) <= width * NARROW:
            parts.append(inside(text, middle, (top + base) / 2 + 5, each))
        ground += value
    if withheld:
        down = height_of(ground, scale) - 6
        parts.append(words(SUPPRESSED, middle, down, anchor="middle", kind="label"))
    return parts
