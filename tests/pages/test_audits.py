"""The page Audits: what was found, a sample that can be drawn again, actions that are saved.

On the demonstration data: good or better were 62 of the 78 grades given to interviews in the fourth
quarter of 2021, and 27 of 66 in the first; of 110 completed interviews of the fourth quarter 23
were audited.
"""

from functools import partial

import pytest
import streamlit as st

from analytics import store
from analytics.store import save_audit_actions
from analytics.store.snapshots import log_lines
from tests.pages.test_pages import figures, html, table


@pytest.fixture
def audits(open_page, folder):
    return partial(open_page, "audits", store=folder)


@pytest.fixture
def typing(monkeypatch):
    """Stands in for what a person types: typing(change) changes the table that is written in."""

    def set_change(change):
        monkeypatch.setattr(st, "data_editor", lambda rows, **looks: change(rows.copy()))

    return set_change


def headers(page):
    return [header.value for header in page.header]


def press(page, label):
    (button,) = [button for button in page.button if button.label == label]
    return button.click().run()


def sample(page):
    return table(page, "The sample, in the order in which it was drawn")


def test_the_finding_is_the_share_that_was_good_and_what_it_was_before(opened):
    page = opened("audits")
    assert not page.exception
    assert headers(page)[0] == (
        "79% of the grades given were good or better in October–December 2021, 41% in "
        "January–March: more than chance usually makes"
    )
    (first, second) = figures(page)
    assert len(first["data"]) == len(second["data"]) == 4
    rows = table(page, "Good or better most often on appropriateness of contact (85%)")
    assert [row[-1] for row in rows[1:5]] == ["11 (50%)", "15 (63%)", "18 (75%)", "22 (85%)"]


def test_another_quarter_looks_no_further_ahead_and_a_filter_moves_the_numbers(opened):
    page = opened("audits", quarter="2021-Q2")
    assert headers(page)[0].startswith("54% of the grades given were good or better in April–June")
    fosters = opened("audits", placement="foster", year="april")
    assert not fosters.exception
    assert headers(fosters)[0] != headers(opened("audits"))[0]


def test_quarters_counted_from_april_are_named_so(opened):
    page = opened("audits", placement="foster", year="april")
    assert not page.exception
    ticks = figures(page)[0]["layout"]["yaxis"]["ticktext"]
    assert ticks[:4] == [
        "Jan–Mar Q4 20/21", "Apr–Jun Q1 21/22", "Jul–Sep Q2 21/22", "Oct–Dec Q3 21/22"
    ]  # fmt: skip


def test_where_nothing_was_audited_the_page_says_how_audits_are_loaded(opened):
    page = opened("audits", quarter="2021-Q1", category="away")
    assert not page.exception
    assert headers(page)[0] == "No return interview was audited in January–March 2021"
    said = [piece.value for piece in page.markdown]
    assert any("loaded on the page Data (audits.csv)." in piece for piece in said)
    assert "There is no completed interview to draw from in January–March 2021." in said


def test_the_deeper_audit_says_that_the_report_names_it_as_still_to_come(opened):
    page = opened("audits")
    assert any(note.value.startswith("Made up: the report names") for note in page.caption)
    rows = table(page, "Good or better most often on reported to the police in time (83%)")
    assert {row[2] for row in rows[1:]} == {"12"}


def test_a_sample_is_the_same_again_and_its_strata_add_up(open_page, opened):
    page = open_page("audits")
    drawn = sample(page)
    assert len(drawn) == 13
    assert page.number_input(key="sample_seed_20214").value == 20214  # the quarter's own number
    assert sample(opened("audits")) == drawn
    strata = table(page, "How many of each placement type could be drawn, and were")
    assert strata[-1][:5] == ["Together", "110", "23", "87", "12"]
    page.number_input(key="sample_seed_20214").set_value(7).run()
    assert sample(page) != drawn
    assert any("drawn with the seed 7" in header.value for header in page.subheader)


def test_a_sample_can_be_of_episodes_and_of_those_audited_already(open_page):
    page = open_page("audits", sample_of="episodes")
    assert not page.exception
    assert sample(page)[0][:2] == ["Drawn", "Episode"]
    page.number_input(key="sample_size").set_value(200).run()
    assert "Audited before" not in sample(page)[0]
    page.toggle(key="sample_leave_out").set_value(False).run()
    assert sample(page)[0][-1] == "Audited before"


def test_actions_are_listed_with_what_is_overdue(opened):
    page = opened("audits")
    assert page.subheader[-1].value == (
        "4 of 6 actions still to be done, 1 of them overdue on 1 January 2022"
    )
    first = table(page, "Actions after audits and inspections")[1]
    assert first[0].startswith("Interviews are of better quality")
    assert first[3] == "15 December 2021: in progress, overdue"


def test_a_changed_action_is_saved_as_a_snapshot_that_says_who(audits, folder, typing):
    typing(lambda rows: rows.assign(status="done"))
    page = press(press(audits(), "Change the actions"), "Save the actions")
    assert not page.exception
    assert [box.value for box in page.success] == ["Saved: snapshot 2 is in force."]
    last = log_lines(folder)[-1]
    assert (last["event"], last["snapshot"]) == ("audit actions", 2) and last["who"]
    assert page.subheader[-1].value == "6 actions, none of them still to be done"
    assert "Save the actions" not in [button.label for button in page.button]


def test_what_cannot_be_saved_is_refused_in_a_sentence_and_stays(audits, folder, typing):
    typing(lambda rows: rows.assign(finding=None))
    page = press(press(audits(), "Change the actions"), "Save the actions")
    assert not page.exception
    (refusal,) = page.error
    assert refusal.value.replace("\\", "").startswith("Row 1 does not say what was found")
    assert store.current_number(folder) == 1
    assert "Save the actions" in [button.label for button in page.button]


def test_what_somebody_else_saved_meanwhile_is_said_and_not_overwritten(audits, folder, typing):
    page = press(audits(), "Change the actions")
    held = store.open_cursor(folder).execute("from audit_actions").df()
    save_audit_actions(folder, held.assign(owner_role="Somebody"), who="kim")
    typing(lambda rows: rows.assign(status="done"))
    page = press(page, "Save the actions")
    assert not page.exception
    (refusal,) = page.error
    assert "were changed by kim since you began" in refusal.value
    owners = store.open_cursor(folder).execute("select distinct owner_role from audit_actions")
    assert owners.fetchall() == [("Somebody",)]
    # once closed and opened again, the table is theirs
    page = press(press(page, "Close without saving"), "Change the actions")
    page = press(page, "Save the actions")
    assert [box.value for box in page.success] == ["Saved: snapshot 3 is in force."]


def test_nothing_changed_is_nothing_saved(audits, folder):
    page = press(press(audits(), "Change the actions"), "Save the actions")
    assert not page.exception
    assert [box.value for box in page.info] == ["Nothing was changed, so nothing was saved."]
    assert store.current_number(folder) == 1


def test_where_no_action_is_written_down_the_first_can_be(open_page, hand_written_store):
    page = open_page("audits", store=hand_written_store)
    assert page.subheader[-1].value == "No action is written down yet"
    page = press(page, "Change the actions")
    assert not page.exception
    assert "Save the actions" in [button.label for button in page.button]


def test_members_see_the_actions_without_changing_them_and_no_sample(opened):
    page = opened("audits", audience="members")
    assert not page.exception
    assert "Draw a sample for the next audit" not in headers(page)
    assert [button.label for button in page.button] == []
    # only how many were good or better; in the fourth quarter not so few that it points at a child
    assert [len(chart["data"]) for chart in figures(page)] == [1, 1]
    assert headers(page)[0].endswith("some of their grades are withheld")
    assert len(table(page, "Actions after audits and inspections")) == 7
    assert "DEMO-0" not in " ".join(html(page))


def test_the_council_is_turned_away(opened):
    page = opened("audits", audience="council")
    assert not page.exception
    assert headers(page) == []


def test_members_are_told_that_grades_are_of_all_children_together(opened):
    page = opened("audits", audience="members", part="foster")
    assert not page.exception
    assert figures(page) == []
    said = [piece.value for piece in page.markdown]
    assert sum("given here for all children together" in piece for piece in said) == 2
