"""Which columns a file must have to be taken for one of a format, and which cells be filled."""

from datetime import datetime

import pandas as pd
import pytest

from analytics.ingest import Source
from analytics.ingest.columns import convert
from analytics.ingest.formats import FORMATS, published_quarters
from analytics.ingest.recognition import recognise
from analytics.ingest.rules import Findings

NEEDED = {
    "children": "child_id date_of_birth",
    "placements": "child_id started_on placement_type",
    "episodes": "episode_id child_id category missing_at returned_at",
    "companions": "episode_id companion_id",
    "interviews": "interview_id child_id episode_ids completed_at outcome",
    "audits": "interview_id audited_on criterion grade",
    "response_audits": "episode_id audited_on criterion grade",
    "audit_actions": "found_on source finding action",
    "strategy_meetings": "child_id held_on",
    "feedback": "meeting_on theme said",
    "looked_after": "authority period_start period_end children",
    "903_header": "CHILD SEX DOB ETHNIC",
    "903_episodes": "CHILD DECOM PLACE DEC",
    "903_missing": "CHILD MISSING MIS_START MIS_END",
    "ssd_missing": "miss_table_id miss_person_id miss_missing_episode_start_date"
    " miss_missing_episode_type miss_missing_episode_end_date",
    "lcs_missing": "FACT_MISSING_PERSON_ID DIM_PERSON_ID START_DTTM END_DTTM MISSING_STATUS",
    "dfe_open_data": "time_period time_identifier geographic_level country_code country_name"
    " missing_status number",
    "published_quarters": "quarter_start children episodes completed voided in_time",
}
# Of these, the ones that every row must fill; without a name here, all that it needs.
FILLED = {
    "children": "child_id",
    "episodes": "episode_id child_id",
    "interviews": "interview_id child_id",
    "903_header": "CHILD",
    "903_episodes": "CHILD DECOM PLACE",
    "903_missing": "CHILD",
    "ssd_missing": "miss_table_id miss_person_id",
    "lcs_missing": "FACT_MISSING_PERSON_ID DIM_PERSON_ID",
    "dfe_open_data": "time_period time_identifier geographic_level missing_status number",
}


def taken_for(headers: list[str]) -> str | None:
    text = ",".join(headers) + "\n" + ",".join("1" for _ in headers) + "\n"
    return recognise(Source("a.csv", text.encode())).format


def test_every_format_is_here():
    assert list(NEEDED) == list(FORMATS)


@pytest.mark.parametrize("name", NEEDED)
def test_a_file_is_taken_for_a_format_with_every_column_it_needs_and_not_with_one_left_out(name):
    needed = NEEDED[name].split()
    assert taken_for(needed) == name
    for left_out in needed:
        assert taken_for([header for header in needed if header != left_out]) != name, left_out


@pytest.mark.parametrize("name", NEEDED)
def test_a_row_is_left_out_where_a_cell_is_blank_that_every_row_must_fill(name):
    fields = {column.header: column.field for column in FORMATS[name].columns}
    blank = pd.DataFrame({field: [""] for field in fields.values()}, dtype="str")
    findings = Findings()
    convert(blank, FORMATS[name], findings)
    blank_cells = [words for _, rule, words in findings.rejected if rule == "blank-cell"]
    found = [words.split(" is blank")[0] for words in blank_cells]
    assert found == FILLED.get(name, NEEDED[name]).split()


@pytest.mark.parametrize(
    ("written", "begins"),
    [
        *dict.fromkeys(("2021-Q4", "Q4 2021", "q4-2021", "2021-10-01", "01/10/2021"), 10).items(),
        *(("2021-Q1", 1), ("2021 Q2", 4), ("Q3 2021", 7)),
        *dict.fromkeys(("", "2021", "Q4", "Q5 2021", "Q4 21", "2021-11-01", "2021-10-02")).items(),
        ("2021 Q4 provisional", None),
    ],
)
def test_a_quarter_is_read_by_its_number_or_its_first_day(written, begins):
    found = published_quarters.quarter_start(written)
    assert found == (None if begins is None else datetime(2021, begins, 1))
