"""The house keeps its shape: floors, thin pages, SQL in files, words that may not be used."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[1]
PAGES = [TOP / "dashboard.py", *sorted((TOP / "pages").glob("*.py"))]
SHOWN = [*PAGES, *sorted((TOP / "analytics").rglob("*.py")), *sorted((TOP / "data").rglob("*.md"))]


def test_imports_go_down_the_floors_only():
    linter = shutil.which("lint-imports", path=Path(sys.executable).parent)
    finished = subprocess.run([linter, "--no-cache"], cwd=TOP, capture_output=True, text=True)
    assert finished.returncode == 0, finished.stdout + finished.stderr


def test_the_code_keeps_the_house_habits():
    for arguments in (["check", "."], ["format", "--check", "."]):
        finished = subprocess.run(
            [sys.executable, "-m", "ruff", *arguments, "--no-cache"],
            cwd=TOP,
            capture_output=True,
            text=True,
        )
        assert finished.returncode == 0, finished.stdout + finished.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_a_page_is_whole_by_itself_and_short(page):
    text = page.read_text(encoding="utf-8")
    assert "start_page(" in text
    assert len(text.splitlines()) <= 120


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_a_page_neither_queries_nor_computes(page):
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"\bimport (duckdb|pandas|numpy)|\.execute\(|groupby|\.sum\(\) ?/", text)


def test_every_measure_file_says_what_a_row_is():
    for path in (TOP / "analytics" / "measures").glob("*.sql"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith(f"-- {path.name}: one row"), path.name


@pytest.mark.parametrize("word", ["abscond", "prolific", "offender", "refused to", "hotspot"])
def test_no_word_of_blame_is_shown(word):
    for path in SHOWN:
        assert word not in path.read_text(encoding="utf-8").casefold(), path


def test_every_dependency_is_pinned_exactly():
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in (TOP / name).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith(("#", "-r")):
                assert re.match(r"[A-Za-z0-9_.-]+(\[\w+\])?==\d", line), line


def test_files_are_given_out_by_the_one_button_that_keeps_them_to_who_clicks():
    own = TOP / "analytics" / "app" / "downloads.py"
    asks = re.compile(r"st\.(download_button|image|audio|video|pdf|logo)\(")
    others = [file for file in SHOWN if file != own and file.suffix == ".py"]
    assert [file.name for file in others if asks.search(file.read_text(encoding="utf-8"))] == []
    assert asks.search(own.read_text(encoding="utf-8"))
