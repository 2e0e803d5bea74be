"""What an aim would have taken, and who is waiting: what is said, on hand-worked rows."""

import pandas as pd
import pytest

from analytics.charts import targets, waiting


def to_target(possible: int = 3, reached=(False, False, False), more=(20, 13, 1)) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "denominator": ["episodes", "not_voided", "completed"],
            "denominator_count": [133, 124, 110],
            "in_time": 87,
            "needed": pd.array([107, 100, 88], dtype="Int64"),
            "more": pd.array(list(more), dtype="Int64"),
            "still_possible": possible,
            "at_best": [0.677, 0.726, 0.796],
            "within_reach": list(reached),
        }
    )


def test_what_an_aim_would_have_taken_names_the_strictest_and_the_mildest_count():
    sentence = (
        "To reach 80%, 20 more interviews in time would have been needed against all 133 episodes, "
        "1 against the 110 completed."
    )
    assert targets.needed_sentence(to_target()) == sentence
    assert targets.target_title(to_target(), 0.8) == sentence[:-1]
    part = targets.needed_sentence(to_target(), whole=False)
    assert "against all 133 episodes recorded" in part
    reached = targets.needed_sentence(to_target(more=(20, 13, 0)))
    assert reached.endswith("none against the 110 completed.")
    one = to_target(more=(1, 1, 1)).assign(denominator_count=1)
    assert "1 more interview in time would have been needed against the one episode, 1 against" in (
        targets.needed_sentence(one)
    )
    assert targets.needed_sentence(to_target(more=(0, 0, 0)), 0.65) == (
        "The aim of 65% was reached even against all 133 episodes."
    )


def test_where_nothing_was_completed_or_has_times_no_aim_is_said_to_be_reached():
    needed = pd.array([3, 3, None], dtype="Int64")
    none = to_target().assign(denominator_count=[3, 3, 0], in_time=0, needed=needed, more=needed)
    assert targets.needed_sentence(none) is None
    assert targets.target_title(none, 0.8) == "No interview was completed"
    card = targets.target_card_texts(none.iloc[2], 0.8)
    assert (card["value"], card["count"]) == ("–", "nothing to take a share of")
    without = to_target().assign(
        needed=pd.array([None] * 3, dtype="Int64"), more=pd.array([None] * 3, dtype="Int64")
    )
    assert targets.needed_sentence(without) is None
    assert targets.target_title(without, 0.8) == "No times to hold an aim against"
    assert targets.target_card_texts(without.iloc[0], 0.8)["count"] == "no times to judge by"


def test_a_card_of_one_episode_is_written_in_the_singular():
    one = to_target().iloc[0].copy()
    one[["denominator_count", "in_time", "needed", "more"]] = 1, 1, 1, 0
    assert targets.target_card_texts(one, 0.855) == {
        "label": "Of 1 episode", "value": "Reached", "count": "85.5% is 1 in time",
        "change": "1 was in time",
    }  # fmt: skip


def test_what_is_within_reach_is_said_by_its_denominator():
    first, second = targets.possible_sentences(to_target(), 0.8)
    assert first.startswith("3 further interviews can still be in time")
    assert second.endswith("79.6% of those completed. 80% would still not be reached.")
    then = targets.possible_sentences(to_target(reached=(False, True, True)), 0.8)[1]
    assert then.endswith("80% would then be reached against those not voided and those completed.")
    already = targets.possible_sentences(to_target(reached=(True,) * 3, more=(0, 0, 0)), 0.5)[1]
    assert already.endswith("79.6% of those completed.")
    assert targets.possible_sentences(to_target(0), 0.8) == [
        "No further interview of this quarter can be shown to be in time."
    ]


@pytest.fixture
def waiting_rows():
    rows = pd.DataFrame(
        {
            "episode_id": ["e1", "e2", "e3", "e4"],
            "child_id": ["A", "B", "C", "D"],
            "missing_at": pd.Timestamp("2021-12-01 20:00"),
            "returned_at": pd.to_datetime(["2021-12-29", None, "2021-12-02", "2021-12-03"]),
            "time_left": ["left", "not_begun", "over", "not_known"],
            "hours_left": [9.2, None, -648.0, None],
            "interview_state": ["pending", "pending", "not_recorded", "not_recorded"],
            "offered_at": pd.NaT,
            "placement_type": ["foster", None, "residential", "foster"],
            "setting": ["Home 1", None, "Home 2", "Home 3"],
            "previous_episodes": [2, 0, 5, 1],
        }
    )
    return rows.assign(out_of_area=pd.Series([True, None, False, None], dtype=object))


def test_the_list_says_how_long_is_left_or_over(waiting_rows):
    twin = waiting.waiting_twin(waiting_rows)
    assert list(twin["72 hours"]) == [
        "9.2 hours left", "not back yet", "27 days over", "time not known",
    ]  # fmt: skip
    assert list(twin["Placement"])[:2] == ["Foster, out of area", "Not known"]


@pytest.mark.parametrize(
    ("kind", "children"),
    [
        ("left", ["A"]),
        ("not_begun", ["B"]),
        ("over", ["C"]),
        ("not_known", ["D"]),
        ("all", [*"ABCD"]),
    ],
)
def test_the_list_is_narrowed_to_one_kind(waiting_rows, kind, children):
    assert list(waiting.waiting_twin(waiting_rows, kind)["Child"]) == children


def test_the_lists_title_says_what_can_be_in_time_what_is_past_and_what_is_not_known(waiting_rows):
    assert waiting.waiting_title(waiting_rows) == (
        "2 episodes can still have an interview in time, 1 is past 72 hours with no outcome "
        "recorded, 1 is without times"
    )
    assert waiting.waiting_title(waiting_rows.tail(1)) == "1 episode is without times"
    assert waiting.waiting_title(waiting_rows.iloc[:0]) == "Every episode has a recorded outcome"


def test_a_minute_left_is_not_written_as_nought(waiting_rows):
    waiting_rows.loc[0, "hours_left"] = 1 / 60
    assert waiting.waiting_twin(waiting_rows)["72 hours"][0] == "under an hour left"
