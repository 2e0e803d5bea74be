"""Which postcodes are live and stand for a place: the package gives neither dates nor kinds."""

import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

NEIGHBOURS = 12
MIXED = 0.3  # of a sector's neighbours in other districts; see live_points
DISTRICTS_AT_ONE_POINT = 4


def geographic_points(postcodes: pd.DataFrame) -> pd.DataFrame:
    """Postcodes that stand for the place they are given at, with columns district and sector.

    Takes easting and northing, indexed by the postcode without spaces. Left out are

    - large users and PO boxes, which lie in a heap on their sorting office: a point that bears
      postcodes of four districts or more (houses at a crossing of borders are of three at most);
    - references in whole hundreds of metres, which ONS gives postcodes that ended before 2000.
      They are up to 70 metres off, and one in ten thousand others looks like them.
    """
    inward = postcodes.index.str[-3:]
    outward = postcodes.index.str[:-3]
    points = postcodes.assign(district=outward, sector=outward + " " + inward.str[:1])
    at_a_point = points.groupby(["easting", "northing"])["district"].transform("nunique")
    rough = (points["easting"] % 100 == 0) & (points["northing"] % 100 == 0)
    return points[(at_a_point < DISTRICTS_AT_ONE_POINT) & ~rough]


def live_points(points: pd.DataFrame) -> pd.DataFrame:
    """Of geographic points, those of sectors that are still in use.

    Royal Mail recodes whole sectors, and the package keeps the old ones: DE2 lies all over Derby
    among DE21 and DE24, which replaced it about 1990. A live sector has its ground to itself: of
    the twelve nearest to each of its postcodes few are in other districts, and those at its border.
    A retired one shares its ground with what replaced it. Tried on Derby, Cardiff, Sheffield,
    Bristol, Nottingham, Leicester, Rutland, Birmingham and South Derbyshire, sectors of a hundred
    postcodes or more had up to 18 % of neighbours in other districts where they are live and 47 %
    or more where they are retired; the threshold of 30 % lies between.

    But before the retired one is gone, its replacement is as mixed. What tells them apart is that
    postcodes are added to a live sector only: the retired one is the thinner of the two, so more
    of its neighbours are in the other. So the sector with the largest share goes first, shares are
    worked out anew, and so on until none is above the threshold.
    """
    live = points.drop_duplicates(["easting", "northing", "sector"])
    places = live[["easting", "northing"]].to_numpy()
    districts = live["district"].factorize()[0]
    sectors, names = live["sector"].factorize(sort=True)
    kept = np.full(len(live), True)
    while kept.sum() > NEIGHBOURS:
        share = _share_in_other_districts(places[kept], districts[kept], sectors[kept])
        if share.max() <= MIXED:
            break
        kept &= sectors != share.argmax()
    return points[points["sector"].isin(names[np.unique(sectors[kept])])]


def _share_in_other_districts(places, districts, sectors) -> np.ndarray:
    """Of the nearest neighbours of each sector's postcodes, the share in other districts, 0–1."""
    # One more than the neighbours: the point itself is among them and never counts as another.
    _, nearest = cKDTree(places).query(places, k=NEIGHBOURS + 1)
    others = np.sum(districts[nearest] != districts[:, None], axis=1) / NEIGHBOURS
    return np.bincount(sectors, others) / np.maximum(np.bincount(sectors), 1)
