"""A page that several tests look at cannot be changed by one of them."""

import pytest

from tests.pages.conftest import ONLY_LOOKED_AT, chosen_on


def test_it_is_run_once_and_not_again(opened):
    page = opened("definitions")
    assert opened("definitions") is page
    for runs in (page.run, page.text_input[0].run):
        with pytest.raises(pytest.fail.Exception, match=ONLY_LOOKED_AT):
            runs()


def test_another_address_audience_or_store_is_another_page(opened, small_store):
    page = opened("definitions")
    assert opened("definitions", search="home") is not page
    assert opened("definitions", audience="council") is not page
    assert opened("definitions", store=small_store) is not page


def test_a_value_that_is_set_on_it_is_noticed(open_page):
    page = open_page("definitions")
    before = chosen_on(page)
    assert chosen_on(page) == before
    page.text_input[0].set_value("home")
    assert chosen_on(page) != before


def test_a_test_that_changes_what_else_a_page_hangs_on_is_not_given_it(request, monkeypatch):
    with pytest.raises(pytest.fail.Exception, match=ONLY_LOOKED_AT):
        request.getfixturevalue("opened")


def test_its_address_cannot_be_changed(opened):
    with pytest.raises(TypeError):
        opened("definitions").query_params["search"] = "home"
