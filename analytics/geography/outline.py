"""A city's shape worked out from its postcodes: python -m analytics outline."""

import json
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd
import shapely
from scipy.spatial import cKDTree

from analytics.geography.city import CityShape, Ring, outline_path
from analytics.geography.postcodes import PACKAGE, postcodes_around
from analytics.geography.retired import geographic_points, live_points

LICENCE = (
    "Contains OS data © Crown copyright and database right 2026. "
    "Contains Royal Mail data © Royal Mail copyright and database right 2026. "
    "Source: Office for National Statistics licensed under the Open Government Licence v.3.0."
)
# Metres, and square metres.
AROUND = 3000  # how far beyond the authority neighbours are looked for
RIM = 300  # of land kept around the last postcodes
REACHES = (600, 1200, 2400, 4800)  # half the widest gap between postcodes that is bridged
THINNEST = 120  # half the width below which a tongue of land is cut off
LARGEST_HOLE = 3_000_000  # that is filled
TOLERANCE = 80  # a corner goes if its triangle is smaller than this squared
# Shares and numbers of postcodes.
IN_ONE_PIECE = 0.98  # a wider gap is bridged until the largest part holds as many
SMALLEST_ISLAND = 0.02
FEWEST_IN_A_DISTRICT = 5
SMALLEST_PIECE = 0.04  # of its district
VOTES = 9


def build_outline(authority: str) -> CityShape:
    """The shape of an authority: the same postcodes always give the same shape.

    The ground is all that is nearer to one of its postcodes than to a neighbouring authority's
    (Voronoi cells), cut off a few hundred metres beyond the last ones; it is divided by the
    nearest live postcodes of each district. Raises ValueError where the package does not know it.
    """
    around = geographic_points(postcodes_around(authority, AROUND))
    ground = _ground(around, around["authority"] == authority)
    live = _live_within(around, authority)
    pieces = _without_small_pieces(_pieces(live, ground), live)
    names = sorted(pieces)
    simple = shapely.coverage_simplify([pieces[name] for name in names], TOLERANCE)
    return CityShape(
        authority=authority,
        licence=LICENCE,
        source=f"{PACKAGE} {version(PACKAGE)}",
        outline=_rings(shapely.coverage_union_all(simple)),
        districts={name: _rings(shape) for name, shape in zip(names, simple, strict=True)},
        label_points={name: _label_point(shape) for name, shape in zip(names, simple, strict=True)},
    )


def write_outline(authority: str) -> Path:
    """The file under data/reference/outlines that now holds the authority's shape.

    Raises ValueError as outline_path and build_outline do.
    """
    path = outline_path(authority)
    text = as_text(build_outline(authority))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def as_text(shape: CityShape) -> str:
    """A shape as JSON with one ring a line, so that a change can be read."""

    def rings(of: list[Ring], indent: str) -> str:
        lines = (indent + json.dumps(ring, separators=(",", ":")) for ring in of)
        return "[\n" + ",\n".join(lines) + "\n" + indent[:-2] + "]"

    def members(of: dict[str, str]) -> str:
        return "{\n" + ",\n".join(f'    "{name}": {text}' for name, text in of.items()) + "\n  }"

    parts = {
        name: json.dumps(getattr(shape, name), ensure_ascii=False)
        for name in ("authority", "licence", "source")
    }
    parts["outline"] = rings(shape.outline, "    ")
    parts["districts"] = members({k: rings(v, " " * 6) for k, v in shape.districts.items()})
    parts["label_points"] = members({k: json.dumps(v) for k, v in shape.label_points.items()})
    return "{\n" + ",\n".join(f'  "{name}": {text}' for name, text in parts.items()) + "\n}\n"


def _ground(points: pd.DataFrame, own: pd.Series):
    """What is nearer to the authority's postcodes than to others, near enough to be its land."""
    at = points.assign(own=own).groupby(["easting", "northing"])["own"].mean().reset_index()
    places = at[["easting", "northing"]].to_numpy()
    inside = (at["own"] > 0.5).to_numpy()
    nearer = shapely.coverage_union_all(_cells(places)[inside])
    for reach in REACHES:
        discs = shapely.union_all(shapely.buffer(shapely.points(places[inside]), reach))
        bridged = discs.buffer(RIM - reach)
        land = bridged.intersection(nearer).buffer(-THINNEST).buffer(THINNEST)
        parts = shapely.get_parts(land)
        held = np.array([_number_within(part, places[inside]) for part in parts])
        held = held / inside.sum()
        if held.max() >= IN_ONE_PIECE and not _has_large_hole(bridged):
            break
    return shapely.union_all(
        [_without_small_holes(part) for part in parts[held >= SMALLEST_ISLAND]]
    )


def _live_within(around: pd.DataFrame, authority: str) -> pd.DataFrame:
    """The authority's live postcodes, one a point and district, without stray districts."""
    own = around[around["authority"] == authority]
    places = ["easting", "northing"]
    distance, _ = cKDTree(own[places]).query(around[places])
    live = live_points(around[distance <= AROUND])
    live = live[live["authority"] == authority].drop_duplicates([*places, "district"])
    number = live.groupby("district")["sector"].transform("size")
    live = live[number >= FEWEST_IN_A_DISTRICT]
    _, nearest = cKDTree(live[places]).query(live[places], k=VOTES)
    # The commonest district around a point: a border does not wind from house to house.
    districts, names = live["district"].factorize(sort=True)
    votes = (districts[nearest][:, :, None] == np.arange(len(names))).sum(axis=1)
    return live.assign(district=names[votes.argmax(axis=1)]).drop_duplicates(places)


def _cells(places: np.ndarray) -> np.ndarray:
    """The Voronoi cell of each place, in their order."""
    margin = 2 * REACHES[-1]
    frame = shapely.box(*(places.min(axis=0) - margin), *(places.max(axis=0) + margin))
    cells = shapely.voronoi_polygons(shapely.multipoints(places), extend_to=frame, ordered=True)
    return shapely.get_parts(cells)


def _pieces(live: pd.DataFrame, ground) -> dict:
    """Each district's share of the ground; corners in whole metres, borders shared exactly."""
    cells = _cells(live[["easting", "northing"]].to_numpy())
    names = sorted(set(live["district"]))
    regions = [shapely.coverage_union_all(cells[live["district"] == name]) for name in names]
    lines = shapely.union_all([ground.boundary, *shapely.boundary(regions)], grid_size=1)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    inside = shapely.point_on_surface(faces)
    faces, inside = (x[shapely.contains(ground, inside)] for x in (faces, inside))
    face, region = shapely.STRtree(regions).query(inside, predicate="intersects")
    return {
        name: shapely.coverage_union_all(faces[face[region == number]])
        for number, name in enumerate(names)
        if (region == number).any()
    }


def _without_small_pieces(districts: dict, live: pd.DataFrame) -> dict:
    """The districts, small pieces given to the neighbour with the longest border."""
    places = live[["easting", "northing"]].to_numpy()
    number = live["district"].value_counts()
    kept, small = [], []
    for name, shape in districts.items():
        fewest = max(FEWEST_IN_A_DISTRICT, SMALLEST_PIECE * number[name])
        for part in shapely.get_parts(shape):
            enough = _number_within(part, places) >= fewest
            (kept if enough else small).append((name, part))
    for name, part in sorted(small, key=lambda piece: -piece[1].area):
        borders = shapely.length(shapely.intersection(part, [shape for _, shape in kept]))
        if borders.max() == 0:  # an island of its own
            kept.append((name, part))
            continue
        neighbour, shape = kept[borders.argmax()]
        kept[borders.argmax()] = (neighbour, shapely.coverage_union(shape, part))
    return {
        name: shapely.coverage_union_all([part for of, part in kept if of == name])
        for name in sorted({name for name, _ in kept})
    }


def _has_large_hole(land) -> bool:
    return any(_without_small_holes(part).interiors for part in shapely.get_parts(land))


def _without_small_holes(part):
    holes = [ring for ring in part.interiors if shapely.Polygon(ring).area > LARGEST_HOLE]
    return shapely.Polygon(part.exterior, holes)


def _number_within(part, places: np.ndarray) -> int:
    shapely.prepare(part)
    return int(shapely.contains_xy(part, places).sum())


def _rings(shape) -> list[Ring]:
    """The rings of all parts, always in the same order; outer rings run clockwise."""
    parts = shapely.orient_polygons(shapely.get_parts(shape.normalize()), exterior_cw=True)
    rings = [ring for part in parts for ring in (part.exterior, *part.interiors)]
    return [shapely.get_coordinates(ring).astype(int).tolist() for ring in rings]


def _label_point(shape) -> tuple[int, int]:
    """The middle of the largest circle that fits in."""
    largest = max(shapely.get_parts(shape), key=shapely.area)
    middle = shapely.get_coordinates(shapely.maximum_inscribed_circle(largest, 5))[0]
    return round(float(middle[0])), round(float(middle[1]))
