"""Actions after audits: what follows, when one is overdue, and how they are saved."""

import shutil
from datetime import date

import pandas as pd
import pytest

from analytics import store
from analytics.filters import Filters
from analytics.measures import run
from analytics.store import AUDIT_ACTIONS, StoreRefused, publish, save_audit_actions
from analytics.store.snapshots import log_lines

COLUMNS = "found_on source finding action owner_role due_on status evidence measure".split()
THIN = (date(2021, 4, 8), "interview_audit", "Thin", "Show examples", "Practice lead",
        date(2021, 7, 31), "done", "On the form", "audits_by_criterion")  # fmt: skip
LATE = (date(2021, 10, 14), "interview_audit", "Late", "Book it", None,
        date(2021, 12, 31), "in_progress", None, None)  # fmt: skip


def actions(*rows):
    return pd.DataFrame([dict(zip(COLUMNS, row, strict=True)) for row in rows], columns=COLUMNS)


def changed(row, **values):
    return tuple((dict(zip(COLUMNS, row, strict=True)) | values).values())


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """A store as of 1 January 2022, 00:00, with two actions; copied by who changes it."""
    folder = tmp_path_factory.mktemp("saved")
    publish(
        folder,
        lambda con: con.execute("update snapshot set data_date = timestamp '2022-01-01'"),
    )
    save_audit_actions(folder, actions(THIN, LATE), who="sam")
    return folder


@pytest.fixture
def folder(saved, tmp_path):
    return shutil.copytree(saved, tmp_path / "store")


def held(folder):
    rows = run(store.open_cursor(folder), "audit_actions", Filters())
    return rows.sort_values("found_on", ignore_index=True)


def test_actions_are_saved_as_a_snapshot_that_says_who(saved):
    last = log_lines(saved)[-1]
    assert (last["snapshot"], last["event"], last["who"]) == (2, AUDIT_ACTIONS, "sam")
    rows = held(saved)
    assert list(rows["finding"]) == ["Thin", "Late"]
    assert rows.loc[0, "due_on"] == pd.Timestamp("2021-07-31")
    assert pd.isna(rows.loc[1, "owner_role"]) and pd.isna(rows.loc[1, "evidence"])


def test_the_actions_given_take_the_place_of_all_that_were_held(folder):
    new = changed(THIN, finding="New", status="open")
    assert save_audit_actions(folder, actions(changed(LATE, status="done"), new), who="kim") == 3
    rows = held(folder)
    assert list(zip(rows["finding"], rows["status"], strict=True)) == [
        ("New", "open"),
        ("Late", "done"),
    ]
    assert save_audit_actions(folder, actions(), who="kim") == 4
    assert held(folder).empty


def test_an_action_is_overdue_once_its_day_is_over_at_the_data_date(folder):
    of_late = {
        "due on 31 December, which is over on 1 January at midnight": ({}, True),
        "due on 1 January": ({"due_on": date(2022, 1, 1)}, False),
        "without a status": ({"status": None}, True),
        "done": ({"status": "done"}, False),
        "not taken up": ({"status": "not_taken_up"}, False),
        "without a day": ({"due_on": None}, False),
    }
    rows = [changed(LATE, finding=name, **values) for name, (values, _) in of_late.items()]
    save_audit_actions(folder, actions(*rows), who="sam")
    overdue = held(folder).set_index("finding")["overdue"]
    assert overdue.to_dict() == {name: expected for name, (_, expected) in of_late.items()}


def test_what_is_not_finished_comes_first_and_the_soonest_due_of_it(folder):
    rows = actions(
        THIN,
        changed(LATE, finding="No day", due_on=None),
        LATE,
        changed(LATE, finding="Sooner", due_on=date(2021, 11, 1)),
    )
    save_audit_actions(folder, rows, who="sam")
    listed = run(store.open_cursor(folder), "audit_actions", Filters())
    assert list(listed["finding"]) == ["Sooner", "Late", "No day", "Thin"]


def test_blank_rows_and_space_around_words_are_left_out(folder):
    blank = (pd.NaT, None, "", None, "  ", None, None, "", None)
    rows = actions(changed(LATE, finding="  Late ", evidence=" "), THIN, blank)
    assert save_audit_actions(folder, rows, who="sam") is None
    assert len(held(folder)) == 2


def test_where_nothing_was_changed_nothing_is_published(folder):
    assert save_audit_actions(folder, actions(LATE, THIN), who="sam") is None
    assert store.current_number(folder) == 2


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (changed(LATE, finding=" "), "Row 2 does not say what was found: add it, or delete"),
        (changed(LATE, found_on=None), "Row 2 does not say the day it was found"),
        (changed(LATE, action=None), "Row 2 does not say what is to be done"),
        (changed(LATE, source=None), "Row 2 does not say where the finding comes from"),
        (changed(LATE, source="hearsay"), "source 'hearsay' is not known: choose from interview_a"),
        (changed(LATE, status="soon"), "status 'soon' is not known: choose from open, in_progr"),
        (changed(LATE, evidence="x" * 1001), "evidence is longer than 1,000 characters"),
        (changed(THIN, status="open"), "Rows 1 and 2 have the same day, finding and action"),
    ],
)
def test_what_cannot_be_is_refused_by_row_and_nothing_is_saved(folder, row, sentence):
    with pytest.raises(StoreRefused, match=sentence):
        save_audit_actions(folder, actions(THIN, row), who="sam")
    assert store.current_number(folder) == 2


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(folder):
    seen = held(folder)
    theirs = actions(THIN, changed(LATE, status="done"))
    save_audit_actions(folder, theirs, who="kim", seen=seen)
    mine = actions(THIN, changed(LATE, evidence="Booked"))
    with pytest.raises(StoreRefused, match="were changed by kim since you began, so nothing was"):
        save_audit_actions(folder, mine, who="sam", seen=seen)
    assert list(held(folder)["status"]) == ["done", "done"]


def test_another_snapshot_with_the_same_actions_stands_in_nobodys_way(folder):
    seen = held(folder)
    publish(folder, lambda con: con.execute("insert into children (child_id) values ('A')"))
    assert save_audit_actions(folder, actions(THIN), who="sam", seen=seen) == 4
