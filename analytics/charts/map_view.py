"""What part of the ground a map shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from analytics.geography.city import CityShape

BEYOND = 6_000  # metres outside the city up to which a place is still on its map
MARGIN = 0.03
CIRCLE_MARGIN = 0.09  # around places: half of the largest circle on the narrowest map, and a little
CENTRE_SHARE = 0.24  # of the city's extent: the side of the square that is enlarged


@dataclass(frozen=True)
class View:
    """A square of ground, in metres on the National Grid."""

    west: float
    south: float
    side: float

    def has(self, easting: float, northing: float) -> bool:
        """Whether the point lies in it."""
        return 0 <= easting - self.west <= self.side and 0 <= northing - self.south <= self.side

    def holding(self, points: Sequence[tuple[float, float]]) -> "View":
        """The smallest square around this one's middle that also holds the points."""
        middle = self.west + self.side / 2, self.south + self.side / 2
        reach = [self.side / 2] + [
            max(abs(x - middle[0]), abs(y - middle[1])) / (1 - 2 * CIRCLE_MARGIN) for x, y in points
        ]
        return View(middle[0] - max(reach), middle[1] - max(reach), 2 * max(reach))

    def within(self, other: "View") -> "View":
        """This square moved as little as puts it inside the other, which is at least as large."""
        west, south = (
            min(max(at, least), least + other.side - self.side)
            for at, least in ((self.west, other.west), (self.south, other.south))
        )
        return View(west, south, self.side)


def square_around(
    points: Sequence[tuple[float, float]], *, margin: float = CIRCLE_MARGIN, least: float = 2_000
) -> View:
    """The smallest square that holds the points with a margin, at least so many metres wide.

    margin: the share of the square on each side.
    """
    eastings, northings = zip(*points, strict=True)
    side = max(max(eastings) - min(eastings), max(northings) - min(northings))
    side = max(side / (1 - 2 * margin), least)
    middle = (max(eastings) + min(eastings)) / 2, (max(northings) + min(northings)) / 2
    return View(middle[0] - side / 2, middle[1] - side / 2, side)


def whole_view(shape: CityShape | None, points: Sequence[tuple[float, float]]) -> View | None:
    """The city with the places in and near it; without a shape the places; None without either."""
    if shape is None:
        return square_around(points) if points else None
    city = square_around([point for ring in shape.outline for point in ring], margin=MARGIN)
    near = View(city.west - BEYOND, city.south - BEYOND, city.side + 2 * BEYOND)
    return city.holding([point for point in points if near.has(*point)])


def centre_view(
    whole: View, points: Sequence[tuple[float, float]], weights: Sequence[float]
) -> View | None:
    """The square of a city's centre that holds most episodes; None where none holds two places.

    There places lie so near each other that their circles would cover one another.
    """
    side = whole.side * CENTRE_SHARE
    best, best_weight = None, 0.0
    for easting, northing in points:
        view = View(easting - side / 2, northing - side / 2, side)
        inside = [n for n, point in enumerate(points) if view.has(*point)]
        weight = sum(weights[n] for n in inside)
        # the weight alone would be won by one busy place
        if len(inside) > 1 and weight > best_weight:
            # what is in it stands in its middle, so that names have room on either side
            best = square_around([points[n] for n in inside], least=side).within(whole)
            best_weight = weight
    return best
