"""First and repeat episodes, and the time between them; on the episodes of conftest.py first."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from analytics.filters import Filters
from analytics.measures import run
from analytics.statistics.gaps import later_half_against_earlier
from tests.repeat_stores import on_days, store_of


def test_first_and_repeat_episodes_of_each_quarter(con, everything):
    rows = run(con, "first_and_repeat", everything).set_index("quarter")
    assert rows.drop(columns=["quarter_start", "complete"]).T.to_dict("list") == {
        # children, first-time children, episodes, first, repeat, within thirty days
        "2021-Q1": [2, 2, 3, 2, 1, 1],  # e01 and e03 are firsts; e02 nine days after e01
        "2021-Q2": [4, 2, 6, 2, 4, 3],  # C and D are new; e04 e07 e08 within, e06 not
        "2021-Q3": [2, 2, 3, 2, 1, 1],  # E and F; e11 six days after e10
        "2021-Q4": [3, 0, 3, 0, 3, 0],
    }
    assert rows["complete"].all()


def test_first_is_worked_out_from_the_whole_history_whatever_the_filter(con):
    second = Filters(period_from=date(2021, 4, 1), period_to=date(2021, 7, 1))
    rows = run(con, "first_and_repeat", second)
    assert rows.drop(columns=["quarter_start", "complete"]).values.tolist() == [
        ["2021-Q2", 4, 2, 6, 2, 4, 3]
    ]


def test_a_child_whose_first_episode_is_not_selected_still_went_first_in_its_quarter():
    episodes = [
        *on_days("A", "2021-01-05", placement_type="foster"),
        *on_days("A", "2021-01-09", placement_type="residential"),
    ]
    rows = run(store_of(episodes), "first_and_repeat", Filters(placement_types=("residential",)))
    first = rows.iloc[0]
    assert first[["first_time_children", "first_episodes", "repeat_episodes"]].tolist() == [1, 0, 1]
    assert first["repeats_within"] == 1


def test_a_quarter_without_episodes_is_zeros_and_a_part_quarter_is_marked():
    con = store_of(on_days("A", "2021-02-01", "2021-08-01"), data_date="2021-08-15")
    rows = run(con, "first_and_repeat", Filters(), year="april")
    assert rows["quarter"].tolist() == ["2020/21-Q4", "2021/22-Q1", "2021/22-Q2"]
    assert rows["episodes"].tolist() == [1, 0, 1]
    assert rows["complete"].tolist() == [True, True, False]
    gaps = run(con, "gaps_between", Filters())
    assert gaps["episodes"].tolist() == [0, 0, 1] and gaps["median_days"].isna().tolist() == [
        *(True, True, False)
    ]
    assert gaps["complete"].tolist() == [True, True, False]


@pytest.mark.parametrize("name", ["first_and_repeat", "gaps_between", "gap_changes"])
def test_an_empty_selection_is_no_row_with_the_same_columns(con, everything, name):
    empty = run(con, name, Filters(period_from=date(2023, 1, 1)))
    assert empty.empty
    assert (empty.dtypes.astype(str) == run(con, name, everything).dtypes.astype(str)).all()


def test_first_and_repeat_add_up_to_the_episodes(con):
    for filters in (Filters(), Filters(category="all"), Filters(out_of_area=True)):
        rows = run(con, "first_and_repeat", filters)
        assert (rows["first_episodes"] + rows["repeat_episodes"] == rows["episodes"]).all()
        assert (rows["repeats_within"] <= rows["repeat_episodes"]).all()
        summary = run(con, "quarterly_summary", filters)
        assert rows["episodes"].tolist() == summary["episodes"].tolist()
        assert rows["children"].tolist() == summary["children"].tolist()


def test_gaps_are_by_the_quarter_of_going_again_with_their_quartiles(con, everything):
    rows = run(con, "gaps_between", everything).set_index("quarter")
    second = rows.loc["2021-Q2"]
    # in days: e04 0.0840 (121 minutes), e08 0.7083 (17 h), e07 4.7917, e06 114.6875
    assert second[["episodes", "children"]].tolist() == [4, 3]
    assert second["median_days"] == pytest.approx((17 / 24 + 4.75 + 1 / 24) / 2)
    assert second["lower_quartile_days"] == pytest.approx(0.5522569, abs=1e-6)
    assert second["upper_quartile_days"] == pytest.approx(32.265625)
    assert rows["episodes"].tolist() == [1, 4, 1, 3]


def test_the_return_before_may_lie_outside_the_selection():
    con = store_of(on_days("A", "2021-03-30", "2021-04-02"))
    second = run(con, "gaps_between", Filters(period_from=date(2021, 4, 1))).iloc[0]
    # from 30 March 23:00 to 2 April 20:00
    assert second["median_days"] == 2.875
    assert second[["lower_quartile_days", "upper_quartile_days"]].tolist() == [2.875, 2.875]


def days_after(*gaps: float) -> list[str]:
    """Days of episodes from 20:00 to 23:00: so many days from each to the next."""
    day = pd.Timestamp("2021-01-01")
    return [f"{day + pd.Timedelta(days=n):%Y-%m-%d}" for n in np.cumsum([0, *gaps])]


SHORTER = days_after(40, 40, 40, 40, 40, 40, 2, 2, 2, 2, 2, 2)


def test_a_child_whose_gaps_grew_shorter_is_said_to(con, everything):
    episodes = [
        *on_days("B", *SHORTER),
        *on_days("A", *reversed(days_after(*[3] * 6))),  # always three days
        *on_days("C", *days_after(9, 9, 9, 9, 9)),  # five gaps are too few
    ]
    rows = run(store_of(episodes), "gap_changes", Filters())
    assert rows["child_id"].tolist() == ["A", "B"] and rows["gaps"].tolist() == [6, 12]
    assert rows["earlier_median_days"].tolist() == [2.875, 39.875]  # three hours each are missing
    assert rows["later_median_days"].tolist() == [2.875, 1.875]
    assert rows["ratio"].tolist() == pytest.approx([1, 1.875 / 39.875])
    assert rows["change"].tolist() == ["no clear change", "shorter"]
    # of the 924 ways to halve twelve gaps two are as far apart; corrected for two children
    assert rows["p_value"][1] == pytest.approx(2 / 924, abs=0.002) and rows["p_value"][0] == 1
    assert rows["q_value"][1] == pytest.approx(2 * rows["p_value"][1])


def test_gaps_that_grew_longer_are_called_so_and_a_filter_takes_its_own():
    longer = days_after(*[2] * 6, *[40] * 6)
    con = store_of(on_days("A", *longer))
    assert run(con, "gap_changes", Filters())["change"].tolist() == ["longer"]
    late = Filters(period_from=date.fromisoformat(longer[6]))  # that episode, and six after it
    rows = run(con, "gap_changes", late)
    assert rows["gaps"].tolist() == [7]
    assert rows["change"].tolist() == ["no clear change"]


def test_of_an_odd_number_the_middle_gap_is_with_the_later():
    rows = run(store_of(on_days("A", *days_after(1, 1, 1, 9, 5, 5, 5))), "gap_changes", Filters())
    assert rows[["earlier_median_days", "later_median_days"]].values.tolist() == [[0.875, 4.875]]


def test_gaps_of_nought_have_no_ratio_and_no_quarrel_with_the_logarithm():
    episodes = [
        (f"e{n}", "A", f"2021-05-{n + 1:02} 00:00", f"2021-05-{n + 2:02} 00:00") for n in range(8)
    ]
    row = run(store_of(episodes), "gap_changes", Filters()).iloc[0]
    assert row["earlier_median_days"] == 0 and pd.isna(row["ratio"]) and row["p_value"] == 1


def test_the_same_gaps_give_the_same_value_in_any_company():
    rng = np.random.default_rng(5)
    days = rng.exponential(10, 40)
    owner = np.repeat([0, 1, 2, 3], 10)
    alone = [later_half_against_earlier(days[owner == n], np.zeros(10, int)) for n in range(4)]
    together = later_half_against_earlier(days, owner)
    assert together[0] == pytest.approx([one[0][0] for one in alone])
    assert together[1].tolist() == [one[1][0] for one in alone]
    mixed = rng.permutation(4)[owner]  # in another order of owners
    assert sorted(later_half_against_earlier(days, mixed)[1]) == sorted(together[1])


def test_gaps_without_a_change_are_called_changed_one_time_in_twenty():
    owners = 2000
    days = np.random.default_rng(1).lognormal(2, 1.5, owners * 9)
    _, p_values = later_half_against_earlier(days, np.repeat(np.arange(owners), 9))
    # 100 of 2000 are expected; their number scatters by about 10
    assert 70 <= np.count_nonzero(p_values < 0.05) <= 130
