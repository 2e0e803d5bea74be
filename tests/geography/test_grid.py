"""Degrees and grid, against Ordnance Survey's published positions."""

import os
import subprocess
import sys

import numpy as np
import pytest

from analytics.geography.grid import to_degrees, to_grid

# Ordnance Survey, "Transformations and OSGM15 user guide", annexe A (Caister water tower), and the
# OSTN15 test points TP01 (St Mary's, Scilly), TP20 and TP40: ETRS89, which is within a metre of
# WGS84, and the National Grid.
PUBLISHED = np.array(
    [
        (52.658007833, 1.716073973, 651409.804, 313177.450),
        (49.92226393730, -6.29977752014, 91492.146, 11318.804),
        (53.8002151963, -1.66379168242, 422242.186, 433818.701),
        (60.1330809166, -2.07382822798, 395999.668, 1138728.951),
    ]
).T


def test_positions_are_within_ten_metres_of_those_published():
    latitudes, longitudes, eastings, northings = PUBLISHED
    found = to_grid(latitudes, longitudes)
    assert np.hypot(found[0] - eastings, found[1] - northings).max() < 10


def test_the_way_back_is_within_ten_metres_of_those_published():
    latitudes, longitudes, eastings, northings = PUBLISHED
    found = to_degrees(eastings, northings)
    assert np.abs(found[0] - latitudes).max() * 111_320 < 10
    east_west = np.abs(found[1] - longitudes) * np.cos(np.radians(latitudes))
    assert east_west.max() * 111_320 < 10


def test_there_and_back_is_the_same_place():
    latitudes, longitudes = to_degrees(*to_grid([52.9211, 52.9225], [-1.4734, -1.4730]))
    assert latitudes == pytest.approx([52.9211, 52.9225], abs=1e-7)
    assert longitudes == pytest.approx([-1.4734, -1.4730], abs=1e-7)


@pytest.mark.parametrize("change", [to_grid, to_degrees])
def test_nan_gives_nan_and_leaves_the_others_alone(change):
    known = change(np.array([52.9]), np.array([-1.47]))
    first, second = change(np.array([52.9, np.nan, 52.9]), np.array([-1.47, -1.47, np.nan]))
    assert [first[0], second[0]] == [known[0][0], known[1][0]]
    assert np.isnan(first[1:]).all() and np.isnan(second[1:]).all()


def test_a_place_off_the_earth_is_nan():
    eastings, northings = to_grid(np.array([5000.0]), np.array([-1.47]))
    assert np.isnan(eastings).all() and np.isnan(northings).all()


def test_no_places_give_no_places():
    eastings, northings = to_grid(np.array([]), np.array([]))
    assert eastings.shape == northings.shape == (0,)


def test_the_network_stays_off_whatever_the_environment_says():
    script = (
        "from analytics.geography.grid import to_grid; to_grid([52.9], [-1.47]);"
        "import pyproj.network; assert not pyproj.network.is_network_enabled()"
    )
    environment = {**os.environ, "PROJ_NETWORK": "ON"}
    finished = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True)
    assert finished.returncode == 0, finished.stderr.decode()
