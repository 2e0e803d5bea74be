"""Single episodes as a table: which columns come first, by what the page is about."""

import pandas as pd
import pytest

from analytics.charts.episodes import episodes_twin

TIMES = ["Episode", "Child", "Missing from", "Returned"]
PLACES = ["Place", "Found at", "With", "Travelled", "Came back"]


@pytest.fixture
def episodes():
    """One with everything recorded, one with nothing."""
    full = {
        "episode_id": "e1", "child_id": "A", "missing_at": pd.Timestamp("2021-10-01 18:00"),
        "returned_at": pd.Timestamp("2021-10-02 01:00"), "gone_hours": 7.0,
        "placement_type": "foster", "out_of_area": False, "setting": "Household 3",
        "place": "Mackworth", "found_setting": "friends_home", "travel_mode": "taxi",
        "return_method": "own_accord", "companions": "friends, family",
        "interview_state": "completed", "hours_to_interview": 41.5, "in_time": True,
    }  # fmt: skip
    bare = dict.fromkeys(full) | {"episode_id": "e2", "child_id": "B", "in_time": False}
    return pd.DataFrame([full, bare])


def test_where_and_how_comes_first_after_the_times_on_the_page_of_places(episodes):
    table = episodes_twin(episodes, about="places")
    assert table.columns.tolist() == [
        *TIMES, *PLACES, "Interview", "Hours to interview", "In time", "Hours gone", "Placement",
        "Out of area", "Setting",
    ]  # fmt: skip
    assert table.loc[0, PLACES].tolist() == [
        "Mackworth", "Friend's home", "Friends, Family", "By taxi", "Own accord"
    ]  # fmt: skip
    assert table.loc[1, ["Found at", "With", "Travelled", "Came back"]].tolist() == ["–"] * 4


def test_the_interview_comes_first_elsewhere_and_nothing_is_lost_or_changed(episodes):
    about_interviews = episodes_twin(episodes)
    assert about_interviews.columns.tolist()[:7] == [
        *TIMES, "Interview", "Hours to interview", "In time"
    ]  # fmt: skip
    about_places = episodes_twin(episodes, about="places")
    pd.testing.assert_frame_equal(about_places[about_interviews.columns], about_interviews)
    assert len(about_places.columns) == len(about_interviews.columns) == 16
