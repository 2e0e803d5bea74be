"""SSDA903 files with known faults: exactly the expected rule on each row."""

from datetime import date, datetime

import pytest

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


def test_every_row_with_a_known_fault_gets_exactly_its_rule(load, files_903):
    missing = load(*files_903).files[0]
    assert rules_by_row(missing) == EXPECTED


def test_rules_that_reject_leave_the_row_out_and_the_others_keep_it(load, files_903):
    missing = load(*files_903).files[0]
    rejected = {row["row_number"] for row in missing.rejected_rows}
    assert rejected == {n for n, rules in EXPECTED.items() if not set(rules) & KEPT}
    assert (missing.rows_read, missing.accepted, missing.rejected) == (24, 12, 12)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_the_order_of_the_files_does_not_matter(load, files_903, order):
    result = load(*[files_903[number] for number in order])
    missing = next(file for file in result.files if file.format == "903_missing")
    assert rules_by_row(missing) == EXPECTED


def test_a_second_import_is_all_unchanged_and_finds_the_same(load, files_903):
    first = load(*files_903)
    second = load(*files_903)
    for before, after in zip(first.files, second.files, strict=True):
        assert (after.accepted, after.updated) == (0, 0)
        assert after.unchanged == before.accepted
        assert after.rejected == before.rejected
    assert second.snapshot == first.snapshot + 1


def test_days_are_kept_without_a_time(load, files_903, held):
    load(*files_903)
    assert held(
        "select missing_at, returned_at, time_known, category from episodes where child_id = '101' "
        "order by missing_at"
    ) == [
        (datetime(2021, 2, 1), datetime(2021, 2, 2), False, "missing"),
        (datetime(2021, 2, 2), datetime(2021, 2, 3), False, "away"),
    ]


def test_a_placement_gets_its_type_and_whether_it_is_out_of_area_from_the_postcode(
    load, files_903, held
):
    load(*files_903)
    # DE1 0AA lies in Derby (E06000015), DE4 1AA in Derbyshire Dales (E07000035)
    assert held(
        "select child_id, placement_type, source_code, setting, authority, out_of_area "
        "from placements where child_id in ('101', '103', '107') order by child_id"
    ) == [
        ("101", "residential", "K2", "SC1001", "E06000015", False),
        ("103", "foster", "U1", None, "E07000035", True),
        ("107", "foster", "U1", None, None, None),
    ]
    assert held(
        "select placement_type, out_of_area from episode_facts where child_id = '103' limit 1"
    ) == [("foster", True)]


def test_an_unknown_place_code_is_rejected_with_the_nearest_named(load, files_903):
    placements = load(*files_903).files[2]
    messages = {row["row_number"]: row["message"] for row in placements.rejected_rows}
    assert set(messages) == {13, 14}
    assert "'K9' is not known; the nearest is 'K" in messages[13]
    assert rules_by_row(placements) == {13: ["unknown-code"], 14: ["blank-cell"]}


def test_placements_without_a_known_postcode_are_counted_for_the_file(load, files_903):
    placements = load(*files_903).files[2]
    whole_file = [row for row in placements.warning_rows if row["row_number"] is None]
    assert [row["rule"] for row in whole_file] == ["unknown-postcode"]
    assert whole_file[0]["message"].startswith("1 of 11 placements")


MISSING = "CHILD,DOB,MISSING,MIS_START,MIS_END\n"


def test_a_corrected_end_updates_the_same_episode(load, held):
    load(missing_csv=MISSING + "7,,M,01/02/2021,\n")
    corrected = load(missing_csv=MISSING + "7,,M,01/02/2021,03/02/2021\n").files[0]
    assert (corrected.accepted, corrected.updated) == (0, 1)
    assert held("select returned_at from episodes") == [(datetime(2021, 2, 3),)]


def test_two_episodes_from_one_day_are_two_whatever_the_order_of_the_rows(load, held):
    rows = ["7,,M,01/02/2021,01/02/2021\n", "7,,M,01/02/2021,04/02/2021\n"]
    load(missing_csv=MISSING + "".join(rows))
    again = load(missing_csv=MISSING + "".join(reversed(rows))).files[0]
    assert again.unchanged == 2
    assert held("select returned_at from episodes order by all") == [
        (datetime(2021, 2, 1),),
        (datetime(2021, 2, 4),),
    ]


def test_the_same_row_twice_counts_once_and_is_unchanged(load, held):
    file = load(missing_csv=MISSING + "7,,M,01/02/2021,02/02/2021\n" * 2).files[0]
    assert (file.accepted, file.unchanged, file.rejected) == (1, 1, 0)
    assert held("select count(*) from episodes") == [(1,)]


def test_the_collection_year_is_held_against_the_rows_only_when_it_is_given(load):
    text = MISSING + "7,,M,01/04/2021,02/04/2021\n7,,M,30/03/2021,31/03/2021\n7,,M,31/03/2021,\n"
    text += "7,,M,28/03/2020,31/03/2020\n"
    options = {"collection_year": 2021, "dry_run": True}
    assert rules_by_row(load(missing_csv=text, options=options).files[0]) == {
        2: ["570", "571"],  # begins and ends on the first days of the next year
        3: ["INT04"],
        4: ["INT04"],
        5: ["571"],  # ended the day before the year began
    }
    assert "570" not in str(load(missing_csv=text).files[0].rejected_rows)


def test_a_child_of_no_file_is_kept_with_the_reference_and_the_date_of_birth(load, held):
    load(missing_csv=MISSING + "7,05/06/2006,M,01/02/2021,\n")
    assert held("select child_id, date_of_birth, sex, authority from children") == [
        ("7", date(2006, 6, 5), None, "E06000015")
    ]


def test_of_placements_from_one_day_the_last_counts(load, held):
    text = "CHILD,DECOM,PLACE,DEC\n7,01/01/2021,U1,\n7,01/01/2021,K2,\n"
    file = load(episodes_csv=text).files[0]
    assert (file.accepted, file.unchanged) == (1, 1)
    assert "same-day-placements" in [row["rule"] for row in file.warning_rows]
    assert held("select source_code from placements") == [("K2",)]


def test_a_header_leaves_what_it_does_not_hold_untouched(load, held):
    load(children_csv="child_id,date_of_birth,authority\n7,2006-06-05,E07000035\n")
    file = load(header_csv="CHILD,SEX,DOB,ETHNIC\n7,1,05/06/2006,WBRI\n").files[0]
    assert file.updated == 1
    assert held("select authority, sex from children") == [("E07000035", "1")]


def test_a_correction_leaves_what_another_file_brought(load, held):
    load(missing_csv=MISSING + "7,,M,01/02/2021,\n")
    reference = held("select episode_id from episodes")[0][0]
    load(
        more_csv="episode_id,child_id,category,missing_at,returned_at,place_id\n"
        f"{reference},7,missing,01/02/2021,,bus station\n"
    )
    load(missing_csv=MISSING + "7,,M,01/02/2021,02/02/2021\n")
    assert held("select place_id, place_text, returned_at from episodes") == [
        ("bus_station", "bus station", datetime(2021, 2, 2))
    ]
