"""The demonstration data: the report's totals and words, and everything planted in it."""

import csv
import re
from datetime import datetime
from pathlib import Path

import pytest
from scipy.stats import binomtest, false_discovery_control

from analytics import demonstration, store
from analytics.definitions import (
    COMPANIONS,
    FEEDBACK_STATUSES,
    FOUND_SETTINGS,
    INTERVIEW_CRITERIA,
    MEASURES_TO_MOVE,
    REFERENCE,
    RETURN_METHODS,
    TRAVEL_MODES,
)

README = REFERENCE.parent / "README.md"
# The groups of data/README.md: every pair of children within one, and how often they share.
RECORDED_PAIRS = {
    ("DEMO-0016", "DEMO-0070"): 8,
    ("DEMO-0004", "DEMO-0053"): 8,
    ("DEMO-0036", "DEMO-0053"): 6,
    ("DEMO-0004", "DEMO-0036"): 6,
    ("DEMO-0048", "DEMO-0053"): 4,
    ("DEMO-0004", "DEMO-0048"): 4,
    ("DEMO-0036", "DEMO-0048"): 4,
}
UNRECORDED_PAIRS = {
    ("DEMO-0049", "DEMO-0061"): 6,
    ("DEMO-0049", "DEMO-0064"): 6,
    ("DEMO-0061", "DEMO-0064"): 6,
    ("DEMO-0022", "DEMO-0063"): 8,
}


@pytest.fixture(scope="module")
def folder(demonstration_store):
    return demonstration_store


@pytest.fixture
def rows(folder):
    """Run a query on the demonstration data: its rows."""
    con = store.open_cursor(folder)
    return lambda query: con.execute(query).fetchall()


def test_the_report_s_table_comes_out_exactly(rows):
    table = rows("""
        select
            strftime(quarter_start, '%Y-%m'),
            count(distinct child_id),
            count(*),
            count(*) filter (where interview_state = 'completed'),
            count(*) filter (where interview_state = 'voided'),
            count(*) filter (where in_time),
            count(*) filter (where interview_state = 'not_recorded'),
            count(*) filter (where interview_state = 'pending')
        from episode_facts
        where category = 'missing'
        group by quarter_start
        order by quarter_start
    """)
    # quarter, children, episodes, completed, voided, in time, not recorded, pending
    assert table == [
        ("2021-01", 30, 139, 129, 7, 106, 3, 0),
        ("2021-04", 37, 185, 184, 1, 147, 0, 0),
        ("2021-07", 39, 177, 160, 8, 123, 9, 0),
        ("2021-10", 36, 133, 110, 9, 87, 11, 3),
    ]
    assert rows("select count(*), count(distinct child_id) from episodes") == [(634, 70)]


def test_the_figures_published_stand_beside_the_records(rows):
    published = rows(
        "select children, episodes, completed, voided, in_time from published_quarters"
    )
    assert sorted(published) == [
        (30, 139, 129, 7, 106),
        (36, 133, 110, 9, 87),
        (37, 185, 184, 1, 147),
        (39, 177, 160, 8, 123),
    ]


def test_the_snapshot_says_that_it_is_made_up_and_up_to_when(rows):
    snapshot = rows("select demonstration, cast(data_from as varchar), data_date from snapshot")
    assert snapshot == [(True, "2021-01-01", datetime(2022, 1, 1))]


def test_children_go_missing_as_often_as_the_readme_s_bands_say(rows):
    bands = rows("""
        with children as (select count(*) as episodes from episodes group by child_id)
        select
            case
                when episodes <= 5 then cast(episodes as varchar)
                when episodes <= 10 then '6–10'
                when episodes <= 20 then '11–20'
                when episodes <= 50 then '21–50'
                else '51+'
            end as band,
            count(*),
            cast(sum(episodes) as integer)
        from children
        group by band
        order by min(episodes)
    """)
    assert bands == [
        ("1", 18, 18),
        ("2", 8, 16),
        ("3", 5, 15),
        ("4", 6, 24),
        ("5", 4, 20),
        ("6–10", 11, 88),
        ("11–20", 11, 170),
        ("21–50", 7, 283),
    ]
    text = README.read_text(encoding="utf-8")
    assert all(
        f"| {band} | {children} | {episodes} |" in text for band, children, episodes in bands
    )


def in_order(rows, column):
    counted = rows(
        f"select {column}, count(*) from episodes group by 1 order by 2 desc, 1"  # noqa: S608
    )
    return [value for value, _ in counted], dict(counted)


def test_most_are_found_with_family_or_at_semi_independent_addresses_and_few_at_parties(rows):
    order, counts = in_order(rows, "found_setting")
    assert order[:3] == ["family_home", "semi_independent_address", "public_place"]
    assert 1 <= counts["house_party"] <= 634 * 0.03
    assert set(counts) == set(FOUND_SETTINGS)


def test_children_go_on_foot_more_than_by_bike_and_by_bike_more_than_by_taxi(rows):
    order, counts = in_order(rows, "travel_mode")
    assert order[:3] == ["foot", "bike", "taxi"]
    assert counts["not_recorded"] > 0
    assert set(counts) == set(TRAVEL_MODES)


def test_most_come_back_of_their_own_accord_or_phone_for_a_lift(rows):
    order, counts = in_order(rows, "return_method")
    assert order[:3] == ["own_accord", "phoned_home_for_a_lift", "phoned_police_for_a_lift"]
    assert set(counts) == set(RETURN_METHODS)


def test_most_are_with_family_then_with_other_children_in_care_then_with_friends(rows):
    order = rows("""
        select companion
        from (select unnest(companions) as companion from episodes)
        group by companion
        order by count(*) desc
    """)
    assert [value for (value,) in order[:3]] == ["family", "other_children_in_care", "friends"]
    assert {value for (value,) in order} == set(COMPANIONS)


def test_the_four_areas_of_the_report_are_the_four_busiest_named_places(rows):
    order = rows("select place_id from episodes where place_id is not null group by 1"
                 " order by count(*) desc")  # fmt: skip
    assert [place for (place,) in order] == [
        "bus_station",
        "river_gardens",
        "mackworth",
        "stockbrook",
        "railway_station",
        "morley",
    ]


def test_the_railway_station_emerges_in_the_fourth_quarter_and_nothing_else_changes(rows):
    counted = rows("""
        select
            place_id,
            count(*) filter (where quarter_start = date '2021-07-01'),
            count(*) filter (where quarter_start = date '2021-10-01'),
            count(distinct child_id) filter (where quarter_start = date '2021-10-01')
        from episode_facts
        where place_id is not null
        group by place_id
        order by place_id
    """)
    third_and_fourth = {place: (third, fourth) for place, third, fourth, _ in counted}
    assert third_and_fourth["railway_station"] == (2, 17)
    # Two Poisson counts over 92 days each: given their sum, the later one is binomial with 1/2.
    p_values = [binomtest(fourth, third + fourth).pvalue for _, third, fourth, _ in counted]
    flagged = [
        place
        for (place, *_), q in zip(counted, false_discovery_control(p_values), strict=True)
        if q < 0.05
    ]
    assert flagged == ["railway_station"]
    assert next(row[3] for row in counted if row[0] == "railway_station") >= 5


def test_each_quarter_has_the_planned_episodes_at_every_place_whatever_words_were_written(rows):
    counted = rows("""
        select place_id, list(episodes order by quarter_start)
        from (select place_id, quarter_start, count(*) as episodes from episode_facts group by all)
        where place_id is not null
        group by place_id
    """)
    assert dict(counted) == {
        "bus_station": [12, 16, 15, 10],
        "river_gardens": [9, 13, 12, 8],
        "mackworth": [8, 11, 10, 8],
        "stockbrook": [7, 9, 9, 7],
        "morley": [2, 3, 3, 2],
        "railway_station": [2, 2, 2, 17],
    }


def test_every_wording_is_taken_for_the_place_it_was_written_for(rows):
    with (Path(demonstration.__file__).parent / "place_wordings.csv").open(newline="") as file:
        written = {
            (row["place_text"], row["place_id"] or None)
            for row in csv.DictReader(file)
            if row["place_text"]
        }
    assert set(rows("select place_text, place_id from place_matches")) == written
    assert rows("select distinct matched_by from place_matches order by 1") == [
        ("name",),
        ("similar",),
        (None,),
    ]
    misspelt = "select place_text, count(*) from episode_facts where place_matched_by = 'similar'"
    assert dict(rows(f"{misspelt} group by 1")) == {
        "Bus Statoin": 3,
        "Mackwoth": 2,
        "Rver Gardens": 2,
    }


def test_the_readme_lists_the_words_that_are_no_known_place(rows):
    unknown = rows("""
        select place_text, count(*) from episode_facts
        where place_text is not null and place_id is null group by 1
    """)
    assert (len(unknown), sum(episodes for _, episodes in unknown)) == (9, 27)
    text = README.read_text(encoding="utf-8")
    assert all(f"| {words} | {episodes} |" in text for words, episodes in unknown)


PAIRS = """
    with went as (
        select *, coalesce(returned_at, timestamp '2022-01-01') as back from episodes
    )
    select a.child_id, b.child_id, count(distinct a.episode_id)
    from went as a
    join went as b
        on a.child_id < b.child_id
        and (
            abs(epoch(a.missing_at) - epoch(b.missing_at)) <= 3600
            and (a.setting = b.setting or a.place_id = b.place_id)
            or a.place_id = b.place_id
            and abs(epoch(a.back) - epoch(b.back)) <= 3600
            and a.missing_at < b.back
            and b.missing_at < a.back
        )
    group by all
    having count(distinct a.episode_id) >= 4
"""


def test_the_planted_groups_are_there_and_nobody_else_coincides_as_often(rows):
    found = {(a, b): shared for a, b, shared in rows(PAIRS)}
    planted = RECORDED_PAIRS | UNRECORDED_PAIRS
    assert set(found) == set(planted)
    assert all(found[pair] >= shared for pair, shared in planted.items())
    text = README.read_text(encoding="utf-8")
    assert all(child in text for pair in planted for child in pair)


def test_recorded_groups_are_written_down_for_each_child_and_unrecorded_for_none(rows):
    written = rows("""
        select episodes.child_id, companion_id, count(*)
        from companions
        join episodes using (episode_id)
        where list_contains(episodes.companions, 'other_children_in_care')
        group by all
    """)
    both_ways = {**RECORDED_PAIRS, **{(b, a): shared for (a, b), shared in RECORDED_PAIRS.items()}}
    assert {(a, b): shared for a, b, shared in written} == both_ways
    assert rows("select count(*) from companions") == [(sum(both_ways.values()),)]


def test_one_unrecorded_pair_lives_in_different_homes_and_the_siblings_in_one(rows):
    homes = {
        child: set(settings)
        for child, settings in rows("select child_id, list(setting) from episodes group by 1")
    }
    assert homes["DEMO-0022"].isdisjoint(homes["DEMO-0063"])
    assert homes["DEMO-0016"] == homes["DEMO-0070"] == {"Foster household 1"}
    assert homes["DEMO-0049"] == homes["DEMO-0061"] == homes["DEMO-0064"] == {"Home 1"}


def test_five_interviews_cover_two_episodes_of_the_child_each_and_are_in_time_for_both(rows):
    covering = rows("""
        select interview_id, count(*), count(distinct child_id), bool_and(in_time)
        from episode_facts
        where interview_id is not null
        group by interview_id
        having count(*) > 1
    """)
    assert [row[1:] for row in covering] == [(2, 1, True)] * 5
    unnamed = rows("select count(*) from interview_episodes anti join episode_facts"
                   " using (interview_id, episode_id)")  # fmt: skip
    assert unnamed == [(0,)]


def test_of_the_three_pending_one_is_missing_and_two_are_back_for_less_than_72_hours(rows):
    pending = rows("""
        select returned_at from episode_facts
        where interview_state = 'pending'
        order by returned_at nulls last
    """)
    assert pending == [
        (datetime(2021, 12, 29, 9, 10),),
        (datetime(2021, 12, 31, 2, 30),),
        (None,),
    ]


def test_three_of_those_missing_most_moved_out_of_area_and_are_reached_in_time_less(rows):
    moved = rows("""
        select cast(started_on as varchar), placement_type
        from placements
        where out_of_area and started_on between date '2021-09-20' and date '2021-09-30'
        order by started_on
    """)
    assert moved == [
        ("2021-09-21", "residential"),
        ("2021-09-24", "foster"),
        ("2021-09-28", "semi_independent"),
    ]
    share = dict(rows("""
        select quarter_start = date '2021-10-01', avg(cast(out_of_area as integer))
        from episode_facts where quarter_start >= date '2021-07-01' group by 1
    """))  # fmt: skip
    assert share[True] > share[False] * 1.5
    rate = dict(rows("select out_of_area, avg(cast(in_time as integer)) from episode_facts"
                     " group by 1"))  # fmt: skip
    assert rate[False] > rate[True] + 0.1


def test_every_placement_type_occurs_in_and_out_of_area(rows):
    assert len(rows("select distinct placement_type, out_of_area from placements")) == 8
    lies = rows("select distinct authority from placements where not out_of_area")
    assert lies == [("E06000015",)]
    away = rows("select count(*) from placements where out_of_area and authority = 'E06000015'")
    assert away == [(0,)]


def test_some_children_moved_within_two_weeks_before_an_episode(rows):
    (children,) = rows("""
        select count(distinct episodes.child_id)
        from episodes
        join placements
            on episodes.child_id = placements.child_id
            and cast(episodes.missing_at as date) - placements.started_on between 0 and 14
        where placements.started_on >= date '2021-01-01'
    """)[0]
    assert children >= 5


def test_absences_are_as_long_as_in_england(rows):
    median, two_days, over_a_week = rows("""
        select median(gone_hours), avg(cast(gone_hours <= 48 as integer)),
            count(*) filter (where gone_hours > 168)
        from episode_facts
    """)[0]
    assert 3 <= median <= 8
    assert 0.87 <= two_days <= 0.95
    assert 2 <= over_a_week <= 8


def test_children_go_mostly_in_the_evening_and_most_on_fridays_and_saturdays(rows):
    (evening,) = rows("select avg(cast(hour(missing_at) >= 16 as integer)) from episodes")[0]
    assert evening > 0.7
    days = rows("select isodow(missing_at) from episodes group by 1 order by count(*) desc")
    assert {day for (day,) in days[:2]} == {5, 6}


def test_nobody_is_named_and_no_home_resembles_a_real_one(rows):
    settings = [setting for (setting,) in rows("select distinct setting from placements")]
    pattern = re.compile(r"(Home|Foster household|Supported lodging|Other placement) \d+")
    assert [setting for setting in settings if not pattern.fullmatch(setting)] == []
    assert rows("select distinct postcode from placements") == [(None,)]
    references = rows("""
        select child_id from children union all select companion_id from companions
        union all select child_id from interviews
    """)
    assert all(re.fullmatch(r"DEMO-\d{4}", reference) for (reference,) in references)
    assert rows("select distinct note from audits") == [(None,)]
    assert rows("select distinct note from response_audits") == [(None,)]


GRADED = """
    select
        quarter(audited_on),
        criterion,
        count(*) filter (where grade in ('Outstanding', 'Good')),
        count(*)
    from {}
    group by all
    order by all
"""


def test_audits_improve_from_quarter_to_quarter_on_every_criterion(rows):
    good = {(quarter, criterion): of for quarter, criterion, *of in rows(GRADED.format("audits"))}
    contact, checklist, analysis = INTERVIEW_CRITERIA
    assert [good[quarter, contact] for quarter in (1, 2, 3, 4)] == [
        [11, 22], [15, 24], [18, 24], [22, 26]
    ]  # fmt: skip
    assert [good[quarter, checklist] for quarter in (1, 2, 3, 4)] == [
        [7, 22], [11, 24], [14, 24], [19, 26]
    ]  # fmt: skip
    assert [good[quarter, analysis] for quarter in (1, 2, 3, 4)] == [
        [9, 22], [13, 24], [16, 24], [21, 26]
    ]  # fmt: skip


def test_the_whole_response_is_audited_from_the_third_quarter_on(rows):
    graded = rows(GRADED.format("response_audits"))
    assert {(quarter, of) for quarter, _, _, of in graded} == {(3, 12), (4, 12)}
    good = {quarter: sum(row[2] for row in graded if row[0] == quarter) for quarter in (3, 4)}
    assert good == {3: 26, 4: 30}
    assert rows("select min(audited_on) >= date '2021-07-01' from response_audits") == [(True,)]


def test_actions_follow_from_what_was_found_and_one_is_overdue(rows):
    counted = rows("select status, count(*) from audit_actions group by 1 order by 1")
    assert counted == [("done", 2), ("in_progress", 2), ("open", 2)]
    overdue = rows(
        "select owner_role from audit_actions "
        "where status not in ('done', 'not_taken_up') and due_on < date '2022-01-01'"
    )
    assert overdue == [("Return interview coordinator",)]


def test_what_the_council_of_children_in_care_said_is_there_by_theme(rows):
    assert {theme for (theme,) in rows("select theme from feedback")} == {
        "definition",
        "language",
        "resources",
        "who I would talk to",
    }
    assert {status for (status,) in rows("select status from feedback")} <= set(FEEDBACK_STATUSES)


def test_two_actions_after_what_the_council_said_are_in_effect_within_the_year(rows):
    linked = rows("""
        select measure, cast(in_effect_from as varchar)
        from feedback
        where measure is not null
        order by in_effect_from
    """)
    assert linked == [("completed", "2021-08-02"), ("in_time_of_episodes", "2021-10-01")]
    assert {measure for measure, _ in linked} <= set(MEASURES_TO_MOVE)
    late = "select count(*) from feedback where status <> 'done' and due_on < '2022-01-01'"
    assert rows(late) == [(1,)]


def test_children_looked_after_are_there_for_every_quarter(rows):
    assert rows("select count(*), min(children), max(children) from looked_after") == [
        (4, 641, 659)
    ]
