"""What the pages say of the demonstration's places is what was planted, whatever the seed."""

from datetime import date

import pytest

from analytics.filters import Filters
from analytics.measures import run
from analytics.store import open_cursor

REPORT = ["bus_station", "river_gardens", "mackworth", "stockbrook"]
QUARTERS = [date(2021, 1, 1), date(2021, 4, 1), date(2021, 7, 1), date(2021, 10, 1)]
ENDS = [*QUARTERS[1:], date(2022, 1, 1)]


@pytest.fixture(scope="module", params=[2021, 5, pytest.param(77, marks=pytest.mark.deep)])
def con(request, demonstration_of):
    return open_cursor(demonstration_of(request.param))


def test_the_four_areas_of_the_report_are_the_four_busiest_places(con):
    rows = run(con, "places", Filters())
    assert rows["place_id"].tolist() == [*REPORT, "railway_station", "morley"]
    assert rows["episodes"].tolist() == [53, 42, 37, 32, 23, 10]


def test_the_place_planted_in_the_fourth_quarter_emerges_and_nothing_else_is_flagged(con):
    for number, (begins, ends) in enumerate(zip(QUARTERS, ENDS, strict=True)):
        states = run(con, "places", Filters(begins, ends)).set_index("place_id")["state"]
        if number == 0:
            assert states.isna().all()  # nothing is recorded before
            continue
        flagged = states[states.isin(["emerging", "diminishing"])].to_dict()
        assert flagged == ({"railway_station": "emerging"} if number == 3 else {})


def test_shares_follow_the_words_of_the_report(con):
    found, modes, returned, together = (
        run(con, name, Filters())["value"].tolist()
        for name in ("found_settings", "travel_modes", "return_methods", "companions")
    )
    assert found[:2] == ["family_home", "semi_independent_address"]
    assert found.index("house_party") > 4  # few reports of house parties
    assert modes[:3] == ["foot", "bike", "taxi"]
    assert returned[:3] == ["own_accord", "phoned_home_for_a_lift", "phoned_police_for_a_lift"]
    assert together[:2] == ["family", "other_children_in_care"]


def test_words_that_name_no_place_are_listed_busiest_first_and_never_guessed(con):
    rows = run(con, "unmatched_places", Filters())
    assert rows["episodes"].is_monotonic_decreasing and len(rows) >= 5
    both = rows[rows["place_text"] == "Mackworth and Morley area"].iloc[0]
    assert "Mackworth" in both["suggestions"] and "Morley" in both["suggestions"]
