"""The page Meeting without a browser: staff prepare it, everybody else is in the room at once."""

import json
import re
from types import SimpleNamespace

import pytest

from analytics.app import meeting_room
from analytics.reports.plain_texts import ASKED_FIRST
from analytics.store import open_cursor, running_orders, save_poll, save_running_order
from analytics.store.access import account_name
from analytics.store.running_order import Words, as_entry
from analytics.store.snapshots import local_now, log_lines
from tests.pages.test_pages import html

REPORTS_ORDER = [
    "When we go missing",
    "How many of us went missing?",
    "How often did we go missing?",
    "Did someone talk with us in time?",
    "How did we travel?",
    "Who were we with?",
    "Where were we?",
    "How did we come back?",
    "What “missing” means",
    "The words we use",
    "Leaflets and tools",
    "Who you would talk to",
    "Who would you like to talk to after coming back?",
    "What would you like to tell us?",
    "Thank you. What happens next?",
]
WIDGETS = ("button", "selectbox", "radio", "text_input", "button_group", "multiselect", "toggle")


def button(page, label: str):
    return next(each for each in page.button if each.label == label)


def room(page) -> dict:
    """What the room was given to show."""
    (element,) = page.get("bidi_component")
    return json.loads(element.proto.json)


def headings(page) -> list[str]:
    return [slide["heading"] for slide in room(page)["slides"]]


def test_staff_prepare_the_reports_order(opened):
    page = opened("meeting")
    assert not page.exception
    assert page.radio[0].options == REPORTS_ORDER
    assert not page.get("bidi_component")
    # beside them the slide that is chosen, with a paragraph for each text and none for nothing
    (preview,) = [text for text in html(page) if "Your notes" in text]
    assert "<p>" in preview and "<p></p>" not in preview


def test_a_slide_is_moved_left_out_and_put_in_again(open_page):
    page = open_page("meeting")
    page.radio[0].set_value("episodes").run()
    button(page, "Up").click().run()
    assert page.radio[0].options[1:3] == REPORTS_ORDER[2:0:-1]
    button(page, "Down").click().run()
    assert page.radio[0].options == REPORTS_ORDER
    button(page, "Leave out").click().run()
    assert page.radio[0].options == REPORTS_ORDER[:2] + REPORTS_ORDER[3:]
    assert page.selectbox(key="meeting_left_out").options == ["How often did we go missing?"]
    button(page, "Put in").click().run()
    assert page.radio[0].options == REPORTS_ORDER
    assert not page.exception


def test_the_first_cannot_go_up_nor_the_last_down(open_page):
    page = open_page("meeting")
    assert button(page, "Up").disabled and not button(page, "Down").disabled
    page.radio[0].set_value("next").run()
    assert button(page, "Down").disabled and not button(page, "Up").disabled


def test_an_order_is_saved_under_its_name_alone_with_who_and_chosen_again(open_page, folder):
    page = open_page("meeting", store=folder)
    button(page, "Leave out").click().run()
    page.text_input(key="meeting_name").set_value(" ").run()
    button(page, "Save").click().run()
    assert page.error[0].value.startswith("The running order has no name yet")
    assert running_orders(open_cursor(folder)) == {}
    page.text_input(key="meeting_name").set_value("January").run()
    button(page, "Save").click().run()
    assert [box.value for box in page.success] == ["“January” is saved."]
    assert page.query_params["order"] in ("January", ["January"])
    ((name, (entries, _, who)),) = running_orders(open_cursor(folder)).items()
    assert (name, who, entries[0]) == ("January", account_name(), "children")
    assert log_lines(folder)[-1]["event"] == "running order"
    again = open_page("meeting", store=folder, order="January")
    assert again.radio[0].options == REPORTS_ORDER[1:]
    assert f"by {account_name()}" in again.caption[0].value


def test_a_question_and_words_of_ones_own_stand_before_the_end(open_page):
    page = open_page("meeting")
    page.text_input(key="meeting_question").set_value("Shall we meet on Fridays?").run()
    button(page, "Add the question").click().run()
    assert page.error[0].value == "A question needs 2 to 6 answers, one a line."
    assert page.radio[0].options == REPORTS_ORDER
    # what was typed is kept
    assert page.text_input(key="meeting_question").value == "Shall we meet on Fridays?"
    page.text_area(key="meeting_answers").set_value("Yes\nNo\n").run()
    button(page, "Add the question").click().run()
    page.text_input(key="meeting_heading").set_value("Our trip")
    page.text_area(key="meeting_text").set_value("We meet at ten.").run()
    button(page, "Add the words").click().run()
    assert not page.exception and not page.error
    assert page.radio[0].options[-4:] == [
        "Shall we meet on Fridays?", "Our trip", *REPORTS_ORDER[-2:],
    ]  # fmt: skip
    assert page.text_input(key="meeting_heading").value == ""


def test_starting_shows_the_room_and_nothing_else(open_page):
    page = open_page("meeting")
    button(page, "Start the meeting").click().run()
    assert not page.exception
    assert headings(page) == REPORTS_ORDER
    assert not any(page.get(kind) for kind in WIDGETS)
    assert not len(page.sidebar) and not page.title


def test_what_was_left_out_is_saved_before_the_meeting_starts(open_page, folder):
    page = open_page("meeting", store=folder)
    button(page, "Leave out").click().run()
    button(page, "Save and start the meeting").click().run()
    assert headings(page) == REPORTS_ORDER[1:]
    (name,) = running_orders(open_cursor(folder))
    assert name.startswith("Meeting of ")
    loaded_again = open_page("meeting", store=folder, room="yes", order=name)
    assert headings(loaded_again) == REPORTS_ORDER[1:]


def test_a_room_whose_order_is_gone_shows_no_other_order_but_where_one_prepares(opened):
    page = opened("meeting", room="yes", order="Long ago")
    assert not page.get("bidi_component")
    assert page.error[0].value.startswith("There is no running order “Long ago” any more")
    assert page.radio[0].options == REPORTS_ORDER


@pytest.mark.parametrize("audience", ["members", "council"])
def test_others_than_staff_are_in_the_room_and_cannot_prepare(opened, audience):
    chosen = {"order": "Long ago", "quarter": "2021-Q2", "placement": "foster", "room": "no"}
    page = opened("meeting", audience=audience, **chosen)
    assert not page.exception
    assert headings(page) == REPORTS_ORDER
    assert not room(page)["staff"]
    assert not any(page.get(kind) for kind in WIDGETS)
    assert not len(page.sidebar)


def test_others_than_staff_see_the_order_that_was_saved_last(open_page, folder):
    own = as_entry(Words("Our trip", "We meet at ten."))
    save_running_order(folder, "January", ["welcome", own, "said-gone"], who="s.ali")
    page = open_page("meeting", store=folder, audience="council")
    assert headings(page) == ["When we go missing", "Our trip"]


def test_the_room_is_told_no_figure_that_the_council_may_not_know(opened):
    # of the fourth quarter: children, episodes, completed, in time, and rates on them
    exact = r"\b(36|133|110|87|11|65\.4|79\.1|70\.2)\b"
    told = room(opened("meeting", room="yes"))
    texts = json.dumps([{**slide, "drawing": None} for slide in told["slides"]])
    assert not re.search(exact, texts)
    assert "DEMO-" not in texts


def test_every_slide_says_that_the_numbers_are_made_up(opened):
    told = room(opened("meeting", room="yes"))
    assert told["made_up"] and told["words"]["made_up"] == "Made-up numbers"


def test_polls_of_earlier_meetings_are_listed(open_page, folder):
    save_poll(folder, local_now().date(), "Fridays?", ("Yes", "No"), [4, 1], who=None)
    page = open_page("meeting", store=folder)
    shown = " ".join(element.proto.body for element in page.get("html"))
    assert "Fridays?" in shown and "Hands counted in meetings" in shown


# What the room sends to be saved.


@pytest.fixture
def send(folder, monkeypatch):
    """Sends something to be saved as the room does; gives the answer that the room is told."""
    state = {}
    monkeypatch.setattr(meeting_room.st, "session_state", state)

    def sent(value):
        state[meeting_room.KEY] = SimpleNamespace(save=value)
        asked = {ASKED_FIRST.question: ASKED_FIRST.answers}
        meeting_room._save(folder, asked, "s.ali")
        return state[meeting_room.ANSWER]

    return sent


def test_hands_that_were_counted_are_in_the_store_and_replaced_once_that_was_said(send, folder):
    def votes_held():
        held = open_cursor(folder).execute("select answer, votes from polls order by position")
        return held.fetchall()

    def counted(number, votes):
        return send({"id": number, "poll": ASKED_FIRST.question, "votes": votes})

    assert counted("1", [1, 0, 0, 0]) == {"ok": True, "sentence": "", "id": "1"}
    assert votes_held() == list(zip(ASKED_FIRST.answers, [1, 0, 0, 0], strict=True))
    assert log_lines(folder)[-1]["who"] == "s.ali"
    refused = counted("2", [3, 0, 1, 2])
    assert not refused["ok"]
    assert refused["sentence"].startswith("A count of 1 hand from today is kept. Save once more")
    assert counted("3", [3, 0, 1, 2])["ok"]
    assert votes_held() == list(zip(ASKED_FIRST.answers, [3, 0, 1, 2], strict=True))


def test_words_that_were_said_are_in_the_store_once(send, folder):
    said = {"id": "2", "said": [["language", "Say home."]]}
    assert send(said)["ok"]
    again = send(said | {"id": "3"})
    assert not again["ok"] and "is written down already" in again["sentence"]
    day = local_now().date()
    held = open_cursor(folder).execute(
        "select meeting_on, theme, status from feedback where said = 'Say home.'"
    )
    assert held.fetchall() == [(day, "language", "open")]


@pytest.mark.parametrize(
    "value",
    [
        None,
        {},
        {"id": "3", "poll": "Another question?", "votes": [1, 1]},
        {"id": "3", "said": [["no theme of ours", "Words"]]},
        {"id": "3", "said": [["language", 7]]},
        {"id": "3", "said": "words"},
        {"id": "3", "poll": ASKED_FIRST.question, "votes": "1111"},
    ],
)
def test_what_this_meeting_does_not_ask_is_not_saved(send, folder, value):
    answer = send(value)
    assert not answer["ok"] and answer["sentence"].endswith((".", "it."))
    assert len(log_lines(folder)) == 1


@pytest.mark.parametrize("problem", [OSError(28, "No space left on device"), PermissionError()])
def test_where_the_disk_refuses_the_room_is_told_that_its_words_are_kept(
    send, monkeypatch, problem
):
    def refuse(*arguments, **options):
        raise problem

    monkeypatch.setattr(meeting_room, "save_said", refuse)
    answer = send({"id": "4", "said": [["language", "Say home."]]})
    assert answer["sentence"] == (
        "It could not be saved: the disk is full or cannot be written. It stays in this window."
    )
