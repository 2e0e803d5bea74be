"""Places that the council added: they last as long as a wording is settled to mean them."""

import pytest

from analytics import store
from tests.test_store_places import fill, fill_more, held, places


@pytest.fixture
def folder(tmp_path):
    store.publish(tmp_path, fill)
    return tmp_path


def named(folder) -> set[str]:
    return {place for (place,) in held(folder, "select place_id from places")}


def test_undoing_the_only_wording_of_a_place_that_was_added_removes_the_place(folder):
    store.add_place(folder, "Big Park", kind="park", postcode="DE1 2AB", written="skate park")
    assert "big_park" in named(folder) and places(folder)["e4"] == "big_park"
    store.unassign_place(folder, "SKATE  park")
    assert "big_park" not in named(folder) and places(folder)["e4"] is None
    # and its name is free again
    store.add_place(folder, "Big Park", kind="leisure", written="skate park")
    assert places(folder)["e4"] == "big_park"


def test_a_place_that_another_wording_still_means_stays(folder):
    store.publish(folder, lambda con: fill_more(con, "e9", "the ramps"))
    store.add_place(folder, "Big Park", kind="park", written="skate park")
    store.assign_place(folder, "the ramps", "big_park")
    store.unassign_place(folder, "skate park")
    assert "big_park" in named(folder)
    assert (places(folder)["e4"], places(folder)["e9"]) == (None, "big_park")
    store.unassign_place(folder, "the ramps")
    assert "big_park" not in named(folder) and places(folder)["e9"] is None


def test_a_place_of_the_gazetteer_stays_when_its_only_wording_is_undone(folder):
    store.assign_place(folder, "skate park", "morley")
    store.unassign_place(folder, "skate park")
    assert "morley" in named(folder)


def test_undoing_a_wording_set_aside_removes_no_place(folder):
    store.add_place(folder, "Ice rink", kind="leisure")  # known by its name alone
    before = named(folder)
    store.assign_place(folder, "skate park", None)
    store.unassign_place(folder, "skate park")
    assert named(folder) == before and "ice_rink" in before


@pytest.mark.parametrize(
    "name", ["No named place", "not recorded", "NO  NAMED place", "Not Recorded.", "not-recorded"]
)
def test_a_place_cannot_be_named_as_the_lack_of_one_is(folder, name):
    with pytest.raises(store.StoreRefused, match="A place cannot be named '.*': give it its own"):
        store.add_place(folder, name, kind="other", written="skate park")
    assert store.current_number(folder) == 1 and places(folder)["e4"] is None


def test_a_place_may_have_such_words_within_its_name(folder):
    store.add_place(folder, "Not Recorded Here Studios", kind="leisure", written="skate park")
    assert places(folder)["e4"] == "not_recorded_here_studios"
