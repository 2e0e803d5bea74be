"""The council's templates: codes, places, interviews, corrections."""

from datetime import datetime

import pytest

from analytics.definitions import TEMPLATES
from analytics.ingest import FORMATS, RULES, ImportRefused
from analytics.store import current_number

EPISODES = "episode_id,child_id,category,missing_at,returned_at"
INTERVIEWS = "interview_id,child_id,episode_ids,completed_at,outcome"
ONE = EPISODES + "\nE1,1,missing,01/02/2021 10:00,02/02/2021 10:00\n"


def rules(file):
    return sorted({row["rule"] for row in file.rejected_rows + file.warning_rows})


def test_the_example_rows_of_all_templates_load_together_without_a_finding(load):
    result = load(*sorted(TEMPLATES.glob("*.csv")))
    assert len(result.files) == len(list(TEMPLATES.glob("*.csv"))) >= 11
    for file in result.files:
        assert (file.accepted, file.rejected_rows, file.warning_rows) == (1, [], [])
    for file in load(*sorted(TEMPLATES.glob("*.csv"), reverse=True)).files:
        assert (file.rows_read, file.unchanged) == (1, 1)


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.csv")), ids=lambda path: path.stem)
def test_a_template_has_the_columns_that_its_format_reads(path):
    headers = path.read_text(encoding="utf-8").splitlines()[0].split(",")
    known = FORMATS[path.stem].headers
    assert set(headers) <= set(known)
    assert set(known) - set(headers) <= {"place_text"}  # made from place_id


def test_every_rule_has_a_sentence_and_a_source():
    for rule in RULES.values():
        assert rule.severity in ("reject", "warn")
        assert rule.sentence.endswith(".") and rule.source


def test_codes_may_be_written_as_they_are_shown(load, held):
    load(
        e_csv=EPISODES + ",found_setting,return_method,companions\n"
        "E1,1,Missing from care,01/02/2021,,Family home,phoned the police for a lift,"
        "Friends; other_children_in_care\n"
        "E2,1,A,01/03/2021,,,,\n"
    )
    assert held(
        "select category, found_setting, return_method, companions from episodes order by all desc"
    ) == [
        (
            "missing",
            "family_home",
            "phoned_police_for_a_lift",
            ["friends", "other_children_in_care"],
        ),
        ("away", "not_recorded", "not_recorded", None),
    ]


def test_an_unknown_code_is_rejected_with_the_nearest_named(load):
    text = (
        EPISODES
        + ",found_setting\nE1,1,missing,01/02/2021,,famly home\nE2,1,missing,01/03/2021,,\n"
    )
    file = load(e_csv=text).files[0]
    assert [(row["row_number"], row["rule"]) for row in file.rejected_rows] == [(2, "unknown-code")]
    assert "the nearest is 'family_home'" in file.rejected_rows[0]["message"]


def test_a_place_is_known_by_its_name_or_another_and_kept_in_words_where_it_is_not(load, held):
    text = EPISODES + ",place_id\n"
    for number, place in enumerate(["MORLEDGE  BUS STATION", "bus_station", "Bus Staton", ""]):
        text += (
            f"E{number},1,missing,0{number + 1}/02/2021 10:00,0{number + 1}/02/2021 11:00,{place}\n"
        )
    file = load(e_csv=text).files[0]
    assert held("select place_id, place_text from episodes order by episode_id") == [
        ("bus_station", "MORLEDGE  BUS STATION"),
        ("bus_station", "bus_station"),
        ("bus_station", "Bus Staton"),
        (None, None),
    ]
    similar = [row for row in file.warning_rows if row["rule"] == "similar-place"]
    assert [row["row_number"] for row in similar] == [4]
    assert similar[0]["message"] == "'Bus Staton' was taken for Bus Station (likeness 95 of 100)."


def test_times_are_known_where_both_ends_have_one(load, held):
    load(
        e_csv=EPISODES + "\n"
        "E1,1,missing,01/02/2021 10:00,02/02/2021 10:00\n"
        "E2,1,missing,03/02/2021,04/02/2021\n"
        "E3,1,missing,05/02/2021 10:00,05/02/2021\n"
        "E4,1,missing,07/02/2021 10:00,\n"
    )
    assert held("select time_known, missing_at from episodes order by episode_id") == [
        (True, datetime(2021, 2, 1, 10)),
        (False, datetime(2021, 2, 3)),
        (False, datetime(2021, 2, 5)),  # the day of return has no time: no hours can be given
        (True, datetime(2021, 2, 7, 10)),
    ]


def test_a_time_that_the_clock_change_skips_or_repeats_is_kept_with_a_warning(load):
    file = load(
        e_csv=EPISODES + "\n"
        "E1,1,missing,2021-03-28 01:30,2021-03-28 05:00\n"
        "E2,1,missing,2021-10-31 01:30,2021-10-31 05:00\n"
    ).files[0]
    changes = [row for row in file.warning_rows if row["rule"] == "clock-change"]
    assert [row["row_number"] for row in changes] == [2, 3]
    assert "skips" in changes[0]["message"] and "repeats" in changes[1]["message"]
    assert file.accepted == 2


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("I1,1,E1,,completed", "interview-without-date"),
        ("I1,1,E1,02/02/2021 09:59,completed", "interview-before-return"),
        ("I1,1,E9,03/02/2021,completed", "interview-unknown-episode"),
        ("I1,1,,03/02/2021,completed", "interview-unknown-episode"),
        ("I1,2,E1,03/02/2021,completed", "interview-of-another-child"),
        ("I1,1,E2,03/02/2021,completed", "interview-still-missing"),
        ("I1,1,E1;E2,03/02/2021,completed", "interview-still-missing"),
        ("I1,1,E1,32/02/2021,completed", "not-a-date"),
        ("I1,1,E1,03/02/2021,cancelled", "unknown-code"),
        (",1,E1,03/02/2021,completed", "blank-cell"),
    ],
)
def test_an_interview_that_cannot_be_is_rejected(load, held, row, rule):
    episodes = ONE + "E2,1,missing,20/02/2021 10:00,\n"
    interviews = load(e_csv=episodes, i_csv=f"{INTERVIEWS}\n{row}\n").files[1]
    assert [found["rule"] for found in interviews.rejected_rows] == [rule]
    assert interviews.rejected == 1
    assert held("select count(*) from interviews") == [(0,)]
    assert held("select count(*) from interview_episodes") == [(0,)]


def test_an_interview_at_the_moment_of_the_return_is_kept(load, held):
    load(e_csv=ONE, i_csv=INTERVIEWS + "\nI1,1,E1,02/02/2021 10:00,completed\n")
    assert held("select interview_state, hours_to_interview from episode_facts") == [
        ("completed", 0)
    ]


def test_a_date_without_outcome_counts_as_held(load, held):
    file = load(e_csv=ONE, i_csv=INTERVIEWS + "\nI1,1,E1,03/02/2021 10:00,\n").files[1]
    assert rules(file) == ["outcome-from-date"]
    assert held("select interview_state from episode_facts") == [("completed",)]


def test_one_interview_may_cover_two_episodes_and_be_corrected(load, held):
    episodes = ONE + "E2,1,missing,03/02/2021 10:00,04/02/2021 10:00\n"
    links = "select episode_id from interview_episodes order by all"
    load(e_csv=episodes, i_csv=INTERVIEWS + "\nI1,1,E2;E1,05/02/2021 10:00,completed\n")
    assert held(links) == [("E1",), ("E2",)]
    same = load(i_csv=INTERVIEWS + "\nI1,1,E1; E2,05/02/2021 10:00,completed\n").files[0]
    assert same.unchanged == 1
    fewer = load(i_csv=INTERVIEWS + "\nI1,1,E2,05/02/2021 10:00,completed\n").files[0]
    assert fewer.updated == 1
    assert held(links) == [("E2",)]


def test_an_interview_given_as_a_day_is_kept_without_hours_and_said_once(load, held):
    # Back on 2 February at 10:00: the day of the return is not before it; on the 5th the 72 hours
    # end at 10:00, which may have been before the interview.
    rows = "I1,1,E1,02/02/2021,completed\nI2,1,E2,05/02/2021,completed\n"
    two = ONE + "E2,1,missing,01/02/2021 11:00,02/02/2021 10:00\n"
    result = load(e_csv=two, i_csv=f"{INTERVIEWS}\n{rows}")
    warned = [
        row for row in result.files[1].warning_rows if row["rule"] == "interview-without-time"
    ]
    assert len(warned) == 1 and "completed_at: 2." in warned[0]["message"]
    facts = "select episode_id, in_time, hours_to_interview from episode_facts order by 1"
    assert held(facts) == [("E1", True, None), ("E2", False, None)]
    load(i_csv=INTERVIEWS + "\nI2,1,E2,05/02/2021 09:00,completed\n")
    assert held(facts) == [("E1", True, None), ("E2", True, 71)]


def test_a_later_return_than_the_interview_held_is_rejected_and_the_episode_kept(load, held):
    load(e_csv=ONE, i_csv=INTERVIEWS + "\nI1,1,E1,03/02/2021 10:00,completed\n")
    later = ONE.replace("02/02/2021 10:00", "04/02/2021 10:00") + "E2,1,missing,01/03/2021,\n"
    file = load(e_csv=later).files[0]
    assert (file.accepted, file.updated, file.rejected) == (1, 0, 1)
    assert [row["rule"] for row in file.rejected_rows] == ["interview-before-return"]
    assert held("select returned_at from episodes where episode_id = 'E1'") == [
        (datetime(2021, 2, 2, 10),)
    ]


def test_an_episode_and_its_interview_may_be_moved_together(load, held):
    load(e_csv=ONE, i_csv=INTERVIEWS + "\nI1,1,E1,03/02/2021 10:00,completed\n")
    result = load(
        e_csv=ONE.replace("02/02/2021 10:00", "04/02/2021 10:00"),
        i_csv=INTERVIEWS + "\nI1,1,E1,05/02/2021 10:00,completed\n",
    )
    assert [file.updated for file in result.files] == [1, 1]
    assert held("select hours_to_interview from episode_facts") == [(24,)]


def test_a_wrong_correction_of_an_interview_leaves_the_one_held(load, held):
    load(e_csv=ONE, i_csv=INTERVIEWS + "\nI1,1,E1,03/02/2021 10:00,completed\n")
    with pytest.raises(ImportRefused) as refused:
        load(i_csv=INTERVIEWS + "\nI1,1,E1,01/02/2021 10:00,completed\n")
    assert refused.value.result.files[0].rejected == 1
    assert held("select completed_at from interviews") == [(datetime(2021, 2, 3, 10),)]
    assert held("select count(*) from interview_episodes") == [(1,)]


def test_a_row_that_contradicts_an_earlier_one_is_rejected_naming_it(load, held):
    file = load(e_csv=ONE + "E1,1,missing,01/02/2021 10:00,05/02/2021 10:00\n").files[0]
    assert rules(file) == ["INT04", "duplicate-row"]
    assert "Row 2 " in file.rejected_rows[0]["message"]
    assert held("select returned_at from episodes") == [(datetime(2021, 2, 2, 10),)]


def test_overlaps_are_found_against_what_the_store_holds(load):
    load(e_csv=ONE)
    file = load(e_csv=EPISODES + "\nE0,1,missing,31/01/2021 10:00,01/02/2021 12:00\n").files[0]
    assert "574" in rules(file)
    file = load(e_csv=EPISODES + "\nE3,1,away,02/02/2021 09:00,02/02/2021 12:00\n").files[0]
    assert "574" in rules(file)
    file = load(e_csv=EPISODES + "\nE4,1,away,02/02/2021 12:00,02/02/2021 13:00\n").files[0]
    assert "574" not in rules(file)


def test_where_no_row_can_be_used_nothing_is_published_and_the_rows_come_back(load, folder):
    with pytest.raises(ImportRefused, match="None of the 1 rows") as refused:
        load(e_csv=EPISODES + "\nE1,1,missing,soon,\n")
    (file,) = refused.value.result.files
    assert (file.rows_read, file.rejected, file.rejected_rows[0]["rule"]) == (1, 1, "1004")
    assert file.rejected_rows[0]["raw"] == "E1,1,missing,soon,"
    assert current_number(folder) is None


def test_companions_and_audits_need_what_they_hang_on(load, held):
    result = load(
        e_csv=ONE,
        c_csv="episode_id,companion_id\nE1,2\nE9,2\nE1,1\n",
        a_csv="interview_id,audited_on,criterion,grade\nI9,01/03/2021,contact,good\n",
        r_csv="episode_id,audited_on,criterion,grade\nE9,01/03/2021,plan,good\n",
    )
    assert [[row["rule"] for row in file.rejected_rows] for file in result.files] == [
        [],
        ["unknown-episode", "companion-is-the-child"],
        ["unknown-interview"],
        ["unknown-episode"],
    ]
    assert held("from companions") == [("E1", "2")]


def test_the_data_date_is_set_by_records_of_children_only(load, held):
    load(e_csv=ONE)
    assert held("select data_date from snapshot") == [(datetime(2022, 1, 1),)]
    load(
        l_csv="authority,period_start,period_end,children\nE06000015,01/04/2020,01/04/2021,620\n",
        as_of=datetime(2022, 6, 1),
    )
    assert held("select data_date from snapshot") == [(datetime(2022, 1, 1),)]


def test_an_interview_taken_back_is_as_it_was_though_an_earlier_file_repeats_it(load, held):
    good, wrong = "03/02/2021 10:00,completed\n", "01/02/2021 10:00,completed\n"
    row = INTERVIEWS + "\nI1,1,E1,"
    load(e_csv=ONE, i_csv=row + good)
    result = load(i_csv=row + good, j_csv=row + wrong)
    assert [(file.unchanged, file.rejected) for file in result.files] == [(1, 0), (0, 1)]
    assert held("select completed_at from interviews") == [(datetime(2021, 2, 3, 10),)]
    assert held("from interview_episodes") == [("I1", "E1")]
