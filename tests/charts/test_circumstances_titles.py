"""What is called the most frequent, what goes together, and where nothing can be said."""

import pandas as pd
import pytest

from analytics.charts.circumstances import shares_title, within_words
from analytics.charts.term_and_holidays import term_and_holidays_title
from analytics.charts.together import together_title
from tests.charts.test_circumstances_charts import NO_PATTERN, answers, days


@pytest.mark.parametrize(
    ("circumstance", "rows", "title"),
    [
        # 6 of 20 each, then 4 of 20
        ("travel_mode", answers(foot=6, taxi=6, bus=4, not_recorded=4),
         "Most often on foot or by taxi (30% each), then by bus (20%)"),
        ("travel_mode", answers(foot=8, taxi=4, bus=4, train=3, not_recorded=1),
         "Most often on foot (40%), then by taxi or by bus (20% each)"),
        ("companions", answers(alone=5, family=5, friends=5, not_recorded=5),
         "Most often alone or with family or with friends (25% each)"),
        ("found_setting", answers(friends_home=8, house_party=8, not_recorded=4),
         "Most often found at a friend's home or at a house party (40% each)"),
    ],
)  # fmt: skip
def test_answers_as_frequent_as_each_other_are_all_named(circumstance, rows, title):
    assert shares_title(rows, circumstance, 20) == title


def test_what_is_not_recorded_is_never_the_answer_however_often():
    assert shares_title(answers(foot=3, not_recorded=17), "travel_mode", 20) == (
        "Most often on foot (15%)"
    )
    assert shares_title(answers(alone=0, not_recorded=20), "companions", 20) == (
        "Companions not recorded"
    )


def test_two_answers_among_many_not_recorded_say_nothing_of_the_rest():
    assert shares_title(answers(foot=2, taxi=1, not_recorded=17), "travel_mode", 20) == (
        "Too few recorded to describe"
    )


def test_a_second_answer_of_fewer_than_three_episodes_is_left_out():
    titles = [
        shares_title(answers(foot=12, taxi=second, bus=second, not_recorded=2), "travel_mode", 20)
        for second in (3, 2)
    ]
    assert titles == [
        "Most often on foot (60%), then by taxi or by bus (15% each)",
        "Most often on foot (60%)",
    ]


def test_of_fewer_than_ten_episodes_no_answer_is_the_most_frequent():
    rows = answers(foot=9, not_recorded=0)
    assert shares_title(rows, "travel_mode", 9) == "Too few to describe (9 missing episodes)"
    assert shares_title(answers(foot=1), "travel_mode", 1) == (
        "Too few to describe (1 missing episode)"
    )
    assert shares_title(rows, "travel_mode", 10).startswith("Most often on foot")


@pytest.mark.parametrize(
    ("circumstance", "value", "words"),
    [
        ("travel_mode", "taxi", "by taxi"),
        ("travel_mode", "not_recorded", "way of travelling not recorded"),
        ("found_setting", "other", "elsewhere"),
        ("return_method", "other", "in another way"),
        ("companions", "not_recorded", "companions not recorded"),
        ("place", "mackworth", "at Mackworth"),
        ("place", "no_named_place", "no named place"),
    ],
)
def test_a_value_reads_as_part_of_a_sentence(circumstance, value, words):
    assert within_words(circumstance, value, {"mackworth": "Mackworth"}) == words


def by_taxi(*found: tuple[str, int, int], of: int | None = None) -> pd.DataFrame:
    """Rows of circumstances_together: by taxi, and found there; value, episodes, children.

    of: the episodes by taxi, where they are fewer than those of the rows together.
    """
    rows = pd.DataFrame(found, columns=["second_value", "episodes", "children"])
    of = of or rows["episodes"].sum()
    return rows.assign(first_value="taxi", share=rows["episodes"] / of, of_episodes=of)


def title(*found: tuple[str, int, int], second: str = "found_setting") -> str:
    return together_title(by_taxi(*found), "travel_mode", second, {"mackworth": "Mackworth"})


def test_what_leads_by_two_episodes_is_named_and_what_leads_by_one_or_none_is_not():
    assert title(("public_place", 6, 6), ("family_home", 4, 4)) == (
        "By taxi most often in a public place (6 of 10)"
    )
    assert title(("public_place", 6, 6), ("family_home", 5, 5)) == NO_PATTERN
    assert title(("public_place", 6, 6), ("family_home", 6, 6)) == NO_PATTERN


def test_too_few_episodes_or_children_name_nothing():
    assert title(("public_place", 5, 3)) == "By taxi most often in a public place (5 of 5)"
    assert title(("public_place", 4, 4)) == NO_PATTERN
    assert title(("public_place", 9, 2)) == NO_PATTERN  # two children's habit


def test_where_not_recorded_leads_or_is_near_nothing_is_named():
    assert title(("public_place", 7, 7), ("not_recorded", 9, 9)) == NO_PATTERN
    assert title(("public_place", 7, 7), ("not_recorded", 6, 6)) == NO_PATTERN
    assert title(("public_place", 7, 7), ("not_recorded", 5, 5)) == (
        "By taxi most often in a public place (7 of 12)"
    )


def test_places_are_compared_among_named_places():
    found = ("no_named_place", 30, 20), ("mackworth", 6, 5), ("morley", 2, 2)
    assert title(*found, second="place") == (
        "By taxi most often at Mackworth (6 of 8 with a named place)"
    )
    assert title(found[0], second="place") == NO_PATTERN


def test_an_episode_with_two_companions_is_one_episode_of_those_it_is_a_share_of():
    rows = by_taxi(("friends", 8, 8), ("family", 5, 5), of=10)  # three of the ten with both
    assert together_title(rows, "travel_mode", "companions", {}) == (
        "By taxi most often with friends (8 of 10)"
    )


def test_three_rows_at_most_are_named_the_most_frequent_first():
    modes = ["foot", "bike", "bus", "train"]
    rows = pd.concat(
        [by_taxi(("public_place", 9 - at, 9)).assign(first_value=m) for at, m in enumerate(modes)]
    )
    assert together_title(rows, "travel_mode", "found_setting", {}) == (
        "On foot most often in a public place (9 of 9); by bike most often in a public place "
        "(8 of 8); by bus most often in a public place (7 of 7)"
    )


@pytest.mark.parametrize(
    ("term", "holiday", "title"),
    [
        (9, 30, "Too few episodes to compare school holidays with term time"),
        (30, 9, "Too few episodes to compare school holidays with term time"),
        (10, 10, "Children went missing more often in school holidays: 0.5 missing episodes a day "
         "in school holidays, 0.1 in term time"),
    ],
)  # fmt: skip
def test_fewer_than_ten_episodes_on_either_kind_of_day_are_not_compared(term, holiday, title):
    rows = days(
        ("term", 70, term, term / 70, None, None, None, None),
        ("holiday", 20, holiday, holiday / 20, 3.5, 1.2, 9.0, 0.01),
    )
    assert term_and_holidays_title(rows) == title


def test_a_difference_that_is_not_clear_is_called_what_it_may_be():
    rows = days(
        ("term", 70, 70, 1.0, None, None, None, None),
        ("holiday", 20, 30, 1.5, 1.5, 0.9, 2.4, 0.4),
    )
    assert term_and_holidays_title(rows) == (
        "1.5 missing episodes a day in school holidays, 1.0 in term time: this could be chance"
    )
