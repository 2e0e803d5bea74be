"""The file of what the council of children in care said."""

from datetime import date

from analytics.ingest import forget
from analytics.store.meeting import save_poll, save_running_order
from analytics.store.running_order import Words, as_entry

HEAD = "meeting_on,theme,said,action,measure,in_effect_from\n"


def test_the_day_from_which_an_action_is_in_effect_is_read_and_may_be_left_out(load, held):
    load(a_csv=HEAD + "10/03/2021,language,Say home.,Say home.,episodes,01/04/2021\n")
    assert str(held("select in_effect_from from feedback")[0][0]) == "2021-04-01"
    load(b_csv="meeting_on,theme,said,action\n10/03/2021,language,Say home.,We do.\n")
    ((action, day),) = held("select action, in_effect_from from feedback")
    assert (action, str(day)) == ("We do.", "2021-04-01")  # a column left out keeps what is held


def test_a_figure_that_is_not_known_is_kept_with_a_warning(load, held):
    result = load(
        a_csv=HEAD + "10/03/2021,language,Say home.,Say home.,weather,\n"
        "10/03/2021,language,Say friends.,Say friends.,completed,\n"
        "10/03/2021,language,Say name.,Say name.,,\n"
    )
    (file,) = result.files
    assert (file.accepted, file.rejected_rows) == (3, [])
    assert [(row["rule"], row["row_number"]) for row in file.warning_rows] == [
        ("unknown-measure", 2)
    ]
    assert "in_time_of_episodes" in file.warning_rows[0]["message"]
    assert held("select measure from feedback where said = 'Say home.'") == [("weather",)]


def test_forgetting_a_child_takes_its_reference_out_of_what_was_said_asked_and_planned(
    load, folder, held
):
    load(
        e_csv="episode_id,child_id,category,missing_at,returned_at\n"
        "E1,C-ONE,missing,01/02/2021 10:00,02/02/2021 10:00\n",
        f_csv="meeting_on,theme,said,response,action,owner_role,due_on,status,measure\n"
        "10/03/2021,language,C-ONE was not asked,,,,,,\n"
        "10/03/2021,language,Say home,We told C-ONE,Ask C-ONE,,,,\n",
    )
    save_poll(folder, date(2021, 3, 10), "Ask C-ONE?", ("Yes", "No"), [5, 6], who="lead")
    save_running_order(folder, "March", [as_entry(Words("For C-ONE", "Hello."))], who="lead")
    forget(folder, "C-ONE")
    assert held("select said, response, action from feedback order by said") == [
        ("Say home", "We told a child", "Ask a child"),
        ("a child was not asked", None, None),
    ]
    assert held("select count(*) from polls") == [(0,)]
    assert held("select slides[1] from running_orders") == [
        ('{"heading": "For a child", "text": "Hello."}',)
    ]
