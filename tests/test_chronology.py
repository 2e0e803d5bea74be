"""One child's record in order of time, worked out by hand from conftest.py and what is added here.

A: two placements (residential until 1 May 2021, then foster), a strategy meeting on 20 January,
episodes e01 e02 e06 e14 and, away, e16; e06 is shared with C, whose episode e05 began half an hour
before, ended at the same second and left the same home. C: e05 e07 e08 e15, the third of them
within 30 days; e15 is not over. One interview, i07, covers e07 and e08: 57 and 33 hours.
"""

import inspect
import re
from datetime import date

import pandas as pd
import pytest

from analytics.disclosure import StaffOnly
from analytics.filters import Filters
from analytics.measures import chronology, run
from tests.conftest import fill_with_hand_written_episodes
from tests.repeat_stores import filled_by

ADDED = """
    insert into placements (child_id, started_on, ended_on, placement_type, setting, out_of_area)
    values ('A', '2019-05-01', '2021-05-01', 'residential', 'Home 1', false),
        ('A', '2021-05-01', null, 'foster', 'Foster household 2', true);
    insert into strategy_meetings values ('A', '2021-01-20', 'With the home');
    update episodes set setting = 'Home 1' where episode_id in ('e05', 'e06');
    update episodes set found_setting = 'public_place', companions = ['friends', 'family'],
        place_text = 'Bus Station', risk = 'high', reasons = ['upset after contact', 'an argument']
        where episode_id = 'e02';
    update interviews set void_reason = 'Recorded in error' where interview_id = 'i09';
    -- offered and nothing more, for the episode of which nothing is recorded
    insert into interviews (interview_id, child_id, offered_at) values
        ('i11', 'E', '2021-08-31 10:00');
    insert into interview_episodes values ('i11', 'e11');
"""
RECORDED = "insert into companions values ('e05', 'A')"  # by C's worker, not by A's
# C goes again on 20 May, when four are within 30 days, and three times within days in September.
MORE_OF_C = """
    insert into episodes (episode_id, child_id, category, missing_at, returned_at) values
        ('c1', 'C', 'missing', '2021-05-20 18:00', '2021-05-20 22:00'),
        ('c2', 'C', 'missing', '2021-09-01 18:00', '2021-09-01 22:00'),
        ('c3', 'C', 'missing', '2021-09-02 18:00', '2021-09-02 22:00'),
        ('c4', 'C', 'missing', '2021-09-03 18:00', '2021-09-03 22:00')
"""
# A and C leave the same home within half an hour of each other in five more weeks.
OFTEN_TOGETHER = """
    insert into episodes
        (episode_id, child_id, category, missing_at, returned_at, setting)
    select child_id || number, child_id, 'missing', went, went + interval 3 hours, 'Home 1'
    from (values
        (1, timestamp '2021-02-03 19:00'), (2, timestamp '2021-03-12 17:00'),
        (3, timestamp '2021-06-21 21:00'), (4, timestamp '2021-07-15 20:00'),
        (5, timestamp '2021-09-25 16:00')
    ) as times(number, went)
    cross join (values ('A'), ('C')) as two(child_id)
"""
SECOND_INTERVIEW = """
    insert into interviews (interview_id, child_id, completed_at, outcome) values
        ('i00', 'A', '2021-01-02 06:00', 'completed');
    insert into interview_episodes values ('i00', 'e01')
"""


VOIDED = "update interviews set outcome = 'voided' where interview_id = 'i05'"  # of e05
MET_TWICE = (
    "insert into strategy_meetings values ('C', '2021-05-11', null), ('C', '2021-09-03', null)"
)
# Held on 9 May at 10:00, i06 is 83 hours after the return of e06 and 24 after that of e99.
ANOTHER_COVERED = """
    insert into episodes (episode_id, child_id, category, missing_at, returned_at)
        values ('e99', 'A', 'missing', '2021-05-08 06:00', '2021-05-08 10:00');
    insert into interview_episodes values ('i06', 'e99')
"""


def with_statements(*statements):
    """The hand-written episodes with what is added above and the statements."""

    def fill(con):
        fill_with_hand_written_episodes(con)
        for statement in (ADDED, *statements):
            con.execute(statement)

    return filled_by(fill)


@pytest.fixture(scope="module")
def added():
    return with_statements()


@pytest.fixture(scope="module")
def more_of_a():
    """A with a second interview for e01, a second episode of i06, and D recorded with it twice."""
    # D has one episode, weeks later
    recorded = "insert into companions values ('e01', 'D'), ('e02', 'D')"
    return with_statements(ANOTHER_COVERED, SECOND_INTERVIEW, recorded)


@pytest.fixture(scope="module")
def more_of_c():
    """C with the episodes above, of which one is voided, and with a meeting on the day of each
    trigger."""
    return with_statements(MORE_OF_C, VOIDED, MET_TWICE)


def of(con, child="A", **filters) -> pd.DataFrame:
    return run(con, "chronology", Filters(**filters), child=child)


def names(rows) -> list[str]:
    """Each row by its reference, else by its kind."""
    return rows["reference"].fillna(rows["kind"]).tolist()


def triggers(con) -> list[pd.Series]:
    rows = of(con, "C")
    return [trigger for _, trigger in rows[rows["kind"] == "trigger"].iterrows()]


def row(rows, reference) -> pd.Series:
    return rows[rows["reference"] == reference].iloc[0]


def test_everything_recorded_of_a_child_stands_in_order_of_time(added):
    rows = of(added)
    assert names(rows) == [
        "placement", "e01", "i01", "e02", "i02", "meeting", "placement", "e06", "i06", "e14",
    ]  # fmt: skip
    assert rows["at"].is_monotonic_increasing
    assert rows["until"].iloc[:2].tolist() == [
        pd.Timestamp("2021-05-01"),
        pd.Timestamp("2021-01-01 06:00"),
    ]
    assert rows["note"].dropna().tolist() == ["With the home"]


def test_a_placement_has_its_type_setting_and_area_and_lasts_until_the_next(added):
    first, second = (r for _, r in of(added).iterrows() if r["kind"] == "placement")
    assert (first["what"], first["setting"], first["out_of_area"]) == (
        "residential", "Home 1", False,
    )  # fmt: skip
    assert (second["what"], second["out_of_area"]) == ("foster", True)
    assert first["until"] == second["at"] and pd.isna(second["until"])
    assert first["time_known"] is False or not first["time_known"]


def test_an_episode_says_where_with_whom_and_what_became_of_its_interview(added):
    episode = row(of(added), "e02")
    assert (episode["place"], episode["found_setting"]) == ("Bus Station", "public_place")
    assert episode["companions"] == "friends; family"
    assert episode["gone_hours"] == 6
    assert episode["interview_state"] == "completed"
    assert episode["hours"] == pytest.approx(72 + 1 / 3600)
    assert not episode["in_time"]
    in_time = row(of(added), "e01")
    assert in_time["hours"] == 72 and in_time["in_time"]
    assert (episode["reasons"], episode["risk"]) == ("upset after contact; an argument", "high")
    assert episode["age_years"] == 15  # born on 1 March 2005
    assert pd.isna(row(of(added, "D"), "e09")["age_years"])  # no date of birth
    pending = row(of(added), "e14")
    assert pd.isna(pending["reasons"]) and pd.isna(pending["risk"])
    assert pending["interview_state"] == "pending"
    assert pd.isna(pending["hours"]) and pd.isna(pending["in_time"])


def test_an_interview_of_two_episodes_is_one_row_with_the_longer_hours(added):
    rows = of(added, "C")
    assert names(rows).count("i07") == 1
    interview = row(rows, "i07")
    assert (interview["covers"], interview["what"]) == ("e07; e08", "completed")
    assert interview["hours"] == 57 and interview["in_time"]


def test_an_interview_is_in_time_only_where_it_is_for_every_episode_it_covers(more_of_a):
    rows = of(more_of_a)
    assert row(rows, "e99")["in_time"] and not row(rows, "e06")["in_time"]
    interview = row(rows, "i06")
    assert interview["covers"] == "e06; e99"
    assert interview["hours"] == 83 and not interview["in_time"]


def test_of_two_interviews_the_hours_are_those_of_the_first_that_was_held(more_of_a):
    rows = of(more_of_a)
    assert row(rows, "i00")["hours"] == 24 and row(rows, "i00")["in_time"]
    second = row(rows, "i01")
    assert second["what"] == "completed"
    assert pd.isna(second["hours"]) and pd.isna(second["in_time"])


def test_an_interview_only_offered_is_there_too(added):
    offered = row(of(added, "E"), "i11")
    assert (offered["what"], offered["at"]) == ("offered", pd.Timestamp("2021-08-31 10:00"))
    assert pd.isna(offered["interview_state"]) and offered["time_known"]


def test_an_interview_without_a_date_stands_on_the_day_of_the_return(added):
    voided = row(of(added, "D"), "i09")
    assert (voided["what"], voided["at"]) == ("voided", pd.Timestamp("2021-06-01"))
    assert pd.isna(voided["time_known"])


def test_the_episode_of_a_voided_interview_has_its_reason_too(added):
    rows = of(added, "D")
    assert row(rows, "e09")["note"] == row(rows, "i09")["note"] == "Recorded in error"


def test_days_without_times_have_no_hours_and_are_neither_in_time_nor_late(added):
    rows = of(added, "F")
    for reference in ("e12", "i12"):
        assert pd.isna(row(rows, reference)["hours"])
        assert pd.isna(row(rows, reference)["in_time"])
    assert not row(rows, "e12")["time_known"] and pd.isna(row(rows, "e12")["gone_hours"])


def test_the_episode_that_reaches_the_trigger_has_a_row_of_its_own_after_it(added):
    rows = of(added, "C")
    trigger = rows[rows["kind"] == "trigger"]
    assert trigger["reference"].tolist() == ["e08"]  # 5, 10 and 11 May: the third
    assert trigger["at"].item() == pd.Timestamp("2021-05-11 18:00")
    assert names(rows)[names(rows).index("e08") + 1] == "e08"
    # the next is in December: a run of one
    assert trigger["until"].item() == pd.Timestamp("2021-05-11 18:00")
    assert trigger["episodes_in_run"].item() == 1
    assert trigger["voided_in_window"].item() == 0 and pd.isna(trigger["meeting_on"].item())


def test_a_trigger_lasts_to_the_last_episode_at_which_there_are_still_so_many(more_of_c):
    first, second = triggers(more_of_c)
    assert (first["reference"], first["until"]) == ("e08", pd.Timestamp("2021-05-20 18:00"))
    assert (first["episodes_in_run"], first["voided_in_window"]) == (2, 1)
    assert (second["reference"], second["until"]) == ("c4", second["at"])
    assert (second["episodes_in_run"], second["voided_in_window"]) == (1, 0)


def test_a_meeting_belongs_to_a_trigger_until_the_day_it_is_reached_again(more_of_c):
    first, second = triggers(more_of_c)
    assert first["meeting_on"] == pd.Timestamp("2021-05-11")
    assert second["meeting_on"] == pd.Timestamp("2021-09-03")
    # the one on the day of the second is not the first's, nor is one before it
    a_day_earlier = MET_TWICE.replace("2021-05-11", "2021-05-10")
    first, second = triggers(with_statements(MORE_OF_C, a_day_earlier))
    assert pd.isna(first["meeting_on"]) and second["meeting_on"] == pd.Timestamp("2021-09-03")


def test_a_trigger_of_the_other_category_does_not_end_the_time_of_a_meeting():
    # missing reached on 11 May, away on 14 June, the meeting six days later: the first after both
    away = """
        insert into episodes (episode_id, child_id, category, missing_at, returned_at) values
            ('c5', 'C', 'away', '2021-06-12 18:00', '2021-06-12 22:00'),
            ('c6', 'C', 'away', '2021-06-13 18:00', '2021-06-13 22:00'),
            ('c7', 'C', 'away', '2021-06-14 18:00', '2021-06-14 22:00');
        insert into strategy_meetings values ('C', '2021-06-20', null)
    """
    rows = of(with_statements(away), "C", category="all")
    reached = rows[rows["kind"] == "trigger"]
    assert reached["reference"].tolist() == ["e08", "c7"]
    assert reached["meeting_on"].tolist() == [pd.Timestamp("2021-06-20")] * 2


def test_a_period_keeps_a_trigger_that_reaches_into_it(more_of_c):
    rows = of(more_of_c, "C", period_from=date(2021, 5, 15), period_to=date(2021, 6, 1))
    assert list(zip(rows["kind"], rows["reference"], strict=True)) == [
        ("trigger", "e08"), ("episode", "c1"),
    ]  # fmt: skip


def test_a_child_still_missing_has_an_open_episode(added):
    assert pd.isna(row(of(added, "C"), "e15")["until"])


def test_one_coincidence_of_times_and_places_names_nobody(added):
    for child in ("A", "C"):
        assert of(added, child)["companion_ids"].count() == 0
    # recorded together once, of another episode: not linked by that
    once = with_statements("insert into companions values ('e01', 'C')")
    assert row(of(once), "e01")["companion_ids"] == "C (recorded)"
    assert pd.isna(row(of(once), "e06")["companion_ids"])


def test_of_two_who_are_recorded_together_twice_the_inferred_is_named_too():
    con = with_statements("insert into companions values ('e01', 'C'), ('e02', 'C')")
    assert row(of(con), "e02")["companion_ids"] == "C (recorded)"
    assert row(of(con), "e06")["companion_ids"] == "C (inferred)"
    assert row(of(con, "C"), "e05")["companion_ids"] == "A (inferred)"


def test_of_two_who_go_together_more_often_than_chance_each_time_is_named():
    rows = of(with_statements(OFTEN_TOGETHER))
    named = rows.loc[rows["companion_ids"].eq("C (inferred)"), "reference"]
    assert named.tolist() == ["A1", "A2", "e06", "A3", "A4", "A5"]


def test_a_companion_who_is_recorded_is_always_named():
    con = with_statements(RECORDED)
    assert row(of(con), "e06")["companion_ids"] == "C (recorded)"
    assert row(of(con, "C"), "e05")["companion_ids"] == "A (recorded)"
    assert of(con)["companion_ids"].count() == 1


def test_what_a_worker_recorded_of_two_episodes_stays_with_both(more_of_a):
    rows = of(more_of_a)
    assert row(rows, "e01")["companion_ids"] == row(rows, "e02")["companion_ids"] == "D (recorded)"


def test_the_category_selects_episodes_with_their_interviews(added):
    assert names(of(added, category="away")) == ["placement", "meeting", "placement", "e16"]
    both = names(of(added, category="all"))
    assert {"e01", "e16"} <= set(both) and len(both) == 11


def test_a_placement_filter_selects_episodes_but_leaves_placements_and_meetings_whole(added):
    assert names(of(added, placement_types=("foster",))) == ["placement", "meeting", "placement"]
    assert len(of(added, placement_types=("residential",))) == len(of(added))


@pytest.mark.parametrize(
    ("begins", "ends", "expected"),
    [
        # back at 02:00 on the first day: reaches into the period, as does the placement
        (date(2021, 1, 11), date(2021, 1, 20), ["placement", "e02", "i02"]),
        # the day after the last is not in it: neither e02 nor the meeting
        (date(2021, 1, 4), date(2021, 1, 10), ["placement", "i01"]),
        # the placement that ended on the first day is over
        (date(2021, 5, 1), date(2021, 5, 9), ["placement", "e06"]),
        (date(2022, 1, 1), None, ["placement"]),
    ],
)
def test_a_period_keeps_what_reaches_into_it(added, begins, ends, expected):
    assert names(of(added, period_from=begins, period_to=ends)) == expected


def test_an_episode_that_is_not_over_reaches_into_every_later_period(added):
    assert names(of(added, "C", period_from=date(2022, 1, 1))) == ["e15"]


def test_an_interview_is_kept_with_any_of_its_episodes_and_names_them_all(added):
    # by day kind: 10 and 11 May 2021 are term time, so nothing is left of it in the holidays
    assert "i07" in names(of(added, "C", day_kind="term"))
    assert "i07" not in names(of(added, "C", day_kind="holiday"))


def test_nothing_in_the_period_is_an_empty_table_with_the_same_columns(added):
    empty = of(added, "D", period_from=date(2021, 8, 1))
    assert empty.empty and list(empty.columns) == list(of(added).columns)


@pytest.mark.parametrize("child", ["", "Z", "a"])
def test_no_child_or_an_unknown_one_is_refused_without_naming_others(added, child):
    with pytest.raises(ValueError) as refusal:
        of(added, child)
    sentence = str(refusal.value)
    assert sentence.count(".") == 1 and "e01" not in sentence and "'A'" not in sentence


def test_it_is_for_staff_only(added):
    for audience in ("members", "council"):
        for name, options in (("chronology", {"child": "A"}), ("children_with_episodes", {})):
            with pytest.raises(StaffOnly):
                run(added, name, Filters(), audience, **options)


def test_children_are_listed_in_order_of_reference_where_they_have_an_episode(added):
    every = run(added, "children_with_episodes", Filters(category="all"))
    assert every["child_id"].tolist() == ["A", "B", "C", "D", "E", "F"]
    assert run(added, "children_with_episodes", Filters(category="away"))["child_id"].tolist() == [
        "A"
    ]


def test_the_columns_in_the_docstring_are_the_columns_that_come_back(added):
    documented = re.findall(r"^    (\w+) {2,}", inspect.getdoc(chronology), re.M)
    assert documented == list(of(added).columns)
