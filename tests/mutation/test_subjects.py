"""Every source file has its tests, and the draw is the same for the same seed."""

import pytest

from tests.mutation.change import KINDS
from tests.mutation.every_change import can_be_run
from tests.mutation.sample import drawn
from tests.mutation.subjects import SUBJECTS, TOP, files_of_tests, sources, subject_of


def test_every_source_file_belongs_to_a_subject():
    assert [source for source in sources() if subject_of(source) is None] == []


def test_every_pattern_finds_files_and_every_subject_has_some():
    assert {subject_of(source) for source in sources()} == set(SUBJECTS)
    for subject in SUBJECTS:
        for folder, patterns in (("analytics", subject.sources), ("tests", subject.tests)):
            assert [p for p in patterns if not list((TOP / folder).glob(p))] == [], subject.name
        assert not [file for file in files_of_tests(subject) if "/browser/" in file]


def test_a_test_file_is_run_once_though_several_patterns_name_it():
    for subject in SUBJECTS:
        files = files_of_tests(subject)
        assert len(files) == len(set(files))


def test_tests_called_after_a_file_or_naming_it_come_first():
    [subject] = [s for s in SUBJECTS if s.name == "measures of repeats"]
    files = files_of_tests(subject, "analytics/measures/repeat_times.py")
    assert files[0] == "tests/test_repeat_times.py"
    assert sorted(files) == sorted(files_of_tests(subject))
    named = files_of_tests(subject, "analytics/measures/gaps_between.sql")
    assert "gaps_between" in (TOP / named[0]).read_text(encoding="utf-8")


def test_a_draw_is_repeated_by_its_seed_and_a_shorter_one_begins_a_longer():
    several = drawn(1, 12, subject="publish order")
    assert several == drawn(1, 12, subject="publish order")
    assert several[:5] == drawn(1, 5, subject="publish order")
    assert several != drawn(2, 12, subject="publish order")


def test_a_draw_is_of_different_places_and_many_kinds():
    changes = [change for _, change in drawn(1, 20, subject="publish order")]
    assert len({(change.file, change.start) for change in changes}) == 20
    assert len({change.kind for change in changes}) >= 8
    assert {change.kind for change in changes} <= set(KINDS)
    texts = {c.file: (TOP / c.file).read_text(encoding="utf-8") for c in changes}
    assert all(can_be_run(change, texts[change.file]) for change in changes)


def test_changes_of_one_file_can_be_asked_for():
    file = "analytics/ingest/forget.sql"
    assert {change.file for _, change in drawn(1, 8, at=file)} == {file}
    with pytest.raises(ValueError, match="No file 'forget'"):
        drawn(1, 1, at="forget")
    with pytest.raises(ValueError, match="No subject 'none': choose from definitions"):
        drawn(1, 1, subject="none")
