"""Words for places on their way in: kept as written, told of row by row, never lost."""

from datetime import datetime

import pytest

from analytics.ingest import forget
from analytics.store import add_place, assign_place, open_cursor

HEAD = "episode_id,child_id,category,missing_at,returned_at"
DAY = "E{n},{child},missing,{n:02d}/02/2021 10:00,{n:02d}/02/2021 11:00"


def episodes(*places, column="place_id", child="1"):
    rows = [f'{DAY.format(n=n, child=child)},"{text}"' for n, text in enumerate(places, start=1)]
    return "\n".join([f"{HEAD},{column}", *rows]) + "\n"


def told(file):
    """Row number, rule and message of each warning about a place."""
    of_places = ("unknown-place", "similar-place", "place-by-postcode")
    return [tuple(row.values()) for row in file.warning_rows if row["rule"] in of_places]


def test_a_row_says_how_its_words_will_be_taken_where_they_are_no_name(load):
    file = load(
        e_csv=episodes(
            "bus stn", "Bus Statoin", "Mackworth and Morley area", "by the canal", "Flat, DE1 2AB"
        )
    ).files[0]
    assert told(file) == [
        (3, "similar-place", "'Bus Statoin' was taken for Bus Station (likeness 91 of 100)."),
        (
            4,
            "unknown-place",
            "The place 'Mackworth and Morley area' is not in the gazetteer; the nearest by "
            "likeness of 100: 'Mackworth' (72) and 'Morley' (39). Its words are kept: settle on "
            "the Data page which place they mean.",
        ),
        (
            5,
            "unknown-place",
            "The place 'by the canal' is not in the gazetteer. Its words are kept: settle on the "
            "Data page which place they mean.",
        ),
        (6, "place-by-postcode", "'Flat, DE1 2AB' was taken for the postcode DE1 2AB."),
    ]


@pytest.mark.parametrize("column", ["place_id", "place_text"])
def test_the_same_file_again_is_unchanged_whatever_its_words_were_taken_for(load, column):
    text = episodes("bus_station", "Bus Statoin", "by the canal", "DE1 2AB", "", column=column)
    assert load(e_csv=text).files[0].accepted == 5
    again = load(e_csv=text).files[0]
    assert (again.unchanged, again.updated, len(told(again))) == (5, 0, 3)


def test_a_wording_settled_holds_for_the_next_import_and_is_no_longer_told_of(load, folder, held):
    load(e_csv=episodes("by the canal"))
    assign_place(folder, "by the canal", "river_gardens")
    file = load(e_csv=episodes("by the canal", "By the  CANAL")).files[0]
    assert (file.unchanged, file.accepted, told(file)) == (1, 1, [])
    assert (
        held("select place_id, place_matched_by from episode_facts")
        == [("river_gardens", "assigned")] * 2
    )


def test_what_is_settled_before_or_after_an_import_comes_to_the_same(load, folder, held):
    load(e_csv=episodes("old mill"))
    add_place(folder, "Old mill", kind="other")
    load(f_csv=episodes("Old mill", "mill").replace("E2", "F2"))
    assert held("select episode_id, place_id from episodes order by 1") == [
        ("E1", "old_mill"),
        ("F2", None),
    ]


def test_words_taken_out_take_their_place_with_them(load, held):
    load(e_csv=episodes("bus stn", "bus stn"))
    load(e_csv=episodes("", "Morley"))
    assert held("select place_id, place_text from episodes order by episode_id") == [
        (None, None),
        ("morley", "Morley"),
    ]


def test_a_file_without_a_column_for_places_leaves_them(load, held):
    load(e_csv=episodes("bus stn"))
    load(e_csv=f"{HEAD}\n{DAY.format(n=1, child='1').replace('11:00', '12:00')}\n")
    assert held("select place_id, place_text, returned_at from episodes") == [
        ("bus_station", "bus stn", datetime(2021, 2, 1, 12))
    ]


def test_forgetting_a_child_removes_what_was_settled_and_said_of_words_only_it_has(
    load, folder, held
):
    load(e_csv=episodes("by the canal", "near the old mill"))
    load(f_csv=episodes("By the canal", child="2").replace("E1", "F1"))
    assign_place(folder, "by the canal", None)
    assign_place(folder, "near the old mill", "morley")
    forget(folder, "1")
    assert held("select words from place_aliases") == [("by the canal",)]
    (path,) = folder.glob("*.duckdb")
    assert b"old mill" not in path.read_bytes()
    assert held("select place_text from place_matches") == [("By the canal",)]


def test_a_dry_run_tells_the_same_and_publishes_nothing(load, folder):
    text = episodes("Bus Statoin")
    load(e_csv=text)
    tried = load(e_csv=episodes("Bus Statoin", "Mackwoth"), options={"dry_run": True}).files[0]
    assert [rule for _, rule, _ in told(tried)] == ["similar-place"] * 2
    assert open_cursor(folder).execute("select count(*) from place_matches").fetchone() == (1,)
