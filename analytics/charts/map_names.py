"""Where circles and names can stand on a map so that none covers another."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from analytics.charts.map_view import View

WIDTHS = (270, 310, 350, 400)  # pixels a map's side may have: in a narrow column, a phone, a screen
LETTER, LINE, GAP = 7.4, 18, 4  # pixels: of a bold letter, of a line, between a circle and its name
ASIDE = 20  # pixels: how far a name above or below its circle may stand to a side

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(frozen=True)
class Name:
    """A name and where it stands: its lines, anchors as Plotly calls them, shifts in pixels."""

    lines: tuple[str, ...]
    xanchor: str
    yanchor: str
    xshift: float = 0
    yshift: float = 0

    def where(self) -> dict:
        """Its place in Plotly's words; its lines begin, or end, on the side of its circle."""
        where = vars(self).copy()
        del where["lines"]
        return where | {"align": self.xanchor}

    def box(self, view: View, point: Point, scale: float) -> Box:
        """What it covers, in pixels from the view's corner, at so many pixels a metre."""
        x = (point[0] - view.west) * scale + self.xshift
        y = (point[1] - view.south) * scale + self.yshift
        width = LETTER * max(map(len, self.lines))
        height = LINE * len(self.lines)
        left = x - {"left": 0, "center": width / 2, "right": width}[self.xanchor]
        bottom = y - {"bottom": 0, "middle": height / 2, "top": height}[self.yanchor]
        return left, bottom, left + width, bottom + height


def apart(view: View, points: Sequence[Point], radii: Sequence[float]) -> list[Point]:
    """The points moved so that no circle covers another even where the map is narrowest.

    radii: of the circles, in pixels. Neighbours are pushed away from each other along the line
    between them; who has room stays.
    """
    scale = WIDTHS[0] / view.side
    moved = [list(point) for point in points]
    for _ in range(100):
        touching = False
        for one in range(len(moved)):
            for other in range(one + 1, len(moved)):
                touching |= _push(moved[one], moved[other], (radii[one] + radii[other] + 3) / scale)
        if not touching:
            break
    return [(x, y) for x, y in moved]


def _push(one: list[float], other: list[float], least: float) -> bool:
    east, north = other[0] - one[0], other[1] - one[1]
    distance = hypot(east, north)
    if distance >= least:
        return False
    if distance == 0:  # the same spot: side by side
        east, north, distance = 1.0, 0.0, 1.0
        step = least / 2
    else:
        step = (least - distance) / 2 + 1
    for point, sign in ((one, -1), (other, 1)):
        point[0] += sign * step * east / distance
        point[1] += sign * step * north / distance
    return True


def place_names(
    view: View,
    circles: Sequence[tuple[Point, float]],
    wanted: Sequence[Sequence[tuple[Point, Name]]],
    *,
    lines: Sequence[tuple[Point, Point]] = (),
    taken: Sequence[tuple[Point, Name]] = (),
) -> list[tuple[Point, Name] | None]:
    """For each that wants a name the first of its positions that touches no circle and no name.

    circles: middles, and radii in pixels. lines: upright or level ones that no name may cross.
    taken: names that stand already. The positions hold at every width of WIDTHS, since a circle
    keeps its pixels while the ground between circles shrinks on a phone. None where there is no
    room: the name is then in the table and on pointing.
    """
    scales = [width / view.side for width in WIDTHS]
    boxes = [
        [name.box(view, point, scale) for point, name in taken]
        + [_on_map(view, line, scale) for line in lines]
        for scale in scales
    ]
    found: list[tuple[Point, Name] | None] = []
    for positions in wanted:
        chosen = None
        for point, name in positions:
            tried = [name.box(view, point, scale) for scale in scales]
            if all(
                _is_free(box, view, circles, boxes[at], scales[at]) for at, box in enumerate(tried)
            ):
                chosen = point, name
                for at, box in enumerate(tried):
                    boxes[at].append(box)
                break
        found.append(chosen)
    return found


def beside_circle(point: Point, radius: float, parts: tuple[str, ...]) -> list[tuple[Point, Name]]:
    """Where the name of a circle may stand, best first; its parts in one line, else in several."""
    reach, slant = radius + GAP, radius * 0.75 + GAP
    positions = [
        ("left", "middle", reach, 0),
        ("right", "middle", -reach, 0),
        ("center", "bottom", 0, reach),
        ("center", "top", 0, -reach),
        ("left", "bottom", slant, slant * 0.6),
        ("left", "top", slant, -slant * 0.6),
        ("right", "bottom", -slant, slant * 0.6),
        ("right", "top", -slant, -slant * 0.6),
        *(
            ("center", yanchor, aside, away)
            for aside in (-ASIDE, ASIDE)
            for yanchor, away in (("bottom", reach), ("top", -reach))
        ),
    ]
    one_line = (" ".join(parts),)
    return [
        (point, Name(lines, *position)) for lines in (one_line, parts) for position in positions
    ]


def is_clear(view: View, circles, corners: tuple[Point, Point]) -> bool:
    """Whether a rectangle of ground lies under no circle at any width."""
    return all(
        not _touches(_on_map(view, corners, width / view.side), view, circle, width / view.side)
        for width in WIDTHS
        for circle in circles
    )


def _on_map(view: View, line: tuple[Point, Point], scale: float) -> Box:
    (x0, y0), (x1, y1) = line
    return (
        (min(x0, x1) - view.west) * scale,
        (min(y0, y1) - view.south) * scale,
        (max(x0, x1) - view.west) * scale,
        (max(y0, y1) - view.south) * scale,
    )


def _is_free(box: Box, view: View, circles, taken: Sequence[Box], scale: float) -> bool:
    width = view.side * scale
    if min(box[0], box[1]) < 0 or max(box[2], box[3]) > width:
        return False
    if any(_overlap(box, other) for other in taken):
        return False
    return not any(_touches(box, view, circle, scale) for circle in circles)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _touches(box: Box, view: View, circle: tuple[Point, float], scale: float) -> bool:
    (easting, northing), radius = circle
    x, y = (easting - view.west) * scale, (northing - view.south) * scale
    nearest = min(max(x, box[0]), box[2]), min(max(y, box[1]), box[3])
    return hypot(x - nearest[0], y - nearest[1]) < radius + 1
