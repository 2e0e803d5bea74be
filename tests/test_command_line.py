"""The command line, as another program calls it."""

import io
import json
import os
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from analytics import demonstration
from analytics.__main__ import run_command_line

TOP = Path(__file__).resolve().parents[1]


def call(*arguments, store=None, code=0):
    """Run the command line in this process; returns (standard output, standard error)."""
    out, error = io.StringIO(), io.StringIO()
    with (
        pytest.MonkeyPatch.context() as patched,
        redirect_stdout(out),
        redirect_stderr(error),
    ):
        patched.chdir(TOP)
        patched.setattr(sys, "argv", ["analytics", *arguments])
        patched.delenv("DASHBOARD_STORE", raising=False)
        if store is not None:
            patched.setenv("DASHBOARD_STORE", str(store))
        try:
            run_command_line()
            ended = 0
        except SystemExit as left:
            ended = left.code
    assert ended == code, out.getvalue() + error.getvalue()
    return out.getvalue(), error.getvalue()


def call_a_process(*arguments, store):
    """The same in a process of its own; returns what it ended with."""
    return subprocess.run(
        [sys.executable, "-m", "analytics", *arguments],
        cwd=TOP,
        env=os.environ | {"DASHBOARD_STORE": str(store)},
        capture_output=True,
    )


def test_a_process_of_its_own_prints_the_measure_in_utf_8_and_ends_with_0(demonstration_store):
    arguments = ["measure", "repeat_bands", "--json"]
    finished = call_a_process(*arguments, store=demonstration_store)
    assert (finished.returncode, finished.stderr) == (0, b"")
    printed = finished.stdout.decode("utf-8")
    assert "6–10" in printed
    assert json.loads(printed) == json.loads(call(*arguments, store=demonstration_store)[0])


def test_the_demonstration_prints_the_reports_table(demonstration_store):
    out, _ = call("measure", "quarterly_summary", "--json", store=demonstration_store)
    rows = json.loads(out)
    assert [row["quarter"] for row in rows] == ["2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4"]
    assert rows[0]["quarter_start"] == "2021-01-01"
    for column, expected in {
        "children": [30, 37, 39, 36],
        "episodes": [139, 185, 177, 133],
        "completed": [129, 184, 160, 110],
        "voided": [7, 1, 8, 9],
        "declined": [0, 0, 0, 0],
        "pending": [0, 0, 0, 3],
        "not_recorded": [3, 0, 9, 11],
        "in_time": [106, 147, 123, 87],
    }.items():
        assert [row[column] for row in rows] == expected, column
    assert round(rows[3]["in_time_of_episodes"], 3) == 0.654


def test_the_year_as_one_period_has_the_reports_totals(demonstration_store):
    out, _ = call(
        "measure", "period_summary", "--from", "2021-01-01", "--to", "2022-01-01", "--json",
        "--store", str(demonstration_store),
    )  # fmt: skip
    (year,) = json.loads(out)
    counts = [year[name] for name in ("episodes", "completed", "voided", "in_time")]
    assert counts == [634, 583, 25, 463]
    rates = ("in_time_of_completed", "in_time_of_not_voided", "in_time_of_episodes")
    assert [f"{year[name]:.1%}" for name in rates] == ["79.4%", "76.0%", "73.0%"]


def test_filters_and_a_measures_own_options_are_taken(demonstration_store):
    out, _ = call(
        "measure", "control_chart", "--of", "in_time_of_episodes", "--by=month", "--json",
        "--placement-type", "foster", "--placement-type", "residential", "--out-of-area", "no",
        store=demonstration_store,
    )  # fmt: skip
    months = json.loads(out)
    assert len(months) == 12
    assert all(0 <= month["value"] <= 1 for month in months)


def test_members_get_c_where_staff_get_a_small_count(demonstration_store):
    out, _ = call(
        "measure", "quarterly_summary", "--audience", "members", "--json",
        store=demonstration_store,
    )  # fmt: skip
    rows = json.loads(out)
    # April to June one of 185 was voided and 184 were completed: either would tell the other
    assert [rows[1][figure] for figure in ("episodes", "completed", "voided")] == [185, "c", "c"]
    # July to September nothing is small: 160, eight voided and nine not recorded
    figures = ("episodes", "completed", "voided", "not_recorded")
    assert [rows[2][figure] for figure in figures] == [177, 160, 8, 9]


def test_without_json_the_rows_come_as_an_aligned_table(demonstration_store):
    out, _ = call("measure", "quarterly_summary", store=demonstration_store)
    header, *rows = out.splitlines()
    assert header.split()[:3] == ["quarter", "quarter_start", "children"]
    assert len(rows) == 4 and rows[3].split()[:4] == ["2021-Q4", "2021-10-01", "36", "133"]


@pytest.mark.skipif(sys.platform == "win32", reason="there arguments are text already")
def test_a_process_given_an_argument_that_is_no_text_refuses_it_in_one_line(tmp_path):
    finished = call_a_process("measure", "chronology", "--child", b"\xff\xfe", store=tmp_path)
    assert (finished.returncode, finished.stdout) == (2, b"")
    assert finished.stderr.decode().strip() == (
        "What was typed is not text in UTF-8: check the references and names."
    )


def test_measures_are_listed_with_one_line_each():
    out, _ = call("measures", "--json")
    listed = {row["measure"]: row["gives"] for row in json.loads(out)}
    assert list(listed) == sorted(listed)
    pinned = {
        "quarterly_summary", "period_summary", "monthly_summary", "weekly_summary",
        "control_chart", "lengths", "benchmarks", "quarterly_outcomes", "hours_to_interview",
        "timeliness_by", "rate_change", "interviews_to_target", "interviews_waiting",
        "time_to_next_episode", "pairs", "groups", "repeat_triggers", "repeat_bands",
        "concentration", "repeat_risk", "chronology",
    }  # fmt: skip
    assert pinned <= set(listed)
    assert all(line.endswith(".") for line in listed.values())


def rows_of(store, *arguments) -> list[dict]:
    return json.loads(call("measure", *arguments, "--json", store=store)[0])


def test_what_80_percent_of_the_reports_fourth_quarter_would_have_taken(demonstration_store):
    rows = rows_of(
        demonstration_store, "interviews_to_target", "--quarter", "2021-Q4", "--target", "0.8"
    )
    assert {
        r["denominator"]: (r["denominator_count"], r["in_time"], r["needed"], r["more"])
        for r in rows
    } == {
        "episodes": (133, 87, 107, 20),
        "not_voided": (124, 87, 100, 13),  # 99.2
        "completed": (110, 87, 88, 1),
    }
    assert {r["still_possible"] for r in rows} == {3}


def test_the_outcomes_of_each_quarter_are_the_reports(demonstration_store):
    rows = rows_of(demonstration_store, "quarterly_outcomes")
    by_state = {(r["quarter"], r["state"]): r["episodes"] for r in rows}
    for state, expected in {
        "completed": [129, 184, 160, 110],
        "voided": [7, 1, 8, 9],
        "declined": [0, 0, 0, 0],
        "pending": [0, 0, 0, 3],
        "not_recorded": [3, 0, 9, 11],
    }.items():
        assert [by_state[f"2021-Q{n}", state] for n in (1, 2, 3, 4)] == expected
    assert rows[0]["quarter_start"] == "2021-01-01"


def test_those_waiting_are_the_fourteen_of_the_fourth_quarter(demonstration_store):
    rows = rows_of(demonstration_store, "interviews_waiting", "--from", "2021-10-01")
    assert len(rows) == 14
    # data/README.md: back on 29 December at 09:10 and on the 31st at 02:30, and one still missing;
    # the data date is 1 January 00:00
    assert [row["hours_left"] and round(row["hours_left"], 4) for row in rows[:3]] == [
        round(72 - (62 + 50 / 60), 4),
        72 - 21.5,
        None,
    ]
    assert all(row["hours_left"] < 0 for row in rows[3:])


def test_mix_and_rate_of_the_fourth_quarter_are_its_change(demonstration_store):
    rows = rows_of(
        demonstration_store, "rate_change", "--from-quarter", "2021-Q3", "--to-quarter", "2021-Q4",
        "--dimension", "out_of_area",
    )  # fmt: skip
    total = sum(row["mix_effect"] + row["rate_effect"] for row in rows)
    assert total == pytest.approx(87 / 133 - 123 / 177, abs=1e-15)
    # planted: in the fourth quarter more episodes begin out of area, where it is harder
    assert sum(row["mix_effect"] for row in rows) < 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["measure", "weather"], "There is no measure 'weather'"),
        (["measure", "control_chart", "--by", "quarter"], "choose week or month"),
        (["measure", "quarterly_summary", "--placement-type", "castle"], "Unknown placement type"),
        (["measure", "quarterly_summary", "--colour", "red"], "has no option 'colour'"),
        (["measure", "quarterly_summary", "oops"], "Not understood: oops"),
        (["measure", "quarterly_summary", "--from", "yesterday"], "'yesterday' is not a date"),
        (["measure", "episodes_behind", "--audience", "council"], "for staff only"),
        (["measure", "episodes_behind", "--at-most", "many"], "at_most takes a whole number"),
        (["measure", "interviews_to_target", "--target", "much"], "takes a number such as 0.8"),
        (["measure", "interviews_to_target", "--target", "80"], "no more than 1, not 80"),
        (["measure", "interviews_to_target", "--quarter", "Q4"], "write it like 2021-Q4"),
        (["measure", "interviews_waiting", "--audience", "members"], "for staff only"),
        (["measure", "timeliness_by", "--dimension", "colour"], "choose from placement_type"),
        (["measure", "episodes_behind", "--hours-unknown", "maybe"], "takes yes or no"),
        (["measure", "quarterly_summary", "--con", "3"], "has no option 'con'"),
        (["measure", "control_chart", "--audience", "members"], "for staff only"),
        (["rollback", "--to", "99"], "There is no snapshot 99"),
        (["demo", "--episodes", "0"], "must be from 1"),
        (["import"], "Missing argument"),
        (["import", "nowhere.csv"], "nowhere.csv"),
    ],
)
def test_bad_usage_exits_with_2_and_one_sentence(demonstration_store, arguments, said):
    out, error = call(*arguments, store=demonstration_store, code=2)
    assert out == ""
    assert said in error
    assert len(error.splitlines()) == 1


def test_an_empty_store_says_how_to_fill_it(tmp_path):
    _, error = call("measure", "quarterly_summary", "--store", str(tmp_path), code=2)
    assert "python -m analytics demo" in error


def test_a_demonstration_is_the_reports_unless_another_is_asked_for(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(
        demonstration, "build", lambda folder, **options: asked.append((folder, options)) or 3
    )
    report = {"episodes": None, "authorities": 1, "seed": 2021}
    out, _ = call("demo", "--store", str(tmp_path))
    assert out == "Snapshot 3 is in force: demonstration data, made-up episodes.\n"
    call("demo", "--authorities", "2", "--seed", "7", store=tmp_path)
    assert asked == [(tmp_path, report), (tmp_path, report | {"authorities": 2, "seed": 7})]


@pytest.fixture(scope="module")
def two_demonstrations(tmp_path_factory):
    """A store of 50 episodes and over them, in force, one of 60."""
    folder = tmp_path_factory.mktemp("two") / "store"
    for episodes in ("50", "60"):
        call("demo", "--store", str(folder), "--episodes", episodes)
    return folder


def test_snapshots_and_rollback_move_between_what_was_published(two_demonstrations, tmp_path):
    folder = shutil.copytree(two_demonstrations, tmp_path / "store")
    listed = json.loads(call("snapshots", "--json", "--store", str(folder))[0])
    assert [(s["number"], s["in_force"], s["episodes"]) for s in listed] == [
        (2, True, 60),
        (1, False, 50),
    ]
    out, _ = call("rollback", "--store", str(folder))
    assert "Snapshot 1 is in force" in out
    listed = json.loads(call("snapshots", "--json", "--store", str(folder))[0])
    assert [s["number"] for s in listed if s["in_force"]] == [1]


def test_an_import_prints_its_counts_and_keeps_what_it_left_out(tmp_path):
    missing = tmp_path / "missing.csv"
    missing.write_text(
        "CHILD,DOB,MISSING,MIS_START,MIS_END\n"
        "C1,01/05/2006,M,03/02/2021,04/02/2021\n"
        "C1,01/05/2006,M,09/02/2021,08/02/2021\n"  # 567: ends before it starts
        "C2,02/06/2005,X,09/02/2021,10/02/2021\n",  # 1006: neither M nor A
        encoding="utf-8",
    )
    store = tmp_path / "store"
    out, _ = call(
        "import", str(missing), "--as-of", "2021-04-01", "--json", "--store", str(store)
    )  # fmt: skip
    (file,) = json.loads(out)["files"]
    assert (file["rows_read"], file["accepted"], file["rejected"]) == (3, 1, 2)
    assert file["rows_read"] == sum(
        file[part] for part in ("accepted", "updated", "unchanged", "rejected")
    )
    listed, _ = call("rejected", "--store", str(store))
    assert listed.splitlines()[0] == "file,row_number,rule,message,raw"
    assert [line.split(",")[1:3] for line in listed.splitlines()[1:]] == [
        ["3", "567"],
        ["4", "1006"],
    ]
    again = json.loads(
        call("import", str(missing), "--as-of", "2021-04-01", "--json", "--store", str(store))[0]
    )
    assert again["files"][0]["unchanged"] == 1 and again["files"][0]["accepted"] == 0


def test_a_dry_run_publishes_nothing(tmp_path):
    file = tmp_path / "missing.csv"
    file.write_text(
        "CHILD,DOB,MISSING,MIS_START,MIS_END\nC1,01/05/2006,M,03/02/2021,04/02/2021\n",
        encoding="utf-8",
    )
    out, _ = call("import", str(file), "--dry-run", "--json", "--store", str(tmp_path / "s"))
    assert json.loads(out)["snapshot"] is None
    assert json.loads(call("snapshots", "--json", "--store", str(tmp_path / "s"))[0]) == []


def test_a_lost_current_is_said_and_mended_by_a_rollback(two_demonstrations, tmp_path):
    folder = shutil.copytree(two_demonstrations, tmp_path / "store")
    (folder / "CURRENT").write_text("nonsense", encoding="utf-8")
    _, error = call("measure", "coverage", "--store", str(folder), code=2)
    assert "rollback --to N" in error and "there are: 1, 2" in error
    (folder / "CURRENT").unlink()
    _, error = call("measure", "coverage", "--store", str(folder), code=2)
    assert "rollback --to N" in error
    call("rollback", "--to", "1", "--store", str(folder))
    call("measure", "coverage", "--store", str(folder))


def test_rows_that_could_all_not_be_used_are_said_one_by_one(tmp_path):
    file = tmp_path / "missing.csv"
    file.write_text("CHILD,DOB,MISSING,MIS_START,MIS_END\nC1,01/05/2006,M,xx,\n", encoding="utf-8")
    out, _ = call("import", str(file), "--store", str(tmp_path / "s"), code=2)
    assert "1004" in out and "'xx' is not a date" in out
