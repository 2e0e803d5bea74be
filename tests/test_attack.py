"""The attack: nothing that is withheld can be worked out from all that an audience is shown.

First that the attack itself finds what it should, on small tables worked out by hand; then on the
demonstration data and on made-up worlds, two hundred of them among the deep tests; and that without
what is withheld beside the small counts it would find much.
"""

import shutil
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest

from analytics.definitions import FEWEST_CHILDREN_SHOWN
from analytics.disclosure import Disclosed, cell
from analytics.measures import MEASURES
from analytics.measures.registry import Measure
from analytics.store import cells, current_number, open_cursor, snapshot_path
from tests.attack import CHILDREN, EPISODES, WHOLE, Found, Puzzle, known_too_well
from tests.attack_answers import QUARTERS, answers_of, everything
from tests.attack_truth import quarters_of, truth_of
from tests.attack_worlds import store_of_worlds

A, B, C = ("part", "a"), ("part", "b"), ("part", "c")
AUDIENCES = pytest.mark.parametrize("audience", ["members", "council"])


def puzzle_of(parts: dict, *, whole=None, kind=EPISODES, **how) -> Puzzle:
    puzzle = Puzzle(**how)
    puzzle.whole(WHOLE, parts)
    for what, value in (parts | {WHOLE: whole}).items():
        puzzle.tell(what, kind, value)
    return puzzle


def found(puzzle: Puzzle, **truth) -> dict:
    """part → what its episodes and its children lie between; truth: part → both, as they are."""
    counts = {("part", name): both for name, both in truth.items() if name != "whole"}
    counts[WHOLE] = truth["whole"]
    assert puzzle.contradicted_by(counts) == []
    return {
        each.what[-1]: (each.episodes, each.children) for each in known_too_well(puzzle, counts)
    }


# --- the attack, on tables by hand


def test_one_withheld_count_in_a_total_is_the_difference():
    puzzle = puzzle_of({A: 7, B: "c", C: 0}, whole=10)
    assert found(puzzle, whole=(10, 8), a=(7, 6), b=(3, 2)) == {"b": ((3, 3), (1, 3))}


def test_two_withheld_counts_are_known_to_be_few_where_together_they_are():
    # 14 = 10 + c + c: each is at least one of the four
    puzzle = puzzle_of({A: 10, B: "c", C: "c"}, whole=14)
    few = ((1, 3), (1, 3))
    assert found(puzzle, whole=(14, 9), a=(10, 7), b=(3, 2), c=(1, 1)) == {"b": few, "c": few}


def test_two_withheld_counts_of_six_may_be_of_five_children_each():
    puzzle = puzzle_of({A: 10, B: "c", C: "c"}, whole=16)
    assert found(puzzle, whole=(16, 9), a=(10, 7), b=(3, 2), c=(3, 3)) == {}


def test_nothing_is_known_beside_a_withheld_total():
    puzzle = puzzle_of({A: 10, B: "c"}, whole="c")
    assert found(puzzle, whole=(13, 9), a=(10, 7), b=(3, 2)) == {}


def test_children_of_a_part_are_children_of_the_whole():
    # six children of whom one at most is not in a: if b's five were others, there would be ten
    puzzle = puzzle_of({A: "c", B: 5}, whole=6, kind=CHILDREN)
    assert found(puzzle, whole=(9, 6), a=(1, 1), b=(8, 5)) == {}
    puzzle.rule({puzzle.count(A)[1]: 1, puzzle.count(B)[1]: 1}, 0, 6)  # nobody is in both
    assert found(puzzle, whole=(9, 6), a=(1, 1), b=(8, 5))["a"][1] == (1, 1)


def test_a_two_way_table_is_solved_from_both_sides():
    """By hand: 20 = 12 + 8 across, 20 = 9 + 11 down; of the four cells one is shown, 6.

    a b | 12      6 6 | 12
    c d |  8      3 5 |  8
    9 11          9 11
    """
    cells = {name: ("part", name) for name in "abcd"}
    sums = {name: ("part", name) for name in ("across_1", "across_2", "down_1", "down_2")}
    puzzle = Puzzle()
    for whole, parts in {
        "across_1": "ab",
        "across_2": "cd",
        "down_1": "ac",
        "down_2": "bd",
    }.items():
        puzzle.whole(sums[whole], [cells[part] for part in parts])
    puzzle.whole(WHOLE, [sums["across_1"], sums["across_2"]])
    puzzle.whole(WHOLE, [sums["down_1"], sums["down_2"]])
    shown = {"across_1": 12, "across_2": 8, "down_1": 9, "down_2": 11, "b": "c", "c": "c", "d": "c"}
    for name, value in shown.items():
        puzzle.tell(("part", name), EPISODES, value)
    truth = {"a": (6, 5), "b": (6, 3), "c": (3, 2), "d": (5, 4), "whole": (20, 9)}
    truth |= {name: (shown[name], 6) for name in sums}
    assert found(puzzle, **truth) == {}  # a is hidden, too: three cells may move round
    puzzle.tell(cells["a"], EPISODES, 6)
    told = found(puzzle, **truth)
    assert {name: episodes for name, (episodes, _) in told.items()} == {
        "b": (6, 6), "c": (3, 3), "d": (5, 5)
    }  # fmt: skip


def test_parts_that_overlap_are_not_taken_away_from_the_whole():
    puzzle = Puzzle()
    puzzle.whole(WHOLE, [A, B], apart=False)
    for what, value in ((WHOLE, 20), (A, 17), (B, "c")):
        puzzle.tell(what, EPISODES, value)
    assert found(puzzle, whole=(20, 9), a=(17, 9), b=(3, 2)) == {}
    puzzle.whole(WHOLE, [A, C])  # the episodes without a are three, never shown
    assert found(puzzle, whole=(20, 9), a=(17, 9), b=(3, 2), c=(3, 2)) == {"c": ((3, 3), (1, 3))}


def test_how_many_episodes_a_child_has_tells_how_many_children_they_are():
    # ten children with 19 episodes, once or twice each: nine twice and one once
    puzzle = Puzzle()
    once, twice = ("repeat_band", "1"), ("repeat_band", "2")
    puzzle.bands("repeat_band")
    puzzle.whole(WHOLE, [once, twice], children_add_up=True)
    for what, kind, value in (
        *((WHOLE, EPISODES, 19), (WHOLE, CHILDREN, 10)),
        *((once, EPISODES, "c"), (twice, EPISODES, "c")),
    ):
        puzzle.tell(what, kind, value)
    truth = {WHOLE: (19, 10), once: (1, 1), twice: (18, 9)}
    assert puzzle.contradicted_by(truth) == []
    assert known_too_well(puzzle, truth) == [
        Found(once, (1, 1), (1, 1)), Found(twice, (18, 18), (9, 9))
    ]  # fmt: skip


def test_a_rate_on_a_withheld_count_gives_it_away():
    puzzle = puzzle_of({A: "c", B: "c"}, whole=40)
    assert found(puzzle, whole=(40, 20), a=(4, 2), b=(36, 19)) == {}
    puzzle.tell_rate(A, {WHOLE: 1}, 0.1)
    told = found(puzzle, whole=(40, 20), a=(4, 2), b=(36, 19))
    assert told["a"] == ((4, 4), (1, 4)) and told["b"][0] == (36, 36)


def test_the_order_of_rows_gives_away_what_lies_between_two_that_are_equal():
    puzzle = puzzle_of({A: 18, B: "c", C: 18}, whole="c")
    truth = {"whole": (54, 20), "a": (18, 9), "b": (18, 4), "c": (18, 9)}
    assert found(puzzle, **truth) == {}
    for more, fewer in ((A, B), (B, C)):
        puzzle.rule({puzzle.count(more)[0]: 1, puzzle.count(fewer)[0]: -1}, 0, np.inf)
    assert {name for name, (episodes, _) in found(puzzle, **truth).items() if episodes == (18, 18)}


def test_rounded_numbers_leave_more_in_the_dark():
    truth = {"whole": (24, 9), "a": (21, 7), "b": (3, 2)}
    assert found(puzzle_of({A: 21, B: "c"}, whole=24), **truth) == {"b": ((3, 3), (1, 3))}
    rounded = puzzle_of({A: 20, B: "c"}, whole=20, rounded=True)  # 15 to 24 less 15 to 24
    assert found(rounded, **truth) == {}
    tenth = puzzle_of({A: "c", B: "c"}, whole=20, rounded=True)
    tenth.tell_rate(A, {WHOLE: 1}, 0.9)  # from 0.85 up to 1, of 15 to 24: b is four at most
    assert found(tenth, **truth) == {"b": ((1, 3), (1, 3))}


def test_a_small_count_that_is_shown_is_found_as_it_stands():
    puzzle = puzzle_of({A: 7, B: 3}, whole=10, fewest=1)
    assert found(puzzle, whole=(10, 8), a=(7, 6), b=(3, 2)) == {"b": ((3, 3), (2, 2))}


def test_the_same_count_told_twice_must_be_the_same():
    puzzle = puzzle_of({A: 7, B: "c"}, whole="c")
    with pytest.raises(AssertionError, match="is 7 here and c there"):
        puzzle.tell(A, EPISODES, "c")


# --- what is shown of the demonstration data


@pytest.fixture(scope="module")
def folder(demonstration_store):
    return demonstration_store


@pytest.fixture(scope="module")
def con(folder):
    return open_cursor(folder)


def attack(con, audience: str, quarters=None, **how) -> list:
    """What is known too well, with its quarter and category, and how much it really is."""
    return known_of(con, everything(con, audience, quarters or quarters_of(con), **how))


def known_of(con, puzzles: dict) -> list:
    """What attack() gives, of puzzles that were filled before."""
    told = []
    for key, puzzle in puzzles.items():
        truth = truth_of(con, *key)
        assert puzzle.contradicted_by(truth) == [], key
        told += [(*key, each, truth.get(each.what)) for each in known_too_well(puzzle, truth)]
    return told


@AUDIENCES
def test_nothing_that_is_withheld_of_the_demonstration_can_be_worked_out(
    con, demonstration_store, audience
):
    assert known_of(con, answers_of(demonstration_store, audience)) == []


@pytest.mark.deep
@AUDIENCES
def test_nor_of_what_there_is_none_of_in_the_demonstration_in_any_quarter(con, audience):
    assert attack(con, audience, {"away": QUARTERS, "missing": QUARTERS[:1]}) == []


@pytest.mark.parametrize("audience", ["members", pytest.param("council", marks=pytest.mark.deep)])
def test_the_same_selection_from_elsewhere_and_before_the_records_is_asked_for_too(con, audience):
    before = [pd.Timestamp("1921-04-01"), pd.Timestamp("2020-10-01"), pd.Timestamp("2022-01-01")]
    assert attack(con, audience, {"missing": before}, thorough=False) == []


def test_a_new_measure_that_answers_has_to_be_thought_of(con, monkeypatch):
    def late_interviews(con, filters):
        """How many interviews were late."""
        return pd.DataFrame({"episodes": [3]})

    open_to_all = Disclosed(episodes={"episodes": cell("outcome", "late")})
    monkeypatch.setitem(MEASURES, "late_interviews", Measure(late_interviews, open_to_all))
    with pytest.raises(AssertionError, match="late_interviews answers members"):
        everything(con, "members", {"missing": QUARTERS[:1]})


# --- without what is withheld beside the small counts


def copy_judged_anew(folder: Path, copy: Path, withheld) -> Path:
    """The store's folder, copied, with other counts withheld."""
    shutil.copytree(folder, copy)
    with (
        pytest.MonkeyPatch.context() as patch,
        duckdb.connect(snapshot_path(copy, current_number(copy))) as con,
    ):
        patch.setattr(cells, "withheld", withheld)
        cells.derive_cells(con)
    return copy


def small(book, fewest):
    return book.shown & (book.children > 0) & (book.children < fewest)


def nothing(book, fewest):
    return np.zeros(len(book.shown), dtype=bool)


@pytest.mark.deep
def test_without_it_much_can_be_worked_out_of_every_quarter(folder, tmp_path):
    con = open_cursor(copy_judged_anew(folder, tmp_path / "store", small))
    told = attack(con, "members", thorough=False)
    assert {start for start, *_ in told} == set(QUARTERS)
    assert len(told) > 40
    # April to June: 185 less 184 completed is the one that was voided
    voided = ("outcome", "*", "*", "voided")
    assert (QUARTERS[1], "missing", Found(voided, (1, 1), (1, 1)), (1, 1)) in told


@pytest.mark.deep
def test_without_the_primary_step_small_counts_are_read_as_they_stand(folder, tmp_path):
    first = {"missing": QUARTERS[:1]}

    def told(withheld, fewest):
        con = open_cursor(copy_judged_anew(folder, tmp_path / withheld.__name__, withheld))
        return attack(con, "members", first, thorough=False, fewest=fewest)

    as_they_stand = told(nothing, 1)
    assert all(each.children == (n, n) for *_, each, (_, n) in as_they_stand[:20])
    assert len(as_they_stand) > len(told(small, FEWEST_CHILDREN_SHOWN))


# --- worlds


def test_nothing_that_is_withheld_can_be_worked_out_in_a_made_up_world():
    con = store_of_worlds(25, worlds=1)
    # twelve children with 51 episodes: most counts are withheld
    assert con.execute("select count(*) from cells where withheld").fetchone()[0] > 100
    assert attack(con, "members", thorough=False) == []


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(20))
def test_nothing_that_is_withheld_can_be_worked_out_in_ten_made_up_worlds(seed):
    con = store_of_worlds(seed)
    # the council is shown less of the same, rounded (test_cells.py): every second time will do
    for audience in ("members", "council")[: 2 - seed % 2]:
        assert attack(con, audience, thorough=False) == []
