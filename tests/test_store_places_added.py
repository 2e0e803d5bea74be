"""Places that the council added: they last as long as a wording is settled to mean them."""

import shutil

import pytest

from analytics import store
from tests.test_store_places import fill, fill_more, held, places


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A store of the episodes of test_store_places.py and one more; copied by who changes it."""
    folder = tmp_path_factory.mktemp("written")

    def fill_all(con):
        fill(con)
        fill_more(con, "e9", "the ramps")

    store.publish(folder, fill_all)
    return folder


@pytest.fixture
def folder(written, tmp_path):
    return shutil.copytree(written, tmp_path / "store")


@pytest.fixture(scope="module")
def big_park_once(written, tmp_path_factory):
    folder = shutil.copytree(written, tmp_path_factory.mktemp("big-park") / "store")
    store.add_place(folder, "Big Park", kind="park", postcode="DE1 2AB", written="skate park")
    return folder


@pytest.fixture
def big_park(big_park_once, tmp_path):
    """The same with a place added that one wording means."""
    return shutil.copytree(big_park_once, tmp_path / "big-park")


def named(folder) -> set[str]:
    return {place for (place,) in held(folder, "select place_id from places")}


def test_undoing_the_only_wording_of_a_place_that_was_added_removes_the_place(big_park):
    assert "big_park" in named(big_park) and places(big_park)["e4"] == "big_park"
    store.unassign_place(big_park, "SKATE  park")
    assert "big_park" not in named(big_park) and places(big_park)["e4"] is None
    # and its name is free again
    store.add_place(big_park, "Big Park", kind="leisure", written="skate park")
    assert places(big_park)["e4"] == "big_park"


def test_a_place_that_another_wording_still_means_stays(big_park):
    store.assign_place(big_park, "the ramps", "big_park")
    store.unassign_place(big_park, "skate park")
    assert "big_park" in named(big_park)
    assert (places(big_park)["e4"], places(big_park)["e9"]) == (None, "big_park")
    store.unassign_place(big_park, "the ramps")
    assert "big_park" not in named(big_park) and places(big_park)["e9"] is None


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
