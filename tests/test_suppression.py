"""Which counts are withheld in small tables, by hand, and that what is shown tells no more."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.statistics.counts_together import Book, Whole
from analytics.statistics.suppression import withheld
from analytics.statistics.worlds import Worlds

FEWEST = 5


def book(
    counts: dict[str, tuple], wholes, *, never=(), children_add_up=False, a_child=None
) -> Book:
    """counts: name → episodes, children and what is lost; wholes: whole → parts; never: not shown.

    a_child: name → episodes a child, at least and at most.
    """
    at = {name: place for place, name in enumerate(counts)}
    episodes, children, cost = np.array(list(counts.values()), dtype=float).reshape(-1, 3).T
    a_child = [(a_child or {}).get(name, (1, np.inf)) for name in counts]
    return Book(
        episodes=episodes.astype(np.int64),
        children=children.astype(np.int64),
        shown=np.array([name not in never for name in counts]),
        cost=cost,
        at_least=np.array([least for least, _ in a_child], dtype=float),
        at_most=np.array([most for _, most in a_child], dtype=float),
        wholes=tuple(
            Whole(at[whole], tuple(at[part] for part in parts), children_add_up=children_add_up)
            for whole, parts in wholes.items()
        ),
    )


def names(counts: dict, wholes: dict, *, fewest=FEWEST, **more) -> set[str]:
    hidden = withheld(book(counts, wholes, **more), fewest)
    return {name for name, is_hidden in zip(counts, hidden, strict=True) if is_hidden}


def test_where_every_count_is_of_enough_children_nothing_is_withheld():
    counts = {"all": (177, 39, 1000), "completed": (160, 38, 300), "voided": (8, 8, 30)}
    counts |= {"not_recorded": (9, 9, 40)}
    assert names(counts, {"all": ["completed", "voided", "not_recorded"]}) == set()


def test_one_voided_of_185_is_withheld_with_the_184():
    # April to June 2021: 185 less 184 would be the one
    counts = {"all": (185, 37, 1000), "completed": (184, 37, 300), "voided": (1, 1, 30)}
    assert names(counts, {"all": ["completed", "voided"]}) == {"completed", "voided"}


def test_three_not_recorded_are_withheld_with_the_cheapest_beside_them():
    # January to March 2021: 139 = 129 + 7 + 3; the seven may then be one to nine
    counts = {"all": (139, 30, 1000), "completed": (129, 30, 300), "voided": (7, 7, 30)}
    counts |= {"not_recorded": (3, 3, 40)}
    assert names(counts, {"all": ["completed", "voided", "not_recorded"]}) == {
        "voided", "not_recorded"
    }  # fmt: skip


def test_two_withheld_that_are_few_together_need_a_third():
    # one and two: of three episodes there are no five children
    counts = {"all": (40, 20, 1000), "a": (20, 10, 10), "b": (17, 9, 11), "c": (1, 1, 10)}
    counts |= {"d": (2, 2, 10)}
    assert names(counts, {"all": "abcd"}) == {"a", "c", "d"}


def test_a_count_of_exactly_enough_children_is_shown_and_of_one_fewer_is_not():
    counts = {"all": (40, 20, 1000), "a": (20, 10, 10), "b": (15, 9, 11), "c": (5, 5, 12)}
    assert names(counts, {"all": "abc"}) == set()
    # four of four episodes beside the cheapest that leaves them unknown
    assert names(counts | {"b": (16, 9, 11), "c": (4, 4, 12)}, {"all": "abc"}) == {"a", "c"}


def test_two_that_may_just_be_of_enough_children_need_no_third():
    # one and five: of six episodes the first may have five, then of five children, and no more
    counts = {"all": (40, 20, 1000), "a": (20, 10, 50), "b": (14, 9, 50), "c": (1, 1, 10)}
    assert names(counts | {"d": (5, 5, 10)}, {"all": "abcd"}) == {"c", "d"}


def test_children_that_may_be_many_need_another_withheld_where_the_episodes_could_be_told():
    # Of twenty episodes of two children: who adds up what is shown cannot tell how many children,
    # since one may be in both parts, but 60 less 40 are the twenty.
    counts = {"all": (60, 20, 1000), "a": (40, 19, 10), "c": (20, 2, 10)}
    assert names(counts, {"all": "ac"}) == {"a", "c"}


def test_five_children_each_in_a_part_of_its_own_leave_nothing_to_show():
    counts = {"all": (5, 5, 1000)} | {name: (1, 1, 10) for name in "abcde"}
    assert names(counts, {"all": "abcde"}) == set(counts)


def test_what_is_shown_to_nobody_is_kept_as_well():
    # 20 completed, 18 in time: the two that were late are in no row, and still they could be told
    counts = {"completed": (20, 9, 300), "in_time": (18, 9, 400), "late": (2, 2, 10)}
    assert names(counts, {"completed": ["in_time", "late"]}, never={"late"}) == {"completed"}
    enough = counts | {"in_time": (10, 9, 400), "late": (10, 6, 10)}
    assert names(enough, {"completed": ["in_time", "late"]}, never={"late"}) == set()


def test_a_two_way_table_is_kept_from_both_sides():
    """By hand: c is of two children; in its row and its column one more each, and the fourth.

    20 10 | 30      20 10 | 30
     2 12 | 14  →    x  x | 14    x beside c alone would be 22 less 20, so the column needs one, too
    22 22 | 44      22 22 | 44
    """
    counts = {"a": (20, 9, 10), "b": (10, 8, 10), "c": (2, 2, 10), "d": (12, 8, 10)}
    counts |= {"row_1": (30, 14, 500), "row_2": (14, 9, 500)}
    counts |= {"column_1": (22, 10, 500), "column_2": (22, 13, 500), "all": (44, 18, 1000)}
    wholes = {"row_1": "ab", "row_2": "cd", "column_1": "ac", "column_2": "bd"}
    assert names(counts, wholes) == {"a", "b", "c", "d"}


def test_a_count_that_is_the_whole_of_another_is_withheld_with_it():
    # four children, all of one kind
    counts = {"all": (25, 4, 1000), "residential": (25, 4, 20)}
    assert names(counts, {"all": ["residential"]}) == {"all", "residential"}


def test_children_of_whom_everybody_knows_how_often_they_went_add_up():
    # 19 episodes of ten children, once or twice each: one once and nine twice, by the total alone
    counts = {"all": (19, 10, 1000), "once": (1, 1, 10), "twice": (18, 9, 10)}
    bands = {"once": (1, 1), "twice": (2, 2)}
    hidden = names(counts, {"all": ["once", "twice"]}, a_child=bands, children_add_up=True)
    assert hidden == {"all", "once"}


def test_a_total_too_small_for_five_of_them_is_withheld_with_a_band():
    # three times each: five such children would have 15 of the 13 episodes
    counts = {"all": (13, 6, 1000), "once": (4, 4, 10), "three times": (9, 3, 10)}
    bands = {"once": (1, 1), "three times": (3, 3)}
    wholes = {"all": ["once", "three times"]}
    assert names(counts, wholes, a_child=bands) == set(counts)
    # and nothing of a table that has nothing to do with these, though it would be cheaper
    others = {"others": (40, 20, 1), "a": (20, 10, 1), "b": (20, 10, 1)}
    assert names(counts | others, wholes | {"others": "ab"}, a_child=bands) == set(counts)


@pytest.mark.parametrize("episodes", [21, 51, 60])
def test_a_child_with_very_many_episodes_may_be_one_of_five(episodes):
    band = {"often": (21 if episodes < 51 else 51, np.inf)}
    counts = {"all": (episodes + 2, 2, 1000), "often": (episodes, 1, 10), "seldom": (2, 1, 10)}
    assert names(
        counts, {"all": ["often", "seldom"]}, a_child=band, children_add_up=True
    ) == set(counts)  # fmt: skip


@pytest.mark.parametrize(("small", "together"), [(4, False), (5, True)])
def test_only_many_small_counts_are_looked_at_together(monkeypatch, small, together):
    tried, lift = [], Worlds.lift

    def noted(seen, variables, fewest):
        tried.append(len(variables))
        return lift(seen, variables, fewest)

    monkeypatch.setattr(Worlds, "lift", noted)
    # each total of its own has one small count beside a large one, at first alone withheld
    counts, wholes = {}, {}
    for n in range(small):
        counts |= {f"all{n}": (30, 20, 1000), f"a{n}": (27, 18, 10), f"b{n}": (3, 2, 10)}
        wholes[f"all{n}"] = [f"a{n}", f"b{n}"]
    hidden = names(counts, wholes)
    assert hidden == {name for n in range(small) for name in (f"a{n}", f"b{n}")}
    assert (tried[:1] == [small]) == together and bool(tried) == together


def test_a_threshold_of_one_withholds_nothing():
    counts = {"all": (185, 37, 1000), "completed": (184, 37, 300), "voided": (1, 1, 30)}
    assert names(counts, {"all": ["completed", "voided"]}, fewest=1) == set()


PARTS = st.lists(
    st.integers(1, 6).flatmap(lambda e: st.tuples(st.just(e), st.integers(1, e))),
    min_size=1,
    max_size=3,
)


def star(parts, children) -> tuple[dict, dict]:
    """A whole with these parts, each with a cost of its own."""
    most = sum(of_part for _, of_part in parts)
    fewest = max(of_part for _, of_part in parts)
    whole = (sum(episodes for episodes, _ in parts), min(max(children, fewest), most), 1000)
    counts = {f"part{n}": (*part, 10 + n / 7) for n, part in enumerate(parts)}
    return {"all": whole} | counts, {"all": list(counts)}


@settings(max_examples=20)
@given(PARTS, st.integers(1, 24))
def test_small_counts_are_withheld_and_trying_all_worlds_tells_of_none(parts, children):
    assert_nothing_small_can_be_told(parts, children)


@pytest.mark.deep
@settings(max_examples=200)
@given(PARTS, st.integers(1, 24))
def test_of_many_tables_trying_all_worlds_tells_of_no_small_count(parts, children):
    assert_nothing_small_can_be_told(parts, children)


def assert_nothing_small_can_be_told(parts, children) -> None:
    counts, wholes = star(parts, children)
    hidden = names(counts, wholes)
    assert {name for name, (_, of, _) in counts.items() if of < FEWEST} <= hidden
    for name in hidden:
        possible = worlds_by_trying(counts, hidden, name)
        assert max(of_children for _, of_children in possible) >= FEWEST
        assert len({of_episodes for of_episodes, _ in possible}) > 1
        assert len({of_children for _, of_children in possible}) > 1


def worlds_by_trying(counts: dict, hidden: set[str], name: str) -> set[tuple[int, int]]:
    """What the count's episodes and children may be, with up to nine episodes in a hidden part.

    Whether children fit: each part has no more than it has episodes, the whole no fewer than any
    part and no more than all together.
    """
    parts = [part for part in counts if part != "all"]
    may_be = [range(1, 10) if part in hidden else [counts[part][0]] for part in parts]
    found = set()
    for episodes in product(*may_be):
        if "all" not in hidden and sum(episodes) != counts["all"][0]:
            continue
        fixed = [None if part in hidden else counts[part][1] for part in parts]
        whole = None if "all" in hidden else counts["all"][1]
        found |= _fitting(episodes, fixed, whole, parts.index(name) if name != "all" else None)
    return found


def _fitting(episodes, fixed, whole, at) -> set[tuple[int, int]]:
    found = set()
    least = [1 if n is None else n for n in fixed]
    most = [of if n is None else n for of, n in zip(episodes, fixed, strict=True)]
    for total in range(1, sum(episodes) + 1) if whole is None else [whole]:
        capped = [min(n, total) for n in most]
        if max(least) > total or sum(capped) < total:
            continue
        if at is None:
            found.add((sum(episodes), total))
            continue
        others = sum(capped) - capped[at]
        lowest = max(least[at], total - others)
        found |= {(episodes[at], n) for n in range(lowest, capped[at] + 1)}
    return found


@settings(max_examples=20)
@given(PARTS, st.integers(1, 24), st.randoms(use_true_random=False))
def test_the_order_in_which_counts_come_does_not_matter(parts, children, random):
    counts, wholes = star(parts, children)
    shuffled = list(counts.items())
    random.shuffle(shuffled)
    assert names(dict(shuffled), wholes) == names(counts, wholes)


@settings(max_examples=20)
@given(PARTS, st.integers(1, 24))
def test_a_higher_threshold_shows_none_that_was_too_small_before(parts, children):
    counts, wholes = star(parts, children)
    small = {name for name, (_, of, _) in counts.items() if of < 3}
    assert small <= names(counts, wholes, fewest=3)
    assert small <= names(counts, wholes, fewest=FEWEST)
