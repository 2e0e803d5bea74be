"""Strategy meetings and brothers and sisters: loaded, corrected, taken back."""

from datetime import date, datetime

import pytest

from analytics.ingest import ImportRefused, rejected_csv
from analytics.store import rollback
from tests.ingest.conftest import Loaded

MEETINGS = "child_id,held_on,note\n"
CHILDREN = "child_id,date_of_birth,sibling_group\n"
ALL = "select child_id, held_on, note from strategy_meetings where child_id like $1 order by all"
GROUPS = "select child_id, sibling_group from children where child_id like $1 order by all"
# Rows that cannot be, each with its rule; the child was born on 5 June 2006.
LEFT_OUT = {
    ",19/02/2021,": "blank-cell",
    "FAULTS,,": "blank-cell",
    "FAULTS,31/02/2021,": "not-a-date",
    "FAULTS,soon,": "not-a-date",
    "FAULTS,05/06/2006,": "meeting-before-birth",  # on the day of birth
    "FAULTS,04/06/2006,": "meeting-before-birth",
    "FAULTS,19/02/2021,Plan,reviewed": "ragged-row",
}
# A child of each test, by the name of its file of meetings.
FIRST = {
    "kept": "KEPT,19/02/2021,Plan reviewed\nKEPT,2021-03-04,\n",
    "time": "TIME,19/02/2021 14:30,\n",
    "changed": "CHANGED,19/02/2021,Plan reviewed\nCHANGED,04/03/2021,\n",
    "noted": "NOTED,19/02/2021,Plan reviewed\n",
    "twice": "TWICE,19/02/2021,Plan\nTWICE,19/02/2021,Plan\nTWICE,2021-02-19,No plan\n",
    "faults": "\n".join([*LEFT_OUT, "FAULTS,06/06/2006,\n"]),
    "bare": "BARE,19/02/2021,\n",
    "born": "BORN,19/02/2021,\n",
    "group": "GROUP,19/02/2021,\n",
    "corrected": "CORRECTED,never,Plan\nCORRECTED,04/03/2021,\n",
}
KNOWN = "".join(
    f"{name.upper()},05/06/2006,F1\n" for name in FIRST if name not in ("bare", "born", "group")
)


def found(file):
    """Row number and rule of everything found in the file."""
    return [(row["row_number"], row["rule"]) for row in file.rejected_rows + file.warning_rows]


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """All children and their meetings loaded together; copied by who loads more."""
    store = Loaded(tmp_path_factory.mktemp("once"))
    store.load(
        children_csv=CHILDREN + KNOWN + "GROUP,,F1\nSEX,05/06/2006,F1\nHEADER,05/06/2006,F1\n"
        "BLANK,05/06/2006,F1\n",
        none_csv=CHILDREN + "NONE1,05/06/2006,N/A\nNONE2,05/06/2007,n/a\nNONE3,05/06/2008,F1\n",
        **{f"{name}_csv": MEETINGS + rows for name, rows in FIRST.items()},
        missing_csv="CHILD,DOB,MISSING,MIS_START,MIS_END\n"
        "BORN,05/06/2006,M,01/02/2021,02/02/2021\n",
    )
    return store


@pytest.fixture(scope="module")
def twice(once, tmp_path_factory):
    """The same with further files."""
    store = once.copy(tmp_path_factory.mktemp("twice"))
    store.load(
        changed_csv=MEETINGS + "CHANGED,19/02/2021,Plan reviewed\nCHANGED,04/03/2021,Plan ended\n",
        noted_csv="child_id,held_on\nNOTED,19/02/2021\n",
        bare_csv=CHILDREN + "BARE,05/06/2006,\n",
        sex_csv="child_id,date_of_birth,sex\nSEX,05/06/2006,female\n",
        header_csv="CHILD,SEX,DOB,ETHNIC\nHEADER,female,05/06/2006,WBRI\n",
        blank_csv=CHILDREN + "BLANK,05/06/2006,\nKEPT,05/06/2006,F2\n",
    )
    return store


@pytest.fixture(scope="module")
def corrected(once, tmp_path_factory):
    """The same with one row of the list of those left out corrected, two months later."""
    store = once.copy(tmp_path_factory.mktemp("corrected"))
    listed = rejected_csv(store.folder)
    assert listed.count("never") == 2  # in the row, and in what is said of it
    store.load(
        list_csv=listed.replace("CORRECTED,never", "CORRECTED,19/02/2021"),
        as_of=datetime(2022, 3, 1),
    )
    return store


def test_meetings_are_kept_by_child_and_day_with_what_was_noted(once):
    file = once.file("kept.csv")
    assert (file.format, file.accepted, found(file)) == ("strategy_meetings", 2, [])
    assert once.held(ALL, "KEPT") == [
        ("KEPT", date(2021, 2, 19), "Plan reviewed"),
        ("KEPT", date(2021, 3, 4), None),
    ]


def test_a_time_of_day_is_left_out(once):
    assert found(once.file("time.csv")) == []
    assert once.held(ALL, "TIME") == [("TIME", date(2021, 2, 19), None)]


def test_the_same_file_again_is_unchanged_and_another_note_is_an_update(twice):
    file = twice.file("changed.csv")
    assert (file.accepted, file.updated, file.unchanged, file.rejected) == (0, 1, 1, 0)
    assert twice.held(ALL, "CHANGED") == [
        ("CHANGED", date(2021, 2, 19), "Plan reviewed"),
        ("CHANGED", date(2021, 3, 4), "Plan ended"),
    ]


def test_a_file_without_notes_keeps_those_held(twice):
    assert twice.file("noted.csv").unchanged == 1
    assert twice.held(ALL, "NOTED") == [("NOTED", date(2021, 2, 19), "Plan reviewed")]


def test_a_row_twice_is_taken_once_and_one_that_contradicts_it_is_left_out(once):
    file = once.file("twice.csv")
    assert (file.accepted, file.unchanged, file.rejected) == (1, 1, 1)
    assert found(file) == [(4, "duplicate-row")]
    assert once.held(ALL, "TWICE") == [("TWICE", date(2021, 2, 19), "Plan")]


def test_a_meeting_that_cannot_be_is_left_out(once):
    assert found(once.file("faults.csv")) == list(enumerate(LEFT_OUT.values(), start=2))
    # the day after birth can be
    assert once.held(ALL, "FAULTS") == [("FAULTS", date(2006, 6, 6), None)]


def test_a_meeting_after_the_data_date_is_kept_with_a_warning(load, held):
    rows = "C1,30/12/2021,\nC1,31/12/2021,\nC1,01/01/2022,\n"
    one = CHILDREN + "C1,05/06/2006,F1\n"
    (_, file) = load(c_csv=one, m_csv=MEETINGS + rows, as_of=datetime(2021, 12, 31, 9)).files
    assert found(file) == [(4, "after-data-date")]  # that of today may be this afternoon's
    assert file.warning_rows[0]["message"] == (
        "The meeting 01/01/2022 is later than the data date 31/12/2021 09:00."
    )
    assert len(held(ALL, "C1")) == 3


def test_a_child_that_no_file_has_is_kept_by_its_reference_alone(once, twice):
    file = once.file("bare.csv")
    assert (file.accepted, found(file)) == (1, [(2, "INT04")])
    kept = "select child_id, date_of_birth, authority from children where child_id = 'BARE'"
    assert once.held(kept) == [("BARE", None, "E06000015")]
    again = twice.file("bare.csv")
    assert (again.updated, again.accepted) == (1, 0)


def test_a_date_of_birth_that_the_same_import_brings_with_an_episode_is_not_lost(once):
    assert once.held("select date_of_birth from children where child_id = 'BORN'") == [
        (date(2006, 6, 5),)
    ]


def test_meetings_alone_do_not_move_the_data_date(corrected):
    assert [file.format for file in corrected.result.files] == ["strategy_meetings"] * 3
    # they say nothing of who has gone missing since
    assert corrected.held("select data_date from snapshot") == [(datetime(2022, 1, 1),)]


def test_a_meeting_left_out_can_be_corrected_and_given_back(once, corrected):
    assert once.held(ALL, "CORRECTED") == [("CORRECTED", date(2021, 3, 4), None)]
    assert corrected.held(ALL, "CORRECTED") == [
        ("CORRECTED", date(2021, 2, 19), "Plan"),
        ("CORRECTED", date(2021, 3, 4), None),
    ]


def test_where_no_meeting_can_be_used_nothing_is_published(once, tmp_path):
    store = once.copy(tmp_path)
    with pytest.raises(ImportRefused, match="None of the 1 rows"):
        store.load(m_csv=MEETINGS + "SEX,01/01/2001,\n")
    assert store.held(ALL, "%") == once.held(ALL, "%")
    assert store.held("select number from snapshot") == [(1,)]


def test_going_back_takes_the_meetings_and_groups_of_the_last_import_with_it(once, twice, tmp_path):
    before, after = ((store.held(ALL, "%"), store.held(GROUPS, "%")) for store in (once, twice))
    assert before[0] != after[0] and before[1] != after[1]
    store = twice.copy(tmp_path)
    rollback(store.folder)
    assert (store.held(ALL, "%"), store.held(GROUPS, "%")) == before


def test_a_file_of_children_without_the_column_keeps_their_brothers_and_sisters(twice):
    assert twice.file("sex.csv").updated == 1
    header = twice.file("header.csv")
    assert (header.format, header.updated) == ("903_header", 1)
    assert twice.held(GROUPS, "SEX") == [("SEX", "F1")]
    assert twice.held(GROUPS, "HEADER") == [("HEADER", "F1")]


def test_a_blank_cell_under_the_column_takes_a_child_out_of_its_group(once, twice):
    assert once.held(GROUPS, "BLANK") == [("BLANK", "F1")]
    assert twice.held(GROUPS, "BLANK") == [("BLANK", None)]


def test_a_child_of_whom_only_the_group_is_known_counts_as_known(once):
    assert found(once.file("group.csv")) == []


def test_a_word_for_none_makes_nobody_a_brother_or_sister(once):
    assert found(once.file("none.csv")) == [(2, "no-sibling-group"), (3, "no-sibling-group")]
    assert once.held(GROUPS, "NONE%") == [("NONE1", None), ("NONE2", None), ("NONE3", "F1")]
