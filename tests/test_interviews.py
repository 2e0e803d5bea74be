"""Return interviews on the hand-written episodes: every figure worked out by hand.

From conftest.py, by quarter of the episode (see also test_measures.py):
Q1  e01 held at 72:00:00, in time; e02 at 72:00:01, late; e03 back 1 April 09:59, held 2 April 10:00
    after 24 h 1 min, in time
Q2  e04 back 3 April 12:00, held on the 5th at 12:00: 48 h; e05 back 5 May 23:00, held on the 6th
    at 10:00: 11 h; e06 back at the same second, held on the 9th at 10:00: 83 h, late; e07 and e08
    share one interview on 13 May at 10:00: back on the 11th at 01:00, 57 h, and on the 12th at
    01:00, 33 h; e09 voided, without a reason
Q3  e10 declined; e11 nothing recorded; e12 held, days without times
Q4  e13 back 31 October 00:30, held 3 November 00:00: 72.5 h that passed, late; e14 back 29 December
    00:01: 71 h 59 min before the data date, pending; e15 still missing, pending
"""

from datetime import date, timedelta

import pandas as pd
import pytest

from analytics.definitions import DENOMINATORS, DIMENSIONS
from analytics.disclosure import StaffOnly
from analytics.filters import Filters
from analytics.measures import run
from analytics.measures.quarters import quarter_label, quarter_start_of
from tests.conftest import fill_with_hand_written_episodes
from tests.repeat_stores import filled_by, store_of

Q2 = Filters(period_from=date(2021, 4, 1), period_to=date(2021, 7, 1))
Q4 = Filters(period_from=date(2021, 10, 1), period_to=date(2022, 1, 1))


def changed_by(*statements):
    """A connection to the hand-written episodes changed by the statements."""

    def fill(con):
        fill_with_hand_written_episodes(con)
        for statement in statements:
            con.execute(statement)

    return filled_by(fill)


@pytest.fixture(scope="module")
def at_the_edge():
    """Times at the edge of what counts, an offer of e11 and a reason for which e09 was voided."""
    return changed_by(
        "insert into interviews (interview_id, child_id, offered_at)"
        " values ('offer', 'E', '2021-08-31 09:00')",
        "insert into interview_episodes values ('offer', 'e11')",
        "update interviews set void_reason = 'Recorded in error' where interview_id = 'i09'",
        # at the very return; twenty days after it; a second before 72 hours
        "update interviews set completed_at = '2021-01-01 06:00' where interview_id = 'i01'",
        "update interviews set completed_at = '2021-01-31 02:00' where interview_id = 'i02'",
        "update interviews set completed_at = '2021-04-04 09:58:59' where interview_id = 'i03'",
        # back for exactly 72 hours at the data date
        "update episodes set returned_at = '2021-12-29 00:00' where episode_id = 'e14'",
    )


@pytest.fixture(scope="module")
def not_settled():
    """Somebody not back whose interview was voided, an offer in ten years, and days in December."""
    return changed_by(
        "insert into episodes (episode_id, child_id, category, missing_at, returned_at, time_known)"
        " values ('gone', 'D', 'missing', '2021-09-20 20:00', null, true),"
        " ('days', 'F', 'missing', '2021-12-30', '2021-12-31', false)",
        "insert into interviews (interview_id, child_id, outcome, void_reason)"
        " values ('early', 'D', 'voided', ' ')",
        "insert into interview_episodes values ('early', 'gone')",
        "insert into interviews (interview_id, child_id, offered_at)"
        " values ('ahead', 'E', '2031-01-01')",
        "insert into interview_episodes values ('ahead', 'e11')",
    )


# What came of it


def test_the_states_of_each_quarter_add_up_to_its_episodes(con, everything):
    rows = run(con, "quarterly_outcomes", everything)
    table = rows.pivot(index="quarter", columns="state", values="episodes")
    assert table.loc["2021-Q2"].to_dict() == {
        "completed": 5, "voided": 1, "declined": 0, "pending": 0, "not_recorded": 0,
    }  # fmt: skip
    assert table.sum(axis="columns").tolist() == [3, 6, 3, 3]
    assert list(rows["state"][:5]) == [
        "completed", "voided", "declined", "pending", "not_recorded",
    ]  # fmt: skip
    q2 = rows[(rows["quarter"] == "2021-Q2") & (rows["state"] == "completed")]
    assert q2["children"].item() == 3  # A, B and C


def test_a_filter_changes_the_outcomes_and_an_empty_selection_keeps_the_columns(con, everything):
    fosters = run(con, "quarterly_outcomes", Filters(placement_types=("foster",)))
    assert fosters["episodes"].sum() == 5
    nothing = run(con, "quarterly_outcomes", Filters(period_from=date(2023, 1, 1)))
    assert nothing.empty
    assert list(nothing.columns) == list(run(con, "quarterly_outcomes", everything).columns)


def flow(con, filters) -> dict:
    rows = run(con, "interview_flow", filters)
    return {(r.stage, r.part, r.reason): r.episodes for r in rows.itertuples()}


def test_every_loss_on_the_way_to_an_interview_is_named(con, everything):
    assert flow(con, everything) == {
        ("episode", "reached", ""): 15,
        ("episode", "still_missing", ""): 1,  # e15
        ("back", "reached", ""): 14,
        ("back", "voided", ""): 1,  # e09
        ("back", "pending", ""): 1,  # e14, no offer recorded
        ("back", "not_recorded", ""): 1,  # e11
        ("offered", "reached", ""): 11,
        ("offered", "declined", ""): 1,  # e10
        ("completed", "reached", ""): 10,
        ("completed", "late", ""): 3,  # e02, e06, e13
        ("completed", "time_not_known", ""): 1,  # e12
        ("in_time", "reached", ""): 6,  # e01 e03 e04 e05 e07 e08
    }


def test_what_reached_a_stage_less_its_losses_reached_the_next(con, everything):
    for filters in (everything, Q2, Q4, Filters(out_of_area=True), Filters(category="all")):
        rows = run(con, "interview_flow", filters)
        reached = rows[rows["part"] == "reached"]["episodes"].tolist()
        losses = rows[rows["part"] != "reached"].groupby("stage")["episodes"].sum()
        stages = ["episode", "back", "offered", "completed"]
        for position, stage in enumerate(stages):
            assert reached[position] - losses.get(stage, 0) == reached[position + 1]


def test_an_offer_and_a_reason_move_an_episode_to_another_loss(at_the_edge):
    ways = flow(at_the_edge, Filters(period_to=date(2021, 10, 1)))
    assert ways["offered", "not_recorded", ""] == 1 and ("back", "not_recorded", "") not in ways
    assert ways["back", "voided", "Recorded in error"] == 1
    assert ways["offered", "reached", ""] == 11  # e01 to e12 but e09


def test_whoever_is_not_back_is_not_counted_as_back_whatever_came_of_the_interview(not_settled):
    ways = flow(not_settled, Filters(period_to=date(2021, 10, 1)))
    assert ways["episode", "voided", ""] == 1 and ways["back", "reached", ""] == 12
    assert ways["back", "not_recorded", ""] == 1  # an offer after the data date is none yet


def test_a_quarter_without_episodes_is_a_row_of_zeros(con):
    residential = Filters(placement_types=("other",))
    rows = run(con, "quarterly_outcomes", residential)
    assert rows.groupby("quarter")["episodes"].sum().tolist() == [0, 0, 1, 0]
    assert run(con, "hours_to_interview", residential)["completed"].tolist() == [0, 0, 1, 0]


def test_a_part_quarter_is_marked_and_years_from_april_are_named(con):
    until_may = Filters(period_to=date(2021, 5, 10))
    assert run(con, "hours_to_interview", until_may)["complete"].tolist() == [True, False]
    april = run(con, "quarterly_outcomes", until_may, year="april")
    assert set(april["quarter"]) == {"2020/21-Q4", "2021/22-Q1"}


@pytest.mark.parametrize(
    "measure",
    [
        "interview_flow",
        "interviews_waiting",
        "rate_change",
        "hours_to_interview",
        "time_to_next_episode",
        "episodes_behind",
    ],
)
def test_what_comes_close_to_single_children_is_refused_to_others_with_a_sentence(
    con, everything, measure
):
    for audience in ("members", "council"):
        with pytest.raises(StaffOnly, match="for staff only"):
            run(con, measure, everything, audience)


# How long it takes


def test_hours_are_counted_from_each_episodes_own_return(con, everything):
    rows = run(con, "hours_to_interview", everything).set_index("quarter")
    # Q2 in order: 11, 33, 48, 57, 83
    assert rows.loc["2021-Q2", "median_hours"] == pytest.approx(48)
    assert rows.loc["2021-Q2", "ninetieth_percentile_hours"] == pytest.approx(57 + 0.6 * 26)
    within = [rows.loc["2021-Q2", f"within_{hours}_hours"] for hours in (24, 48, 96, 168)]
    assert within == [1, 3, 5, 5]  # exactly 48 hours are within 48
    assert rows.loc["2021-Q2", "within_timescale"] == 4
    assert rows.loc["2021-Q2", "share_within_timescale"] == pytest.approx(4 / 5)
    assert rows.loc["2021-Q1", "within_timescale"] == 2  # 72:00:00 yes, 72:00:01 no
    assert rows.loc["2021-Q4", "median_hours"] == pytest.approx(72.5)  # the clocks went back


def test_each_share_of_the_week_is_of_its_own_hours_to_the_minute():
    # back on 1 May at noon; ten interviews, the hours of each
    hours = (12, 24, 24.02, 48, 72, 72.02, 96, 96.02, 168, 168.02)
    episodes = [(f"e{n}", f"C{n}", "2021-05-01 10:00", "2021-05-01 12:00") for n in range(10)]
    back = pd.Timestamp("2021-05-01 12:00")
    held = [
        (f"e{n}", "completed", (back + timedelta(hours=of)).floor("min").to_pydatetime())
        for n, of in enumerate(hours)
    ]
    rows = run(store_of(episodes, interviews=held), "hours_to_interview", Filters())
    row = rows.set_index("quarter").loc["2021-Q2"]
    within = {"timescale": 5, "24_hours": 2, "48_hours": 4, "96_hours": 7, "168_hours": 9}
    assert {name: row[f"within_{name}"] for name in within} == within
    shares = {name: row[f"share_within_{name}"] for name in within}
    assert shares == pytest.approx({name: count / 10 for name, count in within.items()})


def test_days_without_times_have_no_hours_and_no_share(con, everything):
    row = run(con, "hours_to_interview", everything).set_index("quarter").loc["2021-Q3"]
    assert (row["completed"], row["children"]) == (1, 1)
    assert (row["with_hours"], row["children_with_hours"]) == (0, 0)
    assert pd.isna(row["median_hours"]) and pd.isna(row["share_within_timescale"])


def test_72_hours_stand_left_of_the_line_and_a_second_more_right_of_it(con, at_the_edge):
    for of, day, band in (
        (at_the_edge, date(2021, 3, 31), 60),  # e03: 71:59:59
        (con, date(2021, 1, 1), 60),  # e01: 72:00:00
        (con, date(2021, 1, 10), 72),  # e02: 72:00:01
    ):
        alone = Filters(period_from=day, period_to=day + timedelta(days=1))
        rows = run(of, "interviews_by_hours", alone)
        (one,) = rows[rows["episodes"] > 0].itertuples()
        assert one.hours_from == band
        assert one.in_time == (band == 60)


def test_the_bands_add_up_to_the_completed_with_what_is_longer_and_not_known_last(con, everything):
    rows = run(con, "interviews_by_hours", everything)
    assert rows["episodes"].sum() == 10 and rows["in_time"].sum() == 6
    by_start = {
        start: n for start, n in zip(rows["hours_from"], rows["episodes"], strict=True) if n
    }
    # 11 | 24 h 1 min, 33 | 48 | 57, 72:00:00 | 72:00:01, 72.5, 83
    assert by_start.pop(0) == 1
    assert {start: n for start, n in by_start.items() if pd.notna(start)} == {
        24: 2, 36: 1, 48: 1, 60: 1, 72: 3,
    }  # fmt: skip
    assert rows["episodes"].iloc[-1] == 1 and pd.isna(rows["hours_from"].iloc[-1])  # e12


def test_an_interview_at_the_moment_of_the_return_is_in_the_first_band(at_the_edge):
    rows = run(at_the_edge, "interviews_by_hours", Filters(period_to=date(2021, 2, 1)))
    assert rows.set_index("hours_from")["episodes"].to_dict()[0] == 1
    longer = rows[(rows["hours_from"] == 168) & rows["hours_to"].isna()]
    assert longer["episodes"].item() == 1  # twenty days


# What it would take


def to_target(con, **options) -> dict:
    rows = run(con, "interviews_to_target", Filters(), **options)
    return {
        r.denominator: (r.denominator_count, r.in_time, r.needed, r.more) for r in rows.itertuples()
    }


def test_what_a_target_would_have_taken_by_each_denominator(con):
    assert to_target(con, quarter="2021-Q2", target=0.8) == {
        "episodes": (6, 4, 5, 1),  # 4.8
        "not_voided": (5, 4, 4, 0),
        "completed": (5, 4, 4, 0),
    }
    assert to_target(con, quarter="2021-Q2", target=1.0)["episodes"] == (6, 4, 6, 2)


def test_without_a_quarter_it_is_the_latest_and_years_from_april_are_understood(con):
    assert to_target(con) == to_target(con, quarter="2021-Q4")
    assert to_target(con, quarter="2021/22-Q3") == to_target(con, quarter="2021-Q4")


def test_what_is_still_possible_is_pending_and_raises_the_completed_too(con, everything):
    rows = run(con, "interviews_to_target", everything, quarter="2021-Q4", target=0.8)
    rows = rows.set_index("denominator")
    assert list(rows["still_possible"]) == [2, 2, 2]  # e14 and e15
    assert rows.loc["episodes", "at_best"] == pytest.approx(2 / 3)
    assert rows.loc["completed", "at_best"] == pytest.approx(2 / 3)  # 1 completed and these 2
    assert not rows["within_reach"].any()
    lower = run(con, "interviews_to_target", everything, quarter="2021-Q4", target=0.66)
    assert lower["within_reach"].all()


def test_a_quarter_of_the_past_has_nothing_still_possible(con, everything):
    rows = run(con, "interviews_to_target", everything, quarter="2021-Q2")
    assert set(rows["still_possible"]) == {0}


def test_a_quarter_without_episodes_needs_nothing_and_no_episodes_give_no_rows(con, everything):
    before = run(con, "interviews_to_target", everything, quarter="2019-Q1")
    assert before["needed"].isna().all() and before["more"].isna().all()
    assert before["at_best"].isna().all() and not before["within_reach"].any()
    never = Filters(category="away", placement_types=("foster",))
    assert run(con, "interviews_to_target", never).empty


def test_without_a_completed_interview_or_without_times_nothing_is_needed(con, everything):
    voided = Filters(period_from=date(2021, 6, 1))  # the period is set aside
    rows = run(con, "interviews_to_target", voided, quarter="2021-Q3")
    assert rows.set_index("denominator").loc["completed", "needed"] == 1  # e12, though it has days
    days_only = Filters(placement_types=("other",))  # e12 alone: it can never be shown in time
    rows = run(con, "interviews_to_target", days_only, quarter="2021-Q3")
    assert rows["needed"].isna().all() and rows["at_best"].isna().all()
    none_completed = run(con, "interviews_to_target", everything, quarter="2021-Q4", target=0.5)
    assert none_completed["needed"].tolist() == [2, 2, 1]
    semi = Filters(placement_types=("semi_independent",))  # e15, still missing
    rows = run(con, "interviews_to_target", semi, quarter="2021-Q4").set_index("denominator")
    assert pd.isna(rows.loc["completed", "needed"]) and rows.loc["episodes", "needed"] == 1
    assert rows.loc["completed", "at_best"] == 1 and rows.loc["completed", "within_reach"]


@pytest.mark.parametrize("target", [0, -0.2, 1.01, float("nan")])
def test_a_target_that_is_no_share_is_refused(con, everything, target):
    with pytest.raises(ValueError, match="above 0 and no more than 1"):
        run(con, "interviews_to_target", everything, target=target)


@pytest.mark.parametrize(
    "text", ["Q4", "2021", "2021-Q5", "2021/23-Q1", "0000-Q1", "9999-Q4", "1200-Q1", ""]
)
def test_a_quarter_written_otherwise_is_refused_with_how_to_write_it(text):
    with pytest.raises(ValueError, match="write it like 2021-Q4"):
        quarter_start_of(text)


def test_a_quarter_is_read_as_it_is_written():
    for start in pd.date_range("1999-01-01", "2003-01-01", freq="QS"):
        for year in ("calendar", "april"):
            assert quarter_start_of(quarter_label(start, year)) == start


# Who is waiting


def test_who_is_waiting_is_listed_soonest_first(con, everything):
    rows = run(con, "interviews_waiting", everything)
    assert list(rows["episode_id"]) == ["e14", "e15", "e11"]
    assert rows["hours_left"].iloc[0] == pytest.approx(1 / 60)  # back for 71 h 59 min
    assert pd.isna(rows["hours_left"].iloc[1])  # still missing: the hours have not begun
    # e11 was back on 30 August at 21:00; to 1 January 00:00 are 123 days and 3 hours by the clock
    # and an hour more, since the clocks went back
    assert rows["hours_left"].iloc[2] == pytest.approx(72 - (123 * 24 + 3 + 1))
    assert list(rows["previous_episodes"]) == [3, 3, 1]  # A's e01 e02 e06; C's e05 e07 e08; E's e10
    assert list(rows["interview_state"]) == ["pending", "pending", "not_recorded"]


def test_a_filter_narrows_the_list_but_not_the_count_of_earlier_episodes(con):
    rows = run(con, "interviews_waiting", Q4)
    assert list(rows["episode_id"]) == ["e14", "e15"]
    assert list(rows["previous_episodes"]) == [3, 3]


def test_at_exactly_72_hours_the_hours_are_over(at_the_edge):
    rows = run(at_the_edge, "interviews_waiting", Q4).set_index("episode_id")
    assert rows.loc["e14", "interview_state"] == "not_recorded"
    assert rows.loc["e14", "hours_left"] == 0
    assert list(rows.index) == ["e15", "e14"]


def test_days_without_times_are_listed_last_without_hours(not_settled):
    rows = run(not_settled, "interviews_waiting", Q4)
    assert rows["episode_id"].iloc[-1] == "days" and pd.isna(rows["hours_left"].iloc[-1])
    assert list(rows["time_left"]) == ["left", "not_begun", "not_known"]
    target = run(not_settled, "interviews_to_target", Filters(), quarter="2021-Q4")
    assert target["still_possible"].iloc[0] == 2  # it can never be shown to have been in time


# The episodes behind a mark


def behind(con, filters=Filters(), **options) -> list[str]:  # noqa: B008 frozen
    return list(run(con, "episodes_behind", filters, **options)["episode_id"])


def test_the_episodes_behind_a_stage_reached_it_and_those_behind_a_loss_ended_there(con):
    assert len(behind(con, stage="back")) == 14
    assert behind(con, stage="episode", part="still_missing") == ["e15"]
    assert behind(con, stage="completed", part="late") == ["e13", "e06", "e02"]
    assert behind(con, stage="completed", part="time_not_known") == ["e12"]
    assert behind(con, stage="back", part="voided", reason="another") == []


def test_every_row_of_the_flow_has_as_many_episodes_behind_it(con, everything):
    for row in run(con, "interview_flow", everything).itertuples():
        listed = behind(con, stage=row.stage, part=row.part, reason=row.reason)
        assert len(listed) == row.episodes, row


def test_every_band_of_hours_has_as_many_episodes_behind_it(con, everything):
    for row in run(con, "interviews_by_hours", everything).itertuples():
        if pd.isna(row.hours_from):
            listed = behind(con, hours_unknown=True)
        else:
            ends = None if pd.isna(row.hours_to) else row.hours_to
            listed = behind(con, hours_from=row.hours_from, hours_to=ends)
        assert len(listed) == row.episodes, row


def assert_as_many_behind_each(con, dimension: str, denominator: str) -> None:
    options = {"dimension": dimension, "denominator": denominator}
    for row in run(con, "timeliness_by", Filters(), **options).itertuples():
        assert len(behind(con, group=row.group, **options)) == row.base, row


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_every_group_has_as_many_episodes_behind_it(con, dimension):
    assert_as_many_behind_each(con, dimension, "episodes")


@pytest.mark.parametrize("denominator", DENOMINATORS)
def test_every_denominator_has_as_many_episodes_behind_it(con, denominator):
    assert_as_many_behind_each(con, "placement_type", denominator)


@pytest.mark.deep
@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_every_group_of_every_denominator_has_as_many_episodes_behind_it(con, dimension):
    for denominator in DENOMINATORS:
        assert_as_many_behind_each(con, dimension, denominator)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"stage": "bak"}, "stage 'bak' is unknown"),
        ({"stage": "back", "part": "lost"}, "part 'lost' is unknown"),
        ({"part": "late"}, "part and reason need a stage"),
        ({"reason": "x"}, "part and reason need a stage"),
        ({"group": "foster"}, "dimension and group are given together"),
        ({"dimension": "setting"}, "dimension and group are given together"),
        ({"hours_to": 24.0}, "hours_to needs hours_from"),
        ({"hours_from": 60.0, "hours_to": 12.0}, "must be more than hours_from"),
    ],
)
def test_half_a_mark_is_refused_instead_of_listing_everything(con, everything, options, said):
    with pytest.raises(ValueError, match=said):
        run(con, "episodes_behind", everything, **options)
