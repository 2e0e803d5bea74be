"""Groups that links make, followed from one time to the next."""

from hypothesis import given
from hypothesis import strategies as st

from analytics.statistics.links import followed, grouped, renumbered


def states(groups_at) -> list[dict[int, str]]:
    """What became of the groups at each time, with nobody together before."""
    at_each = [[], *([frozenset(group) for group in groups] for groups in groups_at)]
    return [{step.group: step.state for step in steps} for steps in followed(at_each)[1:]]


def test_children_are_in_one_group_directly_or_through_others():
    links = [("B", "C"), ("A", "B"), ("E", "F")]
    assert grouped(links) == [frozenset("ABC"), frozenset("EF")]
    assert grouped([]) == []


def test_a_group_forms_grows_stays_and_loses_a_member():
    assert states([["AB"], ["ABC"], ["ABC"], ["AC"]]) == [
        {1: "formed"},
        {1: "grown"},
        {1: "same"},
        {1: "fewer"},
    ]


def test_a_group_that_is_not_together_for_a_while_keeps_its_number():
    assert states([["AB"], [], ["AB"]]) == [{1: "formed"}, {1: "not_together"}, {1: "same"}]


def test_of_a_group_at_the_first_time_nobody_knows_when_it_formed():
    (steps,) = followed([[frozenset("AB")]])
    assert steps[0].state == "already"


def test_a_group_is_called_as_it_is_known_and_a_part_that_it_lost_gets_a_new_number():
    known = {1: frozenset("ABCD"), 2: frozenset("EF")}
    seen = {1: frozenset("EF"), 2: frozenset("AB"), 3: frozenset("ACD"), 4: frozenset("GH")}
    assert renumbered(seen, known) == {1: 2, 3: 1, 2: 3, 4: 4}


def test_a_group_that_splits_goes_on_as_the_larger_part():
    assert states([["ABCDE"], ["ABC", "DE"]]) == [{1: "formed"}, {1: "fewer", 2: "split"}]


def test_of_two_groups_that_become_one_the_larger_goes_on_and_the_other_has_joined():
    assert states([["ABC", "DE"], ["ABCDE"]]) == [
        {1: "formed", 2: "formed"},
        {1: "grown", 2: "joined"},
    ]


def test_who_comes_and_who_goes_is_told():
    _, steps = followed([[frozenset("ABC")], [frozenset("ABD")]])
    assert (steps[0].state, steps[0].came, steps[0].left) == ("changed", {"D"}, {"C"})


def test_one_child_in_common_does_not_make_it_the_same_group():
    assert states([["AB"], ["AC"]]) == [{1: "formed"}, {1: "not_together", 2: "formed"}]


PARTITIONS = st.lists(
    st.lists(st.sampled_from("ABCDEFG"), max_size=7).map(
        lambda letters: [
            frozenset(letters[start : start + 2]) for start in range(0, len(letters) - 1, 2)
        ]
    ),
    max_size=5,
)


@given(PARTITIONS)
def test_every_group_has_one_number_and_no_number_has_two_groups(groups_at):
    # overlapping sets cannot come from links: join them as links would
    at_each = [grouped([tuple(sorted(g)) for g in groups if len(g) == 2]) for groups in groups_at]
    for groups, steps in zip(at_each, followed(at_each), strict=True):
        together = [step.members for step in steps if step.members]
        assert sorted(map(sorted, together)) == sorted(map(sorted, groups))
        assert len({step.group for step in steps}) == len(steps)
