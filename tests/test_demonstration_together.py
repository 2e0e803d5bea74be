"""Who goes together in the demonstration data is who was planted, whatever the seed."""

from itertools import combinations

import pytest

from analytics.demonstration import world
from analytics.filters import Filters
from analytics.measures import run
from analytics.store import open_cursor


@pytest.fixture(scope="module", params=[2021, 5, pytest.param(77, marks=pytest.mark.deep)])
def con(request, demonstration_of):
    return open_cursor(demonstration_of(request.param))


def test_every_planted_pair_is_more_than_chance_and_at_most_one_other_is(con):
    rows = run(con, "pairs", Filters())
    beyond = rows[rows["q_value"] < 0.05]
    planted = sum(len(list(combinations(group.members, 2))) for group in world.GROUPS)
    # a pair shares eight episodes, the fourth of Home 2 four with each of the others
    assert planted == 11
    assert planted <= len(beyond) <= planted + 1
    recorded = sum(
        len(list(combinations(group.members, 2))) for group in world.GROUPS if group.recorded
    )
    assert (rows["recorded"] >= 2).sum() == recorded == 7


def test_the_groups_are_those_that_were_planted(con):
    groups = run(con, "groups", Filters()).groupby("group_id")["child_id"].nunique()
    assert sorted(groups) == sorted(len(group.members) for group in world.GROUPS)


def test_a_group_grows_in_the_quarters_in_which_its_members_join(con):
    changes = run(con, "group_changes", Filters())
    largest = changes.loc[changes["children"].idxmax(), "group_id"]
    of_largest = changes[changes["group_id"] == largest]
    assert of_largest["children"].tolist() == [2, 3, 4, 4]
    assert of_largest["state"].tolist() == ["already", "grown", "grown", "same"]


def test_the_brothers_or_sisters_are_marked(con):
    rows = run(con, "pairs", Filters())
    assert rows["siblings"].sum() == 1
    assert rows.loc[rows["siblings"], "same_setting"].all()
