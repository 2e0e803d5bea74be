"""Interviews in time by group, and why their share changed; worked out by hand from conftest.py."""

from datetime import date
from random import Random

import pandas as pd
import pytest

from analytics.disclosure import StaffOnly
from analytics.filters import Filters
from analytics.measures import run
from tests.conftest import fill_with_hand_written_episodes
from tests.repeat_stores import filled_by

DIMENSIONS = ("placement_type", "out_of_area", "age_band", "setting", "return_weekday")
DIMENSIONS += ("return_hour",)


@pytest.fixture(scope="module")
def changed():
    """The sixteen episodes, where A is 16 on 1 January 2021 and settings are recorded.

    Of e01, e02 and e03, which are not C's, those of three homes; of C's the word for another code.
    """

    def fill(con):
        fill_with_hand_written_episodes(con)
        con.execute("update children set date_of_birth = '2005-01-01' where child_id = 'A'")
        con.execute("update episodes set setting = 'still_missing' where child_id = 'C'")
        con.executemany(
            "update episodes set setting = $1 where episode_id = $2",
            [("Home 10", "e01"), ("Home 2", "e02"), ("Home 1", "e03")],
        )

    return filled_by(fill)


def by(con, dimension, filters=Filters(), **options) -> dict:  # noqa: B008 frozen
    rows = run(con, "timeliness_by", filters, dimension=dimension, **options)
    return {r.group: (r.episodes, r.completed, r.in_time) for r in rows.itertuples()}


def test_groups_come_in_their_own_order_with_what_is_not_known_last(con):
    assert by(con, "placement_type") == {
        "residential": (4, 3, 1),  # e01 e02 e06 e14
        "foster": (5, 3, 2),  # e03 e04 e10 e11 e13
        "semi_independent": (4, 3, 3),  # e05 e07 e08 e15
        "other": (1, 1, 0),  # e12
        "not_known": (1, 0, 0),  # e09
    }
    assert list(by(con, "placement_type")) == [
        "residential", "foster", "semi_independent", "other", "not_known",
    ]  # fmt: skip


def test_area_is_an_axis_of_its_own(con):
    assert by(con, "out_of_area") == {
        "in_area": (10, 6, 4),
        "out_of_area": (4, 4, 2),  # e03 e04 e12 e13
        "not_known": (1, 0, 0),
    }


def test_ages_are_those_on_the_day_the_child_went(con):
    # A 15 then 16 (1 March 2005: all after 1 March but e01 e02); B 14 and, from 15 July, 15;
    # C 16 and, from 30 November, 17; D not known; E 14; F 16
    assert by(con, "age_band") == {
        "13 to 15": (7, 5, 3),  # e01 e02 e03 e04 e10 e11 e13
        "16 to 17": (7, 5, 3),  # e05 e06 e07 e08 e12 e14 e15
        "not_known": (1, 0, 0),
    }


def test_a_birthday_that_day_counts(changed):
    january = Filters(period_to=date(2021, 1, 2))  # e01 on the 16th birthday
    assert list(by(changed, "age_band", january)) == ["16 to 17"]


def test_weekday_and_hour_are_those_of_the_return(con):
    weekdays = by(con, "return_weekday")
    # 1 January 2021 was a Friday: e01; e04 and e12 Saturday 3 April, 11 September; e13 Sunday
    assert weekdays["5"] == (1, 1, 1)
    assert weekdays["6"] == (2, 2, 1)
    assert weekdays["7"] == (1, 1, 0)
    assert weekdays["still_missing"] == (1, 0, 0)
    assert sum(episodes for episodes, *_ in weekdays.values()) == 15
    hours = by(con, "return_hour")
    assert hours["0"] == (2, 1, 0)  # e13 00:30, e14 00:01
    assert hours["23"] == (2, 2, 1)  # e05 and e06, back at the same second
    assert hours["not_known"] == (1, 1, 0)  # e12
    assert list(hours)[-2:] == ["still_missing", "not_known"]
    assert [int(hour) for hour in list(hours)[:-2]] == sorted(int(h) for h in list(hours)[:-2])


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_the_groups_add_up_to_the_selection(con, dimension):
    for filters in (Filters(), Filters(placement_types=("foster",)), Filters(category="all")):
        whole = run(con, "period_summary", filters).iloc[0]
        rows = run(con, "timeliness_by", filters, dimension=dimension)
        assert rows["episodes"].sum() == whole["episodes"]
        assert rows["completed"].sum() == whole["completed"]
        assert rows["in_time"].sum() == whole["in_time"]
        assert rows["base"].sum() == whole["episodes"]
        left = run(con, "timeliness_by", filters, dimension=dimension, denominator="not_voided")
        assert left["base"].sum() == whole["episodes"] - whole["voided"]


def test_the_rate_is_of_the_denominator_asked_for_within_its_interval(con, everything):
    for denominator, rate in (("episodes", 2 / 5), ("not_voided", 2 / 5), ("completed", 2 / 3)):
        rows = run(con, "timeliness_by", everything, denominator=denominator).set_index("group")
        foster = rows.loc["foster"]
        assert foster["rate"] == pytest.approx(rate)
        assert foster["low"] < foster["rate"] < foster["high"]
    assert pd.isna(rows.loc["not_known", "rate"])  # none completed
    assert pd.isna(rows.loc["other", "rate"])  # days without times


def test_settings_are_sorted_as_a_person_counts(changed):
    without_c = Filters(placement_types=("residential", "foster", "other"))
    assert list(by(changed, "setting", without_c)) == ["Home 1", "Home 2", "Home 10", "not_known"]


def test_a_child_not_back_yet_has_no_rate(con, everything):
    rows = run(con, "timeliness_by", everything, dimension="return_hour").set_index("group")
    assert rows.loc["still_missing", "episodes"] == 1
    assert rows.loc["still_missing", ["rate", "low", "high", "q_value"]].isna().all()


def test_groups_of_fewer_than_five_children_are_not_tested(con, everything):
    rows = run(con, "timeliness_by", everything, dimension="out_of_area")
    assert rows["p_value"].isna().all() and rows["q_value"].isna().all()  # six children in all


def test_a_home_may_be_called_what_a_code_is_called(changed):
    rows = run(changed, "timeliness_by", Filters(), dimension="setting")
    home = rows.set_index("group").loc["still_missing"]
    assert (home["in_time"], home["base"], home["rate"]) == (3, 4, 0.75)


def test_settings_are_refused_to_everyone_but_staff(con, everything):
    with pytest.raises(StaffOnly, match="timeliness_by with dimension setting"):
        run(con, "timeliness_by", everything, "members", dimension="setting")
    second = Filters(period_from=date(2021, 4, 1), period_to=date(2021, 7, 1))
    assert len(run(con, "timeliness_by", second, "members", dimension="out_of_area")) == 3


def test_an_unknown_dimension_is_answered_with_the_known_ones(con, everything):
    with pytest.raises(ValueError, match="choose from placement_type, out_of_area"):
        run(con, "timeliness_by", everything, dimension="weather")


# Why it changed


def change(con, filters=Filters(), **options) -> pd.DataFrame:  # noqa: B008 frozen
    options = {"from_quarter": "2021-Q1", "to_quarter": "2021-Q2"} | options
    return run(con, "rate_change", filters, **options).set_index("group")


def test_mix_and_rate_of_each_group_worked_out_by_hand(con):
    # Q1: residential 1 of 2, foster 1 of 1: 2 of 3. Q2: residential 0 of 1 (e06), foster 1 of 1
    # (e04), semi-independent 3 of 3, not known 0 of 1: 4 of 6. The middle rate is 2/3.
    rows = change(con)
    assert rows.loc["residential", "mix_effect"] == pytest.approx((1 / 6 - 2 / 3) * (1 / 4 - 2 / 3))
    assert rows.loc["residential", "rate_effect"] == pytest.approx(-1 / 2 * (1 / 6 + 2 / 3) / 2)
    assert rows.loc["foster", "mix_effect"] == pytest.approx((1 / 6 - 1 / 3) * (1 - 2 / 3))
    assert rows.loc["foster", "rate_effect"] == 0
    assert rows.loc["semi_independent", "mix_effect"] == pytest.approx(1 / 2 * (1 - 2 / 3))
    assert rows.loc["not_known", "mix_effect"] == pytest.approx(1 / 6 * (0 - 2 / 3))
    counts = ["in_time_before", "base_before", "rate_before", "in_time_after", "base_after"]
    assert rows.loc["residential", counts].tolist() == [1, 2, 0.5, 0, 1]
    assert (
        pd.isna(rows.loc["not_known", "rate_before"]) and rows.loc["not_known", "rate_after"] == 0
    )


@pytest.mark.parametrize("dimension", DIMENSIONS)
@pytest.mark.parametrize("denominator", ["episodes", "not_voided", "completed"])
def test_the_effects_add_up_to_the_change_in_the_summary(con, everything, dimension, denominator):
    quarters = run(con, "quarterly_summary", everything).set_index("quarter")
    expected = quarters[f"in_time_of_{denominator}"]
    rows = change(con, dimension=dimension, denominator=denominator)
    total = rows["mix_effect"].sum() + rows["rate_effect"].sum()
    assert total == pytest.approx(expected["2021-Q2"] - expected["2021-Q1"], abs=1e-15)


def test_without_quarters_the_latest_is_held_against_the_one_before(con, everything):
    usual = run(con, "rate_change", everything, dimension="out_of_area")
    named = change(con, from_quarter="2021-Q3", to_quarter="2021-Q4", dimension="out_of_area")
    assert usual["mix_effect"].tolist() == named["mix_effect"].tolist()


def test_only_whole_quarters_are_compared():
    def fill(con):
        fill_with_hand_written_episodes(con)
        for table in ("interview_episodes", "interviews"):
            con.execute(f"delete from {table} where interview_id = 'i13'")  # noqa: S608
        con.execute("delete from episodes where missing_at >= timestamp '2021-11-15'")
        con.execute("update snapshot set data_date = timestamp '2021-11-15'")

    con = filled_by(fill)
    assert run(con, "rate_change", Filters(), to_quarter="2021-Q4").empty
    latest_whole = run(con, "rate_change", Filters())
    assert latest_whole["base_before"].sum() == 6 and latest_whole["base_after"].sum() == 3


def test_a_filter_narrows_the_comparison_and_the_period_does_not(con):
    fosters = change(con, Filters(placement_types=("foster",), period_from=date(2021, 12, 1)))
    assert list(fosters.index) == ["foster"] and fosters["base_before"].item() == 1


def test_nothing_to_compare_gives_no_rows(con, everything):
    columns = list(run(con, "rate_change", everything).columns)
    for options in ({"to_quarter": "2021-Q1"}, {"from_quarter": "2018-Q1"}):
        rows = run(con, "rate_change", everything, **options)
        assert rows.empty and list(rows.columns) == columns
    days_only = Filters(placement_types=("other",))  # e12 alone, without times
    assert run(con, "rate_change", days_only, from_quarter="2021-Q3", to_quarter="2021-Q3").empty
    assert run(con, "rate_change", Filters(category="away", out_of_area=True)).empty


WORLDS = range(2008, 2022)  # a year each


def drawn(year: int) -> list[tuple[int, str, bool]]:
    """Up to thirty episodes, each of the first or second quarter; in some years all of one."""
    rng = Random(year)
    quarters, kinds = {0: (0,), 5: (1,)}.get(year % 10, (0, 1)), rng.randint(1, 3)
    return [
        (
            rng.choice(quarters),
            ("residential", "foster", "other")[rng.randrange(kinds)],
            rng.random() < 0.6,
        )
        for _ in range(rng.choice([2, 3, 5, 10, 30]))
    ]


@pytest.fixture(scope="module")
def worlds():
    """A cursor on all of the worlds: nothing of one is in another's quarters."""
    episodes = []
    for year in WORLDS:
        for number, (quarter, kind, timely) in enumerate(drawn(year)):
            start = pd.Timestamp(year, 1 + 3 * quarter, 5) + pd.Timedelta(hours=number)
            held = start + pd.Timedelta(hours=10 if timely else 100)
            episodes.append((f"{year}e{number}", kind, start, held))
    rows = pd.DataFrame(episodes, columns=["episode", "kind", "start", "held"])

    def fill(con):
        con.execute("insert into children (child_id) values ('X')")
        con.register("drawn", rows)
        con.execute(
            "insert into episodes (episode_id, child_id, category, missing_at, returned_at,"
            " placement_type) select episode, 'X', 'missing', start, start, kind from drawn"
        )
        con.execute(
            "insert into interviews (interview_id, child_id, completed_at, outcome)"
            " select episode, 'X', held, 'completed' from drawn"
        )
        con.execute("insert into interview_episodes select episode, episode from drawn")
        con.execute("update snapshot set data_from = '2008-01-01', data_date = '2022-01-01'")

    return filled_by(fill)


def test_on_any_small_world_effects_and_summary_agree(worlds):
    quarters = run(worlds, "quarterly_summary", Filters()).set_index("quarter")
    shares = quarters["in_time_of_episodes"]
    compared = 0
    for year in WORLDS:
        before, after = f"{year}-Q1", f"{year}-Q2"
        rows = change(worlds, from_quarter=before, to_quarter=after)
        if shares[[before, after]].isna().any():
            assert rows.empty
            continue
        total = rows["mix_effect"].sum() + rows["rate_effect"].sum()
        assert total == pytest.approx(shares[after] - shares[before], abs=1e-14)
        compared += 1
    assert len(WORLDS) > compared > len(WORLDS) / 2
