"""What is worked out at publish of a child's repeat episodes; the data date is 1 January 2022."""

from datetime import date

import pytest

from tests.repeat_stores import on_days, store_of


def facts_of(columns, episodes, **others) -> dict:
    """Columns of episode_facts by episode: tuples, or the values of a single column."""
    rows = store_of(episodes, **others).execute("from episode_facts").df()
    rows = rows.astype(object).where(rows.notna(), None).set_index("episode_id")
    values = {episode: tuple(row) for episode, row in rows[list(columns)].iterrows()}
    return values if len(columns) > 1 else {episode: row[0] for episode, row in values.items()}


def reached(facts: dict) -> list[str]:
    return sorted(episode for episode, reaches in facts.items() if reaches)


REACHES = ("reaches_trigger",)


def test_three_in_thirty_days_are_reached_across_the_end_of_a_quarter_and_once():
    days = ("2021-03-20", "2021-03-31", "2021-04-10", "2021-04-12", "2021-08-01")
    facts = facts_of(("reaches_trigger", "episodes_in_repeat_window"), on_days("A", *days))
    assert facts == {
        "A0320": (False, 1),
        "A0331": (False, 2),
        "A0410": (True, 3),
        "A0412": (False, 4),  # still so
        "A0801": (False, 1),
    }


@pytest.mark.parametrize(
    ("third", "reaches"),
    [("2021-05-31 09:59:59", True), ("2021-05-31 10:00:00", False)],  # a second less; exactly 30
)
def test_an_episode_exactly_thirty_days_earlier_no_longer_counts(third, reaches):
    episodes = [
        ("e1", "A", "2021-05-01 10:00", "2021-05-01 12:00"),
        ("e2", "A", "2021-05-10 10:00", "2021-05-10 12:00"),
        ("e3", "A", third, "2021-05-31 12:00"),
    ]
    assert facts_of(REACHES, episodes)["e3"] is reaches


def test_of_two_episodes_at_the_same_moment_one_reaches_it():
    episodes = [
        ("e1", "A", "2021-05-01 10:00", "2021-05-01 12:00"),
        ("e2", "A", "2021-05-05 10:00", "2021-05-05 12:00"),
        ("e3", "A", "2021-05-05 10:00", "2021-05-05 15:00"),
    ]
    facts = facts_of(("reaches_trigger", "episodes_in_repeat_window"), episodes)
    assert facts == {"e1": (False, 1), "e2": (True, 3), "e3": (False, 3)}


def test_an_episode_inside_another_counts_like_any_other():
    episodes = [
        ("outer", "A", "2021-05-01 10:00", "2021-05-20 10:00"),
        ("inner", "A", "2021-05-03 10:00", "2021-05-04 10:00"),
        ("third", "A", "2021-05-25 10:00", "2021-05-25 12:00"),
    ]
    assert reached(facts_of(REACHES, episodes)) == ["third"]


def test_it_is_reached_again_after_having_dropped_below():
    days = ("2021-05-01", "2021-05-05", "2021-05-09", "2021-06-20", "2021-06-22", "2021-06-24")
    assert reached(facts_of(REACHES, on_days("A", *days))) == ["A0509", "A0624"]


def test_each_child_and_category_has_its_own_count():
    episodes = [
        *on_days("A", "2021-05-01", "2021-05-05"),
        *on_days("B", "2021-05-02"),
        ("away", "A", "2021-05-03 10:00", "2021-05-03 12:00", {"category": "away"}),
    ]
    assert reached(facts_of(REACHES, episodes)) == []
    third = on_days("A", "2021-05-08")
    assert reached(facts_of(REACHES, episodes + third)) == ["A0508"]


GAP = ("days_since_return",)


def test_days_since_the_return_are_from_the_latest_return_before():
    episodes = [
        ("outer", "A", "2021-05-01 10:00", "2021-05-20 10:00"),
        ("inner", "A", "2021-05-03 10:00", "2021-05-04 10:00"),  # during the first: 0
        ("third", "A", "2021-05-25 22:00", "2021-05-25 23:00"),  # not since the inner one's
        ("away", "A", "2021-05-26 10:00", "2021-05-26 12:00", {"category": "away"}),  # its first
    ]
    assert facts_of(GAP, episodes) == {"outer": None, "inner": 0, "third": 5.5, "away": None}


def test_without_a_return_of_the_episode_before_there_is_no_gap():
    episodes = [
        ("e1", "A", "2021-05-01 10:00", "2021-05-02 10:00"),
        ("e2", "A", "2021-05-05 10:00", None),
        ("e3", "A", "2021-05-07 10:00", "2021-05-08 10:00"),
        ("e4", "A", "2021-05-09 10:00", "2021-05-09 12:00"),
    ]
    assert facts_of(GAP, episodes) == {"e1": None, "e2": 3, "e3": None, "e4": 1}


def test_days_of_a_gap_are_those_of_the_clock_on_the_wall():
    # the clocks go forward on 28 March: 23 hours are a day, so that days without times stay whole
    episodes = [
        ("e1", "A", "2021-03-27 00:00", "2021-03-27 00:00", {"time_known": False}),
        ("e2", "A", "2021-03-30 00:00", "2021-03-31 00:00", {"time_known": False}),
    ]
    assert facts_of(GAP, episodes)["e2"] == 3


def repeated(again=None, returned="2021-05-01 12:00", **others):
    episodes = [("e1", "A", "2021-05-01 10:00", returned)]
    if again:
        episodes.append(("e2", "A", again, "2021-12-01 10:00"))
    return facts_of(("repeated",), episodes, **others)["e1"]


@pytest.mark.parametrize(
    ("again", "repeats"),
    [("2021-05-31 11:59:59", True), ("2021-05-31 12:00:00", False), (None, False)],
)
def test_an_episode_is_repeated_less_than_thirty_days_after_the_return(again, repeats):
    assert repeated(again) is repeats


@pytest.mark.parametrize("again", [None, "2021-05-03 10:00"])
@pytest.mark.parametrize(
    "others",
    [
        {"data_date": "2021-05-31 11:59:59"},
        {"born": {"A": "2003-05-20"}},  # 18 within the 30 days
        {"placements": [("A", "2021-01-01", "2021-05-30", "foster", "Home 1")]},
    ],
)
def test_who_is_not_known_for_thirty_days_is_neither_repeat_nor_not(again, others):
    assert repeated(again, **others) is None


@pytest.mark.parametrize(
    "others",
    [
        {"data_date": "2021-05-31 12:00:00"},  # known for exactly 30 days
        {"born": {"A": "2003-06-01"}},
        # says only that the next placement is not loaded
        {"placements": [("A", "2021-01-01", "2021-05-01", "foster", "Home 1")]},
    ],
)
def test_who_is_known_for_thirty_days_is_followed(others):
    assert repeated(**others) is False


def test_a_child_still_missing_is_not_followed():
    assert repeated(returned=None) is None


def test_an_episode_inside_another_does_not_repeat_it():
    episodes = [
        ("outer", "A", "2021-05-01 10:00", "2021-05-20 10:00"),
        ("inner", "A", "2021-05-03 10:00", "2021-05-04 10:00"),
    ]
    assert facts_of(("repeated",), episodes) == {"outer": False, "inner": False}
    # 15 days after the return of the outer; not within 30 of the inner one's
    third = [("third", "A", "2021-06-04 10:00", "2021-06-04 12:00")]
    facts = facts_of(("repeated",), episodes + third)
    assert (facts["outer"], facts["inner"]) == (True, False)


def test_of_two_on_a_day_without_times_the_first_is_repeated():
    day = ("2021-05-01", "2021-05-01", {"time_known": False})
    facts = facts_of(("repeated",), [("e1", "A", *day), ("e2", "A", *day)])
    assert facts == {"e1": True, "e2": False}


MOVED = ("moved_on",)
MAY = date(2021, 5, 1)


def moved(placements, *moments) -> list:
    episodes = [(moment, "A", moment, "2021-12-01 10:00") for moment in moments]
    facts = facts_of(MOVED, episodes, placements=[("A", *row) for row in placements])
    return [facts[moment] and facts[moment].date() for moment in moments]


def test_a_move_precedes_an_episode_on_its_day_and_on_fourteen_more():
    placements = [
        ("2021-01-01", "2021-05-01", "foster", "Home 1"),
        ("2021-05-01", None, "residential", "Home 2"),
    ]
    moments = ("2021-01-05 10:00", "2021-04-30 23:59", "2021-05-01 00:00", "2021-05-15 23:59",
               "2021-05-16 00:00")  # fmt: skip
    assert moved(placements, *moments) == [None, None, MAY, MAY, None]


@pytest.mark.parametrize(
    ("ended", "move"),
    [("2021-05-01", MAY), ("2021-04-30", MAY), ("2021-04-29", None), (None, MAY)],
)
def test_after_a_day_outside_care_it_is_an_entry_and_no_move(ended, move):
    placements = [
        ("2021-01-01", ended, "foster", "Home 1"),
        ("2021-05-01", None, "residential", "Home 2"),
    ]
    assert moved(placements, "2021-05-03 10:00") == [move]


def test_a_stay_elsewhere_while_the_placement_goes_on_is_a_move_there():
    placements = [
        ("2021-01-01", None, "foster", "Home 1"),
        ("2021-03-01", "2021-03-05", "other", "Respite"),
        ("2021-05-01", None, "residential", "Home 2"),
    ]
    moments = ("2021-03-02 10:00", "2021-05-03 10:00")
    assert moved(placements, *moments) == [date(2021, 3, 1), MAY]


@pytest.mark.parametrize(
    ("setting", "kind", "move"),
    [("Home 1", "foster", None), ("Home 1", "residential", MAY), (None, "foster", MAY)],
)
def test_a_row_for_another_legal_status_at_the_same_home_is_no_move(setting, kind, move):
    placements = [
        ("2021-01-01", "2021-05-01", "foster", setting),
        ("2021-05-01", None, kind, setting),
    ]
    assert moved(placements, "2021-05-03 10:00") == [move]


def test_of_two_moves_in_the_days_before_the_latest_counts():
    placements = [
        ("2021-01-01", "2021-04-28", "foster", "Home 1"),
        ("2021-04-28", "2021-05-01", "foster", "Home 2"),
        ("2021-05-01", None, "foster", "Home 3"),
    ]
    assert moved(placements, "2021-05-03 10:00") == [MAY]
