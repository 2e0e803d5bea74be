"""Which place words mean: by name, by likeness, by postcode, and what is never taken for one.

Likenesses by hand, as twice the letters in common (in order) over the letters of both:
"bus statoin" and "bus station": ten of eleven in common, 20/22 = 91. "mackwoth": 16/17 = 94.
"rver gardens": 24/25 = 96. "morley road" and "morley": 12/17 = 71.
"""

import csv
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.definitions import PLACE_LIKENESS, REFERENCE
from analytics.geography.matching import UNMATCHED, Match, matcher_of, place_words
from analytics.geography.postcode_places import places_of_postcodes
from analytics.geography.words import city_of

with (REFERENCE / "places.csv").open(encoding="utf-8", newline="") as file:
    GAZETTEER = [
        (row["place_id"], row["name"], [name for name in row["aliases"].split(";") if name])
        for row in csv.DictReader(file)
    ]


def taken_for(text, places=GAZETTEER, assigned=None):
    return matcher_of(places, assigned or {}, city="derby").match([text])[text]


def suggested(text, places=GAZETTEER):
    known = matcher_of(places, {}, city="derby")
    return [(place.name, place.likeness) for place in known.suggestions(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  BUS  Stn. ", "bus station"),
        ("Bus Station (Morledge)", "bus station morledge"),
        ("River Gdns", "river gardens"),
        ("Stockbrook St", "stockbrook street"),
        ("St Peter's St.", "st peters street"),
        ("Café & Park", "cafe and park"),
        ("?", "?"),
        (" ", ""),
    ],
)
def test_words_are_compared_whatever_case_spacing_and_short_forms_they_have(text, words):
    assert place_words(text) == words


@pytest.mark.parametrize("text", ["?!", "bus STN", "St Marys St", "Home 3", "postcode_de1_2ab"])
def test_words_that_are_compared_stay_as_they_are_when_compared_again(text):
    assert place_words(place_words(text)) == place_words(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("bus stn", "bus_station"),
        ("Derby bus station", "bus_station"),
        ("Bus Station, Derby", "bus_station"),
        ("Bus Station (Morledge)", "bus_station"),
        ("BUS  STATION", "bus_station"),
        ("at the bus station", "bus_station"),
        ("bus_station", "bus_station"),
        ("Bus Station DE1 2AB", "bus_station"),
        ("River Gdns", "river_gardens"),  # not the Bus Station 200 metres away
        ("Mackworth, Derby", "mackworth"),
        ("Stockbrook St, Derby", "stockbrook"),
        ("Train Station", "railway_station"),
        ("Derby train station", "railway_station"),
        ("train stn", "railway_station"),
    ],
)
def test_a_name_is_known_in_any_writing(text, place):
    assert taken_for(text) == Match(place, "name")


@pytest.mark.parametrize(
    ("text", "place", "likeness"),
    [
        ("Bus Statoin", "bus_station", 91),
        ("Mackwoth", "mackworth", 94),
        ("Rver Gardens", "river_gardens", 96),
        ("Busstation", "bus_station", 95),
    ],
)
def test_a_misspelling_is_taken_by_likeness_which_is_kept(text, place, likeness):
    assert taken_for(text) == Match(place, "similar", likeness)


@pytest.mark.parametrize(
    "text",
    [
        "Mackworth and Morley area",
        "Morley Road",
        "12 Morley Street",
        "Morley Road flats",
        "coach station",
        "Derby",
        "station",
        "Morly",  # 91 of 100, but so short that another letter is another name
        "skate park",
        "?",
        "",
        "12 Morley Street DE99 9ZZ",  # a postcode that ONS does not know
    ],
)
def test_words_that_name_no_place_or_another_are_taken_for_none(text):
    assert taken_for(text) == UNMATCHED


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Home 3", "Home 2"),
        ("Foster household 13", "Foster household 12"),
        ("Foster household B", "Foster household A"),
        ("Normanton North Park", "Normanton South Park"),
        ("Littleover Community Pool", "Littleover Community School"),
        ("1 Long Meadow House", "Long Meadow House"),
    ],
)
def test_another_number_letter_or_word_is_another_place_however_alike(text, name):
    assert taken_for(text, [("other", name, None)]) == UNMATCHED
    assert taken_for(name, [("other", name, None)]) == Match("other", "name")


def test_likeness_counts_from_the_threshold_on():
    # nine letters in common: of ten and ten 90, of ten and eleven 86
    assert PLACE_LIKENESS == 90
    assert taken_for("abcdefghiz", [("p", "abcdefghij", None)]) == Match("p", "similar", 90)
    assert taken_for("abcdefghizz", [("p", "abcdefghij", None)]) == UNMATCHED


def test_where_two_places_are_about_as_near_none_is_taken_and_both_are_suggested():
    places = [("a", "Ashgrove Gardens", None), ("b", "Ashgrave Gardens", None)]
    assert taken_for("Ashgrve Gardens", places) == UNMATCHED
    assert {name for name, _ in suggested("Ashgrve Gardens", places)} == {
        "Ashgrove Gardens",
        "Ashgrave Gardens",
    }


def test_where_two_places_have_the_same_words_none_is_taken():
    places = [("a", "Market Place", None), ("b", "Old square", ["MARKET PLACE"])]
    assert taken_for("market place", places) == UNMATCHED
    assert taken_for("market plce", places) == UNMATCHED


def test_what_the_council_assigned_counts_before_any_name():
    assigned = {"bus station": "morley", "skate park": "river_gardens", "big park": None}
    assert taken_for("Bus Stn", assigned=assigned) == Match("morley", "assigned")
    assert taken_for("Skate park, Derby", assigned=assigned) == Match("river_gardens", "assigned")
    assert taken_for("Skte Park", assigned=assigned) == Match("river_gardens", "similar", 95)
    assert taken_for("big  park", assigned=assigned) == Match(None, "set_aside")
    assert taken_for("big park DE1 2AB", assigned=assigned).matched_by == "postcode"


def test_words_as_near_to_one_set_aside_as_to_a_place_are_taken_for_none():
    assigned = {"mackworht": None}
    assert taken_for("Mackworh", assigned=assigned) == UNMATCHED
    assert taken_for("Mackworh") == Match("mackworth", "similar", 94)


@pytest.mark.parametrize("text", ["12 Morley St, DE12AB", "de1 2ab", "postcode_de1_2ab"])
def test_a_postcode_is_a_place_of_its_own_and_never_put_down_to_one_nearby(text):
    assert taken_for(text) == Match("postcode_de1_2ab", "postcode")


def test_of_two_postcodes_neither_is_taken():
    assert taken_for("DE1 2AB or DE1 1AA") == UNMATCHED


def test_a_postcode_lies_where_ons_puts_it():
    derby, london = places_of_postcodes(["SW1A 1AA", "DE1 2AB"]).to_dict("records")
    assert (derby["place_id"], derby["name"], derby["kind"]) == (
        "postcode_de1_2ab",
        "DE1 2AB",
        "postcode",
    )
    assert derby["in_city"] and not london["in_city"]
    # the city centre; Buckingham Palace
    assert (derby["latitude"], derby["longitude"]) == pytest.approx((52.920, -1.475), abs=0.002)
    assert (london["latitude"], london["longitude"]) == pytest.approx((51.501, -0.142), abs=0.002)
    assert derby["source"] == "ONS Postcode Directory"
    with pytest.raises(ValueError, match="ONS knows no postcode 'DE99 9ZZ': check it"):
        places_of_postcodes(["DE99 9ZZ"])


def test_the_nearest_places_are_suggested_those_named_whole_first():
    assert suggested("Mackworth and Morley area") == [("Mackworth", 72), ("Morley", 39)]
    assert suggested("Bus Station")[0] == ("Bus Station", 100)
    assert suggested("coach station")[0][0] in ("Bus Station", "Railway station")
    assert suggested("by the canal") == []
    # the words have all of one place's name, and are more like another's without having all of it
    mills = [("mill", "Mill", None), ("lane", "Mill Lane Gardens", None)]
    whole, alike = suggested("the mill lanes gardens", mills)
    assert (whole[0], alike[0]) == ("Mill", "Mill Lane Gardens") and whole[1] < alike[1]


@pytest.mark.parametrize(
    ("authority", "city"),
    [("Derby City", "derby"), ("City of York", "york"), ("London Borough of Camden", "camden")],
)
def test_a_city_is_called_by_its_own_word(authority, city):
    assert city_of(authority) == city


NAME = st.lists(st.text(string.ascii_letters, min_size=2, max_size=10), min_size=1, max_size=4).map(
    " ".join
)
NAMES = st.lists(NAME, min_size=1, max_size=8, unique_by=place_words)


@settings(max_examples=50)
@given(NAMES, st.data())
def test_the_order_of_the_gazetteer_does_not_matter(names, data):
    places = [(f"ref{chr(97 + n)}", name, None) for n, name in enumerate(names)]
    name = data.draw(st.sampled_from(names))
    text = name[: data.draw(st.integers(0, len(name)))] + data.draw(st.text("aeX ", max_size=3))
    assert taken_for(text, places) == taken_for(text, data.draw(st.permutations(places)))
    assert suggested(text, places) == suggested(text, data.draw(st.permutations(places)))


@settings(max_examples=50)
@given(NAMES, st.data())
def test_a_name_in_any_case_spacing_and_punctuation_is_known_by_name(names, data):
    places = [(f"reference {n}", name, None) for n, name in enumerate(names)]
    number = data.draw(st.integers(0, len(names) - 1))
    cased = "".join(data.draw(st.sampled_from((s.lower(), s.upper()))) for s in names[number])
    between = st.text(" .,-()/_", min_size=1, max_size=3)
    text = "".join(data.draw(between) if sign == " " else sign for sign in cased)
    assert taken_for(f"{data.draw(between)}{text}", places) == Match(f"reference {number}", "name")
