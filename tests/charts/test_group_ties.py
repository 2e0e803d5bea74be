"""What ties the children of linked pairs, a home or a family, in words."""

import pytest

from analytics.charts.group_ties import group_tie, ties_of_pairs
from tests.charts.test_network import links


def tied(*ties: tuple[str, bool, bool]):
    """Links of pairs such as "AB" with whether they share a home and whether they are siblings."""
    rows = [(1, *pair, 2, 2, 2, 0.01, home, siblings) for pair, home, siblings in ties]
    return links(*rows)


@pytest.mark.parametrize(
    ("ties", "said"),
    [
        ([("AB", True, False)], "they share a home"),
        ([("AB", False, True)], "they are brothers or sisters"),
        ([("AB", False, False), ("AC", False, False)],
         "none of them is known to share a home or to be brothers or sisters"),
        ([("AB", True, False), ("AC", True, False)], "both of them share a home"),
        ([("AB", True, True), ("AC", True, True), ("BC", True, False)],
         "all of them share a home, 2 pairs are brothers or sisters"),
        ([("AB", True, False), ("AC", True, False), ("BC", False, True)],
         "2 of them share a home, one pair are brothers or sisters"),
    ],
)  # fmt: skip
def test_the_headline_says_how_many_pairs_share_a_home_or_a_family(ties, said):
    assert ties_of_pairs(tied(*ties)) == said


@pytest.mark.parametrize(
    ("ties", "said"),
    [
        ([("AB", True, True)], "brothers or sisters"),
        ([("AB", True, False), ("AC", True, False), ("BC", True, False)], "one home"),
        # B and C are linked through A only: A may have lived with each in another home
        ([("AB", True, False), ("AC", True, False)], "share a home"),
        ([("AB", True, True), ("AC", True, False), ("BC", True, False)], "one home, some siblings"),
        ([("AB", True, False), ("AC", False, True)], "some share home or family"),
        ([("AB", False, True), ("AC", False, False)], "some brothers or sisters"),
        ([("AB", True, False), ("AC", False, False)], "some share a home"),
        ([("AB", False, False)], "no shared home known"),
    ],
)
def test_a_group_s_tie_is_a_few_words(ties, said):
    assert group_tie(tied(*ties)) == said


def test_what_is_not_known_ties_nobody():
    unknown = tied(("AB", True, False)).assign(same_setting=None, siblings=None)
    assert group_tie(unknown) == "no shared home known"
