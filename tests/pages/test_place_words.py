"""Words for places on the Data page: what is listed, settled, refused and undone."""

from functools import partial

import pytest

from analytics import store
from analytics.store import assign_place
from tests.pages.conftest import FREE_TEXT
from tests.pages.test_pages import html, table


@pytest.fixture
def data(open_page, folder):
    return partial(open_page, "data", store=folder)


def settle(page, written, place, done=0):
    """Choose a wording and what it means; the page, before Save is pressed."""
    page.selectbox(key=f"wording-{done}").set_value(written).run()
    return page.selectbox(key=f"place-{written}-{done}").set_value(place).run()


def sentences(page):
    return [box.value for box in [*page.success, *page.warning, *page.error]]


def place_of(folder, text):
    con = store.open_cursor(folder)
    sql = "select distinct place_id from episodes where place_text = $text"
    return con.execute(sql, {"text": text}).fetchone()[0]


def test_the_page_counts_and_lists_what_is_not_in_the_gazetteer(opened):
    page = opened("data")
    assert not page.exception
    assert "9 descriptions (27 episodes) match no known place." in [
        piece.value for piece in page.markdown
    ]
    _, first, second, *rest = table(page, "Known as no place")
    assert first[:2] == ["skate park", "6"] and first[-1] == "–"
    assert second[:2] == ["Mackworth and Morley area", "5"]
    assert second[-1] == "Mackworth (72), Morley (39)"
    assert len(rest) == 7
    assert any("at least 90 of 100" in piece.value for piece in page.markdown)


def test_the_page_says_how_every_other_wording_was_taken(opened):
    rows = {row[0]: row[1:4] for row in table(opened("data"), "What each was taken for")}
    assert rows["bus stn"] == ["Bus Station", "By name", "8"]
    assert rows["Bus Statoin"] == ["Bus Station", "By likeness (91 of 100)", "3"]


def test_the_nearest_places_are_offered_first_then_all_by_name(data):
    page = settle(data(), "Mackworth and Morley area", "mackworth")
    assert page.selectbox(key="place-Mackworth and Morley area-0").options == [
        "Mackworth (suggested)",
        "Morley (suggested)",
        "Bus Station",
        "Railway station",
        "River Gardens",
        "Stockbrook",
        "No named place",
        "A new place …",
    ]


def test_a_wording_is_settled_and_undone_and_the_page_says_what_moved(data, folder):
    page = settle(data(), FREE_TEXT, "river_gardens")
    assert ">&lt;b&gt;**the park**&lt;/b&gt;<" in "".join(html(page))  # as it was written
    page.button(key="save-0").click().run()
    assert not page.exception
    as_shown = r"“\<b>\*\*the park\*\*\</b>”"
    moved = f"for {as_shown}: that changed the place of 2 episodes; snapshot {{}} is in force."
    assert sentences(page) == ["Saved " + moved.format(2)]
    assert place_of(folder, FREE_TEXT) == "river_gardens"
    assert "3 descriptions (3 episodes) match no known place." in [
        piece.value for piece in page.markdown
    ]
    rows = {row[0]: row[1:3] for row in table(page, "What each was taken for")}
    assert rows[FREE_TEXT] == ["River Gardens", "Assigned here"]
    snapshots = table(page, "Snapshots, newest first")
    assert snapshots[1][-1] == "demonstration data; words for places"

    page.selectbox(key="undo-1").set_value(FREE_TEXT).run()
    page.button(key="undo-button-1").click().run()
    assert sentences(page) == ["Undone " + moved.format(3)]
    assert place_of(folder, FREE_TEXT) is None


def test_a_wording_can_be_set_aside(data):
    page = settle(data(), "?", "no named place")
    page.button(key="save-0").click().run()
    assert "3 descriptions (4 episodes) match no known place." in [
        piece.value for piece in page.markdown
    ]
    rows = {row[0]: row[1:3] for row in table(page, "What each was taken for")}
    assert rows["?"] == ["–", "No named place, as settled here"]


def test_a_new_place_needs_a_postcode_that_is_known_or_none(data, folder):
    page = settle(data(), "skate park", "a new place")
    page.text_input(key="name-skate park-0").set_value("Central Skate Park")
    page.selectbox(key="kind-0").set_value("leisure")
    page.text_input(key="postcode-0").set_value("DE99 9ZZ")
    page.button(key="save-0").click().run()
    (refusal,) = sentences(page)
    assert refusal.replace("\\", "") == (
        "ONS knows no postcode 'DE99 9ZZ': check it, or leave it out."
    )
    assert store.current_number(folder) == 1

    page.text_input(key="postcode-0").set_value("DE1 2AB")
    page.button(key="save-0").click().run()
    assert not page.exception
    assert place_of(folder, "skate park") == "central_skate_park"


def test_what_another_page_settled_meanwhile_is_said_and_not_overwritten(data, folder):
    page = settle(data(), "skate park", "river_gardens")
    assign_place(folder, "skate park", "morley")
    page.button(key="save-0").click().run()
    assert not page.exception
    (warning,) = sentences(page)
    assert warning.startswith("“skate park” is settled by now")
    assert place_of(folder, "skate park") == "morley"


def test_where_nothing_is_written_in_words_the_page_says_so(opened, hand_written_store):
    page = opened("data", store=hand_written_store)
    assert not page.exception
    assert "No file loaded so far says in words where a child was found." in [
        piece.value for piece in page.markdown
    ]
