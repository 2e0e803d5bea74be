"""Audits of interviews and of the whole response, and actions: loaded, corrected, forgotten."""

from datetime import date, datetime

import pytest

from analytics.ingest import forget

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


def found(file):
    """Row number and rule of everything found in the file."""
    return [(row["row_number"], row["rule"]) for row in file.rejected_rows + file.warning_rows]


@pytest.fixture
def two_children(load):
    load(e_csv=EPISODES, i_csv=INTERVIEWS)


def test_audits_of_the_response_are_kept_by_episode_day_and_criterion(two_children, load, held):
    rows = "E1,15/03/2021,Plan,Good,\nE1,15/03/2021,Told,good,Late\n"
    (file,) = load(r_csv=RESPONSES + rows).files
    assert (file.format, file.accepted, found(file)) == ("response_audits", 2, [])
    (file,) = load(r_csv=RESPONSES + rows.replace("Plan,Good", "Plan,Inadequate")).files
    assert (file.updated, file.unchanged) == (1, 1)
    assert held("from response_audits order by criterion") == [
        ("E1", date(2021, 3, 15), "Plan", "Inadequate", None),
        ("E1", date(2021, 3, 15), "Told", "good", "Late"),
    ]


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("E9,15/03/2021,Plan,Good,", "unknown-episode"),
        (",15/03/2021,Plan,Good,", "blank-cell"),
        ("E1,,Plan,Good,", "blank-cell"),
        ("E1,15/03/2021,,Good,", "blank-cell"),
        ("E1,15/03/2021,Plan,,", "blank-cell"),
        ("E1,soon,Plan,Good,", "not-a-date"),
        ("E2,16/03/2021,Plan,Inadequate,", "duplicate-row"),
    ],
)
def test_an_audit_of_the_response_that_cannot_be_is_left_out(two_children, load, held, row, rule):
    (file,) = load(r_csv=f"{RESPONSES}E2,16/03/2021,Plan,Good,\n{row}\n").files
    assert found(file) == [(3, rule)]
    assert held("select episode_id from response_audits") == [("E2",)]


def test_an_audit_after_the_data_date_is_kept_with_a_warning(two_children, load):
    rows = "{},15/03/2121,Plan,Good,\n"
    result = load(
        a_csv=AUDITS + rows.format("I1"),
        r_csv=RESPONSES + rows.format("E1"),
        as_of=datetime(2022, 1, 1),
    )
    assert [found(file) for file in result.files] == [[(2, "after-data-date")]] * 2
    assert (
        "The audit 15/03/2121 is later than the data date"
        in (result.files[0].warning_rows[0]["message"])
    )


def test_actions_are_read_with_words_for_codes_and_their_days(load, held):
    rows = (
        "08/04/2021,Audit of return interviews,Thin,Show examples,Practice lead,31/07/2021,Done,"
        "On the form,\n2021-10-14,other,Late,Book it,,,,,in_time_of_episodes\n"
    )
    (file,) = load(a_csv=ACTIONS + rows).files
    assert (file.format, file.accepted, found(file)) == ("audit_actions", 2, [])
    assert held("from audit_actions order by found_on") == [
        (date(2021, 4, 8), "interview_audit", "Thin", "Show examples", "Practice lead",
         date(2021, 7, 31), "done", "On the form", None),
        (date(2021, 10, 14), "other", "Late", "Book it", None, None, None, None,
         "in_time_of_episodes"),
    ]  # fmt: skip
    (file,) = load(a_csv=ACTIONS + rows.replace("Done", "open")).files
    assert (file.updated, file.unchanged) == (1, 1)


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("08/04/2021,gossip,Thin,Show,,,,,", "unknown-code"),
        ("08/04/2021,,Thin,Show,,,,,", "blank-cell"),
        ("08/04/2021,other,Thin,Show,,,soon,,", "unknown-code"),
        ("08/04/2021,other,Thin,Show,,soon,,,", "not-a-date"),
        ("08/04/2021,other,,Show,,,,,", "blank-cell"),
    ],
)
def test_an_action_that_cannot_be_is_left_out(load, held, row, rule):
    (file,) = load(a_csv=f"{ACTIONS}{row}\n08/04/2021,other,Kept,Show,,,,,\n").files
    assert found(file) == [(2, rule)]
    assert held("select finding from audit_actions") == [("Kept",)]


def test_forgetting_a_child_removes_its_audits_and_words_that_name_it(
    two_children, load, folder, held
):
    load(
        a_csv=AUDITS + "I1,15/03/2021,Contact,Good,\nI2,15/03/2021,Contact,Good,as with I1\n",
        r_csv=RESPONSES + "E1,15/03/2021,Plan,Good,\nE2,15/03/2021,Plan,Good,with C-ONE\n",
        x_csv=ACTIONS + "08/04/2021,other,C-ONE was not told,Tell C-ONE.,,,,E1 again,\n"
        "08/04/2021,other,Thin,Show,,,,seen with C-ONE,\n",
    )
    forget(folder, "C-ONE")
    assert held("select interview_id, note from audits") == [("I2", None)]
    assert held("select episode_id, note from response_audits") == [("E2", None)]
    assert held("select finding, action, evidence from audit_actions order by 1") == [
        ("Thin", "Show", None),
        ("a child was not told", "Tell a child.", "a child again"),
    ]
    assert all(b"C-ONE" not in path.read_bytes() for path in folder.glob("*.duckdb"))
