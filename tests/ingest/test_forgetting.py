"""A child is removed from every table, from what is said of others and from older snapshots."""

import importlib
from datetime import date

import pytest

from analytics.ingest import forget
from analytics.store import StoreRefused, assign_place, current_number
from analytics.store.meeting import save_poll, save_running_order
from analytics.store.running_order import Words, as_entry
from tests.ingest.conftest import EPISODES

forgetting = importlib.import_module("analytics.ingest.forget")  # not the function
# Beside TWO_CHILDREN: what is said of others and names C-ONE, and what only its rows have.
NAMED = {
    "audits_csv": "interview_id,audited_on,criterion,grade,note\n"
    "I1,15/03/2021,Contact,Good,\nI2,15/03/2021,Contact,Good,as with I1\n",
    "responses_csv": "episode_id,audited_on,criterion,grade,note\n"
    "E1,15/03/2021,Plan,Good,\nE2,15/03/2021,Plan,Good,with C-ONE\n",
    "actions_csv": "found_on,source,finding,action,owner_role,due_on,status,evidence,measure\n"
    "08/04/2021,other,C-ONE was not told,Tell C-ONE.,,,,E1 again,\n"
    "08/04/2021,other,Thin,Show,,,,seen with C-ONE,\n",
    "feedback_csv": "meeting_on,theme,said,response,action,owner_role,due_on,status,measure\n"
    "10/03/2021,language,C-ONE was not asked,,,,,,\n"
    "10/03/2021,language,Say home,We told C-ONE,Ask C-ONE,,,,\n",
    "meetings_csv": "child_id,held_on,note\nC-ONE,19/02/2021,Plan\nC-TWO,19/02/2021,With C-ONE.\n"
    "C-TWO,04/03/2021,C-ONE2\n",
    # brothers and sisters called after the child
    "groups_csv": "child_id,date_of_birth,sibling_group\n"
    "C-ONE,,C-ONE\nC-TWO,,C-ONE\nC-TRE,,C-ONE\nC-FOR,,F4\nC-FIV,,\n",
    "places_csv": f"{EPISODES},place_id\n"
    "P5,C-ONE,missing,05/02/2021 10:00,05/02/2021 11:00,by the canal\n"
    "P6,C-ONE,missing,06/02/2021 10:00,06/02/2021 11:00,near the old mill\n"
    "P7,C-TWO,missing,07/02/2021 10:00,07/02/2021 11:00,By the canal\n",
}


@pytest.fixture(scope="module")
def forgotten(two_children, tmp_path_factory):
    """All of it loaded, words for places settled, a poll and a running order saved; then C-ONE is
    forgotten."""
    store = two_children.copy(tmp_path_factory.mktemp("forgotten"))
    store.load(**NAMED)
    assign_place(store.folder, "by the canal", None)
    assign_place(store.folder, "near the old mill", "morley")
    save_poll(store.folder, date(2021, 3, 10), "Ask C-ONE?", ("Yes", "No"), [5, 6], who="lead")
    slides = [as_entry(Words("For C-ONE", "Hello."))]
    save_running_order(store.folder, "March", slides, who="lead")
    store.number = forget(store.folder, "C-ONE")
    return store


def test_of_a_reference_that_begins_with_the_childs_nothing_is_left(store):
    store.load(
        e_csv=f"{EPISODES}\nK1-E1,K1,missing,05/02/2021 10:00,05/02/2021 11:00\n",
        feedback_csv="meeting_on,theme,said,response,action,owner_role,due_on,status,measure\n"
        "10/03/2021,language,Say home,After K1-E1 we said so,,,,,\n",
    )
    forget(store.folder, "K1")
    said = store.held("select response from feedback")
    assert said == [("After a child we said so",)]


@pytest.fixture
def store(two_children, tmp_path):
    return two_children.copy(tmp_path)


def files_of(store):
    return sorted(path.name for path in store.folder.glob("*.duckdb"))


def test_forgetting_a_child_leaves_no_trace_in_any_file(forgotten):
    assert current_number(forgotten.folder) == forgotten.number
    assert files_of(forgotten) == [f"episodes-{forgotten.number:06d}.duckdb"]
    content = (forgotten.folder / files_of(forgotten)[0]).read_bytes()
    # C-ONE2 is another child's reference
    assert b"C-ONE2" in content and b"C-ONE" not in content.replace(b"C-ONE2", b"")
    children = ("C-FIV", "C-FOR", "C-TRE", "C-TWO")
    assert forgotten.held("select child_id from children order by 1") == [
        (child,) for child in children
    ]
    assert forgotten.held("select episode_id from episodes order by 1") == [("E2",), ("P7",)]
    assert forgotten.held("select interview_id from interviews") == [("I2",)]
    assert forgotten.held("select count(*) from companions") == [(0,)]
    assert forgotten.held("select distinct raw from rejected_rows order by 1") == [
        ("E4,C-TWO,m,no,",),
        ("E5,C-LEFT,m,no,",),
    ]
    # nobody had opened the child's record: no log of that is made
    assert not (forgotten.folder / "ACCESS.jsonl").exists()


def test_audits_and_actions_of_others_no_longer_name_the_child(forgotten):
    assert forgotten.held("select interview_id, note from audits") == [("I2", None)]
    assert forgotten.held("select episode_id, note from response_audits") == [("E2", None)]
    assert forgotten.held("select finding, action, evidence from audit_actions order by 1") == [
        ("Thin", "Show", None),
        ("a child was not told", "Tell a child.", "a child again"),
    ]


def test_what_was_said_asked_and_planned_no_longer_names_the_child(forgotten):
    assert forgotten.held("select said, response, action from feedback order by said") == [
        ("Say home", "We told a child", "Ask a child"),
        ("a child was not asked", None, None),
    ]
    assert forgotten.held("select count(*) from polls") == [(0,)]
    assert forgotten.held("select slides[1] from running_orders") == [
        ('{"heading": "For a child", "text": "Hello."}',)
    ]


def test_the_childs_meetings_and_notes_of_others_that_name_it_are_gone(forgotten):
    assert forgotten.held("select child_id, held_on, note from strategy_meetings order by all") == [
        ("C-TWO", date(2021, 2, 10), None),
        ("C-TWO", date(2021, 2, 19), None),
        ("C-TWO", date(2021, 3, 4), "C-ONE2"),
    ]


def test_brothers_and_sisters_called_after_the_child_stay_together(forgotten):
    assert forgotten.held("select child_id, sibling_group from children order by all") == [
        ("C-FIV", None),
        ("C-FOR", "F4"),
        ("C-TRE", "C-TRE"),
        ("C-TWO", "C-TRE"),
    ]


def test_what_was_settled_and_said_of_words_that_only_the_child_has_is_gone(forgotten):
    assert forgotten.held("select words from place_aliases") == [("by the canal",)]
    content = (forgotten.folder / files_of(forgotten)[0]).read_bytes()
    assert b"old mill" not in content
    assert forgotten.held("select place_text from place_matches") == [("By the canal",)]


def test_a_child_that_is_not_held_cannot_be_forgotten(store):
    with pytest.raises(StoreRefused, match="No child 'C-NINE' is held"):
        forget(store.folder, "C-NINE")
    assert current_number(store.folder) == 1
    assert store.held("select count(*) from children") == [(2,)]


@pytest.mark.parametrize("stopped_at", ["the copy", "the deletion"])
def test_forgetting_that_was_cut_short_is_finished_when_run_again(store, monkeypatch, stopped_at):
    name = "publish" if stopped_at == "the copy" else "delete_snapshot"
    whole, calls = getattr(forgetting, name), []

    def cut_short(*arguments):
        calls.append(arguments)
        if name == "delete_snapshot":
            return False  # as Windows refuses while a reader has the file open
        if len(calls) == 2:
            raise KeyboardInterrupt
        return whole(*arguments)

    with monkeypatch.context() as patched:
        patched.setattr(forgetting, name, cut_short)
        with pytest.raises((KeyboardInterrupt, StoreRefused)):
            forget(store.folder, "C-ONE")
    assert len(files_of(store)) > 1
    number = forget(store.folder, "C-ONE")
    assert files_of(store) == [f"episodes-{number:06d}.duckdb"]
    assert b"C-ONE" not in (store.folder / files_of(store)[0]).read_bytes()
    with pytest.raises(StoreRefused, match="No child 'C-ONE' is held"):
        forget(store.folder, "C-ONE")


def test_an_import_published_while_a_child_is_forgotten_is_kept(store, monkeypatch):
    whole, calls = forgetting.publish, []

    def with_another_after(*arguments):
        number = whole(*arguments)
        calls.append(number)
        if len(calls) == 2:
            store.load(c_csv="child_id,date_of_birth\nC-NEW,\n")
        return number

    monkeypatch.setattr(forgetting, "publish", with_another_after)
    forget(store.folder, "C-ONE")
    assert current_number(store.folder) == calls[1] + 1
    assert store.held("select child_id from children order by 1") == [("C-NEW",), ("C-TWO",)]


def test_a_child_known_only_from_rejected_rows_can_be_forgotten(store):
    forget(store.folder, "C-LEFT")
    assert store.held("select raw from rejected_rows order by 1") == [
        ("E3,C-ONE,missing,soon,",),
        ("E4,C-TWO,m,no,",),
    ]
    files = list(store.folder.glob("*.duckdb"))
    assert files and all(b"C-LEFT" not in path.read_bytes() for path in files)
