"""Who may see what of places and times, and what is refused with a sentence.

By hand, all missing in 2021: six children found at the Bus Station in May (one of them in the
half-term week, too) and at a postcode in June, one child at Morley, nobody at Stockbrook. The
records reach to 30 June, the end of the last episode's quarter: 181 days, of which holiday are 12
to March (1–3 January, 13–21 February) and 26 to June (2–18 April, 29 May–6 June).
"""

from datetime import date

import pandas as pd
import pytest

from analytics.disclosure import StaffOnly
from analytics.filters import Filters
from analytics.measures import run
from analytics.store import open_cursor, publish

EVERYTHING = Filters()
CHILDREN = "ABCDEF"
FOUND = [
    *(("2021-05-04", child, "Bus Station") for child in CHILDREN),
    *(("2021-06-10", child, "12 Morley Street DE1 2AB") for child in CHILDREN),
    ("2021-06-01", "A", "Bus Station"),  # in the half-term week
    ("2021-05-05", "A", "Morley"),
]
MAY, JUNE = Filters(date(2021, 5, 1), date(2021, 6, 1)), Filters(date(2021, 6, 1), date(2021, 7, 1))


def publish_found(folder, *found: tuple[str, str, str]):
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

    publish(folder, fill)
    return open_cursor(folder)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("disclosure")
    publish_found(folder, *FOUND)
    return folder


@pytest.fixture
def con(folder):
    return open_cursor(folder)


def test_members_see_places_of_enough_children_and_the_council_no_postcode_and_no_note(con):
    by_audience = {
        audience: run(con, "places", EVERYTHING, audience).set_index("place_id")
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
    assert by_audience["council"].loc["bus_station", "episodes"] == 7


def test_the_council_is_told_no_note_of_a_place_that_it_sees(tmp_path):
    con = publish_found(tmp_path, *(("2021-05-04", child, "River Gardens") for child in CHILDREN))
    notes = {
        audience: run(con, "places", EVERYTHING, audience).set_index("place_id")["note"]
        for audience in ("members", "council")
    }
    assert notes["members"]["river_gardens"].startswith("Position to within 150 m")
    assert pd.isna(notes["council"]["river_gardens"])


def refusal(con, audience: str, place_id: str) -> str:
    with pytest.raises(ValueError) as refused:
        run(con, "period_summary", Filters(place_id=place_id), audience)
    return str(refused.value)


@pytest.mark.parametrize("audience", ["members", "council"])
def test_a_place_of_few_children_is_refused_as_one_that_does_not_exist_is(con, audience):
    for place_id in ("morley", "stockbrook", "nowhere"):  # one child, nobody, no such place
        assert refusal(con, audience, place_id) == (
            f"There is no place '{place_id}' to show: see the measure places."
        )
    shown = run(con, "period_summary", Filters(place_id="bus_station"), audience)
    assert shown["episodes"].item() == 7


def test_staff_may_ask_for_every_place_there_is_and_no_other(con):
    assert run(con, "period_summary", Filters(place_id="morley"))["episodes"].item() == 1
    assert run(con, "period_summary", Filters(place_id="stockbrook"))["episodes"].item() == 0
    assert refusal(con, "staff", "nowhere") == (
        "There is no place 'nowhere' to show: see the measure places."
    )


@pytest.mark.parametrize("audience", ["members", "council"])
@pytest.mark.parametrize("option", ["first", "second"])
def test_how_circumstances_go_together_by_place_is_for_staff_only(con, audience, option):
    other = {"first": "second", "second": "first"}[option]
    options = {option: "place", other: "travel_mode"}
    with pytest.raises(StaffOnly, match=f"by {option} place comes close to single children"):
        run(con, "circumstances_together", EVERYTHING, audience, **options)
    assert len(run(con, "circumstances_together", EVERYTHING, **options))
    assert len(run(con, "circumstances_together", EVERYTHING, audience))


def test_a_ratio_is_withheld_where_the_episodes_of_either_kind_of_day_are(con):
    staff = run(con, "term_and_holidays", EVERYTHING).set_index("day_kind")
    # 1 June, of one child, against 13 in term of which one is 5 May's
    assert staff["episodes"].to_dict() == {"term": 13, "holiday": 1}
    assert staff.loc["holiday", "rate_ratio"] == pytest.approx((1 / 38) / (13 / 143))
    members = run(con, "term_and_holidays", EVERYTHING, "members").set_index("day_kind")
    assert members["episodes"].to_dict() == {"term": 13, "holiday": "c"}
    for figure in ("rate_ratio", "low", "high", "p_value"):
        assert members[figure].tolist() == ["c", "c"]


def test_a_ratio_is_withheld_too_where_only_term_has_few(tmp_path):
    con = publish_found(
        tmp_path,
        *(("2021-06-01", child, "Morley") for child in CHILDREN),
        *(("2021-05-04", child, "Morley") for child in CHILDREN[:4]),
    )
    members = run(con, "term_and_holidays", EVERYTHING, "members").set_index("day_kind")
    assert members["episodes"].to_dict() == {"term": "c", "holiday": 6}
    assert members.loc["holiday", ["rate_ratio", "low", "high"]].tolist() == ["c"] * 3
    assert members["days"].to_dict() == {"term": 143, "holiday": 38}  # of no child


def test_a_ratio_of_enough_children_on_either_kind_of_day_is_shown(tmp_path):
    con = publish_found(
        tmp_path,
        *(("2021-06-01", child, "Morley") for child in CHILDREN),
        *(("2021-05-04", child, "Morley") for child in CHILDREN[:5]),
    )
    holiday = run(con, "term_and_holidays", EVERYTHING, "members").set_index("day_kind")
    holiday = holiday.loc["holiday"]
    assert holiday["rate_ratio"] == pytest.approx((6 / 38) / (5 / 143))
    assert holiday["low"] < holiday["rate_ratio"] < holiday["high"]


def test_a_change_from_a_period_of_few_children_is_withheld(con):
    june = run(con, "places", JUNE, "members").set_index("place_id")
    assert june["episodes"].to_dict() == {"postcode_de1_2ab": 6}
    assert june.loc["postcode_de1_2ab", "previous_episodes"] == 0
    may = run(con, "places", Filters(date(2021, 5, 1), date(2021, 7, 1)), "members")
    assert may.set_index("place_id").loc["bus_station", "previous_episodes"] == 0


def test_a_count_before_of_one_to_four_children_is_withheld_with_its_ratio(tmp_path):
    con = publish_found(
        tmp_path,
        *(("2021-05-04", child, "Morley") for child in CHILDREN),
        *(("2021-04-22", "A", "Morley") for _ in range(9)),  # nine of one child
    )
    assert run(con, "places", MAY)["previous_episodes"].max() == 9
    row = run(con, "places", MAY, "members").iloc[0]
    assert (row["episodes"], row["previous_episodes"]) == (6, "c")
    for figure in ("rate_ratio", "low", "high", "q_value", "state"):
        assert row[figure] == "c"


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


def test_episodes_outside_the_days_covered_are_in_no_kind_of_day(tmp_path):
    con = publish_found(
        tmp_path,
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
