"""How wordings were taken, as measures: counted by the reader's filters, for staff only."""

import pandas as pd
import pytest

from analytics.disclosure import StaffOnly
from analytics.filters import Filters
from analytics.measures import run
from analytics.store import assign_place, open_cursor, publish
from tests.conftest import fill_with_hand_written_episodes

WORDS = {
    "e01": "skate park",  # A, 1 January
    "e03": "skate park",  # B, 31 March
    "e13": "skate park",  # B, 30 October
    "e16": "skate park",  # away, not missing
    "e04": "Mackworth and Morley area",  # B, 1 April
    "e05": "bus stn",  # C
    "e07": "bus stn",  # C
    "e06": "Bus Statoin",  # A
    "e10": "a field",  # E, set aside below
    "e11": "DE1 2AB",  # E
}


@pytest.fixture(scope="module")
def con(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gazetteer")

    def fill(con):
        fill_with_hand_written_episodes(con)
        con.executemany(
            "update episodes set place_text = $2 where episode_id = $1",
            [[episode, text] for episode, text in WORDS.items()],
        )

    publish(folder, fill)
    assign_place(folder, "a field", None)
    return open_cursor(folder)


def test_wordings_that_are_no_place_are_listed_with_the_nearest_busiest_first(con):
    rows = run(con, "unmatched_places", Filters())
    assert list(rows["place_text"]) == ["skate park", "Mackworth and Morley area"]
    assert list(rows["episodes"]) == [3, 1]
    assert list(rows["children"]) == [2, 1]
    assert rows["last_found"].iloc[0] == pd.Timestamp("2021-10-30 12:30")
    assert pd.isna(rows["suggestions"].iloc[0])
    assert rows["suggestions"].iloc[1] == "Mackworth (72), Morley (39)"


def test_every_other_wording_says_what_it_was_taken_for(con):
    rows = run(con, "place_matches", Filters())
    likeness = rows.pop("likeness")
    assert rows.values.tolist() == [
        ["bus stn", "bus_station", "Bus Station", "name", 2, 1],
        ["Bus Statoin", "bus_station", "Bus Station", "similar", 1, 1],
        ["DE1 2AB", "postcode_de1_2ab", "DE1 2AB", "postcode", 1, 1],
        ["a field", rows["place_id"].iloc[3], rows["name"].iloc[3], "set_aside", 1, 1],
    ]
    assert rows[["place_id", "name"]].iloc[3].isna().all()
    assert likeness.tolist()[1] == 91 and likeness.isna().sum() == 3


def test_filters_change_how_often_a_wording_is_counted(con):
    fosters = run(con, "unmatched_places", Filters(placement_types=("foster",)))
    assert list(fosters["episodes"]) == [2, 1]  # e03 and e13; e04
    both = run(con, "unmatched_places", Filters(category="all"))
    assert both["episodes"].iloc[0] == 4


@pytest.mark.parametrize("name", ["unmatched_places", "place_matches"])
def test_nothing_selected_gives_the_same_columns_and_words_are_for_staff_only(con, name):
    some = run(con, name, Filters())
    none = run(con, name, Filters(placement_types=("other",)))  # e12, without words
    assert none.empty and list(none.columns) == list(some.columns)
    texts = some.columns[some.dtypes == "str"]
    assert all(pd.api.types.is_string_dtype(none[column]) for column in texts)
    for audience in ("members", "council"):
        with pytest.raises(StaffOnly):
            run(con, name, Filters(), audience)
