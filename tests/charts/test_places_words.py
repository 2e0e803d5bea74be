"""What is said of places, and each place's episodes against those of the period before."""

import pandas as pd
import pytest

from analytics.charts import place_changes, places
from tests.charts.colours import MISSING, NEUTRAL_SIGNAL
from tests.charts.conftest import annotations
from tests.charts.test_map import MACKWORTH, MORLEY, found_at, rows_of

QUARTER, BEFORE = "October–December 2021", "July–September 2021"


def changed(*states: str | None) -> pd.DataFrame:
    """Places A, B, C … in those states, of 10 episodes after 5, of 9 after 5, …"""
    return rows_of(
        *(
            found_at("ABCDEFGH"[at], MACKWORTH, 10 - at, state, 5 if state else None)
            for at, state in enumerate(states)
        )
    )


@pytest.mark.parametrize(
    ("states", "title"),
    [
        (["persistent", "no_clear_change"], "No place clearly changed"),
        (["emerging", "persistent"], "Clearly more at A; no other place clearly changed"),
        (["emerging", "emerging", "diminishing"],
         "Clearly more at A and B; clearly fewer at C; no other place clearly changed"),
        (["diminishing"] * 5,
         "Clearly fewer at A, B, C and 2 more; no other place clearly changed"),
        ([None, None], "Nothing to compare with: the records do not cover both periods whole"),
    ],
)  # fmt: skip
def test_the_title_names_the_places_that_clearly_changed(states, title):
    assert places.change_title(changed(*states)) == title


@pytest.mark.parametrize(
    ("states", "headline"),
    [
        (["persistent", "emerging"],
         "B: 9 episodes of 9 children in Q, clearly more than the 5 in P"),
        (["emerging"] * 2, "Clearly more episodes at A and B in Q"),
        (["persistent", "diminishing", "persistent"],
         "In Q children were found most often at A and B"),
        ([None], "In Q children were found most often at A"),
        ([], "None of the 20 missing episodes has a named place, Q"),
    ],
)  # fmt: skip
def test_the_headline_is_what_grew_or_where_most_were_found(states, headline):
    rows = changed(*states) if states else changed("persistent").head(0)
    assert places.places_headline(rows, 20, "Q", "P") == headline


def test_a_place_where_nobody_was_found_is_no_place_of_this_period():
    rows = rows_of(found_at("A", MACKWORTH, 0, "diminishing", 9))
    assert places.places_title(rows) == "No episode has a named place"
    assert places.places_headline(rows, 12, "Q", "P") == (
        "None of the 12 missing episodes has a named place, Q"
    )
    assert places.places_headline(rows, 1, "Q", "P") == (
        "The one missing episode has no named place, Q"
    )


def test_what_is_drawn_is_said_with_how_many_have_no_place():
    rows = changed("emerging", "persistent")
    assert places.places_title(rows) == "Found most often at A (10) and B (9)"
    assert places.places_subtitle(rows, 40, QUARTER) == (
        "19 of 40 missing episodes have a named place, October–December 2021; a circle's area "
        "stands for its episodes; ▲ and a dark ring: clearly more than before"
    )


@pytest.mark.parametrize(
    ("states", "more", "fewer"),
    [
        (["persistent", None], False, False),
        (["emerging", "persistent"], True, False),
        (["diminishing", "persistent"], False, True),
        (["diminishing", "emerging"], True, True),
    ],
)
def test_what_a_sign_means_is_said_only_where_the_map_has_one(states, more, fewer):
    subtitle = places.places_subtitle(changed(*states), 40, QUARTER)
    assert ("; ▲ and a dark ring: clearly more than before" in subtitle) is more
    assert ("; ▼ and a hollow circle: clearly fewer than before" in subtitle) is fewer
    assert (subtitle.count("▲"), subtitle.count("▼")) == (more, fewer)


def test_one_episode_with_a_named_place_has_one():
    one = changed("persistent").assign(episodes=1)
    assert places.places_subtitle(one, 3, QUARTER).startswith(
        "1 of 3 missing episodes has a named place, October"
    )


def test_the_title_of_the_centre_names_what_is_in_it():
    rows = changed(*["persistent"] * 6)  # of 10, 9, 8, 7, 6 and 5 episodes
    assert places.centre_title(rows.iloc[1:3], 45) == "Enlarged: B and C, 17 of these 45"
    assert places.centre_title(rows, 1_045) == "Enlarged: A, B, C, D and 2 more, 45 of these 1,045"


def test_why_a_place_is_not_on_the_map_is_said_for_either_reason():
    far, nowhere = found_at("A", MACKWORTH, 3), found_at("B", (None, None), 2)
    away, lost = "far outside the city", "no position known"
    assert places.off_the_map(rows_of(far)) == [f"A is not on the map: {away}."]
    assert places.off_the_map(rows_of(nowhere)) == [f"B is not on the map: {lost}."]
    other = found_at("C", (None, None), 1)
    assert places.off_the_map(rows_of(far, nowhere, other)) == [
        f"A is not on the map: {away}.",
        f"B and C are not on the map: {lost}.",
    ]
    assert places.off_the_map(rows_of(far).head(0)) == []


@pytest.mark.parametrize(
    ("episodes", "sentence"),
    [
        (19, ""),
        (20, "Of the 20 missing episodes 1 has no named place: found elsewhere, or not written "
         "down."),
        (1_040, "Of the 1,040 missing episodes 1,021 have no named place: found elsewhere, or not "
         "written down."),
    ],
)  # fmt: skip
def test_how_many_episodes_have_no_named_place_is_said_where_there_are_any(episodes, sentence):
    assert places.not_named(changed("emerging", "persistent"), episodes) == sentence  # 10 and 9


@pytest.mark.parametrize(
    ("ratio", "low", "high", "words"),
    [
        (8.5, 2.0, 75.9, "8.5 times (2.0 to 75.9)"),
        (0.667, 0.333, 1.25, "0.67 times (0.33 to 1.2)"),
        (4.0, 1.0, None, "4.0 times (1.0 to no limit)"),
        (None, None, None, "–"),
    ],
)
def test_a_ratio_is_given_with_its_interval(ratio, low, high, words):
    place = pd.Series({"rate_ratio": ratio, "low": low, "high": high})
    assert places.ratio_words(place) == words


def test_the_table_has_every_place_with_its_test_and_its_note():
    rows = rows_of(
        found_at("A", MACKWORTH, 17, "emerging", 2)
        | {"rate_ratio": 8.5, "low": 2.0, "high": 75.9, "q_value": 0.0004},
        found_at("B", MORLEY, 1) | {"in_city": False, "kind": "park", "note": "Which B?"},
        found_at("C", MORLEY, 0, "no_clear_change", 3) | {"in_city": None, "q_value": 0.0412},
    )
    twin = places.places_twin(rows)
    assert twin["q"].tolist() == ["<0.001", "–", "0.041"]
    assert twin["Period before"].tolist() == ["2", "–", "3"]
    assert twin["Times as often"].tolist() == ["8.5 times (2.0 to 75.9)", "–", "–"]
    assert twin["State"].tolist() == ["Emerging: more than before", "–", "No clear change"]
    assert twin["In the city"].tolist() == ["yes", "no", "–"]
    assert twin["Kind"].tolist() == ["Other", "Park or open space", "Other"]
    assert twin["Note"].tolist() == ["", "Which B?", ""]
    assert places.unsure_places(rows) == ["B: Which B?"]  # not of C: nobody was found there


def test_one_place_is_told_against_the_period_before():
    after, alone = found_at("A", MACKWORTH, 1, "persistent", 5), found_at("A", MACKWORTH, 2)
    told = [places.one_place(pd.Series(place), QUARTER, BEFORE) for place in (after, alone)]
    assert told == [
        "1 missing episode of 1 child in October–December 2021, after 5 in July–September 2021: "
        "no clear change.",
        "2 missing episodes of 2 children in October–December 2021.",
    ]


@pytest.mark.parametrize("dark", [False, True])
def test_each_place_is_a_mark_with_a_hollow_one_for_the_period_before(dark):
    rows = rows_of(
        found_at("<b>&", MACKWORTH, 17, "emerging", 2),
        found_at("B", MORLEY, 4, "persistent", 7),
        found_at("C", MORLEY, 0, "no_clear_change", 0),  # in the table only
    )
    _, before, now = place_changes.place_changes_chart(rows, dark=dark).data
    assert list(before.x) == [2, 7] and list(now.x) == [17, 4]
    assert list(now.marker.symbol) == ["diamond", "circle"]
    assert list(now.marker.color) == [NEUTRAL_SIGNAL[dark], MISSING[dark]]
    assert [list(mark) for mark in now.customdata] == [["<b>&", 17], ["b", 4]]
    drawn = place_changes.place_changes_chart(rows, dark=dark)
    assert annotations(drawn) == ["<b>17</b> after 2 ▲", "<b>4</b> after 7"]
    assert list(drawn.layout.yaxis.ticktext) == ["&lt;b&gt;&amp;", "B"]
    assert drawn.layout.xaxis.range[0] < 0 < drawn.layout.xaxis.range[1] and (
        drawn.layout.xaxis.range[1] > 17
    )


def test_where_nothing_is_compared_only_this_period_is_drawn():
    drawn = place_changes.place_changes_chart(changed(None, None))
    assert len(drawn.data) == 1 and annotations(drawn) == ["<b>10</b>", "<b>9</b>"]
    assert "hollow" not in places.change_subtitle(changed(None), QUARTER, BEFORE)


def test_more_places_than_are_drawn_are_counted_in_the_subtitle():
    rows = rows_of(*(found_at(f"P{at}", MACKWORTH, 20 - at, "persistent", 6) for at in range(17)))
    assert len(place_changes.place_changes_chart(rows).data[2].x) == 15
    assert places.change_subtitle(rows, QUARTER, BEFORE) == (
        "Missing episodes by the place the child was found at, October–December 2021; hollow "
        "circle: July–September 2021; 2 places more in the table only"
    )
