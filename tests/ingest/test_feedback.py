"""The file of what the council of children in care said."""

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
