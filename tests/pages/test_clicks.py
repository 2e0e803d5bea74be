"""Which of several charts was clicked last: a click counts once, and stays until the next one."""

import pytest

from analytics.app import clicks

MAP, CENTRE = ["mackworth", 8], ["bus_station", 10]


@pytest.fixture(autouse=True)
def session(monkeypatch):
    monkeypatch.setattr(clicks.st, "session_state", {})


def runs(function, *marks: tuple, group: str = "places") -> list[str | None]:
    """What each run of a page says whose charts map and centre have these marks clicked."""
    return [function(group, {"map": one, "centre": other}) for one, other in marks]


def test_a_click_is_new_in_the_run_after_it_and_not_again():
    clicked = runs(clicks.newly_clicked, (None, None), (MAP, None), (MAP, None), (MAP, CENTRE))
    assert clicked == [None, "map", None, "centre"]  # the map's own mark has not changed


def test_another_mark_of_the_same_chart_is_a_new_click():
    other = ["morley", 2]
    assert runs(clicks.newly_clicked, (MAP, None), (other, None), (MAP, None)) == ["map"] * 3


def test_a_mark_taken_back_is_no_click_and_may_be_clicked_again():
    clicked = runs(clicks.newly_clicked, (MAP, None), (None, None), (MAP, None))
    assert clicked == ["map", None, "map"]


def test_the_last_click_stays_until_another_chart_is_clicked():
    last = runs(clicks.last_clicked, (MAP, None), (MAP, None), (MAP, CENTRE), (MAP, CENTRE))
    assert last == ["map", "map", "centre", "centre"]


def test_where_the_last_mark_is_taken_back_no_older_one_comes_forward():
    last = runs(clicks.last_clicked, (MAP, None), (MAP, CENTRE), (MAP, None), (MAP, None))
    assert last == ["map", "centre", None, None]
    assert runs(clicks.last_clicked, (["morley", 2], None)) == ["map"]


def test_charts_of_another_group_have_clicks_of_their_own():
    assert runs(clicks.last_clicked, (MAP, None)) == ["map"]
    assert runs(clicks.last_clicked, (None, None), (None, CENTRE), group="how") == [None, "centre"]
    assert runs(clicks.last_clicked, (MAP, None)) == ["map"]


def test_the_marks_that_are_passed_may_change_afterwards():
    marks = {"map": MAP}
    assert clicks.newly_clicked("places", marks) == "map"
    marks["map"] = None
    assert clicks.newly_clicked("places", {"map": MAP}) is None
