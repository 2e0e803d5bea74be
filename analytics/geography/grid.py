"""Between degrees (WGS84) and metres on the British National Grid (EPSG 27700)."""

from functools import lru_cache

import numpy as np


def to_grid(latitudes, longitudes) -> tuple[np.ndarray, np.ndarray]:
    """Eastings and northings in metres, each (n,) float, of places given in degrees.

    nan gives nan, and so does a place off the earth. Without Ordnance Survey's correction grid,
    which pyproj does not bring and would have to fetch, a position is right to about 5 metres.
    """
    eastings, northings = _transform("EPSG:4326", "EPSG:27700", longitudes, latitudes)
    return eastings, northings


def to_degrees(eastings, northings) -> tuple[np.ndarray, np.ndarray]:
    """Latitudes and longitudes in degrees, each (n,) float, of places given in metres.

    nan and precision as of to_grid.
    """
    longitudes, latitudes = _transform("EPSG:27700", "EPSG:4326", eastings, northings)
    return latitudes, longitudes


def metres_apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    """How far two places lie apart, each latitude and longitude; nan where one is not known."""
    eastings, northings = to_grid([one[0], other[0]], [one[1], other[1]])
    return float(np.hypot(eastings[0] - eastings[1], northings[0] - northings[1]))


def _transform(source: str, target: str, x, y) -> tuple[np.ndarray, np.ndarray]:
    x, y = np.broadcast_arrays(np.asarray(x, dtype=float), np.asarray(y, dtype=float))
    found = _transformer(source, target).transform(x, y)
    known = np.isfinite(found[0]) & np.isfinite(found[1])  # pyproj says inf for what it cannot do
    return np.where(known, found[0], np.nan), np.where(known, found[1], np.nan)


@lru_cache(maxsize=2)
def _transformer(source: str, target: str):
    import pyproj.network  # only where a map is drawn
    from pyproj import Transformer

    pyproj.network.set_network_enabled(False)  # whatever PROJ_NETWORK says
    return Transformer.from_crs(source, target, always_xy=True)
