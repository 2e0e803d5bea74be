"""Words for places on their way in: kept as written, told of row by row, never lost."""

from datetime import datetime

import pytest

from analytics.store import add_place, assign_place
from tests.ingest.conftest import Loaded

HEAD = "episode_id,child_id,category,missing_at,returned_at"
DAY = "{reference}{n},{child},missing,{n:02d}/02/2021 10:00,{n:02d}/02/2021 11:00"


def episodes(*places, column="place_id", child="1", reference="E"):
    rows = [
        f'{DAY.format(n=n, child=child, reference=reference)},"{text}"'
        for n, text in enumerate(places, start=1)
    ]
    return "\n".join([f"{HEAD},{column}", *rows]) + "\n"


def told(file):
    """Row number, rule and message of each warning about a place."""
    of_places = ("unknown-place", "similar-place", "place-by-postcode")
    return [tuple(row.values()) for row in file.warning_rows if row["rule"] in of_places]


# Files that are given twice: the reference's letter is the column's.
SAME = {
    column: episodes(
        *("bus_station", "Bus Statoin", "by the canal", "DE1 2AB", ""),
        column=column,
        child=column,
        reference=column,
    )
    for column in ("place_id", "place_text")
}


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """Children whose episodes are told of, each in a file; copied by who loads more."""
    store = Loaded(tmp_path_factory.mktemp("once"))
    store.load(
        told_csv=episodes(
            "bus stn", "Bus Statoin", "Mackworth and Morley area", "by the canal", "Flat, DE1 2AB"
        ),
        id_csv=SAME["place_id"],
        text_csv=SAME["place_text"],
        canal_csv=episodes("near the canal", child="2", reference="C"),
        mill_csv=episodes("old mill", child="3", reference="M"),
        out_csv=episodes("bus stn", "bus stn", child="4", reference="O"),
        left_csv=episodes("bus stn", child="5", reference="L"),
    )
    return store


@pytest.fixture(scope="module")
def twice(once, tmp_path_factory):
    """The same with further files."""
    store = once.copy(tmp_path_factory.mktemp("twice"))
    day = DAY.format(n=1, child="5", reference="L").replace("11:00", "12:00")
    store.load(
        id_csv=SAME["place_id"],
        text_csv=SAME["place_text"],
        out_csv=episodes("", "Morley", child="4", reference="O"),
        left_csv=f"{HEAD}\n{day}\n",
    )
    return store


def test_a_row_says_how_its_words_will_be_taken_where_they_are_no_name(once):
    assert told(once.file("told.csv")) == [
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


@pytest.mark.parametrize("file", ["id.csv", "text.csv"])
def test_the_same_file_again_is_unchanged_whatever_its_words_were_taken_for(once, twice, file):
    assert once.file(file).accepted == 5
    again = twice.file(file)
    assert (again.unchanged, again.updated, len(told(again))) == (5, 0, 3)


def test_a_wording_settled_holds_for_the_next_import_and_is_no_longer_told_of(once, tmp_path):
    store = once.copy(tmp_path)
    assign_place(store.folder, "near the canal", "river_gardens")
    store.load(e_csv=episodes("near the canal", "Near the  CANAL", child="2", reference="C"))
    file = store.file("e.csv")
    assert (file.unchanged, file.accepted, told(file)) == (1, 1, [])
    taken = "select place_id, place_matched_by from episode_facts where child_id = '2'"
    assert store.held(taken) == [("river_gardens", "assigned")] * 2


def test_what_is_settled_before_or_after_an_import_comes_to_the_same(once, tmp_path):
    store = once.copy(tmp_path)
    add_place(store.folder, "Old mill", kind="other")
    store.load(f_csv=episodes("Old mill", "mill", child="3", reference="N"))
    found = "select episode_id, place_id from episodes where child_id = '3' order by 1"
    assert store.held(found) == [("M1", "old_mill"), ("N1", "old_mill"), ("N2", None)]


def test_words_taken_out_take_their_place_with_them(once, twice):
    found = "select place_id, place_text from episodes where child_id = '4' order by episode_id"
    assert once.held(found) == [("bus_station", "bus stn")] * 2
    assert twice.held(found) == [(None, None), ("morley", "Morley")]


def test_a_file_without_a_column_for_places_leaves_them(twice):
    assert twice.held(
        "select place_id, place_text, returned_at from episodes where child_id = '5'"
    ) == [("bus_station", "bus stn", datetime(2021, 2, 1, 12))]


def test_a_dry_run_tells_the_same_and_publishes_nothing(once, tmp_path):
    store = once.copy(tmp_path)
    matches = "select place_text from place_matches order by 1"
    before = store.held(matches)
    text = episodes("Bus Statoin", "Mackwoth", child="6", reference="D")
    store.load(d_csv=text, options={"dry_run": True})
    assert [rule for _, rule, _ in told(store.file("d.csv"))] == ["similar-place"] * 2
    assert store.held(matches) == before
