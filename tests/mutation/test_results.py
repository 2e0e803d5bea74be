"""What is said of a run, and that a change is really tried."""

import pytest

from tests.mutation.change import changed
from tests.mutation.copies import Copy, Outcome, outcome_of
from tests.mutation.kept import keep, kept_as_caught
from tests.mutation.results import page, reasons
from tests.mutation.subjects import TOP, Subject

SUBJECT = Subject("a subject", "a floor", ("a.py",), ("test_a.py",))
TEXT = "a = 1\nb = c < d\n"
CAUGHT = Outcome(True, "tests/test_a.py::test_a", 1.0)
LEFT = Outcome(False, "", 1.0)
CONSTANT = changed("analytics/a.py", TEXT, "constant", 4, 5, "2")
COMPARISON = changed("analytics/a.py", TEXT, "comparison", 12, 13, "<=")


def test_a_page_counts_what_was_caught_and_lists_what_was_not():
    text = page([(SUBJECT, CONSTANT, CAUGHT), (SUBJECT, COMPARISON, LEFT)], 7, {})
    assert "Seed 7. **1 of 2 changes caught: 50.0%.** 0 of the others are argued below, 1 " in text
    assert "| a floor | 2 | 1 | 50.0% |" in text
    assert "| comparison | 1 | 0 | 0.0% |" in text
    assert "- `analytics/a.py:2` (comparison) in `b = c < d`: `<` → `<=`" in text


def test_a_reason_is_told_apart_and_one_no_longer_needed_is_named(tmp_path):
    argued = tmp_path / "argued.toml"
    lines = [
        'file = "analytics/a.py"\nline = "b = c < d"\nbefore = "<"\nafter = "<="\nreason = "Why."',
        'file = "analytics/a.py"\nline = "a = 1"\nbefore = "1"\nafter = "2"\nreason = "Old."',
    ]
    argued.write_text("".join(f"[[argued]]\n{line}\n" for line in lines), encoding="utf-8")
    why = reasons(argued)
    text = page([(SUBJECT, CONSTANT, CAUGHT), (SUBJECT, COMPARISON, LEFT)], 7, why)
    said = "1 of the others are argued below, 0 are open; without those argued 100.0% are caught."
    assert said in text
    assert "`<` → `<=`\n  Why." in text
    assert text.endswith(
        "## Argued, but caught\n\n- `analytics/a.py:1` (constant) in `a = 1`: `1` → `2`\n"
    )


def test_an_outcome_says_which_test_failed():
    said = (
        "..F\n=== short test summary info ===\nFAILED tests/test_a.py::test_b[1] - assert 1 == 2\n"
    )
    failed = outcome_of({"code": 1, "seconds": 2.0, "said": said})
    assert failed == Outcome(True, "tests/test_a.py::test_b[1]", 2.0)
    assert outcome_of({"code": 0, "seconds": 2.0, "said": "3 passed"}) == Outcome(False, "", 2.0)
    assert outcome_of({"code": None, "seconds": 2.0, "said": ""}).by == "took too long"
    assert outcome_of({"code": 4, "seconds": 2.0, "said": ""}).by == "stopped with code 4"
    # neither is anything that was caught
    for code, said in ((5, "no tests ran"), (4, "ERROR: file or directory not found: tests/a.py")):
        with pytest.raises(RuntimeError, match="No test was run"):
            outcome_of({"code": code, "seconds": 2.0, "said": said})


def test_what_was_caught_is_kept_and_survivors_are_tried_again(tmp_path):
    file = tmp_path / "outcomes"
    assert kept_as_caught(file) == {}
    keep(file, CONSTANT, LEFT)
    keep(file, COMPARISON, LEFT)
    keep(file, CONSTANT, CAUGHT)
    kept = kept_as_caught(file)
    assert list(kept) == [(CONSTANT.key, CONSTANT.start)]
    assert kept[CONSTANT.key, CONSTANT.start].by == CAUGHT.by


@pytest.mark.deep
def test_a_change_is_tried_in_a_copy_and_put_back(tmp_path):
    file, tests = "analytics/statistics/intervals.py", ["tests/test_intervals.py"]
    text = (TOP / file).read_text(encoding="utf-8")
    start = text.index(" / ")
    change = changed(file, text, "sign", start + 1, start + 2, "*")
    copy = Copy(tmp_path)
    try:
        assert not outcome_of(copy.run(tests, 300)).caught
        outcome = copy.try_out(change, tests, 300)
        assert outcome.caught and outcome.by.startswith("tests/test_intervals.py::")
        assert not outcome_of(copy.run(tests, 300)).caught  # nor is the compiled change left
        assert outcome_of(copy.run(tests, 0)).by == "took too long"
    finally:
        copy.close()
    assert (TOP / file).read_text(encoding="utf-8") == text
