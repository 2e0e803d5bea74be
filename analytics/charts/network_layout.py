"""Where the children of each group stand in the picture of groups: the same links, the same place.

A group is a box of its own, and its children stand around a ring in it: nobody is in the middle,
since the picture ranks no child, and no line runs behind a third child or under a label. Heights
are pixels. Widths are pixels of the narrowest picture (WIDTH): a wider one only adds room.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, ceil, sqrt

import networkx as nx
import pandas as pd

COLUMNS, COLUMN, GUTTER = 3, 184, 12
WIDTH = COLUMNS * COLUMN
PAD, HEAD = 8, 52  # pixels inside a box: at its sides and foot, and for its name and its tie
LETTER, LINE = 7.4, 18  # pixels: of a label's letter, of its line
MARK, GAP = 16, 4  # pixels: a child's circle, and from there to its label
MOST_LETTERS = 14
FLAT = 6  # children up to whom labels stand above and below a ring, for more beside it
TALL = 12  # children from whom on a group takes the whole width
RISE, STEP = 34, 28  # pixels: half the height of a flat ring; from child to child down a tall one
SEED = 1


@dataclass(frozen=True)
class Spot:
    """Where a child stands, and on which side of it its label: above, below, left or right."""

    x: float
    y: float
    side: str


@dataclass(frozen=True)
class Box:
    """A group's part of the picture, y downwards from the top; its children as they go round."""

    group_id: int
    left: float
    top: float
    width: float
    height: float
    spots: dict[str, Spot]

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of its ring."""
        ys = [spot.y for spot in self.spots.values()]
        return self.left + self.width / 2, (min(ys) + max(ys)) / 2


def layout(links: pd.DataFrame) -> list[Box]:
    """A box for each group, in their order; a new group at the end moves none of the others.

    links: group_links. What stands within a box hangs on the links of its own group alone.
    """
    boxes, filled = [], [0.0] * COLUMNS
    for group_id, own in links.groupby("group_id"):
        ring = ring_order(own)
        span, height, spots = _ring(ring)
        column = min(
            range(COLUMNS - span + 1), key=lambda at: (max(filled[at : at + span]), at)
        )  # where it lies highest, then furthest left
        top = max(filled[column : column + span])
        left = column * COLUMN
        moved = {
            child: Spot(left + spot.x, top + spot.y, spot.side) for child, spot in spots.items()
        }
        boxes.append(Box(int(group_id), left, top, span * COLUMN - GUTTER, height, moved))
        filled[column : column + span] = [top + height + GUTTER] * span
    return boxes


def ring_order(links: pd.DataFrame) -> list[str]:
    """A group's children as they stand around the ring: who is linked, near each other.

    Found by letting links pull like springs, with a fixed seed; it begins with the first reference.
    """
    pairs = sorted(map(tuple, map(sorted, zip(links["child_a"], links["child_b"], strict=True))))
    group = nx.Graph(pairs)
    children = sorted(group)
    if group.number_of_edges() == len(children) * (len(children) - 1) / 2:
        return children  # everyone with everyone: any order is as good
    ordered = nx.Graph()
    ordered.add_nodes_from(children)
    ordered.add_edges_from(pairs)
    at = nx.spring_layout(ordered, seed=SEED)
    middle = sum(at.values()) / len(at)
    around = sorted(children, key=lambda child: atan2(*(at[child] - middle)))
    begins = around.index(children[0])
    around = around[begins:] + around[:begins]
    # of the two ways round the one that comes first by reference
    return min(around, [around[0], *around[:0:-1]])


def _ring(children: Sequence[str]) -> tuple[int, float, dict[str, Spot]]:
    """How many columns a group takes, its height, and where its children stand in its box."""
    label = LETTER * min(max(map(len, children)), MOST_LETTERS)
    many = len(children)
    if many <= FLAT:
        wide = (label + PAD) * max(ceil(many / 2), min(many, 2))
    else:
        wide = 2 * (label + GAP + MARK) + (COLUMN / 2 if many <= TALL else 2 * COLUMN)
    span = min(ceil((wide + 2 * PAD + GUTTER) / COLUMN), COLUMNS)
    width = span * COLUMN - GUTTER
    return span, *(_flat(children, width) if many <= FLAT else _tall(children, width, label))


def _flat(children: Sequence[str], width: float) -> tuple[float, dict[str, Spot]]:
    """Above and below: half of the children along the top, the others back along the foot."""
    reach = MARK / 2 + GAP + LINE
    if len(children) == 2:
        rows, rise = [(children, "below")], 0.0
        middle = HEAD + MARK / 2
    else:
        half = len(children) // 2
        rows, rise = [(children[:half], "above"), (children[half:], "below")], RISE
        middle = HEAD + reach + rise
    spots = {}
    for row, side in rows:
        for position, child in enumerate(row):
            along = (position + 0.5) / len(row)  # 0 to 1, as one goes round
            along = 1 - along if side == "below" and rise else along
            up = rise * sqrt(1 - (2 * along - 1) ** 2)
            x = PAD + along * (width - 2 * PAD)
            spots[child] = Spot(x, middle + (-up if side == "above" else up), side)
    return middle + rise + reach + PAD, spots


def _tall(children: Sequence[str], width: float, label: float) -> tuple[float, dict[str, Spot]]:
    """Left and right: half of the children down the right, the others back up the left."""
    half = ceil(len(children) / 2)
    rise = half * STEP / 2
    across = width / 2 - PAD - label - GAP - MARK / 2
    middle = HEAD + rise
    spots = {}
    for column, side, way in ((children[:half], "right", 1), (children[half:], "left", -1)):
        for position, child in enumerate(column):
            down = way * (position - (len(column) - 1) / 2) * STEP
            out = across * sqrt(1 - (down / (rise + STEP / 2)) ** 2)
            x = width / 2 + (out if side == "right" else -out)
            spots[child] = Spot(x, middle + down, side)
    return middle + rise + PAD, spots
