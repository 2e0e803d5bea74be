"""Files with column names of their own: what is said about them in TOML, JSON and on the page."""

import json
import shutil
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analytics.ingest import ImportRefused, Source, recognise
from analytics.ingest.mapping import read_mapping
from analytics.store import open_cursor
from tests.ingest.conftest import Loaded

TOP = Path(__file__).resolve().parents[2]
OWN_NAMES = "Ref,Person ref,Type,Went,Back\nE1,C1,M,01/02/2021 10:00,02/02/2021 10:00\n"
COLUMNS = {
    "Ref": "episode_id",
    "Person ref": "child_id",
    "Type": "category",
    "Went": "missing_at",
    "Back": "returned_at",
}
TOML = 'format = "episodes"\n[columns]\n' + "".join(f'"{k}" = "{v}"\n' for k, v in COLUMNS.items())


def test_the_mapping_that_the_readme_shows_is_read(load, held, tmp_path):
    path = tmp_path / "mapping.toml"
    path.write_text(TOML, encoding="utf-8")
    result = load(a_csv=OWN_NAMES, options={"mapping": path})
    assert result.files[0].format == "episodes"
    assert held("select episode_id, child_id from episodes") == [("E1", "C1")]


def test_a_mapping_in_json_says_the_same_as_in_toml(tmp_path):
    written = {"toml": TOML, "json": json.dumps({"format": "episodes", "columns": COLUMNS})}
    for suffix, text in written.items():
        (tmp_path / f"mapping.{suffix}").write_text(text, encoding="utf-8")
    toml, as_json = (read_mapping(tmp_path / f"mapping.{suffix}") for suffix in written)
    assert as_json == toml
    assert toml.of("a.csv", None) == as_json.of("a.csv", None)
    source = Source("a.csv", OWN_NAMES.encode())
    assert recognise(source, tmp_path / "mapping.json").format == "episodes"


def test_the_format_of_the_mapping_counts():
    source = Source("a.csv", b"child_id,date_of_birth,started_on\n1,,01/02/2021\n")
    assert recognise(source, {"format": "children"}).format == "children"
    assert recognise(source, {"format": "placements", "columns": {}}).nearest == "placements"


@pytest.fixture(scope="module")
def mapped(tmp_path_factory):
    """Three files under one mapping that says something of all, and of two more by their names."""
    by_file = {
        "a.csv": {"format": "episodes", "columns": COLUMNS},
        "b.csv": {"format": "children", "columns": {"Ref": "child_id", "Born": "date_of_birth"}},
    }
    store = Loaded(tmp_path_factory.mktemp("mapped"))
    store.load(
        a_csv=OWN_NAMES,
        b_csv="Ref,Born\nC1,05/06/2006\n",
        c_csv="child_id,Case number,date_of_birth\nlocal-7,C7,\n",
        options={"mapping": {"columns": {"Case number": "child_id"}, "files": by_file}},
    )
    return store


def test_two_files_may_call_different_columns_the_same(mapped):
    born = "select child_id from children where date_of_birth = date '2006-06-05'"
    assert mapped.held(born) == [("C1",)]
    assert mapped.held("select episode_id, child_id from episodes") == [("E1", "C1")]


def test_what_the_mapping_says_comes_before_a_name_that_happens_to_fit(mapped):
    not_born = "select child_id from children where date_of_birth is null"
    assert mapped.held(not_born) == [("C7",)]


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ({"format": "episode", "columns": {}}, "format 'episode' is not known"),
        ({"columns": {"Ref": "episode_number"}}, "neither is a column of ours"),
        ({"columns": {}, "colour": "red"}, "'colour' is not known"),
    ],
)
def test_a_mapping_that_says_nothing_known_is_refused(load, mapping, words):
    with pytest.raises(ImportRefused, match=words):
        load(a_csv=OWN_NAMES, options={"mapping": mapping})


def test_an_unreadable_mapping_is_answered_with_how_to_write_toml(load, tmp_path):
    path = tmp_path / "mapping.toml"
    path.write_text("Person ref is child_id", encoding="utf-8")
    with pytest.raises(ImportRefused, match=r"write TOML: a line \[columns\]"):
        load(a_csv=OWN_NAMES, options={"mapping": path})


def test_an_unrecognised_file_is_mapped_on_the_page_and_published(
    demonstration_store, tmp_path, monkeypatch
):
    folder = shutil.copytree(demonstration_store, tmp_path / "copied")
    monkeypatch.setenv("DASHBOARD_STORE", str(folder))
    st.cache_data.clear()
    page = AppTest.from_file(str(TOP / "pages" / "data.py"), default_timeout=60).run()
    page.file_uploader[0].set_value([("own.csv", OWN_NAMES.encode(), "text/csv")]).run()
    page.selectbox(key="kind-own.csv").set_value("episodes").run()
    assert "Still to be chosen" in " ".join(info.value for info in page.info)
    for theirs, ours in COLUMNS.items():
        page.selectbox(key=f"map-own.csv-episodes-{ours}").set_value(theirs)
    page.run()
    button = next(button for button in page.button if button.label == "Publish these files")
    button.click().run()
    assert not page.exception
    held = open_cursor(folder).execute("select episode_id, child_id from episodes").fetchall()
    assert held == [("E1", "C1")]
