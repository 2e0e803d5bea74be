"""What was chosen is kept from run to run, as long as it can still be chosen."""

from types import SimpleNamespace

import pytest

from analytics.app import address

PLACES = ["bus_station", "morley"]


@pytest.fixture
def chosen(monkeypatch):
    """Give the page this address and these choices from the run before; its choices after."""

    def after_restoring(state: dict, in_address: list[str], allowed, default, **options):
        held = {"arriving": False, "address_defaults": {}} | state
        query = SimpleNamespace(get_all=lambda key: in_address)
        page = SimpleNamespace(session_state=held, query_params=query)
        monkeypatch.setattr(address, "st", page)
        address.restore("place", allowed, default, **options)
        return held["place"]

    return after_restoring


def test_a_choice_is_kept_whatever_the_address_says(chosen):
    assert chosen({"place": "morley"}, ["bus_station"], PLACES, None) == "morley"
    assert chosen({"place": None}, ["bus_station"], PLACES, None) is None


def test_a_place_that_another_quarter_does_not_have_is_given_up(chosen):
    gone = "postcode_de1_2ab"
    assert chosen({"place": gone}, [gone], PLACES, None) is None
    assert chosen({"place": gone}, ["morley"], PLACES, "bus_station") == "morley"


def test_of_several_choices_one_that_is_gone_sends_back_to_the_address(chosen):
    kept = {"place": ["morley", "bus_station"]}
    assert chosen(kept, [], PLACES, [], many=True) == ["morley", "bus_station"]
    assert chosen({"place": ["morley", "gone"]}, ["morley"], PLACES, [], many=True) == ["morley"]


def test_a_switch_and_free_text_are_kept_as_they_are(chosen):
    assert chosen({"place": True}, ["no"], None, False) is True
    assert chosen({"place": "anything"}, [], None, "") == "anything"
