"""The list of rejected rows, as it is downloaded, corrected in `raw` and loaded again."""

import csv
import io

import pandas as pd
import pytest

from analytics.ingest import ImportRefused, rejected_csv
from analytics.ingest.merge import doubled
from analytics.ingest.rejected import as_written, harmless
from tests.ingest.conftest import Loaded

EPISODES = "episode_id,child_id,category,missing_at,returned_at\n"
GOOD = "E1,C1,missing,01/02/2021 10:00,02/02/2021 10:00\n"
TOO_MANY = "F2,C1,missing,05/02/2021,06/02/2021,too much\n"
INTERVIEWS = "interview_id,child_id,episode_ids,completed_at,outcome\n"


def corrected(folder, *changes):
    """The list as downloaded, `before` replaced by `after` wherever it stands in raw."""
    rows = list(csv.DictReader(io.StringIO(rejected_csv(folder))))
    for before, after in changes:
        assert any(before in row["raw"] for row in rows)
        for row in rows:
            row["raw"] = row["raw"].replace(before, after)
    return written(rows)


def written(rows):
    text = io.StringIO()
    writer = csv.DictWriter(text, ["file", "row_number", "rule", "message", "raw"])
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def test_the_list_is_loaded_under_the_headers_of_its_files(load, folder, held):
    load(
        e_csv=EPISODES + GOOD + "\nE2,C1,missing,soon,06/02/2021\nE3,C1,missing,never,\n",
        i_csv=INTERVIEWS + "I2,C1,E2,07/02/2021 10:00,completed\n",
    )
    text = corrected(folder, ("soon", "05/02/2021"))
    tried = load(rejected_rows_csv=text, options={"dry_run": True})
    assert [(f.file, f.format, f.accepted, f.rejected) for f in tried.files] == [
        ("e.csv", "episodes", 1, 1),
        ("i.csv", "interviews", 1, 0),
    ]
    result = load(rejected_rows_csv=text)
    (left_out,) = result.files[0].rejected_rows
    assert (left_out["row_number"], left_out["raw"]) == (5, "E3,C1,missing,never,")
    assert held("select episode_id from episodes order by 1") == [("E1",), ("E2",)]
    assert held("select episode_id from interview_episodes") == [("E2",)]
    again = load(rejected_rows_csv=corrected(folder, ("never", "08/02/2021")))
    assert (again.files[0].rows_read, again.files[0].accepted) == (1, 1)


@pytest.fixture(scope="module")
def with_faults(tmp_path_factory):
    """Three files, each with a good row and one that was left out; copied by who corrects one."""
    store = Loaded(tmp_path_factory.mktemp("with-faults"))
    store.load(
        two_csv=EPISODES + GOOD + "E2,C1,lost,soon,\n",  # breaks two rules
        cells_csv=EPISODES + GOOD.replace("E1", "F1") + TOO_MANY,
        formula_csv=EPISODES + GOOD.replace("E1", "G1") + "-2,C1,missing,soon,\n",
    )
    return store


@pytest.fixture
def faulty(with_faults, tmp_path):
    return with_faults.copy(tmp_path)


def left_out(store, file):
    """The rows of the list as downloaded that are of one file."""
    rows = list(csv.DictReader(io.StringIO(rejected_csv(store.folder))))
    return [row for row in rows if row["file"] == file]


def test_a_row_that_broke_two_rules_is_taken_once_and_as_corrected(faulty):
    rows = left_out(faulty, "two.csv")
    assert len(rows) == 2
    rows[1]["raw"] = "E2,C1,missing,05/02/2021,"
    file = faulty.load(list_csv=written(rows)).files[0]
    assert (file.rows_read, file.accepted) == (1, 1)
    rows[0]["raw"] = "E2,C1,away,05/02/2021,"
    with pytest.raises(ImportRefused, match=r"Row 3 of 'two\.csv' is listed 2 times"):
        faulty.load(list_csv=written(rows))


def test_a_row_with_a_cell_too_many_keeps_it_until_it_is_corrected(faulty):
    (row,) = left_out(faulty, "cells.csv")
    with pytest.raises(ImportRefused, match="The row has 6 cells"):
        faulty.load(list_csv=written([row]))
    assert ",too much" in row["raw"]
    corrected_row = row | {"raw": row["raw"].replace(",too much", "")}
    faulty.load(list_csv=written([corrected_row]))
    assert faulty.held("select count(*) from episodes where episode_id like 'F%'") == [(2,)]


def test_a_row_that_begins_like_a_formula_comes_back_as_it_was(faulty):
    (row,) = left_out(faulty, "formula.csv")
    assert row["raw"].startswith("'-2,")
    faulty.load(list_csv=written([row | {"raw": row["raw"].replace("soon", "05/02/2021")}]))
    assert faulty.held("select episode_id from episodes where episode_id like '-%'") == [("-2",)]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"file": "other.csv"}, "no import of such a file left them out"),
        ({"row_number": "two"}, "has the row_number 'two' in row 2"),
        ({"raw": 'E2,"C1,missing,05/02/2021,'}, "a quotation mark too many or too few"),
    ],
)
def test_a_list_that_cannot_be_read_is_refused_with_what_to_do(faulty, row, words):
    listed = left_out(faulty, "formula.csv")
    with pytest.raises(ImportRefused, match=words):
        faulty.load(list_csv=written([listed[0] | row]))


def test_a_row_of_a_mapped_file_needs_no_mapping_the_second_time(load, folder, held):
    columns = {"Ref": "episode_id", "Who": "child_id", "Went": "missing_at", "Back": "returned_at"}
    text = "Forename,episode_id,Ref,Who,category,Went,Back\nAda,7,E1,C1,m,01/02/2021,\n"
    load(
        e_csv=text + "Ada,8,E2,C1,m,soon,\n",
        options={"mapping": {"format": "episodes", "columns": columns}},
    )
    load(list_csv=corrected(folder, ("soon", "05/02/2021")))
    assert held("select episode_id from episodes order by 1") == [("E1",), ("E2",)]


@pytest.mark.parametrize("cell", ["=1+1", "'=1+1", "''-2", "plain", "'quoted'", "", "-"])
def test_the_protection_from_formulas_is_taken_away_again(cell):
    assert as_written(harmless(cell)) == cell
    assert not harmless(cell).startswith(("=", "-"))


def test_a_row_is_doubled_by_its_key_also_where_a_part_of_the_key_is_empty():
    rows = pd.DataFrame(
        {
            "one": ["a", "a", "a", "b", "a"],
            "other": [None, "x", None, None, None],
            "value": [1, 2, 1, 1, 3],
        },
        index=[2, 3, 4, 5, 6],
    )
    same, otherwise = doubled(rows, ["one", "other"])
    # row 4 is row 2 once more; row 6 has its key and another value
    assert (same.to_dict(), otherwise.to_dict()) == ({4: 2}, {6: 2})
