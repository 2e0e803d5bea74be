"""What a drawing is made of: bars, lines, marks and words; across in per cent, down in pixels."""

from html import escape

from analytics.reports.fit import text_width
from analytics.reports.slides import Series

NARROW = 330  # pixels: the narrowest that a drawing gets, on a phone 390 wide
SIZE, SMALL = 14, 13  # pixels of a label, and of what stands at an axis
MARK = 5  # pixels from a mark's middle to its edge
SHAPES = ("circle", "square", "triangle", "diamond")


def across(share: float) -> str:
    """A place or a length across, 0–1, in per cent."""
    return f"{share * 100:.2f}".rstrip("0").rstrip(".") + "%"


def variable(colour: str) -> str:
    """A colour of definitions.COLOURS as the page's style has it for light and dark."""
    return f"var(--{colour.replace('_', '-')})"


def paint(each: Series, at: int, key: str) -> str:
    """What a series is filled with: its colour, or its hatching."""
    return f"url(#{key}-hatch-{at})" if each.hatched else variable(each.colour)


def hatchings(series: tuple[Series, ...], key: str) -> str:
    """The patterns of the hatched series."""
    patterns = "".join(
        f"<pattern id='{key}-hatch-{at}' width='6' height='6' patternUnits='userSpaceOnUse' "
        f"patternTransform='rotate(45)'><rect width='6' height='6' fill='{variable(each.colour)}'/>"
        "<rect width='1.5' height='6' fill='var(--background)'/></pattern>"
        for at, each in enumerate(series)
        if each.hatched
    )
    return f"<defs>{patterns}</defs>" if patterns else ""


def bar(left: float, top: float, width: float, height: float, fill: str) -> str:
    """A bar; left and width 0–1, top and height in pixels."""
    return (
        f"<rect x='{across(left)}' y='{top:.1f}' width='{across(width)}' "
        f"height='{max(height, 0):.1f}' fill='{fill}'/>"
    )


def rule(x1: float, y1: float, x2: float, y2: float, ink: str, *, width: float = 1) -> str:
    """A straight line between two places."""
    return (
        f"<line x1='{across(x1)}' y1='{y1:.1f}' x2='{across(x2)}' y2='{y2:.1f}' "
        f"stroke='{ink}' stroke-width='{width:g}'/>"
    )


def words(
    text: str, left: float, base: float, *, by: float = 0, anchor: str = "start", kind: str = ""
) -> str:
    """A line of text; left 0–1, moved by so many pixels, its base line in pixels.

    anchor: which of its ends, or its middle, stands there. kind: its classes in html.css.
    """
    moved = f" dx='{by:g}'" if by else ""
    ends = f" text-anchor='{anchor}'" if anchor != "start" else ""
    named = f" class='{kind}'" if kind else ""
    return f"<text x='{across(left)}' y='{base:.1f}'{moved}{ends}{named}>{escape(text)}</text>"


def inside(text: str, left: float, base: float, each: Series) -> str:
    """A label inside a mark; on hatching it has a ground of its own."""
    if not each.hatched:
        kind = f"on-{each.colour.replace('_', '-')}"
        return words(text, left, base, anchor="middle", kind=kind)
    wide = text_width(text, SIZE) + 6
    return (
        f"<svg x='{across(left)}' y='{base:.1f}' overflow='visible'><rect x='{-wide / 2:.1f}' "
        f"y='-13' width='{wide:.1f}' height='17' fill='var(--background)'/>"
        f"<text text-anchor='middle'>{escape(text)}</text></svg>"
    )


def mark(left: float, middle: float, each: Series, at: int) -> str:
    """A series' mark on a line: told apart by its shape too."""
    shape = SHAPES[at % len(SHAPES)]
    drawn = {
        "circle": f"<circle r='{MARK}'/>",
        "square": f"<rect x='{-MARK}' y='{-MARK}' width='{2 * MARK}' height='{2 * MARK}'/>",
        "triangle": f"<path d='M0 {-MARK - 1}L{MARK + 1} {MARK}H{-MARK - 1}Z'/>",
        "diamond": f"<path d='M0 {-MARK - 2}L{MARK + 2} 0L0 {MARK + 2}L{-MARK - 2} 0Z'/>",
    }[shape]
    return (
        f"<svg x='{across(left)}' y='{middle:.1f}' overflow='visible' "
        f"fill='{variable(each.colour)}'>{drawn}</svg>"
    )


def drawing(parts: list[str], height: float, names: tuple[str, str], key: str) -> str:
    """A drawing as wide as its place, with its name and what it shows in words."""
    name, shown = names
    return (
        f"<svg role='img' aria-labelledby='{key}-name {key}-words' width='100%' "
        f"height='{height:.0f}'><title id='{key}-name'>{escape(name)}</title>"
        f"<desc id='{key}-words'>{escape(shown)}</desc>{''.join(parts)}</svg>"
    )
