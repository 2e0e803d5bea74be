"""Places, times and circumstances, worked out by hand on the sixteen episodes with these added:

e01 e02 A, e04 B, e05 C, e06 A at the Bus Station, each written otherwise; e03 B, e07 C at River
Gardens; e13 B at Mackworth; e08 C in words that name no place.
"""

from datetime import date

import pandas as pd
import pytest

from analytics.disclosure import StaffOnly
from analytics.filters import Filters
from analytics.measures import MEASURES, run
from tests.conftest import fill_with_hand_written_episodes
from tests.repeat_stores import filled_by

FOUND = """
    ('e01', 'Bus Station', 'public_place', 'foot', null),
    ('e02', 'bus stn', 'public_place', 'taxi', null),
    ('e03', 'River Gdns', 'public_place', 'foot', ['friends']),
    ('e04', 'Derby bus station', 'public_place', 'taxi', ['friends', 'family']),
    ('e05', 'Bus Station (Morledge)', 'public_place', 'taxi', ['other_children_in_care']),
    ('e06', 'BUS  STATION', 'public_place', 'bus', ['other_children_in_care']),
    ('e07', 'River Gardens', 'transport', 'not_recorded', []),
    ('e08', 'somewhere by the water', 'other', 'foot', ['alone']),
    ('e13', 'Mackworth', 'family_home', 'foot', ['family'])
"""
SECOND = Filters(date(2021, 4, 1), date(2021, 7, 1))


@pytest.fixture(scope="module")
def con():
    def fill(con):
        fill_with_hand_written_episodes(con)
        con.execute(
            "update episodes set place_text = found.place_text,"  # noqa: S608
            " found_setting = found.found_setting, travel_mode = found.travel_mode,"
            " companions = found.companions"
            f" from (values {FOUND})"
            " as found(episode_id, place_text, found_setting, travel_mode, companions)"
            " where episodes.episode_id = found.episode_id"
        )

    return filled_by(fill)


def by_place(rows: pd.DataFrame, *columns: str) -> dict:
    return {row["place_id"]: tuple(row[list(columns)]) for _, row in rows.iterrows()}


def test_each_place_counts_the_episodes_found_there_however_it_was_written(con, everything):
    rows = run(con, "places", everything)
    counts = by_place(rows, "episodes", "children")
    assert counts["bus_station"] == (5, 3)
    assert counts["river_gardens"] == (2, 2)
    assert counts["mackworth"] == (1, 1)
    assert counts["stockbrook"] == counts["morley"] == (0, 0)
    assert rows["place_id"].tolist()[:3] == ["bus_station", "river_gardens", "mackworth"]


def test_a_quarter_is_held_against_the_one_before(con):
    rows = run(con, "places", SECOND).set_index("place_id")
    bus = rows.loc["bus_station"]
    # e04 e05 e06 in the 91 days to June, e01 e02 of one child in the 90 days before
    assert (bus["episodes"], bus["children"], bus["previous_episodes"]) == (3, 3, 2)
    assert bus["previous_children"] == 1
    assert bus["rate_ratio"] == pytest.approx((3 / 91) / (2 / 90))
    assert bus["low"] < 1 < bus["high"]
    assert bus["state"] == "no_clear_change"
    assert pd.isna(rows.loc["mackworth", "rate_ratio"])


def test_a_place_is_counted_and_not_compared_where_nothing_comes_before(con, everything):
    first = Filters(date(2021, 1, 1), date(2021, 4, 1))  # the records begin on 1 January
    for filters in (everything, first):
        rows = run(con, "places", filters)
        assert rows[["previous_episodes", "rate_ratio", "q_value", "state"]].isna().all(axis=None)
    assert by_place(run(con, "places", first), "episodes")["bus_station"] == (2,)


def test_months_are_held_against_as_many_months_and_days_against_as_many_days(con):
    april = run(con, "places", Filters(date(2021, 4, 1), date(2021, 5, 1)))
    assert by_place(april, "episodes", "previous_episodes") == {
        "bus_station": (1, 0),
        "river_gardens": (0, 1),  # 31 March 23:59
        "mackworth": (0, 0), "stockbrook": (0, 0), "morley": (0, 0), "railway_station": (0, 0),
    }  # fmt: skip
    week = run(con, "places", Filters(date(2021, 5, 5), date(2021, 5, 12)))
    assert by_place(week, "episodes", "previous_episodes")["river_gardens"] == (1, 0)


def test_a_place_as_filter_narrows_every_measure_to_the_episodes_found_there(con):
    bus = Filters(place_id="bus_station")
    assert run(con, "period_summary", bus)["episodes"].item() == 5
    assert list(run(con, "quarterly_summary", bus)["episodes"]) == [2, 3, 0, 0]
    modes = run(con, "travel_modes", bus).set_index("value")["episodes"]
    assert (modes["taxi"], modes["foot"], modes["bus"], modes["not_recorded"]) == (3, 1, 1, 0)
    assert run(con, "period_summary", Filters(place_id="morley"))["episodes"].item() == 0
    with pytest.raises(ValueError, match="no place 'nowhere': see"):
        run(con, "period_summary", Filters(place_id="nowhere"))


def test_members_are_shown_no_place_of_fewer_children_than_the_threshold(con):
    assert len(run(con, "places", SECOND)) and run(con, "places", SECOND, "members").empty
    assert list(run(con, "places", SECOND, "members").columns) == list(
        run(con, "places", SECOND).columns
    )


def test_every_hour_of_the_week_is_a_row_and_days_without_times_are_in_none(con, everything):
    rows = run(con, "hour_of_week", everything)
    assert len(rows) == 168
    assert rows["weekday"].tolist()[:25] == [1] * 24 + [2] and rows["hour"].iloc[-1] == 23
    assert rows["episodes"].sum() == 14  # fifteen less e12, which has no times
    hours = rows.set_index(["weekday", "hour"])["episodes"]
    assert hours[5, 0] == 1  # e01: Friday 1 January 00:00
    assert hours[3, 23] == 1  # e03: Wednesday 31 March 23:59
    assert hours[3, 18] == 2 and hours[1, 18] == 1 and hours[2, 18] == 2  # e05 e06, e07, e08 e14


def test_hours_of_return_leave_out_who_is_not_back(con, everything):
    rows = run(con, "hour_of_week", everything, of="return").set_index(["weekday", "hour"])
    assert rows["episodes"].sum() == 13  # nor e15, still missing
    assert tuple(rows.loc[(3, 23), ["episodes", "children"]]) == (2, 2)  # e05 and e06, 5 May 23:00
    assert rows.loc[(7, 0), "episodes"] == 1  # e13: Sunday 31 October 00:30


def test_hours_of_groups_are_shares_of_the_group(con, everything):
    rows = run(con, "hours_by_group", everything, dimension="day_kind")
    assert list(rows["group"].unique()) == ["term", "holiday"]
    shares = rows.set_index(["group", "hour"])["share"]
    assert shares["term", 18] == pytest.approx(4 / 7)  # e05 e06 e07 e08 of all but e12
    assert rows.groupby("group")["share"].sum().tolist() == pytest.approx([1, 1])


def test_term_and_holidays_are_counted_by_the_day_the_child_went(con, everything):
    rows = run(con, "term_and_holidays", everything).set_index("day_kind")
    # 2021: 3 days of Christmas, 9 + 17 + 9 + 41 + 9 days of the year's holidays, 9 of Christmas
    assert tuple(rows.loc["holiday", ["days", "episodes", "children"]]) == (97, 7, 5)
    assert tuple(rows.loc["term", ["days", "episodes", "children"]]) == (268, 8, 4)
    assert rows.loc["holiday", "rate_ratio"] == pytest.approx((7 / 97) / (8 / 268))
    assert pd.isna(rows.loc["term", "rate_ratio"])
    easter = Filters(date(2021, 4, 1), date(2021, 4, 19))
    assert run(con, "term_and_holidays", easter).set_index("day_kind")["days"].to_dict() == {
        "term": 1,  # e04 went on the day before the holiday began
        "holiday": 17,
    }


def test_days_as_a_filter_keep_the_episodes_that_began_on_them(con):
    assert run(con, "period_summary", Filters(day_kind="holiday"))["episodes"].item() == 7
    assert run(con, "period_summary", Filters(day_kind="term"))["episodes"].item() == 8


@pytest.mark.parametrize("name", ["found_settings", "travel_modes", "return_methods", "companions"])
def test_what_is_not_recorded_stands_last_and_every_value_has_a_row(con, everything, name):
    rows = run(con, name, everything)
    assert rows["value"].iloc[-1] == "not_recorded" and rows["value"].is_unique
    assert rows["episodes"].iloc[:-1].is_monotonic_decreasing
    assert rows["share"].tolist() == pytest.approx((rows["episodes"] / 15).tolist())
    if name != "companions":
        assert rows["episodes"].sum() == 15  # every episode has exactly one
    assert run(con, name, Filters(place_id="morley"))["share"].isna().all()


def test_an_episode_with_two_companions_counts_for_both_and_one_with_none_as_not_recorded(con):
    rows = run(con, "companions", Filters()).set_index("value")["episodes"]
    assert rows["friends"] == 2 and rows["family"] == 2
    assert rows["other_children_in_care"] == 2 and rows["alone"] == 1
    assert rows["not_recorded"] == 9  # e07 has an empty list, eight have none


def test_circumstances_go_together_as_shares_of_the_first(con, everything):
    rows = run(con, "circumstances_together", everything, first="travel_mode", second="place")
    pairs = rows.set_index(["first_value", "second_value"])
    assert tuple(pairs.loc[("taxi", "bus_station"), ["episodes", "children", "share"]]) == (3, 3, 1)
    assert pairs.loc[("foot", "no_named_place"), "episodes"] == 1  # e08
    assert rows["first_value"].iloc[0] == "foot" and rows["first_value"].iloc[-1] == "not_recorded"
    totals = run(con, "travel_modes", everything).set_index("value")["episodes"]
    assert rows.groupby("first_value")["episodes"].sum().to_dict() == {
        value: count for value, count in totals.items() if count
    }
    with pytest.raises(ValueError, match="choose two that differ"):
        run(con, "circumstances_together", everything, first="place", second="place")


@pytest.mark.parametrize(
    ("options", "episodes"),
    [
        ({"weekday": 3, "hour": 23, "of": "return"}, ["e06", "e05"]),
        ({"weekday": 2, "hour": 18}, ["e14", "e08"]),
        ({"circumstance": "companions", "value": "not_recorded"}, 9),
        ({"circumstance": "place", "value": "bus_station"}, 5),
        ({"dimension": "day_kind", "group": "holiday", "hour": 15}, ["e11", "e10"]),
        (
            {
                "circumstance": "travel_mode", "value": "taxi",
                "second_circumstance": "companions", "second_value": "family",
            },
            ["e04"],
        ),
    ],
)  # fmt: skip
def test_episodes_behind_a_mark_of_places_and_times_are_those_it_counts(con, options, episodes):
    found = run(con, "episodes_behind", Filters(), **options)["episode_id"].tolist()
    assert (len(found) if isinstance(episodes, int) else found) == episodes


def test_a_value_without_its_circumstance_is_refused(con, everything):
    with pytest.raises(ValueError, match="given together"):
        run(con, "episodes_behind", everything, value="taxi")


def test_the_named_places_of_the_report_are_measures_anyone_can_ask_for():
    pinned = {"places", "hour_of_week", "found_settings", "travel_modes", "return_methods"}
    assert pinned | {"companions", "unmatched_places"} <= set(MEASURES)


def test_words_of_people_are_for_staff_only(con, everything):
    assert run(con, "unmatched_places", everything)["place_text"].tolist() == [
        "somewhere by the water"
    ]
    with pytest.raises(StaffOnly):
        run(con, "unmatched_places", everything, "members")
