"""Where a slide's contents may stand, by the deck that they are put into; all in points."""

from dataclasses import dataclass

from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout

from analytics.reports.fit import text_height
from analytics.reports.marks import luminance

NO_LAYOUT = (
    "No layout of the template has a title at the top with room for a chart below it: add one "
    "such as PowerPoint's “Title Only” and choose the file again."
)
EMU = 12700  # to a point
AT_THE_FOOT = (KIND.DATE, KIND.FOOTER, KIND.SLIDE_NUMBER)
FOOT = 30  # the least height of the line at the foot
LEAST_FOOT = 9
INSET = 7.2  # of a placeholder's text, each side
GAP = 6


@dataclass(frozen=True)
class Box:
    """A rectangle on a slide, in points."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def meets(self, other: "Box") -> bool:
        """Whether the two have ground in common."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True)
class Ground:
    """A deck's layouts for the cover and for all else, and the room that the latter leaves.

    foot: where the line at the foot stands. dark: whether the slides' ground is dark. air: how much
    wider text may be than it is reckoned: of a template's font nothing is known.
    """

    deck: Deck
    cover: SlideLayout
    plain: SlideLayout
    body: Box
    foot: Box
    number: Box
    dark: bool
    house: bool

    @property
    def air(self) -> float:
        return air_of(self.house)


def air_of(house: bool) -> float:
    """How much wider text may be than Arial's widths say."""
    return 1.04 if house else 1.2


def ground_of(deck: Deck, line: str, *, house: bool) -> Ground:
    """The ground that a deck offers where that line stands at the foot of every slide.

    ValueError with a sentence where it has no usable layout.
    """
    layouts = [layout for master in deck.slide_masters for layout in master.slide_layouts]
    width, height = deck.slide_width / EMU, deck.slide_height / EMU
    usable = [layout for layout in layouts if _is_usable(layout, width, height)]
    if not usable:
        raise ValueError(NO_LAYOUT)
    plain = min(usable, key=lambda layout: (_others(layout), _covered(layout, width, height)))
    covers = [layout for layout in layouts if placeholder(layout, KIND.CENTER_TITLE) is not None]
    number = _number(plain, width, height)
    foot = _as_high_as(line, _foot(plain, number, width, height), air_of(house))
    return Ground(
        deck=deck,
        cover=covers[0] if covers else plain,
        plain=plain,
        body=_body(plain, min(foot.top, number.top), width, height),
        foot=foot,
        number=number,
        dark=_is_dark(plain),
        house=house,
    )


def placeholder(shapes, *kinds: KIND):
    """The first placeholder of one of the kinds on a layout, master or slide, or None."""
    found = (each for each in shapes.placeholders if each.placeholder_format.type in kinds)
    return next(found, None)


def box_of(shape) -> Box | None:
    """Where a shape stands; None where it says so neither itself nor by what it inherits from."""
    sides = (shape.left, shape.top, shape.width, shape.height)
    return None if None in sides else Box(*(side / EMU for side in sides))


def _is_usable(layout: SlideLayout, width: float, height: float) -> bool:
    title = placeholder(layout, KIND.TITLE)
    box = box_of(title) if title is not None else None
    return box is not None and box.bottom <= height * 0.45 and box.width >= width * 0.4


def _others(layout: SlideLayout) -> int:
    """How many placeholders beside the title and those at the foot."""
    kinds = [each.placeholder_format.type for each in layout.placeholders]
    return len([kind for kind in kinds if kind not in (KIND.TITLE, *AT_THE_FOOT)])


def _covered(layout: SlideLayout, width: float, height: float) -> bool:
    """Whether a picture of the layout lies where a chart would stand."""
    middle = Box(width * 0.2, height * 0.4, width * 0.6, height * 0.35)
    return any(middle.meets(box) for box in _pictures(layout.shapes))


def _pictures(shapes) -> list[Box]:
    """Where pictures stand, logos mostly; one behind the whole slide is its ground."""
    found = [box_of(each) for each in shapes if each._element.tag == qn("p:pic")]
    return [box for box in found if box is not None]


def _number(layout: SlideLayout, width: float, height: float) -> Box:
    own = placeholder(layout, KIND.SLIDE_NUMBER)
    box = box_of(own) if own is not None else None
    if box is not None and box.top > height * 0.6:
        return box
    return Box(width - 90, height - FOOT - GAP, 60, FOOT)


def _foot(layout: SlideLayout, number: Box, width: float, height: float) -> Box:
    """The template's footer, as wide as it can be made: it holds more than a name."""
    own = placeholder(layout, KIND.FOOTER)
    box = box_of(own) if own is not None else None
    side = width * 0.05
    if box is None or box.top < height * 0.6:
        right = min(number.left - GAP, width - side)
        wide = Box(side, height - FOOT - GAP, right - side, FOOT)
        return _beside_logos(wide, layout, width)
    date = placeholder(layout, KIND.DATE)
    dated = box_of(date) if date is not None else None
    left = min(box.left, dated.left) if dated is not None and dated.top > height * 0.6 else box.left
    right = number.left - GAP if number.left > box.left else max(box.right, width - side)
    low = max(box.height, FOOT)
    wide = Box(left, min(box.top, height - low - 2), right - left, low)
    wide = _beside_logos(wide, layout, width)
    return wide if wide.width > box.width else box


def _beside_logos(box: Box, layout: SlideLayout, width: float) -> Box:
    """The box without the ground that pictures of layout and master take at one of its ends."""
    for logo in (*_pictures(layout.shapes), *_pictures(layout.slide_master.shapes)):
        if logo.width > width * 0.5 or not logo.meets(box):
            continue
        left = logo.right + GAP if logo.left < width / 2 else box.left
        right = box.right if logo.left < width / 2 else logo.left - GAP
        box = Box(left, box.top, right - left, box.height)
    return box


def _as_high_as(line: str, box: Box, air: float) -> Box:
    """The box, grown upwards where the line at its least size needs more."""
    room = max(box.width - 2 * INSET, 60)
    height = max(box.height, text_height(line, LEAST_FOOT * air, room) + 2)
    return Box(box.left, box.bottom - height, box.width, height)


def _body(layout: SlideLayout, foot: float, width: float, height: float) -> Box:
    """Below the title, as wide as the master's own text where it has one."""
    title = box_of(placeholder(layout, KIND.TITLE))
    left = min(max(title.left, width * 0.03), width * 0.25)
    right, top, bottom = width - left, title.bottom, height - FOOT - GAP
    text = placeholder(layout.slide_master, KIND.BODY)
    own = box_of(text) if text is not None else None
    if own is not None and own.width > width * 0.5 and own.height > height * 0.4:
        left, right, bottom = own.left, own.right, own.bottom
        top = max(top, min(own.top, title.bottom + height * 0.08))
    if foot > height * 0.6:
        bottom = min(max(bottom, foot - GAP), foot - GAP)
    return Box(left, top + GAP, right - left, bottom - top - GAP)


def _is_dark(layout: SlideLayout) -> bool:
    """Whether the slides' ground is a dark colour; a picture or a gradient is taken as light."""
    master = layout.slide_master
    grounds = (each._element.find(f".//{qn('p:bg')}") for each in (layout, master))
    ground = next((each for each in grounds if each is not None), None)
    if ground is None:
        return False
    own = next(ground.iter(qn("a:srgbClr")), None)
    if own is not None:
        return luminance(f"#{own.get('val')}") < 0.2
    named = next(ground.iter(qn("a:schemeClr")), None)
    return named is not None and luminance(_theme_colour(master, named.get("val"))) < 0.2


def _theme_colour(master, name: str) -> str:
    """The colour "#rrggbb" that a name stands for in the master's theme; white where none."""
    slot = master._element.find(qn("p:clrMap")).get(name, name)
    theme = parse_xml(master.part.part_related_by(RT.THEME).blob)
    found = theme.find(f".//{qn('a:clrScheme')}/{qn(f'a:{slot}')}")
    inks = () if found is None else (each.get("lastClr", each.get("val")) for each in found)
    ink = next((each for each in inks if each and len(each) == 6), "ffffff")
    return f"#{ink}"
