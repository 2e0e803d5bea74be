"""Postcodes: where they lie and in which authority. Expected values are ONS's own rows."""

import numpy as np
import pandas as pd
import pytest

from analytics.geography.grid import to_degrees
from analytics.geography.postcodes import authorities, positions


def test_a_postcode_has_a_position_and_an_authority_in_any_spacing_and_case():
    written = pd.Series(["DE1 2AU", "de12au", " De1  2aU ", "DE12AU"], index=[7, 3, 3, 1])
    found = positions(written)
    assert list(found.columns) == ["easting", "northing", "authority"]
    assert list(found.index) == [7, 3, 3, 1]
    assert found["easting"].tolist() == [435462.0] * 4
    assert found["northing"].tolist() == [336119.0] * 4
    assert found["authority"].tolist() == ["E06000015"] * 4


def test_a_postcode_that_ons_does_not_know_and_an_empty_one_have_no_position():
    # There is no district DE0; Q begins no postcode.
    found = positions(pd.Series(["DE0 0AA", None, "", "Q1 1AA", "nonsense", "DE1 2AU"]))
    assert found["easting"].notna().tolist() == [False] * 5 + [True]
    assert found["authority"].notna().tolist() == [False] * 5 + [True]


def test_postcodes_of_different_letters_keep_their_order():
    found = positions(pd.Series(["NG1 5FS", "DE1 2AU", "LE1 5FQ"]))["authority"]
    assert found.tolist() == ["E06000018", "E06000015", "E06000016"]


@pytest.mark.parametrize("postcodes", [pd.Series([], dtype="str"), pd.Series([None, None])])
def test_no_postcode_at_all_gives_the_same_columns(postcodes):
    found = positions(postcodes)
    assert found.dtypes.astype(str).to_dict() == {
        "easting": "float64",
        "northing": "float64",
        "authority": "str",
    }
    assert len(found) == len(postcodes) and found.isna().all(axis=None)


def test_a_reference_on_the_irish_grid_is_no_position_here():
    # Belfast's lies at 334316, 374675 on the Irish grid: on the National Grid that is in Wales.
    belfast = positions(pd.Series(["BT1 1AA"])).iloc[0]
    assert belfast["authority"] == "N09000003"
    assert np.isnan(belfast["easting"]) and np.isnan(belfast["northing"])


def test_a_postcode_without_a_grid_reference_has_an_authority_but_no_position():
    jersey = positions(pd.Series(["JE2 3AB"])).iloc[0]
    assert jersey["authority"] == "L99999999"
    assert np.isnan(jersey["easting"])


def test_authorities_keep_the_index_and_the_name():
    found = authorities(pd.Series(["de1 2au", None], index=["a", "b"], name="postcode"))
    assert found.name == "postcode"
    assert found.loc["a"] == "E06000015" and pd.isna(found.loc["b"])


def test_the_postcode_beside_derby_bus_station_lies_there_in_degrees():
    # DE1 2AU on the Morledge; the bus station is at 52.9211 N, 1.4734 W (data/reference/places.csv)
    found = positions(pd.Series(["DE1 2AU"])).iloc[0]
    latitude, longitude = to_degrees(found["easting"], found["northing"])
    metres = np.hypot(
        (latitude - 52.9211) * 111_320, (longitude + 1.4734) * 111_320 * np.cos(np.radians(52.92))
    )
    assert metres < 200
