"""Strategy meetings and brothers and sisters of the demonstration data."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analytics import demonstration, store
from analytics.demonstration.meetings import draw_meetings, reaches_trigger

README = Path(__file__).resolve().parent.parent / "data" / "README.md"
DAY = 1440
JUNE = int(np.datetime64("2021-06-01").astype(np.int64))  # a Tuesday

# Each time a child reaches three episodes in 30 days, with the meetings from its day to the next.
TRIGGERS = """
    with counted as (
        select a.child_id, a.missing_at, count(*) as episodes
        from episodes as a
        join episodes as b
            on a.child_id = b.child_id
            and b.missing_at <= a.missing_at
            and b.missing_at > a.missing_at - interval 30 days
        group by all
    ),
    following as (
        select *, lag(episodes, 1, 0) over (partition by child_id order by missing_at) as earlier
        from counted
    ),
    triggers as (
        select
            child_id,
            cast(missing_at as date) as reached_on,
            lead(cast(missing_at as date), 1, date '2022-01-01')
                over (partition by child_id order by missing_at) as next_on
        from following
        where episodes >= 3 and earlier < 3
    )
    select triggers.child_id, reached_on, list(held_on - reached_on) filter (held_on is not null)
    from triggers
    left join strategy_meetings as meeting
        on triggers.child_id = meeting.child_id and held_on >= reached_on and held_on < next_on
    group by all
"""


@pytest.fixture(scope="module", params=[2021, 5])
def rows(request, demonstration_of):
    """Run a query on the demonstration data of a seed: its rows."""
    con = store.open_cursor(demonstration_of(request.param))
    return lambda query: con.execute(query).fetchall()


def test_about_three_in_four_triggers_have_a_meeting_within_nine_days_and_no_meeting_has_none(rows):
    triggers = rows(TRIGGERS)
    days = [held for _, _, held in triggers if held]
    assert all(len(held) == 1 and 1 <= held[0] <= 9 for held in days)
    assert rows("select count(*) from strategy_meetings") == [(len(days),)]
    assert len(triggers) > 50
    assert 0.6 < len(days) / len(triggers) < 0.8


def test_no_meeting_is_held_at_a_weekend_or_after_the_data_date_and_nothing_is_noted(rows):
    assert rows("select count(*) from strategy_meetings where isodow(held_on) > 5") == [(0,)]
    assert rows("select count(*) from strategy_meetings where held_on >= date '2022-01-01'") == [
        (0,)
    ]
    assert rows("select distinct note from strategy_meetings") == [(None,)]


def test_the_two_recorded_together_in_one_household_are_the_only_siblings_known(rows):
    siblings = rows("select child_id from children where sibling_group = 'DEMO-F-01'")
    household = rows("select distinct child_id from episodes where setting = 'Foster household 1'")
    assert len(siblings) == 2 and set(siblings) == set(household)
    assert rows("select count(*) from children where sibling_group is not null") == [(2,)]
    together = rows("""
        select count(*)
        from companions
        join episodes using (episode_id)
        join children as child using (child_id)
        join children as companion on companion.child_id = companion_id
        where child.sibling_group = companion.sibling_group
    """)
    assert together == [(16,)]  # 8 shared episodes, written down for each of the two


def test_the_readme_names_the_siblings_reference():
    assert "DEMO-F-01" in README.read_text(encoding="utf-8")


@pytest.mark.deep
def test_a_larger_world_has_meetings_of_each_authority_and_no_siblings(tmp_path):
    demonstration.build(tmp_path, episodes=3000, authorities=3)
    con = store.open_cursor(tmp_path)
    triggers = con.execute(TRIGGERS).fetchall()
    days = [held for _, _, held in triggers if held]
    assert all(len(held) == 1 and 1 <= held[0] <= 9 for held in days)
    assert 0.6 < len(days) / len(triggers) < 0.8
    authorities = con.execute("""
        select count(distinct authority) from strategy_meetings join children using (child_id)
    """).fetchall()
    assert authorities == [(3,)]
    assert con.execute("select count(sibling_group) from children").fetchall() == [(0,)]


def episodes(*starts):
    """Episodes of children 0, 1, …: the minutes since 1 June at which each went missing."""
    listed = [(child, JUNE * DAY + start) for child, of in enumerate(starts) for start in of]
    return pd.DataFrame(listed, columns=["child", "missing"])


def test_the_third_episode_in_thirty_days_reaches_and_one_exactly_thirty_days_earlier_is_over():
    assert reaches_trigger(episodes([0, 10 * DAY, 30 * DAY - 1])).tolist() == [False, False, True]
    assert reaches_trigger(episodes([0, 10 * DAY, 30 * DAY])).tolist() == [False, False, False]


def test_a_fourth_does_not_reach_again_but_a_third_after_a_pause_does():
    # The fifth goes 39 days after the fourth: it is the first in its 30 days.
    starts = [0, DAY, 2 * DAY, 3 * DAY, 42 * DAY, 43 * DAY, 44 * DAY]
    reached = [False, False, True, False, False, False, True]
    assert reaches_trigger(episodes(starts)).tolist() == reached


def test_one_child_s_episodes_do_not_count_for_the_next():
    reached = reaches_trigger(episodes([0, DAY], [2 * DAY, 3 * DAY], [0, 1, 2]))
    assert reached.tolist() == [False, False, False, False, False, False, True]


def test_of_four_triggers_three_have_a_meeting_on_a_weekday_within_nine_days():
    # All reach on Sunday 6 June: 1 to 7 days later, at a weekend the Monday: 7 to 14 June.
    meetings = draw_meetings(np.random.default_rng(1), episodes(*[[0, DAY, 5 * DAY]] * 40))
    assert len(meetings) == 30 and meetings["child"].is_unique
    assert set(meetings["held"] - JUNE) == {6, 7, 8, 9, 10, 13}


def test_a_child_who_reaches_again_the_next_day_has_one_meeting_at_most_for_both():
    # 30 June: three. 1 July at 00:02: both of 1 June are over, two; a minute later: three.
    starts = [0, 2, 29 * DAY, 30 * DAY + 2, 30 * DAY + 3]
    assert reaches_trigger(episodes(starts)).tolist() == [False, False, True, False, True]
    meetings = draw_meetings(np.random.default_rng(1), episodes(*[starts] * 40))
    assert meetings["child"].is_unique
    assert (meetings["held"] - JUNE).min() >= 31


def test_a_trigger_on_the_last_day_of_the_year_has_no_meeting():
    december = (np.datetime64("2021-12-31") - np.datetime64("2021-06-01")).astype(int)
    starts = [(december - 2) * DAY, (december - 1) * DAY, int(december) * DAY]
    assert draw_meetings(np.random.default_rng(1), episodes(*[starts] * 40)).empty


def test_without_a_trigger_there_are_no_meetings():
    assert draw_meetings(np.random.default_rng(1), episodes([0], [DAY])).empty
