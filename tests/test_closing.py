"""A quarter signed off: what is frozen, what late recording changes against it, what is refused.

On the hand-written episodes of conftest.py October to December 2021 has three: e13 (foster, heard
late), e14 (residential, back on 29 December 00:01, pending) and e15 (semi-independent, still
missing).
"""

import importlib
import json
import shutil
from datetime import date, datetime

import pandas as pd
import pytest

from analytics.charts.words import day_words
from analytics.disclosure import StaffOnly
from analytics.filters import Filters
from analytics.ingest import Source, forget, import_files
from analytics.measures import MEASURES, run
from analytics.measures.closing import FROZEN, figures_of_quarter
from analytics.measures.closing_actions import close_quarter, reopen_quarter
from analytics.reports.command import stored_report
from analytics.store import StoreRefused, current_number, open_cursor, publish, snapshots
from analytics.store.snapshots import local_now, log_lines
from tests.test_command_line import call

INTERVIEWS = "interview_id,child_id,episode_ids,completed_at,outcome\n"
EPISODES = "episode_id,child_id,category,missing_at,returned_at,placement_type\n"
# Held on 30 December at 10:00, 34 hours after the return: in time.
LATE_INTERVIEW = INTERVIEWS + "i14,A,e14,30/12/2021 10:00,completed\n"


@pytest.fixture(scope="module")
def stores(tmp_path_factory, hand_written_store, demonstration_store):
    """Folders: the hand-written episodes; the same with quarters closed; with an interview loaded
    late, too; and the demonstration with a quarter closed."""
    top = tmp_path_factory.mktemp("closing")
    shutil.copytree(hand_written_store, top / "open")
    shutil.copytree(top / "open", top / "closed")
    close_quarter(top / "closed", "2021-Q3", who="jo", note="E's interview is outstanding")
    close_quarter(top / "closed", "2021-Q4", who="jo", note="E2 was not there")
    shutil.copytree(top / "closed", top / "late")
    load(top / "late", LATE_INTERVIEW)
    shutil.copytree(demonstration_store, top / "demonstration")
    close_quarter(top / "demonstration", "2021-Q4", who="jo")
    return top


@pytest.fixture
def folder(stores, tmp_path):
    return shutil.copytree(stores / "open", tmp_path / "store")


@pytest.fixture
def closed(stores, tmp_path):
    return shutil.copytree(stores / "closed", tmp_path / "store")


def load(folder, text, *, as_of=datetime(2022, 1, 5)):
    return import_files(folder, [Source("late.csv", text.encode())], as_of=as_of)


def changes(folder, quarter=None, *, against="signed_off", all_rows=False):
    """What changed: {(measure, part, figure): (then, now)}; a null as None."""
    rows = run(open_cursor(folder), "late_changes", Filters(), quarter=quarter)
    rows = rows[(rows["against"] == against) & (rows["changed"] | all_rows)]
    values = rows[["then", "now"]].astype(object)
    values = values.where(rows[["then", "now"]].notna(), None)
    names = rows[["measure", "part", "figure"]].itertuples(index=False, name=None)
    return dict(zip(names, values.itertuples(index=False, name=None), strict=True))


def change_rows(folder, statement):
    publish(folder, lambda con: con.execute(statement))


def test_a_late_interview_changes_its_quarter_and_its_placement_type_and_nothing_else(stores):
    assert changes(stores / "closed") == {}
    late = stores / "late"
    quarter, residential = (
        ("quarterly_summary", "all"),
        ("summary_by_placement_type", "residential"),
    )
    assert changes(late, "2021-Q3") == {}
    assert changes(late) == {
        (*quarter, "completed"): (1, 2),
        (*quarter, "pending"): (2, 1),
        (*quarter, "in_time"): (0, 1),
        (*quarter, "in_time_of_completed"): (0, 1 / 2),
        (*quarter, "in_time_of_not_voided"): (0, 1 / 3),
        (*quarter, "in_time_of_episodes"): (0, 1 / 3),
        ("interviews_offered", "all", "offered"): (1, 2),
        (*residential, "completed"): (0, 1),
        (*residential, "pending"): (1, 0),
        (*residential, "in_time"): (0, 1),
        (*residential, "in_time_of_completed"): (None, 1),  # none was completed: no rate then
        (*residential, "in_time_of_not_voided"): (0, 1),
        (*residential, "in_time_of_episodes"): (0, 1),
    }


def test_a_late_episode_counts_from_nought_in_a_part_that_had_no_row(closed):
    load(closed, EPISODES + "e17,D,missing,24/12/2021 10:00,24/12/2021 12:00,other\n")
    changed = changes(closed)
    assert changed["quarterly_summary", "all", "episodes"] == (3, 4)
    assert changed["quarterly_summary", "all", "children"] == (3, 4)
    # with it e14, no longer pending four days later
    assert changed["quarterly_summary", "all", "not_recorded"] == (0, 2)
    assert changed["summary_by_placement_type", "other", "episodes"] == (0, 1)
    assert changed["summary_by_placement_type", "other", "in_time_of_episodes"] == (None, 0)
    assert changed["found_settings", "not_recorded", "episodes"] == (3, 4)
    assert changed["repeat_bands", "1", "children"] == (3, 4)
    assert changed["lengths", "under 6 hours", "episodes"] == (0, 1)
    # e13 gone 12 hours, e14 6 h 1 min, then e17 2 hours as well: the middle one is e14
    then, now = changed["lengths", "all", "median_gone_hours"]
    assert (then, now) == pytest.approx(((12 + 6 + 1 / 60) / 2, 6 + 1 / 60))


def test_a_part_whose_episodes_are_gone_is_down_to_nought_and_stands_last(closed):
    change_rows(closed, "update episodes set placement_type = 'foster' where episode_id = 'e12'")
    changed = changes(closed, "2021-Q3")
    assert changed["summary_by_placement_type", "other", "episodes"] == (1, 0)
    assert changed["summary_by_placement_type", "foster", "episodes"] == (2, 3)
    assert ("quarterly_summary", "all", "episodes") not in changed
    names = changes(closed, "2021-Q3", all_rows=True)
    types = [part for measure, part, _ in names if measure == "summary_by_placement_type"]
    assert list(dict.fromkeys(types)) == ["foster", "other"]


def test_figures_come_measure_by_measure_as_they_were_frozen(stores):
    names = list(changes(stores / "demonstration", all_rows=True))
    measures = list(dict.fromkeys(measure for measure, _, _ in names))
    assert measures == list(dict.fromkeys(frozen.measure for frozen in FROZEN))
    assert [part for measure, part, _ in names if measure == "lengths"][:2] == [
        "under 6 hours", "6 to 24 hours",
    ]  # fmt: skip
    figures = [figure for measure, _, figure in names if measure == "quarterly_summary"]
    assert figures == [*FROZEN[0].counts, *FROZEN[0].others]


def test_what_is_frozen_are_columns_and_rows_of_the_measures(con):
    for frozen in FROZEN:
        assert frozen.measure in MEASURES
    second = figures_of_quarter(con, "2021-Q2").set_index(["measure", "part", "figure"])["value"]
    assert second.index.is_unique
    assert second["quarterly_summary", "all", "children"] == 4
    assert second["quarterly_summary", "all", "in_time_of_episodes"] == pytest.approx(4 / 6)
    assert second["summary_by_placement_type", "not_known", "voided"] == 1
    assert second["repeat_bands", "3", "episodes"] == 3  # C went three times
    assert second["lengths", "all", "over_24_hours"] == 1
    assert second["travel_modes", "not_recorded", "episodes"] == 6


@pytest.fixture(scope="module")
def published(stores):
    """The hand-written episodes with published quarters, one of them of a time without records,
    and one episode's place given by its postcode."""
    folder = shutil.copytree(stores / "open", stores / "published")
    change_rows(
        folder,
        "insert into published_quarters values"
        " (date '2021-04-01', 4, 6, 5, 1, 3, 'Report'), (date '2020-10-01', 9, 9, 9, 0, 9, null);"
        "update episodes set place_text = 'DE1 2AB' where episode_id = 'e13'",
    )
    return folder


def test_a_postcode_where_a_child_was_found_is_not_frozen(published):
    con = open_cursor(published)
    everybody = Filters(date(2021, 10, 1), date(2022, 1, 1))
    found = run(con, "places", everybody)
    assert found.loc[found["kind"] == "postcode", "episodes"].tolist() == [1]
    figures = figures_of_quarter(con, "2021-Q4")
    places = figures[figures["measure"] == "places"]
    assert len(places) == len(found) - 1 and places["value"].sum() == 0


def test_the_noise_of_a_rate_read_back_is_no_change(closed):
    change_rows(
        closed,
        """
        update frozen_figures
        set value = value + if(quarter_start = date '2021-07-01', 1e-14, 1e-9)
        where figure = 'in_time_of_episodes' and part = 'all'
        """,
    )
    assert changes(closed, "2021-Q3") == {}
    assert list(changes(closed, "2021-Q4")) == [("quarterly_summary", "all", "in_time_of_episodes")]


def test_who_signed_off_when_and_from_which_snapshot_is_kept(folder):
    before = current_number(folder)
    close_quarter(folder, "2021/22-Q3", who=" jo ", note="  all\nin ")
    (signed,) = run(open_cursor(folder), "closed_quarters", Filters()).to_dict("records")
    assert (signed["quarter"], signed["closed_by"], signed["note"]) == ("2021-Q4", "jo", "all in")
    assert signed["snapshot_number"] == before == current_number(folder) - 1
    assert signed["data_date"] == pd.Timestamp("2022-01-01")
    figures = figures_of_quarter(open_cursor(folder), "2021-Q4")
    assert signed["figures"] == len(figures)
    rows = run(open_cursor(folder), "late_changes", Filters())
    assert set(rows["since"]) == {signed["closed_at"]} and set(rows["source"]) == {"jo"}
    assert snapshots(folder)[0]["who"] == "jo"


def test_the_first_import_of_real_data_leaves_sign_offs_of_made_up_data_behind(stores, tmp_path):
    folder = shutil.copytree(stores / "demonstration", tmp_path / "store")
    load(folder, "child_id,date_of_birth\nA,01/03/2005\n")
    con = open_cursor(folder)
    assert run(con, "closed_quarters", Filters()).empty
    assert con.execute("select count(*) from frozen_figures").fetchone() == (0,)


def test_reopening_gives_the_figures_up_and_the_log_says_who_did(stores, tmp_path):
    closed = shutil.copytree(stores / "late", tmp_path / "store")
    reopen_quarter(closed, "2021-Q4", who="al")
    con = open_cursor(closed)
    assert list(run(con, "closed_quarters", Filters())["quarter"]) == ["2021-Q3"]
    assert run(con, "late_changes", Filters(), quarter="2021-Q4").empty
    assert not run(con, "late_changes", Filters(), quarter="2021-Q3").empty
    last = log_lines(closed)[-1]
    assert (last["event"], last["who"]) == ("quarter reopen", "al")
    close_quarter(closed, "2021-Q4", who="al")  # with the late interview
    assert changes(closed, "2021-Q4") == {}


@pytest.mark.parametrize(
    ("quarter", "refusal"),
    [
        ("2021-Q4", r"2021-Q4 was signed off by jo on \d\d/\d\d/\d{4} at \d\d:\d\d: reopen it"),
        ("2022-Q1", "2022-Q1 cannot be signed off: .* from 01/01/2021 to 01/01/2022"),
        ("2020-Q4", "2020-Q4 cannot be signed off"),
        ("the last", "'the last' is not a quarter: write it like 2021-Q4"),
    ],
)
def test_a_quarter_is_not_signed_off_twice_in_part_or_without_being_one(closed, quarter, refusal):
    with pytest.raises((StoreRefused, ValueError), match=refusal):
        close_quarter(closed, quarter, who="al")
    assert current_number(closed) == 3


EARLIER = """
    delete from episodes where episode_id in ('e14', 'e15');
    update snapshot set data_date = timestamp '{}'
"""


@pytest.mark.parametrize(
    ("data_date", "statement", "reach"),
    [
        ("2021-12-31 12:00", "", "31/12/2021, 12:00"),
        (
            # an episode of the last morning does not make the quarter whole
            "2021-12-31 09:00",
            "; update episodes set missing_at = '2021-12-31 02:00', returned_at = null"
            " where episode_id = 'e13'",
            "31/12/2021, 09:00",
        ),
    ],
)
def test_a_part_quarter_cannot_be_signed_off(folder, data_date, statement, reach):
    change_rows(folder, EARLIER.format(data_date) + statement)
    with pytest.raises(StoreRefused, match=f"they reach from 01/01/2021 to {reach}"):
        close_quarter(folder, "2021-Q4", who="jo")


def test_the_records_reach_over_an_episode_after_the_data_date_to_the_end_of_its_day(folder):
    change_rows(folder, "update snapshot set data_date = timestamp '2021-11-01 00:00'")
    row = run(open_cursor(folder), "coverage", Filters()).iloc[0]
    last = open_cursor(folder).execute("select max(missing_at) from episodes").fetchone()[0]
    assert row["data_until"] == pd.Timestamp(last).normalize() + pd.Timedelta(days=1)


def test_a_report_says_whether_its_quarter_is_signed_off_and_whether_figures_changed_since(stores):
    signed = stored_report(stores / "closed", "2021-Q4", "staff").provenance.line
    today = day_words(pd.Timestamp(local_now()))
    assert f"October–December 2021, signed off on {today} · " in signed
    late = stores / "late"
    for audience in ("staff", "members", "council"):
        line = stored_report(late, "2021-Q4", audience).provenance.line
        assert f"October–December 2021, signed off on {today}, changed since · " in line
    assert "changed since" not in stored_report(late, "2021-Q3", "staff").provenance.line
    assert "not signed off" in stored_report(late, "2021-Q2", "staff").provenance.line


def test_what_else_is_refused(folder, tmp_path_factory):
    with pytest.raises(StoreRefused, match="Say who signs"):
        close_quarter(folder, "2021-Q4", who=" ")
    with pytest.raises(StoreRefused, match="longer than 500 letters"):
        close_quarter(folder, "2021-Q4", who="jo", note="a" * 501)
    with pytest.raises(StoreRefused, match="The data changed since"):
        close_quarter(folder, "2021-Q4", who="jo", seen=current_number(folder) - 1)
    with pytest.raises(StoreRefused, match="2021-Q4 is not signed off"):
        reopen_quarter(folder, "2021-Q4", who="jo")
    with pytest.raises(StoreRefused, match="There is no data"):
        close_quarter(tmp_path_factory.mktemp("empty"), "2021-Q4", who="jo")
    assert current_number(folder) == 1


@pytest.mark.parametrize("stopped", ["while figures are written", "before it is put in force"])
def test_a_sign_off_that_stops_in_the_middle_leaves_nothing(folder, monkeypatch, stopped):
    def stop(*arguments):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        if stopped == "while figures are written":
            name = "analytics.measures.closing_actions.figures_of_quarter"
            patched.setattr(name, stop)
        else:
            patched.setattr(importlib.import_module("analytics.store.publish"), "check", stop)
        with pytest.raises(KeyboardInterrupt):
            close_quarter(folder, "2021-Q4", who="jo")
    assert current_number(folder) == 1 and len(log_lines(folder)) == 1
    assert not list(folder.glob("building-*"))
    assert run(open_cursor(folder), "closed_quarters", Filters()).empty
    assert close_quarter(folder, "2021-Q4", who="jo") == 2


def test_of_a_quarter_with_a_forgotten_child_only_the_totals_stay_signed_off(closed):
    forget(closed, "E")  # e10 and e11
    con = open_cursor(closed)
    kept = con.execute(
        "select quarter_start, count(distinct measure) from frozen_figures group by all order by 1"
    ).fetchall()
    assert kept == [
        (date(2021, 7, 1), 1),
        # nothing was audited
        (date(2021, 10, 1), len({frozen.measure for frozen in FROZEN}) - 1),
    ]
    notes = con.execute("select note from closed_quarters order by quarter_start").fetchall()
    assert notes == [(None,), ("E2 was not there",)]
    changed = changes(closed, "2021-Q3")
    assert changed["quarterly_summary", "all", "episodes"] == (3, 1)
    assert {measure for measure, _, _ in changed} == {"quarterly_summary"}


def test_of_a_quarter_in_which_a_forgotten_child_was_audited_no_audit_stays_signed_off(folder):
    # C's interview of May, audited in July: the third quarter has no episode of C
    change_rows(
        folder, "insert into audits values ('i05', date '2021-07-02', 'Plan', 'Good', null)"
    )
    close_quarter(folder, "2021-Q3", who="jo")
    audited = "select value from frozen_figures where figure = 'of_audited'"
    assert open_cursor(folder).execute(audited).fetchall() == [(1,)]
    forget(folder, "C")
    assert open_cursor(folder).execute(audited).fetchall() == []
    assert changes(folder, "2021-Q3") == {}
    kept = changes(folder, "2021-Q3", all_rows=True)
    assert (
        "found_settings",
        "not_recorded",
        "episodes",
    ) in kept  # nothing else of the quarter went


def test_published_figures_are_held_against_the_records(published):
    rows = run(open_cursor(published), "late_changes", Filters())  # the latest published
    assert list(rows["figure"]) == ["children", "episodes", "completed", "voided", "in_time"]
    assert set(rows["against"]) == {"published"} and set(rows["source"]) == {"Report"}
    assert rows["since"].isna().all()
    changed = changes(published, against="published")
    assert changed == {("quarterly_summary", "all", "in_time"): (3, 4)}


def test_published_figures_of_a_time_without_records_are_not_called_changed(published):
    rows = run(open_cursor(published), "late_changes", Filters(), quarter="2020-Q4")
    assert len(rows) == 5 and rows["now"].isna().all() and rows["change"].isna().all()
    assert not rows["changed"].any()


def test_the_demonstration_is_as_the_report_was_published_and_as_it_is_signed_off(stores):
    con = open_cursor(stores / "demonstration")
    for quarter in ("2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4"):
        rows = run(con, "late_changes", Filters(), quarter=quarter)
        held = {"signed_off", "published"} if quarter == "2021-Q4" else {"published"}
        assert set(rows["against"]) == held
        assert not rows["changed"].any() and (rows["change"].dropna() == 0).all()


def test_a_quarter_neither_signed_off_nor_published_has_no_rows(con):
    columns = list(run(con, "late_changes", Filters()).columns)
    none = run(con, "late_changes", Filters(), quarter="2021-Q1")
    assert none.empty and list(none.columns) == columns


def test_filters_but_a_period_are_refused_since_everything_was_signed_off(stores):
    con = open_cursor(stores / "closed")
    with pytest.raises(ValueError, match="leave out the other choices"):
        run(con, "late_changes", Filters(placement_types=("foster",)))
    january = Filters(date(2021, 1, 1), date(2021, 2, 1))
    assert len(run(con, "late_changes", january)) == len(run(con, "late_changes", Filters()))


@pytest.mark.parametrize("name", ["late_changes", "closed_quarters"])
@pytest.mark.parametrize("audience", ["members", "council"])
def test_what_was_signed_off_is_for_staff(con, name, audience):
    with pytest.raises(StaffOnly):
        run(con, name, Filters(), audience)


def test_the_command_line_signs_off_shows_what_changed_and_reopens(folder):
    out, _ = call("close", "2021-Q4", "--who", "jo", "--note", "all in", store=folder)
    assert out == "2021-Q4 is signed off by jo. Snapshot 2 is in force.\n"
    load(folder, LATE_INTERVIEW)
    out, _ = call("measure", "late_changes", "--quarter", "2021-Q4", "--json", store=folder)
    changed = [row for row in json.loads(out) if row["changed"]]
    assert len(changed) == 13
    assert changed[0] | {"since": None} == {
        "quarter_start": "2021-10-01", "quarter": "2021-Q4", "measure": "quarterly_summary",
        "part": "all", "figure": "completed", "against": "signed_off", "then": 1.0, "now": 2.0,
        "change": 1.0, "changed": True, "since": None, "source": "jo",
    }  # fmt: skip
    _, error = call("close", "2021-Q4", store=folder, code=2)
    assert error.startswith("2021-Q4 was signed off by jo on ") and error.count("\n") == 1
    _, error = call("close", "2021", store=folder, code=2)
    assert error == "'2021' is not a quarter: write it like 2021-Q4, or 2021/22-Q3 from April.\n"
    out, _ = call("reopen", "2021-Q4", "--yes", store=folder)
    assert out == "2021-Q4 is open again. Snapshot 4 is in force.\n"
    assert log_lines(folder)[-1]["who"]  # the account
