"""What is worked out at every publish, one row per episode: each expectation is worked out by hand.

The snapshots of these tests know everything up to 1 January 2022 at midnight.
"""

from datetime import date, datetime

import duckdb
import pytest

from analytics.store import StoreRefused
from analytics.store.publish import SCHEMA, check
from analytics.store.publish import derive as derive_tables
from analytics.store.read import QUIET_EXTENSIONS
from tests.repeat_stores import store_of


def child(episodes, interviews=(), placements=(), time_known=True, born="2006-05-01"):
    """What is known of a child.

    episodes: id → (missing, returned); interviews: (id, completed, outcome, episodes). An interview
    completed on a day without a time is one of which no time is known.
    """
    return (episodes, interviews, placements, time_known, born)


def derive(columns, *one):
    """Derive from one child's rows: the columns of episode_facts by episode."""
    return derive_each(columns, {"A": child(*one)})["A"]


def derive_each(columns, children):
    """Derive from the rows of several children together: child → episode → its columns."""
    con = duckdb.connect(config=QUIET_EXTENSIONS)
    con.execute(SCHEMA)
    con.execute(
        "insert into snapshot (number, built_at, demonstration, data_date)"
        " values (1, now(), false, '2022-01-01 00:00:00')"
    )
    for name, known in children.items():
        _insert_child(con, str(name), *known)
    derive_tables(con)
    check(con)
    con.execute("update episode_facts set interview_id = split_part(interview_id, '/', 2)")
    chosen = ", ".join(columns)
    facts = {str(name): {} for name in children}
    for name, episode, *values in con.execute(
        f"select child_id, split_part(episode_id, '/', 2), {chosen} from episode_facts"  # noqa: S608
        " order by episode_id"
    ).fetchall():
        facts[name][episode] = tuple(values)
    return {name: facts[str(name)] for name in children}


def _insert_child(con, name, episodes, interviews, placements, time_known, born):
    con.execute("insert into children (child_id, date_of_birth) values ($1, $2)", [name, born])
    for episode, (missing, returned) in episodes.items():
        con.execute(
            "insert into episodes"
            " (episode_id, child_id, category, missing_at, returned_at, time_known)"
            " values ($1, $2, 'missing', $3, $4, $5)",
            [f"{name}/{episode}", name, missing, returned, time_known],
        )
    for interview, completed, outcome, covers in interviews:
        con.execute(
            "insert into interviews (interview_id, child_id, completed_at, outcome, time_known)"
            " values ($1, $2, $3, $4, $5)",
            [
                f"{name}/{interview}",
                name,
                completed,
                outcome,
                completed is None or ":" in completed,
            ],
        )
        for episode in covers:
            link = [f"{name}/{interview}", f"{name}/{episode}"]
            con.execute("insert into interview_episodes values ($1, $2)", link)
    for placement in placements:
        con.execute(
            "insert into placements"
            " (child_id, started_on, ended_on, placement_type, setting, out_of_area)"
            " values ($1, $2, $3, $4, $5, $6)",
            [name, *placement],
        )


def of_e(columns, children):
    """The columns of each child's episode e."""
    return {name: facts["e"] for name, facts in derive_each(columns, children).items()}


STATE = ("interview_state", "in_time")


def test_an_interview_is_in_time_up_to_exactly_72_hours():
    # Back on Monday 1 March at 10:00: 72 hours end on Thursday 4 March at 10:00.
    expected = {
        "2021-03-04 09:59:59": (72 - 1 / 3600, True),
        "2021-03-04 10:00:00": (72.0, True),
        "2021-03-04 10:00:01": (72 + 1 / 3600, False),
    }
    went = {"e": ("2021-02-28 20:00", "2021-03-01 10:00")}
    facts = of_e(
        ("hours_to_interview", "in_time", "interview_state"),
        {held: child(went, [("i", held, "completed", ["e"])]) for held in expected},
    )
    assert facts == {
        held: (pytest.approx(hours, abs=1e-9), in_time, "completed")
        for held, (hours, in_time) in expected.items()
    }


def test_the_72_hours_run_on_when_the_clocks_go_back():
    # Back at 00:30 on 31 October, still summer time; at 02:00 the clocks go back to 01:00. The
    # day has 25 hours: 72 hours end on 2 November at 23:30 by the clock on the wall.
    expected = {
        "2021-11-02 23:30:00": (72.0, True),
        "2021-11-02 23:30:01": (72 + 1 / 3600, False),
        "2021-11-03 00:30:00": (73.0, False),
    }
    went = {"e": ("2021-10-30 20:30", "2021-10-31 00:30")}
    facts = of_e(
        ("hours_to_interview", "in_time"),
        {held: child(went, [("i", held, "completed", ["e"])]) for held in expected},
    )
    assert facts == {
        held: (pytest.approx(hours, abs=1e-9), in_time)
        for held, (hours, in_time) in expected.items()
    }


def test_the_72_hours_run_on_when_the_clocks_go_forward():
    # Back at 00:30 on 28 March; the day has 23 hours: 72 hours end on 31 March at 01:30.
    facts = derive(
        ("in_time", "hours_to_interview"),
        {"e": ("2021-03-27 20:00", "2021-03-28 00:30")},
        [("i", "2021-03-31 01:30", "completed", ["e"])],
    )
    assert facts["e"] == (True, 72.0)


def test_hours_gone_are_hours_that_passed():
    expected = {
        ("2021-06-01 20:00", "2021-06-02 02:30"): 6.5,
        ("2021-10-31 00:30", "2021-10-31 02:30"): 3.0,  # clocks go back
        ("2021-03-28 00:30", "2021-03-28 02:30"): 1.0,  # clocks go forward
        ("2021-12-30 20:00", None): None,
    }
    facts = of_e(("gone_hours",), {times: child({"e": times}) for times in expected})
    assert facts == {times: (hours,) for times, hours in expected.items()}


def test_an_interview_given_as_a_day_is_in_time_where_all_of_the_day_is():
    expected = {
        # Back at 09:15 on the 13th: 72 hours end on the 16th at 09:15, within the day given.
        ("2021-02-13 09:15", "2021-02-16"): False,
        ("2021-02-13 09:15", "2021-02-15"): True,
        ("2021-02-13 09:15", "2021-02-13"): True,  # the day of the return itself
        ("2021-02-13 00:00", "2021-02-15"): True,  # the 72 hours end as the 16th begins
        # 28 March has 23 hours: the 30th ends 72 hours after 23:00 on the 27th.
        ("2021-03-27 23:00", "2021-03-30"): True,
        ("2021-03-27 22:59:59", "2021-03-30"): False,
    }
    facts = of_e(
        ("interview_state", "in_time", "hours_to_interview"),
        {
            (returned, held): child(
                {"e": ("2021-02-12 20:00", returned)}, [("i", held, "completed", ["e"])]
            )
            for returned, held in expected
        },
    )
    assert facts == {case: ("completed", in_time, None) for case, in_time in expected.items()}


def test_of_two_interviews_on_a_day_the_one_with_a_time_counts():
    facts = derive(
        ("interview_id", "in_time", "hours_to_interview"),
        {"e": ("2021-02-12 20:00", "2021-02-13 09:15")},
        [("a", "2021-02-16", "completed", ["e"]), ("b", "2021-02-16 09:15", "completed", ["e"])],
    )
    assert facts["e"] == ("b", True, 72.0)


def test_an_interview_on_the_day_before_the_return_is_not_published():
    with pytest.raises(StoreRefused, match="1 interviews held before the child was back"):
        derive(
            ("in_time",),
            {"e": ("2021-02-12 20:00", "2021-02-13 09:15")},
            [("i", "2021-02-12", "completed", ["e"])],
        )


def test_one_interview_counts_for_both_episodes_it_covers():
    # Held on 3 May at 12:00: 71 hours after the first return, 36 after the second.
    facts = derive(
        ("interview_id", "interview_state", "in_time", "hours_to_interview"),
        {
            "e1": ("2021-04-30 10:00", "2021-04-30 13:00"),
            "e2": ("2021-05-01 20:00", "2021-05-02 00:00"),
        },
        [("i", "2021-05-03 12:00", "completed", ["e1", "e2"])],
    )
    assert facts == {"e1": ("i", "completed", True, 71.0), "e2": ("i", "completed", True, 36.0)}


def test_one_interview_may_be_late_for_the_first_episode_and_in_time_for_the_second():
    facts = derive(
        STATE,
        {
            "e1": ("2021-04-26 10:00", "2021-04-26 13:00"),
            "e2": ("2021-05-01 20:00", "2021-05-02 00:00"),
        },
        [("i", "2021-05-03 12:00", "completed", ["e1", "e2"])],
    )
    assert facts == {"e1": ("completed", False), "e2": ("completed", True)}


def test_without_an_outcome_it_is_pending_for_72_hours_and_then_not_recorded():
    expected = {
        None: "pending",  # still missing
        "2021-12-31 10:00:00": "pending",
        "2021-12-29 00:00:01": "pending",  # a second less than 72 hours ago
        "2021-12-29 00:00:00": "not_recorded",  # exactly 72 hours ago
        "2021-12-01 00:00:00": "not_recorded",
    }
    children = {returned: child({"e": ("2021-11-30 20:00", returned)}) for returned in expected}
    assert of_e(STATE, children) == {
        returned: (state, False) for returned, state in expected.items()
    }


def test_of_several_interviews_the_one_that_says_most_counts():
    expected = {
        (None, "declined", "voided", "completed"): ("completed", "i3"),
        ("completed", "voided"): ("completed", "i0"),
        (None, "declined", "voided"): ("voided", "i2"),
        ("declined", None): ("declined", "i0"),
        (None,): ("not_recorded", "i0"),  # offered, and nothing more is recorded
        ("completed", "completed"): ("completed", "i0"),  # the earlier one
    }

    def interviewed(outcomes):
        interviews = [
            (f"i{n}", f"2021-06-0{3 + n} 12:00" if outcome == "completed" else None, outcome, ["e"])
            for n, outcome in enumerate(outcomes)
        ]
        return child({"e": ("2021-06-01 20:00", "2021-06-02 02:00")}, interviews)

    children = {outcomes: interviewed(outcomes) for outcomes in expected}
    assert of_e(("interview_state", "interview_id"), children) == expected


def test_the_placement_is_the_one_on_the_day_the_child_went():
    expected = {
        "2020-12-31 23:59": (None, None, None),  # before coming into care
        "2021-01-01 00:00": ("foster", "Foster household 1", False),
        "2021-04-30 23:59": ("foster", "Foster household 1", False),
        "2021-05-01 00:00": ("residential", "Home 1", True),  # on the day of change: the new one
        "2021-07-31 12:00": ("residential", "Home 1", True),
        "2021-08-01 23:59:59": ("residential", "Home 1", True),  # the last day counts with it
        "2021-08-02 00:00": (None, None, None),
        "2021-09-15 12:00": (None, None, None),  # between two times in care
        "2021-12-01 12:00": ("semi_independent", "Supported lodging 1", None),
    }
    placements = [
        ("2021-01-01", "2021-05-01", "foster", "Foster household 1", False),
        ("2021-05-01", "2021-08-01", "residential", "Home 1", True),
        ("2021-10-01", None, "semi_independent", "Supported lodging 1", None),
    ]
    children = {
        missing: child({"e": (missing, missing)}, placements=placements) for missing in expected
    }
    assert of_e(("placement_type", "setting", "out_of_area"), children) == expected


def test_episodes_in_thirty_days_are_counted_across_the_end_of_a_quarter():
    facts = derive(
        ("episodes_in_repeat_window", "episode_number"),
        {
            "e1": ("2021-03-20 20:00", "2021-03-20 22:00"),
            "e2": ("2021-03-31 23:59", "2021-04-01 06:00"),
            "e3": ("2021-04-10 20:00", "2021-04-10 22:00"),
            "e4": ("2021-08-01 20:00", "2021-08-01 22:00"),
        },
    )
    assert facts == {"e1": (1, 1), "e2": (2, 2), "e3": (3, 3), "e4": (1, 4)}


def test_an_episode_exactly_thirty_days_ago_no_longer_counts():
    expected = {
        "2021-05-31 09:59:59": 3,  # a second less than 30 days after the first
        "2021-05-31 10:00:00": 2,  # exactly 30 days: the first has dropped out
    }
    children = {
        third: child(
            {
                "e1": ("2021-05-01 10:00", "2021-05-01 12:00"),
                "e2": ("2021-05-10 10:00", "2021-05-10 12:00"),
                "e": (third, third),
            }
        )
        for third in expected
    }
    assert of_e(("episodes_in_repeat_window",), children) == {
        third: (counted,) for third, counted in expected.items()
    }


def test_days_without_times_have_no_hours_and_are_never_in_time():
    facts = derive(
        ("gone_hours", "hours_to_interview", "hour_of_week", "interview_state", "in_time"),
        {"e": ("2021-09-10", "2021-09-11")},
        [("i", "2021-09-12", "completed", ["e"])],
        (),
        False,
    )
    assert facts["e"] == (None, None, None, "completed", False)


def test_an_episode_counts_in_the_quarter_month_and_hour_in_which_the_child_went():
    # 30 September 2021 is a Thursday, the fourth day: (4 - 1) * 24 + 23 = 95.
    facts = derive(
        ("quarter_start", "month_start", "week_start", "hour_of_week"),
        {"e": ("2021-09-30 23:59", "2021-10-03 10:00")},
    )
    assert [str(value) for value in facts["e"]] == ["2021-07-01", "2021-09-01", "2021-09-27", "95"]


def test_age_is_in_whole_years_on_the_day_the_child_went():
    expected = {"2006-05-02": 14, "2006-05-01": 15, "2006-04-30": 15, None: None}
    went = {"e": ("2021-05-01 10:00", "2021-05-01 12:00")}
    children = {born: child(went, born=born) for born in expected}
    assert of_e(("age_years",), children) == {born: (age,) for born, age in expected.items()}


def test_the_episodes_before_and_after_are_those_of_the_whole_history():
    facts = derive(
        ("episode_number", "previous_returned_at", "next_missing_at"),
        {
            "e1": ("2020-12-31 20:00", "2021-01-01 02:00"),
            "e2": ("2021-07-01 20:00", "2021-07-01 23:00"),
        },
    )
    as_text = {episode: tuple(map(str, values)) for episode, values in facts.items()}
    assert as_text == {
        "e1": ("1", "None", "2021-07-01 20:00:00"),
        "e2": ("2", "2021-01-01 02:00:00", "None"),
    }


def test_care_ends_at_18_or_with_the_last_placement_where_none_is_open():
    ended = ("2020-01-01", "2021-06-30", "foster", "Home 1", False)
    children = {
        "turns 18": ("2004-05-01", [("2020-01-01", None, "foster", "Home 1", False)]),
        "nothing after an ended placement: the end of care": ("2006-05-01", [ended]),
        "one of two is open": (
            "2006-05-01",
            [ended, ("2021-06-30", None, "foster", "Home 2", False)],
        ),
        "no placement": ("2006-05-01", []),
        "no date of birth": (None, []),
    }
    went = {"e": ("2021-03-01 20:00", "2021-03-02 10:00")}
    facts = of_e(
        ("in_care_until",),
        {
            name: child(went, placements=placements, born=born)
            for name, (born, placements) in children.items()
        },
    )
    assert facts == {
        "turns 18": (datetime(2022, 5, 1),),
        "nothing after an ended placement: the end of care": (datetime(2021, 6, 30),),
        "one of two is open": (datetime(2024, 5, 1),),
        "no placement": (datetime(2024, 5, 1),),
        "no date of birth": (None,),
    }


def test_a_derived_value_that_is_lacking_keeps_the_snapshot_from_being_published():
    con = store_of([("e1", "A", "2021-05-01 20:00", "2021-05-01 22:00")])
    for column in (
        *("missing_at", "quarter_start", "month_start", "week_start", "in_time", "episode_number"),
        *("reaches_trigger", "episodes_in_repeat_window", "hour_of_week", "gone_hours"),
    ):
        con.execute("begin")
        con.execute(f"update episode_facts set {column} = null")  # noqa: S608 of this file
        with pytest.raises(StoreRefused, match="1 derived values that are null"):
            check(con)
        con.execute("rollback")


@pytest.mark.parametrize(
    ("missing", "days", "data_from"),
    [
        # the days of January to March 2022, and that of an episode before them
        ("1921-05-01 20:00", 90 + 1, date(2021, 10, 1)),  # typed into another century
        ("1992-01-01 00:00", 90 + 1, date(2021, 10, 1)),
        # 30 years, eight of them leap years, and those 90
        ("1992-01-01 00:01", 30 * 365 + 8 + 90, date(1992, 1, 1)),
    ],
)
def test_days_are_counted_from_the_first_episode_of_the_last_thirty_years(missing, days, data_from):
    con = store_of([("e1", "A", missing, None)], data_from="2022-01-01")
    assert con.execute("select count(*) from calendar_days").fetchall() == [(days,)]
    # where no file says from when the records are
    later = ("e2", "A", "2021-12-31 20:00", None)
    con = store_of([("e1", "A", missing, None), later], data_from=None)
    assert con.execute("select data_from from coverage").fetchall() == [(data_from,)]
