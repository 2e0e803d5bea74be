"""The file of what the council of children in care said."""

from datetime import date

import pytest

from tests.ingest.conftest import Loaded

HEAD = "meeting_on,theme,said,action,measure,in_effect_from\n"


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    store = Loaded(tmp_path_factory.mktemp("once"))
    store.load(
        a_csv=HEAD + "10/03/2021,language,Say home.,Say home.,episodes,01/04/2021\n",
        b_csv=HEAD + "10/03/2021,language,Say place.,Say place.,weather,\n"
        "10/03/2021,language,Say friends.,Say friends.,completed,\n"
        "10/03/2021,language,Say name.,Say name.,,\n",
    )
    return store


def test_the_day_from_which_an_action_is_in_effect_is_read_and_may_be_left_out(once, tmp_path):
    of_home = "select action, in_effect_from from feedback where said = 'Say home.'"
    assert once.held(of_home) == [("Say home.", date(2021, 4, 1))]
    again = once.copy(tmp_path)
    again.load(c_csv="meeting_on,theme,said,action\n10/03/2021,language,Say home.,We do.\n")
    # a column left out keeps what is held
    assert again.held(of_home) == [("We do.", date(2021, 4, 1))]


def test_a_figure_that_is_not_known_is_kept_with_a_warning(once):
    file = once.file("b.csv")
    assert (file.accepted, file.rejected_rows) == (3, [])
    assert [(row["rule"], row["row_number"]) for row in file.warning_rows] == [
        ("unknown-measure", 2)
    ]
    assert "in_time_of_episodes" in file.warning_rows[0]["message"]
    assert once.held("select measure from feedback where said = 'Say place.'") == [("weather",)]
