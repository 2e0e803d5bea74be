"""Audits of interviews and of the whole response, and actions: loaded and corrected."""

from datetime import date

import pytest

from tests.ingest.conftest import Loaded

EPISODES = (
    "episode_id,child_id,category,missing_at,returned_at\n"
    "E1,C-ONE,missing,01/02/2021 10:00,02/02/2021 10:00\n"
    "E2,C-TWO,missing,01/02/2021 10:00,02/02/2021 10:00\n"
)
INTERVIEWS = (
    "interview_id,child_id,episode_ids,completed_at,outcome\n"
    "I1,C-ONE,E1,03/02/2021 10:00,completed\nI2,C-TWO,E2,03/02/2021 10:00,completed\n"
)
AUDITS = "interview_id,audited_on,criterion,grade,note\n"
RESPONSES = "episode_id,audited_on,criterion,grade,note\n"
ACTIONS = "found_on,source,finding,action,owner_role,due_on,status,evidence,measure\n"
# Rows that cannot be, each with its rule; E2 is audited for its plan on 16 March before them.
RESPONSES_LEFT_OUT = {
    "E9,15/03/2021,Plan,Good,": "unknown-episode",
    ",15/03/2021,Plan,Good,": "blank-cell",
    "E1,,Plan,Good,": "blank-cell",
    "E1,15/03/2021,,Good,": "blank-cell",
    "E1,15/03/2021,Plan,,": "blank-cell",
    "E1,soon,Plan,Good,": "not-a-date",
    "E2,16/03/2021,Plan,Inadequate,": "duplicate-row",
}
ACTIONS_LEFT_OUT = {
    "08/04/2021,gossip,Thin,Show,,,,,": "unknown-code",
    "08/04/2021,,Thin,Show,,,,,": "blank-cell",
    "08/04/2021,other,Thin,Show,,,soon,,": "unknown-code",
    "08/04/2021,other,Thin,Show,,soon,,,": "not-a-date",
    "08/04/2021,other,,Show,,,,,": "blank-cell",
}
TWO_RESPONSES = RESPONSES + "E1,15/03/2021,Plan,Good,\nE1,15/03/2021,Told,good,Late\n"
TWO_ACTIONS = ACTIONS + (
    "08/04/2021,Audit of return interviews,Thin,Show examples,Practice lead,31/07/2021,Done,"
    "On the form,\n2021-10-14,other,Late,Book it,,,,,in_time_of_episodes\n"
)
# The data date is 1 January 2022.
LATER = "{},15/03/2121,Plan,Good,\n"


def found(file):
    """Row number and rule of everything found in the file."""
    return [(row["row_number"], row["rule"]) for row in file.rejected_rows + file.warning_rows]


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """Audits and actions, those that cannot be and those of later days too."""
    store = Loaded(tmp_path_factory.mktemp("once"))
    store.load(
        e_csv=EPISODES,
        i_csv=INTERVIEWS,
        kept_csv=TWO_RESPONSES,
        actions_csv=TWO_ACTIONS,
        faults_csv="\n".join([RESPONSES + "E2,16/03/2021,Plan,Good,", *RESPONSES_LEFT_OUT, ""]),
        unusable_csv="\n".join(
            [ACTIONS + "08/04/2021,other,Kept,Show,,,,,", *ACTIONS_LEFT_OUT, ""]
        ),
        later_csv=AUDITS + LATER.format("I1"),
        laterstill_csv=RESPONSES + LATER.format("E1"),
    )
    return store


@pytest.fixture(scope="module")
def twice(once, tmp_path_factory):
    """The same after a grade and a status were changed."""
    store = once.copy(tmp_path_factory.mktemp("twice"))
    store.load(
        kept_csv=TWO_RESPONSES.replace("Plan,Good", "Plan,Inadequate"),
        actions_csv=TWO_ACTIONS.replace("Done", "open"),
    )
    return store


def test_audits_of_the_response_are_kept_by_episode_day_and_criterion(once, twice):
    file = once.file("kept.csv")
    assert (file.format, file.accepted, found(file)) == ("response_audits", 2, [])
    again = twice.file("kept.csv")
    assert (again.updated, again.unchanged) == (1, 1)
    assert twice.held(
        "from response_audits where audited_on = date '2021-03-15' order by criterion"
    ) == [
        ("E1", date(2021, 3, 15), "Plan", "Inadequate", None),
        ("E1", date(2021, 3, 15), "Told", "good", "Late"),
    ]


def test_an_audit_of_the_response_that_cannot_be_is_left_out(once):
    expected = list(enumerate(RESPONSES_LEFT_OUT.values(), start=3))
    assert found(once.file("faults.csv")) == expected
    assert once.held(
        "select episode_id, audited_on, grade from response_audits"
        " where audited_on <> date '2021-03-15' order by audited_on"
    ) == [("E2", date(2021, 3, 16), "Good"), ("E1", date(2121, 3, 15), "Good")]


def test_an_audit_after_the_data_date_is_kept_with_a_warning(once):
    files = [once.file(name) for name in ("later.csv", "laterstill.csv")]
    assert [found(file) for file in files] == [[(2, "after-data-date")]] * 2
    assert (
        "The audit 15/03/2121 is later than the data date" in (files[0].warning_rows[0]["message"])
    )


def test_actions_are_read_with_words_for_codes_and_their_days(once, twice):
    file = once.file("actions.csv")
    assert (file.format, file.accepted, found(file)) == ("audit_actions", 2, [])
    assert once.held("from audit_actions where finding <> 'Kept' order by found_on") == [
        (date(2021, 4, 8), "interview_audit", "Thin", "Show examples", "Practice lead",
         date(2021, 7, 31), "done", "On the form", None),
        (date(2021, 10, 14), "other", "Late", "Book it", None, None, None, None,
         "in_time_of_episodes"),
    ]  # fmt: skip
    again = twice.file("actions.csv")
    assert (again.updated, again.unchanged) == (1, 1)


def test_an_action_that_cannot_be_is_left_out(once):
    expected = list(enumerate(ACTIONS_LEFT_OUT.values(), start=3))
    assert found(once.file("unusable.csv")) == expected
    assert once.held("select finding, action from audit_actions order by 1") == [
        ("Kept", "Show"),
        ("Late", "Book it"),
        ("Thin", "Show examples"),
    ]
