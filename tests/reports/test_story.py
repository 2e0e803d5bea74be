"""The quarter's report as a story: what it says on the demonstration data, for each audience."""

from functools import cache

import pandas as pd
import pytest

from analytics import measures
from analytics.filters import Filters
from analytics.reports.asking import Ask
from analytics.reports.story import report_of
from analytics.store import open_cursor


@pytest.fixture(scope="module")
def ask_for(demonstration_store):
    @cache
    def report(audience, quarter="2021-10-01"):
        con = open_cursor(demonstration_store)

        def run(measure, filters, **options):
            return measures.run(con, measure.__name__, filters, audience, **options)

        coverage = measures.run(con, "coverage", Filters(), audience).iloc[0]
        return report_of(Ask(run, pd.Timestamp(quarter), audience), coverage)

    return report


def slide(report, key):
    (found,) = [each for each in report.slides if each.key == key]
    return found


def test_it_goes_in_the_order_of_the_report_it_grew_from(ask_for):
    parts = list(dict.fromkeys(each.part for each in ask_for("staff").slides))
    assert parts == [
        "Missing statistical data",
        "Trends",
        "Associations",
        "Locations",
        "Movement",
        "What has been learnt from audits and mock-inspection findings",
        "Child in Care Council",
        "Training and development",
        "The priority",
    ]


def test_staff_read_the_reports_own_table(ask_for):
    table = slide(ask_for("staff"), "statistics").table.set_index("Figure")
    assert table.loc["Number of missing episodes"].tolist() == ["139", "185", "177", "133"]
    assert table.loc["Return interviews voided"].tolist() == ["7", "1", "8", "9"]
    assert table.loc["Statutory timescales met of those completed"].tolist() == [
        "106",
        "147",
        "123",
        "87",
    ]


def test_members_cannot_take_the_one_voided_interview_from_the_rest(ask_for):
    # April–June: 185 episodes are 184 completed and 1 voided; either would give the other away
    table = slide(ask_for("members"), "statistics").table.set_index("Figure")
    second = table.iloc[:, 1]
    assert second["Number of missing episodes"] == "185"
    assert second["Return interviews completed"] == second["Return interviews voided"] == "c"


def test_a_title_names_only_what_its_audience_may_see(ask_for):
    # January–March: three episodes of three children have no outcome recorded
    said = "106 of 139 episodes in January–March had an interview in time"
    title = slide(ask_for("staff", "2021-01-01"), "outcomes").title
    assert title == f"{said}; 3 have no outcome recorded"
    assert slide(ask_for("members", "2021-01-01"), "outcomes").title == said


def test_the_priority_is_worked_out_from_the_reports_own_numbers(ask_for):
    assert slide(ask_for("members"), "priority").title == (
        "To reach 80%, 20 more interviews in time would have been needed against all 133 "
        "episodes, 1 against the 110 completed"
    )


def test_a_withheld_value_has_no_mark_and_the_sign_as_its_label(ask_for):
    for each in ask_for("members").slides:
        for series in each.picture.series if each.picture else ():
            assert len(series.values) == len(series.texts) == len(each.picture.categories)
            for value, text in zip(series.values, series.texts, strict=True):
                if text == "c":
                    assert value is None


def test_parts_that_are_withheld_stand_together_as_what_is_left_of_the_quarter(ask_for):
    (left,) = [
        series
        for series in slide(ask_for("members"), "outcomes").picture.series
        if series.name == "Withheld"
    ]
    # 139 − 106 − 23, 185 − 147, none of 177, 133 − 87 − 23 − 11
    assert left.texts == ("10", "38", "0", "12")
    of_staff = slide(ask_for("staff"), "outcomes").picture.series
    assert "Withheld" not in [series.name for series in of_staff]


def test_how_many_went_more_than_once_is_in_the_title_for_who_may_see_every_band(ask_for):
    # 8 of 36 once
    often = slide(ask_for("staff"), "how-often").title
    assert often == "28 of 36 children went missing more than once"
    for_members = slide(ask_for("members"), "how-often").title
    assert for_members == "How often children went missing in the quarter"


def test_what_the_council_said_stands_beside_what_comes_of_it_and_how_far_that_is(ask_for):
    first, second, *_ = slide(ask_for("staff"), "council").table.to_dict("records")
    assert list(first.values()) == [
        "Definition of missing",
        "It is understood why young people are reported missing and it is the right thing to do.",
        "We say why we made the report when we talk after you come back.",
        "In progress",
    ]
    assert second["Status"] == "Done"


@pytest.mark.parametrize("audience", ["staff", "members", "council"])
def test_a_slide_has_a_table_with_rows_or_none(ask_for, audience):
    tables = [each.table for each in ask_for(audience).slides]
    assert all(table is None or len(table) for table in tables)


def test_whoever_speaks_has_the_numbers_in_the_notes(ask_for):
    report = ask_for("members")
    assert (
        "Number of missing episodes: January – March 2021 139"
        in slide(report, "statistics").notes[0]
    )
    assert "Family: 44 (33%)" in slide(report, "with-whom").notes[0]
    assert "All episodes: Episodes 133, In time 87" in slide(report, "priority").notes[0]


def test_every_cell_of_every_table_is_text(ask_for):
    for audience in ("staff", "members"):
        report = ask_for(audience)
        tables = [each.table for each in report.slides if each.table is not None]
        for table in [*tables, report.questions, report.definitions]:
            assert all(isinstance(cell, str) for cell in table.to_numpy().ravel())


def test_the_recurring_questions_are_answered_with_their_definitions(ask_for):
    answers = ask_for("staff").questions.set_index("Question")
    assert answers.loc["How many missing episodes were there?", "Answer"] == "133"
    assert answers.loc["How many were completed within 72 hours?", "Answer"].startswith("87 (65.4%")
    assert answers.loc["How many children went missing once?", "Answer"] == "8"
    assert (answers["Definition"].str.len() > 20).all()
    withheld = ask_for("members").questions.set_index("Question")
    assert withheld.loc["How many children went missing once?", "Answer"] == "c"


def test_another_quarter_changes_the_report(ask_for):
    first = ask_for("staff", "2021-01-01")
    assert first.provenance.quarter == "2021-Q1"
    assert "139" in slide(first, "statistics").title
    assert list(slide(first, "statistics").table.columns)[-1] == "January – March 2021"


def test_a_quarter_that_no_record_reaches_into_is_refused(ask_for):
    with pytest.raises(ValueError, match="do not reach into 2030-Q1"):
        ask_for("members", "2030-01-01")


def test_every_slide_says_what_data_it_is_of(ask_for):
    line = ask_for("members").provenance.line
    for words in ("DEMONSTRATION DATA", "Derby City", "October–December 2021", "for members ·"):
        assert words in line
    assert "1 January 2022" in line and "snapshot 1" in line
