"""Strategy meetings and brothers and sisters: loaded, corrected, taken back, forgotten."""

from datetime import date, datetime

import pytest

from analytics.ingest import ImportRefused, forget, rejected_csv
from analytics.store import rollback

MEETINGS = "child_id,held_on,note\n"
CHILDREN = "child_id,date_of_birth,sibling_group\n"
ONE = CHILDREN + "C1,05/06/2006,F1\n"
ALL = "select child_id, held_on, note from strategy_meetings order by all"
GROUPS = "select child_id, sibling_group from children order by all"


def found(file):
    """Row number and rule of everything found in the file."""
    return [(row["row_number"], row["rule"]) for row in file.rejected_rows + file.warning_rows]


def test_meetings_are_kept_by_child_and_day_with_what_was_noted(load, held):
    rows = "C1,19/02/2021,Plan reviewed\nC1,2021-03-04,\n"
    (_, file) = load(c_csv=ONE, m_csv=MEETINGS + rows).files
    assert (file.format, file.accepted, found(file)) == ("strategy_meetings", 2, [])
    assert held(ALL) == [
        ("C1", date(2021, 2, 19), "Plan reviewed"),
        ("C1", date(2021, 3, 4), None),
    ]


def test_a_time_of_day_is_left_out(load, held):
    load(c_csv=ONE, m_csv="child_id,held_on\nC1,19/02/2021 14:30\n")
    assert held(ALL) == [("C1", date(2021, 2, 19), None)]


def test_the_same_file_again_is_unchanged_and_another_note_is_an_update(load, held):
    load(c_csv=ONE, m_csv=MEETINGS + "C1,19/02/2021,Plan reviewed\nC1,04/03/2021,\n")
    again = load(m_csv=MEETINGS + "C1,19/02/2021,Plan reviewed\nC1,04/03/2021,Plan ended\n")
    (file,) = again.files
    assert (file.accepted, file.updated, file.unchanged, file.rejected) == (0, 1, 1, 0)
    assert held(ALL)[1] == ("C1", date(2021, 3, 4), "Plan ended")


def test_a_file_without_notes_keeps_those_held(load, held):
    load(c_csv=ONE, m_csv=MEETINGS + "C1,19/02/2021,Plan reviewed\n")
    (file,) = load(m_csv="child_id,held_on\nC1,19/02/2021\n").files
    assert file.unchanged == 1
    assert held(ALL) == [("C1", date(2021, 2, 19), "Plan reviewed")]


def test_a_row_twice_is_taken_once_and_one_that_contradicts_it_is_left_out(load, held):
    rows = "C1,19/02/2021,Plan\nC1,19/02/2021,Plan\nC1,2021-02-19,No plan\n"
    (_, file) = load(c_csv=ONE, m_csv=MEETINGS + rows).files
    assert (file.accepted, file.unchanged, file.rejected) == (1, 1, 1)
    assert found(file) == [(4, "duplicate-row")]
    assert held(ALL) == [("C1", date(2021, 2, 19), "Plan")]


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        (",19/02/2021,", "blank-cell"),
        ("C1,,", "blank-cell"),
        ("C1,31/02/2021,", "not-a-date"),
        ("C1,soon,", "not-a-date"),
        ("C1,05/06/2006,", "meeting-before-birth"),  # on the day of birth
        ("C1,04/06/2006,", "meeting-before-birth"),
        ("C1,19/02/2021,Plan,reviewed", "ragged-row"),
    ],
)
def test_a_meeting_that_cannot_be_is_left_out(load, held, row, rule):
    (_, file) = load(c_csv=ONE, m_csv=MEETINGS + row + "\nC1,06/06/2006,\n").files
    assert found(file) == [(2, rule)]
    assert held(ALL) == [("C1", date(2006, 6, 6), None)]  # the day after birth can be


def test_a_meeting_after_the_data_date_is_kept_with_a_warning(load, held):
    rows = "C1,30/12/2021,\nC1,31/12/2021,\nC1,01/01/2022,\n"
    (_, file) = load(c_csv=ONE, m_csv=MEETINGS + rows, as_of=datetime(2021, 12, 31, 9)).files
    assert found(file) == [(4, "after-data-date")]  # that of today may be this afternoon's
    assert file.warning_rows[0]["message"] == (
        "The meeting 01/01/2022 is later than the data date 31/12/2021 09:00."
    )
    assert len(held(ALL)) == 3


def test_a_child_that_no_file_has_is_kept_by_its_reference_alone(load, held):
    (file,) = load(m_csv=MEETINGS + "C9,19/02/2021,\n").files
    assert (file.accepted, found(file)) == (1, [(2, "INT04")])
    assert held("select child_id, date_of_birth, authority from children") == [
        ("C9", None, "E06000015")
    ]
    (file,) = load(c_csv=CHILDREN + "C9,05/06/2006,\n").files
    assert (file.updated, file.accepted) == (1, 0)


def test_a_date_of_birth_that_the_same_import_brings_with_an_episode_is_not_lost(load, held):
    missing = "CHILD,DOB,MISSING,MIS_START,MIS_END\nC9,05/06/2006,M,01/02/2021,02/02/2021\n"
    load(a_csv=MEETINGS + "C9,19/02/2021,\n", missing_csv=missing)
    assert held("select date_of_birth from children") == [(date(2006, 6, 5),)]


def test_meetings_alone_do_not_move_the_data_date(load, held):
    episode = "episode_id,child_id,category,missing_at,returned_at\nE1,C1,missing,01/02/2021,\n"
    load(c_csv=ONE, e_csv=episode)
    load(m_csv=MEETINGS + "C1,19/02/2022,\n", as_of=datetime(2022, 3, 1))
    # they say nothing of who has gone missing since
    assert held("select data_date from snapshot") == [(datetime(2022, 1, 1),)]


def test_a_meeting_left_out_can_be_corrected_and_given_back(load, folder, held):
    load(c_csv=ONE, m_csv=MEETINGS + "C1,soon,Plan\nC1,04/03/2021,\n")
    load(list_csv=rejected_csv(folder).replace("soon", "19/02/2021"))
    assert held(ALL) == [("C1", date(2021, 2, 19), "Plan"), ("C1", date(2021, 3, 4), None)]


def test_where_no_meeting_can_be_used_nothing_is_published(load, held):
    load(c_csv=ONE)
    with pytest.raises(ImportRefused, match="None of the 1 rows"):
        load(m_csv=MEETINGS + "C1,01/01/2001,\n")
    assert held(ALL) == []


def test_going_back_takes_the_meetings_and_groups_of_the_last_import_with_it(load, folder, held):
    load(c_csv=ONE, m_csv=MEETINGS + "C1,19/02/2021,\n")
    load(c_csv=CHILDREN + "C1,05/06/2006,F2\n", m_csv=MEETINGS + "C1,04/03/2021,\n")
    assert (len(held(ALL)), held(GROUPS)) == (2, [("C1", "F2")])
    rollback(folder)
    assert (len(held(ALL)), held(GROUPS)) == (1, [("C1", "F1")])


def test_forgetting_a_child_removes_its_meetings_and_notes_that_name_it(load, folder, held):
    children = CHILDREN + "C-ONE,05/06/2006,F1\nC-TWO,05/06/2007,F1\n"
    meetings = "C-ONE,19/02/2021,Plan\nC-TWO,19/02/2021,With C-ONE.\nC-TWO,04/03/2021,C-ONE2\n"
    load(c_csv=children, m_csv=MEETINGS + meetings)
    forget(folder, "C-ONE")
    assert held(ALL) == [
        ("C-TWO", date(2021, 2, 19), None),
        ("C-TWO", date(2021, 3, 4), "C-ONE2"),  # another child's reference
    ]
    assert held(GROUPS) == [("C-TWO", "F1")]


def test_brothers_and_sisters_called_after_a_forgotten_child_stay_together(load, folder, held):
    rows = "C-ONE,,C-ONE\nC-TWO,,C-ONE\nC-TRE,,C-ONE\nC-FOR,,F4\nC-FIV,,\n"
    load(c_csv=CHILDREN + rows)
    forget(folder, "C-ONE")
    assert held(GROUPS) == [
        ("C-FIV", None),
        ("C-FOR", "F4"),
        ("C-TRE", "C-TRE"),
        ("C-TWO", "C-TRE"),
    ]
    assert all(b"C-ONE" not in path.read_bytes() for path in folder.glob("*.duckdb"))


def test_a_file_of_children_without_the_column_keeps_their_brothers_and_sisters(load, held):
    load(c_csv=ONE)
    (file,) = load(c_csv="child_id,date_of_birth,sex\nC1,05/06/2006,female\n").files
    assert file.updated == 1  # the sex
    (header,) = load(h_csv="CHILD,SEX,DOB,ETHNIC\nC1,female,05/06/2006,WBRI\n").files
    assert (header.format, header.updated) == ("903_header", 1)
    assert held(GROUPS) == [("C1", "F1")]


def test_a_blank_cell_under_the_column_takes_a_child_out_of_its_group(load, held):
    load(c_csv=ONE)
    load(c_csv=CHILDREN + "C1,05/06/2006,\n")
    assert held(GROUPS) == [("C1", None)]


def test_a_child_of_whom_only_the_group_is_known_counts_as_known(load):
    (_, file) = load(c_csv=CHILDREN + "C1,,F1\n", m_csv=MEETINGS + "C1,19/02/2021,\n").files
    assert found(file) == []


def test_a_word_for_none_makes_nobody_a_brother_or_sister(load, held):
    rows = "C1,05/06/2006,N/A\nC2,05/06/2007,n/a\nC3,05/06/2008,F1\n"
    (file,) = load(c_csv=CHILDREN + rows).files
    assert found(file) == [(2, "no-sibling-group"), (3, "no-sibling-group")]
    assert held(GROUPS) == [("C1", None), ("C2", None), ("C3", "F1")]
