"""Lying bars: each name above its bars, so that both read on a phone."""

from analytics.definitions import SUPPRESSED
from analytics.reports.fit import text_width, wrapped
from analytics.reports.marks import STACKED, Scale
from analytics.reports.slides import Picture
from analytics.reports.svg_marks import NARROW, SIZE, bar, inside, paint, rule, words

LINE = 18  # pixels of a line of a name
THICK, THINNER, STACK = 18, 14, 22  # of a bar; of one of several; of a stack
BETWEEN, APART = 2, 12
BESIDE = 6  # from a bar to its label


def bars(picture: Picture, scale: Scale, key: str) -> tuple[list[str], float]:
    """The drawing's parts and its height."""
    parts, top = [], 4.0
    share = 1 - _room_for_labels(picture)
    base = max(scale.share(0), 0) * share
    for at, category in enumerate(picture.categories):
        for line in wrapped(category, SIZE, NARROW):
            parts.append(words(line, 0, top + SIZE))
            top += LINE
        top += BETWEEN
        put, high = (
            (_stack, STACK) if picture.kind in STACKED else (_side_by_side, high_of(picture))
        )
        parts += put(picture, scale, at, top, share, key)
        end = top + high_of(picture)
        parts.append(rule(base, top - BETWEEN, base, end + BETWEEN, "var(--quiet-text)"))
        top = end
        top += APART
    return parts, top


def _room_for_labels(picture: Picture) -> float:
    """What the longest label takes to the right of the longest bar, of the narrowest width."""
    if picture.kind in STACKED:
        return 0.08 if any(None in each.values for each in picture.series) else 0.0
    texts = (text for each in picture.series for text in each.texts)
    widest = max((text_width(text, SIZE, bold=True) for text in texts), default=0)
    return min((widest + 2 * BESIDE) / NARROW, 0.5)


def high_of(picture: Picture) -> float:
    """How high the bars of one category are together."""
    if picture.kind in STACKED:
        return STACK
    count = len(picture.series)
    return THICK if count == 1 else count * (THINNER + BETWEEN)


def _side_by_side(
    picture: Picture, scale: Scale, at: int, top: float, share: float, key: str
) -> list[str]:
    thick = THICK if len(picture.series) == 1 else THINNER
    base = scale.share(0) * share
    parts = []
    for number, each in enumerate(picture.series):
        value = each.values[at]
        end = scale.share(value or 0) * share
        if value is not None:
            left, width = min(base, end), abs(end - base)
            parts.append(bar(left, top, width, thick, paint(each, number, key)))
        label = words(each.texts[at], max(base, end), top + thick - 3, by=BESIDE, kind="label")
        parts.append(label)
        top += thick + BETWEEN
    return parts


def _stack(
    picture: Picture, scale: Scale, at: int, top: float, share: float, key: str
) -> list[str]:
    left, withheld, parts = scale.share(0) * share, False, []
    for number, each in enumerate(picture.series):
        value, text = each.values[at], each.texts[at]
        if value is None:
            withheld = withheld or text == SUPPRESSED
            continue
        width = value / (scale.high - scale.low) * share
        parts.append(bar(left, top, width, STACK, paint(each, number, key)))
        if text_width(text, SIZE) + 6 <= width * NARROW:
            parts.append(inside(text, left + width / 2, top + 16, each))
        left += width
    if withheld:
        parts.append(words(SUPPRESSED, left, top + 16, by=BESIDE, kind="label"))
    return parts
