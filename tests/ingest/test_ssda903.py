"""SSDA903 files with known faults: exactly the expected rule on each row."""

from datetime import date, datetime

import pytest

from tests.ingest.conftest import Loaded

# row of files/missing.csv → the rules it must get; every other row none
EXPECTED = {
    4: ["564"],  # a type and no start
    5: ["1004"],  # 31 February
    6: ["1005"],  # the end is a word
    7: ["1006"],  # type X
    8: ["565"],  # a start and no type
    9: ["566"],  # an end and no type
    10: ["567"],  # ends the day before it starts
    11: ["586"],  # starts on the day of birth
    13: ["574"],  # starts while row 12's episode lasts
    14: ["575"],  # the child moved on 1 May; open since April
    15: ["577"],  # left care on 30 June; open since 29 June
    16: ["578"],  # left care on 30 June, starts on 5 July
    17: ["581"],  # came into care on 1 April, starts on 30 March
    18: ["INT04"],  # 108 is in no Header
    19: ["INT13"],  # born 2006 by the Header
    20: ["after-data-date"],  # the data date is 1 January 2022
    21: ["blank-cell"],  # no child
    22: ["1004"],  # nothing but the child
    23: ["ragged-row"],  # two cells short
    24: ["565", "566"],  # start and end, no type
}
KEPT = {"574", "575", "577", "578", "581", "INT04", "INT13", "after-data-date"}


def rules_by_row(file):
    found = {}
    for row in file.rejected_rows + file.warning_rows:
        found.setdefault(row["row_number"], []).append(row["rule"])
    found.pop(None, None)
    return found


@pytest.fixture(scope="module")
def known_faults(files_903, tmp_path_factory):
    """The three files loaded together; copied by who loads more."""
    store = Loaded(tmp_path_factory.mktemp("known-faults"))
    store.load(*files_903)
    return store


def test_every_row_with_a_known_fault_gets_exactly_its_rule(known_faults):
    assert rules_by_row(known_faults.file("missing.csv")) == EXPECTED


def test_rules_that_reject_leave_the_row_out_and_the_others_keep_it(known_faults):
    missing = known_faults.file("missing.csv")
    rejected = {row["row_number"] for row in missing.rejected_rows}
    assert rejected == {n for n, rules in EXPECTED.items() if not set(rules) & KEPT}
    assert (missing.rows_read, missing.accepted, missing.rejected) == (24, 12, 12)


@pytest.mark.parametrize("order", [(2, 0, 1), (1, 2, 0)])
def test_the_order_of_the_files_does_not_matter(load, files_903, order):
    result = load(*[files_903[number] for number in order])
    missing = next(file for file in result.files if file.format == "903_missing")
    assert rules_by_row(missing) == EXPECTED


def test_a_second_import_is_all_unchanged_and_finds_the_same(known_faults, files_903, tmp_path):
    first = known_faults.result
    second = known_faults.copy(tmp_path).load(*files_903)
    for before, after in zip(first.files, second.files, strict=True):
        assert (after.accepted, after.updated) == (0, 0)
        assert after.unchanged == before.accepted
        assert after.rejected == before.rejected
    assert second.snapshot == first.snapshot + 1


def test_days_are_kept_without_a_time(known_faults):
    assert known_faults.held(
        "select missing_at, returned_at, time_known, category from episodes where child_id = '101' "
        "order by missing_at"
    ) == [
        (datetime(2021, 2, 1), datetime(2021, 2, 2), False, "missing"),
        (datetime(2021, 2, 2), datetime(2021, 2, 3), False, "away"),
    ]


def test_a_placement_gets_its_type_and_whether_it_is_out_of_area_from_the_postcode(known_faults):
    # DE1 0AA lies in Derby (E06000015), DE4 1AA in Derbyshire Dales (E07000035)
    assert known_faults.held(
        "select child_id, placement_type, source_code, setting, authority, out_of_area "
        "from placements where child_id in ('101', '103', '107') order by child_id"
    ) == [
        ("101", "residential", "K2", "SC1001", "E06000015", False),
        ("103", "foster", "U1", None, "E07000035", True),
        ("107", "foster", "U1", None, None, None),
    ]
    assert known_faults.held(
        "select placement_type, out_of_area from episode_facts where child_id = '103' limit 1"
    ) == [("foster", True)]


def test_an_unknown_place_code_is_rejected_with_the_nearest_named(known_faults):
    placements = known_faults.file("episodes.csv")
    messages = {row["row_number"]: row["message"] for row in placements.rejected_rows}
    assert set(messages) == {13, 14}
    assert "'K9' is not known; the nearest is 'K" in messages[13]
    assert rules_by_row(placements) == {13: ["unknown-code"], 14: ["blank-cell"]}


def test_placements_without_a_known_postcode_are_counted_for_the_file(known_faults):
    placements = known_faults.file("episodes.csv")
    whole_file = [row for row in placements.warning_rows if row["row_number"] is None]
    assert [row["rule"] for row in whole_file] == ["unknown-postcode"]
    assert whole_file[0]["message"].startswith("1 of 11 placements")


MISSING = "CHILD,DOB,MISSING,MIS_START,MIS_END\n"
TWO_FROM_ONE_DAY = ["D,,M,01/02/2021,01/02/2021\n", "D,,M,01/02/2021,04/02/2021\n"]
FIRST_DAYS_OF_A_YEAR = MISSING + (
    "Y,,M,01/04/2021,02/04/2021\nY,,M,30/03/2021,31/03/2021\nY,,M,31/03/2021,\n"
    "Y,,M,28/03/2020,31/03/2020\nY,,M,30/03/2021,01/04/2021\n"
)


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """Children each of whom one test looks at, each test's rows in a file."""
    store = Loaded(tmp_path_factory.mktemp("once"))
    store.load(
        corrected_csv=MISSING + "C,,M,01/02/2021,\n",
        twofromoneday_csv=MISSING + "".join(TWO_FROM_ONE_DAY),
        twice_csv=MISSING + "T,,M,01/02/2021,02/02/2021\n" * 2,
        firstdays_csv=FIRST_DAYS_OF_A_YEAR,
        ofnofile_csv=MISSING + "N,05/06/2006,M,01/02/2021,\n",
        sameday_csv="CHILD,DECOM,PLACE,DEC\nP,01/01/2021,U1,\nP,01/01/2021,K2,\n",
        children_csv="child_id,date_of_birth,authority\nH,2006-06-05,E07000035\n",
        brought_csv=MISSING + "B,,M,01/02/2021,\n",
    )
    return store


@pytest.fixture(scope="module")
def twice(once, tmp_path_factory):
    """The same after corrections."""
    store = once.copy(tmp_path_factory.mktemp("twice"))
    ((reference,),) = once.held("select episode_id from episodes where child_id = 'B'")
    store.load(
        corrected_csv=MISSING + "C,,M,01/02/2021,03/02/2021\n",
        twofromoneday_csv=MISSING + "".join(reversed(TWO_FROM_ONE_DAY)),
        header_csv="CHILD,SEX,DOB,ETHNIC\nH,1,05/06/2006,WBRI\n",
        brought_csv="episode_id,child_id,category,missing_at,returned_at,place_id\n"
        f"{reference},B,missing,01/02/2021,,bus station\n",
    )
    return store


def test_a_corrected_end_updates_the_same_episode(twice):
    corrected = twice.file("corrected.csv")
    assert (corrected.accepted, corrected.updated) == (0, 1)
    assert twice.held("select returned_at from episodes where child_id = 'C'") == [
        (datetime(2021, 2, 3),)
    ]


def test_two_episodes_from_one_day_are_two_whatever_the_order_of_the_rows(twice):
    assert twice.file("twofromoneday.csv").unchanged == 2
    assert twice.held("select returned_at from episodes where child_id = 'D' order by all") == [
        (datetime(2021, 2, 1),),
        (datetime(2021, 2, 4),),
    ]


def test_the_same_row_twice_counts_once_and_is_unchanged(once):
    file = once.file("twice.csv")
    assert (file.accepted, file.unchanged, file.rejected) == (1, 1, 0)
    assert once.held("select count(*) from episodes where child_id = 'T'") == [(1,)]


def test_the_collection_year_is_held_against_the_rows_only_when_it_is_given(load, once):
    options = {"collection_year": 2021, "dry_run": True}
    assert rules_by_row(load(missing_csv=FIRST_DAYS_OF_A_YEAR, options=options).files[0]) == {
        2: ["570", "571"],  # begins and ends on the first days of the next year
        3: ["INT04"],
        4: ["INT04"],
        5: ["571"],  # ended the day before the year began
        6: ["571"],  # began on the last days of the year and ended on the first of the next
    }
    without = once.file("firstdays.csv")
    assert not {"570", "571"} & {rule for rules in rules_by_row(without).values() for rule in rules}
    assert without.rejected_rows == []


def test_a_child_of_no_file_is_kept_with_the_reference_and_the_date_of_birth(once):
    kept = "select child_id, date_of_birth, sex, authority from children where child_id = 'N'"
    assert once.held(kept) == [("N", date(2006, 6, 5), None, "E06000015")]


def test_of_placements_from_one_day_the_last_counts(once):
    file = once.file("sameday.csv")
    assert (file.accepted, file.unchanged) == (1, 1)
    assert "same-day-placements" in [row["rule"] for row in file.warning_rows]
    assert once.held("select source_code from placements") == [("K2",)]


def test_a_header_leaves_what_it_does_not_hold_untouched(twice):
    assert twice.file("header.csv").updated == 1
    assert twice.held("select authority, sex from children where child_id = 'H'") == [
        ("E07000035", "1")
    ]


def test_a_correction_leaves_what_another_file_brought(twice, tmp_path):
    store = twice.copy(tmp_path)
    store.load(missing_csv=MISSING + "B,,M,01/02/2021,02/02/2021\n")
    assert store.held(
        "select place_id, place_text, returned_at from episodes where child_id = 'B'"
    ) == [("bus_station", "bus station", datetime(2021, 2, 2))]
