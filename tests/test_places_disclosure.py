"""Who may see what of places and times, and what is refused with a sentence.

By hand, all missing in 2021: in April to June six children found at the Bus Station in May (one of
them in the half-term week, too), at a postcode in June, and once each where nobody wrote it down;
one child at Morley, nobody at Stockbrook. The records reach to 30 June, the end of the last
episode's quarter: 181 days, of which holiday are 12 to March (1–3 January, 13–21 February) and 26
to June (2–18 April, 29 May–6 June).
"""

from datetime import date

import pandas as pd
import pytest

from analytics.disclosure import StaffOnly
from analytics.filters import Filters
from analytics.measures import run
from tests.repeat_stores import filled_by

EVERYTHING = Filters()
CHILDREN = "ABCDEF"
FOUND = [
    *(("2021-05-04", child, "Bus Station") for child in CHILDREN),
    *(("2021-06-10", child, "12 Morley Street DE1 2AB") for child in CHILDREN),
    *(("2021-05-20", child, None) for child in CHILDREN),
    ("2021-06-01", "A", "Bus Station"),  # in the half-term week
    ("2021-05-05", "A", "Morley"),
]
SECOND = Filters(date(2021, 4, 1), date(2021, 7, 1))
THIRD = Filters(date(2021, 7, 1), date(2021, 10, 1))


def store_of(*found: tuple[str, str, str | None]):
    def fill(con):
        for child in sorted({child for _, child, _ in found}):
            con.execute("insert into children (child_id) values ($1)", [child])
        for number, (day, child, words) in enumerate(found):
            con.execute(
                "insert into episodes (episode_id, child_id, category, missing_at, returned_at,"
                " place_text, travel_mode) values ($1, $2, 'missing', $3, $4, $5, 'bus')",
                [f"e{number}", child, f"{day} 18:00", f"{day} 23:00", words],
            )
        con.execute(
            "update snapshot set data_from = date '2021-01-01', data_date = timestamp '2022-01-01'"
        )

    return filled_by(fill)


@pytest.fixture(scope="module")
def con():
    return store_of(*FOUND)


def test_members_see_places_of_enough_children_and_the_council_no_postcode_and_no_note(con):
    by_audience = {
        audience: run(con, "places", SECOND, audience).set_index("place_id")
        for audience in ("staff", "members", "council")
    }
    # of the staff's six named places and the postcode
    assert len(by_audience["staff"]) == 7
    assert list(by_audience["members"].index) == ["bus_station", "postcode_de1_2ab"]
    assert list(by_audience["council"].index) == ["bus_station"]
    assert by_audience["members"].loc["postcode_de1_2ab", "note"] == "Centre of the postcode."
    assert by_audience["members"]["latitude"].notna().all()
    council = by_audience["council"][["latitude", "longitude", "note"]]
    assert council.isna().all(axis=None)
    assert by_audience["members"].loc["bus_station", "episodes"] == 7
    assert by_audience["council"].loc["bus_station", "episodes"] == 10  # to the nearest ten


def test_a_place_is_left_out_too_where_it_would_give_the_small_one_away():
    # were every other place shown and all episodes named, the rest would be the one at Morley
    con = store_of(*(row for row in FOUND if row[2] is not None))
    assert len(run(con, "places", SECOND, "members")) == 1


def test_the_council_is_told_no_note_of_a_place_that_it_sees():
    con = store_of(*(("2021-05-04", child, "River Gardens") for child in CHILDREN))
    notes = {
        audience: run(con, "places", SECOND, audience).set_index("place_id")["note"]
        for audience in ("members", "council")
    }
    assert notes["members"]["river_gardens"].startswith("Position to within 150 m")
    assert pd.isna(notes["council"]["river_gardens"])


@pytest.mark.parametrize("audience", ["members", "council"])
@pytest.mark.parametrize("measure", ["period_summary", "found_settings", "coverage", "feedback"])
def test_no_place_can_be_chosen_and_nothing_tells_whether_there_is_such_a_place(
    con, audience, measure
):
    """That a postcode is a place says that a child was found there."""
    said = set()
    for place_id in ("bus_station", "postcode_de1_2ab", "morley", "stockbrook", "nowhere"):
        with pytest.raises(StaffOnly, match="no single place") as refused:
            run(
                con,
                measure,
                Filters(SECOND.period_from, SECOND.period_to, place_id=place_id),
                audience,
            )
        said.add(str(refused.value))
    assert len(said) == 1


def test_staff_may_ask_for_every_place_there_is_and_no_other(con):
    assert run(con, "period_summary", Filters(place_id="morley"))["episodes"].item() == 1
    assert run(con, "period_summary", Filters(place_id="stockbrook"))["episodes"].item() == 0
    with pytest.raises(ValueError, match="There is no place 'nowhere': see the measure places."):
        run(con, "period_summary", Filters(place_id="nowhere"))


@pytest.mark.parametrize("audience", ["members", "council"])
@pytest.mark.parametrize("measure", ["circumstances_together", "term_and_holidays", "hour_of_week"])
def test_what_goes_together_and_when_is_for_staff_only(con, audience, measure):
    with pytest.raises(StaffOnly, match="for staff only"):
        run(con, measure, SECOND, audience)
    assert len(run(con, measure, SECOND))


def test_staff_see_the_ratio_of_either_kind_of_day_whatever_is_small(con):
    staff = run(con, "term_and_holidays", EVERYTHING).set_index("day_kind")
    # 1 June, of one child, against 19 in term
    assert staff["episodes"].to_dict() == {"term": 19, "holiday": 1}
    assert staff["days"].to_dict() == {"term": 143, "holiday": 38}
    assert staff.loc["holiday", "rate_ratio"] == pytest.approx((1 / 38) / (19 / 143))


# The quarter before


@pytest.fixture(scope="module")
def two_quarters():
    """The Bus Station, Morley and Mackworth in two quarters, with six children or with one."""
    return store_of(
        *((day, child, None) for day in ("2021-05-20", "2021-08-20") for child in CHILDREN),
        *((day, child, "Morley") for day in ("2021-05-04", "2021-08-04") for child in CHILDREN),
        *(("2021-04-22", "A", "Bus Station") for _ in range(9)),  # nine of one child
        *(("2021-08-05", child, "Bus Station") for child in CHILDREN),
        *(("2021-05-06", child, "Mackworth") for child in CHILDREN),
        ("2021-08-06", "A", "Mackworth"),
    )


CHANGES = ["rate_ratio", "low", "high"]


def test_a_count_before_of_one_to_four_children_is_withheld_with_its_ratio(two_quarters):
    staff = run(two_quarters, "places", THIRD).set_index("place_id")
    assert staff.loc["bus_station", ["episodes", "previous_episodes"]].tolist() == [6, 9]
    row = run(two_quarters, "places", THIRD, "members").set_index("place_id").loc["bus_station"]
    assert (row["episodes"], row["children"]) == (6, "c")  # how many children is for staff
    assert (row["previous_episodes"], row["previous_children"]) == ("c", "c")
    assert row[CHANGES].tolist() == ["c"] * 3


def test_a_change_between_two_counts_of_enough_children_is_shown(two_quarters):
    row = run(two_quarters, "places", THIRD, "members").set_index("place_id").loc["morley"]
    assert (row["episodes"], row["previous_episodes"], row["previous_children"]) == (6, 6, "c")
    assert row["rate_ratio"] == pytest.approx(91 / 92)  # as many, in 92 days after 91
    assert row["low"] < row["rate_ratio"] < row["high"]


def test_a_place_of_one_child_is_left_out_whoever_was_there_before(two_quarters):
    assert (
        run(two_quarters, "places", THIRD).set_index("place_id").loc["mackworth", "episodes"] == 1
    )
    for audience in ("members", "council"):
        assert "mackworth" not in set(run(two_quarters, "places", THIRD, audience)["place_id"])


def test_how_clear_a_change_is_hangs_on_who_was_there_and_is_for_staff_only(two_quarters):
    """It is worked out from each child's own counts, and from places that are withheld."""
    staff = run(two_quarters, "places", THIRD).set_index("place_id").loc["morley"]
    assert (staff["q_value"], staff["state"]) == (1, "persistent")
    for audience in ("members", "council"):
        rows = run(two_quarters, "places", THIRD, audience)
        assert set(rows["q_value"]) == set(rows["state"]) == {"c"}


def test_a_quarter_without_one_before_it_is_not_compared(con):
    first = Filters(date(2021, 1, 1), date(2021, 4, 1))
    assert run(con, "places", first, "members").empty
    row = run(con, "places", SECOND, "members").set_index("place_id").loc["bus_station"]
    assert row["previous_episodes"] == 0


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"weekday": 0}, "weekday is 1 for Monday to 7 for Sunday"),
        ({"weekday": 8}, "weekday is 1 for Monday to 7 for Sunday"),
        ({"hour": -1}, "hour is 0 to 23"),
        ({"hour": 24}, "hour is 0 to 23"),
    ],
)
def test_an_hour_or_weekday_that_does_not_exist_is_refused(con, options, sentence):
    with pytest.raises(ValueError, match=sentence):
        run(con, "episodes_behind", EVERYTHING, **options)
    # both ends of either range are taken
    for inside in ({"weekday": 1}, {"weekday": 7}, {"hour": 0}, {"hour": 23}):
        run(con, "episodes_behind", EVERYTHING, **inside)


def test_episodes_outside_the_days_covered_are_in_no_kind_of_day():
    con = store_of(
        ("1921-06-01", "A", "Morley"),  # a century too early, by a slip
        ("2020-12-30", "A", "Morley"),  # before the first day that the records cover
        ("2021-05-04", "A", "Morley"),
        ("2021-06-01", "B", "Morley"),
        ("2023-05-30", "B", "Morley"),  # after the data date: kept with a warning
    )
    rows = run(con, "term_and_holidays", EVERYTHING).set_index("day_kind")
    assert rows["episodes"].to_dict() == {"term": 1, "holiday": 1}
    assert rows["children"].to_dict() == {"term": 1, "holiday": 1}
    assert rows["days"].to_dict() == {"term": 143, "holiday": 38}
