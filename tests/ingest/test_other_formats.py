"""Safeguarding dataset, Liquidlogic, DfE open data and published quarters."""

from datetime import date, datetime

import pytest

from analytics.definitions import REFERENCE
from tests.ingest.conftest import Loaded

SSD = (
    "miss_table_id,miss_person_id,miss_missing_episode_start_date,miss_missing_episode_type,"
    "miss_missing_episode_end_date,miss_missing_rhi_offered,miss_missing_rhi_accepted\n"
)
LCS = (
    "FACT_MISSING_PERSON_ID,DIM_PERSON_ID,START_DTTM,END_DTTM,MISSING_STATUS,"
    "RETURN_INTERVIEW_OFFERED,RETURN_INTERVIEW_ACCEPTED\n"
)
INTERVIEWS = "interview_id,child_id,episode_ids,completed_at,outcome\n"
STATES = (
    "select episode_id, interview_state from episode_facts"
    " where episode_id like $1 order by episode_id"
)


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """Children of a safeguarding dataset and of Liquidlogic, each test with its own episodes."""
    store = Loaded(tmp_path_factory.mktemp("once"))
    store.load(
        ssd_csv=SSD + "E1,1,01/02/2021,M,02/02/2021,Y,Y\n"
        "E2,1,01/03/2021,M,02/03/2021,Y,N\n"
        "E3,1,01/04/2021,A,02/04/2021,N,NA\n"
        "E4,1,01/05/2021,M,02/05/2021,,\n"
        "E5,1,01/06/2021,M,NULL,NA,NA\n",
        again_csv=SSD + "F1,2,01/02/2021,M,02/02/2021,Y,N\n"
        "F2,2,01/03/2021,M,02/03/2021,Y,N\n"
        "F3,2,01/04/2021,M,02/04/2021,Y,Y\n",
        real_csv=SSD + "G1,3,01/02/2021 10:00,M,02/02/2021 10:00,Y,N\n",
        i_csv=INTERVIEWS + "I1,3,G1,03/02/2021 10:00,completed\n",
        lcs_csv=LCS + "L1,7,2021-02-01 22:15:00.000,2021-02-02 08:15:00.000,Missing,1,0\n"
        "L2,7,2021-03-01 22:15:00.000,,Absent,Yes,Yes\n"
        "L3,7,2021-04-01 22:15:00.000,,Lost,Yes,Yes\n",
    )
    return store


def test_what_a_safeguarding_dataset_says_of_interviews_is_kept_without_making_up_a_date(once):
    file = once.file("ssd.csv")
    assert (file.format, file.accepted) == ("ssd_missing", 5)
    assert once.held(STATES, "E%") == [
        ("E1", "not_recorded"),
        ("E2", "declined"),
        ("E3", "not_recorded"),
        ("E4", "not_recorded"),
        ("E5", "pending"),
    ]
    said = "select outcome, completed_at from interviews where child_id = '1' order by interview_id"
    assert once.held(said) == [(None, None), ("declined", None)]
    whole_file = [row["message"] for row in file.warning_rows if row["row_number"] is None]
    assert len(whole_file) == 1
    assert whole_file[0].startswith("1 interview is said to be accepted")


def test_a_changed_answer_updates_the_episodes_interview_and_a_withdrawn_one_removes_it(
    once, tmp_path
):
    assert once.held(STATES, "F%") == [
        ("F1", "declined"),
        ("F2", "declined"),
        ("F3", "not_recorded"),  # accepted, of which no date is known
    ]
    interviews = "select count(*), count(outcome) from interviews where child_id = '2'"
    assert once.held(interviews) == [(3, 2)]
    again = once.copy(tmp_path)
    again.load(
        same_csv=SSD + "F1,2,01/02/2021,M,02/02/2021,Y,N\n",
        accepted_csv=SSD + "F2,2,01/03/2021,M,02/03/2021,Y,Y\n",
        withdrawn_csv=SSD + "F3,2,01/04/2021,M,02/04/2021,N,NA\n",
    )
    assert again.file("same.csv").unchanged == 1
    assert again.file("accepted.csv").updated == again.file("withdrawn.csv").updated == 1
    assert again.held(STATES, "F%") == [
        ("F1", "declined"),
        ("F2", "not_recorded"),
        ("F3", "not_recorded"),
    ]
    assert again.held(interviews) == [(2, 1)]


def test_a_real_interview_counts_before_what_the_dataset_says(once):
    assert once.held("select interview_id, in_time from episode_facts where episode_id = 'G1'") == [
        ("I1", True)
    ]


def test_liquidlogic_times_and_answers_are_read(once):
    file = once.file("lcs.csv")
    assert (file.format, file.accepted, file.rejected) == ("lcs_missing", 2, 1)
    assert file.rejected_rows[0]["rule"] == "1006"
    assert once.held(
        "select missing_at, category, gone_hours, interview_state from episode_facts"
        " where child_id = '7' order by 1"
    ) == [
        (datetime(2021, 2, 1, 22, 15), "missing", 10, "declined"),
        (datetime(2021, 3, 1, 22, 15), "away", None, "pending"),
    ]


# The kind of children is given under either of two headers; each year is a file of its own.
DFE = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,"
    "region_name,old_la_code,la_name,new_la_code,{header},number\n"
    '{year},Financial year,National,E92000001,England,,,,,,Incidents,"86,900"\n'
    "{year},Financial year,Regional,E92000001,England,E12000004,East Midlands,,,,Incidents,k\n"
    "{year},Financial year,Local authority,E92000001,England,E12000004,East Midlands,831,Derby,"
    "E06000015,Incidents,c\n"
    "{year},Financial year,National,E92000001,England,,,,,,Rate,6.8\n"
    "{year},Financial year,National,E92000001,England,,,,,,Other,about 9\n"
)
HEADERS = {"202425": "missing_status", "202324": "cla_group"}
DFE_FILES = {
    f"y{year}_csv": DFE.format(year=year, header=header) for year, header in HEADERS.items()
}


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """What others published: nothing of it is a record of a child."""
    store = Loaded(tmp_path_factory.mktemp("published"))
    store.load(REFERENCE / "published_quarters.csv", **DFE_FILES)
    return store


@pytest.fixture(scope="module")
def published_again(published, tmp_path_factory):
    store = published.copy(tmp_path_factory.mktemp("again"))
    text = "quarter,children,episodes,completed,voided,in_time\n2021-Q1,30,139,129,7,106\n"
    store.load(q_csv=text + "2021-Q5,1,1,1,1,1\n2021-Q2,37,185,184,1,many\n", **DFE_FILES)
    return store


@pytest.mark.parametrize("year", HEADERS)
def test_dfe_open_data_keeps_the_signs_that_stand_for_a_figure(published, published_again, year):
    file = published.file(f"y{year}.csv")
    assert (file.format, file.accepted, file.rejected) == ("dfe_open_data", 4, 1)
    assert published.held(
        "select area_code, area_name, missing_status, number, number_sign from benchmarks "
        "where time_period = $1 order by area_code, missing_status",
        year,
    ) == [
        ("E06000015", "Derby", "Incidents", None, "c"),
        ("E12000004", "East Midlands", "Incidents", None, "k"),
        ("E92000001", "England", "Incidents", 86900, None),
        ("E92000001", "England", "Rate", 6.8, None),
    ]
    assert published_again.file(f"y{year}.csv").unchanged == 4
    assert published.held("select data_date from snapshot") == [(None,)]


def test_published_quarters_are_read_by_quarter_or_first_day(published, published_again):
    file = published.file("published_quarters.csv")
    assert (file.format, file.accepted, file.warning_rows) == ("published_quarters", 4, [])
    again = published_again.file("q.csv")
    assert (again.unchanged, again.rejected) == (1, 2)
    assert [row["rule"] for row in again.rejected_rows] == ["not-a-date", "not-a-number"]
    assert published_again.held(
        "select quarter_start, in_time from published_quarters order by 1 limit 1"
    ) == [(date(2021, 1, 1), 106)]
