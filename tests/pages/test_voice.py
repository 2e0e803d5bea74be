"""Children's voice: cards, one action's trend, recording and editing, and the view for children."""

import re
from functools import partial

import pandas as pd
import pytest

from analytics import store
from analytics.filters import Filters
from analytics.measures import run
from analytics.statistics.reading_age import reading_age
from analytics.store.snapshots import local_now
from tests.pages.test_pages import figures, html, table

NEW = {
    "meeting_on": "2021-12-15",
    "theme": "language",
    "said": "Say where I live, not my placement.",
    "response": "We will.",
    "action": "We say home.",
}


@pytest.fixture
def voice(open_page, folder):
    return partial(open_page, "voice", store=folder)


def shown(page) -> str:
    return " ".join(html(page))


def write(page, *, edited=None, added=(), deleted=(), turn=0):
    """Type into the table of the page, without saving; rows by their number from 0."""
    page.session_state[f"voice-editor-{turn}"] = {
        "edited_rows": edited or {},
        "added_rows": list(added),
        "deleted_rows": list(deleted),
    }
    return page.run()


def save(page, turn=0):
    page.button(key=f"voice-save-{turn}").click().run()
    assert not page.exception
    return page


def told(page) -> list[str]:
    boxes = [*page.success, *page.warning, *page.error, *page.info]
    return [box.value.replace("\\", "") for box in boxes]


def held(folder) -> dict[str, dict]:
    rows = run(store.open_cursor(folder), "feedback", Filters())
    return {row["said"]: row for row in rows.to_dict("records")}


def test_the_cards_say_what_was_said_what_we_did_and_how_it_went(opened):
    page = opened("voice")
    assert page.header[0].value == "6 things said at 3 meetings; 5 promises open, 1 of them late"
    text = shown(page)
    themes = ["Definition of missing", "Language", "Resources", "Who I would talk to"]
    assert sorted(themes, key=text.index) == themes
    assert "<blockquote>The social worker is often not the person" in text
    assert "Before: 76%, 79%, 69%; since: 65%. Too few quarters to tell." in text
    assert "<li class=late>Late: was due 31 October 2021</li>" in text
    assert text.count("class='voice-spark'") == 2
    assert "Oct–Dec 2021: 65.4%. In effect from 1 October 2021'" in text


def add(page, said, theme=None, turn=0):
    """Write into the small form and press Add."""
    page.text_area(key=f"voice-add-said-{turn}").set_value(said)
    if theme:
        page.selectbox(key=f"voice-add-theme-{turn}").set_value(theme)
    page.button(key=f"voice-add-save-{turn}").click().run()
    assert not page.exception
    return page


def test_what_was_said_is_added_by_a_small_form_and_waits_for_an_answer(voice, folder):
    page = add(voice(), "Ask us first.")
    assert "Something said has no theme or no words: add them, or remove it." in told(page)
    assert page.text_area(key="voice-add-said-0").value == "Ask us first."  # it stays
    assert "Ask us first." not in held(folder)
    page = add(page, "Ask us first.", "resources")
    row = held(folder)["Ask us first."]
    assert (row["theme"], row["status"]) == ("resources", "open") and pd.isna(row["action"])
    assert row["meeting_on"].date() == local_now().date()
    assert any(said.startswith("Added: snapshot 2 is in force.") for said in told(page))
    assert "<blockquote>Ask us first.</blockquote>" in shown(page)
    assert page.text_area(key="voice-add-said-1").value == ""


def test_a_period_chooses_by_the_day_of_the_meeting(opened):
    page = opened("voice", period="2020-21")  # from April 2020 to March 2021
    assert page.header[0].value == "Nothing recorded in this period"
    assert opened("voice", period="2021").header[0].value.startswith("6 things said")


def test_one_action_is_opened_on_the_whole_trend_of_its_figure(open_page):
    page = open_page("voice")
    action = page.selectbox(key="voice-action")
    assert len(action.options) == 2
    page = action.select_index(1).run()
    assert "In time, of all episodes. Before: 76%, 79%, 69%; since: 65%." in shown(page)
    (figure,) = figures(page)
    assert figure["layout"]["shapes"][0]["x0"] == 2.5
    twin = table(page, "In time, of all episodes. Before")
    assert [row[3] for row in twin[1:]] == ["before", "before", "before", "since"]


def test_open_promises_have_a_day_and_a_role(opened):
    rows = table(opened("voice"), "Neither done nor dropped")
    assert rows[1][1:4] == ["Team manager", "31/10/2021", "In progress, late"]
    assert len(rows) == 1 + 5


def test_what_is_typed_and_saved_is_published_with_who_and_when(voice, folder, monkeypatch):
    monkeypatch.setattr("analytics.app.voice_edit.person", lambda: "a.manager@council.test")
    page = voice()
    assert page.caption[0].value == "Nothing has been saved on this page yet."
    page = write(page, edited={2: {"status": "done"}}, added=[NEW], deleted=[3])
    page = save(page)
    assert told(page) == ["Saved: snapshot 2 is in force."]
    rows = held(folder)
    assert len(rows) == 6
    assert rows[NEW["said"]]["action"] == "We say home."
    assert (
        rows["The language is not a barrier to engaging with the return interview."]["status"]
        == "done"
    )
    newest = store.snapshots(folder)[0]
    assert (newest["event"], newest["who"]) == (store.FEEDBACK, "a.manager@council.test")
    caption = page.caption[0].value.replace("\\", "")
    assert caption.startswith("Last saved ") and "by a.manager" in caption
    assert len(page.data_editor[0].value) == 6  # an empty sheet again, on what is saved now
    assert "<blockquote>Say where I live, not my placement.</blockquote>" in shown(page)


def test_what_lacks_something_is_refused_in_a_sentence_and_nothing_typed_is_lost(voice, folder):
    page = save(write(voice(), added=[NEW | {"said": None}]))
    assert told(page) == ["Row 7 lacks what was said: every row needs it."]
    assert store.current_number(folder) == 1
    typed = page.session_state["voice-editor-0"]["added_rows"]
    assert typed[0]["action"] == "We say home."
    # saved once it is there: a theme of its own is written beside, hard words are pointed out
    hard = "Consideration of appropriate alternative arrangements is ongoing."
    own = {"theme": "another", "other_theme": "buses", "response": hard}
    page = write(page, added=[NEW | own])
    (hint,) = told(page)
    assert f"is for readers of {reading_age(hard):.0f} or so" in hint
    save(page)
    row = held(folder)[NEW["said"]]
    assert (row["theme"], row["response"]) == ("buses", hard)


def other_person_changes(folder, said: str, **values):
    before = run(store.open_cursor(folder), "feedback", Filters()).drop(columns="overdue")
    rows = before.copy()
    rows.loc[before["said"] == said, list(values)] = list(values.values())
    store.save_feedback(folder, rows, before=before, who="somebody else")


def test_what_somebody_saved_meanwhile_is_said_and_not_overwritten(voice, folder):
    said = "The language is not a barrier to engaging with the return interview."
    page = write(voice(), edited={2: {"action": "Mine"}})
    other_person_changes(folder, said, action="Theirs")
    page = page.run()
    (warning,) = told(page)
    assert warning.startswith("Something else was saved meanwhile. Your changes are kept below")
    page = save(page)
    assert any(f"Somebody else changed “{said[:49]}…" in box for box in told(page))
    assert held(folder)[said]["action"] == "Theirs"
    assert page.session_state["voice-editor-0"]["edited_rows"] == {2: {"action": "Mine"}}
    page.button(key="voice-drop-0").click().run()
    assert not page.exception and told(page) == []
    assert page.data_editor[0].value["action"][2] == "Theirs"


def test_changes_to_other_rows_than_those_saved_meanwhile_are_saved_too(voice, folder):
    said = "The language is not a barrier to engaging with the return interview."
    page = write(voice(), edited={2: {"action": "Mine"}})
    other_person_changes(
        folder, "The definition of missing that we use is appropriate.", status="open"
    )
    save(page)
    rows = held(folder)
    assert rows[said]["action"] == "Mine"
    assert rows["The definition of missing that we use is appropriate."]["status"] == "open"


def test_words_that_children_asked_us_not_to_use_are_pointed_out_but_not_in_what_they_said(voice):
    page = write(voice(), added=[NEW | {"action": "We visit your placement and your siblings."}])
    (hint,) = told(page)
    assert "Children asked us to say “home” or “my house” instead of “placement”." in hint
    assert "“brothers and sisters” instead of “sibling”" in hint
    assert told(write(page, added=[NEW])) == []  # said has "placement": it stays as it was said


def test_members_see_the_cards_and_no_editor(opened):
    page = opened("voice", audience="members")
    assert not page.exception and len(page.data_editor) == 0
    assert "Answer and change" not in [header.value for header in page.header]
    assert "Before: 93%, c; since: 83% (c: withheld to protect children)." in shown(page)


def test_young_people_see_the_cards_alone_in_plain_words(opened):
    page = opened("voice", audience="council", period="2020-21")
    assert not page.exception
    assert not page.data_editor and not page.selectbox and not page.button and not figures(page)
    assert list(page.header) == []
    text = shown(page)
    assert "This page shows what you told us." in text
    assert text.count("<h3 class='part'>You said</h3>") == 6  # whatever the address says
    assert "Before, it was from about 7 in 10 to about 8 in 10 times." in text
    assert "It is too soon to tell if it helped." in text
    (cards,) = (piece for piece in html(page) if "'voice for-young-people'" in piece)
    words = re.sub(r"style='[^']*'", "", cards)  # where bars and lines are drawn
    assert not re.search(r"\d%|\b(?:87|110|123|129|133|139|160|177)\b", words)
