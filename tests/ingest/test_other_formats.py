"""Safeguarding dataset, Liquidlogic, DfE open data and published quarters."""

from datetime import date, datetime

import pytest

from analytics.definitions import REFERENCE

SSD = (
    "miss_table_id,miss_person_id,miss_missing_episode_start_date,miss_missing_episode_type,"
    "miss_missing_episode_end_date,miss_missing_rhi_offered,miss_missing_rhi_accepted\n"
)
LCS = (
    "FACT_MISSING_PERSON_ID,DIM_PERSON_ID,START_DTTM,END_DTTM,MISSING_STATUS,"
    "RETURN_INTERVIEW_OFFERED,RETURN_INTERVIEW_ACCEPTED\n"
)
STATES = "select episode_id, interview_state from episode_facts order by episode_id"


def test_what_a_safeguarding_dataset_says_of_interviews_is_kept_without_making_up_a_date(
    load, held
):
    file = load(
        ssd_csv=SSD + "E1,1,01/02/2021,M,02/02/2021,Y,Y\n"
        "E2,1,01/03/2021,M,02/03/2021,Y,N\n"
        "E3,1,01/04/2021,A,02/04/2021,N,NA\n"
        "E4,1,01/05/2021,M,02/05/2021,,\n"
        "E5,1,01/06/2021,M,NULL,NA,NA\n"
    ).files[0]
    assert (file.format, file.accepted) == ("ssd_missing", 5)
    assert held(STATES) == [
        ("E1", "not_recorded"),
        ("E2", "declined"),
        ("E3", "not_recorded"),
        ("E4", "not_recorded"),
        ("E5", "pending"),
    ]
    assert held("select outcome, completed_at from interviews order by interview_id") == [
        (None, None),
        ("declined", None),
    ]
    whole_file = [row["message"] for row in file.warning_rows if row["row_number"] is None]
    assert len(whole_file) == 1
    assert whole_file[0].startswith("1 interview is said to be accepted")


def test_a_changed_answer_updates_the_episodes_interview_and_a_withdrawn_one_removes_it(load, held):
    row = "E1,1,01/02/2021,M,02/02/2021,{}\n"
    load(ssd_csv=SSD + row.format("Y,N"))
    same = load(ssd_csv=SSD + row.format("Y,N")).files[0]
    assert same.unchanged == 1
    accepted = load(ssd_csv=SSD + row.format("Y,Y")).files[0]
    assert accepted.updated == 1
    assert held(STATES) == [("E1", "not_recorded")]
    withdrawn = load(ssd_csv=SSD + row.format("N,NA")).files[0]
    assert withdrawn.updated == 1
    assert held("select count(*) from interviews") == [(0,)]


def test_a_real_interview_counts_before_what_the_dataset_says(load, held):
    load(
        ssd_csv=SSD + "E1,1,01/02/2021 10:00,M,02/02/2021 10:00,Y,N\n",
        i_csv="interview_id,child_id,episode_ids,completed_at,outcome\n"
        "I1,1,E1,03/02/2021 10:00,completed\n",
    )
    assert held("select interview_id, in_time from episode_facts") == [("I1", True)]


def test_liquidlogic_times_and_answers_are_read(load, held):
    file = load(
        lcs_csv=LCS + "1,7,2021-02-01 22:15:00.000,2021-02-02 08:15:00.000,Missing,1,0\n"
        "2,7,2021-03-01 22:15:00.000,,Absent,Yes,Yes\n"
        "3,7,2021-04-01 22:15:00.000,,Lost,Yes,Yes\n"
    ).files[0]
    assert (file.format, file.accepted, file.rejected) == ("lcs_missing", 2, 1)
    assert file.rejected_rows[0]["rule"] == "1006"
    assert held(
        "select missing_at, category, gone_hours, interview_state from episode_facts order by 1"
    ) == [
        (datetime(2021, 2, 1, 22, 15), "missing", 10, "declined"),
        (datetime(2021, 3, 1, 22, 15), "away", None, "pending"),
    ]


DFE = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,"
    "region_name,old_la_code,la_name,new_la_code,{},number\n"
    '202425,Financial year,National,E92000001,England,,,,,,Incidents,"86,900"\n'
    "202425,Financial year,Regional,E92000001,England,E12000004,East Midlands,,,,Incidents,k\n"
    "202425,Financial year,Local authority,E92000001,England,E12000004,East Midlands,831,Derby,"
    "E06000015,Incidents,c\n"
    "202425,Financial year,National,E92000001,England,,,,,,Rate,6.8\n"
    "202425,Financial year,National,E92000001,England,,,,,,Other,about 9\n"
)


@pytest.mark.parametrize("header", ["missing_status", "cla_group"])
def test_dfe_open_data_keeps_the_signs_that_stand_for_a_figure(load, held, header):
    file = load(dfe_csv=DFE.format(header)).files[0]
    assert (file.format, file.accepted, file.rejected) == ("dfe_open_data", 4, 1)
    assert held(
        "select area_code, area_name, missing_status, number, number_sign from benchmarks "
        "order by area_code, missing_status"
    ) == [
        ("E06000015", "Derby", "Incidents", None, "c"),
        ("E12000004", "East Midlands", "Incidents", None, "k"),
        ("E92000001", "England", "Incidents", 86900, None),
        ("E92000001", "England", "Rate", 6.8, None),
    ]
    assert load(dfe_csv=DFE.format(header)).files[0].unchanged == 4
    assert held("select data_date from snapshot") == [(None,)]


def test_published_quarters_are_read_by_quarter_or_first_day(load, held):
    file = load(REFERENCE / "published_quarters.csv").files[0]
    assert (file.format, file.accepted, file.warning_rows) == ("published_quarters", 4, [])
    text = "quarter,children,episodes,completed,voided,in_time\n2021-Q1,30,139,129,7,106\n"
    again = load(q_csv=text + "2021-Q5,1,1,1,1,1\n2021-Q2,37,185,184,1,many\n").files[0]
    assert (again.unchanged, again.rejected) == (1, 2)
    assert [row["rule"] for row in again.rejected_rows] == ["not-a-date", "not-a-number"]
    assert held("select quarter_start, in_time from published_quarters order by 1 limit 1") == [
        (date(2021, 1, 1), 106)
    ]
