"""What the council of children in care said: the measure, and how it is recorded and changed."""

import shutil
from datetime import date

import pandas as pd
import pytest

from analytics.filters import Filters
from analytics.measures import run
from analytics.store import (
    FEEDBACK,
    StoreRefused,
    current_number,
    last_saved,
    open_cursor,
    publish,
    rollback,
    save_feedback,
    snapshots,
)
from tests.conftest import fill_with_hand_written_episodes

COLUMNS = (
    "meeting_on, theme, said, response, action, owner_role, due_on, status, measure, in_effect_from"
)
# The data date is 1 January 2022 at midnight.
FEEDBACK_ROWS = f"""
    insert into feedback ({COLUMNS}) values
    -- another theme than the report's: after those, whatever its letter
    ('2021-03-01', 'buses', 'No bus after nine.', null, null, null, null, null, null, null),
    -- due on the last day before the data date, and open: late
    ('2021-03-01', 'resources', 'The leaflet is long.', 'It is.', 'Cut it.', 'Team manager',
     '2021-12-31', 'open', null, null),
    -- due on the data date: not late yet
    ('2021-06-01', 'language', 'Say home.', null, 'Say home.', null, '2022-01-01', 'in_progress',
     'in_time_of_episodes', '2021-07-01'),
    -- long due, but done: not late
    ('2021-03-01', 'language', 'Say missing.', null, 'Say missing.', null, '2021-04-01', 'done',
     'weather', null),
    -- long due, and nobody wrote down where it stands: late
    ('2021-03-01', 'definition', 'It is right.', null, null, null, '2021-04-01', null, null, null)
"""  # noqa: S608 names of the schema


def fill(con) -> None:
    fill_with_hand_written_episodes(con)
    con.execute(FEEDBACK_ROWS)


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    """A store of what was said above; copied by who changes it."""
    folder = tmp_path_factory.mktemp("said")
    publish(folder, fill)
    return folder


@pytest.fixture
def folder(said, tmp_path):
    return shutil.copytree(said, tmp_path / "store")


def rows_of(folder, filters=None, audience="staff") -> pd.DataFrame:
    return run(open_cursor(folder), "feedback", filters or Filters(), audience)


def as_read(folder) -> pd.DataFrame:
    return rows_of(folder).drop(columns="overdue")


def test_rows_come_by_the_reports_themes_then_others_the_latest_meeting_first(said):
    rows = rows_of(said)
    assert list(rows["said"]) == [
        "It is right.",
        "Say home.",
        "Say missing.",
        "The leaflet is long.",
        "No bus after nine.",
    ]


def test_late_is_what_is_neither_done_nor_dropped_and_whose_day_is_over(said):
    late = rows_of(said).set_index("said")["overdue"]
    assert late.dtype == bool
    assert late[late].index.tolist() == ["It is right.", "The leaflet is long."]


def test_the_period_selects_by_the_day_of_the_meeting_and_ends_before_its_last_day(said):
    assert len(rows_of(said, Filters(date(2021, 3, 1), date(2021, 6, 1)))) == 4
    assert len(rows_of(said, Filters(period_from=date(2021, 6, 1)))) == 1
    assert len(rows_of(said, Filters(period_from=date(2021, 6, 2)))) == 0


def test_other_filters_do_not_apply(said):
    assert len(rows_of(said, Filters(placement_types=("foster",), category="away"))) == 5


@pytest.mark.parametrize("audience", ["members", "council"])
def test_everybody_sees_all_of_it(said, audience):
    pd.testing.assert_frame_equal(rows_of(said, audience=audience), rows_of(said))


def test_without_any_the_columns_are_the_same(con, everything, said):
    empty = run(con, "feedback", everything)
    assert empty.empty and list(empty.columns) == list(rows_of(said).columns)


def test_a_save_publishes_what_changed_with_who_and_when(folder):
    before = as_read(folder)
    rows = before.copy()
    rows.loc[rows["said"] == "No bus after nine.", ["action", "status"]] = ["Ask for one.", "open"]
    rows = rows[rows["said"] != "Say missing."]
    new = {"meeting_on": pd.Timestamp("2021-09-01"), "theme": "language", "said": " Say friends. "}
    rows = pd.concat([rows, pd.DataFrame([new])], ignore_index=True)
    assert save_feedback(folder, rows, before=before, who="a.manager@council.test") == 2
    saved = rows_of(folder).set_index("said")
    assert saved.loc["No bus after nine.", "action"] == "Ask for one."
    assert pd.isna(saved.loc["Say friends.", "action"])  # its blanks are cut off, nothing is null
    assert "Say missing." not in saved.index and len(saved) == 5
    newest = snapshots(folder)[0]
    assert (newest["event"], newest["who"]) == (FEEDBACK, "a.manager@council.test")
    assert newest["built_at"] >= snapshots(folder)[1]["built_at"]
    assert run(open_cursor(folder), "period_summary", Filters())["episodes"].iloc[0] == 15


def test_a_measure_that_is_not_known_is_kept(folder):
    before = as_read(folder)
    save_feedback(folder, before.assign(owner_role="Team manager"), before=before, who=None)
    assert "weather" in set(rows_of(folder)["measure"])


def changed(before: pd.DataFrame, row: str, **values) -> pd.DataFrame:
    """The rows, one of them with other values: that in which `row` was said."""
    rows = before.copy()
    rows.loc[before["said"] == row, list(values)] = list(values.values())
    return rows


def test_what_two_people_changed_at_once_is_said_and_not_overwritten(folder):
    before = as_read(folder)
    mine = changed(before, "Say home.", action="Mine")
    save_feedback(folder, changed(before, "Say home.", action="Theirs"), before=before, who="them")
    with pytest.raises(StoreRefused, match="Somebody else changed “Say home.” of 01/06/2021"):
        save_feedback(folder, mine, before=before, who="me")
    assert rows_of(folder).set_index("said").loc["Say home.", "action"] == "Theirs"
    assert current_number(folder) == 2


def test_what_another_person_changed_elsewhere_stays_and_so_does_mine(folder):
    before = as_read(folder)
    save_feedback(folder, changed(before, "Say home.", action="Theirs"), before=before, who="them")
    mine = changed(before, "The leaflet is long.", action="Mine")
    save_feedback(folder, mine, before=before, who="me")
    actions = rows_of(folder).set_index("said")["action"]
    assert (actions["Say home."], actions["The leaflet is long."]) == ("Theirs", "Mine")


def test_the_same_new_row_by_two_people_is_a_conflict(folder):
    before = as_read(folder)
    new = {"meeting_on": pd.Timestamp("2021-09-01"), "theme": "language", "said": "Say friends."}
    theirs = pd.concat([before, pd.DataFrame([new | {"action": "Theirs"}])])
    save_feedback(folder, theirs, before=before, who="them")
    with pytest.raises(StoreRefused, match="“Say friends.” of 01/09/2021 meanwhile"):
        save_feedback(folder, pd.concat([before, pd.DataFrame([new])]), before=before, who="me")


def test_nothing_changed_is_nothing_saved(folder):
    before = as_read(folder)
    blank = pd.DataFrame([dict.fromkeys(before.columns)])
    for rows in (before, before.iloc[::-1], pd.concat([before, blank])):
        with pytest.raises(StoreRefused, match="Nothing was changed"):
            save_feedback(folder, rows, before=before, who="me")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"said": None}, "Row 2 lacks what was said: every row needs it."),
        ({"said": " ", "theme": ""}, "Row 2 lacks a theme and what was said: every row needs it."),
        ({"meeting_on": pd.NaT}, "Row 2 lacks the day of the meeting: every row needs it."),
        ({"status": "soon"}, "Row 2: 'soon' is no status; choose from open, in_progress, done, no"),
        ({"action": None}, "Row 2 is in effect from a day, but says no action: write it."),
        ({"due_on": pd.Timestamp("2021-05-31")}, "Row 2 is due before the day of its meeting"),
        ({"said": "x" * 2001}, "Row 2 has a text of more than 2000 letters: cut it."),
        (
            {"said": "Say missing.", "meeting_on": pd.Timestamp("2021-03-01")},
            "“Say missing.” of 01/03/2021 is there twice: delete one of them.",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(folder, values, sentence):
    before = as_read(folder)
    with pytest.raises(StoreRefused) as refusal:
        save_feedback(folder, changed(before, "Say home.", **values), before=before, who="me")
    assert str(refusal.value).startswith(sentence)
    assert current_number(folder) == 1


def test_the_last_save_is_of_what_is_in_force(folder):
    assert last_saved(folder) is None
    before = as_read(folder)
    save_feedback(folder, changed(before, "Say home.", action="One"), before=before, who="first")
    before = as_read(folder)
    save_feedback(folder, changed(before, "Say home.", action="Two"), before=before, who="second")
    publish(folder, lambda con: None)  # an import later on keeps what was saved
    assert last_saved(folder)["who"] == "second"
    rollback(folder, 2)
    assert last_saved(folder)["who"] == "first"
    publish(folder, lambda con: None)
    assert last_saved(folder)["who"] == "first"
    rollback(folder, 1)
    assert last_saved(folder) is None
