"""A name and a postcode beside it: where both agree, where they contradict, and what is neither.

From the ONS package: DE1 2AW lies 119 metres from the Bus Station, NG2 3AQ in Nottingham, 20
kilometres away; B1 2ND is a postcode in Birmingham.
"""

import csv

import pytest

from analytics.definitions import REFERENCE
from analytics.geography.grid import metres_apart
from analytics.geography.matching import POSTCODE_APART, UNMATCHED, Match, matcher_of
from analytics.geography.postcode_places import places_of_postcodes

with (REFERENCE / "places.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
GAZETTEER = [
    (row["place_id"], row["name"], [name for name in row["aliases"].split(";") if name])
    for row in ROWS
]
POSITIONS = {row["place_id"]: (float(row["latitude"]), float(row["longitude"])) for row in ROWS}


def taken_for(text, assigned=None, positions=POSITIONS):
    known = matcher_of(GAZETTEER, assigned or {}, city="derby", positions=positions)
    return known.match([text])[text]


def away(postcode: str, place_id: str) -> float:
    (there,) = places_of_postcodes([postcode]).to_dict("records")
    return metres_apart((there["latitude"], there["longitude"]), POSITIONS[place_id])


def test_a_postcode_near_the_place_that_is_named_agrees_with_it():
    assert away("DE1 2AW", "bus_station") == pytest.approx(119, abs=6)
    for text in ("Bus Station DE1 2AW", "Bus Station, DE12AW", "Derby bus stn (DE1 2AW)"):
        assert taken_for(text) == Match("bus_station", "name")
    assert taken_for("Bus Statoin DE1 2AW") == Match("bus_station", "similar", 91)


@pytest.mark.parametrize(
    "text", ["Bus Station, NG2 3AQ", "ng23aq Bus Station", "Bus Statoin NG2 3AQ"]
)
def test_a_postcode_far_from_the_place_that_is_named_leaves_it_open_which_is_meant(text):
    assert away("NG2 3AQ", "bus_station") > 15_000
    assert taken_for(text) == UNMATCHED
    assert taken_for("NG2 3AQ") == Match("postcode_ng2_3aq", "postcode")


def test_what_counts_as_far_begins_at_two_kilometres():
    # 1998 and 2000 metres from the Bus Station
    assert POSTCODE_APART == 2_000
    assert away("DE23 8QR", "bus_station") < 1_999 and away("DE2 8WG", "bus_station") > 2_000
    assert taken_for("Bus Station DE23 8QR") == Match("bus_station", "name")
    assert taken_for("Bus Station DE2 8WG") == UNMATCHED


def test_what_cannot_be_held_against_a_postcode_is_taken_by_its_name():
    assert taken_for("Bus Station DE99 9ZZ") == Match("bus_station", "name")  # ONS knows it not
    assert taken_for("Bus Station NG2 3AQ", positions={}) == Match("bus_station", "name")


def test_what_the_council_assigned_counts_whatever_postcode_stands_beside_it():
    assigned = {"bus station ng2 3aq": "morley"}
    assert taken_for("Bus Station NG2 3AQ", assigned) == Match("morley", "assigned")


def test_a_contradiction_is_found_whatever_else_is_asked_for_beside_it():
    known = matcher_of(GAZETTEER, {}, city="derby", positions=POSITIONS)
    texts = ["Bus Station NG2 3AQ", "Bus Station DE1 2AW", "NG2 3AQ", "Mackworth"]
    assert known.match(texts) == {text: known.match([text])[text] for text in texts}


@pytest.mark.parametrize("text", ["Home on B1 2nd floor", "block b1 2nd", "B1 2nd left"])
def test_a_floor_is_no_postcode(text):
    assert taken_for(text) == UNMATCHED


@pytest.mark.parametrize("text", ["B1 2ND", "b12nd", "B1 2nd"])
def test_a_postcode_that_reads_like_a_floor_is_one_where_it_stands_alone(text):
    assert taken_for(text) == Match("postcode_b1_2nd", "postcode")
